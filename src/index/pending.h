/*
 * pending.h - articles added, but not yet committed
 */
#ifndef INDEX_PENDING_H
#define INDEX_PENDING_H

#include "base/memory.h"
#include "index/indexed.h"
#include "index/numbers.h"
#include "verify/words.h"

/* An article with all that the index will keep of it. */
struct held {
	struct arena arena; /* where all of it stands */
	struct indexed is;
	struct words words; /* ids of this process */
	const struct ndup_span *spans;
	const uint64_t *keys;   /* distinct */
	struct ndup_slice text; /* packed */
	uint32_t first_link;    /* in its first key's bucket; others follow */
	bool dead;
};

/* Articles of a key that are not dead, oldest first, from both ends; an empty
 * one has no links. */
struct bucket_of_held {
	uint64_t key;         /* 0: free */
	uint32_t first, last; /* links, from 1 */
};

struct held_link {
	uint32_t item;
	uint32_t before, after; /* links; 0: none */
};

struct pending {
	uint32_t first_number; /* of items[0] */
	struct held *items;
	size_t num, capacity;
	struct bucket_of_held *buckets;
	size_t num_buckets, buckets_capacity; /* a power of two */
	struct held_link *links;              /* links[0] is none */
	size_t num_links, links_capacity;
	uint32_t *by_id; /* the newest item of each id by its hash, from 1; 0:
	                    free */
	size_t by_id_capacity;
	struct numbers killed; /* committed articles removed or replaced */
};

/* The newest article of that id that is not dead; NULL: none. */
struct held *pending_find(const struct pending *, struct ndup_slice id);

/* Takes the article over, with its arena, unless memory runs out; its number
 * is the next one. */
enum ndup_status pending_add(struct pending *, struct held *);

/* The article of this number is no more. */
enum ndup_status pending_kill(struct pending *, uint32_t number);

/* The bucket of a key; NULL: it is empty. */
const struct bucket_of_held *pending_bucket(
    const struct pending *, uint64_t key);

/* Forgets all; the next article gets this number. */
void pending_clear(struct pending *, uint32_t first_number);
void pending_free(struct pending *);

#endif
