/*
 * buffer.c - bytes that grow
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "buffer.h"
#include "memory.h"

bool
buffer_reserve(struct buffer *buffer, size_t more)
{
	if (buffer->failed)
		return false;
	if (more > SIZE_MAX - buffer->size ||
	    memory_reserve(&buffer->data, &buffer->capacity,
		buffer->size + more, 1) != NDUP_OK)
		buffer->failed = true;
	return !buffer->failed;
}

void
buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
	if (size == 0 || !buffer_reserve(buffer, size))
		return;
	memcpy(buffer->data + buffer->size, bytes, size);
	buffer->size += size;
}

void
buffer_slice(struct buffer *buffer, struct ndup_slice slice)
{
	buffer_add(buffer, slice.ptr, slice.len);
}

void
buffer_string(struct buffer *buffer, const char *string)
{
	buffer_add(buffer, string, strlen(string));
}

void
buffer_printf(struct buffer *buffer, const char *fmt, ...)
{
	va_list args, again;
	int len;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len < 0)
		buffer->failed = true;
	else if (buffer_reserve(buffer, (size_t)len + 1)) {
		vsnprintf(
		    buffer->data + buffer->size, (size_t)len + 1, fmt, again);
		buffer->size += (size_t)len;
	}
	va_end(again);
}

void
buffer_clear(struct buffer *buffer)
{
	buffer->size = 0;
	buffer->failed = false;
}

void
buffer_free(struct buffer *buffer)
{
	memory_free(buffer->data);
	*buffer = (struct buffer){NULL, 0, 0, false};
}
