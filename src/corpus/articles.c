/*
 * articles.c - all articles of a scan: taken in, sketched, put in order
 *
 * Canonical order makes every result independent of the order of input: whoever
 * asks for the first article of several asks for the first in it.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/slice.h"
#include "compare/conditions.h"
#include "batch.h"
#include "scan_data.h"

/* Each may get a second number. */
#define MOST_ARTICLES (NO_TEXT / 2)

enum ndup_status
articles_init(struct articles *articles, const struct ndup_params *params,
    struct ndup_error *error)
{
	enum ndup_status status;
	unsigned num_threads, i;

	*articles = (struct articles){.budget.memory = params->memory};
	if (pool_new(&articles->pool, params->num_threads) != NDUP_OK ||
	    intern_new(&articles->intern) != NDUP_OK ||
	    tempfile_new(&articles->temp, params->tmpdir) != NDUP_OK ||
	    keys_new(&articles->keys, articles->temp) != NDUP_OK)
		return error_memory(error);
	num_threads = pool_num_threads(articles->pool);
	articles->sketchers =
	    memory_new(num_threads, sizeof *articles->sketchers);
	articles->gathered =
	    memory_new(num_threads, sizeof *articles->gathered);
	if (articles->sketchers == NULL || articles->gathered == NULL)
		return error_memory(error);
	for (i = 0; i < num_threads; i++) {
		status =
		    ndup_sketcher_new(&articles->sketchers[i], params, error);
		if (status != NDUP_OK)
			return status;
	}
	return NDUP_OK;
}

static void
free_sketchers(struct articles *articles)
{
	struct ndup_sketcher **sketchers = articles->sketchers;
	struct entries *gathered = articles->gathered;
	unsigned i;

	for (i = 0; sketchers && i < pool_num_threads(articles->pool); i++)
		ndup_sketcher_free(sketchers[i]);
	for (i = 0; gathered && i < pool_num_threads(articles->pool); i++)
		entries_free(&gathered[i]);
	memory_free(sketchers);
	memory_free(gathered);
	articles->sketchers = NULL;
	articles->gathered = NULL;
}

void
articles_drop_keys(struct articles *articles)
{
	free_sketchers(articles);
	keys_free(articles->keys);
	articles->keys = NULL;
	budget_clear(&articles->budget, ROOM_KEYS);
}

void
articles_free(struct articles *articles)
{
	size_t i;

	if (articles->pool != NULL)
		pool_wait(articles->pool);
	articles_drop_keys(articles);
	pool_free(articles->pool);
	for (i = 0; i < articles->num_batches; i++)
		batch_free(articles->batches[i]);
	memory_free(articles->batches);
	memory_free(articles->items);
	memory_free(articles->places);
	intern_free(articles->intern);
	tempfile_free(articles->temp);
}

enum ndup_status
articles_keep_sketch(
    struct articles *articles, struct article *article, unsigned thread)
{
	struct ndup_sketcher *sketcher = articles->sketchers[thread];
	enum ndup_status status;

	assert(article->number < NO_TEXT);
	article->half_words = sketcher->half_words;
	article->tokens_hash = sketcher->tokens_hash;
	article->num_shingles = (uint32_t)sketcher->shingler.num_shingles;
	if ((status = sketcher_keys(sketcher)) != NDUP_OK)
		return status;
	return keys_gather(&articles->gathered[thread], article->number,
	    sketcher->keys, sketcher->num_keys);
}

/* ---- taking in ---------------------------------------------------------- */

static struct batch *
last_batch(struct articles *articles)
{
	if (articles->num_batches == 0)
		return NULL;
	return articles->batches[articles->num_batches - 1];
}

static struct batch *
new_batch(struct articles *articles)
{
	struct batch *batch;

	if (memory_grow(articles->batches, articles->num_batches + 1) !=
	    NDUP_OK)
		return NULL;
	if ((batch = memory_new(1, sizeof *batch)) == NULL)
		return NULL;
	batch->articles = articles;
	articles->batches[articles->num_batches++] = batch;
	return batch;
}

