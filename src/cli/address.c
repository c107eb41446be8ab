/*
 * address.c - one article, by what a user calls it
 */
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "address.h"
#include "say.h"

/* Whether the first `len` bytes of a name are the path of a file. */
static bool
is_file(const char *name, size_t len)
{
	char path[PATH_MAX];

	if (len == 0 || len >= sizeof path)
		return false;
	memcpy(path, name, len);
	path[len] = '\0';
	return access(path, F_OK) == 0;
}

/* The length of the path in FILE#ID, or 0. */
static size_t
find_addressed(const char *name)
{
	const char *mark = name;

	while ((mark = strchr(mark, '#')) != NULL) {
		if (mark[1] != '\0' && is_file(name, (size_t)(mark - name)))
			return (size_t)(mark - name);
		mark++;
	}
	return 0;
}

/* The length of the path in FILE:N, or 0. */
static size_t
find_number(const char *name, uint64_t *number)
{
	const char *mark = strrchr(name, ':'), *wrong;

	if (mark == NULL || !is_file(name, (size_t)(mark - name)))
		return 0;
	*number = (uint64_t)strtonum(mark + 1, 1, INT64_MAX, &wrong);
	return wrong == NULL ? (size_t)(mark - name) : 0;
}

bool
address_read(struct address *address, const char *name)
{
	size_t len = strlen(name);

	*address = (struct address){.name = name};
	if (strcmp(name, "-") == 0 || is_file(name, len)) {
		/* all of it is the path */
	} else if (find_addressed(name) > 0) {
		len = find_addressed(name);
		address->id = name + len + 1;
	} else if (find_number(name, &address->number) > 0) {
		len = find_number(name, &address->number);
	}
	if ((address->path = strndup(name, len)) != NULL)
		return true;
	return say_no_memory();
}

/* What was found so far. */
struct search {
	const struct address *address;
	struct ndup_scan *scan;
	uint64_t num_found;
	bool told; /* that something could not be read */
};

/* Records beside the one that is wanted are nobody's concern; what is wrong
 * with the file is. */
static bool
concerns(const struct address *address, const struct ndup_error *error)
{
	return error->record == 0 ||
	       (address->id == NULL &&
		   (address->number == 0 || address->number == error->record));
}

static bool
note_skipped(void *ctx, const struct ndup_error *error)
{
	struct search *search = ctx;

	if (!search->told && concerns(search->address, error)) {
		say_error(error);
		search->told = true;
	}
	return true;
}

static bool
is_wanted(const struct address *address, const struct ndup_reader *reader,
    const struct ndup_document *document)
{

	if (address->id != NULL)
		return document->id.len == strlen(address->id) &&
		       memcmp(document->id.ptr, address->id,
			   document->id.len) == 0;
	return address->number == 0 ||
	       address->number == ndup_reader_record(reader)->number;
}

/* Reads on until there is no doubt. */
static enum ndup_status
search_reader(
    struct search *search, struct ndup_reader *reader, struct ndup_error *error)
{
	const struct address *address = search->address;
	struct ndup_document document;
	enum ndup_status status;

	while (
	    (status = ndup_reader_next(reader, &document, error)) == NDUP_OK) {
		if (!is_wanted(address, reader, &document))
			continue;
		if (search->num_found++ > 0)
			return NDUP_OK;
		document.id =
		    (struct ndup_slice){address->name, strlen(address->name)};
		status = ndup_scan_add(search->scan, &document, false, error);
		if (status != NDUP_OK || address->id != NULL ||
		    address->number > 0)
			return status;
	}
	return status == NDUP_END ? NDUP_OK : status;
}

static bool
say_result(const struct search *search)
{
	const struct address *address = search->address;

	if (search->num_found == 1)
		return true;
	if (search->num_found > 1)
		say("%s: has more than one article; name one, as %s#ID or %s:N",
		    address->name, address->path, address->path);
	else if (!search->told && address->id != NULL)
		say("%s: no article has the id %s", address->path, address->id);
	else if (!search->told && address->number > 0)
		say("%s: no article has the number %" PRIu64, address->path,
		    address->number);
	else if (!search->told)
		say("%s: no article", address->name);
	return false;
}

bool
address_add(
    struct address *address, struct options *options, struct ndup_scan *scan)
{
	const char *const paths[] = {address->path, NULL};
	struct search search = {.address = address, .scan = scan};
	struct ndup_reader *reader = NULL;
	enum ndup_status status;
	struct ndup_error error;
	char line[SAY_LINE];

	options->reader.skipped = note_skipped;
	options->reader.ctx = &search;
	status = ndup_reader_open(&reader, paths, &options->reader, &error);
	if (status == NDUP_OK)
		status = search_reader(&search, reader, &error);
	ndup_reader_close(reader);
	address->incomplete = search.told;
	if (status == NDUP_OK)
		return say_result(&search);
	say("%s: %s", address->name, say_describe(&error, line));
	return false;
}
