/*
 * once.c - which files were read, so that each is read once
 */
#include <assert.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/memory.h"
#include "once.h"

enum { FEWEST_SLOTS = 16 };

/* ---- what a file is known by --------------------------------------------- */

uint64_t
once_identity(const struct stat *file)
{
	const uint64_t numbers[] = {(uint64_t)file->st_dev,
	    (uint64_t)file->st_ino, (uint64_t)file->st_size,
	    (uint64_t)file->st_ctim.tv_sec, (uint64_t)file->st_ctim.tv_nsec};
	uint64_t hash;

	if (!S_ISREG(file->st_mode) || file->st_ino == 0)
		return 0;
	hash = hash_numbers(numbers, sizeof numbers / sizeof numbers[0], 0);
	return hash != 0 ? hash : 1;
}

/* Standard input may begin in the middle of a file: the rest of it is another
 * matter. */
bool
once_identity_open(int file, uint64_t *identity)
{
	struct stat found;
	off_t at;

	*identity = 0;
	if (fstat(file, &found) != 0)
		return false;
	if (!S_ISREG(found.st_mode))
		return true;
	if ((at = lseek(file, 0, SEEK_CUR)) < 0)
		return false;
	if (at == 0)
		*identity = once_identity(&found);
	return true;
}

/* ---- the files ----------------------------------------------------------- */

/* Where an identity stands, or would. */
static struct once_slot *
once_slot_of(const struct once *once, uint64_t identity)
{
	size_t i = identity & (once->num_slots - 1);

	while (
	    once->slots[i].identity != 0 && once->slots[i].identity != identity)
		i = (i + 1) & (once->num_slots - 1);
	return &once->slots[i];
}

bool
once_find(const struct once *once, uint64_t identity, uint64_t *number)
{
	const struct once_slot *slot;

	if (identity == 0 || once->num == 0)
		return false;
	slot = once_slot_of(once, identity);
	*number = slot->number;
	return slot->identity != 0;
}

/* Twice the slots. */
static enum ndup_status
once_grow(struct once *once)
{
	struct once larger = {.num = once->num};
	const struct once_slot *slot;
	size_t i;

	larger.num_slots =
	    once->num_slots > 0 ? 2 * once->num_slots : FEWEST_SLOTS;
	if (memory_grow_zeroed(larger.slots, larger.num_slots) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < once->num_slots; i++) {
		slot = &once->slots[i];
		if (slot->identity != 0)
			*once_slot_of(&larger, slot->identity) = *slot;
	}
	once_free(once);
	*once = larger;
	return NDUP_OK;
}

enum ndup_status
once_add(struct once *once, uint64_t identity, uint64_t number)
{
	struct once_slot *slot;

	if (identity == 0)
		return NDUP_OK;
	if (2 * (once->num + 1) > once->num_slots && once_grow(once) != NDUP_OK)
		return NDUP_NOMEM;
	slot = once_slot_of(once, identity);
	assert(slot->identity == 0);
	*slot = (struct once_slot){identity, number};
	once->num++;
	return NDUP_OK;
}

void
once_free(struct once *once)
{
	memory_free(once->slots);
	*once = (struct once){NULL, 0, 0, 0};
}
