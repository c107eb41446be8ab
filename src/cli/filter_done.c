/*
 * filter_done.c - runs of a filter that have ended, as the index remembers them
 */
#include <errno.h>
#include <fts.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "filter_done.h"
#include "say.h"

/* ---- what the inputs are -------------------------------------------------- */

static void
put_file(struct buffer *out, const char *path, const struct stat *file)
{
	buffer_printf(out, "%s %ju %ju %jd %jd %jd\n", path,
	    (uintmax_t)file->st_dev, (uintmax_t)file->st_ino,
	    (intmax_t)file->st_size, (intmax_t)file->st_mtim.tv_sec,
	    (intmax_t)file->st_mtim.tv_nsec);
}

static int
entry_by_name(const FTSENT **left, const FTSENT **right)
{
	return strcmp((*left)->fts_name, (*right)->fts_name);
}

/* A file, or all files of a folder.  What cannot be looked at is left out. */
static bool
put_tree(struct buffer *out, const char *path, bool follow_links)
{
	char *paths[] = {(char *)(uintptr_t)path, NULL};
	int how = follow_links ? FTS_LOGICAL : FTS_PHYSICAL | FTS_COMFOLLOW;
	FTS *walk = fts_open(paths, how | FTS_NOCHDIR, entry_by_name);
	FTSENT *entry;

	if (walk == NULL) {
		say_errno("%s", path);
		return false;
	}
	while ((entry = fts_read(walk)) != NULL) {
		if (entry->fts_info == FTS_F || entry->fts_info == FTS_SL ||
		    entry->fts_info == FTS_DEFAULT)
			put_file(out, entry->fts_path, entry->fts_statp);
	}
	fts_close(walk);
	return true;
}

bool
done_look(const struct options *options, uint64_t *inputs)
{
	const struct list *paths = &options->paths;
	struct buffer out = {NULL, 0, 0, false};
	bool done = true;
	struct stat file;
	size_t i;

	for (i = 0; i < paths->num && done; i++) {
		if (strcmp(paths->items[i], "-") != 0)
			done = put_tree(&out, paths->items[i],
			    options->reader.follow_links);
		else if (fstat(STDIN_FILENO, &file) == 0)
			put_file(&out, "-", &file);
	}
	if (out.failed)
		done = say_no_memory();
	else if (done)
		*inputs = hash_bytes(out.data, out.size, 0);
	buffer_free(&out);
	return done;
}

/* ---- the note -------------------------------------------------------------- */

/* Lines "NAME INPUTS OUTPUT REJECTS NUM_REJECTED", the latest first. */
static const char note_name[] = "filters done";

enum { DONE_MOST = 16, DONE_LINE = 160 };

/* The line of a run up to what it left; returns its length. */
static size_t
begin_line(
    const struct checkpoint *checkpoint, uint64_t inputs, char line[DONE_LINE])
{
	return (size_t)snprintf(
	    line, DONE_LINE, "%s %016" PRIx64 " ", checkpoint->name, inputs);
}

/* Reads what follows; false if it is nothing of the kind. */
static bool
read_rest(struct checkpoint *checkpoint, struct ndup_slice rest)
{
	char text[DONE_LINE];

	if (rest.len >= sizeof text)
		return false;
	memcpy(text, rest.ptr, rest.len);
	text[rest.len] = '\0';
	return sscanf(text, "%" SCNu64 " %" SCNu64 " %" SCNu64,
		   &checkpoint->output, &checkpoint->rejects,
		   &checkpoint->num_rejected) == 3;
}

/* The next line, without its newline; false: there are no more. */
static bool
done_next(struct ndup_slice *note, struct ndup_slice *line)
{
	const char *end =
	    note->len == 0 ? NULL : memchr(note->ptr, '\n', note->len);

	if (end == NULL)
		return false;
	*line = (struct ndup_slice){note->ptr, (size_t)(end - note->ptr)};
	note->ptr = end + 1;
	note->len -= line->len + 1;
	return true;
}

static bool
done_read(struct ndup_index *index, struct ndup_slice *note)
{
	struct ndup_error error;

	return ndup_index_note(index, note_name, note, &error) == NDUP_OK ||
	       say_error(&error);
}

bool
done_load(struct checkpoint *checkpoint, uint64_t inputs,
    struct ndup_index *index, bool *found)
{
	struct ndup_slice note, line;
	char wanted[DONE_LINE];
	size_t len;

	*found = false;
	if (checkpoint->name[0] == '\0')
		return true;
	if (!done_read(index, &note))
		return false;
	len = begin_line(checkpoint, inputs, wanted);
	while (!*found && done_next(&note, &line)) {
		*found =
		    line.len > len && memcmp(line.ptr, wanted, len) == 0 &&
		    read_rest(checkpoint,
			(struct ndup_slice){line.ptr + len, line.len - len});
	}
	return true;
}

bool
done_save(const struct checkpoint *checkpoint, uint64_t inputs,
    struct ndup_index *index)
{
	struct buffer out = {NULL, 0, 0, false};
	struct ndup_slice note, line;
	struct ndup_error error;
	char begin[DONE_LINE];
	unsigned num = 1;
	bool done;

	if (checkpoint->name[0] == '\0')
		return true;
	if (!done_read(index, &note))
		return false;
	begin_line(checkpoint, inputs, begin);
	buffer_printf(&out, "%s%" PRIu64 " %" PRIu64 " %" PRIu64 "\n", begin,
	    checkpoint->output, checkpoint->rejects, checkpoint->num_rejected);
	while (num < DONE_MOST && done_next(&note, &line)) {
		/* an older run of the same command goes */
		if (strncmp(line.ptr, checkpoint->name,
			strlen(checkpoint->name)) == 0)
			continue;
		buffer_slice(&out, line);
		buffer_string(&out, "\n");
		num++;
	}
	done = !out.failed || say_no_memory();
	if (done &&
	    ndup_index_set_note(index, note_name,
		(struct ndup_slice){out.data, out.size}, &error) != NDUP_OK)
		done = say_error(&error);
	buffer_free(&out);
	return done;
}
