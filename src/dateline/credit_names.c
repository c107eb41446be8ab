/*
 * credit_names.c - the names of people and agencies in credits
 *
 * A list of names is told from a sentence by its words: each has a capital, a
 * number or the marks of an address, or is one of the few small words that the
 * language puts between names.  In scripts without capitals names are short.
 */
#include <utf8proc.h>

#include "agency.h"
#include "credit_names.h"

enum {
	MAX_BARE = 260,     /* bytes of names without brackets */
	MAX_CASELESS = 120, /* of names in scripts without capitals */
	MAX_UNKNOWN = 2,    /* small words in brackets that no list has */
	MAX_WORD = 32,
};

/* ---- code points --------------------------------------------------------- */

int32_t
credit_fold_wide(int32_t code)
{
	code = utf8proc_tolower(code);
	if (code == 0x451) /* ё */
		return 0x435;
	if (code == 0xff1a)
		return ':';
	return (code >= 0x2010 && code <= 0x2015) || code == 0x2212 ? '-'
								    : code;
}

bool
credit_is_word(int32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80)
		return (code >= '0' && code <= '9') ||
		       (credit_fold(code) >= 'a' && credit_fold(code) <= 'z');
	category = utf8proc_category(code);
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_NO;
}

/* ---- names --------------------------------------------------------------- */

struct name_word {
	char small[MAX_WORD]; /* folded, between blanks; empty: too long */
	bool has_capital, has_digit, has_mark;
	unsigned num_caseless;
};

static bool
is_small_ascii(int32_t code)
{
	return code >= 'a' && code <= 'z';
}

static void
add_code(struct name_word *word, size_t *used, int32_t code)
{
	utf8proc_uint8_t bytes[4];
	size_t size = 1;

	code = credit_fold(code);
	if (code >= 0x80)
		size = (size_t)utf8proc_encode_char(code, bytes);
	if (*used == 0 || *used + size + 2 > MAX_WORD) {
		*used = 0;
		return;
	}
	if (code < 0x80)
		word->small[*used] = (char)code;
	else
		memcpy(word->small + *used, bytes, size);
	*used += size;
}

/* The small letters that stand here, by far the most of all. */
static void
add_small(struct text_cursor *cursor, struct name_word *word, size_t *used)
{
	size_t num = *used;
	const char *at = cursor->at;

	while (num > 0 && num + 3 <= MAX_WORD && at < cursor->end &&
	       is_small_ascii(*at))
		word->small[num++] = *at++;
	cursor->at = at;
	*used = num;
}

static void
see_code(struct name_word *word, int32_t code)
{
	utf8proc_category_t category;

	if (is_small_ascii(code))
		return;
	category = utf8proc_category(code);
	word->has_capital |= category == UTF8PROC_CATEGORY_LU ||
			     category == UTF8PROC_CATEGORY_LT;
	word->has_digit |= code >= '0' && code <= '9';
	word->has_mark |= code_is_in(code, "@._/");
	word->num_caseless += category == UTF8PROC_CATEGORY_LO;
}

/* Whether a word goes on here: hyphens, dots, apostrophes and the marks of
 * addresses stand within it. */
static bool
name_goes_on(const struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	size_t size;
	int32_t code = cursor_peek(&next, &size);

	if (!code_is_in(code, "-'’.@_"))
		return credit_is_word(code);
	next.at += size;
	return credit_is_word(cursor_peek(&next, &size));
}

static bool
read_name_word(struct text_cursor *cursor, struct name_word *word)
{
	size_t used = 1, size;
	int32_t code;

	if (!credit_is_word(cursor_peek(cursor, &size)))
		return false;
	*word = (struct name_word){.small = " "};
	do {
		code = cursor_peek(cursor, &size);
		see_code(word, code);
		add_code(word, &used, code);
		cursor->at += size;
		add_small(cursor, word, &used);
	} while (name_goes_on(cursor));
	if (used > 0)
		word->small[used] = ' ';
	word->small[used > 0 ? used + 1 : 0] = '\0';
	return true;
}

/* Whether ideographs are more than a name has; a title may stand before it
 * without a blank. */
