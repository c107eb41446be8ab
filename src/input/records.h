/*
 * records.h - the records of a JSON file: one object, or an array of them
 *
 * Streaming: one record at a time is held.  A record that is damaged costs
 * what stands up to the next one (opening.h).
 */
#ifndef INPUT_RECORDS_H
#define INPUT_RECORDS_H

#include "input/feed.h"
#include "input/opening.h"
#include "input/record.h"

struct records {
	struct feed *feed;
	size_t most; /* bytes of a record that is held */
	uint64_t number;
	uint64_t line; /* of the next byte, from 1 */
	size_t column; /* bytes before it in its line */
	bool in_array;
	bool lost; /* behind a record too long to be held */
	struct opening opening;
	uint64_t wary; /* records that begin before this offset end before the
	                  next line that begins one */
};

void records_begin(struct records *, struct feed *, size_t most);

/*
 * The next record; record.damage tells that it has no end: its bytes are all
 * that is passed over.  NDUP_OK, NDUP_END,
 * NDUP_INPUT (the file's array is not closed; or the stream's error).
 */
enum ndup_status records_next(
    struct records *, struct record *, struct ndup_error *);

#endif
