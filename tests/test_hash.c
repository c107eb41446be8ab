/*
 * test_hash.c - hashing: the same numbers everywhere, well spread
 */
#include "random.h"

#include "base/hash.h"

/* XXH3's own test vectors: stored fingerprints depend on them. */
static void
test_known_values(void **state)
{
	(void)state;
	assert_int_equal(hash_bytes("", 0, 0), UINT64_C(0x2d06800538d394c2));
	assert_true(hash_bytes("word", 4, 1) != hash_bytes("word", 4, 2));
	assert_true(hash_bytes("word", 4, 1) == hash_bytes("words", 4, 1));
	assert_int_equal(hash_mix(0), 0);
	assert_int_equal(hash_mix(1), UINT64_C(0x5692161d100b05e5));
}

/* A bijection: steps back by the inverse of each of its steps. */
static uint64_t
unmix(uint64_t x)
{
	x ^= x >> 31 ^ x >> 62;
	x *= UINT64_C(0x319642b2d24d8ec3);
	x ^= x >> 27 ^ x >> 54;
	x *= UINT64_C(0x96de1b173f119089);
	return x ^ x >> 30 ^ x >> 60;
}

static void
test_mix_is_a_bijection(void **state)
{
	uint64_t x;
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < 100000; i++) {
		x = i % 2 ? random_next() : i;
		assert_int_equal(unmix(hash_mix(x)), x);
	}
}

/* One bit of input changes each bit of the hash about half of the time. */
static void
test_mix_spreads(void **state)
{
	enum { ROUNDS = 4000 };
	unsigned changed[64];
	uint64_t x, difference;
	unsigned bit, i, j;

	(void)state;
	random_begin();
	for (bit = 0; bit < 64; bit++) {
		memset(changed, 0, sizeof changed);
		for (i = 0; i < ROUNDS; i++) {
			x = random_next();
			difference =
			    hash_mix(x) ^ hash_mix(x ^ UINT64_C(1) << bit);
			for (j = 0; j < 64; j++)
				changed[j] += (unsigned)(difference >> j & 1);
		}
		for (j = 0; j < 64; j++)
			assert_in_range(
			    changed[j], ROUNDS * 2 / 5, ROUNDS * 3 / 5);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_known_values),
	    cmocka_unit_test(test_mix_is_a_bijection),
	    cmocka_unit_test(test_mix_spreads),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
