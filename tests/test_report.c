/*
 * test_report.c - reports of a scan
 *
 * A few articles are scanned and reported in all formats.  Lines of JSON are
 * read by a small strict parser, offsets are applied to the texts that were
 * given, and lines for people must fit their 80 columns.
 */
#include <limits.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "ndup.h"
#include "report/layout.h"

#define SHARED                                                                \
	"The harbour council voted on Monday to rebuild the northern quay "   \
	"after two winters of storms had opened a gap of nine metres in its " \
	"wall, and it set aside a first sum for stone, for divers and for "   \
	"the night watch that the pilots have asked for since the spring."

struct article {
	const char *id, *source, *title, *date, *text;
};

static const struct article articles[] = {
    {"wire/1", "Coast", "Quay to be rebuilt", "2024-03-04T10:15:00+02:00",
	"A short notice came before the vote in town.\n\n" SHARED},
    {"wire/2", "", "", "2024-03-05",
	SHARED " The mayor spoke to fishermen about prices and quotas."},
    {"wire/3", "Coast", "\x1b[31mRed\xe2\x80\xae \xff", "",
	"\xe6\x96\xb0\xe9\x97\xbb. " SHARED
	" Ferries to the islands sail as usual today."},
    {"wire/4", "Coast", "", "2024-03-06",
	"A museum of clocks opens in the old customs house with three "
	"hundred pieces from lighthouses that no longer stand."},
};
enum { NUM_ARTICLES = sizeof articles / sizeof articles[0] };

static struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

static struct ndup_scan *
scan_first(size_t num)
{
	struct ndup_document document;
	struct ndup_params params;
	struct ndup_scan *scan;
	size_t i;

	ndup_params_init(&params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 0; i < num; i++) {
		document = (struct ndup_document){
		    .id = slice(articles[i].id),
		    .source = slice(articles[i].source),
		    .title = slice(articles[i].title),
		    .text = slice(articles[i].text),
		};
		ndup_time_parse(slice(articles[i].date), &document.published);
		assert_int_equal(
		    ndup_scan_add(scan, &document, false), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

static bool
collect(void *ctx, const void *bytes, size_t size)
{
	buffer_add(ctx, bytes, size);
	return true;
}

static bool
refuse(void *ctx, const void *bytes, size_t size)
{
	(void)bytes;
	(void)size;
	++*(unsigned *)ctx;
	return false;
}

/* The report as a string. */
static struct buffer
report(struct ndup_scan *scan, struct ndup_report_options options)
{
	struct buffer out = {NULL, 0, 0, false};

	assert_int_equal(ndup_report(scan, &options, collect, &out), NDUP_OK);
	buffer_add(&out, "", 1);
	assert_false(out.failed);
	out.size--;
	return out;
}

static struct ndup_report_options
jsonl(bool matches)
{
	struct ndup_report_options options;

	ndup_report_options_init(&options);
	options.format = NDUP_JSONL;
	options.matches = matches;
	return options;
}

static struct ndup_report_options
terminal(bool color)
{
	struct ndup_report_options options;

	ndup_report_options_init(&options);
	options.format = NDUP_TERMINAL;
	options.color = color;
	options.all_boilerplate = "--format jsonl";
	options.keep_boilerplate = "--boilerplate keep";
	return options;
}

static struct ndup_report_options
csv(bool matches)
{
	struct ndup_report_options options = jsonl(matches);

	options.format = NDUP_CSV;
	return options;
}

/* ---- a strict reader of JSON: each returns what follows, or NULL */

static const char *json_value(const char *at);

static const char *
json_string(const char *at)
{
	if (*at++ != '"')
		return NULL;
	for (; *at != '"'; at++) {
		if ((unsigned char)*at < 0x20)
			return NULL;
		if (*at == '\\' && strchr("\"\\/bfnrtu", *++at) == NULL)
			return NULL;
	}
	return at + 1;
}

static const char *
json_number(const char *at)
{
	size_t digits = strspn(at, "0123456789");

	if (digits == 0 || (at[0] == '0' && digits > 1))
		return NULL;
	at += digits;
	if (*at != '.')
		return at;
	digits = strspn(at + 1, "0123456789");
	return digits == 0 ? NULL : at + 1 + digits;
}

/* An array, or an object if `close` is a brace. */
static const char *
json_items(const char *at, char close)
{
	if (*++at == close)
		return at + 1;
	for (;; at++) {
		if (close == '}') {
			if ((at = json_string(at)) == NULL || *at++ != ':')
				return NULL;
		}
		if ((at = json_value(at)) == NULL)
			return NULL;
		if (*at == close)
			return at + 1;
		if (*at != ',')
			return NULL;
	}
}

static const char *
json_value(const char *at)
{
	static const char *const words[] = {"null", "true", "false"};
	size_t i;

	if (*at == '{')
		return json_items(at, '}');
	if (*at == '[')
		return json_items(at, ']');
	if (*at == '"')
		return json_string(at);
	for (i = 0; i < 3; i++)
		if (strncmp(at, words[i], strlen(words[i])) == 0)
			return at + strlen(words[i]);
	return json_number(at);
}

/* The number of lines, all of which must be objects. */
static size_t
count_lines(const char *text)
{
	size_t num = 0;

	for (; *text != '\0'; num++) {
		assert_int_equal(*text, '{');
		text = json_value(text);
		assert_non_null(text);
		assert_int_equal(*text++, '\n');
	}
	return num;
}

/* All words stand in the text, in this order; returns where the last is. */
static const char *
assert_order(const char *text, const char *const *words)
{
	const char *found = text;

	for (; *words != NULL; words++) {
		found = strstr(text, *words);
		if (found == NULL)
			fail_msg("no %s in %.200s", *words, text);
		text = found + strlen(*words);
	}
	return found;
}

/* ---- tests */

static void
test_options(void **state)
{
	struct ndup_report_options options;
	struct ndup_scan *scan = scan_first(0);
	unsigned calls = 0;

	(void)state;
	ndup_report_options_init(&options);
	assert_int_equal(options.format, NDUP_TERMINAL);
	assert_false(options.matches);
	assert_false(options.color);
	assert_int_equal(options.width, 80);
	options.width = 39;
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls), NDUP_PARAM);
	ndup_report_options_init(&options);
	options.order = (enum ndup_order)3;
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls), NDUP_PARAM);
	options.struct_size = 0;
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls), NDUP_PARAM);
	assert_int_equal(calls, 0);
	ndup_scan_free(scan);
}

