/*
 * held.c - articles that wait for the index, with their records
 */
#include <stdlib.h>
#include <string.h>

#include "cli/held.h"
#include "cli/say.h"

enum { MOST_BYTES = 8 << 20 };

bool
held_add(struct held *held, const struct ndup_document *document,
    struct ndup_slice record)
{
	char *copy = malloc(record.len > 0 ? record.len : 1);
	struct ndup_slice *kept;

	if (copy == NULL || !intake_add(&held->intake, document)) {
		say("out of memory");
		free(copy);
		return false;
	}
	if (record.len > 0)
		memcpy(copy, record.ptr, record.len);
	kept = &held->records[held->intake.num - 1];
	kept->ptr = copy;
	kept->len = record.len;
	held->size += document->text.len + record.len;
	return true;
}

bool
held_is_full(const struct held *held)
{
	return held->intake.num == INTAKE_MOST || held->size >= MOST_BYTES;
}

void
held_clear(struct held *held)
{
	size_t i;

	for (i = 0; i < held->intake.num; i++)
		free((char *)(uintptr_t)held->records[i].ptr);
	intake_clear(&held->intake);
	held->size = 0;
}
