/*
 * verify.c - candidates -> matches, on all threads
 *
 * The pairs are sorted, so that all candidates of one text stand together and
 * its tables are made once.  Threads take chunks of pairs; their matches are
 * put together in the order of the pairs.
 *
 * A pair costs the length of its second text, and of the first one's tables a
 * share.  So the pairs of a text that is far longer than many others are
 * turned: it comes first in them; their matches are turned back and put in
 * their places.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "compare/relation.h"
#include "table/candidates.h"
#include "verify.h"

struct pair_block {
	struct ndup_scan *scan;
	const struct candidates *candidates;
	size_t begin, end; /* of the pairs */
	uint32_t number;
	struct words *words; /* by text; of the round's pairs all have ids */
	uint32_t *seen;      /* by text: the last round that has it */
	uint32_t *texts;     /* brought from disk */
	size_t num_texts, texts_capacity;
	uint32_t *ids; /* of all of them */
	size_t num_ids, ids_capacity;
};

/* ---- as many of the next pairs as have their texts in memory at once ----- */

/*
 * Texts on disk are read for a round by all threads.  Pairs come by the number
 * of their first text, so that what is printed on the same days, and stands
 * together on disk as a rule, is read together.  With all texts in memory one
 * round has all pairs.
 */

enum { READ_NUM = 64 }; /* texts that a thread takes at once */

static enum ndup_status
pair_block_init(struct pair_block *block, struct ndup_scan *scan,
    const struct candidates *candidates)
{
	uint32_t num = scan->texts.num, text;

	*block = (struct pair_block){.scan = scan, .candidates = candidates};
	block->words = memory_new(num, sizeof *block->words);
	block->seen = memory_new(num, sizeof *block->seen);
	if (block->words == NULL || block->seen == NULL)
		return NDUP_NOMEM;
	for (text = 0; text < num; text++)
		block->words[text] = article_words(scan_text(scan, text));
	return NDUP_OK;
}

static void
unload(struct pair_block *block)
{
	size_t i;

	for (i = 0; i < block->num_texts; i++)
		block->words[block->texts[i]].ids = NULL;
	block->num_texts = block->num_ids = 0;
}

static void
pair_block_free(struct pair_block *block)
{
	memory_free(block->words);
	memory_free(block->seen);
	memory_free(block->texts);
	memory_free(block->ids);
}

/* Adds a text if it is on disk and new to the round. */
static enum ndup_status
block_add_text(struct pair_block *block, uint32_t text)
{
	const struct words *words = &block->words[text];

	if (words->ids != NULL || block->seen[text] == block->number)
		return NDUP_OK;
	if (memory_grow(block->texts, block->num_texts + 1) != NDUP_OK)
		return NDUP_NOMEM;
	block->seen[text] = block->number;
	block->texts[block->num_texts++] = text;
	block->num_ids += words->num;
	return NDUP_OK;
}

/* Finds where the round ends, and its texts. */
static enum ndup_status
choose_pairs(struct pair_block *block)
{
	const uint64_t *pairs = block->candidates->pairs;
	size_t most =
	    budget_left(&block->scan->articles.budget) / sizeof *block->ids;

	while (block->end < block->candidates->num_pairs &&
	       (block->num_ids < most || block->end == block->begin)) {
		if (block_add_text(block,
			(uint32_t)(pairs[block->end] >> 32)) != NDUP_OK ||
		    block_add_text(block, (uint32_t)pairs[block->end]) !=
			NDUP_OK)
			return NDUP_NOMEM;
		block->end++;
	}
	return NDUP_OK;
}

/* Gives each text its place. */
static enum ndup_status
place_texts(struct pair_block *block)
{
	struct words *words;
	uint32_t *ids;
	size_t i;

	if (memory_grow(block->ids, block->num_ids + 1) != NDUP_OK)
		return NDUP_NOMEM;
	ids = block->ids;
	for (i = 0; i < block->num_texts; i++) {
		words = &block->words[block->texts[i]];
		words->ids = ids;
		ids += words->num;
	}
	return NDUP_OK;
}

static enum ndup_status
read_texts(void *ctx, size_t item, unsigned thread)
{
	struct pair_block *block = ctx;
	struct ndup_scan *scan = block->scan;
	size_t i = item * READ_NUM, end = i + READ_NUM;
	enum ndup_status status = NDUP_OK;
	uint32_t text;

	(void)thread;
	if (end > block->num_texts)
		end = block->num_texts;
	for (; i < end && status == NDUP_OK; i++) {
		text = block->texts[i];
		status = articles_read_ids(&scan->articles,
		    scan_text(scan, text), (uint32_t *)block->words[text].ids);
	}
	return status;
}

