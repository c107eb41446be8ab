/*
 * published.c - the date field of a record
 *
 * Unix time is told from other numbers by its size: between 1973 and 5138 in
 * seconds or milliseconds.
 */
#include "published.h"

static const int64_t least = 100000000, most = 100000000000;

static size_t
num_digits(struct ndup_slice text)
{
	size_t i = 0;

	while (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9')
		i++;
	return i;
}

/* Whole seconds or milliseconds, and maybe a fraction, which is dropped. */
static bool
read_unix(struct ndup_slice text, struct ndup_time *time)
{
	size_t digits = num_digits(text), i;
	struct ndup_slice fraction = {text.ptr + digits, text.len - digits};
	int64_t value = 0;

	if (digits == 0 || digits > 15)
		return false;
	for (i = 0; i < digits; i++)
		value = value * 10 + (text.ptr[i] - '0');
	if (fraction.len > 0) {
		if (*fraction.ptr != '.')
			return false;
		fraction.ptr++;
		fraction.len--;
		if (num_digits(fraction) != fraction.len)
			return false;
	}
	if (value >= most)
		value /= 1000;
	if (value < least || value >= most)
		return false;
	*time = (struct ndup_time){value, 0, NDUP_TIME_ZONED};
	return true;
}

bool
published_read(struct ndup_slice text, bool is_number, struct ndup_time *time)
{
	bool may_be_date = !is_number || (num_digits(text) == text.len &&
					     (text.len == 8 || text.len == 14));

	if (may_be_date && ndup_time_parse(text, time))
		return true;
	return read_unix(text, time);
}
