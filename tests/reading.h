/*
 * reading.h - for tests of the reader: files in a fresh folder, and all that
 * a reader makes of them
 *
 * A test writes files, reads paths, and looks at the articles and errors in
 * the order in which they came.  The program's working directory is the fresh
 * folder, so that paths are short and known.
 */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ndup.h"

enum { READING_MOST = 512 };

struct reading {
	struct ndup_document articles[READING_MOST]; /* slices are copies */
	size_t num_articles;
	struct ndup_error errors[READING_MOST];
	size_t num_errors;
	struct ndup_reader_counts counts; /* without kinds */
	char kinds[8192];                 /* ".pdf 2, .jpg 1, " */
	enum ndup_status status;          /* of the last call */
};

static char reading_folder[] = "/tmp/ndup-test-XXXXXX";

/* As a group's set-up and tear-down. */
static inline int
reading_enter(void **state)
{
	(void)state;
	return mkdtemp(reading_folder) != NULL && chdir(reading_folder) == 0
		   ? 0
		   : -1;
}

static inline int
reading_leave(void **state)
{
	char command[sizeof reading_folder + 16];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", reading_folder);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static inline void
write_bytes(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static inline void
write_text(const char *path, const char *text)
{
	write_bytes(path, text, strlen(text));
}

static inline struct ndup_slice
reading_copy(struct ndup_slice slice)
{
	char *copy = malloc(slice.len + 1);

	assert_non_null(copy);
	assert_non_null(slice.ptr);
	memcpy(copy, slice.ptr, slice.len);
	copy[slice.len] = '\0';
	return (struct ndup_slice){copy, slice.len};
}

static inline bool
reading_skipped(void *ctx, const struct ndup_error *error)
{
	struct reading *reading = ctx;

	assert_true(reading->num_errors < READING_MOST);
	reading->errors[reading->num_errors++] = *error;
	return true;
}

static inline void
reading_take(struct reading *reading, const struct ndup_document *document)
{
	struct ndup_document *copy;

	assert_true(reading->num_articles < READING_MOST);
	copy = &reading->articles[reading->num_articles++];
	*copy = *document;
	copy->id = reading_copy(document->id);
	copy->source = reading_copy(document->source);
	copy->place = reading_copy(document->place);
	copy->title = reading_copy(document->title);
	copy->url = reading_copy(document->url);
	copy->text = reading_copy(document->text);
}

static inline void
reading_count(struct reading *reading, struct ndup_reader *reader)
{
	struct ndup_reader_counts *counts = &reading->counts;
	size_t i, len = 0;

	*counts = *ndup_reader_count(reader);
	for (i = 0; i < counts->num_kinds; i++)
		len += (size_t)snprintf(reading->kinds + len,
		    sizeof reading->kinds - len, "%s %ju, ",
		    counts->kinds[i].suffix,
		    (uintmax_t)counts->kinds[i].num_files);
	counts->kinds = NULL;
}

/* Reads paths to their end; options may be NULL. */
static inline struct reading *
read_paths(const char *const *paths, const struct ndup_reader_options *wanted)
{
	struct reading *reading = calloc(1, sizeof *reading);
	struct ndup_reader_options options;
	struct ndup_reader *reader;
	struct ndup_document document;

	assert_non_null(reading);
	ndup_reader_options_init(&options, sizeof options);
	if (wanted != NULL)
		options = *wanted;
	options.skipped = reading_skipped;
	options.ctx = reading;
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	while ((reading->status = ndup_reader_next(reader, &document, NULL)) ==
	       NDUP_OK)
		reading_take(reading, &document);
	reading_count(reading, reader);
	ndup_reader_close(reader);
	assert_int_equal(reading->status, NDUP_END);
	assert_int_equal(reading->counts.articles, reading->num_articles);
	return reading;
}

static inline struct reading *
read_path(const char *path, const struct ndup_reader_options *options)
{
	const char *const paths[] = {path, NULL};

	return read_paths(paths, options);
}

/* Reads text as a file of this name. */
static inline struct reading *
read_as(const char *name, const char *text,
    const struct ndup_reader_options *options)
{
	write_text(name, text);
	return read_path(name, options);
}

static inline void
reading_free(struct reading *reading)
{
	const struct ndup_document *article = reading->articles;
	const struct ndup_document *end = article + reading->num_articles;

	for (; article < end; article++) {
		free((char *)(uintptr_t)article->id.ptr);
		free((char *)(uintptr_t)article->source.ptr);
		free((char *)(uintptr_t)article->place.ptr);
		free((char *)(uintptr_t)article->title.ptr);
		free((char *)(uintptr_t)article->url.ptr);
		free((char *)(uintptr_t)article->text.ptr);
	}
	free(reading);
}

/* "a b c": the ids of all articles. */
static inline void
assert_ids(const struct reading *reading, const char *ids)
{
	char all[4096] = "";
	size_t i, len = 0;

	for (i = 0; i < reading->num_articles; i++)
		len += (size_t)snprintf(all + len, sizeof all - len, "%s%s",
		    i > 0 ? " " : "", reading->articles[i].id.ptr);
	assert_string_equal(all, ids);
}

/* Error number i is this line. */
static inline void
assert_error(const struct reading *reading, size_t i, const char *text)
{
	assert_true(i < reading->num_errors);
	assert_string_equal(reading->errors[i].text, text);
}

/* Whether error number i has all of this in it. */
static inline void
assert_error_has(const struct reading *reading, size_t i, const char *part)
{
	assert_true(i < reading->num_errors);
	if (strstr(reading->errors[i].text, part) == NULL)
		fail_msg(
		    "\"%s\" is not in \"%s\"", part, reading->errors[i].text);
}

#endif
