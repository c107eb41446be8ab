/*
 * command_line.c - the command line as it could be typed again
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command_line.h"

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
	char *line = NULL;
	size_t size = 0;
	FILE *file;
	int i;

	if ((file = open_memstream(&line, &size)) == NULL)
		return NULL;
	fprintf(file, "ndup %s", command);
	for (i = 1; i < argc; i++)
		put_word(file, argv[i]);
	if (fclose(file) == 0)
		return line;
	free(line);
	return NULL;
}
