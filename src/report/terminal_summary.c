/*
 * terminal_summary.c - the end of the report for people
 *
 * A few plain lines: what was read, what was found, what was left out and
 * why.  What did not occur is not mentioned.
 */
#include <inttypes.h>
#include <string.h>

#include "escape.h"
#include "layout.h"
#include "terminal.h"

/* ---- the end of the report for people ------------------------------------ */

/* One line of the summary: "3 articles …" and what it says of them. */
static void
say_counts(
    struct terminal *terminal, uint64_t num, const char *one, const char *what)
{
	struct buffer *line;

	if (num == 0)
		return;
	line = terminal_empty(terminal, &terminal->more);
	terminal_count(line, num, one);
	buffer_string(line, what);
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), terminal->margin);
}

static void
write_found(struct terminal *terminal, const struct ndup_counts *counts)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	if (counts->clusters == 0) {
		buffer_string(line, counts->articles == 0
					? "no article was read"
					: "no article repeats another");
	} else {
		terminal_count(line, counts->clusters, "cluster");
		buffer_string(line, " with ");
		terminal_count(line, counts->clustered, "article");
	}
	if (counts->related > 0) {
		buffer_string(line, ", and ");
		layout_number(line, counts->related);
		buffer_string(line, " related");
	}
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), terminal->margin);
}

/* "10 shown: the largest" */
static void
write_shown(struct terminal *terminal, const struct ndup_counts *counts)
{
	static const char *const words[] = {
	    [NDUP_BY_TIME] = " shown: the first",
	    [NDUP_BY_SIZE] = " shown: the largest",
	    [NDUP_BY_WEAKEST] = " shown: those with the weakest links",
	};
	const struct ndup_report_options *options = terminal->options;
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	if (options->max_clusters == 0 ||
	    options->max_clusters >= counts->clusters)
		return;
	layout_number(line, options->max_clusters);
	buffer_string(line, words[options->order]);
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), terminal->margin);
}

/* "left out, of other kinds: 3 .pdf, 1 without suffix" */
static void
write_kinds(struct terminal *terminal, const struct ndup_reader_counts *skipped)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	const struct ndup_kind *kind;
	size_t i;

	if (skipped->num_kinds == 0)
		return;
	buffer_string(line, "files of other kinds were left out: ");
	for (i = 0; i < skipped->num_kinds; i++) {
		kind = &skipped->kinds[i];
		buffer_string(line, i > 0 ? ", " : "");
		layout_number(line, kind->num_files);
		buffer_string(line, " ");
		if (kind->suffix[0] == '\0')
			buffer_string(line, "binary");
		else
			escape_terminal(line, (struct ndup_slice){kind->suffix,
						  strlen(kind->suffix)});
	}
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), terminal->margin);
}

static void
write_skipped(
    struct terminal *terminal, const struct ndup_reader_counts *skipped)
{
	say_counts(terminal, skipped->unreadable, "file",
	    " could not be read, or not to the end");
	say_counts(terminal, skipped->broken, "record",
	    " left out: not what the format promises");
	say_counts(
	    terminal, skipped->no_text, "record", " without text left out");
	say_counts(terminal, skipped->too_long, "article",
	    " left out: longer than allowed");
	say_counts(terminal, skipped->repeated_files, "file",
	    " came again, by another path or link: read once");
	write_kinds(terminal, skipped);
	say_counts(terminal, skipped->bad_bytes, "byte",
	    " not valid in the encoding, read as U+FFFD");
	say_counts(terminal, skipped->bad_dates, "date", " not understood");
}

void
terminal_summary(struct terminal *terminal)
{
	const struct ndup_counts *counts = ndup_scan_counts(terminal->scan);

	terminal_style(terminal, STYLE_STRONG);
	buffer_string(&terminal->sink->out, "Summary\n");
	terminal_style(terminal, STYLE_PLAIN);
	write_found(terminal, counts);
	write_shown(terminal, counts);
	say_counts(terminal, counts->articles, "article",
	    counts->old > 0 ? " in all" : " read");
	say_counts(terminal, counts->old, "article",
	    " of them only to compare against");
	say_counts(terminal, counts->identical, "article",
	    " with the same words as another");
	say_counts(terminal, counts->too_short, "article",
	    " too short to compare other than for identity");
	say_counts(terminal, counts->undated, "article",
	    " without a date: matches are asked to be close in time");
	say_counts(terminal, counts->unsourced, "article",
	    " without a source: matches are asked to have different ones");
	say_counts(terminal, counts->repeated, "article",
	    " came again with the same id and text: taken once");
	say_counts(terminal, counts->renamed, "article",
	    " had the id of another: renamed, as in id#2");
	say_counts(terminal, counts->ignored_words, "word",
	    " ignored, as the text to ignore has them");
	terminal_boilerplate(terminal);
	say_counts(terminal, counts->capped, "group",
	    " of similar articles too large to compare each with each: "
	    "compared with their first and their neighbour only");
	say_counts(terminal, counts->crowded, "article",
	    " with phrases of very many others: not compared with all of them");
	say_counts(terminal, counts->unlisted, "further pair",
	    " of copies: not listed each, their first ones stand for them");
	write_skipped(terminal, ndup_scan_skipped(terminal->scan));
}
