/*
 * cluster.c - a star of texts: which they are, and how they map onto each other
 *
 * All matches between members are aligned, not only those with the lead: what
 * two members share that the lead lacks is a passage too.
 */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "table/candidates.h"
#include "cluster.h"

void
star_free(struct star *star)
{
	size_t i;

	for (i = 0; i < star->alignments_capacity; i++)
		alignment_free(&star->alignments[i]);
	shared_free(&star->shared);
	memory_free(star->texts);
	memory_free(star->copies);
	memory_free(star->marks);
	memory_free(star->alignments);
	memory_free(star->links);
	memory_free(star->ids);
	memory_free(star->fetched);
	memory_free(star->num_tokens);
	memory_free(star->repeated);
	memory_free(star->placed);
	memory_free(star->members);
	memory_free(star->passages);
	memory_free(star->occurrences);
	memory_free(star->ignored.items);
	memory_free(star->facts);
	memory_free(star->related);
}

enum { NUM_NEAREST = 8 };

/* ---- the texts of the star ---------------------------------------------- */

static enum ndup_status
cluster_add_text(struct star *star, const struct ndup_scan *scan, uint32_t text,
    uint32_t match)
{
	size_t num_copies = star->num_copies + scan->texts.sizes[text], i;
	const struct article *article = scan_text(scan, text);

	if (memory_grow(star->texts, star->num_texts + 1) != NDUP_OK ||
	    memory_grow(star->ids, star->num_texts + 1) != NDUP_OK ||
	    memory_grow(star->num_tokens, star->num_texts + 1) != NDUP_OK ||
	    memory_grow(star->repeated, star->num_texts + 1) != NDUP_OK ||
	    memory_grow(star->copies, num_copies) != NDUP_OK)
		return NDUP_NOMEM;
	star->ids[star->num_texts] = article->ids;
	star->num_tokens[star->num_texts] = article->num_tokens;
	star->repeated[star->num_texts] = scan->texts.sizes[text] > 1;
	star->texts[star->num_texts++] = (struct star_text){
	    text, match, star->num_copies, star->num_marks, 0, 0};
	star->num_marks += article->num_tokens;
	for (i = scan->texts.begin[text]; star->num_copies < num_copies; i++)
		star->copies[star->num_copies++] = scan->texts.articles[i];
	return NDUP_OK;
}

static enum ndup_status
collect_texts(struct star *star, const struct ndup_scan *scan)
{
	const struct links *links = &scan->links;
	const struct link_end *end;
	size_t i;

	star->num_texts = star->num_copies = star->num_marks = 0;
	if (cluster_add_text(star, scan, star->lead, SAME_TEXT) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = links->begin[star->lead]; i < links->begin[star->lead + 1];
	     i++) {
		end = &links->ends[i];
		if (scan->stars.lead_of[end->text] == star->lead &&
		    cluster_add_text(star, scan, end->text, end->match) !=
			NDUP_OK)
			return NDUP_NOMEM;
	}
	if (memory_grow(star->marks, star->num_marks + 1) != NDUP_OK)
		return NDUP_NOMEM;
	memset(star->marks, 0, star->num_marks * sizeof *star->marks);
	return NDUP_OK;
}

