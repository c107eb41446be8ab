/*
 * corpus_edits.c - reprints, light edits, cuts, additions, other orders
 *
 * Light edits touch only plain words, without capital or punctuation, so that
 * what remains of the original is the same byte for byte.
 */
#include "corpus_edits.h"

#include <stdlib.h>

#define MAX_PARAGRAPHS 64U /* that change their order */

static uint32_t
paragraph_end(const struct text *text, size_t paragraph)
{
	return paragraph + 1 < text->num_paragraphs
		   ? text->paragraphs[paragraph + 1]
		   : (uint32_t)text->size;
}

/* The paragraphs from one to another, which is not taken. */
static void
take(struct text *text, struct origin origin, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		text_open_paragraph(text);
		text_copy(text, origin.article, origin.text,
		    origin.text->paragraphs[i], paragraph_end(origin.text, i));
	}
}

void
edit_verbatim(struct text *text, struct origin origin)
{
	take(text, origin, 0, origin.text->num_paragraphs);
}

static bool
is_plain(const struct text *text, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++)
		if (text->bytes[i] < 'a' || text->bytes[i] > 'z')
			return false;
	return begin < end;
}

/* Writes a word anew, leaves it out, or sets another before it; returns
 * where the original goes on. */
static uint32_t
edit_word(
    struct text *text, struct writer *writer, uint32_t begin, uint32_t end)
{
	uint32_t way = random_below(&writer->random, 4);
	uint32_t word;

	if (way == 0)
		return end + 1;
	word = language_next(
	    writer->language, &writer->random, writer->before, writer->last);
	text_append_word(text, &writer->language->words[word]);
	if (way > 1)
		return end;
	text_append(text, " ", 1);
	return begin;
}

static unsigned
edit_words(struct text *text, struct origin origin, struct writer *writer,
    uint32_t rate)
{
	const struct text *old = origin.text;
	uint32_t kept = 0, begin = 0, end;
	unsigned num_edits = 0;

	for (; begin < old->size; begin = end + 1) {
		for (end = begin; end < old->size && old->bytes[end] != ' ' &&
				  old->bytes[end] != '\n';)
			end++;
		if (end == old->size || old->bytes[end] != ' ' ||
		    !is_plain(old, begin, end) ||
		    random_below(&writer->random, 1000) >= rate)
			continue;
		text_copy(text, origin.article, old, kept, begin);
		kept = edit_word(text, writer, begin, end);
		num_edits++;
	}
	text_copy(text, origin.article, old, kept, (uint32_t)old->size);
	return num_edits;
}

void
edit_light(struct text *text, struct origin origin, struct writer *writer,
    uint32_t rate)
{
	/* Of five words about four are plain. */
	uint32_t plain_rate = rate * 5 / 4;

	do {
		text_clear(text);
		plain_rate = plain_rate < 500 ? plain_rate + 1 : 500;
	} while (edit_words(text, origin, writer, plain_rate) == 0 &&
		 plain_rate < 500);
}

void
edit_reorder(struct text *text, struct origin origin, struct random *random)
{
	size_t order[MAX_PARAGRAPHS], num = origin.text->num_paragraphs;

	num = num < MAX_PARAGRAPHS ? num : MAX_PARAGRAPHS;
	for (size_t i = 0; i < num; i++) {
		size_t other = random_below(random, (uint32_t)i + 1);

		order[i] = order[other];
		order[other] = i;
	}
	for (size_t i = 0; i < num; i++)
		take(text, origin, order[i], order[i] + 1);
	take(text, origin, num, origin.text->num_paragraphs);
}

void
edit_merge(struct text *text, struct origin first, struct origin second,
    struct random *random)
{
	size_t a = first.text->num_paragraphs;
	size_t b = second.text->num_paragraphs;
	size_t num_a = a - random_below(random, (uint32_t)a / 2 + 1);
	size_t num_b = b - random_below(random, (uint32_t)b / 2 + 1);

	for (size_t i = 0; i < num_a || i < num_b; i += 2) {
		take(text, first, i, i + 2 < num_a ? i + 2 : num_a);
		take(text, second, i, i + 2 < num_b ? i + 2 : num_b);
	}
}

/* The beginning, 30 to 80 % of it, perhaps without one paragraph. */
static void
abridge(struct text *text, struct origin origin, struct random *random)
{
	size_t num = origin.text->num_paragraphs, dropped;
	uint32_t percent = 30 + random_below(random, 51);
	size_t kept = (num * percent + 99) / 100;

	kept = kept == num && num > 1 ? num - 1 : kept;
	dropped =
	    kept > 3 ? 1 + random_below(random, (uint32_t)kept - 1) : kept;
	take(text, origin, 0, dropped);
	if (dropped < kept)
		take(text, origin, dropped + 1, kept);
}

/* New text of 20 to 100 % of the old one's length, somewhere. */
static void
extend(struct text *text, struct origin origin, struct writer *writer)
{
	struct random *random = &writer->random;
	size_t num = origin.text->num_paragraphs;
	size_t place = random_below(random, (uint32_t)num + 1);
	uint32_t percent = 20 + random_below(random, 81);

	take(text, origin, 0, place);
	writer_add(writer, text, 10 + origin.text->num_words * percent / 100);
	take(text, origin, place, num);
}

/* New text, then 1 to 4 paragraphs of the old one, and a new end. */
static void
follow_up(struct text *text, struct origin origin, struct writer *writer)
{
	struct random *random = &writer->random;
	size_t num = origin.text->num_paragraphs;
	size_t from = random_below(random, (uint32_t)num);
	size_t to = from + 1 + random_below(random, 4);

	writer_add(writer, text, 60 + random_below(random, 240));
	take(text, origin, from, to < num ? to : num);
	if (random_below(random, 2) == 0)
		writer_add(writer, text, 30 + random_below(random, 100));
}

void
edit_paragraphs(struct text *text, struct origin origin, struct writer *writer,
    enum kind kind)
{
	if (kind == ABRIDGED)
		abridge(text, origin, &writer->random);
	else if (kind == EXTENDED)
		extend(text, origin, writer);
	else
		follow_up(text, origin, writer);
}

void
edit_embed(struct text *text, struct origin origin, struct writer *writer,
    uint32_t num_words)
{
	uint32_t own = num_words - origin.text->num_words;
	uint32_t before = 30 + random_below(&writer->random, own - 60);

	writer_add(writer, text, before);
	edit_verbatim(text, origin);
	writer_add(writer, text, own - before);
}
