/*
 * stages_sketch.c - the stages from a text to its keys
 *
 * A stage that stands behind others finds what those make of the whole
 * collection in memory: tokens, shingles, signatures, article after article.
 */
#include <string.h>

#include "base/intern.h"
#include "sketch/bands.h"
#include "sketch/sketcher.h"
#include "stages_sketch.h"

/* One array of numbers an article, one behind another. */
struct id_set {
	uint64_t *items;
	size_t num, capacity;
	size_t *begin; /* of each article, and the end of the last */
};

struct sketching {
	const struct collection *collection;
	struct ndup_sketcher *sketcher;
	struct id_set tokens, shingles;
	uint32_t *signatures;
	uint64_t *keys; /* of the bands of one article */
	struct intern *intern;
	uint32_t *ids; /* room for the longest article's */
	size_t ids_capacity;
	uint64_t num_items;
	uint64_t bytes_hash; /* of all texts: for nobody */
};

static enum ndup_status
numbers_init(struct id_set *numbers, size_t num_articles)
{
	numbers->begin = memory_new(num_articles + 1, sizeof *numbers->begin);
	return numbers->begin == NULL ? NDUP_NOMEM : NDUP_OK;
}

static enum ndup_status
id_set_add(
    struct id_set *numbers, size_t article, const uint64_t *items, size_t num)
{
	if (memory_reserve(&numbers->items, &numbers->capacity,
		numbers->num + num, sizeof *numbers->items) != NDUP_OK)
		return NDUP_NOMEM;
	if (num > 0)
		memcpy(
		    numbers->items + numbers->num, items, num * sizeof *items);
	numbers->num += num;
	numbers->begin[article + 1] = numbers->num;
	return NDUP_OK;
}

static void
id_set_free(struct id_set *numbers)
{
	memory_free(numbers->items);
	memory_free(numbers->begin);
}

/* An article's part; returns how many they are. */
static size_t
numbers_of(const struct id_set *numbers, size_t article, const uint64_t **items)
{
	*items = numbers->items + numbers->begin[article];
	return numbers->begin[article + 1] - numbers->begin[article];
}

/* ---- what each stage does ----------------------------------------------- */

static enum ndup_status
run_tokenise(void *ctx)
{
	struct sketching *s = ctx;
	struct tokeniser *tokeniser = &s->sketcher->tokeniser;
	const struct ndup_document *document = s->collection->items;
	const struct ndup_document *end = document + s->collection->num;
	enum ndup_status status = NDUP_OK;

	s->num_items = 0;
	for (; document < end && status == NDUP_OK; document++) {
		status = tokeniser_run(
		    tokeniser, document->text, document->text_begin);
		s->num_items += tokeniser->num_tokens;
	}
	return status;
}

static enum ndup_status
run_keys(void *ctx)
{
	struct sketching *s = ctx;
	const struct ndup_document *document = s->collection->items;
	const struct ndup_document *end = document + s->collection->num;
	enum ndup_status status = NDUP_OK;

	s->num_items = 0;
	for (; document < end && status == NDUP_OK; document++) {
		status = sketcher_read(s->sketcher, document->text,
		    document->text_begin, document->text_end);
		if (status == NDUP_OK)
			status = sketcher_keys(s->sketcher);
		s->num_items += s->sketcher->num_keys;
	}
	return status;
}

static enum ndup_status
run_shingle(void *ctx)
{
	struct sketching *s = ctx;
	struct shingler *shingler = &s->sketcher->shingler;
	enum ndup_status status = NDUP_OK;
	const uint64_t *tokens;
	size_t i, num;

	s->num_items = 0;
	for (i = 0; i < s->collection->num && status == NDUP_OK; i++) {
		num = numbers_of(&s->tokens, i, &tokens);
		status = series_read(&shingler->windows.own, tokens, num);
		if (status == NDUP_OK)
			status =
			    shingler_run_in(shingler, &shingler->windows.own);
		s->num_items += shingler->num_listed;
	}
	return status;
}

