/*
 * corpus_text.c - words become units (capitals, names, numbers, commas),
 * units sentences, sentences paragraphs
 *
 * Set phrases of 5 to 11 words are strewn in, never two in a row: everybody's,
 * and in an article of a topic those of the topic.  Articles of one topic so
 * share many phrases but no long run.
 */
#include "corpus_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Of 1000 units. */
#define NUMBERS 32U
#define SHORT_NAMES 16U
#define FULL_NAMES 12U
#define TOPIC_PHRASES 30U

#define PHRASES_PER_TOPIC 24ULL

/* Everybody's phrases, the first ones by far the most frequent. */
#define STOCK_BITS 13U

/* Writers of phrases have keys that no article has. */
#define STOCK_KEY (1ULL << 40)
#define TOPIC_KEY (1ULL << 41)

struct writer
writer_new(const struct language *language, uint64_t key, uint32_t topic)
{
	struct writer writer = {.language = language,
	    .random = {mix(language->seed, key)},
	    .before = CONTEXT_START,
	    .last = CONTEXT_START,
	    .topic = topic};

	writer.stock = random_rank(&writer.random, 6);
	for (unsigned i = 0; i < NUM_NAMES; i++)
		writer.names[i] = random_rank(&writer.random, 13);
	return writer;
}

void
text_clear(struct text *text)
{
	text->size = 0;
	text->num_paragraphs = 0;
	text->num_pieces = 0;
	text->num_words = 0;
}

void
text_append(struct text *text, const char *bytes, size_t size)
{
	if (text->size + size > text->capacity) {
		text->capacity = 2 * (text->size + size);
		text->bytes = allocate(text->bytes, text->capacity, 1);
	}
	memcpy(text->bytes + text->size, bytes, size);
	text->size += size;
}

void
text_open_paragraph(struct text *text)
{
	if (text->num_paragraphs == text->max_paragraphs) {
		text->max_paragraphs = 2 * text->max_paragraphs + 16;
		text->paragraphs = allocate(text->paragraphs,
		    text->max_paragraphs, sizeof(*text->paragraphs));
	}
	text->paragraphs[text->num_paragraphs++] = (uint32_t)text->size;
}

void
text_append_word(struct text *text, const struct word *word)
{
	text_append(text, word->bytes, word->size);
	text->num_words++;
}

static void
add_piece(struct text *text, struct piece piece)
{
	struct piece *last = text->num_pieces > 0
				 ? text->pieces + text->num_pieces - 1
				 : NULL;

	if (last != NULL && last->origin == piece.origin &&
	    last->from + last->size == piece.from &&
	    last->begin + last->size == piece.begin) {
		last->size += piece.size;
		return;
	}
	if (text->num_pieces == text->max_pieces) {
		text->max_pieces = 2 * text->max_pieces + 16;
		text->pieces = allocate(
		    text->pieces, text->max_pieces, sizeof(*text->pieces));
	}
	text->pieces[text->num_pieces++] = piece;
}

void
text_copy(struct text *text, uint32_t origin, const struct text *other,
    uint32_t begin, uint32_t end)
{
	struct piece piece = {origin, begin, (uint32_t)text->size, end - begin};

	if (begin == end)
		return;
	add_piece(text, piece);
	text_append(text, other->bytes + begin, end - begin);
	for (uint32_t i = begin; i < end; i++)
		text->num_words +=
		    other->bytes[i] == ' ' || other->bytes[i] == '\n';
}

static void
capitalise(struct text *text, size_t place)
{
	char *letter = &text->bytes[place];

	if (*letter >= 'a' && *letter <= 'z')
		*letter = (char)(*letter - 'a' + 'A');
}

static void
move_on(struct writer *writer, uint32_t word)
{
	writer->before = writer->last;
	writer->last = word;
}

static void
add_word(struct writer *writer, struct text *text)
{
	uint32_t word = language_next(
	    writer->language, &writer->random, writer->before, writer->last);

	text_append_word(text, &writer->language->words[word]);
	move_on(writer, word);
}

static void
add_number(struct writer *writer, struct text *text)
{
	struct random *random = &writer->random;
	uint32_t style = random_below(random, 8);
	unsigned first = random_rank(random, style < 4 ? 8 : 6);
	unsigned second = random_below(random, 1000);
	bool has_two = style >= 4 && style != 6;
	char digits[32];
	int size;

	if (style < 4)
		size = snprintf(digits, sizeof(digits), "%u", first);
	else if (style < 6)
		size = snprintf(
		    digits, sizeof(digits), "%u.%u", first, second % 10);
	else if (style < 7)
		size =
		    snprintf(digits, sizeof(digits), "%u", 2025U - first % 32);
	else
		size =
		    snprintf(digits, sizeof(digits), "%u,%03u", first, second);
	text_append(text, digits, (size_t)size);
	text->num_words += has_two ? 2 : 1;
	move_on(writer, CONTEXT_NUMBER);
}

