/*
 * dedup_contained.c - which articles are contained in which, and who is kept
 *
 * A scan does not pair each with each where very many are alike.  So if it may
 * have passed over a pair, what is kept is scanned again, where less is alike,
 * until nothing more is found: what comes out would come out once more as it
 * is.
 */
#include <stdlib.h>

#include "dedup_contained.h"
#include "dedup_keep.h"
#include "say.h"

/* As many copies of one text are paired with each other by a few of them. */
enum { MANY_COPIES = 64 };

static bool
contained_fail(enum ndup_status status)
{
	if (status != NDUP_OK && status != NDUP_END)
		say("%s", ndup_status_name(status));
	return status == NDUP_OK || status == NDUP_END;
}

bool
contained_scan_new(struct dedup *dedup, struct ndup_scan **scan)
{
	struct ndup_error error;

	if (ndup_scan_new(scan, &dedup->options->params, &error) == NDUP_OK) {
		ndup_scan_on_progress(*scan, progress_show, &dedup->progress);
		return true;
	}
	say("%s", error.text);
	return false;
}

bool
contained_scan_run(struct ndup_scan *scan)
{
	struct ndup_error error;

	if (ndup_scan_run(scan, &error) == NDUP_OK)
		return true;
	say("%s", error.text);
	return false;
}

/* ---- who contains whom --------------------------------------------------- */

/* Of each article where it was added, and whether it is an old one: also if an
 * old one with its id and text was left out as repeated. */
static void
number_articles(struct dedup *dedup)
{
	uint32_t article;
	size_t i;
	bool repeated;

	for (i = 0; i < dedup->stock.num; i++) {
		ndup_scan_number(dedup->scan, i, &article, &repeated);
		if (i >= dedup->num_new && !dedup->old[article])
			dedup->old[article] = true;
		else if (repeated)
			continue;
		dedup->added[article] = (uint32_t)i;
	}
}

static bool
contained_prepare(struct dedup *dedup)
{
	uint32_t num = (uint32_t)ndup_scan_counts(dedup->scan)->articles;
	size_t size = num > 0 ? num : 1;

	dedup->old = calloc(size, sizeof *dedup->old);
	dedup->added = calloc(size, sizeof *dedup->added);
	dedup->rank = calloc(size, sizeof *dedup->rank);
	dedup->scanned = calloc(size, sizeof *dedup->scanned);
	if (dedup->old == NULL || dedup->added == NULL || dedup->rank == NULL ||
	    dedup->scanned == NULL)
		return contained_fail(NDUP_NOMEM);
	number_articles(dedup);
	if (!policy_rank(&dedup->options->dedup, dedup->scan, dedup->rank))
		return false;
	return keep_init(&dedup->keep, num, dedup->rank, dedup->old) ||
	       contained_fail(NDUP_NOMEM);
}

/* Notes one side of a match of articles that are known by these numbers. */
static bool
note_side(
    struct dedup *dedup, uint32_t article, uint32_t container, double coverage)
{
	const struct inclusion inclusion = {article, container, coverage};

	return coverage < dedup->options->dedup.contained ||
	       keep_note(&dedup->keep, &inclusion) ||
	       contained_fail(NDUP_NOMEM);
}

/* Notes what a scan found; names: of its articles, or NULL if they have the
 * numbers of the first scan. */
static bool
note_matches(struct dedup *dedup, struct ndup_scan *scan, const uint32_t *names)
{
	enum ndup_status status;
	struct ndup_match match;
	uint32_t a, b;

	while ((status = ndup_scan_next_match(scan, &match)) == NDUP_OK) {
		a = names == NULL ? match.a : names[match.a];
		b = names == NULL ? match.b : names[match.b];
		if (!note_side(dedup, a, b, match.coverage_a) ||
		    !note_side(dedup, b, a, match.coverage_b))
			return false;
	}
	return contained_fail(status);
}

