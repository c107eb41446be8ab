/*
 * world.c - a collection, what a scan found in it, and its oracle
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "world.h"

enum { MOST_SHOWN = 5 };

double
world_clock(void)
{
	static struct timespec last;
	struct timespec now;
	double seconds;

	clock_gettime(CLOCK_MONOTONIC, &now);
	seconds = (double)(now.tv_sec - last.tv_sec) +
		  (double)(now.tv_nsec - last.tv_nsec) / 1e9;
	last = now;
	return seconds;
}

void
tally_add(struct tally *tally, bool good, const char *fmt, ...)
{
	va_list args;

	tally->num++;
	if (good)
		return;
	if (tally->bad++ >= MOST_SHOWN)
		return;
	printf("%s: %s: ", tally->world, tally->what);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
}

void
tally_end(const struct tally *tally)
{
	printf("%s: %s: %lu compared, %lu differ\n", tally->world, tally->what,
	    tally->num, tally->bad);
	fflush(stdout);
	assert_int_equal(tally->bad, 0);
}

void
world_open(struct world *world, const char *name,
    const struct ndup_params *params, world_source *source, void *ctx)
{
	uint32_t i;

	world_clock();
	*world = (struct world){.name = name, .params = *params};
	assert_int_equal(ndup_scan_new(&world->scan, params, NULL), NDUP_OK);
	assert_true(source(ctx, world->scan));
	assert_int_equal(ndup_scan_run(world->scan, NULL), NDUP_OK);
	assert_true(findings_collect(&world->found, world->scan));
	printf("%s: %u articles scanned, %.1f s\n", name,
	    (unsigned)world->found.counts.articles, world_clock());
	world->num = (uint32_t)world->found.counts.articles;
	world->documents = oracle_memory(world->num, sizeof *world->documents);
	for (i = 0; i < world->num; i++)
		assert_int_equal(ndup_scan_document(world->scan, i,
				     &world->documents[i], NULL),
		    NDUP_OK);
	oracle_make(&world->oracle, world->documents, world->num, params);
	printf("%s: oracle made, %.1f s\n", name, world_clock());
}

void
world_close(struct world *world)
{
	findings_free(&world->found);
	oracle_free(&world->oracle);
	free(world->documents);
	ndup_scan_free(world->scan);
	*world = (struct world){0};
}

void
world_rescan(const struct world *world, const struct ndup_params *params,
    struct findings *found)
{
	struct ndup_document document;
	struct ndup_scan *scan;
	uint32_t i;

	assert_int_equal(ndup_scan_new(&scan, params, NULL), NDUP_OK);
	for (i = 0; i < world->num; i++)
		assert_int_equal(
		    ndup_scan_add(scan, &world->documents[i], false, NULL),
		    NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_counts(scan)->articles, world->num);
	for (i = 0; i < world->num; i++) {
		assert_int_equal(
		    ndup_scan_document(scan, i, &document, NULL), NDUP_OK);
		assert_memory_equal(document.id.ptr, world->documents[i].id.ptr,
		    document.id.len);
	}
	assert_true(findings_collect(found, scan));
	ndup_scan_free(scan);
}
