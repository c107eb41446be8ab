/*
 * intern.h - 64-bit values to compact 32-bit ids, from many threads at once
 *
 * Equal values get equal ids, different ones different ids; bits 0 and 1 of an id
 * are those of its value; no id is 0 or has bit 31.  Ids differ from run to run
 * and say nothing else.
 */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include "ndup.h"

struct intern;

/* Bits of a value that its id has too. */
enum { INTERN_LOW_BITS = 2 };

/* Ids of different values have different ones: numbers from 1 on, some of which
 * are of no value. */
static inline uint32_t
intern_slot(uint32_t id)
{
	return (id & INT32_MAX) >> INTERN_LOW_BITS;
}

enum ndup_status intern_new(struct intern **);

/* The id of a value other than 0; 0 if memory ran out.  Takes no lock. */
uint32_t intern_id(struct intern *, uint64_t value);

/* The ids of many values at once, 0 for 0; false if memory ran out.  Faster
 * than one by one: what is needed next is fetched meanwhile. */
bool intern_all(
    struct intern *, const uint64_t *values, size_t num_values, uint32_t *ids);

/* The values of ids, 0 for 0; bit 31 makes no difference. */
void intern_values(const struct intern *, const uint32_t *ids, size_t num_ids,
    uint64_t *values);

/* How many values it has memory for by now. */
size_t intern_room(const struct intern *);
void intern_free(struct intern *);

#endif
