/*
 * notice.c - whether a story says that it corrects, updates or withdraws one
 *
 * Goes in: title and text.  Labels stand before a title ("CORRECTED - UPDATE
 * 2-Oil rises"), alone in its brackets, or before the story; notes in brackets
 * before the dateline or behind it.  The strongest of all that are found
 * counts.  What takes effect on another article must not be an ordinary
 * headline: see notice_forms.h for what has to stand around a form.
 */
#include <assert.h>
#include <utf8proc.h>

#include "byline.h"
#include "credit_marks.h"
#include "credit_names.h"
#include "form.h"
#include "notice.h"
#include "notice_forms.h"

enum {
	MAX_LABELS = 6, /* that follow each other */
	MAX_LINES = 4,  /* of the text that are looked at */
	MAX_LINE = 200, /* bytes; behind a longer one nothing is */
	MAX_NOTE = 400, /* bytes in brackets */
	MAX_ALSO = 400, /* bytes in which a form's `also` is looked for */
};

/* What is found, and where else to look. */
struct notice_reading {
	struct text_cursor beginning; /* of the story */
	enum ndup_notice notice;
	uint32_t number;
};

static void
note_form(struct notice_reading *reading, const struct notice_form *form,
    uint32_t number)
{
	if (form->notice > reading->notice)
		reading->notice = form->notice;
	if (number > reading->number)
		reading->number = number;
}

/* ---- letters and marks --------------------------------------------------- */

static bool
is_small(int32_t code)
{
	return code >= 0 && utf8proc_category(code) == UTF8PROC_CATEGORY_LL;
}

static bool
begins_small(const struct text_cursor *cursor)
{
	size_t size;

	return is_small(cursor_peek(cursor, &size));
}

/* Whether no small letter stands between. */
static bool
are_capitals(const char *begin, const char *end)
{
	struct text_cursor cursor = {begin, end};
	int32_t code;
	size_t size;

	for (; cursor.at < cursor.end; cursor.at += size) {
		code = cursor_peek(&cursor, &size);
		if (is_small(code))
			return false;
	}
	return true;
}

static void
skip_label_blanks(struct text_cursor *cursor)
{
	while (cursor_take(cursor, ' ') || cursor_take_text(cursor, "　") ||
	       cursor_take_text(cursor, "\xc2\xa0"))
		;
}

/* One or two digits, perhaps behind a blank, that are no time, year or
 * version: 0 if there are none. */
static uint32_t
take_update_number(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	uint32_t number = 0;
	int digits = 0;

	cursor_take(&next, ' ');
	for (; next.at < next.end && *next.at >= '0' && *next.at <= '9';
	     next.at++, digits++)
		number = number * 10 + (uint32_t)(*next.at - '0');
	if (digits == 0 || digits > 2)
		return 0;
	if (next.end - next.at > 1 && (*next.at == ':' || *next.at == '.') &&
	    next.at[1] >= '0' && next.at[1] <= '9')
		return 0;
	*cursor = next;
	return number;
}

/* A colon, dashes, a slash; a hyphen between letters only if it may join a
 * label and a title. */
static bool
take_sign(struct text_cursor *cursor, bool joins)
{
	struct text_cursor next = *cursor;
	bool apart = next.at < next.end && *next.at == ' ';
	int32_t code;
	size_t size;

	skip_label_blanks(&next);
	code = credit_fold(cursor_peek(&next, &size));
	if (code == ':') {
		next.at += size;
	} else if (joins && !apart && (code == '/' || code == '|')) {
		next.at += size;
	} else if (code == '-' || code == 0x2500) {
		for (; code == '-' || code == 0x2500;
		     code = credit_fold(cursor_peek(&next, &size)))
			next.at += size;
		if (!joins && !apart && begins_small(&next))
			return false;
	} else {
		return false;
	}
	*cursor = next;
	return true;
}

