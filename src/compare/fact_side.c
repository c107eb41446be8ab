/*
 * fact_side.c - what a token of a text is, where facts are compared
 *
 * Asked of the few tokens in which two texts differ, so nothing is made ready
 * but the share of capitals, once.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "dateline/agency.h"
#include "dateline/byline.h"
#include "dateline/credit_match.h"
#include "text/sentence.h"
#include "text/spans.h"
#include "fact_side.h"

enum { MAX_BRACKETED = 240, MAX_LINE = 400 }; /* bytes */

/* ---- where facts do not stand -------------------------------------------- */

/* 1: it opens a bracket, -1: it closes one. */
static int
bracket_turn(int32_t code)
{
	switch (code) {
	case '(':
	case '[':
	case '<':
	case 0xff08: /* wide ones of Chinese */
	case 0x3010:
	case 0x3014:
		return 1;
	case ')':
	case ']':
	case '>':
	case 0xff09:
	case 0x3011:
	case 0x3015:
		return -1;
	default:
		return 0;
	}
}

/* Whether a bracket that was not closed stands before a place, near it. */
static bool
bracket_is_open(struct ndup_slice text, size_t at)
{
	size_t least = at > MAX_BRACKETED ? at - MAX_BRACKETED : 0;
	int32_t code;
	int depth = 0;

	while (at > least) {
		at -= printable_decode_before(text.ptr, at, &code);
		depth += bracket_turn(code);
		if (depth > 0)
			return true;
		if (code == '\n' && at > 0 && text.ptr[at - 1] == '\n')
			break;
	}
	return false;
}

/* Whether the bracket that is open at a place is closed, near it. */
static bool
bracket_is_closed(struct ndup_slice text, size_t at)
{
	size_t most =
	    text.len - at > MAX_BRACKETED ? at + MAX_BRACKETED : text.len;
	int32_t code;
	int depth = 0;

	while (at < most && depth >= 0) {
		at += printable_decode(text.ptr + at, text.len - at, &code);
		depth += bracket_turn(code);
	}
	return depth < 0;
}

/* The line that a place is in, without white space at its ends; empty if it is
 * a long one. */
static struct ndup_slice
find_short_line(struct ndup_slice text, size_t at)
{
	size_t begin = at, end = at;

	while (
	    begin > 0 && at - begin <= MAX_LINE && text.ptr[begin - 1] != '\n')
		begin--;
	while (
	    end < text.len && end - begin <= MAX_LINE && text.ptr[end] != '\n')
		end++;
	if (end - begin > MAX_LINE)
		return (struct ndup_slice){text.ptr, 0};
	while (begin < end && strchr(" \t\r", text.ptr[begin]) != NULL)
		begin++;
	while (end > begin && strchr(" \t\r.", text.ptr[end - 1]) != NULL)
		end--;
	return (struct ndup_slice){text.ptr + begin, end - begin};
}

/* How lines begin that say when a text was published. */
static bool
is_publication(struct ndup_slice line)
{
	static const char *const begins[] = {"published", "first published",
	    "last published", "updated", "last updated", "last modified",
	    "posted", "date:", "stand:", "aktualisiert", "veröffentlicht",
	    "publié", "mis à jour", "publicado", "actualizado", "Опубликовано",
	    "опубликовано", "Обновлено", "обновлено", "发布时间", "更新时间"};
	size_t i, len;

	for (i = 0; i < sizeof begins / sizeof *begins; i++) {
		len = strlen(begins[i]);
		if (line.len > len &&
		    strncasecmp(line.ptr, begins[i], len) == 0)
			return true;
	}
	return false;
}

/* Whether a line is a byline, a credit, or says when a text was published. */
static bool
is_note(struct ndup_slice line)
{
	const struct credit_place place = {
	    .line = true, .ended = true, .sentence = true};
	struct text_cursor cursor = {line.ptr, line.ptr + line.len};

	if (line.len == 0)
		return false;
	if (byline_skip(&cursor) && cursor.at == cursor.end)
		return true;
	return is_publication(line) ||
	       credit_match(line, &place) == CREDIT_NOTICE;
}

/* Whether a word names a zone of time, or a half of the day. */
static bool
is_zone(struct ndup_slice word)
{
	struct datetokens tokens;

	datetoken_read(word, &tokens);
	return tokens.item[0].kind == DATEWORD_ZONE ||
	       tokens.item[0].kind == DATEWORD_US ||
	       tokens.item[0].kind == DATEWORD_HALF;
}

/* Whether a figure at a story's begin is part of a time of day with its zone:
 * 1030 GMT, 10:30 a.m. */
static bool
is_head_time(const struct fact_side *side, uint32_t token)
{
	enum { HEAD = 240, NEAR = 3 }; /* bytes, tokens */
	uint32_t i;

	if (side->spans[token].begin > side->story.begin + HEAD)
		return false;
	for (i = token; i < side->num && i <= token + NEAR; i++)
		if (is_zone(fact_token(side, i)))
			return true;
	return false;
}

