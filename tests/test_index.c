/*
 * test_index.c - an index as a user of the library sees it: what stays in it,
 * what goes, and which index is refused
 */
#include "one_index.h"
#include "store/store.h"

/* ---- the same again, and other versions --------------------------------- */
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
	assert_verdict(&verdict, "known of=a story=a");
	assert_int_equal(verdict.num_matches, 1);
	verdict = index_add(ndx, "a", 1, "1-100");
	assert_verdict(&verdict, "known of=- story=a");
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
	assert_verdict(&verdict, "update of=a story=root");
	if (commit)
		index_commit(ndx);
	/* Only the new version is found, and the story stays. */
	verdict = index_query(ndx, "q", 3, "91-100 201-210 1-90");
	assert_int_equal(verdict.num_matches, 2);
	assert_int_equal(verdict.matches[0].match.longest_run, 90);
	verdict = index_add(ndx, "a", 4, "501-600");
	assert_int_equal(verdict.novelty, NDUP_NEW);
	index_commit(ndx);
	assert_int_equal(num_articles(), 3);
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
	assert_verdict(&verdicts[1], "known of=- story=a");
	assert_verdict(&verdicts[2], "reuse of=a story=a");
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
	assert_int_equal(second.novelty, NDUP_KNOWN);
	assert_true(slice_is(second.id, id));
	second = index_add(ndx, "", 2, "1-100");
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
	assert_int_equal(verdict.novelty, NDUP_KNOWN);
	verdict = index_add(ndx, ids[0], 1, "1-50");
	assert_int_equal(verdict.novelty, NDUP_KNOWN);
	assert_int_equal(num_articles(), 2);
	assert_sound(ndx);
}

/* ---- wrong use ---------------------------------------------------------- */

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
	    cmocka_unit_test_teardown(test_known, stop),
	    cmocka_unit_test_teardown(test_version, stop),
	    cmocka_unit_test_teardown(test_array, stop),
	    cmocka_unit_test_teardown(test_no_id, stop),
	    cmocka_unit_test_teardown(test_remove, stop),
	    cmocka_unit_test_teardown(test_window, stop),
	    cmocka_unit_test_teardown(test_reopen, stop),
	    cmocka_unit_test_teardown(test_reader, stop),
	    cmocka_unit_test_teardown(test_one_writer, stop),
	    cmocka_unit_test_teardown(test_notes, stop),
	    cmocka_unit_test_teardown(test_document, stop),
	    cmocka_unit_test_teardown(test_no_text, stop),
	    cmocka_unit_test_teardown(test_long_ids, stop),
	    cmocka_unit_test_teardown(test_wrong_use, stop),
	    cmocka_unit_test_teardown(test_other_version, stop),
	    cmocka_unit_test_teardown(test_other_unicode, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
