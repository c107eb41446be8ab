/*
 * corpus.h - hundreds of generated articles, like those of news wires
 *
 * Words are invented, in Latin and Cyrillic letters and Chinese characters,
 * as frequent as words are.  Articles are reprinted, edited, abridged,
 * extended, reordered, merged, followed up; one is printed 200 times, another
 * copied 80 times, a footer stands under many, some have a few words only.
 * Equal seeds give equal articles.
 */
#ifndef TESTS_CORPUS_H
#define TESTS_CORPUS_H

#include "ndup.h"

struct corpus {
	struct ndup_document *documents;
	uint32_t num, capacity;
	struct ndup_slice footer; /* that many end with; in none alone */
};

/* Over a thousand articles; small: some five hundred of all kinds. */
void corpus_make(struct corpus *, uint64_t seed, bool small);

/* Adds all; whether all were taken. */
bool corpus_add(const struct corpus *, struct ndup_scan *);

void corpus_free(struct corpus *);

#endif
