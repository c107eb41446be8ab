/*
 * corpus_truth.h - which articles share what, by construction
 *
 * In: articles with their pieces, in order.  Out: a line for each pair that
 * shares text.  Keeps the pieces of the last WINDOW articles.
 */
#ifndef BENCH_CORPUS_TRUTH_H
#define BENCH_CORPUS_TRUTH_H

#include "corpus_plan.h"
#include "corpus_text.h"

#include <stdio.h>

#define ID_FORMAT "n%08u"

struct truth;

/* Lines go to the file; NULL: none are written. */
struct truth *truth_new(const struct plan *, FILE *);

/* The text without boilerplate, and where it begins in the article. */
void truth_add(
    struct truth *, uint32_t article, const struct text *, uint32_t shift);

/* What of the article is boilerplate: its first and last bytes. */
void truth_add_boilerplate(struct truth *, uint32_t article, uint32_t size,
    uint32_t head, uint32_t tail);
void truth_free(struct truth *);

#endif
