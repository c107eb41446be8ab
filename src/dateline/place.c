/*
 * place.c - the place at the beginning of a dateline
 *
 * One or several towns with slashes between them, each of some words, each
 * with a region behind a comma or without.  It is read generously: whether it
 * was a place, the agency behind it tells (dateline.c).
 */
#include <utf8proc.h>

#include "date.h"
#include "place.h"

enum {
	MAX_WORDS = 8,        /* of a place as a whole */
	MAX_REGION_WORDS = 4, /* behind a comma */
};

struct place_word {
	const char *begin;
	unsigned num_upper, num_lower;
	bool first_upper;
};

/* Whether letters of scripts with case are large (1), small (-1); 0: none. */
static int
letter_case(int32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80) {
		if (code >= 'A' && code <= 'Z')
			return 1;
		return code >= 'a' && code <= 'z' ? -1 : 0;
	}
	category = utf8proc_category(code);
	if (category == UTF8PROC_CATEGORY_LU)
		return 1;
	return category == UTF8PROC_CATEGORY_LL ? -1 : 0;
}

/* What a word has besides letters: dots, apostrophes, inner hyphens. */
static bool
is_part(const struct text_cursor *cursor, int32_t code)
{
	struct text_cursor next = {cursor->at + 1, cursor->end};
	size_t size;

	if (code == '-')
		return letter_case(cursor_peek(&next, &size)) != 0;
	return code == '.' || code == '\'' || code == 0x2019;
}

static bool
read_place_word(struct text_cursor *cursor, struct place_word *word)
{
	int32_t code;
	size_t size;
	int kind;

	*word = (struct place_word){.begin = cursor->at};
	for (;;) {
		code = cursor_peek(cursor, &size);
		kind = letter_case(code);
		if (kind == 0) {
			if (cursor->at == word->begin || !is_part(cursor, code))
				break;
		} else if (kind > 0) {
			word->first_upper |= word->num_lower == 0;
			word->num_upper++;
		} else {
			word->num_lower++;
		}
		cursor->at += size;
	}
	return word->num_upper + word->num_lower > 0;
}

/* "McLEAN", "DeKALB" are capitals too. */
static bool
is_capitals(const struct place_word *word)
{
	return word->num_lower == 0 ||
	       (word->first_upper && word->num_upper > word->num_lower &&
		   word->num_lower <= 2);
}

static bool
is_day(const char *begin, const char *end)
{
	struct ndup_slice rest = {begin, (size_t)(end - begin)};
	struct ndup_time ignored;

	return date_read(rest, &ignored) > 0;
}

/* White space within a line: a headline above is no part of the place. */
static bool
skip_blanks(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	size_t size;

	if (!cursor_skip_space(&next))
		return false;
	size = (size_t)(next.at - cursor->at);
	if (memchr(cursor->at, '\n', size) != NULL)
		return false;
	*cursor = next;
	return true;
}

static bool
is_small_word(const struct place_word *word, const char *end)
{
	static const char *const words[] = {
	    "of", "and", "the", "de", "del", "du", "la"};
	size_t i, len = (size_t)(end - word->begin);

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == len &&
		    memcmp(words[i], word->begin, len) == 0)
			return true;
	return false;
}

/* Words of one town, or with capitals == NULL of a region. */
static bool
read_words(struct text_cursor *cursor, int max_words, bool *capitals)
{
	struct text_cursor next = *cursor;
	struct place_word word;
	unsigned num_upper = 0;
	int num;

	for (num = 0; num < max_words && read_place_word(&next, &word); num++) {
		if (!word.first_upper &&
		    (num == 0 || !is_small_word(&word, next.at)))
			break;
		if (!is_capitals(&word)) {
			if (num > 0 && is_day(word.begin, next.end))
				break;
			if (capitals != NULL)
				*capitals = false;
		}
		num_upper += word.num_upper;
		*cursor = next;
		skip_blanks(&next);
	}
	if (capitals != NULL && num_upper < 2)
		*capitals = false;
	return num > 0;
}

/* ", Alaska"; not ", June 28". */
static bool
read_region(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;

	skip_blanks(&next);
	if (!cursor_take(&next, ','))
		return false;
	skip_blanks(&next);
	if (is_day(next.at, next.end) ||
	    !read_words(&next, MAX_REGION_WORDS, NULL))
		return false;
	*cursor = next;
	return true;
}

/* A slash between towns has white space on both sides, behind it, or none:
 * " /" begins an agency. */
static bool
read_slash(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	bool before = cursor_skip_space(&next);

	if (!cursor_take(&next, '/') || (!cursor_skip_space(&next) && before))
		return false;
	*cursor = next;
	return true;
}

bool
place_read(struct text_cursor *cursor, struct dateline_place *place)
{
	struct text_cursor next = *cursor;
	const char *begin = cursor->at, *end;
	bool region;

	place->capitals = true;
	do {
		if (!read_words(&next, MAX_WORDS, &place->capitals))
			return false;
		region = read_region(&next);
	} while (read_slash(&next));
	end = next.at;
	*cursor = next;
	cursor_skip_space(&next);
	/* The dot of "Calif." or "D.C. (" stays, that of "MOSCOW." goes. */
	if (end[-1] == '.' && !region && next.at < next.end && *next.at != '(')
		end--;
	place->text = (struct ndup_slice){begin, (size_t)(end - begin)};
	return true;
}

bool
place_read_word(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	struct place_word word;

	if (!read_place_word(&next, &word) || !word.first_upper)
		return false;
	*cursor = next;
	return true;
}

bool
place_read_capitals(struct text_cursor *cursor)
{
	enum { MIN_LETTERS = 3 };
	struct text_cursor next = *cursor;
	struct place_word word;

	if (!read_place_word(&next, &word) || word.num_lower > 0 ||
	    word.num_upper < MIN_LETTERS)
		return false;
	*cursor = next;
	return true;
}
