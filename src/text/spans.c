/*
 * spans.c - where the tokens of a text stand, and what stands between them
 */
#include <assert.h>

#include "base/utf8.h"
#include "spans.h"

struct ndup_slice
spans_gap(const struct ndup_span *spans, struct ndup_slice text, size_t token)
{
	uint32_t begin;

	assert(token > 0);
	begin = spans[token - 1].end;
	if (spans_joined(spans, token))
		return (struct ndup_slice){text.ptr + begin, 0};
	return (struct ndup_slice){
	    text.ptr + begin, spans[token].begin - begin};
}

/* Whether these bytes are one code point. */
static bool
is_code_point(struct ndup_slice bytes)
{
	int32_t code;

	return bytes.len > 0 &&
	       printable_decode(bytes.ptr, bytes.len, &code) == bytes.len &&
	       code >= 0;
}

/* Whether a token stands where it may behind the one before it. */
static bool
follows(struct ndup_span before, struct ndup_span span, struct ndup_slice text)
{
	if (span.begin >= before.end)
		return true;
	return span.begin >= before.begin && span.end >= before.end &&
	       is_code_point((struct ndup_slice){
		   text.ptr + span.begin, before.end - span.begin});
}

bool
spans_validate(
    const struct ndup_span *spans, size_t num, struct ndup_slice text)
{
	size_t i;

	for (i = 0; i < num; i++)
		if (spans[i].begin >= spans[i].end || spans[i].end > text.len ||
		    (i > 0 && !follows(spans[i - 1], spans[i], text)))
			return false;
	return true;
}