/* "(OFFICIAL)" */
static bool
skip_remark(struct text_cursor *cursor)
{
	enum { MAX_REMARK = 24 };
	struct text_cursor next = *cursor;

	skip_label_blanks(&next);
	if (next.end - next.at > MAX_REMARK)
		next.end = next.at + MAX_REMARK;
	if (!byline_skip_note(&next))
		return false;
	cursor->at = next.at;
	return true;
}

/* What has to stand behind a label; a remark may stand before or behind it. */
static bool
take_label_mark(struct text_cursor *cursor, bool joins)
{
	struct text_cursor next = *cursor;

	skip_label_blanks(&next);
	if (next.at == next.end || *next.at == '\n' || *next.at == '\r') {
		*cursor = next;
		return true;
	}
	next = *cursor;
	skip_remark(&next);
	if (!take_sign(&next, joins))
		return false;
	*cursor = next;
	if (skip_remark(&next) && take_sign(&next, joins))
		*cursor = next;
	return true;
}

/* ---- forms --------------------------------------------------------------- */

static bool
stands_near(struct text_cursor cursor, const char *also)
{
	if (cursor.end - cursor.at > MAX_ALSO)
		cursor.end = cursor.at + MAX_ALSO;
	return form_is_in(cursor, also);
}

/* Whether what a form asks besides its text is there. */
static bool
has_also(const struct notice_reading *reading, struct text_cursor behind,
    const struct notice_form *form)
{
	return form->also == NULL || stands_near(behind, form->also) ||
	       (form->shape < NOTICE_BRACKET &&
		   stands_near(reading->beginning, form->also));
}

/* The first two code points here, as forms have them. */
struct first_codes {
	int32_t first, second;
};

static struct first_codes
peek_codes(struct text_cursor cursor)
{
	struct first_codes codes;
	size_t size;

	codes.first = credit_fold(cursor_peek(&cursor, &size));
	cursor.at += size;
	codes.second = credit_fold(cursor_peek(&cursor, &size));
	return codes;
}

/* Whether a form's text may stand here, by what it begins with. */
static bool
may_begin_here(const char *text, const struct first_codes *codes)
{
	return codes->first >= 0 && codes->first < 0x80 ? *text == codes->first
							: (*text & 0x80) != 0;
}

/* Steps over one text of a form, if it is a label here. */
static bool
take_label_text(struct text_cursor *cursor, const struct notice_form *form,
    const char *text, uint32_t *number)
{
	struct text_cursor next = *cursor;
	bool capitals;

	if (!form_take_words(&next, text))
		return false;
	capitals = are_capitals(cursor->at, next.at);
	*number = take_update_number(&next);
	if ((form->shape == NOTICE_CAPITALS && !capitals) ||
	    (form->shape == NOTICE_NUMBERED && *number == 0) ||
	    !take_label_mark(&next, capitals || *number > 0))
		return false;
	*cursor = next;
	return true;
}

/* Steps over a label. */
static bool
read_label(struct notice_reading *reading, struct text_cursor *cursor)
{
	const struct notice_form *form = notice_forms;
	const char *const *text;
	struct text_cursor next;
	const struct first_codes codes = peek_codes(*cursor);
	uint32_t number;

	if (!notice_forms_begin(codes.first, codes.second))
		return false;
	for (; form->texts != NULL; form++) {
		if (form->shape > NOTICE_NUMBERED)
			continue;
		for (text = form->texts; *text != NULL; text++) {
			next = *cursor;
			if (!may_begin_here(*text, &codes) ||
			    !take_label_text(&next, form, *text, &number) ||
			    !has_also(reading, next, form))
				continue;
			note_form(reading, form, number);
			*cursor = next;
			return true;
		}
	}
	return false;
}

/* Notes all forms of another shape that stand here; whether there are any. */
static bool
read_note_forms(struct notice_reading *reading, struct text_cursor cursor,
    enum notice_shape shape)
{
	const struct notice_form *form = notice_forms;
	const char *const *text;
	const struct first_codes codes = peek_codes(cursor);
	struct text_cursor next;
	bool found = false;

