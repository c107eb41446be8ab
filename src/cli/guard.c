/*
 * guard.c - never write over what is read
 *
 * Files are compared by device and inode, so that other names of the same
 * file do not help; what stands in a scanned folder is found by its path.
 * Hidden and excluded files are not read and may be written.  Files of an index
 * are found by their names beside its data, and of --index by inode too.  Where
 * the system fails to tell, nothing is written.
 */
#include <dirent.h>
#include <errno.h>
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
	bool told; /* the user, of what the system failed to tell */
};

/* What cannot be told is taken to be so.  By errno, once. */
static bool
suspect(struct target *target, const char *path)
{
	if (!target->told)
		say_errno("%s", path);
	target->told = true;
	return true;
}

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

/* The target's path from this folder on, which is absolute and without links;
 * NULL: it stands elsewhere. */
static const char *
path_below(const struct target *target, const char *folder)
{
	const char *path = target->place.real;
	size_t len = strlen(folder);

	if (len == 1) /* "/" */
		len = 0;
	if (strncmp(path, folder, len) != 0 || path[len] != '/')
		return NULL;
	return path + len + 1;
}

static bool
is_inside(struct target *target, const char *folder)
{
	const char *path;
	char *top, *below;
	bool inside;

	if (target->place.descriptor >= 0)
		return false;
	if (target->place.real == NULL) {
		errno = target->place.error;
		return suspect(target, target->name);
	}
	if ((top = realpath(folder, NULL)) == NULL)
		return suspect(target, folder);
	path = path_below(target, top);
	free(top);
	if (path == NULL)
		return false;
	if ((below = strdup(path)) == NULL)
		return suspect(target, folder);
	inside = is_read(target->options, below);
	free(below);
	return inside;
}

/* Whether writing the target would destroy what `path` names.  What has no
 * such name is not read: who tries is told. */
static bool
is_input(struct target *target, const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	struct stat input;

	if (standard ? fstat(STDIN_FILENO, &input) != 0
		     : stat(path, &input) != 0)
		return errno != EBADF && errno != ENOENT && errno != ENOTDIR &&
		       errno != EACCES && suspect(target, path);
	if (S_ISDIR(input.st_mode))
		return is_inside(target, path);
	return is_same_file(&input, &target->place.file);
}

static bool
is_listed_input(struct target *target, const struct list *paths)
{
	size_t i;

	for (i = 0; i < paths->num; i++)
		if (is_input(target, paths->items[i]))
			return true;
	return false;
}

static bool
check_inputs(struct target *target)
{
	const struct options *options = target->options;

	if (!target->place.exists || !S_ISREG(target->place.file.st_mode))
		return true;
	if (!is_listed_input(target, &options->paths) &&
	    !is_listed_input(target, &options->against) &&
	    (options->ignore_file == NULL ||
		!is_input(target, options->ignore_file)))
		return true;
	if (!target->told)
		say("%s: would be written over, but is read as input; choose "
		    "another place",
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

/* Whether a folder's entry, which may have gone since, is the target. */
static bool
is_target(struct target *target, DIR *dir, const char *name)
{
	struct stat file;

	if (!target->place.exists)
		return false;
	if (fstatat(dirfd(dir), name, &file, 0) != 0)
		return errno != ENOENT && suspect(target, target->name);
	return is_same_file(&file, &target->place.file);
}

/* What of an index a folder has. */
struct index_files {
	bool data;
	bool target; /* a file of the index's names is the target */
};

static struct index_files
list_index(struct target *target, DIR *dir)
{
	struct index_files found = {false, false};
	struct dirent *entry;

	while ((errno = 0, entry = readdir(dir)) != NULL) {
		if (!is_index_name(entry->d_name))
			continue;
		found.data =
		    found.data || fnmatch(data_glob, entry->d_name, 0) == 0;
		found.target =
		    found.target || is_target(target, dir, entry->d_name);
	}
	if (errno != 0)
		found.data = found.target = suspect(target, target->name);
	return found;
}

/* A folder that is not there has nothing. */
static struct index_files
look_into(struct target *target, const char *folder)
{
	struct index_files found = {false, false};
	DIR *dir = opendir(folder);

	if (dir != NULL) {
		found = list_index(target, dir);
		closedir(dir);
	} else if (errno != ENOENT && errno != ENOTDIR) {
		found.data = found.target = suspect(target, folder);
	}
	return found;
}

/* Whether the target, which need not be there, has the name of a file of an
 * index and stands in one. */
static bool
stands_in_index(struct target *target)
{
	const struct destination *place = &target->place;
	const char *path = place->path != NULL ? place->path : place->real;
	const char *slash = path != NULL ? strrchr(path, '/') : NULL;
	bool is_index;
	char *folder;

	if (slash == NULL || !is_index_name(slash + 1))
		return false;
	if ((folder = strndup(path, (size_t)(slash + 1 - path))) == NULL)
		return suspect(target, target->name);
	is_index = look_into(target, folder).data;
	free(folder);
	return is_index;
}

static bool
check_index(struct target *target)
{
	const char *folder = target->options->folder;

	if (!(folder != NULL && target->place.exists &&
		look_into(target, folder).target) &&
	    !stands_in_index(target))
		return true;
	if (!target->told)
		say("%s: would be written over, but is a file of an index; "
		    "choose another place",
		    target->name);
	return false;
}

/* ---- all of them -------------------------------------------------------- */

enum { MOST_TARGETS = 6 };

/* False, and the user told, if something cannot be written there. */
static bool
find_targets(
    const struct options *options, struct target *targets, size_t *num_targets)
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
	    {"--withdrawn", options->dedup.withdrawn_file},
	    {"--rejects", options->filter.rejects_file},
	};
	struct target *target;
	size_t i;

	for (i = 0; i < MOST_TARGETS; i++) {
		if (given[i].path == NULL)
			continue;
		target = &targets[(*num_targets)++];
		*target = (struct target){
		    .options = options,
		    .option = given[i].option,
		    .name = output_name(given[i].path),
		};
		if (!destination_find(&target->place, given[i].path)) {
			say_errno("%s", target->name);
			return false;
		}
	}
	return true;
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
	size_t num = 0, i;
	bool checked = find_targets(options, targets, &num);

	for (i = 0; i < num && checked; i++)
		checked = check_inputs(&targets[i]) &&
			  check_index(&targets[i]) &&
			  check_others(targets, &targets[i]);
	for (i = 0; i < num; i++)
		destination_free(&targets[i].place);
	return checked;
}
