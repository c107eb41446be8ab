/*
 * keep.c - the public call: matches of a scan -> which articles stay
 *
 * A scan does not pair each with each where very many are alike.  So if it may
 * have passed over a pair, what is kept is scanned again, where less is alike,
 * until nothing more is found: what comes out would come out once more as it
 * is.
 */
#include "base/error.h"
#include "base/memory.h"
#include "compare/relation.h"
#include "corpus/batch.h"
#include "evidence/fact_finder.h"
#include "evidence/match.h"
#include "verify/verify.h"
#include "keep.h"

struct kept {
	struct choice choice;
	struct ndup_kept found;          /* lent */
	struct ndup_dropped dropped;     /* lent last */
	struct ndup_withdrawn withdrawn; /* lent last */
	uint32_t *withdrawn_by;          /* see withdrawn_find() */
	struct whole whole;
	struct fact_finder finder;
	bool ignore_facts; /* an option */
	bool near_facts;   /* likewise */
	double contained;  /* coverage from which on one is dropped */
	double near;       /* Jaccard, likewise; over 1: none is for that */
	uint32_t *added;   /* of each article, as which one it was added */
	bool *stays;       /* of each that was added ... */
	bool *is_old;      /* ... as an old one */
	uint64_t next;     /* to be looked at by ndup_scan_next_dropped() ... */
	uint64_t next_withdrawn; /* ... and ndup_scan_next_withdrawn() */
	uint32_t *scanned; /* articles in the last scan of what is kept ... */
	uint32_t num_scanned; /* ... of which there were some */
};

void
ndup_keep_options_init(struct ndup_keep_options *options, size_t size)
{
	const struct ndup_keep_options defaults = {
	    .struct_size = size, .contained = RELATION_CONTAINED};

	memory_defaults(options, size, &defaults, sizeof defaults);
}

static enum ndup_status
check_options(const struct ndup_keep_options *options, struct ndup_error *error)
{
	if (options->struct_size != sizeof *options)
		return error_set(error, NDUP_PARAM,
		    "options of another version of the library");
	if (options->policy > NDUP_KEEP_SOURCE)
		return error_set(error, NDUP_PARAM,
		    "policy is %d: it goes from %d to %d", (int)options->policy,
		    (int)NDUP_KEEP_EARLIEST, (int)NDUP_KEEP_SOURCE);
	if (options->policy == NDUP_KEEP_SOURCE && options->num_sources == 0)
		return error_set(
		    error, NDUP_PARAM, "no sources to be preferred");
	if (!(options->contained >= 0.01 && options->contained <= 1))
		return error_set(error, NDUP_PARAM,
		    "contained is %g: it goes from 0.01 to 1",
		    options->contained);
	return NDUP_OK;
}

/* A scan knows no pairs below its own Jaccard similarity. */
static enum ndup_status
check_near(const struct ndup_keep_options *options,
    const struct ndup_params *params, struct ndup_error *error)
{
	if (!(options->near > 0) ||
	    (options->near >= params->min_jaccard && options->near <= 1))
		return NDUP_OK;
	error_set(error, NDUP_PARAM,
	    "near is %g: it goes from the Jaccard similarity of a match, %g, "
	    "to 1",
	    options->near, params->min_jaccard);
	error_remedy(error, "min_jaccard");
	return NDUP_PARAM;
}

/* ---- articles as they were added ----------------------------------------- */

static uint32_t
find_article(const struct ndup_scan *scan, uint64_t nth)
{
	return scan->articles.places[nth] & ~PLACE_REPEATED;
}

static void
note_old(struct kept *kept, const struct articles *articles)
{
	const struct batch *batch;
	uint64_t nth = 0;
	size_t i, j;

	for (i = 0; i < articles->num_batches; i++) {
		batch = articles->batches[i];
		for (j = 0; j < batch->num; j++)
			kept->is_old[nth++] = batch->items[j].old;
	}
}

/* Of each article where it was added, and whether it is an old one: also if an
 * old one with its id and text was left out as repeated. */