static bool
is_long_ideographs(struct name_word *word, const char *words)
{
	enum { MAX_NAME = 4, IDEOGRAPH = 3 };
	const char *title, *end;

	for (title = words; *title != '\0'; title = end) {
		title += *title == ' ';
		end = title + strcspn(title, " ");
		if (end > title &&
		    strncmp(word->small + 1, title, (size_t)(end - title)) == 0)
			return word->num_caseless >
			       MAX_NAME + (size_t)(end - title) / IDEOGRAPH;
	}
	return word->num_caseless > MAX_NAME;
}

/* Whether a word is a name by itself, as "Reed", "dpa-infocom", or an address. */
static bool
is_name(const struct name_word *word)
{
	struct ndup_slice small = {word->small + 1, 0};

	if (word->has_capital || word->has_digit || word->has_mark ||
	    word->num_caseless > 0)
		return true;
	if (word->small[0] == '\0')
		return false;
	small.len = strlen(small.ptr);
	return agency_read(small) > 0;
}

/* Counts a word as a name, or as one that no list of names has. */
static bool
count_word(
    struct name_word *word, const char *words, unsigned *names, unsigned *other)
{
	bool wide = (unsigned char)word->small[1] >= 0xe3 &&
		    (unsigned char)word->small[1] <= 0xe9;

	if (word->num_caseless > 0 &&
	    (word->small[0] == '\0' ||
		(wide && is_long_ideographs(word, words))))
		return false;
	if (is_name(word))
		++*names;
	else if (word->small[0] == '\0' || strstr(words, word->small) == NULL)
		++*other;
	return true;
}

bool
credit_are_names(
    struct text_cursor cursor, const char *words, bool bracket, unsigned least)
{
	const char *begin = cursor.at;
	unsigned names = 0, other = 0, most = bracket ? MAX_UNKNOWN : 0;
	bool caseless = false;
	struct name_word word;
	int32_t code;
	size_t size;

	if (!bracket && cursor.end - begin > MAX_BARE)
		return false;
	while (cursor.at < cursor.end) {
		if (cursor_take(&cursor, ' '))
			continue;
		if (read_name_word(&cursor, &word)) {
			caseless |= word.num_caseless > 0;
			if (!count_word(&word, words, &names, &other) ||
			    other > most)
				return false;
			continue;
		}
		code = cursor_peek(&cursor, &size);
		if (code < 0 || code_is_in(code, "?!？！。") ||
		    (!bracket && code_is_in(code, "\"“”„«»%$=")))
			return false;
		cursor.at += size;
	}
	return names >= least && other <= names &&
	       (!caseless || cursor.end - begin <= MAX_CASELESS);
}

bool
credit_is_finished(struct text_cursor cursor)
{
	int32_t code;
	size_t size;

	for (; cursor.at < cursor.end; cursor.at += size) {
		code = cursor_peek(&cursor, &size);
		if (code < 0 || credit_is_word(code))
			return false;
	}
	return true;
}

bool
credit_are_agencies(struct text_cursor cursor, const char *words)
{
	struct name_word word;
	int32_t code;
	size_t size;
	bool found = false;

	while (cursor.at < cursor.end) {
		code = cursor_peek(&cursor, &size);
		if (code < 0)
			return false;
		if (!credit_is_word(code)) {
			cursor.at += size;
			continue;
		}
		size = agency_read(cursor_rest(&cursor));
		cursor.at += size;
		found |= size > 0;
		if (size == 0 &&
		    (!read_name_word(&cursor, &word) || word.small[0] == '\0' ||
			strstr(words, word.small) == NULL))
			return false;
	}
	return found;
}

bool
credit_is_address(struct text_cursor cursor)
{
	struct text_cursor next = cursor;
	struct name_word word;

	return read_name_word(&next, &word) &&
	       memchr(cursor.at, '@', (size_t)(next.at - cursor.at)) != NULL;
}

bool
credit_are_initials(struct text_cursor cursor)
{
	enum { MAX_INITIALS = 14 };
	bool slash = false;
	size_t num = 0, most = 0;

	if (cursor.end - cursor.at > MAX_INITIALS)
		return false;
	for (; cursor.at < cursor.end; cursor.at++) {
		if (*cursor.at == '/' || *cursor.at == '-') {
			slash |= *cursor.at == '/';
			num = 0;
		} else if (!credit_is_word(
			       *cursor.at & 0x80 ? -1 : *cursor.at)) {
			return false;
		} else if (++num > most) {
			most = num;
		}
	}
	return slash && most >= 2 && most <= 4;
}
