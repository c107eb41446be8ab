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

/* ---- inputs that could not be read, named to the user -------------------- */

/* So many are named on a terminal. */
enum { MAX_NAMED = 20 };

bool
skipped_say(void *ctx, const struct ndup_error *error)
{
	struct skipped *skipped = ctx;

	if (skipped->num++ < MAX_NAMED || skipped->all ||
	    !isatty(STDERR_FILENO))
		say("%s", error->text);
	else
		skipped->num_unnamed++;
	return true;
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
