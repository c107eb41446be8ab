/*
 * diff.c - where two sequences of tokens differ
 *
 * E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986: the
 * furthest points that can be reached with d tokens dropped or added, for
 * d = 0, 1, 2 and so on, and the way back from the end.
 */
#include <assert.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/slice.h"
#include "ndup.h"
#include "text/spans.h"
#include "text/tokenise.h"
#include "diff.h"

/* ---- where two sequences of tokens differ -------------------------------- */

/* What is left of both when equal tokens at their ends are taken off. */
struct middle {
	const uint64_t *a, *b;
	int32_t num_a, num_b;
	uint32_t before; /* tokens taken off at the beginning */
};

static struct middle
take_ends(const uint64_t *a, uint32_t num_a, const uint64_t *b, uint32_t num_b)
{
	uint32_t before = 0;

	while (before < num_a && before < num_b && a[before] == b[before])
		before++;
	while (
	    num_a > before && num_b > before && a[num_a - 1] == b[num_b - 1]) {
		num_a--;
		num_b--;
	}
	/* an empty text may have no tokens to point to */
	if (before > 0) {
		a += before;
		b += before;
	}
	return (struct middle){
	    a, b, (int32_t)(num_a - before), (int32_t)(num_b - before), before};
}

/* Row d has the diagonals -d to d (a less b); the rows stand behind each other,
 * row d from d * d on. */
static inline uint32_t *
row_of(const struct diff *diff, int32_t d)
{
	return diff->reached + (size_t)d * (size_t)d + d;
}

/* Whether the best way to diagonal k of row d adds a token of b: it comes from
 * diagonal k + 1; else it drops one of a, from k - 1. */
static bool
adds(const uint32_t *last, int32_t d, int32_t k)
{
	return k == -d || (k != d && last[k - 1] < last[k + 1]);
}

/* How far into a diagonal k leads after d changes. */
static uint32_t
reach(
    const struct diff *diff, const struct middle *middle, int32_t d, int32_t k)
{
	const uint32_t *last = d > 0 ? row_of(diff, d - 1) : NULL;
	int32_t x = 0;

	if (last != NULL)
		x = (int32_t)(adds(last, d, k) ? last[k + 1] : last[k - 1] + 1);
	while (x < middle->num_a && x - k < middle->num_b &&
	       middle->a[x] == middle->b[x - k])
		x++;
	return (uint32_t)x;
}

/* The number of changes that lead to the end of both, or -1: too many. */
static enum ndup_status
count_changes(struct diff *diff, const struct middle *middle, int32_t *changes)
{
	int32_t d, k, end = middle->num_a - middle->num_b;
	uint32_t *row;

	*changes = -1;
	for (d = 0; d <= DIFF_MOST; d++) {
		if (memory_grow(diff->reached,
			(size_t)(d + 1) * (size_t)(d + 1)) != NDUP_OK)
			return NDUP_NOMEM;
		row = row_of(diff, d);
		for (k = -d; k <= d; k += 2) {
			row[k] = reach(diff, middle, d, k);
			if (k == end && row[k] >= (uint32_t)middle->num_a) {
				*changes = d;
				return NDUP_OK;
			}
		}
	}
	return NDUP_OK;
}

