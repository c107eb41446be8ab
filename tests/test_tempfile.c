/*
 * test_tempfile.c - what is written comes back, and nothing is left behind
 *
 * The system's calls are wrapped when this test is linked, so that they write
 * and read a part only, are interrupted, or fail, as a full or broken disk
 * makes them.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "random.h"

#include "base/tempfile.h"

enum { MOST_PIECES = 300, PIECE_SIZE = 512, NUM_THREADS = 4 };

static char folder[64];

/* ---- the system, worse than it is --------------------------------------- */

int __wrap_open64(const char *, int, ...);
int __real_open64(const char *, int, ...);
ssize_t __wrap_pwritev64(int, const struct iovec *, int, off_t);
ssize_t __real_pwritev64(int, const struct iovec *, int, off_t);
ssize_t __wrap_pread64(int, void *, size_t, off_t);
ssize_t __real_pread64(int, void *, size_t, off_t);

enum { NO_LIMIT = 0, MOST_AT_ONCE = 0x7ffff000 };

static struct {
	bool no_nameless;    /* folders cannot have files without a name */
	bool only_pretend;   /* nothing is written */
	size_t most;         /* bytes of a call; NO_LIMIT */
	atomic_uint num;     /* calls */
	unsigned interrupts; /* every so many calls; 0: never */
	unsigned fail_after; /* calls; 0: never */
	int sys;             /* how */
} faults;

static void
mend(void)
{
	memset(&faults, 0, sizeof faults);
}

/* Whether this call fails; errno says how. */
static bool
is_faulty(void)
{
	unsigned number = atomic_fetch_add(&faults.num, 1) + 1;

	errno = EINTR;
	if (faults.interrupts > 0 && number % faults.interrupts == 0)
		return true;
	errno = faults.sys;
	return faults.fail_after > 0 && number > faults.fail_after;
}

int
__wrap_open64(const char *path, int flags, ...)
{
	int file = __real_open64(path, flags, 0600);

	sched_yield(); /* lets others open it too, if they can */
	if (file >= 0 && faults.no_nameless &&
	    (flags & O_TMPFILE) == O_TMPFILE) {
		close(file);
		errno = EOPNOTSUPP;
		return -1;
	}
	return file;
}

static ssize_t
pretend(const struct iovec *pieces, int num)
{
	size_t size = 0;
	int i;

	for (i = 0; i < num; i++)
		size += pieces[i].iov_len;
	return (ssize_t)(size < MOST_AT_ONCE ? size : MOST_AT_ONCE);
}

ssize_t
__wrap_pwritev64(int file, const struct iovec *pieces, int num, off_t offset)
{
	struct iovec some[64];
	size_t left = faults.most;
	int i;

	if (is_faulty())
		return -1;
	if (faults.only_pretend)
		return pretend(pieces, num);
	if (faults.most == NO_LIMIT)
		return __real_pwritev64(file, pieces, num, offset);
	for (i = 0; i < num && i < 64 && left > 0; i++) {
		some[i] = pieces[i];
		if (some[i].iov_len > left)
			some[i].iov_len = left;
		left -= some[i].iov_len;
	}
	return __real_pwritev64(file, some, i, offset);
}

ssize_t
__wrap_pread64(int file, void *bytes, size_t size, off_t offset)
{
	if (is_faulty())
		return -1;
	if (faults.most != NO_LIMIT && size > faults.most)
		size = faults.most;
	return __real_pread64(file, bytes, size, offset);
}

/* ---- a fresh folder ----------------------------------------------------- */

static int
enter(void **state)
{
	(void)state;
	mend();
	strcpy(folder, "/tmp/ndup-test-XXXXXX");
	return mkdtemp(folder) == NULL;
}

static unsigned
count_files(void)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned num = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		num += strcmp(entry->d_name, ".") != 0 &&
		       strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return num;
}

/* Removing fails if anything is left. */
static int
leave(void **state)
{
	(void)state;
	mend();
	return rmdir(folder);
}

/* How many of the process's open files are of the folder. */
static unsigned
count_open(void)
{
	DIR *dir = opendir("/proc/self/fd");
	char target[4096];
	struct dirent *entry;
	unsigned num = 0;
	ssize_t len;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		len = readlinkat(
		    dirfd(dir), entry->d_name, target, sizeof target);
		num += len > (ssize_t)strlen(folder) &&
		       memcmp(target, folder, strlen(folder)) == 0;
	}
	closedir(dir);
	return num;
}

static struct tempfile *
new_temp(const char *where)
{
	struct tempfile *temp;

	assert_int_equal(tempfile_new(&temp, where), NDUP_OK);
	assert_int_equal(tempfile_size(temp), 0);
	assert_int_equal(tempfile_error(temp, NULL), NDUP_OK);
	return temp;
}

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

/* ---- what goes wrong ---------------------------------------------------- */

