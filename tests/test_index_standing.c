/*
 * test_index_standing.c - what stands, as an index tells it
 *
 * Worlds of numbered words, so that it is plain what is common; and an oracle:
 * a scan of what the index holds, with the article at hand.
 */
#include "indexing.h"
#include "notices.h"

enum {
	OWN = 40,
	PAYWALL = 60,
	STEP = 90, /* an index judges by so many, if it has so many */
	/* Words at the edges of a phrase that may count: of any five shingles of
	 * 8 words in a row one is a key. */
	EDGES = 8
};

static void
assert_ignores_paywall(const struct ndup_verdict *verdict)
{
	assert_in_range(verdict->ignored_words, PAYWALL - EDGES, PAYWALL);
}

/* ---- articles ------------------------------------------------------------ */

static struct ndup_params
standing_params(void)
{
	struct ndup_params params = index_params();

	params.min_boilerplate = 20;
	return params;
}

static struct ndup_index *
standing_index(struct folder *folder)
{
	struct ndup_params params = standing_params();

	folder_new(folder);
	return index_new_with(folder, &params, NULL);
}

/* A made article; its words live until the next one. */
struct made {
	char id[16], source[16], words[128];
	int day;
};

static struct ndup_document
made_document(const struct made *made)
{
	struct ndup_document taken =
	    document(made->id, made->day, compose(made->words));

	taken.source = slice(made->source);
	return taken;
}

/* A headline of its own above a paywall. */
static struct made
make_stub(unsigned i, int day)
{
	struct made made = {.day = day, .source = "paper"};

	snprintf(made.id, sizeof made.id, "stub%u", i);
	snprintf(made.words, sizeof made.words, "%u-%u 900-%u", 1000 + i * OWN,
	    1000 + i * OWN + OWN - 1, 900 + PAYWALL - 1);
	return made;
}

static struct ndup_verdict
add_made(struct ndup_index *index, const struct made *made)
{
	return index_add_document(index, made_document(made));
}

/* So many stubs, one a day. */
static void
add_stubs(struct ndup_index *index, unsigned num)
{
	struct made made;
	unsigned i;

	for (i = 0; i < num; i++) {
		made = make_stub(i, 1 + (int)i);
		add_made(index, &made);
	}
}

static void
close_index(struct ndup_index *index, const struct folder *folder)
{
	index_commit(index);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(folder);
}

/* ---- one by one ---------------------------------------------------------- */

static void
test_paywall(void **state)
{
	struct ndup_index *index;
	struct ndup_verdict verdict;
	struct folder folder;
	struct made made;
	unsigned i;

	(void)state;
	index = standing_index(&folder);
	for (i = 0; i < 60; i++) {
		made = make_stub(i, 1 + (int)i);
		verdict = add_made(index, &made);
		assert_int_equal(verdict.num_words, OWN + PAYWALL);
		assert_int_equal(verdict.num_matches > 0, i > 0 && i < 20);
		assert_int_equal(
		    verdict.novelty, i > 0 && i < 20 ? NDUP_UPDATE : NDUP_NEW);
		if (i < 20)
			assert_int_equal(verdict.ignored_words, 0);
		else
			assert_ignores_paywall(&verdict);
		assert_int_equal(verdict.new_words,
		    i > 0 && i < 20 ? OWN
				    : OWN + PAYWALL - verdict.ignored_words);
		if (i % 7 == 0)
			index_commit(index);
	}
	close_index(index, &folder);
}

/* Daily notices of one form, whatever the seed: by the time that one of the same
 * day of the month comes, their words stand. */
static void
test_daily_notice(void **state)
{
	struct ndup_params params = standing_params();
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;
	unsigned day;

	(void)state;
	for (params.seed = 1; params.seed <= 12; params.seed++) {
		folder_new(&folder);
		index = index_new_with(&folder, &params, NULL);
		for (day = 0; day < NOTICES; day++) {
			verdict = index_add_document(index, notice_of_day(day));
			assert_int_equal(verdict.num_matches, 0);
			assert_int_equal(verdict.ignored_words > 0, day >= 20);
		}
		close_index(index, &folder);
	}
}

/* As many in three days are a story, whatever it is. */
static void
test_burst(void **state)
{
	struct ndup_index *index;
	struct ndup_verdict verdict;
	struct folder folder;
	struct made made;
	unsigned i;

	(void)state;
	index = standing_index(&folder);
	for (i = 0; i < 60; i++) {
		made = make_stub(i, 1 + (int)i / 20);
		verdict = add_made(index, &made);
		assert_int_equal(verdict.num_matches > 0, i > 0);
		assert_int_equal(verdict.ignored_words, 0);
	}
	close_index(index, &folder);
}

