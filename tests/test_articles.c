/*
 * test_articles.c - articles are put in order, and grouped by their texts
 *
 * Random articles of a few texts, some written in other letters, some twice
 * under one id, in any order; in memory and on disk.  The twin is what each was
 * made of.
 */
#include "random.h"

#include "corpus/scan_data.h"

enum { NUM_ARTICLES = 1500, NUM_TEXTS = 400, NUM_IDS = 900, LONGEST = 60 };

/* What an article was made of; by the number that it was given. */
struct made {
	unsigned text, id;
	bool loud, old;
};

static struct made made[NUM_ARTICLES];
static struct articles articles;
static struct texts texts;

/* A text's words are its own; text 0 has none. */
static struct ndup_slice
write_text(unsigned text, bool loud, char bytes[LONGEST * 12])
{
	size_t len = 0, num = text % LONGEST, i;

	for (i = 0; i < num; i++)
		len += (size_t)sprintf(
		    bytes + len, "%c%ux%zu ", loud ? 'W' : 'w', text, i);
	return (struct ndup_slice){bytes, len};
}

static void
add_article(const struct made *like)
{
	char bytes[LONGEST * 12], id[16];
	struct ndup_document document = {
	    .text = write_text(like->text, like->loud, bytes)};

	document.id.ptr = id;
	document.id.len = (size_t)sprintf(id, "id %u", like->id);
	if (random_percent(80)) {
		document.published.precision = NDUP_TIME_ZONED;
		document.published.seconds = (int64_t)random_below(300);
	}
	assert_int_equal(
	    articles_add(&articles, &document, like->old), NDUP_OK);
}

static void
draw_articles(const struct ndup_params *params, unsigned percent_old)
{
	size_t i;

	assert_int_equal(articles_init(&articles, params, NULL), NDUP_OK);
	for (i = 0; i < NUM_ARTICLES; i++) {
		made[i] = (struct made){(unsigned)random_below(NUM_TEXTS),
		    (unsigned)random_below(NUM_IDS), random_percent(20),
		    random_percent(percent_old)};
		if (i > 0 && random_percent(10))
			made[i] = made[random_below(i)];
		add_article(&made[i]);
	}
}

static const struct made *
made_of(uint32_t article)
{
	return &made[articles.items[article]->number];
}

/* By time, unknown last. */
static void
assert_times(void)
{
	const struct ndup_time *last, *next;
	uint32_t i;

	for (i = 1; i < articles.num; i++) {
		last = &articles.items[i - 1]->document.published;
		next = &articles.items[i]->document.published;
		if (next->precision != NDUP_TIME_UNKNOWN)
			assert_true(last->precision != NDUP_TIME_UNKNOWN &&
				    last->seconds <= next->seconds);
	}
}

/* Articles are of one text if they were made of one, and it has any words. */
static void
assert_texts(void)
{
	uint32_t of[NUM_TEXTS], i;
	const struct made *like;

	memset(of, 0xff, sizeof of);
	for (i = 0; i < articles.num; i++) {
		like = made_of(i);
		assert_int_equal(articles.items[i]->old, like->old);
		if (of[like->text] == UINT32_MAX || like->text % LONGEST == 0 ||
		    texts.by_article)
			of[like->text] = texts.of[i];
		assert_int_equal(texts.of[i], of[like->text]);
	}
}

static void
done(void)
{
	texts_free(&texts);
	articles_free(&articles);
}

static void
test_random_articles(void **state)
{
	struct ndup_params params;
	unsigned round;

	(void)state;
	random_begin();
	for (round = 0; round < 12; round++) {
		ndup_params_init(&params, sizeof params);
		params.num_threads = 1 + round % 3;
		params.tmpdir = P_tmpdir;
		if (round & 1)
			params.memory = 1000 * 1000;
		params.cross_source = round >= 9;
		draw_articles(&params, round % 4 * 30);
		assert_int_equal(articles_order(&articles), NDUP_OK);
		assert_true(articles_validate(&articles));
		assert_times();
		assert_true(keys_validate(articles.keys));
		assert_true(articles.num_repeated > 0);
		assert_true(articles.num_renamed > 0);
		assert_int_equal(tempfile_size(articles.temp) > 0, round & 1);
		assert_int_equal(
		    texts_init(&texts, &articles, &params), NDUP_OK);
		assert_true(texts_validate(&texts, &articles));
		assert_texts();
		done();
	}
}

