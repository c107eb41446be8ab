/*
 * test_intern.c - ids for values, from many threads at once
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "random.h"

#include "base/intern.h"

enum { NUM_THREADS = 4 };

struct worker {
	pthread_t thread;
	struct intern *intern;
	const uint64_t *values;
	uint32_t *ids; /* of each value */
	size_t num, step;
};

/* Goes through all values in an order of its own. */
static void *
work(void *arg)
{
	struct worker *worker = arg;
	size_t i, at = 0;

	for (i = 0; i < worker->num; i++) {
		at = (at + worker->step) % worker->num;
		worker->ids[at] = intern_id(worker->intern, worker->values[at]);
	}
	return NULL;
}

static void
fill_values(uint64_t *values, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++) {
		do
			values[i] = random_next();
		while (values[i] == 0);
	}
}

/* Ids of different values: all different, none 0, bit 0 as in the value. */
static void
check_ids(const uint64_t *values, const uint32_t *ids, size_t num)
{
	uint32_t highest = 0;
	uint8_t *seen;
	size_t i;

	for (i = 0; i < num; i++)
		highest = ids[i] > highest ? ids[i] : highest;
	seen = test_new((size_t)highest / 2 + 1, 1);
	for (i = 0; i < num; i++) {
		assert_true(ids[i] != 0);
		assert_int_equal(ids[i] & 1, values[i] & 1);
		assert_int_equal(seen[ids[i] / 2], 0);
		seen[ids[i] / 2] = 1;
	}
	free(seen);
}

static void
test_threads(void **state)
{
	/* no common factor with NUM: each goes through all values */
	static const size_t steps[NUM_THREADS] = {1, 199999, 70001, 123457};
	enum { NUM = 200000 };
	struct worker workers[NUM_THREADS];
	uint64_t *values = test_new(NUM, sizeof *values);
	struct intern *intern;
	size_t i;

	(void)state;
	random_begin();
	fill_values(values, NUM);
	assert_int_equal(intern_new(&intern), NDUP_OK);
	for (i = 0; i < NUM_THREADS; i++) {
		workers[i] = (struct worker){.intern = intern,
		    .values = values,
		    .ids = test_new(NUM, sizeof(uint32_t)),
		    .num = NUM,
		    .step = steps[i]};
		assert_int_equal(
		    pthread_create(&workers[i].thread, NULL, work, &workers[i]),
		    0);
	}
	for (i = 0; i < NUM_THREADS; i++)
		assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
	check_ids(values, workers[0].ids, NUM);
	for (i = 1; i < NUM_THREADS; i++)
		assert_memory_equal(
		    workers[i].ids, workers[0].ids, NUM * sizeof(uint32_t));
	for (i = 0; i < NUM_THREADS; i++)
		free(workers[i].ids);
	intern_free(intern);
	free(values);
}

/* Two threads that wait for each other before every value. */
struct duel {
	struct intern *intern;
	const uint64_t *values;
	size_t num;
	atomic_size_t at[2];
	uint32_t *ids[2];
};

struct duellist {
	struct duel *duel;
	unsigned number;
};

static void *
fight(void *arg)
{
	const struct duellist *self = arg;
	struct duel *duel = self->duel;
	unsigned me = self->number;
	size_t i;

	for (i = 0; i < duel->num; i++) {
		atomic_store(&duel->at[me], i);
		while (atomic_load(&duel->at[!me]) < i)
			sched_yield();
		duel->ids[me][i] = intern_id(duel->intern, duel->values[i]);
	}
	atomic_store(&duel->at[me], duel->num);
	return NULL;
}

