/*
 * spill.h - what of the articles stays in memory, and what goes to disk
 */
#ifndef CORPUS_SPILL_H
#define CORPUS_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum budget_kind { ROOM_NAMES, ROOM_TEXTS, ROOM_KEYS, ROOM_IDS, ROOM_KINDS };

/* Threads may share one. */
struct budget {
	uint64_t memory;                 /* bytes to stay below */
	_Atomic size_t held[ROOM_KINDS]; /* bytes of each in memory */
};

/* Whether so many bytes more may stay in memory; they are then counted. */
bool budget_take(struct budget *, enum budget_kind, size_t size);

/* All of this kind was freed. */
void budget_clear(struct budget *, enum budget_kind);

/* Bytes that a stage may have for itself while all that is held stays. */
size_t budget_left(const struct budget *);

#endif
