/*
 * batch.c - articles that wait for the index, with their records
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "say.h"
#include "stats.h"

/* ---- an article that outlives the reader's next one ---------------------- */

/* Moves a slice's bytes to *at. */
static void
batch_move(struct ndup_slice *slice, char **at)
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
	    &document->place, &document->title, &document->url,
	    &document->text};
	size_t size = 1, i;
	char *bytes, *at;

	for (i = 0; i < sizeof slices / sizeof slices[0]; i++)
		size += slices[i]->len;
	if ((bytes = at = malloc(size)) == NULL)
		return NULL;
	for (i = 0; i < sizeof slices / sizeof slices[0]; i++)
		batch_move(slices[i], &at);
	return bytes;
}

/* ---- articles from a reader, some at a time ------------------------------ */

/* Adds a copy; false: memory ran out.  There must be room.  What is to be added
 * to an index is known by its own id, or none. */
static bool
intake_add(struct intake *intake, const struct ndup_document *document,
    const struct ndup_record *record)
{
	struct ndup_document copy = *document;
	char *bytes;

	assert(intake->num < INTAKE_MOST);
	if (intake->ids != NULL && record->is_id_made)
		copy.id = (struct ndup_slice){"", 0};
	if (intake->ids != NULL)
		intake->places[intake->num] = ids_place(intake->ids, record);
	if ((bytes = copy_document(&copy)) == NULL)
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
		if (status == NDUP_OK && !intake_add(intake, &document,
					     ndup_reader_record(reader))) {
			*error = (struct ndup_error){
			    .status = NDUP_NOMEM, .text = "out of memory"};
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
	const struct ndup_document *document;
	size_t i;

	for (i = 0; i < intake->num; i++) {
		document = &intake->documents[i];
		comparisons->articles++;
		comparisons->undated +=
		    document->published.precision == NDUP_TIME_UNKNOWN;
		comparisons->unsourced += document->source.len == 0;
		comparisons->compared += intake->verdicts[i].num_compared;
		comparisons->crowded += intake->verdicts[i].crowded;
		ids_note(intake->ids, &intake->verdicts[i], &intake->places[i]);
	}
}

void
intake_say_excluded(
    const struct comparisons *comparisons, struct ndup_index *index, bool quiet)
{
	struct ndup_counts counts = {.articles = comparisons->articles};
	const struct ndup_index_info *info;

	if (ndup_index_describe(index, &info, NULL) != NDUP_OK)
		return;
	if (info->params->within >= 0)
		counts.undated = comparisons->undated;
	if (info->params->cross_source)
		counts.unsourced = comparisons->unsourced;
	stats_say_excluded(&counts, quiet);
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

/* ---- articles that wait for the index, with their records ---------------- */

enum { MOST_BYTES = 8 << 20 };

bool
held_add(struct held_record *held, const struct ndup_document *document,
    const struct ndup_record *read)
{
	struct ndup_slice record = read->bytes, *kept;
	char *copy = malloc(record.len > 0 ? record.len : 1);

	if (copy == NULL || !intake_add(&held->intake, document, read)) {
		say_no_memory();
		free(copy);
		return false;
	}
	if (record.len > 0)
		memcpy(copy, record.ptr, record.len);
	kept = &held->records[held->intake.num - 1];
	kept->ptr = copy;
	kept->len = record.len;
	held->size += document->text.len + record.len;
	return true;
}

bool
held_is_full(const struct held_record *held)
{
	return held->intake.num == INTAKE_MOST || held->size >= MOST_BYTES;
}

void
held_clear(struct held_record *held)
{
	size_t i;

	for (i = 0; i < held->intake.num; i++)
		free((char *)(uintptr_t)held->records[i].ptr);
	intake_clear(&held->intake);
	held->size = 0;
}
