/*
 * test_index.c - an index as a user of the library sees it: what is new about
 * an article, what stays, what goes
 */
#include "indexing.h"

/* ---- what is new about an article --------------------------------------- */

static void
test_new_and_copies(void **state)
{
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	verdict = index_add(index, "a", 1, "1-100");
	assert_verdict(&verdict, "new of=- story=a");
	assert_int_equal(verdict.num_words, 100);
	assert_int_equal(verdict.new_words, 100);
	verdict = index_add(index, "b", 2, "1-100");
	assert_verdict(&verdict, "duplicate of=a story=a");
	assert_int_equal(verdict.matches[0].match.relation, NDUP_IDENTICAL);
	assert_int_equal(verdict.new_words, 0);
	verdict = index_add(index, "c", 3, "1-97 201-203");
	assert_verdict(&verdict, "duplicate of=a story=a");
	assert_int_equal(
	    verdict.matches[0].match.relation, NDUP_NEAR_DUPLICATE);
	assert_int_equal(verdict.num_matches, 2);
	assert_int_equal(verdict.new_words, 3);
	ndup_index_close(index);
	folder_free(&folder);
}

static void
test_excerpt_and_reuse(void **state)
{
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	index_add(index, "long", 1, "1-300");
	verdict = index_add(index, "excerpt", 2, "11-60 901-905");
	assert_verdict(&verdict, "duplicate of=long story=long");
	assert_int_equal(verdict.matches[0].match.relation, NDUP_EXCERPT);
	assert_int_equal(verdict.new_words, 5);
	verdict = index_add(index, "reuse", 3, "1-40 501-560");
	assert_verdict(&verdict, "reuse of=long story=long");
	assert_int_equal(verdict.new_words, 60);
	/* It has all of the excerpt, and much more. */
	verdict = index_add(index, "more", 4, "11-60 601-800");
	assert_verdict(&verdict, "reuse of=excerpt story=long");
	verdict = index_add(index, "short", 5, "1-3");
	assert_verdict(&verdict, "too_short of=- story=short");
	verdict = index_add(index, "short2", 6, "1-3");
	assert_verdict(&verdict, "duplicate of=short story=short");
	verdict = index_add(index, "empty", 7, "");
	assert_verdict(&verdict, "too_short of=- story=empty");
	ndup_index_close(index);
	folder_free(&folder);
}

static struct ndup_verdict
add_of(struct ndup_index *index, const char *source, const char *id, int day,
    const char *words)
{
	struct ndup_document taken = document(id, day, compose(words));

	taken.source = slice(source);
	return index_add_document(index, taken);
}

static void
test_update(void **state)
{
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	add_of(index, "X", "a", 5, "1-100");
	verdict = add_of(index, "X", "b", 6, "1-95 201-205");
	assert_verdict(&verdict, "update of=a story=a");
	/* Half of the older one, and as much again. */
	verdict = add_of(index, "X", "c", 7, "1-60 301-400");
	assert_verdict(&verdict, "update of=a story=a");
	verdict = add_of(index, "Y", "d", 8, "1-60 401-500");
	assert_verdict(&verdict, "reuse of=a story=a");
	/* Published before it. */
	verdict = add_of(index, "X", "e", 4, "1-60 501-600");
	assert_verdict(&verdict, "reuse of=a story=a");
	verdict = add_of(index, "X", "f", 9, "1-100");
	assert_verdict(&verdict, "duplicate of=a story=a");
	ndup_index_close(index);
	folder_free(&folder);
}

/* By coverage, then time, then id. */
static void
test_best_match(void **state)
{
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	index_add(index, "z", 9, "1-60");
	index_add(index, "y", 3, "1-60");
	index_add(index, "x", 3, "1-60");
	index_add(index, "half", 1, "1-30 901-930");
	verdict = index_add(index, "new", 10, "1-60 101-140");
	assert_int_equal(verdict.num_matches, 4);
	assert_true(slice_is(verdict.matches[0].id, "x"));
	assert_true(slice_is(verdict.matches[1].id, "y"));
	assert_true(slice_is(verdict.matches[2].id, "z"));
	assert_true(slice_is(verdict.matches[3].id, "half"));
	assert_true(slice_is(verdict.story, "z"));
	ndup_index_close(index);
	folder_free(&folder);
}

static void
test_passages(void **state)
{
	const struct ndup_passage *passage;
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	index_add(index, "a", 1, "101-110 201-230 301-320");
	index_commit(index);
	verdict = index_add(index, "b", 2, "201-230 401-420");
	assert_int_equal(verdict.matches[0].match.num_passages, 1);
	passage = &verdict.matches[0].match.passages[0];
	assert_int_equal(passage->num_words, 30);
	/* Words and spaces have five bytes. */
	assert_int_equal(passage->a.begin, 0);
	assert_int_equal(passage->a.end, 30 * 5 - 1);
	assert_int_equal(passage->b.begin, 10 * 5);
	assert_int_equal(passage->b.end, 40 * 5 - 1);
	assert_int_equal(verdict.matches[0].match.longest_run, 30);
	ndup_index_close(index);
	folder_free(&folder);
}

