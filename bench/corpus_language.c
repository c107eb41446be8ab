/*
 * corpus_language.c - vocabulary, frequencies, and which word follows
 *
 * Frequencies fall as Zipf and Mandelbrot have it, 1 / (rank + 1.5), and
 * faster for rare words.  After some words the next one comes from a short
 * list that belongs to the last word, or to the last two; such a list is
 * not stored, a hash of context and place gives each word on it.  So phrases
 * repeat across articles as they do in real text; the odds were set by
 * bench/overlap.py on Reuters news.
 */
#include "corpus_language.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of 256 words so many follow from the last two, from the last one; the
 * bits of the length of either list. */
#define FROM_TWO 155U
#define FROM_ONE 60U
#define BITS_TWO 2U
#define BITS_ONE 6U

#define RARE_RANK 3000U
#define NUM_SLOTS (4 * NUM_WORDS) /* to find equal words */

void *
allocate(void *old, size_t num, size_t item_size)
{
	void *memory = NULL;

	if (num <= SIZE_MAX / item_size)
		memory = realloc(old, num * item_size);
	if (!memory) {
		fputs("corpus: out of memory\n", stderr);
		exit(2);
	}
	return memory;
}

static uint64_t
scramble(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

uint64_t
random_next(struct random *random)
{
	random->state += UINT64_C(0x9e3779b97f4a7c15);
	return scramble(random->state);
}

uint32_t
random_below(struct random *random, uint32_t n)
{
	return (uint32_t)(((random_next(random) >> 32) * n) >> 32);
}

uint32_t
random_rank(struct random *random, uint32_t num_bits)
{
	uint32_t block = random_below(random, num_bits);

	return (1U << block) + random_below(random, 1U << block);
}

uint64_t
mix(uint64_t a, uint64_t b)
{
	return scramble(a * UINT64_C(0x9e3779b97f4a7c15) + scramble(b));
}

/* Frequent words are short, as in every language. */
static unsigned
count_syllables(struct random *random, uint32_t rank)
{
	if (rank < 60)
		return 1;
	if (rank < 1000)
		return 1 + random_below(random, 2);
	return 2 + random_below(random, rank < 8000 ? 2 : 3);
}

static struct word
invent_word(struct random *random, uint32_t rank)
{
	static const char first[] = "bcdfghjklmnprstvwyz",
			  vowel[] = "aeiouaeioa", last[] = "nrstlmdkn";
	unsigned num = count_syllables(random, rank);
	struct word word = {.size = 0};

	while (num-- > 0) {
		word.bytes[word.size++] =
		    first[random_below(random, sizeof(first) - 1)];
		word.bytes[word.size++] =
		    vowel[random_below(random, sizeof(vowel) - 1)];
		if (random_below(random, 5) < 2)
			word.bytes[word.size++] =
			    last[random_below(random, sizeof(last) - 1)];
	}
	return word;
}

/* False if the word is there already. */
static bool
take_word(struct language *language, uint32_t *slots, uint32_t number)
{
	const struct word *word = &language->words[number];
	uint64_t hash = word->size;
	uint32_t slot;

	for (unsigned i = 0; i < word->size; i++)
		hash = mix(hash, (unsigned char)word->bytes[i]);
	slot = (uint32_t)(hash % NUM_SLOTS);
	while (slots[slot] != 0) {
		if (memcmp(&language->words[slots[slot] - 1], word,
			sizeof(*word)) == 0)
			return false;
		slot = (slot + 1) % NUM_SLOTS;
	}
	slots[slot] = number + 1;
	return true;
}

static void
invent_words(struct language *language)
{
	struct random random = {mix(language->seed, 1)};
	uint32_t *slots = allocate(NULL, NUM_SLOTS, sizeof(*slots));

	memset(slots, 0, NUM_SLOTS * sizeof(*slots));
	for (uint32_t i = 0; i < NUM_WORDS; i++) {
		do
			language->words[i] = invent_word(&random, i);
		while (!take_word(language, slots, i));
	}
	free(slots);
}

static uint64_t
frequency(uint32_t rank)
{
	uint64_t value = (UINT64_C(1) << 40) / (2 * rank + 5);

	return rank < RARE_RANK ? value : value * RARE_RANK / rank;
}

/* What poor lacks of a full slot comes from rich. */
static void
fill_slot(
    struct language *language, uint64_t *share, uint32_t poor, uint32_t rich)
{
	uint64_t full = share[NUM_WORDS];

	language->alias[poor] =
	    (struct alias){(uint32_t)((share[poor] << 32) / full), rich};
	share[rich] -= full - share[poor];
}

/*
 * Walker's method: a slot for each word, full with its own share and some of
 * another's.  Frequencies fall, so who has more than a slot stands in front.
 */
static void
share_slots(struct language *language)
{
	uint64_t *share = allocate(NULL, NUM_WORDS + 1, sizeof(*share));
	uint64_t total = 0;
	uint32_t rich = 0;

	for (uint32_t i = 0; i < NUM_WORDS; i++) {
		share[i] = frequency(i);
		total += share[i];
		language->alias[i] = (struct alias){UINT32_MAX, i};
	}
	share[NUM_WORDS] = total / NUM_WORDS + 1;
	for (uint32_t poor = NUM_WORDS - 1; poor > rich; poor--) {
		fill_slot(language, share, poor, rich);
		while (share[rich] < share[NUM_WORDS] && rich + 1 < poor) {
			fill_slot(language, share, rich, rich + 1);
			rich++;
		}
	}
	free(share);
}

struct language *
language_new(uint64_t seed)
{
	struct language *language = allocate(NULL, 1, sizeof(*language));

	language->seed = seed;
	invent_words(language);
	share_slots(language);
	return language;
}

static uint32_t
draw_word(const struct language *language, uint64_t bits)
{
	uint32_t slot = (uint32_t)(bits % NUM_WORDS);
	const struct alias *alias = &language->alias[slot];

	return (uint32_t)(bits >> 32) <= alias->limit ? slot : alias->other;
}

uint32_t
language_next(const struct language *language, struct random *random,
    uint32_t before, uint32_t last)
{
	uint32_t chance = random_below(random, 256), word;
	uint64_t context;

	if (chance < FROM_TWO) {
		context = ((uint64_t)before << 32 | last) * 2;
		word = draw_word(
		    language, mix(context, random_rank(random, BITS_TWO)));
	} else if (chance < FROM_TWO + FROM_ONE) {
		context = (uint64_t)last * 2 + 1;
		word = draw_word(
		    language, mix(context, random_rank(random, BITS_ONE)));
	} else {
		word = draw_word(language, random_next(random));
	}
	/* Nobody says a word twice. */
	return word != last ? word : draw_word(language, random_next(random));
}
