/*
 * test_oracle.c - what scans find against what there is, exactly
 *
 * Three collections: generated articles and the samples always, articles of
 * Reuters where they are there.  For each the oracle works out all pairs from
 * the definitions; the scan must find them, no others, with exact figures.
 *
 * With NDUP_PLANT (see findings.c) the findings are spoilt before they are
 * compared, only some generated articles are scanned, and the test named as the
 * argument must fail.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "compare.h"
#include "corpus.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#define REUTERS DATA "/reuters21578.jsonl.zst"
#define OTHER_PAIRS DATA "/reuters21578.pairs.tsv"

enum { SEED = 20240229, SAMPLE = 4000 };

static struct world generated, samples, reuters;

/* ---- collections --------------------------------------------------------- */

static bool
add_corpus(void *ctx, struct ndup_scan *scan)
{
	return corpus_add(ctx, scan);
}

struct files {
	const char *path;
	uint64_t most; /* articles */
};

static bool
add_files(void *ctx, struct ndup_scan *scan)
{
	const struct files *files = ctx;
	const char *const paths[] = {files->path, NULL};
	struct ndup_reader_options options;
	struct ndup_document document;
	struct ndup_reader *reader;
	uint64_t num = 0;
	bool good = true;

	ndup_reader_options_init(&options, sizeof options);
	if (ndup_reader_open(&reader, paths, &options, NULL) != NDUP_OK)
		return false;
	while (good && num++ < files->most &&
	       ndup_reader_next(reader, &document, NULL) == NDUP_OK)
		good = ndup_scan_add(scan, &document, false, NULL) == NDUP_OK;
	ndup_reader_close(reader);
	return good;
}

static struct ndup_params
defaults(void)
{
	struct ndup_params params;

	ndup_params_init(&params, sizeof params);
	params.min_boilerplate = 0; /* oracles count everything */
	params.num_threads = 2;
	return params;
}

/* Each article of the corpus is there once, with its text. */
static void
check_articles(const struct corpus *corpus)
{
	const struct ndup_document *document, *given;
	uint32_t i;

	assert_int_equal(generated.num, corpus->num);
	for (i = 0; i < generated.num; i++) {
		document = &generated.documents[i];
		given = &corpus->documents[atoi(document->id.ptr + 5)];
		assert_int_equal(document->id.len, given->id.len);
		assert_memory_equal(
		    document->id.ptr, given->id.ptr, given->id.len);
		assert_int_equal(document->text.len, given->text.len);
		assert_memory_equal(
		    document->text.ptr, given->text.ptr, given->text.len);
	}
}

static int
open_collections(void **state)
{
	struct ndup_params params = defaults();
	struct files files = {SAMPLES, UINT64_MAX};
	struct corpus corpus;

	(void)state;
	printf("generated: seed %d\n", SEED);
	corpus_make(&corpus, SEED, fault_wanted());
	world_open(&generated, "generated", &params, add_corpus, &corpus);
	check_articles(&corpus);
	corpus_free(&corpus);
	if (fault_wanted())
		return 0;
	world_open(&samples, "samples", &params, add_files, &files);
	if (access(REUTERS, R_OK) != 0) {
		printf("reuters: skipped, no " REUTERS "\n");
		return 0;
	}
	files = (struct files){REUTERS, SANITIZED ? SAMPLE : UINT64_MAX};
	if (SANITIZED)
		printf(
		    "reuters: a sanitizer is at work: %d articles\n", SAMPLE);
	world_open(&reuters, "reuters", &params, add_files, &files);
	return 0;
}

static int
close_collections(void **state)
{
	(void)state;
	world_close(&generated);
	if (samples.num > 0)
		world_close(&samples);
	if (reuters.num > 0)
		world_close(&reuters);
	return 0;
}

/* ---- every collection ---------------------------------------------------- */

static void
each_world(void (*test)(struct world *))
{
	struct world *const worlds[] = {&generated, &samples, &reuters};
	size_t i;

	for (i = 0; i < 3; i++) {
		if (worlds[i]->num > 0)
			test(worlds[i]);
	}
}

static void
values_of(struct world *world)
{
	compare_values(world, &world->params, &world->found);
}

static void
test_values(void **state)
{
	(void)state;
	each_world(values_of);
}

static void
single_of(struct world *world)
{
	compare_single(world, &world->params, 3000);
}

static void
test_single(void **state)
{
	(void)state;
	each_world(single_of);
}

static void
copies_of(struct world *world)
{
	compare_copies(world, &world->found);
}

static void
test_copies(void **state)
{
	(void)state;
	each_world(copies_of);
}

static void
coverage_of(struct world *world)
{
	compare_coverage(world, &world->params, true);
}

static void
test_coverage(void **state)
{
	(void)state;
	each_world(coverage_of);
}

static void
passages_of(struct world *world)
{
	compare_passages(world, &world->found);
}

static void
test_passages(void **state)
{
	(void)state;
	each_world(passages_of);
}

/* By Jaccard alone, at several thresholds, as sure as asked for. */
static void
thresholds_of(struct world *world)
{
	static const double thresholds[] = {0.3, 0.5, 0.7, 0.9};
	static const double recalls[] = {0.99, 0.9};
	struct ndup_params params = world->params;
	struct oracle_list similar;
	struct findings found;
	size_t i, j;

	world_clock();
	oracle_similar(&world->oracle, 0.3, &similar);
	printf("%s: %zu pairs of distinct texts have Jaccard >= 0.3, %.1f s\n",
	    world->name, similar.num, world_clock());
	params.min_coverage = 0;
	for (i = 0; i < 4; i++) {
		for (j = 0; j < 2; j++) {
			params.min_jaccard = thresholds[i];
			params.recall = recalls[j];
			world_rescan(world, &params, &found);
			compare_recall(world, &params, &found, &similar);
			if (j == 0)
				compare_values(world, &params, &found);
			findings_free(&found);
		}
	}
	free(similar.items);
}

