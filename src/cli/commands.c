/*
 * commands.c - every command of ndup
 */
#include <stdbool.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/dedup.h"
#include "cli/scan.h"

const struct command commands[] = {
    {"scan", CMD_SCAN, "path ...", 1, 0,
	"name a folder or a file, or - for standard input",
	"group articles that repeat each other",
	"Reads articles, groups those that repeat each other, and shows what "
	"they share.\n"
	"A path is a folder, a text file, JSON Lines (.jsonl, .ndjson) or "
	".json, each\n"
	"also as .gz or .zst, or - for standard input.\n"
	"\n"
	"  ndup scan news/\n"
	"  ndup scan --within 14d --format jsonl -o report.jsonl "
	"wire.jsonl.gz\n",
	scan_command},
    {"dedup", CMD_DEDUP, "path ...", 1, 0,
	"name a folder or a file, or - for standard input",
	"drop articles that others contain",
	"Reads articles and writes the JSON records that are kept, as they "
	"came and in\n"
	"their order.  An article is dropped only if a kept one verifiably "
	"contains it.\n"
	"Of text files only lists are made; no file is ever removed.\n"
	"\n"
	"  ndup dedup news.jsonl -o unique.jsonl --dropped dropped.jsonl\n"
	"  ndup dedup --keep longest --list0 news/ | xargs -0 -r mv -t "
	"duplicates/\n",
	dedup_command},
};

const size_t num_commands = sizeof commands / sizeof commands[0];

/* How many arguments are the command's name, or 0. */
static int
match_words(const struct command *command, int argc, char **argv)
{
	const char *space = strchr(command->name, ' ');
	size_t len;

	if (argc < 2)
		return 0;
	if (space == NULL)
		return strcmp(command->name, argv[1]) == 0 ? 1 : 0;
	len = (size_t)(space - command->name);
	if (argc < 3 || strlen(argv[1]) != len ||
	    memcmp(command->name, argv[1], len) != 0)
		return 0;
	return strcmp(space + 1, argv[2]) == 0 ? 2 : 0;
}

const struct command *
command_find(int argc, char **argv, int *num_words)
{
	size_t i;

	for (i = 0; i < num_commands; i++)
		if ((*num_words = match_words(&commands[i], argc, argv)) > 0)
			return &commands[i];
	return NULL;
}

bool
command_is_of(const struct command *command, const char *family)
{
	size_t len = strlen(family);

	return strncmp(command->name, family, len) == 0 &&
	       command->name[len] == ' ';
}

bool
command_is_family(const char *word)
{
	size_t i;

	for (i = 0; i < num_commands; i++)
		if (command_is_of(&commands[i], word))
			return true;
	return false;
}
