/*
 * date_words.c - the words that dates are written with
 *
 * Months, days of the week, zones and small words in English, Russian,
 * Ukrainian, German, French, Spanish and Chinese.  A word is folded to small
 * letters (and ё to е) and looked up by its bytes; the two tables, for words
 * that begin in ASCII or not, are short and flat enough for a plain search,
 * about 0.1 us.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "date_words.h"

/* ---- the words that dates are written with ------------------------------- */

enum { MAX_WORD = 24 }; /* bytes */

struct word_entry {
	char text[MAX_WORD]; /* zeros behind the word */
	char kind;
	short value;
};

/* clang-format off */
static const struct word_entry latin[] = {
	/* months: English */
	{"january", 'N', 1}, {"february", 'N', 2}, {"march", 'N', 3},
	{"april", 'N', 4}, {"may", 'N', 5}, {"june", 'N', 6}, {"july", 'N', 7},
	{"august", 'N', 8}, {"september", 'N', 9}, {"october", 'N', 10},
	{"november", 'N', 11}, {"december", 'N', 12}, {"jan", 'N', 1},
	{"feb", 'N', 2}, {"mar", 'N', 3}, {"apr", 'N', 4}, {"jun", 'N', 6},
	{"jul", 'N', 7}, {"aug", 'N', 8}, {"sep", 'N', 9}, {"sept", 'N', 9},
	{"oct", 'N', 10}, {"nov", 'N', 11}, {"dec", 'N', 12},
	/* German */
	{"januar", 'N', 1}, {"jänner", 'N', 1}, {"februar", 'N', 2},
	{"märz", 'N', 3}, {"mai", 'N', 5}, {"juni", 'N', 6}, {"juli", 'N', 7},
	{"oktober", 'N', 10}, {"dezember", 'N', 12}, {"mrz", 'N', 3},
	{"okt", 'N', 10}, {"dez", 'N', 12},
	/* French */
	{"janvier", 'N', 1}, {"février", 'N', 2}, {"fevrier", 'N', 2},
	{"mars", 'N', 3}, {"avril", 'N', 4}, {"juin", 'N', 6},
	{"juillet", 'N', 7}, {"août", 'N', 8}, {"aout", 'N', 8},
	{"septembre", 'N', 9}, {"octobre", 'N', 10}, {"novembre", 'N', 11},
	{"décembre", 'N', 12}, {"decembre", 'N', 12},
	/* Spanish */
	{"enero", 'N', 1}, {"febrero", 'N', 2}, {"marzo", 'N', 3},
	{"abril", 'N', 4}, {"mayo", 'N', 5}, {"junio", 'N', 6},
	{"julio", 'N', 7}, {"agosto", 'N', 8}, {"septiembre", 'N', 9},
	{"octubre", 'N', 10}, {"noviembre", 'N', 11}, {"diciembre", 'N', 12},
	/* behind a number */
	{"h", '4', 0},
	/* halves of the day */
	{"am", 'p', 0}, {"pm", 'p', 12},
	/* zones; those of RFC 5322 first */
	{"z", 'z', 0}, {"ut", 'z', 0}, {"gmt", 'z', 0}, {"utc", 'z', 0},
	{"est", 'z', -300}, {"edt", 'z', -240}, {"cst", 'z', -360},
	{"cdt", 'z', -300}, {"mst", 'z', -420}, {"mdt", 'z', -360},
	{"pst", 'z', -480}, {"pdt", 'z', -420}, {"bst", 'z', 60},
	{"cet", 'z', 60}, {"cest", 'z', 120}, {"eet", 'z', 120},
	{"eest", 'z', 180}, {"msk", 'z', 180}, {"hkt", 'z', 480},
	{"sgt", 'z', 480}, {"jst", 'z', 540}, {"kst", 'z', 540},
	{"aest", 'z', 600}, {"aedt", 'z', 660}, {"et", 'r', -300},
	{"ct", 'r', -360}, {"mt", 'r', -420}, {"pt", 'r', -480}, {"t", 'T', 0},
	/* weekdays say nothing that the date does not */
	{"monday", ' ', 0}, {"tuesday", ' ', 0}, {"wednesday", ' ', 0},
	{"thursday", ' ', 0}, {"friday", ' ', 0}, {"saturday", ' ', 0},
	{"sunday", ' ', 0}, {"mon", ' ', 0}, {"tue", ' ', 0}, {"tues", ' ', 0},
	{"wed", ' ', 0}, {"thu", ' ', 0}, {"thur", ' ', 0}, {"thurs", ' ', 0},
	{"fri", ' ', 0}, {"sat", ' ', 0}, {"sun", ' ', 0}, {"montag", ' ', 0},
	{"dienstag", ' ', 0}, {"mittwoch", ' ', 0}, {"donnerstag", ' ', 0},
	{"freitag", ' ', 0}, {"samstag", ' ', 0}, {"sonntag", ' ', 0},
	{"lundi", ' ', 0}, {"mardi", ' ', 0}, {"mercredi", ' ', 0},
	{"jeudi", ' ', 0}, {"vendredi", ' ', 0}, {"samedi", ' ', 0},
	{"dimanche", ' ', 0}, {"lunes", ' ', 0}, {"martes", ' ', 0},
	{"miércoles", ' ', 0}, {"jueves", ' ', 0}, {"viernes", ' ', 0},
	{"sábado", ' ', 0}, {"domingo", ' ', 0},
	/* small words */
	{"at", ' ', 0}, {"on", ' ', 0}, {"of", ' ', 0}, {"the", ' ', 0},
	{"st", ' ', 0}, {"nd", ' ', 0}, {"rd", ' ', 0}, {"th", ' ', 0},
	{"den", ' ', 0}, {"um", ' ', 0}, {"uhr", ' ', 0}, {"le", ' ', 0},
	{"er", ' ', 0}, {"el", ' ', 0}, {"de", ' ', 0}, {"del", ' ', 0},
	{"a", ' ', 0}, {"las", ' ', 0},
};

