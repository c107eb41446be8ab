/*
 * tempfile.h - what is over the memory limit, on disk
 *
 * A file without a name: nothing is left behind, however the process ends.
 * Many threads may write and read at once; what was written never changes.
 */
#ifndef BASE_TEMPFILE_H
#define BASE_TEMPFILE_H

#include "ndup.h"

struct tempfile;

/* Made in this folder when the first bytes are written; the name is copied. */
enum ndup_status tempfile_new(struct tempfile **, const char *folder);

/* Appends the bytes and says where they stand.  NDUP_IO: tempfile_error()
 * has the reason. */
enum ndup_status tempfile_write(
    struct tempfile *, const void *bytes, size_t size, uint64_t *offset);

/* The same for several pieces, one behind the other. */
enum ndup_status tempfile_gather(struct tempfile *,
    const struct ndup_slice *pieces, size_t num, uint64_t *offset);

enum ndup_status tempfile_read(
    struct tempfile *, uint64_t offset, void *bytes, size_t size);

/* How many bytes were written. */
uint64_t tempfile_size(const struct tempfile *);

/* Sets the error to what went wrong first; NDUP_OK if nothing did. */
enum ndup_status tempfile_error(struct tempfile *, struct ndup_error *);
void tempfile_free(struct tempfile *);

#endif
