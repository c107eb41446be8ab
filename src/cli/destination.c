/*
 * destination.c - where a file to be written is
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bsd/string.h>

#include "destination.h"

enum { MOST_LINKS = 40 };

/* ---- paths -------------------------------------------------------------- */

/* The last part of a path. */
static char *
name_of(char *path)
{
	char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* The folder that a path is in, absolute and without links. */
static bool
find_folder(char *path, char folder[PATH_MAX])
{
	char given[PATH_MAX];
	size_t len = (size_t)(name_of(path) - path);

	strlcpy(given, len == 0 ? "." : path, len == 0 ? 2 : len + 1);
	return realpath(given, folder) != NULL;
}

/* Puts the path that a link leads to into the place of the link's. */
static bool
follow_link(char path[PATH_MAX])
{
	char leads[PATH_MAX], *name = name_of(path);
	ssize_t len = readlink(path, leads, sizeof leads - 1);

	if (len < 0)
		return false;
	leads[len] = '\0';
	if (leads[0] == '/')
		name = path;
	if (strlcpy(name, leads, (size_t)(path + PATH_MAX - name)) <
	    (size_t)(path + PATH_MAX - name))
		return true;
	errno = ENAMETOOLONG;
	return false;
}

static bool
join_real(struct destination *found, const char *folder, const char *name)
{
	bool is_root = strcmp(folder, "/") == 0;

	if (asprintf(&found->real, "%s/%s", is_root ? "" : folder, name) >= 0)
		return true;
	found->real = NULL;
	errno = ENOMEM;
	return false;
}

/* ---- descriptors -------------------------------------------------------- */

/* The descriptor that a link of the system's stands for; -1: none. */
static int
find_descriptor(char *path)
{
	char folder[PATH_MAX], own[PATH_MAX];
	const char *name = name_of(path);

	if (name[0] == '\0' || name[strspn(name, "0123456789")] != '\0' ||
	    !find_folder(path, folder) ||
	    realpath("/proc/self/fd", own) == NULL || strcmp(folder, own) != 0)
		return -1;
	return atoi(name);
}

/* Whether it can be written to, and came with the program: what the program
 * opens itself is closed on exec. */
static bool
is_writable(int descriptor)
{
	int flags = fcntl(descriptor, F_GETFL);

	if (flags < 0)
		return false;
	if ((flags & O_ACCMODE) != O_RDONLY && (flags & O_PATH) == 0 &&
	    (fcntl(descriptor, F_GETFD) & FD_CLOEXEC) == 0)
		return true;
	errno = EBADF;
	return false;
}

static bool
use_descriptor(struct destination *found, int descriptor)
{
	char link[32];

	if (!is_writable(descriptor) || fstat(descriptor, &found->file) != 0)
		return false;
	found->descriptor = descriptor;
	found->exists = true;
	snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
	if (S_ISREG(found->file.st_mode))
		found->real = realpath(link, NULL);
	return true;
}

/* ---- what is there ------------------------------------------------------ */

/* Its folder need not be found: who opens the path is told why. */
static bool
use_path(struct destination *found, char *path)
{
	bool has_folder = strchr(path, '/') != NULL;
	char folder[PATH_MAX];

	if (found->exists && S_ISDIR(found->file.st_mode)) {
		errno = EISDIR;
		return false;
	}
	if (asprintf(&found->path, "%s%s", has_folder ? "" : "./", path) < 0) {
		found->path = NULL;
		errno = ENOMEM;
		return false;
	}
	if (find_folder(path, folder))
		return join_real(found, folder, name_of(path));
	found->error = errno;
	return true;
}

bool
destination_find(struct destination *found, const char *path)
{
	char at[PATH_MAX];
	int descriptor, links = 0;

	*found = (struct destination){.descriptor = -1};
	if (path == NULL || strcmp(path, "-") == 0)
		return use_descriptor(found, STDOUT_FILENO);
	errno = ENAMETOOLONG;
	if (strlcpy(at, path, sizeof at) >= sizeof at)
		return false;
	while ((found->exists = lstat(at, &found->file) == 0) &&
	       S_ISLNK(found->file.st_mode)) {
		if ((descriptor = find_descriptor(at)) >= 0)
			return use_descriptor(found, descriptor);
		errno = ELOOP;
		if (links++ == MOST_LINKS || !follow_link(at))
			return false;
	}
	if (!found->exists && (errno != ENOENT || links > 0))
		return false;
	return use_path(found, at);
}

bool
destination_is_same(const struct destination *a, const struct destination *b)
{
	if (a->descriptor >= 0 && a->descriptor == b->descriptor)
		return true;
	if (a->exists && b->exists)
		return S_ISREG(a->file.st_mode) &&
		       a->file.st_dev == b->file.st_dev &&
		       a->file.st_ino == b->file.st_ino;
	return !a->exists && !b->exists && a->real != NULL && b->real != NULL &&
	       strcmp(a->real, b->real) == 0;
}

void
destination_free(struct destination *place)
{
	free(place->path);
	free(place->real);
	place->path = place->real = NULL;
}
