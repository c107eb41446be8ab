/*
 * walk.h - the files of a folder and of all folders in it
 *
 * In the order of their names' bytes, folder by folder.  Left out are hidden
 * files and folders, what the user excludes, symbolic links unless asked for.
 * Left out and counted are files of kinds that are not read, and what is no
 * file: pipes, sockets, devices.
 */
#ifndef INPUT_WALK_H
#define INPUT_WALK_H

#include "base/buffer.h"
#include "input/kind.h"

struct folder;

struct walk {
	const char *const *exclude; /* globs, NULL-terminated; or NULL */
	bool follow_links;
	struct kinds *kinds;
	uint64_t *total; /* sizes of the files found are added here */
	struct buffer path;
	size_t root_size;       /* of path: the folder given and a slash */
	struct folder *folders; /* the way down */
	size_t num_folders, capacity;
};

struct found {
	const char *path; /* until the next call */
	struct kind kind;
	uint64_t size; /* as added to total */
};

/* Begins with a folder, whose path has no slash at its end ("/" has). */
enum ndup_status walk_begin(
    struct walk *, const char *root, struct ndup_error *);

/*
 * NDUP_OK, NDUP_END, NDUP_NOMEM; NDUP_IO for a folder that cannot be read,
 * after which the walk goes on.
 */
enum ndup_status walk_next(struct walk *, struct found *, struct ndup_error *);
void walk_free(struct walk *);

#endif
