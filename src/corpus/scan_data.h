/*
 * scan_data.h - what a scan holds, stage after stage
 */
#ifndef CORPUS_SCAN_DATA_H
#define CORPUS_SCAN_DATA_H

#include "cluster/stars.h"
#include "compare/alignment.h"
#include "compare/measure.h"
#include "articles.h"

/*
 * The distinct texts.  A text is a number, in the order of its first article;
 * what follows after reading knows texts, and articles only at the end.
 */
struct texts {
	uint32_t num;
	uint32_t *of;           /* of each article, its text ... */
	uint32_t *same;         /* ... and the first with the same words */
	uint32_t *begin;        /* num + 1: where a text's articles stand ... */
	uint32_t *articles;     /* ... in here, ascending */
	uint32_t *sizes;        /* how many articles each has */
	bool by_article;        /* each article is a text of its own */
	uint32_t num_identical; /* articles with the tokens of an earlier one */
	uint32_t *first_new;    /* of each, its first article that is not old */
	bool *alone; /* its articles are not compared with each other */
};

struct text_match {
	struct link_pair texts;
	struct measures measures;
};

#define SAME_TEXT UINT32_MAX

struct article_match {
	uint32_t a, b;  /* a < b */
	uint32_t match; /* of their texts; or SAME_TEXT */
};

/* A phrase that stands, or a page. */
struct mark {
	uint32_t article; /* the first that has it */
	struct tokens_span stretch;
	struct ndup_span span; /* bytes of it; empty: nobody asked yet */
	uint32_t half_words;
	uint32_t num_articles, num_sources;
	uint32_t num_titles;          /* of a page; 0: it is a phrase */
	struct ndup_time first, last; /* of the articles */
};

/* A shingle of a phrase that is listed, or was left out beside one that is. */
struct mark_shingle {
	uint64_t hash;   /* 0: the slot is free */
	uint32_t phrase; /* from 0, pages not counted */
	bool beside;     /* it was left out */
};

struct marks {
	struct mark *items; /* those of most articles first */
	size_t num, items_capacity;
	struct mark_shingle *shingles; /* open addressing; NULL: none */
	size_t shingles_mask;
	uint32_t *numbers; /* of each phrase, its place among the items */
	size_t numbers_capacity;
};

struct prefetch;
struct comparer;
struct cluster_summary;
struct uncounted_asked;
struct kept;

struct ndup_scan {
	struct ndup_params params;
	struct ndup_counts counts;
	struct ndup_histogram histogram;      /* lent */
	struct ndup_match measured, compared; /* lent last */
	struct ndup_reader_counts skipped;
	struct arena kinds; /* names of skipped.kinds */
	size_t kinds_capacity;
	ndup_progress_fn *progress;
	void *progress_ctx;
	bool done;

	struct articles articles;
	struct texts texts;
	struct marks marks;
	struct text_match *matches; /* by a, then by b */
	size_t num_matches;
	struct article_match *pairs; /* by a, then by b */
	size_t num_pairs, pairs_capacity;
	struct links links;
	struct stars stars;

	struct fetched fetched;    /* the document that was asked for last */
	struct prefetch *prefetch; /* made when the scan has run well */
	struct comparer *comparer; /* made when first asked for */
	struct cluster_summary *summary;   /* the same */
	struct uncounted_asked *uncounted; /* the same */
	struct kept *kept;                 /* what ndup_scan_keep() found */
	size_t next_pair, next_mark;
	/* What ndup_scan_order_clusters() asked for: clusters by place in the
	 * order; NULL: by number. */
	uint32_t *ordered, num_ordered;
	uint32_t next_cluster; /* its place */
};

/* The number, from 0, of the cluster at this place of their order. */
static inline uint32_t
scan_cluster_at(const struct ndup_scan *scan, size_t place)
{
	return scan->ordered != NULL ? scan->ordered[place] : (uint32_t)place;
}

/* An empty scan; it is to be freed even if that failed. */
enum ndup_status scan_data_init(
    struct ndup_scan *, const struct ndup_params *, struct ndup_error *);

/* All but what is made when it is asked for: prefetch to kept. */
void scan_data_free(struct ndup_scan *);

/* Sets the error to a reason that the status alone does not tell, else to
 * "what: " and the status; returns the status.  Of NDUP_OK it says nothing. */
enum ndup_status scan_explain(const struct ndup_scan *, enum ndup_status,
    const char *what, struct ndup_error *);

/* NDUP_OK; or NDUP_PARAM and a line: the scan has not run well; or it has no
 * article of this number, either. */
enum ndup_status scan_check_run(const struct ndup_scan *, struct ndup_error *);
enum ndup_status scan_check_article(
    const struct ndup_scan *, uint32_t article, struct ndup_error *);

/* Reports progress; false if the caller wants to stop. */
bool scan_progress(
    struct ndup_scan *, const char *stage, uint64_t done, uint64_t total);

/* pipeline.c: everything after the last article was added. */
enum ndup_status scan_run(struct ndup_scan *);

/* texts.c: groups articles by their tokens. */
enum ndup_status texts_init(
    struct texts *, const struct articles *, const struct ndup_params *);
void texts_free(struct texts *);

/*
 * Whether texts are as said above: numbered by their first articles, whose
 * tokens all others of a text have, and no other text.  False too if memory
 * runs out.  Reads all tokens, and costs the square of the texts.
 */
bool texts_validate(const struct texts *, const struct articles *);

/* The first article of a text. */
const struct article *scan_text(const struct ndup_scan *, uint32_t text);

#endif
