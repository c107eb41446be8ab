/*
 * dateline.c - what stands before a news story
 *
 * Goes in: a document's text.  Comes out: where the story begins, and what
 * header (" date 2022-06-27") and dateline ("DUSHANBE, June 28. /TASS/.")
 * say of it.  Agencies put the same words before thousands of stories, so
 * they must not count as reuse.  An ordinary sentence must never be taken for
 * a dateline: there has to be a mark that closes it, and an agency in its
 * place, or a day, or a place that is known, all within 120 bytes.  Editors'
 * notes and a byline may stand before it.
 */
#include <utf8proc.h>

#include "agency.h"
#include "byline.h"
#include "credit.h"
#include "cursor.h"
#include "date.h"
#include "notice.h"
#include "place.h"
#include "place_names.h"

enum {
	MAX_DATELINE = 120, /* bytes */
	MAX_AGENCY = 40,
};

struct dateline {
	struct ndup_slice place, source; /* empty: not given */
	struct ndup_time day;            /* unknown if it has no year */
	bool has_day;
};

static struct ndup_slice
slice_between(const char *begin, const char *end)
{
	return (struct ndup_slice){begin, (size_t)(end - begin)};
}

/* Steps over "-", "--", longer dashes and the underscore of old feeds. */
static bool
take_dash(struct text_cursor *cursor)
{
	bool found = false;
	int32_t code;
	size_t size;

	for (;; cursor->at += size) {
		code = cursor_peek(cursor, &size);
		if (code != '-' && code != '_' && code != 0x2212 &&
		    (code < 0x2012 || code > 0x2015))
			return found;
		found = true;
	}
}

/* The mark between dateline and story. */
static bool
take_closing(struct text_cursor *cursor, bool only_dash)
{
	struct text_cursor next = *cursor;
	bool found = false;

	cursor_skip_space(&next);
	if (!only_dash)
		found = cursor_take(&next, '.') || cursor_take(&next, ':');
	if (found)
		cursor_skip_space(&next);
	found |= take_dash(&next);
	if (found)
		*cursor = next;
	return found;
}

/* Steps over "--" or a longer dash: one hyphen is in many headlines. */
static bool
take_long_dash(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	size_t size;
	int32_t code = cursor_peek(&next, &size);

	if (!cursor_take_text(&next, "--") && (code < 0x2012 || code > 0x2015))
		return false;
	return take_dash(cursor);
}

/* Whether a sentence begins here, behind white space: with a capital or a
 * number, perhaps in quotation marks. */
static bool
sentence_begins(const struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;
	utf8proc_category_t category;
	int32_t code;
	size_t size;

	if (!cursor_skip_space(&next))
		return false;
	while ((code = cursor_peek(&next, &size)) >= 0 &&
	       code_is_in(code, "\"'“‘«„"))
		next.at += size;
	category = utf8proc_category(code < 0 ? 0 : code);
	return category == UTF8PROC_CATEGORY_LU ||
	       category == UTF8PROC_CATEGORY_ND;
}

/* "/TASS/" or "(Reuters)", without what closes the dateline. */
static bool
read_name(struct text_cursor *cursor, struct ndup_slice *name)
{
	struct text_cursor next = *cursor;
	char close = ')';
	size_t room;
	const char *end;

	if (cursor_take(&next, '/'))
		close = '/';
	else if (!cursor_take(&next, '('))
		return false;
	room = (size_t)(next.end - next.at);
	end = memchr(next.at, close, room < MAX_AGENCY ? room : MAX_AGENCY);
	if (end == NULL || end == next.at)
		return false;
	cursor->at = end + 1;
	cursor_skip_space(&next);
	while (end > next.at && end[-1] == ' ')
		end--;
	*name = slice_between(next.at, end);
	return true;
}

/*
 * The more there is before it, the less is asked of an agency: a place not in
 * capitals needs a known name, and a day or to be known itself; other places
 * take any name if there are slashes or a day, else one that looks like a name.
 */
