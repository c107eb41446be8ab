/*
 * terminal_table.c - the members of a cluster as a table
 *
 * One row a member, in order of time, in columns as wide as their widest
 * entry.  Ids stand in the row if all of them fit whole; else below their
 * rows, with the whole line to themselves.  A title that is not the lead's
 * stands below its row too.
 */
#include <inttypes.h>
#include <string.h>

#include "escape.h"
#include "layout.h"
#include "terminal.h"

/* ---- articles related to a cluster --------------------------------------- */

/*
 * They match a member of it, but not its lead; or they are in another cluster,
 * with what is nearer to them.
 */

/* "2022-06-30  TASS  412 words  partial reuse of 2, shared 34%, in cluster 7",
 * then id and title on a line of their own. */
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
	buffer_printf(line, "  %s %s %zu, shared ",
	    ndup_relation_name(related->match.relation),
	    related->match.relation == NDUP_REUSED ? "by" : "of",
	    terminal_number(cluster, related->match.b));
	terminal_percent(line, related->match.coverage_a);
	if (related->cluster > 0)
		buffer_printf(line, ", in cluster %" PRIu32, related->cluster);
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
	    "\n  Related: matches a member, is not in this cluster\n");
	for (i = 0; i < cluster->num_related && sink_pass(terminal->sink); i++)
		write_related(terminal, cluster, &cluster->related[i]);
}

/* ---- the members of a cluster as a table --------------------------------- */

enum { MAX_SOURCE = 16, GAP = 2 };

enum column {
	COLUMN_NUMBER,
	COLUMN_PUBLISHED,
	COLUMN_LAG,
	COLUMN_SOURCE,
	COLUMN_WORDS,
	COLUMN_RELATION,
	COLUMN_SHARED,
	COLUMN_NEW,
	COLUMN_ID,
	NUM_COLUMNS,
};

static const struct {
	const char *title;
	bool right;
} columns[NUM_COLUMNS] = {
    [COLUMN_NUMBER] = {"", true},
    [COLUMN_PUBLISHED] = {"published", false},
    [COLUMN_LAG] = {"lag", false},
    [COLUMN_SOURCE] = {"source", false},
    [COLUMN_WORDS] = {"words", true},
    [COLUMN_RELATION] = {"relation", false},
    [COLUMN_SHARED] = {"shared", true},
    [COLUMN_NEW] = {"new", true},
    [COLUMN_ID] = {"id", false},
};

struct member_table {
	struct terminal *terminal;
	const struct ndup_cluster *cluster;
	struct buffer cells[NUM_COLUMNS]; /* of one row */
	size_t widths[NUM_COLUMNS];       /* 0: the column is left out */
	struct buffer title;              /* the lead's */
	struct ndup_time first;
	const struct heading *heading;
};

static void
add_escaped(
    struct member_table *table, struct buffer *buffer, struct ndup_slice text)
{
	struct buffer *scratch =
	    terminal_empty(table->terminal, &table->terminal->scratch);

	escape_terminal(scratch, text);
	layout_cut_end(buffer, layout_slice(scratch), MAX_SOURCE);
}

/* Fills the cells with what is known of a member; false if it cannot be
 * read. */
static bool
fill_cells(struct member_table *table, size_t index)
{
	const struct ndup_member *member = &table->cluster->members[index];
	bool lead = member->article == table->cluster->lead;
	struct buffer *cells = table->cells;
	struct ndup_document document;
	char time[TERMINAL_TIME];
	size_t i;

	if (!sink_names(table->terminal->sink, table->terminal->scan,
		member->article, &document))
		return false;
	for (i = 0; i < NUM_COLUMNS; i++)
		terminal_empty(table->terminal, &cells[i]);
	buffer_printf(
	    &cells[COLUMN_NUMBER], "%s%zu", lead ? "> " : "", index + 1);
	buffer_string(
	    &cells[COLUMN_PUBLISHED], terminal_time(&document.published, time));
	terminal_behind(
	    &cells[COLUMN_LAG], index, &table->first, &document.published);
	add_escaped(table, &cells[COLUMN_SOURCE], document.source);
	layout_number(&cells[COLUMN_WORDS], member->num_words);
	terminal_member(&cells[COLUMN_RELATION], &member->match);
	if (member->old)
		buffer_string(&cells[COLUMN_RELATION], ", old");
	if (document.notice != NDUP_NOTICE_NONE)
		buffer_string(&cells[COLUMN_RELATION], ", ");
	terminal_notice(&cells[COLUMN_RELATION], &document);
	terminal_percent(&cells[COLUMN_SHARED],
	    lead ? table->heading->most : member->match.coverage_a);
	if (!ndup_scan_params(table->terminal->scan)->no_passages)
		layout_number(&cells[COLUMN_NEW], member->new_words);
	escape_terminal(&cells[COLUMN_ID], document.id);
	return true;
}

