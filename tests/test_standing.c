/*
 * test_standing.c - who has a phrase and since when, against the rule in plain
 * words
 */
#include "standing_twin.h"

enum { DAY = TWIN_DAY, MOST = 80 };

static enum standing
judge(const struct standing_rules *rules, const struct sighting *texts,
    size_t num)
{
	struct set scratch = {0};
	enum standing standing;

	assert_int_equal(
	    standing_judge(rules, texts, num, &scratch, &standing), NDUP_OK);
	set_free(&scratch);
	return standing;
}

/* ---- random texts -------------------------------------------------------- */

static int
sighting_by_time(const void *x, const void *y)
{
	const struct sighting *a = x, *b = y;

	return a->time < b->time ? -1 : a->time > b->time;
}

static void
sort_texts(struct sighting *texts, size_t num)
{
	qsort(texts, num, sizeof *texts, sighting_by_time);
}

/* Times in order; those near a border of the rule, and far ones. */
static void
make_times(struct sighting *texts, size_t num)
{
	static const int64_t spans[] = {0, 7 * DAY, 30 * DAY, 300 * DAY};
	size_t num_timed = num - random_below(num / 3 + 2), i;
	int64_t begin = (int64_t)random_below(2000000000) - 1000000000;
	int64_t span = spans[random_below(4)];

	num_timed = num_timed > num ? 0 : num_timed;
	for (i = 0; i < num; i++)
		texts[i].time =
		    i < num_timed
			? begin + (int64_t)random_below((size_t)span * 2 + 2)
			: TIME_UNKNOWN;
	sort_texts(texts, num_timed);
	i = num_timed / 4;
	if (num_timed > 0 && random_percent(50)) /* the border, or one off */
		texts[num_timed - i - 1].time =
		    texts[i].time + span + (int64_t)random_below(3) - 1;
	sort_texts(texts, num_timed);
}

static void
make_sources(struct sighting *texts, size_t num)
{
	size_t num_sources = 1 + random_below(random_percent(50) ? 3 : num);
	unsigned unknown = (unsigned)random_below(3) * 15;
	size_t i;

	for (i = 0; i < num; i++)
		texts[i].source = random_percent(unknown)
				      ? 0
				      : (i % num_sources + 1) << 40 | 1;
}

static void
test_random(void **state)
{
	size_t seen[STANDS_AT_EDGE + 1] = {0}, num, i;
	struct sighting texts[MOST];
	struct standing_rules rules;
	enum standing wanted;
	struct standing_facts facts;

	(void)state;
	random_begin();
	for (i = 0; i < 200000; i++) {
		rules.min_texts =
		    random_percent(80) ? 20 : (uint32_t)random_below(60);
		rules.several_sources = random_percent(70);
		num = 1 + random_below(MOST);
		if (random_percent(30))
			num = 18 + random_below(4);
		make_times(texts, num);
		make_sources(texts, num);
		facts = standing_look(texts, num);
		wanted = standing_judge_plainly(&rules, &facts);
		if (judge(&rules, texts, num) != wanted)
			fail_msg("case %zu: %zu texts, wanted %d", i, num,
			    (int)wanted);
		seen[wanted]++;
		assert_true(
		    wanted == STANDS_NOT || num >= standing_least(&rules));
	}
	for (i = 0; i <= STANDS_AT_EDGE; i++)
		assert_in_range(seen[i], 100, 200000);
}

/* ---- borders ------------------------------------------------------------- */

/* Texts of one source, the middle half of which spans over so many seconds. */
static void
make(struct sighting *texts, size_t num, int64_t middle)
{
	size_t i;

	for (i = 0; i < num; i++) {
		texts[i].time = i < num - num / 4 - 1 ? 0 : middle;
		texts[i].source = 77;
	}
}

static const struct standing_rules usual = {20, true};