static bool
is_convincing(const struct dateline *line, const struct dateline_place *place,
    bool slashes)
{
	if (agency_read(line->source) > 0)
		return place == NULL || place->capitals || line->has_day ||
		       place_is_known(place->text);
	if (place == NULL || !place->capitals)
		return false;
	if (slashes || line->has_day)
		return agency_may_be(line->source);
	return agency_is_likely(line->source, line->place);
}

/* Behind place, day and a known agency the story needs no mark: "New Delhi,
 * Feb 7 (PTI) A court". */
static bool
may_lack_closing(const struct text_cursor *cursor,
    const struct dateline_place *place, const struct dateline *line)
{
	return place != NULL && line->has_day &&
	       agency_read(line->source) > 0 && sentence_begins(cursor);
}

/* The agency in slashes or parentheses, and the closing mark. */
static bool
read_agency(struct text_cursor *cursor, const struct dateline_place *place,
    struct dateline *line)
{
	bool slashes = cursor->at < cursor->end && *cursor->at == '/';

	return read_name(cursor, &line->source) &&
	       is_convincing(line, place, slashes) &&
	       (take_closing(cursor, !slashes && !line->has_day) ||
		   may_lack_closing(cursor, place, line));
}

/* "June 28", also behind a comma or dot; a dot behind it stays. */
static bool
read_day(struct text_cursor *cursor, struct dateline *line)
{
	struct text_cursor next = *cursor;
	size_t size;

	if (cursor_take(&next, ',') || cursor_take(&next, '.'))
		cursor_skip_space(&next);
	if (next.at == next.end || *next.at == '(' || *next.at == '/')
		return false; /* the usual case, known at no cost */
	size = date_read(cursor_rest(&next), &line->day);
	if (size == 0)
		return false;
	cursor->at = next.at + size;
	if (cursor->at[-1] == '.')
		cursor->at--;
	line->has_day = true;
	return true;
}

/* A name without slashes or parentheses. */
static bool
dateline_read_plain(struct text_cursor *cursor, struct dateline *line)
{
	size_t size = agency_read_plain(cursor_rest(cursor));

	line->source = (struct ndup_slice){cursor->at, size};
	cursor->at += size;
	return size > 0;
}

/* The author of "GENEVA, 25 May - RIA Novosti, Yelizaveta Isakova."; the dot
 * stays. */
static void
skip_author(struct text_cursor *cursor)
{
	enum { MAX_WORDS = 3 };
	struct text_cursor next = *cursor;
	int i;

	if (!cursor_take(&next, ','))
		return;
	for (i = 0; i < MAX_WORDS; i++) {
		cursor_skip_space(&next);
		if (!place_read_word(&next))
			return;
		if (next.at[-1] == '.') {
			cursor->at = next.at - 1;
			return;
		}
	}
}

/* "TASS, May 17." */
static bool
read_plain_first(struct text_cursor *cursor, struct dateline *line)
{
	if (!dateline_read_plain(cursor, line))
		return false;
	cursor_skip_space(cursor);
	take_dash(cursor);
	cursor_skip_space(cursor);
	return read_day(cursor, line) && take_closing(cursor, false);
}

/* What stands behind place and day: "(Reuters) -", "/TASS/.", "- TASS." */
static bool
read_end(struct text_cursor *cursor, const struct dateline_place *place,
    struct dateline *line)
{
	struct text_cursor next = *cursor;

	if (!cursor_take(&next, '.'))
		cursor_take(&next, ',');
	cursor_skip_space(&next);
	take_dash(&next);
	cursor_skip_space(&next);
	*cursor = next;
	if (read_agency(&next, place, line)) {
		*cursor = next;
		return true;
	}
	if (!line->has_day || !dateline_read_plain(cursor, line))
		return false;
	skip_author(cursor);
	return take_closing(cursor, false);
}

