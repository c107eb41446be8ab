/*
 * positions.c - where the tokens of an article stand in its text
 */
#include <assert.h>

#include "base/memory.h"
#include "text/spans.h"
#include "positions.h"

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
	       x->document.text_begin == y->document.text_begin &&
	       x->document.text_end == y->document.text_end;
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
