/*
 * intake.c - articles from a reader, some at a time
 */
#include <stdlib.h>
#include <string.h>

#include "cli/intake.h"

/* Moves a slice's bytes to *at. */
static void
move(struct ndup_slice *slice, char **at)
{
	if (slice->len > 0)
		memcpy(*at, slice->ptr, slice->len);
	slice->ptr = *at;
	*at += slice->len;
}

bool
intake_add(struct intake *intake, const struct ndup_document *document)
{
	struct ndup_document copy = *document;
	struct ndup_slice *slices[] = {&copy.id, &copy.source, &copy.place,
	    &copy.title, &copy.url, &copy.text, &copy.widths};
	size_t size = 1, i;
	char *bytes;

	for (i = 0; i < sizeof slices / sizeof slices[0]; i++)
		size += slices[i]->len;
	if ((bytes = malloc(size)) == NULL)
		return false;
	intake->bytes[intake->num] = bytes;
	for (i = 0; i < sizeof slices / sizeof slices[0]; i++)
		move(slices[i], &bytes);
	intake->documents[intake->num++] = copy;
	return true;
}

enum ndup_status
intake_fill(
    struct intake *intake, struct ndup_reader *reader, struct ndup_error *error)
{
	struct ndup_document document;
	enum ndup_status status = NDUP_OK;

	while (intake->num < INTAKE_MOST && status == NDUP_OK) {
		status = ndup_reader_next(reader, &document, error);
		if (status == NDUP_OK && !intake_add(intake, &document)) {
			*error = (struct ndup_error){
			    NDUP_NOMEM, 0, 0, 0, "out of memory"};
			return NDUP_NOMEM;
		}
	}
	return status == NDUP_END && intake->num > 0 ? NDUP_OK : status;
}

void
intake_clear(struct intake *intake)
{
	while (intake->num > 0)
		free(intake->bytes[--intake->num]);
}
