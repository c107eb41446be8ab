/*
 * pending.c - articles added, but not yet committed
 *
 * Two hash tables with open addressing: of keys, whose articles are linked in
 * the order of their numbers, but for dead ones; and of ids, of which the
 * newest article alone is there: older ones are dead.
 */
#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/slice.h"
#include "pending.h"

/* ---- a set of numbers of articles that grows ----------------------------- */

enum ndup_status
id_set_reserve(struct id_set *numbers, size_t more)
{
	size_t num = numbers->num + more, i;

	if (memory_grow(numbers->items, num) != NDUP_OK)
		return NDUP_NOMEM;
	if (num <= numbers->room)
		return NDUP_OK;
	if (set_begin(&numbers->set, 2 * num + 64) != NDUP_OK)
		return NDUP_NOMEM;
	numbers->room = 2 * num + 64;
	for (i = 0; i < numbers->num; i++)
		set_add(&numbers->set, id_set_hash(numbers->items[i]));
	return NDUP_OK;
}

void
id_set_put(struct id_set *numbers, uint32_t number)
{
	if (set_add(&numbers->set, id_set_hash(number)))
		numbers->items[numbers->num++] = number;
}

enum ndup_status
id_set_add(struct id_set *numbers, uint32_t number)
{
	if (id_set_reserve(numbers, 1) != NDUP_OK)
		return NDUP_NOMEM;
	id_set_put(numbers, number);
	return NDUP_OK;
}

void
id_set_clear(struct id_set *numbers)
{
	numbers->num = numbers->room = 0;
}

void
id_set_free(struct id_set *numbers)
{
	memory_free(numbers->items);
	set_free(&numbers->set);
}

/* ---- articles added, but not yet committed ------------------------------- */

enum { FIRST_CAPACITY = 1024 };

static uint64_t
id_hash(struct ndup_slice id)
{
	return hash_bytes(id.ptr, id.len, 0);
}

static bool
has_id(const struct pending_article *held, struct ndup_slice id)
{
	return slice_equal(held->is.id, id);
}

/* The slot of an id, or the free one where it would be. */
static uint32_t *
pending_find_id(const struct pending *pending, struct ndup_slice id)
{
	size_t mask = pending->by_id_capacity - 1, i = id_hash(id) & mask;

	while (pending->by_id[i] != 0 &&
	       !has_id(&pending->items[pending->by_id[i] - 1], id))
		i = (i + 1) & mask;
	return &pending->by_id[i];
}

struct pending_article *
pending_find(const struct pending *pending, struct ndup_slice id)
{
	struct pending_article *held;
	uint32_t item;

	if (pending->num == 0 || (item = *pending_find_id(pending, id)) == 0)
		return NULL;
	held = &pending->items[item - 1];
	return held->tombstones ? NULL : held;
}

/* ---- ids ---------------------------------------------------------------- */

static void
put_id(struct pending *pending, size_t item)
{
	*pending_find_id(pending, pending->items[item].is.id) =
	    (uint32_t)item + 1;
}

/* Room for one more id, at most half of the slots taken. */
static enum ndup_status
reserve_ids(struct pending *pending)
{
	size_t capacity = pending->by_id_capacity, i;
	uint32_t *slots;

	if (pending->num * 2 < capacity)
		return NDUP_OK;
	capacity = capacity == 0 ? FIRST_CAPACITY : capacity * 2;
	if ((slots = memory_new(capacity, sizeof *slots)) == NULL)
		return NDUP_NOMEM;
	memory_free(pending->by_id);
	pending->by_id = slots;
	pending->by_id_capacity = capacity;
	for (i = 0; i < pending->num; i++)
		put_id(pending, i);
	assert(pending->num * 2 < capacity);
	return NDUP_OK;
}

/* ---- keys --------------------------------------------------------------- */

/* The bucket of a key, or the free one where it would be. */
static struct bucket_of_held *
bucket(const struct pending *pending, uint64_t key)
{
	size_t mask = pending->buckets_capacity - 1;
	size_t i = hash_mix(key) & mask;

	while (pending->buckets[i].key != 0 && pending->buckets[i].key != key)
		i = (i + 1) & mask;
	return &pending->buckets[i];
}

const struct bucket_of_held *
pending_bucket(const struct pending *pending, uint64_t key)
{
	const struct bucket_of_held *found;

	if (pending->num_buckets == 0)
		return NULL;
	found = bucket(pending, key);
	return found->key == key ? found : NULL;
}

