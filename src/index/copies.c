/*
 * copies.c - earlier articles of one text, measured once
 */
#include "copies.h"

void
copies_clear(struct copies *copies)
{
	copies->num = copies->next = 0;
}

const struct copied *
copies_find(const struct copies *copies, uint64_t tokens_hash,
    const struct words *words)
{
	const struct copied *copied;
	size_t i;

	for (i = 0; i < copies->num; i++) {
		copied = &copies->texts[i];
		if (copied->tokens_hash == tokens_hash &&
		    words_identical(&copied->words, words))
			return copied;
	}
	return NULL;
}

void
copies_keep(struct copies *copies, const struct copied *copied,
    struct read_tokens *read)
{
	struct copied *place = &copies->texts[copies->next];
	struct read_tokens spare = place->read;

	*place = *copied;
	place->read = spare;
	if (copied->words.ids == read->ids) {
		place->read = *read;
		*read = spare;
	}
	copies->next = (copies->next + 1) % NUM_COPIED;
	copies->num += copies->num < NUM_COPIED;
}

void
copies_free(struct copies *copies)
{
	unsigned i;

	for (i = 0; i < NUM_COPIED; i++)
		read_tokens_free(&copies->texts[i].read);
}
