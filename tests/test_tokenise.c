/*
 * test_tokenise.c - tokens, against an independent twin
 */
#include "tokeniser_twin.h"

/* ---- comparing ---------------------------------------------------------- */

struct pair {
	struct tokeniser tokeniser, alone;
	struct twin twin;
};

static int
set_up(void **state)
{
	struct pair *pair = test_new(1, sizeof *pair);

	pair->tokeniser.seed = pair->alone.seed = SEED;
	*state = pair;
	return 0;
}

static int
tear_down(void **state)
{
	struct pair *pair = *state;

	tokeniser_free(&pair->tokeniser);
	tokeniser_free(&pair->alone);
	free(pair);
	return 0;
}

static struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

/* The bytes as they would stand in C, to find a failed case again. */
static void
show(struct ndup_slice text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		print_message("\\x%02x", (unsigned char)text.ptr[i]);
	print_message("\n");
}

/* Whether place `at` is a border between code points, or bytes that are none:
 * found by walking there. */
static bool
is_border(struct ndup_slice text, size_t at)
{
	utf8proc_ssize_t size;
	size_t here = 0;
	int32_t code;

	while (here < at) {
		size =
		    utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + here,
			(utf8proc_ssize_t)(text.len - here), &code);
		here += size < 0 ? 1 : (size_t)size;
	}
	return here == at;
}

static bool
overlaps(const struct ndup_span *spans, size_t num, size_t i)
{
	return (i > 0 && spans[i - 1].end > spans[i].begin) ||
	       (i + 1 < num && spans[i].end > spans[i + 1].begin);
}

/* Two spans overlap only in one code point, which gives several tokens. */
static bool
may_overlap(struct ndup_slice text, struct ndup_span x, struct ndup_span y)
{
	int32_t code;
	utf8proc_ssize_t size;

	size = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + y.begin,
	    (utf8proc_ssize_t)(text.len - y.begin), &code);
	return size > 0 && x.end == y.begin + (size_t)size;
}

/* Two times, as a text that breaks words does so more than once. */
static void
check_alone(struct pair *pair, struct ndup_slice word, uint64_t token)
{
	size_t len = 2 * word.len + 1;
	char *twice = test_new(len, 1);

	memcpy(twice, word.ptr, word.len);
	twice[word.len] = ' ';
	memcpy(twice + word.len + 1, word.ptr, word.len);
	assert_int_equal(
	    tokeniser_run(&pair->alone, (struct ndup_slice){twice, len}, 0),
	    NDUP_OK);
	assert_int_equal(pair->alone.num_tokens, 2);
	assert_int_equal(pair->alone.tokens[0], token);
	assert_int_equal(pair->alone.tokens[1], token);
	free(twice);
}

/* Spans lie on borders and ascend; what they hold is the token itself. */
static void
check_spans(struct pair *pair, struct ndup_slice text)
{
	const struct tokeniser *t = &pair->tokeniser;
	struct ndup_span span;
	size_t i;

	for (i = 0; i < t->num_tokens; i++) {
		span = t->spans[i];
		assert_true(span.begin < span.end && span.end <= text.len);
		assert_true(is_border(text, span.begin));
		assert_true(is_border(text, span.end));
		if (i > 0 && t->spans[i - 1].end > span.begin)
			assert_true(may_overlap(text, t->spans[i - 1], span));
		if (!overlaps(t->spans, t->num_tokens, i))
			check_alone(pair,
			    (struct ndup_slice){
				text.ptr + span.begin, span.end - span.begin},
			    t->tokens[i]);
	}
}

static void
check(struct pair *pair, struct ndup_slice text)
{
	const struct tokeniser *t = &pair->tokeniser;
	size_t i;

	assert_int_equal(tokeniser_run(&pair->tokeniser, text, 0), NDUP_OK);
	twin_run(&pair->twin, text.ptr, text.len);
	if (t->num_tokens != pair->twin.num_tokens ||
	    memcmp(t->tokens, pair->twin.tokens,
		t->num_tokens * sizeof *t->tokens) != 0)
		show(text);
	assert_int_equal(t->num_tokens, pair->twin.num_tokens);
	for (i = 0; i < t->num_tokens; i++)
		assert_int_equal(t->tokens[i], pair->twin.tokens[i]);
	check_spans(pair, text);
}

