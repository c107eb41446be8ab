/*
 * packer.c - texts in less space, by zstd
 */
#include <zstd.h>

#include "base/memory.h"
#include "index/packer.h"

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
