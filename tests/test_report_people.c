/*
 * test_report_people.c - reports for people: what a line may hold, edits, pairs
 */
#include "reporting.h"

static void
test_terminal(void **state)
{
	static const char *const words[] = {"Cluster 1: 3 articles",
	    "2024-03-04 to 2024-03-05", "Coast", "published",
	    "2024-03-04 08:15Z", "wire/1", "2024-03-05", "wire/2", "   3  -",
	    "wire/3", "Shared passages", "[1] ", " in 1-3\n",
	    "The harbour council voted on Monday", "Summary",
	    "1 cluster with 3 articles", "4 articles", NULL};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, terminal(false));
	const char *found;

	(void)state;
	assert_order(out.data, words);
	assert_lines_fit(out.data);
	assert_null(strstr(out.data, "\xe2\x80\xae"));
	assert_non_null(found = strstr(out.data, "\n > "));
	assert_non_null(strstr(found, "lead"));
	found = strstr(out.data, "The harbour council voted");
	assert_null(strstr(found + 1, "The harbour council voted"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* Colour is nothing but escape sequences between the same characters. */
static void
test_color(void **state)
{
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer plain = report(scan, terminal(false));
	struct buffer out = report(scan, terminal(true));
	size_t from, to = 0, num = 0;

	(void)state;
	for (from = 0; from < out.size; from++) {
		if (out.data[from] == '\033') {
			from += strcspn(out.data + from, "m");
			num++;
		} else
			out.data[to++] = out.data[from];
	}
	out.data[to] = '\0';
	assert_true(num > 0);
	assert_string_equal(out.data, plain.data);
	buffer_free(&plain);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_width(void **state)
{
	static const unsigned widths[] = {40, 57, 80, 120, 300};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct ndup_report_options options = terminal(false);
	struct buffer out;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		options.width = widths[i];
		out = report(scan, options);
		assert_lines_fit_in(out.data, widths[i]);
		assert_non_null(strstr(out.data, "2024-03-04 08:15Z"));
		assert_non_null(strstr(out.data, "wire/3"));
		buffer_free(&out);
	}
	ndup_scan_free(scan);
}

/* ---- edits, context and the order of clusters */

/* The text without its line ends and indents. */
static struct buffer
unwrapped(const char *text)
{
	struct buffer out = {.size = 0};

	for (; *text != '\0'; text++)
		if (*text != '\n')
			buffer_add(&out, text, 1);
		else
			text += strspn(text, "\n ") - 1,
			    buffer_add(&out, " ", 1);
	buffer_add(&out, "", 1);
	return out;
}

/* All words stand in the text, wherever its lines end. */
static void
assert_words(const char *text, const char *const *words)
{
	struct buffer line = unwrapped(text);

	assert_order(line.data, words);
	buffer_free(&line);
}

/* All words stand in the report of these texts. */
static void
assert_reported(const char *const *texts, const char *const *words)
{
	struct ndup_scan *scan = scan_texts(texts);
	struct buffer out = report(scan, terminal(false));

	assert_words(out.data, words);
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* Two occurrences: what the other has stands inside the passage. */
static void
test_edits_inside(void **state)
{
	static const char *const two[] = {EDIT_HEAD "nine metres" EDIT_TAIL,
	    EDIT_HEAD "about twelve metres" EDIT_TAIL, NULL};
	static const char *const words[] = {" in 1, 2, edited in 2 ",
	    "a gap of [-nine-] {+about twelve+} metres in its wall, and", NULL};

	(void)state;
	assert_reported(two, words);
}

/* More: what each has stands below it, once for all that have the same. */
static void
test_edits_below(void **state)
{
	static const char *const words[] = {" in 1-4, edited in 2 ways ",
	    "a gap of nine metres in its wall", "in 2, 4: \xe2\x80\xa6",
	    "of [-nine-] {+about twelve+} metres in", "in 3: \xe2\x80\xa6",
	    "of nine [-metres-] in its", NULL};

	(void)state;
	assert_reported(edited, words);
}

/* Words left out in different places are different ways. */
static void
test_edits_apart(void **state)
{
	static const char *const texts[] = {EDIT_HEAD "nine metres" EDIT_TAIL,
	    EDIT_HEAD "nine" EDIT_TAIL, EDIT_HEAD "metres" EDIT_TAIL, NULL};
	static const char *const words[] = {" in 1-3, edited in 2 ways ",
	    "in 2: \xe2\x80\xa6", "of nine [-metres-] in", "in 3: \xe2\x80\xa6",
	    "of [-nine-] metres in", NULL};

	(void)state;
	assert_reported(texts, words);
}

/* Edits show however long the passage is. */
static void
test_edits_far(void **state)
{
	static const char *const words[] = {"words\xc2\xa0\xe2\x80\xa6]",
	    "[-one-] {+two+}", "words\xc2\xa0\xe2\x80\xa6]", NULL};
	char first[8000] = "", second[8000] = "", word[16];
	const char *const texts[] = {first, second, NULL};
	struct ndup_scan *scan;
	struct buffer out;
	unsigned i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		snprintf(word, sizeof word, "w%u ", i);
		strcat(first, i == 500 ? "one " : word);
		strcat(second, i == 500 ? "two " : word);
	}
	scan = scan_texts(texts);
	out = report(scan, terminal(false));
	assert_words(out.data, words);
	assert_null(strstr(out.data, "w300 "));
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_context(void **state)
{
	static const char *const words[] = {"\n        \xe2\x80\xa6 in town.\n",
	    "      | The harbour council", "since the spring.\n", NULL};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct ndup_report_options options = terminal(false);
	struct buffer out;

	(void)state;
	options.context = 2;
	out = report(scan, options);
	assert_order(out.data, words);
	assert_lines_fit(out.data);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_plain(void **state)
{
	static const char *const words[] = {"Cluster 1\nArticles: 4\n",
	    "Lead, which all others match: article ",
	    "\nArticle 1 of cluster 1", "\nId: text/1\n",
	    "Words: ", "\nShared passage 1 of cluster 1\n",
	    "\nIn articles: 1 to 4\n", "Text: The harbour council",
	    "\nChanged in articles 2, 4: \"nine\" became \"about twelve\", "
	    "after \"a gap of\"\n",
	    "Left out in article 3: \"metres\", after \"gap of nine\"\n",
	    "\nSummary\n1 cluster with 4 articles\n", NULL};
	struct ndup_scan *scan = scan_texts(edited);
	struct ndup_report_options options = terminal(false);
	struct buffer out;

	(void)state;
	options.plain = true;
	options.width = 40;
	out = report(scan, options);
	assert_lines_fit_in(out.data, 40);
	buffer_free(&out);
	options.width = 10000;
	out = report(scan, options);
	assert_order(out.data, words);
	assert_null(strstr(out.data, "  "));
	assert_null(strpbrk(out.data, "[]{}|>"));
	assert_null(strstr(out.data, "\xe2\x80\xa6"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_nothing_found(void **state)
{
	struct ndup_scan *scan = scan_first(1);
	struct buffer out = report(scan, terminal(false));

	(void)state;
	assert_non_null(strstr(out.data, "no article repeats another"));
	assert_null(strstr(out.data, "Cluster"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_pair(void **state)
{
	static const unsigned widths[] = {40, 61, 80, 120, 300};
	static const char *const names[] = {"{\"type\":\"run\",",
	    "{\"type\":\"pair\",\"a_id\":\"text/2\",", "\"b_id\":\"text/1\",",
	    ",\"is_match\":true,\"relation\":\"", "\"jaccard\":0.",
	    "\"containment_a\":0.", "\"coverage_b\":0.",
	    "\"longest_run\":", "\"passages\":[{\"a\":{\"begin\":0,", NULL};
	struct ndup_scan *scan = scan_texts(edited);
	struct ndup_report_options options = terminal(false);
	struct buffer out;
	size_t i;

	(void)state;
	for (i = 0; i < 5; i++) {
		options.width = widths[i];
		out = report_pair(scan, 1, 0, options);
		assert_lines_fit_in(out.data, widths[i]);
		assert_non_null(strstr(out.data, "They match: near-duplicate"));
		assert_non_null(strstr(out.data, "[-about"));
		assert_non_null(strstr(out.data, "{+nine+}"));
		assert_null(strstr(out.data, "{+about"));
		buffer_free(&out);
	}
	out = report_pair(scan, 1, 0, jsonl(false));
	assert_int_equal(count_lines(out.data), 2);
	assert_order(out.data, names);
	buffer_free(&out);
	assert_int_equal(
	    ndup_report_pair(scan, 0, 4, &options, collect, NULL, NULL),
	    NDUP_PARAM);
	options = csv(false);
	assert_int_equal(
	    ndup_report_pair(scan, 0, 1, &options, collect, NULL, NULL),
	    NDUP_PARAM);
	ndup_scan_free(scan);
}

/* No match, no passage, and still all measures. */
static void
test_pair_of_strangers(void **state)
{
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct ndup_report_options options = terminal(false);
	struct buffer out = report_pair(scan, 2, 0, options);

	(void)state;
	assert_non_null(strstr(out.data, "They do not match. "));
	assert_non_null(strstr(out.data, "  Jaccard similarity    0.0000"));
	assert_null(strstr(out.data, "[1]"));
	buffer_free(&out);
	out = report_pair(scan, 2, 0, jsonl(false));
	assert_non_null(
	    strstr(out.data, "\"is_match\":false,\"relation\":null,"));
	buffer_free(&out);
	options.plain = true;
	out = report_pair(scan, 2, 0, options);
	assert_non_null(strstr(out.data, "\nThey match: no\n"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_terminal),
	    cmocka_unit_test(test_color),
	    cmocka_unit_test(test_width),
	    cmocka_unit_test(test_edits_inside),
	    cmocka_unit_test(test_edits_below),
	    cmocka_unit_test(test_edits_apart),
	    cmocka_unit_test(test_edits_far),
	    cmocka_unit_test(test_context),
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_nothing_found),
	    cmocka_unit_test(test_pair),
	    cmocka_unit_test(test_pair_of_strangers),
	};

	return cmocka_run_group_tests_name("report_people", tests, NULL, NULL);
}
