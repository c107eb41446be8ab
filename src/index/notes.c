/*
 * notes.c - values that callers keep, changed with the next commit
 */
#include <string.h>

#include "base/error.h"
#include "base/slice.h"
#include "index.h"

enum { NAME_MOST = 400 };

static struct note *
find_note(const struct notes *notes, struct ndup_slice name)
{
	struct note *note;
	size_t i;

	for (i = 0; i < notes->num; i++) {
		note = &notes->items[i];
		if (slice_equal(note->name, name))
			return note;
	}
	return NULL;
}

/* The note that waits for the next commit; NULL: it does not change. */
static const struct note *
notes_find(const struct notes *notes, struct ndup_slice name)
{
	return find_note(notes, name);
}

static enum ndup_status
notes_add(struct notes *notes, struct note note)
{
	if (memory_grow(notes->items, notes->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	note.name = arena_copy(&notes->arena, note.name);
	if (note.name.ptr == NULL)
		return NDUP_NOMEM;
	notes->items[notes->num++] = note;
	return NDUP_OK;
}

static enum ndup_status
notes_set(struct notes *notes, struct ndup_slice name, struct ndup_slice value)
{
	struct note *note = find_note(notes, name);

	value = arena_copy(&notes->arena, value);
	if (value.ptr == NULL)
		return NDUP_NOMEM;
	if (note == NULL)
		return notes_add(notes, (struct note){name, value});
	note->value = value;
	return NDUP_OK;
}

enum ndup_status
notes_write(const struct notes *notes, struct txn *txn)
{
	enum ndup_status status = NDUP_OK;
	const struct note *note;
	size_t i;

	for (i = 0; i < notes->num && status == NDUP_OK; i++) {
		note = &notes->items[i];
		status =
		    note->value.len > 0
			? txn_put(txn, STORE_NOTES, note->name, note->value)
			: txn_delete(txn, STORE_NOTES, note->name);
		if (status == NDUP_END)
			status = NDUP_OK;
	}
	return status;
}

void
notes_clear(struct notes *notes)
{
	arena_free(&notes->arena);
	notes->num = 0;
}

void
notes_free(struct notes *notes)
{
	notes_clear(notes);
	memory_free(notes->items);
}

/* ---- the calls of the library ------------------------------------------- */

static enum ndup_status
check_name(const char *name, struct ndup_slice *slice, struct ndup_error *error)
{
	*slice = (struct ndup_slice){name, strlen(name)};
	if (slice->len > 0 && slice->len <= NAME_MOST)
		return NDUP_OK;
	return error_set(error, NDUP_PARAM,
	    "the name of a note has %zu bytes: it has 1 to %d", slice->len,
	    NAME_MOST);
}

enum ndup_status
ndup_index_set_note(struct ndup_index *index, const char *name,
    struct ndup_slice value, struct ndup_error *error)
{
	struct ndup_slice slice;
	enum ndup_status status = check_name(name, &slice, error);

	if (status != NDUP_OK)
		return status;
	if (notes_set(&index->notes, slice, value) != NDUP_OK)
		return error_memory(error);
	return NDUP_OK;
}

/* As it is in the store. */
static enum ndup_status
read_note(struct ndup_index *index, struct ndup_slice name,
    struct ndup_slice *value, struct ndup_error *error)
{
	struct ndup_slice found = {"", 0};
	enum ndup_status status = index_begin_views(index, 1, error);

	if (status != NDUP_OK)
		return status;
	status = txn_check_table(index->views[0], STORE_NOTES);
	if (status == NDUP_OK)
		status = txn_get(index->views[0], STORE_NOTES, name, &found);
	if (status == NDUP_OK) {
		buffer_clear(&index->note);
		buffer_slice(&index->note, found);
		*value = (struct ndup_slice){index->note.data, found.len};
		if (index->note.failed)
			status = NDUP_NOMEM;
	}
	if (status == NDUP_END)
		status = NDUP_OK;
	return index_end_views(index, 1, status, error);
}

enum ndup_status
ndup_index_note(struct ndup_index *index, const char *name,
    struct ndup_slice *value, struct ndup_error *error)
{
	const struct note *note;
	struct ndup_slice slice;
	enum ndup_status status = check_name(name, &slice, error);

	*value = (struct ndup_slice){"", 0};
	if (status != NDUP_OK)
		return status;
	if ((note = notes_find(&index->notes, slice)) == NULL)
		return read_note(index, slice, value, error);
	*value = note->value;
	return NDUP_OK;
}
