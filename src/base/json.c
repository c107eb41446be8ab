/*
 * json.c - numbers in reports for programs
 */
#include <string.h>
#include <utf8proc.h>

#include "json.h"

/* ---- JSON that the program writes itself --------------------------------- */

/* A character that cannot stand in a string as it is. */
static void
put_escaped(FILE *file, unsigned char byte)
{
	static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	const char *found = letters;

	while (*found != '\0' && (unsigned char)*found != byte)
		found += 2;
	if (*found != '\0')
		fprintf(file, "\\%c", found[1]);
	else
		fprintf(file, "\\u%04x", byte);
}

static bool
is_plain(char c)
{
	unsigned char byte = (unsigned char)c;

	return byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
}

/* A character that is not plain; returns its bytes. */
static size_t
put_special(FILE *file, const char *text, size_t len)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t most = len < 4 ? (utf8proc_ssize_t)len : 4, size;
	utf8proc_int32_t code;

	if (bytes[0] < 0x80) {
		put_escaped(file, bytes[0]);
		return 1;
	}
	size = utf8proc_iterate(bytes, most, &code);
	if (size <= 0) {
		fputs("\xef\xbf\xbd", file);
		return 1;
	}
	fwrite(text, 1, (size_t)size, file);
	return (size_t)size;
}

void
json_string(FILE *file, struct ndup_slice text)
{
	size_t i = 0, begin;

	putc('"', file);
	while (i < text.len) {
		for (begin = i; i < text.len && is_plain(text.ptr[i]);)
			i++;
		fwrite(text.ptr + begin, 1, i - begin, file);
		if (i < text.len)
			i += put_special(file, text.ptr + i, text.len - i);
	}
	putc('"', file);
}

void
json_text(FILE *file, const char *text)
{
	json_string(file, (struct ndup_slice){text, strlen(text)});
}

/* ---- numbers in reports for programs ------------------------------------- */

static void
json_put(struct buffer *out, uint64_t value, unsigned least)
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
	json_put(out, value, 1);
}

/* Two statements, so that no compiler fuses product and sum: the same digits
 * everywhere. */
void
digits_share(struct buffer *out, double value)
{
	double scaled = value * 10000;
	uint64_t digits = (uint64_t)(scaled + 0.5);

	json_put(out, digits / 10000, 1);
	buffer_string(out, ".");
	json_put(out, digits % 10000, 4);
}
