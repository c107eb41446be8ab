/*
 * cluster_evidence.c - a star of texts -> a cluster with its passages
 *
 * All matches between members are aligned, not only those with the lead: what
 * two members share that the lead lacks is a passage too.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/window.h"
#include "cluster_evidence.h"
#include "text/sentence.h"
#include "verify/judge.h"

/* One text of the cluster; the lead's is number 0, others follow in order. */
struct star_text {
	uint32_t text;
	uint32_t match;      /* with the lead */
	size_t first_copy;   /* its articles among the copies */
	size_t first_marked; /* its tokens among the marks */
};

/* One article of the cluster. */
struct copy {
	uint32_t article;
	struct token_spans spans;
};

struct cluster_evidence {
	uint32_t lead; /* text */
	struct star_text *texts;
	uint32_t *number_of; /* of each text of the scan, in this cluster */
	struct copy *copies;
	bool *marks; /* tokens that an earlier text has too */
	struct alignment *alignments;
	struct shared_link *links;
	const uint32_t **ids;
	uint32_t *num_tokens;
	bool *repeated;
	const bool **starts;
	bool *start_marks; /* tokens that begin a sentence */
	struct shared shared;
	struct ndup_member *members;
	struct ndup_shared *passages;
	struct ndup_occurrence *occurrences;
	struct ndup_related *related;
	size_t num_texts, num_copies, num_marks, num_links, num_members,
	    num_related;
	size_t texts_capacity, copies_capacity, marks_capacity,
	    alignments_capacity, links_capacity, ids_capacity,
	    num_tokens_capacity, repeated_capacity, starts_capacity,
	    start_marks_capacity, members_capacity, passages_capacity,
	    occurrences_capacity, related_capacity;
};

void
cluster_evidence_free(struct cluster_evidence *made)
{
	size_t i;

	if (made == NULL)
		return;
	for (i = 0; i < made->copies_capacity; i++)
		memory_free(made->copies[i].spans.spans);
	for (i = 0; i < made->alignments_capacity; i++)
		alignment_free(&made->alignments[i]);
	shared_free(&made->shared);
	memory_free(made->texts);
	memory_free(made->number_of);
	memory_free(made->copies);
	memory_free(made->marks);
	memory_free(made->alignments);
	memory_free(made->links);
	memory_free(made->ids);
	memory_free(made->num_tokens);
	memory_free(made->repeated);
	memory_free(made->starts);
	memory_free(made->start_marks);
	memory_free(made->members);
	memory_free(made->passages);
	memory_free(made->occurrences);
	memory_free(made->related);
	memory_free(made);
}

static struct cluster_evidence *
create(const struct ndup_scan *scan)
{
	struct cluster_evidence *made = memory_new(1, sizeof *made);

	if (made == NULL)
		return NULL;
	made->number_of = memory_new(scan->texts.num, sizeof *made->number_of);
	if (made->number_of == NULL) {
		cluster_evidence_free(made);
		return NULL;
	}
	return made;
}

/* As memory_reserve(), with new items zeroed: they own buffers of theirs. */
static enum ndup_status
reserve_zeroed(void *items, size_t *capacity, size_t num, size_t item_size)
{
	size_t before = *capacity;
	char *bytes;

	if (memory_reserve(items, capacity, num, item_size) != NDUP_OK)
		return NDUP_NOMEM;
	memcpy(&bytes, items, sizeof bytes);
	if (*capacity > before)
		memset(bytes + before * item_size, 0,
		    (*capacity - before) * item_size);
	return NDUP_OK;
}

/* ---- the texts of the star ---------------------------------------------- */

