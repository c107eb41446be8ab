/*
 * pending.c - articles added, but not yet committed
 *
 * A hash table with open addressing of keys, whose articles are linked in the
 * order of their numbers, but for dead ones.  Ids are among the keys.
 */
#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/slice.h"
#include "identity.h"
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
	uint64_t identity[IDENTITY_KEYS_MOST];
	size_t num_keys = held->is.num_keys, i;
	unsigned num = identity_keys(pending->seed, &held->is, identity);

	if (memory_grow(pending->items, pending->num + 1) != NDUP_OK ||
	    reserve_buckets(pending, num_keys + num) != NDUP_OK ||
	    reserve_links(pending, num_keys + num) != NDUP_OK)
		return NDUP_NOMEM;
	held->is.number = pending->first_number + (uint32_t)pending->num;
	held->first_link = (uint32_t)pending->num_links;
	pending->items[pending->num] = *held;
	held->arena = (struct arena){0};
	for (i = 0; i < num_keys; i++)
		put_key(pending, held->keys[i], (uint32_t)pending->num);
	for (i = 0; i < num; i++)
		put_key(pending, identity[i], (uint32_t)pending->num);
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

void
pending_kill_held(struct pending *pending, struct pending_article *held)
{
	uint64_t identity[IDENTITY_KEYS_MOST];
	unsigned num = identity_keys(pending->seed, &held->is, identity);
	uint32_t link = held->first_link, i;

	assert(!held->tombstones);
	held->tombstones = true;
	for (i = 0; i < held->is.num_keys; i++)
		drop_link(pending, held->keys[i], link++);
	for (i = 0; i < num; i++)
		drop_link(pending, identity[i], link++);
}

enum ndup_status
pending_kill(struct pending *pending, uint32_t number)
{
	struct pending_article *held = pending_at(pending, number);

	if (held == NULL)
		return id_set_add(&pending->killed, number);
	pending_kill_held(pending, held);
	return NDUP_OK;
}

/* ---- by id --------------------------------------------------------------- */

struct pending_article *
pending_find(const struct pending *pending, struct ndup_slice id)
{
	uint64_t key = identity_key(pending->seed, id);
	const struct bucket_of_held *found = pending_bucket(pending, key);
	uint32_t link = found == NULL ? 0 : found->last;
	struct pending_article *held;

	for (; link != 0; link = pending->links[link].before) {
		held = &pending->items[pending->links[link].item];
		if (slice_equal(held->is.id, id))
			return held;
	}
	return NULL;
}

struct pending_article *
pending_find_content(
    const struct pending *pending, struct ndup_slice id, uint64_t content)
{
	uint64_t key =
	    identity_content_key(identity_key(pending->seed, id), content);
	const struct bucket_of_held *found = pending_bucket(pending, key);
	uint32_t link = found == NULL ? 0 : found->first;
	struct pending_article *held;

	for (; link != 0; link = pending->links[link].after) {
		held = &pending->items[pending->links[link].item];
		if (slice_equal(held->is.id, id) &&
		    identity_has_content(&held->is, content))
			return held;
	}
	return NULL;
}

/* A table that is far too large for what it held is given back. */
static void
empty_table(struct pending *pending)
{
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
	empty_table(pending);
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
	id_set_free(&pending->killed);
}
