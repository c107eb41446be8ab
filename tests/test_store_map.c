/*
 * test_store_map.c - how much of the process a store's map takes, and what
 * happens where that is too little
 */
#include <errno.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "storing.h"

enum { MB = 1 << 20, LARGE = 5 * MB, NUM_LARGE = 30 };

/* ---- large values ------------------------------------------------------- */

struct range {
	uint32_t first, last; /* half-open */
};

static enum ndup_status
put_large(struct txn *txn, void *ctx)
{
	const struct range *range = ctx;
	char *bytes = test_new(LARGE, 1);
	struct number_key key;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	for (i = range->first; i < range->last && status == NDUP_OK; i++) {
		memset(bytes, (int)(i % 251), LARGE);
		status = txn_put(txn, STORE_TEXTS, store_number(&key, i),
		    (struct ndup_slice){bytes, LARGE});
	}
	free(bytes);
	return status;
}

static bool
has_large(struct txn *view, uint32_t num)
{
	struct ndup_slice value;
	struct number_key key;
	uint32_t i;

	for (i = 0; i < num; i++)
		if (txn_get(view, STORE_TEXTS, store_number(&key, i), &value) !=
			NDUP_OK ||
		    value.len != LARGE ||
		    value.ptr[LARGE / 2] != (char)(i % 251))
			return false;
	return txn_count(view, STORE_TEXTS) == num;
}

static bool
store_has_large(struct store *store, uint32_t num)
{
	struct txn *view;
	bool has;

	if (store_view_begin(store, &view, 1, NULL) != NDUP_OK)
		return false;
	has = has_large(view, num);
	store_view_end(&view, 1);
	return has;
}

/* ---- a process of few addresses ----------------------------------------- */

