/*
 * composed.c - a text composed in memory by what writes to a stream
 */
#include <stdlib.h>
#include <string.h>

#include "composed.h"

enum { LEAST_ROOM = 1024 };

/* Room for so many bytes more, and a NUL. */
static bool
reserve_text(struct composed *composed, size_t more)
{
	size_t need = composed->size + more + 1;
	size_t room = need < LEAST_ROOM ? LEAST_ROOM : 2 * need;
	char *larger;

	if (need <= composed->room)
		return true;
	if ((larger = realloc(composed->text, room)) == NULL)
		return false;
	composed->text = larger;
	composed->room = room;
	return true;
}

static ssize_t
add_bytes(void *ctx, const char *bytes, size_t size)
{
	struct composed *composed = ctx;

	if (composed->failed || !reserve_text(composed, size)) {
		composed->failed = true;
		return 0;
	}
	memcpy(composed->text + composed->size, bytes, size);
	composed->size += size;
	return (ssize_t)size;
}

bool
composed_open(struct composed *composed)
{
	const cookie_io_functions_t functions = {.write = add_bytes};

	*composed = (struct composed){.size = 0};
	if (!reserve_text(composed, 0))
		return false;
	composed->stream = fopencookie(composed, "w", functions);
	return composed->stream != NULL;
}

bool
composed_end(struct composed *composed)
{
	if (fflush(composed->stream) != 0)
		composed->failed = true;
	composed->text[composed->size] = '\0';
	return !composed->failed;
}

void
composed_clear(struct composed *composed)
{
	composed->size = 0;
}

void
composed_free(struct composed *composed)
{
	if (composed->stream != NULL)
		fclose(composed->stream);
	free(composed->text);
	*composed = (struct composed){.stream = NULL};
}
