/*
 * ledger.c - what a store says of itself with each commit
 */
#include "base/hash.h"
#include "base/little.h"
#include "base/slice.h"
#include "ledger.h"

/* Of a key with a value of this checksum. */
static uint64_t
tally_hash(uint64_t key_hash, uint32_t sum)
{
	return hash_mix(key_hash + sum * HASH_ODD);
}

void
tally_add(struct tally *tally, uint64_t key_hash, uint32_t sum)
{
	tally->num++;
	tally->sum += tally_hash(key_hash, sum);
}

void
tally_take(struct tally *tally, uint64_t key_hash, uint32_t sum)
{
	tally->num--;
	tally->sum -= tally_hash(key_hash, sum);
}

struct ndup_slice
ledger_key(void)
{
	static const char name[] = "ledger";

	return (struct ndup_slice){name, sizeof name - 1};
}

bool
ledger_is_key(enum store_table table, struct ndup_slice key)
{
	return table == STORE_META && slice_equal(key, ledger_key());
}

void
ledger_encode(const struct ledger *ledger, char bytes[LEDGER_SIZE])
{
	size_t i;

	little_put64(bytes, ledger->commit);
	little_put64(bytes + 8, ledger->txn);
	for (i = 0; i < NUM_STORE_TABLES; i++) {
		bytes += 16;
		little_put64(bytes, ledger->tables[i].num);
		little_put64(bytes + 8, ledger->tables[i].sum);
	}
}

bool
ledger_decode(struct ledger *ledger, struct ndup_slice bytes)
{
	const char *at = bytes.ptr;
	size_t i;

	if (bytes.len != LEDGER_SIZE)
		return false;
	ledger->commit = little_get64(at);
	ledger->txn = little_get64(at + 8);
	for (i = 0; i < NUM_STORE_TABLES; i++) {
		at += 16;
		ledger->tables[i].num = little_get64(at);
		ledger->tables[i].sum = little_get64(at + 8);
	}
	return true;
}

uint64_t
ledger_digest(const struct ledger *ledger)
{
	char bytes[LEDGER_SIZE];

	ledger_encode(ledger, bytes);
	return hash_bytes(bytes, sizeof bytes, 0);
}
