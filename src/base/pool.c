/*
 * pool.c - worker threads around one bounded queue of jobs
 */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "memory.h"
#include "pool.h"

enum { MAX_THREADS = 1024 };

struct job {
	pool_job *run;
	void *ctx;
};

struct pool_worker {
	struct pool *pool;
	pthread_t thread;
	unsigned number;
};

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t more, fewer; /* jobs queued; jobs finished */
	struct job *queue;          /* a ring */
	size_t size, head, queued, running;
	enum ndup_status status;
	bool closing;
	unsigned num_threads, num_started;
	struct pool_worker *workers;
};

/* Takes the next job off the queue and runs it; called and returns locked. */
static void
run_next(struct pool *pool, unsigned thread)
{
	struct job job = pool->queue[pool->head];
	enum ndup_status status = NDUP_OK;
	bool drop = pool->status != NDUP_OK;

	pool->head = (pool->head + 1) % pool->size;
	pool->queued--;
	pool->running++;
	pthread_mutex_unlock(&pool->lock);
	if (!drop)
		status = job.run(job.ctx, thread);
	pthread_mutex_lock(&pool->lock);
	pool->running--;
	if (pool->status == NDUP_OK)
		pool->status = status;
	pthread_cond_broadcast(&pool->fewer);
}

static void *
pool_work(void *arg)
{
	struct pool_worker *worker = arg;
	struct pool *pool = worker->pool;

	pthread_mutex_lock(&pool->lock);
	for (;;) {
		if (pool->queued > 0)
			run_next(pool, worker->number);
		else if (pool->closing)
			break;
		else
			pthread_cond_wait(&pool->more, &pool->lock);
	}
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

static unsigned
count_threads(unsigned wanted)
{
	long cores;

	if (wanted == 0) {
		cores = sysconf(_SC_NPROCESSORS_ONLN);
		wanted = cores > 0 ? (unsigned)cores : 1;
	}
	return wanted < MAX_THREADS ? wanted : MAX_THREADS;
}

/* With fewer threads than wanted the pool still works. */
static void
pool_start_workers(struct pool *pool)
{
	struct pool_worker *worker;
	unsigned i;

	for (i = 1; i < pool->num_threads; i++) {
		worker = &pool->workers[i];
		*worker = (struct pool_worker){.pool = pool, .number = i};
		if (pthread_create(&worker->thread, NULL, pool_work, worker) !=
		    0)
			break;
		pool->num_started++;
	}
}

enum ndup_status
pool_new(struct pool **created, unsigned num_threads)
{
	struct pool *pool;

	*created = NULL;
	if ((pool = memory_new(1, sizeof *pool)) == NULL)
		return NDUP_NOMEM;
	pool->num_threads = count_threads(num_threads);
	pool->size = 2 * (size_t)pool->num_threads;
	pool->queue = memory_new(pool->size, sizeof *pool->queue);
	pool->workers = memory_new(pool->num_threads, sizeof *pool->workers);
	if (pool->queue == NULL || pool->workers == NULL) {
		memory_free(pool->queue);
		memory_free(pool->workers);
		memory_free(pool);
		return NDUP_NOMEM;
	}
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->more, NULL);
	pthread_cond_init(&pool->fewer, NULL);
	pool_start_workers(pool);
	*created = pool;
	return NDUP_OK;
}

unsigned
pool_num_threads(const struct pool *pool)
{
	return pool->num_threads;
}

void
pool_submit(struct pool *pool, pool_job *run, void *ctx)
{
	pthread_mutex_lock(&pool->lock);
	while (pool->queued == pool->size ||
	       (pool->num_started == 0 && pool->queued > 0))
		run_next(pool, 0);
	pool->queue[(pool->head + pool->queued) % pool->size] =
	    (struct job){run, ctx};
	pool->queued++;
	pthread_cond_signal(&pool->more);
	pthread_mutex_unlock(&pool->lock);
}

bool
pool_failed(struct pool *pool)
{
	bool failed;

	pthread_mutex_lock(&pool->lock);
	failed = pool->status != NDUP_OK;
	pthread_mutex_unlock(&pool->lock);
	return failed;
}

enum ndup_status
pool_wait(struct pool *pool)
{
	enum ndup_status status;

	pthread_mutex_lock(&pool->lock);
	for (;;) {
		if (pool->queued > 0)
			run_next(pool, 0);
		else if (pool->running > 0)
			pthread_cond_wait(&pool->fewer, &pool->lock);
		else
			break;
	}
	status = pool->status;
	pool->status = NDUP_OK;
	pthread_mutex_unlock(&pool->lock);
	return status;
}

/* ---- a loop over items, as one job a thread ----------------------------- */

struct loop_state {
	const struct pool_loop *loop;
	size_t num;
	atomic_size_t next;
	atomic_bool stop;
};

static enum ndup_status
run_items(void *ctx, unsigned thread)
{
	struct loop_state *state = ctx;
	const struct pool_loop *loop = state->loop;
	enum ndup_status status;
	size_t item;

	while (!atomic_load(&state->stop)) {
		item = atomic_fetch_add(&state->next, 1);
		if (item >= state->num)
			break;
		status = loop->run(loop->ctx, item, thread);
		if (status == NDUP_OK && thread == 0 && loop->tick != NULL &&
		    !loop->tick(loop->tick_ctx, item))
			status = NDUP_STOPPED;
		if (status != NDUP_OK) {
			atomic_store(&state->stop, true);
			return status;
		}
	}
	return NDUP_OK;
}

enum ndup_status
pool_each(struct pool *pool, const struct pool_loop *loop, size_t num)
{
	struct loop_state state = {.loop = loop, .num = num};
	enum ndup_status status;
	unsigned i;

	for (i = 0; i < pool->num_started; i++)
		pool_submit(pool, run_items, &state);
	status = run_items(&state, 0);
	if (status != NDUP_OK) {
		pool_wait(pool);
		return status;
	}
	return pool_wait(pool);
}

void
pool_free(struct pool *pool)
{
	unsigned i;

	if (pool == NULL)
		return;
	pthread_mutex_lock(&pool->lock);
	pool->closing = true;
	pthread_cond_broadcast(&pool->more);
	pthread_mutex_unlock(&pool->lock);
	for (i = 1; i <= pool->num_started; i++)
		pthread_join(pool->workers[i].thread, NULL);
	pthread_cond_destroy(&pool->more);
	pthread_cond_destroy(&pool->fewer);
	pthread_mutex_destroy(&pool->lock);
	memory_free(pool->queue);
	memory_free(pool->workers);
	memory_free(pool);
}
