/*
 * utf8.c - what may be shown on a terminal, and what may not
 */
#include <string.h>

#include <utf8proc.h>

#include "utf8.h"

size_t
printable_decode_any(const char *text, size_t len, int32_t *code)
{
	utf8proc_ssize_t size;

	size = utf8proc_iterate(
	    (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, code);
	if (size <= 0) {
		*code = -1;
		return 1;
	}
	return (size_t)size;
}

size_t
printable_decode_before(const char *text, size_t len, int32_t *code)
{
	size_t size = 1;

	assert(len > 0);
	while (size < len && size < 4 && (text[len - size] & 0xc0) == 0x80)
		size++;
	if (printable_decode(text + len - size, size, code) == size)
		return size;
	*code = -1;
	return 1;
}

bool
printable_code(int32_t code)
{
	if (code >= 0x20 && code < 0x7f)
		return true;
	if (code < 0xa0)
		return false;
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	case UTF8PROC_CATEGORY_CF: /* joiners are part of words and emoji */
		return code == 0xad || code == 0x200c || code == 0x200d;
	default:
		return true;
	}
}

bool
printable_is_control(int32_t code)
{
	if (code < 0x300)
		return code < 0x20 || (code >= 0x7f && code < 0xa0);
	return printable_is_mark(code) || printable_is_separator(code) ||
	       printable_turns_text(code) || code == 0xfeff;
}

static void
keep_codes(char *text, bool (*stays)(int32_t code))
{
	size_t len = strlen(text), size, i;
	int32_t code;

	for (i = 0; i < len; i += size) {
		size = printable_decode(text + i, len - i, &code);
		if (!stays(code))
			memset(text + i, '?', size);
	}
}

void
printable_clean(char *text)
{
	keep_codes(text, printable_code);
}

static bool
is_no_control(int32_t code)
{
	return code < 0 || !printable_is_control(code);
}

void
printable_clean_controls(char *text)
{
	keep_codes(text, is_no_control);
}
