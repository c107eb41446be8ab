/*
 * borders.h - where a JSON record ends; where the next one begins behind a
 * damaged one
 */
#ifndef INPUT_BORDERS_H
#define INPUT_BORDERS_H

#include "ndup.h"

/* ---- where a JSON value ends --------------------------------------------- */

/*
 * Keeps track of strings and of the brackets open, and notices what no valid
 * JSON can have: a line end inside a string, a word or number right behind one,
 * a bracket closed by the other kind, an object where a key must stand.  It is
 * not the parser: it only finds the borders, so that each value can be parsed
 * on its own.  Brackets inside more than BALANCE_DEPTH others are only counted.
 * Strings, which are most of a news record, are passed by memchr.
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

/* Reads on from pos, at first all zero but for the reason.  bytes begins with
 * the value and holds all of it that was read before. */
enum balance_state balance_run(struct balance *, struct ndup_slice bytes);

/* ---- where a record begins behind one that is damaged -------------------- */

/*
 * Two signs, since brackets and quotes are no longer to be trusted: a line that
 * begins with a brace and is indented no more than the damaged record was; and,
 * behind the damage, a comma and the same brace and key that a record before
 * began with, for arrays that stand on one line.
 */
enum { OPENING_SIZE = 64 };

struct opening {
	size_t column; /* bytes before the damaged record in its line */
	char text[OPENING_SIZE]; /* {"key" as a record began, with its spaces */
	size_t size;             /* 0: not known */
};

/* Where to look on: offsets of the damaged record's bytes. */
struct opening_search {
	size_t line;    /* for a line that begins with a brace */
	size_t in_line; /* for a comma and text; SIZE_MAX: for none */
};

/* Notes how a record begins, if its first key is short. */
void opening_note(struct opening *, struct ndup_slice record);

/*
 * Looks for the nearest record.  True: it begins at *at; false: look on by the
 * same search when there are more bytes.  Cost: each byte is looked at twice.
 */
bool opening_find(const struct opening *, struct ndup_slice bytes,
    struct opening_search *, size_t *at);

#endif
