/*
 * stages_input.c - the stages read and JSON
 *
 * The collection is written anew, as JSON Lines, as that packed by zstd, and as
 * a folder of text files, so that all three hold the same articles.  They are
 * read from the page cache.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/buffer.h"
#include "input/json.h"
#include "stages_input.h"

enum { FILES_OF_A_FOLDER = 1000, PATH_SIZE = 4096, LEVEL = 3 };

struct input {
	const struct collection *collection;
	struct buffer lines; /* JSON Lines, JSON_PADDING bytes behind them */
	struct fields fields;
	struct json_parser *parser;
	char folder[PATH_SIZE / 2];
	char path[PATH_SIZE]; /* what is read */
	uint64_t num_articles;
};

/* ---- the collection as JSON Lines --------------------------------------- */

static void
write_string(struct buffer *out, const char *name, struct ndup_slice value)
{
	unsigned char byte;
	size_t i;

	buffer_printf(out, "\"%s\": \"", name);
	for (i = 0; i < value.len; i++) {
		byte = (unsigned char)value.ptr[i];
		if (byte == '"' || byte == '\\')
			buffer_printf(out, "\\%c", byte);
		else if (byte == '\n')
			buffer_string(out, "\\n");
		else if (byte < 0x20)
			buffer_printf(out, "\\u%04x", byte);
		else
			buffer_add(out, &byte, 1);
	}
	buffer_string(out, "\"");
}

static void
write_record(
    struct buffer *out, const struct ndup_document *document, size_t number)
{
	char time[32], own_id[32];
	struct ndup_slice id = document->id, published = {time, 0};

	snprintf(own_id, sizeof own_id, "%zu", number + 1);
	if (id.len == 0)
		id = (struct ndup_slice){own_id, strlen(own_id)};
	ndup_time_format(&document->published, time);
	published.len = strlen(time);
	buffer_string(out, "{");
	write_string(out, "id", id);
	buffer_string(out, ", ");
	write_string(out, "source", document->source);
	buffer_string(out, ", ");
	write_string(out, "title", document->title);
	buffer_string(out, ", ");
	if (published.len > 0) {
		write_string(out, "published", published);
		buffer_string(out, ", ");
	}
	write_string(out, "text", document->text);
	buffer_string(out, "}\n");
}

static enum ndup_status
write_lines(struct input *input)
{
	size_t i;

	for (i = 0; i < input->collection->num; i++)
		write_record(&input->lines, &input->collection->items[i], i);
	if (input->lines.failed || !buffer_reserve(&input->lines, JSON_PADDING))
		return NDUP_NOMEM;
	memset(input->lines.data + input->lines.size, 0, JSON_PADDING);
	return NDUP_OK;
}

/* ---- files -------------------------------------------------------------- */

static enum ndup_status
write_file(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");
	bool written;

	if (file == NULL)
		return NDUP_IO;
	written = fwrite(bytes, 1, size, file) == size;
	return fclose(file) == 0 && written ? NDUP_OK : NDUP_IO;
}

static enum ndup_status
write_packed(const char *path, const struct buffer *lines)
{
	size_t size = ZSTD_compressBound(lines->size);
	enum ndup_status status = NDUP_NOMEM;
	void *packed = memory_new(size, 1);

	if (packed != NULL) {
		size = ZSTD_compress(
		    packed, size, lines->data, lines->size, LEVEL);
		if (!ZSTD_isError(size))
			status = write_file(path, packed, size);
	}
	memory_free(packed);
	return status;
}

static void
name_part(const struct input *input, size_t number, char *path)
{
	snprintf(path, PATH_SIZE, "%s/text/%04zu", input->folder,
	    number / FILES_OF_A_FOLDER);
}

static void
name_text(const struct input *input, size_t number, char *path)
{
	snprintf(path, PATH_SIZE, "%s/text/%04zu/%zu.txt", input->folder,
	    number / FILES_OF_A_FOLDER, number);
}

static enum ndup_status
write_texts(const struct input *input)
{
	enum ndup_status status = NDUP_OK;
	struct ndup_slice text;
	char path[PATH_SIZE];
	size_t i;

	snprintf(path, sizeof path, "%s/text", input->folder);
	if (mkdir(path, 0700) != 0)
		return NDUP_IO;
	for (i = 0; i < input->collection->num && status == NDUP_OK; i++) {
		name_part(input, i, path);
		if (i % FILES_OF_A_FOLDER == 0 && mkdir(path, 0700) != 0)
			return NDUP_IO;
		name_text(input, i, path);
		text = input->collection->items[i].text;
		status = write_file(path, text.ptr, text.len);
	}
	return status;
}

