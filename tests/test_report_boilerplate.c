/*
 * test_report_boilerplate.c - what reports say of boilerplate
 */
#include "reporting.h"

enum { NUM_SITES = 7, MIN_SITE = 20, NUM_OWN = 50, NUM_FOOTER = 40, ODD = 6 };

/* An article of a site: words of its own, and the site's footer. */
static void
site_text(struct buffer *text, unsigned site, unsigned article)
{
	unsigned i;

	buffer_clear(text);
	for (i = 0; i < NUM_OWN; i++)
		buffer_printf(text, "own%ux%ux%u ", site, article, i);
	buffer_string(text, "\n\n");
	for (i = 0; i < NUM_FOOTER; i++) {
		buffer_printf(text, "foot%ux%u ", site, i);
		if (i == ODD)
			buffer_string(text, "odd \x1b[31m\"\xe2\x80\xae\n ");
	}
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

	ndup_params_init(&params, sizeof params);
	params.min_boilerplate = min_boilerplate;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (site = 0; site < NUM_SITES; site++) {
		for (i = 0; i < MIN_SITE + site; i++) {
			snprintf(id, sizeof id, "%u/%02u", site, i);
			site_text(&text, site, i);
			document.id = slice(id);
			document.text = layout_slice(&text);
			assert_int_equal(
			    ndup_scan_add(scan, &document, false, NULL),
			    NDUP_OK);
		}
	}
	site_text(&text, 0, 3);
	document.id = slice("copy");
	document.text.ptr = text.data;
	document.text.len = (size_t)(strstr(text.data, "foot") - text.data);
	assert_int_equal(ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	buffer_free(&text);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

static void
test_boilerplate_lines(void **state)
{
	static const char *const names[] = {"\"min_boilerplate\":10,",
	    "}\n{\"type\":\"boilerplate\",\"boilerplate\":1,"
	    "\"kind\":\"phrase\",\"id\":\"6/00\",\"begin\":",
	    ",\"end\":", ",\"num_words\":",
	    ",\"num_articles\":26,\"num_sources\":null,\"num_titles\":null,"
	    "\"first_published\":null,\"last_published\":null,\"text\":\"",
	    "foot6x6 odd \\u001b[31m\\\"\\u202e\\n foot6x7 ", "\"}\n",
	    "{\"type\":\"boilerplate\",\"boilerplate\":2,\"kind\":\"phrase\","
	    "\"id\":\"5/00\",",
	    "\"num_articles\":25,",
	    "{\"type\":\"boilerplate\",\"boilerplate\":7,\"kind\":\"phrase\","
	    "\"id\":\"0/00\",",
	    "\"num_articles\":20,", "{\"type\":\"cluster\",",
	    "{\"id\":\"0/03\",", "\"old\":false,\"ignored\":[{\"begin\":",
	    ",\"kind\":\"phrase\",\"boilerplate\":7}],\"facts\":[",
	    "]},{\"id\":\"copy\",",
	    "\"old\":false,\"ignored\":[],\"facts\":[]}],",
	    "\"num_clusters\":1,",
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
	assert_true(begin < end && end < text.size);
	at = strstr(text.data, "foot6x6 odd \x1b[31m\"\xe2\x80\xae\n foot6x7 ");
	assert_true(text.data + begin <= at && at + 30 <= text.data + end);
	buffer_free(&text);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_boilerplate_for_people(void **state)
{
	static const char *const words[] = {"\n\n  Not counted: ",
	    " words in 1 of 2 articles: boilerplate 7, \"foot0x",
	    "\xe2\x80\xa6\", in", "20 articles\n\n", "Summary\n",
	    "\n  7 passages of boilerplate in 161 articles count for "
	    "nothing:\n",
	    "    1. 26 articles\n       foot6x", " odd \xef\xbf\xbd[31m\" ",
	    "\xe2\x80\xa6\n", "    2. 25 articles\n       foot5x",
	    "    5. 22 articles\n",
	    "\n    and 2 more (--format jsonl shows all); --boilerplate keep "
	    "counts all\n",
	    NULL};
	struct ndup_scan *scan = scan_sites(10);
	struct buffer out = report(scan, terminal(false)), again;

	(void)state;
	assert_order(out.data, words);
	assert_lines_fit(out.data);
	assert_null(strstr(out.data, "21 articles\n"));
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

/* ---- who has it, and since when ------------------------------------------ */

/* Adds an article of a source and a time. */
static void
add_published(struct ndup_scan *scan, const char *source, const char *date,
    const char *title, const char *text)
{
	static unsigned num;
	struct ndup_document document = {.source = slice(source),
	    .title = slice(title),
	    .text = slice(text)};
	char id[32];

	snprintf(id, sizeof id, "published/%04u", num++);
	document.id = slice(id);
	if (date[0] != '\0')
		assert_true(ndup_time_parse(slice(date), &document.published));
	ndup_document_dateline(&document);
	assert_int_equal(ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
}

#define FOOTER                                                               \
	"Subscribe to our letters and never miss a story from the valley, "  \
	"the coast and the hills, every morning before the first coffee of " \
	"the day, for less than a loaf of bread."

/* 24 articles of two sources with a footer, from 3 January 2023 on, one every
 * four days. */
static void
add_footers(struct ndup_scan *scan)
{
	char text[2000], date[16];
	unsigned i, j;
	size_t len;

	for (i = 0; i < 24; i++) {
		for (len = 0, j = 0; j < 80; j++)
			len += (size_t)snprintf(
			    text + len, sizeof text - len, "own%ux%u ", i, j);
		snprintf(text + len, sizeof text - len, "\n\n%s\n", FOOTER);
		snprintf(date, sizeof date, "2023-%02u-%02u",
		    1 + (2 + 4 * i) / 28, 1 + (2 + 4 * i) % 28);
		add_published(
		    scan, i % 2 == 0 ? "Valley" : "Coast", date, "", text);
	}
}

/* One text under 12 titles in one source, one a day. */
static void
add_page(struct ndup_scan *scan, const char *month)
{
	char title[16], date[16];
	unsigned i;

	for (i = 0; i < 12; i++) {
		snprintf(title, sizeof title, "Title %u", i);
		snprintf(date, sizeof date, "2023-%s-%02u", month, 2 * i + 1);
		add_published(scan, "Herald", date, title,
		    "This page was moved to another place and will soon be "
		    "back: we ask our readers to look for it again tomorrow or "
		    "to write to the desk that knows where all of it has "
		    "gone.");
	}
}

static struct ndup_scan *
scan_new(void)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params, sizeof params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	return scan;
}

/* Every format for people says the same of the list. */
static void
test_when_and_who(void **state)
{
	static const char *const words[] = {
	    "\n  1 passage of boilerplate in 24 articles and 1 text under many "
	    "titles, in 12\n  articles, count for nothing:\n",
	    "    1. 24 articles of 2 sources, since 3 January 2023, 99 days\n",
	    "letters and never miss a story from the valley, ",
	    "    2. one text under 12 titles in one source, 1 to 23 March "
	    "2023\n       This page ",
	    NULL};
	static const char *const plain_words[] = {
	    "Boilerplate 1: 24 articles of 2 sources, since 3 January 2023, 99 "
	    "days\nText: ",
	    "never miss a story ",
	    "Boilerplate 2: one text under 12 titles in one source, 1 to 23 "
	    "March 2023\nText: This page ",
	    NULL};
	static const char *const fields[] = {
	    "\"boilerplate\":1,\"kind\":\"phrase\",",
	    "\"num_articles\":24,\"num_sources\":2,\"num_titles\":null,"
	    "\"first_published\":\"2023-01-03\","
	    "\"last_published\":\"2023-04-11\",",
	    "\"boilerplate\":2,\"kind\":\"page\",",
	    "\"num_articles\":12,\"num_sources\":1,\"num_titles\":12,"
	    "\"first_published\":\"2023-03-01\","
	    "\"last_published\":\"2023-03-23\",",
	    "\"num_passages\":2,\"num_articles\":24,",
	    "\"num_pages\":1,\"num_page_articles\":12}}", NULL};
	static const char *const cells[] = {
	    "<tr id=b1><td>1<th><bdi lang=\"\">", "never miss a story ",
	    "</bdi><td>24<td>2<td>3 January to 11 April 2023<td>99\n",
	    "<tr id=b2><td>2<th><bdi lang=\"\">This page ",
	    "</bdi><small>A page: one text under 12 titles in one "
	    "source</small><td>12<td>1<td>1 to 23 March 2023<td>23\n",
	    NULL};
	struct ndup_report_options options = terminal(false);
	struct ndup_scan *scan = scan_new();
	struct buffer out;

	(void)state;
	add_footers(scan);
	add_page(scan, "03");
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	out = report(scan, options);
	assert_order(out.data, words);
	buffer_free(&out);
	options.plain = true;
	out = report(scan, options);
	assert_order(out.data, plain_words);
	buffer_free(&out);
	out = report(scan, jsonl(false));
	assert_order(out.data, fields);
	buffer_free(&out);
	options.format = NDUP_HTML;
	out = report(scan, options);
	assert_order(out.data, cells);
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* A page alone has no article with a phrase; several days of one month, of two
 * years. */
static void
test_pages_alone(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct buffer out;

	(void)state;
	add_page(scan, "03");
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	out = report(scan, terminal(false));
	assert_non_null(strstr(out.data,
	    "\n  1 text under many titles, in 12 articles, counts for "
	    "nothing:\n    1. one text under 12 titles in one source, 1 to 23 "
	    "March 2023\n"));
	assert_null(strstr(out.data, "0 articles"));
	assert_null(strstr(out.data, "passage"));
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* ---- why words of an article do not count -------------------------------- */

#define NEWS                                                              \
	"The ferry left at seven with forty sacks of flour for the mill " \
	"on the far island, whose wheel has stood still since the flood " \
	"of last November took the dam and both of its gates away."
#define CREDIT "\n\n(Reporting by A. Writer; editing by B. Writer)\n"

static void
test_reasons(void **state)
{
	static const char *const words[] = {"Not counted: 8 to ",
	    " in 2 of 2 articles: boilerplate 1, ",
	    "\xe2\x80\xa6\", in 25 articles since 3 January 2023; "
	    "credits\n",
	    "  16 words of credits and rights notices, ", NULL};
	struct ndup_scan *scan = scan_new();
	const struct ndup_ignored *ignored;
	struct ndup_document document;
	const struct ndup_cluster *cluster;
	const char *text;
	struct buffer out;
	size_t num;

	(void)state;
	add_footers(scan);
	add_published(scan, "Coast", "2023-06-01", "", NEWS CREDIT);
	add_published(
	    scan, "Valley", "2023-06-02", "", NEWS "\n\n" FOOTER CREDIT);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_OK);
	assert_int_equal(cluster->num_members, 2);
	assert_int_equal(cluster->members[0].num_ignored, 1);
	assert_int_equal(cluster->members[0].ignored->reason, NDUP_CREDIT);
	assert_int_equal(cluster->members[0].ignored->number, 0);
	assert_int_equal(cluster->members[1].num_ignored, 2);
	ignored = cluster->members[1].ignored;
	assert_int_equal(ignored[0].reason, NDUP_PHRASE);
	assert_int_equal(ignored[0].number, 1);
	assert_int_equal(ignored[1].reason, NDUP_CREDIT);
	assert_int_equal(ignored[1].num_words, 8);
	assert_int_equal(ignored[0].num_words + ignored[1].num_words,
	    cluster->members[1].ignored_words);
	assert_int_equal(ndup_scan_document(scan, cluster->members[1].article,
			     &document, NULL),
	    NDUP_OK);
	text = memmem(
	    document.text.ptr, document.text.len, FOOTER, strlen(FOOTER));
	assert_true(document.text.ptr + ignored[0].span.begin >= text);
	assert_true(
	    document.text.ptr + ignored[0].span.end <= text + strlen(FOOTER));
	assert_int_equal(ndup_scan_ignored(scan, cluster->members[1].article,
			     &ignored, &num, NULL),
	    NDUP_OK);
	assert_int_equal(num, 2);
	assert_memory_equal(
	    ignored, cluster->members[1].ignored, num * sizeof *ignored);
	assert_int_equal(
	    ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_END);
	out = report(scan, terminal(false));
	assert_order(out.data, words);
	buffer_free(&out);
	ndup_scan_free(scan);
}

/* Two articles of a page, side by side: all of both counts for nothing. */
static void
test_page_in_pair(void **state)
{
	struct ndup_report_options options = jsonl(false);
	struct ndup_scan *scan = scan_new();
	const struct ndup_ignored *ignored;
	struct buffer out;
	size_t num;

	(void)state;
	add_page(scan, "03");
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_scan_ignored(scan, 3, &ignored, &num, NULL), NDUP_OK);
	assert_int_equal(num, 1);
	assert_int_equal(ignored->reason, NDUP_PAGE);
	assert_int_equal(ignored->number, 1);
	assert_int_equal(ignored->span.begin, 0);
	out = report_pair(scan, 0, 1, options);
	assert_non_null(strstr(out.data,
	    ",\"kind\":\"page\",\"boilerplate\":1}],\"b_ignored\":[{"));
	buffer_free(&out);
	options = terminal(false);
	out = report_pair(scan, 0, 1, options);
	assert_non_null(strstr(out.data, "Not counted: "));
	assert_non_null(strstr(out.data, "under 12 titles"));
	buffer_free(&out);
	assert_int_equal(
	    ndup_scan_ignored(scan, 12, &ignored, &num, NULL), NDUP_PARAM);
	ndup_scan_free(scan);
}

/* Any number at any time; the series goes on where it was. */
static void
test_boilerplate_by_number(void **state)
{
	struct ndup_scan *scan = scan_sites(10);
	const struct ndup_boilerplate *next, *found;
	uint32_t number = 0;

	(void)state;
	while (ndup_scan_next_boilerplate(scan, &next, NULL) == NDUP_OK) {
		assert_int_equal(
		    ndup_scan_boilerplate(scan, NUM_SITES, &found, NULL),
		    NDUP_OK);
		assert_int_equal(found->num_articles, MIN_SITE);
		assert_int_equal(
		    ndup_scan_boilerplate(scan, ++number, &found, NULL),
		    NDUP_OK);
		assert_int_equal(found->article, next->article);
		assert_int_equal(found->span.begin, next->span.begin);
		assert_int_equal(found->span.end, next->span.end);
	}
	assert_int_equal(number, NUM_SITES);
	assert_int_equal(
	    ndup_scan_boilerplate(scan, 0, &found, NULL), NDUP_END);
	assert_int_equal(
	    ndup_scan_boilerplate(scan, NUM_SITES + 1, &found, NULL), NDUP_END);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_boilerplate_lines),
	    cmocka_unit_test(test_boilerplate_for_people),
	    cmocka_unit_test(test_boilerplate_without_hints),
	    cmocka_unit_test(test_boilerplate_kept),
	    cmocka_unit_test(test_when_and_who),
	    cmocka_unit_test(test_pages_alone),
	    cmocka_unit_test(test_reasons),
	    cmocka_unit_test(test_page_in_pair),
	    cmocka_unit_test(test_boilerplate_by_number),
	};

	return cmocka_run_group_tests_name(
	    "report_boilerplate", tests, NULL, NULL);
}
