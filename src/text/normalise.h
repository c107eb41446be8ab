/*
 * normalise.h - what each code point becomes before words are compared
 *
 * NFKD and full case folding, default-ignorable characters and soft hyphens
 * dropped, the Cyrillic letter io read as ie, letters and digits folded as in
 * fold.h.  Each code point maps by itself.
 */
#ifndef TEXT_NORMALISE_H
#define TEXT_NORMALISE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum char_class {
	CHAR_SEPARATOR,
	CHAR_LETTER,     /* or digit: part of a word */
	CHAR_MARK,       /* part of whatever it follows */
	CHAR_UNSPACED,   /* of a script without spaces: a token of its own */
	CHAR_DROPPED,    /* as if it were not there */
	CHAR_POINT,      /* the same, but part of the word that it stands in */
	CHAR_APOSTROPHE, /* dropped inside a word, else a separator */
	/* for these there is more to be asked */
	CHAR_SEVERAL,     /* becomes something else: normalise_expand() */
	CHAR_HYPHEN,      /* at a line's end it may break a word */
	CHAR_SOFT_HYPHEN, /* the same, else dropped */
	CHAR_NON_JOINER,  /* a space in Arabic script, else dropped */
};

struct normal {
	int32_t code;  /* what the code point becomes */
	int32_t mark;  /* and the mark behind it, as in e acute; or 0 */
	uint8_t class; /* enum char_class, of code */
};

enum { NORMALISE_MAX = 32, NORMALISE_NUM_PAGES = 0x110000 >> 8 };

/* What utf8proc said of 256 code points. */
struct normal_page {
	struct normal codes[256];
	struct normal_page *earlier; /* made before this one */
};

/* Remembers what utf8proc said. */
struct normaliser {
	struct normal_page *pages[NORMALISE_NUM_PAGES];
	struct normal_page *last; /* made */
};

/* The same, for a code point whose page is not there yet. */
struct normal normalise_first(struct normaliser *, int32_t code);

static inline struct normal
normalise_code(struct normaliser *normaliser, int32_t code)
{
	const struct normal_page *page = normaliser->pages[code >> 8];

	return page != NULL ? page->codes[code & 0xff]
			    : normalise_first(normaliser, code);
}

/* The code points of a CHAR_SEVERAL, each with its class; returns how many. */
size_t normalise_expand(int32_t code, struct normal out[NORMALISE_MAX]);

/* Puts marks of a word (UTF-8) into canonical order; sorted is used for
 * that, and has failed if there is no memory. */
void normalise_reorder(struct buffer *word, struct buffer *sorted);
void normaliser_free(struct normaliser *);

#endif
