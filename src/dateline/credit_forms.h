/*
 * credit_forms.h - how credits and rights notices are written
 */
#ifndef DATELINE_CREDIT_FORMS_H
#define DATELINE_CREDIT_FORMS_H

#include <stddef.h>

/* What has to stand behind a form's text, up to the notice's end.  Names are
 * words with capitals, numbers, addresses and the language's small words. */
enum credit_shape {
	CREDIT_NAMES, /* names: "Reporting by A in London; editing by B" */
	CREDIT_IN_BRACKETS, /* the same, but only in brackets */
	CREDIT_RIGHTS,      /* names or nothing */
	CREDIT_SIGN,        /* a year, a sign or an agency, then names */
	CREDIT_AGENCIES,    /* known agencies: "-with AAP" */
	CREDIT_ALONE,       /* nothing */
	CREDIT_SENTENCE,    /* the rest of a sentence, which has .also */
	CREDIT_TRAILER, /* the same; no notice unless one stands before it */
};

/*
 * The text is in small letters (ё as е), its blanks match any white space,
 * its colon a wide one and its hyphen any dash; its first two bytes are none
 * of these.  One that ends in a letter ends a word, if its script has spaces.
 */
struct credit_form {
	const char *text;  /* NULL: behind the last */
	const char *words; /* small words of names, between blanks */
	enum credit_shape shape;
	const char *also; /* NULL: nothing is asked */
};

/* By the bytes of their texts, so that they are found by the first two. */
extern const struct credit_form credit_forms[];
extern const size_t credit_num_forms;

/* Nothing stands behind these, and names before them, to a sentence's begin:
 * "A in London contributed to this report". */
extern const struct credit_form credit_endings[];

#endif
