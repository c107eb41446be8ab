/*
 * guard.c - never write over what is read
 *
 * Files are compared by device and inode, so that other names of the same
 * file do not help; what stands in a scanned folder is found by its path.
 * Hidden and excluded files are not read and may be written.  Files of an index
 * are found by their names beside its data, and of --index by inode too.
 */
#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "destination.h"
#include "guard.h"
#include "output.h"
#include "say.h"

struct target {
	const struct options *options;
	const char *option; /* that asks for it */
	const char *name;   /* as the user knows it */
	struct destination place;
};

static bool
is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* ---- what is read ------------------------------------------------------- */

/* As the reader has it: a glob is for a name, or for a path from the scanned
 * folder on. */
static bool
guard_is_excluded(
    const struct options *options, const char *name, const char *path)
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
		left_out =
		    name[0] == '.' || guard_is_excluded(options, name, path);
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
	const char *path = target->place.real;
	char *top = realpath(folder, NULL), *below;
	size_t len = top == NULL ? 0 : strlen(top);
	bool inside = false;

	if (len == 1) /* "/" */
		len = 0;
	if (top != NULL && path != NULL && target->place.descriptor < 0 &&
	    strncmp(path, top, len) == 0 && path[len] == '/' &&
	    (below = strdup(path + len + 1)) != NULL) {
		inside = is_read(target->options, below);
		free(below);
	}
	free(top);
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
	return is_same_file(&input, &target->place.file);
}

static bool
is_listed_input(const struct target *target, const struct list *paths)
{
	size_t i;

	for (i = 0; i < paths->num; i++)
		if (is_input(target, paths->items[i]))
			return true;
	return false;
}

static bool
check_inputs(const struct target *target)
{
	const struct options *options = target->options;

	if (!target->place.exists || !S_ISREG(target->place.file.st_mode))
		return true;
	if (!is_listed_input(target, &options->paths) &&
	    !is_listed_input(target, &options->against) &&
	    (options->ignore_file == NULL ||
		!is_input(target, options->ignore_file)))
		return true;
	say("%s: would be written over, but is read as input; choose another "
	    "place",
	    target->name);
	return false;
}

/* ---- indexes ------------------------------------------------------------ */

static const char data_glob[] = "data-[0-9]*.mdb";

static bool
is_index_name(const char *name)
{
	static const char *const globs[] = {data_glob, "data-[0-9]*.mdb-lock",
	    "new.mdb", "new.mdb-lock", "writer.lock"};
	size_t i;

	for (i = 0; i < sizeof globs / sizeof globs[0]; i++)
		if (fnmatch(globs[i], name, 0) == 0)
			return true;
	return false;
}

/* Whether a folder has an index; *found: and this is one of its files. */
static bool
look_into(const char *folder, const struct stat *wanted, bool *found)
{
	struct dirent *entry;
	struct stat file;
	bool has_data = false;
	DIR *dir;

	*found = false;
	if ((dir = opendir(folder)) == NULL)
		return false;
	while ((entry = readdir(dir)) != NULL) {
		if (!is_index_name(entry->d_name))
			continue;
		has_data =
		    has_data || fnmatch(data_glob, entry->d_name, 0) == 0;
		*found = *found ||
			 (fstatat(dirfd(dir), entry->d_name, &file, 0) == 0 &&
			     is_same_file(&file, wanted));
	}
	closedir(dir);
	return has_data;
}

/* Whether the target, which need not be there, has the name of a file of an
 * index and stands in one. */
static bool
stands_in_index(const struct target *target)
{
	const char *slash = target->place.real != NULL
				? strrchr(target->place.real, '/')
				: NULL;
	bool is_index, found;
	char *folder;

	if (slash == NULL || !is_index_name(slash + 1))
		return false;
	folder = strndup(
	    target->place.real, (size_t)(slash + 1 - target->place.real));
	is_index =
	    folder != NULL && look_into(folder, &target->place.file, &found);
	free(folder);
	return is_index;
}

static bool
check_index(const struct target *target)
{
	const char *folder = target->options->folder;
	bool found = false;

	if (folder != NULL && target->place.exists)
		look_into(folder, &target->place.file, &found);
	if (!found && !stands_in_index(target))
		return true;
	say("%s: would be written over, but is a file of an index; choose "
	    "another place",
	    target->name);
	return false;
}

/* ---- all of them -------------------------------------------------------- */

enum { MOST_TARGETS = 5 };

/* What cannot be written is told by who opens it. */
static size_t
find_targets(const struct options *options, struct target *targets)
{
	bool lists = options->dedup.list || options->dedup.list0;
	const char *output = options->output;
	const struct {
		const char *option, *path;
	} given[MOST_TARGETS] = {
	    {"--output", output != NULL ? output : "-"},
	    {"the list", output != NULL && lists ? "-" : NULL},
	    {"--stats", options->stats_file},
	    {"--dropped", options->dedup.dropped_file},
	    {"--rejects", options->filter.rejects_file},
	};
	size_t num = 0, i;

	for (i = 0; i < MOST_TARGETS; i++) {
		if (given[i].path == NULL)
			continue;
		targets[num] = (struct target){
		    .options = options,
		    .option = given[i].option,
		    .name = output_name(given[i].path),
		};
		if (destination_find(&targets[num].place, given[i].path))
			num++;
		else
			destination_free(&targets[num].place);
	}
	return num;
}

/* That no target before it is the same file. */
static bool
check_others(const struct target *targets, const struct target *target)
{
	for (; targets < target; targets++)
		if (destination_is_same(&targets->place, &target->place)) {
			say("%s %s: give another file than %s", target->option,
			    target->name, targets->option);
			return false;
		}
	return true;
}

bool
guard_check(const struct options *options)
{
	struct target targets[MOST_TARGETS];
	size_t num = find_targets(options, targets), i;
	bool checked = true;

	for (i = 0; i < num && checked; i++)
		checked = check_inputs(&targets[i]) &&
			  check_index(&targets[i]) &&
			  check_others(targets, &targets[i]);
	for (i = 0; i < num; i++)
		destination_free(&targets[i].place);
	return checked;
}
