/*
 * novelty.c - what an index says of an article, as JSON
 *
 * The fields have names and an order that are a promise; no number goes
 * through the locale.
 */
#include <inttypes.h>

#include "base/json.h"
#include "verdict.h"

/* With four decimals. */
static void
verdict_put_share(FILE *file, const char *name, double value)
{
	double scaled = value * 10000;
	uint64_t digits = (uint64_t)(scaled + 0.5);

	fprintf(file, ",\"%s\":%" PRIu64 ".%04" PRIu64, name, digits / 10000,
	    digits % 10000);
}

void
verdict_lag_json(FILE *file, const struct ndup_document *document,
    const struct ndup_earlier *match)
{
	if (match == NULL ||
	    document->published.precision == NDUP_TIME_UNKNOWN ||
	    match->published.precision == NDUP_TIME_UNKNOWN)
		fputs(",\"lag_seconds\":null", file);
	else
		fprintf(file, ",\"lag_seconds\":%" PRId64,
		    document->published.seconds - match->published.seconds);
}

void
verdict_match_json(FILE *file, const struct ndup_earlier *match)
{
	if (match == NULL) {
		fputs("\"relation\":null,\"jaccard\":null,\"coverage\":null,"
		      "\"coverage_of_other\":null",
		    file);
		return;
	}
	fprintf(file, "\"relation\":\"%s\"",
	    ndup_relation_name(match->match.relation));
	verdict_put_share(file, "jaccard", match->match.jaccard);
	verdict_put_share(file, "coverage", match->match.coverage_a);
	verdict_put_share(file, "coverage_of_other", match->match.coverage_b);
}

static void
verdict_put_span(FILE *file, const char *name, struct ndup_span span)
{
	fprintf(file, "\"%s\":[%" PRIu32 ",%" PRIu32 "],", name, span.begin,
	    span.end);
}

void
verdict_passages_json(FILE *file, const struct ndup_match *match)
{
	size_t num = match == NULL ? 0 : match->num_passages, i;

	fputs(",\"passages\":[", file);
	for (i = 0; i < num; i++) {
		fputs(i > 0 ? ",{" : "{", file);
		verdict_put_span(file, "here", match->passages[i].a);
		verdict_put_span(file, "there", match->passages[i].b);
		fprintf(file, "\"num_words\":%" PRIu32 "}",
		    match->passages[i].num_words);
	}
	fputs("]", file);
}

void
verdict_json(FILE *file, const struct ndup_document *document,
    const struct ndup_verdict *verdict, bool passages)
{
	const struct ndup_earlier *best =
	    verdict->num_matches > 0 ? verdict->matches : NULL;

	fprintf(file,
	    "{\"status\":\"%s\",\"of\":", ndup_novelty_name(verdict->novelty));
	if (best == NULL)
		fputs("null", file);
	else
		json_string(file, best->id);
	fputs(",\"story\":", file);
	json_string(file, verdict->story);
	fputs(",", file);
	verdict_match_json(file, best);
	fprintf(file, ",\"num_words\":%" PRIu32 ",\"new_words\":%" PRIu32,
	    verdict->num_words, verdict->new_words);
	verdict_lag_json(file, document, best);
	if (verdict->crowded)
		fputs(",\"crowded\":true", file);
	if (passages)
		verdict_passages_json(file, best == NULL ? NULL : &best->match);
	fputs("}", file);
}
