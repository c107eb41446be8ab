/*
 * round.c - as many of the next pairs as have their texts in memory at once
 *
 * Texts on disk are read for a round by all threads.  Pairs come by the number
 * of their first text, so that what is printed on the same days, and stands
 * together on disk as a rule, is read together.  With all texts in memory one
 * round has all pairs.
 */
#include "base/memory.h"
#include "round.h"

enum { READ_NUM = 64 }; /* texts that a thread takes at once */

enum ndup_status
round_init(struct round *round, struct ndup_scan *scan,
    const struct candidates *candidates)
{
	uint32_t num = scan->texts.num, text;

	*round = (struct round){.scan = scan, .candidates = candidates};
	round->words = memory_new(num, sizeof *round->words);
	round->seen = memory_new(num, sizeof *round->seen);
	if (round->words == NULL || round->seen == NULL)
		return NDUP_NOMEM;
	for (text = 0; text < num; text++)
		round->words[text] = article_words(scan_text(scan, text));
	return NDUP_OK;
}

static void
unload(struct round *round)
{
	size_t i;

	for (i = 0; i < round->num_texts; i++)
		round->words[round->texts[i]].ids = NULL;
	round->num_texts = round->num_ids = 0;
}

void
round_free(struct round *round)
{
	memory_free(round->words);
	memory_free(round->seen);
	memory_free(round->texts);
	memory_free(round->ids);
}

/* Adds a text if it is on disk and new to the round. */
static enum ndup_status
add_text(struct round *round, uint32_t text)
{
	const struct words *words = &round->words[text];

	if (words->ids != NULL || round->seen[text] == round->number)
		return NDUP_OK;
	if (memory_reserve(&round->texts, &round->texts_capacity,
		round->num_texts + 1, sizeof *round->texts) != NDUP_OK)
		return NDUP_NOMEM;
	round->seen[text] = round->number;
	round->texts[round->num_texts++] = text;
	round->num_ids += words->num;
	return NDUP_OK;
}

/* Finds where the round ends, and its texts. */
static enum ndup_status
choose_pairs(struct round *round)
{
	const uint64_t *pairs = round->candidates->pairs;
	size_t most =
	    room_left(&round->scan->articles.room) / sizeof *round->ids;

	while (round->end < round->candidates->num_pairs &&
	       (round->num_ids < most || round->end == round->begin)) {
		if (add_text(round, (uint32_t)(pairs[round->end] >> 32)) !=
			NDUP_OK ||
		    add_text(round, (uint32_t)pairs[round->end]) != NDUP_OK)
			return NDUP_NOMEM;
		round->end++;
	}
	return NDUP_OK;
}

/* Gives each text its place. */
static enum ndup_status
place_texts(struct round *round)
{
	struct words *words;
	uint32_t *ids;
	size_t i;

	if (memory_reserve(&round->ids, &round->ids_capacity,
		round->num_ids + 1, sizeof *round->ids) != NDUP_OK)
		return NDUP_NOMEM;
	ids = round->ids;
	for (i = 0; i < round->num_texts; i++) {
		words = &round->words[round->texts[i]];
		words->ids = ids;
		ids += words->num;
	}
	return NDUP_OK;
}

static enum ndup_status
read_texts(void *ctx, size_t item, unsigned thread)
{
	struct round *round = ctx;
	struct ndup_scan *scan = round->scan;
	size_t i = item * READ_NUM, end = i + READ_NUM;
	enum ndup_status status = NDUP_OK;
	uint32_t text;

	(void)thread;
	if (end > round->num_texts)
		end = round->num_texts;
	for (; i < end && status == NDUP_OK; i++) {
		text = round->texts[i];
		status = articles_read_ids(&scan->articles,
		    scan_text(scan, text), (uint32_t *)round->words[text].ids);
	}
	return status;
}

enum ndup_status
round_next(struct round *round)
{
	const struct pool_loop loop = {read_texts, NULL, round, NULL};

	unload(round);
	round->number++;
	round->begin = round->end;
	if (round->begin == round->candidates->num_pairs)
		return NDUP_END;
	if (choose_pairs(round) != NDUP_OK || place_texts(round) != NDUP_OK)
		return NDUP_NOMEM;
	return pool_each(round->scan->articles.pool, &loop,
	    (round->num_texts + READ_NUM - 1) / READ_NUM);
}
