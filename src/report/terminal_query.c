/*
 * terminal_query.c - what an index says, for people
 *
 * Of an article: what it is, the best matches, each as a cluster shows what is
 * related to it, and how the first passages of the best one begin.
 */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "escape.h"
#include "layout.h"
#include "prose.h"
#include "query.h"
#include "terminal.h"

/* ---- an article ---------------------------------------------------------- */

const char *
query_novelty(const struct ndup_verdict *verdict)
{
	return verdict->novelty == NDUP_TOO_SHORT
		   ? "too short"
		   : ndup_novelty_name(verdict->novelty);
}

/* "n2: duplicate, 45 words, 5 of them new, 20 not counted" */
static void
write_novelty(struct terminal *terminal, const struct ndup_verdict *verdict)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	escape_terminal(line, verdict->id);
	buffer_printf(line, ": %s, ", query_novelty(verdict));
	terminal_count(line, verdict->num_words, "word");
	buffer_string(line, ", ");
	layout_number(line, verdict->new_words);
	buffer_string(line, " of them new");
	if (verdict->ignored_words > 0) {
		buffer_string(line, ", ");
		layout_number(line, verdict->ignored_words);
		buffer_string(line, " not counted");
	}
	terminal_line(terminal, STYLE_STRONG, layout_slice(line), 0);
}

/* "2022-06-30  TASS  partial reuse, shared 34%", then id and title on a line of
 * their own. */
static void
write_earlier(struct terminal *terminal, const struct ndup_earlier *earlier)
{
	const struct ndup_document named = {.title = earlier->title};
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	char time[TERMINAL_TIME];

	buffer_printf(line, "%s  ", terminal_time(&earlier->published, time));
	if (earlier->source.len > 0) {
		escape_terminal(line, earlier->source);
		buffer_string(line, "  ");
	}
	buffer_string(line, ndup_relation_name(earlier->match.relation));
	terminal_facts(line, &earlier->match);
	buffer_string(line, ", shared ");
	terminal_percent(line, earlier->match.coverage_a);
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), TERMINAL_INDENT);
	line = terminal_empty(terminal, &terminal->more);
	escape_terminal(line, earlier->id);
	terminal_below(terminal, 2 * TERMINAL_INDENT, layout_slice(line),
	    terminal_title(terminal, &named));
}

/* "[1] 55 words: The museum said on Tuesday …" */
static void
write_beginning(struct terminal *terminal, const struct ndup_document *document,
    const struct ndup_passage *passage, size_t number)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	struct buffer *out = &terminal->sink->out;
	const size_t indent = 2 * TERMINAL_INDENT;

	buffer_printf(line, "[%zu] ", number);
	terminal_count(line, passage->num_words, "word");
	buffer_string(line, ": ");
	escape_terminal(line, prose_slice(document->text,
				  prose_passage(document->text, passage->a)));
	layout_spaces(out, indent);
	layout_cut_end(out, layout_slice(line), terminal->width - indent);
	buffer_string(out, "\n");
}

static void
write_rest(struct terminal *terminal, size_t all, size_t shown, const char *one)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	if (all <= shown)
		return;
	buffer_string(line, "and ");
	terminal_count(line, all - shown, one);
	buffer_string(line, " more");
	terminal_line(
	    terminal, STYLE_FAINT, layout_slice(line), 2 * TERMINAL_INDENT);
}

static void
write_best(struct terminal *terminal, const struct ndup_document *document,
    const struct ndup_match *match)
{
	size_t num = match->num_passages, i;

	for (i = 0; i < num && i < QUERY_PASSAGES; i++)
		write_beginning(terminal, document, &match->passages[i], i + 1);
	write_rest(terminal, num, i, "passage");
}

static void
write_query(struct terminal *terminal, const struct ndup_document *document,
    const struct ndup_verdict *verdict)
{
	size_t i;

	write_novelty(terminal, verdict);
	for (i = 0; i < verdict->num_matches && i < QUERY_MATCHES; i++) {
		write_earlier(terminal, &verdict->matches[i]);
		if (i == 0)
			write_best(
			    terminal, document, &verdict->matches[i].match);
	}
	write_rest(terminal, verdict->num_matches, i, "article");
}

void
terminal_query(struct sink *sink, const struct ndup_document *document,
    const struct ndup_verdict *verdict,
    const struct ndup_report_options *options)
{
	struct terminal terminal = {.sink = sink, .options = options};

	terminal_begin(&terminal);
	if (options->plain)
		plain_query(&terminal, document, verdict);
	else
		write_query(&terminal, document, verdict);
	terminal_end(&terminal);
}

/* ---- the index ----------------------------------------------------------- */

enum { LABEL = 14 };

/* Begins a line: "articles      ". */
static struct buffer *
begin_label(struct terminal *terminal, const char *label)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	layout_cell(
	    line, (struct ndup_slice){label, strlen(label)}, LABEL, false);
	return line;
}

