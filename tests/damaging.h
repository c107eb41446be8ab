/*
 * damaging.h - the files of an index are damaged: what does it say then?
 *
 * A subject is an index with a history, as bytes.  A damage is drawn or given,
 * put into a copy of its files, and the copy is opened, asked and verified in a
 * process of its own.  Told is what a call said, or "verify" finds; right is
 * that everything is answered as by the whole index; LMDB's pages have no
 * checksums, so that LMDB may abort or read where nothing is; never may an
 * answer be wrong and nothing said of it.
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
	DAMAGE_OLDER, /* a page as it was after an earlier commit */
	DAMAGE_CUT,   /* the file ends earlier */
	NUM_DAMAGES
};

enum damage_outcome {
	OUTCOME_RIGHT,
	OUTCOME_TOLD, /* by a call or by verify, and no answer was wrong */
	OUTCOME_LATE, /* told, but an answer before was wrong */
	OUTCOME_LMDB, /* SIGABRT, SIGSEGV, SIGBUS */
	OUTCOME_HUNG,
	OUTCOME_WRONG,
	NUM_OUTCOMES
};

static const char *const damage_outcome_names[NUM_OUTCOMES] = {
    "right", "told", "told late", "ended by LMDB", "hung", "wrong"};

enum { DAMAGE_PAGE = 4096, DAMAGE_FILES = 2, DAMAGE_SECONDS = 30 };

static const char *const damage_files[DAMAGE_FILES] = {"data-1.mdb", "commit"};

struct damage_image {
	unsigned char *bytes; /* NULL: there is no such file */
	size_t size;
};

struct damage_subject {
	struct damage_image files[DAMAGE_FILES];
	struct damage_image older[ASKED_COMMITS]; /* of the first file */
	struct answers answers;                   /* of the whole index */
};

struct damage {
	enum damage_kind kind;
	unsigned file;
	size_t at, other; /* bytes of the file; for pages their beginning */
	size_t size;      /* of a stretch */
	unsigned char value;
	unsigned commit; /* of an older page */
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
	to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	assert_true(to >= 0);
	assert_int_equal(write(to, image->bytes, image->size), image->size);
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
damage_ask_whole(struct damage_subject *subject, const struct folder *folder)
{
	struct ndup_index *index = index_reopen(folder, NDUP_READ);

	subject->answers = (struct answers){.num = 0};
	if (answers_collect(&subject->answers, index) != NDUP_OK)
		fail_msg("%s", subject->answers.error.text);
	assert_sound(index);
	ndup_index_close(index);
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
		subject->older[i] = damage_read(&folder, 0);
	}
	asked_commit(index, i);
	ndup_index_close(index);
	for (i = 0; i < DAMAGE_FILES; i++)
		subject->files[i] = damage_read(&folder, i);
	damage_ask_whole(subject, &folder);
	folder_free(&folder);
}

static inline void
damage_subject_free(struct damage_subject *subject)
{
	unsigned i;

	for (i = 0; i < ASKED_COMMITS; i++)
		free(subject->older[i].bytes);
	for (i = 0; i < DAMAGE_FILES; i++)
		free(subject->files[i].bytes);
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

	if (subject->files[1].bytes != NULL && random_percent(4))
		damage.file = 1;
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
damage_make_older(
    struct damage_image *image, const struct damage_image *older, size_t at)
{
	at = at / DAMAGE_PAGE * DAMAGE_PAGE;
	if (at + DAMAGE_PAGE <= older->size && at + DAMAGE_PAGE <= image->size)
		memcpy(image->bytes + at, older->bytes + at, DAMAGE_PAGE);
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
		damage_make_older(
		    image, &subject->older[damage->commit], damage->at);
		break;
	default:
		image->size = damage->at;
	}
}

/* ---- what it says ------------------------------------------------------- */

/* In a process of its own. */
static inline enum damage_outcome
damage_ask(const struct folder *folder, const struct answers *whole)
{
	struct answers answers = {.num = 0};
	struct ndup_index *index;
	enum ndup_status status;

	status = ndup_index_open(&index, folder->path, NDUP_READ, 1, NULL);
	if (status != NDUP_OK)
		return OUTCOME_TOLD;
	status = answers_collect(&answers, index);
	if (status == NDUP_OK)
		status = ndup_index_verify(index, NULL, NULL, NULL);
	ndup_index_close(index);
	if (status == NDUP_OK)
		return answers_agree(&answers, whole) ? OUTCOME_RIGHT
						      : OUTCOME_WRONG;
	return answers_agree(&answers, whole) ? OUTCOME_TOLD : OUTCOME_LATE;
}

static inline void
damage_ask_in_child(const struct folder *folder, const struct answers *whole)
{
	int null = open("/dev/null", O_WRONLY), number;

	for (number = 1; number < NSIG; number++)
		signal(number, SIG_DFL); /* and no sanitizer's */
	alarm(DAMAGE_SECONDS);
	dup2(null, STDERR_FILENO);
	_exit((int)damage_ask(folder, whole));
}

static inline enum damage_outcome
damage_wait(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status) && WEXITSTATUS(status) < NUM_OUTCOMES)
		return (enum damage_outcome)WEXITSTATUS(status);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		return OUTCOME_HUNG;
	return OUTCOME_LMDB;
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
		damage_ask_in_child(&folder, &subject->answers);
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
	for (i = 0; i < DAMAGE_FILES; i++)
		free(files[i].bytes);
	return outcome;
}

#endif
