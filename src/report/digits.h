/*
 * digits.h - numbers in reports for programs
 *
 * No number goes through the locale, and none depends on the compiler.
 */
#ifndef REPORT_DIGITS_H
#define REPORT_DIGITS_H

#include "base/buffer.h"

void digits_number(struct buffer *, uint64_t);

/* With four decimals: "0.2500". */
void digits_share(struct buffer *, double);

#endif
