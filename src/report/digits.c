/*
 * digits.c - numbers in reports for programs
 */
#include "report/digits.h"

static void
put(struct buffer *out, uint64_t value, unsigned least)
{
	char digits[20];
	unsigned num = 0;

	do {
		digits[sizeof digits - ++num] = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0 || num < least);
	buffer_add(out, digits + sizeof digits - num, num);
}

void
digits_number(struct buffer *out, uint64_t value)
{
	put(out, value, 1);
}

/* Two statements, so that no compiler fuses product and sum: the same digits
 * everywhere. */
void
digits_share(struct buffer *out, double value)
{
	double scaled = value * 10000;
	uint64_t digits = (uint64_t)(scaled + 0.5);

	put(out, digits / 10000, 1);
	buffer_string(out, ".");
	put(out, digits % 10000, 4);
}
