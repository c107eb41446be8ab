/*
 * test_scan_calls.c - a scan as a user of the library calls it: many articles,
 * the order of calls, and stopping
 */
#include "composing.h"
#include "reading.h"

/* ---- many --------------------------------------------------------------- */

/* Some batches of articles on two threads: each tenth repeats the one before.
 * Results are made ahead, and may be left unread. */
static void
test_many(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;
	char id[16], words[64];
	unsigned i;

	(void)state;
	for (i = 0; i < 1500; i++) {
		snprintf(id, sizeof id, "%06u", i);
		if (i % 10 == 9)
			snprintf(words, sizeof words, "%u-%u %u-%u",
			    1000 * i + 1, 1000 * i + 40, 1000 * i - 980,
			    1000 * i - 951);
		else
			snprintf(words, sizeof words, "%u-%u", 1000 * i + 1,
			    1000 * i + 60);
		add(scan, id, 1 + (int)i, words);
	}
	counts = run(scan);
	assert_int_equal(counts->articles, 1500);
	assert_int_equal(counts->matches, 150);
	assert_int_equal(counts->clusters, 150);
	for (i = 0; ndup_scan_next_match(scan, &match, NULL) == NDUP_OK; i++) {
		assert_int_equal(match->a, 10 * i + 8);
		assert_int_equal(match->b, match->a + 1);
		assert_int_equal(match->longest_run, 30);
	}
	assert_int_equal(i, 150);
	for (i = 0; i < 70; i++) {
		assert_int_equal(
		    ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_OK);
		assert_int_equal(cluster->lead, 10 * i + 8);
	}
	ndup_scan_free(scan);
}

/* What everybody printed in a week is one cluster, though not each is paired with
 * each; copies of one text likewise. */
static void
test_hot(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_counts *counts;
	const struct ndup_cluster *cluster;
	char id[16], words[64];
	unsigned i;

	(void)state;
	for (i = 0; i < 300; i++) {
		snprintf(id, sizeof id, "%06u", i);
		if (i < 150)
			snprintf(words, sizeof words, "1-100 %u-%u",
			    1000 * i + 1001, 1000 * i + 1030);
		else
			snprintf(words, sizeof words, "501-520");
		add(scan, id, 1 + (int)i / 50, words);
	}
	counts = run(scan);
	assert_int_equal(counts->clusters, 2);
	assert_int_equal(counts->clustered, 300);
	assert_true(counts->capped > 0);
	assert_true(counts->matches < 150 * 149);
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_members, 150);
	assert_int_equal(cluster->lead, 0);
	assert_int_equal(cluster->passages[0].num_occurrences, 150);
	cluster = cluster_numbered(scan, 2);
	assert_int_equal(cluster->num_members, 150);
	assert_int_equal(cluster->passages[0].num_occurrences, 150);
	ndup_scan_free(scan);
}

/* A story of some days, of which half the copies differ: one cluster, and no more matches
 * than a few for each copy.  An old first copy does not keep others out. */
static void
test_hot_text(void **state)
{
	enum { COPIES = 200 };
	struct ndup_scan *scan = scan_new();
	struct ndup_document article;
	const struct ndup_cluster *cluster;
	char id[16], words[64];
	size_t i;

	(void)state;
	for (i = 0; i < 2 * COPIES; i++) {
		snprintf(id, sizeof id, "%03zu", i);
		snprintf(words, sizeof words, "1-60 %zu-%zu", 1000 + 10 * i,
		    1005 + 10 * i);
		if (i < COPIES)
			snprintf(words, sizeof words, "1-60 500-505");
		article = document(id, (int)i / 80 + 1, compose(words));
		assert_int_equal(ndup_scan_add(scan, &article,
				     i == 0 || i == 2 * COPIES - 1, NULL),
		    NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_counts(scan)->clusters, 1);
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_members, 2 * COPIES);
	assert_true(ndup_scan_counts(scan)->matches < 8 * 2 * COPIES);
	assert_true(find_match(scan, "001", "399", NULL));
	ndup_scan_free(scan);
}

/* Copies of one text, then of another that matches it; each tenth is old. */
static const struct ndup_counts *
scan_copies(struct ndup_scan *scan, unsigned num, unsigned num_others)
{
	struct ndup_document article;
	char id[16];
	unsigned i;

	for (i = 0; i < num + num_others; i++) {
		snprintf(id, sizeof id, "%03u", i);
		article = document(
		    id, 1 + (int)i, compose(i < num ? "1-60" : "1-60 500-505"));
		assert_int_equal(
		    ndup_scan_add(scan, &article, i % 10 == 0, NULL), NDUP_OK);
	}
	return run(scan);
}

