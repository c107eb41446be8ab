/*
 * oracle_pairs.c - what texts have in common, by an inverted index
 *
 * All stretches of all texts are sorted, token by token; equal ones stand
 * together and get a number.
 */
#include <stdlib.h>

#include "oracle_pairs.h"

struct place {
	uint64_t head; /* the first two tokens: most are told apart by them */
	const uint32_t *ids;
	uint32_t num, text;
};

struct positions {
	struct place *items;
	size_t num;
};

/* The shortest stretch that ends before token end; its length or 0. */
static uint32_t
shortest(const struct oracle_text *text, uint32_t end, uint32_t half_words)
{
	uint32_t begin = end, sum = 0;

	while (begin > 0 && sum < half_words && text->ids[begin - 1] != 0)
		sum += oracle_weight(text->ids[--begin]);
	return sum < half_words ? 0 : end - begin;
}

static void
add_places(struct positions *places, const struct oracle_texts *texts,
    uint32_t number, uint32_t half_words, bool of_evidence)
{
	const struct oracle_text *text = &texts->items[number];
	uint32_t num_all = of_evidence ? text->num_evidence : text->num;
	struct place *place;
	uint32_t end, num;

	for (end = 1; end <= num_all; end++) {
		if ((num = shortest(text, end, half_words)) == 0)
			continue;
		place = &places->items[places->num++];
		*place = (struct place){0, text->ids + end - num, num, number};
		place->head = (uint64_t)place->ids[0] << 32 |
			      (num > 1 ? place->ids[1] : 0);
	}
}

static int
by_tokens(const struct place *x, const struct place *y)
{
	uint32_t i;

	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	for (i = 2; i < x->num && i < y->num; i++) {
		if (x->ids[i] != y->ids[i])
			return x->ids[i] < y->ids[i] ? -1 : 1;
	}
	return x->num < y->num ? -1 : x->num > y->num;
}

static int
by_tokens_and_text(const void *left, const void *right)
{
	const struct place *x = left, *y = right;
	int order = by_tokens(x, y);

	return order != 0 ? order : x->text < y->text ? -1 : x->text > y->text;
}

/* Leaves each stretch once a text; returns how many are left. */
static size_t
drop_repeated(struct positions *places)
{
	struct place *items = places->items;
	size_t i, num = 0;

	for (i = 0; i < places->num; i++) {
		if (num == 0 || items[num - 1].text != items[i].text ||
		    by_tokens(&items[num - 1], &items[i]) != 0)
			items[num++] = items[i];
	}
	return num;
}

/* Lists by stretch, whose places stand together, and by text. */
static void
index_places(struct oracle_sets *sets, const struct positions *places)
{
	size_t *end, i;
	uint32_t stretch = 0, text;

	for (i = 0; i < places->num; i++) {
		text = places->items[i].text;
		if (i > 0 &&
		    by_tokens(&places->items[i - 1], &places->items[i]) != 0)
			stretch++;
		sets->texts[i] = text;
		sets->list_begin[stretch + 1] = i + 1;
		sets->set_begin[text + 1]++;
	}
	sets->num_stretches = places->num == 0 ? 0 : stretch + 1;
	for (text = 0; text < sets->num_texts; text++)
		sets->set_begin[text + 1] += sets->set_begin[text];
	end = oracle_memory(sets->num_texts, sizeof *end);
	for (stretch = 0; stretch < sets->num_stretches; stretch++) {
		for (i = sets->list_begin[stretch];
		     i < sets->list_begin[stretch + 1]; i++) {
			text = sets->texts[i];
			sets->stretches[sets->set_begin[text] + end[text]++] =
			    stretch;
		}
	}
	free(end);
}

void
oracle_sets_make(struct oracle_sets *sets, const struct oracle_texts *texts,
    unsigned words, bool distinct, bool of_evidence)
{
	struct positions places = {NULL, 0};
	uint32_t i;

	places.items = oracle_memory(texts->num_tokens, sizeof *places.items);
	for (i = 0; i < texts->num; i++) {
		if (!distinct || texts->items[i].same == i)
			add_places(&places, texts, i, 2 * words, of_evidence);
	}
	qsort(
	    places.items, places.num, sizeof *places.items, by_tokens_and_text);
	places.num = drop_repeated(&places);
	*sets = (struct oracle_sets){
	    .num_texts = texts->num,
	    .set_begin = oracle_memory(texts->num + 1, sizeof(size_t)),
	    .stretches = oracle_memory(places.num, sizeof(uint32_t)),
	    .list_begin = oracle_memory(places.num + 1, sizeof(size_t)),
	    .texts = oracle_memory(places.num, sizeof(uint32_t)),
	};
	index_places(sets, &places);
	free(places.items);
}

void
oracle_sets_free(struct oracle_sets *sets)
{
	free(sets->set_begin);
	free(sets->stretches);
	free(sets->list_begin);
	free(sets->texts);
	*sets = (struct oracle_sets){0};
}

uint32_t
oracle_sets_size(const struct oracle_sets *sets, uint32_t text)
{
	return (uint32_t)(sets->set_begin[text + 1] - sets->set_begin[text]);
}

/* Counts what both have, of stretches that more than so many texts have. */
static uint32_t
count_common(
    const struct oracle_sets *sets, uint32_t a, uint32_t b, size_t most)
{
	size_t i = sets->set_begin[a], j = sets->set_begin[b];
	uint32_t x, y, num = 0;

	while (i < sets->set_begin[a + 1] && j < sets->set_begin[b + 1]) {
		x = sets->stretches[i];
		y = sets->stretches[j];
		if (x == y &&
		    sets->list_begin[x + 1] - sets->list_begin[x] > most)
			num++;
		i += x <= y;
		j += y <= x;
	}
	return num;
}

uint32_t
oracle_sets_common(const struct oracle_sets *sets, uint32_t a, uint32_t b)
{
	return count_common(sets, a, b, 0);
}

bool
oracle_sets_crowded(
    const struct oracle_sets *sets, uint32_t a, uint32_t b, uint32_t most)
{
	return count_common(sets, a, b, most) > 0;
}

/* Counts for all b > a what they have in common with a. */
static void
count_all(const struct oracle_sets *sets, uint32_t a, uint32_t *counts)
{
	size_t i, j;
	uint32_t stretch;

	for (i = sets->set_begin[a]; i < sets->set_begin[a + 1]; i++) {
		stretch = sets->stretches[i];
		for (j = sets->list_begin[stretch + 1];
		     j > sets->list_begin[stretch] && sets->texts[j - 1] > a;
		     j--)
			counts[sets->texts[j - 1]]++;
	}
}

void
oracle_sets_pairs(
    const struct oracle_sets *sets, oracle_visit *visit, void *ctx)
{
	uint32_t *counts = oracle_memory(sets->num_texts, sizeof *counts);
	uint32_t a, b;

	for (a = 0; a < sets->num_texts; a++) {
		count_all(sets, a, counts);
		for (b = a + 1; b < sets->num_texts; b++) {
			if (counts[b] > 0)
				visit(ctx, a, b, counts[b]);
			counts[b] = 0;
		}
	}
	free(counts);
}
