/*
 * index_query.c - the command `ndup index query`
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "commands.h"
#include "guard.h"
#include "index.h"
#include "base/json.h"
#include "output.h"
#include "say.h"
#include "verdict.h"

struct query {
	const struct options *options;
	struct ndup_index *index;
	struct ndup_reader *reader;
	struct output output;
	struct buffer line;
	struct intake intake;
	struct skipped skipped;
	bool found; /* a match */
};

/* ---- for programs ------------------------------------------------------- */

static void
put_match_json(struct buffer *out, const struct ndup_document *document,
    const struct ndup_earlier *match)
{
	char published[32];

	buffer_string(out, "{");
	json_text(out, "id", match->id);
	json_text(out, "story", match->story);
	json_text(out, "source", match->source);
	json_word(
	    out, "published", ndup_time_format(&match->published, published));
	json_text(out, "title", match->title);
	json_text(out, "url", match->url);
	verdict_match_json(out, match);
	json_number(out, "longest_run", match->match.longest_run);
	verdict_lag_json(out, document, match);
	verdict_passages_json(out, &match->match);
	buffer_string(out, "}");
}

static void
put_json(struct buffer *out, const struct ndup_document *document,
    const struct ndup_verdict *verdict)
{
	size_t i;

	buffer_string(out, "{");
	json_word(out, "type", "query");
	json_text(out, "id", verdict->id);
	json_truth(out, "known", verdict->known);
	json_name(out, "verdict");
	verdict_json(out, document, verdict, false);
	json_array(out, "matches");
	for (i = 0; i < verdict->num_matches; i++) {
		json_next(out);
		put_match_json(out, document, &verdict->matches[i]);
	}
	buffer_string(out, "]}\n");
}

/* ---- for people --------------------------------------------------------- */

enum { MOST_SHOWN = 10, MOST_PASSAGES = 3, COLUMNS = 76 };

/* So much of a text as fits the columns; white space folded. */
static void
put_excerpt(FILE *out, struct ndup_slice text, size_t columns)
{
	char line[4 * COLUMNS + 4];
	size_t num = 0, used = 0, i;

	for (i = 0; i < text.len && used < columns; i++) {
		if ((text.ptr[i] & 0xc0) != 0x80)
			used++;
		line[num++] = text.ptr[i];
		if (line[num - 1] == '\n' || line[num - 1] == '\t' ||
		    line[num - 1] == '\r')
			line[num - 1] = ' ';
		if (num == sizeof line - 4)
			break;
	}
	while (i < text.len && num > 0 && (text.ptr[i] & 0xc0) == 0x80)
		line[num++] = text.ptr[i++]; /* the rest of a character */
	line[num] = '\0';
	say_clean(line);
	fputs(line, out);
	if (i < text.len)
		fputs("…", out);
}

static void
put_match(FILE *out, const struct ndup_earlier *match)
{
	char published[32];

	fprintf(out, "  %3.0f%%  %-15s ", match->match.coverage_a * 100,
	    ndup_relation_name(match->match.relation));
	put_excerpt(out, match->id, COLUMNS);
	if (ndup_time_format(&match->published, published)[0] != '\0')
		fprintf(out, ", %s", published);
	if (match->source.len > 0) {
		fputs(", ", out);
		put_excerpt(out, match->source, COLUMNS / 2);
	}
	fputs("\n", out);
}

static void
query_put_passages(FILE *out, const struct ndup_document *document,
    const struct ndup_match *match)
{
	const struct ndup_passage *passage;
	size_t i;

	/* Places in a text that was converted are those in its file. */
	if (document->widths.len > 0)
		return;
	for (i = 0; i < match->num_passages && i < MOST_PASSAGES; i++) {
		passage = &match->passages[i];
		fprintf(
		    out, "        %4" PRIu32 " words  \"", passage->num_words);
		put_excerpt(out,
		    (struct ndup_slice){document->text.ptr + passage->a.begin,
			passage->a.end - passage->a.begin},
		    COLUMNS - 24);
		fputs("\"\n", out);
	}
	if (match->num_passages > MOST_PASSAGES)
		fprintf(out, "        and %zu more passages\n",
		    match->num_passages - MOST_PASSAGES);
}

