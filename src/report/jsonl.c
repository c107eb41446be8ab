/*
 * jsonl.c - the report as JSON Lines, for programs
 *
 * One object a line: the run, the boilerplate, the clusters by number, the
 * matches if wanted, the summary.  Names and order of the fields are a promise
 * to those who read them; the manual page describes each.
 */
#include <string.h>

#include "report/digits.h"
#include "report/escape.h"
#include "report/report.h"

/* Raised when a reader of this format could misread a newer report. */
enum { FORMAT = 1 };

/* "name":, with a comma before it if it is not the first of its object. */
static void
put_name(struct buffer *out, const char *name)
{
	if (out->size > 0 && out->data[out->size - 1] != '{')
		buffer_string(out, ",");
	buffer_string(out, "\"");
	buffer_string(out, name);
	buffer_string(out, "\":");
}

static void
put_share(struct buffer *out, const char *name, double value)
{
	put_name(out, name);
	digits_share(out, value);
}

static void
put_number(struct buffer *out, const char *name, uint64_t value)
{
	put_name(out, name);
	digits_number(out, value);
}

static void
put_literal(struct buffer *out, const char *name, const char *value)
{
	put_name(out, name);
	buffer_string(out, value);
}

static void
put_text(struct buffer *out, const char *name, struct ndup_slice text)
{
	put_name(out, name);
	escape_json_or_null(out, text);
}

static void
put_relation(struct buffer *out, enum ndup_relation relation)
{
	put_name(out, "relation");
	buffer_string(out, "\"");
	buffer_string(out, ndup_relation_name(relation));
	buffer_string(out, "\"");
}

static void
put_id(struct sink *sink, struct ndup_scan *scan, const char *name,
    uint32_t article)
{
	struct ndup_document document;

	if (!sink_names(sink, scan, article, &document))
		return;
	put_name(&sink->out, name);
	escape_json(&sink->out, document.id);
}

/* "id", "source", "published", "title", "num_words" */
static void
put_article(struct sink *sink, struct ndup_scan *scan, uint32_t article)
{
	struct buffer *out = &sink->out;
	struct ndup_document document;
	char published[32];

	if (!sink_names(sink, scan, article, &document))
		return;
	put_name(out, "id");
	escape_json(out, document.id);
	put_text(out, "source", document.source);
	ndup_time_format(&document.published, published);
	if (published[0] == '\0')
		put_literal(out, "published", "null");
	else
		put_text(out, "published",
		    (struct ndup_slice){published, strlen(published)});
	put_text(out, "title", document.title);
	put_number(out, "num_words", ndup_scan_num_words(scan, article));
}

static void
put_params(struct buffer *out, const struct ndup_params *params)
{
	put_number(out, "shingle", params->shingle_size);
	put_share(out, "threshold", params->min_jaccard);
	if (params->min_coverage > 0)
		put_share(out, "coverage", params->min_coverage);
	else
		put_literal(out, "coverage", "null");
	put_number(out, "min_run", params->min_run);
	put_number(out, "min_passage", params->min_passage);
	put_share(out, "recall", params->recall);
	if (params->within >= 0)
		put_number(out, "within", (uint64_t)params->within);
	else
		put_literal(out, "within", "null");
	put_literal(
	    out, "cross_source", params->cross_source ? "true" : "false");
	if (params->min_boilerplate > 0)
		put_number(out, "min_boilerplate", params->min_boilerplate);
	else
		put_literal(out, "min_boilerplate", "null");
	put_literal(out, "passages", params->no_passages ? "false" : "true");
	put_number(out, "ignore_text", params->ignore_text.len);
	put_number(out, "seed", params->seed);
	put_number(out, "num_bins", params->num_bins);
}

static void
write_run(struct sink *sink, const struct ndup_scan *scan)
{
	const struct ndup_params *params = ndup_scan_params(scan);
	struct buffer *out = &sink->out;
	struct ndup_bands bands;

	buffer_printf(out,
	    "{\"type\":\"run\",\"format\":%d,\"version\":\"%s\","
	    "\"token_rules\":%d",
	    FORMAT, ndup_version(), NDUP_TOKEN_RULES);
	put_params(out, params);
	if (ndup_bands_plan(params, &bands, NULL) == NDUP_OK) {
		put_number(out, "bands", bands.num_bands);
		put_number(out, "rows", bands.num_rows);
		put_share(out, "expected_recall", bands.recall);
	}
	buffer_string(out, "}\n");
}

