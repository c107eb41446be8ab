/*
 * fact_numbers.h - quantities in a text, and whether two are the same
 */
#ifndef COMPARE_FACT_NUMBERS_H
#define COMPARE_FACT_NUMBERS_H

#include "fact_side.h"

enum fact_quantity_kind {
	FACT_NUMBER,
	FACT_MONTH,
	FACT_FIGURES, /* 10:30, 5/6/2024: as they are written */
};

struct fact_quantity {
	struct tokens_span tokens;
	enum fact_quantity_kind kind;
	double value;
	double
	    other; /* 1.000 is one, or a thousand; mostly the same as value */
	uint64_t hash; /* of figures */
	int zone;      /* of a time of day, as a number over 0; 0: none */
};

/* Whether a token is, or may be, part of a quantity. */
bool fact_is_quantity(const struct fact_side *, uint32_t token);

/* Whether a token, not the first, goes on with the quantity before it. */
bool fact_quantity_goes_on(const struct fact_side *, uint32_t token);

/* The quantity that begins with this token; false if there is none. */
bool fact_quantity_read(
    const struct fact_side *, uint32_t token, struct fact_quantity *);

/* Whether two quantities are one: 4 and four, 1,000 and 1 000, 5.0 and 5.  Times
 * of different zones are not held against each other. */
bool fact_quantities_agree(
    const struct fact_quantity *, const struct fact_quantity *);

#endif
