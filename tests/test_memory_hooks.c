/*
 * test_memory_hooks.c - all memory comes through base/memory.h
 *
 * Hooks of a test mark their blocks, fill them with rubbish and count them: what
 * comes back must be one of them, and all must come back.  From some call on
 * they have nothing more to give.
 */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dumping.h"

#include "base/memory.h"
#include "input/source.h"

static const uint64_t mark = UINT64_C(0x6e6475702d626c6b);

struct block {
	uint64_t mark;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

static struct counts {
	atomic_uint num_calls, num_blocks;
	unsigned fails_from; /* the first call that is refused; 0: none */
} counts;

static bool
is_over(struct counts *at)
{
	unsigned number = atomic_fetch_add(&at->num_calls, 1) + 1;

	return at->fails_from > 0 && number >= at->fails_from;
}

static void *
allocate(void *ctx, size_t size)
{
	struct block *block;

	if (size == 0)
		abort();
	if (is_over(ctx) || (block = malloc(sizeof *block + size)) == NULL)
		return NULL;
	block->mark = mark;
	block->size = size;
	memset(block->bytes, 0xa5, size);
	atomic_fetch_add(&counts.num_blocks, 1);
	return block->bytes;
}

static struct block *
block_of(void *bytes)
{
	struct block *block =
	    (void *)((char *)bytes - offsetof(struct block, bytes));

	if (block->mark != mark)
		abort();
	return block;
}

static void
release(void *ctx, void *bytes)
{
	struct block *block = block_of(bytes);

	(void)ctx;
	block->mark = 0;
	atomic_fetch_sub(&counts.num_blocks, 1);
	free(block);
}

/* Always moves. */
static void *
resize(void *ctx, void *bytes, size_t size)
{
	struct block *block = block_of(bytes);
	void *moved = allocate(ctx, size);

	if (moved == NULL)
		return NULL;
	memcpy(moved, bytes, block->size < size ? block->size : size);
	release(ctx, bytes);
	return moved;
}

static const struct memory_hooks counting = {
    allocate, resize, release, &counts};

static int
set_up(void **state)
{
	(void)state;
	counts.num_calls = counts.fails_from = 0;
	memory_hook(&counting);
	return 0;
}

/* Nothing is left. */
static int
tear_down(void **state)
{
	(void)state;
	memory_hook(NULL);
	return counts.num_blocks > 0 ? -1 : 0;
}

/* ---- work --------------------------------------------------------------- */

/* The status of the first call that fails. */
static enum ndup_status
scan_samples_with(unsigned num_threads, struct dump *dump)
{
	static const char *const paths[] = {SAMPLES, NULL};
	struct ndup_reader *reader = NULL;
	struct ndup_params params;
	struct ndup_scan *scan;
	enum ndup_status status;

	*dump = (struct dump){.status = NDUP_OK};
	ndup_params_init(&params, sizeof params);
	params.num_threads = num_threads;
	status = ndup_scan_new(&scan, &params, NULL);
	if (status == NDUP_OK)
		status = ndup_reader_open(&reader, paths, NULL, NULL);
	if (status == NDUP_OK)
		status = ndup_scan_read(scan, reader, false, NULL);
	if (status == NDUP_OK)
		status = ndup_scan_run(scan, NULL);
	if (status == NDUP_OK)
		status = dump_scan(dump, scan);
	ndup_scan_free(scan);
	ndup_reader_close(reader);
	return status;
}

static enum ndup_status
scan_samples(struct dump *dump)
{
	return scan_samples_with(1, dump);
}

static enum ndup_status
sketch(struct dump *dump)
{
	static const struct ndup_slice text = {
	    "One two three four five six seven eight.", 40};
	struct ndup_sketcher *sketcher;
	const struct ndup_sketch *made;
	struct ndup_params params;
	enum ndup_status status;

	*dump = (struct dump){.status = NDUP_OK};
	ndup_params_init(&params, sizeof params);
	status = ndup_sketcher_new(&sketcher, &params, NULL);
	if (status == NDUP_OK)
		status = ndup_sketcher_run(sketcher, text, &made, NULL);
	ndup_sketcher_free(sketcher);
	return status;
}

static enum ndup_status
begin_gzip(struct dump *dump)
{
	struct unpacker unpacker = {.packing = PACKING_NONE};
	enum ndup_status status;

	*dump = (struct dump){.status = NDUP_OK};
	status = unpacker_begin(&unpacker, PACKING_GZIP);
	assert_int_equal(counts.num_blocks > 0, status == NDUP_OK);
	unpacker_free(&unpacker);
	return status;
}

/* ---- tests -------------------------------------------------------------- */

/* A scan finds the same with rubbish in its memory. */
static void
test_all_comes_back(void **state)
{
	struct dump with, without;

	(void)state;
	assert_int_equal(scan_samples_with(3, &with), NDUP_OK);
	assert_true(counts.num_calls > 100);
	assert_int_equal(counts.num_blocks, 0);
	memory_hook(NULL);
	counts.num_calls = 0;
	assert_int_equal(scan_samples(&without), NDUP_OK);
	assert_int_equal(counts.num_calls, 0);
	assert_true(dumps_equal(&with, &without));
	dump_free(&with);
	dump_free(&without);
}

/* From a later call on each time, nothing is to be had. */
static void run_out(enum ndup_status (*work)(struct dump *))
{
	struct dump dump;
	unsigned num;

	assert_int_equal(work(&dump), NDUP_OK);
	dump_free(&dump);
	num = counts.num_calls;
	assert_true(num > 0);
	counts.fails_from = 1;
	while (counts.fails_from <= num) {
		counts.num_calls = 0;
		assert_int_equal(work(&dump), NDUP_NOMEM);
		assert_int_equal(counts.num_blocks, 0);
		dump_free(&dump);
		counts.fails_from += 1 + counts.fails_from / 20;
	}
}

static void
test_scan_runs_out(void **state)
{
	(void)state;
	run_out(scan_samples);
}

static void
test_sketcher_runs_out(void **state)
{
	(void)state;
	run_out(sketch);
}

static void
test_gzip_runs_out(void **state)
{
	(void)state;
	run_out(begin_gzip);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_all_comes_back),
	    TEST(test_scan_runs_out),
	    TEST(test_sketcher_runs_out),
	    TEST(test_gzip_runs_out),
	};

	return cmocka_run_group_tests_name("memory_hooks", tests, NULL, NULL);
}
