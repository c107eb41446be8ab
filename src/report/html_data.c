/*
 * html_data.c - texts, passages and measures of a cluster, for the script
 *
 * A JSON object in a script element that nothing runs:
 *   lead      its member, from 0
 *   texts     of each member: the text; the number of another member that has
 *             the same one; null: the lead's, which stands in the page
 *   words     of each member's text
 *   passages  of each: words, then member, begin, end of each place, the words
 *             that stand before it, and in it
 *   edits     see html_edits.c
 *   ignored   member, begin, end of each place that counts for nothing, and
 *             which of the notes says why
 *   notes     of each: why, and its number in the list of boilerplate if it is
 *             in the page
 *   pairs     of each two members a < b, by a, then b: Jaccard, coverage of a,
 *             coverage of b, in ten-thousandths, strength in percent; only of
 *             up to 60 members
 *   weakest   the two members whose pair has the lowest strength
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/memory.h"
#include "html.h"
#include "html_text.h"
#include "layout.h"
#include "terminal.h"

/* ---- which clusters keep their texts ------------------------------------- */

/*
 * Those of most articles first, until the limit is reached.
 */

struct volume {
	uint32_t cluster; /* its number less 1 */
	uint32_t num_members;
	uint64_t bytes;
};

static int
by_members(const void *left, const void *right)
{
	const struct volume *x = left, *y = right;

	if (x->num_members != y->num_members)
		return x->num_members > y->num_members ? -1 : 1;
	return x->cluster < y->cluster ? -1 : x->cluster > y->cluster;
}

/* Fills in what the cluster at this place holds. */
static enum ndup_status
weigh_texts(struct html *html, uint32_t place, struct volume *volume)
{
	struct ndup_document document;
	struct ndup_error *error = sink_error(html->sink);
	const struct ndup_cluster *cluster;
	enum ndup_status status;
	size_t i;

	status = ndup_scan_cluster_summary(html->scan, place, &cluster, error);
	if (status != NDUP_OK)
		return status;
	volume->cluster = cluster->number - 1;
	volume->num_members = (uint32_t)cluster->num_members;
	for (i = 0; i < cluster->num_members; i++) {
		status = ndup_scan_document(
		    html->scan, cluster->members[i].article, &document, error);
		if (status != NDUP_OK)
			return status;
		volume->bytes += document.text.len;
	}
	return NDUP_OK;
}

static enum ndup_status
choose_texts(struct html *html, struct volume *volumes)
{
	enum ndup_status status;
	uint64_t sum = 0;
	uint32_t i, num = 0;

	while ((status = weigh_texts(html, num, &volumes[num])) == NDUP_OK)
		num++;
	if (status != NDUP_END)
		return status;
	html->num_clusters = num;
	if (num > 1)
		qsort(volumes, num, sizeof *volumes, by_members);
	for (i = 0; i < num; i++) {
		sum += volumes[i].bytes;
		if (sum > html->options->text_limit)
			break;
		html->full[volumes[i].cluster] = true;
		html->num_full++;
	}
	return NDUP_OK;
}

void
html_limit(struct html *html)
{
	size_t num = ndup_scan_counts(html->scan)->clusters + 1;
	struct volume *volumes = memory_new(num, sizeof *volumes);

	html->full = memory_new(num, sizeof *html->full);
	if (volumes == NULL || html->full == NULL)
		sink_no_memory(html->sink);
	else
		sink_end(html->sink, choose_texts(html, volumes));
	memory_free(volumes);
}

void
html_limit_note(struct html *html)
{
	const char *name = html->options->more_text;
	struct buffer *out = &html->sink->out;

	if (html->num_full == html->num_clusters)
		return;
	buffer_string(out, "<p class=left-out>");
	terminal_count(out, html->num_clusters - html->num_full, "cluster");
	buffer_string(out, " of ");
	layout_number(out, html->num_clusters);
	buffer_string(out,
	    ", the smallest, are here without the texts of their articles: "
	    "all texts together would have taken more than the ");
	layout_number(out, html->options->text_limit);
	buffer_string(out, " bytes ");
	if (name == NULL) {
		buffer_string(out, "that a page may have.\n");
		return;
	}
	buffer_string(out, "of ");
	html_text(out, (struct ndup_slice){name, strlen(name)});
	buffer_string(out, ".\n");
}

/* ---- texts, passages and measures of a cluster, for the script ----------- */

/* ---- texts -------------------------------------------------------------- */

/* Whether member i has the text that was copied last. */
static bool
has_copied(struct html *html, const struct ndup_cluster *cluster, size_t i)
{
	struct ndup_document document;

	return html_document(html, cluster->members[i].article, &document) &&
	       document.text.len == html->copy.size &&
	       memcmp(document.text.ptr, html->copy.data, document.text.len) ==
		   0;
}

/* The first member before number i with the same text; i if there is none. */
static size_t
find_same(struct html *html, const struct ndup_cluster *cluster, size_t i,
    struct ndup_slice text)
{
	size_t j;

	html->hashes[i] = hash_bytes(text.ptr, text.len, 0);
	for (j = 0; j < i && html->hashes[j] != html->hashes[i]; j++)
		;
	if (j == i)
		return i;
	buffer_clear(&html->copy);
	buffer_slice(&html->copy, text);
	if (html->copy.failed)
		sink_no_memory(html->sink);
	return !html->copy.failed && has_copied(html, cluster, j) ? j : i;
}

