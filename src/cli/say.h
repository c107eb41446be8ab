/*
 * say.h - lines to the user, on standard error
 */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "ndup.h"

enum { SAY_LINE = 640 };

/* ---- inputs that could not be read, named to the user -------------------- */

struct skipped {
	bool all; /* name each; else on a terminal only the first ones */
	uint64_t num, num_unnamed;
};

/* Counts one more, and says whether it is to be named. */
bool skipped_is_named(struct skipped *);

/* A reader's function; ctx is a struct skipped. */
bool skipped_say(void *ctx, const struct ndup_error *);

/* Opens a reader; false: the user has been told why not. */
bool reader_open(struct ndup_reader **, const char *const *paths,
    const struct ndup_reader_options *);

/* The same of one that tells them here. */
bool skipped_open(struct skipped *, const struct ndup_reader_options *,
    const char *const *paths, struct ndup_reader **);

/* How many were not named, if there are such. */
void skipped_close(const struct skipped *);

/* Whether something that should have been read was not. */
bool skipped_any(const struct ndup_reader_counts *);

/* How many files came again, if there are such. */
void say_repeated(uint64_t num_files);

/*
 * Prints "ndup: ", the line, and a newline; a progress line that stands there
 * is cleared first.  Names of files may hold anything: control characters and
 * what reverses text are shown as '?'.
 */
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The same with ": " and errno's message at the end. */
void say_errno(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* That memory ran out; false, for the caller to return. */
static inline bool
say_no_memory(void)
{
	say("out of memory");
	return false;
}

/* The library's reason, and the option that mends it, if there is one. */
const char *say_describe(const struct ndup_error *, char line[SAY_LINE]);

/* Says it; false, for the caller to return. */
static inline bool
say_error(const struct ndup_error *error)
{
	char line[SAY_LINE];

	say("%s", say_describe(error, line));
	return false;
}

#endif
