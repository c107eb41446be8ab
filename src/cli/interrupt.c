/*
 * interrupt.c - end cleanly when told to
 *
 * The handler calls only what POSIX lets a handler call.  It acts itself
 * rather than raise a flag: a flag would wait for the next line of a pipe
 * that may never come.
 */
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "interrupt.h"

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
enum { NUM_SIGNALS = sizeof signals / sizeof signals[0] };

enum { MOST_FILES = 4 };
static const char *volatile unfinished[MOST_FILES];
static volatile sig_atomic_t line_shown;

void
interrupt_clean(void)
{
	static const char clear[] = "\r\033[K";
	size_t i;

	for (i = 0; i < MOST_FILES; i++)
		if (unfinished[i] != NULL)
			unlink(unfinished[i]);
	if (line_shown && write(STDERR_FILENO, clear, sizeof clear - 1) < 0) {
		/* nobody is there to see it */
	}
}

static void
end_interrupted(int number)
{
	interrupt_clean();
	signal(number, SIG_DFL);
	raise(number);
}

static void
signal_set(sigset_t *set)
{
	size_t i;

	sigemptyset(set);
	for (i = 0; i < NUM_SIGNALS; i++)
		sigaddset(set, signals[i]);
}

void
interrupt_install(void)
{
	struct sigaction action = {.sa_handler = end_interrupted}, old;
	size_t i;

	signal_set(&action.sa_mask);
	for (i = 0; i < NUM_SIGNALS; i++)
		if (sigaction(signals[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
	signal(SIGXFSZ, SIG_IGN); /* the write fails, and says why */
}

/* Puts a path into the place of another one. */
static void
replace_handler(const char *old, const char *path)
{
	size_t i;

	for (i = 0; i < MOST_FILES; i++) {
		if (unfinished[i] == old) {
			unfinished[i] = path;
			return;
		}
	}
}

void
interrupt_remove(const char *path)
{
	replace_handler(NULL, path);
}

void
interrupt_forget(const char *path)
{
	replace_handler(path, NULL);
}

void
interrupt_hold(bool hold)
{
	sigset_t set;

	signal_set(&set);
	sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

bool
interrupt_waits(void)
{
	sigset_t waiting;
	size_t i;

	if (sigpending(&waiting) != 0)
		return false;
	for (i = 0; i < NUM_SIGNALS; i++)
		if (sigismember(&waiting, signals[i]) == 1)
			return true;
	return false;
}

int
interrupt_file(void)
{
	static int file = -1;
	sigset_t set;

	signal_set(&set);
	if (file < 0)
		file = signalfd(-1, &set, SFD_CLOEXEC);
	return file;
}

void
interrupt_line(bool shown)
{
	line_shown = shown;
}
