/*
 * test_pool.c - worker threads: all work is done once, and what fails is told
 */
#include <stdatomic.h>

#include "random.h"

#include "base/pool.h"

enum { MOST = 20000 };

#define NO_ITEM SIZE_MAX

static const unsigned thread_counts[] = {1, 2, 3, 5, 8};

enum { NUM_COUNTS = sizeof thread_counts / sizeof thread_counts[0] };

struct work {
	atomic_uint times[MOST]; /* how often each item was run */
	atomic_size_t num_run;
	atomic_uint bad_threads;
	unsigned num_threads;
	size_t bad_item; /* where the status is not OK */
	enum ndup_status bad;
	size_t stop_after; /* ticks */
	size_t num_ticks;
	atomic_bool released;
};

static struct work *
work_new(void)
{
	struct work *work = test_new(1, sizeof *work);

	work->bad_item = NO_ITEM;
	work->stop_after = NO_ITEM;
	return work;
}

static enum ndup_status
run_item(void *ctx, size_t item, unsigned thread)
{
	struct work *work = ctx;

	atomic_fetch_add(&work->times[item], 1);
	atomic_fetch_add(&work->num_run, 1);
	if (thread >= work->num_threads)
		atomic_fetch_add(&work->bad_threads, 1);
	return item == work->bad_item ? work->bad : NDUP_OK;
}

static bool
tick(void *ctx, size_t done)
{
	struct work *work = ctx;

	(void)done;
	return ++work->num_ticks < work->stop_after;
}

static struct pool *
new_pool(unsigned num_threads)
{
	struct pool *pool;

	assert_int_equal(pool_new(&pool, num_threads), NDUP_OK);
	assert_int_equal(pool_num_threads(pool), num_threads);
	return pool;
}

/* Every item once, none twice, in a pool that is used again and again. */
static void
test_each_item_once(void **state)
{
	static const size_t sizes[] = {
	    0, 1, 2, 7, 100, MOST, MOST, MOST, MOST, MOST};
	struct pool_loop loop = {run_item, NULL, NULL, NULL};
	struct work *work;
	struct pool *pool;
	size_t i, j, k;

	(void)state;
	for (i = 0; i < NUM_COUNTS; i++) {
		pool = new_pool(thread_counts[i]);
		for (j = 0; j < sizeof sizes / sizeof sizes[0]; j++) {
			loop.ctx = work = work_new();
			work->num_threads = thread_counts[i];
			assert_int_equal(
			    pool_each(pool, &loop, sizes[j]), NDUP_OK);
			assert_int_equal(work->num_run, sizes[j]);
			assert_int_equal(work->bad_threads, 0);
			for (k = 0; k < sizes[j]; k++)
				assert_int_equal(work->times[k], 1);
			free(work);
		}
		pool_free(pool);
	}
}

/* A bad item's status comes back, work ends early, the pool lives on. */
static void
test_bad_item(void **state)
{
	struct pool_loop loop = {run_item, NULL, NULL, NULL};
	struct work *work;
	struct pool *pool;
	size_t i, k;

	(void)state;
	for (i = 0; i < NUM_COUNTS; i++) {
		pool = new_pool(thread_counts[i]);
		loop.ctx = work = work_new();
		work->num_threads = thread_counts[i];
		work->bad_item = 11;
		work->bad = NDUP_INPUT;
		assert_int_equal(pool_each(pool, &loop, MOST), NDUP_INPUT);
		assert_false(pool_failed(pool));
		for (k = 0; k < MOST; k++)
			assert_true(work->times[k] <= 1);
		work->bad_item = NO_ITEM;
		assert_int_equal(pool_each(pool, &loop, 5), NDUP_OK);
		free(work);
		pool_free(pool);
	}
}

/* With one thread all is in order: nothing runs after the bad item. */
static void
test_bad_item_is_the_last(void **state)
{
	struct pool_loop loop = {run_item, NULL, NULL, NULL};
	struct work *work = work_new();
	struct pool *pool = new_pool(1);

	(void)state;
	loop.ctx = work;
	work->num_threads = 1;
	work->bad_item = 11;
	work->bad = NDUP_IO;
	assert_int_equal(pool_each(pool, &loop, MOST), NDUP_IO);
	assert_int_equal(work->num_run, 12);
	pool_free(pool);
	free(work);
}

/* The tick is asked in the caller's thread, and may stop it all. */
static void
test_tick_stops(void **state)
{
	struct work *work = work_new();
	struct pool_loop loop = {run_item, tick, work, work};
	struct pool *pool = new_pool(1);

	(void)state;
	work->num_threads = 1;
	work->stop_after = 20;
	assert_int_equal(pool_each(pool, &loop, MOST), NDUP_STOPPED);
	assert_int_equal(work->num_run, 20);
	assert_int_equal(work->num_ticks, 20);
	pool_free(pool);
	free(work);
}

/* In another thread than the caller's: does not end before the tick. */
static enum ndup_status
run_item_slowly(void *ctx, size_t item, unsigned thread)
{
	struct work *work = ctx;

	run_item(ctx, item, thread);
	while (thread != 0 && !atomic_load(&work->released))
		;
	return NDUP_OK;
}

static bool
tick_release(void *ctx, size_t done)
{
	struct work *work = ctx;

	(void)done;
	atomic_store(&work->released, true);
	return false;
}

