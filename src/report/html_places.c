/*
 * html_places.c - where passages stand in the texts of a cluster's members
 *
 * The scan counts bytes, a browser UTF-16 units.  Each member's text is read
 * once, from one place to the next; its words are counted on the way.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "html.h"
#include "html_text.h"
#include "prose.h"

uint32_t
html_member(const struct ndup_cluster *cluster, uint32_t article)
{
	size_t low = 0, high = cluster->num_members, middle;

	while (low + 1 < high) {
		middle = low + (high - low) / 2;
		if (cluster->members[middle].article <= article)
			low = middle;
		else
			high = middle;
	}
	return (uint32_t)low;
}

static void
html_add_place(
    struct html_places *places, struct sink *sink, struct html_place place)
{
	place.number = places->num;
	if (memory_grow(places->items, places->num + 1) != NDUP_OK)
		sink_no_memory(sink);
	else
		places->items[places->num++] = place;
}

static void
collect(struct html_places *places, struct sink *sink,
    const struct ndup_cluster *cluster)
{
	const struct ndup_occurrence *occurrence;
	const struct ndup_member *member;
	uint32_t i, j;

	places->num = 0;
	for (i = 0; i < cluster->num_passages && sink_pass(sink); i++) {
		occurrence = cluster->passages[i].occurrences;
		for (j = 0; j < cluster->passages[i].num_occurrences; j++)
			html_add_place(places, sink,
			    (struct html_place){.passage = i + 1,
				.member =
				    html_member(cluster, occurrence[j].article),
				.bytes = occurrence[j].span});
	}
	for (i = 0; i < cluster->num_members && sink_pass(sink); i++) {
		member = &cluster->members[i];
		for (j = 0; j < member->num_ignored; j++)
			html_add_place(places, sink,
			    (struct html_place){.ignored = &member->ignored[j],
				.member = i,
				.bytes = member->ignored[j].span});
	}
}

static int
by_member(const void *left, const void *right)
{
	const struct html_place *x = left, *y = right;

	if (x->member != y->member)
		return x->member < y->member ? -1 : 1;
	if (x->bytes.begin != y->bytes.begin)
		return x->bytes.begin < y->bytes.begin ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static int
place_by_number(const void *left, const void *right)
{
	const struct html_place *x = left, *y = right;

	return x->number < y->number ? -1 : x->number > y->number;
}

/* Where we are in a text: bytes, UTF-16 units, half words. */
struct text_progress {
	struct ndup_slice text;
	uint32_t byte, unit;
	uint64_t half_words;
};

static uint32_t
words_of(uint64_t half_words)
{
	return (uint32_t)((half_words + 1) / 2);
}

static void
go_to(struct text_progress *at, uint32_t byte)
{
	const struct ndup_slice between = {
	    at->text.ptr + at->byte, byte - at->byte};

	at->byte = byte;
	at->unit += html_units(between);
	at->half_words += prose_half_words(between);
}

/* Fills in the units and words of the places of one member; returns the words
 * of its text. */
static uint32_t
measure_places(struct html_place *place, size_t num, struct ndup_slice text)
{
	struct text_progress at = {.text = text}, end = at;
	size_t i;

	for (i = 0; i < num; i++, place++) {
		if (place->bytes.begin >= end.byte)
			at = end;
		go_to(&at, place->bytes.begin);
		end = at;
		go_to(&end, place->bytes.end);
		place->units = (struct ndup_span){at.unit, end.unit};
		place->words_before = words_of(at.half_words);
		place->num_words = words_of(end.half_words - at.half_words);
	}
	go_to(&end, (uint32_t)text.len);
	return words_of(end.half_words);
}

const struct html_place *
html_places_of(const struct html_places *places, size_t member, size_t *num)
{
	const struct html_place *place = places->items;
	size_t low = 0, high = places->num, middle, first;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (place[middle].member < member)
			low = middle + 1;
		else
			high = middle;
	}
	for (first = low; low < places->num && place[low].member == member;)
		low++;
	*num = low - first;
	return *num > 0 ? place + first : NULL;
}

void
html_places_find(struct html_places *places, struct sink *sink,
    struct ndup_scan *scan, const struct ndup_cluster *cluster)
{
	struct ndup_document document;
	size_t i = 0, member, num;

	if (memory_grow(places->words, cluster->num_members) != NDUP_OK)
		sink_no_memory(sink);
	else
		collect(places, sink, cluster);
	if (!sink_pass(sink))
		return;
	if (places->num > 1)
		qsort(places->items, places->num, sizeof *places->items,
		    by_member);
	for (member = 0; member < cluster->num_members; member++, i += num) {
		html_places_of(places, member, &num);
		if (!sink_document(sink, scan, cluster->members[member].article,
			&document))
			return;
		places->words[member] = measure_places(
		    num > 0 ? places->items + i : NULL, num, document.text);
	}
}

void
html_places_by_passage(struct html_places *places)
{
	if (places->num > 1)
		qsort(places->items, places->num, sizeof *places->items,
		    place_by_number);
}

void
html_places_free(struct html_places *places)
{
	memory_free(places->items);
	memory_free(places->words);
}
