/*
 * room.c - what of the articles stays in memory, and what goes to disk
 *
 * Texts are read once, where they are reported, and keys once, in the order in
 * which they stand; ids are read again and again, by whatever they are compared
 * with.  So texts are the first to go to disk, and ids the last; names never
 * go.  What is left is for the stages: their needs grow with the number of
 * articles, but far slower than what these hold.
 */
#include "room.h"

enum { STAGES = 768 << 20, SHARES = 8 };

/* What may be held when this kind stays: shares of all that may. */
static const unsigned shares[ROOM_KINDS] = {
    [ROOM_TEXTS] = 6, [ROOM_KEYS] = 7, [ROOM_IDS] = 8};

static size_t
count_held(const struct room *room)
{
	size_t sum = 0;
	int kind;

	for (kind = 0; kind < ROOM_KINDS; kind++)
		sum += room->held[kind];
	return sum;
}

/* Bytes that may be held: all but what the stages want, at least half. */
static uint64_t
most_held(const struct room *room)
{
	uint64_t half = room->memory / 2;

	return half > STAGES ? room->memory - STAGES : half;
}

bool
room_take(struct room *room, enum room_kind kind, size_t size)
{
	uint64_t most = most_held(room) / SHARES * shares[kind];

	if (kind != ROOM_NAMES && count_held(room) + size > most)
		return false;
	room->held[kind] += size;
	return true;
}

void
room_clear(struct room *room, enum room_kind kind)
{
	room->held[kind] = 0;
}

/* A sixteenth is for what nobody counts. */
size_t
room_left(const struct room *room)
{
	uint64_t used = count_held(room) + room->memory / 16;
	uint64_t least = room->memory / 6;

	if (used + least > room->memory)
		return (size_t)least;
	return (size_t)(room->memory - used);
}
