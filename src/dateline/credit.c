/*
 * credit.c - credits and rights notices at a text's end
 *
 * Goes in: a text.  Comes out: where "(Reporting by A; Editing by B)",
 * "Copyright 2019 C. All rights reserved." and the like begin.  Agencies put
 * the same words behind thousands of stories, so they must not count as reuse.
 * It is read backwards: wherever a notice could begin, credit_match.c says
 * whether what stands from there to the end is one; then the end is there, and
 * another notice may stand before it.
 */
#include <utf8proc.h>

#include "credit.h"
#include "credit_marks.h"
#include "credit_match.h"
#include "cursor.h"

enum {
	MAX_CREDITS = 1500, /* bytes at the end of a text that are looked at */
	MAX_NOTICE = 700,   /* bytes of one notice */
	MAX_BARE_NOTICE = 300, /* of one without brackets, and more than a
				* sentence: names have 260 */
};

/* The end of a text, which gets shorter by what is found to be a notice. */
struct credit_tail {
	struct ndup_slice text;
	size_t begin; /* of the story */
	size_t floor; /* no notice is looked for before it */
	size_t end;
	bool bracket; /* the notice behind it ends in one that opens here */
};

/* Brackets between a place and the end. */
struct credit_brackets {
	int open;   /* those that are closed but not yet opened */
	int least;  /* of .open so far, behind the last word */
	bool words; /* whether there is more than brackets and dots */
};

/* The code point that ends at text[*end], which becomes its begin; -1: no
 * UTF-8, one byte. */
static inline int32_t
code_before(struct ndup_slice text, size_t *end)
{
	int32_t code;

	if ((text.ptr[*end - 1] & 0x80) == 0)
		return text.ptr[--*end];
	*end -= printable_decode_before(text.ptr, *end, &code);
	return code;
}

/* Where text ends without white space and marks; *quoted if a quote was one
 * of them. */
static size_t
end_of_words(struct ndup_slice text, size_t floor, size_t end, bool *quoted)
{
	size_t at = end;
	unsigned marks;
	int32_t code;

	while (at > floor) {
		code = code_before(text, &at);
		marks = credit_marks(code);
		*quoted |= (marks & CREDIT_QUOTE) != 0;
		if ((marks & (CREDIT_WHITE | CREDIT_QUOTE | CREDIT_DASH)) ==
			0 &&
		    !code_is_in(code, ".,;:…。#"))
			return end;
		end = at;
	}
	return end;
}

/* "M. Writer", not "on Monday. Writer" */
static bool
is_initial(struct ndup_slice text, size_t dot)
{
	int32_t code;

	if (dot == 0)
		return false;
	code = code_before(text, &dot);
	if (utf8proc_category(code < 0 ? 0 : code) != UTF8PROC_CATEGORY_LU)
		return false;
	return dot == 0 || code_is_in(code_before(text, &dot), " .(\n");
}

/* Whether a sentence ends with the code point, which stands behind
 * text[at]. */
static bool
ends_sentence(struct ndup_slice text, size_t at, unsigned marks, bool blanks)
{
	if (marks & CREDIT_STOP)
		return true;
	if (!blanks)
		return false;
	if (marks & CREDIT_CITED)
		return at > 0 && code_is_in(code_before(text, &at), ".!?,…");
	return (marks & CREDIT_APART) != 0;
}

/* What stands before text[at], where no notice may begin behind a bracket or
 * dash: false. */
static bool
see_place(const struct credit_tail *tail, size_t at, struct credit_place *place)
{
	size_t end = at, before = at;
	unsigned marks = 0;
	int32_t code = 0;

	place->line = place->ended = place->initial = false;
	while (end > tail->floor) {
		code = code_before(tail->text, &before);
		marks = credit_marks(code);
		if ((marks & CREDIT_WHITE) == 0)
			break;
		place->line |= code == '\n' || code == '\r';
		end = before;
	}
	if (end == tail->begin) {
		place->line = place->ended = true;
		return true;
	}
	if (end == tail->floor)
		return true;
	place->ended = ends_sentence(tail->text, before, marks, end < at);
	place->initial = code == '.' && is_initial(tail->text, before);
	return end < at || (marks & (CREDIT_OPENER | CREDIT_DASH)) == 0;
}

