/*
 * test_index_novelty.c - what an index says is new about an article
 */
#include "one_index.h"

/* ---- what is new about an article --------------------------------------- */

static void
test_new_and_copies(void **state)
{
	struct ndup_verdict verdict;

	(void)state;
	start();
	verdict = index_add(ndx, "a", 1, "1-100");
	assert_verdict(&verdict, "new of=- story=a");
	assert_int_equal(verdict.num_words, 100);
	assert_int_equal(verdict.new_words, 100);
	verdict = index_add(ndx, "b", 2, "1-100");
	assert_verdict(&verdict, "duplicate of=a story=a");
	assert_int_equal(verdict.matches[0].match.relation, NDUP_IDENTICAL);
	assert_int_equal(verdict.new_words, 0);
	verdict = index_add(ndx, "c", 3, "1-97 201-203");
	assert_verdict(&verdict, "duplicate of=a story=a");
	assert_int_equal(
	    verdict.matches[0].match.relation, NDUP_NEAR_DUPLICATE);
	assert_int_equal(verdict.num_matches, 2);
	assert_int_equal(verdict.new_words, 3);
}

static void
test_excerpt_and_reuse(void **state)
{
	struct ndup_verdict verdict;

	(void)state;
	start();
	index_add(ndx, "long", 1, "1-300");
	verdict = index_add(ndx, "excerpt", 2, "11-60 901-905");
	assert_verdict(&verdict, "duplicate of=long story=long");
	assert_int_equal(verdict.matches[0].match.relation, NDUP_EXCERPT);
	assert_int_equal(verdict.new_words, 5);
	verdict = index_add(ndx, "reuse", 3, "1-40 501-560");
	assert_verdict(&verdict, "reuse of=long story=long");
	assert_int_equal(verdict.new_words, 60);
	/* It has most of the excerpt, and much more. */
	verdict = index_add(ndx, "more", 4, "12-60 601-800");
	assert_verdict(&verdict, "reuse of=excerpt story=long");
	verdict = index_add(ndx, "short", 5, "1-3");
	assert_verdict(&verdict, "too_short of=- story=short");
	verdict = index_add(ndx, "short2", 6, "1-3");
	assert_verdict(&verdict, "duplicate of=short story=short");
	verdict = index_add(ndx, "empty", 7, "");
	assert_verdict(&verdict, "too_short of=- story=empty");
}

#define EDITED "1-7 901-901 9-15 902-902 17-28 903-903 30-36 2000-2030"

/* One key in common makes a candidate if no third text has it; copies of one
 * text are no third. */
static void
test_copies_are_one_text(void **state)
{
	static const char *const ids[] = {"a", "b", "c"};
	struct ndup_verdict verdict;
	unsigned num, i, commits;

	(void)state;
	for (commits = 0; commits < 2; commits++) {
		for (num = 1; num <= 3; num++) {
			start();
			for (i = 0; i < num; i++) {
				index_add(ndx, ids[i], 1, "1-40 500-560");
				if (commits > 0)
					index_commit(ndx);
			}
			verdict = index_query(ndx, "edited", 2, EDITED);
			assert_int_equal(verdict.num_matches, num);
			stop(state);
		}
	}
}

/* Words with credits from w801 on, if they are known to be that. */
static struct ndup_document
credited(const char *id, const char *words, bool known)
{
	struct ndup_document taken = document(id, 1, compose(words));

	if (known)
		taken.text_end =
		    (size_t)(strstr(taken.text.ptr, "w801") - taken.text.ptr);
	return taken;
}

/* Credits are no evidence, in the article at hand and in the index, be it
 * committed or not. */
