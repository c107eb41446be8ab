/*
 * ignored.h - what of an article counts for nothing, and why
 */
#ifndef EVIDENCE_IGNORED_H
#define EVIDENCE_IGNORED_H

#include "boilerplate/marker.h"
#include "corpus/scan_data.h"
#include "positions.h"

/* What it takes to find it; one a thread, zeroes at first. */
struct ignorer {
	struct marker marker;
	uint32_t *marks; /* of each token, the place in the list of its phrase;
	                    MARK_NONE */
	size_t marks_capacity;
};

struct ignored_list {
	struct ndup_ignored *items;
	size_t num, items_capacity;
};

/*
 * Adds the stretches of an article that count for nothing, by place.  A row of
 * words for one reason is one stretch, from its first word to its last; of what
 * stands each phrase is one, but less than min_passage words of it join the
 * phrase before.  The positions are then of this article.  Linear.
 */
enum ndup_status ignored_find(struct ignorer *, struct positions *,
    const struct ndup_scan *, uint32_t article, struct ignored_list *);
void ignorer_free(struct ignorer *);

#endif
