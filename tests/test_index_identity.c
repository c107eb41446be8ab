/*
 * test_index_identity.c - which article of an index a document is: content that
 * is known under its id, versions, and unlike texts that share an id
 */
#include "one_index.h"
#include "random.h"

static void
index_begin_again(void)
{
	index_commit(ndx);
	ndup_index_close(ndx);
	ndx = index_reopen(&folder, NDUP_WRITE);
}

static void
assert_id(const struct ndup_verdict *verdict, bool replaces, bool id_taken)
{
	assert_int_equal(verdict->replaces.len > 0, replaces);
	if (replaces) {
		assert_int_equal(verdict->replaces.len, verdict->id.len);
		assert_memory_equal(
		    verdict->replaces.ptr, verdict->id.ptr, verdict->id.len);
	}
	assert_int_equal(verdict->id_taken, id_taken);
}

/* ---- unlike texts under one id ------------------------------------------- */

/* A feed that gives two texts under one id, polled over and over; in between
 * nothing (0), commits (1), or the index opened anew (2). */
static void
poll_two(unsigned between)
{
	struct ndup_verdict verdict;
	unsigned i;

	start();
	for (i = 0; i < 3; i++) {
		verdict = index_add(ndx, "id", 1, "1-100");
		assert_int_equal(
		    verdict.novelty, i == 0 ? NDUP_NEW : NDUP_KNOWN);
		assert_id(&verdict, false, false);
		assert_true(slice_is(verdict.story, "id"));
		verdict = index_add(ndx, "id", 2, "201-300");
		assert_int_equal(
		    verdict.novelty, i == 0 ? NDUP_NEW : NDUP_KNOWN);
		assert_id(&verdict, i == 0, i == 0);
		assert_int_equal(verdict.story.len, 2 + 17);
		if (between == 1)
			index_commit(ndx);
		if (between == 2)
			index_begin_again();
	}
	/* Copies of both are found, each with its own time and story. */
	verdict = index_add(ndx, "copy", 5, "1-100");
	assert_verdict(&verdict, "duplicate of=id story=id");
	assert_int_equal(verdict.matches[0].published.seconds, DAY);
	verdict = index_add(ndx, "copy2", 5, "201-300");
	assert_int_equal(verdict.novelty, NDUP_DUPLICATE);
	assert_int_equal(verdict.matches[0].published.seconds, 2 * DAY);
	assert_int_equal(verdict.story.len, 2 + 17);
	index_commit(ndx);
	assert_int_equal(num_articles(), 4);
	assert_sound(ndx);
	stop(NULL);
}

static void
test_polled(void **state)
{
	(void)state;
	poll_two(0);
	poll_two(1);
	poll_two(2);
}

/* The unlike text is what it is to other articles. */
static void
test_unlike_is_judged(void **state)
{
	struct ndup_verdict verdict;

	(void)state;
	start();
	index_add(ndx, "other", 1, "201-300");
	index_add(ndx, "id", 2, "1-100");
	verdict = index_add(ndx, "id", 3, "201-300");
	assert_verdict(&verdict, "duplicate of=other story=other");
	assert_id(&verdict, true, true);
	verdict = index_add(ndx, "id", 3, "201-240 401-460");
	assert_int_equal(verdict.novelty, NDUP_UPDATE);
	assert_id(&verdict, true, false);
	/* A passage in common is too little. */
	verdict = index_add(ndx, "id", 3, "1-24 1001-1300");
	assert_int_equal(verdict.num_compared, 1);
	assert_int_equal(verdict.novelty, NDUP_NEW);
	assert_id(&verdict, true, true);
}

/* Both go when the id is removed, wherever they are. */
static void
test_remove_both(void **state)
{
	struct ndup_verdict verdict;
	unsigned commits;

	(void)state;
	for (commits = 0; commits < 3; commits++) {
		start();
		index_add(ndx, "id", 1, "1-100");
		if (commits > 0)
			index_commit(ndx);
		index_add(ndx, "id", 1, "201-300");
		if (commits > 1)
			index_commit(ndx);
		assert_int_equal(
		    ndup_index_remove(ndx, slice("id"), NULL), NDUP_OK);
		assert_int_equal(
		    ndup_index_remove(ndx, slice("id"), NULL), NDUP_END);
		verdict = index_add(ndx, "copy", 5, "1-100 201-300");
		assert_verdict(&verdict, "new of=- story=copy");
		verdict = index_add(ndx, "id", 6, "501-600");
		assert_verdict(&verdict, "new of=- story=id");
		assert_id(&verdict, false, false);
		index_commit(ndx);
		assert_int_equal(num_articles(), 2);
		assert_sound(ndx);
		stop(state);
	}
}