/* Each of 25 papers has a feature in an article of its own. */
static void
test_reuse(void **state)
{
	struct ndup_index *index;
	struct ndup_verdict verdict;
	struct folder folder;
	struct made made;
	unsigned i;

	(void)state;
	index = standing_index(&folder);
	for (i = 0; i < 50; i++) {
		made = make_stub(i, 1 + (int)i);
		snprintf(made.source, sizeof made.source, "paper%u", i % 25);
		verdict = add_made(index, &made);
		assert_int_equal(verdict.num_matches > 0, i > 0);
		assert_int_equal(verdict.ignored_words, 0);
	}
	close_index(index, &folder);
}

/* One text under many ids is one text. */
static void
test_copies(void **state)
{
	struct ndup_index *index;
	struct ndup_verdict verdict;
	struct folder folder;
	struct made made;
	unsigned i;

	(void)state;
	index = standing_index(&folder);
	for (i = 0; i < 60; i++) {
		made = make_stub(i % 19, 1 + (int)i);
		snprintf(made.id, sizeof made.id, "copy%u", i);
		verdict = add_made(index, &made);
		assert_int_equal(verdict.ignored_words, 0);
		if (i >= 19)
			assert_int_equal(verdict.novelty, NDUP_DUPLICATE);
	}
	close_index(index, &folder);
}

static void
test_kept(void **state)
{
	struct ndup_params params = standing_params();
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;
	struct made made;
	unsigned i, mode;

	(void)state;
	for (mode = 0; mode < 2; mode++) {
		params.min_boilerplate = mode == 0 ? 0 : 10;
		folder_new(&folder);
		index = index_new_with(&folder, &params, NULL);
		for (i = 0; i < 40; i++) {
			made = make_stub(i, 1 + 2 * (int)i);
			verdict = add_made(index, &made);
			assert_int_equal(verdict.num_matches > 0,
			    i > 0 && (mode == 0 || i < 10));
			index_commit(index);
			ndup_index_close(index);
			index = index_reopen(&folder, NDUP_WRITE);
		}
		close_index(index, &folder);
	}
}

/* Too few words that count: only identical articles match. */
static void
test_floor(void **state)
{
	struct ndup_index *index;
	struct ndup_verdict verdict;
	struct folder folder;
	struct made made;

	(void)state;
	index = standing_index(&folder);
	add_stubs(index, 30);
	made = (struct made){"a", "other", "1000-1003 900-959", 40};
	verdict = add_made(index, &made);
	assert_int_equal(verdict.novelty, NDUP_NEW);
	assert_ignores_paywall(&verdict);
	made = (struct made){"b", "third", "1000-1003 900-959", 41};
	verdict = add_made(index, &made);
	assert_verdict(&verdict, "duplicate of=a story=a");
	assert_int_equal(verdict.new_words, 0);
	close_index(index, &folder);
}

/* A report that is reprinted above a paywall, with an end of its own. */
static void
test_passages(void **state)
{
	struct ndup_index *index;
	struct ndup_verdict verdict;
	const struct ndup_match *match;
	struct folder folder;
	struct made made;

	(void)state;
	index = standing_index(&folder);
	add_stubs(index, 30);
	made = (struct made){"r", "other", "1000-1029 3000-3009 900-959", 40};
	verdict = add_made(index, &made);
	assert_int_equal(verdict.num_matches, 1);
	match = &verdict.matches[0].match;
	assert_true(slice_is(verdict.matches[0].id, "stub0"));
	assert_true(match->coverage_a < (30. + EDGES) / (OWN + EDGES) + 1e-9);
	assert_int_equal(match->longest_run, 30);
	assert_int_equal(match->passages[0].num_words, 30);
	assert_in_range(verdict.new_words, 10, 10 + EDGES);
	assert_ignores_paywall(&verdict);
	close_index(index, &folder);
}

/* ---- a function of what the index holds ---------------------------------- */

static bool
append(void *ctx, const void *bytes, size_t size)
{
	FILE *file = ctx;

	return fwrite(bytes, 1, size, file) == size;
}

/* All that is said of an article. */
static void
write_verdict(FILE *file, const struct ndup_document *taken,
    const struct ndup_verdict *verdict)
{
	struct ndup_report_options options;

	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_JSONL;
	assert_int_equal(
	    ndup_report_query(taken, verdict, &options, append, file, NULL),
	    NDUP_OK);
}

/* How an index is fed. */
struct feeding {
	unsigned batch, commit_every, num_threads;
	bool reopens;
};

enum { NUM_FED = 240, MOST_BATCH = 64 };

/* Stubs, a new version of one at every eighth, and a report in several.  Of so
 * many words that they share few bands: of what more than 64 share, which are
 * compared depends on commits. */
