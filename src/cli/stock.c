/*
 * stock.c - where the articles of a run came from, and their records
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "json_splice.h"
#include "say.h"
#include "stock.h"

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

static bool
add_file(struct stock *stock, const struct ndup_record *record)
{
	char *name;

	if (memory_grow(stock->files, stock->num_files + 1) != NDUP_OK ||
	    (name = strdup(record->file)) == NULL)
		return say_no_memory();
	stock->files[stock->num_files++] = (struct origin_file){
	    .name = name, .number = record->end.file, .first = stock->num};
	return true;
}

/* The last file, if the record is of that, or a new one. */
static bool
find_file(struct stock *stock, const struct ndup_record *record, uint32_t *file)
{
	const struct origin_file *last = NULL;

	if (stock->num_files > 0)
		last = &stock->files[stock->num_files - 1];
	if ((last == NULL || last->number != record->end.file ||
		strcmp(last->name, record->file) != 0) &&
	    !add_file(stock, record))
		return false;
	*file = (uint32_t)(stock->num_files - 1);
	return true;
}

bool
stock_add(struct stock *stock, const struct ndup_record *record, bool wanted)
{
	struct origin *origin;
	uint32_t file;

	if (!find_file(stock, record, &file))
		return false;
	if (memory_grow(stock->items, stock->num + 1) != NDUP_OK)
		return say_no_memory();
	origin = &stock->items[stock->num++];
	*origin = (struct origin){.line = record->line,
	    .file = file,
	    .has_record = wanted && record->bytes.len > 0};
	if (!origin->has_record)
		return true;
	buffer_clear(&stock->added);
	splice_line(&stock->added, record->bytes);
	buffer_string(&stock->added, "\n");
	if (stock->added.failed)
		return say_no_memory();
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
		free(stock->files[i].name);
	memory_free(stock->files);
	memory_free(stock->items);
	free(stock->line);
	buffer_free(&stock->added);
}