static void
test_credits(void **state)
{
	struct ndup_verdict verdict;
	unsigned committed;

	(void)state;
	for (committed = 0; committed < 2; committed++) {
		start();
		index_add_document(ndx, credited("a", "1-60 801-830", true));
		index_add_document(ndx, credited("b", "61-120 801-830", false));
		if (committed) {
			index_commit(ndx);
			ndup_index_close(ndx);
			ndx = index_reopen(&folder, NDUP_WRITE);
		}
		verdict = index_add_document(
		    ndx, credited("c", "201-260 801-830", true));
		assert_verdict(&verdict, "new of=- story=c");
		assert_int_equal(verdict.num_words, 90);
		assert_int_equal(verdict.new_words, 60);
		verdict = index_add_document(
		    ndx, credited("d", "301-360 801-830", false));
		assert_verdict(&verdict, "reuse of=b story=b");
		assert_int_equal(verdict.num_matches, 1);
		assert_int_equal(verdict.new_words, 60);
		index_commit(ndx);
		assert_sound(ndx);
		stop(state);
	}
}

static struct ndup_verdict
add_of(const char *source, const char *id, int day, const char *words)
{
	struct ndup_document taken = document(id, day, compose(words));

	taken.source = slice(source);
	return index_add_document(ndx, taken);
}

static void
test_update(void **state)
{
	struct ndup_verdict verdict;

	(void)state;
	start();
	add_of("X", "a", 5, "1-100");
	verdict = add_of("X", "b", 6, "1-95 201-205");
	assert_verdict(&verdict, "update of=a story=a");
	/* Half of the older one, and as much again. */
	verdict = add_of("X", "c", 7, "1-60 301-400");
	assert_verdict(&verdict, "update of=a story=a");
	verdict = add_of("Y", "d", 8, "1-60 401-500");
	assert_verdict(&verdict, "reuse of=a story=a");
	/* Published before it. */
	verdict = add_of("X", "e", 4, "1-60 501-600");
	assert_verdict(&verdict, "reuse of=a story=a");
	verdict = add_of("X", "f", 9, "1-100");
	assert_verdict(&verdict, "duplicate of=a story=a");
}

/* Adds what has so many of its hundred words from an older article. */
static void
assert_class(unsigned num_words, const char *novelty)
{
	struct ndup_verdict verdict;
	char id[16], words[64];

	snprintf(id, sizeof id, "n%u", num_words);
	snprintf(words, sizeof words, "1-%u %u-%u", num_words, 1000 * num_words,
	    1000 * num_words + 99 - num_words);
	verdict = add_of("Y", id, 5, words);
	assert_string_equal(ndup_novelty_name(verdict.novelty), novelty);
}

/* What an index searches with decides what is found, not what it is called. */
static void
test_classes(void **state)
{
	static const double searched[][2] = {
	    {0.5, 0.25}, {0.2, 0.25}, {0.95, 0.25}, {0.5, 0.85}, {0.3, 0}};
	struct ndup_params params = index_params();
	struct ndup_verdict verdict;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof searched / sizeof searched[0]; i++) {
		start_empty();
		params.min_jaccard = searched[i][0];
		params.min_coverage = searched[i][1];
		ndx = index_new_with(&folder, &params, NULL);
		add_of("X", "a", 1, "1-300");
		add_of("X", "b", 2, "1-120");
		assert_class(89, "reuse");
		assert_class(90, "duplicate");
		assert_class(97, "duplicate");
		/* Less than half of its source's older one. */
		add_of("X", "c", 3, "2001-2100");
		verdict = add_of("X", "d", 4, "2001-2048 3001-3020");
		assert_int_not_equal(verdict.novelty, NDUP_UPDATE);
		stop(state);
	}
}

/* By coverage, then time, then id. */
static void
test_best_match(void **state)
{
	struct ndup_verdict verdict;

	(void)state;
	start();
	index_add(ndx, "z", 9, "1-60");
	index_add(ndx, "y", 3, "1-60");
	index_add(ndx, "x", 3, "1-60");
	index_add(ndx, "half", 1, "1-30 901-930");
	verdict = index_add(ndx, "new", 10, "1-60 101-140");
	assert_int_equal(verdict.num_matches, 4);
	assert_true(slice_is(verdict.matches[0].id, "x"));
	assert_true(slice_is(verdict.matches[1].id, "y"));
	assert_true(slice_is(verdict.matches[2].id, "z"));
	assert_true(slice_is(verdict.matches[3].id, "half"));
	assert_true(slice_is(verdict.story, "z"));
}

