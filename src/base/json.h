/*
 * json.h - numbers in reports for programs
 *
 * No number goes through the locale, and none depends on the compiler.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdio.h>

#include "buffer.h"
#include "ndup.h"

/* ---- JSON that the program writes itself --------------------------------- */

/* A string in quotes; bytes that are no UTF-8 become U+FFFD. */
void json_string(FILE *, struct ndup_slice);
void json_text(FILE *, const char *);

void digits_number(struct buffer *, uint64_t);

/* With four decimals: "0.2500". */
void digits_share(struct buffer *, double);

#endif