/* Each pair that is not of two old articles is listed or counted. */
static void
test_unlisted(void **state)
{
	static const unsigned nums[][2] = {
	    {20, 3}, {64, 1}, {65, 0}, {10, 10}, {150, 2}, {200, 100}};
	const struct ndup_counts *counts;
	struct ndup_scan *scan;
	unsigned num, old;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof nums / sizeof nums[0]; i++) {
		scan = scan_new();
		counts = scan_copies(scan, nums[i][0], nums[i][1]);
		num = nums[i][0] + nums[i][1];
		old = (num + 9) / 10;
		assert_int_equal(counts->matches + counts->unlisted,
		    num * (num - 1) / 2 - old * (old - 1) / 2);
		assert_int_equal(counts->unlisted > 0, i >= 2);
		ndup_scan_free(scan);
	}
}

/* ---- numbers ------------------------------------------------------------ */

enum { NUM_NUMBERED = 120 };

/* Article i of those added: each third repeats the one before, each fifth has
 * the id of the one before and other words; all have a footer. */
static struct ndup_slice
numbered(unsigned i, char *id)
{
	unsigned number = i % 3 == 2 ? i - 1 : i;
	char words[64];

	sprintf(id, "%06u", number % 5 == 4 ? number - 1 : number);
	snprintf(words, sizeof words, "%u-%u 1-40", 1000 * number + 1001,
	    1000 * number + 1100);
	return compose(words);
}

/* What was added is found under its number, also after boilerplate was taken
 * out and articles were sketched again. */
static void
test_numbers(void **state)
{
	struct ndup_scan *scan = scan_new();
	bool taken[NUM_NUMBERED] = {false}, repeated;
	const struct ndup_counts *counts;
	struct ndup_document found;
	struct ndup_slice text;
	uint64_t num_repeated = 0;
	uint32_t article;
	char id[32];
	unsigned i;

	(void)state;
	for (i = 0; i < NUM_NUMBERED; i++) {
		text = numbered(i, id);
		add_text(scan, id, 1 + (int)(i / 3 * 7 % 40), text);
	}
	assert_int_equal(
	    ndup_scan_number(scan, 0, &article, &repeated, NULL), NDUP_PARAM);
	counts = run(scan);
	assert_true(counts->boilerplate_articles > 0);
	assert_true(counts->renamed > 0);
	for (i = 0; i < NUM_NUMBERED; i++) {
		text = numbered(i, id);
		assert_int_equal(
		    ndup_scan_number(scan, i, &article, &repeated, NULL),
		    NDUP_OK);
		found = document_of(scan, article);
		assert_int_equal(found.text.len, text.len);
		assert_memory_equal(found.text.ptr, text.ptr, text.len);
		assert_memory_equal(found.id.ptr, id, strlen(id));
		num_repeated += repeated;
		assert_true(repeated || !taken[article]);
		taken[article] = taken[article] || !repeated;
	}
	assert_int_equal(num_repeated, NUM_NUMBERED / 3);
	assert_int_equal(num_repeated, counts->repeated);
	assert_int_equal(
	    ndup_scan_number(scan, i, &article, &repeated, NULL), NDUP_PARAM);
	ndup_scan_free(scan);
}

/* ---- the order of calls ------------------------------------------------- */

static void
test_nothing(void **state)
{
	struct ndup_scan *scan = scan_new();
	struct ndup_document found;
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;

	(void)state;
	assert_int_equal(ndup_scan_next_match(scan, &match, NULL), NDUP_PARAM);
	assert_int_equal(
	    ndup_scan_compare(scan, 0, 0, &match, NULL), NDUP_PARAM);
	assert_int_equal(
	    ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_PARAM);
	assert_int_equal(ndup_scan_document(scan, 0, &found, NULL), NDUP_PARAM);
	assert_int_equal(ndup_scan_names(scan, 0, &found, NULL), NDUP_PARAM);
	run(scan);
	assert_int_equal(ndup_scan_next_match(scan, &match, NULL), NDUP_END);
	assert_int_equal(
	    ndup_scan_compare(scan, 0, 99, &match, NULL), NDUP_PARAM);
	assert_int_equal(ndup_scan_next_match(scan, &match, NULL), NDUP_END);
	assert_int_equal(
	    ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_END);
	assert_int_equal(ndup_scan_document(scan, 0, &found, NULL), NDUP_PARAM);
	assert_int_equal(ndup_scan_names(scan, 0, &found, NULL), NDUP_PARAM);
	assert_int_equal(ndup_scan_num_words(scan, 0), 0);
	ndup_scan_free(scan);
	ndup_scan_free(NULL);
}

static void
test_never_run(void **state)
{
	struct ndup_scan *scan = scan_new();
	unsigned i;
	char id[16];

	(void)state;
	for (i = 0; i < 600; i++) {
		snprintf(id, sizeof id, "%u", i);
		add(scan, id, 1, "1-30");
	}
	ndup_scan_free(scan);
}