	for (; form->texts != NULL; form++) {
		if (form->shape != shape)
			continue;
		for (text = form->texts; *text != NULL; text++) {
			next = cursor;
			if ((**text != '\0' &&
				!(may_begin_here(*text, &codes) &&
				    form_take(&next, *text))) ||
			    !has_also(reading, next, form))
				continue;
			note_form(reading, form, 0);
			found = true;
		}
	}
	return found;
}

/* ---- brackets ------------------------------------------------------------ */

static bool
is_opener(int32_t code)
{
	return (credit_marks(code) & CREDIT_OPENER) != 0 ||
	       code_is_in(code, "<《");
}

static bool
is_closer(int32_t code)
{
	return (credit_marks(code) & CREDIT_CLOSER) != 0 ||
	       code_is_in(code, ">》");
}

/* Steps over brackets, or up to the line's end where they are not closed; what
 * is in them. */
static bool
take_brackets(struct text_cursor *cursor, struct text_cursor *inside)
{
	struct text_cursor next = *cursor;
	const char *newline = NULL;
	int32_t code;
	size_t size;
	int depth = 0;

	if (next.end - next.at > MAX_NOTE)
		next.end = next.at + MAX_NOTE;
	for (; next.at < next.end; next.at += size) {
		code = cursor_peek(&next, &size);
		depth += is_opener(code) - is_closer(code);
		if (next.at == cursor->at)
			inside->at = next.at + size;
		if (newline == NULL && code == '\n')
			newline = next.at;
		if (depth > 0)
			continue;
		inside->end = next.at;
		cursor->at = next.at + size;
		return true;
	}
	if (newline == NULL)
		return false;
	cursor->at = inside->end = newline;
	return true;
}

/* Steps over brackets that have a label or a note; titles of books, in angle
 * brackets, have no note. */
static bool
read_brackets(struct notice_reading *reading, struct text_cursor *cursor)
{
	struct text_cursor next = *cursor, inside = *cursor;
	int32_t code;
	size_t size;
	bool found = false;

	code = cursor_peek(&next, &size);
	if (!is_opener(code) || !take_brackets(&next, &inside))
		return false;
	skip_label_blanks(&inside);
	while (read_label(reading, &inside)) {
		found = true;
		skip_label_blanks(&inside);
	}
	if (!found && !code_is_in(code, "<《"))
		found = read_note_forms(reading, inside, NOTICE_BRACKET);
	if (found)
		*cursor = next;
	return found;
}

/* ---- titles and beginnings ----------------------------------------------- */

/* Steps over labels and notes in brackets. */
static void
read_labels(struct notice_reading *reading, struct text_cursor *cursor)
{
	int i;

	for (i = 0; i < MAX_LABELS; i++) {
		cursor_skip_space(cursor);
		if (read_brackets(reading, cursor)) {
			take_sign(cursor, true);
			continue;
		}
		if (begins_small(cursor) || !read_label(reading, cursor))
			break;
	}
}

static void
read_opening(struct notice_reading *reading, struct text_cursor cursor)
{
	const struct first_codes codes = peek_codes(cursor);

	if (notice_forms_begin(codes.first, codes.second) &&
	    !begins_small(&cursor))
		read_note_forms(reading, cursor, NOTICE_OPENING);
}

static void
trim_title(struct text_cursor *title)
{
	while (title->end > title->at &&
	       (title->end[-1] == ' ' || title->end[-1] == '.' ||
		   title->end[-1] == '\n' || title->end[-1] == '\r'))
		title->end--;
}

/* Takes "(update 2)" off the end of a title. */
static void
read_last_brackets(struct notice_reading *reading, struct text_cursor *title)
{
	struct text_cursor next = *title, last = {NULL, title->end}, inside;
	int32_t code;
	size_t size;

	for (; next.at < next.end; next.at += size) {
		code = cursor_peek(&next, &size);
		if (is_opener(code))
			last.at = next.at;
	}
	if (last.at == NULL)
		return;
	next = last;
	if (!take_brackets(&next, &inside) || next.at != title->end)
		return;
	next = last;
	if (read_brackets(reading, &next))
		title->end = last.at;
}

