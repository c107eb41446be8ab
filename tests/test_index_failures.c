/*
 * test_index_failures.c - memory runs out while an index is at work: it is told,
 * all memory is given back, and what was committed is whole
 */
#include <stdatomic.h>

#include "corpus.h"
#include "indexing.h"

#include "base/memory.h"

enum { EVERY = 12, STEP = 40, HALF = 20 };

static struct corpus corpus;
static struct ndup_document documents[64];
static size_t num_documents;

/* ---- memory ------------------------------------------------------------- */

static atomic_uint num_calls;
static atomic_int num_blocks;   /* not yet given back */
static unsigned num_calls_made; /* by a session */
static unsigned failing;        /* the call from which on all fail, or 0 */
static bool alone;              /* only that one */

static bool
fails(void)
{
	unsigned number = atomic_fetch_add(&num_calls, 1) + 1;

	return failing > 0 && (alone ? number == failing : number >= failing);
}

static void *
allocate(void *ctx, size_t size)
{
	void *block = fails() ? NULL : malloc(size);

	(void)ctx;
	if (block != NULL)
		atomic_fetch_add(&num_blocks, 1);
	return block;
}

static void *
resize(void *ctx, void *block, size_t size)
{
	(void)ctx;
	return fails() ? NULL : realloc(block, size);
}

static void
release(void *ctx, void *block)
{
	(void)ctx;
	atomic_fetch_sub(&num_blocks, 1);
	free(block);
}

/* ---- a session ---------------------------------------------------------- */

static enum ndup_status
change(struct ndup_index *index, struct ndup_error *error)
{
	struct ndup_document version = documents[1];
	struct ndup_verdict verdicts[64];
	struct ndup_slice value;
	enum ndup_status status;

	version.text = documents[2].text;
	status = ndup_index_add(
	    index, documents, HALF, NDUP_OF_ALL, verdicts, error);
	if (status == NDUP_OK)
		status = ndup_index_set_note(index, "job", slice("1"), error);
	if (status == NDUP_OK)
		status = ndup_index_commit(index, error);
	if (status == NDUP_OK)
		status = ndup_index_note(index, "job", &value, error);
	if (status == NDUP_OK)
		status = ndup_index_add(
		    index, &version, 1, NDUP_OF_BEST, verdicts, error);
	if (status == NDUP_OK)
		status = ndup_index_add(index, documents + HALF,
		    num_documents - HALF, NDUP_OF_NONE, verdicts, error);
	if (status == NDUP_OK)
		status = ndup_index_remove(index, documents[3].id, error);
	if (status == NDUP_OK)
		status = ndup_index_commit(index, error);
	return status;
}

static enum ndup_status
use(struct ndup_index *index, struct ndup_error *error)
{
	struct ndup_document document;
	struct ndup_verdict verdict;
	struct ndup_slice story;
	enum ndup_status status;
	uint64_t num_dropped;

	status = change(index, error);
	if (status == NDUP_OK)
		status = ndup_index_query(
		    index, &documents[5], 1, NDUP_OF_ALL, &verdict, error);
	if (status == NDUP_OK)
		status = ndup_index_document(
		    index, documents[0].id, &document, &story, error);
	if (status == NDUP_OK)
		status = ndup_index_compact(index, &num_dropped, error);
	if (status == NDUP_OK)
		status = ndup_index_verify(index, NULL, NULL, error);
	return status;
}

/* The first status that is bad; leaves no memory behind, and an index that is
 * whole, if there is one. */
static enum ndup_status
session(unsigned at, bool one)
{
	struct ndup_params params = index_params();
	struct ndup_error error = {.text = ""};
	struct ndup_index *index = NULL;
	enum ndup_status status;
	struct folder folder;

	folder_new(&folder);
	num_calls = 0;
	failing = at;
	alone = one;
	status = ndup_index_create(folder.path, &params, NULL, &error);
	if (status == NDUP_OK)
		status =
		    ndup_index_open(&index, folder.path, NDUP_WRITE, 1, &error);
	if (status == NDUP_OK)
		status = use(index, &error);
	ndup_index_close(index);
	failing = 0;
	num_calls_made = num_calls;
	assert_int_equal(num_blocks, 0);
	if (error.status != status)
		fail_msg("allocation %u: %s, and the line says \"%s\"", at,
		    ndup_status_name(status), error.text);
	if (index != NULL) {
		index = index_reopen(&folder, NDUP_READ);
		assert_sound(index);
		ndup_index_close(index);
	}
	folder_free(&folder);
	return status;
}

static void
fail_each(bool one)
{
	unsigned num, at, num_tried = 0, num_told = 0;
	enum ndup_status status;

	assert_int_equal(session(0, one), NDUP_OK);
	num = num_calls_made;
	for (at = 1; at <= num; at += 1 + at / STEP) {
		status = session(at, one);
		if (status != NDUP_OK && status != NDUP_NOMEM)
			fail_msg("%s: allocation %u failed",
			    ndup_status_name(status), at);
		num_tried++;
		num_told += status != NDUP_OK;
	}
	print_message(
	    "%u calls: %u failed, %u of them told\n", num, num_tried, num_told);
	if (one)
		assert_true(num_told * 4 > num_tried * 3);
	else
		assert_int_equal(num_told, num_tried);
}

static void
test_one_fails(void **state)
{
	(void)state;
	fail_each(true);
}

static void
test_all_fail(void **state)
{
	(void)state;
	fail_each(false);
}

/* ---- all of it ---------------------------------------------------------- */

static int
enter(void **state)
{
	static const struct memory_hooks hooks = {
	    allocate, resize, release, NULL};
	uint32_t i;

	(void)state;
	corpus_make(&corpus, 3, true);
	for (i = 0; i < corpus.num && num_documents < 64; i += EVERY)
		documents[num_documents++] = corpus.documents[i];
	assert_true(num_documents > 2 * HALF);
	memory_hook(&hooks);
	return 0;
}

static int
leave(void **state)
{
	(void)state;
	corpus_free(&corpus);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_one_fails),
	    cmocka_unit_test(test_all_fail),
	};

	return cmocka_run_group_tests_name(
	    "index_failures", tests, enter, leave);
}