/* A line within a paragraph may begin in the middle of a sentence. */
static bool
is_small_letter(int32_t code)
{
	return code >= 0 && utf8proc_category(code) == UTF8PROC_CATEGORY_LL;
}

/* "(c)" is no bracket, nor is its double in Cyrillic letters. */
static bool
is_sign(struct ndup_slice text, size_t at)
{
	struct text_cursor cursor = {text.ptr + at, text.ptr + text.len};

	return cursor_take_text(&cursor, "(c)") ||
	       cursor_take_text(&cursor, "(C)") ||
	       cursor_take_text(&cursor, "(с)") ||
	       cursor_take_text(&cursor, "(С)");
}

/* Counts what is no space; whether a bracket here would be closed by the last
 * words, or by none; so no other words stand behind it. */
static bool
count_bracket(struct credit_brackets *brackets, int32_t code)
{
	unsigned marks = credit_marks(code);
	bool least;

	brackets->open +=
	    ((marks & CREDIT_CLOSER) != 0) - ((marks & CREDIT_OPENER) != 0);
	least = brackets->words && brackets->open < brackets->least;
	if (least || !brackets->words)
		brackets->least = brackets->open;
	brackets->words |= (marks & CREDIT_CLOSER) == 0 && code != '.';
	return least;
}

/* Whether one of the eight bytes before may be no part of a sentence. */
static bool
has_border(const unsigned char *end)
{
	const uint16_t *marks = credit_byte_marks;
	unsigned all = marks[end[-1]] | marks[end[-2]] | marks[end[-3]] |
		       marks[end[-4]] | marks[end[-5]] | marks[end[-6]] |
		       marks[end[-7]] | marks[end[-8]];

	return (all & CREDIT_BORDER) != 0;
}

/*
 * Whether the code point that ends at text[at], and begins at text[*begin],
 * stands within a sentence: a dot in a number, a quote in a word, and the end
 * of a line, if a small letter follows, do too.  Words stand behind it, up to
 * the end.
 */
static bool
is_within(struct ndup_slice text, size_t at, size_t end, size_t *begin)
{
	int32_t code = code_before(text, begin);
	unsigned marks = credit_marks(code) & CREDIT_BORDER;

	if (marks == 0)
		return true;
	if (at == end)
		return false;
	if ((marks & CREDIT_BLANK) && code < 0x80) {
		while (at + 1 < end && text.ptr[at] == ' ')
			at++;
		return text.ptr[at] >= 'a' && text.ptr[at] <= 'z';
	}
	if (code == '.')
		return text.ptr[at] >= '0' && text.ptr[at] <= '9';
	return (marks | CREDIT_NEEDS_BLANK) == CREDIT_NEEDS_BLANK &&
	       credit_byte_marks[(unsigned char)text.ptr[at]] == 0;
}

/*
 * Steps back over what stands within a sentence: no notice begins there, but
 * perhaps at the first letter, behind which it stops.  Most of a text is that,
 * and is gone through fast.
 */
static size_t
skip_words(struct ndup_slice text, size_t floor, size_t end)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	size_t at, begin = end;

	do {
		at = begin;
		while (at >= floor + 8 && !has_border(bytes + at))
			at -= 8;
		while (at > floor &&
		       (credit_byte_marks[bytes[at - 1]] & CREDIT_BORDER) == 0)
			at--;
		begin = at;
	} while (at > floor && is_within(text, at, end, &begin));
	while (at < end && (credit_byte_marks[bytes[at]] & CREDIT_WHITE))
		at++;
	if (at < end)
		at++;
	while (at < end && (bytes[at] & 0xc0) == 0x80)
		at++;
	return at;
}

/* Whether a sentence ends with the code point at text[at], and another
 * follows. */
