/*
 * main.c - the program ndup: picks the command
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "ndup.h"
#include "commands.h"
#include "help.h"
#include "interrupt.h"
#include "options.h"
#include "output.h"
#include "say.h"

/*
 * Whatever is opened must not become descriptor 0, 1 or 2: messages and output
 * would land in an index.  Where the caller closed one, something stands there
 * that cannot be read, or written, as the case may be: who tries is told.
 */
static bool
fill_descriptors(void)
{
	int descriptor, file;

	for (descriptor = 0; descriptor <= STDERR_FILENO; descriptor++) {
		if (fcntl(descriptor, F_GETFD) >= 0)
			continue;
		file = open("/dev/null",
		    descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
		if (file != descriptor) {
			say_errno("/dev/null");
			return false;
		}
	}
	return true;
}

/* ---- what is asked of the program itself ----------------------------------- */

static bool
asks_for_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static void
print_version(FILE *file)
{
	fprintf(file, "ndup %s\n", ndup_version());
}

/* What stands in the place of a command's name; false: it is none of these. */
static bool
print_answer(FILE *file, int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "";
	const char *second = argc > 2 ? argv[2] : "";

	if (asks_for_help(word))
		help_program(file);
	else if (strcmp(word, "--version") == 0)
		print_version(file);
	else if (strcmp(word, "complete") == 0)
		complete_words(file, argc - 2, argv + 2);
	else if (command_is_family(word) && asks_for_help(second))
		help_family(file, word);
	else
		return false;
	return true;
}

static void
say_unknown(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "";

	if (argc < 2)
		help_program(stderr);
	else if (!command_is_family(word))
		say("unknown command \"%s\"; see ndup --help", word);
	else if (argc < 3)
		say("%s: say what to do; see ndup %s --help", word, word);
	else
		say("unknown command \"%s %s\"; see ndup %s --help", word,
		    argv[2], word);
}

static int
answer(int argc, char **argv)
{
	struct output output;
	bool done;

	if (!output_open(&output, NULL))
		return FAILED;
	done = print_answer(output.stream, argc, argv);
	if (!done)
		say_unknown(argc, argv);
	return output_close(&output, done) ? DONE : FAILED;
}

/* ---- commands ----------------------------------------------------------- */

static int
print_about(const struct options *options, const struct command *command)
{
	struct output output;

	if (!output_open(&output, NULL))
		return FAILED;
	if (options->help)
		help_command(output.stream, command);
	else
		print_version(output.stream);
	return output_close(&output, true) ? DONE : FAILED;
}

static int
run_command(const struct command *command, int argc, char **argv)
{
	char *line = command_line(command->name, argc, argv);
	struct options options;
	int status = FAILED;

	if (line == NULL) {
		say_no_memory();
		return FAILED;
	}
	options_init(&options);
	options.report.command = line;
	if (options_read(&options, command, argc, argv))
		status = options.help || options.version
			     ? print_about(&options, command)
			     : command->run(&options);
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
	if (!fill_descriptors())
		return FAILED;
	interrupt_install();
	command = command_find(argc, argv, &num_words);
	if (command == NULL)
		return answer(argc, argv);
	return run_command(command, argc - num_words, argv + num_words);
}