static void
query_put_text(FILE *out, const struct ndup_document *document,
    const struct ndup_verdict *verdict)
{
	size_t i;

	put_excerpt(out, verdict->id, COLUMNS);
	fprintf(out, ": %s%s, %" PRIu32 " words, %" PRIu32 " of them new\n",
	    verdict->novelty == NDUP_TOO_SHORT
		? "too short"
		: ndup_novelty_name(verdict->novelty),
	    verdict->known ? ", and in the index" : "", verdict->num_words,
	    verdict->new_words);
	for (i = 0; i < verdict->num_matches && i < MOST_SHOWN; i++) {
		put_match(out, &verdict->matches[i]);
		if (i == 0)
			query_put_passages(
			    out, document, &verdict->matches[i].match);
	}
	if (verdict->num_matches > MOST_SHOWN)
		fprintf(out, "        and %zu more articles\n",
		    verdict->num_matches - MOST_SHOWN);
}

/* ---- all of it ---------------------------------------------------------- */

static bool
show_batch(struct query *query)
{
	const struct intake *intake = &query->intake;
	FILE *out = query->output.stream;
	size_t i;

	for (i = 0; i < intake->num; i++) {
		query->found |= intake->verdicts[i].num_matches > 0;
		if (query->options->report.format == NDUP_JSONL)
			put_json(&query->line, &intake->documents[i],
			    &intake->verdicts[i]);
		else
			query_put_text(
			    out, &intake->documents[i], &intake->verdicts[i]);
		if (!output_buffer(&query->output, &query->line))
			return false;
	}
	return output_flush(&query->output, false);
}

static bool
ask_all(struct query *query)
{
	struct intake *intake = &query->intake;
	enum ndup_status status;
	struct ndup_error error;

	while (
	    (status = intake_fill(intake, query->reader, &error)) == NDUP_OK) {
		status = ndup_index_query(query->index, intake->documents,
		    intake->num, NDUP_OF_ALL, intake->verdicts, &error);
		if (status != NDUP_OK)
			break;
		if (!show_batch(query))
			return false;
		intake_clear(intake);
	}
	if (status != NDUP_END)
		say("%s", error.text);
	return status == NDUP_END;
}

static int
run_query(struct query *query)
{
	struct ndup_reader_options options = query->options->reader;
	struct ndup_reader_counts counts;
	struct ndup_error error;

	options.skipped = skipped_say;
	options.ctx = &query->skipped;
	if (ndup_reader_open(&query->reader, query->options->paths.items,
		&options, &error) != NDUP_OK) {
		say("%s", error.text);
		return FAILED;
	}
	if (!guard_check(query->options) ||
	    !output_open(&query->output, query->options->output) ||
	    !ask_all(query) || !output_commit(&query->output))
		return FAILED;
	skipped_close(&query->skipped);
	ndup_reader_count(query->reader, &counts);
	if (skipped_any(&counts))
		return INCOMPLETE;
	return query->options->exit_code && query->found ? FOUND : DONE;
}

int
index_query_command(struct options *options)
{
	struct query *query = calloc(1, sizeof *query);
	int status = FAILED;

	if (query == NULL) {
		say("out of memory");
		return FAILED;
	}
	query->options = options;
	query->skipped.all = options->verbose;
	query->index = index_open(options, NDUP_READ);
	if (query->index != NULL)
		status = run_query(query);
	intake_clear(&query->intake);
	buffer_free(&query->line);
	output_discard(&query->output);
	ndup_reader_close(query->reader);
	ndup_index_close(query->index);
	free(query);
	return status;
}