/* ---- pinned cases ------------------------------------------------------- */

#define SHY "\xc2\xad"
#define ZWJ "\xe2\x80\x8d"
#define NBSP "\xc2\xa0"
#define ACUTE "\xcc\x81"
#define DOTS "\xcc\x88"
#define DOT_BELOW "\xcc\xa3"
#define HYPHEN "\xe2\x80\x90"
#define ZWNJ "\xe2\x80\x8c"
#define DAKUTEN "\xe3\x82\x99"

/* Texts with the same tokens. */
static const char *const equal[][2] = {
    {"Don't", "don\xe2\x80\x99t"},
    {"don't", "don\xca\xbct"},
    {"don't", "dont"},
    {"don't", "don" SHY "'" SHY "t"},
    {"rock 'n' roll", "rock n roll"},
    {"the boys' toys", "the boys toys"},
    {"'quoted'", "quoted"},
    {"a''b", "a b"},
    {"l'\xc3\x89t\xc3\xa9", "L\xe2\x80\x99\xc3\xa9te" ACUTE},
    {"\xef\xbc\x87quoted\xef\xbc\x87", "quoted"},
    {"Ёлка", "елка"},
    {"Е" DOTS "лка", "ёлка"},
    {"е" DOTS DOT_BELOW, "е" DOT_BELOW DOTS},
    {"е" DOT_BELOW DOTS, "е" DOT_BELOW},
    {"\xd0\x99од", "и\xcc\x86од"},
    {"caf\xc3\xa9", "cafe" ACUTE},
    {"CAF\xc3\x89", "cafe" ACUTE},
    {"o" ACUTE DOT_BELOW, "o" DOT_BELOW ACUTE},
    {"re" SHY "port", "report"},
    {"re" ZWJ "port", "report"},
    {"\xef\xbb\xbfreport", "report"},
    {"two" NBSP "words", "two words"},
    {"１２３ ＡＢＣ", "123 abc"},
    {"\xef\xac\x81le", "file"},
    {"№ 5", "no 5"},
    {"Stra\xc3\x9f"
     "e",
	"STRASSE"},
    {"ΛΟΓΟΣ", "λογος"},
    {"ﾊﾟﾝ", "パン"},
    {"か" DAKUTEN, "が"},
    {"한글", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"
	     "\xe1\x84\x80\xe1\x85\xb3\xe1\x86\xaf"},
    {"x\xf0\x9f\x8c\x8dy", "x y"},
    {"a\xff"
     "b",
	"a b"},
    {"end\xe6\x96", "end"},
    {"\xe2\x80\x9cyes\xe2\x80\x9d\xe2\x80\x94no", "yes no"},
    {"3,000.50", "3 000 50"},
    /* vowel marks, tatweel; alef, yeh, kaf and heh forms; hamza */
    {"أَعْلَنَ الـمَجْلِسُ", "اعلن المجلس"},
    {"إلى آخر", "الي اخر"},
    {"ٱلله", "الله"},
    {"الى المدينة", "الي المدينه"},
    {"مسؤول دائم", "مسوول دايم"},
    {"يكي", "یکی"},
    {"خانۀ", "خانهٔ"},
    {"ۂ ۃ", "ه ه"},
    {"\xef\xba\x8d\xef\xbb\x9f", "ال"}, /* presentation forms */
    {"ﻻ", "لا"},
    {"می" ZWNJ "رود", "می رود"},
    {"Auf" ZWNJ "lage", "Auflage"},
    {"שָׁלוֹם", "שלום"},
    {"\xef\xac\xb5", "ו"}, /* vav with dagesh */
    /* digits of all scripts */
    {"٢٠٢٤ ۱۲ १२ ১২ ๑๒", "2024 12 12 12 12"},
    {"๕", "5"},
    /* broken words */
    {"the agr-\nound por-\nt", "the aground port"},
    {"agr-\r\n \tound por-\r\nt", "aground port"},
    {"agr" HYPHEN "\nound por-\nt", "aground port"},
    {"agr" SHY "\nound", "aground"},
    {"AGR" SHY "\n OUND", "AGROUND"},
    {"со-\nобщи-\nли", "сообщили"},
    {"cafe" ACUTE "-\nteria caf\xc3\xa9-\nteria",
	"cafe" ACUTE "teria cafe" ACUTE "teria"},
};

