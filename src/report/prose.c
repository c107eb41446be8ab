/*
 * prose.c - words and passages of a text, as a reader sees them
 *
 * Words are those of a reader's eye, by the category of characters; what
 * counts in a scan is said by the library.
 */
#include <utf8proc.h>

#include "base/utf8.h"
#include "prose.h"

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
prose_is_word(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return (category >= UTF8PROC_CATEGORY_LU &&
		   category <= UTF8PROC_CATEGORY_NO) ||
	       code == '\'' || code == 0x2019;
}

/* Counts words, code point after code point. */
struct count {
	uint64_t half_words;
	bool inside; /* a word that more characters may belong to */
};

static void
count_code(struct count *count, int32_t code)
{
	bool word = prose_is_word(code);

	if (word && is_half_word(code)) {
		count->half_words++;
		count->inside = false;
	} else {
		count->half_words += word && !count->inside ? 2 : 0;
		count->inside = word;
	}
}

/* Digits and the apostrophe; letters. */
static const uint64_t ascii_words[2] = {
    UINT64_C(0x03ff008000000000), UINT64_C(0x07fffffe07fffffe)};

/* Counts on to the next byte that is not ASCII; returns its place. */
static size_t
count_ascii(struct count *count, struct ndup_slice text, size_t at)
{
	uint64_t begun = 0, outside = !count->inside, word;
	unsigned byte;

	for (; at < text.len; at++) {
		byte = (unsigned char)text.ptr[at];
		if (byte >= 0x80)
			break;
		word = ascii_words[byte >> 6] >> (byte & 63) & 1;
		begun += word & outside;
		outside = word ^ 1;
	}
	count->half_words += 2 * begun;
	count->inside = outside == 0;
	return at;
}

uint64_t
prose_half_words(struct ndup_slice text)
{
	struct count count = {0, false};
	int32_t code;
	size_t at = 0;

	while ((at = count_ascii(&count, text, at)) < text.len) {
		at += printable_decode(text.ptr + at, text.len - at, &code);
		count_code(&count, code);
	}
	return count.half_words;
}

uint64_t
prose_count(struct ndup_slice text)
{
	return (prose_half_words(text) + 1) / 2;
}

static bool
is_closing(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category == UTF8PROC_CATEGORY_PE ||
	       category == UTF8PROC_CATEGORY_PF ||
	       category == UTF8PROC_CATEGORY_PO || code == 0x201c; /* German */
}

static bool
is_opening(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category == UTF8PROC_CATEGORY_PS ||
	       category == UTF8PROC_CATEGORY_PI || code == '"';
}

/* Brackets and quotation marks that are open. */
struct open_marks {
	struct {
		size_t at; /* in the text */
		int32_t code;
	} marks[16];
	size_t num;
};

/* Whether this mark closes the one that was opened last. */
static bool
closes(const struct open_marks *opened, int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);
	int32_t last =
	    opened->num > 0 ? opened->marks[opened->num - 1].code : 0;

	if (code == '"')
		return last == '"';
	if (code == 0x2019) /* most are apostrophes */
		return last == 0x2018 || last == 0x201a;
	if (last == 0x201e || last == 0x201a) /* low ones: German and others */
		return code >= 0x2018 && code <= 0x201d;
	return category == UTF8PROC_CATEGORY_PE ||
	       category == UTF8PROC_CATEGORY_PF;
}

/*
 * What stands between `wide` and the words themselves are marks: these begin
 * behind the last one that nothing closes, and end before the first one that
 * nothing has opened, or that opens something.
 */
static struct ndup_span
leave_out_unpaired(
    struct ndup_slice text, struct ndup_span words, struct ndup_span wide)
{
	struct open_marks opened = {.num = 0};
	size_t at, size, i;
	int32_t code;

	for (at = wide.begin; at < wide.end; at += size) {
		size = printable_decode(text.ptr + at, text.len - at, &code);
		if (closes(&opened, code)) {
			if (opened.num > 0)
				opened.num--;
			else if (at >= words.end)
				break;
		} else if (!is_opening(code)) {
			continue;
		} else if (at >= words.end) {
			break;
		} else if (opened.num <
			   sizeof opened.marks / sizeof opened.marks[0]) {
			opened.marks[opened.num].at = at + size;
			opened.marks[opened.num++].code = code;
		}
	}
	wide.end = (uint32_t)(at < wide.end ? at : wide.end);
	for (i = 0; i < opened.num; i++)
		if (opened.marks[i].at <= words.begin)
			wide.begin = (uint32_t)opened.marks[i].at;
	return wide;
}

struct ndup_span
prose_passage(struct ndup_slice text, struct ndup_span span)
{
	size_t begin = span.begin, end = span.end, size;
	int32_t code;

	for (; begin > 0; begin -= size) {
		size = printable_decode_before(text.ptr, begin, &code);
		if (!is_opening(code))
			break;
	}
	for (; end < text.len; end += size) {
		size = printable_decode(text.ptr + end, text.len - end, &code);
		if (!is_closing(code))
			break;
	}
	return leave_out_unpaired(
	    text, span, (struct ndup_span){(uint32_t)begin, (uint32_t)end});
}

struct ndup_span
prose_before(struct ndup_slice text, struct ndup_span span, unsigned num_words)
{
	size_t begin = span.begin, at = span.begin;
	struct count count = {0, false};
	int32_t code;

	while (at > 0) {
		at -= printable_decode_before(text.ptr, at, &code);
		count_code(&count, code);
		if (count.half_words > 2 * (uint64_t)num_words)
			break;
		if (prose_is_word(code))
			begin = at;
	}
	return (struct ndup_span){(uint32_t)begin, span.begin};
}

struct ndup_span
prose_behind(struct ndup_slice text, struct ndup_span span, unsigned num_words)
{
	size_t end = span.end, at = span.end;
	struct count count = {0, false};
	int32_t code;

	while (at < text.len) {
		at += printable_decode(text.ptr + at, text.len - at, &code);
		count_code(&count, code);
		if (count.half_words > 2 * (uint64_t)num_words)
			break;
		if (prose_is_word(code) || is_closing(code))
			end = at;
	}
	return (struct ndup_span){span.end, (uint32_t)end};
}
