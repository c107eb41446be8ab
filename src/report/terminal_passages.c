/*
 * terminal_passages.c - what the members of a cluster share
 *
 * Each stretch of text once, with its length and the members that have it, in
 * the words of its first occurrence; a long one without its middle.
 */
#include <inttypes.h>

#include <utf8proc.h>

#include "base/printable.h"
#include "report/escape.h"
#include "report/layout.h"
#include "report/terminal.h"

/* Columns of text shown of a passage whole, or of its ends if it has more. */
enum { WHOLE = 480, HEAD = 260, TAIL = 150 };

/* Characters of scripts written without spaces: half a word each. */
static bool
is_half_word(int32_t code)
{
	return (code >= 0x0e00 && code < 0x0f00) || /* Thai, Lao */
	       (code >= 0x1000 && code < 0x10a0) || /* Myanmar */
	       (code >= 0x1780 && code < 0x1800) || /* Khmer */
	       (code >= 0x3040 && code < 0x3100) || /* Kana */
	       (code >= 0x3400 && code < 0xa000) || /* Han */
	       (code >= 0xf900 && code < 0xfb00) || /* Han */
	       (code >= 0x20000 && code < 0x40000); /* Han */
}

static bool
is_word(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return (category >= UTF8PROC_CATEGORY_LU &&
		   category <= UTF8PROC_CATEGORY_NO) ||
	       code == '\'' || code == 0x2019;
}

/* The number of words, near enough to tell a reader what is left out. */
static uint64_t
count_words(struct ndup_slice text)
{
	uint64_t half_words = 0;
	bool inside = false;
	int32_t code;
	size_t at;

	for (at = 0; at < text.len;) {
		at += printable_decode(text.ptr + at, text.len - at, &code);
		if (is_half_word(code)) {
			half_words += is_word(code) ? 1 : 0;
			inside = false;
		} else {
			if (!inside && is_word(code))
				half_words += 2;
			inside = is_word(code);
		}
	}
	return (half_words + 1) / 2;
}

/* Bytes of the beginning to show: up to a space, if there is one near. */
static size_t
head_size(struct ndup_slice text)
{
	size_t size = layout_prefix(text, HEAD), at;

	for (at = size; at > size / 2; at--)
		if (text.ptr[at - 1] == ' ')
			return at - 1;
	return size;
}

static size_t
tail_size(struct ndup_slice text)
{
	size_t size = layout_suffix(text, TAIL), at;

	for (at = size; at > size / 2; at--)
		if (text.ptr[text.len - at] == ' ')
			return at - 1;
	return size;
}

/* Adds the text, or its ends with the number of words between them. */
static void
shorten(struct buffer *buffer, struct ndup_slice text)
{
	struct ndup_slice middle;
	size_t head, tail;

	if (layout_width(text) <= WHOLE) {
		buffer_slice(buffer, text);
		return;
	}
	head = head_size(text);
	tail = tail_size(text);
	middle.ptr = text.ptr + head;
	middle.len = text.len - head - tail;
	buffer_add(buffer, text.ptr, head);
	buffer_string(buffer, " [\xe2\x80\xa6 ");
	terminal_count(buffer, count_words(middle), "word");
	buffer_string(buffer, " \xe2\x80\xa6] ");
	buffer_add(buffer, text.ptr + text.len - tail, tail);
}

/* Adds the members of the occurrences by number: "1, 2, 5-8". */
static void
list_members(struct buffer *buffer, const struct ndup_cluster *cluster,
    const struct ndup_shared *shared)
{
	const struct ndup_occurrence *each = shared->occurrences;
	size_t i, number, begin = 0, end = 0; /* the stretch being listed */

	for (i = 0; i <= shared->num_occurrences; i++) {
		number = i < shared->num_occurrences
			     ? terminal_number(cluster, each[i].article)
			     : 0;
		if (number != 0 && (number == end || number == end + 1) &&
		    begin != 0) {
			end = number;
			continue;
		}
		if (begin != 0 && end > begin)
			buffer_printf(
			    buffer, end > begin + 1 ? "-%zu" : ", %zu", end);
		if (number != 0)
			buffer_printf(
			    buffer, begin != 0 ? ", %zu" : "%zu", number);
		begin = end = number;
	}
}

/* "[1] 57 words in 1, 2" */
static void
write_label(
    struct terminal *terminal, const struct ndup_cluster *cluster, size_t index)
{
	const struct ndup_shared *shared = &cluster->passages[index];
	struct buffer *line = terminal_empty(terminal, &terminal->more);

	buffer_printf(line, "[%zu] ", index + 1);
	terminal_count(line, shared->num_words, "word");
	buffer_string(line, " in ");
	list_members(line, cluster, shared);
	terminal_style(terminal, STYLE_STRONG);
	layout_wrap(&terminal->sink->out, layout_slice(line), TERMINAL_INDENT,
	    TERMINAL_WIDTH);
	terminal_style(terminal, STYLE_PLAIN);
}

static bool
is_closing(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category == UTF8PROC_CATEGORY_PE ||
	       category == UTF8PROC_CATEGORY_PF ||
	       category == UTF8PROC_CATEGORY_PO;
}

static bool
is_opening(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category == UTF8PROC_CATEGORY_PS ||
	       category == UTF8PROC_CATEGORY_PI || code == '"' || code == '\'';
}

/* The words of a span, with the marks that stand right before and after them:
 * a passage ends at its last word, a sentence with its full stop. */
static struct ndup_slice
with_marks(struct ndup_slice text, struct ndup_span span)
{
	size_t begin = span.begin, end = span.end, at, size;
	int32_t code;

	while (begin > 0) {
		for (at = begin - 1; at > 0 && (text.ptr[at] & 0xc0) == 0x80;)
			at--;
		printable_decode(text.ptr + at, begin - at, &code);
		if (!is_opening(code))
			break;
		begin = at;
	}
	for (; end < text.len; end += size) {
		size = printable_decode(text.ptr + end, text.len - end, &code);
		if (!is_closing(code))
			break;
	}
	return (struct ndup_slice){text.ptr + begin, end - begin};
}

static void
write_text(struct terminal *terminal, const struct ndup_occurrence *first)
{
	struct buffer *scratch, *more;
	struct ndup_document document;
	struct ndup_slice text;

	if (!sink_document(
		terminal->sink, terminal->scan, first->article, &document))
		return;
	text = with_marks(document.text, first->text);
	scratch = terminal_empty(terminal, &terminal->scratch);
	escape_terminal(scratch, text);
	more = terminal_empty(terminal, &terminal->more);
	shorten(more, layout_slice(scratch));
	layout_wrap(&terminal->sink->out, layout_slice(more),
	    2 * TERMINAL_INDENT, TERMINAL_WIDTH);
}

void
terminal_passages(struct terminal *terminal, const struct ndup_cluster *cluster)
{
	struct buffer *out = &terminal->sink->out;
	size_t i;

	if (cluster->num_passages == 0)
		return;
	buffer_string(out, "\n  Shared passages\n");
	for (i = 0; i < cluster->num_passages && sink_pass(terminal->sink);
	     i++) {
		write_label(terminal, cluster, i);
		write_text(terminal, &cluster->passages[i].occurrences[0]);
	}
}