static void
number_articles(struct kept *kept, const struct ndup_scan *scan)
{
	bool *old = kept->choice.old, is_taken, is_first;
	uint32_t article;
	uint64_t i;

	for (i = 0; i < scan->articles.num_added; i++) {
		article = find_article(scan, i);
		is_taken = (scan->articles.places[i] & PLACE_REPEATED) == 0;
		is_first = kept->is_old[i] && !old[article];
		old[article] = old[article] || is_first;
		if (is_first || (is_taken && kept->is_old[i] == old[article]))
			kept->added[article] = (uint32_t)i;
	}
}

static enum ndup_status
kept_init(struct kept *kept, struct ndup_scan *scan,
    const struct ndup_keep_options *options)
{
	const struct articles *articles = &scan->articles;
	enum ndup_status status;

	kept->contained = options->contained;
	kept->near = options->near > 0 ? options->near : 2;
	kept->near_facts = options->near_facts;
	kept->ignore_facts = options->ignore_facts;
	kept->added = memory_new(articles->num, sizeof *kept->added);
	kept->scanned = memory_new(articles->num, sizeof *kept->scanned);
	kept->stays = memory_new(articles->num_added, sizeof *kept->stays);
	kept->is_old = memory_new(articles->num_added, sizeof *kept->is_old);
	status = withdrawn_find(scan, options->contained, &kept->withdrawn_by);
	if (status != NDUP_OK)
		return status;
	status = choice_init(&kept->choice, articles);
	if (status == NDUP_OK)
		status = whole_init(&kept->whole, &scan->params);
	if (status != NDUP_OK || kept->added == NULL || kept->scanned == NULL ||
	    kept->stays == NULL || kept->is_old == NULL)
		return NDUP_NOMEM;
	note_old(kept, articles);
	number_articles(kept, scan);
	return choice_rank(
	    &kept->choice, options, kept->added, kept->withdrawn_by);
}

void
kept_free(struct kept *kept)
{
	if (kept == NULL)
		return;
	choice_free(&kept->choice);
	whole_free(&kept->whole);
	fact_finder_free(&kept->finder);
	memory_free(kept->added);
	memory_free(kept->scanned);
	memory_free(kept->stays);
	memory_free(kept->is_old);
	memory_free(kept->withdrawn_by);
	memory_free(kept);
}

/* ---- who contains whom --------------------------------------------------- */

/* Whether one side may be dropped for the other. */
static bool
is_inclusion(const struct kept *kept, const struct ndup_match *match)
{
	return match->coverage_a >= kept->contained ||
	       match->coverage_b >= kept->contained ||
	       match->jaccard >= kept->near;
}

/* Notes a match of the first scan. */
static enum ndup_status
note_match(
    struct kept *kept, const struct ndup_scan *scan, struct ndup_match *match)
{
	const bool near = match->jaccard >= kept->near;
	bool a_stands, b_stands;
	enum ndup_status status;

	if (!is_inclusion(kept, match))
		return NDUP_OK;
	status = whole_limit(&kept->whole, &scan->articles, match);
	a_stands = match->coverage_a >= kept->contained;
	b_stands = match->coverage_b >= kept->contained;
	if (status == NDUP_OK && (a_stands || near))
		status = choice_note(&kept->choice,
		    &(struct inclusion){match->a, match->b, match->coverage_a,
			.is_mutual = !a_stands || b_stands, .is_near = near});
	if (status == NDUP_OK && (b_stands || near))
		status = choice_note(&kept->choice,
		    &(struct inclusion){match->b, match->a, match->coverage_b,
			.is_mutual = !b_stands || a_stands, .is_near = near});
	return status;
}

static enum ndup_status
note_matches(struct kept *kept, const struct ndup_scan *scan)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_match match;
	size_t i;

	for (i = 0; i < scan->num_pairs && status == NDUP_OK; i++) {
		match = match_describe(scan, &scan->pairs[i]);
		status = note_match(kept, scan, &match);
	}
	return status;
}

/* A correction has so many other facts at most: more make another event. */
enum { MOST_CORRECTED = 2 };

/* Whether an article has other facts than its container, where that counts:
 * not if these were corrected. */
