/*
 * batch.h - articles that wait for the index, with their records
 */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include "ids.h"
#include "ndup.h"

/* ---- an article that outlives the reader's next one ---------------------- */

/* Makes the document's slices its own; returns their bytes, to be freed, or
 * NULL if memory ran out. */
char *copy_document(struct ndup_document *);

/* ---- articles from a reader, some at a time ------------------------------ */

enum { INTAKE_MOST = 256, NUM_NOVELTIES = NDUP_KNOWN + 1 };

struct intake {
	struct ndup_document documents[INTAKE_MOST]; /* copies */
	char *bytes[INTAKE_MOST];                    /* of each */
	struct ndup_verdict verdicts[INTAKE_MOST];
	struct id_place places[INTAKE_MOST]; /* if ids are noted */
	struct ids *ids; /* NULL: articles are not to be added */
	size_t num;
};

/* With how many earlier articles an index has compared those that it took. */
struct comparisons {
	uint64_t compared; /* all of them together */
	uint64_t crowded;  /* articles that there were too many for */
	uint64_t articles, undated, unsourced; /* without a time; a source */
};

/* Reads articles until the intake is full or there are no more: NDUP_END if it
 * stays empty. */
enum ndup_status intake_fill(
    struct intake *, struct ndup_reader *, struct ndup_error *);
void intake_clear(struct intake *);

/* Counts what the verdicts say, and tells of ids. */
void intake_count(const struct intake *, struct comparisons *);

/* How many articles the conditions of the index have left out, as
 * stats_say_excluded(). */
void intake_say_excluded(
    const struct comparisons *, struct ndup_index *, bool quiet);

/* Tells it; if all is usual only if the user wants to know much. */
void intake_say(const struct comparisons *, bool verbose);

struct held_record {
	struct intake intake;
	struct ndup_slice records[INTAKE_MOST]; /* copies */
	size_t size;                            /* bytes of all */
};

/* Adds copies, if it is not full.  False, and the user told: no memory. */
bool held_add(struct held_record *, const struct ndup_document *,
    const struct ndup_record *);
bool held_is_full(const struct held_record *);
void held_clear(struct held_record *);

#endif
