/*
 * book.h - long articles of the index that are compared again and again
 *
 * One that holds many others, as a volume does, is a candidate of each of them:
 * it is read once, not once for each.
 */
#ifndef INDEX_BOOK_H
#define INDEX_BOOK_H

#include "compare/measure.h"
#include "record.h"

/* The tokens of an article, and their places, if they were read. */
struct read_tokens {
	uint32_t *ids;
	struct ndup_span *spans;
	size_t ids_capacity, spans_capacity;
};

/* Zeroes at first, but for the measurer. */
struct book {
	/* Which article it is; name 0: none. */
	uint32_t name, number, num_tokens, generation;
	uint64_t tokens_hash, content;
	uint32_t credit; /* see books_find() */
	struct read_tokens read;
	bool has_ids, has_spans;
	struct measurer measurer;
	bool measures; /* the article is its a */
};

enum { NUM_BOOKS = 4 };

struct books {
	struct book items[NUM_BOOKS];
	uint32_t num_names; /* given so far */
};

enum ndup_status books_init(struct books *, const struct ndup_params *);

/*
 * The book that the article is by now; it may become one.  NULL: it is none.
 * Of more that take turns most stay: a call for another one costs the book that
 * was asked for least a credit, and without any it goes.  The generation is
 * that of the ids of words.
 */
struct book *books_find(
    struct books *, const struct indexed *, uint32_t generation);

/* Measures another article against the book, whose words these are, as far as
 * measurer_compare() does: the other is a in what is measured. */
enum ndup_status book_measure(struct book *, const struct words *words,
    const struct words *other, struct measures *);
void books_free(struct books *);
void read_tokens_free(struct read_tokens *);

#endif
