/*
 * places.c - where the tokens of an article stand in its text
 */
#include "places.h"
#include "text/sentence.h"
#include "text/spans.h"

void
places_free(struct places *places)
{
	tokeniser_free(&places->tokeniser);
	loaded_free(&places->loaded);
}

/* Copies often have not only the same tokens, but the same bytes. */
static bool
same_text(const struct article *x, const struct article *y)
{
	return x->bytes_hash == y->bytes_hash &&
	       x->document.text.len == y->document.text.len &&
	       x->document.text_begin == y->document.text_begin &&
	       x->document.widths.len == 0 && y->document.widths.len == 0;
}

enum ndup_status
places_find(struct places *places, const struct articles *articles,
    const struct article *article)
{
	enum ndup_status status = NDUP_OK;

	if (places->article == NULL || !same_text(places->article, article)) {
		status = articles_document(
		    articles, article, &places->loaded, &places->document);
		if (status == NDUP_OK)
			status = tokeniser_run(&places->tokeniser,
			    places->document.text, places->document.text_begin);
	}
	places->article = status == NDUP_OK ? article : NULL;
	return status;
}

struct ndup_span
places_text(const struct places *places, struct tokens_span tokens)
{
	const struct ndup_span *spans = places->tokeniser.spans;

	return (struct ndup_span){
	    spans[tokens.begin].begin, spans[tokens.end - 1].end};
}

/* Bytes as stored of the code points of text from byte begin to end - 1. */
struct ndup_span
places_stored(const struct places *places, struct ndup_span text)
{
	struct ndup_slice widths = places->document.widths;
	struct ndup_span stored = {0, 0};
	uint32_t byte, sum = 0;
	size_t point = 0;

	if (widths.len == 0)
		return text;
	for (byte = 0; byte < text.end; byte++) {
		if ((places->document.text.ptr[byte] & 0xc0) == 0x80)
			continue;
		if (byte == text.begin)
			stored.begin = sum;
		if (point < widths.len)
			sum += (unsigned char)widths.ptr[point++];
	}
	stored.end = sum;
	return stored;
}

void
places_starts(const struct places *places, bool *starts)
{
	const struct tokeniser *tokeniser = &places->tokeniser;
	size_t i;

	for (i = 0; i < tokeniser->num_tokens; i++)
		starts[i] = i == 0 || sentence_ends(spans_gap(tokeniser->spans,
					  places->document.text, i));
}
