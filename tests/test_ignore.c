/*
 * test_ignore.c - known boilerplate counts for nothing
 *
 * By cases, by a twin that goes through all stretches of random articles, and
 * through a scan.
 */
#include "random.h"

#include "base/buffer.h"
#include "ndup.h"
#include "text/ignore.h"

static struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

struct ignoring {
	struct tokeniser tokeniser;
	struct ignore ignore;
};

static void
begin(struct ignoring *ignoring, const char *text, unsigned min_passage)
{
	struct ndup_params params;

	ndup_params_init(&params, sizeof params);
	params.min_passage = min_passage;
	params.ignore_text = slice(text);
	memset(ignoring, 0, sizeof *ignoring);
	assert_int_equal(
	    ignore_init(&ignoring->ignore, &params, &ignoring->tokeniser),
	    NDUP_OK);
}

static void
end(struct ignoring *ignoring)
{
	ignore_free(&ignoring->ignore);
	tokeniser_free(&ignoring->tokeniser);
}

/* Tokenises the article and ignores what is to be ignored. */
static void
apply(struct ignoring *ignoring, const char *article)
{
	struct tokeniser *tokeniser = &ignoring->tokeniser;

	assert_int_equal(tokeniser_run(tokeniser, slice(article), 0), NDUP_OK);
	assert_int_equal(ignore_apply(&ignoring->ignore, tokeniser->tokens,
			     tokeniser->num_tokens),
	    NDUP_OK);
}

/* What is left of an article: its words, '-' for each one ignored. */
static void
assert_left(const char *text, const char *article, const char *wanted)
{
	struct buffer left = {NULL, 0, 0, false};
	struct ignoring ignoring;
	struct ndup_span span;
	unsigned half_words = 0;
	size_t i;

	begin(&ignoring, text, 8);
	assert_int_equal(
	    tokeniser_run(&ignoring.tokeniser, slice(article), 0), NDUP_OK);
	for (i = 0; i < ignoring.tokeniser.num_tokens; i++)
		half_words += window_weight(ignoring.tokeniser.tokens[i]);
	apply(&ignoring, article);
	for (i = 0; i < ignoring.tokeniser.num_tokens; i++) {
		span = ignoring.tokeniser.spans[i];
		buffer_string(&left, i > 0 ? " " : "");
		if (ignoring.tokeniser.tokens[i] == 0)
			buffer_string(&left, "-");
		else
			buffer_add(
			    &left, article + span.begin, span.end - span.begin);
		half_words -= window_weight(ignoring.tokeniser.tokens[i]);
	}
	buffer_add(&left, "", 1);
	assert_string_equal(left.data, wanted);
	assert_int_equal(ignoring.ignore.ignored, half_words);
	buffer_free(&left);
	end(&ignoring);
}

#define LONG "one two three four five six seven eight nine ten"

static void
test_short_paragraph(void **state)
{
	(void)state;
	assert_left("Reporting by Ann Lee", "x. Reporting by Ann Lee! y",
	    "x - - - - y");
	assert_left("Reporting by Ann Lee",
	    "REPORTING BY ANN LEE reporting, by Ann; Lee", "- - - - - - - -");
	/* only the whole of it */
	assert_left("Reporting by Ann Lee", "Reporting by Ann Leeds",
	    "Reporting by Ann Leeds");
	assert_left("Advertisement", "a advertisement b", "a - b");
}

static void
test_long_paragraph(void **state)
{
	(void)state;
	assert_left(LONG, "x " LONG " y", "x - - - - - - - - - - y");
	/* any eight words of it */
	assert_left(LONG, "x three four five six seven eight nine ten y",
	    "x - - - - - - - - y");
	assert_left(LONG, "x two three four five six seven eight nine y",
	    "x - - - - - - - - y");
	/* and no seven */
	assert_left(LONG, "four five six seven eight nine ten one",
	    "four five six seven eight nine ten one");
	assert_left(LONG, "one two three four x five six seven eight nine",
	    "one two three four x five six seven eight nine");
}

static void
test_several_paragraphs(void **state)
{
	static const char text[] = "\r\n \t\r\nSubscribe now\n\n\nAll rights\n"
				   "reserved\r\n  \r\n" LONG;

	(void)state;
	assert_left(text, "a subscribe now b", "a - - b");
	assert_left(text, "a all rights reserved b", "a - - - b");
	assert_left(text, "rights reserved subscribe",
	    "rights reserved "
	    "subscribe");
	assert_left(text, "subscribe now all rights reserved " LONG,
	    "- - - - - - - - - - - - - - -");
	/* a stretch does not go from one paragraph into another */
	assert_left("one two three four\n\nfive six seven eight",
	    "two three four five six seven eight nine",
	    "two three four - - - - nine");
}

static void
test_chinese(void **state)
{
	(void)state;
	assert_left("责任编辑", "新闻。责任编辑：王", "新 闻 - - - - 王");
	assert_left("责任编辑", "责任编", "责 任 编");
	/* sixteen characters are eight words */
	assert_left("一二三四五六七八九十百千万亿东西南",
	    "甲二三四五六七八九十百千万亿东西南",
	    "甲 - - - - - - - - - - - - - - - -");
	assert_left("一二三四五六七八九十百千万亿东西南",
	    "三四五六七八九十百千万亿东西南",
	    "三 四 五 六 七 八 九 十 百 千 万 亿 东 西 南");
	assert_left("关注BBC新闻", "请关注 BBC 新闻吧", "请 - - - - - 吧");
}

