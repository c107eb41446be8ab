/*
 * terminal_related.c - articles related to a cluster
 *
 * They match a member of it, but not its lead, and are in no cluster.
 */
#include "report/escape.h"
#include "report/layout.h"
#include "report/terminal.h"

/* "2022-06-30  TASS  412 words  partial reuse of 2, shared 34%", then id and
 * title on a line of their own. */
static void
write_related(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct ndup_related *related)
{
	struct buffer *line = terminal_empty(terminal, &terminal->more);
	struct ndup_document document;
	char time[TERMINAL_TIME];

	if (!sink_names(
		terminal->sink, terminal->scan, related->article, &document))
		return;
	buffer_printf(line, "%s  ", terminal_time(&document.published, time));
	if (document.source.len > 0) {
		escape_terminal(line, document.source);
		buffer_string(line, "  ");
	}
	terminal_count(line,
	    ndup_scan_num_words(terminal->scan, related->article), "word");
	buffer_printf(line, "  %s of %zu, shared ",
	    ndup_relation_name(related->relation),
	    terminal_number(cluster, related->match));
	terminal_percent(line, related->coverage);
	terminal_line(
	    terminal, STYLE_PLAIN, layout_slice(line), TERMINAL_INDENT);
	line = terminal_empty(terminal, &terminal->more);
	escape_terminal(line, document.id);
	terminal_below(terminal, 2 * TERMINAL_INDENT, layout_slice(line),
	    terminal_title(terminal, &document));
}

void
terminal_related(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	size_t i;

	if (cluster->num_related == 0)
		return;
	buffer_string(&terminal->sink->out,
	    "\n  Related: matches a member but not the lead\n");
	for (i = 0; i < cluster->num_related && sink_pass(terminal->sink); i++)
		write_related(terminal, cluster, &cluster->related[i]);
}
