/*
 * output.h - a file being written
 *
 * Every file, report, list and line that the program writes goes through one of
 * these, standard output too; only messages do not (say.h).  There are three
 * ways:
 *
 * - whole: bytes go into a hidden file beside the target, which gets the
 *   target's name once all are on the disk.  Until then, and if anything fails,
 *   an older file of that name stays as it is.
 * - growing: the file is written in place.  What is safe is told by
 *   output_flush(); a run that fails is cut back to there.
 * - directly: standard output and other descriptors, pipes, devices.
 *
 * What goes to a name that ends in .gz or .zst is compressed so.  Each
 * output_flush() that syncs ends a member (zstd: a frame), so that a growing
 * file can be cut there.
 *
 * The first failure is told to the user, in one line; from then on nothing more
 * is written, and all that follows fails without a word.  A reader that went
 * away is no news: then not even that line is.
 *
 * One that is all zero is not open: it can be finished, committed, discarded.
 * It must not move while it is open.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"

struct output {
	FILE *stream;          /* write here, unchecked; NULL: not open */
	struct compressor
	    *compressor;       /* behind it; NULL: nothing is compressed */
	const char *name;      /* for messages */
	char *buffer;          /* of the stream */
	int file;              /* behind it */
	char *target;          /* the name that it will have, or has; or NULL */
	char *temporary;       /* the one it has until then; NULL: not whole */
	uint64_t length,
	    kept; /* bytes: written, as they are in the file; and of a
	                          growing file safe */
	bool is_regular;       /* can be made safe */
	bool cuts;             /* what is over `kept` goes if the run fails */
	bool is_new;           /* a growing file that was not there before */
	bool failed, broken_pipe;
};

/* What messages call it. */
const char *output_name(const char *path);

/* All that return bool: false, and the user told, if something failed. */

/* Whole, or directly.  NULL, "-": standard output. */
bool output_open(struct output *, const char *path);

/* Growing, or directly.  What the file has stays until output_cut(). */
bool output_open_growing(struct output *, const char *path);

/* Lets a descriptor, which is closed in the end, take the place of one that was
 * opened and not yet written to. */
void output_redirect(struct output *, int file, const char *name);

/* Whether a growing file has this length; of none that is 0. */
bool output_has_length(const struct output *, uint64_t length);

/* Cuts a growing file to what an earlier run had written, and goes on there. */
bool output_cut(struct output *, uint64_t length);

/* A report's function (ndup_write_fn). */
bool output_write(void *output, const void *bytes, size_t size);

/* Whether the report is there, by what its call returned; if not the user is
 * told why, unless output_write() failed, of which output_commit() tells. */
bool output_has_report(enum ndup_status, const struct ndup_error *);

/* Writes what is in the buffer, and empties it; false also if that lacks what
 * memory had run out for. */
bool output_buffer(struct output *, struct buffer *);

/* Gives on what was written; sync: to the disk, where it is a file. */
bool output_flush(struct output *, bool sync);

/*
 * Ends the writing: only the name is missing now.  Where there are several,
 * finish all before one is committed, so that a full disk leaves all old files.
 */
bool output_finish(struct output *);

/* Finishes, if that was not done, and gives the file its name. */
bool output_commit(struct output *);

/* Undoes it; nothing after output_commit(). */
void output_discard(struct output *);

/* Commits what is done, else discards it: then it is open no more. */
bool output_close(struct output *, bool done);

#endif
