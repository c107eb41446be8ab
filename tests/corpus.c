/*
 * corpus.c - hundreds of generated articles, like those of news wires
 *
 * A draft is a sequence of word numbers with paragraph breaks; editors make
 * other drafts of it; at last it becomes text, with its own spaces, capitals
 * and full stops.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "oracle_texts.h"

enum { LATIN, CYRILLIC, HAN };
enum {
	NUM_WORDS = 3000, /* of each script */
	DRAFT_MAX = 2048,
	WORD_SIZE = 32,
	BREAK = UINT16_MAX, /* a new paragraph */
};

struct draft {
	int script;
	uint16_t words[DRAFT_MAX];
	unsigned num;
};

struct press {
	struct corpus *corpus;
	uint64_t state; /* of the random numbers */
	char words[3][NUM_WORDS][WORD_SIZE];
	double until[NUM_WORDS]; /* sums of frequencies */
	int64_t clock;
	struct draft footer;
};

/* ---- random numbers: xorshift64* (Vigna 2016) --------------------------- */

static uint64_t
draw(struct press *press)
{
	press->state ^= press->state >> 12;
	press->state ^= press->state << 25;
	press->state ^= press->state >> 27;
	return press->state * UINT64_C(2685821657736338717);
}

/* From 0 to limit - 1. */
static unsigned
below(struct press *press, unsigned limit)
{
	return (unsigned)((draw(press) >> 33) % limit);
}

/* From least to most. */
static unsigned
between(struct press *press, unsigned least, unsigned most)
{
	return least + below(press, most - least + 1);
}

static bool
percent(struct press *press, unsigned chance)
{
	return below(press, 100) < chance;
}

/* ---- words --------------------------------------------------------------- */

static void
invent_word(struct press *press, int script, char *word)
{
	static const char *const syllables[2][12] = {
	    {"ba", "ren", "to", "ki", "sol", "me", "dra", "un", "pi", "ves",
		"lo", "ast"},
	    {"ба", "рен", "то", "ки", "сол", "мё", "дра", "ун", "пи", "вес",
		"ло", "аст"}};
	unsigned i, num = between(press, 1, 4), code;

	word[0] = '\0';
	if (script == HAN) {
		code = 0x4e00 + below(press, 1500);
		snprintf(word, WORD_SIZE, "%c%c%c", (char)(0xe0 | code >> 12),
		    (char)(0x80 | (code >> 6 & 63)),
		    (char)(0x80 | (code & 63)));
		return;
	}
	for (i = 0; i < num; i++)
		strcat(word, syllables[script][below(press, 12)]);
}

/* Frequencies after Zipf and Mandelbrot. */
static void
invent_words(struct press *press)
{
	double sum = 0;
	unsigned i;
	int script;

	for (i = 0; i < NUM_WORDS; i++) {
		for (script = LATIN; script <= HAN; script++)
			invent_word(press, script, press->words[script][i]);
		sum += 1 / (i + 2.7);
		press->until[i] = sum;
	}
}

