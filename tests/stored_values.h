/*
 * stored_values.h - a store with something in it
 */
#ifndef TESTS_STORED_VALUES_H
#define TESTS_STORED_VALUES_H

#include "storing.h"

#include "store/postings.h"
#include "store/txn.h"

enum { NUM_VALUES = 500, VALUE_SIZE = 1500 };

struct range {
	uint32_t first, last; /* articles, half-open */
};

static inline void
fill_value(uint32_t number, char value[VALUE_SIZE])
{
	size_t i;

	for (i = 0; i < VALUE_SIZE; i++)
		value[i] = (char)(number * 31 + i * 7);
}

static inline enum ndup_status
put_values(struct txn *txn, void *ctx)
{
	const struct range *range = ctx;
	char value[VALUE_SIZE];
	struct number_key key;
	struct entry entry;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	for (i = range->first; i < range->last && status == NDUP_OK; i++) {
		fill_value(i, value);
		status = txn_put(txn, STORE_TEXTS, store_number(&key, i),
		    (struct ndup_slice){value, VALUE_SIZE});
		entry = (struct entry){(uint64_t)i << 40, i};
		if (status == NDUP_OK)
			status = postings_append(txn, &entry, 1);
	}
	return status;
}

static inline void
make_store(void)
{
	struct range all = {0, NUM_VALUES};
	struct store *store;

	create_store();
	store = open_store(STORE_WRITE);
	write_store(store, put_values, &all);
	store_close(store);
}

/* How many of so many values are there and right; a wrong one fails. */
static inline enum ndup_status
read_values(struct txn *view, uint32_t num)
{
	char expected[VALUE_SIZE];
	struct ndup_slice value;
	struct number_key key;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	for (i = 0; i < num && status == NDUP_OK; i++) {
		status =
		    txn_get(view, STORE_TEXTS, store_number(&key, i), &value);
		if (status != NDUP_OK)
			break;
		fill_value(i, expected);
		assert_int_equal(value.len, VALUE_SIZE);
		assert_memory_equal(value.ptr, expected, VALUE_SIZE);
	}
	return status;
}

static inline enum ndup_status
search_values(struct txn *view, uint32_t num)
{
	struct postings_search *search;
	struct postings_hits hits;
	enum ndup_status status = NDUP_OK;
	uint32_t i;

	assert_int_equal(postings_search_new(&search), NDUP_OK);
	for (i = 0; i < num && status == NDUP_OK; i += 1 + num / 50) {
		uint64_t key = (uint64_t)i << 40;
		struct postings_query query = {&key, 1, 64, NULL, NULL, false};

		status = postings_search_run(search, view, &query, &hits);
		if (status == NDUP_OK) {
			assert_int_equal(hits.num, 1);
			assert_int_equal(postings_hit_number(hits.items[0]), i);
		}
	}
	postings_search_free(search);
	return status;
}

static inline void
assert_whole(struct store *store, uint32_t num)
{
	struct txn *view = begin_view(store);

	assert_int_equal(txn_count(view, STORE_TEXTS), num);
	assert_int_equal(read_values(view, num), NDUP_OK);
	assert_int_equal(search_values(view, num), NDUP_OK);
	store_view_end(&view, 1);
}

/* Opening fails, and the line is "... FOLDER ...", with a pattern for each. */
static inline void
assert_not_opened(enum store_mode mode, enum ndup_status status,
    const char *before, const char *behind)
{
	struct ndup_error error = {0};
	struct store *store;
	char expected[512];

	assert_int_equal(
	    store_open(&store, store_folder, mode, &error), status);
	assert_null(store);
	assert_int_equal(error.status, status);
	snprintf(
	    expected, sizeof expected, "%s%s%s", before, store_folder, behind);
	if (strncmp(error.text, expected, strlen(expected)) != 0)
		fail_msg("\"%s\" is not \"%s\"", error.text, expected);
}

#endif
