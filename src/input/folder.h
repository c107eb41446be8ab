/*
 * folder.h - the files of a folder and of all folders in it
 *
 * In the order of their names' bytes, folder by folder.  Left out are hidden
 * files and folders, what the user excludes, symbolic links unless asked for.
 * Left out and counted are files of kinds that are not read, and what is no
 * file: pipes, sockets, devices.
 */
#ifndef INPUT_FOLDER_H
#define INPUT_FOLDER_H

#include "base/buffer.h"
#include "base/memory.h"
#include "format.h"

/* ---- how many files of other kinds there are ------------------------------- */

struct kinds {
	struct ndup_kind *items; /* sorted by suffix */
	size_t num, items_capacity;
	struct arena names;
};

/* Counts a file; a suffix in small letters.  NDUP_NOMEM or NDUP_OK. */
enum ndup_status kinds_add(struct kinds *, struct ndup_slice suffix);
void kinds_free(struct kinds *);

/* ---- the files of a folder and of all folders in it ---------------------- */

struct walked_folder;

struct walk {
	const char *const *exclude; /* globs, NULL-terminated; or NULL */
	bool follow_links;
	struct kinds *kinds;
	uint64_t *total; /* sizes of the files found are added here */
	struct buffer path;
	size_t root_size; /* of path: the folder given and a slash */
	struct walked_folder *folders; /* the way down */
	size_t num_folders, folders_capacity;
};

struct found_file {
	const char *path; /* until the next call */
	struct kind kind;
	uint64_t size; /* as added to total */
};

/* ---- the files that the user's paths name, one after another ------------- */

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
