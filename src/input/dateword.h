/*
 * dateword.h - the words that dates are written with
 */
#ifndef INPUT_DATEWORD_H
#define INPUT_DATEWORD_H

#include <stdint.h>

#include "ndup.h"

/* What a word says, as the letter that stands for it in forms (date.c). */
enum dateword_kind {
	DATEWORD_NONE = 0,
	DATEWORD_FILLER = ' ', /* says nothing: weekdays, "at", "of" */
	DATEWORD_MONTH = 'N',  /* value 1 to 12 */
	DATEWORD_HALF = 'p',   /* value 0 for a.m., 12 for p.m. */
	DATEWORD_ZONE = 'z',   /* value in minutes east of UTC */
	DATEWORD_US = 'r',     /* the same in winter, an hour more in summer */
	DATEWORD_T = 'T',      /* between date and time in ISO 8601 */
	DATEWORD_YEARS = '1',  /* stands behind the year */
	DATEWORD_MONTHS = '2', /* behind the month's number, and so on */
	DATEWORD_DAYS = '3',
	DATEWORD_HOURS = '4',
	DATEWORD_MINUTES = '5',
	DATEWORD_SECONDS = '6',
};

struct dateword {
	enum dateword_kind kind;
	int value;
};

/*
 * Reads the word at text, which begins with a letter, in any case; *size gets
 * its bytes, an abbreviation's dot included.  Words that dates do not have
 * give DATEWORD_NONE.  Ideographs make words of one to three.
 */
struct dateword dateword_read(struct ndup_slice text, size_t *size);

#endif
