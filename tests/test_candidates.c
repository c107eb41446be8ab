/*
 * test_candidates.c - pairs that share a key, against brute force
 *
 * Random texts with random keys, some rare, some on both sides of the bound,
 * some in most texts.  The twin goes through all keys and all pairs and fills
 * a matrix by what the headers promise.
 */
#include "keyed.h"

/* ---- the twin ----------------------------------------------------------- */

static bool
is_close(const struct world *world, size_t a, size_t b)
{
	int64_t x = world->sightings[a].time, y = world->sightings[b].time;

	if (world->rules.conditions.within < 0)
		return true;
	return x != TIME_UNKNOWN && y != TIME_UNKNOWN &&
	       llabs(x - y) <= world->rules.conditions.within;
}

static bool
is_allowed(const struct world *world, size_t a, size_t b)
{
	if (world->old[a] && world->old[b])
		return false;
	if (world->rules.conditions.cross_source &&
	    world->sightings[a].source == world->sightings[b].source)
		return false;
	return is_close(world, a, b);
}

/* Passage keys are odd: two of them make a candidate, but one will do if nobody
 * else has it, or if runs have no more; of others one will. */
static uint32_t
worth(const struct world *world, size_t key, size_t num)
{
	if (world->keys[key] % 2 == 0 || world->rules.one_key)
		return 2;
	return num == 2 ? 2 : 1;
}

static void
want_all(
    struct world *world, const size_t *texts, size_t num, uint32_t worth_of_key)
{
	size_t i, j;

	for (i = 0; i < num; i++) {
		for (j = 0; j < i; j++) {
			if (is_allowed(world, texts[j], texts[i]))
				world->wanted[texts[j]][texts[i]] +=
				    worth_of_key;
		}
	}
}

/* Each with the first and with the nearest before it that are allowed. */
static void
want_hot(
    struct world *world, const size_t *texts, size_t num, uint32_t worth_of_key)
{
	size_t i, j, num_allowed, last = 0;

	for (i = 0; i < num; i++) {
		num_allowed = 0;
		for (j = 0; j < i; j++) {
			if (!is_allowed(world, texts[j], texts[i]))
				continue;
			if (num_allowed++ == 0)
				world->wanted[texts[j]][texts[i]] +=
				    worth_of_key;
			last = texts[j];
		}
		if (num_allowed > 1)
			world->wanted[last][texts[i]] += worth_of_key;
	}
}

/* Whether b has enough lower ones that are better for it than a, and a enough
 * higher ones that are better than b. */
static bool
is_left_out(uint32_t wanted[NUM_TEXTS][NUM_TEXTS], uint32_t a, uint32_t b)
{
	uint32_t lower = 0, higher = 0, x;

	for (x = 0; x < NUM_TEXTS; x++) {
		lower += wanted[x][b] > wanted[a][b] ||
			 (x < a && wanted[x][b] == wanted[a][b]);
		higher += wanted[a][x] > wanted[a][b] ||
			  (x < b && wanted[a][x] == wanted[a][b]);
	}
	return lower >= CANDIDATES_MOST && higher >= CANDIDATES_LATER;
}

/* Of very many candidates the worst are left out. */
static void
cap_wanted(struct world *world)
{
	static uint32_t all[NUM_TEXTS][NUM_TEXTS];
	uint32_t a, b;

	memcpy(all, world->wanted, sizeof all);
	memset(world->crowded, false, sizeof world->crowded);
	for (a = 0; a < NUM_TEXTS; a++) {
		for (b = 0; b < NUM_TEXTS; b++) {
			if (all[a][b] == 0 || !is_left_out(all, a, b))
				continue;
			world->wanted[a][b] = 0;
			world->crowded[b] = true;
		}
	}
}

/* Pairs that share too little. */
static void
drop_wanted(struct world *world)
{
	uint32_t a, b;

	for (a = 0; a < NUM_TEXTS; a++) {
		for (b = 0; b < NUM_TEXTS; b++) {
			if (world->wanted[a][b] < 2)
				world->wanted[a][b] = 0;
		}
	}
}

static void
want(struct world *world)
{
	size_t texts[NUM_TEXTS], num, key, i;

	memset(world->wanted, false, sizeof world->wanted);
	world->num_hot = world->num_entries = 0;
	for (key = 0; key < world->num_keys; key++) {
		num = 0;
		for (i = 0; i < NUM_TEXTS; i++) {
			if (world->has[key][i])
				texts[num++] = i;
		}
		world->num_entries += num;
		world->num_hot += num > BUCKET_MAX;
		if (num > BUCKET_MAX)
			want_hot(world, texts, num, worth(world, key, num));
		else
			want_all(world, texts, num, worth(world, key, num));
	}
	drop_wanted(world);
	cap_wanted(world);
}

