/*
 * verify.c - candidates -> matches, on all threads
 *
 * The pairs are sorted, so that all candidates of one text stand together and
 * its tables are made once.  Threads take chunks of pairs; their matches are
 * put together in the order of the pairs.
 */
#include <string.h>

#include "base/memory.h"
#include "scan.h"
#include "table/candidates.h"
#include "verify/judge.h"

enum { CHUNK = 512 };

struct chunk {
	struct text_match *matches;
	size_t num, capacity;
};

struct verifying {
	struct ndup_scan *scan;
	const struct candidates *candidates;
	struct measurer *measurers; /* one a thread */
	struct chunk *chunks;
	size_t num_chunks;
};

static enum ndup_status
add_match(struct chunk *chunk, const struct text_match *match)
{
	if (memory_reserve(&chunk->matches, &chunk->capacity, chunk->num + 1,
		sizeof *chunk->matches) != NDUP_OK)
		return NDUP_NOMEM;
	chunk->matches[chunk->num++] = *match;
	return NDUP_OK;
}

static enum ndup_status
verify_chunk(void *ctx, size_t number, unsigned thread)
{
	struct verifying *v = ctx;
	const uint64_t *pairs = v->candidates->pairs;
	struct measurer *measurer = &v->measurers[thread];
	size_t i = number * CHUNK, end = i + CHUNK;
	uint32_t last = UINT32_MAX;
	struct text_match match;
	struct words words;

	if (end > v->candidates->num_pairs)
		end = v->candidates->num_pairs;
	for (; i < end; i++) {
		match.texts = (struct link_pair){
		    (uint32_t)(pairs[i] >> 32), (uint32_t)pairs[i]};
		if (match.texts.a != last) {
			last = match.texts.a;
			words = article_words(scan_text(v->scan, last));
			if (measurer_base(measurer, &words) != NDUP_OK)
				return NDUP_NOMEM;
		}
		words = article_words(scan_text(v->scan, match.texts.b));
		if (measurer_compare(measurer, &words, &match.measures) !=
		    NDUP_OK)
			return NDUP_NOMEM;
		if (judge_match(&match.measures, &v->scan->params) &&
		    add_match(&v->chunks[number], &match) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

static bool
tick(void *ctx, size_t done)
{
	struct verifying *v = ctx;

	return scan_progress(
	    v->scan, "verify", done * CHUNK, v->candidates->num_pairs);
}

static enum ndup_status
gather(struct verifying *v)
{
	struct ndup_scan *scan = v->scan;
	const struct chunk *chunk;
	size_t i, num = 0;

	for (i = 0; i < v->num_chunks; i++)
		num += v->chunks[i].num;
	if ((scan->matches = memory_new(num, sizeof *scan->matches)) == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < v->num_chunks; i++) {
		chunk = &v->chunks[i];
		if (chunk->num > 0)
			memcpy(scan->matches + scan->num_matches,
			    chunk->matches,
			    chunk->num * sizeof *chunk->matches);
		scan->num_matches += chunk->num;
	}
	return NDUP_OK;
}

static enum ndup_status
run(struct verifying *v, unsigned num_threads)
{
	const struct pool_loop loop = {verify_chunk, tick, v, v};
	enum ndup_status status = NDUP_OK;
	unsigned i;

	for (i = 0; i < num_threads && status == NDUP_OK; i++)
		status = measurer_init(&v->measurers[i], &v->scan->params);
	if (status == NDUP_OK)
		status =
		    pool_each(v->scan->articles.pool, &loop, v->num_chunks);
	return status == NDUP_OK ? gather(v) : status;
}

enum ndup_status
verify_pairs(struct ndup_scan *scan, const struct candidates *candidates)
{
	unsigned num_threads = pool_num_threads(scan->articles.pool), i;
	struct verifying v = {.scan = scan,
	    .candidates = candidates,
	    .num_chunks = (candidates->num_pairs + CHUNK - 1) / CHUNK};
	enum ndup_status status = NDUP_NOMEM;
	size_t chunk;

	v.measurers = memory_new(num_threads, sizeof *v.measurers);
	v.chunks = memory_new(v.num_chunks, sizeof *v.chunks);
	if (v.measurers != NULL && v.chunks != NULL)
		status = run(&v, num_threads);
	for (i = 0; v.measurers != NULL && i < num_threads; i++)
		measurer_free(&v.measurers[i]);
	for (chunk = 0; v.chunks != NULL && chunk < v.num_chunks; chunk++)
		memory_free(v.chunks[chunk].matches);
	memory_free(v.measurers);
	memory_free(v.chunks);
	return status;
}
