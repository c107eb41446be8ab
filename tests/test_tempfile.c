/*
 * test_tempfile.c - what is written comes back, and nothing is left behind
 */
#include <pthread.h>
#include <sys/mman.h>

#include "temporary.h"

enum { MOST_PIECES = 300, PIECE_SIZE = 512, NUM_THREADS = 4 };

/* ---- what was written --------------------------------------------------- */

/* Pieces and where they stand in the file, all together. */
struct parcel {
	struct ndup_slice pieces[MOST_PIECES];
	char bytes[MOST_PIECES * PIECE_SIZE];
	size_t num, size;
	uint64_t offset;
};

/* So many pieces; of each hundred so many are empty. */
static void
fill(struct parcel *parcel, uint64_t *random, size_t num, unsigned empty)
{
	struct ndup_slice *piece;
	size_t i;

	parcel->num = num;
	parcel->size = 0;
	for (i = 0; i < num; i++) {
		piece = &parcel->pieces[i];
		*random = *random * UINT64_C(6364136223846793005) + 1;
		piece->ptr = parcel->bytes + parcel->size;
		piece->len = *random >> 40 & (PIECE_SIZE - 1);
		if ((*random >> 50) % 100 < empty)
			piece->len = 0;
		parcel->size += piece->len;
	}
	for (i = 0; i < parcel->size; i++) {
		*random = *random * UINT64_C(6364136223846793005) + 1;
		parcel->bytes[i] = (char)(*random >> 56);
	}
}

static void
assert_kept(struct tempfile *temp, const struct parcel *parcel)
{
	char *bytes = test_new(parcel->size, 1);
	size_t begin = parcel->size / 3;

	assert_int_equal(
	    tempfile_read(temp, parcel->offset, bytes, parcel->size), NDUP_OK);
	assert_memory_equal(bytes, parcel->bytes, parcel->size);
	assert_int_equal(tempfile_read(temp, parcel->offset + begin, bytes,
			     parcel->size - begin),
	    NDUP_OK);
	assert_memory_equal(bytes, parcel->bytes + begin, parcel->size - begin);
	free(bytes);
}

/* Writes parcels of many kinds and reads all of them back. */
static void
write_and_read(void)
{
	static const size_t nums[] = {
	    0, 1, 2, 63, 64, 65, 127, 128, 129, 200, MOST_PIECES};
	enum { NUM = 3 * sizeof nums / sizeof nums[0] };
	struct parcel *parcels = test_new(NUM, sizeof *parcels);
	struct tempfile *temp = new_temp(folder);
	uint64_t random = random_seed, size = 0;
	size_t i;

	for (i = 0; i < NUM; i++) {
		fill(&parcels[i], &random, nums[i / 3],
		    i % 3 == 0   ? 0
		    : i % 3 == 1 ? 70
				 : 100);
		assert_int_equal(tempfile_gather(temp, parcels[i].pieces,
				     parcels[i].num, &parcels[i].offset),
		    NDUP_OK);
		size += parcels[i].size;
		assert_int_equal(tempfile_size(temp), size);
		if (parcels[i].size > 0)
			assert_kept(temp, &parcels[i]);
	}
	for (i = 0; i < NUM; i++) {
		if (parcels[i].size > 0)
			assert_kept(temp, &parcels[i]);
	}
	assert_int_equal(tempfile_error(temp, NULL), NDUP_OK);
	tempfile_free(temp);
	free(parcels);
}

static void
test_what_was_written_is_read(void **state)
{
	(void)state;
	random_begin();
	write_and_read();
}

/* Calls that are interrupted, and do a part of their work only. */
static void
test_parts_and_interrupts(void **state)
{
	static const size_t most[] = {7, 100, PIECE_SIZE, 4096};
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof most / sizeof most[0]; i++) {
		faults.most = most[i];
		faults.interrupts = 3;
		write_and_read();
		assert_true(faults.num > 100);
	}
}

/* A thread that writes parcels of its own, at once with others. */
enum { NUM_PARCELS = 40, NUM_ROUNDS = 20 };

struct writer {
	pthread_t thread;
	pthread_barrier_t *start;
	struct tempfile *temp;
	struct parcel parcels[NUM_PARCELS];
	char bytes[MOST_PIECES * PIECE_SIZE];
	bool good;
};

static void *
write_parcels(void *ctx)
{
	struct writer *writer = ctx;
	struct parcel *parcel = writer->parcels;

	pthread_barrier_wait(writer->start);
	for (writer->good = true;
	     writer->good && parcel < writer->parcels + NUM_PARCELS; parcel++)
		writer->good =
		    tempfile_gather(writer->temp, parcel->pieces, parcel->num,
			&parcel->offset) == NDUP_OK &&
		    tempfile_read(writer->temp, parcel->offset, writer->bytes,
			parcel->size) == NDUP_OK &&
		    memcmp(writer->bytes, parcel->bytes, parcel->size) == 0;
	return NULL;
}