/* The pairs after those of the last round; NDUP_END if there are none. */
static enum ndup_status
pair_block_next(struct pair_block *block)
{
	const struct pool_loop loop = {read_texts, NULL, block, NULL};

	unload(block);
	block->number++;
	block->begin = block->end;
	if (block->begin == block->candidates->num_pairs)
		return NDUP_END;
	if (choose_pairs(block) != NDUP_OK || place_texts(block) != NDUP_OK)
		return NDUP_NOMEM;
	return pool_each(block->scan->articles.pool, &loop,
	    (block->num_texts + READ_NUM - 1) / READ_NUM);
}

/* ---- candidates -> matches, on all threads ------------------------------- */

enum { CHUNK = 512, AHEAD = 3, LINE = 64, MOST_LINES = 48 };

/* So many times as long as so many others. */
enum { FAR_LONGER = 8, MANY_OTHERS = 16 };

struct chunk {
	struct text_match *matches;
	size_t num, matches_capacity;
};

struct verifying {
	struct ndup_scan *scan;
	struct pair_block block;
	struct measurer *measurers; /* one a thread ... */
	uint32_t *bases;            /* ... and which text is its a */
	struct chunk *chunks;       /* of the round's pairs */
	size_t num_chunks, matches_capacity;
};

static enum ndup_status
verify_add_match(struct chunk *chunk, const struct text_match *match)
{
	if (memory_grow(chunk->matches, chunk->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	chunk->matches[chunk->num++] = *match;
	return NDUP_OK;
}

/* What the pairs to come will want of memory: the words of one text, and the
 * ids of another one, whose words have arrived.  Always inline: gcc leaves out
 * calls of what only fetches, as if that did nothing. */
__attribute__((always_inline)) static inline void
fetch_ahead(const struct pair_block *block, size_t pair)
{
	const uint64_t *pairs = block->candidates->pairs;
	const struct words *words;
	const char *ids;
	size_t i, size;

	if (pair + 2 * AHEAD < block->end)
		__builtin_prefetch(
		    &block->words[(uint32_t)pairs[pair + 2 * AHEAD]]);
	if (pair + AHEAD >= block->end)
		return;
	words = &block->words[(uint32_t)pairs[pair + AHEAD]];
	ids = (const char *)words->ids;
	size = words->num * sizeof *words->ids;
	for (i = 0; i < size && i < MOST_LINES * LINE; i += 2 * LINE)
		__builtin_prefetch(ids + i);
}

static enum ndup_status
verify_chunk(void *ctx, size_t number, unsigned thread)
{
	struct verifying *v = ctx;
	const struct pair_block *block = &v->block;
	struct measurer *measurer = &v->measurers[thread];
	size_t i = block->begin + number * CHUNK, end = i + CHUNK;
	uint32_t *base = &v->bases[thread];
	enum ndup_status status = NDUP_OK;
	struct text_match match;

	if (end > block->end)
		end = block->end;
	for (; i < end && status == NDUP_OK; i++) {
		fetch_ahead(block, i);
		match.texts = (struct link_pair){
		    (uint32_t)(block->candidates->pairs[i] >> 32),
		    (uint32_t)block->candidates->pairs[i]};
		if (match.texts.a != *base)
			status = measurer_base(
			    measurer, &block->words[match.texts.a]);
		*base = match.texts.a;
		if (status == NDUP_OK)
			status = measurer_compare(measurer,
			    &block->words[match.texts.b], &match.measures);
		if (status == NDUP_OK &&
		    relation_matches(&match.measures, &v->scan->params))
			status = verify_add_match(&v->chunks[number], &match);
	}
	return status;
}

static bool
tick(void *ctx, size_t done)
{
	struct verifying *v = ctx;

	return scan_progress(v->scan, "verify", v->block.begin + done * CHUNK,
	    v->block.candidates->num_pairs);
}

/* Adds the matches of a round to those of all. */
static enum ndup_status
gather_pairs(struct verifying *v)
{
	struct ndup_scan *scan = v->scan;
	struct chunk *chunk;
	size_t i;

	for (i = 0; i < v->num_chunks; i++) {
		chunk = &v->chunks[i];
		if (memory_reserve(&scan->matches, &v->matches_capacity,
			scan->num_matches + chunk->num,
			sizeof *scan->matches) != NDUP_OK)
			return NDUP_NOMEM;
		if (chunk->num > 0)
			memcpy(scan->matches + scan->num_matches,
			    chunk->matches,
			    chunk->num * sizeof *chunk->matches);
		scan->num_matches += chunk->num;
	}
	return NDUP_OK;
}

static void
free_chunks(struct verifying *v)
{
	size_t i;

	for (i = 0; i < v->num_chunks; i++)
		memory_free(v->chunks[i].matches);
	memory_free(v->chunks);
	v->chunks = NULL;
	v->num_chunks = 0;
}

static enum ndup_status
verify_round(struct verifying *v)
{
	const struct pool_loop loop = {verify_chunk, tick, v, v};
	size_t num = (v->block.end - v->block.begin + CHUNK - 1) / CHUNK;
	unsigned i;
	enum ndup_status status;

	if ((v->chunks = memory_new(num, sizeof *v->chunks)) == NULL)
		return NDUP_NOMEM;
	v->num_chunks = num;
	for (i = 0; i < pool_num_threads(v->scan->articles.pool); i++)
		v->bases[i] = NO_TEXT; /* the words may stand elsewhere */
	status = pool_each(v->scan->articles.pool, &loop, num);
	if (status == NDUP_OK)
		status = gather_pairs(v);
	free_chunks(v);
	return status;
}

/* ---- pairs of a very long text ------------------------------------------ */

static bool
is_far_longer(const struct pair_block *block, uint64_t pair)
{
	const struct words *words = block->words;

	return words[(uint32_t)pair].num / FAR_LONGER > words[pair >> 32].num;
}

/* Turns the pairs of long texts with many far shorter ones; returns how
 * many. */
static enum ndup_status
turn_pairs(const struct pair_block *block, struct candidates *candidates,
    size_t *num_turned)
{
	uint64_t *pairs = candidates->pairs, *scratch;
	size_t num = candidates->num_pairs, i;
	uint32_t *others;

	*num_turned = 0;
	others = memory_new(block->scan->texts.num, sizeof *others);
	if (others == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++)
		others[(uint32_t)pairs[i]] += is_far_longer(block, pairs[i]);
	for (i = 0; i < num; i++) {
		if (others[(uint32_t)pairs[i]] < MANY_OTHERS ||
		    !is_far_longer(block, pairs[i]))
			continue;
		pairs[i] = pairs[i] << 32 | pairs[i] >> 32;
		++*num_turned;
	}
	memory_free(others);
	if (*num_turned == 0)
		return NDUP_OK;
	if ((scratch = memory_new(num, sizeof *scratch)) == NULL)
		return NDUP_NOMEM;
	sort_numbers(pairs, scratch, num);
	memory_free(scratch);
	return NDUP_OK;
}

static int
by_texts(const void *left, const void *right)
{
	const struct text_match *x = left, *y = right;

	if (x->texts.a != y->texts.a)
		return x->texts.a < y->texts.a ? -1 : 1;
	return x->texts.b < y->texts.b ? -1 : x->texts.b > y->texts.b;
}

static void
turn_back(struct ndup_scan *scan)
{
	struct text_match *match = scan->matches;
	struct text_match *end = match + scan->num_matches;

	for (; match < end; match++) {
		if (match->texts.a < match->texts.b)
			continue;
		match->texts =
		    (struct link_pair){match->texts.b, match->texts.a};
		measures_turn(&match->measures);
	}
	qsort(
	    scan->matches, scan->num_matches, sizeof *scan->matches, by_texts);
}

/* ---- all of it ---------------------------------------------------------- */

static enum ndup_status
run_verification(struct verifying *v, unsigned num_threads)
{
	enum ndup_status status = NDUP_OK;
	unsigned i;

	for (i = 0; i < num_threads && status == NDUP_OK; i++)
		status = measurer_init(&v->measurers[i], &v->scan->params);
	while (status == NDUP_OK &&
	       (status = pair_block_next(&v->block)) == NDUP_OK)
		status = verify_round(v);
	return status == NDUP_END ? NDUP_OK : status;
}

enum ndup_status
verify_pairs(struct ndup_scan *scan, struct candidates *candidates)
{
	unsigned num_threads = pool_num_threads(scan->articles.pool), i;
	struct verifying v = {.scan = scan};
	enum ndup_status status;
	size_t num_turned = 0;

	status = pair_block_init(&v.block, scan, candidates);
	if (status == NDUP_OK)
		status = turn_pairs(&v.block, candidates, &num_turned);
	v.measurers = memory_new(num_threads, sizeof *v.measurers);
	v.bases = memory_new(num_threads, sizeof *v.bases);
	if (v.measurers == NULL || v.bases == NULL)
		status = NDUP_NOMEM;
	if (status == NDUP_OK)
		status = run_verification(&v, num_threads);
	if (status == NDUP_OK && num_turned > 0)
		turn_back(scan);
	for (i = 0; v.measurers != NULL && i < num_threads; i++)
		measurer_free(&v.measurers[i]);
	pair_block_free(&v.block);
	memory_free(v.measurers);
	memory_free(v.bases);
	return status;
}