static enum ndup_status
run_signature(void *ctx)
{
	struct sketching *s = ctx;
	size_t num_bins = s->sketcher->num_bins, i, num;
	const uint64_t *shingles;

	s->num_items = 0;
	for (i = 0; i < s->collection->num; i++) {
		if ((num = numbers_of(&s->shingles, i, &shingles)) == 0)
			continue;
		signature_bins(shingles, num, s->sketcher->bins, num_bins);
		signature_densify(
		    s->sketcher->bins, s->signatures + i * num_bins, num_bins);
		s->num_items += num;
	}
	return NDUP_OK;
}

static enum ndup_status
run_bands(void *ctx)
{
	struct sketching *s = ctx;
	size_t i;

	s->num_items = 0;
	for (i = 0; i < s->collection->num; i++) {
		bands_keys(&s->sketcher->bands,
		    s->signatures + i * s->sketcher->num_bins, s->keys);
		s->num_items += s->sketcher->bands.num_bands;
	}
	return NDUP_OK;
}

static enum ndup_status
run_passage_keys(void *ctx)
{
	struct sketching *s = ctx;
	struct winnower *winnower = &s->sketcher->winnowers[0];
	enum ndup_status status = NDUP_OK;
	const uint64_t *tokens;
	size_t i, num;

	s->num_items = 0;
	for (i = 0; i < s->collection->num && status == NDUP_OK; i++) {
		num = numbers_of(&s->tokens, i, &tokens);
		status = winnower_run(winnower, tokens, num);
		s->num_items += winnower->num_keys;
	}
	return status;
}

static enum ndup_status
prepare_intern(void *ctx)
{
	struct sketching *s = ctx;

	return intern_new(&s->intern);
}

static void
clean_intern(void *ctx)
{
	struct sketching *s = ctx;

	intern_free(s->intern);
	s->intern = NULL;
}

static enum ndup_status
run_intern(void *ctx)
{
	struct sketching *s = ctx;
	const uint64_t *tokens;
	size_t i, num;

	for (i = 0; i < s->collection->num; i++) {
		num = numbers_of(&s->tokens, i, &tokens);
		if (!intern_all(s->intern, tokens, num, s->ids))
			return NDUP_NOMEM;
	}
	s->num_items = s->tokens.num;
	return NDUP_OK;
}

/* All that a batch does with a text but copying it. */
static enum ndup_status
run_batch(void *ctx)
{
	struct sketching *s = ctx;
	struct ndup_sketcher *sketcher = s->sketcher;
	const struct ndup_document *document = s->collection->items;
	const struct ndup_document *end = document + s->collection->num;
	enum ndup_status status = NDUP_OK;
	size_t num;

	s->num_items = 0;
	for (; document < end && status == NDUP_OK; document++) {
		status = sketcher_read(sketcher, document->text,
		    document->text_begin, document->text_end);
		if (status == NDUP_OK)
			status = sketcher_keys(sketcher);
		num = sketcher->tokeniser.num_tokens;
		if (status == NDUP_OK)
			status = memory_reserve(
			    &s->ids, &s->ids_capacity, num, sizeof *s->ids);
		if (status == NDUP_OK &&
		    !intern_all(
			s->intern, sketcher->tokeniser.tokens, num, s->ids))
			status = NDUP_NOMEM;
		s->num_items += sketcher->num_keys;
		s->bytes_hash ^=
		    hash_bytes(document->text.ptr, document->text.len, 0);
	}
	return status;
}

/* ---- what they work on -------------------------------------------------- */

static void
sketching_free(struct sketching *s)
{
	ndup_sketcher_free(s->sketcher);
	id_set_free(&s->tokens);
	id_set_free(&s->shingles);
	memory_free(s->signatures);
	memory_free(s->keys);
	memory_free(s->ids);
}

