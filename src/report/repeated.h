/*
 * repeated.h - what stands, and what else counts for nothing, in words
 *
 * The same in all reports for people.  Days are those of UTC, as everywhere in
 * these; each call adds to the buffer.
 */
#ifndef REPORT_REPEATED_H
#define REPORT_REPEATED_H

#include "sink.h"

/* "3 January to 28 July 2023", "3 January 2023"; nothing if it is unknown. */
void repeated_when(struct buffer *, const struct ndup_boilerplate *);

/* Days from the first to the last, both among them; 0: unknown. */
uint64_t repeated_days(const struct ndup_boilerplate *);

/* "95 articles of 3 sources, since 3 January 2023, 96 days"; of a page "one text
 * under 30 titles in one source, 3 January to 28 July 2023". */
void repeated_who(struct buffer *, const struct ndup_boilerplate *);

/* Of a page: "one text under 30 titles in one source" */
void repeated_page(struct buffer *, const struct ndup_boilerplate *);

/* "in 95 articles since 9 January 2009"; of a page as above. */
void repeated_where(struct buffer *, const struct ndup_boilerplate *);

/* Why a stretch counts for nothing: "credits", or where it stands. */
void repeated_why(
    struct sink *, struct ndup_scan *, const struct ndup_ignored *);

/* "7 passages of boilerplate in 161 articles count for nothing" */
void repeated_found(struct buffer *, const struct ndup_counts *);

/* "120 words of credits and rights notices, at the ends of articles, count for
 * nothing" */
void repeated_credits(struct buffer *, const struct ndup_counts *);

#endif