/* The n-th person's first (0) or second (1) name: not a frequent word. */
static void
add_name_part(const struct writer *writer, struct text *text, uint32_t person,
    unsigned part)
{
	uint64_t bits = mix(person * 2ULL + part, writer->language->seed);
	uint32_t word = part == 0 ? 300 + (uint32_t)(bits % 700)
				  : 1000 + (uint32_t)(bits % 20000);
	size_t place = text->size;

	text_append_word(text, &writer->language->words[word]);
	capitalise(text, place);
}

static void
add_name(struct writer *writer, struct text *text, bool full)
{
	uint32_t person =
	    writer->names[random_below(&writer->random, NUM_NAMES)];

	if (full) {
		add_name_part(writer, text, person, 0);
		text_append(text, " ", 1);
	}
	add_name_part(writer, text, person, 1);
	move_on(writer, CONTEXT_NAME);
}

/* A set phrase of 5 to 11 words, the same each time, and a free word. */
static void
add_phrase(struct writer *writer, struct text *text, uint64_t phrase)
{
	struct writer author = writer_new(writer->language, phrase, NO_TOPIC);
	uint32_t size = 5 + random_below(&author.random, 7);

	while (size-- > 0) {
		add_word(&author, text);
		text_append(text, " ", 1);
	}
	writer->before = author.before;
	writer->last = author.last;
	add_word(writer, text);
}

/* A word, a name, a number, or a phrase. */
static void
add_unit(struct writer *writer, struct text *text)
{
	uint32_t chance = random_below(&writer->random, 1000);

	if (chance < NUMBERS)
		add_number(writer, text);
	else if ((chance -= NUMBERS) < SHORT_NAMES)
		add_name(writer, text, false);
	else if ((chance -= SHORT_NAMES) < FULL_NAMES)
		add_name(writer, text, true);
	else if ((chance -= FULL_NAMES) < writer->stock)
		add_phrase(writer, text,
		    STOCK_KEY + random_rank(&writer->random, STOCK_BITS));
	else if (writer->topic != NO_TOPIC &&
		 chance - writer->stock < TOPIC_PHRASES)
		add_phrase(writer, text,
		    TOPIC_KEY + writer->topic * PHRASES_PER_TOPIC +
			random_below(&writer->random, PHRASES_PER_TOPIC));
	else
		add_word(writer, text);
}

static void
add_sentence(struct writer *writer, struct text *text, uint32_t num_units)
{
	bool quoted = random_below(&writer->random, 12) == 0;
	size_t place;

	writer->before = writer->last = CONTEXT_START;
	if (quoted)
		text_append(text, "\"", 1);
	place = text->size;
	add_unit(writer, text);
	capitalise(text, place);
	while (--num_units > 0) {
		if (random_below(&writer->random, 18) == 0)
			text_append(text, ",", 1);
		text_append(text, " ", 1);
		add_unit(writer, text);
	}
	text_append(text, quoted ? ".\"" : ".", quoted ? 2 : 1);
}

void
writer_add(struct writer *writer, struct text *text, uint32_t num_words)
{
	uint32_t end = text->num_words + num_words, size;
	uint32_t num_sentences;

	do {
		text_open_paragraph(text);
		num_sentences = 1 + random_below(&writer->random, 3);
		do {
			size = 8 + random_below(&writer->random, 28);
			if (text->num_words + size > end)
				size = end > text->num_words + 3
					   ? end - text->num_words
					   : 3;
			add_sentence(writer, text, size);
			if (--num_sentences > 0 && text->num_words < end)
				text_append(text, " ", 1);
		} while (num_sentences > 0 && text->num_words < end);
		text_append(text, "\n\n", 2);
	} while (text->num_words < end);
}

void
writer_add_line(struct writer *writer, struct text *text, uint32_t num_words)
{
	size_t place = text->size;

	writer->before = writer->last = CONTEXT_START;
	add_unit(writer, text);
	capitalise(text, place);
	while (--num_words > 0) {
		text_append(text, " ", 1);
		add_unit(writer, text);
	}
}

uint32_t
random_length(struct random *random)
{
	/* 20ths of the distribution; within one, any length is as likely. */
	static const uint16_t length[] = {20, 94, 133, 170, 218, 257, 296, 338,
	    381, 425, 470, 515, 560, 602, 645, 697, 748, 808, 878, 1006, 1340};
	uint32_t part = random_below(random, 20);
	uint32_t from = length[part], to = length[part + 1];

	/* One in a hundred is a long read. */
	if (random_below(random, 100) == 0)
		return to + random_rank(random, 12) / 2;
	return from + random_below(random, to - from);
}
