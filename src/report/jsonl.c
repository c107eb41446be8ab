/*
 * jsonl.c - the report as JSON Lines, for programs
 *
 * One object a line: the run, the boilerplate, the clusters by number, the
 * matches if wanted, the summary.  Names and order of the fields are a promise
 * to those who read them; the manual page describes each.
 */
#include <string.h>

#include "base/json.h"
#include "json_fields.h"
#include "report.h"

/* Raised when a reader of this format could misread a newer report. */
enum { FORMAT = 2 };

static void
jsonl_write_run(struct sink *sink, const struct ndup_scan *scan)
{
	const struct ndup_params *params = ndup_scan_params(scan);
	struct buffer *out = &sink->out;
	struct ndup_bands bands;

	buffer_printf(out,
	    "{\"type\":\"run\",\"format\":%d,\"version\":\"%s\","
	    "\"token_rules\":%d,\"unicode\":\"%s\"",
	    FORMAT, ndup_version(), NDUP_TOKEN_RULES, ndup_unicode_version());
	field_params(out, params);
	if (ndup_bands_plan(params, &bands, NULL) == NDUP_OK)
		field_bands(out, &bands);
	field_what_counts(out, params);
	json_truth(out, "no_passages", params->no_passages);
	buffer_string(out, "}\n");
}

static void
write_boilerplate(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_boilerplate *boilerplate, uint32_t number)
{
	struct ndup_span span = boilerplate->span;
	struct buffer *out = &sink->out;
	struct ndup_document document;

	if (!sink_document(sink, scan, boilerplate->article, &document))
		return;
	buffer_string(out, "{\"type\":\"boilerplate\"");
	json_number(out, "boilerplate", number);
	json_word(out, "kind",
	    ndup_reason_name(
		boilerplate->num_titles > 0 ? NDUP_PAGE : NDUP_PHRASE));
	json_text(out, "id", document.id);
	json_number(out, "begin", span.begin);
	json_number(out, "end", span.end);
	json_number(out, "num_words", boilerplate->num_words);
	json_number(out, "num_articles", boilerplate->num_articles);
	json_nonzero(out, "num_sources", boilerplate->num_sources);
	json_nonzero(out, "num_titles", boilerplate->num_titles);
	field_time(out, "first_published", &boilerplate->first);
	field_time(out, "last_published", &boilerplate->last);
	json_text(out, "text",
	    (struct ndup_slice){
		document.text.ptr + span.begin, span.end - span.begin});
	buffer_string(out, "}\n");
}

static void
jsonl_write_member(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_member *member, const struct ndup_time *first)
{
	struct buffer *out = &sink->out;
	struct ndup_time time;

	if (!sink_time(sink, scan, member->article, &time))
		return;
	buffer_string(out, "{");
	field_article(sink, scan, "", member->article);
	field_lag(out, &time, first);
	field_relation(out, member->match.relation);
	json_share(out, "jaccard", member->match.jaccard);
	json_share(out, "containment", member->match.containment_a);
	json_share(out, "containment_of_other", member->match.containment_b);
	json_share(out, "coverage", member->match.coverage_a);
	json_share(out, "coverage_of_other", member->match.coverage_b);
	if (ndup_scan_params(scan)->no_passages)
		json_null(out, "new_words");
	else
		json_number(out, "new_words", member->new_words);
	json_truth(out, "old", member->old);
	field_ignored(sink, "ignored", member->ignored, member->num_ignored);
	if (ndup_scan_params(scan)->no_passages)
		json_null(out, "facts");
	else
		field_facts(sink, member->match.facts, member->match.num_facts);
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
	json_number(out, "passage", number);
	json_number(out, "num_words", shared->num_words);
	json_array(out, "occurrences");
	for (i = 0; i < shared->num_occurrences && sink_pass(sink); i++) {
		occurrence = &shared->occurrences[i];
		buffer_string(out, i > 0 ? ",{" : "{");
		field_id(sink, scan, "id", occurrence->article);
		json_number(out, "begin", occurrence->span.begin);
		json_number(out, "end", occurrence->span.end);
		buffer_string(out, "}");
	}
	buffer_string(out, "]}");
}

