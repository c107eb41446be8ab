/*
 * test_marking.c - which words of which articles stand, against a plain twin
 *
 * Random articles of words of their own and of phrases from a few; the twin
 * takes the passage keys of each text, judges each key by the texts that have
 * it, and marks the shingles of those that stand.
 */
#include "corpus/scan_data.h"
#include "phrases.h"
#include "sketch/winnow.h"
#include "standing_twin.h"

enum { MOST_KEYS = 20000 };

struct made_article {
	const struct made_text *is;
	uint64_t *tokens, *keys;
	size_t num_tokens, num_keys;
	bool repeats;             /* an earlier one has the same words */
	bool *stands, *may_stand; /* of each token, by the twin */
};

struct key_fact {
	uint64_t key;
	enum standing standing;
};

struct world {
	struct ndup_params params;
	size_t num;
	struct made_text texts[MOST_TEXTS]; /* in canonical order */
	struct made_article articles[MOST_TEXTS];
	struct key_fact keys[MOST_KEYS]; /* that do not stand not */
	size_t num_keys, num_doubtful;
};

/* ---- the twin ------------------------------------------------------------ */

static void
sketch_articles(struct world *world)
{
	struct ndup_sketcher *sketcher;
	struct made_article *article;
	const struct ndup_sketch *sketch;
	size_t i, j;

	assert_int_equal(
	    ndup_sketcher_new(&sketcher, &world->params, NULL), NDUP_OK);
	for (i = 0; i < world->num; i++) {
		article = &world->articles[i];
		article->is = &world->texts[i];
		assert_int_equal(ndup_sketcher_run(sketcher,
				     slice(article->is->text), &sketch, NULL),
		    NDUP_OK);
		article->num_tokens = sketch->num_tokens;
		article->num_keys = sketch->num_passage_keys;
		article->tokens =
		    test_new(sketch->num_tokens, sizeof(uint64_t));
		article->keys =
		    test_new(sketch->num_passage_keys, sizeof(uint64_t));
		article->stands = test_new(sketch->num_tokens, sizeof(bool));
		article->may_stand = test_new(sketch->num_tokens, sizeof(bool));
		memcpy(article->tokens, sketch->tokens,
		    sketch->num_tokens * sizeof(uint64_t));
		memcpy(article->keys, sketch->passage_keys,
		    sketch->num_passage_keys * sizeof(uint64_t));
		for (j = 0; j < i; j++)
			article->repeats |= strcmp(world->articles[j].is->text,
						article->is->text) == 0;
	}
	ndup_sketcher_free(sketcher);
}

static bool
has_key(const struct made_article *article, uint64_t key)
{
	size_t i;

	for (i = 0; i < article->num_keys; i++) {
		if (article->keys[i] == key)
			return true;
	}
	return false;
}

static struct sighting
sight(const struct made_article *article)
{
	uint64_t source = 0;
	size_t i;

	for (i = 0; article->is->source[i] != '\0'; i++)
		source = source * 256 + (unsigned char)article->is->source[i];
	return (struct sighting){article->is->time, source};
}

/* Whether texts are of more than one source. */
static bool
has_several_sources(const struct world *world)
{
	struct sighting texts[MOST_TEXTS];
	size_t num = 0, i;

	for (i = 0; i < world->num; i++) {
		if (!world->articles[i].repeats)
			texts[num++] = sight(&world->articles[i]);
	}
	return standing_look(texts, num).num_sources > 1;
}

static enum standing
judge_key(const struct world *world, uint64_t key)
{
	const struct standing_rules rules = {
	    world->params.min_boilerplate, has_several_sources(world)};
	struct sighting texts[MOST_TEXTS];
	struct standing_facts facts;
	size_t num = 0, i;

	for (i = 0; i < world->num; i++) {
		if (!world->articles[i].repeats &&
		    has_key(&world->articles[i], key))
			texts[num++] = sight(&world->articles[i]);
	}
	facts = standing_look(texts, num);
	return standing_judge_plainly(&rules, &facts);
}

static const struct key_fact *
find_fact(const struct world *world, uint64_t key)
{
	size_t i;

	for (i = 0; i < world->num_keys; i++) {
		if (world->keys[i].key == key)
			return &world->keys[i];
	}
	return NULL;
}

