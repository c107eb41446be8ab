/*
 * check.c - whether a command of which a call failed did as it should
 *
 * It either did all that an undisturbed run does, or it said in one line that
 * it failed, and nothing is lost by it: a file is the old one or the new one,
 * no file is left that should not be there, an index is whole, and the same
 * command again does what an undisturbed run does.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "check.h"
#include "files.h"

enum { FAILED = 2, INCOMPLETE = 3, MOST_INPUTS = 5 };

#define OLD "what stood here before\n"
#define QUERY                                                       \
	"index query --threads 1 -q --format jsonl --index out/ix " \
	"in/first.jsonl in/double.jsonl in/wire.jsonl in/news"
#define ADD "index add --threads 1 -q --index out/ix in/wire.jsonl"

/* ---- runs --------------------------------------------------------------- */

/* Runs another command line, undisturbed; its exit status. */
static int
run_line(const struct check *check, const char *line)
{
	const char *words[MOST_WORDS];
	struct query trial = {.program = check->trial.program,
	    .memory = check->trial.memory,
	    .words = words,
	    .folder = ".",
	    .input = "/dev/null"};

	words_split(line, check->trial.program, words);
	if (!trial_run(&trial))
		die("%s", line);
	free((char *)(uintptr_t)words[1]);
	return WIFEXITED(trial.status) ? WEXITSTATUS(trial.status) : -1;
}

static void
path_of(const struct command *command, size_t i, char path[64])
{
	snprintf(path, 64, "out/%s", command->files[i].name);
}

static size_t
num_files(const struct command *command)
{
	size_t num = 0;

	while (num < MOST_FILES && command->files[num].name != NULL)
		num++;
	return num;
}

static void
set_up(const struct command *command)
{
	char path[64];
	size_t i;

	folder_empty("out");
	folder_empty("tmp");
	if (command->needs == INDEX)
		folder_copy("template", "out/ix");
	for (i = 0; command->needs == OLD_FILES && i < num_files(command);
	     i++) {
		path_of(command, i, path);
		file_write(path, OLD, strlen(OLD));
	}
}

static unsigned
count_lines(void)
{
	size_t size, i;
	char *text = file_read("stderr", &size);
	unsigned num = 0;

	for (i = 0; text != NULL && i < size; i++)
		num += text[i] == '\n';
	free(text);
	return num;
}

static void
keep_words(char said[512])
{
	size_t size;
	char *text = file_read("stderr", &size);

	snprintf(said, 512, "%s", text);
	free(text);
}

/* All that an index says of some articles. */
static char *
ask(const struct check *check, size_t *size)
{
	if (run_line(check, QUERY) != 0)
		return NULL;
	return file_read("stdout", size);
}

/* ---- what is right ------------------------------------------------------ */

void
check_begin(struct check *check, const struct query *like,
    const struct command *command)
{
	struct expected *expected = &check->expected;
	const char **words = calloc(MOST_WORDS, sizeof *words);
	char path[64];
	size_t i;

	if (words == NULL)
		die("memory");
	words_split(command->line, like->program, words);
	*check = (struct check){.command = command,
	    .trial = {.program = like->program,
		.memory = like->memory,
		.is_sanitized = like->is_sanitized,
		.words = words,
		.folder = ".",
		.input = command->input != NULL ? command->input : "/dev/null",
		.at_terminal = command->at_terminal,
		.has_threads = strstr(command->line, "--threads 1") == NULL}};
	set_up(command);
	if (!trial_run(&check->trial) || !WIFEXITED(check->trial.status))
		die("%s: cannot be run", command->line);
	expected->status = WEXITSTATUS(check->trial.status);
	expected->num_lines = count_lines();
	keep_words(expected->said);
	expected->out = file_read("stdout", &expected->out_size);
	for (i = 0; i < num_files(command); i++) {
		path_of(command, i, path);
		expected->files[i] = file_read(path, &expected->sizes[i]);
		if (expected->files[i] == NULL)
			die("%s: %s is not there", command->line, path);
	}
	if (command->changes)
		expected->answers = ask(check, &expected->answers_size);
	if (command->changes && expected->answers == NULL)
		die("%s: the index cannot be asked", command->line);
}

void
check_end(struct check *check)
{
	size_t i;

	for (i = 0; i < MOST_FILES; i++)
		free(check->expected.files[i]);
	free(check->expected.out);
	free(check->expected.answers);
	free((char *)(uintptr_t)check->trial.words[1]);
	free((void *)(uintptr_t)check->trial.words);
}

