/*
 * dedup_contained.h - which articles are contained in which, and who is kept
 */
#ifndef CLI_DEDUP_CONTAINED_H
#define CLI_DEDUP_CONTAINED_H

#include "dedup_keep.h"
#include "options.h"
#include "progress.h"
#include "dedup_records.h"

struct dedup {
	const struct options *options;
	struct progress progress;
	struct ndup_scan *scan; /* of all articles */
	struct stock stock;     /* what was added to it */
	size_t num_new;         /* so many; what follows are old ones */
	struct keep keep;
	bool *old;       /* of each article of the scan */
	uint32_t *added; /* as what it was added */
	uint32_t *rank;
	uint32_t *scanned; /* articles in the last scan */
	uint32_t num_scanned;
};

/* All of these tell the user what failed and return false. */
bool contained_scan_new(struct dedup *, struct ndup_scan **);
bool contained_scan_run(struct ndup_scan *);

/* The scan has run: fills in old, added and keep. */
bool contained_find(struct dedup *);
void contained_free(struct dedup *);

#endif
