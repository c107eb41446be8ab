/*
 * record.c - an article's record as bytes
 */
#include <assert.h>
#include <zstd.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/varint.h"
#include "record.h"

/* ---- texts in less space, by zstd ---------------------------------------- */

enum { LEVEL = 3 };

struct packer {
	ZSTD_CCtx *packing;
	ZSTD_DCtx *unpacking;
};

enum ndup_status
packer_new(struct packer **created)
{
	struct packer *packer = memory_new(1, sizeof *packer);

	*created = packer;
	if (packer == NULL)
		return NDUP_NOMEM;
	packer->packing = ZSTD_createCCtx();
	packer->unpacking = ZSTD_createDCtx();
	if (packer->packing == NULL || packer->unpacking == NULL)
		return NDUP_NOMEM;
	return NDUP_OK;
}

enum ndup_status
packer_pack(
    struct packer *packer, struct ndup_slice text, struct buffer *packed)
{
	size_t bound = ZSTD_compressBound(text.len), size;

	if (!buffer_reserve(packed, bound))
		return NDUP_NOMEM;
	size = ZSTD_compressCCtx(packer->packing, packed->data + packed->size,
	    bound, text.ptr, text.len, LEVEL);
	if (ZSTD_isError(size))
		return NDUP_NOMEM; /* nothing else can fail */
	packed->size += size;
	return NDUP_OK;
}

enum ndup_status
packer_unpack(struct packer *packer, struct ndup_slice packed, size_t length,
    struct buffer *text)
{
	size_t size;

	if (!buffer_reserve(text, length))
		return NDUP_NOMEM;
	size = ZSTD_decompressDCtx(packer->unpacking, text->data + text->size,
	    length, packed.ptr, packed.len);
	if (ZSTD_isError(size) || size != length)
		return NDUP_INPUT;
	text->size += size;
	return NDUP_OK;
}

void
packer_free(struct packer *packer)
{
	if (packer == NULL)
		return;
	ZSTD_freeCCtx(packer->packing);
	ZSTD_freeDCtx(packer->unpacking);
	memory_free(packer);
}

/* ---- the tokens of an article as bytes ----------------------------------- */

/*
 * Most words stand one byte behind the word before them; of those only the
 * length is written, doubled.  Others have 1 added to that, and the distance.
 */

void
tokens_encode(struct buffer *out, const uint32_t *ids,
    const struct ndup_span *spans, uint32_t num)
{
	unsigned char *at;
	uint32_t i, length, end = 0;
	bool is_near;

	if (!buffer_reserve(out, (size_t)num * 3 * VARINT_MAX))
		return;
	at = (unsigned char *)out->data + out->size;
	for (i = 0; i < num; i++)
		at = varint_put(at, ids[i]);
	for (i = 0; i < num; i++) {
		assert(i == 0 || (spans[i].begin >= spans[i - 1].begin &&
				     spans[i].end >= spans[i - 1].end));
		length = spans[i].end - spans[i].begin;
		is_near = spans[i].begin == end + 1;
		at = varint_put(at, (uint64_t)length << 1 | !is_near);
		if (!is_near)
			at =
			    varint_put(at, varint_fold((int64_t)spans[i].begin -
						       (int64_t)end));
		end = spans[i].end;
	}
	out->size = (size_t)((char *)at - out->data);
}

bool
tokens_decode_ids(struct ndup_slice bytes, uint32_t *ids, uint32_t num,
    struct ndup_slice *places)
{
	struct varint_reader reader = varint_reader(bytes);
	uint64_t id;
	uint32_t i;

	for (i = 0; i < num; i++) {
		id = varint_get(&reader);
		reader.failed = reader.failed || id > UINT32_MAX;
		ids[i] = (uint32_t)id;
	}
	*places = varint_bytes(&reader, (size_t)(reader.end - reader.at));
	return !reader.failed;
}

/* The place of a token behind the one before it; false if it goes back, or
 * further than a text is long. */
static bool
read_span(struct varint_reader *reader, struct ndup_span before,
    struct ndup_span *span)
{
	uint64_t code = varint_get(reader), length = code >> 1;
	uint64_t begin = (uint64_t)before.end + 1;

	if (code & 1)
		begin =
		    before.end + (uint64_t)varint_unfold(varint_get(reader));
	if (begin > UINT32_MAX || length > UINT32_MAX - begin)
		return false;
	span->begin = (uint32_t)begin;
	span->end = (uint32_t)(begin + length);
	return span->begin >= before.begin && span->end >= before.end;
}

bool
tokens_decode_spans(
    struct ndup_slice places, struct ndup_span *spans, uint32_t num)
{
	struct varint_reader reader = varint_reader(places);
	struct ndup_span before = {0, 0};
	uint32_t i;

	for (i = 0; i < num; i++) {
		if (!read_span(&reader, before, &spans[i]))
			return false;
		before = spans[i];
	}
	return !reader.failed && reader.at == reader.end;
}

/* ---- an article's record as bytes ---------------------------------------- */

/* The order in which numbers stand; strings follow them. */
enum { NUM_NUMBERS = 15 };

static void
list_numbers(const struct indexed *x, uint64_t *numbers)
{
	const uint64_t list[NUM_NUMBERS] = {x->published.precision,
	    varint_fold(x->published.seconds), varint_fold(x->published.zone),
	    x->content, x->tokens_hash, x->text_len, x->text_begin,
	    x->num_tokens, x->half_words, x->num_shingles, x->tokens.at,
	    x->tokens.size, x->text.at, x->text.size, x->num_evidence};

	memcpy(numbers, list, sizeof list);
}

static void
record_take_numbers(struct indexed *x, const uint64_t *numbers)
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
	x->num_evidence = (uint32_t)numbers[14];
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
	varint_add_bytes(out, x->replaced);
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
	record_take_numbers(x, numbers);
	x->num_keys = (uint32_t)varint_get(&reader);
	x->id = varint_get_bytes(&reader);
	x->story = varint_get_bytes(&reader);
	x->source = varint_get_bytes(&reader);
	x->place = varint_get_bytes(&reader);
	x->title = varint_get_bytes(&reader);
	x->url = varint_get_bytes(&reader);
	x->replaced = varint_get_bytes(&reader);
	if (x->story.len == 0)
		x->story = x->id;
	return !reader.failed && reader.at == reader.end && x->id.len > 0 &&
	       x->num_evidence <= x->num_tokens &&
	       x->replaced.len % sizeof(uint64_t) == 0 &&
	       x->replaced.len / sizeof(uint64_t) <= CONTENTS_MOST;
}
