/*
 * sort.c - radix sorts, least significant digit first
 *
 * Entries are sorted by 33 bits under the highest 8, by which (and more) they
 * have been partitioned already; the few that agree in all of these and are not
 * equal are put right by insertion.
 */
#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "sort.h"

enum {
	FEW = 64,
	FEW_NUMBERS = 128,
	DIGIT = 11, /* bits of a pass */
	SIZE = 1 << DIGIT,
	ENTRY_SHIFT = 23, /* 64 - 8 - 3 digits */
};

/* From how many items have each digit to where these begin. */
static void
find_begins(size_t counts[SIZE])
{
	size_t sum = 0, count, i;

	for (i = 0; i < SIZE; i++) {
		count = counts[i];
		counts[i] = sum;
		sum += count;
	}
}

/* Puts right what is nearly sorted; linear if it is. */
static void
insert_entries(struct entry *items, size_t num)
{
	struct entry moved;
	size_t i, j;

	for (i = 1; i < num; i++) {
		moved = items[i];
		for (j = i; j > 0 && items[j - 1].key > moved.key; j--)
			items[j] = items[j - 1];
		items[j] = moved;
	}
}

/* One pass over a digit; false, and nothing moved, if all have the same. */
static bool
pass_entries(
    const struct entry *from, struct entry *to, size_t num, unsigned shift)
{
	size_t begin[SIZE] = {0}, i;

	for (i = 0; i < num; i++)
		begin[(from[i].key >> shift) & (SIZE - 1)]++;
	if (begin[(from[0].key >> shift) & (SIZE - 1)] == num)
		return false;
	find_begins(begin);
	for (i = 0; i < num; i++)
		to[begin[(from[i].key >> shift) & (SIZE - 1)]++] = from[i];
	return true;
}

void
sort_entries(struct entry *items, struct entry *scratch, size_t num)
{
	struct entry *from = items, *to = scratch, *swap;
	unsigned shift;

	if (num > FEW) {
		for (shift = ENTRY_SHIFT; shift < 56; shift += DIGIT) {
			if (!pass_entries(from, to, num, shift))
				continue;
			swap = from;
			from = to;
			to = swap;
		}
		if (from != items)
			memcpy(items, from, num * sizeof *items);
	}
	insert_entries(items, num);
}

static bool
pass_numbers(const uint64_t *from, uint64_t *to, size_t num, unsigned shift)
{
	size_t begin[SIZE] = {0}, i;

	for (i = 0; i < num; i++)
		begin[(from[i] >> shift) & (SIZE - 1)]++;
	if (begin[(from[0] >> shift) & (SIZE - 1)] == num)
		return false;
	find_begins(begin);
	for (i = 0; i < num; i++)
		to[begin[(from[i] >> shift) & (SIZE - 1)]++] = from[i];
	return true;
}

/* By the bits from this one on. */
static void
insert_numbers(uint64_t *items, size_t num, unsigned shift)
{
	uint64_t moved;
	size_t i, j;

	for (i = 1; i < num; i++) {
		moved = items[i];
		for (j = i; j > 0 && items[j - 1] >> shift > moved >> shift;
		     j--)
			items[j] = items[j - 1];
		items[j] = moved;
	}
}

static void
sort_from(uint64_t *items, uint64_t *scratch, size_t num, unsigned shift)
{
	uint64_t *from = items, *to = scratch, *swap;

	if (num <= FEW_NUMBERS) {
		insert_numbers(items, num, shift);
		return;
	}
	for (; shift < 64; shift += DIGIT) {
		if (!pass_numbers(from, to, num, shift))
			continue;
		swap = from;
		from = to;
		to = swap;
	}
	if (from != items)
		memcpy(items, from, num * sizeof *items);
}

void
sort_numbers(uint64_t *items, uint64_t *scratch, size_t num)
{
	sort_from(items, scratch, num, 0);
}

void
sort_by_upper_half(uint64_t *items, uint64_t *scratch, size_t num)
{
	sort_from(items, scratch, num, 32);
}

size_t
sort_unique(uint64_t *items, size_t num)
{
	size_t i, left = 0;

	for (i = 0; i < num; i++) {
		assert(left == 0 || items[left - 1] <= items[i]);
		if (left == 0 || items[left - 1] != items[i])
			items[left++] = items[i];
	}
	return left;
}
