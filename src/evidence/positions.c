/*
 * positions.c - where the tokens of an article stand in its text
 */
#include <assert.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/spans.h"
#include "positions.h"

/* ---- where sentences begin, roughly -------------------------------------- */

/* Ends a sentence even without a space behind it. */
static bool
is_full_stop(int32_t code)
{
	return code == '\n' || code == 0x3002 || code == 0xff01 ||
	       code == 0xff1f; /* ideographic stop, wide ! and ? */
}

static bool
is_stop(int32_t code)
{
	return code == '.' || code == '!' || code == '?' ||
	       code == 0x2026; /* ellipsis */
}

static bool
sentence_is_space(int32_t code)
{
	return code == ' ' || code == '\t' || code == '\r' || code == 0xa0;
}

bool
sentence_ends(struct ndup_slice between)
{
	bool stopped = false;
	int32_t code;
	size_t i;

	if (between.len == 1 && between.ptr[0] == ' ') /* most of all */
		return false;
	for (i = 0; i < between.len;) {
		i += printable_decode(between.ptr + i, between.len - i, &code);
		if (is_full_stop(code) || (stopped && sentence_is_space(code)))
			return true;
		stopped = stopped || is_stop(code);
	}
	return false;
}

/* ---- where the tokens of an article stand in its text -------------------- */

void
positions_free(struct positions *positions)
{
	tokeniser_free(&positions->tokeniser);
	fetched_free(&positions->fetched);
}

/* Copies often have not only the same tokens, but the same bytes. */
static bool
same_text(const struct article *x, const struct article *y)
{
	return x->bytes_hash == y->bytes_hash &&
	       x->document.text.len == y->document.text.len &&
	       x->document.text_begin == y->document.text_begin;
}

enum ndup_status
positions_find(struct positions *positions, const struct articles *articles,
    const struct article *article)
{
	enum ndup_status status = NDUP_OK;

	if (positions->article == NULL ||
	    !same_text(positions->article, article)) {
		status = articles_document(articles, article,
		    &positions->fetched, &positions->document);
		if (status == NDUP_OK)
			status = tokeniser_run(&positions->tokeniser,
			    positions->document.text,
			    positions->document.text_begin);
	}
	positions->article = status == NDUP_OK ? article : NULL;
	return status;
}

struct ndup_span
places_span(const struct positions *positions, struct tokens_span tokens)
{
	assert(tokens.begin < tokens.end &&
	       tokens.end <= positions->tokeniser.num_tokens);
	return spans_bytes(
	    positions->tokeniser.spans, tokens.begin, tokens.end);
}

void
positions_starts(const struct positions *positions, bool *starts)
{
	const struct tokeniser *tokeniser = &positions->tokeniser;
	size_t i;

	for (i = 0; i < tokeniser->num_tokens; i++)
		starts[i] = i == 0 || sentence_ends(spans_gap(tokeniser->spans,
					  positions->document.text, i));
}
