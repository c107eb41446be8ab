/*
 * damaging.h - the files of an index are damaged: what does it say then?
 *
 * A subject is an index with a history, as bytes.  A damage is drawn or given,
 * put into a copy of its files, and the copy is opened, asked and verified in a
 * process of its own.  Told is what a call said, or "verify" finds; right is
 * that everything is answered as by the whole index; LMDB's pages have no
 * checksums, so that LMDB may abort or read where nothing is; never may an
 * answer be wrong and nothing said of it.
 *
 * One thing cannot be told: all files as they were once.  A commit's number
 * that was put back is then as true as a file that a machine which stopped had
 * not yet written.  So where everything is answered as after an earlier commit,
 * that is no fault if the file "commit" knows of no later one.
 */
#ifndef TESTS_DAMAGING_H
#define TESTS_DAMAGING_H

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "asking.h"
#include "random.h"

enum damage_kind {
	DAMAGE_BYTE,  /* has another value */
	DAMAGE_BIT,   /* is flipped */
	DAMAGE_ZEROS, /* in place of a stretch */
	DAMAGE_SWAP,  /* of two pages */
	DAMAGE_OLDER, /* a page or line as it was after an earlier commit */
	DAMAGE_CUT,   /* the file ends earlier */
	NUM_DAMAGES
};

enum damage_outcome {
	OUTCOME_RIGHT,
	OUTCOME_TOLD, /* by a call or by verify, and no answer was wrong */
	OUTCOME_LATE, /* told, but an answer before was wrong */
	OUTCOME_LMDB, /* SIGABRT, SIGSEGV, SIGBUS */
	OUTCOME_ONCE, /* right for an earlier commit, as are all files */
	OUTCOME_HUNG,
	OUTCOME_ENDED, /* otherwise, as a sanitizer does with its report */
	OUTCOME_WRONG,
	NUM_OUTCOMES
};

static const char *const damage_outcome_names[NUM_OUTCOMES] = {
    "right", "told", "told late", "ended by LMDB", "as it was once", "hung",
    "ended by another", "wrong"};

enum {
	DAMAGE_PAGE = 4096, /* bytes */
	DAMAGE_LINE = 512,
	DAMAGE_LINES = 2,
	DAMAGE_FILES = 2,
	DAMAGE_COMMIT = 1, /* this file's number */
	DAMAGE_SECONDS = 30,
	DAMAGE_STATUS = 64 /* of a process that ends with the first outcome */
};

static const char *const damage_files[DAMAGE_FILES] = {"data-1.mdb", "commit"};

struct damage_image {
	unsigned char *bytes; /* NULL: there is no such file */
	size_t size;
};

struct damage_subject {
	struct damage_image files[DAMAGE_FILES];
	struct answers answers; /* of the whole index */
	struct damage_image older[ASKED_COMMITS][DAMAGE_FILES];
	struct answers earlier[ASKED_COMMITS]; /* of these */
};

struct damage {
	enum damage_kind kind;
	unsigned file;
	size_t at, other; /* bytes of the file; for pages their beginning */
	size_t size;      /* of a stretch */
	unsigned char value;
	unsigned commit; /* of an older page or line */
};

/* ---- files -------------------------------------------------------------- */

static inline struct damage_image
damage_read(const struct folder *folder, unsigned file)
{
	struct damage_image image = {NULL, 0};
	struct stat stat;
	char path[128];
	int from;

	snprintf(path, sizeof path, "%s/%s", folder->path, damage_files[file]);
	if ((from = open(path, O_RDONLY)) < 0)
		return image;
	assert_int_equal(fstat(from, &stat), 0);
	image.size = (size_t)stat.st_size;
	image.bytes = test_new(image.size, 1);
	assert_int_equal(read(from, image.bytes, image.size), image.size);
	close(from);
	return image;
}