static void
write_boilerplate(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_boilerplate *boilerplate)
{
	struct ndup_span span = boilerplate->text;
	struct buffer *out = &sink->out;
	struct ndup_document document;

	if (!sink_document(sink, scan, boilerplate->article, &document))
		return;
	buffer_string(out, "{\"type\":\"boilerplate\"");
	put_text(out, "id", document.id);
	put_number(out, "begin", boilerplate->span.begin);
	put_number(out, "end", boilerplate->span.end);
	put_number(out, "num_words", boilerplate->num_words);
	put_number(out, "num_articles", boilerplate->num_articles);
	put_text(out, "text",
	    (struct ndup_slice){
		document.text.ptr + span.begin, span.end - span.begin});
	buffer_string(out, "}\n");
}

/* "ignored":[[begin,end],…] */
static void
put_ignored(struct buffer *out, const struct ndup_member *member)
{
	size_t i;

	put_literal(out, "ignored", "[");
	for (i = 0; i < member->num_ignored; i++) {
		buffer_string(out, i > 0 ? ",[" : "[");
		digits_number(out, member->ignored[i].span.begin);
		buffer_string(out, ",");
		digits_number(out, member->ignored[i].span.end);
		buffer_string(out, "]");
	}
	buffer_string(out, "]");
}

static void
write_member(
    struct sink *sink, struct ndup_scan *scan, const struct ndup_member *member)
{
	struct buffer *out = &sink->out;

	buffer_string(out, "{");
	put_article(sink, scan, member->article);
	put_relation(out, member->relation);
	put_share(out, "jaccard", member->jaccard);
	put_share(out, "containment", member->containment);
	put_share(out, "containment_of_lead", member->containment_of_lead);
	put_share(out, "coverage", member->coverage);
	put_share(out, "coverage_of_lead", member->coverage_of_lead);
	if (!ndup_scan_params(scan)->no_passages)
		put_number(out, "new_words", member->new_words);
	put_literal(out, "old", member->old ? "true" : "false");
	if (member->num_ignored > 0)
		put_ignored(out, member);
	buffer_string(out, "}");
}

static void
write_shared(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_shared *shared, size_t number)
{
	const struct ndup_occurrence *occurrence;
	struct buffer *out = &sink->out;
	size_t i;

	buffer_string(out, "{");
	put_number(out, "passage", number);
	put_number(out, "num_words", shared->num_words);
	put_literal(out, "occurrences", "[");
	for (i = 0; i < shared->num_occurrences && sink_pass(sink); i++) {
		occurrence = &shared->occurrences[i];
		buffer_string(out, i > 0 ? ",{" : "{");
		put_id(sink, scan, "id", occurrence->article);
		put_number(out, "begin", occurrence->span.begin);
		put_number(out, "end", occurrence->span.end);
		buffer_string(out, "}");
	}
	buffer_string(out, "]}");
}

static void
write_related(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_related *related)
{
	struct buffer *out = &sink->out;

	buffer_string(out, "{");
	put_article(sink, scan, related->article);
	put_id(sink, scan, "match", related->match);
	put_relation(out, related->relation);
	put_share(out, "jaccard", related->jaccard);
	put_share(out, "coverage", related->coverage);
	put_share(out, "coverage_of_match", related->coverage_of_match);
	buffer_string(out, "}");
}

/* ,"passages":[...] */
static void
put_shared(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster)
{
	struct buffer *out = &sink->out;
	size_t i;

	put_literal(out, "passages", "[");
	for (i = 0; i < cluster->num_passages && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? "," : "");
		write_shared(sink, scan, &cluster->passages[i], i + 1);
	}
	buffer_string(out, "]");
}

static void
write_cluster(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster)
{
	struct buffer *out = &sink->out;
	size_t i;

	buffer_string(out, "{\"type\":\"cluster\"");
	put_number(out, "cluster", cluster->number);
	put_id(sink, scan, "lead", cluster->lead);
	put_id(sink, scan, "first", cluster->first);
	put_literal(out, "members", "[");
	for (i = 0; i < cluster->num_members && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? "," : "");
		write_member(sink, scan, &cluster->members[i]);
	}
	buffer_string(out, "]");
	put_share(out, "weakest", cluster->weakest);
	if (!ndup_scan_params(scan)->no_passages)
		put_shared(sink, scan, cluster);
	put_literal(out, "related", "[");
	for (i = 0; i < cluster->num_related && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? "," : "");
		write_related(sink, scan, &cluster->related[i]);
	}
	buffer_string(out, "]}\n");
}

static void
put_span(struct buffer *out, const char *name, struct ndup_span span)
{
	put_literal(out, name, "{");
	put_number(out, "begin", span.begin);
	put_number(out, "end", span.end);
	buffer_string(out, "}");
}

/* ,"longest_run":N,"passages":[...] */
static void
put_passages(struct sink *sink, const struct ndup_match *match)
{
	struct buffer *out = &sink->out;
	size_t i;

	put_number(out, "longest_run", match->longest_run);
	put_literal(out, "passages", "[");
	for (i = 0; i < match->num_passages && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? ",{" : "{");
		put_span(out, "a", match->passages[i].a);
		put_span(out, "b", match->passages[i].b);
		put_number(out, "num_words", match->passages[i].num_words);
		buffer_string(out, "}");
	}
	buffer_string(out, "]");
}

