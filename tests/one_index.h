/*
 * one_index.h - for tests of one index at a time, which goes away with its test
 */
#ifndef TESTS_ONE_INDEX_H
#define TESTS_ONE_INDEX_H

#include "indexing.h"

static struct folder folder;
static struct ndup_index *ndx;

static inline int
stop(void **state)
{
	(void)state;
	ndup_index_close(ndx);
	ndx = NULL;
	if (folder.top[0] != '\0')
		folder_free(&folder);
	folder = (struct folder){.top = ""};
	return 0;
}

/* A folder without an index; what there was goes. */
static inline void
start_empty(void)
{
	stop(NULL);
	folder_new(&folder);
}

static inline void
start(void)
{
	start_empty();
	ndx = index_new(&folder);
}

static inline uint64_t
num_articles(void)
{
	const struct ndup_index_info *info;

	assert_int_equal(ndup_index_describe(ndx, &info, NULL), NDUP_OK);
	return info->articles;
}

#endif
