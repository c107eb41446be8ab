/*
 * corpus_edits.h - how an article comes from others
 *
 * Each adds to a text what it takes from originals, with the pieces that say
 * where from, and what is new.
 */
#ifndef BENCH_CORPUS_EDITS_H
#define BENCH_CORPUS_EDITS_H

#include "corpus_plan.h"
#include "corpus_text.h"

struct origin {
	uint32_t article;
	const struct text *text;
};

void edit_verbatim(struct text *, struct origin);

/* So many of 1000 words substituted, deleted or inserted; at least one. */
void edit_light(struct text *, struct origin, struct writer *, uint32_t rate);
void edit_reorder(struct text *, struct origin, struct random *);
void edit_merge(struct text *, struct origin, struct origin, struct random *);

/* The others by kind: ABRIDGED, EXTENDED, FOLLOW_UP; the writer's randomness
 * decides. */
void edit_paragraphs(struct text *, struct origin, struct writer *, enum kind);

/* A paragraph of another text among one's own, num_words long with it. */
void edit_embed(
    struct text *, struct origin, struct writer *, uint32_t num_words);

#endif
