/*
 * edits.c - align two short stretches word by word
 *
 * Dynamic programming (Needleman, Wunsch 1970): an equal token scores its
 * length in half words, a token added, dropped or changed costs it.
 */
#include <assert.h>
#include <limits.h>

#include "base/hash.h"
#include "text/window.h"
#include "text/words.h"
#include "edits.h"

/* Token number i of an edge. */
static inline uint32_t
token_at(struct edge edge, uint32_t i, int step)
{
	return edge.ids[(int64_t)i * step];
}

static inline int
weight_at(struct edge edge, uint32_t i, int step)
{
	return (int)window_weight(token_at(edge, i, step));
}

/* What the pair of tokens before (i, j) scores. */
static inline int
pair_score(struct edge a, struct edge b, uint32_t i, uint32_t j, int step)
{
	uint32_t x = token_at(a, i - 1, step), y = token_at(b, j - 1, step);
	int weight_x = (int)window_weight(x), weight_y = (int)window_weight(y);

	if (x == y && word_counts(x))
		return weight_x;
	return -(weight_x > weight_y ? weight_x : weight_y);
}

static void
fill_edits(struct edits *edits, struct edge a, struct edge b, int step)
{
	int best, other;
	uint32_t i, j;

	assert(a.num <= EDITS_MAX && b.num <= EDITS_MAX);
	edits->score[0][0] = 0;
	for (i = 1; i <= a.num; i++)
		edits->score[i][0] = (int16_t)(edits->score[i - 1][0] -
					       weight_at(a, i - 1, step));
	for (j = 1; j <= b.num; j++)
		edits->score[0][j] = (int16_t)(edits->score[0][j - 1] -
					       weight_at(b, j - 1, step));
	for (i = 1; i <= a.num; i++) {
		for (j = 1; j <= b.num; j++) {
			best = edits->score[i - 1][j - 1] +
			       pair_score(a, b, i, j, step);
			other =
			    edits->score[i - 1][j] - weight_at(a, i - 1, step);
			best = other > best ? other : best;
			other =
			    edits->score[i][j - 1] - weight_at(b, j - 1, step);
			best = other > best ? other : best;
			edits->score[i][j] = (int16_t)best;
		}
	}
}

/* Walks back from (num_a, num_b) and notes the equal pairs. */
static void
trace(struct edits *edits, struct edge a, struct edge b, int step)
{
	uint32_t i = edits->num_a, j = edits->num_b;
	int pair;

	edits->num_pairs = 0;
	while (i > 0 && j > 0) {
		pair = pair_score(a, b, i, j, step);
		if (edits->score[i][j] == edits->score[i - 1][j - 1] + pair) {
			i--;
			j--;
			if (pair > 0)
				edits->pairs[edits->num_pairs++] =
				    (struct edit_pair){(uint8_t)i, (uint8_t)j};
		} else if (edits->score[i][j] ==
			   edits->score[i - 1][j] - weight_at(a, i - 1, step)) {
			i--;
		} else {
			j--;
		}
	}
}

void
edits_align(struct edits *edits, struct edge a, struct edge b, int step)
{
	fill_edits(edits, a, b, step);
	edits->num_a = a.num;
	edits->num_b = b.num;
	trace(edits, a, b, step);
}

int
edits_extend(struct edits *edits, struct edge a, struct edge b, int step)
{
	uint32_t i, j;
	int best = 0;

	fill_edits(edits, a, b, step);
	edits->num_a = edits->num_b = 0;
	for (i = 1; i <= a.num; i++) {
		for (j = 1; j <= b.num; j++) {
			if (edits->score[i][j] <= best)
				continue;
			best = edits->score[i][j];
			edits->num_a = i;
			edits->num_b = j;
		}
	}
	trace(edits, a, b, step);
	return best;
}

/* ---- what an extension scores at most ------------------------------------ */

/* The bit of a token in a word of 64: of few tokens most have one alone. */
static inline uint64_t
bit_of(uint32_t id)
{
	return UINT64_C(1) << (id * HASH_ODD >> 58);
}

/* The first tokens of an edge. */
struct front {
	uint64_t bits;
	int weight; /* half words */
};

/* Adds a token; returns its length if the other front may have it too. */
static inline int
front_add(struct front *front, uint32_t id, const struct front *other)
{
	uint64_t bit = bit_of(id);
	int weight = (int)window_weight(id);

	front->bits |= bit;
	front->weight += weight;
	return other->bits & bit ? weight : 0;
}

/*
 * An extension of n tokens in the edge where it has more scores what is equal
 * among the first n of both, less at least all others of the n.
 */
bool
edits_may_extend(struct edge a, struct edge b, int step, int score)
{
	struct front front_a = {0, 0}, front_b = {0, 0};
	int equal = 0, least;
	uint32_t i;

	for (i = 0; i < a.num || i < b.num; i++) {
		least = INT_MAX;
		if (i < a.num) {
			equal +=
			    front_add(&front_a, token_at(a, i, step), &front_b);
			least = front_a.weight;
		}
		if (i < b.num) {
			equal +=
			    front_add(&front_b, token_at(b, i, step), &front_a);
			least = front_b.weight < least ? front_b.weight : least;
		}
		if (2 * equal - least >= score)
			return true;
	}
	return false;
}