/* Threads that are in the middle of an item end it; no more are begun. */
static void
test_tick_stops_others(void **state)
{
	struct pool_loop loop = {run_item_slowly, tick_release, NULL, NULL};
	struct work *work;
	struct pool *pool;

	(void)state;
	pool = new_pool(3);
	loop.ctx = loop.tick_ctx = work = work_new();
	work->num_threads = 3;
	assert_int_equal(pool_each(pool, &loop, MOST), NDUP_STOPPED);
	assert_true(work->num_run <= 3);
	free(work);
	pool_free(pool);
}

/* ---- single jobs -------------------------------------------------------- */

struct job {
	struct jobs *all;
	enum ndup_status status;
	atomic_uint times;
};

struct jobs {
	struct job items[500];
	atomic_uint wrong_threads;
	unsigned num_threads;
};

enum { NUM_JOBS = 500 };

static enum ndup_status
run_job(void *ctx, unsigned thread)
{
	struct job *job = ctx;

	atomic_fetch_add(&job->times, 1);
	if (thread >= job->all->num_threads)
		atomic_fetch_add(&job->all->wrong_threads, 1);
	return job->status;
}

static struct jobs *
jobs_new(unsigned num_threads)
{
	struct jobs *jobs = test_new(1, sizeof *jobs);
	size_t i;

	jobs->num_threads = num_threads;
	for (i = 0; i < NUM_JOBS; i++)
		jobs->items[i].all = jobs;
	return jobs;
}

static void
submit(struct pool *pool, struct jobs *jobs)
{
	size_t i;

	for (i = 0; i < NUM_JOBS; i++)
		pool_submit(pool, run_job, &jobs->items[i]);
}

/* Far more jobs than the queue has room for. */
static void
test_many_jobs(void **state)
{
	struct jobs *jobs;
	struct pool *pool;
	size_t i, k;

	(void)state;
	for (i = 0; i < NUM_COUNTS; i++) {
		pool = new_pool(thread_counts[i]);
		jobs = jobs_new(thread_counts[i]);
		submit(pool, jobs);
		assert_int_equal(pool_wait(pool), NDUP_OK);
		assert_int_equal(jobs->wrong_threads, 0);
		for (k = 0; k < NUM_JOBS; k++)
			assert_int_equal(jobs->items[k].times, 1);
		pool_free(pool);
		free(jobs);
	}
}

/* The first bad status is kept, what follows is dropped, and waiting makes the
 * pool good again. */
static void
test_first_status_wins(void **state)
{
	struct jobs *jobs = jobs_new(1);
	struct pool *pool = new_pool(1);
	size_t i, num_run = 0;

	(void)state;
	jobs->items[100].status = NDUP_INPUT;
	jobs->items[101].status = NDUP_IO;
	submit(pool, jobs);
	assert_true(pool_failed(pool));
	assert_int_equal(pool_wait(pool), NDUP_INPUT);
	assert_false(pool_failed(pool));
	for (i = 0; i < NUM_JOBS; i++)
		num_run += jobs->items[i].times;
	assert_int_equal(num_run, 101);
	assert_int_equal(pool_wait(pool), NDUP_OK);
	pool_submit(pool, run_job, &jobs->items[499]);
	assert_int_equal(pool_wait(pool), NDUP_OK);
	assert_int_equal(jobs->items[499].times, 1);
	pool_free(pool);
	free(jobs);
}

/* Fails only when another job has failed already. */
static enum ndup_status
run_late_job(void *ctx, unsigned thread)
{
	(void)thread;
	while (!pool_failed(ctx))
		;
	return NDUP_IO;
}

static enum ndup_status
run_bad_job(void *ctx, unsigned thread)
{
	(void)ctx;
	(void)thread;
	return NDUP_INPUT;
}

/* Two jobs fail while both run: the first of them is told. */
static void
test_later_status_loses(void **state)
{
	struct pool *pool = new_pool(2);
	size_t round;

	(void)state;
	for (round = 0; round < 50; round++) {
		pool_submit(pool, run_late_job, pool);
		pool_submit(pool, run_bad_job, pool);
		assert_int_equal(pool_wait(pool), NDUP_INPUT);
	}
	pool_free(pool);
}

static void
test_bad_job_of_many_threads(void **state)
{
	struct jobs *jobs;
	struct pool *pool;
	size_t i, k;

	(void)state;
	for (i = 0; i < NUM_COUNTS; i++) {
		pool = new_pool(thread_counts[i]);
		jobs = jobs_new(thread_counts[i]);
		jobs->items[100].status = NDUP_INPUT;
		submit(pool, jobs);
		assert_int_equal(pool_wait(pool), NDUP_INPUT);
		for (k = 0; k < NUM_JOBS; k++)
			assert_true(jobs->items[k].times <= 1);
		assert_int_equal(jobs->items[100].times, 1);
		pool_free(pool);
		free(jobs);
	}
}

static void
test_default_and_nothing(void **state)
{
	struct pool *pool;

	(void)state;
	pool_free(NULL);
	assert_int_equal(pool_new(&pool, 0), NDUP_OK);
	assert_true(pool_num_threads(pool) >= 1);
	assert_int_equal(pool_wait(pool), NDUP_OK);
	pool_free(pool);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_item_once),
	    cmocka_unit_test(test_bad_item),
	    cmocka_unit_test(test_bad_item_is_the_last),
	    cmocka_unit_test(test_tick_stops),
	    cmocka_unit_test(test_tick_stops_others),
	    cmocka_unit_test(test_many_jobs),
	    cmocka_unit_test(test_first_status_wins),
	    cmocka_unit_test(test_later_status_loses),
	    cmocka_unit_test(test_bad_job_of_many_threads),
	    cmocka_unit_test(test_default_and_nothing),
	};

	return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
