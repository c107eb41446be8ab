/*
 * guard.c - never write over what is read
 *
 * Files are compared by device and inode, so that other names of the same
 * file do not help; what stands in a scanned folder is found by its path.
 * Hidden and excluded files are not read and may be written.
 */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/guard.h"
#include "cli/say.h"

struct target {
	const struct options *options;
	const char *name; /* as the user knows it */
	const char *path; /* NULL: standard output */
	struct stat file;
};

static bool
is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* As the reader has it: a glob is for a name, or for a path from the scanned
 * folder on. */
static bool
is_excluded(const struct options *options, const char *name, const char *path)
{
	const struct list *globs = &options->exclude;
	size_t i;

	for (i = 0; i < globs->num; i++)
		if (fnmatch(globs->items[i], name, 0) == 0 ||
		    fnmatch(globs->items[i], path, 0) == 0)
			return true;
	return false;
}

/* Whether a file at `path` below a scanned folder would be read: nothing on
 * the way to it is hidden or excluded. */
static bool
is_read(const struct options *options, char *path)
{
	char *name = path, *slash;
	bool left_out;

	for (; name != NULL; name = slash == NULL ? NULL : slash + 1) {
		if ((slash = strchr(name, '/')) != NULL)
			*slash = '\0';
		left_out = name[0] == '.' || is_excluded(options, name, path);
		if (slash != NULL)
			*slash = '/';
		if (left_out)
			return false;
	}
	return true;
}

static bool
is_inside(const struct target *target, const char *folder)
{
	char *top = realpath(folder, NULL), *path = NULL;
	size_t len = top == NULL ? 0 : strlen(top);
	bool inside = false;

	if (top != NULL && target->path != NULL)
		path = realpath(target->path, NULL);
	if (len == 1) /* "/" */
		len = 0;
	if (path != NULL && strncmp(path, top, len) == 0 && path[len] == '/')
		inside = is_read(target->options, path + len + 1);
	free(top);
	free(path);
	return inside;
}

/* Whether writing the target would destroy what `path` names. */
static bool
is_input(const struct target *target, const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	struct stat input;

	if (standard ? fstat(STDIN_FILENO, &input) != 0
		     : stat(path, &input) != 0)
		return false;
	if (S_ISDIR(input.st_mode))
		return is_inside(target, path);
	return is_same(&input, &target->file);
}

static bool
check_list(const struct target *target, const struct list *paths)
{
	size_t i;

	for (i = 0; i < paths->num; i++)
		if (is_input(target, paths->items[i])) {
			say("%s: would be written over, but is read as input; "
			    "choose another place",
			    target->name);
			return false;
		}
	return true;
}

static bool
check_target(const struct target *target)
{
	const struct options *options = target->options;
	const char *ignore[] = {options->ignore_file, NULL};
	struct list ignored = {ignore, options->ignore_file ? 1 : 0};

	return !S_ISREG(target->file.st_mode) ||
	       (check_list(target, &options->paths) &&
		   check_list(target, &options->against) &&
		   check_list(target, &ignored));
}

static bool
check_path(const struct options *options, const char *path)
{
	struct target target = {options, path, path, {0}};

	return stat(path, &target.file) != 0 || check_target(&target);
}

bool
guard_check(const struct options *options)
{
	struct target standard = {options, "standard output", NULL, {0}};
	bool to_file =
	    options->output != NULL && strcmp(options->output, "-") != 0;

	if (options->stats_file != NULL &&
	    !check_path(options, options->stats_file))
		return false;
	if (options->dedup.dropped_file != NULL &&
	    !check_path(options, options->dedup.dropped_file))
		return false;
	if (options->filter.rejects_file != NULL &&
	    !check_path(options, options->filter.rejects_file))
		return false;
	if (to_file)
		return check_path(options, options->output);
	return fstat(STDOUT_FILENO, &standard.file) != 0 ||
	       check_target(&standard);
}
