/*
 * escape.c - text of articles, made harmless for a reader of the report
 *
 * Text from the net may hold anything: terminal control sequences, overrides
 * of the writing direction, bytes that are no UTF-8.  All text of articles in
 * a report (texts, titles, ids, names) goes through one of these.
 */
#include <string.h>

#include "base/utf8.h"
#include "escape.h"

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */

/* Fixed here rather than taken from a table of Unicode, so that the bytes of
 * a report do not depend on the version of a library. */
static bool
is_control(int32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x061c ||
	       code == 0x200e || code == 0x200f ||
	       (code >= 0x2028 && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

static void
json_escape(struct buffer *buffer, int32_t code)
{
	switch (code) {
	case '"':
		buffer_string(buffer, "\\\"");
		break;
	case '\\':
		buffer_string(buffer, "\\\\");
		break;
	case '\n':
		buffer_string(buffer, "\\n");
		break;
	case '\r':
		buffer_string(buffer, "\\r");
		break;
	case '\t':
		buffer_string(buffer, "\\t");
		break;
	default:
		buffer_printf(buffer, "\\u%04x", (unsigned)code);
	}
}

void
escape_json(struct buffer *buffer, struct ndup_slice text)
{
	size_t begin = 0, at, size;
	int32_t code;

	buffer_add(buffer, "\"", 1);
	for (at = 0; at < text.len; at += size) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		if (code >= 0 && code != '"' && code != '\\' &&
		    !is_control(code))
			continue;
		buffer_add(buffer, text.ptr + begin, at - begin);
		if (code < 0)
			buffer_string(buffer, replacement);
		else
			json_escape(buffer, code);
		begin = at + size;
	}
	if (text.len > begin)
		buffer_add(buffer, text.ptr + begin, text.len - begin);
	buffer_add(buffer, "\"", 1);
}

void
escape_json_or_null(struct buffer *buffer, struct ndup_slice text)
{
	if (text.len == 0)
		buffer_string(buffer, "null");
	else
		escape_json(buffer, text);
}

/* What spreadsheets take for the beginning of a formula, some of them in its
 * full-width forms too. */
static bool
begins_formula(int32_t code)
{
	return code == '=' || code == '+' || code == '-' || code == '@' ||
	       code == '\t' || code == '\r' || code == '\n' || code == 0xff1d ||
	       code == 0xff0b || code == 0xff0d || code == 0xff20;
}

static bool
is_formula(struct ndup_slice text)
{
	size_t at = 0;
	int32_t code;

	while (at < text.len && text.ptr[at] == ' ')
		at++;
	if (at == text.len)
		return false;
	printable_decode(text.ptr + at, text.len - at, &code);
	return begins_formula(code);
}

static bool
needs_quotes(struct ndup_slice text)
{
	size_t i;

	if (text.len > 0 &&
	    (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' '))
		return true;
	for (i = 0; i < text.len; i++)
		if (text.ptr[i] != '\0' &&
		    strchr(",;\"\t\r\n", text.ptr[i]) != NULL)
			return true;
	return false;
}

void
escape_csv(struct buffer *buffer, struct ndup_slice text)
{
	bool quotes = needs_quotes(text);
	size_t at, size;
	int32_t code;

	buffer_string(buffer, quotes ? "\"" : "");
	buffer_string(buffer, is_formula(text) ? "'" : "");
	for (at = 0; at < text.len; at += size) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		if (code == '"')
			buffer_string(buffer, "\"\"");
		else if (code == '\t' || code == '\r' || code == '\n' ||
			 (code >= 0 && !is_control(code)))
			buffer_add(buffer, text.ptr + at, size);
		else
			buffer_string(buffer, replacement);
	}
	buffer_string(buffer, quotes ? "\"" : "");
}

static bool
escape_is_space(int32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 ||
	       code == 0xa0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200a) || code == 0x2028 ||
	       code == 0x2029 || code == 0x202f || code == 0x205f ||
	       code == 0x3000;
}

/* Characters that are nothing to see: soft hyphen, zero width space, word
 * joiner, marks and overrides of direction, byte-order mark. */
static bool
is_invisible(int32_t code)
{
	return code == 0xad || code == 0x061c || code == 0x200b ||
	       code == 0x200e || code == 0x200f ||
	       (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
}

/* `begun`: white space at the beginning is to be seen; returns whether there
 * was some at the end, which is not written. */
static bool
write_line(struct buffer *buffer, struct ndup_slice text, bool begun)
{
	bool space = false;
	size_t at, size;
	int32_t code;

	for (at = 0; at < text.len; at += size) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		if (escape_is_space(code)) {
			space = begun;
			continue;
		}
		if (is_invisible(code))
			continue;
		if (space)
			buffer_add(buffer, " ", 1);
		space = false;
		begun = true;
		if (code >= 0 && printable_code(code))
			buffer_add(buffer, text.ptr + at, size);
		else
			buffer_string(buffer, replacement);
	}
	return space;
}

void
escape_terminal(struct buffer *buffer, struct ndup_slice text)
{
	write_line(buffer, text, false);
}

void
escape_terminal_more(struct buffer *buffer, struct ndup_slice text)
{
	bool begun = buffer->size > 0 && buffer->data[buffer->size - 1] != ' ';

	if (write_line(buffer, text, begun))
		buffer_add(buffer, " ", 1);
}
