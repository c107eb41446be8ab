/*
 * layout.c - text in terminal columns
 *
 * Widths are utf8proc's.  Lines break at spaces, and between characters of
 * scripts written without them, but not before a closing mark of theirs or
 * after an opening one; a longer word is cut where the line ends.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "layout.h"

static const char ellipsis[] = "\xe2\x80\xa6";

/* Columns; printed ASCII has one, and so has a byte that is no UTF-8. */
static size_t
code_width(int32_t code)
{
	int width;

	if (code < 0 || (code >= ' ' && code <= '~'))
		return 1;
	width = utf8proc_charwidth(code);
	return width > 0 ? (size_t)width : 0;
}

struct ndup_slice
layout_slice(const struct buffer *buffer)
{
	return (struct ndup_slice){buffer->data, buffer->size};
}

size_t
layout_prefix(struct ndup_slice text, size_t width)
{
	size_t at = 0, used = 0, size;
	int32_t code;

	while (at < text.len) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		used += code_width(code);
		if (used > width)
			break;
		at += size;
	}
	return at;
}

size_t
layout_width(struct ndup_slice text)
{
	size_t at, width = 0;
	int32_t code;

	for (at = 0; at < text.len;) {
		at += printable_decode(text.ptr + at, text.len - at, &code);
		width += code_width(code);
	}
	return width;
}

size_t
layout_suffix(struct ndup_slice text, size_t width)
{
	size_t at, skipped = 0, whole = layout_width(text);
	int32_t code;

	for (at = 0; at < text.len && whole - skipped > width;) {
		at += printable_decode(text.ptr + at, text.len - at, &code);
		skipped += code_width(code);
	}
	while (at > 0 && at < text.len) { /* marks go with their letter */
		size_t size =
		    printable_decode(text.ptr + at, text.len - at, &code);

		if (code_width(code) > 0)
			break;
		at += size;
	}
	return text.len - at;
}

void
layout_cut_end(struct buffer *buffer, struct ndup_slice text, size_t width)
{
	size_t size;

	if (layout_width(text) <= width || width == 0) {
		buffer_slice(buffer, text);
		return;
	}
	size = layout_prefix(text, width - 1);
	while (size > 0 && text.ptr[size - 1] == ' ')
		size--;
	buffer_add(buffer, text.ptr, size);
	buffer_string(buffer, ellipsis);
}

void
layout_cut_middle(struct buffer *buffer, struct ndup_slice text, size_t width)
{
	size_t head = width / 3, tail;

	if (layout_width(text) <= width || width < 3) {
		buffer_slice(buffer, text);
		return;
	}
	tail = layout_suffix(text, width - 1 - head);
	buffer_add(buffer, text.ptr, layout_prefix(text, head));
	buffer_string(buffer, ellipsis);
	buffer_add(buffer, text.ptr + text.len - tail, tail);
}

void
layout_spaces(struct buffer *buffer, size_t num)
{
	while (num-- > 0)
		buffer_add(buffer, " ", 1);
}

void
layout_cell(
    struct buffer *buffer, struct ndup_slice text, size_t width, bool right)
{
	size_t used = layout_width(text);
	size_t pad = used < width ? width - used : 0;

	if (right)
		layout_spaces(buffer, pad);
	buffer_slice(buffer, text);
	if (!right)
		layout_spaces(buffer, pad);
}

static bool
layout_is_closing(int32_t code)
{
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_PF:
	case UTF8PROC_CATEGORY_PO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return true;
	default:
		return code_width(code) == 0;
	}
}

static bool
layout_is_opening(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category == UTF8PROC_CATEGORY_PS ||
	       category == UTF8PROC_CATEGORY_PI;
}

struct line {
	size_t end, next; /* of this one; where the next one begins */
};

/* The line that begins at `begin`. */
static struct line
line_find(struct ndup_slice text, size_t begin, size_t width)
{
	struct line line = {0, 0};
	size_t at, used = 0, size, wide;
	int32_t code, last = ' ';

	for (at = begin; at < text.len; at += size, last = code) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		wide = code_width(code);
		if (code == ' ')
			line = (struct line){at, at + size};
		else if (at > begin && last != ' ' &&
			 (wide == 2 || code_width(last) == 2) &&
			 !layout_is_closing(code) && !layout_is_opening(last))
			line = (struct line){at, at};
		if (code != ' ' && used + wide > width && at > begin)
			return line.next > 0 ? line : (struct line){at, at};
		used += wide;
	}
	return (struct line){text.len, text.len};
}

void
layout_wrap(struct buffer *buffer, struct ndup_slice text, size_t width)
{
	struct line line;
	size_t begin;

	assert(width > 0);
	for (begin = 0; begin < text.len; begin = line.next) {
		line = line_find(text, begin, width);
		while (line.end > begin && text.ptr[line.end - 1] == ' ')
			line.end--;
		buffer_add(buffer, text.ptr + begin, line.end - begin);
		buffer_add(buffer, "\n", 1);
	}
}

void
layout_number(struct buffer *buffer, uint64_t number)
{
	char digits[24];
	size_t len, i;

	snprintf(digits, sizeof digits, "%" PRIu64, number);
	len = strlen(digits);
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buffer_add(buffer, ",", 1);
		buffer_add(buffer, &digits[i], 1);
	}
}