bool
fact_may_stand(const struct fact_side *side, uint32_t token)
{
	struct ndup_span span = side->spans[token];
	struct ndup_slice word = fact_token(side, token);

	if (!word_counts(side->ids[token]) || span.begin < side->story.begin ||
	    span.end > side->story.end)
		return false;
	if (bracket_is_open(side->text, span.begin) &&
	    bracket_is_closed(side->text, span.end))
		return false;
	if (word.ptr[0] >= '0' && word.ptr[0] <= '9' &&
	    is_head_time(side, token))
		return false;
	return !is_note(find_short_line(side->text, span.begin));
}

/* ---- names ---------------------------------------------------------------- */

static utf8proc_category_t
first_category(const struct fact_side *side, uint32_t token)
{
	struct ndup_slice word = fact_token(side, token);
	int32_t code;

	printable_decode(word.ptr, word.len, &code);
	return code < 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(code);
}

static bool
has_capital(const struct fact_side *side, uint32_t token)
{
	struct ndup_slice word = fact_token(side, token);
	utf8proc_category_t category;

	if ((word.ptr[0] & 0x80) == 0)
		return word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
	category = first_category(side, token);
	return category == UTF8PROC_CATEGORY_LU ||
	       category == UTF8PROC_CATEGORY_LT;
}

/* Whether a token is a word all in capitals, of so many letters or more. */
static bool
is_all_capitals(const struct fact_side *side, uint32_t token, size_t least)
{
	struct ndup_slice word = fact_token(side, token);
	size_t i, size, letters = 0;
	int32_t code;

	for (i = 0; i < word.len; i += size, letters++) {
		size = printable_decode(word.ptr + i, word.len - i, &code);
		if (code < 0 || utf8proc_category(code) == UTF8PROC_CATEGORY_LL)
			return false;
	}
	return letters >= least && has_capital(side, token);
}

/* Whether a token is part of a heading in capitals, inside a paragraph as some
 * files have it. */
static bool
is_in_heading(const struct fact_side *side, uint32_t token)
{
	enum { LEAST = 3 };

	return is_all_capitals(side, token, 1) &&
	       ((token > 0 && is_all_capitals(side, token - 1, LEAST)) ||
		   (token + 1 < side->num &&
		       is_all_capitals(side, token + 1, LEAST)));
}

/* Whether a sentence, or what is quoted, begins with a token: or stands behind
 * a heading in capitals. */
static bool
begins_sentence(const struct fact_side *side, uint32_t token)
{
	enum { HEADING = 4 }; /* letters */
	struct ndup_slice gap;
	size_t i;

	if (token == 0 ||
	    sentence_border(side->spans, side->text, token) == BORDER_SENTENCE)
		return true;
	if (is_all_capitals(side, token - 1, HEADING) &&
	    !is_all_capitals(side, token, 1))
		return true;
	gap = spans_gap(side->spans, side->text, token);
	for (i = 0; i < gap.len; i++)
		if (strchr("\":*|", gap.ptr[i]) != NULL ||
		    (gap.ptr[i] & 0x80) != 0)
			return true; /* quotation marks, bullets, dashes */
	return false;
}

bool
fact_capitals_tell(struct fact_side *side)
{
	uint32_t i, words = 0, capitals = 0;

	if (side->capitals != CAPITALS_UNASKED)
		return side->capitals == CAPITALS_TELL;
	for (i = 0; i < side->num; i++) {
		if (side->spans[i].begin < side->story.begin ||
		    side->spans[i].end > side->story.end ||
		    begins_sentence(side, i) ||
		    first_category(side, i) > UTF8PROC_CATEGORY_LO)
			continue;
		words++;
		capitals += has_capital(side, i);
	}
	side->capitals = 4 * capitals > words ? CAPITALS_SILENT : CAPITALS_TELL;
	return side->capitals == CAPITALS_TELL;
}

/* Whether the same word has a capital wherever it stands inside a sentence, and
 * does stand there. */
static bool
stands_inside(const struct fact_side *side, uint32_t token)
{
	uint32_t i, id = word_plain(side->ids[token]);
	bool found = false;

	for (i = 0; i < side->num; i++) {
		if (word_plain(side->ids[i]) != id)
			continue;
		if (!has_capital(side, i))
			return false;
		found = found || !begins_sentence(side, i);
	}
	return found;
}

/* Whether a month or a day of it stands within three words. */
static bool
is_beside_date(const struct fact_side *side, uint32_t token)
{
	enum { NEAR = 3 };
	uint32_t i = token > NEAR ? token - NEAR : 0;

	for (; i < side->num && i <= token + NEAR; i++)
		if (fact_word_read(fact_token(side, i)).kind == FACT_WORD_MONTH)
			return true;
	return false;
}

