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
	uint32_t i;

	for (i = 0; i < num; i++)
		ids[i] = (uint32_t)varint_get(&reader);
	*places = varint_bytes(&reader, (size_t)(reader.end - reader.at));
	return !reader.failed;
}

bool
tokens_decode_spans(
    struct ndup_slice places, struct ndup_span *spans, uint32_t num)
{
	struct varint_reader reader = varint_reader(places);
	uint64_t code, begin, end = 0;
	uint32_t i;

	for (i = 0; i < num; i++) {
		code = varint_get(&reader);
		begin = end + 1;
		if (code & 1)
			begin =
			    end + (uint64_t)varint_unfold(varint_get(&reader));
		end = begin + (code >> 1);
		spans[i] = (struct ndup_span){(uint32_t)begin, (uint32_t)end};
	}
	return !reader.failed && reader.at == reader.end;
}