/* Brings ids that are on disk to memory. */
static enum ndup_status
load_ids(struct star *star, const struct ndup_scan *scan)
{
	enum ndup_status status = NDUP_OK;
	const struct article *article;
	size_t i, num = 0;

	for (i = 0; i < star->num_texts; i++)
		num += star->ids[i] == NULL ? star->num_tokens[i] : 0;
	if (num == 0)
		return NDUP_OK;
	if (memory_grow(star->fetched, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0, num = 0; i < star->num_texts && status == NDUP_OK; i++) {
		if (star->ids[i] != NULL)
			continue;
		article = scan_text(scan, star->texts[i].text);
		star->ids[i] = star->fetched + num;
		status = articles_read_ids(
		    &scan->articles, article, star->fetched + num);
		num += article->num_tokens;
	}
	return status;
}

/* ---- the matches between them ------------------------------------------- */

static struct words
member_words(
    const struct star *star, const struct ndup_scan *scan, uint32_t number)
{
	struct words words =
	    article_words(scan_text(scan, star->texts[number].text));

	words.ids = star->ids[number];
	return words;
}

/* Aligns two members; marks what the later one has from the earlier. */
static enum ndup_status
align_link(struct star *star, const struct ndup_scan *scan,
    struct evidence *evidence, size_t number)
{
	struct shared_link *link = &star->links[number];
	const struct star_text *a = &star->texts[link->a];
	const struct star_text *b = &star->texts[link->b];
	const struct article_pair pair = {
	    .a.words = member_words(star, scan, link->a),
	    .b.words = member_words(star, scan, link->b),
	    .b_is_earlier = b->text < a->text,
	};
	const struct star_text *later = pair.b_is_earlier ? a : b;

	link->alignment = &star->alignments[number];
	return pair_align(&evidence->aligner, &pair, &star->alignments[number],
	    star->marks + later->first_marked);
}

/* All matches between two members. */
static enum ndup_status
find_links(struct star *star, const struct ndup_scan *scan, uint32_t *number_of)
{
	const struct links *links = &scan->links;
	uint32_t a, b, other;
	size_t i;

	star->num_links = 0;
	for (a = 0; a < star->num_texts; a++)
		number_of[star->texts[a].text] = a;
	for (a = 0; a < star->num_texts; a++) {
		i = links->begin[star->texts[a].text];
		for (; i < links->begin[star->texts[a].text + 1]; i++) {
			other = links->ends[i].text;
			if (scan->stars.lead_of[other] != star->lead ||
			    (b = number_of[other]) <= a)
				continue;
			if (memory_grow(star->links, star->num_links + 1) !=
			    NDUP_OK)
				return NDUP_NOMEM;
			star->links[star->num_links++] =
			    (struct shared_link){a, b, NULL};
			star->texts[b].num_before++;
		}
	}
	return NDUP_OK;
}

/* Of very many members each is held against the lead and those nearest before
 * it that it matches: what is much like a hot bucket, whose pairs are few. */
static void
thin_links(struct star *star)
{
	size_t i, num = star->num_links;
	const struct shared_link *link;

	if (star->num_texts <= BUCKET_MAX)
		return;
	star->num_links = 0;
	for (i = 0; i < num; i++) {
		link = &star->links[i];
		if (link->a == 0 ||
		    star->texts[link->b].num_before <= NUM_NEAREST)
			star->links[star->num_links++] = *link;
		assert(star->texts[link->b].num_before > 0);
		star->texts[link->b].num_before--;
	}
}

static enum ndup_status
align_members(
    struct star *star, const struct ndup_scan *scan, struct evidence *evidence)
{
	enum ndup_status status;
	size_t i;

	if (find_links(star, scan, evidence->number_of) != NDUP_OK)
		return NDUP_NOMEM;
	thin_links(star);
	status = memory_grow_zeroed(star->alignments, star->num_links);
	for (i = 0; i < star->num_links && status == NDUP_OK; i++)
		status = align_link(star, scan, evidence, i);
	return status;
}

/* ---- all of it ---------------------------------------------------------- */

uint32_t
star_weigh(const struct star *star, uint32_t number, struct tokens_span span)
{
	return words_weigh_counted(
	    star->ids[number] + span.begin, span.end - span.begin);
}

/* Brings the texts together, and aligns them. */
static enum ndup_status
gather_texts(struct star *star, const struct ndup_scan *scan,
    struct evidence *evidence, uint32_t number)
{
	enum ndup_status status;

	star->bare = star->bare || scan->params.no_passages;
	star->lead = scan->stars.leads[number - 1];
	status = collect_texts(star, scan);
	if (status != NDUP_OK || star->bare)
		return status;
	status = load_ids(star, scan);
	return status == NDUP_OK ? align_members(star, scan, evidence) : status;
}

enum ndup_status
star_cluster(struct star *star, const struct ndup_scan *scan,
    struct evidence *evidence, uint32_t number, struct ndup_cluster *cluster)
{
	enum ndup_status status;

	if ((status = gather_texts(star, scan, evidence, number)) == NDUP_OK)
		status = star_members(star, scan);
	if (status == NDUP_OK && !star->bare)
		status = star_passages(star, scan, evidence);
	if (status == NDUP_OK)
		status = star_related(star, scan);
	if (status != NDUP_OK)
		return status;
	star_sort_members(star);
	*cluster = (struct ndup_cluster){
	    .number = number,
	    .lead = star->copies[0],
	    .first = star->members[0].article,
	    .members = star->members,
	    .num_members = star->num_members,
	    .weakest = star_weakest(scan, star->lead),
	    .passages = star->passages,
	    .num_passages = star->shared.num_passages,
	    .related = star->related,
	    .num_related = star->num_related,
	};
	return NDUP_OK;
}
