/*
 * world.h - a collection, what a scan found in it, and its oracle
 */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include "findings.h"
#include "oracle.h"

struct world {
	const char *name;
	struct ndup_params params;
	struct ndup_scan *scan;          /* owns the documents */
	struct ndup_document *documents; /* in canonical order */
	uint32_t num;
	struct findings found;
	struct oracle oracle;
};

/* Adds articles to a scan; false if that fails. */
typedef bool world_source(void *ctx, struct ndup_scan *);

void world_open(struct world *, const char *name, const struct ndup_params *,
    world_source *, void *ctx);

/* Scans the same articles with other parameters. */
void world_rescan(
    const struct world *, const struct ndup_params *, struct findings *);
void world_close(struct world *);

/* Counts what was compared, and prints the first few that differ. */
struct tally {
	const char *world, *what;
	unsigned long num, bad;
};

void tally_add(struct tally *, bool good, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Prints the sums; a difference fails the test. */
void tally_end(const struct tally *);

/* Seconds since the last call: printed, never compared. */
double world_clock(void);

#endif
