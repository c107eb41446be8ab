/*
 * test_failures.c - whatever fails in a scan is told, and nothing is lost
 *
 * Memory comes from hooks of this test, and the calls for the temporary file are
 * wrapped when it is linked.  A scan with little memory is run again and again;
 * each time another allocation, write or read fails.  What comes is a status
 * that says so, or the whole result; all memory is given back.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#include <cmocka.h>

#include "corpus.h"
#include "dumping.h"

#include "base/memory.h"

enum { LEAST = 1000000, EVERY = 2, STEP = 20 };

static struct corpus corpus;
static struct dump expected;

/* ---- what fails --------------------------------------------------------- */

/* Counts calls while a scan is at work; one of them, or all from it on. */
struct fault {
	atomic_uint num;
	unsigned at; /* 0: none fails */
	bool from_there_on;
};

static struct fault memory, writing, reading;
static atomic_int num_blocks; /* not yet given back */
static bool at_work;

static bool
fails(struct fault *fault)
{
	unsigned number;

	if (!at_work)
		return false;
	number = atomic_fetch_add(&fault->num, 1) + 1;
	return number == fault->at ||
	       (fault->from_there_on && fault->at > 0 && number > fault->at);
}

ssize_t __wrap_pwritev64(int, const struct iovec *, int, off_t);
ssize_t __wrap_pread64(int, void *, size_t, off_t);

ssize_t __real_pwritev64(int, const struct iovec *, int, off_t);
ssize_t __real_pread64(int, void *, size_t, off_t);

static int
mend(void **state)
{
	(void)state;
	memory.at = writing.at = reading.at = 0;
	return 0;
}

static void *
allocate(void *ctx, size_t size)
{
	void *block = fails(&memory) ? NULL : malloc(size);

	(void)ctx;
	if (block != NULL)
		atomic_fetch_add(&num_blocks, 1);
	return block;
}

static void *
resize(void *ctx, void *block, size_t size)
{
	(void)ctx;
	return fails(&memory) ? NULL : realloc(block, size);
}

static void
release(void *ctx, void *block)
{
	(void)ctx;
	atomic_fetch_sub(&num_blocks, 1);
	free(block);
}

ssize_t
__wrap_pwritev64(int file, const struct iovec *pieces, int num, off_t offset)
{
	if (!fails(&writing))
		return __real_pwritev64(file, pieces, num, offset);
	errno = ENOSPC;
	return -1;
}

ssize_t
__wrap_pread64(int file, void *bytes, size_t size, off_t offset)
{
	if (!fails(&reading))
		return __real_pread64(file, bytes, size, offset);
	errno = EIO;
	return -1;
}

/* ---- a scan ------------------------------------------------------------- */

/* Counts begin again. */
static void
begin_work(void)
{
	memory.num = writing.num = reading.num = 0;
	at_work = true;
}

static enum ndup_status
add_all(struct ndup_scan *scan, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	for (i = 0; i < corpus.num && status == NDUP_OK; i += EVERY)
		status = ndup_scan_add(
		    scan, &corpus.documents[i], i % 9 == 0, error);
	if (status == NDUP_OK) /* known already */
		status = ndup_scan_add(scan, &corpus.documents[0], true, error);
	return status;
}

/* What failed while adding is not forgotten. */
static enum ndup_status
run(struct ndup_scan *scan, struct ndup_error *error)
{
	enum ndup_status status = add_all(scan, error);

	assert_int_equal(error->status, status);
	if (status == NDUP_OK)
		return ndup_scan_run(scan, error);
	assert_int_equal(ndup_scan_run(scan, error), status);
	return status;
}

/* Pairs whose words and texts are on disk, or in memory. */
static enum ndup_status
compare_some(struct ndup_scan *scan, struct ndup_error *error)
{
	uint32_t num = (uint32_t)ndup_scan_counts(scan)->articles, i;
	enum ndup_status status = NDUP_OK;
	const struct ndup_match *match;

	for (i = 0; i + 1 < num && status == NDUP_OK; i += num / 8) {
		status = ndup_scan_compare(scan, i + 1, i, &match, error);
		if (status == NDUP_END)
			status = NDUP_OK;
	}
	return status;
}

