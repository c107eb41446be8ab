/*
 * folder.c - the files of a folder and of all folders in it
 *
 * Each folder is listed once, sorted, and closed before its entries are
 * visited; the way down is a stack of such lists, so depth costs no recursion
 * and no open files.  Where links are followed, a folder that is already on
 * the way down is not entered again.
 */
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/utf8.h"
#include "folder.h"

/* ---- how many files of other kinds there are ------------------------------- */

/*
 * Counted suffixes are safe to print, and so many at most: a folder whose names
 * have dots anywhere must not become a list of names.
 */

enum { MOST_KINDS = 200, LONGEST_SUFFIX = 24 };

static const char other[] = ".*"; /* what is beyond these limits */

static size_t
kinds_find(const struct kinds *kinds, const char *suffix)
{
	size_t low = 0, high = kinds->num, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(kinds->items[middle].suffix, suffix) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
stands_at(const struct kinds *kinds, size_t at, const char *suffix)
{
	return at < kinds->num && strcmp(kinds->items[at].suffix, suffix) == 0;
}

static enum ndup_status
kinds_insert(struct kinds *kinds, size_t at, const char *suffix)
{
	struct ndup_slice name;

	assert(at == 0 || strcmp(kinds->items[at - 1].suffix, suffix) < 0);
	assert(at == kinds->num || strcmp(suffix, kinds->items[at].suffix) < 0);
	name = arena_copy(
	    &kinds->names, (struct ndup_slice){suffix, strlen(suffix)});
	if (name.ptr == NULL ||
	    memory_grow(kinds->items, kinds->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	memmove(kinds->items + at + 1, kinds->items + at,
	    (kinds->num - at) * sizeof *kinds->items);
	kinds->items[at] = (struct ndup_kind){name.ptr, 0};
	kinds->num++;
	return NDUP_OK;
}

static void
make_name(char *name, struct ndup_slice suffix)
{
	size_t i;

	if (suffix.len > LONGEST_SUFFIX) {
		strcpy(name, other);
		return;
	}
	for (i = 0; i < suffix.len; i++)
		name[i] = (char)(suffix.ptr[i] >= 'A' && suffix.ptr[i] <= 'Z'
				     ? suffix.ptr[i] + ('a' - 'A')
				     : suffix.ptr[i]);
	name[i] = '\0';
	printable_clean(name);
}

enum ndup_status
kinds_add(struct kinds *kinds, struct ndup_slice suffix)
{
	char name[LONGEST_SUFFIX + 1];
	size_t at;

	make_name(name, suffix);
	at = kinds_find(kinds, name);
	if (!stands_at(kinds, at, name) && kinds->num >= MOST_KINDS) {
		strcpy(name, other);
		at = kinds_find(kinds, name);
	}
	if (!stands_at(kinds, at, name) &&
	    kinds_insert(kinds, at, name) != NDUP_OK)
		return NDUP_NOMEM;
	kinds->items[at].num_files++;
	return NDUP_OK;
}

void
kinds_free(struct kinds *kinds)
{
	arena_free(&kinds->names);
	memory_free(kinds->items);
	*kinds = (struct kinds){NULL, 0, 0, {NULL, 0, 0}};
}

/* ---- the files of a folder and of all folders in it ---------------------- */

struct folder_entry {
	const char *name;
	uint64_t size;
	bool is_folder;
};

struct walked_folder {
	size_t path_size; /* of walk.path, its slash included */
	dev_t device;
	ino_t inode;
	struct arena names;
	struct folder_entry *entries;
	size_t num, entries_capacity, next;
};

static bool
glob_matches(
    const char *glob, const char *name, const char *path, bool is_folder)
{
	char folder_glob[256];
	size_t len = strlen(glob);

	if (len > 1 && len < sizeof folder_glob && glob[len - 1] == '/') {
		if (!is_folder)
			return false;
		memcpy(folder_glob, glob, len - 1);
		folder_glob[len - 1] = '\0';
		glob = folder_glob;
	}
	return fnmatch(glob, name, 0) == 0 || fnmatch(glob, path, 0) == 0;
}

/* walk->path ends in the name. */
static bool
is_excluded(const struct walk *walk, const char *name, bool is_folder)
{
	const char *const *glob = walk->exclude;

	for (; glob != NULL && *glob != NULL; glob++)
		if (glob_matches(*glob, name, walk->path.data + walk->root_size,
			is_folder))
			return true;
	return false;
}

/* Appends a NUL-terminated name to the folder's path. */
static bool
set_path(struct walk *walk, size_t folder_size, const char *name)
{
	walk->path.size = folder_size;
	buffer_add(&walk->path, name, strlen(name) + 1);
	return !walk->path.failed;
}

/* What an entry is; false: nothing to visit or to count. */
static bool
look_at(const struct walk *walk, int folder_fd, const struct dirent *dirent,
    struct stat *found)
{
	int flags = walk->follow_links ? 0 : AT_SYMLINK_NOFOLLOW;

	if (dirent->d_type == DT_LNK && !walk->follow_links)
		return false;
	if (fstatat(folder_fd, dirent->d_name, found, flags) != 0)
		*found = (struct stat){.st_mode = S_IFREG};
	/* and opening it will tell what is wrong */
	return !S_ISLNK(found->st_mode);
}

/* What is counted of a thing that is neither file nor folder; else NULL.  No
 * suffix of a name can be like it. */
static const char *
special_kind(mode_t mode)
{
	if (S_ISFIFO(mode))
		return "pipe";
	if (S_ISSOCK(mode))
		return "socket";
	return S_ISCHR(mode) || S_ISBLK(mode) ? "device" : NULL;
}

static enum ndup_status
add_entry(
    struct walked_folder *folder, const char *name, const struct stat *found)
{
	struct ndup_slice copy;

	copy =
	    arena_copy(&folder->names, (struct ndup_slice){name, strlen(name)});
	if (copy.ptr == NULL ||
	    memory_grow(folder->entries, folder->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	folder->entries[folder->num++] = (struct folder_entry){
	    copy.ptr, (uint64_t)found->st_size, S_ISDIR(found->st_mode)};
	return NDUP_OK;
}

/* Lists one entry, counts it or leaves it out. */
static enum ndup_status
list_entry(struct walk *walk, struct walked_folder *folder, int folder_fd,
    const struct dirent *dirent)
{
	const char *name = dirent->d_name, *special;
	struct stat found;
	struct kind kind;

	if (name[0] == '.' || !look_at(walk, folder_fd, dirent, &found))
		return NDUP_OK;
	if (!set_path(walk, folder->path_size, name))
		return NDUP_NOMEM;
	if (is_excluded(walk, name, S_ISDIR(found.st_mode)))
		return NDUP_OK;
	if ((special = special_kind(found.st_mode)) != NULL)
		return kinds_add(
		    walk->kinds, (struct ndup_slice){special, strlen(special)});
	if (!S_ISDIR(found.st_mode)) {
		kind = kind_of(name);
		if (kind.format == NULL)
			return kinds_add(walk->kinds, kind.suffix);
		*walk->total += (uint64_t)found.st_size;
	}
	return add_entry(folder, name, &found);
}

static int
compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct folder_entry *)a)->name,
	    ((const struct folder_entry *)b)->name);
}

/* Lists a folder; the name for errors is walk->path. */
static enum ndup_status
list_folder(struct walk *walk, struct walked_folder *folder, DIR *dir,
    struct ndup_error *error)
{
	struct dirent *dirent;
	enum ndup_status status = NDUP_OK;
	int sys;

	while (status == NDUP_OK && (errno = 0, dirent = readdir(dir)) != NULL)
		status = list_entry(walk, folder, dirfd(dir), dirent);
	sys = errno;
	if (status == NDUP_NOMEM)
		return error_memory(error);
	set_path(walk, folder->path_size, "");
	if (sys != 0)
		return error_system(error, sys, "%s", walk->path.data);
	if (folder->num > 0)
		qsort(folder->entries, folder->num, sizeof *folder->entries,
		    compare_entries);
	return NDUP_OK;
}

static bool
is_on_the_way(const struct walk *walk, const struct stat *folder)
{
	size_t i;

	for (i = 0; i < walk->num_folders; i++)
		if (walk->folders[i].device == folder->st_dev &&
		    walk->folders[i].inode == folder->st_ino)
			return true;
	return false;
}

static void
leave(struct walk *walk)
{
	struct walked_folder *folder = &walk->folders[--walk->num_folders];

	arena_free(&folder->names);
	memory_free(folder->entries);
}

/* Puts the folder that was opened at walk->path on the way down. */
static enum ndup_status
push(struct walk *walk, DIR *dir, const struct stat *stat,
    struct ndup_error *error)
{
	struct walked_folder *folder;
	enum ndup_status status;

	if (memory_grow(walk->folders, walk->num_folders + 1) != NDUP_OK)
		return error_memory(error);
	folder = &walk->folders[walk->num_folders++];
	*folder = (struct walked_folder){.path_size = walk->path.size - 1,
	    .device = stat->st_dev,
	    .inode = stat->st_ino};
	if (walk->path.data[folder->path_size - 1] != '/') {
		walk->path.size = folder->path_size;
		buffer_add(&walk->path, "/", 2);
		folder->path_size++;
	}
	if (walk->path.failed)
		status = error_memory(error);
	else
		status = list_folder(walk, folder, dir, error);
	if (status != NDUP_OK)
		leave(walk);
	return status;
}

/* Enters the folder at walk->path. */
static enum ndup_status
enter(struct walk *walk, struct ndup_error *error)
{
	enum ndup_status status = NDUP_OK;
	struct stat stat;
	DIR *dir;

	if ((dir = opendir(walk->path.data)) == NULL)
		return error_system(error, errno, "%s", walk->path.data);
	if (fstat(dirfd(dir), &stat) != 0)
		status = error_system(error, errno, "%s", walk->path.data);
	else if (!is_on_the_way(walk, &stat))
		status = push(walk, dir, &stat, error);
	closedir(dir);
	return status;
}

/* Begins with a folder, whose path has no slash at its end ("/" has). */
static enum ndup_status
walk_begin(struct walk *walk, const char *root, struct ndup_error *error)
{
	size_t len = strlen(root);

	while (walk->num_folders > 0)
		leave(walk);
	walk->path.failed = false;
	walk->root_size = len + (len > 0 && root[len - 1] != '/');
	if (!set_path(walk, 0, root))
		return error_memory(error);
	return enter(walk, error);
}

/*
 * NDUP_OK, NDUP_END, NDUP_NOMEM; NDUP_IO for a folder that cannot be read,
 * after which the walk goes on.
 */
static enum ndup_status
walk_next(struct walk *walk, struct found_file *found, struct ndup_error *error)
{
	struct walked_folder *folder;
	struct folder_entry *entry;
	enum ndup_status status;

	while (walk->num_folders > 0) {
		folder = &walk->folders[walk->num_folders - 1];
		if (folder->next == folder->num) {
			leave(walk);
			continue;
		}
		entry = &folder->entries[folder->next++];
		if (!set_path(walk, folder->path_size, entry->name))
			return error_memory(error);
		if (!entry->is_folder) {
			found->path = walk->path.data;
			found->kind = kind_of(walk->path.data);
			found->size = entry->size;
			return NDUP_OK;
		}
		if ((status = enter(walk, error)) != NDUP_OK)
			return status;
	}
	return NDUP_END;
}

static void
walk_free(struct walk *walk)
{
	while (walk->num_folders > 0)
		leave(walk);
	memory_free(walk->folders);
	buffer_free(&walk->path);
	walk->folders = NULL;
	walk->folders_capacity = 0;
}

/* ---- the files that the user's paths name, one after another ------------- */

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
use_found(struct file *file, const struct found_file *found)
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
	struct found_file found = {0};
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