/* Words whose first letter is not in ASCII. */
static const struct word_entry others[] = {
	/* Russian */
	{"января", 'N', 1}, {"февраля", 'N', 2}, {"марта", 'N', 3},
	{"апреля", 'N', 4}, {"мая", 'N', 5}, {"июня", 'N', 6},
	{"июля", 'N', 7}, {"августа", 'N', 8}, {"сентября", 'N', 9},
	{"октября", 'N', 10}, {"ноября", 'N', 11}, {"декабря", 'N', 12},
	{"янв", 'N', 1}, {"фев", 'N', 2}, {"февр", 'N', 2}, {"мар", 'N', 3},
	{"апр", 'N', 4}, {"май", 'N', 5}, {"июн", 'N', 6}, {"июл", 'N', 7},
	{"авг", 'N', 8}, {"сен", 'N', 9}, {"сент", 'N', 9}, {"окт", 'N', 10},
	{"ноя", 'N', 11}, {"нояб", 'N', 11}, {"дек", 'N', 12},
	/* Ukrainian */
	{"січня", 'N', 1}, {"лютого", 'N', 2}, {"березня", 'N', 3},
	{"квітня", 'N', 4}, {"травня", 'N', 5}, {"червня", 'N', 6},
	{"липня", 'N', 7}, {"серпня", 'N', 8}, {"вересня", 'N', 9},
	{"жовтня", 'N', 10}, {"листопада", 'N', 11}, {"грудня", 'N', 12},
	/* behind a number */
	{"年", '1', 0}, {"г", '1', 0}, {"года", '1', 0}, {"року", '1', 0},
	{"р", '1', 0}, {"月", '2', 0}, {"日", '3', 0}, {"號", '3', 0},
	{"号", '3', 0}, {"时", '4', 0}, {"時", '4', 0}, {"点", '4', 0},
	{"分", '5', 0}, {"秒", '6', 0},
	/* halves of the day */
	{"上午", 'p', 0}, {"下午", 'p', 12},
	/* zones; those of RFC 5322 first */
	{"мск", 'z', 180},
	/* weekdays say nothing that the date does not */
	{"понедельник", ' ', 0}, {"вторник", ' ', 0}, {"среда", ' ', 0},
	{"четверг", ' ', 0}, {"пятница", ' ', 0}, {"суббота", ' ', 0},
	{"воскресенье", ' ', 0}, {"пн", ' ', 0}, {"вт", ' ', 0},
	{"ср", ' ', 0}, {"чт", ' ', 0}, {"пт", ' ', 0}, {"сб", ' ', 0},
	{"вс", ' ', 0}, {"понеділок", ' ', 0}, {"вівторок", ' ', 0},
	{"середа", ' ', 0}, {"четвер", ' ', 0}, {"субота", ' ', 0},
	{"неділя", ' ', 0}, {"星期一", ' ', 0}, {"星期二", ' ', 0},
	{"星期三", ' ', 0}, {"星期四", ' ', 0}, {"星期五", ' ', 0},
	{"星期六", ' ', 0}, {"星期日", ' ', 0}, {"星期天", ' ', 0},
	{"周一", ' ', 0}, {"周二", ' ', 0}, {"周三", ' ', 0}, {"周四", ' ', 0},
	{"周五", ' ', 0}, {"周六", ' ', 0}, {"周日", ' ', 0},
	/* small words */
	{"в", ' ', 0}, {"о", ' ', 0}, {"à", ' ', 0},
};
/* clang-format on */

