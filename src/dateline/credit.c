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
#include "credit_match.h"
#include "cursor.h"

enum {
	MAX_CREDITS = 1500, /* bytes at the end of a text that are looked at */
	MAX_NOTICE = 700,   /* bytes of one notice */
};

/* The end of a text, which gets shorter by what is found to be a notice. */
struct credit_tail {
	struct ndup_slice text;
	size_t begin; /* of the story */
	size_t floor; /* no notice is looked for before it */
	size_t end;
};

/* Brackets between a place and the end. */
struct credit_brackets {
	int open;   /* those that are closed but not yet opened */
	int least;  /* of .open so far, behind the last word */
	bool words; /* whether there is more than brackets and dots */
};

/* The code point that ends at text[end], which gets its begin; -1: no UTF-8,
 * one byte. */
static int32_t
code_before(struct ndup_slice text, size_t *end)
{
	size_t at = *end - 1, size;
	int32_t code;

	if ((text.ptr[at] & 0x80) == 0) {
		*end = at;
		return text.ptr[at];
	}
	while (at > 0 && *end - at < 4 && (text.ptr[at] & 0xc0) == 0x80)
		at--;
	size = printable_decode(text.ptr + at, *end - at, &code);
	if (code < 0 || size != *end - at) {
		at = *end - 1;
		code = -1;
	}
	*end = at;
	return code;
}

/* Most letters and digits, which neither end a sentence nor begin anything but
 * a word; known fast, as most of a text is these. */
static bool
is_plain(int32_t code)
{
	if (code < 0x80)
		return (code >= '0' && code <= '9') ||
		       ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
	return (code >= 0xc0 && code < 0x2000) ||
	       (code >= 0x3040 && code < 0xf900);
}

static bool
is_blank(struct ndup_slice text, size_t at, size_t end)
{
	return datetoken_skip_space(
		   (struct ndup_slice){text.ptr + at, end - at}) > 0;
}

static bool
is_opener(int32_t code)
{
	return code_is_in(code, "([（【〔");
}

static bool
is_closer(int32_t code)
{
	return code_is_in(code, ")]）】〕");
}

static bool
is_dash(int32_t code)
{
	return code_is_in(code, "-–—_*/|•");
}

static bool
is_quote(int32_t code)
{
	return code_is_in(code, "\"”»");
}

/* Where text ends without white space and marks; *quoted if a quote was one
 * of them. */
static size_t
end_of_words(struct ndup_slice text, size_t floor, size_t end, bool *quoted)
{
	size_t at = end;
	int32_t code;

	while (at > floor) {
		code = code_before(text, &at);
		*quoted |= is_quote(code);
		if (!is_blank(text, at, end) && !is_quote(code) &&
		    !is_dash(code) && !code_is_in(code, ".,;:…。#"))
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

/* Whether a sentence ends behind the mark that ends at text[end]; blanks
 * follow. */
static bool
ends_sentence(struct ndup_slice text, size_t end, bool blanks)
{
	int32_t code = code_before(text, &end);

	if (is_plain(code))
		return false;
	if (code_is_in(code, ".!?…。！？；)]）】〕"))
		return true;
	if (!blanks)
		return false;
	if (code_is_in(code, "/|•*>"))
		return true;
	return code_is_in(code, "\"'”’»") && end > 0 &&
	       code_is_in(code_before(text, &end), ".!?,…");
}

/* What stands before text[at]. */
static void
see_place(const struct credit_tail *tail, size_t at, struct credit_place *place)
{
	size_t end = at, before = at;
	int32_t code = 0;

	*place = (struct credit_place){.line = false};
	while (end > tail->floor) {
		code = code_before(tail->text, &before);
		if (!is_blank(tail->text, before, end))
			break;
		place->line |= code == '\n' || code == '\r';
		end = before;
	}
	place->line |= end == tail->begin;
	place->ended =
	    end == tail->begin ||
	    (end > tail->floor && ends_sentence(tail->text, end, end < at));
	place->initial =
	    end > tail->floor && code == '.' && is_initial(tail->text, end - 1);
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

/* Whether a bracket here would be closed by the last words, or by none; so no
 * other words stand behind it. */
static bool
count_bracket(struct credit_brackets *brackets, int32_t code)
{
	bool least;

	if (is_plain(code)) {
		brackets->words = true;
		return false;
	}
	brackets->open += is_closer(code) - is_opener(code);
	if (!brackets->words) {
		brackets->words = !is_closer(code) && code != '.';
		brackets->least = brackets->open;
		return false;
	}
	least = brackets->open < brackets->least;
	if (least)
		brackets->least = brackets->open;
	return least;
}

/* Whether a notice may begin at text[at], between two code points; *place gets
 * how. */
static bool
notice_may_begin(const struct credit_tail *tail, size_t at,
    const int32_t around[2], bool closes, struct credit_place *place)
{
	bool opens = !is_plain(around[1]) && is_opener(around[1]);

	if ((around[0] != ' ' &&
		(is_opener(around[0]) || is_dash(around[0]))) ||
	    (opens && !closes && !is_sign(tail->text, at)))
		return false;
	see_place(tail, at, place);
	place->bracket = opens && closes;
	place->sentence =
	    place->ended || (place->line && !is_small_letter(around[1]));
	return place->bracket || place->sentence;
}

static bool
is_ascii_word(char byte)
{
	return (byte >= '0' && byte <= '9') ||
	       ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* Steps back over words with spaces and commas between: no notice begins among
 * these.  Most of a text is that, and is gone through fast. */
static size_t
skip_words(const struct credit_tail *tail, size_t at)
{
	const char *text = tail->text.ptr;
	char here, before;

	while (at > tail->floor + 3) {
		here = text[at - 1];
		before = text[at - 2];
		if (here == ' '   ? !is_ascii_word(before) && before != ','
		    : here == ',' ? !is_ascii_word(before)
				  : !is_ascii_word(here) ||
					(!is_ascii_word(before) &&
					    (before != ' ' ||
						(!is_ascii_word(text[at - 3]) &&
						    text[at - 3] != ','))))
			break;
		at--;
	}
	return at;
}

/* The begin of the notice that the tail ends with; tail->end: there is none. */
static size_t
find_notice(const struct credit_tail *tail, enum credit_kind *kind)
{
	struct credit_brackets brackets = {0, 0, false};
	struct ndup_slice text = tail->text;
	size_t before = tail->end, at, end;
	int32_t around[2] = {' ', 0}; /* the code points before and at .at */
	struct credit_place place;
	bool closes;

	if (before > tail->floor)
		around[0] = code_before(text, &before);
	for (at = tail->end; at > tail->floor && tail->end - at < MAX_NOTICE;) {
		end = skip_words(tail, at);
		if (end < at) {
			brackets.words = true;
			before = at = end;
			around[0] = code_before(text, &before);
		}
		at = before;
		around[1] = around[0];
		around[0] = at > tail->floor ? code_before(text, &before) : ' ';
		if (around[1] == ' ')
			continue;
		closes = count_bracket(&brackets, around[1]);
		if ((is_plain(around[0]) && is_plain(around[1])) ||
		    around[1] < 0 || is_blank(text, at, end) ||
		    (at == tail->floor && at > tail->begin) ||
		    !notice_may_begin(tail, at, around, closes, &place))
			continue;
		*kind = credit_match(
		    (struct ndup_slice){text.ptr + at, tail->end - at}, &place);
		if (*kind != CREDIT_NONE)
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
	struct credit_tail tail = {text, begin, begin, text.len};
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
