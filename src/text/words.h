/*
 * words.h - an article as the verifier sees it
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "ndup.h"
#include "window.h"

/* In an id: the word is part of what stands (a footer, a credit).  It is a word
 * like others where whole texts are compared, and none where reuse is. */
#define WORD_STANDS (UINT32_C(1) << 31)

struct words {
	const uint32_t *ids; /* one a token; bit 0: half a word; 0: ignored;
	                        perhaps with WORD_STANDS */
	uint32_t num;
	uint32_t half_words;   /* ignored ones not counted */
	uint32_t standing;     /* of them, half words that stand */
	uint32_t num_shingles; /* distinct */
	uint32_t name; /* what has the same name has the same ids; 0: none */
	bool is_page;  /* one text under many titles: no evidence of reuse */
};

/* Whether the token of this id is evidence of reuse: neither ignored nor
 * standing. */
static inline bool
word_counts(uint32_t id)
{
	return (int32_t)id > 0;
}

/* The id of the word, whether it stands or not. */
static inline uint32_t
word_plain(uint32_t id)
{
	return id & ~WORD_STANDS;
}

/* Length in half words of what counts. */
static inline uint32_t
words_counted(const struct words *words)
{
	return words->half_words - words->standing;
}

/* Whether so many tokens are so many that it matters how often they are gone
 * through. */
static inline bool
words_are_long(uint32_t num)
{
	enum { LONG = 4096 };

	return num >= LONG;
}

/* Whether one of so many tokens is so long beside one of so few that it must
 * not be gone through for it. */
static inline bool
words_far_longer(uint32_t num, uint32_t few)
{
	enum { FAR_LONGER = 8 };

	return words_are_long(num) && num / FAR_LONGER > few;
}

/* Half words as people count them: half a word more is one more. */
static inline uint32_t
words_rounded(uint32_t half_words)
{
	return (half_words + 1) / 2;
}

/* Values for text/window.h: equal for equal words; of those that count alone,
 * 0 for others. */
void words_values(const struct words *, uint64_t *values);
void words_counted_values(const struct words *, uint64_t *values);

/* Length of several tokens in half words. */
uint32_t words_weigh(const uint32_t *ids, size_t num);

/* The same of those that count alone.  Here, as the sieve asks it of a few
 * tokens, over and over. */
static inline uint32_t
words_weigh_counted(const uint32_t *ids, size_t num)
{
	uint32_t sum = 0;
	size_t i;

	for (i = 0; i < num; i++)
		sum += word_counts(ids[i]) ? window_weight(ids[i]) : 0;
	return sum;
}

/* Marks the words of ids from one on, as those of credits; returns their length
 * in half words. */
uint32_t words_mark_from(uint32_t *ids, size_t from, size_t num);

/* Whether both are the same tokens, standing or not, at least one of which is not
 * ignored. */
bool words_identical(const struct words *, const struct words *);

#endif