static bool
look_at_records(void *ctx, const struct inclusion *asked, bool *included)
{
	struct dedup *dedup = ctx;
	struct ndup_match match;
	enum ndup_status status;

	status = ndup_scan_compare(
	    dedup->scan, asked->article, asked->container, &match);
	*included = status == NDUP_OK &&
		    match.coverage_a >= dedup->options->dedup.contained;
	return contained_fail(status);
}

/* ---- once more ----------------------------------------------------------- */

/* Whether a scan may have passed over a pair. */
static bool
may_hide_pairs(const struct ndup_counts *counts)
{
	return counts->capped > 0 || counts->crowded > 0 ||
	       counts->identical >= MANY_COPIES;
}

/* Adds what is kept to a scan, in the order of numbers. */
static bool
add_kept(struct dedup *dedup, struct ndup_scan *scan)
{
	struct ndup_document document;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	dedup->num_scanned = 0;
	for (i = 0; i < dedup->keep.num && status == NDUP_OK; i++) {
		if (dedup->keep.keeper[i] != KEEP_ITSELF)
			continue;
		dedup->scanned[dedup->num_scanned++] = i;
		status = ndup_scan_document(dedup->scan, i, &document);
		if (status == NDUP_OK)
			status = ndup_scan_add(scan, &document, dedup->old[i]);
	}
	return contained_fail(status);
}

/* The numbers in the first scan of the articles of this one. */
static uint32_t *
find_names(const struct dedup *dedup, const struct ndup_scan *scan)
{
	uint32_t *names = calloc(dedup->num_scanned + 1, sizeof *names);
	uint32_t article, i;
	bool repeated;

	for (i = 0; names != NULL && i < dedup->num_scanned; i++) {
		ndup_scan_number(scan, i, &article, &repeated);
		names[article] = dedup->scanned[i];
	}
	return names;
}

static bool
scan_again(struct dedup *dedup, struct ndup_scan *scan)
{
	uint32_t *names;
	bool done;

	if (!add_kept(dedup, scan) || !contained_scan_run(scan))
		return false;
	if ((names = find_names(dedup, scan)) == NULL)
		return contained_fail(NDUP_NOMEM);
	done = note_matches(dedup, scan, names);
	free(names);
	return done;
}

/* Whether all that is kept was in the last scan. */
static bool
kept_is_scanned(const struct dedup *dedup)
{
	const struct keep *keep = &dedup->keep;
	uint32_t i, j = 0;

	for (i = 0; i < keep->num; i++) {
		if (keep->keeper[i] != KEEP_ITSELF)
			continue;
		while (j < dedup->num_scanned && dedup->scanned[j] < i)
			j++;
		if (j == dedup->num_scanned || dedup->scanned[j] != i)
			return false;
	}
	return true;
}

/* Looks among what is kept for pairs that were passed over. */
static bool
find_hidden(struct dedup *dedup)
{
	struct keep *keep = &dedup->keep;
	bool hidden = may_hide_pairs(ndup_scan_counts(dedup->scan));
	struct ndup_scan *scan;
	bool done = true;
	size_t num;

	while (done && hidden) {
		num = keep->num_inclusions;
		if (!contained_scan_new(dedup, &scan))
			return false;
		done = scan_again(dedup, scan);
		hidden = done && keep->num_inclusions > num;
		if (hidden) {
			done = keep_find(keep, look_at_records, dedup);
			hidden = may_hide_pairs(ndup_scan_counts(scan)) ||
				 !kept_is_scanned(dedup);
		}
		ndup_scan_free(scan);
	}
	return done;
}

/* ---- all of it ----------------------------------------------------------- */

bool
contained_find(struct dedup *dedup)
{
	return contained_prepare(dedup) &&
	       note_matches(dedup, dedup->scan, NULL) &&
	       keep_find(&dedup->keep, look_at_records, dedup) &&
	       find_hidden(dedup);
}

void
contained_free(struct dedup *dedup)
{
	keep_free(&dedup->keep);
	ndup_scan_free(dedup->scan);
	stock_free(&dedup->stock);
	free(dedup->old);
	free(dedup->added);
	free(dedup->rank);
	free(dedup->scanned);
}