static void
end_label(struct terminal *terminal)
{
	terminal_line(terminal, STYLE_PLAIN, layout_slice(&terminal->more), 0);
}

static void
write_number_of(struct terminal *terminal, const char *label, uint64_t value,
    const char *unit)
{
	struct buffer *line = begin_label(terminal, label);

	digits_number(line, value);
	buffer_string(line, unit);
	end_label(terminal);
}

static void
write_text_of(struct terminal *terminal, const char *label, const char *text)
{
	buffer_string(begin_label(terminal, label), text);
	end_label(terminal);
}

/* "Jaccard 0.5, or coverage 0.25 and 20 equal words in one passage, …" */
static void
write_what_matches(struct terminal *terminal, const struct ndup_params *params)
{
	struct buffer *line = begin_label(terminal, "matches");

	buffer_string(line, "Jaccard ");
	terminal_share(line, params->min_jaccard);
	if (params->min_coverage > 0) {
		buffer_string(line, ", or coverage ");
		terminal_share(line, params->min_coverage);
		buffer_printf(line, " and %u equal words in one passage",
		    params->min_run);
		if (params->long_passage > 0)
			buffer_printf(line, ", or a passage of %u words",
			    params->long_passage);
		if (params->min_words > 0)
			buffer_printf(
			    line, ", if %u words count", params->min_words);
	}
	end_label(terminal);
}

static void
write_algorithm(struct terminal *terminal, const struct ndup_index_info *info)
{
	const struct ndup_params *params = info->params;
	struct buffer *line = begin_label(terminal, "algorithm");

	buffer_printf(line,
	    "MinHash of %u-word shingles, %u bins, %u bands of %u rows",
	    params->shingle_size, params->num_bins, info->bands.num_bands,
	    info->bands.num_rows);
	if (params->min_coverage > 0)
		buffer_string(line,
		    params->noisy ? "; passage keys, also short ones (noisy)"
				  : "; passage keys");
	end_label(terminal);
}

/* What is said only where it is in force. */
static void
write_conditions(struct terminal *terminal, const struct ndup_index_info *info)
{
	const struct ndup_params *params = info->params;

	if (params->within >= 0)
		write_number_of(
		    terminal, "within", (uint64_t)params->within, " s");
	if (params->cross_source)
		write_text_of(terminal, "sources", "only different ones match");
	if (info->options->window >= 0)
		write_number_of(
		    terminal, "window", (uint64_t)info->options->window, " s");
	if (params->ignore_text.len > 0)
		write_number_of(terminal, "ignored text",
		    params->ignore_text.len, " bytes");
}

static void
write_index_params(
    struct terminal *terminal, const struct ndup_index_info *info)
{
	const struct ndup_params *params = info->params;

	write_what_matches(terminal, params);
	if (params->min_coverage > 0 && params->min_boilerplate > 0)
		write_number_of(terminal, "standing", params->min_boilerplate,
		    " texts have a phrase that counts "
		    "for nothing");
	write_algorithm(terminal, info);
	write_number_of(terminal, "seed", params->seed, "");
	write_conditions(terminal, info);
}

static void
write_index_size(struct terminal *terminal, const struct ndup_index_info *info)
{
	struct buffer *line = begin_label(terminal, "articles");
	char first[32], last[32], bytes[DIGITS_SIZE], used[DIGITS_SIZE];

	ndup_time_format(&info->first, first);
	ndup_time_format(&info->last, last);
	digits_number(line, info->articles);
	if (first[0] != '\0')
		buffer_printf(line, ", published %s to %s", first, last);
	if (info->removed > 0)
		buffer_printf(line,
		    "; of %" PRIu64 " removed ones something is left",
		    info->removed);
	end_label(terminal);
	write_number_of(terminal, "words", info->words, "");
	line = begin_label(terminal, "keys");
	buffer_printf(
	    line, "%" PRIu64 " in %" PRIu64 " runs", info->entries, info->runs);
	end_label(terminal);
	write_text_of(
	    terminal, "texts", info->options->no_text ? "not kept" : "kept");
	line = begin_label(terminal, "space");
	buffer_printf(line, "%s, %s of them in use",
	    digits_size(info->bytes, bytes), digits_size(info->used, used));
	end_label(terminal);
	write_number_of(terminal, "commits", info->commits, "");
}

void
terminal_index(struct sink *sink, const struct ndup_index_info *info,
    const struct ndup_report_options *options)
{
	struct terminal terminal = {.sink = sink, .options = options};
	struct buffer *line;

	terminal_begin(&terminal);
	write_index_size(&terminal, info);
	write_index_params(&terminal, info);
	line = begin_label(&terminal, "format");
	buffer_printf(line,
	    "%u, token rules %u, Unicode %s, self-test %016" PRIx64,
	    info->format, info->token_rules, info->unicode, info->self_test);
	end_label(&terminal);
	terminal_end(&terminal);
}