/* ---- what is wrong ------------------------------------------------------ */

/* Notes what is wrong, the first time. */
static void
blame(struct check *check, const char *fmt, ...)
{
	va_list args;

	if (check->wrong[0] != '\0')
		return;
	va_start(args, fmt);
	vsnprintf(check->wrong, sizeof check->wrong, fmt, args);
	va_end(args);
}

static bool
is_same(const char *path, const char *bytes, size_t size)
{
	size_t found_size;
	char *found = file_read(path, &found_size);
	bool same = found == NULL ? bytes == NULL
				  : bytes != NULL && found_size == size &&
					memcmp(found, bytes, size) == 0;

	free(found);
	return same;
}

static bool
is_closed_object(const char *path)
{
	size_t size;
	char *text = file_read(path, &size);
	bool closed = text != NULL && size > 3 && text[0] == '{' &&
		      strcmp(text + size - 2, "}\n") == 0;

	free(text);
	return closed;
}

static bool
is_new(const struct check *check, size_t i, const char *path)
{
	return check->command->files[i].kind == VARYING
		   ? is_closed_object(path)
		   : is_same(path, check->expected.files[i],
			 check->expected.sizes[i]);
}

static bool
is_old(const struct check *check, const char *path)
{
	bool was_there = check->command->needs == OLD_FILES;

	return is_same(path, was_there ? OLD : NULL, strlen(OLD));
}

/* Whether another program was shown to, and nobody knows when it ended; or no
 * terminal was seen. */
static bool
is_out_of_sight(const struct check *check)
{
	return check->command->at_terminal &&
	       (strncmp(check->trial.what, "wait4", 5) == 0 ||
		   strncmp(check->trial.what, "ioctl", 5) == 0);
}

/* All is as after an undisturbed run; standard output too, unless an index that
 * knows all articles by now says so there. */
static void
check_results(struct check *check, const char *when, bool is_known)
{
	const struct expected *expected = &check->expected;
	char path[64];
	size_t i;

	if (!is_known && !is_same("stdout", expected->out, expected->out_size))
		blame(check, "%s standard output is wrong", when);
	for (i = 0; i < num_files(check->command); i++) {
		path_of(check->command, i, path);
		if (!is_new(check, i, path))
			blame(check, "%s %s is wrong", when, path);
	}
}

static void
check_answers(struct check *check, const char *when)
{
	size_t size;
	char *answers = ask(check, &size);

	if (answers == NULL)
		blame(check, "%s the index cannot be asked", when);
	else if (size != check->expected.answers_size ||
		 memcmp(answers, check->expected.answers, size) != 0)
		blame(check, "%s the index answers wrongly", when);
	free(answers);
}

/* Nothing is lost by a failure. */
static void
check_files(struct check *check)
{
	enum kind_of_file kind;
	char path[64];
	size_t i;

	for (i = 0; i < num_files(check->command); i++) {
		path_of(check->command, i, path);
		kind = check->command->files[i].kind;
		if (kind != GROWING && kind != PASSED && !is_old(check, path) &&
		    !is_new(check, i, path))
			blame(check, "%s is neither old nor new", path);
	}
}

/* No file is left but those that are wanted. */
static void
check_leftovers(struct check *check)
{
	const char *names[MOST_FILES + 2] = {"ix"}, *none[] = {NULL};
	static const char *const unfinished[] = {"data-1.mdb",
	    "data-1.mdb-lock", "data-2.mdb", "data-2.mdb-lock", "commit",
	    "writer.lock", NULL};
	char *found[3];
	size_t i, num = num_files(check->command);

	for (i = 0; i < num; i++)
		names[i + 1] = check->command->files[i].name;
	found[0] = folder_find_other("out", names, true);
	found[1] = folder_find_other("tmp", none, true);
	found[2] = folder_find_other("out/ix", unfinished, true);
	for (i = 0; i < 3; i++) {
		if (found[i] != NULL &&
		    strncmp(check->trial.what, "unlink", 6) != 0)
			blame(check, "%s is left", found[i]);
		free(found[i]);
	}
}

/* Whether the index is as it was before the command, byte for byte. */
static bool
is_untouched(const struct check *check)
{
	size_t size;
	char *before = file_read("template/data-1.mdb", &size);
	bool same = check->command->needs == INDEX &&
		    is_same("out/ix/data-1.mdb", before, size);

	free(before);
	return same;
}

