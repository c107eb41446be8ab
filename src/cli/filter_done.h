/*
 * filter_done.h - runs of a filter that have ended, as the index remembers them
 *
 * A filter may be killed behind its last commit, so that nobody saw it end.  The
 * same command would begin afresh then, and the index knows all articles: each
 * record would be known, and with --drop known none would be left.  So the index
 * remembers the last runs that ended, and a run finds that all is done if inputs
 * and outputs are as they were left.
 */
#ifndef CLI_FILTER_DONE_H
#define CLI_FILTER_DONE_H

#include "filter_checkpoint.h"

/* What the inputs are: names, sizes and times of files.  False: the user has been
 * told why not. */
bool done_look(const struct options *, uint64_t *inputs);

/* Whether the run of the checkpoint has ended with these inputs; it gets back
 * what it was then. */
bool done_load(
    struct checkpoint *, uint64_t inputs, struct ndup_index *, bool *found);

/* Has the next commit remember it. */
bool done_save(const struct checkpoint *, uint64_t inputs, struct ndup_index *);

#endif
