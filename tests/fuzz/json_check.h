/*
 * json_check.h - is it JSON, by RFC 8259 to the letter
 *
 * Knows nothing of the library's own reading and writing of JSON.  Bytes over
 * 0x7f are not looked at: utf8_check.h does that.
 */
#ifndef TESTS_FUZZ_JSON_CHECK_H
#define TESTS_FUZZ_JSON_CHECK_H

#include "fuzz.h"

enum { JSON_DEEPEST = 100 };

/* Each takes what its name says off the text, and returns whether it was
 * there. */
static inline bool
json_take(struct ndup_slice *text, const char *literal)
{
	size_t len = strlen(literal);

	if (text->len < len || memcmp(text->ptr, literal, len) != 0)
		return false;
	text->ptr += len;
	text->len -= len;
	return true;
}

static inline bool
json_take_any(struct ndup_slice *text, const char *set)
{
	if (text->len == 0 || *text->ptr == '\0' ||
	    strchr(set, *text->ptr) == NULL)
		return false;
	text->ptr++;
	text->len--;
	return true;
}

static inline void
json_take_space(struct ndup_slice *text)
{
	while (json_take_any(text, " \t\r\n"))
		;
}

static inline bool
json_take_digits(struct ndup_slice *text)
{
	bool taken = false;

	while (json_take_any(text, "0123456789"))
		taken = true;
	return taken;
}

static inline bool
json_take_number(struct ndup_slice *text)
{
	json_take(text, "-");
	if (!json_take(text, "0") && !json_take_digits(text))
		return false;
	if (json_take(text, ".") && !json_take_digits(text))
		return false;
	if (!json_take_any(text, "eE"))
		return true;
	json_take_any(text, "+-");
	return json_take_digits(text);
}

static inline bool
json_take_escape(struct ndup_slice *text)
{
	unsigned i;

	if (json_take_any(text, "\"\\/bfnrt"))
		return true;
	if (!json_take(text, "u"))
		return false;
	for (i = 0; i < 4; i++) {
		if (!json_take_any(text, "0123456789abcdefABCDEF"))
			return false;
	}
	return true;
}

static inline bool
json_take_string(struct ndup_slice *text)
{
	if (!json_take(text, "\""))
		return false;
	while (text->len > 0) {
		if (json_take(text, "\""))
			return true;
		if (json_take(text, "\\")) {
			if (!json_take_escape(text))
				return false;
			continue;
		}
		if ((unsigned char)*text->ptr < 0x20)
			return false;
		text->ptr++;
		text->len--;
	}
	return false;
}

static inline bool json_take_value(struct ndup_slice *, unsigned depth);

static inline bool
json_take_item(struct ndup_slice *text, bool named, unsigned depth)
{
	json_take_space(text);
	if (named) {
		if (!json_take_string(text))
			return false;
		json_take_space(text);
		if (!json_take(text, ":"))
			return false;
	}
	return json_take_value(text, depth);
}

/* What stands behind the bracket that opens an object or an array. */
static inline bool
json_take_items(
    struct ndup_slice *text, const char *end, bool named, unsigned depth)
{
	json_take_space(text);
	if (json_take(text, end))
		return true;
	do {
		if (!json_take_item(text, named, depth))
			return false;
	} while (json_take(text, ","));
	return json_take(text, end);
}

/* With white space around it. */
static inline bool
json_take_value(struct ndup_slice *text, unsigned depth)
{
	bool taken;

	if (depth == JSON_DEEPEST)
		return false;
	json_take_space(text);
	if (json_take(text, "{"))
		taken = json_take_items(text, "}", true, depth + 1);
	else if (json_take(text, "["))
		taken = json_take_items(text, "]", false, depth + 1);
	else if (text->len > 0 && *text->ptr == '"')
		taken = json_take_string(text);
	else
		taken = json_take(text, "true") || json_take(text, "false") ||
			json_take(text, "null") || json_take_number(text);
	json_take_space(text);
	return taken;
}

/* One value, and nothing behind it. */
static inline bool
json_is_valid(struct ndup_slice text)
{
	return json_take_value(&text, 0) && text.len == 0;
}

#endif
