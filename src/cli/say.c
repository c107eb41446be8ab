/*
 * say.c - lines to the user, on standard error
 */
#include <bsd/stdlib.h>
#include <bsd/string.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "progress.h"
#include "say.h"

/* ---- lines to the user, on standard error -------------------------------- */

enum { LINE = 8192 };

static void
print(const char *fmt, va_list args, int error)
{
	char line[LINE];

	if (vsnprintf(line, sizeof line, fmt, args) < 0)
		return;
	if (error != 0) {
		strlcat(line, ": ", sizeof line);
		strlcat(line, strerror(error), sizeof line);
	}
	printable_clean_controls(line);
	progress_clear();
	fprintf(stderr, "%s: %s\n", getprogname(), line);
}

void
say(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	print(fmt, args, 0);
	va_end(args);
}

void
say_errno(const char *fmt, ...)
{
	int error = errno;
	va_list args;

	va_start(args, fmt);
	print(fmt, args, error);
	va_end(args);
}

/* ---- what the library says ----------------------------------------------- */

/* The options, or commands, that stand for what the library calls so. */
static const char *const remedies[][2] = {
    {"encoding", "--encoding"},
    {"max_article", "--max-article"},
    {"min_jaccard", "--threshold"},
    {"recall", "--recall"},
    {"ndup_index_accept", "ndup index verify --accept"},
    {"ndup_index_create", "ndup index create"},
    {"ndup_index_verify", "ndup index verify"},
};

const char *
say_describe(const struct ndup_error *error, char line[SAY_LINE])
{
	const char *option = NULL;
	size_t i;

	for (i = 0; i < sizeof remedies / sizeof remedies[0]; i++)
		if (error->remedy != NULL &&
		    strcmp(error->remedy, remedies[i][0]) == 0)
			option = remedies[i][1];
	strlcpy(line, error->text, SAY_LINE);
	if (option != NULL) {
		strlcat(line, " (", SAY_LINE);
		strlcat(line, option, SAY_LINE);
		strlcat(line, ")", SAY_LINE);
	}
	return line;
}

/* ---- inputs that could not be read, named to the user -------------------- */

/* So many are named on a terminal. */
enum { MAX_NAMED = 20 };

bool
skipped_is_named(struct skipped *skipped)
{
	if (skipped->num++ < MAX_NAMED || skipped->all ||
	    !isatty(STDERR_FILENO))
		return true;
	skipped->num_unnamed++;
	return false;
}

bool
skipped_say(void *ctx, const struct ndup_error *error)
{
	if (skipped_is_named(ctx))
		say_error(error);
	return true;
}

bool
reader_open(struct ndup_reader **reader, const char *const *paths,
    const struct ndup_reader_options *options)
{
	struct ndup_error error;

	return ndup_reader_open(reader, paths, options, &error) == NDUP_OK ||
	       say_error(&error);
}

bool
skipped_open(struct skipped *skipped, const struct ndup_reader_options *wanted,
    const char *const *paths, struct ndup_reader **reader)
{
	struct ndup_reader_options options = *wanted;

	options.skipped = skipped_say;
	options.ctx = skipped;
	return reader_open(reader, paths, &options);
}

void
skipped_close(const struct skipped *skipped)
{
	if (skipped->num_unnamed > 0)
		say("%" PRIu64 " more could not be read; -v names them all",
		    skipped->num_unnamed);
}

void
say_repeated(uint64_t num_files)
{
	if (num_files > 0)
		say("%" PRIu64
		    " file%s came again, by another path or link: read once",
		    num_files, num_files == 1 ? "" : "s");
}

bool
skipped_any(const struct ndup_reader_counts *counts)
{
	return counts->unreadable + counts->broken + counts->no_text +
		   counts->too_long >
	       0;
}
