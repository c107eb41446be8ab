/*
 * indexing.h - indexes for tests, in folders that go away
 */
#ifndef TESTS_INDEXING_H
#define TESTS_INDEXING_H

#include <ftw.h>
#include <unistd.h>

#include "composing.h"

/* A folder that is not there yet, in one that is removed by folder_free(). */
struct folder {
	char top[64], path[80];
};

static inline void
folder_new(struct folder *folder)
{
	snprintf(folder->top, sizeof folder->top, "/tmp/ndup-test-XXXXXX");
	assert_non_null(mkdtemp(folder->top));
	snprintf(folder->path, sizeof folder->path, "%s/ndx", folder->top);
}

static int
folder_remove_one(
    const char *path, const struct stat *stat, int type, struct FTW *where)
{
	(void)stat;
	(void)type;
	(void)where;
	return remove(path);
}

static inline void
folder_free(const struct folder *folder)
{
	nftw(folder->top, folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline struct ndup_params
index_params(void)
{
	struct ndup_params params;

	ndup_params_init(&params, sizeof params);
	params.num_threads = 2;
	params.min_boilerplate = 0;
	return params;
}

static inline struct ndup_index *
index_reopen(const struct folder *folder, enum ndup_access access)
{
	struct ndup_index *index;
	struct ndup_error error = {.text = ""};

	if (ndup_index_open(&index, folder->path, access, 2, &error) != NDUP_OK)
		fail_msg("%s", error.text);
	return index;
}

static inline struct ndup_index *
index_new_with(const struct folder *folder, const struct ndup_params *params,
    const struct ndup_index_options *options)
{
	struct ndup_error error = {.text = ""};

	if (ndup_index_create(folder->path, params, options, &error) != NDUP_OK)
		fail_msg("%s", error.text);
	return index_reopen(folder, NDUP_WRITE);
}

static inline struct ndup_index *
index_new(const struct folder *folder)
{
	struct ndup_params params = index_params();

	return index_new_with(folder, &params, NULL);
}

static inline struct ndup_verdict
index_add_document(struct ndup_index *index, struct ndup_document taken)
{
	struct ndup_verdict verdict;
	struct ndup_error error = {.text = ""};

	if (ndup_index_add(index, &taken, 1, NDUP_OF_ALL, &verdict, &error) !=
	    NDUP_OK)
		fail_msg("%s", error.text);
	return verdict;
}

/* Adds an article of numbered words, see composing.h. */
static inline struct ndup_verdict
index_add(struct ndup_index *index, const char *id, int day, const char *words)
{
	return index_add_document(index, document(id, day, compose(words)));
}

static inline struct ndup_verdict
index_query(
    struct ndup_index *index, const char *id, int day, const char *words)
{
	struct ndup_document asked = document(id, day, compose(words));
	struct ndup_verdict verdict;

	assert_int_equal(
	    ndup_index_query(index, &asked, 1, NDUP_OF_ALL, &verdict, NULL),
	    NDUP_OK);
	return verdict;
}

static inline void
index_commit(struct ndup_index *index)
{
	struct ndup_error error = {.text = ""};

	if (ndup_index_commit(index, &error) != NDUP_OK)
		fail_msg("%s", error.text);
}

static inline bool
index_print_fault(void *ctx, const struct ndup_error *error)
{
	(void)ctx;
	print_message("%s\n", error->text);
	return true;
}

static inline void
assert_sound(struct ndup_index *index)
{
	assert_int_equal(
	    ndup_index_verify(index, index_print_fault, NULL, NULL), NDUP_OK);
}

/* "new of=- story=x": what is said of an article. */
static inline void
assert_verdict(const struct ndup_verdict *verdict, const char *expected)
{
	const struct ndup_earlier *best = verdict->matches;
	char text[512];

	snprintf(text, sizeof text, "%s of=%.*s story=%.*s",
	    ndup_novelty_name(verdict->novelty),
	    verdict->num_matches > 0 ? (int)best->id.len : 1,
	    verdict->num_matches > 0 ? best->id.ptr : "-",
	    (int)verdict->story.len, verdict->story.ptr);
	assert_string_equal(text, expected);
}

#endif
