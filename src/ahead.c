/*
 * ahead.c - evidence, made ahead of who asks for it, on all threads
 *
 * Whoever reads results takes them one by one; finding passages is most of the
 * work and needs nothing of the result before.  So the next few dozen clusters,
 * or hundred matches, are made at once.
 */
#include "ahead.h"
#include "base/memory.h"
#include "evidence.h"
#include "star.h"
#include "verify/judge.h"

/* How many are made at once; clusters fewer if their leads match so many. */
enum { NUM_CLUSTERS = 64, NUM_MATCHES = 256, MAX_LINKS = 4096 };

struct ahead {
	const struct ndup_scan *scan;
	struct evidence **tools; /* one a thread */
	unsigned num_tools;
	struct star *stars[NUM_CLUSTERS];
	struct ndup_cluster clusters[NUM_CLUSTERS];
	struct passages passages[NUM_MATCHES];
	struct ndup_match matches[NUM_MATCHES];
	size_t first_cluster, num_clusters; /* that are ready */
	size_t first_match, num_matches;
};

void
ahead_free(struct ahead *ahead)
{
	size_t i;

	if (ahead == NULL)
		return;
	for (i = 0; ahead->tools != NULL && i < ahead->num_tools; i++)
		evidence_free(ahead->tools[i]);
	for (i = 0; i < NUM_CLUSTERS; i++)
		star_free(ahead->stars[i]);
	for (i = 0; i < NUM_MATCHES; i++)
		memory_free(ahead->passages[i].items);
	memory_free(ahead->tools);
	memory_free(ahead);
}

static enum ndup_status
make_tools(struct ahead *ahead, const struct ndup_scan *scan)
{
	unsigned i;

	ahead->num_tools = pool_num_threads(scan->articles.pool);
	ahead->tools = memory_new(ahead->num_tools, sizeof *ahead->tools);
	if (ahead->tools == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < ahead->num_tools; i++) {
		if (evidence_new(&ahead->tools[i], scan) != NDUP_OK)
			return NDUP_NOMEM;
	}
	for (i = 0; i < NUM_CLUSTERS; i++) {
		if (star_new(&ahead->stars[i]) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

enum ndup_status
ahead_new(struct ahead **created, const struct ndup_scan *scan)
{
	struct ahead *ahead;

	*created = NULL;
	if ((ahead = memory_new(1, sizeof *ahead)) == NULL)
		return NDUP_NOMEM;
	if (make_tools(ahead, scan) != NDUP_OK) {
		ahead_free(ahead);
		return NDUP_NOMEM;
	}
	ahead->scan = scan;
	*created = ahead;
	return NDUP_OK;
}

/* ---- clusters ----------------------------------------------------------- */

/* The cluster of this number, whose parts the star keeps. */
static enum ndup_status
describe_cluster(const struct ndup_scan *scan, struct evidence *evidence,
    struct star *star, uint32_t number, struct ndup_cluster *cluster)
{
	enum ndup_status status;

	if ((status = star_make(star, scan, evidence, number)) == NDUP_OK)
		status = star_members(star, scan);
	if (status == NDUP_OK)
		status = star_passages(star, scan, evidence);
	if (status == NDUP_OK)
		status = star_related(star, scan);
	if (status != NDUP_OK)
		return status;
	*cluster = (struct ndup_cluster){
	    .number = number + 1,
	    .lead = star->copies[0],
	    .first = star->members[0].article,
	    .members = star->members,
	    .num_members = star->num_members,
	    .weakest = star_weakest(star, scan),
	    .passages = star->passages,
	    .num_passages = star->shared.num_passages,
	    .related = star->related,
	    .num_related = star->num_related,
	};
	return NDUP_OK;
}

static enum ndup_status
make_cluster(void *ctx, size_t i, unsigned thread)
{
	struct ahead *ahead = ctx;

	return describe_cluster(ahead->scan, ahead->tools[thread],
	    ahead->stars[i], (uint32_t)(ahead->first_cluster + i),
	    &ahead->clusters[i]);
}

/* How many clusters from this one on to make at once. */
static size_t
count_clusters(const struct ndup_scan *scan, uint32_t number)
{
	const struct links *links = &scan->links;
	size_t num = 0, num_links = 0;
	uint32_t lead;

	while (num < NUM_CLUSTERS && num_links < MAX_LINKS &&
	       number + num < scan->stars.num_stars) {
		lead = scan->stars.leads[number + num++];
		num_links += links->begin[lead + 1] - links->begin[lead];
	}
	return num;
}

enum ndup_status
ahead_cluster(
    struct ahead *ahead, uint32_t number, struct ndup_cluster *cluster)
{
	const struct ndup_scan *scan = ahead->scan;
	const struct pool_loop loop = {make_cluster, NULL, ahead, NULL};
	enum ndup_status status;
	size_t num;

	if (number < ahead->first_cluster ||
	    number >= ahead->first_cluster + ahead->num_clusters) {
		num = count_clusters(scan, number);
		ahead->first_cluster = number;
		ahead->num_clusters = 0;
		status = pool_each(scan->articles.pool, &loop, num);
		if (status != NDUP_OK)
			return status;
		ahead->num_clusters = num;
	}
	*cluster = ahead->clusters[number - ahead->first_cluster];
	return NDUP_OK;
}

/* ---- matches ------------------------------------------------------------ */

/* The measures of a pair of articles, as those of their texts say. */
static struct ndup_match
describe_match(const struct ndup_scan *scan, const struct article_match *pair)
{
	struct ndup_match match = {.a = pair->a,
	    .b = pair->b,
	    .relation = NDUP_IDENTICAL,
	    .jaccard = 1,
	    .containment_a = 1,
	    .containment_b = 1,
	    .coverage_a = 1,
	    .coverage_b = 1};
	const struct text_match *texts;

	if (pair->match == SAME_TEXT)
		return match;
	texts = &scan->matches[pair->match];
	judge_fill(&texts->measures, &scan->params, &match);
	if (scan->texts.of[pair->a] != texts->texts.a)
		judge_turn(&match);
	return match;
}

static enum ndup_status
make_match(void *ctx, size_t i, unsigned thread)
{
	struct ahead *ahead = ctx;
	const struct ndup_scan *scan = ahead->scan;

	ahead->matches[i] =
	    describe_match(scan, &scan->pairs[ahead->first_match + i]);
	return evidence_match(ahead->tools[thread], scan, &ahead->passages[i],
	    &ahead->matches[i]);
}

enum ndup_status
ahead_match(struct ahead *ahead, size_t pair, struct ndup_match *match)
{
	const struct ndup_scan *scan = ahead->scan;
	const struct pool_loop loop = {make_match, NULL, ahead, NULL};
	enum ndup_status status;
	size_t num = scan->num_pairs - pair;

	if (pair < ahead->first_match ||
	    pair >= ahead->first_match + ahead->num_matches) {
		num = num < NUM_MATCHES ? num : NUM_MATCHES;
		ahead->first_match = pair;
		ahead->num_matches = 0;
		status = pool_each(scan->articles.pool, &loop, num);
		if (status != NDUP_OK)
			return status;
		ahead->num_matches = num;
	}
	*match = ahead->matches[pair - ahead->first_match];
	return NDUP_OK;
}
