/*
 * slice.h - bytes compared
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <string.h>

#include "ndup.h"

static inline bool
slice_equal(struct ndup_slice x, struct ndup_slice y)
{
	return x.len == y.len &&
	       (x.len == 0 || memcmp(x.ptr, y.ptr, x.len) == 0);
}

#endif
