/*
 * stars.c - matches -> clusters
 *
 * Repeatedly, the unclustered article with the most matches to unclustered
 * ones becomes a lead, and those it matches its members; of equals the first
 * in canonical order.  So every member matches its lead, and a chain of
 * matches never merges strangers.
 *
 * Articles with one text stand together: they match each other and whatever
 * any of them matches.  A heap holds texts by their number of matches as last
 * seen; counts only fall, so the top is right if its count still holds.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stars.h"

/* ---- matches as a graph: for each text, the texts that match it ---------- */

enum ndup_status
links_init(struct links *links, uint32_t num_texts,
    const struct link_pair *pairs, size_t num_pairs)
{
	size_t i, *next;

	*links = (struct links){.num_texts = num_texts};
	links->begin = memory_new((size_t)num_texts + 2, sizeof(size_t));
	links->ends = memory_new(2 * num_pairs, sizeof *links->ends);
	if (links->begin == NULL || links->ends == NULL)
		return NDUP_NOMEM;
	next = links->begin + 1; /* ends as begin[t + 1] when all are in */
	for (i = 0; i < num_pairs; i++) {
		assert(pairs[i].a < pairs[i].b && pairs[i].b < num_texts);
		assert(i == 0 || pairs[i - 1].a < pairs[i].a ||
		       (pairs[i - 1].a == pairs[i].a &&
			   pairs[i - 1].b < pairs[i].b));
		next[pairs[i].a + 1]++;
		next[pairs[i].b + 1]++;
	}
	for (i = 1; i <= num_texts; i++)
		next[i] += next[i - 1];
	/* Lower neighbours come before higher ones, as b's pairs by a do. */
	for (i = 0; i < num_pairs; i++)
		links->ends[next[pairs[i].b]++] =
		    (struct link_end){pairs[i].a, (uint32_t)i};
	for (i = 0; i < num_pairs; i++)
		links->ends[next[pairs[i].a]++] =
		    (struct link_end){pairs[i].b, (uint32_t)i};
	return NDUP_OK;
}

void
links_free(struct links *links)
{
	memory_free(links->begin);
	memory_free(links->ends);
	*links = (struct links){0};
}

