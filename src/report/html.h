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

#include "sink.h"

/* ---- where passages stand in the texts of a cluster's members ----------- */

struct html_place {
	uint32_t passage; /* from 1; 0: what counts for nothing: */
	const struct ndup_ignored *ignored;
	uint32_t member; /* from 0, as in the cluster */
	struct ndup_span bytes;
	struct ndup_span units; /* UTF-16, in the text as the page has it */
	uint32_t words_before;  /* from the text's beginning on */
	uint32_t num_words;     /* in it */
	size_t number;          /* in the order of passages */
};

struct html_places {
	struct html_place *items; /* by member, then by place */
	size_t num, items_capacity;
	uint32_t *words; /* of each member's text */
	size_t words_capacity;
};

/* Finds all places of the cluster; failures stay in the sink. */
void html_places_find(struct html_places *, struct sink *, struct ndup_scan *,
    const struct ndup_cluster *);

/* Those of one member. */
const struct html_place *html_places_of(
    const struct html_places *, size_t member, size_t *num);

/* Puts them in the order of passages; html_places_of() is of no use then. */
void html_places_by_passage(struct html_places *);
void html_places_free(struct html_places *);

/* The member of this article, which the cluster has. */
uint32_t html_member(const struct ndup_cluster *, uint32_t article);

/* page.html with its style and script, made by the build. */
extern const unsigned char page_html[];
extern const size_t page_html_size;

/* ---- the parts of the page ---------------------------------------------- */

enum {
	HTML_TITLE = 120, /* code points of a title at most */
	HTML_ID = 300,
	HTML_NAME = 40, /* of a source's name */
	HTML_MATRIX =
	    60, /* members of a cluster whose pairs are all measured */
	HTML_WORDINGS = 16, /* wordings of a passage that are all compared */
};

/* Occurrences of a passage that have the same bytes. */
struct wording {
	uint64_t hash;
	size_t begin, size; /* in the text of all wordings */
	size_t before;      /* bytes of it that stand before the passage */
};

/* Of a passage; reused from passage to passage. */
struct wordings {
	struct wording *items; /* the first is the one that others are compared
	                          with in any case */
	size_t num, items_capacity;
	struct buffer text;
	uint32_t *of; /* of each place of the passage, from 0 */
	size_t num_places, of_capacity;
	bool begun, any; /* of this passage, of any: something was written */
};

/* Why places of a cluster count for nothing, each once. */
struct html_notes {
	const struct ndup_ignored **items;
	size_t num, items_capacity;
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
	struct wordings wordings;
	struct html_notes notes;
	struct ndup_differ *differ; /* made when it is needed */
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

/* Behind a stretch in the lead's text: why it does not count. */
void html_note(struct html *, const struct ndup_ignored *);

/* For the data of the cluster: the note of a place, by its number from 0; and
 * then all of them. */
size_t html_note_of(struct html *, const struct ndup_ignored *);
void html_put_notes(struct html *);

/* The parts of a cluster. */
void html_members(struct html *, const struct ndup_cluster *);
void html_related(struct html *, const struct ndup_cluster *);
void html_lead(struct html *, const struct ndup_cluster *);
void html_data(struct html *, const struct ndup_cluster *);

/* For the data of the cluster, whose places are by passage. */
void html_edits(struct html *, const struct ndup_cluster *);

/* The article's title; of one without, the beginning of its text. */
void html_title(struct html *, const struct ndup_document *);

/* Its sources, "A, B, C …"; its times, "2024-03-11 – 2024-03-13 · ". */
void html_sources(struct html *, const struct ndup_cluster *);
void html_times(struct html *, const struct ndup_cluster *);

/* The documents of articles; false if one cannot be read. */
bool html_document(struct html *, uint32_t article, struct ndup_document *);

#endif