static enum ndup_status
ask_facts(void *ctx, const struct inclusion *asked, bool *differs)
{
	struct ndup_scan *scan = ctx;
	struct kept *kept = scan->kept;
	bool ignored = asked->is_near ? !kept->near_facts : kept->ignore_facts;
	enum ndup_status status;
	size_t num;

	*differs = false;
	if (ignored)
		return NDUP_OK;
	status = fact_finder_run(
	    &kept->finder, scan, asked->article, asked->container);
	num = kept->finder.facts.num;
	*differs = num > MOST_CORRECTED ||
		   (num > 0 && !choice_corrects(&kept->choice, asked->container,
				   asked->article));
	return status;
}

static enum ndup_status
look_at_articles(void *ctx, const struct inclusion *asked, bool *included)
{
	struct ndup_scan *scan = ctx;
	struct kept *kept = scan->kept;
	struct inclusion found = *asked;
	struct ndup_match match;
	enum ndup_status status;

	status =
	    comparer_measure(scan, asked->article, asked->container, &match);
	*included = false;
	if (status != NDUP_OK)
		return status == NDUP_END ? NDUP_OK : status;
	found.is_near = match.jaccard >= kept->near;
	status = whole_limit(&kept->whole, &scan->articles, &match);
	if (status != NDUP_OK ||
	    (match.coverage_a < kept->contained && !found.is_near))
		return status;
	status = ask_facts(scan, &found, included);
	*included = !*included;
	return status;
}

static enum ndup_status
find_keepers(struct kept *kept, struct ndup_scan *scan)
{
	const struct choice_asked asked = {look_at_articles, ask_facts, scan};

	return choice_find(&kept->choice, &asked);
}

/* ---- once more ----------------------------------------------------------- */

/* Whether a scan may have passed over a pair. */
static bool
may_hide_pairs(const struct ndup_counts *counts)
{
	return counts->capped > 0 || counts->crowded > 0 ||
	       counts->unlisted > 0;
}

/* Adds what is kept to another scan, in the order of numbers. */
static enum ndup_status
add_kept(struct kept *kept, struct ndup_scan *scan, struct ndup_scan *again)
{
	const struct choice *choice = &kept->choice;
	struct ndup_document document;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	kept->num_scanned = 0;
	for (i = 0; i < choice->num && status == NDUP_OK; i++) {
		if (!choice_keeps(choice, i))
			continue;
		kept->scanned[kept->num_scanned++] = i;
		status = articles_document(&scan->articles,
		    scan->articles.items[i], &scan->fetched, &document);
		if (status == NDUP_OK)
			status = articles_add(
			    &again->articles, &document, choice->old[i]);
	}
	return status;
}

/* Whether neither side may be dropped for the other, as their facts differ. */
static enum ndup_status
both_differ(struct kept *kept, struct ndup_scan *scan,
    const struct ndup_match *match, bool *differ)
{
	struct inclusion asked = {
	    match->a, match->b, .is_near = match->jaccard >= kept->near};
	enum ndup_status status = ask_facts(scan, &asked, differ);

	if (status != NDUP_OK || !*differ)
		return status;
	asked.article = match->b;
	asked.container = match->a;
	return ask_facts(scan, &asked, differ);
}

/* Notes a pair that another scan found, unless its facts differ: then both may
 * be kept, and found again.  What stands among fewer articles is another matter:
 * with marks it is measured as the first scan does. */
static enum ndup_status
note_found(struct kept *kept, struct ndup_scan *scan, struct ndup_match *match)
{
	enum ndup_status status;
	bool differ = false;

	if (!is_inclusion(kept, match))
		return NDUP_OK;
	if (scan->params.min_boilerplate > 0) {
		status = comparer_measure(scan, match->a, match->b, match);
		if (status != NDUP_OK)
			return status == NDUP_END ? NDUP_OK : status;
	}
	status = both_differ(kept, scan, match, &differ);
	return status != NDUP_OK || differ ? status
					   : note_match(kept, scan, match);
}

/* Notes what the other scan found, by the numbers of the first. */
static enum ndup_status
note_again(
    struct kept *kept, struct ndup_scan *scan, const struct ndup_scan *again)
{
	uint32_t *names = memory_new(kept->num_scanned, sizeof *names), i;
	enum ndup_status status = NDUP_OK;
	struct ndup_match match;
	size_t pair;

