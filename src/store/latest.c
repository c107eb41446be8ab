/*
 * latest.c - the number of the last commit, in a file beside LMDB's
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/hash.h"
#include "store/latest.h"
#include "store/reason.h"

/* A line has a block of the disk for itself, so that writing one cannot damage
 * the other. */
enum { LINE_SIZE = 512, NUM_LINES = 2 };

struct latest_line {
	char bytes[LINE_SIZE + 1];
};

struct latest
latest_of(const struct ledger *ledger)
{
	return (struct latest){ledger->commit,
	    ledger->tables[STORE_RECORDS].num, ledger_digest(ledger)};
}

/* ---- lines -------------------------------------------------------------- */

/* Filled up with blanks. */
static void
line_format(struct latest_line *line, const struct latest *latest)
{
	char text[LINE_SIZE / 2];
	size_t len;

	len = (size_t)snprintf(text, sizeof text,
	    "ndup commit %" PRIu64 " records %" PRIu64 " ledger %016" PRIx64,
	    latest->commit, latest->records, latest->digest);
	snprintf(line->bytes, sizeof line->bytes, "%s checksum %016" PRIx64,
	    text, hash_bytes(text, len, 0));
	len = strlen(line->bytes);
	memset(line->bytes + len, ' ', LINE_SIZE - 1 - len);
	memcpy(line->bytes + LINE_SIZE - 1, "\n", 2);
}

/* A line is whole if it is what its numbers are written as. */
static bool
line_parse(const struct latest_line *line, struct latest *latest)
{
	struct latest_line again;

	if (sscanf(line->bytes,
		"ndup commit %" SCNu64 " records %" SCNu64 " ledger %" SCNx64,
		&latest->commit, &latest->records, &latest->digest) != 3)
		return false;
	line_format(&again, latest);
	return memcmp(line->bytes, again.bytes, LINE_SIZE) == 0;
}

/* ---- the file ----------------------------------------------------------- */

/* Without an allocation: LMDB's commit is done, and nothing may fail that need
 * not. */
static int
open_latest(const struct folder *folder, int flags)
{
	char path[PATH_MAX + sizeof "/commit"];

	snprintf(path, sizeof path, "%s/commit", folder->path);
	return open(path, flags | O_CLOEXEC, 0666);
}

static enum ndup_status
fail_to_write(const struct folder *folder, int sys, struct ndup_error *error)
{
	return error_system(error, sys,
	    "cannot write the file \"commit\" of the index %s", folder->name);
}

enum ndup_status
latest_read(const struct folder *folder, struct latest *latest,
    struct ndup_error *error)
{
	int file = open_latest(folder, O_RDONLY), i;
	struct latest_line line = {""};
	struct latest found;

	*latest = (struct latest){0, 0, 0};
	if (file < 0)
		return errno == ENOENT ? NDUP_END
				       : reason_set(error, folder, errno);
	for (i = 0; i < NUM_LINES; i++)
		if (pread(file, line.bytes, LINE_SIZE, i * LINE_SIZE) ==
			LINE_SIZE &&
		    line_parse(&line, &found) && found.commit > latest->commit)
			*latest = found;
	close(file);
	return latest->commit == 0 ? NDUP_INPUT : NDUP_OK;
}

/* errno's value, or 0. */
static int
write_latest_lines(int file, const struct latest *latest, int first, int num)
{
	struct latest_line line;
	ssize_t size;
	int i;

	line_format(&line, latest);
	for (i = first; i < first + num; i++) {
		size = pwrite(file, line.bytes, LINE_SIZE, i * LINE_SIZE);
		if (size != LINE_SIZE)
			return size < 0 ? errno : ENOSPC;
	}
	return 0;
}

enum ndup_status
latest_make(const struct folder *folder, const struct latest *latest,
    struct ndup_error *error)
{
	int file = open_latest(folder, O_WRONLY | O_CREAT), sys;

	if (file < 0)
		return fail_to_write(folder, errno, error);
	sys = write_latest_lines(file, latest, 0, NUM_LINES);
	if (sys == 0 && fdatasync(file) != 0)
		sys = errno;
	close(file);
	return sys == 0 ? NDUP_OK : fail_to_write(folder, sys, error);
}

enum ndup_status
latest_write(const struct folder *folder, const struct latest *latest,
    struct ndup_error *error)
{
	int file = open_latest(folder, O_WRONLY), sys;

	if (file < 0)
		return fail_to_write(folder, errno, error);
	sys = write_latest_lines(
	    file, latest, (int)(latest->commit % NUM_LINES), 1);
	close(file);
	return sys == 0 ? NDUP_OK : fail_to_write(folder, sys, error);
}

void
latest_sync(const struct folder *folder)
{
	int file = open_latest(folder, O_WRONLY);

	if (file < 0)
		return;
	fdatasync(file);
	close(file);
}

/* ---- what it is for ----------------------------------------------------- */

enum ndup_status
latest_check(const struct latest *known, const struct ledger *ledger,
    const struct folder *folder, struct ndup_error *error)
{
	struct latest found = latest_of(ledger);

	if (found.commit > known->commit)
		return NDUP_OK;
	if (found.commit < known->commit)
		return error_set(error, NDUP_INPUT,
		    "the index %s is damaged: it was at commit %" PRIu64
		    " with %" PRIu64 " articles, and has commit %" PRIu64
		    " with %" PRIu64
		    "; \"ndup index verify --accept\" takes what is there",
		    folder->name, known->commit, known->records, found.commit,
		    found.records);
	if (found.digest == known->digest)
		return NDUP_OK;
	return reason_damaged(error, folder,
	    "its last commit is another one than its file \"commit\" says");
}
