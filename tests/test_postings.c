/*
 * test_postings.c - runs of postings against one sorted array
 */
#include <string.h>

#include "storing.h"

#include "store/postings.h"
#include "store/txn.h"

/* ---- a twin: all entries ------------------------------------------------- */

struct twin {
	struct entry *entries; /* sorted */
	size_t num, capacity;
	uint32_t num_articles;
	uint8_t dead[1 << 20]; /* by number */
};

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

static void
add_to_twin(struct twin *twin, const struct entry *entries, size_t num)
{
	twin->entries = realloc(
	    twin->entries, (twin->num + num + 1) * sizeof *twin->entries);
	assert_non_null(twin->entries);
	memcpy(twin->entries + twin->num, entries, num * sizeof *entries);
	twin->num += num;
	qsort(twin->entries, twin->num, sizeof *twin->entries, compare_entries);
}

static void
free_twin(struct twin *twin)
{
	free(twin->entries);
	free(twin);
}

/* ---- commits ------------------------------------------------------------ */

struct commit {
	struct entry *entries;
	size_t num;
	const uint32_t *dead;
	size_t num_dead;
};

static enum ndup_status
apply(struct txn *txn, void *ctx)
{
	const struct commit *commit = ctx;
	struct number_key key;
	enum ndup_status status;
	size_t i;

	status = postings_append(txn, commit->entries, commit->num);
	for (i = 0; i < commit->num_dead && status == NDUP_OK; i++)
		status = txn_put(txn, STORE_DEAD,
		    store_number(&key, commit->dead[i]), text_slice(""));
	return status;
}

/* How the keys of a case are spread. */
enum spread { EVEN, FEW_KEYS, CLOSE_KEYS, ENDS, NUM_SPREADS };

static uint64_t
make_key(enum spread spread)
{
	switch (spread) {
	case EVEN:
		/* some keys often, most of them once */
		return random_percent(30) ? random_below(50) << 58
					  : random_next();
	case FEW_KEYS:
		return random_below(4) * UINT64_C(0x4000000000000001);
	case CLOSE_KEYS:
		return UINT64_C(0x123456789abcdef0) + random_below(3000);
	default:
		return random_percent(50) ? random_below(2)
					  : UINT64_MAX - random_below(3);
	}
}

static size_t
make_entries(struct twin *twin, enum spread spread, struct entry *entries,
    size_t num_articles)
{
	size_t num = 0, i, j, kept = 0;

	for (i = 0; i < num_articles; i++)
		for (j = random_below(40); j > 0; j--)
			entries[num++] = (struct entry){
			    make_key(spread), twin->num_articles + (uint32_t)i};
	twin->num_articles += (uint32_t)num_articles;
	qsort(entries, num, sizeof *entries, compare_entries);
	for (i = 0; i < num; i++)
		if (i == 0 ||
		    compare_entries(&entries[i - 1], &entries[i]) != 0)
			entries[kept++] = entries[i];
	return kept;
}

enum { MOST_ARTICLES = 3000, MOST_DEAD = 100 };

struct job {
	struct commit *commit;
	bool merges_all;
};

static void
do_job(struct store *store, void *ctx)
{
	const struct job *job = ctx;

	if (store_write(store, apply, job->commit, NULL) != NDUP_OK)
		_exit(2);
	if (postings_merge(store, NULL) != NDUP_OK ||
	    (job->merges_all && postings_merge_all(store, NULL) != NDUP_OK))
		_exit(3);
}

/* A commit of some articles, of which few are many; some others die.  Without
 * a store it is made in another process, and merged. */
static void
commit_some(struct store *store, struct twin *twin, enum spread spread)
{
	struct entry *entries = test_new(MOST_ARTICLES * 40, sizeof *entries);
	size_t num =
	    random_percent(10) ? random_below(MOST_ARTICLES) : random_below(50);
	uint32_t dead[MOST_DEAD];
	struct commit commit = {entries, 0, dead, 0};
	size_t i;

	commit.num = make_entries(twin, spread, entries, num);
	if (twin->num_articles > 0)
		commit.num_dead =
		    random_below(random_percent(20) ? MOST_DEAD : 3);
	for (i = 0; i < commit.num_dead; i++) {
		dead[i] = (uint32_t)random_below(twin->num_articles);
		twin->dead[dead[i]] = 1;
	}
	if (store != NULL)
		write_store(store, apply, &commit);
	else
		in_other_process(do_job,
		    &(struct job){&commit, twin->num_articles % 4 == 3});
	add_to_twin(twin, entries, commit.num);
	free(entries);
}

