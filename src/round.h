/*
 * round.h - as many of the next pairs as have their texts in memory at once
 */
#ifndef ROUND_H
#define ROUND_H

#include "scan.h"
#include "table/candidates.h"

struct round {
	struct ndup_scan *scan;
	const struct candidates *candidates;
	size_t begin, end; /* of the pairs */
	uint32_t number;
	struct words *words; /* by text; of the round's pairs all have ids */
	uint32_t *seen;      /* by text: the last round that has it */
	uint32_t *texts;     /* brought from disk */
	size_t num_texts, texts_capacity;
	uint32_t *ids; /* of all of them */
	size_t num_ids, ids_capacity;
};

enum ndup_status round_init(
    struct round *, struct ndup_scan *, const struct candidates *);

/* The pairs after those of the last round; NDUP_END if there are none. */
enum ndup_status round_next(struct round *);
void round_free(struct round *);

#endif
