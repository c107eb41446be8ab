/*
 * html_edits.c - in which words the occurrences of a passage differ
 *
 * Data for the script, of each passage that has more than one wording:
 *   its number; 1: each two of its wordings were compared, 0: each with the
 *   first one only, as they are too many; the wording of each of its places,
 *   from 0; then of each two that differ: both, u < v, and for either a list:
 *   UTF-16 units that are the same, units of words that the other has not, and
 *   so on, from where the passage begins.
 *
 * They are the edits that the report of a pair has on a terminal.  The first
 * wording is the lead's, if it has the passage.
 */
#include "base/hash.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/slice.h"
#include "html.h"
#include "html_text.h"
#include "prose.h"

/* ---- the wordings of a passage ------------------------------------------ */

static struct ndup_slice
wording_text(const struct wordings *wordings, size_t number)
{
	const struct wording *wording = &wordings->items[number];

	return (struct ndup_slice){
	    wordings->text.data + wording->begin, wording->size};
}

/* The wording that has this text; as many as there are: none. */
static size_t
wording_find(
    const struct wordings *wordings, struct ndup_slice text, uint64_t hash)
{
	size_t i;

	for (i = 0; i < wordings->num; i++)
		if (wordings->items[i].hash == hash &&
		    slice_equal(wording_text(wordings, i), text))
			break;
	return i;
}

/* Finds the wording of a place, which may be new. */
static void
wording_add(struct html *html, const struct ndup_cluster *cluster,
    const struct html_place *place, uint32_t *number)
{
	struct wordings *wordings = &html->wordings;
	struct ndup_document document;
	struct ndup_slice text;
	struct ndup_span span;
	uint64_t hash;

	if (!html_document(
		html, cluster->members[place->member].article, &document))
		return;
	span = prose_passage(document.text, place->bytes);
	text = prose_slice(document.text, span);
	hash = hash_bytes(text.ptr, text.len, 0);
	*number = (uint32_t)wording_find(wordings, text, hash);
	if (*number < wordings->num)
		return;
	if (memory_grow(wordings->items, wordings->num + 1) != NDUP_OK) {
		sink_no_memory(html->sink);
		return;
	}
	wordings->items[wordings->num++] = (struct wording){hash,
	    wordings->text.size, text.len, place->bytes.begin - span.begin};
	buffer_slice(&wordings->text, text);
	if (wordings->text.failed)
		sink_no_memory(html->sink);
}

/* Finds the wordings of all places of a passage. */
static void
wordings_find(struct html *html, const struct ndup_cluster *cluster,
    const struct html_place *places, size_t num)
{
	struct wordings *wordings = &html->wordings;
	size_t i, first = 0;

	wordings->num = 0;
	wordings->num_places = num;
	buffer_clear(&wordings->text);
	if (memory_grow(wordings->of, num) != NDUP_OK)
		sink_no_memory(html->sink);
	while (first < num &&
	       cluster->members[places[first].member].article != cluster->lead)
		first++;
	if (first < num && sink_pass(html->sink))
		wording_add(
		    html, cluster, &places[first], &wordings->of[first]);
	for (i = 0; i < num && sink_pass(html->sink); i++)
		wording_add(html, cluster, &places[i], &wordings->of[i]);
}

/* ---- what differs between two of them ----------------------------------- */

/* Writes the list of one side. */
static void
put_side(struct html *html, size_t number, const struct ndup_edit *edits,
    size_t num_edits, bool first)
{
	struct ndup_slice text = wording_text(&html->wordings, number);
	uint32_t at = (uint32_t)html->wordings.items[number].before;
	struct buffer *out = &html->sink->out;
	struct ndup_span span;
	const char *comma = "";
	size_t i;

	buffer_string(out, ",[");
	for (i = 0; i < num_edits; i++) {
		span = first ? edits[i].a : edits[i].b;
		if (span.begin == span.end)
			continue;
		buffer_string(out, comma);
		digits_number(out, html_units(prose_slice(text,
				       (struct ndup_span){at, span.begin})));
		buffer_string(out, ",");
		digits_number(out, html_units(prose_slice(text, span)));
		at = span.end;
		comma = ",";
	}
	buffer_string(out, "]");
}

/* Writes what stands before the edits of a passage, once. */
static void
put_edits_head(struct html *html, const struct html_place *place)
{
	struct wordings *wordings = &html->wordings;
	struct buffer *out = &html->sink->out;
	size_t i;

	if (wordings->begun)
		return;
	wordings->begun = true;
	buffer_string(out, wordings->any ? ",\n[" : "[");
	wordings->any = true;
	digits_number(out, place->passage);
	buffer_string(out, wordings->num <= HTML_WORDINGS ? ",1,[" : ",0,[");
	for (i = 0; i < wordings->num_places; i++) {
		buffer_string(out, i > 0 ? "," : "");
		digits_number(out, wordings->of[i]);
	}
	buffer_string(out, "]");
}

/* Writes what differs between two wordings, if anything does. */
static void
put_edits(struct html *html, const struct html_place *place, size_t u, size_t v)
{
	struct buffer *out = &html->sink->out;
	const struct ndup_edit *edits;
	enum ndup_status status;
	size_t num_edits;

	status = ndup_differ_run(html->differ, wording_text(&html->wordings, u),
	    wording_text(&html->wordings, v), &edits, &num_edits,
	    sink_error(html->sink));
	if (status != NDUP_OK) {
		sink_fail(html->sink, status);
		return;
	}
	if (num_edits == 0)
		return;
	put_edits_head(html, place);
	buffer_string(out, ",");
	digits_number(out, u);
	buffer_string(out, ",");
	digits_number(out, v);
	put_side(html, u, edits, num_edits, true);
	put_side(html, v, edits, num_edits, false);
}

static void
put_wordings(struct html *html, const struct html_place *place)
{
	struct wordings *wordings = &html->wordings;
	bool all = wordings->num <= HTML_WORDINGS;
	size_t i, j;

	wordings->begun = false;
	if (!all)
		put_edits_head(html, place);
	for (i = 0; i < (all ? wordings->num : 1); i++)
		for (j = i + 1; j < wordings->num && sink_pass(html->sink); j++)
			put_edits(html, place, i, j);
	if (wordings->begun)
		buffer_string(&html->sink->out, "]");
}

void
html_edits(struct html *html, const struct ndup_cluster *cluster)
{
	const struct html_place *place = html->places.items;
	const struct html_place *end, *next;

	if (html->differ == NULL && sink_pass(html->sink))
		sink_fail(html->sink,
		    ndup_differ_new(&html->differ, sink_error(html->sink)));
	html->wordings.any = false;
	end = html->places.num > 0 ? place + html->places.num : place;
	for (; place < end && place->passage > 0 && sink_pass(html->sink);
	     place = next) {
		for (next = place;
		     next < end && next->passage == place->passage;)
			next++;
		wordings_find(html, cluster, place, (size_t)(next - place));
		if (html->wordings.num > 1 && sink_pass(html->sink))
			put_wordings(html, place);
	}
}
