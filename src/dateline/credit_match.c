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
#include "credit_marks.h"
#include "credit_match.h"
#include "credit_names.h"
#include "form.h"

enum { MAX_SENTENCE = 450 }; /* bytes behind its form */

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
	if (form_take_words(&cursor, "by"))
		cursor_skip_space(&cursor);
	found =
	    form_take_words(&cursor, "©") || form_take_words(&cursor, "(c)");
	next = cursor;
	cursor_skip_space(&next);
	if (form_take_words(&next, "the"))
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
	       (form->also == NULL || form_is_in(cursor, form->also));
}

static bool
has_shape(struct text_cursor cursor, const struct credit_form *form,
    const struct credit_place *place)
{
	const char *words = form->words;

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
	}
	return false;
}

/* ---- a notice ------------------------------------------------------------ */

/* What forms are found by: the first three bytes, folded. */
struct form_start {
	unsigned two;
	char third; /* 0: there is none */
};

static struct form_start
read_start(struct text_cursor cursor)
{
	utf8proc_uint8_t bytes[8] = {0};
	size_t num = 0, size;
	int32_t code;

	while (num < 3 && cursor.at < cursor.end && (*cursor.at & 0x80) == 0)
		bytes[num++] = (utf8proc_uint8_t)credit_fold(*cursor.at++);
	while (num < 3 && (code = cursor_peek(&cursor, &size)) >= 0) {
		code = credit_fold(code);
		if (code < 0x80)
			bytes[num++] = (utf8proc_uint8_t)code;
		else
			num += (size_t)utf8proc_encode_char(code, bytes + num);
		cursor.at += size;
	}
	return (struct form_start){
	    (unsigned)bytes[0] << 8 | bytes[1], (char)bytes[2]};
}

static unsigned
two_of(const struct credit_form *form)
{
	const unsigned char *text = (const unsigned char *)form->text;

	return (unsigned)text[0] << 8 | text[1];
}

/* The first form with these two bytes, or greater ones. */
static const struct credit_form *
first_form(unsigned two)
{
	const struct credit_form *form = credit_forms;
	size_t num = credit_num_forms, half;

	for (; num > 0; num = half) {
		half = num / 2;
		if (two_of(form + half) < two) {
			form += half + 1;
			half = num - half - 1;
		}
	}
	return form;
}

/* The form that stands here, with its shape behind it; NULL: none. */
static const struct credit_form *
find_form(struct text_cursor cursor, const struct credit_place *place)
{
	struct form_start start = read_start(cursor);
	const struct credit_form *form = first_form(start.two);
	struct text_cursor next;

	for (; form->text != NULL && two_of(form) == start.two; form++) {
		next = cursor;
		if ((form->text[2] == start.third || form->text[2] == '\0') &&
		    form_take(&next, form->text) &&
		    has_shape(next, form, place))
			return form;
	}
	return NULL;
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
	const struct credit_form *found;
	int i;

	if (cursor.end - cursor.at > MAX_SIZE)
		return false;
	for (i = 0; i < MAX_CLAUSES && skip_clause(&next); i++) {
		found = find_form(next, place);
		if (found == NULL || (found->shape != CREDIT_NAMES &&
					 found->shape != CREDIT_IN_BRACKETS))
			continue;
		names.end = next.at;
		return credit_are_names(names, found->words, true, 1);
	}
	return false;
}

const struct credit_form *
credit_ending(struct ndup_slice text)
{
	const struct credit_form *ending;
	struct text_cursor cursor;
	size_t len;

	for (ending = credit_endings; ending->text != NULL; ending++) {
		len = strlen(ending->text);
		if (len >= text.len ||
		    ending->text[len - 1] != (text.ptr[text.len - 1] | 0x20))
			continue;
		cursor.end = text.ptr + text.len;
		cursor.at = cursor.end - len;
		if (form_take_words(&cursor, ending->text))
			return ending;
	}
	return NULL;
}

/* "Jane Writer in London contributed to this report" */
static bool
is_contributed(struct text_cursor cursor, const struct credit_form *ending)
{
	size_t len;

	if (ending == NULL)
		return false;
	len = strlen(ending->text);
	if ((size_t)(cursor.end - cursor.at) <= len)
		return false;
	cursor.end -= len;
	return credit_are_names(cursor, ending->words, false, 1);
}

/* Steps over brackets, dashes and the like; whether there were any. */
static bool
skip_opening(struct text_cursor *cursor)
{
	const char *begin = cursor->at;
	size_t size;

	while (credit_marks(cursor_peek(cursor, &size)) &
	       (CREDIT_WHITE | CREDIT_OPENER | CREDIT_DASH))
		cursor->at += size;
	return cursor->at > begin;
}

enum credit_kind
credit_match(struct ndup_slice text, const struct credit_place *place)
{
	struct text_cursor cursor = {text.ptr, text.ptr + text.len};
	const struct credit_form *found = find_form(cursor, place);
	bool marked = skip_opening(&cursor), apart = marked || place->line;

	if (found == NULL && marked)
		found = find_form(cursor, place);
	if (found != NULL)
		return found->shape == CREDIT_TRAILER ? CREDIT_FOLLOWS
						      : CREDIT_NOTICE;
	if (place->bracket &&
	    (credit_is_address(cursor) || has_clause(cursor, place)))
		return CREDIT_NOTICE;
	if (!place->sentence)
		return CREDIT_NONE;
	if (apart && place->ended && credit_are_agencies(cursor, " with the "))
		return CREDIT_NOTICE;
	if (!place->initial && is_contributed(cursor, place->ending))
		return CREDIT_NOTICE;
	return apart && credit_are_initials(cursor) ? CREDIT_FOLLOWS
						    : CREDIT_NONE;
}