static void
remove_files(const struct input *input)
{
	static const char *const names[] = {
	    "text", "lines.jsonl", "lines.jsonl.zst", ""};
	char path[PATH_SIZE];
	size_t i;

	for (i = 0; i < input->collection->num; i++) {
		name_text(input, i, path);
		remove(path);
	}
	for (i = 0; i < input->collection->num; i += FILES_OF_A_FOLDER) {
		name_part(input, i, path);
		remove(path);
	}
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", input->folder, names[i]);
		remove(path);
	}
}

/* ---- stages ------------------------------------------------------------- */

static enum ndup_status
run_read(void *ctx)
{
	struct input *input = ctx;
	const char *paths[] = {input->path, NULL};
	struct ndup_reader_options options;
	struct ndup_document document;
	struct ndup_reader *reader;
	enum ndup_status status;

	input->num_articles = 0;
	ndup_reader_options_init(&options, sizeof options);
	status = ndup_reader_open(&reader, paths, &options, NULL);
	while (status == NDUP_OK) {
		status = ndup_reader_next(reader, &document, NULL);
		input->num_articles += status == NDUP_OK;
	}
	ndup_reader_close(reader);
	return status == NDUP_END ? NDUP_OK : status;
}

static enum ndup_status
run_json(void *ctx)
{
	struct input *input = ctx;
	const char *begin = input->lines.data, *newline;
	const char *end = begin + input->lines.size;
	struct field_values record;

	input->num_articles = 0;
	for (; begin < end; begin = newline + 1) {
		newline = memchr(begin, '\n', (size_t)(end - begin));
		if (json_parse(input->parser,
			(struct ndup_slice){begin, (size_t)(newline - begin)},
			&record) != JSON_OK)
			return NDUP_INPUT;
		input->num_articles++;
	}
	return NDUP_OK;
}

static enum ndup_status
measure_read(struct measure *measure, struct input *input, const char *name,
    const char *file)
{
	const struct stage stage = {name, input->collection->num,
	    input->collection->bytes, "articles", &input->num_articles, input,
	    NULL, run_read, NULL};

	snprintf(input->path, sizeof input->path, "%s/%s", input->folder, file);
	return measure_stage(measure, &stage);
}

static enum ndup_status
measure_json(struct measure *measure, struct input *input)
{
	static const struct ndup_reader_options usual;
	const struct stage stage = {"JSON", input->collection->num,
	    input->collection->bytes, "articles", &input->num_articles, input,
	    NULL, run_json, NULL};
	enum ndup_status status = NDUP_NOMEM;

	fields_init(&input->fields, &usual);
	if ((input->parser = json_new(&input->fields)) != NULL)
		status = measure_stage(measure, &stage);
	json_free(input->parser);
	return status;
}

static enum ndup_status
make_files(struct input *input)
{
	char path[PATH_SIZE];
	enum ndup_status status;

	snprintf(path, sizeof path, "%s/lines.jsonl", input->folder);
	status = write_file(path, input->lines.data, input->lines.size);
	snprintf(path, sizeof path, "%s/lines.jsonl.zst", input->folder);
	if (status == NDUP_OK)
		status = write_packed(path, &input->lines);
	return status == NDUP_OK ? write_texts(input) : status;
}

static enum ndup_status
measure_files(struct measure *measure, struct input *input)
{
	enum ndup_status status;

	if (mkdtemp(input->folder) == NULL) {
		fprintf(stderr, "stages: cannot make %s: %s\n", input->folder,
		    strerror(errno));
		return NDUP_IO;
	}
	if ((status = make_files(input)) != NDUP_OK)
		fprintf(stderr, "stages: cannot write below %s: %s\n",
		    input->folder, strerror(errno));
	if (status == NDUP_OK)
		status =
		    measure_read(measure, input, "read .jsonl", "lines.jsonl");
	if (status == NDUP_OK)
		status = measure_read(
		    measure, input, "read .jsonl.zst", "lines.jsonl.zst");
	if (status == NDUP_OK)
		status =
		    measure_read(measure, input, "read text files", "text");
	remove_files(input);
	return status;
}

enum ndup_status
measure_input(struct measure *measure, const struct collection *collection)
{
	struct input input = {.collection = collection};
	const char *place = getenv("TMPDIR");
	enum ndup_status status;

	snprintf(input.folder, sizeof input.folder, "%s/stages-XXXXXX",
	    place != NULL && *place != '\0' ? place : "/tmp");
	status = write_lines(&input);
	if (status == NDUP_OK)
		status = measure_files(measure, &input);
	if (status == NDUP_OK)
		status = measure_json(measure, &input);
	buffer_free(&input.lines);
	return status;
}