/* Each leaves the window at its own time. */
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
	options.window = 10 * DAY;
	ndx = index_new_with(&folder, &params, &options);
	index_add(ndx, "id", 1, "1-100");
	index_add(ndx, "id", 20, "201-300");
	assert_int_equal(ndup_index_compact(ndx, &num_dropped, NULL), NDUP_OK);
	assert_int_equal(num_dropped, 1);
	assert_int_equal(num_articles(), 1);
	verdict = index_add(ndx, "id", 20, "201-300");
	assert_int_equal(verdict.novelty, NDUP_KNOWN);
	verdict = index_add(ndx, "id", 21, "1-100");
	assert_int_equal(verdict.novelty, NDUP_NEW);
	assert_id(&verdict, true, true);
	index_commit(ndx);
	assert_sound(ndx);
}

/* A query leaves all of its own id out. */
static void
test_query_own(void **state)
{
	struct ndup_verdict verdict;
	unsigned commits;

	(void)state;
	for (commits = 0; commits < 2; commits++) {
		start();
		index_add(ndx, "id", 1, "1-100");
		index_add(ndx, "copy", 2, "1-100");
		index_add(ndx, "id", 3, "201-300");
		if (commits > 0)
			index_commit(ndx);
		verdict = index_query(ndx, "id", 4, "1-100");
		assert_verdict(&verdict, "known of=copy story=id");
		assert_int_equal(verdict.num_matches, 1);
		verdict = index_query(ndx, "id", 4, "1-90 401-410");
		assert_verdict(&verdict, "update of=copy story=id");
		assert_int_equal(verdict.num_matches, 1);
		assert_id(&verdict, true, false);
		verdict = index_query(ndx, "id", 4, "501-600");
		assert_int_equal(verdict.novelty, NDUP_NEW);
		assert_id(&verdict, true, true);
		verdict = index_query(ndx, "id", 4, "201-290 401-410");
		assert_int_equal(verdict.novelty, NDUP_UPDATE);
		assert_int_equal(verdict.num_matches, 0);
		assert_id(&verdict, true, false);
		verdict = index_query(ndx, "q", 4, "1-100");
		assert_int_equal(verdict.num_matches, 2);
		stop(state);
	}
}

/* ---- versions ------------------------------------------------------------ */

enum { NUM_VERSIONS = 100, NUM_REMEMBERED = 16 };

static struct ndup_verdict
add_numbered_version(unsigned i)
{
	char words[64];

	snprintf(
	    words, sizeof words, "1-90 %u-%u", 1000 + 10 * i, 1009 + 10 * i);
	return index_add(ndx, "id", 1 + (int)i, words);
}

/* The index does not grow by versions, and the last ones are known for a
 * while, so that what alternates is not an update for ever. */
static void
test_versions(void **state)
{
	const struct ndup_index_info *info;
	struct ndup_verdict verdict;
	uint64_t num_dropped;
	unsigned i;

	(void)state;
	start();
	for (i = 0; i < NUM_VERSIONS; i++) {
		verdict = add_numbered_version(i);
		assert_int_equal(
		    verdict.novelty, i == 0 ? NDUP_NEW : NDUP_UPDATE);
		assert_id(&verdict, i > 0, false);
		assert_true(slice_is(verdict.story, "id"));
		if (i % 7 == 0)
			index_commit(ndx);
	}
	for (i = NUM_VERSIONS - 1 - NUM_REMEMBERED; i < NUM_VERSIONS; i++) {
		verdict = add_numbered_version(i);
		assert_int_equal(verdict.novelty, NDUP_KNOWN);
	}
	index_commit(ndx);
	assert_int_equal(num_articles(), 1);
	assert_sound(ndx);
	assert_int_equal(ndup_index_compact(ndx, &num_dropped, NULL), NDUP_OK);
	assert_int_equal(ndup_index_describe(ndx, &info, NULL), NDUP_OK);
	assert_in_range(info->entries, 1, 200);
	assert_int_equal(info->removed, 0);
	verdict = add_numbered_version(NUM_VERSIONS - 2 - NUM_REMEMBERED);
	assert_int_equal(verdict.novelty, NDUP_UPDATE);
	assert_sound(ndx);
}

