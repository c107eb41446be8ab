/*
 * test_index_facts.c - what an index says of articles with other facts
 */
#include "one_index.h"

enum { NOTICE = 1024 };

static char notice[NOTICE];

/* The same form for each earthquake, from one source. */
static struct ndup_document
quake(const char *id, const char *magnitude, const char *place)
{
	struct ndup_document document = {.id = slice(id),
	    .source = slice("Survey"),
	    .place = slice(""),
	    .title = slice(""),
	    .url = slice(""),
	    .published = {0, 0, NDUP_TIME_DATE}};

	snprintf(notice, sizeof notice,
	    "An earthquake of magnitude %s struck the hills near %s in the "
	    "night, as the office that listens to the ground has told all who "
	    "asked it. There were no reports of damage, and nobody was hurt; "
	    "the office goes on listening, and will tell more as soon as it "
	    "knows more of what went on under the hills.",
	    magnitude, place);
	document.text = slice(notice);
	return document;
}

static enum ndup_novelty
told(const char *id, const char *magnitude, const char *place)
{
	return index_add_document(ndx, quake(id, magnitude, place)).novelty;
}

static void
start_with(bool no_text)
{
	struct ndup_params params = index_params();
	struct ndup_index_options options;

	start_empty();
	ndup_index_options_init(&options, sizeof options);
	options.no_text = no_text;
	ndx = index_new_with(&folder, &params, &options);
}

/* Another event of the same form is neither a duplicate nor an update; whether
 * the first one was committed or is pending. */
static void
test_same_form(void **state)
{
	struct ndup_verdict verdict;

	(void)state;
	start_with(false);
	assert_int_equal(told("a", "5.4", "Romsey"), NDUP_NEW);
	assert_int_equal(told("b", "5.1", "Romsey"), NDUP_REUSE);
	index_commit(ndx);
	verdict = index_add_document(ndx, quake("c", "5.4", "Penrith"));
	assert_int_equal(verdict.novelty, NDUP_REUSE);
	assert_int_equal(verdict.matches[0].match.num_facts, 1);
	assert_true(verdict.matches[0].match.same_form);
	assert_int_equal(
	    verdict.matches[0].match.facts[0].kind, NDUP_FACT_NAME);
	/* what has the same facts is what it was */
	assert_int_equal(told("d", "5.4", "Romsey"), NDUP_DUPLICATE);
}

/* A new version of an article may have other facts. */
static void
test_new_version(void **state)
{
	(void)state;
	start_with(false);
	told("a", "5.4", "Romsey");
	assert_int_equal(told("a", "5.6", "Romsey"), NDUP_UPDATE);
}

static void
test_ignored(void **state)
{
	struct ndup_verdict verdict;

	(void)state;
	start_with(false);
	ndup_index_ignore_facts(ndx, true);
	told("a", "5.4", "Romsey");
	verdict = index_add_document(ndx, quake("b", "5.1", "Romsey"));
	assert_int_equal(verdict.novelty, NDUP_UPDATE);
	assert_int_equal(verdict.matches[0].match.num_facts, 0);
	ndup_index_ignore_facts(ndx, false);
	assert_int_equal(told("c", "6.7", "Romsey"), NDUP_REUSE);
}

/* Of another source: a duplicate only with the same facts. */
static void
test_other_source(void **state)
{
	struct ndup_document document;

	(void)state;
	start_with(false);
	told("a", "5.4", "Romsey");
	document = quake("b", "5,4", "Romsey");
	document.source = slice("Paper");
	assert_int_equal(
	    index_add_document(ndx, document).novelty, NDUP_DUPLICATE);
	document = quake("c", "5.9", "Romsey");
	document.source = slice("Paper");
	assert_int_equal(index_add_document(ndx, document).novelty, NDUP_REUSE);
}

/* Without texts figures are known, and names are not. */
static void
test_without_texts(void **state)
{
	(void)state;
	start_with(true);
	told("a", "54", "Romsey");
	index_commit(ndx);
	assert_int_equal(told("b", "51", "Romsey"), NDUP_REUSE);
	assert_int_equal(told("c", "54", "Penrith"), NDUP_UPDATE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(test_same_form, stop),
	    cmocka_unit_test_teardown(test_new_version, stop),
	    cmocka_unit_test_teardown(test_ignored, stop),
	    cmocka_unit_test_teardown(test_other_source, stop),
	    cmocka_unit_test_teardown(test_without_texts, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
