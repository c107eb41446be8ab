/*
 * sample.h - some articles of many, drawn by chance
 *
 * Every article has the same chance, however many there are (reservoir
 * sampling: Vitter 1985, algorithm R); the same seed and input, the same ones.
 */
#ifndef CLI_SAMPLE_H
#define CLI_SAMPLE_H

#include "ndup.h"

struct sample {
	struct ndup_document *documents; /* copies */
	char **bytes;                    /* of each */
	size_t num, most;
	uint64_t num_seen;
	uint64_t state; /* of the numbers */
};

/* False: memory ran out; sample_free() is to be called all the same. */
bool sample_begin(struct sample *, size_t most, uint64_t seed);
bool sample_offer(struct sample *, const struct ndup_document *);
void sample_free(struct sample *);

#endif
