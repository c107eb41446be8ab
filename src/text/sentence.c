/*
 * sentence.c - where sentences begin, roughly
 */
#include "base/printable.h"
#include "text/sentence.h"

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
is_space(int32_t code)
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
		if (is_full_stop(code) || (stopped && is_space(code)))
			return true;
		stopped = stopped || is_stop(code);
	}
	return false;
}
