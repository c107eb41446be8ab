/*
 * marker.h - an article -> its shingles as passage keys have them, with places
 */
#ifndef BOILERPLATE_MARKER_H
#define BOILERPLATE_MARKER_H

#include "corpus/articles.h"
#include "text/window.h"

/* One a thread. */
struct marker {
	struct windows windows; /* the shingles of the article read last */
	struct words words;     /* the article itself */
	uint64_t *values;
	size_t values_capacity;
	struct fetched fetched;
};

enum ndup_status marker_init(struct marker *, const struct ndup_params *);
enum ndup_status marker_read(
    struct marker *, const struct articles *, const struct article *);
void marker_free(struct marker *);

#endif
