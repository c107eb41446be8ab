/*
 * escape.c - text of articles, made harmless for a reader of the report
 *
 * Text from the net may hold anything: terminal control sequences, overrides
 * of the writing direction, bytes that are no UTF-8.  All text of articles in
 * a report (texts, titles, ids, names) goes through one of these, through
 * json_string(), or through html_text().
 */
#include <string.h>

#include "base/utf8.h"
#include "escape.h"

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
			 (code >= 0 && !printable_is_control(code)))
			buffer_add(buffer, text.ptr + at, size);
		else
			buffer_string(buffer, PRINTABLE_REPLACED);
	}
	buffer_string(buffer, quotes ? "\"" : "");
}

static bool
escape_is_space(int32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 ||
	       code == 0xa0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200a) ||
	       printable_is_separator(code) || code == 0x202f ||
	       code == 0x205f || code == 0x3000;
}

/* Characters that are nothing to see: soft hyphen, zero width space, word
 * joiner, marks and overrides of direction, byte-order mark. */
static bool
is_invisible(int32_t code)
{
	return code == 0xad || code == 0x200b || printable_is_mark(code) ||
	       printable_turns_text(code) ||
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
			buffer_string(buffer, PRINTABLE_REPLACED);
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
