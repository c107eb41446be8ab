/*
 * sink.h - where a report's bytes go
 *
 * A report writes into `out`; full buffers are handed to the caller's write
 * function.  The first failure stays in `status`, and what follows it is
 * dropped, so that a writer asks now and then and once at its end.
 */
#ifndef REPORT_SINK_H
#define REPORT_SINK_H

#include "base/buffer.h"
#include "ndup.h"

struct sink {
	struct buffer out;
	ndup_write_fn *write;
	void *ctx;
	enum ndup_status status;
	struct ndup_error *error; /* of the caller, or NULL */
};

/* Hands the bytes on once there are enough; false after a failure. */
bool sink_pass(struct sink *);

/* The last argument of a call that can fail: NULL after a failure, so that the
 * line of the first one stays. */
struct ndup_error *sink_error(const struct sink *);

/* Notes a failure, which such a call has told; and that memory ran out. */
void sink_fail(struct sink *, enum ndup_status);
void sink_no_memory(struct sink *);

/* Notes how a series of results ended; NDUP_END is well.  A writer reads each
 * to its end even after a failure, so that the next report begins at the first
 * one again. */
void sink_end(struct sink *, enum ndup_status);

/* Hands on the rest, releases the buffer, and returns the status. */
enum ndup_status sink_close(struct sink *);

/* Fetches an article; false, with the sink's status set, if that failed. */
bool sink_document(struct sink *, struct ndup_scan *, uint32_t article,
    struct ndup_document *);

/* The same without its text. */
bool sink_names(struct sink *, const struct ndup_scan *, uint32_t article,
    struct ndup_document *);

/* Fetches an article's time. */
bool sink_time(struct sink *, const struct ndup_scan *, uint32_t article,
    struct ndup_time *);

/* Fetches what of an article counts for nothing; nothing where passages are not
 * wanted.  Borrowed until the next call. */
bool sink_ignored(struct sink *, struct ndup_scan *, uint32_t article,
    const struct ndup_ignored **, size_t *num);

/* Fetches what stands, by its number. */
bool sink_boilerplate(struct sink *, struct ndup_scan *, uint32_t number,
    const struct ndup_boilerplate **);

#endif
