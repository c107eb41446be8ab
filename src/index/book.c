/*
 * book.c - a long article of the index that is compared again and again
 */
#include "base/memory.h"
#include "index/book.h"

/* So many calls for others make the book another one, at most. */
enum { MOST_CREDIT = 16 };

static bool
is_same(const struct book *book, const struct indexed *is, uint32_t generation)
{
	return book->name != 0 && book->number == is->number &&
	       book->tokens_hash == is->tokens_hash &&
	       book->num_tokens == is->num_tokens &&
	       book->content == is->content &&
	       book->generation == generation;
}

static void
become(struct book *book, const struct indexed *is, uint32_t generation)
{
	book->num_names += book->num_names == UINT32_MAX ? 2 : 1;
	book->name = book->num_names;
	book->number = is->number;
	book->tokens_hash = is->tokens_hash;
	book->content = is->content;
	book->num_tokens = is->num_tokens;
	book->generation = generation;
	book->has_ids = book->has_spans = book->measures = false;
}

bool
book_is(struct book *book, const struct indexed *is, uint32_t generation)
{
	bool same = is_same(book, is, generation);

	if (!same && book->credit > 0) {
		book->credit--;
		return false;
	}
	if (!same)
		become(book, is, generation);
	book->credit += book->credit < MOST_CREDIT;
	return true;
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
	if (status == NDUP_OK)
		status = measurer_compare(&book->measurer, other, out);
	if (status == NDUP_OK)
		measures_turn(out);
	return status;
}

void
book_free(struct book *book)
{
	measurer_free(&book->measurer);
	read_tokens_free(&book->read);
}

void
read_tokens_free(struct read_tokens *read)
{
	memory_free(read->ids);
	memory_free(read->spans);
}
