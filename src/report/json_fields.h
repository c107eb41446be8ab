/*
 * json_fields.h - what several objects of JSON Lines have
 *
 * Each adds fields, as json.h does.
 */
#ifndef REPORT_JSON_FIELDS_H
#define REPORT_JSON_FIELDS_H

#include "sink.h"

/* "lag_seconds": behind an earlier article; null if either time is unknown. */
void field_lag(
    struct buffer *, const struct ndup_time *, const struct ndup_time *earlier);

void field_relation(struct buffer *, enum ndup_relation);

/* null if it is not known */
void field_time(struct buffer *, const char *name, const struct ndup_time *);
void field_id(
    struct sink *, struct ndup_scan *, const char *name, uint32_t article);

/* "id", "source", "published", "title", "num_words", with a prefix of at most
 * two bytes */
void field_article(
    struct sink *, struct ndup_scan *, const char *prefix, uint32_t article);

/* "relation", "jaccard", "coverage", "coverage_of_other" */
void field_shares(struct buffer *, const struct ndup_match *);

/* "jaccard", "containment_a", "containment_b", "coverage_a", "coverage_b" */
void field_measures(struct buffer *, const struct ndup_match *);

/* "passages":[{"a":{…},"b":{…},"num_words":N},…] */
void field_passages(struct sink *, const struct ndup_passage *, size_t num);

/* "facts":[{"kind":"number","a":{…},"b":{…}},…] */
void field_facts(struct sink *, const struct ndup_fact *, size_t num);

/* "longest_run", "passages" and "facts", or null if they are not known */
void field_runs(struct sink *, const struct ndup_match *, bool known);

/* What counts for nothing: [{"begin":N,"end":N,"kind":"phrase",
 * "boilerplate":N},…] */
void field_ignored(
    struct sink *, const char *name, const struct ndup_ignored *, size_t num);

/* Seconds, or null if negative: no condition. */
void field_limit(struct buffer *, const char *name, int64_t seconds);

/* What decides which articles match, in a scan and in an index. */
void field_params(struct buffer *, const struct ndup_params *);
void field_what_counts(struct buffer *, const struct ndup_params *);
void field_bands(struct buffer *, const struct ndup_bands *);

#endif