static void
test_nothing(void **state)
{
	(void)state;
	assert_left("", "one two", "one two");
	assert_left(" \n\n . \n", "one two", "one two");
	assert_left("one", "", "");
}

/* ---- the twin ----------------------------------------------------------- */

enum { MOST_TOKENS = 60, MOST_PARAGRAPHS = 4 };

struct words {
	uint64_t tokens[MOST_TOKENS];
	size_t num;
};

static const char *const vocabulary[] = {
    "wire ", "news ", "report ", "新", "闻"};

static uint64_t
word_token(struct tokeniser *tokeniser, size_t word)
{
	assert_int_equal(
	    tokeniser_run(tokeniser, slice(vocabulary[word]), 0), NDUP_OK);
	assert_int_equal(tokeniser->num_tokens, 1);
	return tokeniser->tokens[0];
}

/* Adds random words to the text and to the list. */
static void
add_words(struct buffer *text, struct words *words, size_t num,
    struct tokeniser *tokeniser)
{
	size_t word;

	for (words->num = 0; words->num < num; words->num++) {
		word = random_below(5);
		buffer_string(text, vocabulary[word]);
		words->tokens[words->num] = word_token(tokeniser, word);
	}
}

static unsigned
weigh(const struct words *words, size_t from, size_t to)
{
	unsigned sum = 0;

	for (; from < to; from++)
		sum += window_weight(words->tokens[from]);
	return sum;
}

/* Marks article tokens i on that a stretch of the paragraph from j on covers,
 * as far as they are equal. */
static void
mark_common(const struct words *article, size_t i,
    const struct words *paragraph, size_t j, unsigned half_words, bool *marks)
{
	size_t num = 0, k;

	while (i + num < article->num && j + num < paragraph->num &&
	       article->tokens[i + num] == paragraph->tokens[j + num])
		num++;
	if (weigh(article, i, i + num) < half_words && num < paragraph->num)
		return;
	for (k = i; k < i + num; k++)
		marks[k] = true;
}

static void
check_random(unsigned min_passage)
{
	struct words paragraphs[MOST_PARAGRAPHS], article;
	struct buffer text = {NULL, 0, 0, false}, body = text;
	bool marks[MOST_TOKENS] = {false};
	struct tokeniser tokeniser = {.seed = 0};
	struct ignoring ignoring;
	size_t num = 1 + random_below(MOST_PARAGRAPHS), p, i, j;

	for (p = 0; p < num; p++) {
		add_words(
		    &text, &paragraphs[p], 1 + random_below(14), &tokeniser);
		buffer_string(&text, "\n\n");
	}
	add_words(&body, &article, random_below(MOST_TOKENS), &tokeniser);
	for (p = 0; p < num; p++) {
		for (i = 0; i < article.num; i++) {
			for (j = 0; j < paragraphs[p].num; j++)
				mark_common(&article, i, &paragraphs[p], j,
				    2 * min_passage, marks);
		}
	}
	buffer_add(&text, "", 1);
	buffer_add(&body, "", 1);
	begin(&ignoring, text.data, min_passage);
	apply(&ignoring, body.data);
	assert_int_equal(ignoring.tokeniser.num_tokens, article.num);
	for (i = 0; i < article.num; i++)
		assert_int_equal(ignoring.tokeniser.tokens[i] == 0, marks[i]);
	end(&ignoring);
	tokeniser_free(&tokeniser);
	buffer_free(&text);
	buffer_free(&body);
}

static void
test_random(void **state)
{
	size_t round;

	(void)state;
	random_begin();
	for (round = 0; round < 3000; round++)
		check_random(1 + (unsigned)random_below(5));
}

/* ---- through a scan ----------------------------------------------------- */

#define FOOTER                                                                 \
	"\n\nFollow our channel for the latest news from the whole region, "   \
	"sign up for the morning letter, and write to the editors if you saw " \
	"something that readers should know about. All material may be used "  \
	"with a link to the original article only."

static const char *const articles[] = {
    "The river rose by two metres overnight and the lower streets of the town "
    "had to be cleared before dawn, the mayor said on Monday." FOOTER,
    "Wheat prices fell for the third week in a row as exporters expect a "
    "record harvest and freight becomes cheaper again." FOOTER,
};

static struct ndup_counts
scan_articles(const char *ignore_text)
{
	struct ndup_document document = {.id = {"", 0}};
	struct ndup_params params;
	struct ndup_counts counts;
	struct ndup_scan *scan;
	size_t i;

	ndup_params_init(&params, sizeof params);
	params.num_threads = 1;
	params.ignore_text = slice(ignore_text);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 0; i < 2; i++) {
		document.text = slice(articles[i]);
		assert_int_equal(
		    ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	counts = *ndup_scan_counts(scan);
	ndup_scan_free(scan);
	return counts;
}

static void
test_scan(void **state)
{
	struct ndup_counts counts;

	(void)state;
	counts = scan_articles("");
	assert_int_equal(counts.matches, 1);
	assert_int_equal(counts.ignored_words, 0);
	counts = scan_articles(FOOTER);
	assert_int_equal(counts.matches, 0);
	assert_int_equal(counts.clusters, 0);
	assert_int_equal(counts.ignored_words, 2 * 44);
	counts = scan_articles("Some other footer that nobody ever used.");
	assert_int_equal(counts.matches, 1);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_short_paragraph),
	    cmocka_unit_test(test_long_paragraph),
	    cmocka_unit_test(test_several_paragraphs),
	    cmocka_unit_test(test_chinese),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_scan),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("ignore", tests, NULL, NULL);
}