static void
test_empty(void **state)
{
	struct ndup_scan *scan = scan_first(0);
	struct buffer out = report(scan, jsonl(true));

	(void)state;
	assert_int_equal(count_lines(out.data), 2);
	assert_non_null(strstr(out.data, "\"num_articles\":0,"));
	buffer_free(&out);
	out = report(scan, terminal(false));
	assert_non_null(strstr(out.data, "no article was read"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_run_line(void **state)
{
	static const char *const names[] = {
	    "{\"type\":\"run\",\"format\":2,\"version\":\"",
	    "\"token_rules\":", "\"shingle\":", "\"threshold\":0.",
	    "\"min_coverage\":0.",
	    "\"min_run\":", "\"min_passage\":", "\"recall\":0.",
	    "\"within_seconds\":null", "\"cross_source\":false",
	    "\"ignore_text_bytes\":0",
	    "\"seed\":", "\"num_bins\":", "\"num_bands\":", "\"num_rows\":",
	    "\"expected_recall\":", "\"min_boilerplate\":20,",
	    "\"no_passages\":false", NULL};
	struct ndup_scan *scan = scan_first(1);
	struct buffer out = report(scan, jsonl(false));

	(void)state;
	assert_order(out.data, names);
	assert_true(strncmp(out.data, names[0], strlen(names[0])) == 0);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_cluster_line(void **state)
{
	static const char *const names[] = {
	    "{\"type\":\"cluster\",\"cluster\":1,\"lead\":\"wire/",
	    ",\"first\":\"wire/1\",\"members\":[{\"id\":\"wire/1\"",
	    ",\"source\":\"Coast\",\"published\":\"2024-03-04T10:15:00+02:00\"",
	    ",\"title\":\"Quay to be rebuilt\",\"num_words\":",
	    ",\"relation\":\"",
	    ",\"jaccard\":", ",\"containment\":", ",\"containment_of_other\":",
	    ",\"coverage\":", ",\"coverage_of_other\":", ",\"new_words\":",
	    "},{\"id\":\"wire/2\",\"source\":null,\"published\":\"2024-03-05\""
	    ",\"title\":null,",
	    "},{\"id\":\"wire/3\"", "\"published\":null",
	    "\"title\":\"\\u001b[31mRed\\u202e \xef\xbf\xbd\"",
	    "}],\"weakest\":0.", ",\"passages\":[{\"passage\":1,\"num_words\":",
	    ",\"occurrences\":[{\"id\":\"",
	    "\",\"begin\":", ",\"end\":", "],\"related\":[]}\n", NULL};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, jsonl(false));

	(void)state;
	assert_int_equal(count_lines(out.data), 3);
	assert_order(out.data, names);
	assert_null(strstr(out.data, "wire/4"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* The text between an occurrence's offsets is the passage. */
static void
test_offsets(void **state)
{
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, jsonl(false));
	const char *at = strstr(out.data, "\"occurrences\":[");
	unsigned long begin, end;
	size_t num, number;

	(void)state;
	for (num = 0; (at = strstr(at, "{\"id\":\"wire/")) != NULL; num++) {
		number = strtoul(at + strlen("{\"id\":\"wire/"), NULL, 10) - 1;
		assert_true(number < NUM_ARTICLES);
		at = strstr(at, "\"begin\":") + strlen("\"begin\":");
		begin = strtoul(at, NULL, 10);
		at = strstr(at, "\"end\":") + strlen("\"end\":");
		end = strtoul(at, NULL, 10);
		assert_true(end <= strlen(articles[number].text));
		assert_memory_equal(articles[number].text + begin, SHARED,
		    strlen(SHARED) - 1); /* the full stop is no word */
		assert_in_range(
		    end - begin, strlen(SHARED) - 1, strlen(SHARED));
	}
	assert_int_equal(num, 3);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_match_lines(void **state)
{
	static const char *const names[] = {
	    "{\"type\":\"match\",\"a_id\":\"wire/1\",\"b_id\":\"wire/2\"",
	    ",\"relation\":\"",
	    ",\"jaccard\":", ",\"containment_a\":", ",\"containment_b\":",
	    ",\"coverage_a\":", ",\"coverage_b\":", ",\"longest_run\":",
	    ",\"passages\":[{\"a\":{\"begin\":", ",\"end\":",
	    "},\"b\":{\"begin\":", ",\"end\":", "},\"num_words\":", "}]}\n",
	    NULL};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, jsonl(true));

	(void)state;
	assert_int_equal(count_lines(out.data), 6);
	assert_order(out.data, names);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_summary_line(void **state)
{
	static const char *const names[] = {
	    "{\"type\":\"summary\",\"num_articles\":4,\"num_old\":0,\"text_"
	    "bytes\":",
	    ",\"num_too_short\":0,\"num_repeated\":0,\"num_renamed\":0,"
	    "\"skipped\":{\"unreadable\":0,\"broken\":0,\"no_text\":0,"
	    "\"too_long\":0,\"other_kinds\":{}},\"bad_bytes\":",
	    ",\"num_bad_dates\":", ",\"num_identical\":0,\"num_candidates\":",
	    ",\"num_matches\":3,\"num_clusters\":1,\"num_clustered\":3,"
	    "\"num_related\":0,\"num_capped\":0,\"num_crowded\":0,"
	    "\"num_unlisted\":0,\"ignore_text_words\":0,"
	    "\"boilerplate\":{\"num_passages\":0,\"num_articles\":0,"
	    "\"num_words\":0}}\n",
	    NULL};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, jsonl(false));
	const char *last;

	(void)state;
	last = assert_order(out.data, names);
	assert_string_equal(strchr(last, '\n'), "\n");
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* The cell at `at`, unquoted, by RFC 4180; returns what follows it. */
static const char *
csv_cell(const char *at, struct buffer *cell)
{
	bool quoted = *at == '"';
	size_t len;

	buffer_clear(cell);
	for (at += quoted; quoted; at++) {
		assert_true(*at != '\0');
		if (*at == '"' && *++at != '"')
			break;
		buffer_add(cell, at, 1);
	}
	if (!quoted) {
		buffer_add(cell, at, len = strcspn(at, ",\"\r\n"));
		at += len;
	}
	buffer_add(cell, "", 1);
	assert_non_null(strchr(",\r", *at));
	return at;
}

/* Compares a row, all cells of it or the first ones, with those given, NULL:
 * any; returns the next row.  All rows have as many cells. */
static const char *
csv_row(const char *at, const char *const *cells, size_t num)
{
	struct buffer cell = {.size = 0};
	size_t i = 0;

	for (;; at++) {
		at = csv_cell(at, &cell);
		if (*cells != NULL && strcmp(*cells, "*") != 0)
			assert_string_equal(cell.data, *cells);
		cells += *cells != NULL;
		i++;
		if (*at != ',')
			break;
	}
	buffer_free(&cell);
	assert_int_equal(i, num);
	assert_memory_equal(at, "\r\n", 2);
	return at + 2;
}

static void
test_csv_members(void **state)
{
	static const char *const rows[][19] = {
	    {"cluster", "num_members", "weakest", "id", "source", "published",
		"title", "url", "num_words", "relation", "jaccard",
		"containment", "containment_of_other", "coverage",
		"coverage_of_other", "new_words", "ignored_words", "old", NULL},
	    {"1", "3", "*", "wire/1", "Coast", "2024-03-04T10:15:00+02:00",
		"Quay to be rebuilt", "", NULL},
	    {"1", "3", "*", "wire/2", "", "2024-03-05", "", "", NULL},
	    {"1", "3", "*", "wire/3", "Coast", "",
		"\xef\xbf\xbd[31mRed\xef\xbf\xbd \xef\xbf\xbd", "", NULL},
	};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, csv(false));
	const char *at = out.data;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++)
		at = csv_row(at, rows[i], 18);
	assert_string_equal(at, "");
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_csv_matches(void **state)
{
	static const char *const rows[][21] = {
	    {"a_id", "a_source", "a_published", "a_title", "a_url",
		"a_num_words", "b_id", "b_source", "b_published", "b_title",
		"b_url", "b_num_words", "relation", "jaccard", "containment_a",
		"containment_b", "coverage_a", "coverage_b", "longest_run",
		"num_passages", NULL},
	    {"wire/1", "*", "*", "*", "*", "*", "wire/2", NULL},
	    {"wire/1", "*", "*", "*", "*", "*", "wire/3", NULL},
	    {"wire/2", "*", "*", "*", "*", "*", "wire/3", NULL},
	};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, csv(true));
	const char *at = out.data;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++)
		at = csv_row(at, rows[i], 20);
	assert_string_equal(at, "");
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* A decimal comma of the user's language does not get into a report; says
 * something only where such a locale is installed. */
static void
test_locale(void **state)
{
	static const char *const locales[] = {
	    "de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8", ""};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer plain = report(scan, jsonl(true)), out;
	size_t i = 0;

	(void)state;
	while (i < 3 && setlocale(LC_ALL, locales[i]) == NULL)
		i++;
	out = report(scan, jsonl(true));
	setlocale(LC_ALL, "C");
	assert_string_equal(out.data, plain.data);
	buffer_free(&plain);
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* Each line fits, and holds nothing that a terminal obeys. */
static void
assert_lines_fit_in(const char *text, size_t width)
{
	const char *end;

	for (; *text != '\0'; text = end + 1) {
		assert_non_null(end = strchr(text, '\n'));
		assert_true(layout_width((struct ndup_slice){
				text, (size_t)(end - text)}) <= width);
		assert_true(end == text || end[-1] != ' ');
		for (; text < end; text++)
			assert_in_range((unsigned char)*text, 0x20, 0xf4);
	}
}

static void
assert_lines_fit(const char *text)
{
	assert_lines_fit_in(text, 80);
}

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

static struct ndup_scan *
scan_texts(const char *const *texts)
{
	struct ndup_document document;
	struct ndup_params params;
	struct ndup_scan *scan;
	char id[32];
	size_t i;

	ndup_params_init(&params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 0; texts[i] != NULL; i++) {
		snprintf(id, sizeof id, "text/%zu", i + 1);
		document = (struct ndup_document){
		    .id = slice(id), .text = slice(texts[i])};
		assert_int_equal(
		    ndup_scan_add(scan, &document, false), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

#define EDIT_HEAD                                                           \
	"The harbour council voted on Monday to rebuild the northern quay " \
	"after two winters of storms had opened a gap of "
#define EDIT_TAIL                                                           \
	" in its wall, and it set aside a first sum for stone, for divers " \
	"and for the night watch that the pilots have asked for."

static const char *const edited[] = {
    EDIT_HEAD "nine metres" EDIT_TAIL,
    EDIT_HEAD "about twelve metres" EDIT_TAIL,
    EDIT_HEAD "nine" EDIT_TAIL,
    EDIT_HEAD "about twelve metres" EDIT_TAIL,
    NULL,
};

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

/* Two occurrences: what the other has stands inside the passage. */
static void
test_edits_inside(void **state)
{
	static const char *const two[] = {EDIT_HEAD "nine metres" EDIT_TAIL,
	    EDIT_HEAD "about twelve metres" EDIT_TAIL, NULL};
	static const char *const words[] = {" in 1, 2, edited in 2 ",
	    "a gap of [-nine-] {+about twelve+} metres in its wall, and", NULL};
	struct ndup_scan *scan = scan_texts(two);
	struct buffer out = report(scan, terminal(false));

	(void)state;
	assert_words(out.data, words);
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* More: what each has stands below it, once for all that have the same. */
static void
test_edits_below(void **state)
{
	static const char *const words[] = {" in 1-4, edited in 2 ways ",
	    "a gap of nine metres in its wall", "in 2, 4: \xe2\x80\xa6",
	    "of [-nine-] {+about twelve+} metres in", "in 3: \xe2\x80\xa6",
	    "of nine [-metres-] in its", NULL};
	struct ndup_scan *scan = scan_texts(edited);
	struct buffer out = report(scan, terminal(false));

	(void)state;
	assert_words(out.data, words);
	buffer_free(&out);
	ndup_scan_free(scan);
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
	struct ndup_scan *scan = scan_texts(texts);
	struct buffer out = report(scan, terminal(false));

	(void)state;
	assert_words(out.data, words);
	buffer_free(&out);
	ndup_scan_free(scan);
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

/* A write function that says no is not called again, and the next report is
 * whole. */
static void
test_stopped(void **state)
{
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct ndup_report_options options = jsonl(true);
	struct buffer before = report(scan, options), after;
	unsigned calls = 0;

	(void)state;
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls), NDUP_STOPPED);
	assert_int_equal(calls, 1);
	after = report(scan, options);
	assert_string_equal(after.data, before.data);
	buffer_free(&before);
	buffer_free(&after);
	ndup_scan_free(scan);
}

/* Adds pairs of articles enough for a report of some hundred kilobytes. */
static struct ndup_scan *
scan_many(void)
{
	struct ndup_document document = {.text_begin = 0};
	struct ndup_params params;
	struct ndup_scan *scan;
	char id[16], text[400];
	unsigned i;

	ndup_params_init(&params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 0; i < 1000; i++) {
		snprintf(id, sizeof id, "pair/%u", i);
		snprintf(text, sizeof text,
		    "a%u b%u c%u d%u e%u f%u g%u h%u i%u j%u k%u l%u m%u n%u",
		    i / 2, i / 2, i / 2, i / 2, i / 2, i / 2, i / 2, i / 2,
		    i / 2, i / 2, i / 2, i / 2, i / 2, i / 2);
		document.id = slice(id);
		document.text = slice(text);
		assert_int_equal(
		    ndup_scan_add(scan, &document, false), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

enum { NUM_SITES = 7, MIN_SITE = 20, NUM_OWN = 50, NUM_FOOTER = 25 };

/* An article of a site: words of its own, and the site's footer. */
static void
site_text(struct buffer *text, unsigned site, unsigned article)
{
	unsigned i;

	buffer_clear(text);
	for (i = 0; i < NUM_OWN; i++)
		buffer_printf(text, "own%ux%ux%u ", site, article, i);
	buffer_string(text, "\n\n");
	for (i = 0; i < NUM_FOOTER; i++)
		buffer_printf(text, "foot%ux%u %s", site, i,
		    i == NUM_FOOTER / 2 ? "\x1b[31m\"\xe2\x80\xae\n " : "");
}

/* Seven sites of 20 to 26 articles, each with its footer; article 3 of the
 * first one comes again elsewhere, without it. */
static struct ndup_scan *
scan_sites(unsigned min_boilerplate)
{
	struct buffer text = {NULL, 0, 0, false};
	struct ndup_document document = {.text_begin = 0};
	struct ndup_params params;
	struct ndup_scan *scan;
	unsigned site, i;
	char id[32];

	ndup_params_init(&params);
	params.min_boilerplate = min_boilerplate;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (site = 0; site < NUM_SITES; site++) {
		for (i = 0; i < MIN_SITE + site; i++) {
			snprintf(id, sizeof id, "%u/%02u", site, i);
			site_text(&text, site, i);
			document.id = slice(id);
			document.text = layout_slice(&text);
			assert_int_equal(
			    ndup_scan_add(scan, &document, false), NDUP_OK);
		}
	}
	site_text(&text, 0, 3);
	document.id = slice("copy");
	document.text.ptr = text.data;
	document.text.len = (size_t)(strstr(text.data, "\n\n") - text.data);
	assert_int_equal(ndup_scan_add(scan, &document, false), NDUP_OK);
	buffer_free(&text);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

static void
test_boilerplate_lines(void **state)
{
	static const char *const names[] = {"\"min_boilerplate\":10,",
	    "}\n{\"type\":\"boilerplate\",\"id\":\"6/00\",\"begin\":",
	    ",\"end\":", ",\"num_words\":", ",\"num_articles\":26,\"text\":\"",
	    " foot6x12 \\u001b[31m\\\"\\u202e\\n foot6x13 ", "\"}\n",
	    "{\"type\":\"boilerplate\",\"id\":\"5/00\",",
	    "\"num_articles\":25,",
	    "{\"type\":\"boilerplate\",\"id\":\"0/00\",",
	    "\"num_articles\":20,", "{\"type\":\"cluster\",",
	    "{\"id\":\"0/03\",",
	    "\"old\":false,\"ignored\":[{\"begin\":", "}]},{\"id\":\"copy\",",
	    "\"old\":false,\"ignored\":[]}],", "\"num_clusters\":1,",
	    "\"boilerplate\":{\"num_passages\":7,\"num_articles\":161,", NULL};
	struct ndup_scan *scan = scan_sites(10);
	struct buffer out = report(scan, jsonl(true));
	struct buffer text = {NULL, 0, 0, false};
	unsigned long begin, end;
	const char *at;

	(void)state;
	assert_int_equal(count_lines(out.data), 1 + NUM_SITES + 2 + 1);
	assert_order(out.data, names);
	site_text(&text, NUM_SITES - 1, 0);
	at = strstr(out.data, "\"begin\":") + strlen("\"begin\":");
	begin = strtoul(at, NULL, 10);
	at = strstr(at, "\"end\":") + strlen("\"end\":");
	end = strtoul(at, NULL, 10);
	/* Of a run of 20 words 12 in a row stand. */
	at = strstr(text.data, "foot6x0 ");
	assert_in_range(
	    begin, at - text.data, strstr(at, "foot6x8 ") - text.data);
	assert_in_range(
	    end, strstr(at, "foot6x16 ") - text.data, text.size - 1);
	buffer_free(&text);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_boilerplate_for_people(void **state)
{
	static const char *const words[] = {
	    "\n\n  Not counted: ",
	    " words of boilerplate in 1 of 2 articles\n\n",
	    "Summary\n",
	    "\n  7 passages of boilerplate in 161 articles count for "
	    "nothing:\n",
	    "    26 articles  foot6x", "\xe2\x80\xa6\n",
	    "    25 articles  ", "    22 articles  ",
	    "\n    and 2 more (--format jsonl shows all); --boilerplate keep "
	    "counts all\n",
	    NULL};
	struct ndup_scan *scan = scan_sites(10);
	struct buffer out = report(scan, terminal(false)), again;

	(void)state;
	assert_order(out.data, words);
	assert_lines_fit(out.data);
	assert_null(strstr(out.data, "21 articles"));
	assert_null(strstr(out.data, "\xe2\x80\xae"));
	again = report(scan, terminal(false));
	assert_string_equal(again.data, out.data);
	buffer_free(&again);
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* What can be done is said in the caller's words, or not at all. */
static void
test_boilerplate_without_hints(void **state)
{
	struct ndup_report_options options = terminal(false);
	struct ndup_scan *scan = scan_sites(10);
	struct buffer out;

	(void)state;
	options.keep_boilerplate = NULL;
	out = report(scan, options);
	assert_non_null(
	    strstr(out.data, "\n    and 2 more (--format jsonl shows all)\n"));
	buffer_free(&out);
	options.all_boilerplate = NULL;
	out = report(scan, options);
	assert_non_null(strstr(out.data, "\n    and 2 more\n"));
	buffer_free(&out);
	options.keep_boilerplate = "KEEP";
	out = report(scan, options);
	assert_non_null(
	    strstr(out.data, "\n    and 2 more; KEEP counts all\n"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* With --boilerplate keep nothing is said of it. */
static void
test_boilerplate_kept(void **state)
{
	struct ndup_scan *scan = scan_sites(0);
	struct buffer out = report(scan, terminal(false));

	(void)state;
	assert_null(strstr(out.data, "boilerplate"));
	buffer_free(&out);
	out = report(scan, jsonl(false));
	assert_non_null(strstr(out.data, "\"min_boilerplate\":null,"));
	assert_null(strstr(out.data, "\"type\":\"boilerplate\""));
	assert_non_null(
	    strstr(out.data, "\"boilerplate\":{\"num_passages\":0,"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* Any format has as many clusters as are wanted; afterwards all are there. */
static void
test_some_clusters(void **state)
{
	struct ndup_scan *scan = scan_many();
	struct ndup_report_options options = jsonl(false);
	struct ndup_cluster cluster;
	unsigned num = 0;
	struct buffer out;

	(void)state;
	options.max_clusters = 3;
	options.order = NDUP_BY_SIZE;
	out = report(scan, options);
	assert_int_equal(count_lines(out.data), 1 + 3 + 1);
	assert_non_null(strstr(out.data, "\"num_clusters\":500,"));
	buffer_free(&out);
	options.format = NDUP_TERMINAL;
	out = report(scan, options);
	assert_non_null(strstr(out.data, "\nCluster 3: "));
	assert_null(strstr(out.data, "\nCluster 4: "));
	assert_non_null(strstr(out.data, "\n  3 shown: the largest\n"));
	buffer_free(&out);
	while (ndup_scan_next_cluster(scan, &cluster) == NDUP_OK)
		num++;
	assert_int_equal(num, 500);
	ndup_scan_free(scan);
}

/* A pair, in the order asked for, as lines of a width. */
static struct buffer
report_pair(struct ndup_scan *scan, uint32_t a, uint32_t b,
    struct ndup_report_options options)
{
	struct buffer out = {NULL, 0, 0, false};

	assert_int_equal(
	    ndup_report_pair(scan, a, b, &options, collect, &out), NDUP_OK);
	buffer_add(&out, "", 1);
	assert_false(out.failed);
	out.size--;
	return out;
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
	    ndup_report_pair(scan, 0, 4, &options, collect, NULL), NDUP_PARAM);
	options = csv(false);
	assert_int_equal(
	    ndup_report_pair(scan, 0, 1, &options, collect, NULL), NDUP_PARAM);
	ndup_scan_free(scan);
}

/* ---- the table of formats ------------------------------------------------ */

/* Whether two reports have the same bytes; frees them. */
static bool
same_report(struct ndup_scan *scan, struct ndup_report_options x,
    struct ndup_report_options y)
{
	struct buffer a = report(scan, x), b = report(scan, y);
	bool same = a.size == b.size && memcmp(a.data, b.data, a.size) == 0;

	buffer_free(&a);
	buffer_free(&b);
	return same;
}

static bool
has_pairs(struct ndup_scan *scan, const struct ndup_report_options *options)
{
	struct buffer out = {NULL, 0, 0, false};
	enum ndup_status status =
	    ndup_report_pair(scan, 1, 0, options, collect, &out);
	bool written = out.size > 0;

	buffer_free(&out);
	assert_true(status == (written ? NDUP_OK : NDUP_PARAM));
	return written;
}

/* Each format has a name of its own, and can what its row says; behind the last
 * there is none. */
static void
test_formats(void **state)
{
	struct ndup_scan *scan = scan_texts(edited);
	const struct ndup_report_format *format;
	struct ndup_report_options options = terminal(false), other;
	unsigned i, j;

	(void)state;
	for (i = 0; (format = ndup_report_format_at(i)) != NULL; i++) {
		assert_true(format->name[0] != '\0');
		assert_true(format->purpose[0] != '\0');
		for (j = 0; j < i; j++)
			assert_string_not_equal(
			    format->name, ndup_report_format_at(j)->name);
		options.format = (enum ndup_format)i;
		assert_int_equal(has_pairs(scan, &options), format->pairs);
		other = options;
		other.matches = true;
		assert_int_equal(
		    same_report(scan, options, other), !format->matches);
		other = options;
		other.width = 40;
		assert_int_equal(
		    same_report(scan, options, other), !format->terminal);
	}
	assert_true(i > NDUP_HTML);
	assert_null(ndup_report_format_at(UINT_MAX));
	assert_string_equal(ndup_report_format_at(NDUP_HTML)->name, "html");
	assert_string_equal(ndup_report_format_at(NDUP_CSV)->name, "csv");
	options.format = (enum ndup_format)i;
	assert_int_equal(
	    ndup_report(scan, &options, collect, NULL), NDUP_PARAM);
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

struct pieces {
	struct buffer out;
	unsigned calls;
};

static bool
collect_pieces(void *ctx, const void *bytes, size_t size)
{
	struct pieces *pieces = ctx;

	pieces->calls++;
	assert_in_range(size, 1, 128 * 1024);
	buffer_add(&pieces->out, bytes, size);
	return true;
}

/* A long report comes in pieces of bounded size, and stops at once. */
static void
test_pieces(void **state)
{
	struct ndup_scan *scan = scan_many();
	struct ndup_report_options options = jsonl(true);
	struct pieces pieces = {.calls = 0};
	unsigned calls = 0;

	(void)state;
	assert_int_equal(
	    ndup_report(scan, &options, collect_pieces, &pieces), NDUP_OK);
	assert_true(pieces.calls > 2);
	buffer_add(&pieces.out, "", 1);
	assert_int_equal(count_lines(pieces.out.data), 1 + 500 + 500 + 1);
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls), NDUP_STOPPED);
	assert_int_equal(calls, 1);
	options = terminal(true);
	assert_int_equal(
	    ndup_report(scan, &options, refuse, &calls), NDUP_STOPPED);
	assert_int_equal(calls, 2);
	buffer_free(&pieces.out);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_options),
	    cmocka_unit_test(test_empty),
	    cmocka_unit_test(test_run_line),
	    cmocka_unit_test(test_cluster_line),
	    cmocka_unit_test(test_offsets),
	    cmocka_unit_test(test_match_lines),
	    cmocka_unit_test(test_summary_line),
	    cmocka_unit_test(test_csv_members),
	    cmocka_unit_test(test_csv_matches),
	    cmocka_unit_test(test_locale),
	    cmocka_unit_test(test_terminal),
	    cmocka_unit_test(test_color),
	    cmocka_unit_test(test_width),
	    cmocka_unit_test(test_edits_inside),
	    cmocka_unit_test(test_edits_below),
	    cmocka_unit_test(test_edits_apart),
	    cmocka_unit_test(test_edits_far),
	    cmocka_unit_test(test_context),
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_some_clusters),
	    cmocka_unit_test(test_pair),
	    cmocka_unit_test(test_pair_of_strangers),
	    cmocka_unit_test(test_nothing_found),
	    cmocka_unit_test(test_stopped),
	    cmocka_unit_test(test_boilerplate_lines),
	    cmocka_unit_test(test_boilerplate_for_people),
	    cmocka_unit_test(test_boilerplate_without_hints),
	    cmocka_unit_test(test_boilerplate_kept),
	    cmocka_unit_test(test_pieces),
	    cmocka_unit_test(test_formats),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
