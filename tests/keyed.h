/*
 * keyed.h - texts with keys, and the pairs that the table makes of them
 */
#ifndef TESTS_KEYED_H
#define TESTS_KEYED_H

#include "random.h"

#include "compare/conditions.h"
#include "table/candidates.h"

enum { NUM_TEXTS = 300, MOST_KEYS = 400 };

struct world {
	size_t num_keys;
	uint64_t keys[MOST_KEYS];
	bool has[MOST_KEYS][NUM_TEXTS]; /* whether a text has a key */
	bool old[NUM_TEXTS];
	bool repeats[NUM_TEXTS];
	struct sighting sightings[NUM_TEXTS];
	struct pair_rules rules;
	uint32_t wanted[NUM_TEXTS][NUM_TEXTS]; /* as much as keys are worth */
	bool crowded[NUM_TEXTS];
	uint64_t num_hot, num_entries;
};

/* Texts in order of time, those without one last, as a scan has them. */
static inline void
describe_texts(struct world *world)
{
	int64_t time = -1000000;
	size_t i;

	for (i = 0; i < NUM_TEXTS; i++) {
		time += (int64_t)random_below(100);
		world->sightings[i].time =
		    i < NUM_TEXTS * 9 / 10 ? time : TIME_UNKNOWN;
		world->old[i] = random_percent(30);
		world->sightings[i].source = random_below(3);
	}
}

/* Gives a key to about so many texts. */
static inline void
spread_key(struct world *world, size_t key, size_t num)
{
	size_t i;

	for (i = 0; i < NUM_TEXTS; i++)
		world->has[key][i] = random_below(NUM_TEXTS) < num;
}

/* Gives a key to exactly so many texts. */
static inline void
place_key(struct world *world, size_t key, size_t num)
{
	size_t text;

	memset(world->has[key], false, sizeof world->has[key]);
	while (num > 0) {
		text = random_below(NUM_TEXTS);
		num -= !world->has[key][text];
		world->has[key][text] = true;
	}
}

static inline struct world *
world_new(size_t num_keys)
{
	struct world *world = test_new(1, sizeof *world);
	size_t key;

	world->num_keys = num_keys;
	for (key = 0; key < num_keys; key++) {
		world->keys[key] = random_next();
		if (key % 20 == 0)
			spread_key(world, key, NUM_TEXTS / 2);
		else if (key % 20 < 4)
			spread_key(world, key, BUCKET_MAX);
		else
			spread_key(world, key, 4);
	}
	describe_texts(world);
	world->rules = (struct pair_rules){.old = world->old,
	    .repeats = world->repeats,
	    .sightings = world->sightings,
	    .conditions = {-1, -1, false},
	    .num_texts = NUM_TEXTS};
	memset(world->old, false, sizeof world->old);
	return world;
}

/* ---- the table ---------------------------------------------------------- */

/* Articles come in any order; some are no text's first, and count for
 * nothing. */
enum { NUM_ARTICLES = NUM_TEXTS + 50 };

static inline void
number_articles(uint32_t *text_of)
{
	uint32_t i, j, swap;

	for (i = 0; i < NUM_ARTICLES; i++)
		text_of[i] = i < NUM_TEXTS ? i : NO_TEXT;
	for (i = NUM_ARTICLES; i > 1; i--) {
		j = (uint32_t)random_below(i);
		swap = text_of[i - 1];
		text_of[i - 1] = text_of[j];
		text_of[j] = swap;
	}
}

static inline void
gather_keys(const struct world *world, uint32_t article, uint32_t text,
    struct entries *gathered)
{
	uint64_t keys[MOST_KEYS];
	size_t key, num = 0;

	for (key = 0; key < world->num_keys; key++) {
		if (text == NO_TEXT || world->has[key][text])
			keys[num++] = world->keys[key];
	}
	assert_int_equal(keys_gather(gathered, article, keys, num), NDUP_OK);
}

/* In runs of any size, in memory and on disk. */
static inline struct keys *
make_keys(
    const struct world *world, const uint32_t *text_of, struct tempfile *temp)
{
	struct entries gathered = {0};
	struct keys *keys;
	uint32_t i;

	assert_int_equal(keys_new(&keys, temp), NDUP_OK);
	for (i = 0; i < NUM_ARTICLES; i++) {
		gather_keys(world, i, text_of[i], &gathered);
		if (random_percent(10))
			assert_int_equal(
			    keys_add(keys, &gathered, random_percent(50)),
			    NDUP_OK);
	}
	assert_int_equal(keys_add(keys, &gathered, false), NDUP_OK);
	assert_int_equal(keys_finish(keys), NDUP_OK);
	entries_free(&gathered);
	return keys;
}

static inline struct candidates
pair(const struct world *world, unsigned num_threads)
{
	uint32_t text_of[NUM_ARTICLES];
	struct candidates candidates;
	struct tempfile *temp;
	struct keys *keys;
	struct pool *pool;

	number_articles(text_of);
	assert_int_equal(tempfile_new(&temp, P_tmpdir), NDUP_OK);
	keys = make_keys(world, text_of, temp);
	assert_true(keys_validate(keys));
	assert_int_equal(tempfile_size(temp) > 0, world->num_keys > 0);
	assert_int_equal(pool_new(&pool, num_threads), NDUP_OK);
	assert_int_equal(
	    candidates_find(keys, text_of, pool, &world->rules, &candidates),
	    NDUP_OK);
	assert_true(candidates_validate(&candidates, &world->rules));
	pool_free(pool);
	keys_free(keys);
	tempfile_free(temp);
	return candidates;
}

#endif
