/*
 * balance.h - where a JSON value ends
 *
 * Keeps track of strings and of the brackets open, and notices what no valid
 * JSON can have: a line end inside a string, a word or number right behind one,
 * a bracket closed by the other kind, an object where a key must stand.  It is
 * not the parser: it only finds the borders, so that each value can be parsed on
 * its own.  Brackets inside more than BALANCE_DEPTH others are only counted.
 */
#ifndef INPUT_BALANCE_H
#define INPUT_BALANCE_H

#include "ndup.h"

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

#endif