static void
check_pairs(const struct world *world, const struct candidates *candidates)
{
	size_t a, b, found = 0;

	for (a = 0; a < NUM_TEXTS; a++) {
		for (b = 0; b < NUM_TEXTS; b++) {
			if (world->wanted[a][b] == 0)
				continue;
			assert_true(found < candidates->num_pairs);
			assert_int_equal(
			    candidates->pairs[found++], a << 32 | b);
		}
	}
	assert_int_equal(candidates->num_pairs, found);
	assert_memory_equal(
	    candidates->crowded, world->crowded, sizeof world->crowded);
	assert_int_equal(candidates->num_hot, world->num_hot);
	assert_int_equal(candidates->num_entries, world->num_entries);
}

/* The same for any number of threads. */
static void
check(struct world *world)
{
	static const unsigned counts[] = {1, 2, 5};
	struct candidates candidates;
	size_t i;

	want(world);
	for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		candidates = pair(world, counts[i]);
		check_pairs(world, &candidates);
		candidates_free(&candidates);
	}
}

static void
test_no_rules(void **state)
{
	struct world *world;

	(void)state;
	random_begin();
	world = world_new(200);
	check(world);
	assert_true(world->num_hot > 10);
	free(world);
}

static void
test_rules(void **state)
{
	struct world *world;
	size_t round;

	(void)state;
	random_begin();
	for (round = 1; round < 16; round++) {
		world = world_new(100);
		describe_texts(world);
		if ((round & 1) == 0)
			memset(world->old, false, sizeof world->old);
		world->rules.conditions.cross_source = (round & 2) != 0;
		world->rules.conditions.within = (round & 4) != 0 ? 800 : -1;
		world->rules.one_key = (round & 8) != 0;
		check(world);
		free(world);
	}
}

/* Exactly as many as the bound, one more, and the few there can be. */
static void
test_bound(void **state)
{
	static const size_t sizes[] = {
	    0, 1, 2, BUCKET_MAX - 1, BUCKET_MAX, BUCKET_MAX + 1};
	struct world *world;
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		world = world_new(1);
		place_key(world, 0, sizes[i]);
		check(world);
		assert_int_equal(world->num_hot, sizes[i] > BUCKET_MAX);
		free(world);
	}
}

/* ---- many of them ------------------------------------------------------- */

/* All keys in one part of the table, and so many pairs that lists are cleaned
 * up on the way; keys that are equal in most bits. */
static void
test_crowded_part(void **state)
{
	struct world *world;
	size_t key;

	(void)state;
	random_begin();
	world = world_new(150);
	for (key = 0; key < world->num_keys; key++) {
		world->keys[key] =
		    UINT64_C(0xab) << 56 | (key % 2 ? key : key << 40);
		place_key(world, key, BUCKET_MAX);
	}
	check(world);
	free(world);
}

static void
assert_wrong_pair(struct candidates *candidates, const struct pair_rules *rules,
    size_t i, uint64_t wrong)
{
	uint64_t right = candidates->pairs[i];

	candidates->pairs[i] = wrong;
	assert_false(candidates_validate(candidates, rules));
	candidates->pairs[i] = right;
	assert_true(candidates_validate(candidates, rules));
}

/* Pairs that are not such, and crowds. */
static void
test_wrong(void **state)
{
	struct candidates candidates;
	struct pair_rules rules;
	struct world *world;

	(void)state;
	random_begin();
	world = world_new(100);
	world->rules.standing.min_texts = 20;
	candidates = pair(world, 1);
	rules = world->rules;
	assert_true(candidates.num_pairs > 2 && candidates.frequent.num > 1);
	assert_wrong_pair(&candidates, &rules, 0, 0);
	assert_wrong_pair(&candidates, &rules, 1, candidates.pairs[0]);
	assert_wrong_pair(
	    &candidates, &rules, candidates.num_pairs - 1, NUM_TEXTS);
	rules.num_texts--;
	assert_false(candidates_validate(&candidates, &rules));
	rules = world->rules;
	world->old[candidates.pairs[0] >> 32] = true;
	world->old[(uint32_t)candidates.pairs[0]] = true;
	assert_false(candidates_validate(&candidates, &rules));
	candidates_free(&candidates);
	free(world);
}

/* Times as far apart as they can be. */
static void
test_far_times(void **state)
{
	struct world *world;
	size_t i;

	(void)state;
	random_begin();
	world = world_new(1);
	world->keys[0] &= ~UINT64_C(1);
	place_key(world, 0, NUM_TEXTS);
	for (i = 0; i < NUM_TEXTS; i++)
		world->sightings[i].time = i < NUM_TEXTS / 2
					       ? -62135596800 + (int64_t)i
					       : 253402300799;
	world->rules.conditions.within = 10;
	check(world);
	free(world);
}

static void
test_empty(void **state)
{
	struct world *world;

	(void)state;
	world = world_new(0);
	check(world);
	free(world);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_no_rules),
	    cmocka_unit_test(test_rules),
	    cmocka_unit_test(test_bound),
	    cmocka_unit_test(test_crowded_part),
	    cmocka_unit_test(test_wrong),
	    cmocka_unit_test(test_far_times),
	    cmocka_unit_test(test_empty),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("candidates", tests, NULL, NULL);
}
