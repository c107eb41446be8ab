/*
 * csv.c - the report as a table, for spreadsheets
 *
 * A row a member, cluster after cluster; or a row a matching pair.  Commas,
 * quotes and CRLF as in RFC 4180, names in the first row.  Text of articles
 * goes through escape_csv(), so that no cell is a formula.  Names and order of
 * the columns are a promise; the manual page describes each.
 */
#include <string.h>

#include "base/json.h"
#include "escape.h"
#include "report.h"

/* A cell, with the comma behind it. */
static void
csv_put_text(struct buffer *out, struct ndup_slice text)
{
	escape_csv(out, text);
	buffer_string(out, ",");
}

static void
csv_put_word(struct buffer *out, const char *word)
{
	buffer_string(out, word);
	buffer_string(out, ",");
}

static void
put_number(struct buffer *out, uint64_t value)
{
	digits_number(out, value);
	buffer_string(out, ",");
}

static void
csv_put_share(struct buffer *out, double value)
{
	digits_share(out, value);
	buffer_string(out, ",");
}

/* The last cell has no comma. */
static void
end_row(struct buffer *out)
{
	if (out->size > 0)
		out->size--;
	buffer_string(out, "\r\n");
}

/* id, source, published, title, url, notice, num_words */
static void
csv_put_article(struct sink *sink, struct ndup_scan *scan, uint32_t article)
{
	struct buffer *out = &sink->out;
	struct ndup_document document;
	char published[32];

	if (!sink_names(sink, scan, article, &document))
		return;
	csv_put_text(out, document.id);
	csv_put_text(out, document.source);
	csv_put_word(out, ndup_time_format(&document.published, published));
	csv_put_text(out, document.title);
	csv_put_text(out, document.url);
	csv_put_word(out, ndup_notice_name(document.notice));
	put_number(out, ndup_scan_num_words(scan, article));
}

/* ---- a row a member ----------------------------------------------------- */

static const char member_names[] =
    "cluster,num_members,weakest,first,id,source,published,title,url,"
    "notice,num_words,lag_seconds,relation,jaccard,containment,"
    "containment_of_other,coverage,"
    "coverage_of_other,new_words,ignored_words,old,num_facts\r\n";

/* The first article's id, unless its time is unknown: then none is first. */
static void
csv_put_first(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster)
{
	struct ndup_document first;

	if (!sink_names(sink, scan, cluster->first, &first))
		return;
	if (first.published.precision == NDUP_TIME_UNKNOWN)
		csv_put_word(&sink->out, "");
	else
		csv_put_text(&sink->out, first.id);
}

static void
csv_put_lag(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster, const struct ndup_member *member)
{
	struct ndup_time time, first;

	if (!sink_time(sink, scan, member->article, &time) ||
	    !sink_time(sink, scan, cluster->first, &first))
		return;
	if (time.precision == NDUP_TIME_UNKNOWN)
		csv_put_word(&sink->out, "");
	else
		put_number(
		    &sink->out, (uint64_t)(time.seconds - first.seconds));
}

static void
csv_write_member(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster, const struct ndup_member *member)
{
	struct buffer *out = &sink->out;

	put_number(out, cluster->number);
	put_number(out, cluster->num_members);
	csv_put_share(out, cluster->weakest);
	csv_put_first(sink, scan, cluster);
	csv_put_article(sink, scan, member->article);
	csv_put_lag(sink, scan, cluster, member);
	csv_put_word(out, ndup_relation_name(member->match.relation));
	csv_put_share(out, member->match.jaccard);
	csv_put_share(out, member->match.containment_a);
	csv_put_share(out, member->match.containment_b);
	csv_put_share(out, member->match.coverage_a);
	csv_put_share(out, member->match.coverage_b);
	if (ndup_scan_params(scan)->no_passages)
		csv_put_word(out, "");
	else
		put_number(out, member->new_words);
	put_number(out, member->ignored_words);
	csv_put_word(out, member->old ? "true" : "false");
	if (ndup_scan_params(scan)->no_passages)
		csv_put_word(out, "");
	else
		put_number(out, member->match.num_facts);
	end_row(out);
}

static void
write_members(struct sink *sink, struct ndup_scan *scan)
{
	const struct ndup_cluster *cluster;
	enum ndup_status status;
	size_t i;

	buffer_string(&sink->out, member_names);
	while ((status = ndup_scan_next_cluster(
		    scan, &cluster, sink_error(sink))) == NDUP_OK)
		for (i = 0; i < cluster->num_members && sink_pass(sink); i++)
			csv_write_member(
			    sink, scan, cluster, &cluster->members[i]);
	sink_end(sink, status);
}

/* ---- a row a pair ------------------------------------------------------- */

static const char match_names[] =
    "a_id,a_source,a_published,a_title,a_url,a_notice,a_num_words,"
    "b_id,b_source,b_published,b_title,b_url,b_notice,b_num_words,"
    "relation,jaccard,containment_a,containment_b,coverage_a,coverage_b,"
    "longest_run,num_passages,num_facts\r\n";

static void
csv_write_match(
    struct sink *sink, struct ndup_scan *scan, const struct ndup_match *match)
{
	bool passages = !ndup_scan_params(scan)->no_passages;
	struct buffer *out = &sink->out;

	csv_put_article(sink, scan, match->a);
	csv_put_article(sink, scan, match->b);
	csv_put_word(out, ndup_relation_name(match->relation));
	csv_put_share(out, match->jaccard);
	csv_put_share(out, match->containment_a);
	csv_put_share(out, match->containment_b);
	csv_put_share(out, match->coverage_a);
	csv_put_share(out, match->coverage_b);
	if (passages) {
		put_number(out, match->longest_run);
		put_number(out, match->num_passages);
		put_number(out, match->num_facts);
	} else {
		csv_put_word(out, "");
		csv_put_word(out, "");
		csv_put_word(out, "");
	}
	end_row(out);
}

static void
csv_write_matches(struct sink *sink, struct ndup_scan *scan)
{
	const struct ndup_match *match;
	enum ndup_status status;

	buffer_string(&sink->out, match_names);
	while ((status = ndup_scan_next_match(
		    scan, &match, sink_error(sink))) == NDUP_OK)
		if (sink_pass(sink))
			csv_write_match(sink, scan, match);
	sink_end(sink, status);
}

void
csv_write(struct sink *sink, struct ndup_scan *scan,
    const struct ndup_report_options *options)
{
	if (options->matches)
		csv_write_matches(sink, scan);
	else
		write_members(sink, scan);
}
