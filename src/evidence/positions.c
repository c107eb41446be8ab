/*
 * positions.c - where the tokens of an article stand in its text
 */
#include "base/memory.h"
#include "base/utf8.h"
#include "positions.h"
#include "text/spans.h"

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

enum { CHECKPOINT_BYTES = 256 }; /* of the text, from one to the next */

/* At its place, what code points that begin before it have. */
struct position_checkpoint {
	uint32_t num_points, stored; /* how many there are, and bytes */
};

void
places_free(struct places *places)
{
	memory_free(places->checkpoints);
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

/* ---- where code points are stored --------------------------------------- */

/* Goes on over the code points that begin in bytes from begin to end - 1. */
static void
walk_points(const struct places *places, struct position_checkpoint *at,
    uint32_t begin, uint32_t end)
{
	struct ndup_slice widths = places->document.widths;
	const char *text = places->document.text.ptr;

	for (; begin < end; begin++) {
		if ((text[begin] & 0xc0) == 0x80)
			continue;
		if (at->num_points < widths.len)
			at->stored +=
			    (unsigned char)widths.ptr[at->num_points++];
	}
}

static enum ndup_status
find_checkpoints(struct places *places)
{
	uint32_t num = (uint32_t)(places->document.text.len / CHECKPOINT_BYTES);
	struct position_checkpoint at = {0, 0};
	enum ndup_status status;
	uint32_t i;

	if (places->document.widths.len == 0)
		return NDUP_OK;
	status =
	    memory_reserve(&places->checkpoints, &places->checkpoints_capacity,
		(size_t)num + 1, sizeof *places->checkpoints);
	if (status != NDUP_OK)
		return status;
	places->checkpoints[0] = at;
	for (i = 0; i < num; i++) {
		walk_points(places, &at, i * CHECKPOINT_BYTES,
		    (i + 1) * CHECKPOINT_BYTES);
		places->checkpoints[i + 1] = at;
	}
	return NDUP_OK;
}

/* The stored bytes of the code points that begin before this byte. */
static uint32_t
stored_before(const struct places *places, uint32_t byte)
{
	uint32_t number = byte / CHECKPOINT_BYTES;
	struct position_checkpoint at = places->checkpoints[number];

	walk_points(places, &at, number * CHECKPOINT_BYTES, byte);
	return at.stored;
}

struct ndup_span
places_stored(const struct places *places, struct ndup_span text)
{
	if (places->document.widths.len == 0)
		return text;
	return (struct ndup_span){
	    stored_before(places, text.begin), stored_before(places, text.end)};
}

/* ---- tokens ------------------------------------------------------------- */

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
		if (status == NDUP_OK)
			status = find_checkpoints(places);
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

void
places_starts(const struct places *places, bool *starts)
{
	const struct tokeniser *tokeniser = &places->tokeniser;
	size_t i;

	for (i = 0; i < tokeniser->num_tokens; i++)
		starts[i] = i == 0 || sentence_ends(spans_gap(tokeniser->spans,
					  places->document.text, i));
}
