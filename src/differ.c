/*
 * differ.c - two texts -> the words in which they differ
 *
 * One after another the stages text and verify, for two texts.
 */
#include <string.h>

#include "base/slice.h"
#include "base/memory.h"
#include "ndup.h"
#include "text/spans.h"
#include "text/tokenise.h"
#include "verify/diff.h"

struct ndup_differ {
	struct tokeniser a, b;
	struct diff diff;
	struct ndup_edit *edits;
	size_t edits_capacity;
};

enum ndup_status
ndup_differ_new(struct ndup_differ **created)
{
	*created = memory_new(1, sizeof **created);
	return *created == NULL ? NDUP_NOMEM : NDUP_OK;
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
		return (struct ndup_span){spans[here->tokens.begin].begin,
		    spans[here->tokens.end - 1].end};
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

	if (memory_reserve(&differ->edits, &differ->edits_capacity, diff->num,
		sizeof *differ->edits) != NDUP_OK)
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
compare(struct ndup_differ *differ, struct ndup_slice a, struct ndup_slice b)
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
    struct ndup_slice b, const struct ndup_edit **edits, size_t *num_edits)
{
	enum ndup_status status = NDUP_OK;

	differ->diff.num = 0;
	if (!slice_equal(a, b))
		status = compare(differ, a, b);
	*edits = differ->edits;
	*num_edits = status == NDUP_OK ? differ->diff.num : 0;
	return status;
}