static bool
divides(struct ndup_slice text, size_t at, int32_t code)
{
	if (code >= 0x80)
		return code_is_in(code, "。！？");
	return (code == '.' || code == '!' || code == '?') &&
	       (credit_byte_marks[(unsigned char)text.ptr[at + 1]] &
		   CREDIT_WHITE) != 0;
}

/* Whether a notice may begin at text[at], where this code point stands; *place
 * gets how. */
static bool
notice_may_begin(const struct credit_tail *tail, size_t at, int32_t code,
    bool closes, struct credit_place *place)
{
	unsigned marks = credit_marks(code);
	bool opens = (marks & CREDIT_OPENER) != 0;

	if ((marks & CREDIT_WHITE) ||
	    (opens && !closes && !is_sign(tail->text, at)) ||
	    !see_place(tail, at, place))
		return false;
	place->bracket = opens && closes;
	place->sentence =
	    place->ended || (place->line && !is_small_letter(code));
	return place->bracket || place->sentence;
}

/* The begin of the notice that the tail ends with; tail->end: there is none. */
static size_t
find_notice(struct credit_tail *tail, enum credit_kind *kind)
{
	struct credit_brackets brackets = {0, 0, false};
	struct ndup_slice text = tail->text;
	size_t floor = tail->floor, at = tail->end, end;
	struct credit_place place;
	bool closes, divided = false;
	int32_t code;

	if (at - floor > MAX_NOTICE)
		floor = at - MAX_NOTICE;
	place.ending = credit_ending((struct ndup_slice){text.ptr, tail->end});
	while (at > floor) {
		if (divided && brackets.least <= 0 && !tail->bracket &&
		    tail->end - at > MAX_BARE_NOTICE)
			break;
		end = skip_words(text, floor, at);
		brackets.words |= end < at;
		at = end;
		code = code_before(text, &at);
		if (code == ' ')
			continue;
		divided |= at + 1 < tail->end && divides(text, at, code);
		closes = count_bracket(&brackets, code);
		if (code < 0 || (at <= floor && at > tail->begin) ||
		    !notice_may_begin(tail, at, code, closes, &place))
			continue;
		*kind = credit_match(
		    (struct ndup_slice){text.ptr + at, tail->end - at}, &place);
		if (*kind == CREDIT_NONE)
			continue;
		tail->bracket = brackets.open > 0;
		return at;
	}
	return tail->end;
}

/* Whether there is more than punctuation. */
static bool
has_story(struct ndup_slice text, size_t begin, size_t end)
{
	struct text_cursor cursor = {text.ptr + begin, text.ptr + end};
	utf8proc_category_t category;
	int32_t code;
	size_t size;

	for (; cursor.at < cursor.end; cursor.at += size) {
		code = cursor_peek(&cursor, &size);
		category = utf8proc_category(code < 0 ? 0 : code);
		if (category >= UTF8PROC_CATEGORY_LU &&
		    category <= UTF8PROC_CATEGORY_NO)
			return true;
	}
	return false;
}

/* Whether quotes stand at a text's end that do not stand around all of it:
 * what somebody says is no notice of the paper. */
static bool
is_citation(const struct credit_tail *tail)
{
	struct text_cursor cursor = {
	    tail->text.ptr + tail->begin, tail->text.ptr + tail->text.len};
	size_t size;

	cursor_skip_space(&cursor);
	return !code_is_in(cursor_peek(&cursor, &size), "\"“«");
}

size_t
credit_find(struct ndup_slice text, size_t begin)
{
	struct credit_tail tail = {text, begin, begin, text.len, false};
	enum credit_kind kind = CREDIT_NONE;
	size_t found = 0, at;
	bool quoted = false;

	if (text.len - begin > MAX_CREDITS)
		tail.floor = text.len - MAX_CREDITS;
	for (;;) {
		tail.end = end_of_words(text, tail.floor, tail.end, &quoted);
		if (quoted && is_citation(&tail))
			break;
		at = find_notice(&tail, &kind);
		if (at == tail.end)
			break;
		if (kind == CREDIT_NOTICE)
			found = at;
		tail.end = at;
		quoted = false;
	}
	return found > 0 && has_story(text, begin, found) ? found : 0;
}