static void
write_match(
    struct sink *sink, struct ndup_scan *scan, const struct ndup_match *match)
{
	struct buffer *out = &sink->out;

	buffer_string(out, "{\"type\":\"match\"");
	put_id(sink, scan, "a", match->a);
	put_id(sink, scan, "b", match->b);
	put_relation(out, match->relation);
	put_share(out, "jaccard", match->jaccard);
	put_share(out, "containment_a", match->containment_a);
	put_share(out, "containment_b", match->containment_b);
	put_share(out, "coverage_a", match->coverage_a);
	put_share(out, "coverage_b", match->coverage_b);
	if (!ndup_scan_params(scan)->no_passages)
		put_passages(sink, match);
	buffer_string(out, "}\n");
}

/* ,"skipped":{…}: what the readers left out, and why. */
static void
put_skipped(struct buffer *out, const struct ndup_reader_counts *skipped)
{
	const struct ndup_kind *kind;
	size_t i;

	put_literal(out, "skipped", "{");
	put_number(out, "unreadable", skipped->unreadable);
	put_number(out, "broken", skipped->broken);
	put_number(out, "no_text", skipped->no_text);
	put_number(out, "too_long", skipped->too_long);
	put_literal(out, "other_kinds", "{");
	for (i = 0; i < skipped->num_kinds; i++) {
		kind = &skipped->kinds[i];
		buffer_string(out, i > 0 ? "," : "");
		escape_json(out,
		    (struct ndup_slice){kind->suffix, strlen(kind->suffix)});
		buffer_string(out, ":");
		digits_number(out, kind->num_files);
	}
	buffer_string(out, "}}");
}

/* ,"boilerplate":{…}: what was marked. */
static void
put_boilerplate(struct buffer *out, const struct ndup_counts *counts)
{
	put_literal(out, "boilerplate", "{");
	put_number(out, "passages", counts->boilerplate);
	put_number(out, "articles", counts->boilerplate_articles);
	put_number(out, "words", counts->boilerplate_words);
	buffer_string(out, "}");
}

static void
write_summary(struct sink *sink, const struct ndup_scan *scan)
{
	const struct ndup_reader_counts *skipped = ndup_scan_skipped(scan);
	const struct ndup_counts *counts = ndup_scan_counts(scan);
	struct buffer *out = &sink->out;

	buffer_string(out, "{\"type\":\"summary\"");
	put_number(out, "articles", counts->articles);
	put_number(out, "old", counts->old);
	put_number(out, "bytes", counts->bytes);
	put_number(out, "too_short", counts->too_short);
	put_number(out, "repeated", counts->repeated);
	put_number(out, "renamed", counts->renamed);
	put_skipped(out, skipped);
	put_number(out, "bad_bytes", skipped->bad_bytes);
	put_number(out, "bad_dates", skipped->bad_dates);
	put_number(out, "identical", counts->identical);
	put_number(out, "candidates", counts->candidates);
	put_number(out, "matches", counts->matches);
	put_number(out, "clusters", counts->clusters);
	put_number(out, "clustered", counts->clustered);
	put_number(out, "related", counts->related);
	put_number(out, "capped", counts->capped);
	put_number(out, "ignored_words", counts->ignored_words);
	put_boilerplate(out, counts);
	buffer_string(out, "}\n");
}

static void
write_marks(struct sink *sink, struct ndup_scan *scan)
{
	struct ndup_boilerplate boilerplate;
	enum ndup_status status;

	while ((status = ndup_scan_next_boilerplate(scan, &boilerplate)) ==
	       NDUP_OK)
		if (sink_pass(sink))
			write_boilerplate(sink, scan, &boilerplate);
	sink_end(sink, status);
}

static void
write_clusters(struct sink *sink, struct ndup_scan *scan)
{
	struct ndup_cluster cluster;
	enum ndup_status status;

	while ((status = ndup_scan_next_cluster(scan, &cluster)) == NDUP_OK)
		if (sink_pass(sink))
			write_cluster(sink, scan, &cluster);
	sink_end(sink, status);
}

static void
write_matches(struct sink *sink, struct ndup_scan *scan)
{
	struct ndup_match match;
	enum ndup_status status;

	while ((status = ndup_scan_next_match(scan, &match)) == NDUP_OK)
		if (sink_pass(sink))
			write_match(sink, scan, &match);
	sink_end(sink, status);
}

void
jsonl_write(struct sink *sink, struct ndup_scan *scan, bool matches)
{
	write_run(sink, scan);
	write_marks(sink, scan);
	write_clusters(sink, scan);
	if (matches)
		write_matches(sink, scan);
	write_summary(sink, scan);
}