/* For children, in which asserts have nowhere to go. */
#define NEED(holds)                               \
	do {                                      \
		if (!(holds))                     \
			end_at(__LINE__, #holds); \
	} while (0)

static void
end_at(int line, const char *what)
{
	fprintf(stderr, "line %d: not %s\n", line, what);
	_exit(9);
}

/* So many bytes more than it has now. */
static void
limit_addresses(size_t more)
{
	FILE *file = fopen("/proc/self/statm", "r");
	struct rlimit limit;
	unsigned long pages = 0;

	NEED(file != NULL && fscanf(file, "%lu", &pages) == 1);
	fclose(file);
	NEED(getrlimit(RLIMIT_AS, &limit) == 0);
	limit.rlim_cur = pages * (size_t)sysconf(_SC_PAGESIZE) + more;
	NEED(setrlimit(RLIMIT_AS, &limit) == 0);
}

static void
in_child(void (*run)(void))
{
	pid_t child;
	int status;

	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		run();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

enum { FEW = 600 * MB }; /* a map of some 128 MB */

static struct store *
open_in_child(enum store_mode mode)
{
	struct ndup_error error = {0};
	struct store *store;

	if (store_open(&store, store_folder, mode, &error) != NDUP_OK)
		end_at(__LINE__, error.text);
	return store;
}

/* Commits of 5 MB, each of which fits. */
static void
write_beyond_the_map(void)
{
	struct store *store = open_in_child(STORE_WRITE);
	struct ndup_error error = {0};
	struct range range;

	for (range.first = 0; range.first < NUM_LARGE; range.first++) {
		range.last = range.first + 1;
		if (store_write(store, put_large, &range, &error) != NDUP_OK)
			end_at(__LINE__, error.text);
	}
	NEED(store_has_large(store, NUM_LARGE));
	store_close(store);
}

static void
write_limited(void)
{
	limit_addresses(FEW);
	write_beyond_the_map();
}

/* Where not even the file has addresses that is told; with some, it is read. */
static void
read_with_less(void)
{
	struct ndup_error error;
	struct store *store;

	limit_addresses(100 * MB);
	NEED(
	    store_open(&store, store_folder, STORE_READ, &error) == NDUP_NOMEM);
	NEED(strstr(error.text, "out of memory, or of addresses") != NULL);
	limit_addresses(280 * MB);
	store = open_in_child(STORE_READ);
	NEED(store_has_large(store, NUM_LARGE));
	store_close(store);
}

static void
test_writer_of_few_addresses(void **state)
{
	struct store *store;

	(void)state;
	create_store();
	in_child(write_limited);
	store = open_store(STORE_READ);
	assert_true(store_has_large(store, NUM_LARGE));
	store_close(store);
	in_child(read_with_less);
}

/* A view that others make outgrown stays; the next one begins with a larger map,
 * when nobody has the old one. */
static void
read_what_grows(void)
{
	struct ndup_error error;
	struct store *reader;
	struct txn *view, *other;
	char expected[256];
	pid_t child;
	int status;

	limit_addresses(FEW);
	reader = open_in_child(STORE_READ);
	NEED(store_view_begin(reader, &view, 1, NULL) == NDUP_OK);
	child = fork();
	NEED(child >= 0);
	if (child == 0) {
		write_beyond_the_map();
		_exit(0);
	}
	NEED(waitpid(child, &status, 0) == child && status == 0);
	NEED(has_large(view, 0));
	NEED(store_view_begin(reader, &other, 1, &error) == NDUP_NOMEM);
	snprintf(expected, sizeof expected,
	    "the index %s has outgrown the addresses that it had in this "
	    "process; open it again",
	    store_folder);
	NEED(strcmp(error.text, expected) == 0);
	NEED(has_large(view, 0));
	store_view_end(&view, 1);
	NEED(store_has_large(reader, NUM_LARGE));
	store_close(reader);
}

static void
test_reader_of_few_addresses(void **state)
{
	(void)state;
	create_store();
	in_child(read_what_grows);
}

/* One change that is larger than the map. */
static void
write_more_than_the_map(void)
{
	struct range large = {0, NUM_LARGE}, small = {0, 1};
	struct ndup_error error;
	struct store *store;

	limit_addresses(FEW);
	store = open_in_child(STORE_WRITE);
	NEED(!store_grow(store));
	NEED(store_write(store, put_large, &large, &error) == NDUP_NOMEM);
	NEED(strstr(error.text, "outgrown the addresses") != NULL);
	NEED(store_has_large(store, 0));
	NEED(store_write(store, put_large, &small, &error) == NDUP_OK);
	large.first = 1;
	limit_addresses(FEW); /* a sanitizer keeps what was freed */
	while (store_write(store, put_large, &large, &error) != NDUP_OK)
		NEED(error.status == NDUP_NOMEM && store_grow(store));
	NEED(!store_grow(store));
	NEED(store_has_large(store, NUM_LARGE));
	store_close(store);
}

static void
test_change_larger_than_the_map(void **state)
{
	(void)state;
	create_store();
	in_child(write_more_than_the_map);
}

/* ---- a process that has all addresses ----------------------------------- */

static void
assert_has_addresses(size_t size)
{
	void *place = mmap(NULL, size, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	assert_ptr_not_equal(place, MAP_FAILED);
	munmap(place, size);
}

/* All can be used, and leave the process enough. */
static void
test_hundreds_of_stores(void **state)
{
	enum { NUM = 200 };
	struct store *stores[NUM];
	struct range one = {0, 1};
	size_t i;

	(void)state;
	for (i = 0; i < NUM; i++) {
		snprintf(
		    store_folder, sizeof store_folder, "%s/%zu", store_top, i);
		create_store();
		stores[i] = open_store(STORE_WRITE);
	}
	assert_has_addresses((size_t)1 << 37);
	for (i = 0; i < NUM; i += 199)
		write_store(stores[i], put_large, &one);
	for (i = 0; i < NUM; i++) {
		assert_true(store_has_large(stores[i], i % 199 == 0));
		store_close(stores[i]);
	}
}

/* The map is none of the file's. */
static void
test_file_is_small(void **state)
{
	struct stat file;

	(void)state;
	create_store();
	store_close(open_store(STORE_WRITE));
	assert_int_equal(stat(store_file("data-1.mdb"), &file), 0);
	assert_in_range(file.st_size, 4096, MB);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_writer_of_few_addresses, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_reader_of_few_addresses, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_change_larger_than_the_map, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_hundreds_of_stores, enter_folder, leave_folder),
	    cmocka_unit_test_setup_teardown(
		test_file_is_small, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests_name("store map", tests, NULL, NULL);
}
