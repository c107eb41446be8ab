/*
 * tokens.c - the tokens of an article as bytes
 *
 * Most words stand one byte behind the word before them; of those only the
 * length is written, doubled.  Others have 1 added to that, and the distance.
 */
#include "base/varint.h"
#include "index/tokens.h"

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
