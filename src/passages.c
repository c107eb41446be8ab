/*
 * passages.c - what the members of a cluster share, as byte ranges
 */
#include <stdlib.h>

#include "base/memory.h"
#include "star.h"

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
add_place(struct star *star, const struct ndup_scan *scan,
    const struct shared_place *place, size_t *num)
{
	const struct star_text *text = &star->texts[place->member];
	uint32_t size = scan->texts.sizes[text->text], i;
	struct ndup_occurrence *occurrence;
	const struct copy *copy;

	if (memory_reserve(&star->occurrences, &star->occurrences_capacity,
		*num + size, sizeof *star->occurrences) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < size; i++) {
		copy = &star->copies[text->first_copy + i];
		occurrence = &star->occurrences[(*num)++];
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
	const struct shared_place *first;
	size_t i, j, num = 0, begin;

	if (memory_reserve(&star->passages, &star->passages_capacity,
		shared->num_passages, sizeof *star->passages) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < shared->num_passages; i++) {
		passage = &shared->passages[i];
		begin = num;
		for (j = 0; j < passage->num_places; j++) {
			if (add_place(star, scan,
				&shared->places[passage->first_place + j],
				&num) != NDUP_OK)
				return NDUP_NOMEM;
		}
		qsort(star->occurrences + begin, num - begin,
		    sizeof *star->occurrences, by_occurrence);
		first = first_place(star, passage);
		star->passages[i] = (struct ndup_shared){
		    (star_weigh(star, first->member, first->span) + 1) / 2,
		    NULL, num - begin};
	}
	for (i = 0, num = 0; i < shared->num_passages; i++) {
		star->passages[i].occurrences = star->occurrences + num;
		num += star->passages[i].num_occurrences;
	}
	return NDUP_OK;
}

enum ndup_status
star_passages(struct star *star, const struct ndup_scan *scan)
{
	const struct shared_members members = {
	    .num_members = (uint32_t)star->num_texts,
	    .ids = star->ids,
	    .num_tokens = star->num_tokens,
	    .repeated = star->repeated,
	    .starts = star->starts,
	    .links = star->links,
	    .num_links = star->num_links,
	    .min_passage = 2 * scan->params.min_passage,
	};

	if (shared_find(&star->shared, &members) != NDUP_OK)
		return NDUP_NOMEM;
	return list_passages(star, scan);
}