/* The end of x that leads to y; NULL: they do not match. */
static const struct link_end *
find_end(const struct links *links, uint32_t x, uint32_t y)
{
	size_t low = links->begin[x], high = links->begin[x + 1], middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (links->ends[middle].text == y)
			return &links->ends[middle];
		if (links->ends[middle].text < y)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool
ends_are_sound(const struct links *links, uint32_t text)
{
	const struct link_end *ends = links->ends, *back;
	size_t begin = links->begin[text], i;

	for (i = begin; i < links->begin[text + 1]; i++) {
		if (ends[i].text >= links->num_texts || ends[i].text == text ||
		    (i > begin && ends[i - 1].text >= ends[i].text))
			return false;
		back = find_end(links, ends[i].text, text);
		if (back == NULL || back->match != ends[i].match)
			return false;
	}
	return true;
}

bool
links_validate(const struct links *links)
{
	uint32_t text;

	if (links->begin[0] != 0)
		return false;
	for (text = 0; text < links->num_texts; text++)
		if (links->begin[text] > links->begin[text + 1])
			return false;
	for (text = 0; text < links->num_texts; text++)
		if (!ends_are_sound(links, text))
			return false;
	return true;
}

/* ---- matches -> clusters ------------------------------------------------- */

struct candidate {
	uint64_t count;
	uint32_t text;
};

struct heap {
	struct candidate *items;
	size_t num;
};

static bool
match_is_before(const struct candidate *x, const struct candidate *y)
{
	if (x->count != y->count)
		return x->count > y->count;
	return x->text < y->text;
}

/* Lets the item at i sink to its place. */
static void
sink(struct heap *heap, size_t i)
{
	struct candidate moved = heap->items[i];
	size_t child;

	while ((child = 2 * i + 1) < heap->num) {
		if (child + 1 < heap->num &&
		    match_is_before(
			&heap->items[child + 1], &heap->items[child]))
			child++;
		if (!match_is_before(&heap->items[child], &moved))
			break;
		heap->items[i] = heap->items[child];
		i = child;
	}
	heap->items[i] = moved;
}

static void
remove_top(struct heap *heap)
{
	heap->items[0] = heap->items[--heap->num];
	if (heap->num > 0)
		sink(heap, 0);
}

/* For each text, the articles that one of its articles matches. */
static void
count_matches(const struct star_texts *texts, uint64_t *counts)
{
	const struct links *links = texts->links;
	uint32_t text;
	size_t i;

	for (text = 0; text < links->num_texts; text++) {
		counts[text] = texts->alone[text] ? 0 : texts->sizes[text] - 1;
		for (i = links->begin[text]; i < links->begin[text + 1]; i++)
			counts[text] += texts->sizes[links->ends[i].text];
	}
}

static void
fill_heap(struct heap *heap, const uint64_t *counts, uint32_t num_texts)
{
	uint32_t text;
	size_t i;

	for (text = 0; text < num_texts; text++) {
		if (counts[text] > 0)
			heap->items[heap->num++] =
			    (struct candidate){counts[text], text};
	}
	for (i = heap->num / 2; i > 0; i--)
		sink(heap, i - 1);
}

/* Puts a text into a cluster: its neighbours have fewer to match. */
static void
stars_take(struct stars *stars, const struct star_texts *texts,
    uint64_t *counts, uint32_t text, uint32_t lead)
{
	const struct links *links = texts->links;
	size_t i;

	stars->lead_of[text] = lead;
	for (i = links->begin[text]; i < links->begin[text + 1]; i++) {
		assert(counts[links->ends[i].text] >= texts->sizes[text]);
		counts[links->ends[i].text] -= texts->sizes[text];
	}
}

static void
make_star(struct stars *stars, const struct star_texts *texts, uint64_t *counts,
    uint32_t lead)
{
	const struct links *links = texts->links;
	uint32_t first = lead, other;
	size_t i;

	stars_take(stars, texts, counts, lead, lead);
	for (i = links->begin[lead]; i < links->begin[lead + 1]; i++) {
		other = links->ends[i].text;
		if (stars->lead_of[other] != STAR_NONE)
			continue;
		stars_take(stars, texts, counts, other, lead);
		if (other < first)
			first = other;
	}
	stars->leads[stars->num_stars] = lead;
	stars->firsts[stars->num_stars++] = first;
}

static void
make_stars(struct stars *stars, const struct star_texts *texts,
    uint64_t *counts, struct heap *heap)
{
	struct candidate *top = heap->items;

	while (heap->num > 0) {
		assert(counts[top->text] <= top->count);
		if (stars->lead_of[top->text] != STAR_NONE ||
		    counts[top->text] == 0) {
			remove_top(heap);
		} else if (counts[top->text] != top->count) {
			top->count = counts[top->text];
			sink(heap, 0);
		} else {
			make_star(stars, texts, counts, top->text);
			remove_top(heap);
		}
	}
}

/* The strongest match of each matched text that is in no cluster. */
static void
find_related(struct stars *stars, const struct star_texts *texts)
{
	const struct links *links = texts->links;
	const struct link_end *end;
	double strongest;
	uint32_t text;
	size_t i;

	for (text = 0; text < links->num_texts; text++) {
		stars->related[text] = STAR_NONE;
		if (stars->lead_of[text] != STAR_NONE)
			continue;
		strongest = -1;
		for (i = links->begin[text]; i < links->begin[text + 1]; i++) {
			end = &links->ends[i];
			if (texts->strengths[end->match] <= strongest)
				continue;
			strongest = texts->strengths[end->match];
			stars->related[text] = end->text;
		}
	}
}

/* Clusters by their earliest texts; each text is in one at most. */
static void
order_stars(struct stars *stars, uint32_t num_texts)
{
	uint32_t text, num = 0;

	for (text = 0; text < stars->num_stars; text++)
		stars->related[stars->firsts[text]] = stars->leads[text];
	for (text = 0; text < num_texts; text++) {
		if (stars->related[text] == STAR_NONE)
			continue;
		stars->leads[num] = stars->related[text];
		stars->firsts[num++] = text;
	}
	assert(num == stars->num_stars);
}

enum ndup_status
stars_init(struct stars *stars, const struct star_texts *texts)
{
	uint32_t num = texts->links->num_texts, text;
	struct heap heap = {memory_new(num, sizeof *heap.items), 0};
	uint64_t *counts = memory_new(num, sizeof *counts);
	enum ndup_status status = NDUP_NOMEM;

	*stars = (struct stars){
	    .lead_of = memory_new(num, sizeof(uint32_t)),
	    .related = memory_new(num, sizeof(uint32_t)),
	    .leads = memory_new(num, sizeof(uint32_t)),
	    .firsts = memory_new(num, sizeof(uint32_t)),
	};
	if (heap.items != NULL && counts != NULL && stars->lead_of != NULL &&
	    stars->related != NULL && stars->leads != NULL &&
	    stars->firsts != NULL) {
		for (text = 0; text < num; text++)
			stars->lead_of[text] = stars->related[text] = STAR_NONE;
		count_matches(texts, counts);
		fill_heap(&heap, counts, num);
		make_stars(stars, texts, counts, &heap);
		order_stars(stars, num);
		find_related(stars, texts);
		status = NDUP_OK;
	}
	memory_free(heap.items);
	memory_free(counts);
	return status;
}

void
stars_free(struct stars *stars)
{
	memory_free(stars->lead_of);
	memory_free(stars->related);
	memory_free(stars->leads);
	memory_free(stars->firsts);
	*stars = (struct stars){0};
}

/* ---- whether all is as it should be -------------------------------------- */

/* Whether a text in a cluster is its lead, or matches it; and has nothing that
 * it is related to. */
static bool
member_is_sound(
    const struct stars *stars, const struct links *links, uint32_t text)
{
	uint32_t lead = stars->lead_of[text];

	return lead < links->num_texts && stars->lead_of[lead] == lead &&
	       (lead == text || find_end(links, lead, text) != NULL) &&
	       stars->related[text] == STAR_NONE;
}

/* Whether a text in no cluster has its strongest match, which is in one. */
static bool
related_is_sound(
    const struct stars *stars, const struct star_texts *texts, uint32_t text)
{
	const struct links *links = texts->links;
	const struct link_end *end = links->ends + links->begin[text];
	const struct link_end *last = links->ends + links->begin[text + 1];
	uint32_t related = stars->related[text];
	const struct link_end *found;

	if (related == STAR_NONE)
		return end == last;
	if (related >= links->num_texts ||
	    stars->lead_of[related] == STAR_NONE ||
	    (found = find_end(links, text, related)) == NULL)
		return false;
	for (; end < last; end++)
		if (texts->strengths[end->match] >
		    texts->strengths[found->match])
			return false;
	return true;
}

/* The earliest text of a lead's cluster: all of them match the lead. */
static uint32_t
earliest_of(const struct stars *stars, const struct links *links, uint32_t lead)
{
	uint32_t text;
	size_t i;

	for (i = links->begin[lead]; i < links->begin[lead + 1]; i++) {
		text = links->ends[i].text;
		if (stars->lead_of[text] == lead)
			return text < lead ? text : lead;
	}
	return lead;
}

/* Whether each cluster is listed, by its earliest text, once. */
static bool
order_is_sound(const struct stars *stars, const struct links *links)
{
	uint32_t text, lead, star, num_leads = 0;

	for (text = 0; text < links->num_texts; text++)
		num_leads += stars->lead_of[text] == text;
	if (num_leads != stars->num_stars)
		return false;
	for (star = 0; star < stars->num_stars; star++) {
		lead = stars->leads[star];
		if (lead >= links->num_texts || stars->lead_of[lead] != lead ||
		    stars->firsts[star] != earliest_of(stars, links, lead) ||
		    (star > 0 &&
			stars->firsts[star - 1] >= stars->firsts[star]))
			return false;
	}
	return true;
}

bool
stars_validate(const struct stars *stars, const struct star_texts *texts)
{
	const struct links *links = texts->links;
	uint32_t text;

	for (text = 0; text < links->num_texts; text++)
		if (stars->lead_of[text] != STAR_NONE
			? !member_is_sound(stars, links, text)
			: !related_is_sound(stars, texts, text))
			return false;
	return order_is_sound(stars, links);
}
