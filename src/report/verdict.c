/*
 * verdict.c - what an index says of articles and of itself, as JSON
 *
 * The public calls that report an index; what they write for people is in
 * terminal_query.c.
 */
#include <inttypes.h>

#include "base/json.h"
#include "json_fields.h"
#include "query.h"
#include "report.h"

static bool
can_report(const struct ndup_report_options *options)
{
	return report_is_valid(options) && (options->format == NDUP_TERMINAL ||
					       options->format == NDUP_JSONL);
}

/* ---- an article ---------------------------------------------------------- */

static void
put_lag(struct buffer *out, const struct ndup_document *document,
    const struct ndup_earlier *match)
{
	if (match == NULL ||
	    document->published.precision == NDUP_TIME_UNKNOWN ||
	    match->published.precision == NDUP_TIME_UNKNOWN)
		json_null(out, "lag_seconds");
	else
		json_integer(out, "lag_seconds",
		    document->published.seconds - match->published.seconds);
}

/* Relation and shares of any match; NULL: there is none. */
static void
put_shares(struct buffer *out, const struct ndup_earlier *match)
{
	static const char *const names[] = {
	    "relation", "jaccard", "coverage", "coverage_of_other"};
	size_t i;

	for (i = 0; match == NULL && i < 4; i++)
		json_null(out, names[i]);
	if (match == NULL)
		return;
	json_word(out, names[0], ndup_relation_name(match->match.relation));
	json_share(out, names[1], match->match.jaccard);
	json_share(out, names[2], match->match.coverage_a);
	json_share(out, names[3], match->match.coverage_b);
}

static void
put_verdict(struct sink *sink, const struct ndup_document *document,
    const struct ndup_verdict *verdict, enum ndup_passages_of passages)
{
	const struct ndup_earlier *best =
	    verdict->num_matches > 0 ? verdict->matches : NULL;
	struct buffer *out = &sink->out;

	buffer_string(out, "{");
	json_word(out, "status", ndup_novelty_name(verdict->novelty));
	if (best == NULL)
		json_null(out, "of");
	else
		json_text(out, "of", best->id);
	json_text(out, "story", verdict->story);
	put_shares(out, best);
	json_number(out, "num_words", verdict->num_words);
	json_number(out, "new_words", verdict->new_words);
	json_number(out, "ignored_words", verdict->ignored_words);
	put_lag(out, document, best);
	json_truth(out, "crowded", verdict->crowded);
	if (passages != NDUP_OF_NONE)
		field_passages(sink, best == NULL ? NULL : best->match.passages,
		    best == NULL ? 0 : best->match.num_passages);
	buffer_string(out, "}");
}

static void
put_earlier(struct sink *sink, const struct ndup_document *document,
    const struct ndup_earlier *match)
{
	struct buffer *out = &sink->out;
	char published[32];

	buffer_string(out, "{");
	json_text(out, "id", match->id);
	json_text(out, "story", match->story);
	json_text(out, "source", match->source);
	json_word(
	    out, "published", ndup_time_format(&match->published, published));
	json_text(out, "title", match->title);
	json_text(out, "url", match->url);
	put_shares(out, match);
	json_number(out, "longest_run", match->match.longest_run);
	put_lag(out, document, match);
	field_passages(sink, match->match.passages, match->match.num_passages);
	buffer_string(out, "}");
}

static void
put_query(struct sink *sink, const struct ndup_document *document,
    const struct ndup_verdict *verdict)
{
	struct buffer *out = &sink->out;
	size_t i;

	buffer_string(out, "{");
	json_word(out, "type", "query");
	json_text(out, "id", verdict->id);
	json_truth(out, "known", verdict->known);
	json_name(out, "verdict");
	put_verdict(sink, document, verdict, NDUP_OF_NONE);
	json_array(out, "matches");
	for (i = 0; i < verdict->num_matches && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? "," : "");
		put_earlier(sink, document, &verdict->matches[i]);
	}
	buffer_string(out, "]}\n");
}

enum ndup_status
ndup_report_verdict(const struct ndup_document *document,
    const struct ndup_verdict *verdict, enum ndup_passages_of passages,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx};

	if (!can_report(options) || options->format != NDUP_JSONL ||
	    passages > NDUP_OF_BEST)
		return NDUP_PARAM;
	put_verdict(&sink, document, verdict, passages);
	return sink_close(&sink);
}

enum ndup_status
ndup_report_query(const struct ndup_document *document,
    const struct ndup_verdict *verdict,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx};

	if (!can_report(options))
		return NDUP_PARAM;
	if (options->format == NDUP_JSONL)
		put_query(&sink, document, verdict);
	else
		terminal_query(&sink, document, verdict, options);
	return sink_close(&sink);
}

/* ---- the index ----------------------------------------------------------- */

static void
put_info(struct buffer *out, const struct ndup_index_info *info)
{
	char time[32];

	buffer_string(out, "{");
	json_word(out, "type", "index");
	json_number(out, "index_format", info->format);
	json_number(out, "token_rules", info->token_rules);
	json_name(out, "self_test");
	buffer_printf(out, "\"%016" PRIx64 "\"", info->self_test);
	json_number(out, "num_articles", info->articles);
	json_number(out, "num_removed", info->removed);
	json_number(out, "num_tokens", info->words);
	json_number(out, "num_entries", info->entries);
	json_number(out, "num_runs", info->runs);
	json_number(out, "num_commits", info->commits);
	json_number(out, "file_bytes", info->bytes);
	json_number(out, "used_bytes", info->used);
	json_truth(out, "texts", !info->options.no_text);
	json_word(out, "first_published", ndup_time_format(&info->first, time));
	json_word(out, "last_published", ndup_time_format(&info->last, time));
	field_params(out, &info->params);
	field_bands(out, &info->bands);
	field_boilerplate(out, &info->params);
	json_number(out, "min_words", info->params.min_words);
	field_limit(out, "window_seconds", info->options.window);
	buffer_string(out, "}\n");
}

enum ndup_status
ndup_report_index(const struct ndup_index_info *info,
    const struct ndup_report_options *options, ndup_write_fn *write_bytes,
    void *ctx)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx};

	if (!can_report(options))
		return NDUP_PARAM;
	if (options->format == NDUP_JSONL)
		put_info(&sink.out, info);
	else
		terminal_index(&sink, info, options);
	return sink_close(&sink);
}
