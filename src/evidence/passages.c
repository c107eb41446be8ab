/*
 * passages.c - what the members of a cluster share, as byte ranges
 */
#include <stdlib.h>

#include "base/memory.h"
#include "cluster.h"

static int
by_occurrence(const void *left, const void *right)
{
	const struct ndup_occurrence *x = left, *y = right;

	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	return x->span.begin < y->span.begin ? -1
					     : x->span.begin > y->span.begin;
}

/* Gives each place its occurrences, and each text the chain of its places. */
static enum ndup_status
lay_out(struct star *star, const struct ndup_scan *scan)
{
	const struct shared *shared = &star->shared;
	struct star_text *text;
	size_t i, num = 0;

	if (memory_grow(star->placed, shared->num_places) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < shared->num_places; i++) {
		text = &star->texts[shared->places[i].member];
		star->placed[i] = (struct placed){num, text->positions};
		text->positions = i + 1;
		num += scan->texts.sizes[text->text];
	}
	return memory_grow(star->occurrences, num);
}

/* Fills in the occurrences of one article, number i of its text. */
static enum ndup_status
find_occurrences(struct star *star, const struct star_text *text, uint32_t i,
    const struct articles *articles, struct positions *positions)
{
	uint32_t article = star->copies[text->first_copy + i];
	struct ndup_occurrence *occurrence;
	enum ndup_status status;
	size_t place;

	status = positions_find(positions, articles, articles->items[article]);
	if (status != NDUP_OK)
		return status;
	for (place = text->positions; place > 0;
	     place = star->placed[place - 1].next) {
		occurrence =
		    star->occurrences + star->placed[place - 1].first + i;
		occurrence->article = article;
		occurrence->span =
		    places_span(positions, star->shared.places[place - 1].span);
	}
	return NDUP_OK;
}

/* Each article once: where it has the passages, what of it is ignored, and which
 * facts of it are others. */
static enum ndup_status
read_copies(
    struct star *star, const struct ndup_scan *scan, struct evidence *evidence)
{
	const struct star_text *text = star->texts;
	const struct star_text *end = text + star->num_texts;
	enum ndup_status status = NDUP_OK;
	uint32_t i, num;

	for (; text < end; text++) {
		num = scan->texts.sizes[text->text];
		for (i = 0; i < num && status == NDUP_OK; i++) {
			status = star_ignored(
			    star, scan, evidence, text->first_copy + i);
			if (status == NDUP_OK)
				status = star_facts(
				    star, scan, evidence, text->first_copy + i);
			if (status == NDUP_OK && text->positions > 0)
				status = find_occurrences(star, text, i,
				    &scan->articles, &evidence->a);
		}
	}
	return status;
}

/* The earliest place of a passage. */
static const struct shared_place *
first_place(const struct star *star, const struct shared_passage *passage)
{
	const struct shared_place *first =
	    &star->shared.places[passage->first_place];
	const struct shared_place *place = first, *end;

	for (end = first + passage->num_places; place < end; place++) {
		if (star->texts[place->member].text <
		    star->texts[first->member].text)
			first = place;
	}
	return first;
}

static enum ndup_status
list_passages(struct star *star, const struct ndup_scan *scan)
{
	const struct shared *shared = &star->shared;
	const struct shared_passage *passage;
	const struct shared_place *place;
	struct ndup_occurrence *next = star->occurrences;
	struct ndup_shared *listed;
	size_t i, j;

	if (memory_grow(star->passages, shared->num_passages) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < shared->num_passages; i++) {
		passage = &shared->passages[i];
		place = first_place(star, passage);
		listed = &star->passages[i];
		*listed = (struct ndup_shared){
		    words_rounded(star_weigh(star, place->member, place->span)),
		    next, 0};
		place = &shared->places[passage->first_place];
		for (j = 0; j < passage->num_places; j++, place++)
			listed->num_occurrences +=
			    scan->texts.sizes[star->texts[place->member].text];
		qsort(
		    next, listed->num_occurrences, sizeof *next, by_occurrence);
		next += listed->num_occurrences;
	}
	return NDUP_OK;
}

/* The texts of members, for shared_find(). */
struct member_reading {
	const struct star *star;
	const struct ndup_scan *scan;
	struct positions *positions;
};

static enum ndup_status
read_member(void *ctx, uint32_t member, struct sentences *sentences)
{
	const struct member_reading *reading = ctx;
	const struct star *star = reading->star;
	struct positions *positions = reading->positions;
	enum ndup_status status;

	status = positions_find(positions, &reading->scan->articles,
	    scan_text(reading->scan, star->texts[member].text));
	*sentences =
	    (struct sentences){star->ids[member], positions->tokeniser.spans,
		star->num_tokens[member], positions->document.text};
	return status;
}

enum ndup_status
star_passages(
    struct star *star, const struct ndup_scan *scan, struct evidence *evidence)
{
	struct member_reading reading = {star, scan, &evidence->a};
	const struct shared_members members = {
	    .num_members = (uint32_t)star->num_texts,
	    .ids = star->ids,
	    .num_tokens = star->num_tokens,
	    .repeated = star->repeated,
	    .read = read_member,
	    .ctx = &reading,
	    .links = star->links,
	    .num_links = star->num_links,
	    .min_passage = 2 * scan->params.min_passage,
	};
	enum ndup_status status;

	if ((status = shared_find(&star->shared, &members)) == NDUP_OK)
		status = lay_out(star, scan);
	if (status == NDUP_OK)
		status = read_copies(star, scan, evidence);
	return status == NDUP_OK ? list_passages(star, scan) : status;
}