static size_t
row_width(const struct member_table *table)
{
	size_t i, width = 0;

	for (i = 0; i < NUM_COLUMNS; i++)
		if (table->widths[i] > 0)
			width += table->widths[i] + (i > 0 ? GAP : 0);
	return width;
}

/* What is left out, one after another, where a row has no room. */
static const enum column dispensable[] = {COLUMN_ID, COLUMN_WORDS, COLUMN_NEW,
    COLUMN_SOURCE, COLUMN_LAG, COLUMN_RELATION};

/* Finds which columns there are, and how wide their titles are at least. */
static void
choose_columns(struct member_table *table)
{
	size_t i, width;

	if (!table->heading->mixed) /* then the heading names it */
		table->widths[COLUMN_SOURCE] = 0;
	for (i = 0; i < NUM_COLUMNS; i++) {
		width = strlen(columns[i].title);
		if (table->widths[i] > 0 && table->widths[i] < width)
			table->widths[i] = width;
	}
	if (table->widths[COLUMN_NUMBER] < 4)
		table->widths[COLUMN_NUMBER] = 4;
	for (i = 0; i < sizeof dispensable / sizeof dispensable[0]; i++)
		if (row_width(table) > table->terminal->width)
			table->widths[dispensable[i]] = 0;
}

/* Finds the widths of what stands in the cells. */
static void
measure_columns(struct member_table *table)
{
	size_t i, column, width;

	for (i = 0; i < table->cluster->num_members; i++) {
		if (!fill_cells(table, i))
			return;
		for (column = 0; column < NUM_COLUMNS; column++) {
			width =
			    layout_width(layout_slice(&table->cells[column]));
			if (width > table->widths[column])
				table->widths[column] = width;
		}
	}
}

static void
write_cells(struct member_table *table)
{
	struct buffer *out = &table->terminal->sink->out;
	size_t i;

	for (i = 0; i < NUM_COLUMNS; i++) {
		if (table->widths[i] == 0)
			continue;
		layout_spaces(out, i > 0 ? GAP : 0);
		layout_cell(out, layout_slice(&table->cells[i]),
		    i == COLUMN_ID ? 0 : table->widths[i], columns[i].right);
	}
}

static void
write_header(struct member_table *table)
{
	size_t i;

	for (i = 0; i < NUM_COLUMNS; i++) {
		terminal_empty(table->terminal, &table->cells[i]);
		buffer_string(&table->cells[i], columns[i].title);
	}
	terminal_style(table->terminal, STYLE_FAINT);
	write_cells(table);
	terminal_style(table->terminal, STYLE_PLAIN);
	buffer_string(&table->terminal->sink->out, "\n");
}

static void
write_row(struct member_table *table, size_t index)
{
	const struct ndup_member *member = &table->cluster->members[index];
	bool lead = member->article == table->cluster->lead;
	struct terminal *terminal = table->terminal;
	struct ndup_document document;
	struct ndup_slice title, id;

	if (!fill_cells(table, index) ||
	    !sink_names(
		terminal->sink, terminal->scan, member->article, &document))
		return;
	terminal_style(terminal, lead ? STYLE_LEAD : STYLE_PLAIN);
	write_cells(table);
	terminal_style(terminal, STYLE_PLAIN);
	buffer_string(&terminal->sink->out, "\n");
	title = terminal_title(terminal, &document);
	if (title.len == table->title.size &&
	    (title.len == 0 ||
		memcmp(title.ptr, table->title.data, title.len) == 0))
		title.len = 0;
	id = layout_slice(&table->cells[COLUMN_ID]);
	if (table->widths[COLUMN_ID] > 0)
		id.len = 0;
	terminal_below(terminal, table->widths[COLUMN_NUMBER] + GAP, id, title);
}

void
terminal_table(struct terminal *terminal, const struct ndup_cluster *cluster,
    const struct heading *heading)
{
	struct member_table table = {
	    .terminal = terminal, .cluster = cluster, .heading = heading};
	struct ndup_document lead;
	size_t i;

	if (!sink_time(
		terminal->sink, terminal->scan, cluster->first, &table.first))
		return;
	measure_columns(&table);
	choose_columns(&table);
	write_header(&table);
	if (sink_names(terminal->sink, terminal->scan, cluster->lead, &lead))
		buffer_slice(&table.title, terminal_title(terminal, &lead));
	for (i = 0; i < cluster->num_members && sink_pass(terminal->sink); i++)
		write_row(&table, i);
	for (i = 0; i < NUM_COLUMNS; i++) {
		terminal_empty(terminal, &table.cells[i]);
		buffer_free(&table.cells[i]);
	}
	terminal_empty(terminal, &table.title);
	buffer_free(&table.title);
}
