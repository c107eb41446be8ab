/*
 * copy.c - an article that outlives the reader's next one
 */
#include <stdlib.h>
#include <string.h>

#include "cli/copy.h"

/* Moves a slice's bytes to *at. */
static void
move(struct ndup_slice *slice, char **at)
{
	if (slice->len > 0)
		memcpy(*at, slice->ptr, slice->len);
	slice->ptr = *at;
	*at += slice->len;
}

char *
copy_document(struct ndup_document *document)
{
	struct ndup_slice *slices[] = {&document->id, &document->source,
	    &document->place, &document->title, &document->url, &document->text,
	    &document->widths};
	size_t size = 1, i;
	char *bytes, *at;

	for (i = 0; i < sizeof slices / sizeof slices[0]; i++)
		size += slices[i]->len;
	if ((bytes = at = malloc(size)) == NULL)
		return NULL;
	for (i = 0; i < sizeof slices / sizeof slices[0]; i++)
		move(slices[i], &at);
	return bytes;
}
