/*
 * punctuated.h - texts of tokens, with the marks that end sentences and clauses
 *
 * Every token has seven bytes, so that those of two texts tell apart which one
 * they are of: some digits, then a mark or none, then spaces.
 */
#ifndef TESTS_PUNCTUATED_H
#define TESTS_PUNCTUATED_H

#include "sequences.h"
#include "text/sentence.h"

enum { TOKEN_BYTES = 7 };

struct punctuated {
	char marks[SEQUENCE_MOST + 1]; /* before each token: '.', ',', or 0 */
	struct ndup_span spans[SEQUENCE_MOST];
	char text[TOKEN_BYTES * (SEQUENCE_MOST + 1)];
};

/* Writes the text by its marks; its first token begins at an offset, at most
 * six. */
static inline void
punctuated_write(struct punctuated *text, uint32_t offset)
{
	struct ndup_span *span;
	uint32_t i;

	memset(text->text, ' ', sizeof text->text);
	for (i = 0; i < SEQUENCE_MOST; i++) {
		span = &text->spans[i];
		span->begin = TOKEN_BYTES * i + offset;
		span->end = span->begin + 1 + i % 5;
		memset(text->text + span->begin, '7', span->end - span->begin);
		if (text->marks[i + 1] != 0)
			text->text[span->end] = text->marks[i + 1];
	}
}

/* So many marks of 100 tokens, half of them of sentences. */
static inline void
punctuated_draw(struct punctuated *text, uint32_t marks)
{
	uint32_t i;

	memset(text->marks, 0, sizeof text->marks);
	for (i = 1; i < SEQUENCE_MOST; i++)
		if (draw(100) < marks)
			text->marks[i] = draw(2) ? '.' : ',';
}

static inline struct ndup_slice
punctuated_slice(const struct punctuated *text)
{
	return (struct ndup_slice){text->text, sizeof text->text};
}

#endif
