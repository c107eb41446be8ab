/*
 * test_memory_limit.c - the same results with little memory as with much
 *
 * A collection with everything that makes a difference to what goes to disk
 * and comes back: ids that occur twice, identical texts, texts converted from
 * another encoding, boilerplate, old articles.  Scans with a limit far below
 * its size are compared with one that has all in memory, down to the bytes of
 * their reports.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "corpus.h"
#include "dumping.h"

enum { LEAST = 1000000, SOME = 3000000 };

/* One in so many articles ... */
enum {
	REPEATED = 20, /* is given twice */
	RENAMED = 33,  /* has the id of another one, too */
	NAMED = 3,     /* has title, place and address */
	OLD = 7,
};

static struct corpus corpus;
static char folder[] = "/tmp/ndup-test-XXXXXX";

/* ---- the collection ----------------------------------------------------- */

static enum ndup_status
add(struct ndup_scan *scan, uint32_t number)
{
	const struct ndup_slice none = {"", 0}, name = {"A harbour", 9};
	struct ndup_document document = corpus.documents[number];
	enum ndup_status status = NDUP_OK;
	bool old = number % OLD == 0;

	document.place = document.title = document.url = none;
	if (number % NAMED == 0)
		document.place = document.title = document.url = name;
	status = ndup_scan_add(scan, &document, old, NULL);
	if (status == NDUP_OK && number % REPEATED == 0)
		status = ndup_scan_add(scan, &document, old, NULL);
	document.text = corpus.documents[(number + 1) % corpus.num].text;
	if (status == NDUP_OK && number % RENAMED == 0)
		status = ndup_scan_add(scan, &document, old, NULL);
	return status;
}

static enum ndup_status
add_all(struct ndup_scan *scan, bool reversed)
{
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	for (i = 0; i < corpus.num && status == NDUP_OK; i++)
		status = add(scan, reversed ? corpus.num - 1 - i : i);
	return status;
}

static struct ndup_scan *
scan_new(const struct ndup_params *params)
{
	struct ndup_scan *scan;

	assert_int_equal(ndup_scan_new(&scan, params, NULL), NDUP_OK);
	return scan;
}

static struct ndup_params
make_params(void)
{
	struct ndup_params params;

	ndup_params_init(&params, sizeof params);
	params.tmpdir = folder;
	params.num_threads = 1;
	return params;
}

/* Conditions of all kinds, by number; 0: the usual ones. */
static void
shape_params(struct ndup_params *params, unsigned form)
{
	switch (form) {
	case 1:
		params->within = 10 * 86400;
		params->cross_source = true;
		break;
	case 2:
		params->min_coverage = 0;
		params->min_jaccard = 0.8;
		break;
	case 3:
		params->min_boilerplate = 0;
		break;
	case 4:
		params->ignore_text = corpus.footer;
		break;
	case 5:
		params->min_run = 8;
		params->shingle_size = 3;
		break;
	case 6:
		params->noisy = true;
		break;
	default:
		break;
	}
}

/* ---- equal in all memory ------------------------------------------------ */

static unsigned
count_files(void)
{
	DIR *dir = opendir(folder);
	unsigned num = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		num++;
	closedir(dir);
	return num - 2; /* . and .. */
}

