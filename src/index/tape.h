/*
 * tape.h - bytes of many articles one behind the other, in pages of a table
 *
 * A value of its own for each article would waste a third of the space: LMDB
 * gives what is over half a page whole pages.  Here only the last page is
 * written again by the next commit.
 */
#ifndef INDEX_TAPE_H
#define INDEX_TAPE_H

#include "base/buffer.h"
#include "store/store.h"

/* Bytes of a value that, with all that is around it, fits a page of 4096. */
enum { TAPE_PAGE = 4064 };

/* Appends bytes at *end, which moves. */
enum ndup_status log_append(
    struct txn *, enum store_table, uint64_t *end, struct ndup_slice);

/* Adds so many bytes from there to the buffer; NDUP_INPUT if they are not
 * there. */
enum ndup_status log_read(
    struct txn *, enum store_table, uint64_t at, size_t size, struct buffer *);

/* Drops all pages between the two that hold nothing outside of it. */
enum ndup_status log_drop(
    struct txn *, enum store_table, uint64_t begin, uint64_t end);

#endif
