/*
 * test_keys.c - keys that threads gather come back part by part, all of them
 *
 * The twin is one list of all entries, sorted.
 */
#include <stdatomic.h>

#include "random.h"

#include "base/pool.h"
#include "table/entries.h"

enum { NUM_ARTICLES = 20000, NO_TEXT_PERCENT = 15, WRITTEN_AT_ONCE = 1 << 20 };

/* How many of the runs are for disk, in per cent. */
enum { ALL_IN_MEMORY = 0, HALF = 50, ALL_ON_DISK = 100 };

struct world {
	size_t keys_each; /* keys of an article, at most */
	unsigned on_disk; /* runs, in per cent */
	uint32_t *text_of;
	uint64_t *keys; /* of all articles, one after another */
	uint32_t *begin;
	struct entry *wanted; /* what all parts have together, sorted */
	size_t num_wanted;
	struct tempfile *temp;
	struct pool *pool;
	struct entries *gathered; /* one a thread */
	struct keys *found;
	atomic_size_t num_disk; /* entries */
};

/* ---- the twin ----------------------------------------------------------- */

static int
by_key_and_text(const void *left, const void *right)
{
	const struct entry *x = left, *y = right;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

static void
sort(struct entry *entries, size_t num)
{
	qsort(entries, num, sizeof *entries, by_key_and_text);
}

/* Keys of all parts or of a few, often the same ones. */
static uint64_t
choose_key(bool crowded)
{
	uint64_t key = random_next();

	if (random_percent(20))
		key &= UINT64_C(0xff000000000000ff);
	if (crowded)
		key = (key & ~(UINT64_C(0xf0) << 56)) | UINT64_C(0x40) << 56;
	return key;
}

static struct world *
world_new(size_t keys_each, unsigned on_disk, bool crowded)
{
	struct world *world = test_new(1, sizeof *world);
	uint32_t i, j, num = 0;

	world->keys_each = keys_each;
	world->on_disk = on_disk;
	world->text_of = test_new(NUM_ARTICLES, sizeof *world->text_of);
	world->begin = test_new(NUM_ARTICLES + 1, sizeof *world->begin);
	world->keys = test_new(NUM_ARTICLES * keys_each, sizeof *world->keys);
	world->wanted =
	    test_new(NUM_ARTICLES * keys_each, sizeof *world->wanted);
	for (i = 0; i < NUM_ARTICLES; i++) {
		world->text_of[i] = random_percent(NO_TEXT_PERCENT)
					? NO_TEXT
					: (uint32_t)random_below(NUM_ARTICLES);
		for (j = (uint32_t)random_below(keys_each + 1); j > 0; j--) {
			world->keys[num] = choose_key(crowded);
			if (world->text_of[i] != NO_TEXT)
				world->wanted[world->num_wanted++] =
				    (struct entry){
					world->keys[num], world->text_of[i]};
			num++;
		}
		world->begin[i + 1] = num;
	}
	sort(world->wanted, world->num_wanted);
	return world;
}

static void
world_free(struct world *world)
{
	free(world->text_of);
	free(world->begin);
	free(world->keys);
	free(world->wanted);
	free(world);
}

/* ---- gathering ---------------------------------------------------------- */

enum { BATCH = 100, NUM_BATCHES = NUM_ARTICLES / BATCH };

/* A number that looks random, the same for any order of batches. */
static bool
goes_to_disk(const struct world *world, size_t batch)
{
	return batch * 37 % 100 < world->on_disk;
}

static enum ndup_status
gather(void *ctx, size_t batch, unsigned thread)
{
	struct world *world = ctx;
	struct entries *gathered = &world->gathered[thread];
	enum ndup_status status = NDUP_OK;
	uint32_t i = (uint32_t)batch * BATCH, begin, end;

	begin = world->begin[i];
	for (; i < (batch + 1) * BATCH && status == NDUP_OK; i++)
		status = keys_gather(gathered, i, world->keys + world->begin[i],
		    world->begin[i + 1] - world->begin[i]);
	end = world->begin[i];
	if (status == NDUP_OK && gathered->num != end - begin)
		return NDUP_INPUT;
	if (goes_to_disk(world, batch))
		atomic_fetch_add(&world->num_disk, end - begin);
	if (status == NDUP_OK)
		status = keys_add(
		    world->found, gathered, goes_to_disk(world, batch));
	return status == NDUP_OK && gathered->num > 0 ? NDUP_INPUT : status;
}

static void
gather_all(struct world *world, unsigned num_threads, const char *folder)
{
	const struct pool_loop loop = {gather, NULL, world, NULL};

	assert_int_equal(tempfile_new(&world->temp, folder), NDUP_OK);
	assert_int_equal(keys_new(&world->found, world->temp), NDUP_OK);
	assert_int_equal(pool_new(&world->pool, num_threads), NDUP_OK);
	world->gathered = test_new(num_threads, sizeof *world->gathered);
	world->num_disk = 0;
	assert_int_equal(pool_each(world->pool, &loop, NUM_BATCHES), NDUP_OK);
}

static void
drop_all(struct world *world)
{
	unsigned i;

	for (i = 0; i < pool_num_threads(world->pool); i++)
		entries_free(&world->gathered[i]);
	free(world->gathered);
	pool_free(world->pool);
	keys_free(world->found);
	tempfile_free(world->temp);
}

/* ---- reading ------------------------------------------------------------ */

static size_t
lower_bound(const struct world *world, size_t part)
{
	size_t low = 0, high = world->num_wanted, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (keys_part(world->wanted[middle].key) < part)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The part has the twin's entries of it; scratch is the thread's. */
static enum ndup_status
check_part(void *ctx, size_t part, unsigned thread)
{
	struct world *world = ctx;
	struct entries *read = &world->gathered[thread];
	size_t begin = lower_bound(world, part);
	size_t num = lower_bound(world, part + 1) - begin, i;
	enum ndup_status status;

	status = keys_read(world->found, part, world->text_of, read);
	if (status != NDUP_OK)
		return status;
	if (read->num != num)
		return NDUP_INPUT;
	sort(read->items, num);
	for (i = 0; i < num; i++) {
		if (by_key_and_text(
			&read->items[i], &world->wanted[begin + i]) != 0)
			return NDUP_INPUT;
	}
	return NDUP_OK;
}

static void
check(struct world *world, unsigned num_threads)
{
	const struct pool_loop loop = {check_part, NULL, world, NULL};

	gather_all(world, num_threads, P_tmpdir);
	assert_int_equal(keys_finish(world->found), NDUP_OK);
	assert_true(keys_validate(world->found));
	assert_int_equal(
	    tempfile_size(world->temp), world->num_disk * KEYS_ENTRY_SIZE);
	assert_int_equal(pool_each(world->pool, &loop, NUM_PARTS), NDUP_OK);
	drop_all(world);
}

static void
check_all(size_t keys_each, unsigned on_disk, bool crowded)
{
	static const unsigned counts[] = {1, 2, 5};
	struct world *world = world_new(keys_each, on_disk, crowded);
	size_t i;

	for (i = 0; i < sizeof counts / sizeof counts[0]; i++)
		check(world, counts[i]);
	world_free(world);
}

static void
test_in_memory(void **state)
{
	(void)state;
	random_begin();
	check_all(20, ALL_IN_MEMORY, false);
}

static void
test_on_disk(void **state)
{
	(void)state;
	random_begin();
	check_all(20, ALL_ON_DISK, false);
}

static void
test_mixed(void **state)
{
	(void)state;
	random_begin();
	check_all(20, HALF, false);
}

/* Most parts have nothing; none has anything. */
static void
test_empty_parts(void **state)
{
	(void)state;
	random_begin();
	check_all(10, HALF, true);
	check_all(0, HALF, false);
	check_all(1, ALL_ON_DISK, true);
}

/* So many that they are written more than once. */
static void
test_many(void **state)
{
	struct world *world;

	(void)state;
	random_begin();
	world = world_new(300, 90, false);
	check(world, 4);
	assert_true(world->num_disk > 2 * WRITTEN_AT_ONCE);
	world_free(world);
}

/* What is written in between makes room: memory has one write, no more. */
static void
test_written_on_the_way(void **state)
{
	struct world *world;

	(void)state;
	random_begin();
	world = world_new(300, ALL_ON_DISK, false);
	gather_all(world, 1, P_tmpdir);
	assert_true(tempfile_size(world->temp) +
			WRITTEN_AT_ONCE * (uint64_t)KEYS_ENTRY_SIZE >
		    world->num_disk * KEYS_ENTRY_SIZE);
	drop_all(world);
	world_free(world);
}

/* One thread: entries stand in the order in which they came. */
static void
check_order(unsigned on_disk)
{
	struct world *world = world_new(80, on_disk, false);
	struct entries read = {0};
	uint32_t i, j;
	size_t part, num;

	gather_all(world, 1, P_tmpdir);
	assert_int_equal(keys_finish(world->found), NDUP_OK);
	assert_true(keys_validate(world->found));
	for (part = 0; part < NUM_PARTS; part += 51) {
		assert_int_equal(
		    keys_read(world->found, part, world->text_of, &read),
		    NDUP_OK);
		for (i = 0, num = 0; i < NUM_ARTICLES; i++) {
			for (j = world->begin[i]; j < world->begin[i + 1];
			     j++) {
				if (keys_part(world->keys[j]) != part ||
				    world->text_of[i] == NO_TEXT)
					continue;
				assert_true(num < read.num);
				assert_int_equal(
				    read.items[num].key, world->keys[j]);
				assert_int_equal(
				    read.items[num++].value, world->text_of[i]);
			}
		}
		assert_int_equal(read.num, num);
	}
	entries_free(&read);
	drop_all(world);
	world_free(world);
}

static void
test_order(void **state)
{
	(void)state;
	random_begin();
	check_order(ALL_IN_MEMORY);
	check_order(ALL_ON_DISK);
}

/* More keys after all were read, for articles under new numbers; the old
 * numbers count for nothing then. */
static void
test_added_later(void **state)
{
	const uint64_t keys[] = {1, UINT64_MAX, 2};
	uint32_t text_of[] = {7, NO_TEXT};
	struct entries gathered = {0}, read = {0};
	struct tempfile *temp;
	struct keys *found;
	unsigned on_disk;

	(void)state;
	for (on_disk = 0; on_disk < 2; on_disk++) {
		assert_int_equal(tempfile_new(&temp, P_tmpdir), NDUP_OK);
		assert_int_equal(keys_new(&found, temp), NDUP_OK);
		assert_int_equal(keys_gather(&gathered, 0, keys, 3), NDUP_OK);
		assert_int_equal(keys_add(found, &gathered, true), NDUP_OK);
		assert_int_equal(keys_finish(found), NDUP_OK);
		assert_true(keys_validate(found));
		assert_int_equal(keys_read(found, 0, text_of, &read), NDUP_OK);
		assert_int_equal(read.num, 2);
		assert_int_equal(keys_gather(&gathered, 1, keys, 2), NDUP_OK);
		assert_int_equal(
		    keys_add(found, &gathered, on_disk == 1), NDUP_OK);
		assert_int_equal(keys_finish(found), NDUP_OK);
		assert_true(keys_validate(found));
		text_of[0] = NO_TEXT;
		text_of[1] = 9;
		assert_int_equal(keys_read(found, 0, text_of, &read), NDUP_OK);
		assert_int_equal(read.num, 1);
		assert_int_equal(read.items[0].key, 1);
		assert_int_equal(read.items[0].value, 9);
		assert_int_equal(
		    keys_read(found, NUM_PARTS - 1, text_of, &read), NDUP_OK);
		assert_int_equal(read.num, 1);
		assert_int_equal(read.items[0].key, UINT64_MAX);
		text_of[0] = 7;
		text_of[1] = NO_TEXT;
		keys_free(found);
		tempfile_free(temp);
	}
	entries_free(&gathered);
	entries_free(&read);
}

/* A folder that is not there matters if something is to be written. */
static void
test_no_folder(void **state)
{
	struct world *world;

	(void)state;
	random_begin();
	world = world_new(5, ALL_IN_MEMORY, false);
	gather_all(world, 2, "/nowhere/at/all");
	assert_int_equal(keys_finish(world->found), NDUP_OK);
	assert_true(keys_validate(world->found));
	assert_int_equal(tempfile_error(world->temp, NULL), NDUP_OK);
	drop_all(world);
	world->on_disk = HALF;
	gather_all(world, 2, "/nowhere/at/all");
	assert_int_equal(keys_finish(world->found), NDUP_IO);
	assert_int_equal(tempfile_error(world->temp, NULL), NDUP_IO);
	drop_all(world);
	world_free(world);
	keys_free(NULL);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_in_memory),
	    cmocka_unit_test(test_on_disk),
	    cmocka_unit_test(test_mixed),
	    cmocka_unit_test(test_empty_parts),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_written_on_the_way),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_added_later),
	    cmocka_unit_test(test_no_folder),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
