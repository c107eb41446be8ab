/*
 * intern.c - 64-bit values to compact 32-bit ids, without locks
 *
 * Levels of hash tables, each twice as large as the one before.  A value lives
 * in the first level whose line for it (the 8 slots of a cache line) had a free
 * slot when it came.  A slot once taken never changes, so a thread that sees a
 * full line without its value knows that no thread will ever put it there, and
 * goes on to the next level.  An id is the number of the slot.
 */
#include <stdatomic.h>

#include "intern.h"
#include "memory.h"

enum { LINE = 8, AHEAD = 8 };

/* Of a value, which its id has too. */
enum { LOW_MASK = (1 << INTERN_LOW_BITS) - 1 };

/* A fuzzer's articles are few: its tables begin small, and grow. */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
enum { FIRST_BITS = 5, NUM_LEVELS = 19 };
#else
enum { FIRST_BITS = 17, NUM_LEVELS = 12 };
#endif

struct intern {
	_Atomic(_Atomic uint64_t *) levels[NUM_LEVELS]; /* their first lines */
	void *memory[NUM_LEVELS]; /* in which these stand */
};

enum ndup_status
intern_new(struct intern **created)
{
	*created = memory_new(1, sizeof **created);
	return *created == NULL ? NDUP_NOMEM : NDUP_OK;
}

static inline size_t
level_size(unsigned level)
{
	return (size_t)1 << (FIRST_BITS + level);
}

/* The level's slots; NULL: not made yet. */
static inline _Atomic uint64_t *
level_slots(const struct intern *intern, unsigned level)
{
	return atomic_load_explicit(
	    &intern->levels[level], memory_order_acquire);
}

/* Makes the level, from the first cache line of its memory on, unless another
 * thread does; NULL: no memory. */
static _Atomic uint64_t *
make_level(struct intern *intern, unsigned level)
{
	_Atomic uint64_t *memory, *slots, *seen = NULL;
	uintptr_t line_size = LINE * sizeof *memory;

	if ((memory = memory_new(level_size(level) + LINE, sizeof *memory)) ==
	    NULL)
		return NULL;
	slots =
	    memory + (-(uintptr_t)memory & (line_size - 1)) / sizeof *memory;
	if (!atomic_compare_exchange_strong(
		&intern->levels[level], &seen, slots)) {
		memory_free((void *)memory);
		return seen;
	}
	intern->memory[level] = (void *)memory;
	return slots;
}

/* The value's place in its line, taken if free; LINE if the line is full. */
static inline unsigned
take_slot(_Atomic uint64_t *line, uint64_t value)
{
	uint64_t seen;
	unsigned i;

	for (i = 0; i < LINE; i++) {
		seen = atomic_load_explicit(&line[i], memory_order_relaxed);
		if (seen == value)
			return i;
		if (seen != 0)
			continue;
		if (atomic_compare_exchange_strong(&line[i], &seen, value) ||
		    seen == value)
			return i;
	}
	return LINE;
}

/* Values are hashes: their bits say where to look, all but the low ones.  The
 * first slot of the line for this one. */
static inline uint64_t
line_of(uint64_t value, unsigned level)
{
	uint64_t num_lines = level_size(level) / LINE;

	return (value >> INTERN_LOW_BITS & (num_lines - 1)) * LINE;
}

static inline uint32_t
find_id(struct intern *intern, uint64_t value)
{
	uint64_t slot, before = 0;
	_Atomic uint64_t *slots;
	unsigned level, place;

	for (level = 0; level < NUM_LEVELS; level++) {
		slots = level_slots(intern, level);
		if (slots == NULL &&
		    (slots = make_level(intern, level)) == NULL)
			return 0;
		slot = line_of(value, level);
		place = take_slot(slots + slot, value);
		if (place < LINE) {
			slot += before + place + 1;
			return (uint32_t)(slot << INTERN_LOW_BITS |
					  (value & LOW_MASK));
		}
		before += level_size(level);
	}
	return 0;
}

uint32_t
intern_id(struct intern *intern, uint64_t value)
{
	return find_id(intern, value);
}

/* Tells the processor where a value will be looked for first. */
static inline void
fetch(const struct intern *intern, uint64_t value)
{
	const _Atomic uint64_t *slots = level_slots(intern, 0);

	if (slots != NULL)
		__builtin_prefetch((const void *)(slots + line_of(value, 0)));
}

bool
intern_all(struct intern *intern, const uint64_t *values, size_t num_values,
    uint32_t *ids)
{
	size_t i;

	for (i = 0; i < num_values; i++) {
		if (i + AHEAD < num_values)
			fetch(intern, values[i + AHEAD]);
		ids[i] = values[i] == 0 ? 0 : find_id(intern, values[i]);
		if (ids[i] == 0 && values[i] != 0)
			return false;
	}
	return true;
}

static uint64_t
intern_value(const struct intern *intern, uint32_t id)
{
	uint64_t slot = intern_slot(id);
	unsigned level;

	if (slot == 0)
		return 0;
	slot--;
	for (level = 0; level < NUM_LEVELS; level++) {
		if (slot < level_size(level))
			break;
		slot -= level_size(level);
	}
	return atomic_load_explicit(
	    &level_slots(intern, level)[slot], memory_order_relaxed);
}

void
intern_values(const struct intern *intern, const uint32_t *ids, size_t num_ids,
    uint64_t *values)
{
	size_t i;

	for (i = 0; i < num_ids; i++)
		values[i] = intern_value(intern, ids[i]);
}

size_t
intern_room(const struct intern *intern)
{
	size_t num = 0;
	unsigned level;

	for (level = 0; level < NUM_LEVELS; level++) {
		if (level_slots(intern, level) != NULL)
			num += level_size(level);
	}
	return num;
}

void
intern_free(struct intern *intern)
{
	unsigned level;

	if (intern == NULL)
		return;
	for (level = 0; level < NUM_LEVELS; level++)
		memory_free(intern->memory[level]);
	memory_free(intern);
}