static void
write_at_once(struct writer *writers)
{
	struct tempfile *temp = new_temp(folder);
	pthread_barrier_t start;
	uint64_t size = 0;
	size_t i, j;

	pthread_barrier_init(&start, NULL, NUM_THREADS);
	for (i = 0; i < NUM_THREADS; i++) {
		writers[i].start = &start;
		writers[i].temp = temp;
		assert_int_equal(pthread_create(&writers[i].thread, NULL,
				     write_parcels, &writers[i]),
		    0);
	}
	for (i = 0; i < NUM_THREADS; i++)
		assert_int_equal(pthread_join(writers[i].thread, NULL), 0);
	for (i = 0; i < NUM_THREADS; i++) {
		assert_true(writers[i].good);
		for (j = 0; j < NUM_PARCELS; j++) {
			assert_kept(temp, &writers[i].parcels[j]);
			size += writers[i].parcels[j].size;
		}
	}
	assert_int_equal(tempfile_size(temp), size);
	assert_int_equal(count_open(), 1);
	tempfile_free(temp);
	pthread_barrier_destroy(&start);
}

static void
test_many_threads(void **state)
{
	struct writer *writers = test_new(NUM_THREADS, sizeof *writers);
	uint64_t random = random_seed;
	size_t i, j;

	(void)state;
	random_begin();
	for (i = 0; i < NUM_THREADS; i++)
		for (j = 0; j < NUM_PARCELS; j++)
			fill(&writers[i].parcels[j], &random, 1 + j % 5, 0);
	for (i = 0; i < NUM_ROUNDS; i++)
		write_at_once(writers);
	free(writers);
}

/* More than a call takes, and offsets over 4 GB: of five gigabytes only the
 * last bytes are written, behind a hole. */
static void
test_gigabytes(void **state)
{
	const size_t size = (size_t)5 << 30;
	struct tempfile *temp = new_temp(folder);
	char *pages, bytes[8];
	uint64_t offset;

	(void)state;
	pages = mmap(NULL, size, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (pages == MAP_FAILED)
		skip();
	faults.only_pretend = true;
	assert_int_equal(tempfile_write(temp, pages, size, &offset), NDUP_OK);
	assert_int_equal(offset, 0);
	assert_int_equal(faults.num, 3);
	mend();
	assert_int_equal(tempfile_write(temp, "the end", 8, &offset), NDUP_OK);
	assert_int_equal(offset, size);
	assert_int_equal(tempfile_read(temp, size, bytes, 8), NDUP_OK);
	assert_string_equal(bytes, "the end");
	assert_int_equal(tempfile_size(temp), size + 8);
	tempfile_free(temp);
	munmap(pages, size);
}

/* ---- what is left ------------------------------------------------------- */

static void
check_nothing_left(void)
{
	struct tempfile *temp = new_temp(folder);
	uint64_t offset;
	char bytes[4];

	assert_int_equal(count_open(), 0);
	assert_int_equal(tempfile_write(temp, "abc", 4, &offset), NDUP_OK);
	assert_int_equal(count_open(), 1);
	assert_int_equal(count_files(), 0);
	assert_int_equal(tempfile_read(temp, offset, bytes, 4), NDUP_OK);
	assert_string_equal(bytes, "abc");
	tempfile_free(temp);
	assert_int_equal(count_open(), 0);
	assert_int_equal(count_files(), 0);
}

static void
test_nothing_is_left(void **state)
{
	(void)state;
	if (access("/proc/self/fd", R_OK) != 0)
		skip();
	check_nothing_left();
}

/* Where files cannot be made without a name. */
static void
test_name_is_gone_at_once(void **state)
{
	(void)state;
	if (access("/proc/self/fd", R_OK) != 0)
		skip();
	faults.no_nameless = true;
	check_nothing_left();
	write_and_read();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_what_was_written_is_read, enter, leave),
	    cmocka_unit_test_setup_teardown(
		test_parts_and_interrupts, enter, leave),
	    cmocka_unit_test_setup_teardown(test_many_threads, enter, leave),
	    cmocka_unit_test_setup_teardown(test_gigabytes, enter, leave),
	    cmocka_unit_test_setup_teardown(test_nothing_is_left, enter, leave),
	    cmocka_unit_test_setup_teardown(
		test_name_is_gone_at_once, enter, leave),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("tempfile", tests, NULL, NULL);
}