/* ---- the same again, and other versions --------------------------------- */

static uint64_t
num_articles(struct ndup_index *index)
{
	struct ndup_index_info info;

	assert_int_equal(ndup_index_describe(index, &info, NULL), NDUP_OK);
	return info.articles;
}

/* Adds the same twice, with a commit before the second time or none. */
static void
add_again(bool commit)
{
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	folder_new(&folder);
	index = index_new(&folder);
	index_add(index, "a", 1, "1-100");
	index_add(index, "b", 2, "1-100");
	index_add(index, "c", 3, "1-100");
	if (commit)
		index_commit(index);
	verdict = index_add(index, "b", 2, "1-100");
	assert_true(verdict.known);
	assert_verdict(&verdict, "duplicate of=a story=a");
	assert_int_equal(verdict.num_matches, 1);
	verdict = index_add(index, "a", 1, "1-100");
	assert_true(verdict.known);
	assert_verdict(&verdict, "new of=- story=a");
	index_commit(index);
	assert_int_equal(num_articles(index), 3);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(&folder);
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
	struct ndup_index *index;
	struct folder folder;

	folder_new(&folder);
	index = index_new(&folder);
	index_add(index, "root", 1, "1-30 801-900");
	index_add(index, "a", 1, "1-100");
	if (commit)
		index_commit(index);
	verdict = index_add(index, "a", 2, "1-90 201-210");
	assert_false(verdict.known);
	assert_verdict(&verdict, "update of=a story=root");
	if (commit)
		index_commit(index);
	/* Only the new version is found, and the story stays. */
	verdict = index_query(index, "q", 3, "91-100 201-210 1-90");
	assert_int_equal(verdict.num_matches, 2);
	assert_int_equal(verdict.matches[0].match.longest_run, 90);
	verdict = index_add(index, "a", 4, "501-600");
	assert_verdict(&verdict, "new of=- story=root");
	index_commit(index);
	assert_int_equal(num_articles(index), 2);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(&folder);
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
	struct ndup_index *index;
	struct folder folder;
	struct ndup_slice text;
	size_t i;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	for (i = 0; i < 3; i++) {
		text = compose(i < 2 ? "1-50" : "1-40 61-70");
		memcpy(words[i], text.ptr, text.len);
		text.ptr = words[i];
		taken[i] = document(i == 1 ? "a" : i == 0 ? "a" : "c", 1, text);
	}
	assert_int_equal(
	    ndup_index_add(index, taken, 3, NDUP_OF_BEST, verdicts, NULL),
	    NDUP_OK);
	assert_verdict(&verdicts[0], "new of=- story=a");
	assert_true(verdicts[1].known);
	assert_verdict(&verdicts[1], "new of=- story=a");
	assert_verdict(&verdicts[2], "duplicate of=a story=a");
	ndup_index_close(index);
	folder_free(&folder);
}

static void
test_no_id(void **state)
{
	struct ndup_verdict first, second;
	struct ndup_index *index;
	struct folder folder;
	char id[64];

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	first = index_add(index, "", 1, "1-100");
	assert_int_equal(first.id.len, 33);
	snprintf(id, sizeof id, "%.*s", (int)first.id.len, first.id.ptr);
	second = index_add(index, "", 1, "1-100");
	assert_true(second.known);
	assert_true(slice_is(second.id, id));
	second = index_add(index, "", 2, "1-100");
	assert_false(second.known);
	assert_int_equal(second.novelty, NDUP_DUPLICATE);
	ndup_index_close(index);
	folder_free(&folder);
}

/* ---- what goes ---------------------------------------------------------- */

