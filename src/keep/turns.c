/*
 * turns.c - in which order it is decided which articles are kept
 *
 * Topological sorting (Kahn 1962) with the rank of preference among what is
 * ready.
 */
#include "base/memory.h"
#include "turns.h"

/* In the place of num_left: it came. */
static const uint32_t taken = UINT32_MAX;

/* ---- a heap of ranks ------------------------------------------------------ */

static void
push_rank(struct turns *turns, uint32_t rank)
{
	uint32_t *heap = turns->ready, i = turns->num_ready++;

	for (; i > 0 && heap[(i - 1) / 2] > rank; i = (i - 1) / 2)
		heap[i] = heap[(i - 1) / 2];
	heap[i] = rank;
}

static uint32_t
pop_rank(struct turns *turns)
{
	uint32_t *heap = turns->ready, top = heap[0];
	uint32_t last = heap[--turns->num_ready], i = 0, child;

	while ((child = 2 * i + 1) < turns->num_ready) {
		if (child + 1 < turns->num_ready &&
		    heap[child + 1] < heap[child])
			child++;
		if (heap[child] >= last)
			break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = last;
	return top;
}

/* ---- who waits for whom --------------------------------------------------- */

/* What is old is kept before all turns. */
static bool
article_waits(const struct choice *choice, const struct inclusion *inclusion)
{
	return !inclusion->is_mutual && !choice->old[inclusion->container];
}

static void
turns_count(struct turns *turns)
{
	const struct choice *choice = turns->choice;
	const struct inclusion *inclusion = choice->inclusions;
	size_t i;

	for (i = 0; i < choice->num_inclusions; i++, inclusion++) {
		if (!article_waits(choice, inclusion))
			continue;
		turns->begin[inclusion->container + 1]++;
		turns->num_left[inclusion->article]++;
	}
	for (i = 0; i < choice->num; i++)
		turns->begin[i + 1] += turns->begin[i];
}

/* Fills ranges from their ends; then their beginnings are right. */
static void
fill_waiting(struct turns *turns)
{
	const struct choice *choice = turns->choice;
	const struct inclusion *inclusion;
	size_t i;

	for (i = choice->num; i > 0; i--)
		turns->begin[i] = turns->begin[i - 1];
	for (i = 0; i < choice->num_inclusions; i++) {
		inclusion = &choice->inclusions[i];
		if (article_waits(choice, inclusion))
			turns->waiting[turns->begin[inclusion->container +
						    1]++] = inclusion->article;
	}
}

enum ndup_status
turns_init(struct turns *turns, const struct choice *choice)
{
	size_t num = choice->num;
	uint32_t i;

	*turns = (struct turns){.choice = choice,
	    .begin = memory_new(num + 1, sizeof *turns->begin),
	    .waiting =
		memory_new(choice->num_inclusions, sizeof *turns->waiting),
	    .num_left = memory_new(num, sizeof *turns->num_left),
	    .ready = memory_new(num, sizeof *turns->ready)};
	if (turns->begin == NULL || turns->waiting == NULL ||
	    turns->num_left == NULL || turns->ready == NULL)
		return NDUP_NOMEM;
	turns_count(turns);
	fill_waiting(turns);
	for (i = 0; i < choice->num; i++)
		if (turns->num_left[i] == 0)
			push_rank(turns, choice->rank[i]);
	return NDUP_OK;
}

/* ---- one after another ---------------------------------------------------- */

/* Of a circle the most preferred is taken to be ready. */
static bool
break_circle(struct turns *turns)
{
	const struct choice *choice = turns->choice;
	uint32_t article;

	for (; turns->next_rank < choice->num; turns->next_rank++) {
		article = choice->order[turns->next_rank];
		if (turns->num_left[article] != taken) {
			push_rank(turns, turns->next_rank);
			return true;
		}
	}
	return false;
}

static void
release_waiting(struct turns *turns, uint32_t article)
{
	uint32_t waits;
	size_t i;

	for (i = turns->begin[article]; i < turns->begin[article + 1]; i++) {
		waits = turns->waiting[i];
		if (turns->num_left[waits] != taken &&
		    --turns->num_left[waits] == 0)
			push_rank(turns, turns->choice->rank[waits]);
	}
}

bool
turns_next(struct turns *turns, uint32_t *article)
{
	if (turns->num_ready == 0 && !break_circle(turns))
		return false;
	*article = turns->choice->order[pop_rank(turns)];
	turns->num_left[*article] = taken;
	release_waiting(turns, *article);
	return true;
}

void
turns_free(struct turns *turns)
{
	memory_free(turns->begin);
	memory_free(turns->waiting);
	memory_free(turns->num_left);
	memory_free(turns->ready);
}