static enum ndup_status
keep_numbers(struct sketching *s)
{
	const struct ndup_sketcher *sketcher = s->sketcher;
	const struct ndup_document *document;
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < s->collection->num && status == NDUP_OK; i++) {
		document = &s->collection->items[i];
		status = sketcher_read(s->sketcher, document->text,
		    document->text_begin, document->text_end);
		if (status == NDUP_OK)
			status = id_set_add(&s->tokens, i,
			    sketcher->tokeniser.tokens,
			    sketcher->tokeniser.num_tokens);
		if (status == NDUP_OK)
			status = memory_reserve(&s->ids, &s->ids_capacity,
			    sketcher->tokeniser.num_tokens, sizeof *s->ids);
		if (status == NDUP_OK)
			status = id_set_add(&s->shingles, i,
			    sketcher->shingler.shingles,
			    sketcher->shingler.num_listed);
	}
	return status;
}

static enum ndup_status
sketching_prepare(struct sketching *s)
{
	size_t num = s->collection->num;

	s->signatures =
	    memory_new(num * s->sketcher->num_bins, sizeof *s->signatures);
	s->keys = memory_new(s->sketcher->bands.num_bands, sizeof *s->keys);
	if (s->signatures == NULL || s->keys == NULL ||
	    numbers_init(&s->tokens, num) != NDUP_OK ||
	    numbers_init(&s->shingles, num) != NDUP_OK)
		return NDUP_NOMEM;
	return keep_numbers(s);
}

/* ---- measuring ---------------------------------------------------------- */

enum ndup_status
measure_script(struct measure *measure, const struct ndup_params *params,
    const struct collection *collection, enum script script, enum kernel kernel)
{
	struct sketching s = {.collection = collection};
	const struct {
		const char *name, *unit;
		enum ndup_status (*prepare)(void *), (*run)(void *);
		void (*clean)(void *);
	} all[] = {
	    {"tokenise", "tokens", NULL, run_tokenise, NULL},
	    {"all keys", "keys", NULL, run_keys, NULL},
	    {"keys, ids", "keys", prepare_intern, run_batch, clean_intern},
	};
	struct stage stage = {.articles = collection->num,
	    .bytes = collection->bytes,
	    .num_items = &s.num_items,
	    .ctx = &s};
	enum ndup_status status;
	char name[32];
	size_t i;

	status = ndup_sketcher_new(&s.sketcher, params, NULL);
	if (status == NDUP_OK)
		s.sketcher->tokeniser.kernel = kernel;
	for (i = 0; i < sizeof all / sizeof *all && status == NDUP_OK; i++) {
		snprintf(name, sizeof name, "%s %s", all[i].name,
		    script_name(script));
		stage.name = name;
		stage.unit = all[i].unit;
		stage.prepare = all[i].prepare;
		stage.run = all[i].run;
		stage.clean = all[i].clean;
		status = measure_stage(measure, &stage);
	}
	sketching_free(&s);
	return status;
}

enum ndup_status
measure_sketch(struct measure *measure, const struct ndup_params *params,
    const struct collection *collection)
{
	struct sketching s = {.collection = collection};
	const uint64_t num = collection->num, bytes = collection->bytes;
	const struct stage stages[] = {
	    {"shingle", num, bytes, "shingles", &s.num_items, &s, NULL,
		run_shingle, NULL},
	    {"signature", num, bytes, "shingles", &s.num_items, &s, NULL,
		run_signature, NULL},
	    {"band keys", num, bytes, "keys", &s.num_items, &s, NULL, run_bands,
		NULL},
	    {"passage keys", num, bytes, "keys", &s.num_items, &s, NULL,
		run_passage_keys, NULL},
	    {"intern", num, bytes, "tokens", &s.num_items, &s, prepare_intern,
		run_intern, clean_intern},
	};
	enum ndup_status status;
	size_t i;

	status = ndup_sketcher_new(&s.sketcher, params, NULL);
	if (status == NDUP_OK)
		status = sketching_prepare(&s);
	for (i = 0; i < sizeof stages / sizeof *stages; i++) {
		if (status == NDUP_OK)
			status = measure_stage(measure, &stages[i]);
	}
	sketching_free(&s);
	return status;
}
