/*
 * fact_numbers.c - tokens of a text -> quantities
 *
 * A quantity is a figure of one token or several, as 1,000.5 has three, or
 * number words, as twenty-five, perhaps with thousand, million and the like
 * behind; or a month.  Which mark groups thousands and which is the decimal one
 * a text does not say: where both are possible both values are kept.
 */
#include <string.h>

#include "base/hash.h"
#include "dateline/date_words.h"
#include "text/spans.h"
#include "fact_numbers.h"

enum { MAX_GROUPS = 8 };

/* A figure, as groups of digits with marks between them. */
struct figure {
	struct fact_key groups[MAX_GROUPS];
	char marks[MAX_GROUPS]; /* before each group but the first */
	unsigned num;
};

static bool
byte_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static size_t
leading_digits(const struct fact_key *key)
{
	size_t i = 0;

	while (i < key->len && byte_is_digit(key->text[i]))
		i++;
	return i;
}

static bool
is_number_word(enum fact_word_kind kind)
{
	return kind == FACT_WORD_UNIT || kind == FACT_WORD_FACTOR ||
	       kind == FACT_WORD_SCALE;
}

/* ---- what belongs together ----------------------------------------------- */

/* The mark between a token and the one before it: ' ' for white space of all
 * kinds, 0 for anything longer, '_' for nothing. */
static char
mark_before(const struct fact_side *side, uint32_t token)
{
	struct ndup_slice gap = spans_gap(side->spans, side->text, token);

	if (gap.len == 0)
		return '_';
	if (gap.len == 1)
		return gap.ptr[0] == '\n' ? ' ' : gap.ptr[0];
	if ((gap.len == 2 && memcmp(gap.ptr, "\xc2\xa0", 2) == 0) ||
	    (gap.len == 3 && (memcmp(gap.ptr, "\xe2\x80\xaf", 3) == 0 ||
				 memcmp(gap.ptr, "\xe2\x80\x89", 3) == 0)))
		return ' '; /* no-break and thin spaces */
	return 0;
}

/* Whether the figure that a token begins goes on with the next one's. */
static bool
figures_join(const struct fact_side *side, uint32_t token,
    const struct fact_key *before, const struct fact_key *key)
{
	char mark = mark_before(side, token);

	if (leading_digits(before) != before->len)
		return false;
	if (mark == ' ' && before->len <= 3 && key->len == 3 &&
	    leading_digits(key) == 3)
		return true;
	if (mark == ' ' || mark == '-') /* 5-1/2; but 17-18 are two */
		return token + 1 < side->num && key->len <= 2 &&
		       mark_before(side, token + 1) == '/';
	return mark != 0 && strchr(".,:/", mark) != NULL;
}

static bool
is_near(const struct fact_side *side, uint32_t token)
{
	char mark = mark_before(side, token);

	return mark == ' ' || mark == '-' || mark == '_';
}

bool
fact_is_quantity(const struct fact_side *side, uint32_t token)
{
	struct ndup_slice word = fact_token(side, token);
	struct fact_key key = fact_word_fold(word);
	enum fact_word_kind kind;

	if (byte_is_digit(key.text[0]))
		return true;
	kind = fact_word_read(word).kind;
	return is_number_word(kind) || kind == FACT_WORD_MONTH;
}

bool
fact_quantity_goes_on(const struct fact_side *side, uint32_t token)
{
	struct fact_key key = fact_word_fold(fact_token(side, token));
	struct fact_key before = fact_word_fold(fact_token(side, token - 1));
	struct fact_word word, last;

	if (byte_is_digit(key.text[0]))
		return byte_is_digit(before.text[0]) &&
		       figures_join(side, token, &before, &key);
	word = fact_word_read(fact_token(side, token));
	if (!is_number_word(word.kind) || !is_near(side, token))
		return false;
	if (byte_is_digit(before.text[0]))
		return word.kind != FACT_WORD_UNIT;
	last = fact_word_read(fact_token(side, token - 1));
	if (last.kind == FACT_WORD_UNIT && word.kind == FACT_WORD_UNIT)
		return mark_before(side, token) == '_' ||
		       (last.value >= 20 && word.value < 10);
	return is_number_word(last.kind);
}

/* ---- figures --------------------------------------------------------------- */

static double
digits_value(const struct fact_key *key)
{
	double value = 0;
	size_t i;

	for (i = 0; i < key->len && byte_is_digit(key->text[i]); i++)
		value = value * 10 + (key->text[i] - '0');
	return value;
}

/* What the letters behind a figure multiply it by; 0: they say something
 * else. */
