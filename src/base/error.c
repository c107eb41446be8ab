/*
 * error.c - fill a struct ndup_error
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bsd/string.h>

#include "error.h"
#include "memory.h"
#include "utf8.h"

/* Bytes of a text that nothing is allocated for; of errno's message. */
enum { ENOUGH = 1024, REASON = 128 };

/* Copies text into the error; what is too long loses its middle. */
static void
set_text(struct ndup_error *error, const char *text)
{
	static const char gap[] = "...";
	size_t len = strlen(text), room = sizeof error->text - 1;
	size_t head = room / 3, tail = room - head - strlen(gap);

	if (len <= room) {
		strlcpy(error->text, text, sizeof error->text);
	} else {
		while (head > 0 && ((unsigned char)text[head] & 0xc0) == 0x80)
			head--;
		while (((unsigned char)text[len - tail] & 0xc0) == 0x80)
			tail--;
		memcpy(error->text, text, head);
		strlcpy(error->text + head, gap, sizeof error->text - head);
		strlcat(error->text, text + len - tail, sizeof error->text);
	}
	printable_clean(error->text);
}

static void
set(struct ndup_error *error, int sys, const char *fmt, va_list args)
{
	char few[ENOUGH + REASON] = "", *text = few, *all;
	size_t size = sizeof few;
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(few, ENOUGH, fmt, args);
	if (len >= ENOUGH &&
	    (all = memory_new((size_t)len + REASON, 1)) != NULL) {
		text = all;
		size = (size_t)len + REASON;
		vsnprintf(text, size, fmt, again);
	}
	va_end(again);
	if (sys != 0) {
		strlcat(text, ": ", size);
		strlcat(text, strerror(sys), size);
	}
	set_text(error, text);
	if (text != few)
		memory_free(text);
}

enum ndup_status
error_set(
    struct ndup_error *error, enum ndup_status status, const char *fmt, ...)
{
	va_list args;

	if (error == NULL)
		return status;
	*error = (struct ndup_error){.status = status};
	va_start(args, fmt);
	set(error, 0, fmt, args);
	va_end(args);
	return status;
}

enum ndup_status
error_system(struct ndup_error *error, int sys, const char *fmt, ...)
{
	enum ndup_status status = sys == ENOMEM ? NDUP_NOMEM : NDUP_IO;
	va_list args;

	if (error == NULL)
		return status;
	*error = (struct ndup_error){.status = status, .sys = sys};
	va_start(args, fmt);
	set(error, sys, fmt, args);
	va_end(args);
	return status;
}

void
error_remedy(struct ndup_error *error, const char *remedy)
{
	if (error != NULL)
		error->remedy = remedy;
}

enum ndup_status
error_memory(struct ndup_error *error)
{
	return error_set(error, NDUP_NOMEM, "out of memory");
}

enum ndup_status
error_text(struct ndup_error *error, enum ndup_status status, const char *what)
{
	return error_set(error, status, "%s: %s", what,
	    status == NDUP_INPUT ? "the text has 4 GB or more"
				 : ndup_status_name(status));
}

const char *
ndup_status_name(enum ndup_status status)
{
	switch (status) {
	case NDUP_OK:
		return "ok";
	case NDUP_END:
		return "end";
	case NDUP_NOMEM:
		return "out of memory";
	case NDUP_IO:
		return "input or output failed";
	case NDUP_INPUT:
		return "bad input";
	case NDUP_PARAM:
		return "bad parameter";
	case NDUP_STOPPED:
		return "stopped";
	case NDUP_BUSY:
		return "another process writes to the index";
	case NDUP_MISMATCH:
		return "made by another version";
	}
	return "unknown status";
}

const char *
ndup_version(void)
{
#define TEXT_OF(x) #x
#define VERSION_OF(major, minor, patch) \
	TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)
	return VERSION_OF(
	    NDUP_VERSION_MAJOR, NDUP_VERSION_MINOR, NDUP_VERSION_PATCH);
}