/* ---- what is not as it should be ---------------------------------------- */

static void
make_some(void)
{
	struct ndup_params params;

	random_begin();
	ndup_params_init(&params, sizeof params);
	params.num_threads = 1;
	draw_articles(&params, 30);
	assert_int_equal(articles_order(&articles), NDUP_OK);
	assert_int_equal(texts_init(&texts, &articles, &params), NDUP_OK);
}

static void
assert_wrong_order(uint32_t *place, uint32_t wrong)
{
	uint32_t right = *place;

	*place = wrong;
	assert_false(articles_validate(&articles));
	*place = right;
	assert_true(articles_validate(&articles));
}

static void
swap_neighbours(uint32_t i)
{
	struct article **items = articles.items, *moved = items[i];

	items[i] = items[i + 1];
	items[i + 1] = moved;
	articles.places[items[i]->number] = i;
	articles.places[items[i + 1]->number] = i + 1;
}

static void
test_wrong_order(void **state)
{
	struct ndup_document *first;
	uint32_t *place;

	(void)state;
	make_some();
	place = &articles.places[articles.items[3]->number];
	assert_wrong_order(place, 4);
	assert_wrong_order(place, *place | PLACE_REPEATED);
	assert_wrong_order(place, articles.num);
	assert_wrong_order(&articles.num, articles.num - 1);
	swap_neighbours(3);
	assert_false(articles_validate(&articles));
	swap_neighbours(3);
	first = &articles.items[0]->document;
	first->published.seconds--; /* so that no other has its time */
	assert_true(articles_validate(&articles));
	first->id = articles.items[articles.num - 1]->document.id;
	assert_false(articles_validate(&articles));
	done();
}

static void
assert_wrong_text(uint32_t *place, uint32_t wrong)
{
	uint32_t right = *place;

	*place = wrong;
	assert_false(texts_validate(&texts, &articles));
	*place = right;
	assert_true(texts_validate(&texts, &articles));
}

/* The first text that several articles have, not all of them old. */
static uint32_t
find_shared(void)
{
	uint32_t text = 0;

	while (texts.sizes[text] < 2 || texts.alone[text])
		text++;
	return text;
}

static void
test_wrong_texts(void **state)
{
	uint32_t text, second;

	(void)state;
	make_some();
	text = find_shared();
	second = texts.begin[text] + 1;
	assert_wrong_text(&texts.of[texts.articles[second]], texts.num);
	assert_wrong_text(&texts.of[texts.articles[second]], text + 1);
	assert_wrong_text(&texts.articles[second], texts.articles[second - 1]);
	assert_wrong_text(&texts.begin[text + 1], second);
	assert_wrong_text(&texts.sizes[text], 1);
	assert_wrong_text(&texts.first_new[text], articles.num);
	assert_wrong_text(&texts.num_identical, texts.num_identical + 1);
	articles.items[texts.articles[second]]->tokens_hash++;
	assert_false(texts_validate(&texts, &articles));
	articles.items[texts.articles[second]]->tokens_hash--;
	texts.alone[text] = true;
	assert_false(texts_validate(&texts, &articles));
	done();
}

/* A text of which another one is the copy. */
static void
test_same_text_twice(void **state)
{
	struct ndup_params params;

	(void)state;
	random_begin();
	ndup_params_init(&params, sizeof params);
	params.num_threads = 1;
	params.cross_source = true; /* each article is a text */
	draw_articles(&params, 0);
	assert_int_equal(articles_order(&articles), NDUP_OK);
	assert_int_equal(texts_init(&texts, &articles, &params), NDUP_OK);
	assert_true(texts_validate(&texts, &articles));
	texts.by_article = false;
	texts.num_identical = 0;
	assert_false(texts_validate(&texts, &articles));
	done();
}

static void
test_none(void **state)
{
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	assert_int_equal(articles_init(&articles, &params, NULL), NDUP_OK);
	assert_int_equal(articles_order(&articles), NDUP_OK);
	assert_true(articles_validate(&articles));
	assert_int_equal(texts_init(&texts, &articles, &params), NDUP_OK);
	assert_true(texts_validate(&texts, &articles));
	done();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_articles),
	    cmocka_unit_test(test_wrong_order),
	    cmocka_unit_test(test_wrong_texts),
	    cmocka_unit_test(test_same_text_twice),
	    cmocka_unit_test(test_none),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("articles", tests, NULL, NULL);
}
