/*
 * append.c - a file that grows, and of which it is known how far it is safe
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/append.h"
#include "cli/say.h"

enum { BUFFER = 1 << 16 };

static bool
fail(const struct append *append)
{
	if (errno != EPIPE) /* then nobody is there to be told */
		say_errno("%s", append->name);
	return false;
}

bool
append_open(struct append *append, const char *path)
{
	struct stat found;
	int file;

	*append = (struct append){.name = "standard output"};
	if (path == NULL || strcmp(path, "-") == 0) {
		append->file = stdout;
		setvbuf(stdout, NULL, _IOFBF, BUFFER);
		return true;
	}
	append->name = path;
	file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	if (file < 0)
		return fail(append);
	append->is_file = fstat(file, &found) == 0 && S_ISREG(found.st_mode);
	if ((append->file = fdopen(file, "w")) == NULL) {
		fail(append);
		close(file);
		return false;
	}
	setvbuf(append->file, NULL, _IOFBF, BUFFER);
	return true;
}

bool
append_cut(struct append *append, uint64_t length)
{
	int file = fileno(append->file);
	struct stat found;

	if (!append->is_file)
		return true;
	if (fstat(file, &found) != 0)
		return fail(append);
	if ((uint64_t)found.st_size < length) {
		say("%s: has %jd bytes, but %" PRIu64 " were written when the "
		    "last run was committed; bring it back, or name another "
		    "file",
		    append->name, (intmax_t)found.st_size, length);
		return false;
	}
	if (ftruncate(file, (off_t)length) != 0 ||
	    fseeko(append->file, (off_t)length, SEEK_SET) != 0)
		return fail(append);
	return true;
}

bool
append_flush(struct append *append, bool sync)
{
	if (append->file == NULL)
		return true;
	if (fflush(append->file) != 0 || ferror(append->file) ||
	    (sync && append->is_file && fdatasync(fileno(append->file)) != 0))
		return fail(append);
	return true;
}

uint64_t
append_length(const struct append *append)
{
	off_t length = 0;

	if (append->file != NULL && append->is_file)
		length = ftello(append->file);
	return length > 0 ? (uint64_t)length : 0;
}

bool
append_close(struct append *append)
{
	FILE *file = append->file;

	append->file = NULL;
	if (file == NULL || file == stdout) /* others may write there yet */
		return true;
	return fclose(file) == 0 || fail(append);
}
