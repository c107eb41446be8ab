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
	size_t num, items_capacity;
	struct arena arena;
};

enum ndup_status notes_write(const struct notes *, struct txn *);
void notes_clear(struct notes *);
void notes_free(struct notes *);

#endif
