/*
 * damage.c - say that an index is damaged where nothing else can
 *
 * The line is made before: a handler may not format one.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "cli/damage.h"
#include "cli/interrupt.h"
#include "cli/say.h"

static char line[8192];

static void
end(int number)
{
	(void)number;
	interrupt_clean();
	if (write(STDERR_FILENO, line, strlen(line)) < 0) {
		/* nobody is there to see it */
	}
	_exit(2);
}

/* A handler is in force once: what fails in it takes its usual course. */
void
damage_watch(const char *folder)
{
	static const int signals[] = {SIGBUS, SIGSEGV, SIGABRT};
	struct sigaction action = {
	    .sa_handler = end, .sa_flags = (int)SA_RESETHAND};
	size_t i;

	snprintf(line, sizeof line - 1,
	    "%s: the index %.7000s is damaged: its file was cut short, or is "
	    "not what was written",
	    getprogname(), folder);
	say_clean(line);
	strcat(line, "\n");
	sigemptyset(&action.sa_mask);
	for (i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaction(signals[i], &action, NULL);
}
