/*
 * dedup.h - what a run of the command `ndup dedup` has
 */
#ifndef CLI_DEDUP_H
#define CLI_DEDUP_H

#include "groups.h"
#include "guard.h"
#include "option_values.h"
#include "output.h"
#include "progress.h"
#include "say.h"
#include "stock.h"

struct dedup_run {
	struct options *options;
	struct output output, dropped, withdrawn, list;
	struct skipped skipped;
	struct progress progress;
	struct ndup_scan *scan; /* of all articles */
	struct stock stock;     /* what was added to it */
	struct groups groups;   /* if their field is wanted */
	uint64_t num_written;   /* records */
	size_t num_new;         /* so many; what follows are old ones */
	size_t num_new_files;   /* likewise */
	struct ndup_reader *reader, *old_reader; /* of these */
	uint64_t num_both;                       /* files that are both */
	uint64_t num_repeated; /* paths that led to the same files again */
	const struct ndup_kept *kept;
	char *ignored; /* contents of --ignore-text */
	bool writes, lists, incomplete;
};

/* Writes the list of files that is wanted.  False: the user has been told. */
bool dedup_write_list(struct dedup_run *);

#endif
