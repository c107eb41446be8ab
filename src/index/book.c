/*
 * book.c - long articles of the index that are compared again and again
 */
#include "base/memory.h"
#include "book.h"

/* So many calls for others make a book another one, at most. */
enum { MOST_CREDIT = 16 };

static bool
is_same(const struct book *book, const struct indexed *is, uint32_t generation)
{
	return book->name != 0 && book->number == is->number &&
	       book->tokens_hash == is->tokens_hash &&
	       book->num_tokens == is->num_tokens &&
	       book->content == is->content && book->generation == generation;
}

static struct book *
become(struct books *books, struct book *book, const struct indexed *is,
    uint32_t generation)
{
	books->num_names += books->num_names == UINT32_MAX ? 2 : 1;
	book->name = books->num_names;
	book->number = is->number;
	book->tokens_hash = is->tokens_hash;
	book->content = is->content;
	book->num_tokens = is->num_tokens;
	book->generation = generation;
	book->has_ids = book->has_spans = book->measures = false;
	book->credit = 1;
	return book;
}

struct book *
books_find(struct books *books, const struct indexed *is, uint32_t generation)
{
	struct book *book, *end = books->items + NUM_BOOKS;
	struct book *least = books->items;

	for (book = books->items; book < end; book++) {
		if (is_same(book, is, generation)) {
			book->credit += book->credit < MOST_CREDIT;
			return book;
		}
		if (book->credit < least->credit)
			least = book;
	}
	if (least->credit == 0)
		return become(books, least, is, generation);
	least->credit--;
	return NULL;
}

enum ndup_status
book_measure(struct book *book, const struct words *words,
    const struct words *other, struct measures *out)
{
	enum ndup_status status = NDUP_OK;

	if (!book->measures)
		status = measurer_base(&book->measurer, words);
	else
		measurer_move(&book->measurer, words);
	book->measures = status == NDUP_OK;
	/* The article at hand is another one each time, by the same name. */
	aligner_forget(&book->measurer.aligner, other->name);
	if (status == NDUP_OK)
		status = measurer_compare(&book->measurer, other, out);
	if (status == NDUP_OK)
		measures_turn(out);
	return status;
}

enum ndup_status
books_init(struct books *books, const struct ndup_params *params)
{
	size_t i;

	*books = (struct books){.num_names = 0};
	for (i = 0; i < NUM_BOOKS; i++) {
		if (measurer_init(&books->items[i].measurer, params) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

void
books_free(struct books *books)
{
	size_t i;

	for (i = 0; i < NUM_BOOKS; i++) {
		measurer_free(&books->items[i].measurer);
		read_tokens_free(&books->items[i].read);
	}
}

void
read_tokens_free(struct read_tokens *read)
{
	memory_free(read->ids);
	memory_free(read->spans);
}
