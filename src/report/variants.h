/*
 * variants.h - how the occurrences of a passage differ from the first one
 */
#ifndef REPORT_VARIANTS_H
#define REPORT_VARIANTS_H

#include "marked.h"
#include "sink.h"

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
	size_t num, capacity;
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
