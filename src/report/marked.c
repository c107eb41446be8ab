/*
 * marked.c - a passage, with the words that another occurrence has instead
 */
#include <string.h>

#include "escape.h"
#include "layout.h"
#include "prose.h"
#include "variants.h"

/* What is left out is at least so wide: less is not worth a gap. */
enum { LEAST_GAP = 60, LEAST_BRIEF = 20 };

static bool
marked_is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Bytes of the beginning to show: up to a space, if there is one near. */
static size_t
head_size(struct ndup_slice text, size_t width)
{
	size_t size = layout_prefix(text, width), at;

	for (at = size; at > size / 2; at--)
		if (marked_is_space(text.ptr[at - 1]))
			return at - 1;
	return size;
}

static size_t
tail_size(struct ndup_slice text, size_t width)
{
	size_t size = layout_suffix(text, width), at;

	for (at = size; at > size / 2; at--)
		if (marked_is_space(text.ptr[text.len - at]))
			return at - 1;
	return size;
}

static void
add_space(struct buffer *out)
{
	if (out->size > 0 && out->data[out->size - 1] != ' ')
		buffer_string(out, " ");
}

/* "[… 15 words …]", on one line: its spaces are such as break none. */
static void
write_gap(
    struct buffer *out, const struct marked *marked, struct ndup_slice middle)
{
	uint64_t num = prose_count(middle);

	add_space(out);
	if (marked->room->brief) {
		buffer_string(out, "\xe2\x80\xa6 ");
		return;
	}
	buffer_string(out, marked->words ? "(" : "[\xe2\x80\xa6\xc2\xa0");
	layout_number(out, num);
	buffer_string(out, "\xc2\xa0word");
	buffer_string(out, num == 1 ? "" : "s");
	buffer_string(
	    out, marked->words ? " left out) " : "\xc2\xa0\xe2\x80\xa6] ");
}

/* Adds what stands between two edits, or before the first or behind the last;
 * of what is long only the ends, and the number of words between them. */
static void
write_equal(struct buffer *out, const struct marked *marked,
    struct ndup_slice text, bool first, bool last)
{
	const struct marked_room *room = marked->room;
	size_t head = SIZE_MAX, tail = 0, width = layout_width(text);

	if (room != NULL && width > (room->brief ? LEAST_BRIEF : LEAST_GAP)) {
		width -= room->brief ? LEAST_BRIEF : LEAST_GAP;
		head = first ? room->head : room->near;
		tail = last ? room->tail : room->near;
	}
	if (width <= head || width - head <= tail) {
		escape_terminal_more(out, text);
		return;
	}
	head = head_size(text, head);
	tail = tail_size(text, tail);
	escape_terminal_more(out, (struct ndup_slice){text.ptr, head});
	write_gap(out, marked,
	    (struct ndup_slice){text.ptr + head, text.len - head - tail});
	escape_terminal_more(
	    out, (struct ndup_slice){text.ptr + text.len - tail, tail});
}

/* Adds words of one side in their brackets. */
static void
write_words(struct buffer *out, struct ndup_slice text, struct ndup_span span,
    enum marked_sides side)
{
	char mark[] = {side == MARKED_OLD ? MARK_OLD : MARK_NEW, '\0'};

	buffer_string(out, mark);
	buffer_string(out, side == MARKED_OLD ? "[-" : "{+");
	escape_terminal_more(out, prose_slice(text, span));
	buffer_string(out, side == MARKED_OLD ? "-]" : "+}");
	buffer_add(out, (char[]){MARK_END}, 1);
}

/* Whether white space stands at a place of a text. */
static bool
space_at(struct ndup_slice text, size_t at)
{
	return at < text.len && marked_is_space(text.ptr[at]);
}

/* ASCII that belongs to no word. */
static bool
is_mark(char byte)
{
	return byte > ' ' && byte < 0x7f && !(byte >= '0' && byte <= '9') &&
	       !((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* Whether white space stands between a place and the next word. */
static bool
parts_words(struct ndup_slice text, size_t at)
{
	while (at < text.len && is_mark(text.ptr[at]))
		at++;
	return space_at(text, at);
}

/* Words of b that a has not, at a place of a: with the marks that join them to
 * what stands before, as in 1.5, and apart from it if they are so in b. */
static void
write_added(struct buffer *out, const struct marked *marked,
    const struct ndup_edit *edit)
{
	struct ndup_span span = edit->b;

	while (span.begin > 0 && is_mark(marked->b.ptr[span.begin - 1]))
		span.begin--;
	if (span.begin > 0 && space_at(marked->b, span.begin - 1))
		add_space(out);
	write_words(out, marked->b, span, MARKED_NEW);
	if (edit->a.end < marked->a.len && !space_at(marked->a, edit->a.end) &&
	    !is_mark(marked->a.ptr[edit->a.end]) &&
	    parts_words(marked->b, span.end))
		add_space(out);
}

static void
write_edit(struct buffer *out, const struct marked *marked,
    const struct ndup_edit *edit)
{
	if (marked->sides != MARKED_NEW && edit->a.begin < edit->a.end)
		write_words(out, marked->a, edit->a, MARKED_OLD);
	if (edit->b.begin == edit->b.end)
		return;
	if (marked->sides == MARKED_NEW)
		write_words(out, marked->b, edit->b, MARKED_NEW);
	else if (marked->sides == MARKED_BOTH && edit->a.begin == edit->a.end)
		write_added(out, marked, edit);
	else if (marked->sides == MARKED_BOTH) {
		add_space(out);
		write_words(out, marked->b, edit->b, MARKED_NEW);
	}
}

void
marked_write(struct buffer *out, const struct marked *marked)
{
	bool right = marked->sides == MARKED_NEW;
	struct ndup_slice text = right ? marked->b : marked->a;
	struct ndup_span span, own;
	uint32_t at = 0;
	size_t i;

	for (i = 0; i <= marked->num_edits; i++) {
		span = (struct ndup_span){at, (uint32_t)text.len};
		if (i < marked->num_edits) {
			own = right ? marked->edits[i].b : marked->edits[i].a;
			span.end = own.begin;
			at = own.end;
		}
		write_equal(out, marked, prose_slice(text, span), i == 0,
		    i == marked->num_edits);
		if (i < marked->num_edits)
			write_edit(out, marked, &marked->edits[i]);
	}
	if (out->size > 0 && out->data[out->size - 1] == ' ')
		out->size--;
}
