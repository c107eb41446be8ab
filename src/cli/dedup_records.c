/*
 * dedup_records.c - where articles came from, and their records
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "say.h"
#include "json_splice.h"
#include "dedup_records.h"

static bool
records_fail(const struct stock *stock)
{
	say_errno("cannot use a temporary file in %s", stock->folder);
	return false;
}

static int
open_nameless(const char *folder)
{
	char *path;
	int file;

	file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file >= 0 || asprintf(&path, "%s/ndup-XXXXXX", folder) < 0)
		return file;
	if ((file = mkostemp(path, O_CLOEXEC)) >= 0)
		unlink(path);
	free(path);
	return file;
}

bool
stock_open(struct stock *stock, const char *folder)
{
	int file;

	*stock = (struct stock){.folder = folder};
	if ((file = open_nameless(folder)) < 0)
		return records_fail(stock);
	if ((stock->records = fdopen(file, "w+")) != NULL)
		return true;
	close(file);
	return records_fail(stock);
}

/* Room for one more item. */
static bool
records_reserve(void *items, size_t *capacity, size_t num, size_t item_size)
{
	size_t more = num < 64 ? 64 : 2 * num;
	void *old, *larger;

	if (num < *capacity)
		return true;
	memcpy(&old, items, sizeof old);
	if ((larger = reallocarray(old, more, item_size)) == NULL) {
		say("out of memory");
		return false;
	}
	memcpy(items, &larger, sizeof larger);
	*capacity = more;
	return true;
}

/* The last file, if that is its name, or a new one. */
static bool
find_file(struct stock *stock, const char *name, uint32_t *file)
{
	char *copy;

	if (stock->num_files == 0 ||
	    strcmp(stock->files[stock->num_files - 1], name) != 0) {
		if (!records_reserve(&stock->files, &stock->files_capacity,
			stock->num_files, sizeof *stock->files))
			return false;
		if ((copy = strdup(name)) == NULL) {
			say("out of memory");
			return false;
		}
		stock->files[stock->num_files++] = copy;
	}
	*file = (uint32_t)(stock->num_files - 1);
	return true;
}

bool
stock_add(struct stock *stock, const struct ndup_record *record, bool wanted)
{
	struct origin *origin;
	uint32_t file;

	if (!find_file(stock, record->file, &file) ||
	    !records_reserve(&stock->items, &stock->capacity, stock->num,
		sizeof *stock->items))
		return false;
	origin = &stock->items[stock->num++];
	*origin = (struct origin){
	    record->line, file, wanted && record->bytes.len > 0};
	if (!origin->has_record)
		return true;
	buffer_clear(&stock->added);
	splice_line(&stock->added, record->bytes);
	buffer_string(&stock->added, "\n");
	if (stock->added.failed) {
		say("out of memory");
		return false;
	}
	fwrite(stock->added.data, 1, stock->added.size, stock->records);
	return !ferror(stock->records) || records_fail(stock);
}

bool
stock_rewind(struct stock *stock)
{
	return fseeko(stock->records, 0, SEEK_SET) == 0 || records_fail(stock);
}

bool
stock_next(struct stock *stock, struct ndup_slice *line)
{
	ssize_t size = getline(&stock->line, &stock->line_room, stock->records);

	if (size < 0)
		return records_fail(stock);
	*line = (struct ndup_slice){stock->line, (size_t)size};
	return true;
}

void
stock_free(struct stock *stock)
{
	size_t i;

	if (stock->records != NULL)
		fclose(stock->records);
	for (i = 0; i < stock->num_files; i++)
		free(stock->files[i]);
	free(stock->files);
	free(stock->items);
	free(stock->line);
	buffer_free(&stock->added);
}