/* The status of the first call that fails, and its error.  Leaves no memory behind. */
static enum ndup_status
scan_once(unsigned num_threads, struct dump *dump, struct ndup_error *error)
{
	struct ndup_params params;
	struct ndup_scan *scan;
	enum ndup_status status;

	*dump = (struct dump){.status = NDUP_OK};
	*error = (struct ndup_error){.status = NDUP_OK};
	ndup_params_init(&params, sizeof params);
	params.memory = LEAST;
	params.num_threads = num_threads;
	params.tmpdir = P_tmpdir;
	begin_work();
	status = ndup_scan_new(&scan, &params, error);
	if (status == NDUP_OK)
		status = run(scan, error);
	if (status == NDUP_OK) {
		status = dump_scan(dump, scan);
		*error = dump->error;
	}
	if (status == NDUP_OK)
		status = compare_some(scan, error);
	if (status == NDUP_OK) /* else less could fail than is thought */
		assert_true(ndup_scan_counts(scan)->boilerplate_articles > 0);
	ndup_scan_free(scan);
	at_work = false;
	assert_int_equal(num_blocks, 0);
	return status;
}

/* One more scan: the wanted status with its line, or all that was expected. */
static enum ndup_status
try(unsigned num_threads, enum ndup_status wanted, const char *line)
{
	enum ndup_status status;
	struct ndup_error error;
	struct dump dump;

	status = scan_once(num_threads, &dump, &error);
	if (status != NDUP_OK && status != wanted)
		fail_msg("%s: allocation %u, write %u or read %u failed",
		    ndup_status_name(status), memory.at, writing.at,
		    reading.at);
	if (status == NDUP_OK)
		assert_true(dumps_equal(&expected, &dump));
	assert_int_equal(error.status, status);
	if (error.status != NDUP_OK && strstr(error.text, line) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", line, error.text);
	dump_free(&dump);
	return status;
}

/* Has calls of one kind fail, by ones at first, then in growing steps.  Where
 * all fail from one on this is told; where one fails alone, which may be one
 * that only gives memory back, mostly. */
static void
fail_each(struct fault *fault, unsigned num_threads, enum ndup_status wanted,
    const char *line)
{
	unsigned num, num_tried[2] = {0, 0}, num_seen[2] = {0, 0};
	bool from_there_on = false;

	fault->at = 0;
	assert_int_equal(try(num_threads, wanted, line), NDUP_OK);
	num = fault->num;
	assert_true(num > 0);
	fault->at = 1;
	while (fault->at <= num) {
		fault->from_there_on = from_there_on;
		num_seen[from_there_on] +=
		    try(num_threads, wanted, line) != NDUP_OK;
		num_tried[from_there_on]++;
		from_there_on = !from_there_on;
		fault->at += 1 + fault->at / STEP;
	}
	fault->at = 0;
	print_message("%u calls: %u failed alone, %u of them told; %u with all "
		      "behind them, %u told\n",
	    num, num_tried[0], num_seen[0], num_tried[1], num_seen[1]);
	assert_true(num_seen[0] * 4 > num_tried[0] * 3);
	assert_int_equal(num_seen[1], num_tried[1]);
}

static void
test_memory(void **state)
{
	(void)state;
	fail_each(&memory, 1, NDUP_NOMEM, "out of memory");
}

static void
test_writing(void **state)
{
	(void)state;
	fail_each(&writing, 1, NDUP_IO,
	    "cannot use a temporary file in " P_tmpdir
	    ": No space left on device");
}

static void
test_reading(void **state)
{
	(void)state;
	fail_each(&reading, 1, NDUP_IO,
	    "cannot use a temporary file in " P_tmpdir ": Input/output error");
}

/* The same while other threads are at work, in larger steps. */
static void
test_threads(void **state)
{
	unsigned num_memory, num_reading, i;

	(void)state;
	assert_int_equal(try(3, NDUP_OK, ""), NDUP_OK);
	num_memory = memory.num;
	num_reading = reading.num;
	for (i = 1; i < num_memory; i += 1 + i / 2) {
		memory.at = i;
		try(3, NDUP_NOMEM, "out of memory");
	}
	memory.at = 0;
	for (i = 1; i < num_reading; i += 1 + i / 2) {
		reading.at = i;
		try(3, NDUP_IO, "Input/output error");
	}
	reading.at = 0;
}

/* ---- reports ------------------------------------------------------------ */

static bool
collect(void *ctx, const void *bytes, size_t size)
{
	FILE *out = ctx;

	return fwrite(bytes, 1, size, out) == size;
}

/* The status of a report, with some allocation failing, and what it wrote. */
static enum ndup_status
report(struct ndup_scan *scan, const struct ndup_report_options *options,
    unsigned at, char **text)
{
	struct ndup_error error = {.status = NDUP_OK};
	enum ndup_status status;
	size_t size;
	FILE *out = open_memstream(text, &size);

	assert_non_null(out);
	memory.at = at;
	begin_work();
	status = ndup_report(scan, options, collect, out, &error);
	at_work = false;
	memory.at = 0;
	assert_int_equal(error.status, status);
	if (status != NDUP_OK)
		assert_non_null(strstr(error.text, "out of memory"));
	assert_int_equal(fclose(out), 0);
	return status;
}

/* Each allocation of a report fails once: then the report says so, or is whole
 * (memory was only wanted to be faster). */
static void
fail_report(struct ndup_scan *scan, const struct ndup_report_options *options)
{
	enum ndup_status status;
	char *wanted, *text;
	unsigned at, num, num_told = 0;

	assert_int_equal(report(scan, options, 0, &wanted), NDUP_OK);
	assert_true(strlen(wanted) > 1000);
	num = memory.num;
	for (at = 1; at <= num; at++) {
		status = report(scan, options, at, &text);
		if (status == NDUP_OK)
			assert_string_equal(text, wanted);
		else
			assert_int_equal(status, NDUP_NOMEM);
		num_told += status != NDUP_OK;
		free(text);
	}
	print_message("%u of %u told\n", num_told, num);
	assert_true(num_told > 5);
	free(wanted);
}

static void
test_reports(void **state)
{
	struct ndup_report_options options;
	struct ndup_params params;
	struct ndup_scan *scan;
	unsigned i;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.num_threads = 1;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	assert_int_equal(add_all(scan, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	ndup_report_options_init(&options, sizeof options);
	options.order = NDUP_BY_WEAKEST;
	options.max_clusters = 12;
	options.color = true;
	options.context = 5;
	fail_report(scan, &options);
	options.plain = true;
	for (i = 0; ndup_report_format_at(i) != NULL; i++) {
		options.format = (enum ndup_format)i;
		fail_report(scan, &options);
	}
	ndup_scan_free(scan);
}

/* ---- all of it ---------------------------------------------------------- */

static int
enter(void **state)
{
	static const struct memory_hooks hooks = {
	    allocate, resize, release, NULL};
	struct ndup_error error;

	(void)state;
	memory_hook(&hooks);
	corpus_make(&corpus, 3, true);
	return scan_once(1, &expected, &error) != NDUP_OK;
}

static int
leave(void **state)
{
	(void)state;
	dump_free(&expected);
	corpus_free(&corpus);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(test_memory, mend),
	    cmocka_unit_test_setup(test_writing, mend),
	    cmocka_unit_test_setup(test_reading, mend),
	    cmocka_unit_test_setup(test_threads, mend),
	    cmocka_unit_test_setup(test_reports, mend),
	};

	return cmocka_run_group_tests_name("failures", tests, enter, leave);
}
