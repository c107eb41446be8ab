/*
 * collecting.h - takers of a report's bytes: one that keeps them, and one that
 * wants none
 */
#ifndef TESTS_COLLECTING_H
#define TESTS_COLLECTING_H

#include "base/buffer.h"

/* ctx is a struct buffer. */
static inline bool
collect(void *ctx, const void *bytes, size_t size)
{
	buffer_add(ctx, bytes, size);
	return true;
}

/* ctx counts the calls. */
static inline bool
refuse(void *ctx, const void *bytes, size_t size)
{
	(void)bytes;
	(void)size;
	++*(unsigned *)ctx;
	return false;
}

#endif