/* A version is one also where its time or source exclude a match. */
static void
test_conditions(void **state)
{
	struct ndup_params params = index_params();
	struct ndup_verdict verdict;

	(void)state;
	start_empty();
	params.within = DAY;
	params.cross_source = true;
	ndx = index_new_with(&folder, &params, NULL);
	index_add(ndx, "id", 1, "1-100");
	verdict = index_add(ndx, "id", 9, "1-90 201-210");
	assert_int_equal(verdict.novelty, NDUP_UPDATE);
	assert_int_equal(verdict.num_matches, 0);
	assert_id(&verdict, true, false);
	index_commit(ndx);
	assert_int_equal(num_articles(), 1);
}

/* Better matches elsewhere do not make it less of a version. */
static void
test_version_of_copy(void **state)
{
	struct ndup_document taken;
	struct ndup_verdict verdict;

	(void)state;
	start();
	index_add(ndx, "full", 1, "1-200");
	index_add(ndx, "id", 2, "1-60");
	verdict = index_add(ndx, "id", 3, "1-150");
	assert_verdict(&verdict, "update of=full story=full");
	assert_id(&verdict, true, false);
	/* Other bytes, the same words. */
	taken = document("id", 3, compose("1-150"));
	composed[0] = 'W';
	verdict = index_add_document(ndx, taken);
	assert_verdict(&verdict, "update of=full story=full");
	assert_id(&verdict, true, false);
}

/* ---- ids of all kinds ---------------------------------------------------- */

static void
test_odd_ids(void **state)
{
	enum { LONG = 10000 };
	static char bytes[LONG];
	const struct ndup_slice ids[] = {
	    {bytes, LONG}, {bytes, LONG - 1}, {"a\0b", 3}, {"a", 1}, {"\n", 1}};
	struct ndup_document taken;
	struct ndup_verdict verdict;
	size_t i, round;

	(void)state;
	start();
	memset(bytes, 'x', sizeof bytes);
	for (round = 0; round < 3; round++) {
		for (i = 0; i < sizeof ids / sizeof ids[0]; i++) {
			taken = document("", 1,
			    compose(i % 2 == round % 2 ? "1-50" : "101-150"));
			taken.id = ids[i];
			verdict = index_add_document(ndx, taken);
			assert_int_equal(
			    verdict.novelty == NDUP_KNOWN, round == 2);
			assert_int_equal(verdict.id_taken, round == 1);
			assert_int_equal(verdict.id.len, ids[i].len);
		}
		index_begin_again();
	}
	assert_int_equal(num_articles(), 2 * i);
	assert_sound(ndx);
}

/* ---- against a model ----------------------------------------------------- */

enum { NUM_IDS = 4, NUM_FAMILIES = 5, NUM_EDITS = 25, MOST_LIVE = 64 };

/* An article as the rules have it. */
struct model_article {
	unsigned id, family, edit;
	unsigned replaced[NUM_REMEMBERED], num_replaced; /* edits */
	char story[32];
};

static struct model_article live[MOST_LIVE];
static size_t num_live;

static const char *
model_words(unsigned family, unsigned edit)
{
	static char words[64];

	snprintf(words, sizeof words, "%u-%u %u-%u", 1000 * family,
	    1000 * family + 79, 100000 + 10 * (family * NUM_EDITS + edit),
	    100009 + 10 * (family * NUM_EDITS + edit));
	return words;
}

static bool
model_has(const struct model_article *article, unsigned edit)
{
	unsigned i;

	for (i = 0; i < article->num_replaced; i++)
		if (article->replaced[i] == edit)
			return true;
	return article->edit == edit;
}

/* The live article of an id and family; NULL: none. */
static struct model_article *
model_find(unsigned id, unsigned family)
{
	size_t i;

	for (i = 0; i < num_live; i++)
		if (live[i].id == id && live[i].family == family)
			return &live[i];
	return NULL;
}

static bool
model_has_id(unsigned id)
{
	unsigned family;

	for (family = 0; family < NUM_FAMILIES; family++)
		if (model_find(id, family) != NULL)
			return true;
	return false;
}

static void
model_replace(struct model_article *article, unsigned edit)
{
	unsigned num = article->num_replaced;

	if (num < NUM_REMEMBERED)
		article->num_replaced = ++num;
	memmove(article->replaced + 1, article->replaced,
	    (num - 1) * sizeof article->replaced[0]);
	article->replaced[0] = article->edit;
	article->edit = edit;
}