/* Takes "story withdrawn" off the end of a title. */
static void
read_ending(struct notice_reading *reading, struct text_cursor *title)
{
	const struct notice_form *form = notice_forms;
	const char *const *text;
	struct text_cursor next;

	for (; form->texts != NULL; form++) {
		if (form->shape != NOTICE_ENDING)
			continue;
		for (text = form->texts; *text != NULL; text++) {
			if ((size_t)(title->end - title->at) <= strlen(*text))
				continue;
			next = *title;
			next.at = title->end - strlen(*text);
			if (next.at[-1] != ' ' || !form_take(&next, *text))
				continue;
			note_form(reading, form, 0);
			title->end -= strlen(*text);
			return;
		}
	}
}

/* What is left of a title. */
static struct text_cursor
read_title(struct notice_reading *reading, const struct ndup_document *document)
{
	struct text_cursor title = {document->title.ptr, NULL};

	if (document->title.len == 0)
		return (struct text_cursor){NULL, NULL};
	title.end = title.at + document->title.len;
	cursor_skip_space(&title);
	trim_title(&title);
	read_opening(reading, title);
	read_labels(reading, &title);
	read_last_brackets(reading, &title);
	trim_title(&title);
	read_ending(reading, &title);
	trim_title(&title);
	return title;
}

/* Steps over what is left of a line; false: nothing is looked for behind it. */
static bool
skip_first_line(struct text_cursor *cursor)
{
	size_t room = (size_t)(cursor->end - cursor->at);
	const char *newline;

	newline = memchr(cursor->at, '\n', room < MAX_LINE ? room : MAX_LINE);
	if (newline == NULL)
		return false;
	cursor->at = newline + 1;
	return true;
}

/* The first lines, and what stands behind the dateline. */
static void
read_first_lines(
    struct notice_reading *reading, const struct ndup_document *document)
{
	const char *text = document->text.ptr;
	struct text_cursor cursor = {text, text + document->text.len};
	int i;

	for (i = 0; i < MAX_LINES && cursor.at < cursor.end; i++) {
		cursor_skip_space(&cursor);
		if (i == 0)
			read_opening(reading, cursor);
		read_labels(reading, &cursor);
		if (!byline_skip_note(&cursor) && !skip_first_line(&cursor))
			break;
	}
	if (document->text_begin == 0)
		return;
	cursor.at = text + document->text_begin;
	read_opening(reading, cursor);
	read_labels(reading, &cursor);
}

static struct notice_reading
reading_of(const struct ndup_document *document)
{
	const char *text = document->text.ptr;

	if (document->text.len == 0)
		return (struct notice_reading){{NULL, NULL}, 0, 0};
	return (struct notice_reading){
	    {text + document->text_begin, text + document->text.len},
	    NDUP_NOTICE_NONE, 0};
}

void
notice_read(struct ndup_document *document)
{
	struct notice_reading reading = reading_of(document);

	read_title(&reading, document);
	if (document->text.len > 0)
		read_first_lines(&reading, document);
	document->notice = reading.notice;
	document->update_number = reading.number;
}

struct ndup_slice
notice_subject(const struct ndup_document *document)
{
	struct notice_reading reading = reading_of(document);
	struct text_cursor title = read_title(&reading, document);

	return cursor_rest(&title);
}

const char *
ndup_notice_name(enum ndup_notice notice)
{
	static const char *const names[] = {
	    [NDUP_NOTICE_NONE] = "",
	    [NDUP_NOTICE_UPDATE] = "update",
	    [NDUP_NOTICE_REFILE] = "refile",
	    [NDUP_NOTICE_CORRECTION] = "correction",
	    [NDUP_NOTICE_WITHDRAWAL] = "withdrawal",
	};

	assert((size_t)notice < sizeof names / sizeof names[0]);
	return names[notice];
}
