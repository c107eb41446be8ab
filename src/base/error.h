/*
 * error.h - fill a struct ndup_error
 *
 * The text is one line, safe to print: bytes that are no printable UTF-8
 * (control characters, escapes, bidi overrides) are shown as '?'.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "ndup.h"

#if defined(__GNUC__)
#define ERROR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define ERROR_PRINTF(fmt, args)
#endif

/*
 * Sets status and text, the rest to 0, and returns status; error may be NULL.
 * A text too long loses its middle, never its end: the reason stands there.
 */
enum ndup_status error_set(struct ndup_error *, enum ndup_status,
    const char *fmt, ...) ERROR_PRINTF(3, 4);

/* The same with errno's value and ": " and its message at the end. */
enum ndup_status error_system(
    struct ndup_error *, int sys, const char *fmt, ...) ERROR_PRINTF(3, 4);

/* Adds what mends it, a constant; error may be NULL.  For error_set(), which it
 * follows. */
void error_remedy(struct ndup_error *, const char *remedy);

/* Sets "what: " and the reason that the status tells: of a text NDUP_INPUT says
 * that it is too long. */
enum ndup_status error_text(
    struct ndup_error *, enum ndup_status, const char *what);

/* "out of memory" */
enum ndup_status error_memory(struct ndup_error *);

#endif