/* What a text is to the articles of other ids. */
static enum ndup_novelty
model_novelty(unsigned id, unsigned family, unsigned edit)
{
	enum ndup_novelty novelty = NDUP_NEW;
	size_t i;

	for (i = 0; i < num_live; i++) {
		if (live[i].family != family || live[i].id == id)
			continue;
		if (live[i].edit == edit)
			return NDUP_DUPLICATE;
		novelty = NDUP_REUSE;
	}
	return novelty;
}

static void
model_add(unsigned id, unsigned family, unsigned edit, const char *story)
{
	size_t i;

	assert_true(num_live < MOST_LIVE);
	for (i = 0; i < num_live; i++) /* a story is of one text */
		if (live[i].family != family)
			assert_string_not_equal(live[i].story, story);
	live[num_live] =
	    (struct model_article){.id = id, .family = family, .edit = edit};
	snprintf(
	    live[num_live].story, sizeof live[num_live].story, "%s", story);
	num_live++;
}

static void
check_add(unsigned id, unsigned family, unsigned edit)
{
	struct model_article *version = model_find(id, family);
	struct ndup_verdict verdict;
	char name[8], story[32];

	snprintf(name, sizeof name, "id%u", id);
	verdict = index_add(ndx, name, 0, model_words(family, edit));
	snprintf(story, sizeof story, "%.*s", (int)verdict.story.len,
	    verdict.story.ptr);
	if (version != NULL) {
		assert_string_equal(story, version->story);
		assert_id(&verdict, !model_has(version, edit), false);
		if (model_has(version, edit)) {
			assert_int_equal(verdict.novelty, NDUP_KNOWN);
			return;
		}
		assert_int_equal(verdict.novelty, NDUP_UPDATE);
		model_replace(version, edit);
		return;
	}
	assert_int_equal(verdict.novelty, model_novelty(id, family, edit));
	assert_id(&verdict, model_has_id(id), model_has_id(id));
	model_add(id, family, edit, story);
}

static void
check_remove(unsigned id)
{
	bool there = model_has_id(id);
	size_t i, num = 0;
	char name[8];

	snprintf(name, sizeof name, "id%u", id);
	assert_int_equal(ndup_index_remove(ndx, slice(name), NULL),
	    there ? NDUP_OK : NDUP_END);
	for (i = 0; i < num_live; i++)
		if (live[i].id != id)
			live[num++] = live[i];
	num_live = num;
}

/* Each article is there once, by a walk over all. */
static void
check_walk(void)
{
	struct ndup_document document;
	struct ndup_slice story;
	enum ndup_status status;
	uint32_t next = 0;
	size_t num = 0;

	while ((status = ndup_index_next(
		    ndx, &next, &document, &story, NULL)) == NDUP_OK)
		num++;
	assert_int_equal(status, NDUP_END);
	assert_int_equal(num, num_live);
	assert_int_equal(num_articles(), num_live);
	assert_sound(ndx);
}

static void
check_between(void)
{
	uint64_t num_dropped;

	if (random_percent(15))
		index_commit(ndx);
	if (random_percent(3))
		index_begin_again();
	if (random_percent(1))
		assert_int_equal(
		    ndup_index_compact(ndx, &num_dropped, NULL), NDUP_OK);
	if (!random_percent(3))
		return;
	index_commit(ndx);
	check_walk();
}

static void
test_model(void **state)
{
	unsigned i;

	(void)state;
	random_begin();
	num_live = 0;
	start();
	for (i = 0; i < 3000; i++) {
		check_add((unsigned)random_below(NUM_IDS),
		    (unsigned)random_below(NUM_FAMILIES),
		    (unsigned)random_below(NUM_EDITS));
		if (random_percent(1))
			check_remove((unsigned)random_below(NUM_IDS));
		check_between();
	}
	index_commit(ndx);
	check_walk();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_polled, stop),
	    cmocka_unit_test_teardown(test_unlike_is_judged, stop),
	    cmocka_unit_test_teardown(test_remove_both, stop),
	    cmocka_unit_test_teardown(test_window, stop),
	    cmocka_unit_test_teardown(test_query_own, stop),
	    cmocka_unit_test_teardown(test_versions, stop),
	    cmocka_unit_test_teardown(test_conditions, stop),
	    cmocka_unit_test_teardown(test_version_of_copy, stop),
	    cmocka_unit_test_teardown(test_odd_ids, stop),
	    cmocka_unit_test_teardown(test_model, stop),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
