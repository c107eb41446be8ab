/*
 * reporting.h - a few articles, scanned and reported
 *
 * Lines of JSON are read by a small strict parser; lines for people must fit
 * their columns.
 */
#ifndef TESTS_REPORTING_H
#define TESTS_REPORTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "collecting.h"
#include "ndup.h"
#include "report/layout.h"

/* ---- articles ------------------------------------------------------------ */

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

static inline struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

static inline struct ndup_scan *
scan_first(size_t num)
{
	struct ndup_document document;
	struct ndup_params params;
	struct ndup_scan *scan;
	size_t i;

	ndup_params_init(&params, sizeof params);
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
		    ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
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

static inline struct ndup_scan *
scan_texts(const char *const *texts)
{
	struct ndup_document document;
	struct ndup_params params;
	struct ndup_scan *scan;
	char id[32];
	size_t i;

	ndup_params_init(&params, sizeof params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 0; texts[i] != NULL; i++) {
		snprintf(id, sizeof id, "text/%zu", i + 1);
		document = (struct ndup_document){
		    .id = slice(id), .text = slice(texts[i])};
		assert_int_equal(
		    ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

/* Adds pairs of articles enough for a report of some hundred kilobytes. */
static inline struct ndup_scan *
scan_many(void)
{
	struct ndup_document document = {.text_begin = 0};
	struct ndup_params params;
	struct ndup_scan *scan;
	char id[16], text[400];
	unsigned i;

	ndup_params_init(&params, sizeof params);
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
		    ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

/* ---- reports of them ----------------------------------------------------- */

/* The report as a string. */
static inline struct buffer
report(struct ndup_scan *scan, struct ndup_report_options options)
{
	struct buffer out = {NULL, 0, 0, false};

	assert_int_equal(
	    ndup_report(scan, &options, collect, &out, NULL), NDUP_OK);
	buffer_add(&out, "", 1);
	assert_false(out.failed);
	out.size--;
	return out;
}

/* A pair, in the order asked for, as lines of a width. */
static inline struct buffer
report_pair(struct ndup_scan *scan, uint32_t a, uint32_t b,
    struct ndup_report_options options)
{
	struct buffer out = {NULL, 0, 0, false};

	assert_int_equal(
	    ndup_report_pair(scan, a, b, &options, collect, &out, NULL),
	    NDUP_OK);
	buffer_add(&out, "", 1);
	assert_false(out.failed);
	out.size--;
	return out;
}

static inline struct ndup_report_options
jsonl(bool matches)
{
	struct ndup_report_options options;

	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_JSONL;
	options.matches = matches;
	return options;
}

static inline struct ndup_report_options
terminal(bool color)
{
	struct ndup_report_options options;

	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_TERMINAL;
	options.color = color;
	options.all_boilerplate = "--format jsonl";
	options.keep_boilerplate = "--boilerplate keep";
	return options;
}

static inline struct ndup_report_options
csv(bool matches)
{
	struct ndup_report_options options = jsonl(matches);

	options.format = NDUP_CSV;
	return options;
}

/* ---- a strict reader of JSON: each returns what follows, or NULL --------- */

static inline const char *json_value(const char *at);

static inline const char *
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

static inline const char *
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
static inline const char *
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

static inline const char *
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

/* ---- what stands in a report --------------------------------------------- */

/* The number of lines, all of which must be objects. */
static inline size_t
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
static inline const char *
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

/* Each line fits, and holds nothing that a terminal obeys. */
static inline void
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

static inline void
assert_lines_fit(const char *text)
{
	assert_lines_fit_in(text, 80);
}

#endif