static enum ndup_status
articles_take(
    struct articles *articles, const struct ndup_document *document, bool old)
{
	struct batch *batch = last_batch(articles);
	struct ndup_document named = *document;
	enum ndup_status status;
	char number[32];

	if (articles->num_added == MOST_ARTICLES)
		return NDUP_INPUT;
	if (batch != NULL && batch_is_full(batch)) {
		pool_submit(articles->pool, batch_sketch, batch);
		batch = NULL;
	}
	if (batch == NULL && (batch = new_batch(articles)) == NULL)
		return NDUP_NOMEM;
	if (named.id.len == 0) {
		snprintf(
		    number, sizeof number, "%" PRIu64, articles->num_added + 1);
		named.id = (struct ndup_slice){number, strlen(number)};
	}
	if ((status = batch_add(batch, &named, old)) != NDUP_OK)
		return status;
	batch->items[batch->num - 1].number = (uint32_t)articles->num_numbers++;
	articles->num_added++;
	return NDUP_OK;
}

enum ndup_status
articles_add(
    struct articles *articles, const struct ndup_document *document, bool old)
{
	enum ndup_status status;

	if (articles->failed == NDUP_OK && pool_failed(articles->pool))
		articles->failed = pool_wait(articles->pool);
	if (articles->failed != NDUP_OK)
		return articles->failed;
	status = articles_take(articles, document, old);
	if (status == NDUP_NOMEM)
		articles->failed = status;
	return status;
}

/* The batch in which the nth article stands that was added. */
static struct batch *
batch_of(const struct articles *articles, uint64_t nth)
{
	size_t low = 0, high = articles->num_batches, middle;
	const struct batch *batch;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		batch = articles->batches[middle];
		if (batch->num > 0 && batch->items[0].number <= nth)
			low = middle;
		else
			high = middle;
	}
	return articles->batches[low];
}

void
articles_set_old(struct articles *articles, uint64_t nth)
{
	struct batch *batch = batch_of(articles, nth);

	assert(nth < articles->num_added);
	batch->items[nth - batch->items[0].number].old = true;
}

static enum ndup_status
finish_sketches(struct articles *articles)
{
	enum ndup_status status;
	struct batch *batch = last_batch(articles);
	size_t i, j;

	if (articles->failed != NDUP_OK)
		return articles->failed;
	if (batch != NULL)
		pool_submit(articles->pool, batch_sketch, batch);
	if ((status = pool_wait(articles->pool)) != NDUP_OK)
		return status;
	if ((status = keys_finish(articles->keys)) != NDUP_OK)
		return status;
	articles->items =
	    memory_new(articles->num_added, sizeof *articles->items);
	articles->places =
	    memory_new(articles->num_added, sizeof *articles->places);
	if (articles->items == NULL || articles->places == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < articles->num_batches; i++) {
		batch = articles->batches[i];
		for (j = 0; j < batch->num; j++)
			articles->items[articles->num++] = &batch->items[j];
	}
	return NDUP_OK;
}

/* ---- order -------------------------------------------------------------- */

static int
compare_times(const struct ndup_time *x, const struct ndup_time *y)
{
	int64_t time_x = conditions_time(x), time_y = conditions_time(y);

	return time_x < time_y ? -1 : time_x > time_y;
}

/* What is known of two articles besides id and text: the better known time
 * first. */
static int
compare_documents(const struct ndup_document *x, const struct ndup_document *y)
{
	const struct ndup_slice *const names[][2] = {{&x->source, &y->source},
	    {&x->title, &y->title}, {&x->url, &y->url}, {&x->place, &y->place}};
	const struct ndup_time *a = &x->published, *b = &y->published;
	int order = 0;
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0] && order == 0; i++)
		order = slice_order(*names[i][0], *names[i][1]);
	if (order != 0)
		return order;
	if (a->precision != b->precision)
		return a->precision > b->precision ? -1 : 1;
	if (a->zone != b->zone)
		return a->zone < b->zone ? -1 : 1;
	if (x->text_begin != y->text_begin)
		return x->text_begin < y->text_begin ? -1 : 1;
	if (x->text_end != y->text_end)
		return x->text_end < y->text_end ? -1 : 1;
	if (x->notice != y->notice)
		return x->notice < y->notice ? -1 : 1;
	return x->update_number < y->update_number
		   ? -1
		   : x->update_number > y->update_number;
}