/* Each key once, where the first article has it. */
static void
judge_keys(struct world *world)
{
	struct made_article *article;
	enum standing standing;
	size_t i, j;

	world->num_keys = world->num_doubtful = 0;
	for (i = 0; i < world->num; i++) {
		article = &world->articles[i];
		for (j = 0; j < article->num_keys; j++) {
			if (find_fact(world, article->keys[j]) != NULL)
				continue;
			standing = judge_key(world, article->keys[j]);
			if (standing == STANDS_NOT)
				continue;
			assert_true(world->num_keys < MOST_KEYS);
			world->keys[world->num_keys++] =
			    (struct key_fact){article->keys[j], standing};
			world->num_doubtful += standing != STANDS;
		}
	}
}

/* Marks the shingles of keys that stand. */
static void
mark_plainly(const struct world *world, struct made_article *article,
    struct windows *windows, bool doubtful, bool *marks)
{
	const struct key_fact *fact;
	size_t i, j;

	assert_int_equal(
	    windows_find(windows, article->tokens, article->num_tokens),
	    NDUP_OK);
	for (i = 0; i < windows->num; i++) {
		fact = find_fact(world, passage_key(windows->items[i].hash));
		if (fact == NULL || (!doubtful && fact->standing != STANDS))
			continue;
		for (j = windows->items[i].begin; j < windows->items[i].end;
		     j++)
			marks[j] = true;
	}
}

static void
mark_articles_plainly(struct world *world)
{
	struct windows windows;
	struct made_article *article;
	size_t i;

	/* Two words in five of a run. */
	assert_int_equal(
	    winnow_windows_init(&windows, (2 * world->params.min_run + 4) / 5),
	    NDUP_OK);
	for (i = 0; i < world->num; i++) {
		article = &world->articles[i];
		mark_plainly(world, article, &windows, false, article->stands);
		mark_plainly(
		    world, article, &windows, true, article->may_stand);
	}
	windows_free(&windows);
}

/* ---- the scan ------------------------------------------------------------ */

/* Returns how many words stand. */
static size_t
compare_article(const struct made_article *article, const struct article *is)
{
	uint32_t half_words = 0;
	size_t num = 0, i;
	bool marked;

	assert_true(slice_is(is->document.id, article->is->id));
	assert_int_equal(is->num_tokens, article->num_tokens);
	for (i = 0; i < is->num_tokens; i++) {
		marked = (is->ids[i] & WORD_STANDS) != 0;
		if ((article->stands[i] && !marked) ||
		    (marked && !article->may_stand[i]))
			fail_msg("article %s, token %zu of %zu: %s",
			    article->is->id, i, article->num_tokens,
			    marked ? "marked" : "not marked");
		num += marked;
		half_words += marked ? window_weight(article->tokens[i]) : 0;
	}
	assert_int_equal(is->standing, half_words);
	return num;
}

static size_t
compare_world(struct world *world)
{
	struct ndup_scan *scan =
	    scan_made(world->texts, world->num, &world->params);
	size_t num = 0, i;

	assert_int_equal(scan->articles.num, world->num);
	for (i = 0; i < world->num; i++)
		num += compare_article(
		    &world->articles[i], scan->articles.items[i]);
	ndup_scan_free(scan);
	return num;
}

static void
world_clear(struct world *world)
{
	size_t i;

	for (i = 0; i < world->num; i++) {
		free(world->texts[i].text);
		free(world->articles[i].tokens);
		free(world->articles[i].keys);
		free(world->articles[i].stands);
		free(world->articles[i].may_stand);
	}
	memset(world, 0, sizeof *world);
}

static void
test_random(void **state)
{
	struct world *world = test_new(1, sizeof *world);
	size_t num_exact = 0, num_marked = 0, i, num;

	(void)state;
	random_begin();
	for (i = 0; i < 60; i++) {
		ndup_params_init(&world->params, sizeof world->params);
		world->params.num_threads = 1 + (unsigned)random_below(3);
		world->params.min_boilerplate = 3 + (unsigned)random_below(28);
		if (random_percent(25))
			world->params.min_run = 8 + (unsigned)random_below(20);
		world->params.noisy = random_percent(25);
		if (random_percent(25))
			world->params.within = 9999 * (int64_t)DAY;
		world->num = make_texts(world->texts);
		sketch_articles(world);
		judge_keys(world);
		mark_articles_plainly(world);
		num = compare_world(world);
		num_marked += num > 0;
		num_exact += num > 0 && world->num_doubtful == 0;
		world_clear(world);
	}
	print_message("of %zu worlds words stand in %zu, in %zu no key is in "
		      "doubt\n",
	    i, num_marked, num_exact);
	assert_in_range(num_marked, 20, i);
	assert_in_range(num_exact, 4, i);
	free(world);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("marking", tests, NULL, NULL);
}
