/*
 * several.h - code points that become several words, and text with many of them
 *
 * Which these are utf8proc says: ½ is 1 and 2, and so on.
 */
#ifndef TESTS_SEVERAL_H
#define TESTS_SEVERAL_H

#include "tokeniser_twin.h"

enum { SEVERAL_MOST = 1000 };

struct several {
	int32_t codes[SEVERAL_MOST];
	size_t num;
};

static inline size_t
several_encode(int32_t code, char *out)
{
	return (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)out);
}

/* All of them, by the twin of the tokeniser. */
static inline void
several_find(struct several *several)
{
	struct twin *twin = test_new(1, sizeof *twin);
	char bytes[4];
	int32_t code;

	several->num = 0;
	for (code = 0x80; code < 0x110000; code++) {
		if (!utf8proc_codepoint_valid(code))
			continue;
		twin_run(twin, bytes, several_encode(code, bytes));
		if (twin->num_tokens < 2)
			continue;
		assert_true(several->num < SEVERAL_MOST);
		several->codes[several->num++] = code;
	}
	free(twin);
}

/* Adds a word, a mark or the like to out, which has room for 16 bytes. */
static inline size_t
several_piece(const struct several *several, char *out)
{
	static const char *const others[] = {"1", "2", "5", "a", "bc", "de",
	    "1\xe2\x81\x84\x32", "\xe6\xa0\xaa", "\xe4\xbc\x9a", "\xe0\xb8\x81",
	    "\xe0\xb8\xb2", "\xd0\xb9", "'", "\xe2\x80\x99", "\xcc\x81",
	    "\xe3\x82\x99", "\xe2\x80\x8d", "\xc2\xad", "-", "\xc3\xa9",
	    "\xd8\xa3", "\xd9\x8e", "\xd9\x80", "\xd9\xa3", "\xef\xb9\xb1"};
	static const int32_t usual[] = {
	    0xbd, 0xbc, 0xbe, 0x2153, 0xfdfa, 0x337f, 0xe33, 0x33e0, 0x2100};
	const char *other;

	if (random_percent(30))
		return several_encode(usual[random_below(9)], out);
	if (random_percent(25))
		return several_encode(
		    several->codes[random_below(several->num)], out);
	other = others[random_below(sizeof others / sizeof *others)];
	memcpy(out, other, strlen(other));
	return strlen(other);
}

/* Up to most bytes of text, at least 32; spaces between some. */
static inline size_t
several_text(const struct several *several, char *out, size_t most)
{
	size_t len = 0, room = most - 17;

	while (len < room) {
		len += several_piece(several, out + len);
		if (random_percent(40))
			out[len++] = "    .\n,"[random_below(7)];
	}
	return len;
}

#endif