static inline void
damage_write(const struct folder *folder, unsigned file,
    const struct damage_image *image)
{
	char path[128];
	int to;

	if (image->bytes == NULL)
		return;
	snprintf(path, sizeof path, "%s/%s", folder->path, damage_files[file]);
	to = open(path, O_WRONLY | O_CREAT, 0666);
	assert_true(to >= 0);
	assert_int_equal(write(to, image->bytes, image->size), image->size);
	assert_int_equal(ftruncate(to, (off_t)image->size), 0);
	close(to);
}

/* The image's bytes are the caller's. */
static inline struct damage_image
damage_copy(const struct damage_image *image)
{
	struct damage_image copy = {NULL, image->size};

	if (image->bytes == NULL)
		return copy;
	copy.bytes = test_new(image->size, 1);
	memcpy(copy.bytes, image->bytes, image->size);
	return copy;
}

/* ---- the subject -------------------------------------------------------- */

static inline void
damage_read_all(
    const struct folder *folder, struct damage_image files[DAMAGE_FILES])
{
	unsigned i;

	for (i = 0; i < DAMAGE_FILES; i++)
		files[i] = damage_read(folder, i);
}

static inline void
damage_free_all(struct damage_image files[DAMAGE_FILES])
{
	unsigned i;

	for (i = 0; i < DAMAGE_FILES; i++)
		free(files[i].bytes);
}

static inline void
damage_ask_whole(struct answers *answers, const struct folder *folder)
{
	struct ndup_index *index = index_reopen(folder, NDUP_READ);

	*answers = (struct answers){.num = 0};
	if (answers_collect(answers, index) != NDUP_OK)
		fail_msg("%s", answers->error.text);
	assert_sound(index);
	ndup_index_close(index);
}

static inline void
damage_ask_earlier(struct damage_subject *subject)
{
	struct folder folder;
	unsigned i, k;

	for (i = 0; i < ASKED_COMMITS; i++) {
		folder_new(&folder);
		assert_int_equal(mkdir(folder.path, 0777), 0);
		for (k = 0; k < DAMAGE_FILES; k++)
			damage_write(&folder, k, &subject->older[i][k]);
		damage_ask_whole(&subject->earlier[i], &folder);
		folder_free(&folder);
	}
}

static inline void
damage_subject_init(struct damage_subject *subject)
{
	struct ndup_index *index;
	struct folder folder;
	unsigned i;

	folder_new(&folder);
	index = index_new(&folder);
	for (i = 0; i < ASKED_COMMITS; i++) {
		asked_commit(index, i);
		damage_read_all(&folder, subject->older[i]);
	}
	asked_commit(index, i);
	ndup_index_close(index);
	damage_read_all(&folder, subject->files);
	damage_ask_whole(&subject->answers, &folder);
	folder_free(&folder);
	damage_ask_earlier(subject);
}

static inline void
damage_subject_free(struct damage_subject *subject)
{
	unsigned i;

	for (i = 0; i < ASKED_COMMITS; i++)
		damage_free_all(subject->older[i]);
	damage_free_all(subject->files);
}

/* ---- damages ------------------------------------------------------------ */

/* Half of all places are where pages say what is in them. */
static inline size_t
damage_draw_place(size_t size)
{
	size_t page = random_below(size / DAMAGE_PAGE + 1) * DAMAGE_PAGE;

	if (random_percent(5))
		page = random_below(2) * DAMAGE_PAGE;
	if (random_percent(50))
		page += random_below(64);
	else
		page += random_below(DAMAGE_PAGE);
	return page < size ? page : random_below(size);
}

static inline struct damage
damage_draw(const struct damage_subject *subject)
{
	struct damage damage = {
	    .kind = (enum damage_kind)random_below(NUM_DAMAGES)};
	size_t size;

	if (random_percent(4))
		damage.file = DAMAGE_COMMIT;
	size = subject->files[damage.file].size;
	damage.at = damage_draw_place(size);
	damage.other = damage_draw_place(size);
	damage.size = (size_t)1 << random_below(14);
	damage.value = (unsigned char)(1 + random_below(255));
	damage.commit = (unsigned)random_below(ASKED_COMMITS);
	return damage;
}

