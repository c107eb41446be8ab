/*
 * oracle_runs.c - the common runs of two texts, by a table of all places
 */
#include <stdlib.h>
#include <string.h>

#include "oracle_runs.h"

static void
prepare(struct oracle_runs *runs, const struct oracle_text *a,
    const struct oracle_text *b)
{
	uint32_t i;

	if (a->num_evidence >= runs->capacity_a) {
		runs->capacity_a = 2 * (size_t)a->num_evidence + 1;
		runs->marks_a =
		    oracle_resize(runs->marks_a, runs->capacity_a, 1);
		runs->before = oracle_resize(
		    runs->before, runs->capacity_a, sizeof *runs->before);
	}
	if (b->num_evidence >= runs->capacity_b) {
		runs->capacity_b = 2 * (size_t)b->num_evidence + 1;
		runs->marks_b =
		    oracle_resize(runs->marks_b, runs->capacity_b, 1);
		runs->lengths = oracle_resize(
		    runs->lengths, runs->capacity_b, sizeof *runs->lengths);
	}
	memset(runs->marks_a, false, a->num_evidence);
	memset(runs->marks_b, false, b->num_evidence);
	memset(
	    runs->lengths, 0, (b->num_evidence + (size_t)1) * sizeof(uint32_t));
	runs->before[0] = 0;
	for (i = 0; i < a->num_evidence; i++)
		runs->before[i + 1] =
		    runs->before[i] + oracle_weight(a->ids[i]);
	runs->longest = runs->covered_a = runs->covered_b = 0;
}

/* A maximal run of num tokens ends before token i of a and token j of b. */
static void
end_run(struct oracle_runs *runs, uint32_t i, uint32_t j, uint32_t num,
    uint32_t least)
{
	uint32_t half_words = runs->before[i] - runs->before[i - num];

	if (half_words > runs->longest)
		runs->longest = half_words;
	if (half_words < least)
		return;
	memset(runs->marks_a + i - num, true, num);
	memset(runs->marks_b + j - num, true, num);
}

static uint32_t
sum_marked(const struct oracle_text *text, const bool *marks)
{
	uint32_t i, sum = 0;

	for (i = 0; i < text->num_evidence; i++)
		sum += marks[i] ? oracle_weight(text->ids[i]) : 0;
	return sum;
}

void
oracle_runs_compare(struct oracle_runs *runs, const struct oracle_text *a,
    const struct oracle_text *b, unsigned min_passage)
{
	uint32_t *lengths, i, j, id;

	prepare(runs, a, b);
	lengths = runs->lengths;
	for (i = 0; i < a->num_evidence; i++) {
		id = a->ids[i];
		/* lengths[j] is still that of the token before in a */
		for (j = b->num_evidence; j > 0; j--) {
			if (id == 0 || b->ids[j - 1] != id) {
				lengths[j] = 0;
				continue;
			}
			lengths[j] = lengths[j - 1] + 1;
			if (i + 1 == a->num_evidence || j == b->num_evidence ||
			    a->ids[i + 1] == 0 || a->ids[i + 1] != b->ids[j])
				end_run(runs, i + 1, j, lengths[j],
				    2 * min_passage);
		}
	}
	runs->covered_a = sum_marked(a, runs->marks_a);
	runs->covered_b = sum_marked(b, runs->marks_b);
}

void
oracle_runs_free(struct oracle_runs *runs)
{
	free(runs->marks_a);
	free(runs->marks_b);
	free(runs->lengths);
	free(runs->before);
	*runs = (struct oracle_runs){0};
}

uint32_t
oracle_common_order(
    const uint32_t *a, size_t num_a, const uint32_t *b, size_t num_b)
{
	uint32_t *row = oracle_memory(num_b + 1, sizeof *row);
	uint32_t corner, above, best;
	size_t i, j;

	for (i = 0; i < num_a; i++) {
		corner = 0;
		for (j = 1; j <= num_b; j++) {
			above = row[j];
			best = above > row[j - 1] ? above : row[j - 1];
			if (a[i] == b[j - 1] && a[i] != 0 &&
			    corner + oracle_weight(a[i]) > best)
				best = corner + oracle_weight(a[i]);
			row[j] = best;
			corner = above;
		}
	}
	best = row[num_b];
	free(row);
	return best;
}
