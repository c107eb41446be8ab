/*
 * shared.c - matches of a cluster -> the passages that its members share
 *
 * Member after member, the lead first: the stretches that it shares with later
 * members are laid over each other and cut wherever the set of members changes.
 * Pieces shorter than a passage join the neighbour with which they have most in
 * common.  What a passage has told already of a member is not told again, so
 * the same stretch in three members is one passage with three places.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "text/window.h"
#include "text/words.h"
#include "shared.h"

/* The link of what a repeated member shares with itself. */
#define SELF UINT32_MAX

/* A part of a stretch of the member at hand. */
struct piece {
	struct tokens_span span;
	uint32_t link, stretch;
};

/* A part of the member at hand that stands in the same others throughout. */
struct segment {
	struct tokens_span span;
	size_t first_item, num_items; /* the pieces over it, ascending */
};

void
shared_free(struct shared *shared)
{
	memory_free(shared->passages);
	memory_free(shared->places);
	memory_free(shared->pieces);
	memory_free(shared->segments);
	memory_free(shared->cuts);
	memory_free(shared->cuts_scratch);
	memory_free(shared->items);
	memory_free(shared->told);
	memory_free(shared->told_tokens);
}

/* Half words that count. */
static uint32_t
weigh_passage(
    const struct shared_members *in, uint32_t member, struct tokens_span span)
{
	return words_weigh_counted(
	    in->ids[member] + span.begin, span.end - span.begin);
}

/* ---- pieces: stretches less what is told already ------------------------ */

static enum ndup_status
add_piece(struct shared *shared, struct piece piece)
{
	if (memory_grow(shared->pieces, shared->num_pieces + 1) != NDUP_OK)
		return NDUP_NOMEM;
	shared->pieces[shared->num_pieces++] = piece;
	return NDUP_OK;
}

