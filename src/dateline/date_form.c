/*
 * date_form.c - match tokens against a form such as "Y-M-D"
 *
 * Forms are short strings, one letter a token, so that a way to write dates
 * costs a line in a table (date.c) and no code.
 */
#include <string.h>

#include "date_form.h"
#include "date_words.h"

static const struct {
	char letter;
	uint8_t min_digits, max_digits;
	int64_t min, max;
} fields[NUM_DATEFIELDS] = {
    [DATEFIELD_YEAR] = {'Y', 4, 4, 1000, 9999},
    [DATEFIELD_MONTH] = {'M', 1, 2, 1, 12},
    [DATEFIELD_DAY] = {'D', 1, 2, 1, 31},
    [DATEFIELD_FIRST] = {'A', 1, 2, 1, 31},
    [DATEFIELD_OTHER] = {'B', 1, 2, 1, 31},
    [DATEFIELD_HOUR] = {'h', 1, 2, 0, 23},
    [DATEFIELD_MINUTE] = {'m', 2, 2, 0, 59},
    [DATEFIELD_SECOND] = {'s', 2, 2, 0, 60},
    [DATEFIELD_FRACTION] = {'f', 1, DATETOKEN_MAX_DIGITS, 0, INT64_MAX},
    [DATEFIELD_COMPACT_DATE] = {'C', 8, 8, 0, INT64_MAX},
    [DATEFIELD_COMPACT_TIME] = {'K', 4, 6, 0, INT64_MAX},
    [DATEFIELD_COMPACT_BOTH] = {'L', 14, 14, 0, INT64_MAX},
};

/* The field that the token can fill for a letter of a form, or NUM_DATEFIELDS
 * if the letter stands for the token itself; -1: it does not fit. */
static int
fit(const struct datetoken *token, char letter)
{
	int i;

	if (token->kind == letter)
		return letter == DATEWORD_MONTH ? DATEFIELD_MONTH
						: NUM_DATEFIELDS;
	if (token->kind != DATETOKEN_NUMBER)
		return -1;
	for (i = 0; i < NUM_DATEFIELDS; i++)
		if (fields[i].letter == letter)
			break;
	if (i == NUM_DATEFIELDS || token->num_digits < fields[i].min_digits ||
	    token->num_digits > fields[i].max_digits ||
	    token->value < fields[i].min || token->value > fields[i].max ||
	    (i == DATEFIELD_COMPACT_TIME && token->num_digits == 5))
		return -1;
	return i;
}

static void
store(const struct datetoken *token, int field, int64_t *value)
{
	if (field < 0 || field == NUM_DATEFIELDS)
		return;
	value[field] = token->value;
	if (field == DATEFIELD_COMPACT_TIME && token->num_digits == 4)
		value[field] *= 100;
}

/* Whether white space may not stand between two letters of a form. */
static bool
is_tight(char before, char letter)
{
	return strchr("-/:,", before) != NULL ||
	       strchr("-/:,.", letter) != NULL;
}

size_t
dateform_match(const struct datetoken *token, const char *form,
    int64_t value[NUM_DATEFIELDS])
{
	size_t i, num;

	for (num = 0; form[num] != '\0'; num++) {
		if (fit(&token[num], form[num]) < 0)
			return 0;
		if (num > 0 && token[num].spaced &&
		    is_tight(form[num - 1], form[num]))
			return 0;
	}
	for (i = 0; i < num; i++)
		store(&token[i], fit(&token[i], form[i]), value);
	return num;
}

size_t
dateform_match_any(const struct datetoken *token, const char *const *forms,
    size_t num_forms, int64_t value[NUM_DATEFIELDS])
{
	size_t i, num;

	for (i = 0; i < num_forms; i++) {
		num = dateform_match(token, forms[i], value);
		if (num > 0)
			return num;
	}
	return 0;
}
