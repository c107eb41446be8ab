/*
 * main.c - every call of every command fails once
 *
 * usage: failing_calls ndup memory.so samples [--step N | --sanitized N]
 *     [command [way [n]]]
 *
 * For each command the first allocation fails, then the second, until the
 * command asks for no more; then each call of the system, in several ways.
 * Prints how many were tried, and what was wrong.  With a step, only every
 * N-th is tried; of a program with a sanitizer, which is slow and makes calls of
 * its own, those are spared.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "files.h"
#include "inputs.h"

enum { MOST_WORKERS = 4, MOST_BLAMED = 5 };

/* What fails, one kind after another. */
static const struct pass {
	const char *name;
	bool is_call;
	enum way way;
	unsigned step; /* so many of them, one is tried */
} passes[] = {
    {"memory", false, WAY_FIRST, 1},
    {"no-memory", false, WAY_ALL, 3},
    {"call", true, WAY_FIRST, 1},
    {"other", true, WAY_OTHER, 1},
    {"all", true, WAY_ALL, 1},
    {"short", true, WAY_SHORT, 1},
    {"interrupt", true, WAY_INTERRUPT, 1},
};

enum { NUM_PASSES = sizeof passes / sizeof passes[0] };

/* Of one command, counted by all workers. */
struct tally {
	atomic_uint tried[NUM_PASSES], told, wrong;
};

static struct {
	struct query trial; /* what all have */
	const char *samples;
	const char *command, *pass; /* NULL: all */
	unsigned at;                /* 0: all */
	unsigned step, num_workers;
	bool can_trace;
	struct tally *tallies; /* of each command; shared */
} run = {.step = 1};

/* ---- one worker --------------------------------------------------------- */

static void
show_wrong(
    const struct check *check, const struct pass *pass, struct tally *tally)
{
	if (atomic_fetch_add(&tally->wrong, 1) < MOST_BLAMED || run.at > 0)
		printf("%s %s %u: %s: %s; said \"%s\"\n", check->command->name,
		    pass->name, check->trial.at, check->trial.what,
		    check->wrong, check->said);
	fflush(stdout);
}

static bool
try_one(struct check *check, const struct pass *pass, unsigned at,
    struct tally *tally)
{
	check->trial.is_call = pass->is_call;
	check->trial.way = pass->way;
	check->trial.at = at;
	check_run(check);
	if (!check->trial.reached)
		return false;
	atomic_fetch_add(&tally->tried[pass - passes], 1);
	if (!WIFEXITED(check->trial.status) ||
	    WEXITSTATUS(check->trial.status) != check->expected.status)
		atomic_fetch_add(&tally->told, 1);
	if (check->wrong[0] != '\0')
		show_wrong(check, pass, tally);
	else if (run.at > 0)
		printf(
		    "%s: right; said \"%s\"\n", check->trial.what, check->said);
	return true;
}

static bool
is_wanted(const struct pass *pass, const struct check *check)
{
	if (run.pass != NULL && strcmp(run.pass, pass->name) != 0)
		return false;
	if (pass->is_call)
		return run.can_trace;
	/* A sanitizer cannot do without memory for its threads. */
	return pass->way != WAY_ALL || !check->trial.is_sanitized ||
	       !check->trial.has_threads;
}

static void
try_command(const struct command *command, unsigned worker)
{
	struct tally *tally = &run.tallies[command - commands];
	const struct pass *pass;
	struct check check;
	unsigned at, step;

	check_begin(&check, &run.trial, command);
	for (pass = passes; pass < passes + NUM_PASSES; pass++) {
		if (!is_wanted(pass, &check))
			continue;
		step = run.step * pass->step;
		at = run.at > 0 ? run.at : 1 + worker * step;
		while (try_one(&check, pass, at, tally) && run.at == 0)
			at += run.num_workers * step;
	}
	check_end(&check);
}

static void
make_template(void)
{
	char line[4096];

	snprintf(line, sizeof line,
	    "'%s' index create -q --seed 1 --index template in/first.jsonl",
	    run.trial.program);
	if (system(line) != 0)
		die("%s", line);
}

static int
work(unsigned worker)
{
	size_t i;

	inputs_make(run.samples);
	make_template();
	for (i = 0; i < num_commands; i++)
		if (run.command == NULL ||
		    strcmp(run.command, commands[i].name) == 0)
			try_command(&commands[i], worker);
	return 0;
}

