/*
 * html.h - the parts of the report that is one page
 *
 * The page says everything once: what is known of a cluster stands in its
 * section, as tables that need no script; the lead's text stands there with
 * its passages marked, the other texts as data for the script, which draws
 * what depends on the reader from both.
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "html_places.h"
#include "sink.h"

enum {
	HTML_TITLE = 120, /* code points of a title at most */
	HTML_ID = 300,
	HTML_NAME = 40, /* of a source's name */
	HTML_MATRIX =
	    60, /* members of a cluster whose pairs are all measured */
};

struct html {
	struct sink *sink;
	struct ndup_scan *scan;
	const struct ndup_report_options *options;
	const struct ndup_cluster *only; /* all there is: a pair; or NULL */
	bool unmatched;                  /* which does not match */
	bool *full; /* of each cluster, by its number less 1: with texts */
	uint32_t num_clusters, num_full; /* in the report; with texts */
	struct html_places places;
	uint32_t *held; /* of each member, bytes of the paragraph at hand */
	size_t held_capacity;
	uint64_t *hashes; /* of the texts of members */
	size_t hashes_capacity;
	struct buffer copy; /* of a text */
};

/* Finds out which clusters keep their texts; says so if not all do. */
void html_limit(struct html *);
void html_limit_note(struct html *);

/* What stands at the marks of the page. */
void html_counts(struct html *);
void html_histograms(struct html *);
void html_boilerplate(struct html *);
void html_method(struct html *);
void html_list(struct html *);
void html_clusters(struct html *);

/* The parts of a cluster. */
void html_members(struct html *, const struct ndup_cluster *);
void html_related(struct html *, const struct ndup_cluster *);
void html_lead(struct html *, const struct ndup_cluster *);
void html_data(struct html *, const struct ndup_cluster *);

void html_free(struct html *);

const char *html_relation(const struct html *, enum ndup_relation);

/* The article's title; of one without, the beginning of its text. */
void html_title(struct html *, const struct ndup_document *);

/* Its sources, "A, B, C …"; its times, "2024-03-11 – 2024-03-13 · ". */
void html_sources(struct html *, const struct ndup_cluster *);
void html_times(struct html *, const struct ndup_cluster *);

/* How far behind: "25 min", "3 h 10 min", "5 d", "same day"; or nothing. */
void html_lag(
    struct buffer *, const struct ndup_time *first, const struct ndup_time *);

/* The documents of articles; false if one cannot be read. */
bool html_document(struct html *, uint32_t article, struct ndup_document *);

#endif
