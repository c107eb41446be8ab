/*
 * prefetch.c - evidence, made ahead of who asks for it, on all threads
 *
 * Whoever reads results takes them one by one; finding passages is most of the
 * work and needs nothing of the result before.  So while one part of the
 * results is read, the next few dozen are made in the background, and who comes
 * to the end of that part helps with what is left of this one.
 */
#include <assert.h>
#include <stdatomic.h>

#include "base/memory.h"
#include "compare/relation.h"
#include "cluster.h"
#include "match.h"
#include "prefetch.h"

/* How many are made at once; clusters fewer if their leads match so many. */
enum { PART_MOST = 64, MAX_LINKS = 4096 };

/* A cluster or a match, with what it borrows. */
struct result {
	struct ndup_cluster cluster;
	struct star star;
	struct ndup_match match;
	struct passages passages;
};

/* What differs between clusters and matches. */
struct fetch_kind {
	/* How many from this one on to make at once; 0: there are no more. */
	size_t (*count)(const struct ndup_scan *, size_t first);
	enum ndup_status (*make)(const struct ndup_scan *, struct evidence *,
	    size_t number, struct result *);
};

struct part {
	struct prefetch *prefetch;
	const struct fetch_kind *kind;
	struct result results[PART_MOST];
	size_t first, num;
	size_t most;        /* that num has been: others were never made */
	atomic_size_t next; /* nobody has begun to make */
};

/* Of one kind: the part that is read, and the one that is made. */
struct lane {
	struct part parts[2];
	unsigned reading;
};

struct prefetch {
	const struct ndup_scan *scan;
	struct evidence **tools; /* one a thread */
	unsigned num_tools;
	struct lane clusters, matches;
};

/* ---- clusters ----------------------------------------------------------- */

static size_t
count_clusters(const struct ndup_scan *scan, size_t first)
{
	const struct links *links = &scan->links;
	size_t num = 0, num_links = 0;
	uint32_t lead;

	while (num < PART_MOST && num_links < MAX_LINKS &&
	       first + num < scan->num_ordered) {
		lead = scan->stars.leads[scan_cluster_at(scan, first + num++)];
		num_links += links->begin[lead + 1] - links->begin[lead];
	}
	return num;
}

static enum ndup_status
make_cluster(const struct ndup_scan *scan, struct evidence *evidence,
    size_t place, struct result *result)
{
	return star_cluster(&result->star, scan, evidence,
	    scan_cluster_at(scan, place) + 1, &result->cluster);
}

static const struct fetch_kind clusters = {count_clusters, make_cluster};

/* ---- matches ------------------------------------------------------------ */

static size_t
count_fetched(const struct ndup_scan *scan, size_t first)
{
	size_t num = scan->num_pairs - first;

	return num < PART_MOST ? num : PART_MOST;
}

static enum ndup_status
make_match(const struct ndup_scan *scan, struct evidence *evidence,
    size_t number, struct result *result)
{
	result->match = match_describe(scan, &scan->pairs[number]);
	if (scan->params.no_passages)
		return NDUP_OK;
	return evidence_match(
	    evidence, scan, &result->passages, &result->match);
}

static const struct fetch_kind matches = {count_fetched, make_match};

/* ---- parts -------------------------------------------------------------- */

/* Makes what nobody has begun yet. */
static enum ndup_status
make_part(void *ctx, unsigned thread)
{
	struct part *part = ctx;
	struct prefetch *prefetch = part->prefetch;
	enum ndup_status status = NDUP_OK;
	size_t i;

	while (status == NDUP_OK &&
	       (i = atomic_fetch_add(&part->next, 1)) < part->num)
		status =
		    part->kind->make(prefetch->scan, prefetch->tools[thread],
			part->first + i, &part->results[i]);
	return status;
}

/* Has the part made that begins with this result, in the background. */
static void
begin_part(struct part *part, size_t first)
{
	struct prefetch *prefetch = part->prefetch;
	unsigned i;

	part->first = first;
	part->num = part->kind->count(prefetch->scan, first);
	assert(part->num <= PART_MOST);
	part->most = part->num > part->most ? part->num : part->most;
	atomic_store(&part->next, 0);
	for (i = 0; i < prefetch->num_tools && i < part->num; i++)
		pool_submit(prefetch->scan->articles.pool, make_part, part);
}

