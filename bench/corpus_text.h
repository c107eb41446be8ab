/*
 * corpus_text.h - writes articles: sentences, paragraphs, titles
 *
 * In: a language, a key, a length.  Out: text.  The same key gives the same
 * text, so an article that is to be copied is written anew, not kept.
 */
#ifndef BENCH_CORPUS_TEXT_H
#define BENCH_CORPUS_TEXT_H

#include "corpus_language.h"

/* Stretches of text that stand in another article too. */
struct piece {
	uint32_t origin;      /* article */
	uint32_t from, begin; /* bytes of the origin, and of this text */
	uint32_t size;
};

struct text {
	char *bytes; /* ASCII; each paragraph ends in two newlines */
	size_t size, capacity;
	uint32_t *paragraphs; /* where each begins */
	size_t num_paragraphs, max_paragraphs;
	uint32_t num_words;
	struct piece *pieces; /* by place in this text */
	size_t num_pieces, max_pieces;
};

#define NUM_NAMES 5
#define NO_TOPIC UINT32_MAX

struct writer {
	const struct language *language;
	struct random random;
	uint32_t before, last;     /* words or contexts */
	uint32_t names[NUM_NAMES]; /* persons in this article */
	uint32_t stock;            /* set phrases in 1000 units: from 1 to 63 */
	uint32_t topic;            /* its phrases are used, or NO_TOPIC */
};

struct writer writer_new(const struct language *, uint64_t key, uint32_t topic);

void text_clear(struct text *);
void text_append(struct text *, const char *bytes, size_t size);
void text_open_paragraph(struct text *);
void text_append_word(struct text *, const struct word *);

/* A stretch of another article's text; neighbours join. */
void text_copy(struct text *, uint32_t origin, const struct text *,
    uint32_t begin, uint32_t end);

/* Whole paragraphs of about so many words, at least one. */
void writer_add(struct writer *, struct text *, uint32_t num_words);

/* A line of so many words with a capital, no newline. */
void writer_add_line(struct writer *, struct text *, uint32_t num_words);

/* A length in words, distributed as those of Reuters news. */
uint32_t random_length(struct random *);

#endif
