/*
 * latest.c - the ledger of a commit, and its number in a file beside LMDB's
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/little.h"
#include "base/slice.h"
#include "folder.h"
#include "latest.h"

/* ---- the ledger --------------------------------------------------------- */

/* Of a key with a value of this checksum. */
static uint64_t
tally_hash(uint64_t key_hash, uint32_t sum)
{
	return hash_mix(key_hash + sum * HASH_ODD);
}

void
tally_add(struct tally *tally, uint64_t key_hash, uint32_t sum)
{
	tally->num++;
	tally->sum += tally_hash(key_hash, sum);
}

void
tally_take(struct tally *tally, uint64_t key_hash, uint32_t sum)
{
	tally->num--;
	tally->sum -= tally_hash(key_hash, sum);
}

struct ndup_slice
ledger_key(void)
{
	static const char name[] = "ledger";

	return (struct ndup_slice){name, sizeof name - 1};
}

bool
ledger_is_key(enum store_table table, struct ndup_slice key)
{
	return table == STORE_META && slice_equal(key, ledger_key());
}

void
ledger_encode(const struct ledger *ledger, char bytes[LEDGER_SIZE])
{
	size_t i;

	little_put64(bytes, ledger->commit);
	little_put64(bytes + 8, ledger->txn);
	for (i = 0; i < NUM_STORE_TABLES; i++) {
		bytes += 16;
		little_put64(bytes, ledger->tables[i].num);
		little_put64(bytes + 8, ledger->tables[i].sum);
	}
}

bool
ledger_decode(struct ledger *ledger, struct ndup_slice bytes)
{
	const char *at = bytes.ptr;
	size_t i;

	if (bytes.len != LEDGER_SIZE)
		return false;
	ledger->commit = little_get64(at);
	ledger->txn = little_get64(at + 8);
	for (i = 0; i < NUM_STORE_TABLES; i++) {
		at += 16;
		ledger->tables[i].num = little_get64(at);
		ledger->tables[i].sum = little_get64(at + 8);
	}
	return true;
}

uint64_t
ledger_digest(const struct ledger *ledger)
{
	char bytes[LEDGER_SIZE];

	ledger_encode(ledger, bytes);
	return hash_bytes(bytes, sizeof bytes, 0);
}

/* ---- lines of the file -------------------------------------------------- */

/* A line has a block of the disk for itself, so that writing one cannot damage
 * the other. */
enum { LINE_SIZE = 512, NUM_LINES = 2 };

struct latest_line {
	char bytes[LINE_SIZE + 1];
};

struct latest
latest_of(const struct ledger *ledger)
{
	return (struct latest){.commit = ledger->commit,
	    .records = ledger->tables[STORE_RECORDS].num,
	    .digest = ledger_digest(ledger)};
}

