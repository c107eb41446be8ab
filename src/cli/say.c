/*
 * say.c - lines to the user, on standard error
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bsd/stdlib.h>
#include <bsd/string.h>

#include "cli/progress.h"
#include "cli/say.h"

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
