/*
 * marker.h - an article -> its shingles as passage keys have them, with places
 */
#ifndef BOILERPLATE_MARKER_H
#define BOILERPLATE_MARKER_H

#include "corpus/articles.h"
#include "sketch/key_shingles.h"
#include "boilerplate.h"

/* One a thread. */
struct marker {
	struct key_shingles shingles; /* of the article read last */
	struct words words;           /* the article itself */
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
