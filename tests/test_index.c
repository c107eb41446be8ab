/*
 * test_index.c - an index as a user of the library sees it: what is new about
 * an article, what stays, what goes
 */
#include "indexing.h"
#include "store/store.h"

static struct folder folder;
static struct ndup_index *ndx;

static int
stop(void **state)
{
	(void)state;
	ndup_index_close(ndx);
	ndx = NULL;
	if (folder.top[0] != '\0')
		folder_free(&folder);
	folder = (struct folder){.top = ""};
	return 0;
}

/* A folder without an index; what there was goes. */
static void
start_empty(void)
{
	stop(NULL);
	folder_new(&folder);
}

static void
start(void)
{
	start_empty();
	ndx = index_new(&folder);
}

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
	for (i = 3; i <= 12; i += 9) { /* texts, fewer and more than are kept */
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
	snprintf(expected, sizeof expected, "duplicate of=%s story=%s", volume,
	    volume);
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
 * it; and one of which changes. */
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

/* ---- the same again, and other versions --------------------------------- */

static uint64_t
num_articles(void)
{
	const struct ndup_index_info *info;

	assert_int_equal(ndup_index_describe(ndx, &info, NULL), NDUP_OK);
	return info->articles;
}

/* Adds the same twice, with a commit before the second time or none. */
static void
add_again(bool commit)
{
	struct ndup_verdict verdict;

	start();
	index_add(ndx, "a", 1, "1-100");
	index_add(ndx, "b", 2, "1-100");
	index_add(ndx, "c", 3, "1-100");
	if (commit)
		index_commit(ndx);
	verdict = index_add(ndx, "b", 2, "1-100");
	assert_true(verdict.known);
	assert_verdict(&verdict, "duplicate of=a story=a");
	assert_int_equal(verdict.num_matches, 1);
	verdict = index_add(ndx, "a", 1, "1-100");
	assert_true(verdict.known);
	assert_verdict(&verdict, "new of=- story=a");
	index_commit(ndx);
	assert_int_equal(num_articles(), 3);
	assert_sound(ndx);
}

static void
test_known(void **state)
{
	(void)state;
	add_again(false);
	add_again(true);
}

static void
add_version(bool commit)
{
	struct ndup_verdict verdict;

	start();
	index_add(ndx, "root", 1, "1-30 801-900");
	index_add(ndx, "a", 1, "1-100");
	if (commit)
		index_commit(ndx);
	verdict = index_add(ndx, "a", 2, "1-90 201-210");
	assert_false(verdict.known);
	assert_verdict(&verdict, "update of=a story=root");
	if (commit)
		index_commit(ndx);
	/* Only the new version is found, and the story stays. */
	verdict = index_query(ndx, "q", 3, "91-100 201-210 1-90");
	assert_int_equal(verdict.num_matches, 2);
	assert_int_equal(verdict.matches[0].match.longest_run, 90);
	verdict = index_add(ndx, "a", 4, "501-600");
	assert_verdict(&verdict, "new of=- story=root");
	index_commit(ndx);
	assert_int_equal(num_articles(), 2);
	assert_sound(ndx);
}

static void
test_version(void **state)
{
	(void)state;
	add_version(false);
	add_version(true);
}

/* Articles of one call are compared with those before them. */
static void
test_array(void **state)
{
	static char words[3][1024];
	struct ndup_document taken[3];
	struct ndup_verdict verdicts[3];
	struct ndup_slice text;
	size_t i;

	(void)state;
	start();
	for (i = 0; i < 3; i++) {
		text = compose(i < 2 ? "1-50" : "1-40 61-70");
		memcpy(words[i], text.ptr, text.len);
		text.ptr = words[i];
		taken[i] = document(i == 1 ? "a" : i == 0 ? "a" : "c", 1, text);
	}
	assert_int_equal(
	    ndup_index_add(ndx, taken, 3, NDUP_OF_BEST, verdicts, NULL),
	    NDUP_OK);
	assert_verdict(&verdicts[0], "new of=- story=a");
	assert_true(verdicts[1].known);
	assert_verdict(&verdicts[1], "new of=- story=a");
	assert_verdict(&verdicts[2], "duplicate of=a story=a");
}

static void
test_no_id(void **state)
{
	struct ndup_verdict first, second;
	char id[64];

	(void)state;
	start();
	first = index_add(ndx, "", 1, "1-100");
	assert_int_equal(first.id.len, 33);
	snprintf(id, sizeof id, "%.*s", (int)first.id.len, first.id.ptr);
	second = index_add(ndx, "", 1, "1-100");
	assert_true(second.known);
	assert_true(slice_is(second.id, id));
	second = index_add(ndx, "", 2, "1-100");
	assert_false(second.known);
	assert_int_equal(second.novelty, NDUP_DUPLICATE);
}

/* ---- what goes ---------------------------------------------------------- */

static void
remove_one(bool commit)
{
	struct ndup_verdict verdict;

	start();
	index_add(ndx, "a", 1, "1-100");
	index_add(ndx, "b", 2, "101-200");
	if (commit)
		index_commit(ndx);
	assert_int_equal(ndup_index_remove(ndx, slice("a"), NULL), NDUP_OK);
	assert_int_equal(ndup_index_remove(ndx, slice("a"), NULL), NDUP_END);
	assert_int_equal(
	    ndup_index_remove(ndx, slice("nothing"), NULL), NDUP_END);
	verdict = index_query(ndx, "q", 3, "1-100");
	assert_int_equal(verdict.num_matches, 0);
	index_commit(ndx);
	verdict = index_query(ndx, "q", 3, "1-100");
	assert_int_equal(verdict.num_matches, 0);
	assert_int_equal(num_articles(), 1);
	assert_sound(ndx);
	verdict = index_add(ndx, "a", 4, "1-100");
	assert_verdict(&verdict, "new of=- story=a");
	index_commit(ndx);
	assert_sound(ndx);
}

static void
test_remove(void **state)
{
	(void)state;
	remove_one(false);
	remove_one(true);
}

static void
test_window(void **state)
{
	struct ndup_params params = index_params();
	struct ndup_index_options options;
	struct ndup_verdict verdict;
	uint64_t num_dropped;

	(void)state;
	start_empty();
	ndup_index_options_init(&options, sizeof options);
	options.window = 30 * DAY;
	ndx = index_new_with(&folder, &params, &options);
	index_add(ndx, "old", 10, "1-100");
	index_add(ndx, "undated", 0, "1-100");
	index_commit(ndx);
	verdict = index_query(ndx, "q", 40, "1-100");
	assert_int_equal(verdict.num_matches, 2);
	verdict = index_query(ndx, "q", 41, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	/* What was published later is no older article. */
	verdict = index_query(ndx, "q", 1, "1-100");
	assert_int_equal(verdict.num_matches, 2);
	index_add(ndx, "new", 41, "201-300");
	assert_int_equal(ndup_index_compact(ndx, &num_dropped, NULL), NDUP_OK);
	assert_int_equal(num_dropped, 1);
	assert_int_equal(num_articles(), 2);
	assert_sound(ndx);
	verdict = index_query(ndx, "q", 20, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	assert_true(slice_is(verdict.matches[0].id, "undated"));
}

/* ---- what is reported --------------------------------------------------- */

/* As much as comes, until there is no room: then it stops. */
struct collected {
	char text[4096];
	size_t size, room;
};

static bool
collect(void *ctx, const void *bytes, size_t size)
{
	struct collected *collected = ctx;

	if (size > collected->room - collected->size)
		return false;
	memcpy(collected->text + collected->size, bytes, size);
	collected->size += size;
	collected->text[collected->size] = '\0';
	return true;
}

static void
test_reports(void **state)
{
	struct collected out = {.room = sizeof out.text - 1};
	struct ndup_report_options options;
	struct ndup_document taken;
	struct ndup_verdict verdict;

	(void)state;
	start();
	index_add(ndx, "a", 1, "1-100");
	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_JSONL;
	taken = document("b", 2, compose("51-150"));
	assert_int_equal(
	    ndup_index_query(ndx, &taken, 1, NDUP_OF_ALL, &verdict, NULL),
	    NDUP_OK);
	assert_int_equal(ndup_report_verdict(&taken, &verdict, NDUP_OF_NONE,
			     &options, collect, &out, NULL),
	    NDUP_OK);
	assert_string_equal(out.text,
	    "{\"status\":\"reuse\",\"of\":\"a\",\"story\":\"a\","
	    "\"relation\":\"partial reuse\",\"jaccard\":0.3151,"
	    "\"coverage\":0.5000,\"coverage_of_other\":0.5000,"
	    "\"num_words\":100,\"new_words\":50,\"ignored_words\":0,"
	    "\"lag_seconds\":86400,"
	    "\"crowded\":false}");
	out.size = 0;
	assert_int_equal(ndup_report_verdict(&taken, &verdict, NDUP_OF_BEST,
			     &options, collect, &out, NULL),
	    NDUP_OK);
	assert_non_null(
	    strstr(out.text, ",\"passages\":[{\"a\":{\"begin\":0,"));
	out.size = out.room;
	assert_int_equal(
	    ndup_report_query(&taken, &verdict, &options, collect, &out, NULL),
	    NDUP_STOPPED);
	assert_int_equal(ndup_report_verdict(&taken, &verdict, NDUP_OF_ALL,
			     &options, collect, &out, NULL),
	    NDUP_PARAM);
	options.format = NDUP_TERMINAL;
	assert_int_equal(ndup_report_verdict(&taken, &verdict, NDUP_OF_NONE,
			     &options, collect, &out, NULL),
	    NDUP_PARAM);
	out.size = 0;
	assert_int_equal(
	    ndup_report_query(&taken, &verdict, &options, collect, &out, NULL),
	    NDUP_OK);
	assert_non_null(strstr(out.text,
	    "b: reuse, 100 words, 50 of them new\n"
	    "    1970-01-02  partial reuse, shared 50%\n        a\n"
	    "        [1] 50 words: w51 w52 "));
}

/* Options that no index has a report for. */
static void
test_report_options(void **state)
{
	struct collected out = {.room = sizeof out.text - 1};
	struct ndup_report_options options;
	const struct ndup_index_info *info;
	unsigned i;

	(void)state;
	start();
	assert_int_equal(ndup_index_describe(ndx, &info, NULL), NDUP_OK);
	for (i = 0; i < 4; i++) {
		ndup_report_options_init(&options, sizeof options);
		if (i < 2)
			options.format = i == 0 ? NDUP_CSV : NDUP_HTML;
		else if (i == 2)
			options.width = 39;
		else
			options.struct_size--;
		assert_int_equal(
		    ndup_report_index(info, &options, collect, &out, NULL),
		    NDUP_PARAM);
	}
}

/* ---- what stays --------------------------------------------------------- */

static void
test_reopen(void **state)
{
	struct ndup_verdict verdict;

	(void)state;
	start();
	index_add(ndx, "a", 1, "1-100");
	index_commit(ndx);
	index_add(ndx, "lost", 1, "101-200");
	ndup_index_close(ndx);
	ndx = index_reopen(&folder, NDUP_WRITE);
	verdict = index_add(ndx, "b", 2, "51-150");
	assert_verdict(&verdict, "reuse of=a story=a");
	assert_int_equal(verdict.new_words, 50);
	index_commit(ndx);
	assert_int_equal(num_articles(), 2);
	assert_sound(ndx);
}

/* A reader sees each commit; what is added to it stays with it. */
static void
test_reader(void **state)
{
	struct ndup_index *writer, *reader;
	struct ndup_verdict verdict;
	struct ndup_error error;

	(void)state;
	start_empty();
	writer = index_new(&folder);
	reader = index_reopen(&folder, NDUP_READ);
	verdict = index_query(reader, "q", 1, "1-100");
	assert_int_equal(verdict.num_matches, 0);
	index_add(writer, "a", 1, "1-100");
	verdict = index_query(reader, "q", 1, "1-100");
	assert_int_equal(verdict.num_matches, 0);
	index_commit(writer);
	verdict = index_query(reader, "q", 1, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	verdict = index_add(reader, "b", 2, "1-100");
	assert_verdict(&verdict, "duplicate of=a story=a");
	verdict = index_add(reader, "c", 2, "1-100");
	assert_int_equal(verdict.num_matches, 2);
	assert_int_equal(ndup_index_commit(reader, &error), NDUP_PARAM);
	verdict = index_query(writer, "q", 1, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	index_add(writer, "d", 3, "1-100");
	index_commit(writer);
	verdict = index_query(reader, "q", 1, "1-100");
	assert_int_equal(verdict.num_matches, 4);
	ndup_index_close(reader);
	ndup_index_close(writer);
}

static void
test_one_writer(void **state)
{
	struct ndup_index *writer, *other;
	struct ndup_error error;

	(void)state;
	start_empty();
	writer = index_new(&folder);
	assert_int_equal(
	    ndup_index_open(&other, folder.path, NDUP_WRITE, 1, &error),
	    NDUP_BUSY);
	assert_null(other);
	assert_non_null(strstr(error.text, folder.path));
	ndup_index_close(writer);
	writer = index_reopen(&folder, NDUP_WRITE);
	ndup_index_close(writer);
}

static void
test_notes(void **state)
{
	struct ndup_slice value;

	(void)state;
	start();
	assert_int_equal(ndup_index_note(ndx, "job", &value, NULL), NDUP_OK);
	assert_int_equal(value.len, 0);
	assert_int_equal(
	    ndup_index_set_note(ndx, "job", slice("12"), NULL), NDUP_OK);
	assert_int_equal(
	    ndup_index_set_note(ndx, "job", slice("345"), NULL), NDUP_OK);
	assert_int_equal(ndup_index_note(ndx, "job", &value, NULL), NDUP_OK);
	assert_true(slice_is(value, "345"));
	index_commit(ndx);
	assert_int_equal(
	    ndup_index_set_note(ndx, "job", slice("6"), NULL), NDUP_OK);
	ndup_index_close(ndx);
	ndx = index_reopen(&folder, NDUP_WRITE);
	assert_int_equal(ndup_index_note(ndx, "job", &value, NULL), NDUP_OK);
	assert_true(slice_is(value, "345"));
	assert_int_equal(
	    ndup_index_set_note(ndx, "job", slice(""), NULL), NDUP_OK);
	index_commit(ndx);
	assert_int_equal(ndup_index_note(ndx, "job", &value, NULL), NDUP_OK);
	assert_int_equal(value.len, 0);
	assert_int_equal(
	    ndup_index_set_note(ndx, "", slice("1"), NULL), NDUP_PARAM);
}

static void
test_document(void **state)
{
	struct ndup_document taken = document("a", 1, slice("Wörter, 词"));
	struct ndup_document given;
	struct ndup_slice story;
	uint32_t next = 0;

	(void)state;
	start();
	taken.source = slice("NORD");
	taken.place = slice("Oldport");
	taken.title = slice("T");
	taken.url = slice("https://example.org/a");
	index_add_document(ndx, taken);
	index_add(ndx, "b", 2, "1-50");
	index_commit(ndx);
	assert_int_equal(
	    ndup_index_document(ndx, slice("a"), &given, &story, NULL),
	    NDUP_OK);
	assert_true(slice_is(given.text, "Wörter, 词"));
	assert_true(slice_is(given.source, "NORD"));
	assert_true(slice_is(given.place, "Oldport"));
	assert_true(slice_is(given.title, "T"));
	assert_true(slice_is(given.url, "https://example.org/a"));
	assert_true(slice_is(story, "a"));
	assert_int_equal(given.published.seconds, DAY);
	assert_int_equal(
	    ndup_index_document(ndx, slice("c"), &given, &story, NULL),
	    NDUP_END);
	assert_int_equal(
	    ndup_index_next(ndx, &next, &given, &story, NULL), NDUP_OK);
	assert_true(slice_is(given.id, "a"));
	assert_int_equal(
	    ndup_index_next(ndx, &next, &given, &story, NULL), NDUP_OK);
	assert_true(slice_is(given.id, "b"));
	assert_int_equal(
	    ndup_index_next(ndx, &next, &given, &story, NULL), NDUP_END);
}

static void
test_no_text(void **state)
{
	struct ndup_params params = index_params();
	struct ndup_index_options options;
	struct ndup_verdict verdict;
	struct ndup_document given;
	struct ndup_slice story;

	(void)state;
	start_empty();
	ndup_index_options_init(&options, sizeof options);
	options.no_text = true;
	ndx = index_new_with(&folder, &params, &options);
	index_add(ndx, "a", 1, "1-100");
	index_commit(ndx);
	assert_int_equal(
	    ndup_index_document(ndx, slice("a"), &given, &story, NULL),
	    NDUP_OK);
	assert_int_equal(given.text.len, 0);
	verdict = index_query(ndx, "q", 1, "1-50");
	assert_int_equal(verdict.matches[0].match.num_passages, 1);
	assert_sound(ndx);
}

/* Longer than a key of the store. */
static void
test_long_ids(void **state)
{
	struct ndup_verdict verdict;
	char ids[2][2000];
	size_t i;

	(void)state;
	start();
	for (i = 0; i < 2; i++) {
		memset(ids[i], 'x', sizeof ids[i]);
		ids[i][sizeof ids[i] - 2] = (char)('a' + i);
		ids[i][sizeof ids[i] - 1] = '\0';
		index_add(ndx, ids[i], 1, i == 0 ? "1-50" : "101-150");
	}
	index_commit(ndx);
	verdict = index_add(ndx, ids[1], 1, "101-150");
	assert_true(verdict.known);
	verdict = index_add(ndx, ids[0], 1, "1-50");
	assert_true(verdict.known);
	assert_int_equal(num_articles(), 2);
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

static void
test_wrong_use(void **state)
{
	struct ndup_params params = index_params();
	struct ndup_error error;

	(void)state;
	start_empty();
	assert_int_equal(
	    ndup_index_open(&ndx, folder.path, NDUP_READ, 1, &error), NDUP_IO);
	assert_non_null(strstr(error.text, folder.path));
	params.min_jaccard = 2;
	assert_int_equal(
	    ndup_index_create(folder.path, &params, NULL, &error), NDUP_PARAM);
	params.min_jaccard = 0.5;
	ndx = index_new_with(&folder, &params, NULL);
	ndup_index_close(ndx);
	ndx = NULL;
	assert_int_not_equal(
	    ndup_index_create(folder.path, &params, NULL, &error), NDUP_OK);
	assert_non_null(strstr(error.text, "not empty"));
}

/* ---- made by another version -------------------------------------------- */

static const struct ndup_slice rules = {"rules", 5};

/* Changes the byte at *ctx of what the index states of itself: the rules for
 * tokens come first, then the self-test. */
static enum ndup_status
change_rules(struct txn *txn, void *ctx)
{
	struct ndup_slice value;
	char bytes[256];

	assert_int_equal(txn_get(txn, STORE_META, rules, &value), NDUP_OK);
	assert_in_range(value.len, 20, sizeof bytes);
	memcpy(bytes, value.ptr, value.len);
	bytes[*(size_t *)ctx] ^= 2;
	return txn_put(
	    txn, STORE_META, rules, (struct ndup_slice){bytes, value.len});
}

static void
assert_refused(size_t byte)
{
	struct ndup_error error;
	struct store *store;

	start();
	index_add(ndx, "a", 1, "1-100");
	index_commit(ndx);
	ndup_index_close(ndx);
	assert_int_equal(
	    store_open(&store, folder.path, STORE_WRITE, NULL), NDUP_OK);
	assert_int_equal(
	    store_write(store, change_rules, &byte, NULL), NDUP_OK);
	store_close(store);
	assert_int_equal(
	    ndup_index_open(&ndx, folder.path, NDUP_READ, 1, &error),
	    NDUP_MISMATCH);
	assert_null(ndx);
	assert_non_null(strstr(error.text, folder.path));
	assert_string_equal(error.remedy, "ndup_index_create");
}

/* The version of Unicode, "15.0.0", stands last. */
static enum ndup_status
change_unicode(struct txn *txn, void *ctx)
{
	struct ndup_slice value;
	char bytes[256];

	(void)ctx;
	assert_int_equal(txn_get(txn, STORE_META, rules, &value), NDUP_OK);
	assert_in_range(value.len, 20, sizeof bytes);
	memcpy(bytes, value.ptr, value.len);
	assert_in_range(bytes[value.len - 1], '0', '9');
	bytes[value.len - 1] ^= 1;
	return txn_put(
	    txn, STORE_META, rules, (struct ndup_slice){bytes, value.len});
}

/* An index made with other tables says so, and goes on. */
static void
test_other_unicode(void **state)
{
	const struct ndup_index_info *info;
	struct store *store;

	(void)state;
	start();
	assert_string_equal(ndup_index_unicode(ndx), ndup_unicode_version());
	index_add(ndx, "a", 1, "1-100");
	index_commit(ndx);
	ndup_index_close(ndx);
	assert_int_equal(
	    store_open(&store, folder.path, STORE_WRITE, NULL), NDUP_OK);
	assert_int_equal(
	    store_write(store, change_unicode, NULL, NULL), NDUP_OK);
	store_close(store);
	assert_int_equal(
	    ndup_index_open(&ndx, folder.path, NDUP_WRITE, 1, NULL), NDUP_OK);
	assert_string_not_equal(
	    ndup_index_unicode(ndx), ndup_unicode_version());
	assert_int_equal(ndup_index_describe(ndx, &info, NULL), NDUP_OK);
	assert_string_equal(info->unicode, ndup_index_unicode(ndx));
	assert_int_equal(
	    index_add(ndx, "b", 2, "1-100").novelty, NDUP_DUPLICATE);
}

static void
test_other_version(void **state)
{
	(void)state;
	assert_refused(0);
	assert_refused(1);
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
	    cmocka_unit_test_teardown(test_best_match, stop),
	    cmocka_unit_test_teardown(test_passages, stop),
	    cmocka_unit_test_teardown(test_copies_of_earlier, stop),
	    cmocka_unit_test_teardown(test_volumes, stop),
	    cmocka_unit_test_teardown(test_many_volumes, stop),
	    cmocka_unit_test_teardown(test_known, stop),
	    cmocka_unit_test_teardown(test_version, stop),
	    cmocka_unit_test_teardown(test_array, stop),
	    cmocka_unit_test_teardown(test_no_id, stop),
	    cmocka_unit_test_teardown(test_remove, stop),
	    cmocka_unit_test_teardown(test_window, stop),
	    cmocka_unit_test_teardown(test_reports, stop),
	    cmocka_unit_test_teardown(test_report_options, stop),
	    cmocka_unit_test_teardown(test_reopen, stop),
	    cmocka_unit_test_teardown(test_reader, stop),
	    cmocka_unit_test_teardown(test_one_writer, stop),
	    cmocka_unit_test_teardown(test_notes, stop),
	    cmocka_unit_test_teardown(test_document, stop),
	    cmocka_unit_test_teardown(test_no_text, stop),
	    cmocka_unit_test_teardown(test_long_ids, stop),
	    cmocka_unit_test_teardown(test_conditions, stop),
	    cmocka_unit_test_teardown(test_wrong_use, stop),
	    cmocka_unit_test_teardown(test_other_version, stop),
	    cmocka_unit_test_teardown(test_other_unicode, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
