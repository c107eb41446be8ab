/*
 * notes.h - values that callers keep, changed with the next commit
 */
#ifndef INDEX_NOTES_H
#define INDEX_NOTES_H

#include "base/memory.h"
#include "store/store.h"

struct note {
	struct ndup_slice name, value; /* an empty value: there is none */
};

struct notes {
	struct note *items;
	size_t num, capacity;
	struct arena arena;
};

/* The note that waits for the next commit; NULL: it does not change. */
const struct note *notes_find(const struct notes *, struct ndup_slice name);
enum ndup_status notes_set(
    struct notes *, struct ndup_slice name, struct ndup_slice value);
enum ndup_status notes_write(const struct notes *, struct txn *);
void notes_clear(struct notes *);
void notes_free(struct notes *);

#endif