/* Texts with other tokens. */
static const char *const different[][2] = {
    {"report", "reports"},
    {"caf\xc3\xa9", "cafe"},
    {"йод", "иод"},
    {"ab", "a b"},
    {"が", "か"},
    {"a' b", "ab"},
    {"е" ACUTE DOTS, "е" ACUTE},
    {"ک", "گ"},
    {"ي", "ے"},
    {"ב", "כ"},
    {"SIRA", "s\xc4\xb1ra"},
    {"體", "体"},
    {"well-\nknown", "wellknown"},
    {"Jean-\nPierre Jean-\nPierre", "JeanPierre JeanPierre"},
    {"the 1990-\nodd 1990-\nodd", "the 1990odd 1990odd"},
    {"a -\nb c -\nd", "ab cd"},
    {"-\nb -\nc", "bc"},
    {"agr-\n\nound por-\n\nt", "aground port"},
    {"agr- \nound por- \nt", "aground port"},
    {"agr\xe2\x80\x91\nound por\xe2\x80\x91\nt", "aground port"},
};

static size_t
copy_tokens(struct pair *pair, const char *text, uint64_t *tokens)
{
	const struct tokeniser *t = &pair->tokeniser;

	check(pair, slice(text));
	if (t->num_tokens > 0)
		memcpy(tokens, t->tokens, t->num_tokens * sizeof *tokens);
	return t->num_tokens;
}

static bool
same_tokens(struct pair *pair, const char *a, const char *b)
{
	uint64_t tokens_a[64], tokens_b[64];
	size_t num_a, num_b;

	num_a = copy_tokens(pair, a, tokens_a);
	num_b = copy_tokens(pair, b, tokens_b);
	assert_true(num_a > 0 && num_b > 0);
	return num_a == num_b &&
	       memcmp(tokens_a, tokens_b, num_a * sizeof *tokens_a) == 0;
}

static void
test_equal(void **state)
{
	size_t i;

	for (i = 0; i < sizeof equal / sizeof equal[0]; i++) {
		if (!same_tokens(*state, equal[i][0], equal[i][1]))
			fail_msg("%s and %s", equal[i][0], equal[i][1]);
	}
	for (i = 0; i < sizeof different / sizeof different[0]; i++) {
		if (same_tokens(*state, different[i][0], different[i][1]))
			fail_msg("%s and %s", different[i][0], different[i][1]);
	}
}

/* "in the meantime": where each token stands, and '~' behind half words. */
static void
assert_split(struct pair *pair, const char *text, const char *wanted)
{
	const struct tokeniser *t = &pair->tokeniser;
	char split[512] = "";
	size_t i, len = 0;

	check(pair, slice(text));
	for (i = 0; i < t->num_tokens; i++)
		len += (size_t)snprintf(split + len, sizeof split - len,
		    "%s%.*s%s", i > 0 ? "|" : "",
		    (int)(t->spans[i].end - t->spans[i].begin),
		    text + t->spans[i].begin,
		    (t->tokens[i] & 1) != 0 ? "~" : "");
	assert_string_equal(split, wanted);
}

