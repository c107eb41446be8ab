/*
 * intake.c - articles from a reader, some at a time
 */
#include <stdlib.h>

#include "cli/copy.h"
#include "cli/intake.h"

bool
intake_add(struct intake *intake, const struct ndup_document *document)
{
	struct ndup_document copy = *document;
	char *bytes = copy_document(&copy);

	if (bytes == NULL)
		return false;
	intake->bytes[intake->num] = bytes;
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
