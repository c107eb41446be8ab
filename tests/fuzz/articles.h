/*
 * articles.h - a few articles that repeat each other, out of any bytes
 *
 * The bytes are orders, each with some bytes behind it: begin an article,
 * append a paragraph of a built-in vocabulary, copy from an earlier article,
 * take words out, change one, append raw bytes, set a field.  So small changes
 * of the input move, cut and edit what articles share.
 */
#ifndef TESTS_FUZZ_ARTICLES_H
#define TESTS_FUZZ_ARTICLES_H

#include "fuzz.h"

enum { ARTICLES_MOST = 12, ARTICLES_ROOM = 1 << 15, PARAGRAPH_WORDS = 24 };

struct articles_made {
	struct ndup_document items[ARTICLES_MOST];
	size_t num;
	char room[ARTICLES_ROOM]; /* their texts, then names from the end on */
	size_t used;
};

static inline struct ndup_document *
articles_last(struct articles_made *made)
{
	return &made->items[made->num - 1];
}

static inline void
articles_append(struct articles_made *made, const char *bytes, size_t size)
{
	if (size == 0 || size > ARTICLES_ROOM - made->used)
		return;
	memmove(made->room + made->used, bytes, size);
	made->used += size;
	articles_last(made)->text.len += size;
}

/* Word number n: most are short and plain, some are of other scripts, some mean
 * something to a terminal, a page, a table or a tokeniser. */
static inline void
articles_word(struct articles_made *made, unsigned n)
{
	static const char *const special[] = {"</script><script>x()</script>",
	    "<img src=x onerror=x()>", "<!--", "&amp;", "=cmd()", "\"\",\r\n",
	    "\033[31m", "\033]0;x\a",
	    "\xc2\x9b"
	    "31m",
	    "\xe2\x80\xae"
	    "txet",
	    "caf\xc3\xa9", "cafe\xcc\x81", "\xc2\xbd", "\xef\xb7\xba",
	    "\xe3\x8d\xbf", "don\xe2\x80\x99t", "\xff\xfe", "\xf0\x9f\x98\x80",
	    "\xc2\xad", "\xe2\x80\xa8", "1.50", "not", "\\u0000",
	    "\xef\xbc\x9d"};
	char word[24];
	int size;

	if (n % 256 >= 232) {
		articles_append(made, special[n % 256 - 232],
		    strlen(special[n % 256 - 232]));
	} else if (n % 256 >= 208) {
		size = snprintf(word, sizeof word, "\xd1%c\xd0%c\xd0\xb6",
		    (int)(0x80 + n % 16), (int)(0xb0 + n / 16 % 16));
		articles_append(made, word, (size_t)size);
	} else if (n % 256 >= 184) {
		size = snprintf(word, sizeof word, "\xe7%c%c",
		    (int)(0x80 + n % 64), (int)(0x80 + n / 64 % 64));
		articles_append(made, word, (size_t)size);
	} else {
		size = snprintf(word, sizeof word, "%c%c%u",
		    (int)('a' + n % 26), (int)('a' + n / 26 % 26), n % 7);
		articles_append(made, word, (size_t)size);
	}
}

/* A few sentences; neighbouring paragraphs share words, but not in order. */
static inline void
articles_paragraph(struct articles_made *made, unsigned paragraph)
{
	unsigned i;

	for (i = 0; i < PARAGRAPH_WORDS; i++) {
		articles_word(made, paragraph * 37 + i * (1 + paragraph % 5));
		articles_append(made,
		    i + 1 == PARAGRAPH_WORDS ? ".\n\n"
		    : i % 9 == 8             ? ", "
					     : " ",
		    i + 1 == PARAGRAPH_WORDS ? 3
		    : i % 9 == 8             ? 2
					     : 1);
	}
}

/* A place in the last article's text, in 256ths of it. */
static inline size_t
articles_place(const struct ndup_document *article, struct fuzz_input *input)
{
	return article->text.len * fuzz_take(input) / 256;
}