static enum ndup_status
add_text(struct cluster_evidence *made, const struct ndup_scan *scan,
    uint32_t text, uint32_t match)
{
	size_t num_copies = made->num_copies + scan->texts.sizes[text], i;
	const struct article *article = scan_text(scan, text);

	if (memory_reserve(&made->texts, &made->texts_capacity,
		made->num_texts + 1, sizeof *made->texts) != NDUP_OK ||
	    memory_reserve(&made->ids, &made->ids_capacity, made->num_texts + 1,
		sizeof *made->ids) != NDUP_OK ||
	    memory_reserve(&made->num_tokens, &made->num_tokens_capacity,
		made->num_texts + 1, sizeof *made->num_tokens) != NDUP_OK ||
	    memory_reserve(&made->repeated, &made->repeated_capacity,
		made->num_texts + 1, sizeof *made->repeated) != NDUP_OK ||
	    reserve_zeroed(&made->copies, &made->copies_capacity, num_copies,
		sizeof *made->copies) != NDUP_OK)
		return NDUP_NOMEM;
	made->number_of[text] = (uint32_t)made->num_texts;
	made->ids[made->num_texts] = article->ids;
	made->num_tokens[made->num_texts] = article->num_tokens;
	made->repeated[made->num_texts] = scan->texts.sizes[text] > 1;
	made->texts[made->num_texts++] =
	    (struct star_text){text, match, made->num_copies, made->num_marks};
	made->num_marks += article->num_tokens;
	for (i = scan->texts.begin[text]; made->num_copies < num_copies; i++)
		made->copies[made->num_copies++].article =
		    scan->texts.articles[i];
	return NDUP_OK;
}

static enum ndup_status
collect_texts(struct cluster_evidence *made, const struct ndup_scan *scan)
{
	const struct links *links = &scan->links;
	const struct link_end *end;
	size_t i;

	made->num_texts = made->num_copies = made->num_marks = 0;
	if (add_text(made, scan, made->lead, SAME_TEXT) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = links->begin[made->lead]; i < links->begin[made->lead + 1];
	     i++) {
		end = &links->ends[i];
		if (scan->stars.lead_of[end->text] == made->lead &&
		    add_text(made, scan, end->text, end->match) != NDUP_OK)
			return NDUP_NOMEM;
	}
	if (memory_reserve(&made->marks, &made->marks_capacity,
		made->num_marks + 1, sizeof *made->marks) != NDUP_OK)
		return NDUP_NOMEM;
	memset(made->marks, 0, made->num_marks * sizeof *made->marks);
	return NDUP_OK;
}

static enum ndup_status
find_spans(struct cluster_evidence *made, const struct ndup_scan *scan,
    struct evidence *evidence)
{
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < made->num_copies && status == NDUP_OK; i++)
		status = evidence_spans(evidence,
		    scan->articles.items[made->copies[i].article],
		    &made->copies[i].spans);
	return status;
}

/* Marks the tokens of an article that begin a sentence. */
static void
mark_starts(
    struct ndup_slice text, const struct token_spans *spans, bool *starts)
{
	struct ndup_slice between;
	size_t i, last = 0;

	for (i = 0; i < spans->num; i++) {
		between = (struct ndup_slice){
		    text.ptr + last, spans->spans[i].begin - last};
		starts[i] = i == 0 || sentence_ends(between);
		last = spans->spans[i].end;
	}
}

static enum ndup_status
find_starts(struct cluster_evidence *made, const struct ndup_scan *scan)
{
	const struct star_text *text;
	const struct copy *copy;
	bool *starts;
	size_t i;

	if (memory_reserve(&made->starts, &made->starts_capacity,
		made->num_texts, sizeof *made->starts) != NDUP_OK ||
	    memory_reserve(&made->start_marks, &made->start_marks_capacity,
		made->num_marks + 1, sizeof *made->start_marks) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < made->num_texts; i++) {
		text = &made->texts[i];
		copy = &made->copies[text->first_copy];
		starts = made->start_marks + text->first_marked;
		mark_starts(scan_text(scan, text->text)->document.text,
		    &copy->spans, starts);
		made->starts[i] = starts;
	}
	return NDUP_OK;
}

/* ---- the matches between them ------------------------------------------- */