static inline void
damage_swap(struct damage_image *image, size_t at, size_t other)
{
	unsigned char *x = image->bytes + at / DAMAGE_PAGE * DAMAGE_PAGE;
	unsigned char *y = image->bytes + other / DAMAGE_PAGE * DAMAGE_PAGE;
	unsigned char page[DAMAGE_PAGE];

	if (image->size < DAMAGE_PAGE)
		return;
	memcpy(page, x, sizeof page);
	memcpy(x, y, sizeof page);
	memcpy(y, page, sizeof page);
}

static inline void
damage_make_older(struct damage_image *image, const struct damage_image *older,
    size_t at, size_t unit)
{
	at = at / unit * unit;
	if (at + unit <= older->size && at + unit <= image->size)
		memcpy(image->bytes + at, older->bytes + at, unit);
}

static inline void
damage_apply(const struct damage_subject *subject, const struct damage *damage,
    struct damage_image *image)
{
	size_t behind = image->size - damage->at;

	switch (damage->kind) {
	case DAMAGE_BYTE:
		image->bytes[damage->at] ^= damage->value;
		break;
	case DAMAGE_BIT:
		image->bytes[damage->at] ^=
		    (unsigned char)(1u << damage->value % 8);
		break;
	case DAMAGE_ZEROS:
		memset(image->bytes + damage->at, 0,
		    damage->size < behind ? damage->size : behind);
		break;
	case DAMAGE_SWAP:
		damage_swap(image, damage->at, damage->other);
		break;
	case DAMAGE_OLDER:
		damage_make_older(image,
		    &subject->older[damage->commit][damage->file], damage->at,
		    damage->file == DAMAGE_COMMIT ? DAMAGE_LINE : DAMAGE_PAGE);
		break;
	default:
		image->size = damage->at;
	}
}

/* ---- what it says ------------------------------------------------------- */

/* The commit that a line of an image names. */
static inline uint64_t
damage_commit_of(const struct damage_image *image, unsigned line)
{
	char text[DAMAGE_LINE + 1] = "";
	unsigned long long commit;

	memcpy(text, image->bytes + line * DAMAGE_LINE, DAMAGE_LINE);
	assert_int_equal(sscanf(text, "ndup commit %llu ", &commit), 1);
	return commit;
}

static inline bool
damage_has_line(const struct damage_image *image,
    const struct damage_image *whole, unsigned line)
{
	size_t at = line * DAMAGE_LINE;

	return at + DAMAGE_LINE <= image->size &&
	       memcmp(image->bytes + at, whole->bytes + at, DAMAGE_LINE) == 0;
}

/* The same, or 0 if no commit ever wrote such a line. */
static inline uint64_t
damage_named_by(const struct damage_subject *subject,
    const struct damage_image *image, unsigned line)
{
	const struct damage_image *whole = &subject->files[DAMAGE_COMMIT];
	unsigned i = 0;

	while (!damage_has_line(image, whole, line)) {
		if (i == ASKED_COMMITS)
			return 0;
		whole = &subject->older[i++][DAMAGE_COMMIT];
	}
	return damage_commit_of(whole, line);
}

/* The last commit that the folder's file "commit" knows of.  A line that is
 * damaged may have named the one after that of the other line. */
static inline uint64_t
damage_known(const struct damage_subject *subject, const struct folder *folder)
{
	struct damage_image image = damage_read(folder, DAMAGE_COMMIT);
	uint64_t first = damage_named_by(subject, &image, 0);
	uint64_t second = damage_named_by(subject, &image, 1);

	free(image.bytes);
	if (first == 0 && second == 0)
		return UINT64_MAX; /* it is nothing that a commit left */
	if (second == 0)
		return first % DAMAGE_LINES == 0 ? first + 1 : first;
	if (first == 0)
		return second % DAMAGE_LINES == 1 ? second + 1 : second;
	return first > second ? first : second;
}

