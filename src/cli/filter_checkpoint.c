/*
 * filter_checkpoint.c - how far a filter has come, as the index remembers it
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "base/buffer.h"
#include "filter_checkpoint.h"
#include "say.h"

/* ---- the name ------------------------------------------------------------ */

/* Whether a path can be read again from a place inside. */
static bool
is_lasting(const char *path)
{
	struct stat found;

	if (strcmp(path, "-") == 0)
		return fstat(STDIN_FILENO, &found) == 0 &&
		       S_ISREG(found.st_mode);
	return stat(path, &found) != 0 || S_ISREG(found.st_mode) ||
	       S_ISDIR(found.st_mode);
}

static bool
is_possible(const struct options *options)
{
	size_t i;

	if (options->filter.dry_run)
		return false;
	for (i = 0; i < options->paths.num; i++)
		if (!is_lasting(options->paths.items[i]))
			return false;
	return true;
}

static void
checkpoint_put_text(struct buffer *out, const char *text)
{
	buffer_string(out, text != NULL ? text : "");
	buffer_add(out, "", 1);
}

/* A path that means the same from any folder; of a file that is not there yet
 * as it was given. */
static void
put_path(struct buffer *out, const char *path)
{
	char *real = NULL;

	if (path != NULL && strcmp(path, "-") != 0)
		real = realpath(path, NULL);
	checkpoint_put_text(out, real != NULL ? real : path);
	free(real);
}

/* All that decides what is written. */
static void
checkpoint_describe(struct buffer *out, const struct options *options)
{
	const struct ndup_reader_options *reader = &options->reader;
	const char *const texts[] = {options->filter.field, reader->format,
	    reader->id_field, reader->source_field, reader->title_field,
	    reader->date_field, reader->text_field, reader->url_field,
	    reader->encoding, reader->id_prefix};
	size_t i;

	put_path(out, options->output);
	put_path(out, options->filter.rejects_file);
	for (i = 0; i < options->paths.num; i++)
		put_path(out, options->paths.items[i]);
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		checkpoint_put_text(out, texts[i]);
	for (i = 0; i < options->exclude.num; i++)
		checkpoint_put_text(out, options->exclude.items[i]);
	buffer_printf(out, "%d %u %d %zu", options->filter.passages,
	    options->filter.novelties, reader->follow_links,
	    reader->max_article);
}

/* An output that is not there yet is made: its path can be told only then. */
bool
checkpoint_begin(
    struct checkpoint *checkpoint, const struct options *options, bool can_cut)
{
	struct buffer text = {NULL, 0, 0, false};
	XXH128_hash_t hash;
	bool done;

	*checkpoint = (struct checkpoint){.name = ""};
	if (!can_cut || !is_possible(options))
		return true;
	checkpoint_describe(&text, options);
	done = !text.failed;
	if (done)
		hash = XXH3_128bits(text.data, text.size);
	buffer_free(&text);
	if (!done)
		return say_no_memory();
	snprintf(checkpoint->name, sizeof checkpoint->name,
	    "filter %016" PRIx64 "%016" PRIx64, hash.high64, hash.low64);
	return true;
}

/* ---- the note ------------------------------------------------------------ */

/* "1 file offset record line output rejects num_rejected path" */
static bool
checkpoint_parse(struct checkpoint *checkpoint, struct ndup_slice note)
{
	struct ndup_position *position = &checkpoint->position;
	char *text = strndup(note.ptr, note.len);
	int used = 0;

	free(checkpoint->file);
	checkpoint->file = NULL;
	if (text != NULL &&
	    sscanf(text,
		"1 %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64
		" %" SCNu64 " %" SCNu64 "%n",
		&position->file, &position->offset, &position->record,
		&position->line, &checkpoint->output, &checkpoint->rejects,
		&checkpoint->num_rejected, &used) == 7 &&
	    text[used] == ' ')
		checkpoint->file = strdup(text + used + 1);
	free(text);
	return checkpoint->file != NULL;
}

bool
checkpoint_load(
    struct checkpoint *checkpoint, struct ndup_index *index, bool *found)
{
	struct ndup_slice note;
	struct ndup_error error;

	*found = false;
	if (checkpoint->name[0] == '\0')
		return true;
	if (ndup_index_note(index, checkpoint->name, &note, &error) !=
	    NDUP_OK)
		return say_error(&error);
	if (note.len == 0)
		return true;
	*found = checkpoint_parse(checkpoint, note);
	if (!*found)
		say("the index has a note of this command that nobody "
		    "understands");
	return *found;
}

static bool
set_note(const struct checkpoint *checkpoint, struct ndup_index *index,
    struct ndup_slice note)
{
	struct ndup_error error;

	if (ndup_index_set_note(index, checkpoint->name, note, &error) ==
	    NDUP_OK)
		return true;
	return say_error(&error);
}

bool
checkpoint_save(const struct checkpoint *checkpoint, struct ndup_index *index)
{
	const struct ndup_position *position = &checkpoint->position;
	char *text;
	bool done;
	int size;

	if (checkpoint->name[0] == '\0')
		return true;
	size = asprintf(&text,
	    "1 %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64
	    " %" PRIu64 " %" PRIu64 " %s",
	    position->file, position->offset, position->record, position->line,
	    checkpoint->output, checkpoint->rejects, checkpoint->num_rejected,
	    checkpoint->file != NULL ? checkpoint->file : "");
	if (size < 0)
		return say_no_memory();
	done = set_note(
	    checkpoint, index, (struct ndup_slice){text, (size_t)size});
	free(text);
	return done;
}

bool
checkpoint_remove(const struct checkpoint *checkpoint, struct ndup_index *index)
{
	return checkpoint->name[0] == '\0' ||
	       set_note(checkpoint, index, (struct ndup_slice){"", 0});
}

bool
checkpoint_move(struct checkpoint *checkpoint, const struct ndup_record *record)
{
	checkpoint->position = record->end;
	if (checkpoint->file != NULL &&
	    strcmp(checkpoint->file, record->file) == 0)
		return true;
	free(checkpoint->file);
	checkpoint->file = strdup(record->file);
	return checkpoint->file != NULL || say_no_memory();
}

void
checkpoint_free(struct checkpoint *checkpoint)
{
	free(checkpoint->file);
}