static void
remove_one(bool commit)
{
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	folder_new(&folder);
	index = index_new(&folder);
	index_add(index, "a", 1, "1-100");
	index_add(index, "b", 2, "101-200");
	if (commit)
		index_commit(index);
	assert_int_equal(ndup_index_remove(index, slice("a"), NULL), NDUP_OK);
	assert_int_equal(ndup_index_remove(index, slice("a"), NULL), NDUP_END);
	assert_int_equal(
	    ndup_index_remove(index, slice("nothing"), NULL), NDUP_END);
	verdict = index_query(index, "q", 3, "1-100");
	assert_int_equal(verdict.num_matches, 0);
	index_commit(index);
	verdict = index_query(index, "q", 3, "1-100");
	assert_int_equal(verdict.num_matches, 0);
	assert_int_equal(num_articles(index), 1);
	assert_sound(index);
	verdict = index_add(index, "a", 4, "1-100");
	assert_verdict(&verdict, "new of=- story=a");
	index_commit(index);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(&folder);
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
	struct ndup_index *index;
	struct folder folder;
	uint64_t num_dropped;

	(void)state;
	folder_new(&folder);
	ndup_index_options_init(&options);
	options.window = 30 * DAY;
	index = index_new_with(&folder, &params, &options);
	index_add(index, "old", 10, "1-100");
	index_add(index, "undated", 0, "1-100");
	index_commit(index);
	verdict = index_query(index, "q", 40, "1-100");
	assert_int_equal(verdict.num_matches, 2);
	verdict = index_query(index, "q", 41, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	/* What was published later is no older article. */
	verdict = index_query(index, "q", 1, "1-100");
	assert_int_equal(verdict.num_matches, 2);
	index_add(index, "new", 41, "201-300");
	assert_int_equal(
	    ndup_index_compact(index, &num_dropped, NULL), NDUP_OK);
	assert_int_equal(num_dropped, 1);
	assert_int_equal(num_articles(index), 2);
	assert_sound(index);
	verdict = index_query(index, "q", 20, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	assert_true(slice_is(verdict.matches[0].id, "undated"));
	ndup_index_close(index);
	folder_free(&folder);
}

/* ---- what stays --------------------------------------------------------- */

static void
test_reopen(void **state)
{
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	index_add(index, "a", 1, "1-100");
	index_commit(index);
	index_add(index, "lost", 1, "101-200");
	ndup_index_close(index);
	index = index_reopen(&folder, NDUP_WRITE);
	verdict = index_add(index, "b", 2, "51-150");
	assert_verdict(&verdict, "reuse of=a story=a");
	assert_int_equal(verdict.new_words, 50);
	index_commit(index);
	assert_int_equal(num_articles(index), 2);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(&folder);
}

/* A reader sees each commit; what is added to it stays with it. */
static void
test_reader(void **state)
{
	struct ndup_index *writer, *reader;
	struct ndup_verdict verdict;
	struct ndup_error error;
	struct folder folder;

	(void)state;
	folder_new(&folder);
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
	folder_free(&folder);
}

static void
test_one_writer(void **state)
{
	struct ndup_index *writer, *other;
	struct ndup_error error;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	writer = index_new(&folder);
	assert_int_equal(
	    ndup_index_open(&other, folder.path, NDUP_WRITE, 1, &error),
	    NDUP_BUSY);
	assert_null(other);
	assert_non_null(strstr(error.text, folder.path));
	ndup_index_close(writer);
	writer = index_reopen(&folder, NDUP_WRITE);
	ndup_index_close(writer);
	folder_free(&folder);
}

static void
test_notes(void **state)
{
	struct ndup_slice value;
	struct ndup_index *index;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	assert_int_equal(ndup_index_note(index, "job", &value, NULL), NDUP_OK);
	assert_int_equal(value.len, 0);
	assert_int_equal(
	    ndup_index_set_note(index, "job", slice("12"), NULL), NDUP_OK);
	assert_int_equal(
	    ndup_index_set_note(index, "job", slice("345"), NULL), NDUP_OK);
	assert_int_equal(ndup_index_note(index, "job", &value, NULL), NDUP_OK);
	assert_true(slice_is(value, "345"));
	index_commit(index);
	assert_int_equal(
	    ndup_index_set_note(index, "job", slice("6"), NULL), NDUP_OK);
	ndup_index_close(index);
	index = index_reopen(&folder, NDUP_WRITE);
	assert_int_equal(ndup_index_note(index, "job", &value, NULL), NDUP_OK);
	assert_true(slice_is(value, "345"));
	assert_int_equal(
	    ndup_index_set_note(index, "job", slice(""), NULL), NDUP_OK);
	index_commit(index);
	assert_int_equal(ndup_index_note(index, "job", &value, NULL), NDUP_OK);
	assert_int_equal(value.len, 0);
	assert_int_equal(
	    ndup_index_set_note(index, "", slice("1"), NULL), NDUP_PARAM);
	ndup_index_close(index);
	folder_free(&folder);
}

static void
test_document(void **state)
{
	struct ndup_document taken = document("a", 1, slice("Wörter, 词"));
	struct ndup_document given;
	struct ndup_index *index;
	struct ndup_slice story;
	struct folder folder;
	uint32_t next = 0;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	taken.source = slice("NORD");
	taken.place = slice("Oldport");
	taken.title = slice("T");
	taken.url = slice("https://example.org/a");
	index_add_document(index, taken);
	index_add(index, "b", 2, "1-50");
	index_commit(index);
	assert_int_equal(
	    ndup_index_document(index, slice("a"), &given, &story, NULL),
	    NDUP_OK);
	assert_true(slice_is(given.text, "Wörter, 词"));
	assert_true(slice_is(given.source, "NORD"));
	assert_true(slice_is(given.place, "Oldport"));
	assert_true(slice_is(given.title, "T"));
	assert_true(slice_is(given.url, "https://example.org/a"));
	assert_true(slice_is(story, "a"));
	assert_int_equal(given.published.seconds, DAY);
	assert_int_equal(
	    ndup_index_document(index, slice("c"), &given, &story, NULL),
	    NDUP_END);
	assert_int_equal(
	    ndup_index_next(index, &next, &given, &story, NULL), NDUP_OK);
	assert_true(slice_is(given.id, "a"));
	assert_int_equal(
	    ndup_index_next(index, &next, &given, &story, NULL), NDUP_OK);
	assert_true(slice_is(given.id, "b"));
	assert_int_equal(
	    ndup_index_next(index, &next, &given, &story, NULL), NDUP_END);
	ndup_index_close(index);
	folder_free(&folder);
}

static void
test_no_text(void **state)
{
	struct ndup_params params = index_params();
	struct ndup_index_options options;
	struct ndup_verdict verdict;
	struct ndup_document given;
	struct ndup_index *index;
	struct ndup_slice story;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	ndup_index_options_init(&options);
	options.no_text = true;
	index = index_new_with(&folder, &params, &options);
	index_add(index, "a", 1, "1-100");
	index_commit(index);
	assert_int_equal(
	    ndup_index_document(index, slice("a"), &given, &story, NULL),
	    NDUP_OK);
	assert_int_equal(given.text.len, 0);
	verdict = index_query(index, "q", 1, "1-50");
	assert_int_equal(verdict.matches[0].match.num_passages, 1);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(&folder);
}

/* Longer than a key of the store. */
static void
test_long_ids(void **state)
{
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;
	char ids[2][2000];
	size_t i;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	for (i = 0; i < 2; i++) {
		memset(ids[i], 'x', sizeof ids[i]);
		ids[i][sizeof ids[i] - 2] = (char)('a' + i);
		ids[i][sizeof ids[i] - 1] = '\0';
		index_add(index, ids[i], 1, i == 0 ? "1-50" : "101-150");
	}
	index_commit(index);
	verdict = index_add(index, ids[1], 1, "101-150");
	assert_true(verdict.known);
	verdict = index_add(index, ids[0], 1, "1-50");
	assert_true(verdict.known);
	assert_int_equal(num_articles(index), 2);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(&folder);
}

/* ---- conditions --------------------------------------------------------- */

static void
test_conditions(void **state)
{
	struct ndup_params params = index_params();
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	params.within = 3 * DAY;
	params.cross_source = true;
	index = index_new_with(&folder, &params, NULL);
	add_of(index, "X", "a", 10, "1-100");
	verdict = add_of(index, "Y", "b", 13, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	verdict = add_of(index, "Z", "c", 14, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	assert_true(slice_is(verdict.matches[0].id, "b"));
	verdict = add_of(index, "X", "d", 10, "1-100");
	assert_int_equal(verdict.num_matches, 1);
	verdict = add_of(index, "W", "e", 0, "1-100");
	assert_int_equal(verdict.num_matches, 0);
	ndup_index_close(index);
	folder_free(&folder);
}

static void
test_wrong_use(void **state)
{
	struct ndup_params params = index_params();
	struct ndup_index *index;
	struct ndup_error error;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	assert_int_equal(
	    ndup_index_open(&index, folder.path, NDUP_READ, 1, &error),
	    NDUP_IO);
	assert_non_null(strstr(error.text, folder.path));
	params.min_jaccard = 2;
	assert_int_equal(
	    ndup_index_create(folder.path, &params, NULL, &error), NDUP_PARAM);
	params.min_jaccard = 0.5;
	index = index_new_with(&folder, &params, NULL);
	ndup_index_close(index);
	assert_int_not_equal(
	    ndup_index_create(folder.path, &params, NULL, &error), NDUP_OK);
	assert_non_null(strstr(error.text, "not empty"));
	folder_free(&folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_new_and_copies),
	    cmocka_unit_test(test_excerpt_and_reuse),
	    cmocka_unit_test(test_update),
	    cmocka_unit_test(test_best_match),
	    cmocka_unit_test(test_passages),
	    cmocka_unit_test(test_known),
	    cmocka_unit_test(test_version),
	    cmocka_unit_test(test_array),
	    cmocka_unit_test(test_no_id),
	    cmocka_unit_test(test_remove),
	    cmocka_unit_test(test_window),
	    cmocka_unit_test(test_reopen),
	    cmocka_unit_test(test_reader),
	    cmocka_unit_test(test_one_writer),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_document),
	    cmocka_unit_test(test_no_text),
	    cmocka_unit_test(test_long_ids),
	    cmocka_unit_test(test_conditions),
	    cmocka_unit_test(test_wrong_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
