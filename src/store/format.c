/*
 * format.c - which format a store has
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "store/format.h"

/* Of STORE_META; not used for anything else. */
static const char name[] = "store format";

static struct ndup_slice
slice_of(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

enum ndup_status
format_put(struct txn *txn, void *ctx)
{
	char text[16];

	(void)ctx;
	snprintf(text, sizeof text, "%d", STORE_FORMAT);
	return txn_put(txn, STORE_META, slice_of(name), slice_of(text));
}

enum ndup_status
format_check(struct store *store, struct ndup_error *error)
{
	struct txn *view;
	struct ndup_slice value;
	char expected[16];
	enum ndup_status status = store_view_begin(store, &view, 1, error);

	if (status != NDUP_OK)
		return status;
	status = txn_get(view, STORE_META, slice_of(name), &value);
	snprintf(expected, sizeof expected, "%d", STORE_FORMAT);
	if (status == NDUP_END)
		status = error_set(error, NDUP_INPUT,
		    "%s is no index: its file has no format",
		    store->folder.name);
	else if (status != NDUP_OK)
		txn_error(view, error);
	else if (value.len != strlen(expected) ||
		 memcmp(value.ptr, expected, value.len) != 0)
		status = error_set(error, NDUP_MISMATCH,
		    "the index %s has format %.*s, and this version of ndup "
		    "has format %s; make it anew: ndup index create",
		    store->folder.name, (int)value.len, value.ptr, expected);
	store_view_end(&view, 1);
	return status;
}
