/*
 * terminal.h - the parts of the report for people
 */
#ifndef REPORT_TERMINAL_H
#define REPORT_TERMINAL_H

#include "report/sink.h"

enum {
	TERMINAL_WIDTH = 80,
	TERMINAL_TITLE = 2,  /* indent of titles */
	TERMINAL_INDENT = 4, /* of passages; twice for their text */
	TERMINAL_TIME = 24,  /* bytes of a time */
};

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT, STYLE_LEAD };

struct terminal {
	struct sink *sink;
	struct ndup_scan *scan;
	bool color;
	struct buffer scratch, more; /* text on its way to the sink */
};

/* Empties one of the buffers above for new text; notes if the last failed. */
struct buffer *terminal_empty(struct terminal *, struct buffer *);

/* Switches the style on; STYLE_PLAIN switches it off.  Without colour both do
 * nothing: no meaning hangs on a style alone. */
void terminal_style(struct terminal *, enum style);

/*
 * "2022-06-28", "2022-06-28 14:30", with "Z" if the zone is known (then it is
 * UTC, so that a column of times is in order); "-" if unknown.  buf holds
 * TERMINAL_TIME bytes.
 */
const char *terminal_time(const struct ndup_time *, char *buf);

/* "34%": 0% and 100% only where they are exact. */
void terminal_percent(struct buffer *, double share);

/* "1 article", "1,204 articles" */
void terminal_count(struct buffer *, uint64_t, const char *one);

/* The article's title, or "" if it has none; made printable, in scratch. */
struct ndup_slice terminal_title(
    struct terminal *, const struct ndup_document *);

/* A faint line: id, and title if there is room; both made printable, either
 * may be empty. */
void terminal_below(struct terminal *, size_t indent, struct ndup_slice id,
    struct ndup_slice title);

void terminal_table(struct terminal *, const struct ndup_cluster *);

/* "Not counted: 63 words of boilerplate in 5 of 7 articles" */
void terminal_ignored(struct terminal *, const struct ndup_cluster *);
void terminal_passages(struct terminal *, const struct ndup_cluster *);
void terminal_related(struct terminal *, const struct ndup_cluster *);
void terminal_summary(struct terminal *);

/* The part of the summary about boilerplate. */
void terminal_boilerplate(struct terminal *);

/* The number in the table of a member of the cluster. */
size_t terminal_number(const struct ndup_cluster *, uint32_t article);

#endif
