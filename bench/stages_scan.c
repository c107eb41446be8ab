/*
 * stages_scan.c - the stages from keys to the report
 *
 * One scan of the collection is made and kept.  Each stage does again what that
 * scan did, on the scan's own texts, candidates and matches.
 */
#include "evidence/prefetch.h"
#include "compare/conditions.h"
#include "base/sort.h"
#include "corpus/scan_data.h"
#include "stages_scan.h"
#include "table/candidates.h"
#include "compare/align.h"
#include "compare/relation.h"

enum { RUN_TEXTS = 256 }; /* whose keys are one run */

struct scanning {
	const struct collection *collection;
	const struct ndup_params *params;
	struct ndup_scan *scan;
	struct ndup_scan *again; /* of the stage that is a whole scan */
	struct texts texts;
	struct tempfile *temp; /* nothing is in it */
	struct keys *keys;
	struct entries entries, scratch; /* of a part */
	uint32_t *text_of;
	size_t num_keys;
	struct pair_rules rules;
	struct sighting *sightings;
	bool *repeats;
	struct candidates candidates;
	struct measurer measurer;
	struct aligner aligner;
	struct alignment alignment;
	struct link_pair *pairs;
	struct star_match *matches;
	struct links links;
	struct stars stars;
	uint64_t num_items;
};

/* ---- the whole ---------------------------------------------------------- */

static enum ndup_status
scan_all(struct scanning *s, struct ndup_scan **scan)
{
	enum ndup_status status;
	size_t i;

	status = ndup_scan_new(scan, s->params, NULL);
	for (i = 0; i < s->collection->num && status == NDUP_OK; i++)
		status =
		    ndup_scan_add(*scan, &s->collection->items[i], false, NULL);
	return status == NDUP_OK ? ndup_scan_run(*scan, NULL) : status;
}

static enum ndup_status
run_scan(void *ctx)
{
	struct scanning *s = ctx;

	s->num_items = s->collection->num;
	return scan_all(s, &s->again);
}

static void
clean_scan(void *ctx)
{
	struct scanning *s = ctx;

	ndup_scan_free(s->again);
	s->again = NULL;
}

static enum ndup_status
run_texts(void *ctx)
{
	struct scanning *s = ctx;
	enum ndup_status status;

	status = texts_init(&s->texts, &s->scan->articles, s->params);
	s->num_items = s->texts.num;
	return status;
}

static void
clean_texts(void *ctx)
{
	struct scanning *s = ctx;

	texts_free(&s->texts);
}

/* ---- keys -> candidates ------------------------------------------------- */

static enum ndup_status
run_candidates(void *ctx)
{
	struct scanning *s = ctx;
	enum ndup_status status;

	status = candidates_find(s->keys, s->text_of, s->scan->articles.pool,
	    &s->rules, &s->candidates);
	s->num_items = s->candidates.num_pairs;
	return status;
}

static void
clean_candidates(void *ctx)
{
	struct scanning *s = ctx;

	candidates_free(&s->candidates);
}

/* All parts, one after another. */
static enum ndup_status
run_sort(void *ctx)
{
	struct scanning *s = ctx;
	enum ndup_status status = NDUP_OK;
	size_t part;

	for (part = 0; part < NUM_PARTS && status == NDUP_OK; part++) {
		status = keys_read(s->keys, part, s->text_of, &s->entries);
		if (status == NDUP_OK)
			status = memory_grow(s->scratch.items, s->entries.num);
		if (status == NDUP_OK)
			sort_entries(
			    s->entries.items, s->scratch.items, s->entries.num);
	}
	s->num_items = s->num_keys;
	return status;
}

/* ---- candidates -> matches -> report ------------------------------------ */

static enum ndup_status
run_verify(void *ctx)
{
	struct scanning *s = ctx;
	uint32_t base = UINT32_MAX;
	struct measures measures;
	uint64_t num_matches = 0;
	struct words words;
	size_t i;

	for (i = 0; i < s->candidates.num_pairs; i++) {
		if (base != (uint32_t)(s->candidates.pairs[i] >> 32)) {
			base = (uint32_t)(s->candidates.pairs[i] >> 32);
			words = article_words(scan_text(s->scan, base));
			if (measurer_base(&s->measurer, &words) != NDUP_OK)
				return NDUP_NOMEM;
		}
		words = article_words(
		    scan_text(s->scan, (uint32_t)s->candidates.pairs[i]));
		if (measurer_compare(&s->measurer, &words, &measures) !=
		    NDUP_OK)
			return NDUP_NOMEM;
		num_matches += relation_matches(&measures, s->params);
	}
	s->num_items = s->candidates.num_pairs;
	return num_matches == s->scan->num_matches ? NDUP_OK : NDUP_INPUT;
}

