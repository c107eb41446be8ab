/*
 * opening.c - where a record begins behind one that is damaged
 */
#include <string.h>

#include "opening.h"

static bool
is_gap(char c)
{
	return c == ' ' || c == '\t';
}

/* Bytes of {"key" at the beginning of a record; 0: it does not begin so. */
static size_t
opening_size(struct ndup_slice record)
{
	size_t at = 1;

	if (record.len == 0 || record.ptr[0] != '{')
		return 0;
	while (at < record.len && is_gap(record.ptr[at]))
		at++;
	if (at == record.len || record.ptr[at] != '"')
		return 0;
	for (at++; at < record.len && record.ptr[at] != '"'; at++)
		if (record.ptr[at] == '\n' || record.ptr[at] == '\\')
			return 0;
	return at < record.len ? at + 1 : 0;
}

void
opening_note(struct opening *opening, struct ndup_slice record)
{
	size_t size;

	if (record.len > OPENING_SIZE)
		record.len = OPENING_SIZE;
	if ((size = opening_size(record)) == 0)
		return;
	memcpy(opening->text, record.ptr, size);
	opening->size = size;
}

/* From *from on, a line.  True: it begins at *from; false: where to look on. */
static bool
find_line(struct ndup_slice bytes, size_t *from, size_t column)
{
	const char *newline;
	size_t begin, i;

	while ((newline = memchr(bytes.ptr + *from, '\n', bytes.len - *from)) !=
	       NULL) {
		begin = (size_t)(newline - bytes.ptr) + 1;
		for (i = begin; i < bytes.len; i++)
			if (!is_gap(bytes.ptr[i]) && bytes.ptr[i] != ',')
				break;
		*from = begin;
		if (i == bytes.len) {
			*from = begin - 1;
			return false;
		}
		if (bytes.ptr[i] == '{' && i - begin <= column)
			return true;
	}
	*from = bytes.len;
	return false;
}

static bool
is_behind_comma(struct ndup_slice bytes, size_t at)
{
	while (at > 0 && is_gap(bytes.ptr[at - 1]))
		at--;
	return at > 0 && bytes.ptr[at - 1] == ',';
}

/* The same for the text. */
static bool
find_in_line(
    const struct opening *opening, struct ndup_slice bytes, size_t *from)
{
	const char *found;

	if (opening->size == 0)
		return false;
	while (bytes.len >= *from + opening->size) {
		found = memmem(bytes.ptr + *from, bytes.len - *from,
		    opening->text, opening->size);
		if (found == NULL) {
			*from = bytes.len - opening->size + 1;
			return false;
		}
		*from = (size_t)(found - bytes.ptr);
		if (is_behind_comma(bytes, *from))
			return true;
		++*from;
	}
	return false;
}

bool
opening_find(const struct opening *opening, struct ndup_slice bytes,
    struct opening_search *search, size_t *at)
{
	bool is_line = find_line(bytes, &search->line, opening->column);

	*at = search->line;
	if (search->in_line == SIZE_MAX)
		return is_line;
	if (is_line)
		bytes.len = *at;
	if (search->in_line >= bytes.len ||
	    !find_in_line(opening, bytes, &search->in_line))
		return is_line;
	*at = search->in_line;
	return true;
}
