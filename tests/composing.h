/*
 * composing.h - scans of articles composed of numbered words
 *
 * "1-30 500-520" are the words w1 to w30 and w500 to w520, so that what two
 * articles have in common is plain to see.
 */
#ifndef COMPOSING_H
#define COMPOSING_H

#include <unistd.h>

#include "scanning.h"

enum { TEXT_MOST = 1 << 16, DAY = 86400 };

static char composed[TEXT_MOST];

static inline struct ndup_slice
compose(const char *words)
{
	unsigned first, last;
	size_t len = 0;
	int used;

	for (; sscanf(words, "%u-%u%n", &first, &last, &used) == 2;
	     words += used) {
		for (; first <= last && len + 16 < sizeof composed; first++)
			len += (size_t)snprintf(composed + len,
			    sizeof composed - len, "w%u ", first);
	}
	return (struct ndup_slice){composed, len};
}

static inline struct ndup_scan *
scan_new(void)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params, sizeof params);
	params.num_threads = 2;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	return scan;
}

/* Day 0: no time known. */
static inline struct ndup_document
document(const char *id, int day, struct ndup_slice text)
{
	struct ndup_document document = {.id = slice(id), .text = text};

	document.source = document.place = document.title = document.url =
	    slice("");
	if (day > 0) {
		document.published.seconds = (int64_t)day * DAY;
		document.published.precision = NDUP_TIME_DATE;
	}
	return document;
}

static inline void
add_text(
    struct ndup_scan *scan, const char *id, int day, struct ndup_slice text)
{
	struct ndup_document taken = document(id, day, text);

	assert_int_equal(ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
}

static inline void
add(struct ndup_scan *scan, const char *id, int day, const char *words)
{
	add_text(scan, id, day, compose(words));
}

static inline void
add_old(struct ndup_scan *scan, const char *id, int day, const char *words)
{
	struct ndup_document taken = document(id, day, compose(words));

	assert_int_equal(ndup_scan_add(scan, &taken, true, NULL), NDUP_OK);
}

static inline const struct ndup_counts *
run(struct ndup_scan *scan)
{
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return ndup_scan_counts(scan);
}

/* "a b c": all articles in canonical order. */
static inline void
assert_articles(struct ndup_scan *scan, const char *ids)
{
	uint32_t i, num = (uint32_t)ndup_scan_counts(scan)->articles;
	struct ndup_slice id;
	char all[4096] = "";
	int len = 0;

	for (i = 0; i < num; i++) {
		id = id_of(scan, i);
		len += snprintf(all + len, sizeof all - (size_t)len, "%s%.*s",
		    i > 0 ? " " : "", (int)id.len, id.ptr);
	}
	assert_string_equal(all, ids);
}

/* "*a b | c d": clusters with their members, a star before the lead. */
static inline void
assert_clusters(struct ndup_scan *scan, const char *expected)
{
	const struct ndup_cluster *cluster;
	struct ndup_slice id;
	char all[4096] = "";
	uint32_t number = 0;
	int len = 0;
	size_t i;

	while (ndup_scan_next_cluster(scan, &cluster, NULL) == NDUP_OK) {
		assert_int_equal(cluster->number, ++number);
		assert_int_equal(cluster->first, cluster->members[0].article);
		for (i = 0; i < cluster->num_members; i++) {
			id = id_of(scan, cluster->members[i].article);
			len += snprintf(all + len, sizeof all - (size_t)len,
			    "%s%s%.*s",
			    i > 0        ? " "
			    : number > 1 ? " | "
					 : "",
			    cluster->members[i].match.relation == NDUP_LEAD
				? "*"
				: "",
			    (int)id.len, id.ptr);
			assert_int_equal(
			    cluster->members[i].match.relation == NDUP_LEAD,
			    cluster->members[i].article == cluster->lead);
		}
	}
	assert_string_equal(all, expected);
	assert_int_equal(ndup_scan_counts(scan)->clusters, number);
}

#endif
