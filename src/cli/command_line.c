/*
 * command_line.c - the command line as it could be typed again
 */
#include <stdio.h>
#include <string.h>

#include "cli/command_line.h"
#include "cli/composed.h"

static void
put_quoted(FILE *file, const char *word)
{
	putc('\'', file);
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			fputs("'\\''", file);
		else
			putc(*word, file);
	}
	putc('\'', file);
}

static void
put_word(FILE *file, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_-+=./:,@%";

	putc(' ', file);
	if (word[0] != '\0' && word[strspn(word, plain)] == '\0')
		fputs(word, file);
	else
		put_quoted(file, word);
}

char *
command_line(const char *command, int argc, char **argv)
{
	struct composed line;
	char *text = NULL;
	int i;

	if (composed_open(&line)) {
		fprintf(line.stream, "ndup %s", command);
		for (i = 1; i < argc; i++)
			put_word(line.stream, argv[i]);
		if (composed_end(&line))
			text = strdup(line.text);
	}
	composed_free(&line);
	return text;
}
