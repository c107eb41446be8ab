/*
 * commands.c - the command lines that are tried
 *
 * Each command of ndup with each kind of input and output, on a few short
 * articles: in/ has them, out/ is written to.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "files.h"

#define ONE "--threads 1 -q "

const struct command commands[] = {
    {.name = "scan",
	.line = "scan " ONE "in/news in/wire.jsonl",
	.needs = NOTHING},
    {.name = "scan_threads",
	.line = "scan --threads 2 -q in/news in/wire.jsonl"},
    {.name = "scan_jsonl",
	.line = "scan " ONE "--format jsonl --matches -o out/a in/news",
	.needs = OLD_FILES,
	.files = {{"a", WHOLE}}},
    {.name = "scan_csv",
	.line = "scan " ONE "--format csv -o out/a in/news",
	.needs = NOTHING,
	.files = {{"a", WHOLE}}},
    {.name = "scan_html",
	.line = "scan " ONE "--format html -o out/a in/news",
	.needs = OLD_FILES,
	.files = {{"a", WHOLE}}},
    {.name = "scan_stats",
	.line = "scan " ONE "--stats out/b -o out/a in/news",
	.needs = OLD_FILES,
	.files = {{"a", WHOLE}, {"b", VARYING}}},
    {.name = "scan_packed",
	.line = "scan " ONE "in/wire.jsonl.gz in/wire.jsonl.zst"},
    {.name = "scan_stdin",
	.line = "scan " ONE "-",
	.input = "in/wire.jsonl.gz"},
    {.name = "scan_koi8",
	.line = "scan " ONE "--encoding koi8-r in/koi8.txt in/news"},
    {.name = "scan_gb",
	.line = "scan " ONE "--encoding gb18030 in/gb.txt in/gb.txt"},
    {.name = "scan_against",
	.line = "scan " ONE "--ignore-text in/phrases.txt --against in/news "
		"in/wire.jsonl in/museum.json"},
    {.name = "scan_over_input",
	.line = "scan " ONE "-o out/a out in/news",
	.needs = OLD_FILES,
	.files = {{"a", WHOLE}},
	.refused = true},
    {.name = "scan_over_index",
	.line = "scan " ONE "-o out/ix/data-1.mdb in/news",
	.needs = INDEX,
	.changes = true,
	.refused = true},
    {.name = "query_over_index",
	.line = "index query --threads 1 --index out/ix -o out/ix/data-1.mdb "
		"in/double.jsonl",
	.needs = INDEX,
	.changes = true,
	.refused = true},
    {.name = "scan_pager",
	.line = "scan " ONE "--pager cat>out/a in/news",
	.needs = NOTHING,
	.files = {{"a", PASSED}},
	.at_terminal = true},
    {.name = "compare", .line = "compare in/news/1.txt in/news/2.txt"},
    {.name = "compare_jsonl",
	.line =
	    "compare --format jsonl -o out/a in/wire.jsonl:1 in/wire.jsonl:2",
	.needs = OLD_FILES,
	.files = {{"a", WHOLE}}},
    {.name = "tune", .line = "tune --threshold 0.7"},
    {.name = "tune_articles", .line = "tune " ONE "in/wire.jsonl in/news"},
    {.name = "dedup",
	.line = "dedup " ONE "-o out/a --dropped out/b in/double.jsonl",
	.needs = OLD_FILES,
	.files = {{"a", WHOLE}, {"b", WHOLE}}},
    {.name = "dedup_stdout", .line = "dedup " ONE "in/double.jsonl"},
    {.name = "dedup_list", .line = "dedup " ONE "--list in/news"},
    {.name = "dedup_list0",
	.line = "dedup " ONE "--list0 -o out/a in/news in/double.jsonl",
	.needs = OLD_FILES,
	.files = {{"a", WHOLE}}},
    {.name = "dedup_against",
	.line =
	    "dedup " ONE "--against in/wire.jsonl.zst -o out/a in/double.jsonl",
	.needs = NOTHING,
	.files = {{"a", WHOLE}}},
    {.name = "filter",
	.line = "filter " ONE "--index out/ix in/double.jsonl",
	.needs = INDEX,
	.changes = true},
    {.name = "filter_stdin",
	.line = "filter " ONE "--index out/ix --flush each",
	.needs = INDEX,
	.input = "in/double.jsonl",
	.changes = true},
    {.name = "filter_file",
	.line = "filter " ONE
		"--index out/ix -o out/a --rejects out/b in/bad.jsonl",
	.needs = INDEX,
	.files = {{"a", GROWING}, {"b", GROWING}},
	.changes = true},
    {.name = "filter_commits",
	.line = "filter " ONE "--index out/ix -o out/a --commit-every 1 "
		"in/double.jsonl",
	.needs = INDEX,
	.files = {{"a", GROWING}},
	.changes = true},
    {.name = "filter_dry_run",
	.line = "filter " ONE "--index out/ix --dry-run in/double.jsonl",
	.needs = INDEX},
    {.name = "index_create",
	.line = "index create --index out/ix --seed 1",
	.needs = FRESH,
	.changes = true},
    {.name = "index_create_full",
	.line = "index create " ONE "--index out/ix --seed 1 in/wire.jsonl",
	.needs = FRESH,
	.changes = true},
    {.name = "index_add",
	.line = "index add " ONE "--index out/ix in/news in/wire.jsonl",
	.needs = INDEX,
	.changes = true},
    {.name = "index_add_threads",
	.line = "index add --threads 2 -q --index out/ix in/news",
	.needs = INDEX,
	.changes = true},
    {.name = "index_query",
	.line = "index query --threads 1 --index out/ix in/double.jsonl",
	.needs = INDEX},
    {.name = "index_query_jsonl",
	.line =
	    "index query --threads 1 --format jsonl -o out/a --index out/ix "
	    "in/double.jsonl",
	.needs = INDEX,
	.files = {{"a", WHOLE}}},
    {.name = "index_remove",
	.line = "index remove --index out/ix first",
	.needs = INDEX,
	.changes = true},
    {.name = "index_info", .line = "index info --index out/ix", .needs = INDEX},
    {.name = "index_info_jsonl",
	.line = "index info --format jsonl --index out/ix",
	.needs = INDEX},
    {.name = "index_verify",
	.line = "index verify -q --index out/ix",
	.needs = INDEX},
    {.name = "index_compact",
	.line = "index compact -q --index out/ix",
	.needs = INDEX,
	.changes = true},
    {.name = "complete", .line = "complete scan --f"},
    {.name = "help", .line = "--help"},
    {.name = "help_scan", .line = "scan --help"},
    {.name = "version", .line = "--version"},
};

const size_t num_commands = sizeof commands / sizeof commands[0];

void
words_split(const char *line, const char *program, const char **words)
{
	char *copy = strdup(line), *rest = copy, *word;
	size_t num = 0;

	if (copy == NULL)
		die("memory");
	words[num++] = program;
	while ((word = strsep(&rest, " ")) != NULL && num < MOST_WORDS - 1)
		words[num++] = word;
	words[num] = NULL;
}
