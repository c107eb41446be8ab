/*
 * vocabulary.c - words as the index numbers them, and as this process does
 *
 * The hashes of the words stand in blocks of a page, one behind the other; a
 * commit writes again the last one, and those that are new.
 */
#include <assert.h>

#include "base/little.h"
#include "base/memory.h"
#include "tape.h"
#include "text/words.h"
#include "vocabulary.h"

enum { BLOCK_WORDS = TAPE_PAGE / sizeof(uint64_t), MANY = 1 << 22 };

enum ndup_status
vocabulary_init(struct vocabulary *vocabulary)
{
	*vocabulary = (struct vocabulary){0};
	return intern_new(&vocabulary->intern);
}

void
vocabulary_free(struct vocabulary *vocabulary)
{
	intern_free(vocabulary->intern);
	memory_free(vocabulary->ids);
	memory_free(vocabulary->numbers);
}

/* Where the number of an id stands, with room made for it. */
static uint32_t *
number_of(struct vocabulary *vocabulary, uint32_t id)
{
	size_t at = intern_slot(id);

	if (memory_grow_zeroed(vocabulary->numbers, at + 1) != NDUP_OK)
		return NULL;
	return &vocabulary->numbers[at];
}

/* Gives an id the next number. */
static enum ndup_status
vocabulary_add(struct vocabulary *vocabulary, uint32_t id, uint32_t *number)
{
	if (memory_grow(vocabulary->ids, vocabulary->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	vocabulary->ids[vocabulary->num++] = word_plain(id);
	*number = (uint32_t)vocabulary->num;
	return NDUP_OK;
}

/* Takes in the hashes of a block, from the first that is not known. */
static enum ndup_status
vocabulary_take_block(struct vocabulary *vocabulary, struct ndup_slice block)
{
	size_t i = vocabulary->num % BLOCK_WORDS;
	uint32_t id, *number;
	uint64_t hash;

	for (; i < block.len / sizeof hash; i++) {
		hash = little_get64(block.ptr + i * sizeof hash);
		id = intern_id(vocabulary->intern, hash);
		if (id == 0 || (number = number_of(vocabulary, id)) == NULL ||
		    vocabulary_add(vocabulary, id, number) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

enum ndup_status
vocabulary_read(
    struct vocabulary *vocabulary, struct txn *txn, uint64_t num_words)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_slice block;
	struct number_key key;
	size_t before;

	while (vocabulary->num < num_words && status == NDUP_OK) {
		before = vocabulary->num;
		status = txn_get(txn, STORE_WORDS,
		    store_number(&key, (uint32_t)(before / BLOCK_WORDS)),
		    &block);
		if (status == NDUP_OK)
			status = vocabulary_take_block(vocabulary, block);
		if (status == NDUP_OK && vocabulary->num == before)
			status = NDUP_END;
	}
	vocabulary->num_kept = num_words;
	return status == NDUP_END ? NDUP_INPUT : status;
}

enum ndup_status
vocabulary_number(struct vocabulary *vocabulary, const uint32_t *ids,
    size_t num_ids, uint32_t *numbers)
{
	uint32_t *number;
	size_t i;

	for (i = 0; i < num_ids; i++) {
		numbers[i] = 0;
		if (ids[i] == 0)
			continue;
		if ((number = number_of(vocabulary, ids[i])) == NULL)
			return NDUP_NOMEM;
		if (*number == 0 &&
		    vocabulary_add(vocabulary, ids[i], number) != NDUP_OK)
			return NDUP_NOMEM;
		numbers[i] = *number;
	}
	return NDUP_OK;
}

bool
vocabulary_ids(
    const struct vocabulary *vocabulary, uint32_t *numbers, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++) {
		if (numbers[i] > vocabulary->num)
			return false;
		if (numbers[i] > 0)
			numbers[i] = vocabulary->ids[numbers[i] - 1];
	}
	return true;
}

enum ndup_status
vocabulary_write(const struct vocabulary *vocabulary, struct txn *txn)
{
	size_t begin = vocabulary->num_kept / BLOCK_WORDS * BLOCK_WORDS;
	size_t num, i;
	enum ndup_status status = NDUP_OK;
	uint64_t block[BLOCK_WORDS];
	struct number_key key;

	assert(vocabulary->num_kept <= vocabulary->num);
	for (; begin < vocabulary->num && status == NDUP_OK; begin += num) {
		num = vocabulary->num - begin;
		if (num > BLOCK_WORDS)
			num = BLOCK_WORDS;
		intern_values(
		    vocabulary->intern, vocabulary->ids + begin, num, block);
		for (i = 0; i < num; i++)
			block[i] = little_64(block[i]);
		status = txn_put(txn, STORE_WORDS,
		    store_number(&key, (uint32_t)(begin / BLOCK_WORDS)),
		    (struct ndup_slice){
			(const char *)block, num * sizeof *block});
	}
	return status;
}

void
vocabulary_committed(struct vocabulary *vocabulary)
{
	vocabulary->num_kept = vocabulary->num;
}

enum ndup_status
vocabulary_tidy(
    struct vocabulary *vocabulary, struct txn *txn, uint64_t num_words)
{
	struct vocabulary fresh;
	enum ndup_status status;

	if (intern_room(vocabulary->intern) < 16 * vocabulary->num_kept + MANY)
		return NDUP_OK;
	status = vocabulary_init(&fresh);
	if (status == NDUP_OK)
		status = vocabulary_read(&fresh, txn, num_words);
	if (status != NDUP_OK) {
		vocabulary_free(&fresh);
		return status;
	}
	fresh.generation = vocabulary->generation + 1;
	vocabulary_free(vocabulary);
	*vocabulary = fresh;
	return NDUP_OK;
}
