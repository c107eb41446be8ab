/*
 * fuzz_ignore.c - any text as ignore_text, and an article that has some of it
 *
 * The first two bytes choose min_passage and the form of the rest: two texts
 * with a NUL between, or orders that make articles (articles.h), the first of
 * which is what to ignore and the last the article.  What is ignored is what a
 * plain search finds: equal words of one paragraph in a row, min_passage of
 * them or the whole of it.
 */
#include "articles.h"
#include "text/window.h"

enum { TOKENS_MOST = 1024, WORK_MOST = 1 << 16 };

static struct articles_made made;
static struct ndup_sketcher *reader; /* which ignores nothing */

struct token_list {
	uint64_t items[TOKENS_MOST];
	size_t num;
};

static bool
read_tokens(struct ndup_slice text, struct token_list *tokens)
{
	const struct ndup_sketch *sketch;

	fuzz_require(ndup_sketcher_run(reader, text, &sketch, NULL) == NDUP_OK);
	if (sketch->num_tokens > TOKENS_MOST)
		return false;
	tokens->num = sketch->num_tokens;
	if (tokens->num > 0)
		memcpy(tokens->items, sketch->tokens,
		    tokens->num * sizeof *tokens->items);
	return true;
}

/* ---- the plain search --------------------------------------------------- */

static unsigned
weigh(const uint64_t *tokens, size_t num)
{
	unsigned half_words = 0;

	while (num-- > 0)
		half_words += window_weight(*tokens++);
	return half_words;
}

/* Marks what the article has of a paragraph, from these places on. */
static void
mark_run(const struct token_list *article, size_t at,
    const struct token_list *paragraph, size_t from, unsigned least,
    bool *marks)
{
	const uint64_t *x = article->items + at;
	const uint64_t *y = paragraph->items + from;
	size_t num = 0;

	while (at + num < article->num && from + num < paragraph->num &&
	       x[num] == y[num])
		num++;
	if (num == paragraph->num || weigh(x, num) >= least)
		memset(marks + at, true, num);
}

static void
mark_paragraph(const struct token_list *article,
    const struct token_list *paragraph, unsigned least, bool *marks)
{
	size_t i, j;

	for (i = 0; i < article->num; i++) {
		for (j = 0; j < paragraph->num; j++) {
			if (article->items[i] == paragraph->items[j])
				mark_run(
				    article, i, paragraph, j, least, marks);
		}
	}
}

static bool
is_blank_line(const char *line, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r')
			return false;
	}
	return true;
}

/* Takes a line, without its end, off the text. */
static struct ndup_slice
take_line(struct ndup_slice *text)
{
	const char *end = memchr(text->ptr, '\n', text->len);
	struct ndup_slice line = *text;
	size_t taken = text->len;

	if (end != NULL) {
		line.len = (size_t)(end - text->ptr);
		taken = line.len + 1;
	}
	text->ptr += taken;
	text->len -= taken;
	return line;
}

/* What lines up to an empty one say; empty at the end. */
static struct ndup_slice
take_paragraph(struct ndup_slice *text)
{
	struct ndup_slice paragraph = {text->ptr, 0}, line;

	while (text->len > 0) {
		line = take_line(text);
		if (!is_blank_line(line.ptr, line.len)) {
			if (paragraph.len == 0)
				paragraph.ptr = line.ptr;
			paragraph.len =
			    (size_t)(line.ptr + line.len - paragraph.ptr);
		} else if (paragraph.len > 0) {
			break;
		}
	}
	return paragraph;
}

/* False: too long for the search. */
static bool
mark_all(struct ndup_slice text, const struct token_list *article,
    unsigned least, bool *marks)
{
	static struct token_list paragraph;
	size_t work = 0;

	while (text.len > 0) {
		if (!read_tokens(take_paragraph(&text), &paragraph))
			return false;
		work += paragraph.num * article->num;
		if (work > WORK_MOST)
			return false;
		mark_paragraph(article, &paragraph, least, marks);
	}
	return true;
}

/* ---- runs --------------------------------------------------------------- */

static void
check_marks(const struct ndup_sketch *sketch, const struct token_list *article,
    const bool *marks)
{
	size_t i;

	fuzz_require(sketch->num_tokens == article->num);
	for (i = 0; i < article->num; i++)
		fuzz_require(
		    sketch->tokens[i] == (marks[i] ? 0 : article->items[i]));
	fuzz_require(
	    sketch->half_words == weigh(sketch->tokens, sketch->num_tokens));
}

static void
check_ignored(
    struct ndup_slice text, struct ndup_slice article, unsigned min_passage)
{
	static struct token_list tokens;
	bool marks[TOKENS_MOST] = {false};
	struct ndup_sketcher *sketcher;
	struct ndup_params params;
	const struct ndup_sketch *sketch;

	ndup_params_init(&params, sizeof params);
	if (reader == NULL)
		fuzz_require(
		    ndup_sketcher_new(&reader, &params, NULL) == NDUP_OK);
	params.min_passage = min_passage;
	params.ignore_text = text;
	fuzz_require(ndup_sketcher_new(&sketcher, &params, NULL) == NDUP_OK);
	fuzz_require(
	    ndup_sketcher_run(sketcher, article, &sketch, NULL) == NDUP_OK);
	if (read_tokens(article, &tokens) &&
	    mark_all(text, &tokens, 2 * min_passage, marks))
		check_marks(sketch, &tokens, marks);
	ndup_sketcher_free(sketcher);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz_input input = {bytes, size}, first;
	unsigned min_passage = 1 + fuzz_take(&input) % 16;
	struct ndup_slice text, article;

	if (fuzz_take(&input) & 1) {
		first = fuzz_take_until(&input, '\0');
		text = fuzz_copy(first);
		article = fuzz_copy(input);
	} else {
		articles_make(&made, &input);
		text = fuzz_copy(
		    (struct fuzz_input){(const uint8_t *)made.items[0].text.ptr,
			made.items[0].text.len});
		article = fuzz_copy((struct fuzz_input){
		    (const uint8_t *)articles_last(&made)->text.ptr,
		    articles_last(&made)->text.len});
	}
	check_ignored(text, article, min_passage);
	free((char *)text.ptr);
	free((char *)article.ptr);
	return 0;
}
