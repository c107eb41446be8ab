/*
 * ignore.c - known boilerplate, which counts for nothing
 *
 * Kept as sets of window hashes, one set for each length in half words: one
 * for min_passage, and others for paragraphs that are shorter than that.
 */
#include <string.h>

#include "base/memory.h"
#include "ignore.h"

/* Paragraphs as tokens, one after another. */
struct paragraphs {
	uint64_t *tokens;
	size_t num_tokens, tokens_capacity;
	struct paragraph {
		size_t begin, num;
		unsigned half_words;
	} * items;
	size_t num, items_capacity;
};

/* Splits off the first line of rest, with its newline. */
static struct ndup_slice
ignore_next_line(struct ndup_slice *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	struct ndup_slice line = *rest;

	if (end != NULL)
		line.len = (size_t)(end + 1 - rest->ptr);
	rest->ptr += line.len;
	rest->len -= line.len;
	return line;
}

static bool
phrase_is_blank(struct ndup_slice line)
{
	size_t i;

	for (i = 0; i < line.len; i++) {
		if (strchr(" \t\r\n", line.ptr[i]) == NULL)
			return false;
	}
	return true;
}

/* Splits off the first paragraph of rest; an empty one if there is none. */
static struct ndup_slice
next_paragraph(struct ndup_slice *rest)
{
	struct ndup_slice paragraph = {rest->ptr, 0}, line;

	while (rest->len > 0) {
		line = ignore_next_line(rest);
		if (!phrase_is_blank(line)) {
			if (paragraph.len == 0)
				paragraph.ptr = line.ptr;
			paragraph.len += line.len;
		} else if (paragraph.len > 0)
			break;
	}
	return paragraph;
}

static enum ndup_status
add_paragraph(struct paragraphs *all, const struct tokeniser *tokeniser)
{
	struct paragraph *paragraph;
	size_t i, num = tokeniser->num_tokens;

	if (num == 0)
		return NDUP_OK;
	if (memory_grow(all->items, all->num + 1) != NDUP_OK ||
	    memory_grow(all->tokens, all->num_tokens + num) != NDUP_OK)
		return NDUP_NOMEM;
	paragraph = &all->items[all->num++];
	*paragraph = (struct paragraph){all->num_tokens, num, 0};
	for (i = 0; i < num; i++) {
		all->tokens[all->num_tokens++] = tokeniser->tokens[i];
		paragraph->half_words += window_weight(tokeniser->tokens[i]);
	}
	return NDUP_OK;
}

/* A new length, with an empty set that has room for so many hashes. */
static struct ignore_length *
new_length(struct ignore *ignore, unsigned half_words, size_t room)
{
	struct ignore_length *length;

	if (memory_grow(ignore->lengths, ignore->num_lengths + 1) != NDUP_OK)
		return NULL;
	length = &ignore->lengths[ignore->num_lengths++];
	*length = (struct ignore_length){{0}, {0}};
	if (windows_init(&length->windows, half_words, true) != NDUP_OK ||
	    set_begin(&length->hashes, room) != NDUP_OK)
		return NULL;
	return length;
}

/* Adds all windows of these tokens. */
static enum ndup_status
add_windows(
    struct ignore_length *length, const uint64_t *tokens, size_t num_tokens)
{
	size_t i;

	if (windows_find(&length->windows, tokens, num_tokens) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < length->windows.num; i++)
		set_add(&length->hashes, length->windows.items[i].hash);
	return NDUP_OK;
}

static bool
has_length(const struct paragraph *paragraph, unsigned half_words, bool longest)
{
	return paragraph->half_words == half_words ||
	       (longest && paragraph->half_words > half_words);
}

/* All windows of the paragraphs that have this length, or more if longest. */
static enum ndup_status
add_length(struct ignore *ignore, const struct paragraphs *all,
    unsigned half_words, bool longest)
{
	const struct paragraph *paragraph;
	enum ndup_status status = NDUP_OK;
	struct ignore_length *length;
	size_t i, room = 0;

	for (i = 0; i < all->num; i++) {
		if (has_length(&all->items[i], half_words, longest))
			room += 2 * all->items[i].num;
	}
	if (room == 0)
		return NDUP_OK;
	if ((length = new_length(ignore, half_words, room)) == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < all->num && status == NDUP_OK; i++) {
		paragraph = &all->items[i];
		if (has_length(paragraph, half_words, longest))
			status = add_windows(length,
			    all->tokens + paragraph->begin, paragraph->num);
	}
	return status;
}

static enum ndup_status
add_lengths(
    struct ignore *ignore, const struct paragraphs *all, unsigned longest)
{
	enum ndup_status status = NDUP_OK;
	unsigned half_words;

	for (half_words = 1; half_words <= longest && status == NDUP_OK;
	     half_words++)
		status =
		    add_length(ignore, all, half_words, half_words == longest);
	return status;
}

enum ndup_status
ignore_init(struct ignore *ignore, const struct ndup_params *params,
    struct tokeniser *tokeniser)
{
	struct ndup_slice rest = params->ignore_text, paragraph;
	struct paragraphs all = {0};
	enum ndup_status status = NDUP_OK;

	*ignore = (struct ignore){0};
	while (rest.len > 0 && status == NDUP_OK) {
		paragraph = next_paragraph(&rest);
		status = tokeniser_run(tokeniser, paragraph, 0);
		if (status == NDUP_OK)
			status = add_paragraph(&all, tokeniser);
	}
	if (status == NDUP_OK)
		status = add_lengths(ignore, &all, 2 * params->min_passage);
	memory_free(all.tokens);
	memory_free(all.items);
	return status;
}

enum ndup_status
ignore_tokens(struct ignore *ignore, const uint64_t *tokens, size_t num_tokens,
    unsigned num_words)
{
	struct ignore_length *length =
	    new_length(ignore, 2 * num_words, 2 * num_tokens);

	return length == NULL ? NDUP_NOMEM
			      : add_windows(length, tokens, num_tokens);
}

/* Marks all tokens of stretches of this length. */
static enum ndup_status
mark(struct ignore_length *length, const uint64_t *tokens, size_t num_tokens,
    bool *marks)
{
	const struct window *window;
	size_t i;

	if (windows_find(&length->windows, tokens, num_tokens) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < length->windows.num; i++) {
		window = &length->windows.items[i];
		if (set_has(&length->hashes, window->hash))
			memset(marks + window->begin, true,
			    window->end - window->begin);
	}
	return NDUP_OK;
}

enum ndup_status
ignore_apply(struct ignore *ignore, uint64_t *tokens, size_t num_tokens)
{
	enum ndup_status status = NDUP_OK;
	size_t i;

	ignore->ignored = 0;
	if (ignore->num_lengths == 0 || num_tokens == 0)
		return NDUP_OK;
	if (memory_grow(ignore->marks, num_tokens) != NDUP_OK)
		return NDUP_NOMEM;
	memset(ignore->marks, false, num_tokens);
	for (i = 0; i < ignore->num_lengths && status == NDUP_OK; i++)
		status = mark(
		    &ignore->lengths[i], tokens, num_tokens, ignore->marks);
	for (i = 0; i < num_tokens; i++) {
		if (!ignore->marks[i])
			continue;
		ignore->ignored += window_weight(tokens[i]);
		tokens[i] = 0;
	}
	return status;
}

void
ignore_free(struct ignore *ignore)
{
	size_t i;

	for (i = 0; i < ignore->num_lengths; i++) {
		windows_free(&ignore->lengths[i].windows);
		set_free(&ignore->lengths[i].hashes);
	}
	memory_free(ignore->lengths);
	memory_free(ignore->marks);
}
