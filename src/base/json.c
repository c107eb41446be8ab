/*
 * json.c - JSON, and numbers, as everything for programs has them
 */
#include <stdio.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "json.h"
#include "utf8.h"

/* ---- values -------------------------------------------------------------- */

const char *
json_escape(int32_t code, char *buf)
{
	switch (code) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		if (!printable_is_control(code))
			return NULL;
		snprintf(buf, JSON_ESCAPE, "\\u%04x", (unsigned)code & 0xffff);
		return buf;
	}
}

void
json_string(struct buffer *out, struct ndup_slice text)
{
	size_t begin = 0, at, size;
	char buf[JSON_ESCAPE];
	const char *escaped;
	int32_t code;

	buffer_add(out, "\"", 1);
	for (at = 0; at < text.len; at += size) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		escaped =
		    code < 0 ? PRINTABLE_REPLACED : json_escape(code, buf);
		if (escaped == NULL)
			continue;
		buffer_add(out, text.ptr + begin, at - begin);
		buffer_string(out, escaped);
		begin = at + size;
	}
	if (text.len > begin)
		buffer_add(out, text.ptr + begin, text.len - begin);
	buffer_add(out, "\"", 1);
}

static void
json_digits(struct buffer *out, uint64_t value, unsigned least)
{
	char digits[20];
	unsigned num = 0;

	do {
		digits[sizeof digits - ++num] = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0 || num < least);
	buffer_add(out, digits + sizeof digits - num, num);
}

void
digits_number(struct buffer *out, uint64_t value)
{
	json_digits(out, value, 1);
}

/* Two statements, so that no compiler fuses product and sum: the same digits
 * everywhere. */
void
digits_share(struct buffer *out, double value)
{
	double scaled = value * 10000;
	uint64_t digits = (uint64_t)(scaled + 0.5);

	json_digits(out, digits / 10000, 1);
	buffer_string(out, ".");
	json_digits(out, digits % 10000, 4);
}

const char *
digits_size(uint64_t bytes, char *buf)
{
	if (humanize_number(buf, DIGITS_SIZE, (int64_t)bytes, "B", HN_AUTOSCALE,
		HN_DECIMAL | HN_DIVISOR_1000) < 0)
		buf[0] = '\0';
	return buf;
}

/* ---- fields of objects --------------------------------------------------- */

void
json_next(struct buffer *out)
{
	if (out->size > 0 && strchr("{[", out->data[out->size - 1]) == NULL)
		buffer_string(out, ",");
}

void
json_name(struct buffer *out, const char *name)
{
	json_next(out);
	buffer_string(out, "\"");
	buffer_string(out, name);
	buffer_string(out, "\":");
}

void
json_text(struct buffer *out, const char *name, struct ndup_slice text)
{
	json_name(out, name);
	if (text.len == 0)
		buffer_string(out, "null");
	else
		json_string(out, text);
}

void
json_word(struct buffer *out, const char *name, const char *text)
{
	json_text(out, name, (struct ndup_slice){text, strlen(text)});
}

void
json_number(struct buffer *out, const char *name, uint64_t value)
{
	json_name(out, name);
	digits_number(out, value);
}

void
json_nonzero(struct buffer *out, const char *name, uint64_t value)
{
	if (value > 0)
		json_number(out, name, value);
	else
		json_null(out, name);
}

void
json_integer(struct buffer *out, const char *name, int64_t value)
{
	json_name(out, name);
	buffer_string(out, value < 0 ? "-" : "");
	digits_number(out, value < 0 ? -(uint64_t)value : (uint64_t)value);
}

void
json_share(struct buffer *out, const char *name, double value)
{
	json_name(out, name);
	digits_share(out, value);
}

void
json_truth(struct buffer *out, const char *name, bool value)
{
	json_name(out, name);
	buffer_string(out, value ? "true" : "false");
}

void
json_null(struct buffer *out, const char *name)
{
	json_text(out, name, (struct ndup_slice){"", 0});
}

void
json_object(struct buffer *out, const char *name)
{
	json_name(out, name);
	buffer_string(out, "{");
}

void
json_array(struct buffer *out, const char *name)
{
	json_name(out, name);
	buffer_string(out, "[");
}

void
json_span(struct buffer *out, const char *name, struct ndup_span span)
{
	json_object(out, name);
	json_number(out, "begin", span.begin);
	json_number(out, "end", span.end);
	buffer_string(out, "}");
}

void
json_skipped(struct buffer *out, const struct ndup_reader_counts *counts)
{
	json_number(out, "unreadable", counts->unreadable);
	json_number(out, "broken", counts->broken);
	json_number(out, "no_text", counts->no_text);
	json_number(out, "too_long", counts->too_long);
	json_number(out, "repeated_files", counts->repeated_files);
}