static enum ndup_status
run_passages(void *ctx)
{
	struct scanning *s = ctx;
	enum ndup_status status = NDUP_OK;
	struct words a, b;
	size_t i;

	for (i = 0; i < s->scan->num_matches && status == NDUP_OK; i++) {
		a = article_words(scan_text(s->scan, s->pairs[i].a));
		b = article_words(scan_text(s->scan, s->pairs[i].b));
		status = aligner_run(&s->aligner, &a, &b, &s->alignment);
	}
	s->num_items = s->scan->num_matches;
	return status;
}

static enum ndup_status
run_cluster(void *ctx)
{
	struct scanning *s = ctx;
	const struct texts *texts = &s->scan->texts;
	const struct star_texts stars = {
	    &s->links, texts->sizes, texts->alone, s->matches};
	enum ndup_status status;

	status =
	    links_init(&s->links, texts->num, s->pairs, s->scan->num_matches);
	if (status == NDUP_OK)
		status = stars_init(&s->stars, &stars);
	s->num_items = s->scan->num_matches;
	return status;
}

static void
clean_cluster(void *ctx)
{
	struct scanning *s = ctx;

	links_free(&s->links);
	stars_free(&s->stars);
}

/* Forgets the clusters that are ready, as in a scan that has just run. */
static enum ndup_status
prepare_evidence(void *ctx)
{
	struct scanning *s = ctx;

	prefetch_free(s->scan->prefetch);
	return prefetch_new(&s->scan->prefetch, s->scan);
}

static enum ndup_status
run_evidence(void *ctx)
{
	struct scanning *s = ctx;
	const struct ndup_cluster *cluster;
	enum ndup_status status;

	s->num_items = 0;
	while ((status = ndup_scan_next_cluster(s->scan, &cluster, NULL)) ==
	       NDUP_OK)
		s->num_items++;
	return status == NDUP_END ? NDUP_OK : status;
}

static bool
count_bytes(void *ctx, const void *bytes, size_t len)
{
	uint64_t *sum = ctx;

	(void)bytes;
	*sum += len;
	return true;
}

static enum ndup_status
run_report(void *ctx)
{
	struct scanning *s = ctx;
	struct ndup_report_options options;

	ndup_report_options_init(&options, sizeof options);
	options.format = NDUP_JSONL;
	s->num_items = 0;
	return ndup_report(s->scan, &options, count_bytes, &s->num_items, NULL);
}

/* ---- what they work on -------------------------------------------------- */

/* The scan has given its keys back: makes them again. */
static enum ndup_status
gather_keys(struct scanning *s, struct ndup_sketcher *sketcher)
{
	const struct ndup_document *document;
	enum ndup_status status = NDUP_OK;
	struct entries gathered = {0};
	uint32_t text;

	for (text = 0; text < s->scan->texts.num && status == NDUP_OK; text++) {
		document = &scan_text(s->scan, text)->document;
		s->text_of[text] = text;
		status = sketcher_read(sketcher, document->text,
		    document->text_begin, document->text_end);
		if (status == NDUP_OK)
			status = sketcher_keys(sketcher);
		if (status == NDUP_OK)
			status = keys_gather(&gathered, text, sketcher->keys,
			    sketcher->num_keys);
		s->num_keys += sketcher->num_keys;
		if (status == NDUP_OK && text % RUN_TEXTS == RUN_TEXTS - 1)
			status = keys_add(s->keys, &gathered, false);
	}
	if (status == NDUP_OK)
		status = keys_add(s->keys, &gathered, false);
	entries_free(&gathered);
	return status;
}

static enum ndup_status
make_keys(struct scanning *s)
{
	struct ndup_sketcher *sketcher;
	enum ndup_status status;

	s->text_of = memory_new(s->scan->texts.num, sizeof *s->text_of);
	if (s->text_of == NULL ||
	    tempfile_new(&s->temp, s->params->tmpdir) != NDUP_OK ||
	    keys_new(&s->keys, s->temp) != NDUP_OK)
		return NDUP_NOMEM;
	status = ndup_sketcher_new(&sketcher, s->params, NULL);
	if (status == NDUP_OK)
		status = gather_keys(s, sketcher);
	ndup_sketcher_free(sketcher);
	return status;
}

