/*
 * options.c - a reader's options and paths, checked and copied
 */
#include <string.h>

#include "base/error.h"
#include "input/kind.h"
#include "input/options.h"

enum { MAX_ARTICLE = 16 * 1024 * 1024 };

void
ndup_reader_options_init(struct ndup_reader_options *options)
{
	*options = (struct ndup_reader_options){
	    .struct_size = sizeof *options,
	    .max_article = MAX_ARTICLE,
	};
}

enum ndup_status
options_check(
    const struct ndup_reader_options *options, struct ndup_error *error)
{
	if (options->struct_size != sizeof *options)
		return error_set(error, NDUP_PARAM,
		    "reader options were not set by "
		    "ndup_reader_options_init()");
	if (options->format != NULL &&
	    format_by_name(options->format) == FORMAT_UNKNOWN)
		return error_set(error, NDUP_PARAM,
		    "unknown input format \"%s\": it can be text, jsonl or "
		    "json",
		    options->format);
	if (options->max_article == 0)
		return error_set(error, NDUP_PARAM,
		    "the longest article must have at least 1 byte");
	return NDUP_OK;
}

static bool
copy_string(struct arena *arena, const char **string)
{
	struct ndup_slice slice = {*string, strlen(*string)};

	*string = arena_copy(arena, slice).ptr;
	return *string != NULL;
}

/* Slashes at the end go: what is found in a folder gets its own. */
static bool
copy_path(struct arena *arena, const char **path)
{
	size_t len = strlen(*path);

	while (len > 1 && (*path)[len - 1] == '/')
		len--;
	*path = arena_copy(arena, (struct ndup_slice){*path, len}).ptr;
	return *path != NULL;
}

/* A copy of a NULL-terminated list, each item by the function. */
static const char *const *
copy_list(struct arena *arena, const char *const *list,
    bool (*copy)(struct arena *, const char **))
{
	const char **copies;
	size_t num = 0, i;

	while (list != NULL && list[num] != NULL)
		num++;
	if ((copies = arena_alloc(arena, (num + 1) * sizeof *copies)) == NULL)
		return NULL;
	for (i = 0; i < num; i++) {
		copies[i] = list[i];
		if (!copy(arena, &copies[i]))
			return NULL;
	}
	copies[num] = NULL;
	return copies;
}

bool
options_copy(struct ndup_reader_options *options, struct arena *arena)
{
	const char **strings[] = {&options->format, &options->encoding,
	    &options->id_field, &options->source_field, &options->title_field,
	    &options->date_field, &options->text_field, &options->url_field};
	size_t i;

	for (i = 0; i < sizeof strings / sizeof strings[0]; i++)
		if (*strings[i] != NULL && !copy_string(arena, strings[i]))
			return false;
	options->exclude = copy_list(arena, options->exclude, copy_string);
	return options->exclude != NULL;
}

const char *const *
options_copy_paths(const char *const *paths, struct arena *arena)
{
	return copy_list(arena, paths, copy_path);
}
