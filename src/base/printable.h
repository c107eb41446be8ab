/*
 * printable.h - what may be shown on a terminal, and what may not
 */
#ifndef BASE_PRINTABLE_H
#define BASE_PRINTABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads the code point at text; returns its bytes, at least 1.  *code is -1
 * where the bytes are no valid UTF-8 (then 1 byte is taken).  len > 0.
 */
size_t printable_decode(const char *text, size_t len, int32_t *code);

/*
 * Whether a code point can be shown as it is: no control character, no
 * surrogate, nothing that moves or reverses the text around it (bidi
 * controls, line and paragraph separators), nothing unassigned or private.
 */
bool printable_code(int32_t code);

/* Replaces every byte of what is not printable by '?', in place. */
void printable_clean(char *text);

#endif
