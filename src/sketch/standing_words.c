/*
 * standing_words.c - passage keys that stand -> words that do
 */
#include "text/words.h"
#include "standing_words.h"
#include "winnow.h"

uint32_t
standing_words_mark(uint32_t *ids, size_t num,
    const struct key_shingles *shingles, const struct set *keys)
{
	const struct window *window = shingles->windows.items;
	const struct window *end = window + shingles->windows.num;
	uint32_t i, done = 0;

	for (; window < end; window++) {
		if (!set_has(keys, passage_key(window->hash)))
			continue;
		i = window->begin > done ? window->begin : done;
		for (; i < window->end; i++)
			ids[i] |= WORD_STANDS;
		done = window->end;
	}
	return done == 0
		   ? 0
		   : words_weigh(ids, num) - words_weigh_counted(ids, num);
}