static bool
has_result(const struct part *part, size_t number)
{
	return number >= part->first && number < part->first + part->num;
}

static enum ndup_status
find_result(struct lane *lane, size_t number, struct result **result)
{
	struct part *part = &lane->parts[lane->reading];
	struct part *other = &lane->parts[!lane->reading];
	struct pool *pool = part->prefetch->scan->articles.pool;
	enum ndup_status status;

	if (!has_result(part, number)) {
		status = pool_wait(pool);
		if (status == NDUP_OK && !has_result(other, number)) {
			begin_part(other, number);
			status = pool_wait(pool);
		}
		if (status != NDUP_OK) {
			part->num = other->num = 0;
			return status;
		}
		lane->reading = !lane->reading;
		begin_part(part, other->first + other->num);
		part = other;
	}
	*result = &part->results[number - part->first];
	return NDUP_OK;
}

enum ndup_status
prefetch_cluster(struct prefetch *prefetch, uint32_t place,
    const struct ndup_cluster **cluster)
{
	struct result *result;
	enum ndup_status status;

	status = find_result(&prefetch->clusters, place, &result);
	if (status == NDUP_OK)
		*cluster = &result->cluster;
	return status;
}

enum ndup_status
prefetch_forget_clusters(struct prefetch *prefetch)
{
	enum ndup_status status = pool_wait(prefetch->scan->articles.pool);
	struct part *parts = prefetch->clusters.parts;

	parts[0].num = parts[1].num = 0;
	return status;
}

enum ndup_status
prefetch_match(
    struct prefetch *prefetch, size_t pair, const struct ndup_match **match)
{
	struct result *result;
	enum ndup_status status;

	status = find_result(&prefetch->matches, pair, &result);
	if (status == NDUP_OK)
		*match = &result->match;
	return status;
}

/* ---- all of it ---------------------------------------------------------- */

static void
lane_init(
    struct lane *lane, struct prefetch *prefetch, const struct fetch_kind *kind)
{
	unsigned i;

	for (i = 0; i < 2; i++) {
		lane->parts[i].prefetch = prefetch;
		lane->parts[i].kind = kind;
	}
}

static void
lane_free(struct lane *lane)
{
	struct result *result;
	size_t i, j;

	for (i = 0; i < 2; i++) {
		for (j = 0; j < lane->parts[i].most; j++) {
			result = &lane->parts[i].results[j];
			star_free(&result->star);
			passages_free(&result->passages);
		}
	}
}

void
prefetch_free(struct prefetch *prefetch)
{
	unsigned i;

	if (prefetch == NULL)
		return;
	pool_wait(prefetch->scan->articles.pool);
	for (i = 0; prefetch->tools != NULL && i < prefetch->num_tools; i++)
		evidence_free(prefetch->tools[i]);
	lane_free(&prefetch->clusters);
	lane_free(&prefetch->matches);
	memory_free(prefetch->tools);
	memory_free(prefetch);
}

static enum ndup_status
make_tools(struct prefetch *prefetch)
{
	const struct ndup_scan *scan = prefetch->scan;
	unsigned i;

	prefetch->num_tools = pool_num_threads(scan->articles.pool);
	prefetch->tools =
	    memory_new(prefetch->num_tools, sizeof *prefetch->tools);
	if (prefetch->tools == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < prefetch->num_tools; i++) {
		if (evidence_new(&prefetch->tools[i], scan) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

enum ndup_status
prefetch_new(struct prefetch **created, const struct ndup_scan *scan)
{
	struct prefetch *prefetch;

	*created = NULL;
	if ((prefetch = memory_new(1, sizeof *prefetch)) == NULL)
		return NDUP_NOMEM;
	prefetch->scan = scan;
	lane_init(&prefetch->clusters, prefetch, &clusters);
	lane_init(&prefetch->matches, prefetch, &matches);
	if (make_tools(prefetch) != NDUP_OK) {
		prefetch_free(prefetch);
		return NDUP_NOMEM;
	}
	*created = prefetch;
	return NDUP_OK;
}