/* Aligns two members; marks what the later one has from the earlier. */
static enum ndup_status
add_link(struct cluster_evidence *made, const struct ndup_scan *scan,
    uint32_t a, uint32_t b)
{
	const struct link_pair pair = {
	    made->texts[a].text, made->texts[b].text};
	struct evidence *evidence = scan->evidence;
	const struct star_text *later;

	if (reserve_zeroed(&made->alignments, &made->alignments_capacity,
		made->num_links + 1, sizeof *made->alignments) != NDUP_OK ||
	    memory_reserve(&made->links, &made->links_capacity,
		made->num_links + 1, sizeof *made->links) != NDUP_OK ||
	    evidence_align(evidence, scan, pair,
		&made->alignments[made->num_links]) != NDUP_OK)
		return NDUP_NOMEM;
	later = &made->texts[pair.a > pair.b ? a : b];
	runs_mark_b(&evidence->aligner.runs, made->marks + later->first_marked);
	made->links[made->num_links++] = (struct shared_link){a, b, NULL};
	return NDUP_OK;
}

static enum ndup_status
align_members(struct cluster_evidence *made, const struct ndup_scan *scan)
{
	const struct links *links = &scan->links;
	uint32_t a, b, other;
	size_t i;

	made->num_links = 0;
	for (a = 0; a < made->num_texts; a++) {
		i = links->begin[made->texts[a].text];
		for (; i < links->begin[made->texts[a].text + 1]; i++) {
			other = links->ends[i].text;
			if (scan->stars.lead_of[other] != made->lead)
				continue;
			b = made->number_of[other];
			if (b > a && add_link(made, scan, a, b) != NDUP_OK)
				return NDUP_NOMEM;
		}
	}
	for (i = 0; i < made->num_links; i++)
		made->links[i].alignment = &made->alignments[i];
	return NDUP_OK;
}

/* ---- members ------------------------------------------------------------ */

static uint32_t
weigh(const uint32_t *ids, struct tokens_span span)
{
	uint32_t sum = 0;

	for (; span.begin < span.end; span.begin++)
		sum += window_weight(ids[span.begin]);
	return sum;
}

/* Words of a text that no earlier text of the cluster has. */
static uint32_t
count_new(const struct cluster_evidence *made, uint32_t number)
{
	const bool *marks = made->marks + made->texts[number].first_marked;
	uint32_t i, sum = 0;

	for (i = 0; i < made->num_tokens[number]; i++) {
		if (!marks[i])
			sum += window_weight(made->ids[number][i]);
	}
	return (sum + 1) / 2;
}

/* A text's match with another, seen from the text. */
static struct ndup_match
match_from(const struct ndup_scan *scan, uint32_t text, uint32_t match)
{
	const struct text_match *found = &scan->matches[match];
	struct ndup_match seen = {0};

	judge_fill(&found->measures, &scan->params, &seen);
	if (found->texts.a != text)
		judge_turn(&seen);
	return seen;
}

static struct ndup_member
describe(const struct cluster_evidence *made, const struct ndup_scan *scan,
    uint32_t number)
{
	const struct star_text *text = &made->texts[number];
	struct ndup_member member = {
	    .relation = NDUP_IDENTICAL,
	    .jaccard = 1,
	    .containment = 1,
	    .containment_of_lead = 1,
	    .coverage = 1,
	    .coverage_of_lead = 1,
	    .num_words = (scan_text(scan, text->text)->half_words + 1) / 2,
	};
	struct ndup_match match;

	if (text->match == SAME_TEXT)
		return member;
	match = match_from(scan, text->text, text->match);
	member.relation = match.relation;
	member.jaccard = match.jaccard;
	member.containment = match.containment_a;
	member.containment_of_lead = match.containment_b;
	member.coverage = match.coverage_a;
	member.coverage_of_lead = match.coverage_b;
	return member;
}

static int
by_article(const void *left, const void *right)
{
	const struct ndup_member *x = left, *y = right;

	return x->article < y->article ? -1 : x->article > y->article;
}

