/*
 * paths.c - the files that the user's paths name, one after another
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "input/paths.h"

static bool
is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

void
paths_begin(struct paths *paths, const char *const *items)
{
	struct stat found;
	size_t i;

	paths->items = items;
	for (i = 0; items[i] != NULL; i++)
		if (!is_stdin(items[i]) && stat(items[i], &found) == 0 &&
		    S_ISREG(found.st_mode))
			*paths->walk.total += (uint64_t)found.st_size;
}

static void
use_stdin(struct file *file)
{
	*file = (struct file){
	    .path = "-", .name = "standard input", .is_stdin = true};
}

static void
use_found(struct file *file, const struct found *found)
{
	*file = (struct file){
	    .path = found->path,
	    .name = found->path,
	    .kind = found->kind,
	    .size = found->size,
	    .has_name = true,
	    .in_folder = true,
	};
}

static void
use_named(struct file *file, const char *path, const struct stat *found)
{
	*file = (struct file){
	    .path = path,
	    .name = path,
	    .kind = kind_of(path),
	    .size = S_ISREG(found->st_mode) ? (uint64_t)found->st_size : 0,
	    .has_name = S_ISREG(found->st_mode),
	};
}

/* Takes the next of the user's paths; *is_file: and it is a file. */
static enum ndup_status
next_item(struct paths *paths, struct file *file, bool *is_file,
    struct ndup_error *error)
{
	const char *path = paths->items[paths->next];
	struct stat found;

	if (path == NULL)
		return NDUP_END;
	paths->next++;
	*file = (struct file){.path = path, .name = path};
	*is_file = true;
	if (is_stdin(path)) {
		use_stdin(file);
		return NDUP_OK;
	}
	if (stat(path, &found) != 0)
		return error_system(error, errno, "%s", path);
	if (!S_ISDIR(found.st_mode)) {
		use_named(file, path, &found);
		return NDUP_OK;
	}
	*is_file = false;
	paths->in_folder = true;
	return walk_begin(&paths->walk, path, error);
}

enum ndup_status
paths_next(struct paths *paths, struct file *file, struct ndup_error *error)
{
	enum ndup_status status;
	struct found found;
	bool is_file;

	for (;;) {
		if (paths->in_folder) {
			status = walk_next(&paths->walk, &found, error);
			if (status == NDUP_OK)
				use_found(file, &found);
			else
				file->path = paths->items[paths->next - 1];
			if (status != NDUP_END)
				return status;
			paths->in_folder = false;
		}
		status = next_item(paths, file, &is_file, error);
		if (status != NDUP_OK || is_file)
			return status;
	}
}

void
paths_free(struct paths *paths)
{
	walk_free(&paths->walk);
}
