/*
 * ids.h - ids under which an index had another text: counted, and told
 *
 * Told are both places, if the other text was read in this run too: files and
 * lines of the last million ids or so are remembered, as far as there is memory.
 */
#ifndef CLI_IDS_H
#define CLI_IDS_H

#include "ndup.h"
#include "say.h"

/* Where an article was read. */
struct id_place {
	uint32_t file; /* number of its name from 1; 0: it was not noted */
	uint64_t line, number; /* as in ndup_record */
};

struct id_slot {
	uint64_t hash; /* of the id; 0: free */
	struct id_place place;
};

/* Zeroes at first. */
struct ids {
	struct skipped named; /* taken ids that were told */
	uint64_t num_replaced, num_taken;
	char **files; /* num_files names, each read behind the one before */
	size_t num_files;
	struct id_slot *slots;
	size_t num_ids, capacity; /* a power of two */
};

/* Where the record stands. */
struct id_place ids_place(struct ids *, const struct ndup_record *);

/* Takes note of an article that was added. */
void ids_note(
    struct ids *, const struct ndup_verdict *, const struct id_place *);

/* How many were not named, if there are such. */
void ids_close(const struct ids *);
void ids_free(struct ids *);

#endif
