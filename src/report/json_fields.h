/*
 * json_fields.h - fields of objects in JSON Lines
 *
 * Each adds "name":value, with a comma before it if it is not the first field
 * of its object.  No number goes through the locale.
 */
#ifndef REPORT_JSON_FIELDS_H
#define REPORT_JSON_FIELDS_H

#include "sink.h"

/* With four decimals. */
void field_share(struct buffer *, const char *name, double value);
void field_number(struct buffer *, const char *name, uint64_t value);

/* The value as it is. */
void field_literal(struct buffer *, const char *name, const char *value);

/* Text of an article, or null if it is empty. */
void field_text(struct buffer *, const char *name, struct ndup_slice);
void field_relation(struct buffer *, enum ndup_relation);
void field_id(
    struct sink *, struct ndup_scan *, const char *name, uint32_t article);

/* "id", "source", "published", "title", "num_words" */
void field_article(struct sink *, struct ndup_scan *, uint32_t article);

/* "jaccard", "containment_a", "containment_b", "coverage_a", "coverage_b" */
void field_measures(struct buffer *, const struct ndup_match *);

/* "longest_run":N,"passages":[...] */
void field_passages(struct sink *, const struct ndup_match *);

#endif
