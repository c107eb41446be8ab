/*
 * oracle_texts.c - articles as sequences of numbers, for the oracles
 *
 * A token's number is its rank among all hashes, found by bisection: nothing
 * but sorting and comparing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle_texts.h"

void *
oracle_resize(void *array, size_t num, size_t item_size)
{
	array = realloc(array, num * item_size + 1);
	if (array == NULL) {
		fprintf(stderr, "oracle: out of memory\n");
		exit(1);
	}
	return array;
}

void *
oracle_memory(size_t num, size_t item_size)
{
	return memset(oracle_resize(NULL, num, item_size), 0, num * item_size);
}

static void
add_tokens(struct oracle_texts *texts, const struct ndup_sketch *sketch,
    uint32_t text_begin)
{
	size_t i, num = texts->num_tokens + sketch->num_tokens;
	struct ndup_span span;

	if (num > texts->capacity) {
		texts->capacity = 2 * num;
		texts->hashes = oracle_resize(
		    texts->hashes, texts->capacity, sizeof *texts->hashes);
		texts->spans = oracle_resize(
		    texts->spans, texts->capacity, sizeof *texts->spans);
	}
	for (i = 0; i < sketch->num_tokens; i++) {
		span = sketch->spans[i];
		span.begin += text_begin;
		span.end += text_begin;
		texts->hashes[texts->num_tokens] = sketch->tokens[i];
		texts->spans[texts->num_tokens++] = span;
	}
}

static void
tokenise(struct oracle_texts *texts, const struct ndup_document *documents,
    const struct ndup_params *params)
{
	struct ndup_params plain = *params;
	struct ndup_sketcher *sketcher;
	const struct ndup_sketch *sketch;
	struct ndup_slice text;
	uint32_t i, begin;

	/* Signatures are of no use here: let them be small. */
	plain.num_bins = 16;
	plain.min_jaccard = 1;
	if (ndup_sketcher_new(&sketcher, &plain, NULL) != NDUP_OK)
		exit(1);
	for (i = 0; i < texts->num; i++) {
		begin = (uint32_t)documents[i].text_begin;
		text = documents[i].text;
		text.ptr += begin;
		text.len -= begin;
		if (ndup_sketcher_run(sketcher, text, &sketch, NULL) != NDUP_OK)
			exit(1);
		texts->items[i].num = (uint32_t)sketch->num_tokens;
		add_tokens(texts, sketch, begin);
	}
	ndup_sketcher_free(sketcher);
}

/* Tokens before the credits of an article; sums up both parts. */
static void
weigh_text(const struct ndup_document *document, struct oracle_text *text)
{
	uint32_t i, end = (uint32_t)document->text_end;

	for (i = 0; i < text->num; i++) {
		text->half_words += oracle_weight(text->ids[i]);
		if (end > 0 && text->spans[i].begin >= end)
			continue;
		text->counted += oracle_weight(text->ids[i]);
		text->num_evidence = i + 1;
	}
}

static int
by_value(const void *left, const void *right)
{
	const uint64_t *x = left, *y = right;

	return *x < *y ? -1 : *x > *y;
}

static void
number_tokens(struct oracle_texts *texts)
{
	size_t num = texts->num_tokens, num_distinct = 0, i;
	uint64_t *sorted = oracle_memory(num, sizeof *sorted), *place;

	memcpy(sorted, texts->hashes, num * sizeof *sorted);
	qsort(sorted, num, sizeof *sorted, by_value);
	for (i = 0; i < num; i++) {
		if (i == 0 || sorted[i] != sorted[num_distinct - 1])
			sorted[num_distinct++] = sorted[i];
	}
	texts->ids = oracle_memory(num, sizeof *texts->ids);
	for (i = 0; i < num; i++) {
		if (texts->hashes[i] == 0)
			continue;
		place = bsearch(&texts->hashes[i], sorted, num_distinct,
		    sizeof *sorted, by_value);
		texts->ids[i] = (uint32_t)(4 * (place - sorted + 1)) |
				(uint32_t)(texts->hashes[i] & 3);
	}
	free(sorted);
}

static int
by_tokens(const void *left, const void *right)
{
	const struct oracle_text *x = *(struct oracle_text *const *)left;
	const struct oracle_text *y = *(struct oracle_text *const *)right;
	int order;

	if (x->num != y->num)
		return x->num < y->num ? -1 : 1;
	order = memcmp(x->ids, y->ids, x->num * sizeof *x->ids);
	return order != 0 ? order : x < y ? -1 : x > y;
}

static void
find_same(struct oracle_texts *texts)
{
	struct oracle_text **sorted = oracle_memory(texts->num, sizeof *sorted);
	const struct oracle_text *first = NULL;
	uint32_t i;

	for (i = 0; i < texts->num; i++)
		sorted[i] = &texts->items[i];
	qsort(sorted, texts->num, sizeof *sorted, by_tokens);
	for (i = 0; i < texts->num; i++) {
		if (first == NULL || first->num != sorted[i]->num ||
		    first->half_words == 0 ||
		    memcmp(first->ids, sorted[i]->ids,
			first->num * sizeof *first->ids) != 0)
			first = sorted[i];
		sorted[i]->same = (uint32_t)(first - texts->items);
	}
	free(sorted);
}

void
oracle_texts_make(struct oracle_texts *texts,
    const struct ndup_document *documents, uint32_t num,
    const struct ndup_params *params)
{
	struct oracle_text *text;
	size_t begin = 0;
	uint32_t i;

	*texts = (struct oracle_texts){.num = num};
	texts->items = oracle_memory(num, sizeof *texts->items);
	texts->hashes = oracle_memory(0, sizeof *texts->hashes);
	texts->spans = oracle_memory(0, sizeof *texts->spans);
	tokenise(texts, documents, params);
	number_tokens(texts);
	for (i = 0; i < num; i++) {
		text = &texts->items[i];
		text->ids = texts->ids + begin;
		text->spans = texts->spans + begin;
		weigh_text(&documents[i], text);
		begin += text->num;
	}
	find_same(texts);
}

void
oracle_texts_free(struct oracle_texts *texts)
{
	free(texts->items);
	free(texts->hashes);
	free(texts->ids);
	free(texts->spans);
	*texts = (struct oracle_texts){0};
}
