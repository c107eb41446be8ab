/*
 * place.h - the place at the beginning of a dateline
 */
#ifndef DATELINE_PLACE_H
#define DATELINE_PLACE_H

#include "cursor.h"

struct dateline_place {
	struct ndup_slice text;
	bool capitals; /* towns are all in capitals, as agencies write them */
};

/*
 * Reads "LONDON", "SAN FRANCISCO, Calif.", "LONDON/NEW YORK",
 * "МОСКВА"; stops before a day ("June 28"), a parenthesis or " /".  False,
 * with the cursor where it was, if there is no word with a capital.
 */
bool place_read(struct text_cursor *, struct dateline_place *);

/* Reads one word that begins with a capital, and a dot behind it. */
bool place_read_word(struct text_cursor *);

/* Reads one word of three letters or more, all of them capitals. */
bool place_read_capitals(struct text_cursor *);

#endif
