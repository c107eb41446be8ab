/*
 * format.h - what a file holds, by its name; and how many files of other kinds
 * were found
 */
#ifndef INPUT_FORMAT_H
#define INPUT_FORMAT_H

#include "base/memory.h"
#include "feed.h"
#include "ndup.h"
#include "source.h"

enum format { FORMAT_UNKNOWN, FORMAT_TEXT, FORMAT_JSONL, FORMAT_JSON };

struct kind {
	enum format format;
	enum packing packing;
	bool bare; /* no suffix that says text: the bytes may be no text */
	struct ndup_slice suffix; /* ".json.gz"; in the name */
};

/* By the last part of a path. */
struct kind kind_of(const char *path);

/* "text", "jsonl", "json"; any other name: FORMAT_UNKNOWN. */
enum format format_by_name(const char *name);

struct kinds {
	struct ndup_kind *items; /* sorted by suffix */
	size_t num, capacity;
	struct arena names;
};

/* Counts a file; a suffix in small letters.  NDUP_NOMEM or NDUP_OK. */
enum ndup_status kinds_add(struct kinds *, struct ndup_slice suffix);
void kinds_free(struct kinds *);

/* ---- what a stream without a name holds, by its first bytes -------------- */

/*
 * JSON if it begins with a bracket, or with an object that goes on over
 * several lines; JSON Lines if with an object on one line; else text.
 */
enum format sniff_format(struct feed *);

#endif