static enum ndup_status
reserve_buckets(struct pending *pending, size_t more)
{
	struct bucket_of_held *old = pending->buckets;
	size_t old_capacity = pending->buckets_capacity, i;
	size_t capacity = old_capacity == 0 ? FIRST_CAPACITY : old_capacity;

	while ((pending->num_buckets + more) * 2 > capacity)
		capacity *= 2;
	if (capacity == old_capacity)
		return NDUP_OK;
	pending->buckets = memory_new(capacity, sizeof *pending->buckets);
	if (pending->buckets == NULL) {
		pending->buckets = old;
		return NDUP_NOMEM;
	}
	pending->buckets_capacity = capacity;
	for (i = 0; i < old_capacity; i++) {
		if (old[i].key != 0)
			*bucket(pending, old[i].key) = old[i];
	}
	memory_free(old);
	return NDUP_OK;
}

static enum ndup_status
reserve_links(struct pending *pending, size_t more)
{
	if (pending->num_links == 0)
		pending->num_links = 1; /* number 0 is none */
	return memory_grow(pending->links, pending->num_links + more);
}

/* Puts an item behind the others of the key. */
static void
put_key(struct pending *pending, uint64_t key, uint32_t item)
{
	struct bucket_of_held *at = bucket(pending, key);
	uint32_t link = (uint32_t)pending->num_links++;

	if (at->key == 0) {
		at->key = key;
		pending->num_buckets++;
		assert(pending->num_buckets * 2 <= pending->buckets_capacity);
	}
	if (at->first == 0)
		at->first = link;
	else
		pending->links[at->last].after = link;
	pending->links[link] = (struct held_link){item, at->last, 0};
	at->last = link;
	at->num++;
}

/* Takes a link out of the bucket of its key. */
static void
drop_link(struct pending *pending, uint64_t key, uint32_t number)
{
	const struct held_link *link = &pending->links[number];
	struct bucket_of_held *at = bucket(pending, key);

	if (link->before == 0)
		at->first = link->after;
	else
		pending->links[link->before].after = link->after;
	if (link->after == 0)
		at->last = link->before;
	else
		pending->links[link->after].before = link->before;
	at->num--;
}

/* ---- articles ----------------------------------------------------------- */

enum ndup_status
pending_add(struct pending *pending, struct pending_article *held)
{
	size_t num_keys = held->is.num_keys, i;

	if (memory_grow(pending->items, pending->num + 1) != NDUP_OK ||
	    reserve_ids(pending) != NDUP_OK ||
	    reserve_buckets(pending, num_keys) != NDUP_OK ||
	    reserve_links(pending, num_keys) != NDUP_OK)
		return NDUP_NOMEM;
	held->is.number = pending->first_number + (uint32_t)pending->num;
	held->first_link = (uint32_t)pending->num_links;
	pending->items[pending->num] = *held;
	held->arena = (struct arena){0};
	put_id(pending, pending->num);
	for (i = 0; i < num_keys; i++)
		put_key(pending, held->keys[i], (uint32_t)pending->num);
	pending->num++;
	return NDUP_OK;
}

struct pending_article *
pending_at(const struct pending *pending, uint32_t number)
{
	if (number < pending->first_number)
		return NULL;
	assert(number - pending->first_number < pending->num);
	return &pending->items[number - pending->first_number];
}

enum ndup_status
pending_kill(struct pending *pending, uint32_t number)
{
	struct pending_article *held = pending_at(pending, number);
	uint32_t i;

	if (held == NULL)
		return id_set_add(&pending->killed, number);
	assert(!held->tombstones);
	held->tombstones = true;
	for (i = 0; i < held->is.num_keys; i++)
		drop_link(pending, held->keys[i], held->first_link + i);
	return NDUP_OK;
}

/* Tables that are far too large for what they held are given back. */
static void
empty_tables(struct pending *pending)
{
	if (pending->num * 8 < pending->by_id_capacity || pending->num == 0) {
		memory_free(pending->by_id);
		pending->by_id = NULL;
		pending->by_id_capacity = 0;
	} else {
		memset(pending->by_id, 0,
		    pending->by_id_capacity * sizeof *pending->by_id);
	}
	if (pending->num_buckets * 8 < pending->buckets_capacity) {
		memory_free(pending->buckets);
		pending->buckets = NULL;
		pending->buckets_capacity = 0;
	} else if (pending->num_buckets > 0) {
		memset(pending->buckets, 0,
		    pending->buckets_capacity * sizeof *pending->buckets);
	}
}

void
pending_clear(struct pending *pending, uint32_t first_number)
{
	size_t i;

	for (i = 0; i < pending->num; i++)
		arena_free(&pending->items[i].arena);
	empty_tables(pending);
	pending->first_number = first_number;
	pending->num = pending->num_buckets = pending->num_links = 0;
	id_set_clear(&pending->killed);
}

void
pending_free(struct pending *pending)
{
	pending_clear(pending, 0);
	memory_free(pending->items);
	memory_free(pending->buckets);
	memory_free(pending->links);
	memory_free(pending->by_id);
	id_set_free(&pending->killed);
}