	if (names == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < kept->num_scanned; i++)
		names[find_article(again, i)] = kept->scanned[i];
	for (pair = 0; pair < again->num_pairs && status == NDUP_OK; pair++) {
		match = match_describe(again, &again->pairs[pair]);
		match.a = names[match.a];
		match.b = names[match.b];
		status = note_found(kept, scan, &match);
	}
	memory_free(names);
	return status;
}

/* Whether all that is kept was in the last scan. */
static bool
kept_is_scanned(const struct kept *kept)
{
	const struct choice *choice = &kept->choice;
	uint32_t i, j = 0;

	for (i = 0; i < choice->num; i++) {
		if (!choice_keeps(choice, i))
			continue;
		while (j < kept->num_scanned && kept->scanned[j] < i)
			j++;
		if (j == kept->num_scanned || kept->scanned[j] != i)
			return false;
	}
	return true;
}

static const char cannot_choose[] = "cannot choose what is kept";

/* Scans what is kept.  *hidden: some of it goes, and there may be more. */
static enum ndup_status
scan_kept(struct kept *kept, struct ndup_scan *scan, bool *hidden,
    struct ndup_error *error)
{
	size_t num = kept->choice.num_inclusions;
	struct ndup_scan again;
	enum ndup_status status;

	status = scan_data_init(&again, &scan->params, error);
	if (status != NDUP_OK) {
		scan_data_free(&again);
		return status;
	}
	again.progress = scan->progress;
	again.progress_ctx = scan->progress_ctx;
	if ((status = add_kept(kept, scan, &again)) == NDUP_OK)
		status = scan_run(&again);
	if (status == NDUP_OK)
		status = note_again(kept, scan, &again);
	*hidden = kept->choice.num_inclusions > num;
	if (status == NDUP_OK && *hidden) {
		status = find_keepers(kept, scan);
		*hidden =
		    may_hide_pairs(&again.counts) || !kept_is_scanned(kept);
	}
	scan_explain(&again, status, cannot_choose, error);
	scan_data_free(&again);
	return status;
}

/*
 * Looks among what is kept for pairs that were passed over.
 *
 * It ends: a round goes on only if it notes an inclusion, and never one that
 * was noted before, as of these the article is dropped while the container is
 * kept.  So there are at most as many rounds as pairs of articles.  Besides, in
 * the order of preference all before the first article that is newly included
 * stay what they are, its container too, and it goes: no choice comes twice.
 * Where a round finds all pairs of what it scans, that first article is further
 * behind in each, and rounds are at most as many as articles.  Seen: 1 to 3,
 * the last of which finds nothing.
 */
static enum ndup_status
find_hidden(struct kept *kept, struct ndup_scan *scan, struct ndup_error *error)
{
	bool hidden = may_hide_pairs(&scan->counts);
	enum ndup_status status = NDUP_OK;

	while (status == NDUP_OK && hidden)
		status = scan_kept(kept, scan, &hidden, error);
	return status;
}

/* ---- the public call ----------------------------------------------------- */

static bool
article_stays(
    const struct kept *kept, const struct ndup_scan *scan, uint64_t nth)
{
	uint32_t article = find_article(scan, nth);

	if (kept->is_old[nth])
		return true;
	return (scan->articles.places[nth] & PLACE_REPEATED) == 0 &&
	       !kept->choice.old[article] &&
	       choice_keeps(&kept->choice, article);
}

/* Whether another article withdraws it; of repeated ones, one is. */
static bool
is_withdrawn(
    const struct kept *kept, const struct ndup_scan *scan, uint64_t nth)
{
	uint32_t article = find_article(scan, nth);

	return kept->withdrawn_by != NULL && kept->added[article] == nth &&
	       kept->withdrawn_by[article] != NO_ARTICLE;
}

