/*
 * stages_collection.c - articles in memory, for stages to work on
 */
#include "base/buffer.h"
#include "base/hash.h"
#include "stages_collection.h"

enum script
script_of(struct ndup_slice text)
{
	size_t i, others = 0, cyrillic = 0, chinese = 0;
	unsigned char byte;

	for (i = 0; i < text.len; i++) {
		byte = (unsigned char)text.ptr[i];
		others += byte >= 0x80;
		cyrillic += byte >= 0xd0 && byte <= 0xd3;
		chinese += byte >= 0xe3 && byte <= 0xe9;
	}
	if (50 * others <= text.len)
		return SCRIPT_ASCII;
	if (4 * cyrillic >= text.len)
		return SCRIPT_CYRILLIC;
	return 6 * chinese >= text.len ? SCRIPT_CHINESE : NUM_SCRIPTS;
}

const char *
script_name(enum script script)
{
	static const char *const names[] = {"ASCII", "Cyrillic", "Chinese"};

	return names[script];
}

/* An article whose bytes stand elsewhere. */
static enum ndup_status
add(struct collection *collection, const struct ndup_document *document)
{
	if (memory_reserve(&collection->items, &collection->capacity,
		collection->num + 1, sizeof *collection->items) != NDUP_OK)
		return NDUP_NOMEM;
	collection->items[collection->num++] = *document;
	collection->bytes += document->text.len;
	return NDUP_OK;
}

static enum ndup_status
add_copy(struct collection *collection, struct ndup_document document)
{
	struct ndup_slice *slices[] = {&document.id, &document.source,
	    &document.place, &document.title, &document.url, &document.text};
	size_t i;

	for (i = 0; i < sizeof slices / sizeof *slices; i++) {
		*slices[i] = arena_copy(&collection->arena, *slices[i]);
		if (slices[i]->ptr == NULL)
			return NDUP_NOMEM;
	}
	return add(collection, &document);
}

enum ndup_status
collection_read(struct collection *collection, const char *path, size_t most,
    struct ndup_error *error)
{
	const char *paths[] = {path, NULL};
	struct ndup_reader_options options;
	struct ndup_document document;
	struct ndup_reader *reader;
	enum ndup_status status;

	ndup_reader_options_init(&options, sizeof options);
	status = ndup_reader_open(&reader, paths, &options, error);
	while (status == NDUP_OK && collection->num < most) {
		status = ndup_reader_next(reader, &document, error);
		if (status == NDUP_OK)
			status = add_copy(collection, document);
	}
	ndup_reader_close(reader);
	return status == NDUP_END ? NDUP_OK : status;
}

enum ndup_status
collection_select(struct collection *collection, const struct collection *from,
    enum script script)
{
	size_t i;

	for (i = 0; i < from->num; i++) {
		if (script_of(from->items[i].text) == script &&
		    add(collection, &from->items[i]) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return NDUP_OK;
}

void
collection_free(struct collection *collection)
{
	memory_free(collection->items);
	arena_free(&collection->arena);
}

/* ---- articles made from others ------------------------------------------ */

/* Where the word that begins at this byte ends: behind the white space that
 * follows it; a Chinese character is a word. */
static size_t
word_end(struct ndup_slice text, size_t at)
{
	bool is_wide = (unsigned char)text.ptr[at] >= 0xe3;
	unsigned char byte;

	for (at++; at < text.len; at++) {
		byte = (unsigned char)text.ptr[at];
		if (is_wide && (byte & 0xc0) != 0x80)
			break;
		if (byte >= 0xe3)
			break;
		if (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\n')
			break;
	}
	return at;
}

/* A word of the text, found from a place that the number leads to. */
static struct ndup_slice
any_word(struct ndup_slice text, uint64_t number)
{
	size_t begin = word_end(text, (size_t)(number % text.len));

	if (begin == text.len)
		begin = 0;
	return (struct ndup_slice){
	    text.ptr + begin, word_end(text, begin) - begin};
}

/* The text with one of so many words replaced, into the buffer. */
static void
replace_words(
    struct buffer *out, struct ndup_slice text, uint64_t seed, unsigned one_of)
{
	struct ndup_slice word;
	uint64_t random = seed;
	size_t at, end;

	buffer_clear(out);
	for (at = 0; at < text.len; at = end) {
		end = word_end(text, at);
		word = (struct ndup_slice){text.ptr + at, end - at};
		random = hash_mix(random + 1);
		if (random % one_of == 0)
			word = any_word(text, random >> 8);
		buffer_slice(out, word);
	}
}

static enum ndup_status
add_varied(struct collection *collection, const struct collection *from,
    struct buffer *buffer, size_t number)
{
	const struct ndup_document *base = &from->items[number % from->num];
	struct ndup_document document = {0};
	bool is_copy = number % 10 == 9;

	if (is_copy)
		base = &collection->items[collection->num - 1];
	replace_words(buffer, base->text, number, is_copy ? 50 : 2);
	document.text = (struct ndup_slice){buffer->data, buffer->size};
	return buffer->failed ? NDUP_NOMEM : add_copy(collection, document);
}

enum ndup_status
collection_vary(struct collection *collection, const struct collection *from,
    enum script script, size_t num)
{
	struct collection chosen = {0};
	struct buffer buffer = {0};
	enum ndup_status status;
	size_t i;

	status = collection_select(&chosen, from, script);
	if (status == NDUP_OK && chosen.num == 0)
		status = NDUP_END;
	for (i = 0; i < num && status == NDUP_OK; i++)
		status = add_varied(collection, &chosen, &buffer, i);
	buffer_free(&buffer);
	collection_free(&chosen);
	return status;
}