/*
 * The mark behind a place in capitals without an agency: "MILAN, Nov 17 -" if
 * the place is no editor's word; "CAIRO --", "NEW DELHI:" and "DELHI, Feb 7:" if
 * it is known, with a colon without a region ("PARIS, TEXAS:" is a film).  All
 * of it stands on one line, and a sentence follows.
 */
static bool
read_bare_end(struct text_cursor *cursor, const struct dateline_place *place,
    const struct dateline *line)
{
	const char *begin = place->text.ptr;

	if (!place->capitals || place_is_label(place->text))
		return false;
	if (!(line->has_day && take_dash(cursor))) {
		if (!place_is_known(place->text))
			return false;
		if (!take_long_dash(cursor) &&
		    (memchr(begin, ',', place->text.len) != NULL ||
			!cursor_take(cursor, ':')))
			return false;
	}
	return memchr(begin, '\n', (size_t)(cursor->at - begin)) == NULL &&
	       sentence_begins(cursor);
}

/* A dateline in an alphabet. */
static bool
read_line(struct text_cursor *cursor, struct dateline *line)
{
	struct dateline_place place;
	struct text_cursor bare;

	if (cursor->at == cursor->end)
		return false;
	if (*cursor->at == '(' || *cursor->at == '/')
		return read_agency(cursor, NULL, line);
	if (agency_read_plain(cursor_rest(cursor)) > 0)
		return read_plain_first(cursor, line);
	if (byline_begins(cursor)) /* no place, whatever follows */
		return false;
	if (read_day(cursor, line))
		return read_end(cursor, NULL, line);
	if (!place_read(cursor, &place))
		return false;
	line->place = place.text;
	cursor_skip_space(cursor);
	if (read_day(cursor, line))
		cursor_skip_space(cursor);
	bare = *cursor;
	if (read_end(cursor, &place, line))
		return true;
	*cursor = bare;
	line->source = (struct ndup_slice){NULL, 0};
	return read_bare_end(cursor, &place, line);
}

/* ---- Chinese ---- */

/* "(reporter ...)" */
static void
skip_wide_parentheses(struct text_cursor *cursor)
{
	struct text_cursor next = *cursor;

	if (!cursor_take_text(&next, "（"))
		return;
	while (next.at < next.end)
		if (cursor_take_text(&next, "）")) {
			*cursor = next;
			return;
		} else {
			next.at++;
		}
}

