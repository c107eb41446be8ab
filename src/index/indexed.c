/*
 * indexed.c - an article's record as bytes
 */
#include "base/slice.h"
#include "base/varint.h"
#include "index/indexed.h"

/* The order in which numbers stand; strings follow them. */
enum { NUM_NUMBERS = 14 };

static void
list_numbers(const struct indexed *x, uint64_t *numbers)
{
	const uint64_t list[NUM_NUMBERS] = {x->published.precision,
	    varint_fold(x->published.seconds), varint_fold(x->published.zone),
	    x->content, x->tokens_hash, x->text_len, x->text_begin,
	    x->num_tokens, x->half_words, x->num_shingles, x->tokens.at,
	    x->tokens.size, x->text.at, x->text.size};

	memcpy(numbers, list, sizeof list);
}

static void
take_numbers(struct indexed *x, const uint64_t *numbers)
{
	x->published.precision = (uint8_t)numbers[0];
	x->published.seconds = varint_unfold(numbers[1]);
	x->published.zone = (int16_t)varint_unfold(numbers[2]);
	x->content = numbers[3];
	x->tokens_hash = numbers[4];
	x->text_len = (uint32_t)numbers[5];
	x->text_begin = (uint32_t)numbers[6];
	x->num_tokens = (uint32_t)numbers[7];
	x->half_words = (uint32_t)numbers[8];
	x->num_shingles = (uint32_t)numbers[9];
	x->tokens.at = numbers[10];
	x->tokens.size = (uint32_t)numbers[11];
	x->text.at = numbers[12];
	x->text.size = (uint32_t)numbers[13];
}

void
indexed_encode(const struct indexed *x, struct buffer *out)
{
	const struct ndup_slice own = {"", 0};
	uint64_t numbers[NUM_NUMBERS];
	size_t i;

	list_numbers(x, numbers);
	for (i = 0; i < NUM_NUMBERS; i++)
		varint_add(out, numbers[i]);
	varint_add(out, x->num_keys);
	varint_add_bytes(out, x->id);
	/* Most articles begin a story, whose id is their own. */
	varint_add_bytes(out, slice_equal(x->story, x->id) ? own : x->story);
	varint_add_bytes(out, x->source);
	varint_add_bytes(out, x->place);
	varint_add_bytes(out, x->title);
	varint_add_bytes(out, x->url);
}

bool
indexed_decode(struct ndup_slice bytes, uint32_t number, struct indexed *x)
{
	struct varint_reader reader = varint_reader(bytes);
	uint64_t numbers[NUM_NUMBERS];
	size_t i;

	for (i = 0; i < NUM_NUMBERS; i++)
		numbers[i] = varint_get(&reader);
	*x = (struct indexed){.number = number};
	take_numbers(x, numbers);
	x->num_keys = (uint32_t)varint_get(&reader);
	x->id = varint_get_bytes(&reader);
	x->story = varint_get_bytes(&reader);
	x->source = varint_get_bytes(&reader);
	x->place = varint_get_bytes(&reader);
	x->title = varint_get_bytes(&reader);
	x->url = varint_get_bytes(&reader);
	if (x->story.len == 0)
		x->story = x->id;
	return !reader.failed && reader.at == reader.end && x->id.len > 0;
}
