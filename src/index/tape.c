/*
 * tape.c - bytes of many articles one behind the other
 */
#include "tape.h"

static struct ndup_slice
page_key(struct number_key *key, uint64_t at)
{
	return store_number(key, (uint32_t)(at / TAPE_PAGE));
}

/* Writes a page that has room: what is in it, and more. */
static enum ndup_status
extend_page(struct txn *txn, enum store_table table, uint64_t at,
    struct ndup_slice more)
{
	size_t used = at % TAPE_PAGE, i;
	struct ndup_slice old = {"", 0};
	char page[TAPE_PAGE];
	struct number_key key;
	enum ndup_status status;

	if (used > 0) {
		status = txn_get(txn, table, page_key(&key, at), &old);
		if (status != NDUP_OK || old.len < used)
			return status == NDUP_OK || status == NDUP_END
				   ? NDUP_INPUT
				   : status;
	}
	for (i = 0; i < used; i++)
		page[i] = old.ptr[i];
	for (i = 0; i < more.len; i++)
		page[used + i] = more.ptr[i];
	return txn_put(txn, table, page_key(&key, at),
	    (struct ndup_slice){page, used + more.len});
}

enum ndup_status
log_append(struct txn *txn, enum store_table table, uint64_t *end,
    struct ndup_slice bytes)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_slice part;
	size_t room;

	while (bytes.len > 0 && status == NDUP_OK) {
		room = TAPE_PAGE - *end % TAPE_PAGE;
		part = bytes;
		if (part.len > room)
			part.len = room;
		status = extend_page(txn, table, *end, part);
		*end += part.len;
		bytes.ptr += part.len;
		bytes.len -= part.len;
	}
	return status;
}

enum ndup_status
log_read(struct txn *txn, enum store_table table, uint64_t at, size_t size,
    struct buffer *out)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_slice page;
	struct number_key key;
	size_t skip;

	while (size > 0 && status == NDUP_OK) {
		status = txn_get(txn, table, page_key(&key, at), &page);
		if (status == NDUP_END)
			return NDUP_INPUT;
		if (status != NDUP_OK)
			return status;
		skip = at % TAPE_PAGE;
		if (page.len <= skip)
			return NDUP_INPUT;
		page = (struct ndup_slice){page.ptr + skip, page.len - skip};
		if (page.len > size)
			page.len = size;
		buffer_slice(out, page);
		at += page.len;
		size -= page.len;
	}
	return out->failed ? NDUP_NOMEM : status;
}

enum ndup_status
log_drop(struct txn *txn, enum store_table table, uint64_t begin, uint64_t end)
{
	uint64_t page = (begin + TAPE_PAGE - 1) / TAPE_PAGE;
	enum ndup_status status = NDUP_OK;
	struct number_key key;

	for (; page < end / TAPE_PAGE && status == NDUP_OK; page++) {
		status =
		    txn_delete(txn, table, store_number(&key, (uint32_t)page));
		if (status == NDUP_END)
			status = NDUP_OK;
	}
	return status;
}
