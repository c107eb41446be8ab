/*
 * verdict.c - what an index says of articles and of itself, as JSON
 *
 * For people it is in terminal_query.c.
 */
#include <inttypes.h>

#include "base/error.h"
#include "base/json.h"
#include "json_fields.h"
#include "report.h"

/* ---- an article ---------------------------------------------------------- */

static void
put_no_shares(struct buffer *out)
{
	json_null(out, "relation");
	json_null(out, "jaccard");
	json_null(out, "coverage");
	json_null(out, "coverage_of_other");
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
	json_text(out, "replaces", verdict->replaces);
	json_truth(out, "id_taken", verdict->id_taken);
	if (best == NULL)
		put_no_shares(out);
	else
		field_shares(out, &best->match);
	json_number(out, "num_words", verdict->num_words);
	json_number(out, "new_words", verdict->new_words);
	json_number(out, "ignored_words", verdict->ignored_words);
	if (best == NULL)
		json_null(out, "lag_seconds");
	else
		field_lag(out, &document->published, &best->published);
	json_truth(out, "crowded", verdict->crowded);
	if (best == NULL)
		json_null(out, "num_facts");
	else
		json_number(out, "num_facts", best->match.num_facts);
	if (passages != NDUP_OF_NONE)
		field_passages(sink, best == NULL ? NULL : best->match.passages,
		    best == NULL ? 0 : best->match.num_passages);
	if (passages != NDUP_OF_NONE)
		field_facts(sink, best == NULL ? NULL : best->match.facts,
		    best == NULL ? 0 : best->match.num_facts);
	buffer_string(out, "}");
}

static void
put_earlier(struct sink *sink, const struct ndup_document *document,
    const struct ndup_earlier *match)
{
	struct buffer *out = &sink->out;

	buffer_string(out, "{");
	json_text(out, "id", match->id);
	json_text(out, "story", match->story);
	json_text(out, "source", match->source);
	field_time(out, "published", &match->published);
	json_text(out, "title", match->title);
	json_text(out, "url", match->url);
	field_shares(out, &match->match);
	json_number(out, "longest_run", match->match.longest_run);
	field_lag(out, &document->published, &match->published);
	field_passages(sink, match->match.passages, match->match.num_passages);
	field_facts(sink, match->match.facts, match->match.num_facts);
	buffer_string(out, "}");
}

void
jsonl_query(struct sink *sink, const struct ndup_document *document,
    const struct ndup_verdict *verdict,
    const struct ndup_report_options *options)
{
	struct buffer *out = &sink->out;
	size_t i;

	(void)options;
	buffer_string(out, "{");
	json_word(out, "type", "query");
	json_text(out, "id", verdict->id);
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
    void *ctx, struct ndup_error *error)
{
	struct sink sink = {.write = write_bytes, .ctx = ctx, .error = error};
	enum ndup_status status = report_check(options, error);

	if (status != NDUP_OK)
		return status;
	if (options->format != NDUP_JSONL)
		return error_set(
		    error, NDUP_PARAM, "a verdict is written as JSON Lines");
	if (passages > NDUP_OF_BEST)
		return error_set(error, NDUP_PARAM,
		    "a verdict has passages of the best match at most");
	put_verdict(&sink, document, verdict, passages);
	return sink_close(&sink);
}

/* ---- the index ----------------------------------------------------------- */

void
jsonl_index(struct sink *sink, const struct ndup_index_info *info,
    const struct ndup_report_options *options)
{
	struct buffer *out = &sink->out;

	(void)options;
	buffer_string(out, "{");
	json_word(out, "type", "index");
	json_number(out, "index_format", info->format);
	json_number(out, "token_rules", info->token_rules);
	json_word(out, "unicode", info->unicode);
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
	json_truth(out, "texts", !info->options->no_text);
	field_time(out, "first_published", &info->first);
	field_time(out, "last_published", &info->last);
	field_params(out, info->params);
	field_bands(out, &info->bands);
	field_what_counts(out, info->params);
	field_limit(out, "window_seconds", info->options->window);
	buffer_string(out, "}\n");
}