/* Returns how much went to disk. */
static uint64_t
scan_all(const struct ndup_params *params, bool reversed, struct dump *dump)
{
	struct ndup_scan *scan = scan_new(params);
	uint64_t on_disk;

	assert_int_equal(add_all(scan, reversed), NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(dump_scan(dump, scan), NDUP_OK);
	assert_int_equal(count_files(), 0);
	on_disk = ndup_scan_counts(scan)->temporary_bytes;
	ndup_scan_free(scan);
	return on_disk;
}

static void
check_same(const struct ndup_params *params, bool reversed,
    const struct dump *expected, uint64_t *on_disk)
{
	struct dump dump;

	*on_disk = scan_all(params, reversed, &dump);
	assert_true(dumps_equal(expected, &dump));
	dump_free(&dump);
}

/* Almost everything on disk, then a part of it. */
static void
check_form(unsigned form)
{
	struct ndup_params params = make_params();
	struct dump expected;
	uint64_t all, some;

	shape_params(&params, form);
	assert_int_equal(scan_all(&params, false, &expected), 0);
	params.num_threads = 2;
	params.memory = LEAST;
	check_same(&params, true, &expected, &all);
	assert_true(all > LEAST / 2);
	params.memory = SOME;
	check_same(&params, false, &expected, &some);
	assert_in_range(some, 1, all - 1);
	dump_free(&expected);
}

/* For any number of threads. */
static void
test_usual(void **state)
{
	struct ndup_params params = make_params();
	struct dump expected;
	uint64_t on_disk;
	unsigned num;

	(void)state;
	check_form(0);
	scan_all(&params, false, &expected);
	params.memory = LEAST;
	for (num = 1; num <= 3; num += 2) {
		params.num_threads = num;
		check_same(&params, num > 1, &expected, &on_disk);
	}
	dump_free(&expected);
}

static void
test_conditions(void **state)
{
	(void)state;
	check_form(1);
}

static void
test_jaccard_alone(void **state)
{
	(void)state;
	check_form(2);
}

static void
test_boilerplate_kept(void **state)
{
	(void)state;
	check_form(3);
}

static void
test_ignored_text(void **state)
{
	(void)state;
	check_form(4);
}

static void
test_short_shingles(void **state)
{
	(void)state;
	check_form(5);
}

static void
test_noisy(void **state)
{
	(void)state;
	check_form(6);
}

/* Else nothing above was worth much. */
/* Articles listed with a cluster that they are not in. */
static size_t
count_related(struct ndup_scan *scan)
{
	const struct ndup_cluster *cluster;
	size_t num = 0;

	while (ndup_scan_next_cluster(scan, &cluster, NULL) == NDUP_OK)
		num += cluster->num_related;
	return num;
}

static void
test_collection_has_it_all(void **state)
{
	struct ndup_params params = make_params();
	struct ndup_scan *scan = scan_new(&params);
	const struct ndup_counts *counts = ndup_scan_counts(scan);

	(void)state;
	assert_int_equal(add_all(scan, false), NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_true(counts->old > 100);
	assert_true(counts->repeated > 30);
	assert_true(counts->renamed > 20);
	assert_true(counts->identical > 100);
	assert_true(counts->too_short > 10);
	assert_true(counts->matches > 1000);
	assert_true(counts->clusters > 30);
	assert_true(count_related(scan) > 0);
	assert_true(counts->capped > 0);
	assert_true(counts->boilerplate > 0);
	assert_true(counts->boilerplate_articles > 50);
	ndup_scan_free(scan);
}

/* What a call hands out lives until the same function is called again. */
static void
test_documents_live(void **state)
{
	struct ndup_params params = make_params();
	struct ndup_document document, names;
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;
	struct ndup_scan *scan;
	uint32_t num, i;
	char *text;

	(void)state;
	params.memory = LEAST;
	params.num_threads = 2;
	scan = scan_new(&params);
	assert_int_equal(add_all(scan, false), NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	num = (uint32_t)ndup_scan_counts(scan)->articles;
	for (i = 0; i < num; i += 50) {
		assert_int_equal(
		    ndup_scan_document(scan, i, &document, NULL), NDUP_OK);
		assert_non_null(text = malloc(document.text.len + 1));
		memcpy(text, document.text.ptr, document.text.len);
		assert_in_range(ndup_scan_next_cluster(scan, &cluster, NULL),
		    NDUP_OK, NDUP_END);
		assert_in_range(ndup_scan_next_match(scan, &match, NULL),
		    NDUP_OK, NDUP_END);
		assert_int_equal(
		    ndup_scan_names(scan, i, &names, NULL), NDUP_OK);
		assert_ptr_equal(names.id.ptr, document.id.ptr);
		assert_int_equal(
		    names.published.seconds, document.published.seconds);
		assert_int_equal(names.text.len, 0);
		assert_memory_equal(text, document.text.ptr, document.text.len);
		free(text);
	}
	ndup_scan_free(scan);
}

/* ---- no folder ---------------------------------------------------------- */

static void
test_no_folder(void **state)
{
	struct ndup_params params = make_params();
	struct ndup_error error;
	struct ndup_scan *scan;
	struct dump dump;

	(void)state;
	params.tmpdir = "/nowhere/at/all";
	assert_int_equal(scan_all(&params, false, &dump), 0);
	dump_free(&dump);
	params.memory = LEAST;
	scan = scan_new(&params);
	add_all(scan, false);
	assert_int_equal(ndup_scan_run(scan, &error), NDUP_IO);
	assert_string_equal(error.text,
	    "cannot use a temporary file in /nowhere/at/all: "
	    "No such file or directory");
	ndup_scan_free(scan);
}

/* ---- all of it ---------------------------------------------------------- */

static int
enter(void **state)
{
	(void)state;
	corpus_make(&corpus, 7, true);
	return mkdtemp(folder) == NULL;
}

static int
leave(void **state)
{
	(void)state;
	corpus_free(&corpus);
	return rmdir(folder);
}

/* With an argument, the one test of that name. */
int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_collection_has_it_all),
	    cmocka_unit_test(test_no_folder),
	    cmocka_unit_test(test_usual),
	    cmocka_unit_test(test_conditions),
	    cmocka_unit_test(test_jaccard_alone),
	    cmocka_unit_test(test_boilerplate_kept),
	    cmocka_unit_test(test_ignored_text),
	    cmocka_unit_test(test_short_shingles),
	    cmocka_unit_test(test_noisy),
	    cmocka_unit_test(test_documents_live),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests_name("memory limit", tests, enter, leave);
}
