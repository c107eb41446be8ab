/*
 * differ.c - two texts -> the words in which they differ
 *
 * One after another the stages text and verify, for two texts.
 */
#include <string.h>

#include "base/memory.h"
#include "ndup.h"
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

/* The bytes of some tokens; of none: where the next one begins, or the last
 * one ends. */
static struct ndup_span
find_bytes(const struct tokeniser *tokeniser, struct tokens_span tokens)
{
	const struct ndup_span *spans = tokeniser->spans;
	struct ndup_span bytes = {0, 0};

	if (tokens.begin < tokens.end) {
		bytes.begin = spans[tokens.begin].begin;
		bytes.end = spans[tokens.end - 1].end;
	} else if (tokens.begin < tokeniser->num_tokens) {
		bytes.begin = bytes.end = spans[tokens.begin].begin;
	} else if (tokens.begin > 0) {
		bytes.begin = bytes.end = spans[tokens.begin - 1].end;
	}
	return bytes;
}

static enum ndup_status
list_edits(struct ndup_differ *differ)
{
	const struct diff *diff = &differ->diff;
	size_t i;

	if (memory_reserve(&differ->edits, &differ->edits_capacity, diff->num,
		sizeof *differ->edits) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < diff->num; i++)
		differ->edits[i] = (struct ndup_edit){
		    find_bytes(&differ->a, diff->changes[i].a),
		    find_bytes(&differ->b, diff->changes[i].b)};
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
	return status == NDUP_OK ? list_edits(differ) : status;
}

enum ndup_status
ndup_differ_run(struct ndup_differ *differ, struct ndup_slice a,
    struct ndup_slice b, const struct ndup_edit **edits, size_t *num_edits)
{
	enum ndup_status status = NDUP_OK;

	differ->diff.num = 0;
	if (a.len != b.len || (a.len > 0 && memcmp(a.ptr, b.ptr, a.len) != 0))
		status = compare(differ, a, b);
	*edits = differ->edits;
	*num_edits = status == NDUP_OK ? differ->diff.num : 0;
	return status;
}