static struct dateword
date_word_look_up(const char word[MAX_WORD])
{
	bool ascii = (word[0] & 0x80) == 0;
	const struct word_entry *entries = ascii ? latin : others;
	size_t num = ascii ? sizeof latin / sizeof latin[0]
			   : sizeof others / sizeof others[0];
	uint64_t begin, of_entry;
	size_t i;

	memcpy(&begin, word, sizeof begin);
	for (i = 0; i < num; i++) {
		memcpy(&of_entry, entries[i].text, sizeof of_entry);
		if (of_entry == begin &&
		    memcmp(entries[i].text, word, MAX_WORD) == 0)
			return (struct dateword){
			    (enum dateword_kind)entries[i].kind,
			    entries[i].value};
	}
	return (struct dateword){DATEWORD_NONE, 0};
}

static bool
is_letter(int32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80)
		return (code >= 'a' && code <= 'z') ||
		       (code >= 'A' && code <= 'Z');
	category = utf8proc_category(code);
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_LO;
}

static bool
is_ideograph(int32_t code)
{
	return code >= 0x4e00 && code <= 0x9fff;
}

/* The longest word of up to three ideographs; all of them have 3 bytes. */
static struct dateword
read_ideographs(struct ndup_slice text, size_t *size)
{
	struct dateword word = {DATEWORD_NONE, 0};
	char key[MAX_WORD];

	for (*size = 9; *size > 0; *size -= 3) {
		if (*size > text.len)
			continue;
		memset(key, 0, sizeof key);
		memcpy(key, text.ptr, *size);
		word = date_word_look_up(key);
		if (word.kind != DATEWORD_NONE)
			break;
	}
	return word;
}

/* Adds a letter in its folded form; false if the word gets too long. */
static bool
add_letter(char *key, size_t *used, int32_t code)
{
	int32_t small = code < 0x80 ? code | 0x20 : utf8proc_tolower(code);
	utf8proc_uint8_t bytes[4];
	size_t num;

	if (small == 0x451) /* ё */
		small = 0x435;
	num = (size_t)utf8proc_encode_char(small, bytes);
	if (*used + num >= MAX_WORD)
		return false;
	memcpy(key + *used, bytes, num);
	*used += num;
	return true;
}

/* Whether a dot at text[at] stands between letters, as in "a.m." */
static bool
is_inner_dot(struct ndup_slice text, size_t at)
{
	return at + 1 < text.len && text.ptr[at] == '.' &&
	       is_letter((unsigned char)text.ptr[at + 1] & 0x7f) &&
	       (text.ptr[at + 1] & 0x80) == 0;
}

/*
 * Reads the word at text, which begins with a letter, in any case; *size gets
 * its bytes, an abbreviation's dot included.  Words that dates do not have
 * give DATEWORD_NONE.  Ideographs make words of one to three.
 */
static struct dateword
dateword_read(struct ndup_slice text, size_t *size)
{
	char key[MAX_WORD] = {0};
	size_t at = 0, used = 0, step;
	int32_t code;

	while (at < text.len) {
		step = printable_decode(text.ptr + at, text.len - at, &code);
		if (at == 0 && is_ideograph(code))
			return read_ideographs(text, size);
		if (is_letter(code) && !is_ideograph(code)) {
			if (!add_letter(key, &used, code))
				return (struct dateword){DATEWORD_NONE, 0};
		} else if (at != 1 || !is_inner_dot(text, at)) {
			break;
		}
		at += step;
	}
	if (at < text.len && text.ptr[at] == '.' && used > 0)
		at++;
	*size = at;
	return date_word_look_up(key);
}

/* ---- a date's text as numbers, words and punctuation --------------------- */

/*
 * One pass over the bytes.  What says nothing (white space, weekdays, small
 * words, most commas) leaves only the mark that something stood there; words
 * that dates do not have end the tokens, unless they stand in parentheses, as
 * in "+0300 (Moscow Standard Time)".
 */

