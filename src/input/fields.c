/*
 * fields.c - which field of a JSON record is which part of an article
 *
 * The usual names are those in the output of crawlers (news-please,
 * newspaper, trafilatura), of news services' interfaces, feeds and data sets.
 */
#include <assert.h>
#include <string.h>

#include "fields.h"

enum { MOST_NAMES = 14, NAMES_TO_SHOW = 3 };

/* In each row the better names come first. */
static const char *const usual[NUM_FIELDS][MOST_NAMES] = {
    [FIELD_ID] = {"id", "uid", "guid", "_id", "article_id"},
    [FIELD_SOURCE] = {"source", "source_domain", "publisher", "outlet", "site",
	"provider", "domain"},
    [FIELD_TITLE] = {"title", "headline", "name"},
    [FIELD_DATE] = {"published", "date_publish", "date", "versioncreated",
	"published_at", "publishedAt", "pubDate", "publish_date",
	"date_published", "datetime", "timestamp", "time", "created_at"},
    [FIELD_TEXT] = {"text", "body", "content", "maintext", "body_text",
	"article", "full_text"},
    [FIELD_URL] = {"url", "link", "href", "canonical_url"},
};

static const char *const parts[NUM_FIELDS] = {
    "id", "source", "title", "date", "text", "URL"};

static void
add_usual(struct fields *fields, enum field field)
{
	struct field_name *row;
	unsigned rank;
	const char *name;

	for (rank = 0; (name = usual[field][rank]) != NULL; rank++) {
		assert(strlen(name) <= FIELD_LONGEST_NAME);
		row = fields->by_size[strlen(name)];
		while (row->name != NULL)
			row++;
		*row = (struct field_name){name, field, rank};
	}
}

void
fields_init(struct fields *fields, const struct ndup_reader_options *options)
{
	const char *const paths[NUM_FIELDS] = {
	    [FIELD_ID] = options->id_field,
	    [FIELD_SOURCE] = options->source_field,
	    [FIELD_TITLE] = options->title_field,
	    [FIELD_DATE] = options->date_field,
	    [FIELD_TEXT] = options->text_field,
	    [FIELD_URL] = options->url_field,
	};
	enum field field;

	memset(fields, 0, sizeof *fields);
	for (field = 0; field < NUM_FIELDS; field++) {
		fields->paths[field] = paths[field];
		if (paths[field] != NULL)
			fields->any_path = true;
		else
			add_usual(fields, field);
	}
}

const struct field_name *
fields_find_usual(const struct fields *fields, struct ndup_slice key)
{
	const struct field_name *row;

	if (key.len > FIELD_LONGEST_NAME)
		return NULL;
	for (row = fields->by_size[key.len]; row->name != NULL; row++)
		if (memcmp(row->name, key.ptr, key.len) == 0)
			return row;
	return NULL;
}

const char *
fields_match_path(const char *path, struct ndup_slice key)
{
	if (strlen(path) < key.len || memcmp(path, key.ptr, key.len) != 0)
		return NULL;
	path += key.len;
	if (*path == '\0')
		return path;
	return *path == '.' && key.len > 0 ? path + 1 : NULL;
}

void
fields_describe_missing(
    const struct fields *fields, enum field field, struct buffer *out)
{
	unsigned i;

	if (fields->paths[field] != NULL) {
		buffer_printf(out, "no field \"%s\"", fields->paths[field]);
		return;
	}
	buffer_printf(out, "no %s field (tried", parts[field]);
	for (i = 0; i < NAMES_TO_SHOW; i++)
		buffer_printf(out, " %s,", usual[field][i]);
	buffer_string(out, " ...)");
}

const char *
ndup_reader_field(
    const struct ndup_reader_options *options, struct ndup_slice name)
{
	const struct field_name *usual_name;
	struct fields fields;
	enum field field;

	fields_init(&fields, options);
	for (field = 0; field < NUM_FIELDS; field++)
		if (fields.paths[field] != NULL &&
		    fields_match_path(fields.paths[field], name) != NULL)
			return parts[field];
	usual_name = fields_find_usual(&fields, name);
	return usual_name == NULL ? NULL : parts[usual_name->field];
}
