/*
 * terminal.c - a long report, page by page
 *
 * While the pager runs, the keyboard's signals are for it; and writing to one
 * that is gone fails instead of ending the program.
 */
#include <bsd/stdlib.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "say.h"
#include "terminal.h"

/* ---- what a report for people is looked at on ---------------------------- */

/* Whether the report goes to standard output and that is a terminal. */
static bool
screen_is_terminal(const struct options *options)
{
	return (options->output == NULL || strcmp(options->output, "-") == 0) &&
	       isatty(STDOUT_FILENO);
}

static bool
shows_color(const struct options *options)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	return screen_is_terminal(options) &&
	       (no_color == NULL || no_color[0] == '\0') &&
	       (term == NULL || strcmp(term, "dumb") != 0);
}

enum { UNLIMITED = 1000000000 }; /* columns */

/* The columns of the window, or of COLUMNS; 0: unknown. */
static unsigned
find_width(const struct options *options)
{
	const char *columns = getenv("COLUMNS"), *wrong;
	struct winsize window;

	if (screen_is_terminal(options) &&
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
		return window.ws_col;
	if (options->report.plain)
		return UNLIMITED;
	if (columns == NULL)
		return 0;
	return (unsigned)strtonum(columns, 1, WIDTH_MOST, &wrong);
}

void
screen_settle(struct options *options)
{
	unsigned width = options->width;

	options->report.color =
	    options->color == WHEN_ALWAYS ||
	    (options->color == WHEN_AUTO && shows_color(options));
	if (width == 0)
		width = find_width(options);
	if (width > 0)
		options->report.width =
		    width < WIDTH_LEAST ? WIDTH_LEAST : width;
}

/* ---- a long report, page by page ----------------------------------------- */

extern char **environ;

/* What a shell exits with if it cannot run a command. */
enum { NOT_EXECUTABLE = 126, NOT_FOUND = 127 };

static const int signals[PAGER_SIGNALS] = {SIGINT, SIGQUIT, SIGPIPE};

static const char *
choose_command(const struct options *options)
{
	const char *term = getenv("TERM"), *command = options->pager;

	if (options->no_pager ||
	    !ndup_report_format_at(options->report.format)->terminal ||
	    !screen_is_terminal(options))
		return NULL;
	if (command == NULL)
		command = getenv("PAGER");
	if (command == NULL)
		return term == NULL || strcmp(term, "dumb") == 0
			   ? NULL
			   : "command -v less >/dev/null && exec less || "
			     "exec cat";
	return command[0] == '\0' || strcmp(command, "cat") == 0 ? NULL
								 : command;
}

static void
ignore_signals(struct pager *pager)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	int i;

	for (i = 0; i < PAGER_SIGNALS; i++)
		sigaction(signals[i], &ignore, &pager->before[i]);
}

static void
restore_signals(const struct pager *pager)
{
	int i;

	for (i = 0; i < PAGER_SIGNALS; i++)
		sigaction(signals[i], &pager->before[i], NULL);
}

/* The pipe's end becomes the standard input; signals are as usual. */
static int
prepare_spawn(
    posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int end)
{
	sigset_t usual;
	int error, i;

	sigemptyset(&usual);
	for (i = 0; i < PAGER_SIGNALS; i++)
		sigaddset(&usual, signals[i]);
	error = posix_spawn_file_actions_adddup2(actions, end, STDIN_FILENO);
	if (error == 0)
		error = posix_spawnattr_setsigdefault(attributes, &usual);
	if (error == 0)
		error =
		    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
	return error;
}

/* Starts the command with the pipe's end as its standard input. */
static int
spawn(struct pager *pager, int end)
{
	char *const words[] = {(char *)"sh", (char *)"-c",
	    (char *)(uintptr_t)pager->command, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int error;

	if ((error = posix_spawn_file_actions_init(&actions)) != 0)
		return error;
	if ((error = posix_spawnattr_init(&attributes)) == 0) {
		error = prepare_spawn(&actions, &attributes, end);
		if (error == 0)
			error = posix_spawn(&pager->process, "/bin/sh",
			    &actions, &attributes, words, environ);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

bool
pager_begin(
    struct pager *pager, const struct options *options, struct output *output)
{
	int ends[2], error;

	*pager = (struct pager){.command = choose_command(options)};
	if (pager->command == NULL)
		return true;
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
	if (pipe2(ends, O_CLOEXEC) != 0) {
		say_errno("pager");
		return false;
	}
	ignore_signals(pager);
	error = spawn(pager, ends[0]);
	close(ends[0]);
	if (error != 0) {
		errno = error;
		say_errno("pager");
		pager->process = 0;
		restore_signals(pager);
		close(ends[1]);
		return false;
	}
	output_redirect(output, ends[1], "pager");
	return true;
}

bool
pager_end(struct pager *pager, struct output *output, bool written)
{
	int status = 0;

	if (pager->process == 0)
		return written;
	written |= output->broken_pipe;
	output_discard(output);
	while (waitpid(pager->process, &status, 0) < 0 && errno == EINTR) {
		/* once more */
	}
	restore_signals(pager);
	if (!WIFEXITED(status) || (WEXITSTATUS(status) != NOT_FOUND &&
				      WEXITSTATUS(status) != NOT_EXECUTABLE))
		return written;
	say("%s: cannot be run; see --pager and --no-pager", pager->command);
	return false;
}
