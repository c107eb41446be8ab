/*
 * marked.h - a passage, with the words that another occurrence has instead
 *
 * Text on its way to a terminal: printable, on one line, with bytes in it that
 * switch styles where marked words begin and end.  Brackets stay without
 * colour, as wdiff(1) has them: [-old-] {+new+}.
 */
#ifndef REPORT_MARKED_H
#define REPORT_MARKED_H

#include "base/buffer.h"
#include "ndup.h"

/* Bytes that no text of an article has after escape_terminal(). */
enum { MARK_OLD = '\1', MARK_NEW = '\2', MARK_END = '\3' };

enum marked_sides { MARKED_BOTH, MARKED_OLD, MARKED_NEW };

/* Columns that stay of stretches without an edit: at the beginning and the end
 * of a passage, and on both sides of each edit. */
struct marked_room {
	size_t head, tail, near;
	bool brief; /* not how many words are left out */
};

struct marked {
	struct ndup_slice a, b;
	const struct ndup_edit *edits; /* of b against a, by place */
	size_t num_edits;
	enum marked_sides sides;        /* b's own words, a's own, or both */
	const struct marked_room *room; /* NULL: all is shown */
	bool words;                     /* say "left out" rather than dots */
};

/* Adds the text of a (of b if only its words are wanted). */
void marked_write(struct buffer *, const struct marked *);

#endif
