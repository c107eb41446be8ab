/*
 * pool.h - worker threads
 *
 * A pool of n threads is the caller and n - 1 workers.  Work is handed over in
 * jobs; a job gets the number of the thread that runs it, 0 to n - 1 (0 is the
 * caller), to find that thread's own scratch by.  The first status that is not
 * NDUP_OK stops the pool: jobs not yet begun are dropped, pool_wait() returns
 * it.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "ndup.h"

struct pool;

typedef enum ndup_status pool_job(void *ctx, unsigned thread);
typedef enum ndup_status pool_item(void *ctx, size_t item, unsigned thread);

/* Called in the caller's thread between items; false stops the pool. */
typedef bool pool_tick(void *ctx, size_t done);

/* num_threads 0: one per core. */
enum ndup_status pool_new(struct pool **, unsigned num_threads);
unsigned pool_num_threads(const struct pool *);

/* Queues a job; when the queue is full the caller runs one itself. */
void pool_submit(struct pool *, pool_job *, void *ctx);

/* Whether a job failed: then further ones are dropped. */
bool pool_failed(struct pool *);

/* Runs jobs until all are done; the first bad status, which is then reset. */
enum ndup_status pool_wait(struct pool *);

/* Runs the function for items 0 to num - 1, in any order; tick may be NULL. */
struct pool_loop {
	pool_item *run;
	pool_tick *tick;
	void *ctx, *tick_ctx;
};
enum ndup_status pool_each(struct pool *, const struct pool_loop *, size_t num);
void pool_free(struct pool *);

#endif
