/*
 * intake.h - articles from a reader, some at a time
 */
#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H

#include "ndup.h"

enum { INTAKE_MOST = 256 };

struct intake {
	struct ndup_document documents[INTAKE_MOST]; /* copies */
	char *bytes[INTAKE_MOST];                    /* of each */
	struct ndup_verdict verdicts[INTAKE_MOST];
	size_t num;
};

/* With how many earlier articles an index has compared those that it took. */
struct comparisons {
	uint64_t compared; /* all of them together */
	uint64_t crowded;  /* articles that there were too many for */
};

/* Adds a copy; false: memory ran out.  There must be room. */
bool intake_add(struct intake *, const struct ndup_document *);

/* Reads articles until the intake is full or there are no more: NDUP_END if it
 * stays empty. */
enum ndup_status intake_fill(
    struct intake *, struct ndup_reader *, struct ndup_error *);
void intake_clear(struct intake *);

/* Counts what the verdicts say. */
void intake_count(const struct intake *, struct comparisons *);

/* Tells it; if all is usual only if the user wants to know much. */
void intake_say(const struct comparisons *, bool verbose);

#endif