static void
test_split(void **state)
{
	assert_split(*state, "", "");
	assert_split(*state, " .,!\n", "");
	assert_split(
	    *state, "DUSHANBE, June 28. /TASS/.", "DUSHANBE|June|28|TASS");
	assert_split(*state, "he didn't \xe2\x80\x98say\xe2\x80\x99 so'",
	    "he|didn't|say|so");
	assert_split(*state, "re" SHY "port" SHY ".", "re" SHY "port");
	assert_split(*state, "「东京」", "东~|京~");
	assert_split(*state, "2022年6月ABC", "2022|年~|6|月~|ABC");
	assert_split(*state, "がか" DAKUTEN "x", "が~|か" DAKUTEN "~|x");
	/* vowel signs and tones stay with their consonant */
	assert_split(*state, "กี่น้ำ", "กี่~|น้ำ~|ำ~");
	assert_split(*state, "ភាសា", "ភា~|សា~");
	assert_split(*state, "한글 news", "한글|news");
	/* one code point, two words: decomposed it has a fraction slash */
	assert_split(*state, "5½", "5½|½");
	assert_split(*state, "Brand™ x²", "Brand™|x²");
	assert_split(*state, "a\xcc", "a");
	assert_split(*state, "´x ¨y", "x|y");
	/* a word holds its vowel marks, and both parts where it is broken */
	assert_split(*state, "كتابٌ، بيتـ.", "كتابٌ|بيتـ");
	assert_split(
	    *state, "the agr-\n  ound. Por-\nt", "the|agr-\n  ound|Por-\nt");
	assert_split(*state, "por" SHY "\nt" SHY "\n", "por" SHY "\nt");
	assert_split(*state, "a-\nb-\nc d-", "a-\nb-\nc|d");
	assert_split(*state, "می" ZWNJ "رود", "می|رود");
	assert_split(*state, "can't-\n'n' 東-\nb 7-\nc", "can't|n|東~|b|7|c");
}

/* Hyphens are breaks where two lines or more end with one, and each fortieth
 * line does; also where words are read from a later byte on. */
static void
test_hyphenated(void **state)
{
	struct pair *pair = *state;
	char text[1024] = "por-\nt por-\nt";
	size_t len = strlen(text), num_lines;

	for (num_lines = 2; num_lines < 90; num_lines++) {
		check(pair, (struct ndup_slice){text, len});
		assert_int_equal(pair->tokeniser.num_tokens,
		    (num_lines <= 80 ? 2 : 4) + num_lines - 2);
		memcpy(text + len, "\nx", 2);
		len += 2;
	}
	assert_int_equal(
	    tokeniser_run(&pair->tokeniser, slice("Por-\nt and har-\nbour"), 6),
	    NDUP_OK);
	assert_int_equal(pair->tokeniser.num_tokens, 2);
	assert_int_equal(pair->tokeniser.spans[1].begin, 11);
	assert_int_equal(pair->tokeniser.spans[1].end, 20);
}

/* Tokens from a byte on; spans still count from byte 0. */
static void
test_begin(void **state)
{
	static const char text[] = "MOSCOW, June 27. The president said.";
	struct pair *pair = *state;
	const struct tokeniser *t = &pair->tokeniser;
	uint64_t tokens[16];

	assert_int_equal(copy_tokens(pair, "The president said", tokens), 3);
	assert_int_equal(
	    tokeniser_run(&pair->tokeniser, slice(text), 17), NDUP_OK);
	assert_int_equal(t->num_tokens, 3);
	assert_memory_equal(t->tokens, tokens, sizeof tokens[0] * 3);
	assert_int_equal(t->spans[0].begin, 17);
	assert_int_equal(t->spans[2].end, 35);
	assert_int_equal(
	    tokeniser_run(&pair->tokeniser, slice(text), sizeof text - 1),
	    NDUP_OK);
	assert_int_equal(t->num_tokens, 0);
}

static void
test_seed(void **state)
{
	struct tokeniser t = {.seed = SEED + 1};
	uint64_t tokens[4];

	assert_int_equal(copy_tokens(*state, "news", tokens), 1);
	assert_int_equal(tokeniser_run(&t, slice("news"), 0), NDUP_OK);
	assert_true(t.tokens[0] != tokens[0]);
	tokeniser_free(&t);
}

static void
test_too_long(void **state)
{
	struct pair *pair = *state;

	assert_int_equal(tokeniser_run(&pair->tokeniser,
			     (struct ndup_slice){"", UINT32_MAX}, 0),
	    NDUP_INPUT);
}

/* ---- every code point, and random texts --------------------------------- */

