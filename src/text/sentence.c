/*
 * sentence.c - where sentences and clauses begin, as far as marks tell
 */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "sentence.h"
#include "spans.h"
#include "window.h"

/* ---- abbreviations -------------------------------------------------------- */

/* Words behind which a full stop ends hardly any sentence; sorted by bytes. */
static const char *const abbreviations[] = {"Abs", "Adm", "Apr", "Art", "Aug",
    "Ave", "Blvd", "Bros", "Calif", "Capt", "Cmdr", "Co", "Col", "Conn", "Corp",
    "Cos", "Dec", "Dept", "Dr", "Dra", "Feb", "Fr", "Gen", "Gov", "Hon", "Hr",
    "Inc", "Jan", "Jr", "Jul", "Jun", "Lt", "Ltd", "MM", "Maj", "Mar", "Mass",
    "Mio", "Mlle", "Mme", "Mr", "Mrd", "Mrs", "Ms", "No", "Nos", "Nov", "Nr",
    "Oct", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens", "Sep", "Sept", "Sgt",
    "Sr", "Sra", "St", "Str", "approx", "bzw", "ca", "cf", "ggf", "vgl", "vs",
    "акад", "гг", "ген", "им", "млн", "млрд", "проф", "руб", "тыс", "ул"};

static int
by_word(const void *key, const void *entry)
{
	const struct ndup_slice *word = key;
	const char *abbreviation = *(const char *const *)entry;
	size_t len = strlen(abbreviation);
	int order =
	    memcmp(word->ptr, abbreviation, word->len < len ? word->len : len);

	return order != 0 ? order : (word->len > len) - (word->len < len);
}

/* Whether a full stop behind this word is part of it: an initial, U.S., Mr. */
static bool
is_abbreviation(struct ndup_slice word)
{
	int32_t code;

	if (printable_decode(word.ptr, word.len, &code) == word.len)
		return utf8proc_category(code) <= UTF8PROC_CATEGORY_LO;
	return bsearch(&word, abbreviations,
		   sizeof abbreviations / sizeof abbreviations[0],
		   sizeof abbreviations[0], by_word) != NULL;
}

/* ---- marks ---------------------------------------------------------------- */

/* Ends a sentence even without a space behind it. */
static bool
is_full_stop(int32_t code)
{
	return code == 0x3002 || code == 0xff01 ||
	       code == 0xff1f; /* ideographic stop, wide ! and ? */
}

static bool
is_stop(int32_t code)
{
	return code == '.' || code == '!' || code == '?' ||
	       code == 0x2026; /* ellipsis */
}

static bool
is_sentence_space(int32_t code)
{
	return code == ' ' || code == '\t' || code == '\r' || code == 0xa0;
}

static bool
is_clause_mark(int32_t code)
{
	return code == ',' || code == ';' || code == ':' || code == '(' ||
	       code == ')' || code == '"' || code == 0x2013 ||
	       code == 0x2014 || /* dashes */
	       (code >= 0x201c && code <= 0x201e) || code == 0xab ||
	       code == 0xbb ||                     /* quotation marks */
	       code == 0xff0c || code == 0xff1a || /* wide , and : */
	       code == 0xff1b || code == 0x300c || code == 0x300d;
}

/* What the marks between two words say by themselves. */
struct marks_between {
	bool full_stop; /* whatever the words are */
	bool stop;      /* with white space behind it */
	bool only_dot;  /* of the stops: one full stop */
	bool line;      /* one line end */
	bool clause;
};

static struct marks_between
read_marks(struct ndup_slice between)
{
	struct marks_between marks = {.only_dot = true};
	unsigned stops = 0, lines = 0, hyphens = 0;
	int32_t code;
	size_t i;

	for (i = 0; i < between.len;) {
		i += printable_decode(between.ptr + i, between.len - i, &code);
		marks.full_stop |= is_full_stop(code);
		marks.stop |= stops > 0 && is_sentence_space(code);
		marks.only_dot &= !is_stop(code) || (code == '.' && stops == 0);
		stops += is_stop(code);
		lines += code == '\n';
		hyphens += code == '-';
		marks.clause |= is_clause_mark(code);
	}
	marks.line = lines == 1;
	marks.full_stop |= lines > 1;
	marks.stop |= stops > 0 && lines > 0;
	/* A hyphen with spaces, or two, is a dash. */
	marks.clause |= hyphens > 0 && between.len > 1;
	return marks;
}

static bool
is_ascii_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Whether a token goes on with the number, or the time, before it: 170,000. */
static bool
is_in_number(struct ndup_slice between, struct ndup_slice text)
{
	const char *end = between.ptr + between.len;

	return between.len == 1 && end < text.ptr + text.len &&
	       is_ascii_digit(between.ptr[-1]) && is_ascii_digit(*end) &&
	       (*between.ptr == ',' || *between.ptr == ':');
}

enum border
sentence_border(
    const struct ndup_span *spans, struct ndup_slice text, size_t token)
{
	struct ndup_slice between = spans_gap(spans, text, token);
	const struct ndup_span *before = &spans[token - 1];
	struct marks_between marks;
	int32_t next;

	if (between.len == 0 || (between.len == 1 && between.ptr[0] == ' '))
		return BORDER_NONE; /* most of all */
	if (is_in_number(between, text))
		return BORDER_NONE;
	marks = read_marks(between);
	if (marks.full_stop)
		return BORDER_SENTENCE;
	if (marks.stop || marks.line) {
		printable_decode(text.ptr + spans[token].begin,
		    text.len - spans[token].begin, &next);
		if (utf8proc_category(next) != UTF8PROC_CATEGORY_LL &&
		    (!marks.stop || !marks.only_dot ||
			!is_abbreviation(
			    (struct ndup_slice){text.ptr + before->begin,
				before->end - before->begin})))
			return BORDER_SENTENCE;
	}
	return marks.clause ? BORDER_CLAUSE : BORDER_NONE;
}

/* ---- where to divide ------------------------------------------------------ */

/* How far off a sentence may begin, or a clause, in half words. */
enum { MAX_SENTENCE = 6, MAX_CLAUSE = 4 };

enum border
sentences_border(const struct sentences *sentences, uint32_t token)
{
	return token == 0 || token == sentences->num
		   ? BORDER_SENTENCE
		   : sentence_border(sentences->spans, sentences->text, token);
}

uint32_t
sentences_nearest(const struct sentences *sentences, uint32_t from, uint32_t to)
{
	uint32_t at = from, clause = from, weight = 0;
	bool found = false;
	enum border border;

	for (;;) {
		border = sentences_border(sentences, at);
		if (border == BORDER_SENTENCE)
			return at;
		if (border == BORDER_CLAUSE && !found && weight <= MAX_CLAUSE) {
			clause = at;
			found = true;
		}
		if (at == to)
			return clause;
		weight += window_weight(sentences->ids[at - (to < from)]);
		if (weight > MAX_SENTENCE)
			return clause;
		at = to < from ? at - 1 : at + 1;
	}
}
