/*
 * credit_match.c - whether a stretch of text is one credit or rights notice
 *
 * It begins with a form of credit_forms.c, and what stands behind the form has
 * the form's shape up to the end.  "Reporting by the newspaper showed that"
 * has words that no list of names has, and so is none.
 */
#include <utf8proc.h>

#include "agency.h"
#include "credit_forms.h"
#include "credit_match.h"
#include "credit_names.h"

enum { MAX_SENTENCE = 450 }; /* bytes behind its form */

/* ---- forms --------------------------------------------------------------- */

/* White space within a paragraph. */
static bool
take_gap(struct text_cursor *cursor)
{
	const char *begin = cursor->at, *newline;

	if (!cursor_skip_space(cursor))
		return false;
	newline = memchr(begin, '\n', (size_t)(cursor->at - begin));
	return newline == NULL ||
	       memchr(newline + 1, '\n', (size_t)(cursor->at - newline) - 1) ==
		   NULL;
}

/* Steps over a form, or the beginning of a word in it. */
static bool
take_words(struct text_cursor *cursor, const char *text)
{
	struct text_cursor form = {text, text + strlen(text)};
	struct text_cursor next = *cursor;
	int32_t ours, theirs;
	size_t size;

	while (form.at < form.end) {
		ours = cursor_peek(&form, &size);
		form.at += size;
		if (ours == ' ') {
			if (!take_gap(&next))
				return false;
			continue;
		}
		theirs = cursor_peek(&next, &size);
		if (theirs < 0 || credit_fold(theirs) != ours)
			return false;
		next.at += size;
	}
	*cursor = next;
	return true;
}

/* The same, and the form's last word ends there; ideographs are words. */
static bool
take_form(struct text_cursor *cursor, const char *text)
{
	struct text_cursor next = *cursor;
	bool word = strchr(":-)", text[strlen(text) - 1]) == NULL;
	int32_t code;
	size_t size;

	if (!take_words(&next, text))
		return false;
	code = cursor_peek(&next, &size);
	if (word && credit_is_word(code) && !(code >= 0x2e80 && code <= 0x9fff))
		return false;
	*cursor = next;
	return true;
}

static bool
has_words(struct text_cursor cursor, const char *text)
{
	for (; cursor.at < cursor.end; cursor.at++) {
		struct text_cursor next = cursor;

		if (take_words(&next, text))
			return true;
	}
	return false;
}

/* ---- shapes -------------------------------------------------------------- */

static bool
take_year(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	int i;

	if (!cursor_take_text(&next, "19") && !cursor_take_text(&next, "20"))
		return false;
	for (i = 0; i < 2; i++, next.at++)
		if (next.at == next.end || *next.at < '0' || *next.at > '9')
			return false;
	*cursor = next;
	return true;
}

/* Behind "Copyright": a sign, a year or an agency. */
static bool
is_signed(struct text_cursor cursor, const char *words)
{
	struct text_cursor next;
	bool found;

	cursor_skip_space(&cursor);
	if (take_words(&cursor, "by"))
		cursor_skip_space(&cursor);
	found = take_words(&cursor, "©") || take_words(&cursor, "(c)");
	next = cursor;
	cursor_skip_space(&next);
	if (take_words(&next, "the"))
		cursor_skip_space(&next);
	found =
	    found || take_year(&cursor) || agency_read(cursor_rest(&next)) > 0;
	return found && credit_are_names(cursor, words, false, 1);
}

/* A dot or the like with a capital behind it: another sentence. */
static bool
has_sentence_end(struct text_cursor cursor)
{
	struct text_cursor next;
	int32_t code;
	size_t size;

	for (; cursor.at < cursor.end; cursor.at += size) {
		code = cursor_peek(&cursor, &size);
		if (code < 0)
			return true;
		if (!code_is_in(code, ".!?。！？"))
			continue;
		next = (struct text_cursor){cursor.at + size, cursor.end};
		if (code > 0x80 ||
		    (cursor_skip_space(&next) && next.at < next.end))
			return true;
	}
	return false;
}

static bool
is_sentence(struct text_cursor cursor, const struct credit_form *form)
{
	return cursor.end - cursor.at <= MAX_SENTENCE &&
	       !has_sentence_end(cursor) &&
	       (form->also == NULL || has_words(cursor, form->also));
}

static bool
has_shape(struct text_cursor cursor, const struct credit_form *form,
    const char *words, const struct credit_place *place)
{
	switch (form->shape) {
	case CREDIT_IN_BRACKETS:
		return place->bracket &&
		       credit_are_names(cursor, words, true, 1);
	case CREDIT_NAMES:
		return credit_are_names(cursor, words, place->bracket, 1);
	case CREDIT_RIGHTS:
		return credit_are_names(cursor, words, false, 0);
	case CREDIT_SIGN:
		return is_signed(cursor, words);
	case CREDIT_AGENCIES:
		return credit_are_agencies(cursor, words);
	case CREDIT_ALONE:
		return credit_is_finished(cursor);
	case CREDIT_SENTENCE:
	case CREDIT_TRAILER:
		return is_sentence(cursor, form);
	default:
		return false;
	}
}

