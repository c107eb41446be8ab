/*
 * sequences.h - small random texts, and the plain truth about two of them
 *
 * A text is an array of token ids as in text/words.h.  The truth comes from
 * a table over all places of both: how long the equal tokens that end there
 * are.  Slow, and simple enough to be believed.
 */
#ifndef TESTS_SEQUENCES_H
#define TESTS_SEQUENCES_H

#include "random.h"
#include "text/words.h"

enum { SEQUENCE_MOST = 512 };

struct sequence {
	uint32_t ids[SEQUENCE_MOST];
	uint32_t num;
};

/* How random texts are made: chances out of 100. */
struct mixture {
	uint32_t length, num_words; /* at most; different ones */
	uint32_t half, breaks, copied;
	uint32_t standing, figures;
};

/* Neither ignored nor standing. */
static inline bool
sequence_counts(uint32_t id)
{
	return id != 0 && id < WORD_STANDS;
}

static inline uint32_t
sequence_weight(uint32_t id)
{
	return id == 0 ? 0 : id % 2 == 1 ? 1 : 2;
}

static inline uint32_t
sequence_weigh(const struct sequence *x, uint32_t begin, uint32_t end)
{
	uint32_t sum = 0;

	for (; begin < end; begin++)
		sum += sequence_weight(x->ids[begin]);
	return sum;
}

/* 0 to num - 1 */
static inline uint32_t
draw(uint32_t num)
{
	return (uint32_t)random_below(num);
}

static inline uint32_t
draw_token(const struct mixture *mixture)
{
	uint32_t id;

	if (draw(100) < mixture->breaks)
		return 0;
	id = 4 + 4 * draw(mixture->num_words);
	id |= draw(100) < mixture->half ? 1 : 0;
	id |= draw(100) < mixture->figures ? 2 : 0;
	return draw(100) < mixture->standing ? id | WORD_STANDS : id;
}

static inline void
draw_sequence(const struct mixture *mixture, struct sequence *x)
{
	uint32_t i;

	x->num = draw(mixture->length + 1);
	for (i = 0; i < x->num; i++)
		x->ids[i] = draw_token(mixture);
}

/* A text that has stretches of another one in any order, some twice. */
static inline void
draw_reuse(const struct mixture *mixture, const struct sequence *from,
    struct sequence *x)
{
	uint32_t wanted = draw(mixture->length + 1), i = 0, end;

	x->num = 0;
	while (x->num < wanted) {
		if (from->num > 0 && draw(100) < mixture->copied) {
			i = draw(from->num);
			end = i + draw(24);
			for (; i < end && i < from->num && x->num < wanted; i++)
				x->ids[x->num++] = from->ids[i];
		} else {
			x->ids[x->num++] = draw_token(mixture);
		}
	}
}

/*
 * table[i][j]: how many tokens before places i of a and j of b are equal, one
 * after another.
 */
struct truth {
	uint32_t table[SEQUENCE_MOST + 1][SEQUENCE_MOST + 1];
};

static inline void
truth_fill(
    struct truth *truth, const struct sequence *a, const struct sequence *b)
{
	uint32_t i, j;

	memset(truth->table, 0, sizeof truth->table);
	for (i = 1; i <= a->num; i++) {
		for (j = 1; j <= b->num; j++) {
			if (sequence_counts(a->ids[i - 1]) &&
			    a->ids[i - 1] == b->ids[j - 1])
				truth->table[i][j] =
				    truth->table[i - 1][j - 1] + 1;
		}
	}
}

/* Whether the run that ends at (i, j) ends there for good. */
static inline bool
truth_is_end(const struct truth *truth, const struct sequence *a,
    const struct sequence *b, uint32_t i, uint32_t j)
{
	return truth->table[i][j] > 0 &&
	       (i == a->num || j == b->num || truth->table[i + 1][j + 1] == 0);
}

/* Half words of the longest common run. */
static inline uint32_t
truth_longest(const struct truth *truth, const struct sequence *a,
    const struct sequence *b)
{
	uint32_t i, j, weight, longest = 0;

	for (i = 1; i <= a->num; i++) {
		for (j = 1; j <= b->num; j++) {
			weight = sequence_weigh(a, i - truth->table[i][j], i);
			longest = weight > longest ? weight : longest;
		}
	}
	return longest;
}

/* Marks the tokens that lie in common runs of so many half words. */
static inline void
truth_mark(const struct truth *truth, const struct sequence *a,
    const struct sequence *b, uint32_t half_words, bool *marks_a, bool *marks_b)
{
	uint32_t i, j, num;

	memset(marks_a, 0, a->num * sizeof *marks_a);
	memset(marks_b, 0, b->num * sizeof *marks_b);
	for (i = 1; i <= a->num; i++) {
		for (j = 1; j <= b->num; j++) {
			num = truth->table[i][j];
			if (num == 0 || !truth_is_end(truth, a, b, i, j) ||
			    sequence_weigh(a, i - num, i) < half_words)
				continue;
			memset(marks_a + i - num, true, num);
			memset(marks_b + j - num, true, num);
		}
	}
}

static inline uint32_t
sequence_weigh_marked(const struct sequence *x, const bool *marks)
{
	uint32_t i, sum = 0;

	for (i = 0; i < x->num; i++)
		sum += marks[i] ? sequence_weight(x->ids[i]) : 0;
	return sum;
}

/* The token where the shingle of so many half words that ends before place
 * end begins; end if there is none. */
static inline uint32_t
shingle_begin(const struct sequence *x, uint32_t end, uint32_t half_words)
{
	uint32_t begin = end, sum = 0;

	while (begin > 0 && x->ids[begin - 1] != 0 && sum < half_words)
		sum += sequence_weight(x->ids[--begin]);
	return sum >= half_words ? begin : end;
}

static inline bool
same_shingle(const struct sequence *x, uint32_t end_x, const struct sequence *y,
    uint32_t end_y, uint32_t half_words)
{
	uint32_t begin_x = shingle_begin(x, end_x, half_words);
	uint32_t begin_y = shingle_begin(y, end_y, half_words);

	if (begin_x == end_x || end_x - begin_x != end_y - begin_y)
		return false;
	while (begin_x < end_x &&
	       x->ids[begin_x] % WORD_STANDS == y->ids[begin_y] % WORD_STANDS) {
		begin_x++;
		begin_y++;
	}
	return begin_x == end_x;
}

/* Distinct shingles of x, or those of them that y has too. */
static inline uint32_t
count_shingles(
    const struct sequence *x, const struct sequence *y, uint32_t half_words)
{
	uint32_t end, other, num = 0;
	bool counts;

	for (end = 1; end <= x->num; end++) {
		if (shingle_begin(x, end, half_words) == end)
			continue;
		counts = y == NULL;
		for (other = 1; y != NULL && other <= y->num; other++)
			counts |= same_shingle(x, end, y, other, half_words);
		for (other = 1; other < end; other++)
			counts &= !same_shingle(x, end, x, other, half_words);
		num += counts;
	}
	return num;
}

static inline uint32_t
sequence_standing(const struct sequence *x)
{
	uint32_t i, sum = 0;

	for (i = 0; i < x->num; i++)
		sum +=
		    sequence_counts(x->ids[i]) ? 0 : sequence_weight(x->ids[i]);
	return sum;
}

static inline struct words
sequence_words(const struct sequence *x, unsigned shingle_size)
{
	return (struct words){.ids = x->ids,
	    .num = x->num,
	    .half_words = sequence_weigh(x, 0, x->num),
	    .standing = sequence_standing(x),
	    .num_shingles = count_shingles(x, NULL, 2 * shingle_size)};
}

#endif
