/*
 * utf8.h - what may be shown on a terminal, and what may not
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* For all that printable_decode() has no short cut for. */
size_t printable_decode_any(const char *text, size_t len, int32_t *code);

/*
 * Reads the code point at text; returns its bytes, at least 1.  *code is -1
 * where the bytes are no valid UTF-8 (then 1 byte is taken).  len > 0.  One
 * byte, two, and three as most scripts of Asia have, are read here.
 */
static inline size_t
printable_decode(const char *text, size_t len, int32_t *code)
{
	const unsigned char *byte = (const unsigned char *)text;

	assert(len > 0);
	if (byte[0] < 0x80) {
		*code = byte[0];
		return 1;
	}
	if (byte[0] >= 0xc2 && byte[0] <= 0xdf && len >= 2 &&
	    (byte[1] & 0xc0) == 0x80) {
		*code = (byte[0] & 0x1f) << 6 | (byte[1] & 0x3f);
		return 2;
	}
	if (byte[0] >= 0xe1 && byte[0] <= 0xec && len >= 3 &&
	    (byte[1] & 0xc0) == 0x80 && (byte[2] & 0xc0) == 0x80) {
		*code = (byte[0] & 0x0f) << 12 | (byte[1] & 0x3f) << 6 |
			(byte[2] & 0x3f);
		return 3;
	}
	return printable_decode_any(text, len, code);
}

/* The same of the code point that ends where the text does. */
size_t printable_decode_before(const char *text, size_t len, int32_t *code);

/*
 * Whether a code point can be shown as it is: no control character, no
 * surrogate, nothing that moves or reverses the text around it (bidi
 * controls, line and paragraph separators), nothing unassigned or private.
 */
bool printable_code(int32_t code);

/* Whether it embeds, overrides or isolates a direction of writing (UAX 9): what
 * comes behind it may stand elsewhere than it is. */
static inline bool
printable_turns_text(int32_t code)
{
	return (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

/* Whether it marks a direction, which is nothing to see. */
static inline bool
printable_is_mark(int32_t code)
{
	return code == 0x061c || code == 0x200e || code == 0x200f;
}

static inline bool
printable_is_separator(int32_t code)
{
	return code == 0x2028 || code == 0x2029;
}

/*
 * What no report has as it is: controls, marks and overrides of direction,
 * separators of lines and paragraphs, the byte-order mark.  Fixed here rather
 * than taken from a table of Unicode, so that the bytes of a report do not
 * depend on the version of a library.
 */
bool printable_is_control(int32_t code);

/* U+FFFD, which stands for bytes that are no UTF-8. */
#define PRINTABLE_REPLACED "\xef\xbf\xbd"

/* Replaces every byte of what is not printable by '?', in place. */
void printable_clean(char *text);

/* The same of controls alone: what is no UTF-8 stays, too. */
void printable_clean_controls(char *text);

#endif
