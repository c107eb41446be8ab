/*
 * dedup_list.c - the files that dedup keeps or drops, listed
 *
 * Who reads the list of what is dropped removes it.  A file that changed while
 * it was read may have been taken for two; so what is kept is looked at once
 * more, by device and inode alone.  What came through a pipe is not a file, and
 * not kept anywhere, unless its record is written.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/set.h"
#include "dedup.h"
#include "say.h"

/* Of standard input that of the file that it is; 0: not a file.  False, and the
 * user told, if that cannot be found out: what is kept may be gone. */
static bool
find_inode(struct origin_file *origin)
{
	bool is_stdin = strcmp(origin->name, "-") == 0;
	struct stat file;
	uint64_t numbers[2];

	origin->inode = 0;
	if (is_stdin ? fstat(STDIN_FILENO, &file) != 0
		     : stat(origin->name, &file) != 0) {
		say_errno("%s", origin->name);
		return false;
	}
	if (!S_ISREG(file.st_mode))
		return true;
	numbers[0] = (uint64_t)file.st_dev;
	numbers[1] = (uint64_t)file.st_ino;
	origin->inode = hash_numbers(numbers, 2, 0);
	origin->inode += origin->inode == 0;
	return true;
}

static bool
find_kept_files(struct dedup_run *run, struct set *kept)
{
	struct stock *stock = &run->stock;
	struct origin_file *file;
	size_t i;

	if (set_begin(kept, stock->num_files) != NDUP_OK)
		return say_no_memory();
	for (i = 0; i < stock->num; i++)
		if (run->kept->stays[i])
			stock->files[stock->items[i].file].stays = true;
	for (i = 0; i < stock->num_files; i++) {
		file = &stock->files[i];
		if (!find_inode(file))
			return false;
		if (file->stays && file->inode != 0)
			set_add(kept, file->inode);
	}
	return true;
}

/* Whether what is kept of an article is neither in a file, nor written, nor
 * among what --against has. */
static bool
is_passing(const struct dedup_run *run, uint64_t added)
{
	const struct origin *origin = &run->stock.items[added];

	return added < run->num_new && !origin->has_record &&
	       run->stock.files[origin->file].inode == 0;
}

static bool
any_is_passing(const struct dedup_run *run)
{
	size_t i;

	for (i = 0; i < run->num_new; i++)
		if (run->kept->stays[i] && is_passing(run, i))
			return true;
	return false;
}

/* Finds the articles that only what passes by contains. */
static bool
find_needed(struct dedup_run *run)
{
	enum ndup_status status = any_is_passing(run) ? NDUP_OK : NDUP_END;
	const struct ndup_dropped *dropped;
	struct ndup_error error;

	while (status == NDUP_OK) {
		status = ndup_scan_next_dropped(run->scan, &dropped, &error);
		if (status == NDUP_OK)
			run->stock.items[dropped->added].is_needed =
			    is_passing(run, dropped->added_keeper);
	}
	return status == NDUP_END || say_error(&error);
}

/* Whether an article's file may be named for removal. */
static bool
is_removable(const struct dedup_run *run, const struct origin *origin,
    const struct set *kept)
{
	const struct origin_file *file = &run->stock.files[origin->file];

	if (file->inode == 0 || strcmp(file->name, "-") == 0)
		return false;
	if (origin->is_needed)
		say("%s: not listed, as what contains it came through a pipe",
		    file->name);
	else if (set_has(kept, file->inode))
		say("%s: not listed, as a kept one is the same file",
		    file->name);
	else
		return true;
	return false;
}

static void
list_dropped(struct dedup_run *run, const struct set *kept)
{
	const struct stock *stock = &run->stock;
	size_t i;

	for (i = 0; i < run->num_new && !run->list.failed; i++)
		if (stock->items[i].line == 0 && !run->kept->stays[i] &&
		    is_removable(run, &stock->items[i], kept))
			fprintf(run->list.stream, "%s%c",
			    stock->files[stock->items[i].file].name, '\0');
}

static void
list_kept(struct dedup_run *run)
{
	const struct stock *stock = &run->stock;
	const struct origin_file *file;
	size_t i;

	for (i = 0; i < run->num_new && !run->list.failed; i++) {
		file = &stock->files[stock->items[i].file];
		if (stock->items[i].line == 0 && run->kept->stays[i] &&
		    file->inode != 0 && strcmp(file->name, "-") != 0)
			fprintf(run->list.stream, "%s\n", file->name);
	}
}

bool
dedup_write_list(struct dedup_run *run)
{
	struct set kept = {NULL, 0, 0};
	bool done;

	done = find_kept_files(run, &kept) &&
	       (run->options->dedup.list || find_needed(run));
	if (done && run->options->dedup.list)
		list_kept(run);
	else if (done)
		list_dropped(run, &kept);
	set_free(&kept);
	return done && output_finish(&run->list);
}