static uint16_t
choose_word(struct press *press)
{
	double place = press->until[NUM_WORDS - 1] *
		       ((double)(draw(press) >> 11) / 9007199254740992.0);
	unsigned low = 0, high = NUM_WORDS - 1, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (press->until[middle] <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return (uint16_t)low;
}

/* ---- drafts -------------------------------------------------------------- */

static void
put(struct draft *draft, uint16_t word)
{
	if (draft->num < DRAFT_MAX)
		draft->words[draft->num++] = word;
}

static void
write_words(struct press *press, struct draft *draft, unsigned num)
{
	while (num-- > 0)
		put(draft, choose_word(press));
}

static void
write_paragraphs(struct press *press, struct draft *draft, unsigned num)
{
	unsigned scale = draft->script == HAN ? 2 : 1;

	while (num-- > 0) {
		write_words(press, draft, scale * between(press, 15, 60));
		put(draft, BREAK);
	}
}

static struct draft
new_draft(struct press *press, int script, unsigned num_paragraphs)
{
	struct draft draft = {.script = script};

	write_paragraphs(press, &draft, num_paragraphs);
	return draft;
}

/* Adds paragraphs from number first on, as many as there are up to num. */
static void
quote(
    struct draft *draft, const struct draft *from, unsigned first, unsigned num)
{
	unsigned i, paragraph = 0;

	for (i = 0; i < from->num; i++) {
		if (paragraph >= first && paragraph - first < num)
			put(draft, from->words[i]);
		paragraph += from->words[i] == BREAK;
	}
}

static unsigned
count_paragraphs(const struct draft *draft)
{
	unsigned i, num = 0;

	for (i = 0; i < draft->num; i++)
		num += draft->words[i] == BREAK;
	return num;
}

/* Changes, drops or adds so many words of a thousand. */
static struct draft
edit(struct press *press, const struct draft *from, unsigned per_mille)
{
	struct draft draft = {.script = from->script};
	unsigned i, kind;

	for (i = 0; i < from->num; i++) {
		kind = 3;
		if (from->words[i] != BREAK && below(press, 1000) < per_mille)
			kind = below(press, 3);
		if (kind < 2)
			put(&draft, choose_word(press));
		if (kind > 0 && kind != 2)
			put(&draft, from->words[i]);
	}
	return draft;
}

static struct draft
reorder(struct press *press, const struct draft *from)
{
	struct draft draft = {.script = from->script};
	unsigned num = count_paragraphs(from), i;
	unsigned shift = between(press, 1, num);

	for (i = 0; i < num; i++)
		quote(&draft, from, (i * (num - 1) + shift) % num, 1);
	return draft;
}

/* ---- drafts -> articles -------------------------------------------------- */

struct page {
	char *text;
	size_t size;
};

static void
print(struct page *page, const char *string)
{
	size_t size = strlen(string);

	page->text = oracle_resize(page->text, page->size + size + 1, 1);
	memcpy(page->text + page->size, string, size + 1);
	page->size += size;
}

/* Words with spaces and stops of this printing: tokens stay the same. */
static void
print_draft(struct press *press, struct page *page, const struct draft *draft)
{
	const char *space = draft->script == HAN ? "" : " ";
	const char *stop = draft->script == HAN ? "\xe3\x80\x82" : ". ";
	const char *gap = percent(press, 50) ? "\n\n" : ".\r\n    ";
	unsigned i, left = between(press, 6, 20);
	bool mixed;

	for (i = 0; i < draft->num; i++) {
		if (draft->words[i] == BREAK) {
			print(page, gap);
			continue;
		}
		/* Every 97th word is Latin in all scripts: a name. */
		mixed = draft->words[i] % 97 == 5;
		print(page, press->words[mixed ? LATIN : draft->script]
					[draft->words[i]]);
		print(page, mixed ? " " : space);
		if (--left > 0)
			continue;
		print(page, stop);
		left = between(press, 6, 20);
	}
}

static struct ndup_slice
copy_string(const char *string)
{
	size_t size = strlen(string);
	char *copy = oracle_memory(size + 1, 1);

	memcpy(copy, string, size);
	return (struct ndup_slice){copy, size};
}

static void
set_time(struct press *press, struct ndup_document *document)
{
	press->clock += between(press, 60, 86400);
	if (percent(press, 10))
		return;
	document->published.precision =
	    percent(press, 20) ? NDUP_TIME_DATE : NDUP_TIME_ZONED;
	document->published.seconds =
	    document->published.precision == NDUP_TIME_DATE
		? press->clock / 86400 * 86400
		: press->clock;
}

/* Prints an article; one of four has a dateline, which is no evidence. */
static void
publish(struct press *press, const struct draft *draft)
{
	static const char *const sources[] = {"Alpha Wire", "Beta Wire",
	    "The Gamma", "Delta Daily", "Epsilon Post", ""};
	struct corpus *corpus = press->corpus;
	struct ndup_document *document;
	struct page page = {NULL, 0};
	char id[32];

	if (corpus->num == corpus->capacity) {
		corpus->capacity = 2 * corpus->capacity + 64;
		corpus->documents = oracle_resize(corpus->documents,
		    corpus->capacity, sizeof *corpus->documents);
	}
	document = &corpus->documents[corpus->num];
	snprintf(id, sizeof id, "made/%05u", corpus->num++);
	*document = (struct ndup_document){.id = copy_string(id)};
	document->source = copy_string(sources[below(press, 6)]);
	set_time(press, document);
	print(&page, "");
	if (percent(press, 25)) {
		print(&page, "PORT KILO, May 5 (Alpha Wire) - ");
		document->text_begin = page.size;
	}
	print_draft(press, &page, draft);
	document->text = (struct ndup_slice){page.text, page.size};
}

/* ---- what happens to a story --------------------------------------------- */

static void
publish_edits(struct press *press, const struct draft *story)
{
	static const unsigned per_mille[] = {10, 20, 50, 100, 200};
	struct draft draft;
	unsigned i;

	publish(press, story);
	for (i = 0; i < 5; i++) {
		draft = edit(press, story, per_mille[i]);
		publish(press, &draft);
	}
}

/* Abridged, extended, reordered, merged with another, followed up. */
static void
publish_versions(
    struct press *press, const struct draft *story, const struct draft *other)
{
	struct draft draft = {.script = story->script};
	unsigned num = count_paragraphs(story), num_quoted;

	quote(&draft, story, 0, (num + 1) / 2);
	publish(press, &draft);
	draft = new_draft(press, story->script, between(press, 1, 4));
	quote(&draft, story, 0, num);
	write_paragraphs(press, &draft, 1);
	publish(press, &draft);
	draft = reorder(press, story);
	publish(press, &draft);
	draft = *other;
	quote(&draft, story, 0, num);
	publish(press, &draft);
	draft = new_draft(press, story->script, between(press, 2, 5));
	num_quoted = between(press, 1, 2); /* first, whatever the compiler */
	quote(&draft, story, below(press, num), num_quoted);
	publish(press, &draft);
	draft = edit(press, &draft, 30);
	write_paragraphs(press, &draft, 2);
	publish(press, &draft);
}

static void
publish_stories(struct press *press, int script, unsigned num)
{
	struct draft story, other = new_draft(press, script, 4);

	while (num-- > 0) {
		story = new_draft(press, script, between(press, 3, 7));
		publish(press, &story);
		if (percent(press, 40))
			publish_edits(press, &story);
		if (percent(press, 60))
			publish_versions(press, &story, &other);
		other = story;
	}
}

/* A story that everybody printed, and one that was sent again and again. */
static void
publish_everywhere(struct press *press, unsigned num, unsigned num_copies)
{
	struct draft story = {.script = LATIN}, draft;
	unsigned i;

	write_words(press, &story, 75);
	for (i = 0; i < num; i++) {
		draft = edit(press, &story, below(press, 40));
		publish(press, &draft);
	}
	story = new_draft(press, LATIN, 2);
	for (i = 0; i < num_copies; i++)
		publish(press, &story);
}

static void
publish_with_footer(struct press *press, unsigned num)
{
	struct draft draft;

	while (num-- > 0) {
		draft = new_draft(press, LATIN, between(press, 6, 8));
		quote(&draft, &press->footer, 0, 1);
		publish(press, &draft);
	}
}

/* Texts of 1 to 30 words, each with near copies. */
static void
publish_tiny(struct press *press, int script)
{
	struct draft draft, copy;
	unsigned num, changed;

	for (num = 1; num <= 30; num++) {
		draft = (struct draft){.script = script};
		write_words(press, &draft, num);
		publish(press, &draft);
		publish(press, &draft);
		copy = edit(press, &draft, 60);
		publish(press, &copy);
		copy = draft;
		changed = below(press, num); /* first, whatever the compiler */
		copy.words[changed] = choose_word(press);
		publish(press, &copy);
		write_words(press, &draft, 1);
		publish(press, &draft);
	}
}

/* Texts that repeat themselves: one phrase in more than 64 places, and a
 * paragraph after the last that another article has after the first. */
static void
publish_repetitive(struct press *press, int script, unsigned num)
{
	struct draft phrase = {.script = script}, draft, tail;
	unsigned i, j;

	write_words(press, &phrase, script == HAN ? 25 : 11);
	tail = phrase;
	write_words(press, &tail, script == HAN ? 90 : 45);
	for (i = 0; i < num; i++) {
		draft = new_draft(press, script, 1);
		for (j = 0; j < 90; j++) {
			quote(&draft, &phrase, 0, 1);
			if (j % (5 + 3 * i) == 0)
				write_words(press, &draft, 1 + i);
		}
		if (i == 1)
			quote(&draft, &tail, 0, 1);
		publish(press, &draft);
	}
	publish(press, &tail);
}

void
corpus_make(struct corpus *corpus, uint64_t seed, bool small)
{
	struct press *press = oracle_memory(1, sizeof *press);
	struct page footer = {NULL, 0};

	*corpus = (struct corpus){0};
	press->corpus = corpus;
	press->state = seed * 2 + 1;
	press->clock = 1500000000;
	invent_words(press);
	press->footer = (struct draft){.script = LATIN};
	write_words(press, &press->footer, 30);
	print_draft(press, &footer, &press->footer);
	corpus->footer = (struct ndup_slice){footer.text, footer.size};
	publish_stories(press, LATIN, small ? 10 : 50);
	publish_stories(press, CYRILLIC, small ? 5 : 15);
	publish_stories(press, HAN, small ? 8 : 20);
	publish_everywhere(press, small ? 150 : 200, small ? 66 : 80);
	publish_with_footer(press, small ? 70 : 90);
	publish_tiny(press, LATIN);
	publish_tiny(press, HAN);
	publish_repetitive(press, LATIN, small ? 2 : 4);
	publish_repetitive(press, HAN, small ? 2 : 4);
	free(press);
}

bool
corpus_add(const struct corpus *corpus, struct ndup_scan *scan)
{
	uint32_t i;

	for (i = 0; i < corpus->num; i++) {
		if (ndup_scan_add(scan, &corpus->documents[i], false, NULL) !=
		    NDUP_OK)
			return false;
	}
	return true;
}

void
corpus_free(struct corpus *corpus)
{
	uint32_t i;

	for (i = 0; i < corpus->num; i++) {
		free((char *)corpus->documents[i].id.ptr);
		free((char *)corpus->documents[i].source.ptr);
		free((char *)corpus->documents[i].text.ptr);
	}
	free(corpus->documents);
	free((char *)corpus->footer.ptr);
	*corpus = (struct corpus){0};
}