static void
test_after_run(void **state)
{
	struct ndup_document late = document("late", 1, slice("words"));
	struct ndup_scan *scan = scan_new();

	(void)state;
	add(scan, "a", 1, "1-30");
	run(scan);
	assert_int_equal(ndup_scan_add(scan, &late, false, NULL), NDUP_PARAM);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_PARAM);
	assert_articles(scan, "a");
	ndup_scan_free(scan);
}

static void
test_begin_again(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;
	unsigned turn, i;

	(void)state;
	add(scan, "a", 1, "1-60");
	add(scan, "b", 2, "1-60 101-110");
	add(scan, "c", 3, "501-560");
	add(scan, "d", 4, "501-560 601-610");
	run(scan);
	for (turn = 0; turn < 3; turn++) {
		for (i = 0; i < 2; i++) {
			assert_int_equal(
			    ndup_scan_next_match(scan, &match, NULL), NDUP_OK);
			assert_int_equal(match->a, 2 * i);
			assert_int_equal(match->b, 2 * i + 1);
			assert_int_equal(
			    ndup_scan_next_cluster(scan, &cluster, NULL),
			    NDUP_OK);
			assert_int_equal(cluster->number, i + 1);
		}
		assert_int_equal(
		    ndup_scan_next_match(scan, &match, NULL), NDUP_END);
		assert_int_equal(
		    ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_END);
	}
	ndup_scan_free(scan);
}

/* The numbers of the clusters, in the order in which they come, are these. */
static void
assert_order(struct ndup_scan *scan, const uint32_t *numbers, size_t num)
{
	const struct ndup_cluster *cluster;
	size_t i;

	for (i = 0; i < num; i++) {
		assert_int_equal(
		    ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_OK);
		assert_int_equal(cluster->number, numbers[i]);
		assert_int_equal(cluster->members[0].article, cluster->first);
	}
	assert_int_equal(
	    ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_END);
}

/* Cluster 1 has the weakest link, 2 and 3 the most articles. */
static void
test_order(void **state)
{
	static const uint32_t by_time[] = {1, 2, 3}, by_size[] = {2, 3, 1},
			      by_weakest[] = {1, 3, 2};
	struct ndup_scan *scan = scan_new();
	const struct ndup_cluster *cluster;

	(void)state;
	assert_int_equal(
	    ndup_scan_order_clusters(scan, NDUP_BY_SIZE, 0, NULL), NDUP_PARAM);
	add(scan, "a", 1, "1-60");
	add(scan, "b", 2, "1-30 101-130");
	add(scan, "c", 3, "501-560");
	add(scan, "d", 4, "501-560");
	add(scan, "e", 5, "501-560 601-605");
	add(scan, "f", 6, "701-760");
	add(scan, "g", 7, "701-750 801-810");
	add(scan, "h", 8, "701-760 901-905");
	run(scan);
	assert_order(scan, by_time, 3);
	assert_int_equal(
	    ndup_scan_order_clusters(scan, NDUP_BY_SIZE, 0, NULL), NDUP_OK);
	assert_order(scan, by_size, 3);
	assert_order(scan, by_size, 3);
	assert_int_equal(ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_scan_order_clusters(scan, NDUP_BY_WEAKEST, 2, NULL), NDUP_OK);
	assert_order(scan, by_weakest, 2);
	assert_int_equal(ndup_scan_counts(scan)->clusters, 3);
	assert_int_equal(
	    ndup_scan_order_clusters(scan, NDUP_BY_TIME, 9, NULL), NDUP_OK);
	assert_order(scan, by_time, 3);
	assert_int_equal(
	    ndup_scan_order_clusters(scan, (enum ndup_order)3, 0, NULL),
	    NDUP_PARAM);
	ndup_scan_free(scan);
}

static void
test_bad_params(void **state)
{
	struct ndup_params params;
	struct ndup_error error;
	struct ndup_scan *scan;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.min_passage = params.min_run + 1;
	assert_int_equal(ndup_scan_new(&scan, &params, &error), NDUP_PARAM);
	assert_null(scan);
	assert_int_equal(error.status, NDUP_PARAM);
	assert_true(error.text[0] != '\0');
}

/* ---- progress ----------------------------------------------------------- */

struct watch {
	const char *stop_at; /* stage */
	unsigned num_calls;  /* of that stage */
	uint64_t last_done, articles;
};

static bool
watch_progress(void *ctx, const struct ndup_progress *progress)
{
	struct watch *watch = ctx;

	assert_true(progress->total == 0 || progress->done <= progress->total);
	if (strcmp(progress->stage, watch->stop_at) != 0)
		return true;
	watch->num_calls++;
	watch->articles = progress->articles;
	return false;
}

