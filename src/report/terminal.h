/*
 * terminal.h - the parts of the report for people
 */
#ifndef REPORT_TERMINAL_H
#define REPORT_TERMINAL_H

#include "report.h"
#include "sink.h"
#include "variants.h"

/* ---- what stands over a cluster: when, where from, how much -------------- */

enum { HEADING_SOURCES = 3 };

struct heading {
	struct ndup_time first, last; /* of those known; else unknown */
	/* The first different ones, as long as the scan lives. */
	struct ndup_slice sources[HEADING_SOURCES];
	size_t num_sources;
	bool more_sources;
	bool mixed;  /* not all members have the same source, or none */
	double most; /* of the lead, in one other member */
};

/* False, with the sink's status set, if an article cannot be read. */
bool heading_find(struct heading *, struct sink *, struct ndup_scan *,
    const struct ndup_cluster *);

/* ---- the report for people ----------------------------------------------- */

enum {
	TERMINAL_TITLE = 2,  /* indent of titles */
	TERMINAL_INDENT = 4, /* of passages; twice for their text */
	TERMINAL_TIME = 24,  /* bytes of a time */
	TERMINAL_TEXT = 100, /* columns of running text at most */
};

enum style {
	STYLE_PLAIN,
	STYLE_STRONG,
	STYLE_FAINT,
	STYLE_LEAD,
	STYLE_OLD,
	STYLE_NEW,
	NUM_STYLES,
};

struct terminal {
	struct sink *sink;
	struct ndup_scan *scan;
	const struct ndup_report_options *options;
	size_t width;  /* columns */
	size_t margin; /* of the summary's lines */
	struct variants variants;
	struct buffer scratch, more, lines; /* text on its way to the sink */
};

/* A terminal begins with sink, scan and options. */
void terminal_begin(struct terminal *);
void terminal_end(struct terminal *);

/* Empties one of the buffers above for new text; notes if the last failed. */
struct buffer *terminal_empty(struct terminal *, struct buffer *);

/* Switches the style on; STYLE_PLAIN switches it off.  Without colour both do
 * nothing: no meaning hangs on a style alone. */
void terminal_style(struct terminal *, enum style);

/* Writes marked text, see variants.h, on one line: `style` is on at its
 * beginning and off at its end.  Returns the style with which what follows
 * begins. */
enum style terminal_marked(
    struct terminal *, struct ndup_slice, enum style style);

/* Writes a line, which is wrapped if it must be; in colour each of its lines
 * begins and ends its own styles, as pagers want it. */
void terminal_line(
    struct terminal *, enum style, struct ndup_slice, size_t indent);

/* Writes running text, perhaps marked, see variants.h, in lines of
 * TERMINAL_TEXT columns at most; bar: with a bar at its left, in the indent. */
void terminal_paragraph(
    struct terminal *, enum style, struct ndup_slice, size_t indent, bool bar);

/*
 * "2022-06-28", "2022-06-28 14:30", with "Z" if the zone is known (then it is
 * UTC, so that a column of times is in order); "-" if unknown.  buf holds
 * TERMINAL_TIME bytes.
 */
const char *terminal_time(const struct ndup_time *, char *buf);

/* How far behind: "25 min", "3 h 10 min", "5 d", "same day"; nothing if either
 * is unknown. */
void terminal_lag(struct buffer *, const struct ndup_time *first,
    const struct ndup_time *time);

/* "correction", "update 2": what a story says of itself; whether it does. */
bool terminal_notice(struct buffer *, const struct ndup_document *);

/* The lag of a cluster's member, by its place; of the first: "first". */
void terminal_behind(struct buffer *, size_t place,
    const struct ndup_time *first, const struct ndup_time *time);

/* Percent of a share: 0 and 100 only where they are exact.  "34%" */
unsigned terminal_parts(double share);
void terminal_percent(struct buffer *, double share);

/* "0.5": four decimals less the zeros at their end. */
void terminal_share(struct buffer *, double share);

/* "1 article", "1,204 articles" */
void terminal_count(struct buffer *, uint64_t, const char *one);

/* The article's title, or "" if it has none; made printable, in scratch. */
struct ndup_slice terminal_title(
    struct terminal *, const struct ndup_document *);

/* The same, or how the article begins. */
struct ndup_slice terminal_opening(
    struct terminal *, const struct ndup_document *);

/* A faint line: id, and title if there is room; both made printable, either
 * may be empty. */
void terminal_below(struct terminal *, size_t indent, struct ndup_slice id,
    struct ndup_slice title);

/* Adds the members of occurrences by number, all or those of one variant from
 * 1: "1, 2, 5-8"; plain: "5 to 8". */
void terminal_numbers(const struct terminal *, struct buffer *,
    const struct ndup_cluster *, const struct ndup_shared *, uint32_t variant);

void terminal_table(
    struct terminal *, const struct ndup_cluster *, const struct heading *);

/* "Not counted: 63 words in 5 of 7 articles: credits; …", or nothing. */
void terminal_ignored(struct terminal *, const struct ndup_cluster *);
/* What A is to B, as a match: "A is an excerpt of B". */
const char *terminal_relation(const struct ndup_match *);

/* Adds what a match is: ", 2 other facts", if it has such. */
void terminal_facts(struct buffer *, const struct ndup_match *);

/* Adds what a member is to its lead, in a cell of a table: "excerpt", "excerpt,
 * 2 other facts", "same form, other facts". */
void terminal_member(struct buffer *, const struct ndup_match *);

/* Lists such facts of two articles, the first twenty, a line each. */
void terminal_pair_facts(
    struct terminal *, const struct ndup_match *, size_t indent);

void terminal_pair_ignored(struct terminal *, const struct ndup_match *);

/* The part of the summary about what counts for nothing. */
void terminal_boilerplate(struct terminal *);
void terminal_passages(struct terminal *, const struct ndup_cluster *);
void terminal_related(struct terminal *, const struct ndup_cluster *);
void terminal_summary(struct terminal *);

/* By what measures articles match. */
void terminal_rule(struct terminal *, size_t indent);

/* A pair as lines of one fact each; its edits by differ. */
void plain_pair(struct terminal *, const struct pair *, struct ndup_differ *);

/* A cluster as lines of one fact each. */
void plain_cluster(struct terminal *, const struct ndup_cluster *);

/* The number in the table of a member of the cluster. */
size_t terminal_number(const struct ndup_cluster *, uint32_t article);

#endif
