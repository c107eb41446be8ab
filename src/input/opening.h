/*
 * opening.h - where a record begins behind one that is damaged
 *
 * Two signs, since brackets and quotes are no longer to be trusted: a line that
 * begins with a brace and is indented no more than the damaged record was; and,
 * behind the damage, a comma and the same brace and key that a record before
 * began with, for arrays that stand on one line.
 */
#ifndef INPUT_OPENING_H
#define INPUT_OPENING_H

#include "ndup.h"

enum { OPENING_SIZE = 64 };

struct opening {
	size_t column; /* bytes before the damaged record in its line */
	char text[OPENING_SIZE]; /* {"key" as a record began, with its spaces */
	size_t size;             /* 0: not known */
};

/* Where to look on: offsets of the damaged record's bytes. */
struct opening_search {
	size_t line;    /* for a line that begins with a brace */
	size_t in_line; /* for a comma and text; SIZE_MAX: for none */
};

/* Notes how a record begins, if its first key is short. */
void opening_note(struct opening *, struct ndup_slice record);

/*
 * Looks for the nearest record.  True: it begins at *at; false: look on by the
 * same search when there are more bytes.  Cost: each byte is looked at twice.
 */
bool opening_find(const struct opening *, struct ndup_slice bytes,
    struct opening_search *, size_t *at);

#endif