/* Filled up with blanks. */
static void
line_format(struct latest_line *line, const struct latest *latest)
{
	char text[LINE_SIZE / 2];
	size_t len;

	len = (size_t)snprintf(text, sizeof text,
	    "ndup commit %" PRIu64 " records %" PRIu64 " ledger %016" PRIx64,
	    latest->commit, latest->records, latest->digest);
	assert(len < sizeof text);
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

/* What is missing of them is zeroes. */
static void
read_bytes(int file, char bytes[NUM_LINES * LINE_SIZE])
{
	ssize_t size = pread(file, bytes, NUM_LINES * LINE_SIZE, 0);
	size_t len = size < 0 ? 0 : (size_t)size;

	memset(bytes + len, 0, NUM_LINES * LINE_SIZE - len);
}

/* A line that is damaged has commit 0.  Returns whether both are whole. */
static bool
parse_lines(
    const char bytes[NUM_LINES * LINE_SIZE], struct latest lines[NUM_LINES])
{
	struct latest_line line = {""};
	bool are_whole = true;
	int i;

	for (i = 0; i < NUM_LINES; i++) {
		memcpy(line.bytes, bytes + i * LINE_SIZE, LINE_SIZE);
		lines[i] = (struct latest){.commit = 0};
		if (!line_parse(&line, &lines[i]))
			lines[i] = (struct latest){.commit = 0};
		are_whole = are_whole && lines[i].commit > 0;
	}
	return are_whole;
}

/* A line may be half written when it is read: it is damaged if it stays so. */
static void
read_lines(int file, struct latest lines[NUM_LINES])
{
	enum { SIZE = NUM_LINES * LINE_SIZE, MOST_TRIES = 64 };
	char bytes[2][SIZE];
	int tries;

	read_bytes(file, bytes[0]);
	for (tries = 1;
	     !parse_lines(bytes[(tries - 1) % 2], lines) && tries < MOST_TRIES;
	     tries++) {
		read_bytes(file, bytes[tries % 2]);
		if (memcmp(bytes[0], bytes[1], SIZE) == 0)
			return;
	}
}

static int
line_place(uint64_t commit)
{
	return (int)(commit % NUM_LINES);
}

/* Of two lines the later one; of one that is whole, what the other one may have
 * named: the next commit, unless this line stands in the place of that. */
static struct latest
latest_of_lines(const struct latest lines[NUM_LINES])
{
	int later = lines[1].commit > lines[0].commit;
	struct latest latest = lines[later];

	if (lines[!later].commit == 0 && latest.commit > 0 &&
	    line_place(latest.commit) == later)
		latest = (struct latest){
		    .commit = latest.commit + 1, .is_guess = true};
	return latest;
}

enum ndup_status
latest_read(const struct folder *folder, struct latest *latest,
    struct ndup_error *error)
{
	int file = open_latest(folder, O_RDONLY);
	struct latest lines[NUM_LINES];

	*latest = (struct latest){.commit = 0};
	if (file < 0)
		return errno == ENOENT ? NDUP_END
				       : reason_set(error, folder, errno);
	read_lines(file, lines);
	close(file);
	*latest = latest_of_lines(lines);
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
	sys = write_latest_lines(file, latest, line_place(latest->commit), 1);
	close(file);
	return sys == 0 ? NDUP_OK : fail_to_write(folder, sys, error);
}

/* As a commit leaves them: one names it, the other one it or the one before. */
static bool
are_of(const struct latest lines[NUM_LINES], uint64_t commit)
{
	const struct latest *other = &lines[!line_place(commit)];

	return lines[line_place(commit)].commit == commit &&
	       other->commit > 0 && other->commit + 1 >= commit;
}

/* Which one can be written first, so that the file names the latest commit that
 * it knows, or this one, whenever the process ends. */
static int
older_of(const struct latest lines[NUM_LINES], uint64_t commit)
{
	if (lines[0].commit == lines[1].commit)
		return line_place(commit);
	return lines[1].commit < lines[0].commit;
}

enum ndup_status
latest_mend(const struct folder *folder, const struct latest *latest,
    struct ndup_error *error)
{
	int file = open_latest(folder, O_RDWR), sys = 0, older;
	struct latest lines[NUM_LINES];

	if (file < 0)
		return fail_to_write(folder, errno, error);
	read_lines(file, lines);
	if (!are_of(lines, latest->commit)) {
		older = older_of(lines, latest->commit);
		sys = write_latest_lines(file, latest, older, 1);
		if (sys == 0)
			sys = write_latest_lines(file, latest, !older, 1);
	}
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

/* LMDB's commit is behind what the file says, or may have said. */
static enum ndup_status
tell_behind(const struct latest *known, const struct latest *found,
    const struct folder *folder, struct ndup_error *error)
{
	if (known->is_guess)
		error_set(error, NDUP_INPUT,
		    "the index %s is damaged: a line of its file \"commit\" is "
		    "not what was written, and may have named a commit after "
		    "%" PRIu64 ", which is there and can be accepted",
		    folder->name, found->commit);
	else
		error_set(error, NDUP_INPUT,
		    "the index %s is damaged: it was at commit %" PRIu64
		    " with %" PRIu64 " articles, and has commit %" PRIu64
		    " with %" PRIu64 "; what is there can be accepted",
		    folder->name, known->commit, known->records, found->commit,
		    found->records);
	error_remedy(error, "ndup_index_accept");
	return NDUP_INPUT;
}

enum ndup_status
latest_check(const struct latest *known, const struct ledger *ledger,
    const struct folder *folder, struct ndup_error *error)
{
	struct latest found = latest_of(ledger);

	if (found.commit < known->commit)
		return tell_behind(known, &found, folder, error);
	if (found.commit > known->commit || known->is_guess ||
	    found.digest == known->digest)
		return NDUP_OK;
	return reason_damaged(error, folder,
	    "its last commit is another one than its file \"commit\" says");
}
