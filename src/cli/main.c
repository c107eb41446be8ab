/*
 * main.c - the program ndup: picks the command
 */
#include <stdio.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "cli/commands.h"
#include "cli/command_line.h"
#include "cli/complete.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/say.h"
#include "ndup.h"

/* Closes standard output; what was printed may be lost only now. */
static int
finish(int status)
{
	if (fflush(stdout) == 0)
		return status;
	say_errno("standard output");
	return FAILED;
}

static bool
asks_for_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* What stands in the place of a command's name and is none. */
static int
answer(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "";
	const char *second = argc > 2 ? argv[2] : "";

	if (asks_for_help(word)) {
		help_program(stdout);
		return DONE;
	}
	if (strcmp(word, "--version") == 0) {
		printf("ndup %s\n", ndup_version());
		return DONE;
	}
	if (strcmp(word, "complete") == 0) {
		complete_words(argc - 2, argv + 2);
		return DONE;
	}
	if (command_is_family(word) && asks_for_help(second)) {
		help_family(stdout, word);
		return DONE;
	}
	if (argc < 2)
		help_program(stderr);
	else if (!command_is_family(word))
		say("unknown command \"%s\"; see ndup --help", word);
	else if (argc < 3)
		say("%s: say what to do; see ndup %s --help", word, word);
	else
		say("unknown command \"%s %s\"; see ndup %s --help", word,
		    second, word);
	return FAILED;
}

static int
run_options(const struct command *command, struct options *options)
{
	if (options->help)
		help_command(stdout, command);
	else if (options->version)
		printf("ndup %s\n", ndup_version());
	else
		return command->run(options);
	return DONE;
}

static int
run_command(const struct command *command, int argc, char **argv)
{
	char *line = command_line(command->name, argc, argv);
	struct options options;
	int status = FAILED;

	if (line == NULL) {
		say("out of memory");
		return FAILED;
	}
	options_init(&options);
	options.report.command = line;
	if (options_read(&options, command, argc, argv))
		status = run_options(command, &options);
	options_free(&options);
	free(line);
	return status;
}

int
main(int argc, char **argv)
{
	const struct command *command;
	int num_words;

	setprogname("ndup");
	interrupt_install();
	command = command_find(argc, argv, &num_words);
	if (command == NULL)
		return finish(answer(argc, argv));
	return finish(run_command(command, argc - num_words, argv + num_words));
}