static enum ndup_status
list_members(struct cluster_evidence *made, const struct ndup_scan *scan)
{
	struct ndup_member member;
	uint32_t number, i, size;

	made->num_members = 0;
	if (memory_reserve(&made->members, &made->members_capacity,
		made->num_copies, sizeof *made->members) != NDUP_OK)
		return NDUP_NOMEM;
	for (number = 0; number < made->num_texts; number++) {
		member = describe(made, scan, number);
		member.new_words = count_new(made, number);
		size = scan->texts.sizes[made->texts[number].text];
		for (i = 0; i < size; i++) {
			member.article =
			    made->copies[made->num_members].article;
			made->members[made->num_members++] = member;
			member.new_words = 0;
		}
	}
	made->members[0].relation = NDUP_LEAD;
	qsort(made->members, made->num_members, sizeof *made->members,
	    by_article);
	return NDUP_OK;
}

/* ---- passages ----------------------------------------------------------- */

static int
by_occurrence(const void *left, const void *right)
{
	const struct ndup_occurrence *x = left, *y = right;

	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	return x->text.begin < y->text.begin ? -1
					     : x->text.begin > y->text.begin;
}

/* Adds all articles of one place's text; num is how many there are so far. */
static enum ndup_status
add_place(struct cluster_evidence *made, const struct ndup_scan *scan,
    const struct shared_place *place, size_t *num)
{
	const struct star_text *text = &made->texts[place->member];
	uint32_t size = scan->texts.sizes[text->text], i;
	struct ndup_occurrence *occurrence;
	const struct copy *copy;

	if (memory_reserve(&made->occurrences, &made->occurrences_capacity,
		*num + size, sizeof *made->occurrences) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < size; i++) {
		copy = &made->copies[text->first_copy + i];
		occurrence = &made->occurrences[(*num)++];
		occurrence->article = copy->article;
		occurrence->text = evidence_text(&copy->spans, place->span);
		occurrence->span = evidence_stored(
		    &scan->articles.items[copy->article]->document,
		    occurrence->text);
	}
	return NDUP_OK;
}

/* The earliest place of a passage. */
static const struct shared_place *
first_place(
    const struct cluster_evidence *made, const struct shared_passage *passage)
{
	const struct shared_place *first =
	    &made->shared.places[passage->first_place];
	const struct shared_place *place = first, *end;

	for (end = first + passage->num_places; place < end; place++) {
		if (made->texts[place->member].text <
		    made->texts[first->member].text)
			first = place;
	}
	return first;
}

static enum ndup_status
list_passages(struct cluster_evidence *made, const struct ndup_scan *scan)
{
	const struct shared *shared = &made->shared;
	const struct shared_passage *passage;
	const struct shared_place *first;
	size_t i, j, num = 0, begin;

	if (memory_reserve(&made->passages, &made->passages_capacity,
		shared->num_passages, sizeof *made->passages) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < shared->num_passages; i++) {
		passage = &shared->passages[i];
		begin = num;
		for (j = 0; j < passage->num_places; j++) {
			if (add_place(made, scan,
				&shared->places[passage->first_place + j],
				&num) != NDUP_OK)
				return NDUP_NOMEM;
		}
		qsort(made->occurrences + begin, num - begin,
		    sizeof *made->occurrences, by_occurrence);
		first = first_place(made, passage);
		made->passages[i] = (struct ndup_shared){
		    (weigh(made->ids[first->member], first->span) + 1) / 2,
		    NULL, num - begin};
	}
	for (i = 0, num = 0; i < shared->num_passages; i++) {
		made->passages[i].occurrences = made->occurrences + num;
		num += made->passages[i].num_occurrences;
	}
	return NDUP_OK;
}

