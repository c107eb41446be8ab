/*
 * lines.h - the records of JSON Lines
 */
#ifndef INPUT_LINES_H
#define INPUT_LINES_H

#include "input/feed.h"
#include "input/record.h"

struct lines {
	struct feed *feed;
	size_t most;     /* bytes of a line that is held */
	uint64_t number; /* lines taken */
};

void lines_begin(struct lines *, struct feed *, size_t most);

/* Passes over what stands before an offset, behind which the lines of this
 * number end.  NDUP_END: there is less than that. */
enum ndup_status lines_skip(
    struct lines *, uint64_t offset, uint64_t number, struct ndup_error *);

/*
 * The next line that is not blank.  NDUP_OK, NDUP_END, or the stream's error:
 * a line that it cut off is dropped.
 */
enum ndup_status lines_next(
    struct lines *, struct record *, struct ndup_error *);

#endif
