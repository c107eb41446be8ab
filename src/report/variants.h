/*
 * variants.h - how the occurrences of a passage differ from the first one
 */
#ifndef REPORT_VARIANTS_H
#define REPORT_VARIANTS_H

#include "sink.h"

/* ---- a passage, with the words that another occurrence has instead ------- */

/*
 * Text on its way to a terminal: printable, on one line, with bytes in it that
 * switch styles where marked words begin and end.  Brackets stay without
 * colour, as wdiff(1) has them: [-old-] {+new+}.
 */

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

/* ---- a passage of a pair, and how its two sides differ ------------------- */

/* Begins as zeroes. */
struct pair_texts {
	struct buffer a, b; /* the texts of both articles */
};

/* False, with the sink's status set, if they cannot be read. */
bool pair_texts_load(struct pair_texts *, struct sink *, struct ndup_scan *,
    const struct ndup_match *);

/* The sides of a passage and the edits between them, until the next call;
 * false, with the sink's status set, without memory. */
bool pair_texts_mark(const struct pair_texts *, struct sink *,
    struct ndup_differ *, const struct ndup_passage *, struct marked *);
void pair_texts_free(struct pair_texts *);

/* Occurrences that have the same words. */
struct variant {
	size_t first;      /* of them */
	struct buffer key; /* equal for equal edits */
};

/* Begins as zeroes; reused from passage to passage. */
struct variants {
	struct ndup_differ *differ;
	struct buffer text;  /* of the article that has the first occurrence */
	struct ndup_slice a; /* the first occurrence, in there */
	struct variant *items; /* in the order of their first occurrences */
	size_t num, items_capacity;
	uint32_t *of; /* of each occurrence, from 1; 0: as the first */
	size_t of_capacity;
};

/* Both return false after a failure, which the sink's status then tells. */
bool variants_find(struct variants *, struct sink *, struct ndup_scan *,
    const struct ndup_shared *);

/* The words of an occurrence against those of the first; valid until the next
 * call of these and until another article is read. */
bool variants_mark(struct variants *, struct sink *, struct ndup_scan *,
    const struct ndup_occurrence *, struct marked *);
void variants_free(struct variants *);

#endif
