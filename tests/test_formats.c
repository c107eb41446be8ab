/*
 * test_formats.c - every input format is found by its name, by its suffixes and
 * by its first bytes
 *
 * A format that the library knows and this table does not is a fault.
 */
#include <limits.h>

#include "reading.h"

static const struct {
	const char *name;
	const char *suffixes; /* each with a space behind it */
	const char *bytes;    /* one article: "one two" */
} samples[] = {
    {"text", ".txt .text .md ", "one two"},
    {"jsonl", ".jsonl .ndjson ", "{\"text\": \"one two\"}\n"},
    {"json", ".json ", "{\"text\":\n\"one two\"}\n"},
};

enum { NUM_SAMPLES = sizeof samples / sizeof samples[0] };

static void
each_format_has_a_sample(void **state)
{
	const struct ndup_input_format *format;
	char suffixes[256];
	size_t k, len;
	unsigned i;

	(void)state;
	for (i = 0; i < NUM_SAMPLES; i++) {
		format = ndup_input_format_at(i);
		assert_non_null(format);
		assert_string_equal(format->name, samples[i].name);
		assert_true(format->title[0] != '\0');
		for (k = len = 0; format->suffixes[k] != NULL; k++)
			len += (size_t)snprintf(suffixes + len,
			    sizeof suffixes - len, "%s ", format->suffixes[k]);
		assert_string_equal(suffixes, samples[i].suffixes);
	}
	assert_null(ndup_input_format_at(NUM_SAMPLES));
	assert_null(ndup_input_format_at(UINT_MAX));
}

static void
assert_article(const char *path, const struct ndup_reader_options *options)
{
	struct reading *reading = read_path(path, options);

	assert_int_equal(reading->num_errors, 0);
	assert_int_equal(reading->num_articles, 1);
	assert_string_equal(reading->articles[0].text.ptr, "one two");
	reading_free(reading);
}

static void
files_are_read_by_suffix_or_name(void **state)
{
	const struct ndup_input_format *format;
	struct ndup_reader_options options;
	char path[64];
	unsigned i;
	size_t k;

	(void)state;
	for (i = 0; (format = ndup_input_format_at(i)) != NULL; i++) {
		for (k = 0; format->suffixes[k] != NULL; k++) {
			snprintf(path, sizeof path, "x%s", format->suffixes[k]);
			write_text(path, samples[i].bytes);
			assert_article(path, NULL);
		}
		ndup_reader_options_init(&options, sizeof options);
		options.format = format->name;
		write_text("x.pdf", samples[i].bytes);
		assert_article("x.pdf", &options);
	}
}

/* A pipe has no name: its first bytes tell. */
static void
pipes_are_read_by_their_first_bytes(void **state)
{
	char path[64];
	size_t i, len;
	int ends[2];

	(void)state;
	for (i = 0; i < NUM_SAMPLES; i++) {
		len = strlen(samples[i].bytes);
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(
		    write(ends[1], samples[i].bytes, len), (ssize_t)len);
		assert_int_equal(close(ends[1]), 0);
		snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
		assert_article(path, NULL);
		assert_int_equal(close(ends[0]), 0);
	}
}

static void
unknown_formats_are_told_the_known_ones(void **state)
{
	static const char *const paths[] = {"x", NULL};
	struct ndup_reader_options options;
	struct ndup_reader *reader;
	struct ndup_error error;
	size_t i;

	(void)state;
	ndup_reader_options_init(&options, sizeof options);
	options.format = "xml";
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, &error), NDUP_PARAM);
	assert_null(reader);
	for (i = 0; i < NUM_SAMPLES; i++)
		assert_non_null(strstr(error.text, samples[i].name));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_format_has_a_sample),
	    cmocka_unit_test(files_are_read_by_suffix_or_name),
	    cmocka_unit_test(pipes_are_read_by_their_first_bytes),
	    cmocka_unit_test(unknown_formats_are_told_the_known_ones),
	};

	return cmocka_run_group_tests_name(
	    "formats", tests, reading_enter, reading_leave);
}