/* ---- queries ------------------------------------------------------------ */

static bool
is_alive(void *ctx, uint32_t number)
{
	const struct twin *twin = ctx;

	return !twin->dead[number];
}

static size_t
first_of(const struct twin *twin, uint64_t key)
{
	size_t low = 0, high = twin->num;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (twin->entries[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What the query should find: index of the key << 32 | number, ascending. */
static size_t
expect(const struct twin *twin, const struct postings_query *query,
    uint64_t *found, size_t *num_capped)
{
	size_t num = 0, j, begin, latest = query->most / 2;
	uint64_t i;

	*num_capped = 0;
	for (i = 0; i < query->num_keys; i++) {
		begin = num;
		for (j = first_of(twin, query->keys[i]);
		     j < twin->num && twin->entries[j].key == query->keys[i];
		     j++)
			if (!twin->dead[twin->entries[j].value])
				found[num++] = i << 32 | twin->entries[j].value;
		if (num - begin <= query->most)
			continue;
		if (!query->first_ones) {
			memmove(found + begin + query->most - latest,
			    found + num - latest, latest * sizeof *found);
			++*num_capped;
		}
		num = begin + query->most;
	}
	return num;
}

static int
compare_keys(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static size_t
make_keys(const struct twin *twin, enum spread spread, uint64_t *keys)
{
	size_t num = random_below(200), kept = 0, i;

	for (i = 0; i < num; i++) {
		keys[i] = make_key(spread);
		if (twin->num > 0 && random_percent(50))
			keys[i] =
			    twin->entries[random_below(twin->num)].key +
			    (random_percent(80) ? 0 : random_below(3) - 1);
	}
	qsort(keys, num, sizeof *keys, compare_keys);
	for (i = 0; i < num; i++)
		if (i == 0 || keys[i] != keys[i - 1])
			keys[kept++] = keys[i];
	return kept;
}

static bool
is_capped(const struct postings_hits *hits, uint32_t key)
{
	size_t i;

	for (i = 0; i < hits->num_capped; i++)
		if (hits->capped[i] == key)
			return true;
	return false;
}

/* The hits as expect() has them; their order is what is promised. */
static uint64_t *
turn_hits(const struct postings_hits *hits)
{
	uint64_t *turned = test_new(hits->num + 1, sizeof *turned);
	size_t i;

	for (i = 0; i < hits->num; i++) {
		turned[i] = (uint64_t)postings_hit_key(hits->items[i]) << 32 |
			    postings_hit_number(hits->items[i]);
		if (i == 0)
			continue;
		assert_true(turned[i] >> 32 >= turned[i - 1] >> 32);
		assert_true(is_capped(hits, (uint32_t)(turned[i] >> 32)) ||
			    turned[i] > turned[i - 1]);
	}
	qsort(turned, hits->num, sizeof *turned, compare_keys);
	return turned;
}

static void
assert_query(struct postings_search *search, struct txn *view,
    struct twin *twin, enum spread spread)
{
	uint64_t keys[200];
	struct postings_query query = {keys, 0,
	    (uint32_t)(1 + random_below(80)), is_alive, twin,
	    random_percent(20)};
	uint64_t *expected = test_new(twin->num + 1, sizeof *expected), *found;
	struct postings_hits hits;
	size_t num_capped, num;

	query.num_keys = make_keys(twin, spread, keys);
	num = expect(twin, &query, expected, &num_capped);
	assert_int_equal(
	    postings_search_run(search, view, &query, &hits), NDUP_OK);
	assert_int_equal(hits.num_capped, num_capped);
	assert_int_equal(hits.num, num);
	found = turn_hits(&hits);
	assert_memory_equal(found, expected, num * sizeof *found);
	free(found);
	free(expected);
}

/* ---- all entries -------------------------------------------------------- */

struct visited {
	struct entry *entries;
	size_t num, most;
};

static enum ndup_status
visit(void *ctx, const struct entry *entries, size_t num)
{
	struct visited *visited = ctx;

	assert_true(visited->num + num <= visited->most);
	memcpy(visited->entries + visited->num, entries, num * sizeof *entries);
	visited->num += num;
	return NDUP_OK;
}

/* Those of the living are all there, and of the dead none that never was. */
static void
assert_all(struct txn *view, const struct twin *twin, bool without_dead)
{
	struct visited visited = {
	    test_new(twin->num + 1, sizeof(struct entry)), 0, twin->num};
	struct postings_stats stats;
	size_t i, at = 0;

	assert_int_equal(postings_each(view, visit, &visited), NDUP_OK);
	qsort(visited.entries, visited.num, sizeof(struct entry),
	    compare_entries);
	for (i = 0; i < twin->num; i++) {
		const struct entry *entry = &twin->entries[i];
		bool dead = twin->dead[entry->value];

		if (at < visited.num &&
		    compare_entries(&visited.entries[at], entry) == 0) {
			assert_false(dead && without_dead);
			at++;
		} else {
			assert_true(dead);
		}
	}
	assert_int_equal(at, visited.num);
	assert_int_equal(postings_stats(view, &stats), NDUP_OK);
	assert_int_equal(stats.entries, visited.num);
	free(visited.entries);
}

static uint64_t
num_runs(struct txn *view)
{
	struct postings_stats stats;

	assert_int_equal(postings_stats(view, &stats), NDUP_OK);
	return stats.num_runs;
}

/* ---- tests -------------------------------------------------------------- */

static void
merge(struct store *store, bool all)
{
	struct ndup_error error = {0};

	assert_done(all ? postings_merge_all(store, &error)
			: postings_merge(store, &error),
	    &error);
}

static void
like_an_array(enum spread spread)
{
	struct twin *twin = test_new(1, sizeof *twin);
	struct store *store = open_store(STORE_WRITE);
	struct postings_search *search;
	struct txn *view;
	unsigned round, i;
	bool all;

	assert_int_equal(postings_search_new(&search), NDUP_OK);
	for (round = 0; round < 60; round++) {
		commit_some(store, twin, spread);
		all = round % 20 == 19;
		if (all || random_percent(60))
			merge(store, all);
		view = begin_view(store);
		assert_true(postings_validate(view));
		for (i = 0; i < 6; i++)
			assert_query(search, view, twin, spread);
		if (round % 10 == 9)
			assert_all(view, twin, all);
		if (all)
			assert_in_range(num_runs(view), 0, 1);
		store_view_end(&view, 1);
		if (round % 25 == 24)
			assert_int_equal(store_compact(store, NULL), NDUP_OK);
	}
	postings_search_free(search);
	store_close(store);
	free_twin(twin);
}

static void
test_like_an_array(void **state)
{
	enum spread spread;

	(void)state;
	random_begin();
	for (spread = 0; spread < NUM_SPREADS; spread++) {
		create_store();
		like_an_array(spread);
		empty_folder(store_folder);
		rmdir(store_folder);
	}
}

/* A view sees the runs of its commit, whatever was merged since; one search
 * may go from view to view. */
static void
test_views_of_old_runs(void **state)
{
	enum { NUM_VIEWS = 10 };
	struct twin *twins[NUM_VIEWS];
	struct txn *views[NUM_VIEWS];
	struct postings_search *search;
	struct store *readers[NUM_VIEWS];
	unsigned i, round;

	(void)state;
	random_begin();
	create_store();
	assert_int_equal(postings_search_new(&search), NDUP_OK);
	for (i = 0; i < NUM_VIEWS; i++) {
		twins[i] = test_new(1, sizeof *twins[i]);
		if (i > 0) {
			*twins[i] = *twins[i - 1];
			twins[i]->entries = NULL;
			twins[i]->num = 0;
			add_to_twin(
			    twins[i], twins[i - 1]->entries, twins[i - 1]->num);
		}
		commit_some(NULL, twins[i], EVEN);
		readers[i] = open_store(STORE_READ);
		views[i] = begin_view(readers[i]);
	}
	for (round = 0; round < 100; round++) {
		i = (unsigned)random_below(NUM_VIEWS);
		assert_query(search, views[i], twins[i], EVEN);
	}
	for (i = 0; i < NUM_VIEWS; i++) {
		assert_all(views[i], twins[i], false);
		store_view_end(&views[i], 1);
		store_close(readers[i]);
		free_twin(twins[i]);
	}
	postings_search_free(search);
}

/* Their number grows with the logarithm of the commits. */
static void
test_number_of_runs(void **state)
{
	struct entry entries[50];
	struct commit commit = {entries, 50, NULL, 0};
	struct store *store;
	struct txn *view;
	uint32_t article, i;

	(void)state;
	random_begin();
	create_store();
	store = open_store(STORE_WRITE);
	for (article = 0; article < 300; article++) {
		for (i = 0; i < 50; i++)
			entries[i] = (struct entry){random_next(), article};
		qsort(entries, 50, sizeof *entries, compare_entries);
		write_store(store, apply, &commit);
		merge(store, false);
		view = begin_view(store);
		assert_true(postings_validate(view));
		assert_in_range(num_runs(view), 1, 9);
		store_view_end(&view, 1);
	}
	store_close(store);
}

/* Runs that are merged in several transactions. */
static void
test_long_runs(void **state)
{
	enum { NUM = 2500000 };
	struct twin *twin = test_new(1, sizeof *twin);
	struct entry *entries = test_new(NUM, sizeof *entries);
	struct commit commit = {entries, NUM, NULL, 0};
	struct postings_search *search;
	struct store *store;
	struct postings_stats stats;
	struct txn *view;
	MDB_stat pages; /* a chunk has one for itself */
	size_t run, i;

	(void)state;
	random_begin();
	create_store();
	store = open_store(STORE_WRITE);
	for (run = 0; run < 2; run++) {
		for (i = 0; i < NUM; i++)
			entries[i] = (struct entry){random_next(),
			    twin->num_articles + (uint32_t)random_below(10000)};
		twin->num_articles += 10000;
		qsort(entries, NUM, sizeof *entries, compare_entries);
		write_store(store, apply, &commit);
		add_to_twin(twin, entries, NUM);
	}
	assert_int_equal(postings_search_new(&search), NDUP_OK);
	view = begin_view(store);
	assert_int_equal(num_runs(view), 2);
	store_view_end(&view, 1);
	merge(store, false);
	view = begin_view(store);
	assert_int_equal(num_runs(view), 1);
	assert_int_equal(postings_stats(view, &stats), NDUP_OK);
	assert_true(postings_validate(view));
	assert_int_equal(
	    mdb_stat(view->mdb, view->env->tables[STORE_CHUNKS], &pages), 0);
	assert_int_equal(pages.ms_entries, txn_count(view, STORE_CHUNKS));
	assert_int_equal(pages.ms_overflow_pages, pages.ms_entries);
	assert_int_equal(stats.bytes, pages.ms_entries * pages.ms_psize);
	assert_all(view, twin, false);
	for (i = 0; i < 50; i++)
		assert_query(search, view, twin, EVEN);
	store_view_end(&view, 1);
	postings_search_free(search);
	store_close(store);
	free(entries);
	free_twin(twin);
}

static void
test_nothing(void **state)
{
	static const uint64_t keys[] = {0, 7, UINT64_MAX};
	struct postings_query query = {keys, 3, 64, NULL, NULL, false};
	struct commit commit = {NULL, 0, NULL, 0};
	struct postings_search *search;
	struct postings_hits hits;
	struct store *store;
	struct txn *view;

	(void)state;
	create_store();
	store = open_store(STORE_WRITE);
	write_store(store, apply, &commit);
	merge(store, false);
	merge(store, true);
	assert_int_equal(postings_search_new(&search), NDUP_OK);
	view = begin_view(store);
	assert_int_equal(
	    postings_search_run(search, view, &query, &hits), NDUP_OK);
	assert_int_equal(hits.num, 0);
	query.num_keys = 0;
	assert_int_equal(
	    postings_search_run(search, view, &query, &hits), NDUP_OK);
	assert_int_equal(hits.num, 0);
	store_view_end(&view, 1);
	postings_search_free(search);
	postings_search_free(NULL);
	store_close(store);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_like_an_array, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_views_of_old_runs, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_number_of_runs, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_long_runs, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_nothing, enter_folder, leave_folder),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("postings", tests, NULL, NULL);
}
