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

#include "progress.h"
#include "say.h"

/* ---- lines to the user, on standard error -------------------------------- */

enum { LINE = 8192 };

/* Bytes at text that a terminal could obey: C0 and C1 controls, separators,
 * controls of the writing direction.  0 if there are none. */
static size_t
control_size(const unsigned char *text)
{
	if (text[0] < 0x20 || text[0] == 0x7f)
		return 1;
	if (text[0] == 0xc2 && text[1] >= 0x80 && text[1] < 0xa0)
		return 2;
	if (text[0] == 0xe2 && text[1] == 0x80 &&
	    (text[2] == 0x8e || text[2] == 0x8f ||
		(text[2] >= 0xa8 && text[2] <= 0xae)))
		return 3;
	if (text[0] == 0xe2 && text[1] == 0x81 && text[2] >= 0xa6 &&
	    text[2] <= 0xa9)
		return 3;
	return 0;
}

void
say_clean(char *text)
{
	size_t size;

	for (; *text != '\0'; text++)
		if ((size = control_size((unsigned char *)text)) > 0) {
			memset(text, '?', size);
			text += size - 1;
		}
}

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
	say_clean(line);
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

void
say_error(const struct ndup_error *error)
{
	char line[SAY_LINE];

	say("%s", say_describe(error, line));
}

/* ---- inputs that could not be read, named to the user -------------------- */

/* So many are named on a terminal. */
enum { MAX_NAMED = 20 };

bool
skipped_say(void *ctx, const struct ndup_error *error)
{
	struct skipped *skipped = ctx;

	if (skipped->num++ < MAX_NAMED || skipped->all ||
	    !isatty(STDERR_FILENO))
		say_error(error);
	else
		skipped->num_unnamed++;
	return true;
}

bool
skipped_open(struct skipped *skipped, const struct ndup_reader_options *wanted,
    const char *const *paths, struct ndup_reader **reader)
{
	struct ndup_reader_options options = *wanted;
	struct ndup_error error;

	options.skipped = skipped_say;
	options.ctx = skipped;
	if (ndup_reader_open(reader, paths, &options, &error) == NDUP_OK)
		return true;
	say_error(&error);
	return false;
}

void
skipped_close(const struct skipped *skipped)
{
	if (skipped->num_unnamed > 0)
		say("%" PRIu64 " more could not be read; -v names them all",
		    skipped->num_unnamed);
}

bool
skipped_any(const struct ndup_reader_counts *counts)
{
	return counts->unreadable + counts->broken + counts->no_text +
		   counts->too_long >
	       0;
}
