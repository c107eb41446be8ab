/*
 * records.h - the records of a JSON file: one object, or an array of them
 *
 * Streaming: one record at a time is held.  A record that is damaged costs
 * what stands up to the next one (opening.h).
 */
#ifndef INPUT_RECORDS_H
#define INPUT_RECORDS_H

#include "feed.h"
#include "ndup.h"
#include "opening.h"
#include "record.h"

/* ---- where a JSON value ends --------------------------------------------- */

/*
 * Keeps track of strings and of the brackets open, and notices what no valid
 * JSON can have: a line end inside a string, a word or number right behind one,
 * a bracket closed by the other kind, an object where a key must stand.  It is
 * not the parser: it only finds the borders, so that each value can be parsed on
 * its own.  Brackets inside more than BALANCE_DEPTH others are only counted.
 */

enum { BALANCE_DEPTH = 1024 };

enum balance_state {
	BALANCE_OPEN,    /* all was read and the value goes on */
	BALANCE_CLOSED,  /* it ends at pos */
	BALANCE_DAMAGED, /* see reason */
};

struct balance {
	size_t pos;   /* bytes read */
	size_t depth; /* brackets open */
	bool in_string;
	char last; /* character outside strings, other than white space */
	size_t string_begin; /* of the last string */
	size_t suspect;      /* if damaged: from here on a value may begin */
	uint64_t objects[BALANCE_DEPTH / 64]; /* a bit a level: a brace */
	const char *reason;
};

void balance_begin(struct balance *);

/*
 * Reads on from pos.  bytes begins with the value and holds all of it that
 * was read before.
 */
enum balance_state balance_run(struct balance *, struct ndup_slice bytes);

/* ---- the records of JSON Lines ------------------------------------------- */

struct lines {
	struct feed *feed;
	size_t most;     /* bytes of a line that is held */
	uint64_t number; /* lines taken */
};

void lines_begin(struct lines *, struct feed *, size_t most);

/* Passes over what stands before an offset, behind which the lines of this
 * number end.  NDUP_END: there is less than that. */
enum ndup_status lines_skip(
    struct lines *, uint64_t offset, uint64_t number, struct ndup_error *);

/*
 * The next line that is not blank.  NDUP_OK, NDUP_END, or the stream's error:
 * a line that it cut off is dropped.
 */
enum ndup_status lines_next(
    struct lines *, struct record *, struct ndup_error *);

struct records {
	struct feed *feed;
	size_t most; /* bytes of a record that is held */
	uint64_t number;
	uint64_t line; /* of the next byte, from 1 */
	size_t column; /* bytes before it in its line */
	bool in_array;
	bool lost; /* behind a record too long to be held */
	struct opening opening;
	uint64_t wary; /* records that begin before this offset end before the
	                  next line that begins one */
};

void records_begin(struct records *, struct feed *, size_t most);

/*
 * The next record; record.damage tells that it has no end: its bytes are all
 * that is passed over.  NDUP_OK, NDUP_END,
 * NDUP_INPUT (the file's array is not closed; or the stream's error).
 */
enum ndup_status records_next(
    struct records *, struct record *, struct ndup_error *);

#endif