static struct made
make_fed(unsigned i)
{
	unsigned number = i % 8 == 7 ? i / 2 : i;
	struct made made = make_stub(number, 1 + (int)i / 2);

	snprintf(made.words, sizeof made.words, "%u-%u 900-%u",
	    20000 + number * 200, 20000 + number * 200 + 199,
	    900 + PAYWALL - 1);
	if (i % 8 == 7)
		snprintf(made.words + strlen(made.words),
		    sizeof made.words - strlen(made.words), " 700-%u", 730 + i);
	else if (i % 5 == 0)
		snprintf(made.words + strlen(made.words),
		    sizeof made.words - strlen(made.words), " 500-560");
	return made;
}

static void
feed_batch(struct ndup_index *index, unsigned begin, unsigned end, FILE *file)
{
	static struct made made[MOST_BATCH];
	struct ndup_document documents[MOST_BATCH] = {{.id = {NULL, 0}}};
	struct ndup_verdict verdicts[MOST_BATCH];
	unsigned i, num = end - begin;

	for (i = 0; i < num; i++) {
		made[i] = make_fed(begin + i);
		documents[i] = made_document(&made[i]);
		documents[i].text.ptr =
		    memcpy(test_malloc(documents[i].text.len + 1),
			documents[i].text.ptr, documents[i].text.len);
	}
	assert_int_equal(
	    ndup_index_add(index, documents, num, NDUP_OF_ALL, verdicts, NULL),
	    NDUP_OK);
	for (i = 0; i < num; i++) {
		write_verdict(file, &documents[i], &verdicts[i]);
		test_free((char *)documents[i].text.ptr);
	}
}

/* Returns all that was said. */
static char *
feed(const struct feeding *feeding)
{
	struct ndup_params params = standing_params();
	unsigned i, end, since = 0;
	struct ndup_index *index;
	struct folder folder;
	char *said = NULL;
	size_t size;
	FILE *file = open_memstream(&said, &size);

	assert_non_null(file);
	folder_new(&folder);
	index = index_new_with(&folder, &params, NULL);
	ndup_index_close(index);
	assert_int_equal(ndup_index_open(&index, folder.path, NDUP_WRITE,
			     feeding->num_threads, NULL),
	    NDUP_OK);
	for (i = 0; i < NUM_FED; i = end) {
		end =
		    i + feeding->batch < NUM_FED ? i + feeding->batch : NUM_FED;
		feed_batch(index, i, end, file);
		if ((since += end - i) < feeding->commit_every)
			continue;
		since = 0;
		index_commit(index);
		if (!feeding->reopens)
			continue;
		ndup_index_close(index);
		assert_int_equal(ndup_index_open(&index, folder.path,
				     NDUP_WRITE, feeding->num_threads, NULL),
		    NDUP_OK);
	}
	assert_int_equal(fclose(file), 0);
	close_index(index, &folder);
	return said;
}

static void
test_same_answers(void **state)
{
	static const struct feeding feedings[] = {{1, 1, 1, false},
	    {1, 1000, 1, false}, {1, 13, 3, true}, {MOST_BATCH, 1000, 3, false},
	    {MOST_BATCH, 1, 1, true}, {17, 34, 3, false}};
	char *first = feed(&feedings[0]), *other;
	size_t i;

	(void)state;
	assert_non_null(strstr(first, "\"ignored_words\":5"));
	assert_non_null(strstr(first, "\"status\":\"update\""));
	for (i = 1; i < sizeof feedings / sizeof feedings[0]; i++) {
		other = feed(&feedings[i]);
		if (strcmp(first, other) != 0)
			fail_msg("feeding %zu has other answers", i);
		free(other);
	}
	free(first);
}

/* What is removed is no evidence, be it committed or not. */
static void
test_removed(void **state)
{
	struct ndup_index *index;
	struct ndup_verdict verdict;
	struct folder folder;
	unsigned i, when;
	char id[16];

	(void)state;
	for (when = 0; when < 3; when++) {
		index = standing_index(&folder);
		add_stubs(index, 24);
		verdict = index_query(index, "q", 30, "600-639 900-959");
		assert_int_equal(verdict.num_matches, 0);
		if (when > 0)
			index_commit(index);
		for (i = 0; i < 5; i++) {
			snprintf(id, sizeof id, "stub%u", i * 3);
			assert_int_equal(
			    ndup_index_remove(index, slice(id), NULL), NDUP_OK);
		}
		if (when > 1)
			index_commit(index);
		verdict = index_query(index, "q", 30, "600-639 900-959");
		assert_int_equal(verdict.num_matches, 19);
		assert_int_equal(verdict.ignored_words, 0);
		close_index(index, &folder);
	}
}