/* ---- all of them -------------------------------------------------------- */

/* A folder in memory, if there is one: much is made safe there. */
static char *
make_folder(void)
{
	char *path;

	if (asprintf(&path, "/dev/shm/ndup-failing-XXXXXX") < 0)
		die("memory");
	if (mkdtemp(path) != NULL)
		return path;
	strcpy(path, "/tmp/ndup-failing-XXXXXX");
	if (mkdtemp(path) == NULL)
		die("%s", path);
	return path;
}

/* The loader takes a blank or a colon in a path for its end: so the library is
 * reached by a link, in a folder without. */
static void
link_memory(const char *folder)
{
	char *library = realpath(run.trial.memory, NULL), *link;

	if (library == NULL || asprintf(&link, "%s/memory.so", folder) < 0)
		die("%s", run.trial.memory);
	if (symlink(library, link) != 0)
		die("%s", link);
	free(library);
	run.trial.memory = link;
}

static bool
run_workers(const char *folder)
{
	char own[4096];
	bool done = true;
	unsigned i;
	int status;

	for (i = 0; i < run.num_workers; i++) {
		snprintf(own, sizeof own, "%s/%u", folder, i);
		fflush(stdout);
		if (fork() != 0)
			continue;
		folder_empty(own);
		if (chdir(own) != 0)
			die("%s", own);
		exit(work(i));
	}
	while (wait(&status) > 0)
		done = done && status == 0;
	return done;
}

static void
show_command(const struct command *command, const struct tally *tally)
{
	unsigned num = 0;
	size_t i;

	printf("%-18s", command->name);
	for (i = 0; i < NUM_PASSES; i++) {
		printf(" %6u", tally->tried[i]);
		num += tally->tried[i];
	}
	printf("  %6u told, %6u harmless\n", tally->told, num - tally->told);
}

/* How many calls were tried; *wrong: of how many something was wrong. */
static unsigned
show_tallies(unsigned *wrong)
{
	unsigned num = 0;
	size_t i, j;

	printf("%-18s", "");
	for (i = 0; i < NUM_PASSES; i++)
		printf(" %6.6s", passes[i].name);
	printf("\n");
	*wrong = 0;
	for (i = 0; i < num_commands; i++) {
		for (j = 0; j < NUM_PASSES; j++)
			num += run.tallies[i].tried[j];
		*wrong += run.tallies[i].wrong;
		if (run.tallies[i].tried[0] + run.tallies[i].tried[2] > 0)
			show_command(&commands[i], &run.tallies[i]);
	}
	printf("%u calls, %u wrong\n", num, *wrong);
	return num;
}

static void
read_words(int argc, char **argv)
{
	if (argc < 4) {
		errno = EINVAL;
		die("ndup, memory, samples");
	}
	run.trial.program = realpath(argv[1], NULL);
	run.trial.memory = argv[2];
	run.samples = realpath(argv[3], NULL);
	argv += 4;
	if (*argv != NULL && (strcmp(*argv, "--step") == 0 ||
				 strcmp(*argv, "--sanitized") == 0)) {
		run.trial.is_sanitized = strcmp(*argv, "--sanitized") == 0;
		run.step = (unsigned)atoi(argv[1]);
		argv += 2;
	}
	run.command = argv[0];
	run.pass = run.command == NULL ? NULL : argv[1];
	run.at =
	    run.pass == NULL || argv[2] == NULL ? 0 : (unsigned)atoi(argv[2]);
}

int
main(int argc, char **argv)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned wrong;
	char *folder;
	bool done;

	read_words(argc, argv);
	run.num_workers = cores < MOST_WORKERS ? (unsigned)cores : MOST_WORKERS;
	if (run.at > 0)
		run.num_workers = 1;
	run.tallies = mmap(NULL, num_commands * sizeof *run.tallies,
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (run.tallies == MAP_FAILED)
		die("memory");
	if (!(run.can_trace = trial_can_trace()))
		printf("calls of the system cannot be made to fail here\n");
	folder = make_folder();
	link_memory(folder);
	done = run_workers(folder);
	folder_remove(folder);
	free(folder);
	return show_tallies(&wrong) > 0 && wrong == 0 && done ? 0 : 1;
}
