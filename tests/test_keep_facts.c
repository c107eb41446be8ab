/*
 * test_keep_facts.c - what has other facts is no duplicate
 */
#include "random.h"
#include "scanning.h"

enum { MOST = 400, TEXT = 2048, STORY = 50 };

static char texts[MOST][TEXT], ids[MOST][8];
static struct ndup_scan *scan;

static int
stop(void **state)
{
	(void)state;
	ndup_scan_free(scan);
	scan = NULL;
	return 0;
}

static void
begin(bool no_passages)
{
	struct ndup_params params;

	stop(NULL);
	ndup_params_init(&params, sizeof params);
	params.no_passages = no_passages;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
}

/* Article i; days: when it was published. */
static void
add(uint32_t i, int64_t days, bool old)
{
	struct ndup_document document = {.source = slice("Alpha"),
	    .place = slice(""),
	    .title = slice(""),
	    .url = slice(""),
	    .text = slice(texts[i]),
	    .published = {days * 86400, 0, NDUP_TIME_DATE}};

	snprintf(ids[i], sizeof ids[i], "a%03u", i);
	document.id = slice(ids[i]);
	assert_int_equal(ndup_scan_add(scan, &document, old, NULL), NDUP_OK);
}

static const struct ndup_kept *
keep(bool ignore_facts)
{
	struct ndup_keep_options options;
	const struct ndup_kept *kept;

	ndup_keep_options_init(&options, sizeof options);
	options.ignore_facts = ignore_facts;
	assert_int_equal(ndup_scan_keep(scan, &options, &kept, NULL), NDUP_OK);
	return kept;
}

/* Words of a story, the same in each article. */
static void
put_story(uint32_t i, unsigned from, unsigned num)
{
	size_t len = strlen(texts[i]);
	unsigned w;

	for (w = from; w < from + num; w++)
		len += (size_t)snprintf(texts[i] + len, TEXT - len, "w%c%c%c ",
		    'a' + w % 26, 'a' + w / 26 % 26, 'a' + w % 7);
}

/* The decision of a month: the same text but for one figure. */
static void
put_decision(uint32_t i, unsigned figure)
{
	texts[i][0] = '\0';
	put_story(i, 0, STORY);
	snprintf(texts[i] + strlen(texts[i]), TEXT - strlen(texts[i]),
	    "the key rate is %u per cent ", figure);
	put_story(i, STORY, STORY);
}

static void
test_decisions(void **state)
{
	const struct ndup_dropped *dropped;
	const struct ndup_kept *kept;
	uint32_t i;

	(void)state;
	begin(true);
	for (i = 0; i < 12; i++) {
		put_decision(i, 100 + i);
		add(i, 30 * i, false);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(keep(false)->num_kept, 12);
	kept = keep(true);
	assert_int_equal(kept->num_kept, 1);
	assert_true(kept->stays[0]);
	assert_int_equal(keep(false)->num_kept, 12);
	assert_int_equal(
	    ndup_scan_next_dropped(scan, &dropped, NULL), NDUP_END);
}

/* A copy goes with the one whose figure it has, not with the first. */
static void
test_right_keeper(void **state)
{
	const struct ndup_dropped *dropped;
	const struct ndup_kept *kept;

	(void)state;
	begin(false);
	put_decision(0, 40);
	add(0, 0, false);
	put_decision(1, 45);
	add(1, 1, false);
	put_decision(2, 45);
	strcat(texts[2], "and more was not said");
	add(2, 2, false);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	kept = keep(false);
	assert_true(kept->stays[0] && kept->stays[1] && !kept->stays[2]);
	assert_int_equal(ndup_scan_next_dropped(scan, &dropped, NULL), NDUP_OK);
	assert_int_equal(dropped->added_keeper, 1);
}

/* What differs from an old article stays, too. */
static void
test_old(void **state)
{
	const struct ndup_kept *kept;

	(void)state;
	begin(false);
	put_decision(0, 40);
	add(0, 0, true);
	put_decision(1, 45);
	add(1, 1, false);
	put_decision(2, 40);
	strcat(texts[2], "and more was not said");
	add(2, 2, false);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	kept = keep(false);
	assert_true(kept->stays[0] && kept->stays[1] && !kept->stays[2]);
}

/* Very many articles of one form: a scan does not pair each with each, and
 * scans what is kept again.  One of each figure stays, and what is kept is kept
 * as a whole once more. */
static void
test_many(void **state)
{
	enum { FIGURES = 90 };
	bool first[FIGURES], stays[MOST];
	const struct ndup_kept *kept;
	uint32_t i, num = 0;

	(void)state;
	random_begin();
	begin(true);
	memset(first, 0, sizeof first);
	for (i = 0; i < MOST; i++) {
		put_decision(i, 100 + (unsigned)random_below(FIGURES));
		if (random_percent(30))
			strcat(texts[i], "and so on");
		add(i, 0, false); /* on one day nothing stands */
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	kept = keep(false);
	for (i = 0; i < MOST; i++) {
		unsigned figure = 0;

		stays[i] = kept->stays[i];
		sscanf(strstr(texts[i], " is ") + 4, "%u", &figure);
		first[figure - 100] = first[figure - 100] || stays[i];
		num += stays[i];
	}
	for (i = 0; i < MOST; i++) {
		unsigned figure = 0;

		sscanf(strstr(texts[i], " is ") + 4, "%u", &figure);
		assert_true(first[figure - 100]);
	}
	assert_in_range(num, FIGURES - 10, FIGURES + 10);
	begin(true);
	for (i = 0; i < MOST; i++)
		if (stays[i])
			add(i, 0, false);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(keep(false)->num_dropped, 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_decisions, stop),
	    cmocka_unit_test_teardown(test_right_keeper, stop),
	    cmocka_unit_test_teardown(test_old, stop),
	    cmocka_unit_test_teardown(test_many, stop),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
