/*
 * hyphen.c - words that are broken at the end of a line
 *
 * Whether "well-", "known" on two lines is one word or two no line tells.  The
 * text as a whole does: who breaks words does so often.
 */
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "hyphen.h"

enum {
	LETTER_APOSTROPHE = 0x2bc, /* a letter to Unicode, none here */
	MIN_BREAKS = 2,
	LINES_A_BREAK = 40, /* at most */
};

static const char wide_hyphen[] = "\xe2\x80\x90"; /* U+2010 */

static bool
hyphen_is_letter(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code < 0 ? 0 : code);

	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_LO && code != LETTER_APOSTROPHE;
}

/* Whether a letter, perhaps with marks, ends here. */
static bool
is_behind_letter(struct ndup_slice text, size_t at)
{
	utf8proc_category_t category;
	size_t begin = at;
	int32_t code;

	if (at == 0)
		return false;
	while (begin > 0 && at - begin < 4 &&
	       (at == begin || (text.ptr[begin] & 0xc0) == 0x80))
		begin--;
	if (printable_decode(text.ptr + begin, at - begin, &code) !=
		at - begin ||
	    code < 0)
		return false;
	category = utf8proc_category(code);
	return hyphen_is_letter(code) || category == UTF8PROC_CATEGORY_MN ||
	       category == UTF8PROC_CATEGORY_MC;
}

/* Where the next line's text begins, if a line ends here; else 0. */
static size_t
next_line(struct ndup_slice text, size_t at)
{
	if (at < text.len && text.ptr[at] == '\r')
		at++;
	if (at == text.len || text.ptr[at++] != '\n')
		return 0;
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	return at < text.len ? at : 0;
}

size_t
hyphen_next(struct ndup_slice text, struct ndup_span hyphen, bool soft)
{
	size_t next = next_line(text, hyphen.end);
	int32_t code;

	if (next == 0 || !is_behind_letter(text, hyphen.begin))
		return 0;
	printable_decode(text.ptr + next, text.len - next, &code);
	if (soft)
		return hyphen_is_letter(code) ? next : 0;
	return code >= 0 && utf8proc_category(code) == UTF8PROC_CATEGORY_LL
		   ? next
		   : 0;
}

/* Whether the line that ends before this byte ends with a broken word. */
static bool
line_breaks_word(struct ndup_slice text, size_t end)
{
	size_t size = 1;

	if (end > 0 && text.ptr[end - 1] == '\r')
		end--;
	if (end >= 3 && memcmp(text.ptr + end - 3, wide_hyphen, 3) == 0)
		size = 3;
	else if (end == 0 || text.ptr[end - 1] != '-')
		return false;
	return hyphen_next(text,
		   (struct ndup_span){(uint32_t)(end - size), (uint32_t)end},
		   false) > 0;
}

bool
hyphen_is_usual(struct ndup_slice text)
{
	const char *at = text.ptr, *end = text.ptr + text.len;
	size_t num_lines = 0, num_breaks = 0;

	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		num_lines++;
		num_breaks += line_breaks_word(text, (size_t)(at - text.ptr));
		at++;
	}
	return num_breaks >= MIN_BREAKS &&
	       num_breaks * LINES_A_BREAK >= num_lines;
}
