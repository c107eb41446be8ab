/*
 * ids.c - ids under which an index had another text: counted, and told
 */
#include <bsd/string.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "ids.h"

enum { FIRST_CAPACITY = 1 << 10, CAPACITY_MOST = 1 << 21, ID_SHOWN = 200 };

/* ---- where an article was read ------------------------------------------- */

static bool
ids_add_file(struct ids *ids, const char *name)
{
	size_t num = ids->num_files + 1;
	char **files = reallocarray(ids->files, num, sizeof *files);

	if (files == NULL)
		return false;
	ids->files = files;
	if ((files[num - 1] = strdup(name)) == NULL)
		return false;
	ids->num_files = num;
	return true;
}

struct id_place
ids_place(struct ids *ids, const struct ndup_record *record)
{
	const char *name = record->file;

	if (strcmp(name, "-") == 0)
		name = "standard input";
	if ((ids->num_files == 0 ||
		strcmp(ids->files[ids->num_files - 1], name) != 0) &&
	    !ids_add_file(ids, name))
		return (struct id_place){0, 0, 0};
	return (struct id_place){
	    (uint32_t)ids->num_files, record->line, record->number};
}

/* As a reader's errors say it. */
static const char *
describe_place(const struct ids *ids, const struct id_place *place,
    const char *otherwise, char line[SAY_LINE])
{
	const char *file =
	    place->file == 0 ? otherwise : ids->files[place->file - 1];

	if (place->number == 0)
		strlcpy(line, file, SAY_LINE);
	else if (place->line == place->number)
		snprintf(line, SAY_LINE, "%s:%" PRIu64, file, place->line);
	else
		snprintf(line, SAY_LINE, "%s:%" PRIu64 ": record %" PRIu64,
		    file, place->line, place->number);
	return line;
}

/* ---- ids of this run ------------------------------------------------------ */

/* The slot of an id, or the free one where it would be. */
static struct id_slot *
ids_find_slot(const struct ids *ids, uint64_t hash)
{
	size_t i = hash & (ids->capacity - 1);

	while (ids->slots[i].hash != 0 && ids->slots[i].hash != hash)
		i = (i + 1) & (ids->capacity - 1);
	return &ids->slots[i];
}

/* Twice as many slots; where that is too much, none of them is taken. */
static bool
ids_grow(struct ids *ids)
{
	struct ids grown = *ids;
	size_t i;

	grown.capacity = ids->capacity == 0              ? FIRST_CAPACITY
			 : ids->capacity < CAPACITY_MOST ? 2 * ids->capacity
							 : CAPACITY_MOST;
	if ((grown.slots = calloc(grown.capacity, sizeof *grown.slots)) == NULL)
		return false;
	for (i = 0; ids->capacity < CAPACITY_MOST && i < ids->capacity; i++)
		if (ids->slots[i].hash != 0)
			*ids_find_slot(&grown, ids->slots[i].hash) =
			    ids->slots[i];
	if (ids->capacity == CAPACITY_MOST)
		grown.num_ids = 0;
	free(ids->slots);
	*ids = grown;
	return true;
}

/* ---- what was under the id ------------------------------------------------ */

static void
tell_taken(const struct ids *ids, const struct ndup_verdict *verdict,
    const struct id_place *place, const struct id_place *older)
{
	size_t len = verdict->id.len < ID_SHOWN ? verdict->id.len : ID_SHOWN;
	char here[SAY_LINE], there[SAY_LINE];

	say("%s: the id %.*s is that of an unlike text in %s; both stay, and "
	    "--id-prefix keeps feeds apart",
	    describe_place(ids, place, "an article", here), (int)len,
	    verdict->id.ptr, describe_place(ids, older, "the index", there));
}

/* Where the id was read before, if that is known. */
static struct id_place
ids_exchange(
    struct ids *ids, struct ndup_slice id, const struct id_place *place)
{
	uint64_t hash = hash_bytes(id.ptr, id.len, 0) | 1;
	struct id_place older;
	struct id_slot *slot;

	if (2 * ids->num_ids >= ids->capacity && !ids_grow(ids))
		return (struct id_place){0, 0, 0};
	slot = ids_find_slot(ids, hash);
	older = slot->place;
	ids->num_ids += slot->hash == 0;
	*slot = (struct id_slot){hash, *place};
	return older;
}

void
ids_note(struct ids *ids, const struct ndup_verdict *verdict,
    const struct id_place *place)
{
	struct id_place older = ids_exchange(ids, verdict->id, place);

	ids->num_replaced += verdict->replaces.len > 0 && !verdict->id_taken;
	ids->num_taken += verdict->id_taken;
	if (verdict->id_taken && skipped_is_named(&ids->named))
		tell_taken(ids, verdict, place, &older);
}

void
ids_close(const struct ids *ids)
{
	if (ids->named.num_unnamed > 0)
		say("%" PRIu64 " more ids of unlike texts; -v names them all",
		    ids->named.num_unnamed);
}

void
ids_free(struct ids *ids)
{
	size_t i;

	for (i = 0; i < ids->num_files; i++)
		free(ids->files[i]);
	free(ids->files);
	free(ids->slots);
}