static void
jsonl_write_related(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_related *related)
{
	struct buffer *out = &sink->out;

	buffer_string(out, "{");
	field_article(sink, scan, "", related->article);
	field_id(sink, scan, "of", related->match.b);
	if (related->cluster > 0)
		json_number(out, "cluster", related->cluster);
	else
		json_null(out, "cluster");
	field_shares(out, &related->match);
	buffer_string(out, "}");
}

/* ,"passages":[...] */
static void
put_shared(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster)
{
	struct buffer *out = &sink->out;
	size_t i;

	json_array(out, "passages");
	for (i = 0; i < cluster->num_passages && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? "," : "");
		write_shared(sink, scan, &cluster->passages[i], i + 1);
	}
	buffer_string(out, "]");
}

static void
jsonl_write_cluster(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster)
{
	struct buffer *out = &sink->out;
	struct ndup_time first;
	size_t i;

	if (!sink_time(sink, scan, cluster->first, &first))
		return;
	buffer_string(out, "{\"type\":\"cluster\"");
	json_number(out, "cluster", cluster->number);
	field_id(sink, scan, "lead", cluster->lead);
	if (first.precision == NDUP_TIME_UNKNOWN)
		json_null(out, "first");
	else
		field_id(sink, scan, "first", cluster->first);
	json_array(out, "members");
	for (i = 0; i < cluster->num_members && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? "," : "");
		jsonl_write_member(sink, scan, &cluster->members[i], &first);
	}
	buffer_string(out, "]");
	json_share(out, "weakest", cluster->weakest);
	if (ndup_scan_params(scan)->no_passages)
		json_null(out, "passages");
	else
		put_shared(sink, scan, cluster);
	json_array(out, "related");
	for (i = 0; i < cluster->num_related && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? "," : "");
		jsonl_write_related(sink, scan, &cluster->related[i]);
	}
	buffer_string(out, "]}\n");
}

static void
jsonl_write_match(
    struct sink *sink, struct ndup_scan *scan, const struct ndup_match *match)
{
	struct buffer *out = &sink->out;

	buffer_string(out, "{\"type\":\"match\"");
	field_id(sink, scan, "a_id", match->a);
	field_id(sink, scan, "b_id", match->b);
	field_relation(out, match->relation);
	field_measures(out, match);
	field_runs(sink, match, !ndup_scan_params(scan)->no_passages);
	buffer_string(out, "}\n");
}

