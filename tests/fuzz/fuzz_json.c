/*
 * fuzz_json.c - any bytes as one record
 *
 * The first byte says which fields are wanted, the others are the record.  It
 * is taken if it is one JSON object, and else is not: whichever fields those
 * bytes are in that are no JSON.  Half a surrogate pair and what is no UTF-8
 * are mended, and what was mended is JSON.  Strings come out as UTF-8.
 */
#include "base/memory.h"
#include "input/json.h"
#include "input/article.h"
#include "json_check.h"
#include "utf8_check.h"

static const struct ndup_reader_options no_paths;
static const struct ndup_reader_options some_paths = {
    .text_field = "a.b", .id_field = "a", .date_field = "a.a.a"};

static struct json_parser *
parser_of(unsigned choice)
{
	static struct fields fields[2];
	static struct json_parser *parsers[2];
	unsigned i = choice % 2;

	if (parsers[i] == NULL) {
		fields_init(&fields[i], i == 0 ? &no_paths : &some_paths);
		parsers[i] = json_new(&fields[i]);
		fuzz_require(parsers[i] != NULL);
	}
	return parsers[i];
}

/* Behind the record stands what would go on with it. */
static struct ndup_slice
padded(struct fuzz_input input)
{
	char *copy = malloc(input.size + JSON_PADDING);

	fuzz_require(copy != NULL);
	if (input.size > 0)
		memcpy(copy, input.bytes, input.size);
	memset(copy + input.size, '}', JSON_PADDING);
	return (struct ndup_slice){copy, input.size};
}

static bool
is_object(struct ndup_slice record)
{
	struct ndup_slice rest = record;

	json_take_space(&rest);
	return json_take(&rest, "{") && json_is_valid(record);
}

/* More than the check, which is recursive, goes down. */
static bool
is_deep(struct ndup_slice record)
{
	size_t num = 0, i;

	for (i = 0; i < record.len; i++)
		num += record.ptr[i] == '{' || record.ptr[i] == '[';
	return num >= JSON_DEEPEST;
}

static bool
is_utf8(struct ndup_slice text)
{
	size_t at;
	int32_t code;

	for (at = 0; at < text.len;) {
		at += utf8_code(text, at, &code);
		if (code < 0)
			return false;
	}
	return true;
}

/* A number as it stands there, or what was in a string. */
static void
check_values(const struct field_values *record)
{
	unsigned i;

	for (i = 0; i < NUM_FIELDS; i++) {
		if (record->values[i].ptr == NULL)
			continue;
		fuzz_require(record->values[i].len > 0);
		fuzz_require(is_utf8(record->values[i]));
	}
}

static void
check_mended(struct json_parser *parser, struct ndup_slice bytes)
{
	struct buffer mended = {0};
	struct field_values record;
	enum json_result result;
	uint64_t num_mended = repair_record(bytes, &mended);

	fuzz_require(buffer_reserve(&mended, JSON_PADDING));
	result = json_parse(
	    parser, (struct ndup_slice){mended.data, mended.size}, &record);
	fuzz_require((result == JSON_OK) == is_object(bytes));
	fuzz_require(result != JSON_OK || num_mended > 0);
	if (result == JSON_OK)
		check_values(&record);
	buffer_free(&mended);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz_input input = {bytes, size};
	struct json_parser *parser = parser_of(fuzz_take(&input));
	struct ndup_slice copy = padded(input);
	struct field_values record;
	enum json_result result = json_parse(parser, copy, &record);

	fuzz_require(result != JSON_NOMEM);
	if (is_deep(copy)) {
		free((char *)copy.ptr);
		return 0;
	}
	if (result == JSON_OK) {
		fuzz_require(is_utf8(copy) && is_object(copy));
		check_values(&record);
	} else {
		fuzz_require(record.reason != NULL);
	}
	if (result == JSON_BROKEN)
		fuzz_require(!is_object(copy));
	if (result == JSON_REPAIR)
		check_mended(parser, copy);
	free((char *)copy.ptr);
	return 0;
}
