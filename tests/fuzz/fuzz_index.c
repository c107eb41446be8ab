/*
 * fuzz_index.c - an index whose files are damaged, opened and asked
 *
 * The bytes are damages, of damaging.h, up to four, in any of its files; what
 * they make of a small index is opened, asked everything and verified.  It is
 * right, or told, or LMDB itself ends the process, or all files are as they were
 * once; never is an answer wrong and nothing said of it.  How often each came
 * about is told at the end.
 *
 * A process that is asked goes on until LMDB ends it.  What code it reached is
 * copied from it, for the fuzzer looks in its own process.
 */
#define ASKED_FEW

#include <errno.h>

#include "damaging.h"
#include "fuzz.h"

enum { DAMAGES_MOST = 4, COUNTERS_MOST = 1 << 17 };

/* What both processes see. */
struct shared_case {
	struct damage damages[DAMAGES_MOST];
	unsigned num;
	enum damage_outcome outcome;
	uint8_t counters[COUNTERS_MOST];
};

static struct damage_subject subject;
static struct damage_image damaged[DAMAGE_FILES]; /* at hand */
static struct folder folder;
static struct shared_case *shared;
static struct {
	pid_t process; /* 0: there is none */
	int ask, answer;
} asked;
static unsigned long outcomes[NUM_OUTCOMES];

/* ---- what code was reached ---------------------------------------------- */

/* The linker's names for where clang counts; of other compilers: nowhere. */
extern uint8_t __start___sancov_cntrs[] __attribute__((weak));
extern uint8_t __stop___sancov_cntrs[] __attribute__((weak));

static size_t
counters_size(void)
{
	size_t size = (size_t)((uintptr_t)__stop___sancov_cntrs -
			       (uintptr_t)__start___sancov_cntrs);

	return size < COUNTERS_MOST ? size : COUNTERS_MOST;
}

static void
counters_copy(void *to, const void *from)
{
	if (counters_size() > 0)
		memcpy(to, from, counters_size());
}

static void
counters_clear(void)
{
	if (counters_size() > 0)
		memset(__start___sancov_cntrs, 0, counters_size());
}

/* ---- the process that is asked ------------------------------------------ */

static void
make_case(void)
{
	const struct damage *damage = shared->damages;
	struct damage_image *image;
	unsigned i;

	for (i = 0; i < DAMAGE_FILES; i++) {
		damaged[i].size = subject.files[i].size;
		memcpy(damaged[i].bytes, subject.files[i].bytes,
		    damaged[i].size);
	}
	for (i = 0; i < shared->num; i++, damage++) {
		image = &damaged[damage->file];
		if (damage->at < image->size)
			damage_apply(&subject, damage, image);
	}
	for (i = 0; i < DAMAGE_FILES; i++)
		damage_write(&folder, i, &damaged[i]);
}

/* Ends when the other process does, whatever way. */
static _Noreturn void
answer_cases(int ask, int answer)
{
	char byte = 0;
	int number;

	for (number = 1; number < NSIG; number++)
		signal(number, SIG_DFL); /* and no sanitizer's */
	while (read(ask, &byte, 1) == 1) {
		make_case();
		alarm(DAMAGE_SECONDS);
		counters_clear();
		shared->outcome = damage_ask(&folder, &subject);
		counters_copy(shared->counters, __start___sancov_cntrs);
		alarm(0);
		if (write(answer, &byte, 1) != 1)
			break;
	}
	folder_free(&folder);
	_exit(0);
}

static void
begin_process(void)
{
	int ask[2], answer[2];

	fuzz_require(pipe(ask) == 0 && pipe(answer) == 0);
	fflush(NULL);
	fuzz_require((asked.process = fork()) >= 0);
	if (asked.process == 0) {
		close(ask[1]);
		close(answer[0]);
		answer_cases(ask[0], answer[1]);
	}
	close(ask[0]);
	close(answer[1]);
	asked.ask = ask[1];
	asked.answer = answer[0];
}

/* It has ended; a sanitizer's report ends it with a status of its own. */
static enum damage_outcome
end_process(void)
{
	int status;

	while (waitpid(asked.process, &status, 0) < 0)
		fuzz_require(errno == EINTR); /* the fuzzer has a timer */
	close(asked.ask);
	close(asked.answer);
	asked.process = 0;
	return damage_outcome_of_end(status);
}

/* What it says; false: it has ended instead. */
static bool
take_answer(void)
{
	ssize_t num;
	char byte;

	while ((num = read(asked.answer, &byte, 1)) < 0)
		fuzz_require(errno == EINTR);
	return num == 1;
}

/* ---- this one ----------------------------------------------------------- */

static void
tell_outcomes(void)
{
	unsigned i;

	if (asked.process != 0) {
		close(asked.ask);
		waitpid(asked.process, NULL, 0);
	}
	fprintf(stderr, "count:");
	for (i = 0; i < NUM_OUTCOMES; i++)
		fprintf(stderr, "%s %s %lu", i > 0 ? "," : "",
		    damage_outcome_names[i], outcomes[i]);
	fprintf(stderr, "\n");
}

/* In memory where there is such a place: files are written for each case. */
static void
make_folder(void)
{
	strcpy(folder.top, "/dev/shm/ndup-test-XXXXXX");
	if (mkdtemp(folder.top) != NULL)
		snprintf(folder.path, sizeof folder.path, "%s/ndx", folder.top);
	else
		folder_new(&folder);
	fuzz_require(mkdir(folder.path, 0777) == 0);
}

static void
begin_once(void)
{
	unsigned i;

	if (shared != NULL)
		return;
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	fuzz_require(shared != MAP_FAILED);
	damage_subject_init(&subject);
	for (i = 0; i < DAMAGE_FILES; i++)
		damaged[i] = damage_copy(&subject.files[i]);
	make_folder();
	atexit(tell_outcomes);
}

static size_t
take_place(struct fuzz_input *input, size_t size)
{
	size_t page = fuzz_take(input) % (size / DAMAGE_PAGE + 1);
	size_t byte = fuzz_take(input);

	byte |= (size_t)fuzz_take(input) << 8;
	return (page * DAMAGE_PAGE + byte % DAMAGE_PAGE) % size;
}

static struct damage
take_damage(struct fuzz_input *input)
{
	unsigned how = fuzz_take(input);
	struct damage damage = {.kind = (enum damage_kind)(how % NUM_DAMAGES),
	    .file = how >= 224 ? DAMAGE_COMMIT : 0};
	size_t size = subject.files[damage.file].size;

	damage.at = take_place(input, size);
	damage.value = (unsigned char)fuzz_take(input);
	damage.size = (size_t)1 << damage.value % 14;
	damage.commit = damage.value % ASKED_COMMITS;
	if (damage.kind == DAMAGE_SWAP)
		damage.other = take_place(input, size);
	return damage;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz_input input = {bytes, size};
	enum damage_outcome outcome;
	char byte = 0;

	begin_once();
	shared->num = 0;
	while (input.size > 0 && shared->num < DAMAGES_MOST)
		shared->damages[shared->num++] = take_damage(&input);
	if (asked.process == 0)
		begin_process();
	fuzz_require(write(asked.ask, &byte, 1) == 1);
	if (take_answer()) {
		outcome = shared->outcome;
		counters_copy(__start___sancov_cntrs, shared->counters);
	} else {
		outcome = end_process();
	}
	outcomes[outcome]++;
	fuzz_require(outcome != OUTCOME_WRONG && outcome != OUTCOME_HUNG &&
		     outcome != OUTCOME_ENDED);
	return 0;
}
