/*
 * scalar.c - what a string, number or word of JSON may look like
 *
 * Strings without a backslash, which most are, cost a memchr.
 */
#include <string.h>

#include "scalar.h"

enum { HEX_DIGITS = 4 }; /* of \uXXXX */

static bool
is_hex_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

/* The bytes of the escape at text, its backslash included; 0: it is none. */
static size_t
escape_size(struct ndup_slice text)
{
	size_t i;

	if (text.len < 2 || text.ptr[1] == '\0')
		return 0;
	if (text.ptr[1] != 'u')
		return strchr("\"\\/bfnrt", text.ptr[1]) != NULL ? 2 : 0;
	if (text.len < 2 + HEX_DIGITS)
		return 0;
	for (i = 2; i < 2 + HEX_DIGITS; i++)
		if (!is_hex_digit(text.ptr[i]))
			return 0;
	return 2 + HEX_DIGITS;
}

static void
text_advance(struct ndup_slice *text, size_t size)
{
	text->ptr += size;
	text->len -= size;
}

bool
scalar_is_string(struct ndup_slice text)
{
	const char *backslash;
	size_t size;

	if (text.len < 2 || text.ptr[0] != '"' || text.ptr[text.len - 1] != '"')
		return false;
	text.len--;
	while ((backslash = memchr(text.ptr, '\\', text.len)) != NULL) {
		text_advance(&text, (size_t)(backslash - text.ptr));
		if ((size = escape_size(text)) == 0)
			return false;
		text_advance(&text, size);
	}
	return true;
}

/* Behind the digits from text on. */
static const char *
digits_end(const char *text, const char *end)
{
	while (text < end && *text >= '0' && *text <= '9')
		text++;
	return text;
}

/* Behind the fraction, if there is one; NULL: it is bad. */
static const char *
fraction_end(const char *text, const char *end)
{
	const char *after;

	if (text == end || *text != '.')
		return text;
	after = digits_end(text + 1, end);
	return after > text + 1 ? after : NULL;
}

/* The same for the exponent. */
static const char *
exponent_end(const char *text, const char *end)
{
	const char *after;

	if (text == end || (*text | 0x20) != 'e')
		return text;
	text++;
	if (text < end && (*text == '+' || *text == '-'))
		text++;
	after = digits_end(text, end);
	return after > text ? after : NULL;
}

bool
scalar_is_number(struct ndup_slice number)
{
	const char *text = number.ptr, *end = text + number.len, *after;

	if (text < end && *text == '-')
		text++;
	after = digits_end(text, end);
	if (after == text || (*text == '0' && after > text + 1))
		return false;
	after = fraction_end(after, end);
	if (after != NULL)
		after = exponent_end(after, end);
	return after == end;
}

bool
scalar_is_word(struct ndup_slice text)
{
	static const char *const words[] = {"true", "false", "null"};
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (text.len == strlen(words[i]) &&
		    memcmp(text.ptr, words[i], text.len) == 0)
			return true;
	return false;
}
