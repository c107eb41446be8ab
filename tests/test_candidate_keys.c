/*
 * test_candidate_keys.c - which keys make a pair a candidate
 */
#include "keyed.h"

/* Gives a key to these texts; 0 is none. */
static void
give_key(struct world *world, uint64_t key, const size_t texts[4])
{
	size_t i;

	world->keys[world->num_keys] = key;
	for (i = 0; i < 4; i++) {
		if (texts[i] != 0)
			world->has[world->num_keys][texts[i]] = true;
	}
	world->num_keys++;
}

static void
assert_candidates(
    const struct world *world, const uint64_t *pairs, size_t num_pairs)
{
	struct candidates candidates = pair(world, 2);
	size_t i;

	assert_int_equal(candidates.num_pairs, num_pairs);
	for (i = 0; i < num_pairs; i++)
		assert_int_equal(candidates.pairs[i], pairs[i]);
	candidates_free(&candidates);
}

/* Two passage keys, a rare one, or any other key. */
static void
test_keys_wanted(void **state)
{
	static const uint64_t two[] = {UINT64_C(1) << 32 | 2,
	    UINT64_C(10) << 32 | 11, UINT64_C(20) << 32 | 21,
	    UINT64_C(20) << 32 | 22, UINT64_C(21) << 32 | 22};
	struct world *world;

	(void)state;
	random_begin();
	world = world_new(0);
	/* texts 1 and 2 have a key that nobody else has */
	give_key(world, UINT64_C(0x1000000000000001), (size_t[4]){1, 2});
	/* 10 and 11 have two keys that others have, 10 and 12 one */
	give_key(world, UINT64_C(0x2000000000000001), (size_t[4]){10, 11, 12});
	give_key(world, UINT64_C(0x9000000000000001), (size_t[4]){10, 11, 13});
	/* a band or a shingle */
	give_key(world, UINT64_C(0x3000000000000000), (size_t[4]){20, 21, 22});
	assert_candidates(world, two, 5);
	world->rules.one_key = true;
	assert_candidates(world,
	    (uint64_t[]){two[0], two[1], UINT64_C(10) << 32 | 12,
		UINT64_C(10) << 32 | 13, UINT64_C(11) << 32 | 12,
		UINT64_C(11) << 32 | 13, two[2], two[3], two[4]},
	    9);
	free(world);
}

/* A key is rare by who has it, whether these may be a pair or not. */
static void
test_rare_among_old(void **state)
{
	struct world *world;

	(void)state;
	random_begin();
	world = world_new(0);
	world->old[1] = world->old[2] = true;
	give_key(world, UINT64_C(0x1000000000000001), (size_t[4]){1, 2, 3});
	give_key(world, UINT64_C(0x2000000000000001), (size_t[4]){2, 4});
	assert_candidates(world, (uint64_t[]){UINT64_C(2) << 32 | 4}, 1);
	free(world);
}

static void
assert_num_hot(const struct world *world, size_t num_pairs, size_t num_hot)
{
	struct candidates candidates = pair(world, 1);

	assert_int_equal(candidates.num_pairs, num_pairs);
	assert_int_equal(candidates.num_hot, num_hot);
	candidates_free(&candidates);
}

/* In a hot bucket the pairs are few: no more than two a text; and one passage
 * key makes none of them. */
static void
test_hot_is_linear(void **state)
{
	struct world *world;

	(void)state;
	random_begin();
	world = world_new(2);
	place_key(world, 0, NUM_TEXTS);
	place_key(world, 1, 0);
	world->keys[0] = UINT64_C(0xabcd000000000000);
	world->keys[1] = UINT64_C(0x1234000000000001);
	assert_num_hot(world, 2 * (NUM_TEXTS - 1) - 1, 1);
	world->keys[0] |= 1;
	assert_num_hot(world, 0, 1);
	place_key(world, 1, NUM_TEXTS);
	assert_num_hot(world, 2 * (NUM_TEXTS - 1) - 1, 2);
	free(world);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_keys_wanted),
	    cmocka_unit_test(test_rare_among_old),
	    cmocka_unit_test(test_hot_is_linear),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("candidate keys", tests, NULL, NULL);
}
