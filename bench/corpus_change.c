/*
 * corpus_change.c - words exchanged, letters misread, sentences left out
 *
 * The original is gone through word by word; what stays as it was is copied in
 * the largest pieces.
 */
#include "corpus_change.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

const struct change changes[NUM_CHANGES] = {
    {"every-16", 0, 1000, 16, 0, 0},
    {"every-14", 0, 1000, 14, 0, 0},
    {"every-12", 0, 1000, 12, 0, 0},
    {"every-10", 0, 1000, 10, 0, 0},
    {"every-8", 0, 1000, 8, 0, 0},
    {"random-10%", 0, 1000, 0, 100, 0},
    {"random-15%", 0, 1000, 0, 150, 0},
    {"noise-2%", 0, 1000, 0, 0, 200},
    {"noise-3%", 0, 1000, 0, 0, 300},
    {"noise-5%", 0, 1000, 0, 0, 500},
    {"kept-60%", 0, 600, 0, 0, 0},
    {"kept-40%", 0, 400, 0, 0, 0},
    {"kept-25%", 0, 250, 0, 0, 0},
    {"half-12", 0, 500, 12, 0, 0},
    {"passage-40", 40, 1000, 0, 0, 0},
    {"passage-60", 60, 1000, 0, 0, 0},
    {"passage-100", 100, 1000, 0, 0, 0},
};

/* One walk through an original. */
struct walk {
	struct text *text;
	const struct text *original;
	struct writer *writer;
	const struct change *change;
	uint32_t article;
	uint32_t copied;     /* bytes of the original, so far */
	uint32_t begin, end; /* of the word */
	uint32_t num_words;  /* of the sentences kept, with this one */
};

static bool
is_space(char byte)
{
	return byte == ' ' || byte == '\n';
}

/* The next word, and false behind the last one. */
static bool
find_word(struct walk *walk)
{
	const struct text *text = walk->original;

	walk->begin = walk->end;
	while (walk->begin < text->size && is_space(text->bytes[walk->begin]))
		walk->begin++;
	walk->end = walk->begin;
	while (walk->end < text->size && !is_space(text->bytes[walk->end]))
		walk->end++;
	return walk->begin < walk->end;
}

/* Copies what was not yet, up to here, and goes on from there. */
static void
copy_until(struct walk *walk, uint32_t until, uint32_t from)
{
	text_copy(
	    walk->text, walk->article, walk->original, walk->copied, until);
	walk->copied = from;
}

/* Where the word's punctuation begins. */
static uint32_t
word_end(const struct walk *walk)
{
	const char *bytes = walk->original->bytes;
	uint32_t end = walk->end;

	while (end > walk->begin && !isalnum((unsigned char)bytes[end - 1]))
		end--;
	return end;
}

/* Another word than the one that stands there. */
static void
add_other_word(struct walk *walk)
{
	const char *old = walk->original->bytes + walk->begin;
	struct writer *writer = walk->writer;
	const struct word *word;

	do {
		word = &writer->language->words[language_next(writer->language,
		    &writer->random, writer->before, writer->last)];
	} while (strncasecmp(word->bytes, old, word->size) == 0);
	text_append_word(walk->text, word);
}

static void
substitute_word(struct walk *walk)
{
	copy_until(walk, walk->begin, word_end(walk));
	add_other_word(walk);
}

/* Another word in its place, before it, or nothing. */
static void
change_word(struct walk *walk)
{
	uint32_t way = random_below(&walk->writer->random, 3);

	if (way == 0 || walk->original->bytes[walk->end] != ' ') {
		substitute_word(walk);
	} else if (way == 1) {
		copy_until(walk, walk->begin, walk->end + 1);
	} else {
		copy_until(walk, walk->begin, walk->begin);
		add_other_word(walk);
		text_append(walk->text, " ", 1);
	}
}

/* Another letter or digit in the place of some. */
static void
misread_letters(struct walk *walk)
{
	struct random *random = &walk->writer->random;
	const char *bytes = walk->original->bytes;
	uint32_t i, other;
	char letter;

	for (i = walk->begin; i < walk->end; i++) {
		if (!isalnum((unsigned char)bytes[i]) ||
		    random_below(random, 10000) >= walk->change->letters)
			continue;
		other = random_below(random, 25);
		letter = (char)('a' + other);
		if (letter == tolower((unsigned char)bytes[i]))
			letter = 'z';
		copy_until(walk, i, i + 1);
		text_append(walk->text, &letter, 1);
	}
}

static void
edit_kept_word(struct walk *walk)
{
	const struct change *change = walk->change;

	walk->num_words++;
	if (change->every > 0 && walk->num_words % change->every == 0)
		substitute_word(walk);
	else if (random_below(&walk->writer->random, 1000) < change->words)
		change_word(walk);
	else if (change->letters > 0)
		misread_letters(walk);
}

/* Whether a sentence ends with this word. */
static bool
ends_sentence(const struct walk *walk)
{
	const char *bytes = walk->original->bytes;
	uint32_t end = walk->end;

	if (bytes[end - 1] == '"')
		end--;
	return (end > walk->begin && bytes[end - 1] == '.') ||
	       walk->original->bytes[walk->end] == '\n';
}

/* The original ends in two newlines, and so does what is left of it. */
static void
end_paragraph(struct text *text)
{
	while (text->size > 0 && is_space(text->bytes[text->size - 1]))
		text->size--;
	text_append(text, "\n\n", 2);
}

static void
change_sentences(struct walk *walk)
{
	bool begins = true, kept = true;

	while (find_word(walk)) {
		if (begins) {
			copy_until(walk, kept ? walk->begin : walk->copied,
			    walk->begin);
			kept = random_below(&walk->writer->random, 1000) <
			       walk->change->kept;
		}
		if (kept)
			edit_kept_word(walk);
		begins = ends_sentence(walk);
	}
	if (kept)
		copy_until(walk, (uint32_t)walk->original->size, 0);
}

/* Words from some place on. */
static void
copy_passage(struct walk *walk, uint32_t num_words)
{
	uint32_t total = 0, first, i;

	while (find_word(walk))
		total++;
	first = random_below(&walk->writer->random, total - num_words);
	walk->end = 0;
	for (i = 0; i <= first; i++)
		find_word(walk);
	walk->copied = walk->begin;
	while (++i <= first + num_words)
		find_word(walk);
	copy_until(walk, walk->end, 0);
}

static void
embed_passage(struct walk *walk)
{
	struct writer *writer = walk->writer;
	uint32_t before =
	    30 + random_below(&writer->random, CHANGE_STORY_WORDS - 60);

	writer_add(writer, walk->text, before);
	copy_passage(walk, walk->change->passage);
	end_paragraph(walk->text);
	writer_add(writer, walk->text, CHANGE_STORY_WORDS - before);
}

void
change_text(struct text *text, uint32_t article, const struct text *original,
    struct writer *writer, const struct change *change)
{
	struct walk walk = {.text = text,
	    .original = original,
	    .writer = writer,
	    .change = change,
	    .article = article};

	if (change->passage > 0) {
		embed_passage(&walk);
		return;
	}
	do {
		text_clear(text);
		walk.copied = walk.end = walk.num_words = 0;
		change_sentences(&walk);
	} while (text->size == 0);
	end_paragraph(text);
}