/* The index is whole, if there is one. */
static void
check_index(struct check *check)
{
	size_t size;
	char *made = file_read("out/ix/data-1.mdb", &size);

	if (made == NULL)
		made = file_read("out/ix/data-2.mdb", &size);
	if (made != NULL && run_line(check, "index verify -q --index out/ix"))
		blame(check, "the index is not whole");
	free(made);
}

/* The same command again, or what goes on behind it. */
static void
run_again(struct check *check)
{
	/* two failures come behind the commit, and say so by these words */
	bool was_done = strstr(check->said, "all is in the index") != NULL ||
			strstr(check->said, "the file \"commit\"") != NULL;
	size_t size;
	char *made = NULL;
	int status;

	if (check->command->needs == FRESH)
		made = file_read("out/ix/data-1.mdb", &size);
	if (made != NULL) {
		status = run_line(check, ADD);
		free(made);
		if (strstr(check->command->line, "wire") == NULL)
			return;
	} else {
		check->trial.at = 0;
		trial_run(&check->trial);
		status = WIFEXITED(check->trial.status)
			     ? WEXITSTATUS(check->trial.status)
			     : -1;
		check_results(check, "once more:", was_done);
	}
	if (status != check->expected.status && !was_done)
		blame(check, "once more: exit status %d", status);
	check_answers(check, "once more:");
}

/* Whether it was said that inputs could not be read. */
static bool
is_of_inputs(const char *said)
{
	return strncmp(said, "ndup: in/", 9) == 0 ||
	       strncmp(said, "ndup: standard input", 20) == 0;
}

/* One line more than an undisturbed run has, at most, and one in all; where all
 * inputs fail, one for each, and what comes of it. */
static void
check_lines(struct check *check)
{
	unsigned num = count_lines(), most = check->expected.num_lines + 1;

	if (check->trial.way == WAY_ALL && strstr(check->said, "ndup: in/"))
		most += MOST_INPUTS;
	if (num == 0)
		blame(check, "failed without a word");
	else if (num > most)
		blame(check, "failed with %u lines", num);
}

/* Each input that cannot be read has a line of its own. */
static void
check_failure(struct check *check, int status)
{
	bool of_inputs = check->trial.is_call && is_of_inputs(check->said);

	if (status != FAILED && (status != INCOMPLETE || !of_inputs)) {
		blame(check, "exit status %d", status);
		return;
	}
	check_lines(check);
	if (status == FAILED) /* or it is new, without that input */
		check_files(check);
	check_leftovers(check);
}

/* The standard error of a run that went well is that of an undisturbed one. */
static void
check_success(struct check *check)
{
	if (count_lines() != check->expected.num_lines)
		blame(check, "went well, with %u lines", count_lines());
	if (!is_out_of_sight(check))
		check_results(check, "went well:", false);
	check_leftovers(check);
	if (check->command->changes)
		check_answers(check, "went well:");
}

/* Whether it was a sanitizer that had no memory, for a thread. */
static bool
is_of_sanitizer(const struct check *check)
{
	return check->trial.is_sanitized &&
	       strstr(check->said, "CHECK failed: sanitizer_linux") != NULL;
}

/* Whether the system lied to a command that is to be refused: it said that
 * what is there is not, or that nobody may reach it. */
static bool
is_lie(const struct check *check)
{
	const char *what = check->trial.what;

	return check->command->refused && strstr(what, "stat") != NULL &&
	       (strstr(what, strerror(ENOENT)) != NULL ||
		   strstr(what, strerror(EACCES)) != NULL);
}

void
check_run(struct check *check)
{
	const unsigned at = check->trial.at;
	struct query done;
	int status;

	check->wrong[0] = '\0';
	set_up(check->command);
	if (!trial_run(&check->trial))
		die("%s", check->command->line);
	done = check->trial;
	keep_words(check->said);
	if (!done.reached || is_of_sanitizer(check) || is_lie(check))
		return;
	if (!WIFEXITED(done.status)) {
		blame(check, "signal %d", WTERMSIG(done.status));
		return;
	}
	status = WEXITSTATUS(done.status);
	if (status == check->expected.status && status != FAILED &&
	    (status != INCOMPLETE ||
		strcmp(check->said, check->expected.said) == 0)) {
		check_success(check);
	} else {
		check_failure(check, status);
		if (check->command->changes && !is_untouched(check)) {
			check_index(check);
			if (status == FAILED) /* else one is missing */
				run_again(check);
		}
	}
	done.at = at;
	check->trial = done;
}