static void
kept_describe(struct kept *kept, const struct ndup_scan *scan)
{
	struct ndup_kept *found = &kept->found;
	uint64_t i;

	*found =
	    (struct ndup_kept){kept->stays, scan->articles.num_added, 0, 0, 0};
	for (i = 0; i < scan->articles.num_added; i++) {
		kept->stays[i] = article_stays(kept, scan, i);
		found->num_withdrawn += is_withdrawn(kept, scan, i);
		found->num_dropped += !kept->stays[i];
		found->num_kept += kept->stays[i] && !kept->is_old[i];
	}
}

/* All but what hides; scan->kept is empty. */
static enum ndup_status
kept_find(struct ndup_scan *scan, const struct ndup_keep_options *options)
{
	struct kept *kept = scan->kept;
	enum ndup_status status;

	if ((status = kept_init(kept, scan, options)) == NDUP_OK)
		status = note_matches(kept, scan);
	return status == NDUP_OK ? find_keepers(kept, scan) : status;
}

enum ndup_status
ndup_scan_keep(struct ndup_scan *scan, const struct ndup_keep_options *options,
    const struct ndup_kept **found, struct ndup_error *error)
{
	struct ndup_keep_options defaults;
	enum ndup_status status;

	ndup_keep_options_init(&defaults, sizeof defaults);
	options = options == NULL ? &defaults : options;
	if (scan_check_run(scan, error) != NDUP_OK ||
	    check_options(options, error) != NDUP_OK ||
	    check_near(options, &scan->params, error) != NDUP_OK)
		return NDUP_PARAM;
	kept_free(scan->kept);
	if ((scan->kept = memory_new(1, sizeof *scan->kept)) == NULL)
		return error_memory(error);
	status =
	    scan_explain(scan, kept_find(scan, options), cannot_choose, error);
	if (status == NDUP_OK)
		status = find_hidden(scan->kept, scan, error);
	if (status != NDUP_OK) {
		kept_free(scan->kept);
		scan->kept = NULL;
		return status;
	}
	choice_trim(&scan->kept->choice);
	kept_describe(scan->kept, scan);
	*found = &scan->kept->found;
	return NDUP_OK;
}

enum ndup_status
ndup_scan_next_dropped(struct ndup_scan *scan,
    const struct ndup_dropped **dropped, struct ndup_error *error)
{
	struct kept *kept = scan->kept;
	enum ndup_status status;
	uint32_t article, keeper;

	if (kept == NULL)
		return error_set(
		    error, NDUP_PARAM, "ndup_scan_keep() comes first");
	while (kept->next < scan->articles.num_added && kept->stays[kept->next])
		kept->next++;
	if (kept->next == scan->articles.num_added) {
		kept->next = 0;
		return NDUP_END;
	}
	article = find_article(scan, kept->next);
	keeper = kept->choice.keeper[article];
	if (keeper == KEEP_ITSELF)
		keeper = article;
	kept->dropped =
	    (struct ndup_dropped){kept->next++, kept->added[keeper], {0}};
	/* Of one article it says NDUP_END where conditions exclude that. */
	status = comparer_measure(scan, article, keeper, &kept->dropped.match);
	if (status != NDUP_OK && status != NDUP_END)
		return scan_explain(
		    scan, status, "cannot measure articles", error);
	*dropped = &kept->dropped;
	return NDUP_OK;
}

enum ndup_status
ndup_scan_next_withdrawn(struct ndup_scan *scan,
    const struct ndup_withdrawn **withdrawn, struct ndup_error *error)
{
	struct kept *kept = scan->kept;
	uint32_t by;

	if (kept == NULL)
		return error_set(
		    error, NDUP_PARAM, "ndup_scan_keep() comes first");
	while (kept->next_withdrawn < scan->articles.num_added &&
	       !is_withdrawn(kept, scan, kept->next_withdrawn))
		kept->next_withdrawn++;
	if (kept->next_withdrawn == scan->articles.num_added) {
		kept->next_withdrawn = 0;
		return NDUP_END;
	}
	by = kept->withdrawn_by[find_article(scan, kept->next_withdrawn)];
	kept->withdrawn =
	    (struct ndup_withdrawn){kept->next_withdrawn, kept->added[by]};
	kept->next_withdrawn++;
	*withdrawn = &kept->withdrawn;
	return NDUP_OK;
}
