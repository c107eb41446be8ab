/*
 * html_data.c - texts, passages and measures of a cluster, for the script
 *
 * A JSON object in a script element that nothing runs:
 *   lead      its member, from 0
 *   texts     of each member: the text; the number of another member that has
 *             the same one; null: the lead's, which stands in the page
 *   passages  of each: words, then member, begin, end of each place
 *   ignored   member, begin, end of each place that counts for nothing
 *   pairs     of each two members a < b, by a, then b: Jaccard, coverage of a,
 *             coverage of b, in ten-thousandths; only of up to 60 members
 */
#include <inttypes.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "report/html.h"
#include "report/html_text.h"

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
		html->sink->status = NDUP_NOMEM;
	return !html->copy.failed && has_copied(html, cluster, j) ? j : i;
}

static void
put_text(struct html *html, const struct ndup_cluster *cluster, size_t i)
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

	if (memory_reserve(&html->hashes, &html->hashes_capacity,
		cluster->num_members, sizeof *html->hashes) != NDUP_OK)
		html->sink->status = NDUP_NOMEM;
	for (i = 0; i < cluster->num_members && sink_pass(html->sink); i++) {
		buffer_string(&html->sink->out, i > 0 ? ",\n" : "");
		put_text(html, cluster, i);
	}
}

/* ---- passages ----------------------------------------------------------- */

static void
put_place(struct buffer *out, const struct html_place *place)
{
	buffer_printf(out, "%" PRIu32 ",%" PRIu32 ",%" PRIu32, place->member,
	    place->units.begin, place->units.end);
}

static void
put_passages(struct html *html, const struct ndup_cluster *cluster)
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
			put_place(out, &places[at]);
		}
		buffer_string(out, "]");
	}
	buffer_string(out, "],\n\"ignored\":[");
	for (first = at; at < num && sink_pass(html->sink); at++) {
		buffer_string(out, at == first ? "" : ",");
		put_place(out, &places[at]);
	}
}

/* ---- pairs -------------------------------------------------------------- */

static unsigned
parts(double share)
{
	return (unsigned)(share * 10000 + 0.5);
}

static void
put_pair(struct html *html, uint32_t a, uint32_t b)
{
	struct ndup_match match;
	enum ndup_status status;

	status = ndup_scan_measure(html->scan, a, b, &match);
	if (status != NDUP_OK && status != NDUP_END)
		html->sink->status = status;
	buffer_printf(&html->sink->out, "%u,%u,%u", parts(match.jaccard),
	    parts(match.coverage_a), parts(match.coverage_b));
}

static void
put_pairs(struct html *html, const struct ndup_cluster *cluster)
{
	const struct ndup_member *members = cluster->members;
	size_t i, j;

	if (cluster->num_members > HTML_MATRIX)
		return;
	for (i = 0; i < cluster->num_members; i++) {
		for (j = i + 1;
		     j < cluster->num_members && sink_pass(html->sink); j++) {
			buffer_string(
			    &html->sink->out, i == 0 && j == 1 ? "" : ",");
			put_pair(html, members[i].article, members[j].article);
		}
	}
}

void
html_data(struct html *html, const struct ndup_cluster *cluster)
{
	struct buffer *out = &html->sink->out;

	buffer_printf(out,
	    "<script type=\"application/json\">{\"lead\":%" PRIu32
	    ",\n\"texts\":[",
	    html_member(cluster, cluster->lead));
	put_texts(html, cluster);
	buffer_string(out, "],\n\"passages\":[");
	html_places_by_passage(&html->places);
	put_passages(html, cluster);
	buffer_string(out, "],\n\"pairs\":[");
	put_pairs(html, cluster);
	buffer_string(out, "]}</script>\n");
}