static void
test_passages(void **state)
{
	const struct ndup_passage *passage;
	struct ndup_verdict verdict;

	(void)state;
	start();
	index_add(ndx, "a", 1, "101-110 201-230 301-320");
	index_commit(ndx);
	verdict = index_add(ndx, "b", 2, "201-230 401-420");
	assert_int_equal(verdict.matches[0].match.num_passages, 1);
	passage = &verdict.matches[0].match.passages[0];
	assert_int_equal(passage->num_words, 30);
	/* Words and spaces have five bytes. */
	assert_int_equal(passage->a.begin, 0);
	assert_int_equal(passage->a.end, 30 * 5 - 1);
	assert_int_equal(passage->b.begin, 10 * 5);
	assert_int_equal(passage->b.end, 40 * 5 - 1);
	assert_int_equal(verdict.matches[0].match.longest_run, 30);
}

/* Text i of a few has its first 40 + i words from the article at hand. */
static void
add_copies(unsigned round, unsigned num_texts)
{
	char id[16], words[64];
	unsigned i;

	for (i = 0; i < num_texts; i++) {
		snprintf(id, sizeof id, "%u-%u", i, round);
		snprintf(words, sizeof words, "1-%u %u-%u", 40 + i,
		    1000 * (i + 1), 1000 * (i + 1) + 39);
		index_add(ndx, id, 1 + (int)round, words);
	}
}

/* Copies of some earlier texts, in turn; committed ones and others. */
static void
test_copies_of_earlier(void **state)
{
	const struct ndup_earlier *match;
	struct ndup_verdict verdict;
	unsigned round, i, text;
	uint32_t longest;

	(void)state;
	for (i = 3; i <= 10; i += 7) { /* texts, fewer and more than are kept */
		start();
		for (round = 0; round < 6; round++) {
			if (round == 3)
				index_commit(ndx);
			add_copies(round, i);
		}
		verdict = index_add(ndx, "new", 20, "1-60");
		assert_int_equal(verdict.num_matches, 6 * i);
		assert_int_equal(verdict.new_words, 60 - 40 - (i - 1));
		for (match = verdict.matches;
		     match < verdict.matches + verdict.num_matches; match++) {
			text = (unsigned)strtoul(match->id.ptr, NULL, 10);
			longest = 40 + text;
			assert_int_equal(match->match.longest_run, longest);
			assert_true(
			    match->match.coverage_a == (double)longest / 60);
			assert_true(match->match.coverage_b ==
				    (double)longest / (longest + 40));
		}
	}
}

/* Part i of a volume that begins with this word, and words of its own. */
static void
add_part(unsigned first, unsigned i, const char *volume)
{
	const struct ndup_passage *passage;
	char id[16], words[64], expected[64];
	struct ndup_verdict verdict;

	snprintf(id, sizeof id, "%u-%u", first, i);
	snprintf(words, sizeof words, "%u-%u %u-%u", first + 100 * i,
	    first + 100 * i + 99, 50000 + i * 20, 50000 + i * 20 + 19);
	verdict = index_add(ndx, id, 2, words);
	if (volume == NULL) {
		snprintf(expected, sizeof expected, "new of=- story=%s", id);
		assert_verdict(&verdict, expected);
		return;
	}
	snprintf(
	    expected, sizeof expected, "reuse of=%s story=%s", volume, volume);
	assert_verdict(&verdict, expected);
	assert_int_equal(verdict.new_words, 20);
	assert_int_equal(verdict.num_matches, 1);
	assert_float_equal(
	    (float)verdict.matches[0].match.coverage_a, 100 / 120.0F, 1e-6F);
	assert_float_equal(
	    (float)verdict.matches[0].match.coverage_b, 100 / 4500.0F, 1e-6F);
	assert_int_equal(verdict.matches[0].match.longest_run, 100);
	assert_int_equal(verdict.matches[0].match.num_passages, 1);
	passage = &verdict.matches[0].match.passages[0];
	/* Words and spaces have seven bytes. */
	assert_int_equal(passage->a.begin, 0);
	assert_int_equal(passage->a.end, 7 * 100 - 1);
	assert_int_equal(passage->b.begin, 7 * 100 * i);
	assert_int_equal(passage->b.end, 7 * 100 * (i + 1) - 1);
}