/* What is given again is told as it was the first time, though there is more
 * evidence by now. */
static void
test_known(void **state)
{
	struct ndup_index *index;
	struct ndup_verdict verdict;
	struct folder folder;
	struct made made;
	unsigned i;

	(void)state;
	index = standing_index(&folder);
	for (i = 0; i < 100; i++) {
		made = make_stub(i, 1 + (int)i);
		add_made(index, &made);
		if (i == 60)
			index_commit(index);
	}
	for (i = 0; i < 100; i++) {
		made = make_stub(i, 1 + (int)i);
		verdict = add_made(index, &made);
		assert_int_equal(verdict.novelty, NDUP_KNOWN);
		assert_int_equal(verdict.num_matches > 0, i > 0 && i < 20);
		if (i < 20)
			assert_int_equal(verdict.ignored_words, 0);
		else
			assert_ignores_paywall(&verdict);
	}
	close_index(index, &folder);
}

/* ---- all comes after: as a scan says ------------------------------------- */

/* What is asked: parts of articles before, with the paywall. */
static struct made
make_asked(unsigned i)
{
	struct made made = {.day = STEP + 1, .source = "other"};
	unsigned other = 1000 + (i * 7 % STEP) * OWN;

	snprintf(made.id, sizeof made.id, "asked%u", i);
	snprintf(made.words, sizeof made.words, "%u-%u 500-%u 900-%u 600-%u",
	    other, other + 15 + i, 500 + i % 11 * 4, 900 + PAYWALL - 1,
	    600 + i % 7);
	return made;
}

/* A scan of what the index holds and the article. */
static struct ndup_scan *
scan_with(const struct made *asked)
{
	struct ndup_params params = standing_params();
	struct ndup_document taken;
	struct ndup_scan *scan;
	struct made made;
	unsigned i;

	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (i = 0; i < STEP; i++) {
		made = make_stub(i, 1 + (int)i);
		taken = made_document(&made);
		assert_int_equal(
		    ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
	}
	taken = made_document(asked);
	assert_int_equal(ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
	run(scan);
	assert_true(ndup_scan_counts(scan)->boilerplate_articles > STEP / 2);
	return scan;
}

/* The matches of the article in the scan are those of the index. */
static size_t
check_asked(struct ndup_scan *scan, const struct ndup_verdict *verdict)
{
	const struct ndup_earlier *earlier;
	const struct ndup_match *match;
	size_t num = 0, i;

	while (ndup_scan_next_match(scan, &match, NULL) == NDUP_OK)
		num += match->b == STEP;
	assert_int_equal(num, verdict->num_matches);
	for (i = 0; i < num; i++) {
		earlier = &verdict->matches[i];
		assert_int_equal(ndup_scan_compare(scan, earlier->match.b, STEP,
				     &match, NULL),
		    NDUP_OK);
		assert_int_equal(match->relation, earlier->match.relation);
		assert_true(match->jaccard == earlier->match.jaccard);
		assert_true(match->coverage_a == earlier->match.coverage_b);
		assert_true(match->coverage_b == earlier->match.coverage_a);
		assert_int_equal(
		    match->longest_run, earlier->match.longest_run);
		assert_int_equal(
		    match->num_passages, earlier->match.num_passages);
	}
	return num;
}

static void
test_as_a_scan(void **state)
{
	struct ndup_index *index;
	struct ndup_document taken;
	struct ndup_verdict verdict;
	struct ndup_scan *scan;
	struct folder folder;
	struct made made;
	size_t num = 0;
	unsigned i;

	(void)state;
	index = standing_index(&folder);
	for (i = 0; i < STEP; i++) {
		made = make_stub(i, 1 + (int)i);
		add_made(index, &made);
		if (i % 50 == 49)
			index_commit(index);
	}
	for (i = 0; i < 40; i++) {
		made = make_asked(i);
		taken = made_document(&made);
		assert_int_equal(ndup_index_query(index, &taken, 1, NDUP_OF_ALL,
				     &verdict, NULL),
		    NDUP_OK);
		scan = scan_with(&made);
		num += check_asked(scan, &verdict);
		ndup_scan_free(scan);
	}
	assert_true(num >= 20);
	close_index(index, &folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_paywall),
	    cmocka_unit_test(test_daily_notice),
	    cmocka_unit_test(test_burst),
	    cmocka_unit_test(test_reuse),
	    cmocka_unit_test(test_copies),
	    cmocka_unit_test(test_kept),
	    cmocka_unit_test(test_floor),
	    cmocka_unit_test(test_passages),
	    cmocka_unit_test(test_same_answers),
	    cmocka_unit_test(test_removed),
	    cmocka_unit_test(test_known),
	    cmocka_unit_test(test_as_a_scan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
