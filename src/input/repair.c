/*
 * repair.c - mend a JSON record that is JSON but for single characters
 *
 * Rare, so simple: code point by code point into a copy.
 */
#include <string.h>

#include "base/printable.h"
#include "input/repair.h"

enum { ESCAPE = 6 }; /* bytes of \uXXXX */

static const char replacement[] = "\xef\xbf\xbd";

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The value of a \uXXXX at text; -1 if there is none. */
static int
unicode_escape(const char *text, size_t len)
{
	int value = 0, digit, i;

	if (len < ESCAPE || text[0] != '\\' || text[1] != 'u')
		return -1;
	for (i = 2; i < ESCAPE; i++) {
		if ((digit = hex_digit(text[i])) < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* Copies the escape at text; returns its bytes. */
static size_t
copy_escape(
    const char *text, size_t len, struct buffer *out, uint64_t *num_mended)
{
	int high = unicode_escape(text, len), low;
	size_t size = high >= 0 ? ESCAPE : len < 2 ? len : 2;

	if (high >= 0xd800 && high < 0xe000) {
		low = unicode_escape(text + ESCAPE, len - ESCAPE);
		if (high >= 0xdc00 || low < 0xdc00 || low >= 0xe000) {
			buffer_string(out, replacement);
			++*num_mended;
			return size;
		}
		size += ESCAPE;
	}
	buffer_add(out, text, size);
	return size;
}

uint64_t
repair_record(struct ndup_slice record, struct buffer *out)
{
	const char *text = record.ptr;
	uint64_t num_mended = 0;
	size_t i, size;
	int32_t code;

	buffer_clear(out);
	for (i = 0; i < record.len; i += size) {
		if (text[i] == '\\' && i + 1 < record.len &&
		    (unsigned char)text[i + 1] < 0x80) {
			size = copy_escape(
			    text + i, record.len - i, out, &num_mended);
			continue;
		}
		size = printable_decode(text + i, record.len - i, &code);
		if (code >= 0) {
			buffer_add(out, text + i, size);
			continue;
		}
		buffer_string(out, replacement);
		num_mended++;
	}
	return num_mended;
}

uint64_t
repair_count_bad(struct ndup_slice text)
{
	uint64_t num_bad = 0;
	size_t i, size;
	int32_t code;

	for (i = 0; i < text.len; i += size) {
		size = printable_decode(text.ptr + i, text.len - i, &code);
		num_bad += code < 0;
	}
	return num_bad;
}