/* Changes come from the last to the first; neighbours are one. */
static enum ndup_status
add_change(struct diff *diff, struct change change)
{
	struct change *last =
	    diff->num > 0 ? &diff->changes[diff->num - 1] : NULL;

	assert(last == NULL || (change.a.end <= last->a.begin &&
				   change.b.end <= last->b.begin));
	if (last != NULL && last->a.begin == change.a.end &&
	    last->b.begin == change.b.end) {
		last->a.begin = change.a.begin;
		last->b.begin = change.b.begin;
		return NDUP_OK;
	}
	if (memory_grow(diff->changes, diff->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	diff->changes[diff->num++] = change;
	return NDUP_OK;
}

static enum ndup_status
walk_back(struct diff *diff, const struct middle *middle, int32_t d)
{
	int32_t k = middle->num_a - middle->num_b;
	uint32_t before = middle->before, x, y;
	const uint32_t *last;
	bool added;

	for (; d > 0; d--) {
		last = row_of(diff, d - 1);
		added = adds(last, d, k);
		k += added ? 1 : -1;
		x = before + last[k];
		y = (uint32_t)((int32_t)x - k);
		if (add_change(diff, (struct change){{x, x + !added},
					 {y, y + added}}) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

static void
turn(struct diff *diff)
{
	struct change swap;
	size_t i, j;

	for (i = 0, j = diff->num; i + 1 < j; i++) {
		swap = diff->changes[i];
		diff->changes[i] = diff->changes[--j];
		diff->changes[j] = swap;
	}
}

enum ndup_status
diff_run(struct diff *diff, const uint64_t *a, uint32_t num_a,
    const uint64_t *b, uint32_t num_b)
{
	const struct middle middle = take_ends(a, num_a, b, num_b);
	uint32_t begin = middle.before;
	enum ndup_status status;
	int32_t d;

	diff->num = 0;
	if (middle.num_a == 0 && middle.num_b == 0)
		return NDUP_OK;
	if ((status = count_changes(diff, &middle, &d)) != NDUP_OK)
		return status;
	if (d < 0)
		return add_change(diff,
		    (struct change){{begin, begin + (uint32_t)middle.num_a},
			{begin, begin + (uint32_t)middle.num_b}});
	status = walk_back(diff, &middle, d);
	turn(diff);
	return status;
}

void
diff_free(struct diff *diff)
{
	memory_free(diff->changes);
	memory_free(diff->reached);
}

/* ---- two texts -> the words in which they differ ------------------------- */

/*
 * One after another the stages text and verify, for two texts.
 */

struct ndup_differ {
	struct tokeniser a, b;
	struct diff diff;
	struct ndup_edit *edits;
	size_t edits_capacity;
};

enum ndup_status
ndup_differ_new(struct ndup_differ **created, struct ndup_error *error)
{
	*created = memory_new(1, sizeof **created);
	return *created == NULL ? error_memory(error) : NDUP_OK;
}

void
ndup_differ_free(struct ndup_differ *differ)
{
	if (differ == NULL)
		return;
	tokeniser_free(&differ->a);
	tokeniser_free(&differ->b);
	diff_free(&differ->diff);
	memory_free(differ->edits);
	memory_free(differ);
}

/* A text with its tokens, and those of it that an edit is about. */
struct side {
	struct ndup_slice text;
	const struct tokeniser *tokeniser;
	struct tokens_span tokens;
};

/* What stands before a token, up to the one before it. */
static struct ndup_slice
gap_before(const struct side *side, uint32_t token)
{
	return spans_gap(side->tokeniser->spans, side->text, token);
}

/*
 * Where words would stand that only the other text has: right behind the token
 * before them if what follows that one here follows them there, as a full stop
 * may; else right before the next token.
 */
static uint32_t
find_place(const struct side *here, const struct side *there)
{
	const struct ndup_span *spans = here->tokeniser->spans;
	uint32_t next = here->tokens.begin;
	struct ndup_slice gap, before, after;

	if (next == here->tokeniser->num_tokens)
		return next > 0 ? spans[next - 1].end : 0;
	if (next == 0)
		return spans[0].begin;
	gap = gap_before(here, next);
	before = gap_before(there, there->tokens.begin);
	after = gap_before(there, there->tokens.end);
	if (!slice_equal(gap, before) && slice_equal(gap, after))
		return spans[next - 1].end;
	return spans[next].begin;
}

static struct ndup_span
find_bytes(const struct side *here, const struct side *there)
{
	const struct ndup_span *spans = here->tokeniser->spans;
	uint32_t place;

	if (here->tokens.begin < here->tokens.end)
		return spans_bytes(spans, here->tokens.begin, here->tokens.end);
	place = find_place(here, there);
	return (struct ndup_span){place, place};
}

/* Whether a code point is part of the tokens before this place and behind it,
 * on one side or the other. */
static bool
is_joined(const struct ndup_differ *differ, uint32_t a, uint32_t b)
{
	return (a < differ->a.num_tokens && spans_joined(differ->a.spans, a)) ||
	       (b < differ->b.num_tokens && spans_joined(differ->b.spans, b));
}

/*
 * Lets a change grow over equal tokens on both sides until it divides no code
 * point: back to the end of the change before it, on to the token of a where
 * the next one begins.
 */
static void
widen_change(const struct ndup_differ *differ, struct change *change,
    uint32_t back_to, uint32_t on_to)
{
	struct tokens_span *a = &change->a, *b = &change->b;

	for (; a->begin > back_to && is_joined(differ, a->begin, b->begin);
	     a->begin--)
		b->begin--;
	for (; a->end < on_to && is_joined(differ, a->end, b->end); a->end++)
		b->end++;
}

/* Changes that touch when they are widened become one. */
static void
widen_changes(struct ndup_differ *differ)
{
	struct diff *diff = &differ->diff;
	struct change *changes = diff->changes, *last, change;
	size_t i, num = 0;

	for (i = 0; i < diff->num; i++) {
		change = changes[i];
		last = num > 0 ? &changes[num - 1] : NULL;
		widen_change(differ, &change, last != NULL ? last->a.end : 0,
		    i + 1 < diff->num ? changes[i + 1].a.begin
				      : (uint32_t)differ->a.num_tokens);
		if (last != NULL && last->a.end == change.a.begin &&
		    last->b.end == change.b.begin) {
			last->a.end = change.a.end;
			last->b.end = change.b.end;
		} else {
			changes[num++] = change;
		}
	}
	diff->num = num;
}

static enum ndup_status
list_edits(struct ndup_differ *differ, struct ndup_slice a, struct ndup_slice b)
{
	const struct diff *diff = &differ->diff;
	struct side x = {a, &differ->a, {0, 0}}, y = {b, &differ->b, {0, 0}};
	size_t i;

	if (memory_grow(differ->edits, diff->num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < diff->num; i++) {
		x.tokens = diff->changes[i].a;
		y.tokens = diff->changes[i].b;
		differ->edits[i] =
		    (struct ndup_edit){find_bytes(&x, &y), find_bytes(&y, &x)};
	}
	return NDUP_OK;
}

static enum ndup_status
diff_compare(
    struct ndup_differ *differ, struct ndup_slice a, struct ndup_slice b)
{
	enum ndup_status status;

	if ((status = tokeniser_run(&differ->a, a, 0)) == NDUP_OK)
		status = tokeniser_run(&differ->b, b, 0);
	if (status == NDUP_OK)
		status = diff_run(&differ->diff, differ->a.tokens,
		    (uint32_t)differ->a.num_tokens, differ->b.tokens,
		    (uint32_t)differ->b.num_tokens);
	if (status != NDUP_OK)
		return status;
	widen_changes(differ);
	return list_edits(differ, a, b);
}

enum ndup_status
ndup_differ_run(struct ndup_differ *differ, struct ndup_slice a,
    struct ndup_slice b, const struct ndup_edit **edits, size_t *num_edits,
    struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;

	differ->diff.num = 0;
	if (!slice_equal(a, b))
		status = diff_compare(differ, a, b);
	if (status != NDUP_OK)
		return error_text(error, status, "cannot compare two texts");
	*edits = differ->edits;
	*num_edits = differ->diff.num;
	return NDUP_OK;
}
