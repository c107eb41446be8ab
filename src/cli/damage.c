/*
 * damage.c - say that an index is damaged where nothing else can
 *
 * What is said is made before: a handler may not format a line, allocate or
 * resolve a name.  What addresses a file is mapped at is read from the system's
 * list of maps.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "base/utf8.h"
#include "ndup.h"
#include "damage.h"
#include "interrupt.h"
#include "say.h"

enum { MOST_LINE = 8192 };

static struct watched {
	int number;
	const char *name;
	char line[MOST_LINE]; /* where it is not known why it came */
} watched[] = {
    {SIGBUS, "SIGBUS", ""},
    {SIGSEGV, "SIGSEGV", ""},
    {SIGABRT, "SIGABRT", ""},
};

enum { NUM_WATCHED = sizeof watched / sizeof watched[0] };

static char damaged[MOST_LINE];
static char data_files[PATH_MAX + 16]; /* how their paths begin; or empty */

/* ---- where the index is mapped ------------------------------------------ */

/* Reads hexadecimal digits and goes behind what ends them. */
static uintptr_t
read_address(const char **at)
{
	uintptr_t address = 0;

	for (; **at != '\0' && **at != '-' && **at != ' '; ++*at)
		address =
		    address << 4 |
		    (uintptr_t)(**at <= '9' ? **at - '0' : **at - 'a' + 10);
	if (**at != '\0')
		++*at;
	return address;
}

/* "BEGIN-END ... PATH": the path is that of one of the index, and the address
 * lies in it. */
static bool
line_has(const char *line, uintptr_t address)
{
	uintptr_t begin = read_address(&line),
		  end_damaged = read_address(&line);
	const char *path = strchr(line, '/');

	return begin <= address && address < end_damaged && path != NULL &&
	       strncmp(path, data_files, strlen(data_files)) == 0;
}

/* Looks at the lines that are whole, and leaves what is behind them; what is
 * too long for the room is none of ours. */
static bool
lines_have(char *room, size_t *used, uintptr_t address)
{
	char *line = room, *end_damaged;
	bool found = false;

	room[*used] = '\0';
	while (!found && (end_damaged = strchr(line, '\n')) != NULL) {
		*end_damaged = '\0';
		found = line_has(line, address);
		line = end_damaged + 1;
	}
	*used -= (size_t)(line - room);
	memmove(room, line, *used);
	if (*used == MOST_LINE - 1)
		*used = 0;
	return found;
}

static bool
is_in_index(const void *address)
{
	static char room[MOST_LINE];
	int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	bool found = false;
	size_t used = 0;
	ssize_t size;

	if (file < 0 || data_files[0] == '\0')
		return false;
	while (!found &&
	       (size = read(file, room + used, MOST_LINE - 1 - used)) > 0) {
		used += (size_t)size;
		found = lines_have(room, &used, (uintptr_t)address);
	}
	close(file);
	return found;
}

/* ---- the signals -------------------------------------------------------- */

/* The file ends before what was read; or LMDB found a page wrong.  Where memory
 * is read that is not there, a page may have led to it, or a fault of ndup. */
static bool
is_of_damage(const siginfo_t *info)
{
	switch (info->si_signo) {
	case SIGABRT:
		return info->si_code == SI_QUEUE &&
		       info->si_value.sival_int == NDUP_SIGNAL_DAMAGED;
	case SIGBUS:
		return info->si_code > 0 && is_in_index(info->si_addr);
	default:
		return false;
	}
}

static void
end_damaged(int number, siginfo_t *info, void *context)
{
	const char *line = damaged;
	size_t i;

	(void)context;
	for (i = 0; i < NUM_WATCHED; i++)
		if (watched[i].number == number && !is_of_damage(info))
			line = watched[i].line;
	interrupt_clean();
	if (write(STDERR_FILENO, line, strlen(line)) < 0) {
		/* nobody is there to see it */
	}
	_exit(2);
}

static void
make_lines(const char *folder)
{
	const int most = 7000; /* bytes of a name */
	size_t i;

	snprintf(damaged, sizeof damaged - 1,
	    "%s: the index %.*s is damaged: its file was cut short, or is not "
	    "what was written",
	    getprogname(), most, folder);
	printable_clean_controls(damaged);
	strcat(damaged, "\n");
	for (i = 0; i < NUM_WATCHED; i++) {
		snprintf(watched[i].line, sizeof watched[i].line - 1,
		    "%s: ended by %s: the index %.*s is damaged, or ndup has a "
		    "fault; if \"ndup index verify\" finds nothing, please "
		    "report it",
		    getprogname(), watched[i].name, most, folder);
		printable_clean_controls(watched[i].line);
		strcat(watched[i].line, "\n");
	}
}

/* A handler is in force once: what fails in it takes its usual course. */
void
damage_watch(const char *folder)
{
	struct sigaction action = {.sa_sigaction = end_damaged,
	    .sa_flags = (int)(SA_RESETHAND | SA_SIGINFO)};
	char path[PATH_MAX];
	size_t i;

	make_lines(folder);
	if (realpath(folder, path) != NULL)
		snprintf(data_files, sizeof data_files, "%s/data-", path);
	sigemptyset(&action.sa_mask);
	for (i = 0; i < NUM_WATCHED; i++)
		sigaction(watched[i].number, &action, NULL);
}