static void
data_put_text(struct html *html, const struct ndup_cluster *cluster, size_t i)
{
	struct buffer *out = &html->sink->out;
	struct ndup_document document;
	size_t same;

	if (!html_document(html, cluster->members[i].article, &document))
		return;
	same = find_same(html, cluster, i, document.text);
	if (cluster->members[i].article == cluster->lead)
		buffer_string(out, "null");
	else if (same < i)
		buffer_printf(out, "%zu", same);
	else if (html_document(html, cluster->members[i].article, &document))
		html_json(out, document.text); /* fetched again: others were */
}

static void
put_texts(struct html *html, const struct ndup_cluster *cluster)
{
	size_t i;

	if (memory_grow(html->hashes, cluster->num_members) != NDUP_OK)
		sink_no_memory(html->sink);
	for (i = 0; i < cluster->num_members && sink_pass(html->sink); i++) {
		buffer_string(&html->sink->out, i > 0 ? ",\n" : "");
		data_put_text(html, cluster, i);
	}
}

/* ---- passages ----------------------------------------------------------- */

static void
data_put_number(struct buffer *out, uint32_t number)
{
	buffer_string(out, ",");
	digits_number(out, number);
}

static void
data_put_place(struct buffer *out, const struct html_place *place)
{
	digits_number(out, place->member);
	data_put_number(out, place->units.begin);
	data_put_number(out, place->units.end);
}

static void
html_put_passages(struct html *html, const struct ndup_cluster *cluster)
{
	const struct html_place *places = html->places.items;
	size_t at = 0, first, num = html->places.num;
	struct buffer *out = &html->sink->out;
	uint32_t i;

	for (i = 1; i <= cluster->num_passages && sink_pass(html->sink); i++) {
		buffer_printf(out, "%s[%" PRIu32, i > 1 ? ",\n" : "",
		    cluster->passages[i - 1].num_words);
		for (; at < num && places[at].passage == i; at++) {
			buffer_string(out, ",");
			data_put_place(out, &places[at]);
			data_put_number(out, places[at].words_before);
			data_put_number(out, places[at].num_words);
		}
		buffer_string(out, "]");
	}
	buffer_string(out, "],\n\"edits\":[");
	html_edits(html, cluster);
	buffer_string(out, "],\n\"ignored\":[");
	for (first = at; at < num && sink_pass(html->sink); at++) {
		buffer_string(out, at == first ? "" : ",");
		data_put_place(out, &places[at]);
		data_put_number(
		    out, (uint32_t)html_note_of(html, places[at].ignored));
	}
	buffer_string(out, "],\n\"notes\":[");
	html_put_notes(html);
}

/* ---- pairs -------------------------------------------------------------- */

static unsigned
parts(double share)
{
	return (unsigned)(share * 10000 + 0.5);
}

/* Returns its strength. */
static double
put_pair(struct html *html, uint32_t a, uint32_t b)
{
	struct buffer *out = &html->sink->out;
	const struct ndup_match *match;
	enum ndup_status status;

	status =
	    ndup_scan_measure(html->scan, a, b, &match, sink_error(html->sink));
	if (status != NDUP_OK && status != NDUP_END) {
		sink_fail(html->sink, status);
		return 0;
	}
	digits_number(out, parts(match->jaccard));
	data_put_number(out, parts(match->coverage_a));
	data_put_number(out, parts(match->coverage_b));
	data_put_number(out, terminal_parts(match->strength));
	return match->strength;
}

static void
put_pairs(struct html *html, const struct ndup_cluster *cluster)
{
	const struct ndup_member *members = cluster->members;
	struct buffer *out = &html->sink->out;
	double weakest = 2, strength;
	size_t i, j, a = 0, b = 0;

	if (cluster->num_members > HTML_MATRIX)
		return;
	for (i = 0; i < cluster->num_members; i++) {
		for (j = i + 1;
		     j < cluster->num_members && sink_pass(html->sink); j++) {
			buffer_string(out, i == 0 && j == 1 ? "" : ",");
			strength = put_pair(
			    html, members[i].article, members[j].article);
			if (strength >= weakest)
				continue;
			weakest = strength;
			a = i;
			b = j;
		}
	}
	buffer_printf(out, "],\n\"weakest\":[%zu,%zu", a, b);
}

void
html_data(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;
	size_t i;

	buffer_printf(out,
	    "<script type=\"application/json\">{\"lead\":%" PRIu32
	    ",\n\"texts\":[",
	    html_member(cluster, cluster->lead));
	put_texts(html, cluster);
	buffer_string(out, "],\n\"words\":[");
	for (i = 0; i < cluster->num_members && sink_pass(html->sink); i++) {
		buffer_string(out, i > 0 ? "," : "");
		digits_number(out, html->places.words[i]);
	}
	buffer_string(out, "],\n\"passages\":[");
	html_places_by_passage(&html->places);
	html_put_passages(html, cluster);
	buffer_string(out, "],\n\"pairs\":[");
	put_pairs(html, cluster);
	buffer_string(out, "]}</script>\n");
}