/* What cannot differ in a useful way, only to leave nothing to chance: an
 * article that is given twice, with another title or time, is taken once. */
static int
compare_rest(const struct article *x, const struct article *y)
{
	int order;

	if (x->bytes_hash != y->bytes_hash)
		return x->bytes_hash < y->bytes_hash ? -1 : 1;
	if (x->old != y->old)
		return x->old ? 1 : -1;
	if ((order = compare_documents(&x->document, &y->document)) != 0)
		return order;
	return x->number < y->number ? -1 : x->number > y->number;
}

static int
by_canon(const void *left, const void *right)
{
	const struct article *x = *(const struct article *const *)left;
	const struct article *y = *(const struct article *const *)right;
	int order;

	order = compare_times(&x->document.published, &y->document.published);
	if (order == 0)
		order = slice_order(x->document.id, y->document.id);
	return order != 0 ? order : compare_rest(x, y);
}

static int
by_id(const void *left, const void *right)
{
	const struct article *x = *(const struct article *const *)left;
	const struct article *y = *(const struct article *const *)right;
	int order = slice_order(x->document.id, y->document.id);

	return order != 0 ? order : by_canon(left, right);
}

static int
by_id_and_text(const void *left, const void *right)
{
	const struct article *x = *(const struct article *const *)left;
	const struct article *y = *(const struct article *const *)right;
	int order = slice_order(x->document.id, y->document.id);

	if (order == 0 && x->bytes_hash != y->bytes_hash)
		order = x->bytes_hash < y->bytes_hash ? -1 : 1;
	return order != 0 ? order : by_canon(left, right);
}

static int
id_is(const void *key, const void *item)
{
	const struct ndup_slice *id = key;
	const struct article *article = *(const struct article *const *)item;

	return slice_order(*id, article->document.id);
}

/* ---- ids of their own --------------------------------------------------- */

/* Whether two articles have the same id and text. */
static enum ndup_status
compare_articles(const struct articles *articles, const struct article *x,
    const struct article *y, bool *same)
{
	struct fetched fetched[2] = {{0}, {0}};
	struct ndup_document a, b;
	enum ndup_status status;

	*same = x->bytes_hash == y->bytes_hash &&
		slice_order(x->document.id, y->document.id) == 0;
	if (!*same)
		return NDUP_OK;
	status = articles_document(articles, x, &fetched[0], &a);
	if (status == NDUP_OK)
		status = articles_document(articles, y, &fetched[1], &b);
	if (status == NDUP_OK)
		*same = slice_order(a.text, b.text) == 0;
	fetched_free(&fetched[0]);
	fetched_free(&fetched[1]);
	return status;
}

/* Leaves out articles whose id and text another one has; the place of each is
 * the number of that one for the moment. */
static enum ndup_status
drop_repeated(struct articles *articles)
{
	struct article **items = articles->items;
	enum ndup_status status = NDUP_OK;
	uint32_t i, num = 0;
	bool same = false;

	qsort(items, articles->num, sizeof *items, by_id_and_text);
	for (i = 0; i < articles->num && status == NDUP_OK; i++) {
		if (num > 0)
			status = compare_articles(
			    articles, items[num - 1], items[i], &same);
		if (status != NDUP_OK)
			break;
		if (!same) {
			items[num++] = items[i];
			continue;
		}
		articles->places[items[i]->number] =
		    items[num - 1]->number | PLACE_REPEATED;
		articles->num_repeated++;
	}
	articles->num = num;
	return status;
}