/* The line names the folder and the reason, and so it stays. */
static void
assert_fails(struct tempfile *temp, const char *where, int sys)
{
	struct ndup_error error;
	char expected[512];

	snprintf(expected, sizeof expected,
	    "cannot use a temporary file in %s: %s", where, strerror(sys));
	assert_int_equal(tempfile_error(temp, &error), NDUP_IO);
	assert_int_equal(error.status, NDUP_IO);
	assert_int_equal(error.sys, sys);
	assert_string_equal(error.text, expected);
	assert_int_equal(tempfile_error(temp, NULL), NDUP_IO);
}

static void
check_bad_folder(const char *where, int sys)
{
	struct tempfile *temp = new_temp(where);
	uint64_t offset;

	assert_int_equal(tempfile_write(temp, "", 0, &offset), NDUP_OK);
	assert_int_equal(tempfile_error(temp, NULL), NDUP_OK);
	assert_int_equal(tempfile_write(temp, "abc", 4, &offset), NDUP_IO);
	assert_fails(temp, where, sys);
	tempfile_free(temp);
}

static void
test_no_folder(void **state)
{
	char where[128];
	unsigned round;

	(void)state;
	snprintf(where, sizeof where, "%s/nowhere", folder);
	for (round = 0; round < 2; round++) {
		faults.no_nameless = round == 1;
		check_bad_folder(where, ENOENT);
		check_bad_folder("", ENOENT);
		check_bad_folder("/dev/null", ENOTDIR);
	}
}

/* A folder that others own: what root may do, nobody may not. */
static void
test_no_permission(void **state)
{
	const uid_t nobody = 65534;
	bool is_root = geteuid() == 0;

	(void)state;
	if (is_root && seteuid(nobody) != 0)
		skip();
	if (!is_root)
		assert_int_equal(chmod(folder, 0500), 0);
	check_bad_folder(folder, EACCES);
	faults.no_nameless = true;
	check_bad_folder(folder, EACCES);
	if (is_root)
		assert_int_equal(seteuid(0), 0);
	else
		assert_int_equal(chmod(folder, 0700), 0);
}

/* Room for a megabyte, as far as the system is concerned. */
static void
test_no_room(void **state)
{
	enum { SIZE = 3000, ROOM = 1 << 20 };
	struct tempfile *temp = new_temp(folder);
	struct rlimit limit, old;
	enum ndup_status status = NDUP_OK;
	char bytes[SIZE], read[SIZE];
	uint64_t offset, num = 0;

	(void)state;
	memset(bytes, 'x', sizeof bytes);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	limit = old;
	limit.rlim_cur = ROOM;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	while (status == NDUP_OK && num <= ROOM / SIZE) {
		status = tempfile_write(temp, bytes, SIZE, &offset);
		num += status == NDUP_OK;
	}
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(status, NDUP_IO);
	assert_int_equal(num, ROOM / SIZE);
	assert_fails(temp, folder, EFBIG);
	while (num-- > 0) {
		assert_int_equal(
		    tempfile_read(temp, num * SIZE, read, SIZE), NDUP_OK);
		assert_memory_equal(read, bytes, SIZE);
	}
	tempfile_free(temp);
}

/* What went wrong first is what is said. */
static void
test_full_and_broken_disk(void **state)
{
	struct tempfile *temp = new_temp(folder);
	uint64_t offset;
	char bytes[8];

	(void)state;
	assert_int_equal(tempfile_write(temp, "fine", 5, &offset), NDUP_OK);
	faults.fail_after = 1;
	faults.sys = ENOSPC;
	faults.most = 3;
	atomic_store(&faults.num, 0);
	assert_int_equal(tempfile_write(temp, "too much", 8, &offset), NDUP_IO);
	assert_fails(temp, folder, ENOSPC);
	faults.sys = EIO;
	assert_int_equal(tempfile_read(temp, 0, bytes, 5), NDUP_IO);
	assert_fails(temp, folder, ENOSPC);
	tempfile_free(temp);
}

/* Less than was written: what is missing is not made up. */
static void
test_file_cut_short(void **state)
{
	struct tempfile *temp = new_temp(folder);
	uint64_t offset;
	char bytes[8];

	(void)state;
	assert_int_equal(tempfile_write(temp, "abc", 4, &offset), NDUP_OK);
	assert_int_equal(tempfile_read(temp, 0, bytes, 5), NDUP_IO);
	assert_fails(temp, folder, EIO);
	tempfile_free(temp);
	tempfile_free(NULL);
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
	    cmocka_unit_test_setup_teardown(test_no_folder, enter, leave),
	    cmocka_unit_test_setup_teardown(test_no_permission, enter, leave),
	    cmocka_unit_test_setup_teardown(test_no_room, enter, leave),
	    cmocka_unit_test_setup_teardown(
		test_full_and_broken_disk, enter, leave),
	    cmocka_unit_test_setup_teardown(test_file_cut_short, enter, leave),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("tempfile", tests, NULL, NULL);
}
