/*
 * json_fields.c - what several objects of JSON Lines have
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "json_fields.h"

enum { PREFIXED = 24 }; /* bytes of a name with its prefix */

void
field_lag(struct buffer *out, const struct ndup_time *time,
    const struct ndup_time *earlier)
{
	if (time->precision == NDUP_TIME_UNKNOWN ||
	    earlier->precision == NDUP_TIME_UNKNOWN)
		json_null(out, "lag_seconds");
	else
		json_integer(
		    out, "lag_seconds", time->seconds - earlier->seconds);
}

void
field_relation(struct buffer *out, enum ndup_relation relation)
{
	json_word(out, "relation", ndup_relation_name(relation));
}

void
field_time(struct buffer *out, const char *name, const struct ndup_time *time)
{
	char formatted[32];

	json_word(out, name, ndup_time_format(time, formatted));
}

void
field_id(struct sink *sink, struct ndup_scan *scan, const char *name,
    uint32_t article)
{
	struct ndup_document document;

	if (!sink_names(sink, scan, article, &document))
		return;
	json_text(&sink->out, name, document.id);
}

/* "prefix_name" */
static const char *
prefixed(const char *prefix, const char *name, char *buf)
{
	assert(strlen(prefix) + strlen(name) < PREFIXED);
	snprintf(buf, PREFIXED, "%s%s", prefix, name);
	return buf;
}

void
field_article(struct sink *sink, struct ndup_scan *scan, const char *prefix,
    uint32_t article)
{
	struct buffer *out = &sink->out;
	struct ndup_document document;
	char name[PREFIXED];

	if (!sink_names(sink, scan, article, &document))
		return;
	json_text(out, prefixed(prefix, "id", name), document.id);
	json_text(out, prefixed(prefix, "source", name), document.source);
	field_time(
	    out, prefixed(prefix, "published", name), &document.published);
	json_text(out, prefixed(prefix, "title", name), document.title);
	json_word(out, prefixed(prefix, "notice", name),
	    ndup_notice_name(document.notice));
	json_nonzero(out, prefixed(prefix, "update_number", name),
	    document.update_number);
	json_number(out, prefixed(prefix, "num_words", name),
	    ndup_scan_num_words(scan, article));
}

void
field_passages(
    struct sink *sink, const struct ndup_passage *passages, size_t num)
{
	struct buffer *out = &sink->out;
	size_t i;

	json_array(out, "passages");
	for (i = 0; i < num && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? ",{" : "{");
		json_span(out, "a", passages[i].a);
		json_span(out, "b", passages[i].b);
		json_number(out, "num_words", passages[i].num_words);
		buffer_string(out, "}");
	}
	buffer_string(out, "]");
}

void
field_facts(struct sink *sink, const struct ndup_fact *facts, size_t num)
{
	struct buffer *out = &sink->out;
	size_t i;

	json_array(out, "facts");
	for (i = 0; i < num && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? ",{" : "{");
		json_word(out, "kind", ndup_fact_kind_name(facts[i].kind));
		json_span(out, "a", facts[i].a);
		json_span(out, "b", facts[i].b);
		buffer_string(out, "}");
	}
	buffer_string(out, "]");
}

void
field_runs(struct sink *sink, const struct ndup_match *match, bool known)
{
	if (!known) {
		json_null(&sink->out, "longest_run");
		json_null(&sink->out, "passages");
		json_null(&sink->out, "facts");
		return;
	}
	json_number(&sink->out, "longest_run", match->longest_run);
	field_passages(sink, match->passages, match->num_passages);
	field_facts(sink, match->facts, match->num_facts);
}

void
field_measures(struct buffer *out, const struct ndup_match *match)
{
	json_share(out, "jaccard", match->jaccard);
	json_share(out, "containment_a", match->containment_a);
	json_share(out, "containment_b", match->containment_b);
	json_share(out, "coverage_a", match->coverage_a);
	json_share(out, "coverage_b", match->coverage_b);
}

void
field_shares(struct buffer *out, const struct ndup_match *match)
{
	field_relation(out, match->relation);
	json_share(out, "jaccard", match->jaccard);
	json_share(out, "coverage", match->coverage_a);
	json_share(out, "coverage_of_other", match->coverage_b);
}

void
field_ignored(struct sink *sink, const char *name,
    const struct ndup_ignored *ignored, size_t num)
{
	struct buffer *out = &sink->out;
	size_t i;

	json_array(out, name);
	for (i = 0; i < num && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? ",{" : "{");
		json_number(out, "begin", ignored[i].span.begin);
		json_number(out, "end", ignored[i].span.end);
		json_word(out, "kind", ndup_reason_name(ignored[i].reason));
		json_nonzero(out, "boilerplate", ignored[i].number);
		buffer_string(out, "}");
	}
	buffer_string(out, "]");
}

void
field_limit(struct buffer *out, const char *name, int64_t seconds)
{
	if (seconds < 0)
		json_null(out, name);
	else
		json_integer(out, name, seconds);
}

void
field_params(struct buffer *out, const struct ndup_params *params)
{
	json_number(out, "shingle", params->shingle_size);
	json_share(out, "threshold", params->min_jaccard);
	if (params->min_coverage > 0)
		json_share(out, "min_coverage", params->min_coverage);
	else
		json_null(out, "min_coverage");
	json_number(out, "min_run", params->min_run);
	json_nonzero(out, "long_passage", params->long_passage);
	json_number(out, "min_passage", params->min_passage);
	json_share(out, "recall", params->recall);
	json_truth(out, "noisy", params->noisy);
	field_limit(out, "within_seconds", params->within);
	json_truth(out, "cross_source", params->cross_source);
	json_number(out, "ignore_text_bytes", params->ignore_text.len);
	json_number(out, "seed", params->seed);
	json_number(out, "num_bins", params->num_bins);
}

void
field_what_counts(struct buffer *out, const struct ndup_params *params)
{
	json_nonzero(out, "min_boilerplate", params->min_boilerplate);
	json_number(out, "min_words", params->min_words);
}

void
field_bands(struct buffer *out, const struct ndup_bands *bands)
{
	json_number(out, "num_bands", bands->num_bands);
	json_number(out, "num_rows", bands->num_rows);
	json_share(out, "expected_recall", bands->recall);
}