/* Two long articles, the parts of which come in turn; before a commit and after
 * it; and in the place of one comes another. */
static void
test_volumes(void **state)
{
	unsigned i;

	(void)state;
	start();
	index_add(ndx, "v", 1, "10000-14499");
	index_add(ndx, "w", 1, "20000-24499");
	for (i = 0; i < 10; i++) {
		if (i == 5)
			index_commit(ndx);
		add_part(10000, i, "v");
		add_part(10000, 20 + i, "v");
		add_part(20000, i, "w");
	}
	assert_int_equal(ndup_index_remove(ndx, slice("v"), NULL), NDUP_OK);
	index_add(ndx, "v", 1, "30000-34499");
	for (; i < 20; i++) {
		if (i == 15)
			index_commit(ndx);
		add_part(30000, i, "v");
		add_part(30000, 20 + i, "v");
		add_part(10000, i, NULL);
		add_part(20000, i, "w");
	}
	assert_sound(ndx);
}

/* More long articles than are kept open, of which others come up in time. */
static void
test_many_volumes(void **state)
{
	enum { NUM_VOLUMES = 7, NUM_PARTS = 45 };
	char id[16], words[64];
	unsigned volume, i;

	(void)state;
	start();
	for (volume = 0; volume < NUM_VOLUMES; volume++) {
		snprintf(id, sizeof id, "volume%u", volume);
		snprintf(words, sizeof words, "%u-%u", 10000 + 5000 * volume,
		    10000 + 5000 * volume + 4499);
		index_add(ndx, id, 1, words);
	}
	index_commit(ndx);
	for (i = 0; i < NUM_PARTS; i++) {
		volume = i * NUM_VOLUMES / NUM_PARTS;
		if (i % 4 == 3) /* another one in between */
			volume = i % NUM_VOLUMES;
		snprintf(id, sizeof id, "volume%u", volume);
		add_part(10000 + 5000 * volume, i, id);
	}
	assert_sound(ndx);
}

/* ---- conditions --------------------------------------------------------- */

static void
test_conditions(void **state)
{
	struct ndup_params params = index_params();
	struct ndup_verdict verdict;

	(void)state;
	start_empty();
	params.within = 3 * DAY;
	params.cross_source = true;
	ndx = index_new_with(&folder, &params, NULL);
	add_of("X", "a", 10, "1-100");
	verdict = add_of("Y", "b", 13, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	verdict = add_of("Z", "c", 14, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	assert_true(slice_is(verdict.matches[0].id, "b"));
	verdict = add_of("X", "d", 10, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	verdict = add_of("W", "e", 0, "1-100");
	assert_int_equal(verdict.num_matches, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_new_and_copies, stop),
	    cmocka_unit_test_teardown(test_excerpt_and_reuse, stop),
	    cmocka_unit_test_teardown(test_copies_are_one_text, stop),
	    cmocka_unit_test_teardown(test_credits, stop),
	    cmocka_unit_test_teardown(test_update, stop),
	    cmocka_unit_test_teardown(test_classes, stop),
	    cmocka_unit_test_teardown(test_best_match, stop),
	    cmocka_unit_test_teardown(test_passages, stop),
	    cmocka_unit_test_teardown(test_copies_of_earlier, stop),
	    cmocka_unit_test_teardown(test_volumes, stop),
	    cmocka_unit_test_teardown(test_many_volumes, stop),
	    cmocka_unit_test_teardown(test_conditions, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
