/*
 * intake.c - articles from a reader, some at a time
 */
#include <inttypes.h>
#include <stdlib.h>

#include "cli/copy.h"
#include "cli/intake.h"
#include "cli/say.h"

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

void
intake_count(const struct intake *intake, struct comparisons *comparisons)
{
	size_t i;

	for (i = 0; i < intake->num; i++) {
		comparisons->compared += intake->verdicts[i].num_compared;
		comparisons->crowded += intake->verdicts[i].crowded;
	}
}

void
intake_say(const struct comparisons *comparisons, bool verbose)
{
	if (verbose)
		say("compared %" PRIu64 " times with an earlier article",
		    comparisons->compared);
	if (comparisons->crowded > 0)
		say("%" PRIu64 " crowded: phrases in more than 128 earlier "
		    "articles, compared with those that share most",
		    comparisons->crowded);
}
