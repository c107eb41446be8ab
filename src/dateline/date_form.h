/*
 * date_form.h - match tokens against a form such as "Y-M-D"
 *
 * In a form a letter of the table below stands for a number, 'N' for a
 * month's name, and all else for a token of that kind (date_words.h).
 */
#ifndef DATELINE_DATE_FORM_H
#define DATELINE_DATE_FORM_H

#include "date_words.h"

enum datefield {
	DATEFIELD_YEAR,         /* Y */
	DATEFIELD_MONTH,        /* M, N */
	DATEFIELD_DAY,          /* D */
	DATEFIELD_FIRST,        /* A: day or month, */
	DATEFIELD_OTHER,        /* B: month or day */
	DATEFIELD_HOUR,         /* h */
	DATEFIELD_MINUTE,       /* m */
	DATEFIELD_SECOND,       /* s */
	DATEFIELD_FRACTION,     /* f */
	DATEFIELD_COMPACT_DATE, /* C: 20220924 */
	DATEFIELD_COMPACT_TIME, /* K: 101500 or 1015, which becomes 101500 */
	DATEFIELD_COMPACT_BOTH, /* L: 20220924101500 */
	NUM_DATEFIELDS
};

/*
 * The number of tokens that the form takes, 0 if it does not fit; then the
 * values stay as they are.
 */
size_t dateform_match(
    const struct datetoken *, const char *form, int64_t value[NUM_DATEFIELDS]);

/* The same with the first form that fits. */
size_t dateform_match_any(const struct datetoken *, const char *const *forms,
    size_t num_forms, int64_t value[NUM_DATEFIELDS]);

#endif
