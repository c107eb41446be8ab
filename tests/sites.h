/*
 * sites.h - articles of sites: words of their own, and what stands beside them
 *
 * Article 7 has words of its own from w7000 on; w1 to w40 are the footer of its
 * site, and other low numbers what else many articles share.
 */
#ifndef TESTS_SITES_H
#define TESTS_SITES_H

#include "composing.h"

#define FOOTER "1-40"

enum {
	FOOTER_WORDS = 40,
	/* Of a phrase so many words may stay unmarked at each end: of any five
	 * shingles of 8 words in a row one is a key. */
	LOOSE = 4
};

static inline struct ndup_scan *
scan_with(unsigned min_boilerplate, unsigned num_threads)
{
	struct ndup_params params;
	struct ndup_scan *scan;

	ndup_params_init(&params, sizeof params);
	params.min_boilerplate = min_boilerplate;
	params.num_threads = num_threads;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	return scan;
}

/* Adds an article, "a7" for 7, of so many seconds; 0: no time known. */
static inline void
add_at(struct ndup_scan *scan, const char *source, int64_t seconds,
    unsigned number, struct ndup_slice text)
{
	struct ndup_document taken;
	char id[16];

	snprintf(id, sizeof id, "a%u", number);
	taken = document(id, 0, text);
	taken.source = slice(source);
	if (seconds > 0) {
		taken.published.seconds = seconds;
		taken.published.precision = NDUP_TIME_ZONED;
	}
	assert_int_equal(ndup_scan_add(scan, &taken, false, NULL), NDUP_OK);
}

/* The same of a day; day 0: no time known. */
static inline void
add_from(struct ndup_scan *scan, const char *source, int day, unsigned number,
    struct ndup_slice text)
{
	add_at(scan, source, (int64_t)day * DAY, number, text);
}

/* So many words of an article's own, after others and before others. */
static inline struct ndup_slice
own_words(const char *before, unsigned number, unsigned num, const char *after)
{
	char words[256];

	snprintf(words, sizeof words, "%s %u-%u %s", before, 1000 * number,
	    1000 * number + num - 1, after);
	return compose(words);
}

/* Articles 1 to num of one site, one every other day. */
static inline void
add_site(struct ndup_scan *scan, unsigned num)
{
	unsigned i;

	for (i = 1; i <= num; i++)
		add_from(scan, "valley", 2 * (int)i, i,
		    own_words("", i, 60, FOOTER));
}

/* These bytes are most of these words: all but some at each end. */
static inline void
assert_most_of(struct ndup_slice text, struct ndup_span span, const char *words)
{
	struct ndup_slice whole = compose(words);
	const char *place = memmem(text.ptr, text.len, whole.ptr, whole.len);
	size_t begin, num = 1, num_whole = 0, i;

	assert_non_null(place);
	begin = (size_t)(place - text.ptr);
	assert_in_range(span.begin, begin, span.end);
	assert_in_range(span.end, span.begin, begin + whole.len - 1);
	for (i = span.begin; i < span.end; i++)
		num += text.ptr[i] == ' ';
	for (i = 0; i < whole.len; i++)
		num_whole += whole.ptr[i] == ' ';
	assert_in_range(num, num_whole - 2 * LOOSE, num_whole);
}

/* What is marked, checked against the words that it should be. */
static inline void
assert_marked(struct ndup_scan *scan, const char *first, const char *words,
    unsigned num_articles)
{
	const struct ndup_boilerplate *found;
	struct ndup_document taken;

	assert_int_equal(
	    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_OK);
	taken = document_of(scan, found->article);
	assert_true(slice_is(taken.id, first));
	assert_most_of(taken.text, found->span, words);
	assert_int_equal(found->num_articles, num_articles);
	assert_int_equal(found->num_titles, 0);
}

/* So many articles have each a phrase of so many words, most of which count
 * for nothing. */
static inline void
assert_words(
    const struct ndup_counts *counts, unsigned num_articles, unsigned num_words)
{
	assert_int_equal(counts->boilerplate_articles, num_articles);
	assert_in_range(counts->boilerplate_words,
	    num_articles * (num_words - 2 * LOOSE), num_articles * num_words);
}

static inline void
assert_no_more(struct ndup_scan *scan)
{
	const struct ndup_boilerplate *found;

	assert_int_equal(
	    ndup_scan_next_boilerplate(scan, &found, NULL), NDUP_END);
}

static inline void
assert_nothing_marked(struct ndup_scan *scan)
{
	const struct ndup_counts *counts = ndup_scan_counts(scan);

	assert_int_equal(counts->boilerplate, 0);
	assert_int_equal(counts->boilerplate_articles, 0);
	assert_int_equal(counts->boilerplate_words, 0);
	assert_no_more(scan);
}

#endif