/* Both come with the same new value at the same time. */
static void
test_meeting(void **state)
{
	enum { NUM = 20000 };
	uint64_t *values = test_new(NUM, sizeof *values);
	struct duel duel = {.values = values, .num = NUM};
	struct duellist duellists[2] = {{&duel, 0}, {&duel, 1}};
	pthread_t other;
	size_t i;

	(void)state;
	random_begin();
	fill_values(values, NUM);
	for (i = 0; i < 2; i++)
		duel.ids[i] = test_new(NUM, sizeof(uint32_t));
	assert_int_equal(intern_new(&duel.intern), NDUP_OK);
	assert_int_equal(pthread_create(&other, NULL, fight, &duellists[1]), 0);
	fight(&duellists[0]);
	assert_int_equal(pthread_join(other, NULL), 0);
	check_ids(values, duel.ids[0], NUM);
	assert_memory_equal(duel.ids[0], duel.ids[1], NUM * sizeof(uint32_t));
	for (i = 0; i < 2; i++)
		free(duel.ids[i]);
	intern_free(duel.intern);
	free(values);
}

/* Far more values than the first levels hold. */
static void
test_levels(void **state)
{
	enum { NUM = 2000000 };
	uint64_t *values = test_new(NUM, sizeof *values);
	uint64_t *there = test_new(NUM, sizeof *there);
	uint32_t *ids = test_new(NUM, sizeof *ids);
	struct intern *intern;
	size_t i;

	(void)state;
	random_begin();
	fill_values(values, NUM);
	assert_int_equal(intern_new(&intern), NDUP_OK);
	for (i = 0; i < NUM; i++)
		ids[i] = intern_id(intern, values[i]);
	check_ids(values, ids, NUM);
	for (i = 0; i < NUM; i += 7)
		assert_int_equal(intern_id(intern, values[i]), ids[i]);
	ids[5] = 0;
	values[5] = 0;
	intern_values(intern, ids, NUM, there);
	assert_memory_equal(there, values, NUM * sizeof *values);
	free(there);
	intern_free(intern);
	free(values);
	free(ids);
}

/* Values next to each other, and those that differ in bit 0 alone. */
static void
test_neighbours(void **state)
{
	enum { NUM = 100000 };
	uint64_t *values = test_new(NUM, sizeof *values);
	uint32_t *ids = test_new(NUM, sizeof *ids);
	struct intern *intern;
	size_t i;

	(void)state;
	assert_int_equal(intern_new(&intern), NDUP_OK);
	for (i = 0; i < NUM; i++) {
		values[i] = i < NUM / 2 ? i + 1 : UINT64_MAX - (i - NUM / 2);
		ids[i] = intern_id(intern, values[i]);
	}
	check_ids(values, ids, NUM);
	intern_free(intern);
	free(values);
	free(ids);
}

static void
test_nothing(void **state)
{
	struct intern *intern;

	(void)state;
	intern_free(NULL);
	assert_int_equal(intern_new(&intern), NDUP_OK);
	intern_free(intern);
}

/* Many at once have the ids they have one by one; 0 has 0. */
static void
test_all(void **state)
{
	enum { MANY = 100000 };
	uint64_t *values = calloc(MANY, sizeof *values);
	uint32_t *ids = calloc(MANY, sizeof *ids);
	struct intern *intern;
	size_t i;

	(void)state;
	random_begin();
	assert_int_equal(intern_new(&intern), NDUP_OK);
	for (i = 0; i < MANY; i++)
		values[i] = random_percent(5) ? 0 : random_next() >> 40;
	assert_true(intern_all(intern, values, MANY, ids));
	for (i = 0; i < MANY; i++)
		assert_int_equal(
		    ids[i], values[i] == 0 ? 0 : intern_id(intern, values[i]));
	assert_true(intern_all(intern, values, 0, ids));
	intern_free(intern);
	free(values);
	free(ids);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_all),
	    cmocka_unit_test(test_threads),
	    cmocka_unit_test(test_meeting),
	    cmocka_unit_test(test_levels),
	    cmocka_unit_test(test_neighbours),
	    cmocka_unit_test(test_nothing),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("intern", tests, NULL, NULL);
}