/* Stops a scan at a stage of its run; it is freed without a trace. */
static void
stop_at(const char *stage)
{
	struct watch watch = {.stop_at = stage};
	struct ndup_scan *scan = scan_new();
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;
	struct ndup_error error;
	char id[16], words[64];
	unsigned i;

	ndup_scan_on_progress(scan, watch_progress, &watch);
	for (i = 0; i < 600; i++) {
		snprintf(id, sizeof id, "%u", i);
		snprintf(words, sizeof words, "%u-%u %u-%u", i, i + 60,
		    5000 + i % 40, 5030 + i % 40);
		add(scan, id, 1 + (int)i, words);
	}
	assert_int_equal(ndup_scan_run(scan, &error), NDUP_STOPPED);
	assert_int_equal(error.status, NDUP_STOPPED);
	assert_int_equal(watch.num_calls, 1);
	assert_int_equal(watch.articles, 600);
	assert_int_not_equal(ndup_scan_next_match(scan, &match, NULL), NDUP_OK);
	assert_int_not_equal(
	    ndup_scan_next_cluster(scan, &cluster, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_PARAM);
	ndup_scan_free(scan);
}

static void
test_stop(void **state)
{
	(void)state;
	stop_at("pair");
	stop_at("verify");
	stop_at("cluster");
}

static void
test_stop_reading(void **state)
{
	const char *const paths[] = {"stop", NULL};
	struct watch watch = {.stop_at = "read"};
	struct ndup_scan *scan = scan_new();
	struct ndup_reader *reader;
	struct ndup_error error;

	(void)state;
	assert_int_equal(system("mkdir stop"), 0);
	write_bytes("stop/1.txt", "First words here.", 17);
	write_bytes("stop/2.txt", "Second words here.", 18);
	ndup_scan_on_progress(scan, watch_progress, &watch);
	assert_int_equal(ndup_reader_open(&reader, paths, NULL, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_scan_read(scan, reader, false, &error), NDUP_STOPPED);
	assert_int_equal(error.status, NDUP_STOPPED);
	assert_int_equal(watch.num_calls, 1);
	assert_int_equal(watch.articles, 1);
	ndup_reader_close(reader);
	ndup_scan_free(scan);
}

/* ---- old ones ------------------------------------------------------------ */

/* A scan of some batches, in which each third article repeats the one before;
 * some are old, from the beginning or by a later call. */
static struct ndup_scan *
scan_with_old(bool later)
{
	struct ndup_scan *scan = scan_new();
	char id[16], words[64];
	unsigned i, number;

	for (i = 0; i < 900; i++) {
		number = i % 3 == 2 ? i - 1 : i;
		snprintf(id, sizeof id, "%06u", i);
		snprintf(words, sizeof words, "%u-%u", 1000 * number + 1,
		    1000 * number + 60);
		if (!later && i % 7 < 3)
			add_old(scan, id, 1 + (int)i, words);
		else
			add(scan, id, 1 + (int)i, words);
	}
	for (i = 0; later && i < 900; i++)
		if (i % 7 < 3)
			assert_int_equal(
			    ndup_scan_set_old(scan, i, NULL), NDUP_OK);
	return scan;
}

static void
test_set_old(void **state)
{
	struct ndup_scan *first = scan_with_old(false);
	struct ndup_scan *later = scan_with_old(true);
	const struct ndup_kept *kept, *wanted;
	const struct ndup_counts *counts;
	size_t i;

	(void)state;
	counts = run(first);
	assert_true(counts->old > 300 && counts->matches > 100);
	assert_true(counts->matches < 300); /* two old ones match no more */
	assert_memory_equal(run(later), counts, sizeof *counts);
	assert_int_equal(ndup_scan_keep(first, NULL, &wanted, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_keep(later, NULL, &kept, NULL), NDUP_OK);
	assert_int_equal(kept->num_dropped, wanted->num_dropped);
	for (i = 0; i < 900; i++) {
		assert_int_equal(kept->stays[i], wanted->stays[i]);
		assert_true(kept->stays[i] || i % 7 >= 3);
	}
	ndup_scan_free(later);
	ndup_scan_free(first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_hot),
	    cmocka_unit_test(test_hot_text),
	    cmocka_unit_test(test_unlisted),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_never_run),
	    cmocka_unit_test(test_after_run),
	    cmocka_unit_test(test_begin_again),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_bad_params),
	    cmocka_unit_test(test_stop),
	    cmocka_unit_test(test_stop_reading),
	    cmocka_unit_test(test_set_old),
	};

	return cmocka_run_group_tests_name(
	    "scan calls", tests, reading_enter, reading_leave);
}
