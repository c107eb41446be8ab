/*
 * main.c - the program ndup: picks the command
 */
#include <stdio.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/say.h"
#include "cli/scan.h"
#include "ndup.h"

enum { FAILED = 2 };

/* Closes standard output; what was printed may be lost only now. */
static int
finish(int status)
{
	if (fflush(stdout) == 0)
		return status;
	say_errno("standard output");
	return FAILED;
}

static int
run_command(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "";

	if (strcmp(word, "scan") == 0)
		return scan_command(argc - 1, argv + 1);
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
		help_program(stdout);
		return 0;
	}
	if (strcmp(word, "--version") == 0) {
		printf("ndup %s\n", ndup_version());
		return 0;
	}
	if (argc < 2)
		help_program(stderr);
	else
		say("unknown command \"%s\"; see ndup --help", word);
	return FAILED;
}

int
main(int argc, char **argv)
{
	setprogname("ndup");
	interrupt_install();
	return finish(run_command(argc, argv));
}