/* The first of id#2, id#3 ... that nobody has; an empty one: no memory. */
static struct ndup_slice
new_id(struct articles *articles, struct ndup_slice old, uint32_t *number)
{
	struct ndup_slice id = {NULL, 0};
	char *text;

	text = arena_alloc(&last_batch(articles)->names, old.len + 16);
	if (text == NULL)
		return id;
	memcpy(text, old.ptr, old.len);
	do {
		snprintf(text + old.len, 16, "#%" PRIu32, (*number)++);
		id =
		    (struct ndup_slice){text, old.len + strlen(text + old.len)};
	} while (bsearch(&id, articles->items, articles->num,
		     sizeof *articles->items, id_is) != NULL);
	return id;
}

/* Articles of one id and different texts: all but the first get new ids. */
static enum ndup_status
rename_others(struct articles *articles)
{
	struct article **items = articles->items;
	struct ndup_slice *ids;
	uint32_t i, number = 2;

	qsort(items, articles->num, sizeof *items, by_id);
	if ((ids = memory_new(articles->num, sizeof *ids)) == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < articles->num; i++) {
		ids[i] = items[i]->document.id;
		if (i == 0 ||
		    slice_order(ids[i], items[i - 1]->document.id) != 0) {
			number = 2;
			continue;
		}
		ids[i] = new_id(articles, ids[i], &number);
		articles->num_renamed++;
		if (ids[i].ptr == NULL)
			break;
	}
	if (i < articles->num) {
		memory_free(ids);
		return NDUP_NOMEM;
	}
	for (i = 0; i < articles->num; i++)
		items[i]->document.id = ids[i];
	memory_free(ids);
	return NDUP_OK;
}

/* Notes where the articles stand now. */
static void
note_places(struct articles *articles)
{
	uint32_t *places = articles->places, i;

	for (i = 0; i < articles->num; i++)
		places[articles->items[i]->number] = i;
	for (i = 0; i < articles->num_added; i++) {
		if (places[i] & PLACE_REPEATED)
			places[i] = places[places[i] & ~PLACE_REPEATED] |
				    PLACE_REPEATED;
	}
}

enum ndup_status
articles_order(struct articles *articles)
{
	enum ndup_status status;

	if ((status = finish_sketches(articles)) != NDUP_OK)
		return status;
	if ((status = drop_repeated(articles)) != NDUP_OK)
		return status;
	if ((status = rename_others(articles)) != NDUP_OK)
		return status;
	qsort(
	    articles->items, articles->num, sizeof *articles->items, by_canon);
	note_places(articles);
	return NDUP_OK;
}

/* ---- whether all is as it should be -------------------------------------- */

static bool
ids_are_distinct(const struct articles *articles)
{
	size_t size = sizeof *articles->items;
	struct article **items = memory_new(articles->num, size);
	bool distinct = items != NULL;
	uint32_t i;

	if (!distinct)
		return false;
	for (i = 0; i < articles->num; i++)
		items[i] = articles->items[i];
	qsort(items, articles->num, size, by_id);
	for (i = 1; i < articles->num && distinct; i++)
		distinct = slice_order(items[i - 1]->document.id,
			       items[i]->document.id) != 0;
	memory_free((void *)items);
	return distinct;
}

/* A number that is over those of the added ones was given later. */
static bool
places_are_sound(const struct articles *articles)
{
	uint64_t num_repeated = 0;
	uint32_t i, number;

	for (i = 0; i < articles->num_added; i++) {
		if ((articles->places[i] & ~PLACE_REPEATED) >= articles->num)
			return false;
		num_repeated += (articles->places[i] & PLACE_REPEATED) != 0;
	}
	for (i = 0; i < articles->num; i++) {
		number = articles->items[i]->number;
		if (number >= articles->num_numbers ||
		    (number < articles->num_added &&
			articles->places[number] != i))
			return false;
	}
	return num_repeated == articles->num_repeated &&
	       articles->num + num_repeated == articles->num_added;
}

bool
articles_validate(const struct articles *articles)
{
	uint32_t i;

	for (i = 1; i < articles->num; i++)
		if (by_canon(&articles->items[i - 1], &articles->items[i]) >= 0)
			return false;
	return places_are_sound(articles) && ids_are_distinct(articles);
}
