/*
 * ignored.c - the text of --ignore-text
 */
#include <stdio.h>

#include "cli/ignored.h"
#include "cli/say.h"

bool
ignored_load(struct options *options, char **text)
{
	const char *path = options->ignore_file;
	size_t room = 0;
	ssize_t size;
	FILE *file;

	*text = NULL;
	if (path == NULL)
		return true;
	if ((file = fopen(path, "re")) == NULL) {
		say_errno("--ignore-text %s", path);
		return false;
	}
	size = getdelim(text, &room, EOF, file);
	if (size < 0 && ferror(file)) {
		say_errno("--ignore-text %s", path);
		fclose(file);
		return false;
	}
	fclose(file);
	options->params.ignore_text =
	    (struct ndup_slice){*text, size > 0 ? (size_t)size : 0};
	return true;
}