/* ,"skipped":{…}: what the readers left out, and why. */
static void
jsonl_put_skipped(struct buffer *out, const struct ndup_reader_counts *skipped)
{
	const struct ndup_kind *kind;
	size_t i;

	json_object(out, "skipped");
	json_skipped(out, skipped);
	json_object(out, "other_kinds");
	for (i = 0; i < skipped->num_kinds; i++) {
		kind = &skipped->kinds[i];
		json_next(out);
		json_string(out,
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
	json_object(out, "boilerplate");
	json_number(out, "num_passages", counts->boilerplate);
	json_number(out, "num_articles", counts->boilerplate_articles);
	json_number(out, "num_words", counts->boilerplate_words);
	json_number(out, "num_pages", counts->pages);
	json_number(out, "num_page_articles", counts->page_articles);
	buffer_string(out, "}");
}

static void
write_summary(struct sink *sink, const struct ndup_scan *scan)
{
	const struct ndup_reader_counts *skipped = ndup_scan_skipped(scan);
	const struct ndup_counts *counts = ndup_scan_counts(scan);
	struct buffer *out = &sink->out;

	buffer_string(out, "{\"type\":\"summary\"");
	json_number(out, "num_articles", counts->articles);
	json_number(out, "num_old", counts->old);
	json_number(out, "text_bytes", counts->bytes);
	json_number(out, "num_too_short", counts->too_short);
	json_number(out, "num_undated", counts->undated);
	json_number(out, "num_unsourced", counts->unsourced);
	json_number(out, "num_repeated", counts->repeated);
	json_number(out, "num_renamed", counts->renamed);
	jsonl_put_skipped(out, skipped);
	json_number(out, "bad_bytes", skipped->bad_bytes);
	json_number(out, "num_bad_dates", skipped->bad_dates);
	json_number(out, "num_identical", counts->identical);
	json_number(out, "num_candidates", counts->candidates);
	json_number(out, "num_matches", counts->matches);
	json_number(out, "num_clusters", counts->clusters);
	json_number(out, "num_clustered", counts->clustered);
	json_number(out, "num_related", counts->related);
	json_number(out, "num_capped", counts->capped);
	json_number(out, "num_crowded", counts->crowded);
	json_number(out, "num_unlisted", counts->unlisted);
	json_number(out, "ignore_text_words", counts->ignored_words);
	json_number(out, "credit_words", counts->credit_words);
	put_boilerplate(out, counts);
	buffer_string(out, "}\n");
}

static void
write_marks(struct sink *sink, struct ndup_scan *scan)
{
	const struct ndup_boilerplate *boilerplate;
	enum ndup_status status;
	uint32_t number = 0;

	while ((status = ndup_scan_next_boilerplate(
		    scan, &boilerplate, sink_error(sink))) == NDUP_OK)
		if (sink_pass(sink))
			write_boilerplate(sink, scan, boilerplate, ++number);
	sink_end(sink, status);
}

static void
write_clusters(struct sink *sink, struct ndup_scan *scan)
{
	const struct ndup_cluster *cluster;
	enum ndup_status status;

	while ((status = ndup_scan_next_cluster(
		    scan, &cluster, sink_error(sink))) == NDUP_OK)
		if (sink_pass(sink))
			jsonl_write_cluster(sink, scan, cluster);
	sink_end(sink, status);
}

static void
jsonl_write_matches(struct sink *sink, struct ndup_scan *scan)
{
	const struct ndup_match *match;
	enum ndup_status status;

	while ((status = ndup_scan_next_match(
		    scan, &match, sink_error(sink))) == NDUP_OK)
		if (sink_pass(sink))
			jsonl_write_match(sink, scan, match);
	sink_end(sink, status);
}

/* What counts for nothing in an article of a pair. */
static void
write_side(struct sink *sink, struct ndup_scan *scan, const char *name,
    uint32_t article)
{
	const struct ndup_ignored *ignored;
	size_t num;

	if (sink_ignored(sink, scan, article, &ignored, &num))
		field_ignored(sink, name, ignored, num);
}

/* Both articles, and what the pair is. */
static void
jsonl_write_pair(
    struct sink *sink, struct ndup_scan *scan, const struct pair *pair)
{
	struct buffer *out = &sink->out;

	buffer_string(out, "{\"type\":\"pair\"");
	field_article(sink, scan, "a_", pair->match->a);
	field_article(sink, scan, "b_", pair->match->b);
	json_truth(out, "is_match", pair->matches);
	if (pair->matches)
		field_relation(out, pair->match->relation);
	else
		json_null(out, "relation");
	field_measures(out, pair->match);
	field_runs(sink, pair->match, !ndup_scan_params(scan)->no_passages);
	write_side(sink, scan, "a_ignored", pair->match->a);
	write_side(sink, scan, "b_ignored", pair->match->b);
	buffer_string(out, "}\n");
}

void
jsonl_pair(struct sink *sink, struct ndup_scan *scan, const struct pair *pair,
    const struct ndup_report_options *options)
{
	(void)options;
	jsonl_write_run(sink, scan);
	jsonl_write_pair(sink, scan, pair);
}

void
jsonl_write(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_report_options *options)
{
	jsonl_write_run(sink, scan);
	write_marks(sink, scan);
	write_clusters(sink, scan);
	if (options->matches)
		jsonl_write_matches(sink, scan);
	write_summary(sink, scan);
}