static enum ndup_status
add_untold(struct shared *shared, const bool *told, struct piece piece)
{
	uint32_t i = piece.span.begin, end = piece.span.end;

	while (i < end) {
		if (told[i]) {
			i++;
			continue;
		}
		piece.span.begin = i;
		while (i < end && !told[i])
			i++;
		piece.span.end = i;
		if (add_piece(shared, piece) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

static enum ndup_status
add_link(struct shared *shared, const struct shared_members *in, size_t link)
{
	const struct alignment *alignment = in->links[link].alignment;
	struct piece piece = {.link = (uint32_t)link};
	size_t i;

	for (i = 0; i < alignment->num_stretches; i++) {
		piece.stretch = (uint32_t)i;
		piece.span = alignment->stretches[i].a;
		if (add_untold(shared, shared->told[in->links[link].a],
			piece) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

/* A repeated member is shared all over, but for what does not count before and
 * behind all that does. */
static enum ndup_status
add_self(
    struct shared *shared, const struct shared_members *in, uint32_t member)
{
	const uint32_t *ids = in->ids[member];
	struct piece piece = {
	    .span = {0, in->num_tokens[member]}, .link = SELF};
	struct tokens_span *span = &piece.span;

	while (span->begin < span->end && !word_counts(ids[span->begin]))
		span->begin++;
	while (span->begin < span->end && !word_counts(ids[span->end - 1]))
		span->end--;
	return add_untold(shared, shared->told[member], piece);
}

/* ---- segments: between one cut and the next ----------------------------- */

static enum ndup_status
make_cuts(struct shared *shared)
{
	size_t i, num = 2 * shared->num_pieces;

	if (memory_grow(shared->cuts, num) != NDUP_OK ||
	    memory_grow(shared->cuts_scratch, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < shared->num_pieces; i++) {
		shared->cuts[2 * i] = shared->pieces[i].span.begin;
		shared->cuts[2 * i + 1] = shared->pieces[i].span.end;
	}
	sort_numbers(shared->cuts, shared->cuts_scratch, num);
	shared->num_cuts = sort_unique(shared->cuts, num);
	return NDUP_OK;
}

/* The segment that begins at this cut. */
static size_t
segment_at(const struct shared *shared, uint32_t begin)
{
	size_t low = 0, high = shared->num_cuts - 1, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (shared->cuts[middle] < begin)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Notes the next piece over a segment. */
static void
segment_note(struct shared *shared, const struct segment *segment, size_t piece)
{
	size_t at = segment->first_item + segment->num_items;

	assert(segment->num_items == 0 || shared->items[at - 1] < piece);
	shared->items[at] = piece;
}

/* Calls for each piece over each segment: counts it, or notes it. */
static void
lay_pieces(struct shared *shared, bool note)
{
	const struct piece *piece;
	struct segment *segment;
	size_t i;

	for (i = 0; i < shared->num_pieces; i++) {
		piece = &shared->pieces[i];
		segment =
		    shared->segments + segment_at(shared, piece->span.begin);
		for (; segment < shared->segments + shared->num_segments &&
		       segment->span.begin < piece->span.end;
		     segment++) {
			if (note)
				segment_note(shared, segment, i);
			segment->num_items++;
		}
	}
}

static enum ndup_status
make_segments(struct shared *shared)
{
	struct segment *segment;
	size_t i, num_items = 0;

	if (make_cuts(shared) != NDUP_OK ||
	    memory_grow(shared->segments, shared->num_cuts) != NDUP_OK)
		return NDUP_NOMEM;
	shared->num_segments = shared->num_cuts - 1;
	for (i = 0; i < shared->num_segments; i++)
		shared->segments[i] = (struct segment){
		    {(uint32_t)shared->cuts[i], (uint32_t)shared->cuts[i + 1]},
		    0, 0};
	lay_pieces(shared, false);
	for (i = 0; i < shared->num_segments; i++) {
		segment = &shared->segments[i];
		segment->first_item = num_items;
		num_items += segment->num_items;
		segment->num_items = 0;
	}
	if (memory_grow(shared->items, num_items) != NDUP_OK)
		return NDUP_NOMEM;
	lay_pieces(shared, true);
	return NDUP_OK;
}

/* ---- joining segments --------------------------------------------------- */

static uint64_t
stretch_of(const struct shared *shared, const struct segment *segment, size_t i)
{
	const struct piece *piece =
	    &shared->pieces[shared->items[segment->first_item + i]];

	return (uint64_t)piece->link << 32 | piece->stretch;
}

/* Stretches that lie over both. */
static size_t
count_common(const struct shared *shared, const struct segment *x,
    const struct segment *y)
{
	size_t i = 0, j = 0, num = 0;
	uint64_t left, right;

	while (i < x->num_items && j < y->num_items) {
		left = stretch_of(shared, x, i);
		right = stretch_of(shared, y, j);
		num += left == right;
		i += left <= right;
		j += right <= left;
	}
	return num;
}

static bool
touches(const struct segment *left, const struct segment *right)
{
	return left->num_items > 0 && right->num_items > 0 &&
	       left->span.end == right->span.begin;
}

/* Joins neighbours under the same stretches; leaves out empty segments. */
static void
join_equal(struct shared *shared)
{
	struct segment *segments = shared->segments, *last = NULL;
	size_t i, num = 0;

	for (i = 0; i < shared->num_segments; i++) {
		if (segments[i].num_items == 0)
			continue;
		last = num > 0 ? &segments[num - 1] : NULL;
		if (last != NULL && touches(last, &segments[i]) &&
		    last->num_items == segments[i].num_items &&
		    count_common(shared, last, &segments[i]) == last->num_items)
			last->span.end = segments[i].span.end;
		else
			segments[num++] = segments[i];
	}
	shared->num_segments = num;
}

/* Whether the sliver at hand goes to its left neighbour, not to its right. */
static bool
prefers_left(const struct shared *shared, const struct segment *left,
    const struct segment *sliver, const struct segment *right)
{
	if (left == NULL || right == NULL)
		return right == NULL;
	return count_common(shared, left, sliver) >=
	       count_common(shared, right, sliver);
}

/* Whether a segment can stand alone: long enough, or all there is. */
static bool
stands_alone(
    const struct shared_members *in, uint32_t member, struct tokens_span span)
{
	return weigh_passage(in, member, span) >= in->min_passage ||
	       span.end - span.begin == in->num_tokens[member];
}

/* Lets segments shorter than a passage join a neighbour that they touch. */
static void
join_slivers(
    struct shared *shared, const struct shared_members *in, uint32_t member)
{
	struct segment *segments = shared->segments, *left, *right;
	size_t i, num = 0;

	for (i = 0; i < shared->num_segments; i++) {
		left = num > 0 && touches(&segments[num - 1], &segments[i])
			   ? &segments[num - 1]
			   : NULL;
		right = i + 1 < shared->num_segments &&
				touches(&segments[i], &segments[i + 1])
			    ? &segments[i + 1]
			    : NULL;
		if (stands_alone(in, member, segments[i].span))
			segments[num++] = segments[i];
		else if (left == NULL && right == NULL)
			continue;
		else if (prefers_left(shared, left, &segments[i], right))
			left->span.end = segments[i].span.end;
		else
			right->span.begin = segments[i].span.begin;
	}
	shared->num_segments = num;
}

/* ---- ends at sentences ---------------------------------------------------- */

/* How far two tokens are from each other, in half words. */
static uint32_t
weigh_between(
    const struct shared_members *in, uint32_t member, uint32_t x, uint32_t y)
{
	return x < y ? weigh_passage(in, member, (struct tokens_span){x, y})
		     : weigh_passage(in, member, (struct tokens_span){y, x});
}

/* Of two places where passages that touch may be divided: the one with the
 * better border, of equals the one that is nearer to the cut. */
static uint32_t
better_cut(const struct shared_members *in, uint32_t member,
    const struct sentences *sentences, uint32_t cut, const uint32_t places[2])
{
	enum border before = sentences_border(sentences, places[0]);
	enum border after = sentences_border(sentences, places[1]);

	if (before != after)
		return before > after ? places[0] : places[1];
	return weigh_between(in, member, places[0], cut) <=
		       weigh_between(in, member, cut, places[1])
		   ? places[0]
		   : places[1];
}

/* Passages that touch are divided where a sentence begins, or a clause; what
 * sticks out at the other ends is left out, see text/sentence.h. */
static void
divide_segments(const struct shared_members *in, uint32_t member,
    const struct sentences *sentences, struct segment *left,
    struct segment *right)
{
	uint32_t cut = left->span.end;
	const uint32_t places[2] = {
	    sentences_nearest(sentences, cut, left->span.begin),
	    sentences_nearest(sentences, cut, right->span.end)};
	struct tokens_span first = left->span, second = right->span;

	first.end = second.begin =
	    better_cut(in, member, sentences, cut, places);
	if (first.begin < first.end && second.begin < second.end &&
	    weigh_passage(in, member, first) >= in->min_passage &&
	    weigh_passage(in, member, second) >= in->min_passage) {
		left->span = first;
		right->span = second;
	}
}

static void
trim_segment(const struct shared_members *in, uint32_t member,
    const struct sentences *sentences, struct segment *segment, bool begin,
    bool end)
{
	struct tokens_span span = segment->span;

	if (begin)
		span.begin =
		    sentences_nearest(sentences, segment->span.begin, span.end);
	if (end)
		span.end =
		    sentences_nearest(sentences, segment->span.end, span.begin);
	if (span.begin < span.end &&
	    weigh_passage(in, member, span) >= in->min_passage)
		segment->span = span;
}

static enum ndup_status
end_at_borders(
    struct shared *shared, const struct shared_members *in, uint32_t member)
{
	struct segment *segments = shared->segments;
	size_t i, num = shared->num_segments;
	struct sentences sentences;
	enum ndup_status status;
	bool begin = true, end;

	if ((status = in->read(in->ctx, member, &sentences)) != NDUP_OK)
		return status;
	for (i = 0; i < num; i++) {
		end = i + 1 == num || !touches(&segments[i], &segments[i + 1]);
		trim_segment(in, member, &sentences, &segments[i], begin, end);
		if (!end)
			divide_segments(in, member, &sentences, &segments[i],
			    &segments[i + 1]);
		begin = end;
	}
	return NDUP_OK;
}

/* ---- passages ----------------------------------------------------------- */

static enum ndup_status
add_place(struct shared *shared, uint32_t member, struct tokens_span span)
{
	assert(span.begin < span.end);
	if (memory_grow(shared->places, shared->num_places + 1) != NDUP_OK)
		return NDUP_NOMEM;
	shared->places[shared->num_places++] =
	    (struct shared_place){member, span};
	memset(shared->told[member] + span.begin, true, span.end - span.begin);
	return NDUP_OK;
}

static enum ndup_status
shared_add_passage(struct shared *shared, const struct shared_members *in,
    uint32_t member, const struct segment *segment)
{
	struct shared_passage passage = {shared->num_places, 0};
	const struct alignment *alignment;
	const struct piece *piece;
	struct tokens_span span;
	size_t i;

	if (memory_grow(shared->passages, shared->num_passages + 1) !=
		NDUP_OK ||
	    add_place(shared, member, segment->span) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < segment->num_items; i++) {
		piece = &shared->pieces[shared->items[segment->first_item + i]];
		if (piece->link == SELF)
			continue;
		alignment = in->links[piece->link].alignment;
		span = alignment_project(alignment,
		    &alignment->stretches[piece->stretch], segment->span);
		if (span.begin < span.end &&
		    add_place(shared, in->links[piece->link].b, span) !=
			NDUP_OK)
			return NDUP_NOMEM;
	}
	passage.num_places =
	    (uint32_t)(shared->num_places - passage.first_place);
	if (passage.num_places < 2 && !in->repeated[member])
		shared->num_places = passage.first_place;
	else
		shared->passages[shared->num_passages++] = passage;
	return NDUP_OK;
}

static enum ndup_status
tell_member(
    struct shared *shared, const struct shared_members *in, uint32_t member)
{
	enum ndup_status status;
	size_t i;

	if (make_segments(shared) != NDUP_OK)
		return NDUP_NOMEM;
	join_equal(shared);
	join_slivers(shared, in, member);
	join_equal(shared);
	if ((status = end_at_borders(shared, in, member)) != NDUP_OK)
		return status;
	for (i = 0; i < shared->num_segments; i++) {
		if (shared_add_passage(
			shared, in, member, &shared->segments[i]) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

static enum ndup_status
begin_telling(struct shared *shared, const struct shared_members *in)
{
	size_t num = 0;
	uint32_t i;

	shared->num_passages = shared->num_places = 0;
	for (i = 0; i < in->num_members; i++)
		num += in->num_tokens[i];
	if (memory_grow(shared->told, in->num_members) != NDUP_OK ||
	    memory_grow(shared->told_tokens, num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	memset(shared->told_tokens, 0, num * sizeof *shared->told_tokens);
	for (i = 0, num = 0; i < in->num_members; i++) {
		shared->told[i] = shared->told_tokens + num;
		num += in->num_tokens[i];
	}
	return NDUP_OK;
}

enum ndup_status
shared_find(struct shared *shared, const struct shared_members *in)
{
	enum ndup_status status = NDUP_OK;
	uint32_t member;
	size_t link = 0;

	if (begin_telling(shared, in) != NDUP_OK)
		return NDUP_NOMEM;
	for (member = 0; member < in->num_members && status == NDUP_OK;
	     member++) {
		shared->num_pieces = 0;
		for (; link < in->num_links && in->links[link].a == member;
		     link++) {
			if (add_link(shared, in, link) != NDUP_OK)
				return NDUP_NOMEM;
		}
		if (in->repeated[member] &&
		    add_self(shared, in, member) != NDUP_OK)
			return NDUP_NOMEM;
		if (shared->num_pieces > 0)
			status = tell_member(shared, in, member);
	}
	assert(status != NDUP_OK || link == in->num_links);
	return status;
}
