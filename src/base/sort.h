/*
 * sort.h - radix sorts, stable, linear
 */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

struct entry {
	uint64_t key;
	uint32_t value;
};

/*
 * Sorts by key, equal keys in the order they had.  Both arrays hold num items;
 * the result is in items.  Fast for keys that have been split by their highest
 * byte and are evenly spread below it; right for any, but quadratic where very
 * many of different highest bytes stand together.
 */
void sort_entries(struct entry *items, struct entry *scratch, size_t num);

/* The same for bare numbers, of any spread. */
void sort_numbers(uint64_t *items, uint64_t *scratch, size_t num);

/* By their upper 32 bits alone: of low numbers in half of the passes. */
void sort_by_upper_half(uint64_t *items, uint64_t *scratch, size_t num);

/* Sorted numbers, each once; returns how many are left. */
size_t sort_unique(uint64_t *items, size_t num);

#endif