static enum ndup_status
share_passages(struct cluster_evidence *made, const struct ndup_scan *scan)
{
	const struct shared_members members = {
	    .num_members = (uint32_t)made->num_texts,
	    .ids = made->ids,
	    .num_tokens = made->num_tokens,
	    .repeated = made->repeated,
	    .starts = made->starts,
	    .links = made->links,
	    .num_links = made->num_links,
	    .min_passage = 2 * scan->params.min_passage,
	};

	if (shared_find(&made->shared, &members) != NDUP_OK)
		return NDUP_NOMEM;
	return list_passages(made, scan);
}

/* ---- related articles --------------------------------------------------- */

static enum ndup_status
add_related(struct cluster_evidence *made, const struct ndup_scan *scan,
    uint32_t member, const struct link_end *end)
{
	const uint32_t *articles =
	    scan->texts.articles + scan->texts.begin[end->text];
	struct ndup_match match = match_from(scan, end->text, end->match);
	uint32_t size = scan->texts.sizes[end->text], i;

	if (memory_reserve(&made->related, &made->related_capacity,
		made->num_related + size, sizeof *made->related) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < size; i++)
		made->related[made->num_related++] =
		    (struct ndup_related){articles[i],
			made->copies[made->texts[member].first_copy].article,
			match.relation, match.jaccard, match.coverage_a,
			match.coverage_b};
	return NDUP_OK;
}

static int
by_related(const void *left, const void *right)
{
	const struct ndup_related *x = left, *y = right;

	return x->article < y->article ? -1 : x->article > y->article;
}

static enum ndup_status
find_related(struct cluster_evidence *made, const struct ndup_scan *scan)
{
	const struct links *links = &scan->links;
	const struct stars *stars = &scan->stars;
	uint32_t member, text, other;
	size_t i;

	made->num_related = 0;
	for (member = 0; member < made->num_texts; member++) {
		text = made->texts[member].text;
		for (i = links->begin[text]; i < links->begin[text + 1]; i++) {
			other = links->ends[i].text;
			if (stars->lead_of[other] == STAR_NONE &&
			    stars->related[other] == text &&
			    add_related(made, scan, member, &links->ends[i]) !=
				NDUP_OK)
				return NDUP_NOMEM;
		}
	}
	if (made->num_related > 1)
		qsort(made->related, made->num_related, sizeof *made->related,
		    by_related);
	return NDUP_OK;
}

/* ---- the cluster -------------------------------------------------------- */

static double
find_weakest(const struct cluster_evidence *made, const struct ndup_scan *scan)
{
	double weakest = 1, strength;
	size_t i;

	for (i = 1; i < made->num_texts; i++) {
		strength = judge_strength(
		    &scan->matches[made->texts[i].match].measures);
		weakest = strength < weakest ? strength : weakest;
	}
	return weakest;
}

enum ndup_status
cluster_evidence_make(
    struct ndup_scan *scan, uint32_t number, struct ndup_cluster *cluster)
{
	struct evidence *evidence = scan->evidence;
	struct cluster_evidence *made = evidence->cluster;

	if (made == NULL && (made = evidence->cluster = create(scan)) == NULL)
		return NDUP_NOMEM;
	made->lead = scan->stars.leads[number];
	if (collect_texts(made, scan) != NDUP_OK ||
	    find_spans(made, scan, evidence) != NDUP_OK ||
	    find_starts(made, scan) != NDUP_OK ||
	    align_members(made, scan) != NDUP_OK ||
	    list_members(made, scan) != NDUP_OK ||
	    share_passages(made, scan) != NDUP_OK ||
	    find_related(made, scan) != NDUP_OK)
		return NDUP_NOMEM;
	*cluster = (struct ndup_cluster){
	    .number = number + 1,
	    .lead = made->copies[0].article,
	    .first = made->members[0].article,
	    .members = made->members,
	    .num_members = made->num_members,
	    .weakest = find_weakest(made, scan),
	    .passages = made->passages,
	    .num_passages = made->shared.num_passages,
	    .related = made->related,
	    .num_related = made->num_related,
	};
	return NDUP_OK;
}
