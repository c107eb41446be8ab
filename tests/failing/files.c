/*
 * files.c - files of a test, by paths
 */
#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"

void
die(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	verr(2, fmt, args);
}

char *
file_read(const char *path, size_t *size)
{
	FILE *file = fopen(path, "r"), *copy;
	char *bytes = NULL, part[4096];
	size_t got;

	if (file == NULL && errno == ENOENT)
		return NULL;
	if (file == NULL || (copy = open_memstream(&bytes, size)) == NULL)
		die("%s", path);
	while ((got = fread(part, 1, sizeof part, file)) > 0)
		fwrite(part, 1, got, copy);
	if (ferror(file) || fclose(copy) != 0)
		die("%s", path);
	fclose(file);
	return bytes;
}

void
file_write(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "w");

	if (file == NULL || fwrite(bytes, 1, size, file) != size ||
	    fclose(file) != 0)
		die("%s", path);
}

static void
copy_file(const char *from, const char *to)
{
	size_t size;
	char *bytes = file_read(from, &size);

	if (bytes == NULL)
		die("%s", from);
	file_write(to, bytes, size);
	free(bytes);
}

void
folder_copy(const char *from, const char *to)
{
	DIR *dir = opendir(from);
	struct dirent *entry;
	char *old, *new;

	if (dir == NULL || (mkdir(to, 0777) != 0 && errno != EEXIST))
		die("%s", from);
	while ((entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		if (asprintf(&old, "%s/%s", from, entry->d_name) < 0 ||
		    asprintf(&new, "%s/%s", to, entry->d_name) < 0)
			die("%s", from);
		copy_file(old, new);
		free(old);
		free(new);
	}
	closedir(dir);
}

static int
drop(const char *path, const struct stat *stat, int kind, struct FTW *place)
{
	(void)stat;
	(void)kind;
	if (remove(path) != 0 && place->level > 0)
		die("%s", path);
	return 0;
}

void
folder_remove(const char *path)
{
	enum { OPEN_FILES = 16 };

	nftw(path, drop, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
}

void
folder_empty(const char *path)
{
	folder_remove(path);
	if (mkdir(path, 0777) != 0)
		die("%s", path);
}

static bool
is_among(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

char *
folder_find_other(const char *path, const char *const *names, bool hidden)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	char *found = NULL;

	if (dir == NULL)
		return NULL;
	while (found == NULL && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0 ||
		    (entry->d_name[0] == '.' && !hidden))
			continue;
		if (!is_among(entry->d_name, names))
			found = strdup(entry->d_name);
	}
	closedir(dir);
	return found;
}