static void
test_every_code_point(void **state)
{
	utf8proc_uint8_t text[16] = "a";
	struct pair *pair = *state;
	int32_t code;
	size_t len;

	for (code = 1; code < 0x3134f; code++) {
		if ((code >= 0xd800 && code < 0xe000) ||
		    (code >= 0xac40 && code < 0xd780) ||
		    (code >= 0x4e80 && code < 0x9f00) ||
		    (code >= 0x20080 && code < 0x2f700))
			continue; /* many of a kind */
		len = 1 + (size_t)utf8proc_encode_char(code, text + 1);
		text[len++] = 'z';
		check(pair, (struct ndup_slice){(char *)text, len});
	}
}

static const char *const alphabet[] = {"a", "B", "7", "word", "Report", " ",
    " ", ".", "-", "\n", "'", "'", "\xe2\x80\x99", "\xca\xbc", "\xef\xbc\x87",
    "\xc5\x89" /* n with apostrophe */, SHY, ZWJ, NBSP, "\xcd\x8f",
    "\xef\xb8\x8f", "\xc3\xa9", "\xc3\x85", "e", "o", ACUTE, DOTS, DOT_BELOW,
    "\xcc\xa7", "\xcd\x9c", "\xcc\x86", "\xcd\x85", "\xe2\x83\xa3",
    "\xe1\xbb\x87", "ё", "Ё", "е", "Е", "и", "й", "Й", "ѐ", "ѓ", "мир", "ＡＢ",
    "１", "\xef\xac\x81", "\xef\xac\x83", "™", "½", "№", "²", "ⅷ", "\xc2\xb4",
    "\xc2\xa8", "\xe2\x80\x97", "\xc3\x9f", "\xe1\xba\x9e", "σ", "ς", "Σ", "ᾴ",
    "ΐ", "İ", "ı", "東", "京", "々", "〇", "\xf0\xa0\x80\x80", "\xef\xa4\x80",
    "か", "が", "ガ", "カ", DAKUTEN, "ﾊ", "ﾟ", "ー", "「", "」", "、", "ก", "ี",
    "่", "น", "้", "ำ", "๕", "ກ", "ຳ", "ក", "ា", "្", "မ", "ျ", "한", "글",
    "\xe1\x84\x92", "\xe1\x85\xa1", "\xe1\x86\xab", "\xf0\x9f\x8c\x8d",
    "\xf0\x9f\x91\xa9" ZWJ "\xf0\x9f\x91\xa7", "\xff", "\xc3", "\xe6\x96",
    "\xf0\x9f\x8c", "\x80", "\xed\xa0\x80", "ا", "ً", "ﷺ", "א", "ִ", "क", "्", "ि",
    "-\n", "-\n", "a-\nb", "y-\r\n z", HYPHEN "\n", SHY "\n", "\t", "\r\n", "أ",
    "ٔ", "ـ", "ی", "ک", "ة", "ۀ", "ﱞ", "ـَ", ZWNJ, "٣", "۴", "९", "\xef\xac\xb5",
    "\xe2\x80\x91"};