/* All is answered as after an earlier commit, and no file says more. */
static inline bool
damage_is_earlier(const struct damage_subject *subject,
    const struct folder *folder, const struct answers *answers)
{
	uint64_t known = damage_known(subject, folder), commit;
	unsigned i;

	for (i = 0; i < ASKED_COMMITS; i++) {
		commit = damage_commit_of(
		    &subject->older[i][DAMAGE_COMMIT], i % DAMAGE_LINES);
		if (commit >= known &&
		    answers->num == subject->earlier[i].num &&
		    answers_agree(answers, &subject->earlier[i]))
			return true;
	}
	return false;
}

/* In a process of its own. */
static inline enum damage_outcome
damage_ask(const struct folder *folder, const struct damage_subject *subject)
{
	struct answers answers = {.num = 0};
	struct ndup_index *index;
	enum ndup_status status;
	bool agree;

	status = ndup_index_open(&index, folder->path, NDUP_READ, 1, NULL);
	if (status != NDUP_OK)
		return OUTCOME_TOLD;
	status = answers_collect(&answers, index);
	if (status == NDUP_OK)
		status = ndup_index_verify(index, NULL, NULL, NULL);
	ndup_index_close(index);
	agree = answers_agree(&answers, &subject->answers);
	if (status != NDUP_OK)
		return agree ? OUTCOME_TOLD : OUTCOME_LATE;
	if (agree)
		return OUTCOME_RIGHT;
	return damage_is_earlier(subject, folder, &answers) ? OUTCOME_ONCE
							    : OUTCOME_WRONG;
}

static inline void
damage_ask_in_child(
    const struct folder *folder, const struct damage_subject *subject)
{
	int null = open("/dev/null", O_WRONLY), number;

	for (number = 1; number < NSIG; number++)
		signal(number, SIG_DFL); /* and no sanitizer's */
	alarm(DAMAGE_SECONDS);
	dup2(null, STDERR_FILENO);
	_exit(DAMAGE_STATUS + (int)damage_ask(folder, subject));
}

/* Of a process that said nothing. */
static inline enum damage_outcome
damage_outcome_of_end(int status)
{
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (number == SIGALRM)
		return OUTCOME_HUNG;
	if (number == SIGABRT || number == SIGSEGV || number == SIGBUS)
		return OUTCOME_LMDB;
	return OUTCOME_ENDED;
}

static inline enum damage_outcome
damage_wait(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status) && WEXITSTATUS(status) >= DAMAGE_STATUS &&
	    WEXITSTATUS(status) < DAMAGE_STATUS + NUM_OUTCOMES)
		return (enum damage_outcome)(WEXITSTATUS(status) -
					     DAMAGE_STATUS);
	return damage_outcome_of_end(status);
}

/* What an index of these files says. */
static inline enum damage_outcome
damage_classify(const struct damage_subject *subject,
    const struct damage_image files[DAMAGE_FILES])
{
	enum damage_outcome outcome;
	struct folder folder;
	pid_t child;
	unsigned i;

	folder_new(&folder);
	assert_int_equal(mkdir(folder.path, 0777), 0);
	for (i = 0; i < DAMAGE_FILES; i++)
		damage_write(&folder, i, &files[i]);
	fflush(NULL);
	if ((child = fork()) == 0)
		damage_ask_in_child(&folder, subject);
	assert_true(child > 0);
	outcome = damage_wait(child);
	folder_free(&folder);
	return outcome;
}

/* What the subject says with one damage. */
static inline enum damage_outcome
damage_try(const struct damage_subject *subject, const struct damage *damage)
{
	struct damage_image files[DAMAGE_FILES];
	enum damage_outcome outcome;
	unsigned i;

	for (i = 0; i < DAMAGE_FILES; i++)
		files[i] = damage_copy(&subject->files[i]);
	damage_apply(subject, damage, &files[damage->file]);
	outcome = damage_classify(subject, files);
	damage_free_all(files);
	return outcome;
}

#endif