size_t
datetoken_skip_space(struct ndup_slice text)
{
	size_t at = 0, size;
	int32_t code;

	while (at < text.len) {
		unsigned char byte = (unsigned char)text.ptr[at];

		size = 1;
		if (byte >= 0xc2) {
			size = printable_decode(
			    text.ptr + at, text.len - at, &code);
			if (!is_wide_space(code))
				break;
		} else if (byte != ' ' && (byte < '\t' || byte > '\r')) {
			break;
		}
		at += size;
	}
	return at;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Punctuation of dates in its ASCII form; 0: it is none. */
static char
punctuation(int32_t code)
{
	switch (code) {
	case '-':
	case '/':
	case '.':
	case ':':
	case '+':
	case '(':
	case ')':
	case ',':
		return (char)code;
	case 0x2010: /* hyphens, dashes, minus */
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return '-';
	case 0xff08:
		return '(';
	case 0xff09:
		return ')';
	case 0xff0c:
		return ',';
	case 0xff1a:
		return ':';
	default:
		return 0;
	}
}

static void
read_number(struct ndup_slice text, size_t at, struct datetoken *token)
{
	token->kind = DATETOKEN_NUMBER;
	while (at < text.len && is_digit(text.ptr[at]) &&
	       token->num_digits < DATETOKEN_MAX_DIGITS) {
		token->value = token->value * 10 + (text.ptr[at++] - '0');
		token->num_digits++;
	}
	token->end = at;
	if (at < text.len && is_digit(text.ptr[at]))
		token->kind = DATETOKEN_OTHER;
}

static void
date_word_read(struct ndup_slice text, size_t at, struct datetoken *token)
{
	struct ndup_slice rest = {text.ptr + at, text.len - at};
	struct dateword word;
	size_t size = 0;

	word = dateword_read(rest, &size);
	token->kind =
	    word.kind == DATEWORD_NONE ? DATETOKEN_OTHER : (char)word.kind;
	token->value = word.value;
	token->end = at + size;
}

/* A comma counts only within numbers: "10:15:00,5", "June 28,2022". */
static bool
is_silent(struct ndup_slice text, size_t at, const struct datetoken *token)
{
	if (token->kind == DATEWORD_FILLER)
		return true;
	return token->kind == ',' &&
	       !(at > 0 && is_digit(text.ptr[at - 1]) &&
		   token->end < text.len && is_digit(text.ptr[token->end]));
}

/* Reads the token at text[at], which is no white space. */
static void
read_token(struct ndup_slice text, size_t at, struct datetoken *token)
{
	int32_t code;
	size_t size;

	if (is_digit(text.ptr[at])) {
		read_number(text, at, token);
		return;
	}
	size = printable_decode(text.ptr + at, text.len - at, &code);
	token->kind = punctuation(code);
	token->end = at + size;
	if (token->kind == 0)
		date_word_read(text, at, token);
}

/* Makes the last open parenthesis with all in it a comment, where the text
 * behind text[at] has its end soon; returns that end, or 0. */
static size_t
close_comment(struct ndup_slice text, size_t at, struct datetokens *tokens)
{
	enum { MAX_COMMENT = 64 };
	struct datetoken *open;
	const char *close;
	size_t i, end;

	for (i = tokens->num; i > 0 && tokens->item[i - 1].kind != '('; i--)
		if (tokens->item[i - 1].kind == ')')
			return 0;
	if (i == 0)
		return 0;
	open = &tokens->item[i - 1];
	end = open->end + MAX_COMMENT;
	if (end > text.len)
		end = text.len;
	if (at >= end || (close = memchr(text.ptr + at, ')', end - at)) == NULL)
		return 0;
	open->kind = DATETOKEN_COMMENT;
	open->end = (size_t)(close - text.ptr) + 1;
	tokens->num = i;
	return open->end;
}

void
datetoken_read(struct ndup_slice text, struct datetokens *tokens)
{
	struct ndup_slice rest;
	bool spaced = false;
	size_t at = 0, size;

	tokens->num = 0;
	while (tokens->num < DATETOKEN_MAX - 1) {
		struct datetoken token = {.kind = DATETOKEN_END};

		rest = (struct ndup_slice){text.ptr + at, text.len - at};
		size = datetoken_skip_space(rest);
		at += size;
		token.spaced = spaced || size > 0;
		spaced = false;
		token.end = at;
		if (at < text.len)
			read_token(text, at, &token);
		if (token.kind == DATETOKEN_OTHER &&
		    (size = close_comment(text, at, tokens)) > 0) {
			at = size;
			continue;
		}
		spaced = is_silent(text, at, &token);
		if (!spaced)
			tokens->item[tokens->num++] = token;
		if (token.kind == DATETOKEN_END ||
		    token.kind == DATETOKEN_OTHER)
			return;
		at = token.end;
	}
	tokens->item[tokens->num++] =
	    (struct datetoken){.kind = DATETOKEN_OTHER};
}
