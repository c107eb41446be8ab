/*
 * ignore.h - known boilerplate, which counts for nothing
 */
#ifndef TEXT_IGNORE_H
#define TEXT_IGNORE_H

#include "base/set.h"
#include "tokenise.h"
#include "window.h"

/* The stretches of one length that are to be ignored. */
struct ignore_length {
	struct windows windows;
	struct set hashes;
};

struct ignore {
	struct ignore_length *lengths;
	size_t num_lengths, lengths_capacity;
	uint32_t ignored; /* half words, by the last ignore_apply() */
	bool *marks;      /* scratch: one a token */
	size_t marks_capacity;
};

/*
 * From params.ignore_text: paragraphs with empty lines between them.  A
 * stretch of an article is ignored if it is min_passage words or more of a
 * paragraph, or the whole of a paragraph shorter than that.
 */
enum ndup_status ignore_init(
    struct ignore *, const struct ndup_params *, struct tokeniser *);

/* Sets ignored tokens to 0. */
enum ndup_status ignore_apply(
    struct ignore *, uint64_t *tokens, size_t num_tokens);
void ignore_free(struct ignore *);

#endif
