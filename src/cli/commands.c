/*
 * commands.c - every command of ndup
 */
#include <stdbool.h>
#include <string.h>

#include "commands.h"
#include "index.h"
#include "tune.h"

const struct command commands[] = {
    {"scan", CMD_SCAN, "path ...", 1, 0,
	"name a folder or a file, or - for standard input",
	"group articles that repeat each other",
	"Reads articles, groups those that repeat each other, and shows what "
	"they share.\n"
	"A path is a folder, a file in one of the formats below, also as .gz "
	"or .zst, or\n"
	"- for standard input.\n"
	"\n"
	"  ndup scan news/\n"
	"  ndup scan --within 14d -o report.jsonl "
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
    {"filter", CMD_FILTER, "--index folder [path ...]", 0, 0, NULL,
	"say of each record what of it is new",
	"Compares records with those of an index and with each other, adds "
	"them to it,\n"
	"and writes each as it came, with a field more: new, duplicate, "
	"update or reuse,\n"
	"and of what. Reads JSON Lines; standard input if there is no path.\n"
	"\n"
	"  ndup filter --index wire.ndx feed.jsonl -o marked.jsonl\n"
	"  tail -f feed.jsonl | ndup filter --index wire.ndx --only new | "
	"publish\n",
	filter_command},
    {"compare", CMD_COMPARE, "article article", 2, 2, "name two articles",
	"show what two articles share, side by side",
	"Measures two articles, whether they match or not, and shows their "
	"passages side\n"
	"by side.  An article is a file that has one, FILE#ID, the record "
	"of that id, or\n"
	"FILE:N, the record of that number.\n"
	"\n"
	"  ndup compare monday.txt tuesday.txt\n"
	"  ndup compare wire.jsonl#n0815 wire.jsonl:27\n",
	compare_command},
    {"tune", CMD_TUNE, "[path ...]", 0, 0, NULL,
	"show what thresholds would do",
	"Shows how sure pairs are found by their similarity; given articles, "
	"compares each\n"
	"pair of a sample of them, and shows what the thresholds link and what "
	"lies just\n"
	"below.\n"
	"\n"
	"  ndup tune --threshold 0.7 --recall 0.999\n"
	"  ndup tune --threshold 0.4 --coverage 0.3 archive.jsonl.zst\n",
	tune_command},
    {"index create", CMD_INDEX_CREATE, "--index folder [path ...]", 0, 0, NULL,
	"make an index, and add articles to it",
	"Makes an index in a folder that is not there yet or empty. What "
	"matches is decided\n"
	"now and for ever; articles of the paths are added.\n"
	"\n"
	"  ndup index create --index wire.ndx archive/\n"
	"  ndup index create --index wire.ndx --window 30d --no-text\n",
	index_create_command},
    {"index add", CMD_INDEX_ADD, "--index folder path ...", 1, 0,
	"name a folder or a file, or - for standard input",
	"add articles to an index",
	"Adds articles. One whose id and text are in the index already changes "
	"nothing;\n"
	"with another text it takes the older one's place.\n"
	"\n"
	"  ndup index add --index wire.ndx today.jsonl\n",
	index_add_command},
    {"index query", CMD_INDEX_QUERY, "--index folder path ...", 1, 0,
	"name a folder or a file, or - for standard input",
	"say what of an index articles repeat",
	"Compares articles with those of an index, and adds nothing to it.\n"
	"\n"
	"  ndup index query --index wire.ndx article.txt\n"
	"  ndup index query --index wire.ndx --format jsonl today.jsonl\n",
	index_query_command},
    {"index remove", CMD_INDEX_REMOVE, "--index folder id ...", 1, 0,
	"name the id of an article", "take articles out of an index",
	"Removes articles by their ids.\n"
	"\n"
	"  ndup index remove --index wire.ndx urn:newsml:1234\n",
	index_remove_command},
    {"index info", CMD_INDEX_INFO, "--index folder", 0, 0, NULL,
	"say what an index holds",
	"Shows size, parameters and versions of an index.\n"
	"\n"
	"  ndup index info --index wire.ndx\n",
	index_info_command},
    {"index verify", CMD_INDEX_VERIFY, "--index folder", 0, 0, NULL,
	"read all of an index and check it",
	"Reads all there is, and names each article that does not fit its own "
	"keys, tokens\n"
	"or text. An index that is at an earlier commit than it was is "
	"refused; "
	"--accept\n"
	"takes it as it is.\n"
	"\n"
	"  ndup index verify --index wire.ndx\n"
	"  ndup index verify --accept --index wire.ndx\n",
	index_verify_command},
    {"index compact", CMD_INDEX_COMPACT, "--index folder", 0, 0, NULL,
	"drop what is too old, and give space back",
	"Drops articles out of the window and all that removed ones left, and "
	"writes the\n"
	"file anew.\n"
	"\n"
	"  ndup index compact --index wire.ndx\n",
	index_compact_command},
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