bool
fact_is_name(struct fact_side *side, uint32_t token)
{
	struct ndup_slice word = fact_token(side, token);
	enum fact_word_kind kind;

	if (!has_capital(side, token))
		return false;
	kind = fact_word_read(word).kind;
	if (kind == FACT_WORD_WEEKDAY && is_beside_date(side, token))
		return false;
	if (kind != FACT_WORD_NONE && kind != FACT_WORD_WEEKDAY)
		return false;
	if (is_zone(word) || is_in_heading(side, token) ||
	    agency_read(word) == word.len || !fact_capitals_tell(side) ||
	    !fact_may_stand(side, token))
		return false;
	return !begins_sentence(side, token) || stands_inside(side, token);
}

bool
fact_is_negation(const struct fact_side *side, uint32_t token)
{
	struct ndup_slice word = fact_token(side, token), next;

	if (fact_word_read(word).kind != FACT_WORD_NEGATION)
		return false;
	if (word.len == 2 && token + 1 < side->num) {
		next = fact_token(side, token + 1);
		if (next.ptr[0] >= '0' && next.ptr[0] <= '9')
			return false; /* No. 5 */
	}
	return fact_may_stand(side, token);
}

/* ---- spellings of a name -------------------------------------------------- */

struct fact_key
fact_name_fold(struct ndup_slice word)
{
	size_t len = word.len;
	bool wide =
	    len > 4 && memcmp(word.ptr + len - 4, "\xe2\x80\x99", 3) == 0;

	if (len > 2 && (word.ptr[len - 1] == 's' || word.ptr[len - 1] == 'S')) {
		if (word.ptr[len - 2] == '\'')
			word.len -= 2;
		else if (wide)
			word.len -= 4;
	}
	return fact_word_fold(word);
}

static bool
is_ending(const char *rest)
{
	static const char *const endings[] = {
	    "s", "es", "n", "an", "ian", "ese", "i", "ish"};
	size_t i;

	for (i = 0; i < sizeof endings / sizeof *endings; i++)
		if (strcmp(rest, endings[i]) == 0)
			return true;
	return false;
}

/* Of two names, the shorter of which is how the longer begins. */
static bool
is_short_form(const struct fact_side *side, uint32_t token,
    const struct fact_key *key, const struct fact_key *longer)
{
	enum { LEAST = 3 }; /* letters */
	size_t end = side->spans[token].end;

	if (end < side->text.len && side->text.ptr[end] == '.')
		return true;
	return key->len >= LEAST && is_ending(longer->text + key->len);
}

/* Forms of a name in languages that bend it, written in other letters than
 * Latin ones: they begin alike. */
static bool
are_inflected(const struct fact_key *x, const struct fact_key *y)
{
	enum { LEAST = 6, MOST_REST = 6 }; /* bytes: two a letter */
	size_t same = 0;

	if ((x->text[0] & 0x80) == 0 || (y->text[0] & 0x80) == 0)
		return false;
	while (x->text[same] != 0 && x->text[same] == y->text[same])
		same++;
	return same >= LEAST && x->len - same <= MOST_REST &&
	       y->len - same <= MOST_REST && 2 * same >= x->len &&
	       2 * same >= y->len;
}

/* Words of names that English has in two ways. */
static bool
are_respelled(const struct fact_key *x, const struct fact_key *y)
{
	static const char *const pairs[][2] = {{"labour", "labor"},
	    {"defence", "defense"}, {"centre", "center"},
	    {"organisation", "organization"}, {"harbour", "harbor"},
	    {"theatre", "theater"}, {"programme", "program"},
	    {"federal", "fed"}};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if ((strcmp(x->text, pairs[i][0]) == 0 &&
			strcmp(y->text, pairs[i][1]) == 0) ||
		    (strcmp(x->text, pairs[i][1]) == 0 &&
			strcmp(y->text, pairs[i][0]) == 0))
			return true;
	return false;
}

bool
fact_names_agree(const struct fact_side *side, uint32_t token,
    const struct fact_side *other, uint32_t other_token)
{
	struct fact_key x = fact_name_fold(fact_token(side, token));
	struct fact_key y = fact_name_fold(fact_token(other, other_token));
	size_t len = x.len < y.len ? x.len : y.len;

	if (len == 0)
		return x.len == y.len;
	if (x.len == y.len && memcmp(x.text, y.text, len) == 0)
		return true;
	if (are_respelled(&x, &y))
		return true;
	if (memcmp(x.text, y.text, len) != 0)
		return are_inflected(&x, &y);
	return x.len < y.len ? is_short_form(side, token, &x, &y)
			     : is_short_form(other, other_token, &y, &x);
}
