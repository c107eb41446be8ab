/*
 * phrases.h - random articles of words of their own and of phrases from a few
 */
#ifndef TESTS_PHRASES_H
#define TESTS_PHRASES_H

#include "composing.h"
#include "compare/conditions.h"
#include "random.h"

enum { NUM_PHRASES = 5, MOST_TEXTS = 120 };

struct made_text {
	char id[8], source[16], *text;
	int64_t time; /* TIME_UNKNOWN: none */
};

/* Words of a text, or characters without spaces. */
static inline size_t
write_words(char *text, bool han, unsigned kind, unsigned num)
{
	size_t len = 0;
	unsigned i, code;

	for (i = 0; i < num; i++) {
		if (!han) {
			len += (size_t)sprintf(text + len, "k%uw%u ", kind, i);
			continue;
		}
		code = 0x4e00 + (kind * 7919 + i * (31 + 2 * kind)) % 20000;
		text[len++] = (char)(0xe0 | code >> 12);
		text[len++] = (char)(0x80 | (code >> 6 & 63));
		text[len++] = (char)(0x80 | (code & 63));
	}
	text[len] = '\0';
	return len;
}

/* Phrases that an article has, in some order, with words of its own before,
 * between and behind. */
static inline char *
write_text(unsigned number, const unsigned *lengths, bool han)
{
	char *text = test_new(1 << 15, 1);
	size_t len = 0, first = random_below(NUM_PHRASES), i, phrase;

	for (i = 0; i < NUM_PHRASES; i++) {
		len += write_words(text + len, han,
		    100 + number * NUM_PHRASES + (unsigned)i,
		    (unsigned)random_below(random_percent(30) ? 60 : 4));
		phrase = (first + i) % NUM_PHRASES;
		if (random_percent(10 + 20 * (unsigned)phrase))
			len += write_words(text + len, han, (unsigned)phrase,
			    (unsigned)random_below(4) == 0 ? lengths[phrase] / 2
							   : lengths[phrase]);
	}
	return text;
}

static inline int
made_by_time(const void *left, const void *right)
{
	const struct made_text *x = left, *y = right;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* A text again, as it is or behind some words. */
static inline char *
copy_text(const char *original, unsigned number, bool han)
{
	char *text = test_new(1 << 16, 1);
	size_t len = 0;

	if (random_percent(50))
		len = write_words(
		    text, han, 1000 + number, 1 + (unsigned)random_below(40));
	memcpy(text + len, original, strlen(original) + 1);
	return text;
}

/* Fills texts, in canonical order, and returns how many they are. */
static inline size_t
make_texts(struct made_text *texts)
{
	static const size_t days[] = {2, 15, 400};
	size_t num_days = days[random_below(3)];
	size_t num_sources = 1 + random_below(5), copied;
	unsigned untimed = (unsigned)random_below(3) * 15;
	bool han = random_percent(30);
	size_t num = MOST_TEXTS / 2 + random_below(MOST_TEXTS / 2);
	struct made_text *text;
	unsigned lengths[NUM_PHRASES];
	unsigned i;

	for (i = 0; i < NUM_PHRASES; i++)
		lengths[i] = (unsigned)(8 + random_below(60)) << han;
	for (i = 0; i < num; i++) {
		text = &texts[i];
		copied = random_below(i + 1);
		if (copied < i && random_percent(25))
			text->text = copy_text(texts[copied].text, i, han);
		else
			text->text = write_text(i, lengths, han);
		sprintf(text->id, "%03u", i);
		sprintf(text->source, "source %zu", random_below(num_sources));
		if (random_percent(untimed / 2))
			text->source[0] = '\0';
		text->time = random_percent(untimed)
				 ? TIME_UNKNOWN
				 : (int64_t)(1 + random_below(num_days)) * DAY;
	}
	qsort(texts, num, sizeof *texts, made_by_time);
	return num;
}

/* The scan of these, which are given to it in another order. */
static inline struct ndup_scan *
scan_made(
    const struct made_text *texts, size_t num, const struct ndup_params *params)
{
	struct ndup_document taken;
	struct ndup_scan *scan;
	size_t i;

	assert_int_equal(ndup_scan_new(&scan, params, NULL), NDUP_OK);
	for (i = num; i > 0; i--) {
		taken = document(texts[i - 1].id,
		    texts[i - 1].time == TIME_UNKNOWN
			? 0
			: (int)(texts[i - 1].time / DAY),
		    slice(texts[i - 1].text));
		taken.source = slice(texts[i - 1].source);
		assert_int_equal(
		    ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
	}
	run(scan);
	return scan;
}

#endif
