/*
 * html_text.c - text of articles in a page, and where its parts stand there
 */
#include <string.h>

#include <utf8proc.h>

#include "base/json.h"
#include "base/utf8.h"
#include "html_text.h"

enum { REPLACEMENT = 0xfffd, PICTURES = 0x2400, PICTURE_OF_DELETE = 0x2421 };

/* What stands in the page for a code point: itself, or another one of as many
 * UTF-16 units. */
static int32_t
shown(int32_t code)
{
	if (code >= 0x20 && code < 0x7f)
		return code;
	if (code < 0)
		return REPLACEMENT;
	if (code < 0x20)
		return code == '\t' || code == '\n' || code == '\r'
			   ? code
			   : PICTURES + code;
	if (code == 0x7f)
		return PICTURE_OF_DELETE;
	if (code == 0x85 || printable_is_separator(code))
		return '\n';
	if (code < 0xa0 || printable_turns_text(code) || code == 0xfffe ||
	    code == 0xffff)
		return REPLACEMENT;
	return code;
}

/* How a character that may not stand as it is is written, perhaps in buf, which
 * has JSON_ESCAPE bytes; NULL: it may. */
typedef const char *escape_fn(int32_t code, char *buf);

static const char *
markup_escape(int32_t code, char *buf)
{
	(void)buf;
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;"; /* else it is read as a newline */
	default:
		return NULL;
	}
}

/* Neither </script nor <!-- stands in a script element. */
static const char *
script_escape(int32_t code, char *buf)
{
	return code == '<' ? "\\u003c" : json_escape(code, buf);
}

static void
put_code(struct buffer *out, int32_t code)
{
	utf8proc_uint8_t bytes[4];

	buffer_add(out, bytes, (size_t)utf8proc_encode_char(code, bytes));
}

/* Copies stretches of what may stand, and writes the rest one by one. */
static void
html_put_text(struct buffer *out, struct ndup_slice text, escape_fn *escape)
{
	size_t begin = 0, at, size;
	int32_t code, seen;
	char buf[JSON_ESCAPE];
	const char *escaped;

	for (at = 0; at < text.len; at += size) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		seen = shown(code);
		escaped = escape(seen, buf);
		if (seen == code && escaped == NULL)
			continue;
		buffer_add(out, text.ptr + begin, at - begin);
		if (escaped != NULL)
			buffer_string(out, escaped);
		else
			put_code(out, seen);
		begin = at + size;
	}
	if (text.len > begin)
		buffer_add(out, text.ptr + begin, text.len - begin);
}

void
html_text(struct buffer *out, struct ndup_slice text)
{
	html_put_text(out, text, markup_escape);
}

void
html_json(struct buffer *out, struct ndup_slice text)
{
	buffer_string(out, "\"");
	html_put_text(out, text, script_escape);
	buffer_string(out, "\"");
}

static bool
html_is_space(int32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xa0 ||
	       code == 0x3000;
}

void
html_line(struct buffer *out, struct ndup_slice text, size_t most)
{
	bool space = false, begun = false;
	size_t at, size, num = 0;
	int32_t code;

	for (at = 0; at < text.len; at += size) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		if (html_is_space(shown(code))) {
			space = begun;
			continue;
		}
		if (num++ >= most) {
			buffer_string(out, "…");
			return;
		}
		if (space)
			buffer_string(out, " ");
		num += space;
		space = false;
		begun = true;
		html_text(out, (struct ndup_slice){text.ptr + at, size});
	}
}

/* Bytes of ASCII that stand here, in whole eights. */
static size_t
ascii_eights(struct ndup_slice text, size_t at)
{
	size_t begin = at;
	uint64_t bytes;

	for (; text.len - at >= sizeof bytes; at += sizeof bytes) {
		memcpy(&bytes, text.ptr + at, sizeof bytes);
		if ((bytes & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	return at - begin;
}

uint32_t
html_units(struct ndup_slice text)
{
	size_t at = 0, size;
	uint32_t units = 0;
	int32_t code;

	while (at < text.len) {
		size = ascii_eights(text, at);
		at += size;
		units += (uint32_t)size;
		if (at == text.len)
			break;
		at += printable_decode(text.ptr + at, text.len - at, &code);
		units += code >= 0x10000 ? 2 : 1;
	}
	return units;
}
