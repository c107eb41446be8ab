/*
 * test_report_boilerplate.c - what reports say of boilerplate
 */
#include "reporting.h"

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
	document.text.len = (size_t)(strstr(text.data, "\n\n") - text.data);
	assert_int_equal(ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
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
	/* Of any five shingles of 8 words in a row one stands. */
	at = strstr(text.data, "foot6x0 ");
	assert_in_range(
	    begin, at - text.data, strstr(at, "foot6x4 ") - text.data);
	assert_in_range(
	    end, strstr(at, "foot6x21 ") - 1 - text.data, text.size - 1);
	buffer_free(&text);
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_boilerplate_for_people(void **state)
{
	static const char *const words[] = {"\n\n  Not counted: ",
	    " words of boilerplate in 1 of 2 articles\n\n", "Summary\n",
	    "\n  7 passages of boilerplate in 161 articles count for "
	    "nothing:\n",
	    "    26 articles  foot6x", "\xe2\x80\xa6\n", "    25 articles  ",
	    "    22 articles  ",
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_boilerplate_lines),
	    cmocka_unit_test(test_boilerplate_for_people),
	    cmocka_unit_test(test_boilerplate_without_hints),
	    cmocka_unit_test(test_boilerplate_kept),
	};

	return cmocka_run_group_tests_name(
	    "report_boilerplate", tests, NULL, NULL);
}