/* Whether "电" (cable) begins another word: film, television, telephone. */
static bool
is_longer_word(const struct text_cursor *cursor)
{
	static const char *const endings[] = {
	    "影", "视", "话", "力", "台", "子", "脑", "动", "商"};
	struct text_cursor next = *cursor;
	size_t i;

	for (i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (cursor_take_text(&next, endings[i]))
			return true;
	return false;
}

/* The agency ends in 社 (agency) or 网 (net), the place goes on to the number
 * of the month; the cursor stands where ideographs end or 消息 (news) is. */
static bool
read_wide_names(struct text_cursor *cursor, struct dateline *line)
{
	enum { MAX_IDEOGRAPHS = 16 };
	const char *begin = cursor->at;
	struct text_cursor ahead;
	int32_t code;
	size_t size;
	int i;

	for (i = 0; i < MAX_IDEOGRAPHS; i++) {
		code = cursor_peek(cursor, &size);
		ahead = *cursor;
		if (code < 0x4e00 || code > 0x9fff ||
		    (line->source.len > 0 && cursor_take_text(&ahead, "消息")))
			break;
		cursor->at += size;
		if (i > 0 && line->source.len == 0 &&
		    (code == 0x793e || code == 0x7f51))
			line->source = slice_between(begin, cursor->at);
	}
	if (line->source.len == 0)
		return false;
	begin += line->source.len;
	line->place = slice_between(begin, cursor->at);
	return true;
}

/* Xinhua, Beijing, 28 June: "新华社北京6月28日电", "央视网消息（…）：" */
static bool
read_wide_line(struct text_cursor *cursor, struct dateline *line)
{
	cursor_take_text(cursor, "据"); /* according to */
	if (!read_wide_names(cursor, line))
		return false;
	if (line->place.len == 0 && cursor_take_text(cursor, "消息")) {
		skip_wide_parentheses(cursor);
		return cursor_take_text(cursor, "：");
	}
	if (!read_day(cursor, line) || !cursor_take_text(cursor, "电") ||
	    is_longer_word(cursor))
		return false;
	cursor_skip_space(cursor);
	skip_wide_parentheses(cursor);
	cursor_take_text(cursor, "：");
	return true;
}

/* ---- The document ---- */

/* "date 2022-06-27" or "Date: 2022-06-27", on one line. */
static bool
read_header(struct text_cursor *cursor, struct ndup_time *time)
{
	enum { MAX_LINE = 80 };
	struct text_cursor next = *cursor, line;
	struct ndup_slice rest;
	const char *newline;
	size_t size, i;
	bool apart;

	for (i = 0; i < 4; i++, next.at++)
		if (next.at == next.end || (*next.at | 0x20) != "date"[i])
			return false;
	apart = cursor_take(&next, ':') || cursor_skip_space(&next);
	apart |= cursor_take(&next, ':');
	line = next;
	if (line.end - line.at > MAX_LINE)
		line.end = line.at + MAX_LINE;
	rest = cursor_rest(&line);
	newline = memchr(rest.ptr, '\n', rest.len);
	if (newline != NULL)
		rest.len = (size_t)(newline - rest.ptr);
	size = date_read(rest, time);
	if (!apart || time->precision == NDUP_TIME_UNKNOWN)
		return false;
	next.at += size;
	if (!cursor_skip_space(&next) && next.at < next.end)
		return false;
	*cursor = next;
	return true;
}

/* The cursor stands before the dateline and ends behind it. */
static bool
read_dateline(struct text_cursor *cursor, struct dateline *line)
{
	struct text_cursor next = *cursor;

	if (next.end - next.at > MAX_DATELINE)
		next.end = next.at + MAX_DATELINE;
	memset(line, 0, sizeof *line);
	while (cursor_take(&next, '"'))
		;
	if (next.at < next.end && (unsigned char)*next.at >= 0xe4
		? !read_wide_line(&next, line)
		: !read_line(&next, line))
		return false;
	cursor->at = next.at;
	cursor_skip_space(cursor);
	return true;
}

/* The same behind notes and a byline, which count for nothing if there is one. */
static bool
read_dateline_behind(struct text_cursor *cursor, struct dateline *line)
{
	enum { MAX_LINES = 3 };
	struct text_cursor next = *cursor;
	int i;

	for (i = 0; i < MAX_LINES; i++) {
		if (!byline_skip_note(&next) && !byline_skip(&next))
			return false;
		if (read_dateline(&next, line)) {
			*cursor = next;
			return true;
		}
	}
	return false;
}

/* Where the story begins, and what stands before it says of it. */
static void
read_beginning(struct ndup_document *document)
{
	struct ndup_slice text = document->text;
	struct text_cursor cursor = {text.ptr, text.ptr + text.len};
	struct ndup_time time;
	struct dateline line;

	cursor_skip_space(&cursor);
	if (read_header(&cursor, &time)) {
		document->text_begin = (size_t)(cursor.at - text.ptr);
		if (document->published.precision == NDUP_TIME_UNKNOWN)
			document->published = time;
	}
	if (!read_dateline(&cursor, &line) &&
	    !read_dateline_behind(&cursor, &line))
		return;
	document->text_begin = (size_t)(cursor.at - text.ptr);
	if (document->place.len == 0)
		document->place = line.place;
	if (document->source.len == 0)
		document->source = line.source;
	if (document->published.precision == NDUP_TIME_UNKNOWN)
		document->published = line.day;
}

void
ndup_document_dateline(struct ndup_document *document)
{
	document->text_begin = document->text_end = 0;
	if (document->text.len > 0) {
		read_beginning(document);
		document->text_end =
		    credit_find(document->text, document->text_begin);
	}
	notice_read(document);
}
