/*
 * rejects.c - records that could not be read, for who wants to mend them
 */
#include <inttypes.h>
#include <string.h>

#include "cli/json.h"
#include "cli/rejects.h"

/* Behind "name:" and a number and ": ", if a line begins so. */
static const char *
skip_place(const char *line, const char *name)
{
	size_t len = strlen(name), digits;

	if (strncmp(line, name, len) != 0 || line[len] != ':')
		return line;
	digits = strspn(line + len + 1, "0123456789");
	if (digits > 0)
		len += 1 + digits;
	return strncmp(line + len, ": ", 2) == 0 ? line + len + 2 : line;
}

const char *
rejects_reason(const struct ndup_record *record, const struct ndup_error *error)
{
	const char *name = record->file;

	if (strcmp(name, "-") == 0)
		name = "standard input";
	return skip_place(error->text, name);
}

void
rejects_write(FILE *file, const struct ndup_record *record, const char *reason)
{
	fputs("{\"file\":", file);
	json_text(file, record->file);
	if (record->line > 0)
		fprintf(file, ",\"line\":%" PRIu64, record->line);
	else
		fputs(",\"line\":null", file);
	fputs(",\"reason\":", file);
	json_text(file, reason);
	fputs(",\"record\":", file);
	if (record->bytes.len > 0)
		json_string(file, record->bytes);
	else
		fputs("null", file);
	fputs("}\n", file);
}
