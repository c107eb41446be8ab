/*
 * parameters.h - what an index states of itself: rules and parameters, which
 * never change, and where it stands, which changes with each commit
 */
#ifndef INDEX_PARAMETERS_H
#define INDEX_PARAMETERS_H

#include "base/buffer.h"
#include "ndup.h"
#include "store/store.h"

struct meta {
	uint32_t token_rules;
	uint64_t self_test;
	char unicode[16];          /* version of its tables, as text */
	struct ndup_params params; /* ignore_text is owned */
	struct ndup_index_options options;
};

/* Checks the parameters and makes a fingerprint with them: NDUP_PARAM. */
enum ndup_status meta_make(struct meta *, const struct ndup_params *,
    const struct ndup_index_options *, struct ndup_error *);

enum ndup_status meta_write(const struct meta *, struct txn *);

/* NDUP_MISMATCH: by this ndup the same parameters give another fingerprint.
 * The folder is for the message. */
enum ndup_status meta_read(
    struct meta *, struct txn *, const char *folder, struct ndup_error *);
void meta_free(struct meta *);

struct state {
	uint32_t next_number;
	uint64_t articles, commits;
	uint64_t tokens_end, texts_end; /* of the tapes */
	struct ndup_time first, last;   /* published */
	uint64_t words;                 /* of the vocabulary */
};

enum ndup_status state_write(const struct state *, struct txn *);
enum ndup_status state_read(struct state *, struct txn *);

/* The state knows of an article's time. */
void state_note_time(struct state *, const struct ndup_time *);

#endif
