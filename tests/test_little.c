/*
 * test_little.c - what stands in files has the same bytes on every machine
 */
#include "random.h"

#include "base/hash.h"
#include "base/little.h"
#include "store/runs.h"
#include "store/latest.h"

static void
test_numbers(void **state)
{
	unsigned char bytes[9] = {0};

	(void)state;
	little_put64(bytes + 1, UINT64_C(0x0123456789abcdef));
	assert_memory_equal(bytes + 1, "\xef\xcd\xab\x89\x67\x45\x23\x01", 8);
	assert_int_equal(little_get64(bytes + 1), UINT64_C(0x0123456789abcdef));
	assert_int_equal(little_get32(bytes + 1), UINT32_C(0x89abcdef));
	little_put32(bytes + 2, UINT32_C(0x01020304));
	assert_memory_equal(bytes + 1, "\xef\x04\x03\x02\x01\x45\x23\x01", 8);
}

static void
test_hash_of_numbers(void **state)
{
	uint64_t numbers[100];
	unsigned char bytes[sizeof numbers];
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < 100; i++) {
		numbers[i] = random_next();
		little_put64(bytes + 8 * i, numbers[i]);
		assert_int_equal(
		    hash_numbers(numbers, i, 7), hash_bytes(bytes, 8 * i, 7));
	}
}

/* Three entries: keys over the first one in 41 bits, numbers in 3. */
static void
test_chunk(void **state)
{
	static const struct entry entries[] = {
	    {UINT64_C(0x1122334455667788), 9},
	    {UINT64_C(0x1122334455667789), 5},
	    {UINT64_C(0x1122344455667788), 7}};
	static const unsigned char expected[] = {0x88, 0x77, 0x66, 0x55, 0x44,
	    0x33, 0x22, 0x11, 5, 0, 0, 0, 3, 0, 41, 3,
	    /* 0, 1, 2^40 in bits 0, 41 and 82, then 4, 0, 2 in bits 123 to
	     * 131 */
	    0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x24, 4, 0, 0};
	struct entry again[3];
	struct chunk_packer packer;
	char chunk[100];
	size_t i;

	(void)state;
	chunk_packer_init(&packer, sizeof chunk);
	for (i = 0; i < 3; i++)
		assert_true(chunk_packer_add(&packer, entries[i]));
	chunk_packer_pack(&packer, chunk);
	assert_memory_equal(chunk, expected, sizeof expected);
	assert_true(chunk_is_whole(chunk, sizeof chunk));
	chunk_unpack(chunk, again);
	for (i = 0; i < 3; i++) {
		assert_int_equal(again[i].key, entries[i].key);
		assert_int_equal(again[i].value, entries[i].value);
	}
}

static void
test_ledger(void **state)
{
	struct ledger ledger = {.commit = 0x0102, .txn = 3}, again;
	char bytes[LEDGER_SIZE];

	(void)state;
	ledger.tables[NUM_STORE_TABLES - 1] =
	    (struct tally){4, UINT64_C(0x1122334455667788)};
	ledger_encode(&ledger, bytes);
	assert_memory_equal(bytes, "\2\1\0\0\0\0\0\0\3\0\0\0\0\0\0\0", 16);
	assert_memory_equal(bytes + LEDGER_SIZE - 16,
	    "\4\0\0\0\0\0\0\0\x88\x77\x66\x55\x44\x33\x22\x11", 16);
	assert_true(
	    ledger_decode(&again, (struct ndup_slice){bytes, sizeof bytes}));
	assert_memory_equal(&again, &ledger, sizeof ledger);
	assert_false(ledger_decode(
	    &again, (struct ndup_slice){bytes, sizeof bytes - 1}));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_hash_of_numbers),
	    cmocka_unit_test(test_chunk),
	    cmocka_unit_test(test_ledger),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("little", tests, NULL, NULL);
}
