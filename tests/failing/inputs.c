/*
 * inputs.c - what the commands read: short articles in each format
 */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <zlib.h>
#include <zstd.h>

#include "files.h"
#include "inputs.h"

/* ---- from the samples --------------------------------------------------- */

static char *
read_sample(const char *samples, const char *name, size_t *size)
{
	char path[4096], *bytes;

	snprintf(path, sizeof path, "%s/%s", samples, name);
	if ((bytes = file_read(path, size)) == NULL)
		die("%s", path);
	return bytes;
}

static void
copy_sample(const char *samples, const char *name, const char *to)
{
	size_t size;
	char *bytes = read_sample(samples, name, &size);

	file_write(to, bytes, size);
	free(bytes);
}

static void
convert_sample(
    const char *samples, const char *name, const char *encoding, const char *to)
{
	size_t size, room;
	char *bytes = read_sample(samples, name, &size), *in = bytes;
	char *converted, *out;
	iconv_t iconv_to = iconv_open(encoding, "UTF-8");

	room = 4 * size;
	if ((converted = out = malloc(room)) == NULL ||
	    iconv_to == (iconv_t)-1 ||
	    iconv(iconv_to, &in, &size, &out, &room) == (size_t)-1)
		die("%s in %s", name, encoding);
	file_write(to, converted, (size_t)(out - converted));
	iconv_close(iconv_to);
	free(converted);
	free(bytes);
}

static void
pack_sample(const char *samples, const char *name)
{
	char packed[16384];
	size_t size, result;
	char *bytes = read_sample(samples, name, &size);
	gzFile gzip = gzopen("in/wire.jsonl.gz", "wb");

	if (gzip == NULL || gzwrite(gzip, bytes, (unsigned)size) != (int)size ||
	    gzclose(gzip) != Z_OK)
		die("gzip");
	result = ZSTD_compress(packed, sizeof packed, bytes, size, 3);
	if (ZSTD_isError(result))
		die("zstd");
	file_write("in/wire.jsonl.zst", packed, result);
	free(bytes);
}

/* ---- made --------------------------------------------------------------- */

enum { WORDS = 60 };

/* A record whose words begin with a number; with a few words more. */
static void
put_record(FILE *file, const char *id, int first, const char *more)
{
	int i;

	fprintf(file, "{\"id\":\"%s\",\"text\":\"", id);
	for (i = 0; i < WORDS; i++)
		fprintf(file, "word%d ", first + i);
	fprintf(file, "%s\"}\n", more);
}

static FILE *
begin_file(const char *path)
{
	FILE *file = fopen(path, "w");

	if (file == NULL)
		die("%s", path);
	return file;
}

static void
make_records(void)
{
	FILE *file = begin_file("in/first.jsonl");

	put_record(file, "first", 1, "");
	put_record(file, "other", 1000, "");
	fclose(file);
	file = begin_file("in/double.jsonl");
	put_record(file, "second", 1, "and more");
	put_record(file, "third", 2000, "");
	put_record(file, "fourth", 2000, "");
	put_record(file, "fifth", 3000, "");
	fclose(file);
	file = begin_file("in/bad.jsonl");
	put_record(file, "second", 1, "and more");
	fputs("{\"text\":\n", file);
	put_record(file, "third", 2000, "");
	fclose(file);
	file = begin_file("in/phrases.txt");
	fputs("All rights are reserved by the paper and its heirs.\n", file);
	fclose(file);
}

void
inputs_make(const char *samples)
{
	folder_empty("in");
	folder_empty("in/news");
	copy_sample(samples, "harbour-1-first-report.txt", "in/news/1.txt");
	copy_sample(samples, "harbour-2-second-day.txt", "in/news/2.txt");
	copy_sample(samples, "museum-1-agency.txt", "in/news/3.txt");
	copy_sample(samples, "museum-2-reprint.json", "in/museum.json");
	copy_sample(samples, "wire.jsonl", "in/wire.jsonl");
	convert_sample(samples, "ru-library.txt", "KOI8-R", "in/koi8.txt");
	convert_sample(samples, "zh-crane.txt", "GB18030", "in/gb.txt");
	pack_sample(samples, "wire.jsonl");
	make_records();
}