static void
test_recall(void **state)
{
	(void)state;
	each_world(thresholds_of);
}

static void
test_estimates(void **state)
{
	(void)state;
	compare_estimates(&generated);
	if (reuters.num > 0)
		compare_estimates(&reuters);
}

/* ---- other parameters ---------------------------------------------------- */

/* The generated articles under these parameters, with their own oracle. */
static void
compare_variant(const char *name, struct ndup_params params, bool ignore)
{
	struct world world;
	struct corpus corpus;

	if (fault_wanted())
		return;
	params.num_threads = 1;
	corpus_make(&corpus, SEED + 1, true);
	if (ignore)
		params.ignore_text = corpus.footer;
	world_open(&world, name, &params, add_corpus, &corpus);
	compare_values(&world, &params, &world.found);
	compare_single(&world, &params, 1000);
	compare_coverage(&world, &params, false);
	compare_passages(&world, &world.found);
	if (!world.oracle.by_article)
		compare_copies(&world, &world.found);
	world_close(&world);
	corpus_free(&corpus);
}

static void
test_short_lengths(void **state)
{
	struct ndup_params params = defaults();

	(void)state;
	params.shingle_size = 2;
	params.min_passage = 3;
	params.min_run = 7;
	params.min_coverage = 0.1;
	compare_variant("short lengths", params, false);
	params.shingle_size = 9;
	params.min_passage = 7;
	params.min_run = 7;
	compare_variant("shingles longer than runs", params, false);
	params.shingle_size = 1;
	params.min_passage = 1;
	params.min_run = 30;
	compare_variant("single words", params, false);
}

static void
test_noisy(void **state)
{
	struct ndup_params params = defaults();

	(void)state;
	params.noisy = true;
	compare_variant("noisy", params, false);
	params.min_run = 10;
	compare_variant("noisy, short runs", params, false);
}

static void
test_ignored_footer(void **state)
{
	(void)state;
	compare_variant("ignored footer", defaults(), true);
}

static void
test_conditions(void **state)
{
	struct ndup_params params = defaults();

	(void)state;
	params.cross_source = true;
	compare_variant("across sources", params, false);
	params.within = 3 * 86400;
	compare_variant("across sources in three days", params, false);
	params.cross_source = false;
	compare_variant("in three days", params, false);
}

/* ---- another program's pairs --------------------------------------------- */

static uint32_t
find_article(const struct world *world, const char *id)
{
	uint32_t i;

	for (i = 0; i < world->num; i++) {
		if (world->documents[i].id.len == strlen(id) &&
		    memcmp(world->documents[i].id.ptr, id, strlen(id)) == 0)
			break;
	}
	return i;
}

/*
 * Another tokeniser moves values by a percent or two: pairs of 0.55 and more
 * must be found, and nearly all values be near.  The other program knows nothing
 * of coverage, nor of articles in which too few words count.
 */
static void
test_other_program(void **state)
{
	struct tally found = {"reuters", "another program's pairs", 0, 0};
	unsigned long num = 0, far = 0, others = 0;
	char ids[2][16];
	double jaccard, theirs;
	struct exact exact;
	uint32_t a, b;
	FILE *file;

	(void)state;
	if (reuters.num == 0 || (file = fopen(OTHER_PAIRS, "r")) == NULL) {
		printf("another program's pairs: skipped\n");
		return;
	}
	while (
	    fscanf(file, "%15s %15s %lf %*s", ids[0], ids[1], &theirs) == 3) {
		a = find_article(&reuters, ids[0]);
		b = find_article(&reuters, ids[1]);
		if (a == reuters.num || b == reuters.num)
			continue;
		oracle_measure(&reuters.oracle, a, b, &exact);
		jaccard = exact.identical ? 1 : exact_jaccard(&exact);
		num++;
		others +=
		    theirs >= 0.55 && !oracle_matches(&exact, &reuters.params);
		far += jaccard < theirs - 0.03 || jaccard > theirs + 0.03;
		if (theirs >= 0.55 && oracle_matches(&exact, &reuters.params))
			tally_add(&found,
			    findings_match(&reuters.found, a, b) != NULL,
			    "%s and %s: %.4f, here %.4f", ids[0], ids[1],
			    theirs, jaccard);
	}
	fclose(file);
	printf("reuters: of %lu pairs, %lu values differ by over 0.03; %lu "
	       "similar ones are no matches\n",
	    num, far, others);
	tally_end(&found);
	assert_true(num > 0);
	assert_true(far * 20 <= num);
	assert_true(others < found.num);
}

/* An argument names the only test to run. */
int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_values),
	    cmocka_unit_test(test_single),
	    cmocka_unit_test(test_copies),
	    cmocka_unit_test(test_coverage),
	    cmocka_unit_test(test_passages),
	    cmocka_unit_test(test_recall),
	    cmocka_unit_test(test_estimates),
	    cmocka_unit_test(test_short_lengths),
	    cmocka_unit_test(test_noisy),
	    cmocka_unit_test(test_ignored_footer),
	    cmocka_unit_test(test_conditions),
	    cmocka_unit_test(test_other_program),
	};

	if (fault_wanted() && !fault_known()) {
		printf("no such fault: %s\n", getenv("NDUP_PLANT"));
		return 0;
	}
	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests_name(
	    "oracle", tests, open_collections, close_collections);
}