/* ---- a notice ------------------------------------------------------------ */

/* The first byte of what stands here, folded; 0 at the end. */
static char
folded_first(const struct text_cursor *cursor)
{
	utf8proc_uint8_t bytes[4] = {0};
	size_t size;
	int32_t code = cursor_peek(cursor, &size);

	if (code >= 0)
		utf8proc_encode_char(credit_fold(code), bytes);
	return (char)bytes[0];
}

struct credit_found {
	const struct credit_form *form; /* NULL: none */
	const char *words;              /* of its language */
};

/* The form that stands here, with its shape behind it. */
static struct credit_found
find_form(struct text_cursor cursor, const struct credit_place *place)
{
	const struct credit_language *language = credit_languages;
	const struct credit_form *form;
	char first = folded_first(&cursor);
	size_t i;

	for (i = 0; i < CREDIT_NUM_LANGUAGES; i++, language++)
		for (form = language->forms; form->text != NULL; form++) {
			struct text_cursor next = cursor;

			if (form->text[0] == first &&
			    take_form(&next, form->text) &&
			    has_shape(next, form, language->words, place))
				return (struct credit_found){
				    form, language->words};
		}
	return (struct credit_found){NULL, NULL};
}

/* The next comma or the like and the space behind it. */
static bool
skip_clause(struct text_cursor *cursor)
{
	int32_t code;
	size_t size;

	while ((code = cursor_peek(cursor, &size)) >= 0) {
		cursor->at += size;
		if (code_is_in(code, ",;.")) {
			cursor_skip_space(cursor);
			return true;
		}
	}
	return false;
}

/* Names with a form among them: "(A, pour le service français, édité par B)",
 * "(Markets Desk; editing by B)" */
static bool
has_clause(struct text_cursor cursor, const struct credit_place *place)
{
	enum { MAX_CLAUSES = 12, MAX_SIZE = 500 };
	struct text_cursor next = cursor, names = cursor;
	struct credit_found found;
	int i;

	if (cursor.end - cursor.at > MAX_SIZE)
		return false;
	for (i = 0; i < MAX_CLAUSES && skip_clause(&next); i++) {
		found = find_form(next, place);
		if (found.form == NULL ||
		    (found.form->shape != CREDIT_NAMES &&
			found.form->shape != CREDIT_IN_BRACKETS))
			continue;
		names.end = next.at;
		return credit_are_names(names, found.words, true, 1);
	}
	return false;
}

/* Whether there are names up to this ending, and nothing behind it. */
static bool
has_ending(struct text_cursor cursor, const char *ending, const char *words)
{
	struct text_cursor names = cursor, end = cursor;
	size_t len = strlen(ending);

	if ((size_t)(cursor.end - cursor.at) <= len)
		return false;
	end.at = names.end = cursor.end - len;
	return take_words(&end, ending) &&
	       credit_are_names(names, words, false, 1);
}

/* "Jane Writer in London contributed to this report" */
static bool
is_contributed(struct text_cursor cursor)
{
	const struct credit_language *language = credit_languages;
	const struct credit_form *form;
	size_t i;

	for (i = 0; i < CREDIT_NUM_LANGUAGES; i++, language++)
		for (form = language->forms; form->text != NULL; form++)
			if (form->shape == CREDIT_ENDING &&
			    has_ending(cursor, form->text, language->words))
				return true;
	return false;
}

/* Steps over brackets, dashes and the like; whether there were any. */
static bool
skip_opening(struct text_cursor *cursor)
{
	const char *begin = cursor->at;
	size_t size;

	do
		cursor_skip_space(cursor);
	while (code_is_in(cursor_peek(cursor, &size), "([（【〔-–—_*/|•") &&
	       (cursor->at += size) < cursor->end);
	return cursor->at > begin;
}

enum credit_kind
credit_match(struct ndup_slice text, const struct credit_place *place)
{
	struct text_cursor cursor = {text.ptr, text.ptr + text.len};
	struct credit_found found = find_form(cursor, place);
	bool marked = skip_opening(&cursor), apart = marked || place->line;

	if (found.form == NULL && marked)
		found = find_form(cursor, place);
	if (found.form != NULL)
		return found.form->shape == CREDIT_TRAILER ? CREDIT_FOLLOWS
							   : CREDIT_NOTICE;
	if (place->bracket &&
	    (credit_is_address(cursor) || has_clause(cursor, place)))
		return CREDIT_NOTICE;
	if (!place->sentence)
		return CREDIT_NONE;
	if (apart && place->ended && credit_are_agencies(cursor, " with the "))
		return CREDIT_NOTICE;
	if (!place->initial && is_contributed(cursor))
		return CREDIT_NOTICE;
	return apart && credit_are_initials(cursor) ? CREDIT_FOLLOWS
						    : CREDIT_NONE;
}
