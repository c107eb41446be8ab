/*
 * scanning.h - scans for tests, and what came out of them
 *
 * Articles are known by the end of their ids, clusters and matches by the
 * articles in them.
 */
#ifndef TESTS_SCANNING_H
#define TESTS_SCANNING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ndup.h"

static inline struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

static inline bool
slice_is(struct ndup_slice x, const char *text)
{
	return x.len == strlen(text) && memcmp(x.ptr, text, x.len) == 0;
}

static inline bool
slice_ends(struct ndup_slice x, const char *text)
{
	size_t len = strlen(text);

	return x.len >= len && memcmp(x.ptr + x.len - len, text, len) == 0;
}

/* Takes all articles of a path. */
static inline void
scan_path(struct ndup_scan *scan, const char *path, const char *encoding)
{
	const char *const paths[] = {path, NULL};
	struct ndup_reader_options options;
	struct ndup_reader *reader;

	ndup_reader_options_init(&options, sizeof options);
	options.encoding = encoding;
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_read(scan, reader, false, NULL), NDUP_OK);
	ndup_reader_close(reader);
}

static inline struct ndup_document
document_of(struct ndup_scan *scan, uint32_t article)
{
	struct ndup_document document;

	assert_int_equal(
	    ndup_scan_document(scan, article, &document, NULL), NDUP_OK);
	return document;
}

static inline struct ndup_slice
id_of(struct ndup_scan *scan, uint32_t article)
{
	return document_of(scan, article).id;
}

/* The article whose id ends like this. */
static inline uint32_t
article_named(struct ndup_scan *scan, const char *end)
{
	uint32_t i, num = (uint32_t)ndup_scan_counts(scan)->articles;

	for (i = 0; i < num; i++) {
		if (slice_ends(id_of(scan, i), end))
			return i;
	}
	fail_msg("no article %s", end);
	return UINT32_MAX;
}

/* The match of two articles; false if they do not match. */
static inline bool
find_match(struct ndup_scan *scan, const char *x, const char *y,
    struct ndup_match *found)
{
	uint32_t a = article_named(scan, x), b = article_named(scan, y);
	const struct ndup_match *match;
	bool is_match = false;

	while (ndup_scan_next_match(scan, &match, NULL) == NDUP_OK) {
		if ((match->a != a || match->b != b) &&
		    (match->a != b || match->b != a))
			continue;
		is_match = true;
		if (found != NULL) {
			*found = *match;
			found->passages = NULL;
		}
	}
	return is_match;
}

/* The member of this name; NULL if the cluster has none. */
static inline const struct ndup_member *
member_named(
    struct ndup_scan *scan, const struct ndup_cluster *cluster, const char *end)
{
	size_t i;

	for (i = 0; i < cluster->num_members; i++) {
		if (slice_ends(id_of(scan, cluster->members[i].article), end))
			return &cluster->members[i];
	}
	return NULL;
}

/* The cluster with this number, from 1. */
static inline const struct ndup_cluster *
cluster_numbered(struct ndup_scan *scan, uint32_t number)
{
	const struct ndup_cluster *cluster = NULL;
	enum ndup_status status;

	assert_in_range(number, 1, ndup_scan_counts(scan)->clusters);
	while (cluster == NULL || cluster->number != number) {
		status = ndup_scan_next_cluster(scan, &cluster, NULL);
		assert_true(status == NDUP_OK || status == NDUP_END);
	}
	return cluster;
}

/* Whole file, NUL added. */
static inline char *
read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes;
	long end;

	assert_non_null(file);
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	assert_true((end = ftell(file)) >= 0);
	rewind(file);
	assert_non_null(bytes = malloc((size_t)end + 1));
	*size = fread(bytes, 1, (size_t)end, file);
	assert_int_equal(*size, (size_t)end);
	bytes[*size] = '\0';
	assert_int_equal(fclose(file), 0);
	return bytes;
}

#endif
