/*
 * marker.h - an article -> its shingles as passage keys have them, with places
 */
#ifndef BOILERPLATE_MARKER_H
#define BOILERPLATE_MARKER_H

#include "corpus/articles.h"
#include "text/window.h"
#include "boilerplate.h"

/* One a thread. */
struct marker {
	struct windows windows; /* the shingles of the article read last */
	struct words words;     /* the article itself */
	uint64_t *values;
	size_t values_capacity;
	struct fetched fetched;
};

/* Notes the tokens that a shingle begins with. */
void heads_add(struct shingle_heads *, const uint32_t *ids);

enum ndup_status marker_init(struct marker *, const struct ndup_params *);

/* Reads the words of an article; then finds its shingles. */
enum ndup_status marker_fetch(
    struct marker *, const struct articles *, const struct article *);
enum ndup_status marker_find_shingles(struct marker *, const struct articles *);
void marker_free(struct marker *);

#endif
