/*
 * scalar.c - what a string, number or word of JSON may look like
 *
 * Strings without a backslash, which most are, cost a memchr.
 */
#include <string.h>

#include "input/scalar.h"

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

/* Passes over digits; whether there were some. */
static bool
take_digits(struct ndup_slice *text)
{
	size_t num = 0;

	while (num < text->len && text->ptr[num] >= '0' &&
	       text->ptr[num] <= '9')
		num++;
	text_advance(text, num);
	return num > 0;
}

static bool
take_one(struct ndup_slice *text, const char *chars)
{
	if (text->len == 0 || *text->ptr == '\0' ||
	    strchr(chars, *text->ptr) == NULL)
		return false;
	text_advance(text, 1);
	return true;
}

bool
scalar_is_number(struct ndup_slice text)
{
	take_one(&text, "-");
	if (!take_one(&text, "0") && !take_digits(&text))
		return false;
	if (take_one(&text, ".") && !take_digits(&text))
		return false;
	if (take_one(&text, "eE")) {
		take_one(&text, "+-");
		if (!take_digits(&text))
			return false;
	}
	return text.len == 0;
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