static enum ndup_status
make_rules(struct scanning *s)
{
	const struct ndup_document *document;
	uint32_t text, num = s->scan->texts.num;

	s->sightings = memory_new(num, sizeof *s->sightings);
	s->repeats = memory_new(num, sizeof *s->repeats);
	if (s->sightings == NULL || s->repeats == NULL)
		return NDUP_NOMEM;
	for (text = 0; text < num; text++) {
		document = &scan_text(s->scan, text)->document;
		s->sightings[text] =
		    sighting_of(&document->published, document->source);
	}
	s->rules = (struct pair_rules){.old = s->scan->texts.alone,
	    .repeats = s->repeats,
	    .sightings = s->sightings,
	    .conditions = conditions_of(s->params, -1),
	    .num_texts = num};
	return NDUP_OK;
}

static enum ndup_status
make_matches(struct scanning *s)
{
	size_t num = s->scan->num_matches, i;

	s->pairs = memory_new(num, sizeof *s->pairs);
	s->matches = memory_new(num, sizeof *s->matches);
	if (s->pairs == NULL || s->matches == NULL ||
	    measurer_init(&s->measurer, s->params) != NDUP_OK)
		return NDUP_NOMEM;
	aligner_init(&s->aligner, s->params);
	for (i = 0; i < num; i++) {
		s->pairs[i] = s->scan->matches[i].texts;
		s->matches[i] =
		    star_match_of(&s->scan->matches[i].measures, s->params);
	}
	return NDUP_OK;
}

static enum ndup_status
scanning_init(struct scanning *s)
{
	enum ndup_status status;

	status = scan_all(s, &s->scan);
	if (status == NDUP_OK)
		status = make_keys(s);
	if (status == NDUP_OK)
		status = make_rules(s);
	return status == NDUP_OK ? make_matches(s) : status;
}

static void
scanning_free(struct scanning *s)
{
	clean_candidates(s);
	ndup_scan_free(s->scan);
	keys_free(s->keys);
	tempfile_free(s->temp);
	entries_free(&s->entries);
	entries_free(&s->scratch);
	memory_free(s->text_of);
	memory_free(s->sightings);
	memory_free(s->repeats);
	measurer_free(&s->measurer);
	aligner_free(&s->aligner);
	alignment_free(&s->alignment);
	memory_free(s->pairs);
	memory_free(s->matches);
}

/* ---- measuring ---------------------------------------------------------- */

/* The stages before verify, which needs the candidates to stay. */
static enum ndup_status
measure_early(struct measure *measure, struct scanning *s)
{
	const uint64_t num = s->collection->num, bytes = s->collection->bytes;
	const struct stage stages[] = {
	    {"distinct texts", num, bytes, "texts", &s->num_items, s, NULL,
		run_texts, clean_texts},
	    {"sort", num, bytes, "entries", &s->num_items, s, NULL, run_sort,
		NULL},
	    {"candidates", num, bytes, "pairs", &s->num_items, s, NULL,
		run_candidates, clean_candidates},
	};
	enum ndup_status status = NDUP_OK;
	size_t i;

	for (i = 0; i < sizeof stages / sizeof *stages; i++) {
		if (status == NDUP_OK)
			status = measure_stage(measure, &stages[i]);
	}
	return status;
}

static enum ndup_status
measure_late(struct measure *measure, struct scanning *s)
{
	const uint64_t num = s->collection->num, bytes = s->collection->bytes;
	const struct stage stages[] = {
	    {"verify", num, bytes, "pairs", &s->num_items, s, NULL, run_verify,
		NULL},
	    {"passages", num, bytes, "matches", &s->num_items, s, NULL,
		run_passages, NULL},
	    {"cluster", num, bytes, "matches", &s->num_items, s, NULL,
		run_cluster, clean_cluster},
	    {"evidence", num, bytes, "clusters", &s->num_items, s,
		prepare_evidence, run_evidence, NULL},
	    {"evidence + report", num, bytes, "bytes", &s->num_items, s,
		prepare_evidence, run_report, NULL},
	    {"whole scan", num, bytes, "articles", &s->num_items, s, NULL,
		run_scan, clean_scan},
	};
	enum ndup_status status;
	size_t i;

	status = run_candidates(s);
	for (i = 0; i < sizeof stages / sizeof *stages; i++) {
		if (status == NDUP_OK)
			status = measure_stage(measure, &stages[i]);
	}
	return status;
}

enum ndup_status
measure_scan(struct measure *measure, const struct ndup_params *params,
    const struct collection *collection)
{
	struct scanning s = {.collection = collection, .params = params};
	enum ndup_status status;

	status = scanning_init(&s);
	if (status == NDUP_OK)
		status = measure_early(measure, &s);
	if (status == NDUP_OK)
		status = measure_late(measure, &s);
	scanning_free(&s);
	return status;
}