static inline void
articles_copy(struct articles_made *made, struct fuzz_input *input)
{
	const struct ndup_document *from =
	    &made->items[fuzz_take(input) % made->num];
	size_t begin = articles_place(from, input);
	size_t end = articles_place(from, input);

	if (begin < end)
		articles_append(made, from->text.ptr + begin, end - begin);
}

/* Takes out a few bytes. */
static inline void
articles_cut(struct articles_made *made, struct fuzz_input *input)
{
	struct ndup_document *last = articles_last(made);
	size_t begin = articles_place(last, input),
	       left = last->text.len - begin;
	size_t size = fuzz_take(input);
	char *at = made->room + made->used - left;

	size = size < left ? size : left;
	memmove(at, at + size, left - size);
	made->used -= size;
	last->text.len -= size;
}

/* Writes over a few letters. */
static inline void
articles_change(struct articles_made *made, struct fuzz_input *input)
{
	struct ndup_document *last = articles_last(made);
	size_t begin = articles_place(last, input),
	       left = last->text.len - begin;
	size_t size = 1 + fuzz_take(input) % 8;
	char *at = made->room + made->used - left;

	for (; left > 0 && size > 0; left--, size--, at++)
		*at = (char)('p' + (*at & 7));
}

static inline struct ndup_slice
articles_raw(struct fuzz_input *input)
{
	size_t size = fuzz_take(input) % 64;
	struct fuzz_input raw = fuzz_take_bytes(input, size);

	return (struct ndup_slice){(const char *)raw.bytes, raw.size};
}

/* Ids are made so that no two articles have to share one. */
static inline void
articles_begin(struct articles_made *made, struct fuzz_input *input)
{
	static const char *const ids[ARTICLES_MOST] = {"a1", "a2", "a3", "a4",
	    "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12"};
	static const char *const sources[] = {"TASS", "Reuters", "", "AP"};
	const struct ndup_slice none = {"", 0};
	unsigned how = fuzz_take(input);
	struct ndup_document *article;

	if (made->num == ARTICLES_MOST)
		return;
	article = &made->items[made->num++];
	*article = (struct ndup_document){none, none, none, none, none, none,
	    {0, 0, 0}, 0, 0, NDUP_NOTICE_NONE, 0};
	article->text = (struct ndup_slice){made->room + made->used, 0};
	article->id.ptr = ids[made->num - 1];
	article->id.len = strlen(article->id.ptr);
	article->source.ptr = sources[how % 4];
	article->source.len = strlen(article->source.ptr);
	article->published.precision = (uint8_t)(how / 4 % 4);
	article->published.seconds =
	    article->published.precision == 0
		? 0
		: 1700000000 / 86400 * 86400 + (int64_t)(how / 16) * 86400;
}

static inline void
articles_field(struct articles_made *made, struct fuzz_input *input)
{
	struct ndup_document *last = articles_last(made);
	unsigned which = fuzz_take(input);
	struct ndup_slice value = articles_raw(input);

	switch (which % 5) {
	case 0:
		last->title = value;
		break;
	case 1:
		last->source = value;
		break;
	case 2:
		last->url = value;
		break;
	case 3:
		last->place = value;
		break;
	default:
		last->id = value.len > 0 ? value : last->id;
	}
}

static inline void
articles_order(struct articles_made *made, struct fuzz_input *input)
{
	struct ndup_slice raw;

	switch (fuzz_take(input) % 12) {
	case 0:
	case 1:
		articles_begin(made, input);
		break;
	case 2:
		articles_cut(made, input);
		break;
	case 3:
		articles_change(made, input);
		break;
	case 4:
		raw = articles_raw(input);
		articles_append(made, raw.ptr, raw.len);
		break;
	case 5:
		articles_field(made, input);
		break;
	case 6:
		articles_word(made, fuzz_take(input));
		break;
	case 7:
	case 8:
		articles_copy(made, input);
		break;
	default:
		articles_paragraph(made, fuzz_take(input));
	}
}

/* Reads orders to the end; there is one article at least. */
static inline void
articles_make(struct articles_made *made, struct fuzz_input *input)
{
	made->num = made->used = 0;
	articles_begin(made, input);
	while (input->size > 0)
		articles_order(made, input);
}

#endif
