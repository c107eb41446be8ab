/*
 * stars.c - matches -> clusters
 *
 * Repeatedly, the unclustered article with the most matches to unclustered
 * ones becomes a lead, and those it matches its members; of equals the first
 * in canonical order.  So every member matches its lead, and a chain of
 * matches never merges strangers.
 *
 * What is left in no cluster matches members, but no lead.  If one of these is
 * its near-duplicate, that member leaves its cluster and leads one of its own.
 *
 * Articles with one text stand together: they match each other and whatever
 * any of them matches.  A heap holds texts by their number of matches as last
 * seen; counts only fall, so the top is right if its count still holds.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "compare/relation.h"
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

struct star_match
star_match_of(const struct measures *measures, const struct ndup_params *params)
{
	struct ndup_match match;

	relation_fill(measures, params, &match);
	return (struct star_match){
	    match.strength, match.relation == NDUP_NEAR_DUPLICATE};
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
	uint32_t other;
	size_t i;

	stars_take(stars, texts, counts, lead, lead);
	for (i = links->begin[lead]; i < links->begin[lead + 1]; i++) {
		other = links->ends[i].text;
		if (stars->lead_of[other] == STAR_NONE)
			stars_take(stars, texts, counts, other, lead);
	}
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

/* ---- near-duplicates of members that do not match the lead ---------------- */

/* A text's strongest match, of equals the first; only among near-duplicates, if
 * it says so; STAR_NONE: it has none. */
static uint32_t
find_strongest(const struct star_texts *texts, uint32_t text, bool near)
{
	const struct links *links = texts->links;
	uint32_t found = STAR_NONE;
	const struct star_match *match;
	double strongest = -1;
	size_t i;

	for (i = links->begin[text]; i < links->begin[text + 1]; i++) {
		match = &texts->matches[links->ends[i].match];
		if ((near && !match->near_duplicate) ||
		    match->strength <= strongest)
			continue;
		strongest = match->strength;
		found = links->ends[i].text;
	}
	return found;
}

/* Whether nothing but one article is left of a lead's cluster. */
static bool
lead_is_alone(
    const struct stars *stars, const struct star_texts *texts, uint32_t lead)
{
	const struct links *links = texts->links;
	size_t i;

	for (i = links->begin[lead]; i < links->begin[lead + 1]; i++)
		if (stars->lead_of[links->ends[i].text] == lead)
			return false;
	return texts->alone[lead] || texts->sizes[lead] == 1;
}

/* Lets a member lead a cluster of its own, of what it matches that is in none;
 * it stays related to its old lead, which follows it rather than be alone. */
static void
member_leave(struct stars *stars, const struct star_texts *texts, uint32_t text)
{
	const struct links *links = texts->links;
	uint32_t lead = stars->lead_of[text];
	size_t i;

	stars->lead_of[text] = text;
	for (i = links->begin[text]; i < links->begin[text + 1]; i++)
		if (stars->lead_of[links->ends[i].text] == STAR_NONE)
			stars->lead_of[links->ends[i].text] = text;
	if (lead_is_alone(stars, texts, lead))
		stars->lead_of[lead] = text;
	else
		stars->related[text] = lead;
}

/* All that a text in no cluster matches is in one, and does not lead it. */
static void
join_near_duplicates(struct stars *stars, const struct star_texts *texts)
{
	uint32_t text, near;

	for (text = 0; text < texts->links->num_texts; text++) {
		if (stars->lead_of[text] == STAR_NONE &&
		    (near = find_strongest(texts, text, true)) != STAR_NONE)
			member_leave(stars, texts, near);
	}
}

static void
find_related(struct stars *stars, const struct star_texts *texts)
{
	uint32_t text;

	for (text = 0; text < texts->links->num_texts; text++)
		if (stars->lead_of[text] == STAR_NONE)
			stars->related[text] =
			    find_strongest(texts, text, false);
}

/* Clusters by their earliest texts; the last array begins as zeroes. */
static void
order_stars(struct stars *stars, uint32_t num_texts, bool *listed)
{
	uint32_t text, lead;

	for (text = 0; text < num_texts; text++) {
		lead = stars->lead_of[text];
		if (lead == STAR_NONE || listed[lead])
			continue;
		listed[lead] = true;
		stars->leads[stars->num_stars] = lead;
		stars->firsts[stars->num_stars++] = text;
	}
}

enum ndup_status
stars_init(struct stars *stars, const struct star_texts *texts)
{
	uint32_t num = texts->links->num_texts, text;
	struct heap heap = {memory_new(num, sizeof *heap.items), 0};
	uint64_t *counts = memory_new(num, sizeof *counts);
	bool *listed = memory_new(num, sizeof *listed);
	enum ndup_status status = NDUP_NOMEM;

	*stars = (struct stars){
	    .lead_of = memory_new(num, sizeof(uint32_t)),
	    .related = memory_new(num, sizeof(uint32_t)),
	    .leads = memory_new(num, sizeof(uint32_t)),
	    .firsts = memory_new(num, sizeof(uint32_t)),
	};
	if (heap.items != NULL && counts != NULL && listed != NULL &&
	    stars->lead_of != NULL && stars->related != NULL &&
	    stars->leads != NULL && stars->firsts != NULL) {
		for (text = 0; text < num; text++)
			stars->lead_of[text] = stars->related[text] = STAR_NONE;
		count_matches(texts, counts);
		fill_heap(&heap, counts, num);
		make_stars(stars, texts, counts, &heap);
		join_near_duplicates(stars, texts);
		find_related(stars, texts);
		order_stars(stars, num, listed);
		status = NDUP_OK;
	}
	memory_free(heap.items);
	memory_free(counts);
	memory_free(listed);
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

uint32_t
stars_number(
    const struct stars *stars, const struct links *links, uint32_t lead)
{
	uint32_t first = earliest_of(stars, links, lead);
	uint32_t low = 0, high = stars->num_stars, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (stars->firsts[middle] < first)
			low = middle + 1;
		else
			high = middle;
	}
	assert(stars->leads[low] == lead);
	return low;
}

/* ---- whether all is as it should be -------------------------------------- */

/* Whether a text in a cluster is its lead, or matches it; and matches what it
 * is related to, a member of another cluster. */
static bool
member_is_sound(
    const struct stars *stars, const struct links *links, uint32_t text)
{
	uint32_t lead = stars->lead_of[text], related = stars->related[text];

	if (lead >= links->num_texts || stars->lead_of[lead] != lead ||
	    (lead != text && find_end(links, lead, text) == NULL))
		return false;
	return related == STAR_NONE ||
	       (related < links->num_texts &&
		   stars->lead_of[related] != STAR_NONE &&
		   stars->lead_of[related] != lead &&
		   find_end(links, text, related) != NULL);
}

/* Whether a text in no cluster has its strongest match, which is in one, and no
 * near-duplicate. */
static bool
related_is_sound(
    const struct stars *stars, const struct star_texts *texts, uint32_t text)
{
	uint32_t related = stars->related[text];

	return find_strongest(texts, text, true) == STAR_NONE &&
	       related == find_strongest(texts, text, false) &&
	       (related == STAR_NONE || stars->lead_of[related] != STAR_NONE);
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
