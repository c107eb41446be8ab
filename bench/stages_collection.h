/*
 * stages_collection.h - articles in memory, for stages to work on
 */
#ifndef STAGES_COLLECTION_H
#define STAGES_COLLECTION_H

#include "base/memory.h"
#include "ndup.h"

enum script { SCRIPT_ASCII, SCRIPT_CYRILLIC, SCRIPT_CHINESE, NUM_SCRIPTS };

/* In most of a text; NUM_SCRIPTS: in none of these. */
enum script script_of(struct ndup_slice text);
const char *script_name(enum script);

struct collection {
	struct ndup_document *items;
	size_t num, capacity;
	uint64_t bytes;     /* of text */
	struct arena arena; /* where copies stand */
};

/* Adds up to so many articles of a file or folder. */
enum ndup_status collection_read(
    struct collection *, const char *path, size_t most, struct ndup_error *);

/* Adds articles of one script; their bytes stay where they are. */
enum ndup_status collection_select(
    struct collection *, const struct collection *from, enum script);

/*
 * Adds so many articles made from those of a script: half of the words
 * replaced by others of the same article; each tenth is the one before it with
 * few words replaced.  The same articles every time.
 */
enum ndup_status collection_vary(struct collection *,
    const struct collection *from, enum script, size_t num);
void collection_free(struct collection *);

#endif