static void
test_number(void **state)
{
	const struct standing_rules alone = {20, false}, none = {0, true},
				    four = {4, true};
	struct sighting texts[MOST];

	(void)state;
	make(texts, 20, 8 * DAY);
	assert_int_equal(judge(&usual, texts, 20), STANDS);
	assert_int_equal(judge(&none, texts, 20), STANDS_NOT);
	make(texts, 19, 8 * DAY);
	assert_int_equal(judge(&usual, texts, 19), STANDS_NOT);
	make(texts, 19, 31 * DAY);
	assert_int_equal(judge(&usual, texts, 19), STANDS_AT_EDGE);
	assert_int_equal(judge(&alone, texts, 19), STANDS_NOT);
	make(texts, 5, 31 * DAY);
	assert_int_equal(judge(&usual, texts, 5), STANDS_AT_EDGE);
	make(texts, 4, 31 * DAY);
	assert_int_equal(judge(&usual, texts, 4), STANDS_NOT);
	assert_int_equal(judge(&four, texts, 4), STANDS);
	assert_int_equal(standing_least(&usual), 5);
	assert_int_equal(standing_least(&alone), 20);
	assert_int_equal(standing_least(&none), 0);
	assert_int_equal(standing_least(&four), 4);
}

static void
test_time(void **state)
{
	struct sighting texts[MOST];
	size_t i;

	(void)state;
	make(texts, 20, 7 * DAY);
	assert_int_equal(judge(&usual, texts, 20), STANDS_IF_BESIDE);
	make(texts, 20, 7 * DAY + 1);
	assert_int_equal(judge(&usual, texts, 20), STANDS);
	for (i = 16; i < 20; i++) /* of the other 16 the middle half is less */
		texts[i].time = TIME_UNKNOWN;
	assert_int_equal(judge(&usual, texts, 20), STANDS_IF_BESIDE);
	texts[15].time = TIME_UNKNOWN;
	assert_int_equal(judge(&usual, texts, 20), STANDS_PERHAPS);
	make(texts, 10, 30 * DAY);
	assert_int_equal(judge(&usual, texts, 10), STANDS_NOT);
	make(texts, 10, 30 * DAY + 1);
	assert_int_equal(judge(&usual, texts, 10), STANDS_AT_EDGE);
	make(texts, 8, 30 * DAY + 1);
	texts[8] = texts[9] = (struct sighting){TIME_UNKNOWN, 77};
	assert_int_equal(judge(&usual, texts, 10), STANDS_AT_EDGE);
	make(texts, 7, 30 * DAY + 1);
	texts[7] = texts[8] = (struct sighting){TIME_UNKNOWN, 77};
	assert_int_equal(judge(&usual, texts, 9), STANDS_NOT);
}

static void
test_sources(void **state)
{
	struct sighting texts[MOST];
	size_t i;

	(void)state;
	make(texts, 60, 90 * DAY);
	for (i = 0; i < 60; i++)
		texts[i].source = 1 + i % 20;
	assert_int_equal(judge(&usual, texts, 60), STANDS);
	assert_int_equal(judge(&usual, texts, 59), STANDS_NOT);
	/* Only 48 of 60 are known, of 16 sources or of 17. */
	for (i = 0; i < 60; i++)
		texts[i].source = i < 48 ? 1 + i % 16 : 0;
	assert_int_equal(judge(&usual, texts, 60), STANDS);
	texts[0].source = 99;
	assert_int_equal(judge(&usual, texts, 60), STANDS_NOT);
	texts[1].source = 0; /* too few are known to tell */
	assert_int_equal(judge(&usual, texts, 60), STANDS);
	/* Few texts must all be of one source that is known. */
	make(texts, 10, 90 * DAY);
	texts[9].source = 78;
	assert_int_equal(judge(&usual, texts, 10), STANDS_NOT);
	texts[9].source = 0;
	assert_int_equal(judge(&usual, texts, 10), STANDS_NOT);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_number),
	    cmocka_unit_test(test_time),
	    cmocka_unit_test(test_sources),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("standing", tests, NULL, NULL);
}
