/*
 * filter_checkpoint.h - how far a filter has come, as the index remembers it
 *
 * With each commit the index takes a note: the position in the input, and the
 * lengths of the files written by then.  The same command finds it again; once
 * the work is done it is gone.
 */
#ifndef CLI_FILTER_CHECKPOINT_H
#define CLI_FILTER_CHECKPOINT_H

#include "options.h"

struct checkpoint {
	char name[48]; /* of the note; "": there is none for this command */
	char *file;    /* that was being read */
	struct ndup_position position;
	uint64_t output, rejects; /* bytes */
	uint64_t num_rejected;    /* records */
};

/*
 * Finds the note's name, which says all that the output depends on; and whether
 * there is such a note at all: the output can be cut, and inputs are files.
 * False: the user has been told.
 */
bool checkpoint_begin(
    struct checkpoint *, const struct options *, bool can_cut);

/* Reads the note.  *found: there is one, of a run that did not end. */
bool checkpoint_load(struct checkpoint *, struct ndup_index *, bool *found);

/* Has the next commit take the note, or take it away. */
bool checkpoint_save(const struct checkpoint *, struct ndup_index *);
bool checkpoint_remove(const struct checkpoint *, struct ndup_index *);

/* Takes over where the input is. */
bool checkpoint_move(struct checkpoint *, const struct ndup_record *);
void checkpoint_free(struct checkpoint *);

#endif
