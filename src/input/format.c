/*
 * format.c - the formats of input: what is in a file, by its name or its first
 * bytes
 *
 * Suffixes are compared in small letters.  A name that begins with its only
 * dot has none, and is text.
 */
#include <string.h>
#include <strings.h>

#include "format.h"

static const struct format *const formats[] = {
    &text_format, &jsonl_format, &json_format};

enum { NUM_FORMATS = sizeof formats / sizeof formats[0] };

const struct ndup_input_format *
ndup_input_format_at(unsigned number)
{
	return number < NUM_FORMATS ? &formats[number]->is : NULL;
}

const struct format *
format_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < NUM_FORMATS; i++)
		if (strcmp(formats[i]->is.name, name) == 0)
			return formats[i];
	return NULL;
}

void
format_names(struct buffer *out)
{
	size_t i;

	for (i = 0; i < NUM_FORMATS; i++)
		buffer_printf(out, "%s%s",
		    i == 0                ? ""
		    : i + 1 < NUM_FORMATS ? ", "
					  : " or ",
		    formats[i]->is.name);
}

/* ---- by a file's name --------------------------------------------------- */

/* The last suffix of a name of so many bytes, its dot included; else empty. */
static struct ndup_slice
last_suffix(const char *name, size_t len)
{
	size_t dot;

	for (dot = len; dot > 0 && name[dot - 1] != '.'; dot--)
		continue;
	if (dot <= 1 || dot == len)
		return (struct ndup_slice){name + len, 0};
	return (struct ndup_slice){name + dot - 1, len - dot + 1};
}

static bool
suffix_is(struct ndup_slice slice, const char *word)
{
	return slice.len == strlen(word) &&
	       strncasecmp(slice.ptr, word, slice.len) == 0;
}

static enum packing
packing_by_suffix(struct ndup_slice suffix)
{
	if (suffix_is(suffix, ".gz"))
		return PACKING_GZIP;
	if (suffix_is(suffix, ".zst") || suffix_is(suffix, ".zstd"))
		return PACKING_ZSTD;
	return PACKING_NONE;
}

static const struct format *
format_by_suffix(struct ndup_slice suffix)
{
	const char *const *own;
	size_t i;

	for (i = 0; i < NUM_FORMATS; i++)
		for (own = formats[i]->is.suffixes; *own != NULL; own++)
			if (suffix_is(suffix, *own))
				return formats[i];
	return NULL;
}

struct kind
kind_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t len = strlen(name);
	struct ndup_slice suffix = last_suffix(name, len);
	struct kind kind = {NULL, PACKING_NONE, false, suffix};

	kind.packing = packing_by_suffix(suffix);
	if (kind.packing != PACKING_NONE) {
		suffix = last_suffix(name, len - suffix.len);
		kind.suffix.ptr -= suffix.len;
		kind.suffix.len += suffix.len;
	}
	kind.format = format_by_suffix(suffix);
	kind.bare = kind.format == NULL;
	if (suffix.len == 0)
		kind.format = &text_format;
	return kind;
}

/* ---- by a file's first bytes -------------------------------------------- */

/*
 * Looks at as much as the formats need, a megabyte at most.  An error of the
 * stream comes up again when its bytes are read.
 */

enum { MOST_TO_SEE = 1024 * 1024 };

/* The first format that these bytes are in; *unclear: one before may be it. */
static const struct format *
format_by_bytes(struct ndup_slice bytes, bool all, bool *unclear)
{
	enum sign sign;
	size_t i;

	*unclear = false;
	for (i = 0; i < NUM_FORMATS; i++) {
		if (formats[i]->recognise == NULL)
			continue;
		sign = formats[i]->recognise(bytes, all);
		if (sign == SIGN_YES)
			return formats[i];
		*unclear |= sign == SIGN_UNCLEAR;
	}
	return &text_format;
}

const struct format *
format_recognise(struct feed *feed)
{
	const struct format *format;
	struct ndup_slice bytes;
	bool unclear, all = false;

	for (;;) {
		bytes = feed_bytes(feed);
		format = format_by_bytes(
		    bytes, all || bytes.len >= MOST_TO_SEE, &unclear);
		if (!unclear || all || bytes.len >= MOST_TO_SEE)
			return format;
		all = !feed_peek(feed);
	}
}
