/*
 * credit_marks.h - the punctuation that credits begin and end with
 */
#ifndef DATELINE_CREDIT_MARKS_H
#define DATELINE_CREDIT_MARKS_H

#include <stdint.h>

/* What a code point is; 0: a letter, or a mark that says nothing here. */
enum credit_mark {
	CREDIT_SPACE = 1,
	CREDIT_DASH = 2,   /* or another sign that credits stand behind */
	CREDIT_BLANK = 4,  /* white space but the space */
	CREDIT_OPENER = 8, /* of brackets */
	CREDIT_CLOSER = 16,
	CREDIT_QUOTE = 32,
	CREDIT_STOP = 64,   /* ends a sentence */
	CREDIT_APART = 128, /* ends one if a blank follows */
	CREDIT_CITED = 256, /* the same, if a stop stands before it */
	CREDIT_WIDE = 512,  /* a byte of a code point that has several */

	/* All but what stands within a sentence. */
	CREDIT_BORDER = 0x7fff & ~(CREDIT_SPACE | CREDIT_DASH),
	/* What stands within one if no blank follows. */
	CREDIT_NEEDS_BLANK =
	    CREDIT_DASH | CREDIT_QUOTE | CREDIT_APART | CREDIT_CITED,
	CREDIT_WHITE = CREDIT_SPACE | CREDIT_BLANK,
};

/* Of a byte. */
extern const uint16_t credit_byte_marks[256];

/* Of what is no single byte. */
unsigned credit_wide_marks(int32_t code);

/* -1, which is no code point, has none. */
static inline unsigned
credit_marks(int32_t code)
{
	if (code < 0x80)
		return code < 0 ? 0 : credit_byte_marks[code];
	return credit_wide_marks(code);
}

#endif