static void
test_random(void **state)
{
	enum { ROUNDS = 60000 };
	char text[1024];
	const char *piece;
	size_t round, i, num, len;

	random_begin();
	for (round = 0; round < ROUNDS; round++) {
		len = 0;
		num = random_below(round % 50 == 0 ? 100 : 12);
		for (i = 0; i < num; i++) {
			piece = alphabet[random_below(
			    sizeof alphabet / sizeof alphabet[0])];
			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		check(*state, (struct ndup_slice){text, len});
	}
}

/* Mostly ASCII, long enough for the path of its own; now and then something
 * that is not for it, and words longer than a block. */
static void
test_mostly_ascii(void **state)
{
	static const char letters[] = "abcXYZ0189";
	static const char *const others[] = {
	    "'", "\xc3\xa9", "\xe2\x80\x99", SHY, "\xe6\x96\x87", "\xff"};
	char text[1024];
	size_t round, len, left;

	random_begin();
	for (round = 0; round < 4000; round++) {
		for (len = 0; len < sizeof text - 100;) {
			left = 1 + random_below(random_percent(3) ? 90 : 18);
			for (; left > 0; left--)
				text[len++] = letters[random_below(10)];
			if (random_percent(5)) {
				len += strlen(strcpy(
				    text + len, others[random_below(6)]));
			}
			if (random_percent(6))
				len += strlen(strcpy(text + len, "-\n"));
			else if (random_percent(90))
				text[len++] = " .,\n@[`{/:-"[random_below(11)];
		}
		len -= random_below(300);
		check(*state, (struct ndup_slice){text, len});
	}
}

/* Russian, Ukrainian, Serbian and old letters, with now and then a mark, or
 * something else. */
static void
test_mostly_cyrillic(void **state)
{
	static const char *const others[] = {"a", "B7", "'", ACUTE, DOTS, SHY,
	    "\xd2\x91", "\xe2\x80\x94", "\xff", "\xd0", "-\n", "-"};
	char text[1024];
	size_t round, len, left;

	random_begin();
	for (round = 0; round < 4000; round++) {
		for (len = 0; len < sizeof text - 150;) {
			left = 1 + random_below(random_percent(3) ? 60 : 12);
			for (; left > 0; left--)
				len += (size_t)utf8proc_encode_char(
				    (int32_t)(random_percent(80)
						  ? 0x410 + random_below(64)
						  : 0x400 + random_below(128)),
				    (utf8proc_uint8_t *)text + len);
			if (random_percent(8))
				len += strlen(strcpy(
				    text + len, others[random_below(12)]));
			if (random_percent(90))
				text[len++] = " .,\n"[random_below(4)];
		}
		len -= random_below(300);
		check(*state, (struct ndup_slice){text, len});
	}
}

/* Runs of Han characters, and what may stand behind them. */
static void
test_mostly_han(void **state)
{
	static const char *const others[] = {"、", "，", "。", "a", "7", " ",
	    "'", "か", DAKUTEN, ZWJ, "\xef\xb8\x8f", ACUTE, "々", "\xff",
	    "\xe6\x96", "\xf0\xa0\x80\x80", "é"};
	char text[400];
	size_t round, len, left;

	random_begin();
	for (round = 0; round < 10000; round++) {
		for (len = 0; len < 200;) {
			for (left = random_below(8); left > 0; left--)
				len += (size_t)utf8proc_encode_char(
				    (int32_t)(0x4df0 + random_below(0x51c0)),
				    (utf8proc_uint8_t *)text + len);
			len += strlen(
			    strcpy(text + len, others[random_below(17)]));
		}
		len -= random_below(100);
		check(*state, (struct ndup_slice){text, len});
	}
}

/* Bytes of any kind, cut anywhere. */
static void
test_random_bytes(void **state)
{
	char text[64];
	size_t round, i, len;

	random_begin();
	for (round = 0; round < 20000; round++) {
		len = random_below(sizeof text);
		for (i = 0; i < len; i++)
			text[i] =
			    (char)(random_percent(60) ? 'a' + random_below(26)
						      : random_below(256));
		check(*state, (struct ndup_slice){text, len});
	}
}

/* Marks in any order are one word, also far more of them than anybody writes. */
static void
test_many_marks(void **state)
{
	static const char *const marks[] = {
	    ACUTE, DOTS, DOT_BELOW, "\xcc\xa7", "\xcd\x9c", "\xcc\x9b"};
	struct pair *pair = *state;
	char text[1024];
	size_t round, len, i;

	random_begin();
	for (round = 0; round < 2000; round++) {
		text[0] = 'o';
		len = 1;
		for (i = random_below(round % 9 == 0 ? 500 : 60); i > 0; i--) {
			memcpy(text + len, marks[random_below(6)], 2);
			len += 2;
		}
		check(pair, (struct ndup_slice){text, len});
		assert_int_equal(pair->tokeniser.num_tokens, 1);
		assert_int_equal(pair->tokeniser.spans[0].end, len);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_equal),
	    cmocka_unit_test(test_split),
	    cmocka_unit_test(test_hyphenated),
	    cmocka_unit_test(test_begin),
	    cmocka_unit_test(test_seed),
	    cmocka_unit_test(test_mostly_ascii),
	    cmocka_unit_test(test_mostly_cyrillic),
	    cmocka_unit_test(test_mostly_han),
	    cmocka_unit_test(test_too_long),
	    cmocka_unit_test(test_every_code_point),
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_random_bytes),
	    cmocka_unit_test(test_many_marks),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name(
	    "tokenise", tests, set_up, tear_down);
}
