/*
 * pending.h - articles added, but not yet committed
 */
#ifndef INDEX_PENDING_H
#define INDEX_PENDING_H

#include "base/hash.h"
#include "base/memory.h"
#include "base/set.h"
#include "text/words.h"
#include "record.h"

/* ---- a set of numbers of articles that grows, in the order of adding ----- */

struct id_set {
	uint32_t *items; /* each once */
	size_t num, items_capacity;
	struct set set;
	size_t room; /* of the set */
};

/* Mixed and not 0, as the set wants it. */
static inline uint64_t
id_set_hash(uint32_t number)
{
	return hash_mix(number + UINT64_C(1));
}

static inline bool
id_set_has(const struct id_set *numbers, uint32_t number)
{
	return numbers->num > 0 && set_has(&numbers->set, id_set_hash(number));
}

enum ndup_status id_set_add(struct id_set *, uint32_t number);

/* The same in two steps, of which the second cannot fail. */
enum ndup_status id_set_reserve(struct id_set *, size_t more);
void id_set_put(struct id_set *, uint32_t number);
void id_set_clear(struct id_set *);
void id_set_free(struct id_set *);

/* An article with all that the index will keep of it. */
struct pending_article {
	struct arena arena; /* where all of it stands */
	struct indexed is;
	struct words words; /* ids of this process */
	const struct ndup_span *spans;
	const uint64_t *keys;   /* distinct */
	struct ndup_slice text; /* packed */
	uint32_t first_link;    /* in its first key's bucket; others follow,
	                           those of its identity last */
	bool tombstones;
};

/* Articles of a key that are not dead, oldest first, from both ends; an empty
 * one has no links. */
struct bucket_of_held {
	uint64_t key;         /* 0: free */
	uint32_t first, last; /* links, from 1 */
	uint32_t num;
};

struct held_link {
	uint32_t item;
	uint32_t before, after; /* links; 0: none */
};

struct pending {
	uint32_t first_number; /* of items[0] */
	struct pending_article *items;
	size_t num, items_capacity;
	struct bucket_of_held *buckets;
	size_t num_buckets, buckets_capacity; /* a power of two */
	struct held_link *links;              /* links[0] is none */
	size_t num_links, links_capacity;
	uint64_t seed;        /* of keys of ids */
	struct id_set killed; /* committed articles removed or replaced */
};

/* The newest article of that id that is not dead; NULL: none. */
struct pending_article *pending_find(
    const struct pending *, struct ndup_slice id);

/* The one of that id that has this content, or has replaced it. */
struct pending_article *pending_find_content(
    const struct pending *, struct ndup_slice id, uint64_t content);

/* The pending article of that number, dead or not; NULL: it is of the store. */
struct pending_article *pending_at(const struct pending *, uint32_t number);

/* Takes the article over, with its arena, unless memory runs out; its number
 * is the next one. */
enum ndup_status pending_add(struct pending *, struct pending_article *);

/* The article of this number is no more. */
enum ndup_status pending_kill(struct pending *, uint32_t number);
void pending_kill_held(struct pending *, struct pending_article *);

/* The bucket of a key; NULL: it is empty. */
const struct bucket_of_held *pending_bucket(
    const struct pending *, uint64_t key);

/* Forgets all; the next article gets this number. */
void pending_clear(struct pending *, uint32_t first_number);
void pending_free(struct pending *);

#endif
