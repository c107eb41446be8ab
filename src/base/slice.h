/*
 * slice.h - bytes compared
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <string.h>
#include <strings.h>

#include "ndup.h"

static inline bool
slice_equal(struct ndup_slice x, struct ndup_slice y)
{
	return x.len == y.len &&
	       (x.len == 0 || memcmp(x.ptr, y.ptr, x.len) == 0);
}

/* By their bytes; what another one begins with comes before it. */
static inline int
slice_order(struct ndup_slice x, struct ndup_slice y)
{
	size_t len = x.len < y.len ? x.len : y.len;
	int order = len == 0 ? 0 : memcmp(x.ptr, y.ptr, len);

	if (order != 0)
		return order;
	return x.len < y.len ? -1 : x.len > y.len;
}

/* As names of files end; ASCII letters of both cases are alike. */
static inline bool
slice_ends(struct ndup_slice slice, const char *end)
{
	size_t len = strlen(end);

	return slice.len >= len &&
	       strncasecmp(slice.ptr + slice.len - len, end, len) == 0;
}

#endif
