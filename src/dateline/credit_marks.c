/*
 * credit_marks.c - the punctuation that credits begin and end with
 */
#include "credit_marks.h"
#include "date_words.h"

#define WIDE_8                                                           \
	CREDIT_WIDE, CREDIT_WIDE, CREDIT_WIDE, CREDIT_WIDE, CREDIT_WIDE, \
	    CREDIT_WIDE, CREDIT_WIDE, CREDIT_WIDE
#define WIDE_64 WIDE_8, WIDE_8, WIDE_8, WIDE_8, WIDE_8, WIDE_8, WIDE_8, WIDE_8

const uint16_t credit_byte_marks[256] = {
    ['\t'] = CREDIT_BLANK,
    ['\n'] = CREDIT_BLANK,
    ['\v'] = CREDIT_BLANK,
    ['\f'] = CREDIT_BLANK,
    ['\r'] = CREDIT_BLANK,
    [' '] = CREDIT_SPACE,
    ['!'] = CREDIT_STOP,
    ['"'] = CREDIT_QUOTE | CREDIT_CITED,
    ['\''] = CREDIT_CITED,
    ['('] = CREDIT_OPENER,
    [')'] = CREDIT_CLOSER | CREDIT_STOP,
    ['*'] = CREDIT_DASH | CREDIT_APART,
    ['-'] = CREDIT_DASH,
    ['.'] = CREDIT_STOP,
    ['/'] = CREDIT_DASH | CREDIT_APART,
    ['>'] = CREDIT_APART,
    ['?'] = CREDIT_STOP,
    ['['] = CREDIT_OPENER,
    [']'] = CREDIT_CLOSER | CREDIT_STOP,
    ['_'] = CREDIT_DASH,
    ['|'] = CREDIT_DASH | CREDIT_APART,
    [0x80] = WIDE_64,
    WIDE_64,
};

unsigned
credit_wide_marks(int32_t code)
{
	switch (code) {
	case 0xbb: /* » */
	case 0x201d:
		return CREDIT_QUOTE | CREDIT_CITED;
	case 0x2019:
		return CREDIT_CITED;
	case 0x2013:
	case 0x2014:
		return CREDIT_DASH;
	case 0x2022: /* a bullet */
		return CREDIT_DASH | CREDIT_APART;
	case 0x2026: /* an ellipsis */
	case 0x3002: /* wide: full stop, exclamation, question, semicolon */
	case 0xff01:
	case 0xff1f:
	case 0xff1b:
		return CREDIT_STOP;
	case 0x3010:
	case 0x3014:
	case 0xff08:
		return CREDIT_OPENER;
	case 0x3011:
	case 0x3015:
	case 0xff09:
		return CREDIT_CLOSER | CREDIT_STOP;
	default:
		return is_wide_space(code) ? CREDIT_BLANK : 0;
	}
}
