/*
 * paths.h - the files that the user's paths name, one after another
 */
#ifndef INPUT_PATHS_H
#define INPUT_PATHS_H

#include "input/walk.h"

struct paths {
	const char *const *items; /* NULL-terminated; borrowed */
	size_t next;
	bool in_folder;
	struct walk walk; /* exclude, follow_links, kinds, total: set before */
};

/* A file to read; strings until the next call. */
struct file {
	const char *path; /* as the user would type it; "-" */
	const char *name; /* for errors */
	struct kind kind;
	uint64_t size; /* what it adds to the total */
	bool is_stdin;
	bool has_name;  /* that tells what it holds: no pipe */
	bool in_folder; /* found there, not named by the user */
};

/* Adds the sizes of the files among items to the total. */
void paths_begin(struct paths *, const char *const *items);

/* NDUP_OK, NDUP_END, NDUP_NOMEM; NDUP_IO for a path that cannot be read,
 * after which the next ones follow; the file has it, or the user's path that
 * led there. */
enum ndup_status paths_next(struct paths *, struct file *, struct ndup_error *);
void paths_free(struct paths *);

#endif