static double
suffix_scale(const char *suffix)
{
	static const struct {
		char text[4];
		double scale;
	} suffixes[] = {{"", 1}, {"st", 1}, {"nd", 1}, {"rd", 1}, {"th", 1},
	    {"s", 1}, {"pct", 1}, {"k", 1e3}, {"m", 1e6}, {"mn", 1e6},
	    {"mln", 1e6}, {"b", 1e9}, {"bn", 1e9}, {"bln", 1e9}};
	size_t i;

	for (i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (strncmp(
			suffix, suffixes[i].text, sizeof suffixes[i].text) == 0)
			return suffixes[i].scale;
	return 0;
}

/* Whether groups up to one are thousands behind each other, with one mark. */
static bool
are_thousands(const struct figure *figure, unsigned num)
{
	unsigned i;

	if (leading_digits(&figure->groups[0]) > 3)
		return false;
	for (i = 1; i < num; i++)
		if (leading_digits(&figure->groups[i]) != 3 ||
		    figure->marks[i] != figure->marks[1] ||
		    strchr(",. ", figure->marks[i]) == NULL)
			return false;
	return true;
}

static double
whole_value(const struct figure *figure, unsigned num)
{
	double value = digits_value(&figure->groups[0]);
	unsigned i;

	for (i = 1; i < num; i++)
		value = value * 1000 + digits_value(&figure->groups[i]);
	return value;
}

/* The last group as decimals of what is before it. */
static double
decimal_value(const struct figure *figure)
{
	const struct fact_key *last = &figure->groups[figure->num - 1];
	double part = 1;
	size_t i;

	for (i = leading_digits(last); i > 0; i--)
		part *= 10;
	return whole_value(figure, figure->num - 1) + digits_value(last) / part;
}

/* 1/2, 5-1/2: false if it is a date or a score. */
static bool
read_fraction(const struct figure *figure, double *value)
{
	unsigned num = figure->num;
	double over, under, whole = 0;

	if (num < 2 || num > 3 || figure->marks[num - 1] != '/' ||
	    (num == 3 && strchr(" -", figure->marks[1]) == NULL))
		return false;
	over = digits_value(&figure->groups[num - 2]);
	under = digits_value(&figure->groups[num - 1]);
	whole = num == 3 ? digits_value(&figure->groups[0]) : 0;
	*value = under > 0 ? whole + over / under : 0;
	return under > over && under <= 64;
}

static bool
read_decimal(const struct figure *figure, double *value)
{
	char mark = figure->marks[figure->num - 1];

	if ((mark != '.' && mark != ',') ||
	    !are_thousands(figure, figure->num - 1) ||
	    (figure->num > 2 && figure->marks[1] == mark))
		return figure->num == 2 && (mark == '.' || mark == ',') &&
		       (*value = decimal_value(figure), true);
	*value = decimal_value(figure);
	return true;
}

/* Fills in the values of a figure, if it is a number. */
static bool
figure_value(const struct figure *figure, struct fact_quantity *quantity)
{
	if (figure->num > 1 && are_thousands(figure, figure->num)) {
		quantity->value = quantity->other =
		    whole_value(figure, figure->num);
		if (figure->num == 2)
			read_decimal(figure, &quantity->other);
		return true;
	}
	if (figure->num == 1)
		quantity->value = digits_value(&figure->groups[0]);
	else if (!read_fraction(figure, &quantity->value) &&
		 !read_decimal(figure, &quantity->value))
		return false;
	quantity->other = quantity->value;
	return true;
}

static void
hash_figure(const struct figure *figure, struct fact_quantity *quantity)
{
	uint64_t hash = 0;
	unsigned i;

	for (i = 0; i < figure->num; i++)
		hash = hash_mix(
		    hash ^ hash_bytes(figure->groups[i].text,
			       figure->groups[i].len,
			       (uint64_t)(unsigned char)figure->marks[i]));
	quantity->kind = FACT_FIGURES;
	quantity->hash = hash;
}

static void
read_figure(const struct fact_side *side, struct fact_quantity *quantity)
{
	struct figure figure = {.num = 0};
	uint32_t token = quantity->tokens.begin;
	struct fact_key key = fact_word_fold(fact_token(side, token));
	const struct fact_key *last;
	double scale;

	do {
		figure.marks[figure.num] =
		    figure.num > 0 ? mark_before(side, token) : 0;
		figure.groups[figure.num++] = key;
		if (++token == side->num || figure.num == MAX_GROUPS)
			break;
		key = fact_word_fold(fact_token(side, token));
	} while (
	    byte_is_digit(key.text[0]) && fact_quantity_goes_on(side, token));
	quantity->tokens.end = token;
	last = &figure.groups[figure.num - 1];
	scale = suffix_scale(last->text + leading_digits(last));
	if (scale > 0 && figure_value(&figure, quantity)) {
		quantity->value *= scale;
		quantity->other *= scale;
	} else {
		hash_figure(&figure, quantity);
	}
}

/* ---- words ----------------------------------------------------------------- */

/* A number that is read word by word: 2 hundred 50 thousand and so on. */
struct spelled {
	double total, section, unit;
	bool place; /* one digit behind another, as in Chinese years */
};

static void
spelled_add(struct spelled *spelled, struct fact_word word)
{
	double sum;

	if (word.kind == FACT_WORD_UNIT) {
		if (word.value < 10 && spelled->place) {
			spelled->unit = spelled->unit * 10 + word.value;
		} else if (word.value < 10) {
			spelled->unit = word.value;
			spelled->place = true;
		} else {
			spelled->section += spelled->unit + word.value;
			spelled->unit = 0;
		}
		return;
	}
	spelled->place = false;
	if (word.kind == FACT_WORD_FACTOR) {
		spelled->section +=
		    (spelled->unit > 0 ? spelled->unit : 1) * word.value;
	} else {
		sum = spelled->section + spelled->unit;
		spelled->total += (sum > 0 ? sum : 1) * word.value;
		spelled->section = 0;
	}
	spelled->unit = 0;
}

static void
read_spelled(const struct fact_side *side, struct fact_quantity *quantity)
{
	struct spelled spelled = {0};
	uint32_t token = quantity->tokens.begin;

	do {
		spelled_add(
		    &spelled, fact_word_read(fact_token(side, token++)));
	} while (token < side->num && fact_quantity_goes_on(side, token));
	quantity->tokens.end = token;
	quantity->value = quantity->other =
	    spelled.total + spelled.section + spelled.unit;
}

/* Takes the words behind a figure: million. */
static void
read_scales(const struct fact_side *side, struct fact_quantity *quantity)
{
	uint32_t *end = &quantity->tokens.end;
	struct fact_word word;

	while (*end < side->num && fact_quantity_goes_on(side, *end)) {
		word = fact_word_read(fact_token(side, *end));
		if (word.kind != FACT_WORD_SCALE &&
		    word.kind != FACT_WORD_FACTOR)
			return;
		quantity->value *= word.value;
		quantity->other *= word.value;
		++*end;
	}
}

/* The zone of time that a figure has behind it, perhaps behind a.m. or p.m.;
 * 0: none. */
static int
read_zone(const struct fact_side *side, uint32_t token)
{
	enum { FAR = 3, MOST = 24 * 60 }; /* tokens, minutes */
	struct datetokens tokens;
	uint32_t i;

	for (i = token; i < side->num && i < token + FAR; i++) {
		datetoken_read(fact_token(side, i), &tokens);
		if (tokens.item[0].kind == DATEWORD_ZONE ||
		    tokens.item[0].kind == DATEWORD_US)
			return MOST + (int)tokens.item[0].value;
		if (fact_token(side, i).len > 2)
			break;
	}
	return 0;
}

bool
fact_quantity_read(const struct fact_side *side, uint32_t token,
    struct fact_quantity *quantity)
{
	struct ndup_slice text = fact_token(side, token);
	struct fact_word word;

	*quantity = (struct fact_quantity){.tokens = {token, token + 1}};
	if (byte_is_digit(fact_word_fold(text).text[0])) {
		read_figure(side, quantity);
		read_scales(side, quantity);
		quantity->zone = read_zone(side, quantity->tokens.end);
		return true;
	}
	word = fact_word_read(text);
	if (word.kind == FACT_WORD_MONTH) {
		quantity->kind = FACT_MONTH;
		quantity->value = quantity->other = word.value;
		return true;
	}
	if (!is_number_word(word.kind))
		return false;
	read_spelled(side, quantity);
	return true;
}

static bool
are_close(double x, double y)
{
	double difference = x > y ? x - y : y - x;

	return difference <= 1e-9 * (x + y); /* no number has a sign */
}

bool
fact_quantities_agree(
    const struct fact_quantity *x, const struct fact_quantity *y)
{
	if (x->zone != 0 && y->zone != 0 && x->zone != y->zone)
		return true; /* the hour of one place, and of another */
	if (x->kind != y->kind)
		return false;
	if (x->kind == FACT_FIGURES)
		return x->hash == y->hash;
	return are_close(x->value, y->value) || are_close(x->value, y->other) ||
	       are_close(x->other, y->value) || are_close(x->other, y->other);
}
