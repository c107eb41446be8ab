/*
 * pair_passage.h - a passage of a pair, and how its two sides differ
 */
#ifndef REPORT_PAIR_PASSAGE_H
#define REPORT_PAIR_PASSAGE_H

#include "report/marked.h"
#include "report/sink.h"

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

#endif
