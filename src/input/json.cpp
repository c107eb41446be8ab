/*
 * json.cpp - the fields of one JSON record, by simdjson
 *
 * With json_take.cpp and json_check.cpp the only C++ in the library: simdjson
 * reads news records several times faster than the parsers in C that were
 * tried.  An object is run through once, in the order of its fields; a value is
 * taken where its name is a better one than what was taken before, and checked
 * where it is passed over.  Nothing here throws.
 */
#include <new>
#include <string_view>
#include <utility>

#include "json_take.h"

extern "C" {
#include "base/memory.h"
#include "fields.h"
}
#include "json.h"

using simdjson::error_code;
using simdjson::SUCCESS;
namespace ondemand = simdjson::ondemand;

static_assert(JSON_PADDING >= simdjson::SIMDJSON_PADDING, "padding");

struct json_parser {
	ondemand::parser parser;
	const struct fields *fields;
	struct buffer joined; /* a text of several strings */
	struct buffer alone;  /* a broken record, with nothing behind it */
};

namespace
{

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
constexpr size_t smallest = 1024; /* cheaply */
#else
constexpr size_t smallest = 64 * 1024;
#endif

/* Where the fields of one object belong. */
struct level {
	const char *paths[NUM_FIELDS]; /* what remains of each; or NULL */
	unsigned depth;
};

/* Which fields a value is wanted for. */
struct wanted {
	bool fields[NUM_FIELDS];
	unsigned rank[NUM_FIELDS];
	bool any;
};

struct scan {
	struct json_parser *json;
	struct field_values *record;
	unsigned rank[NUM_FIELDS]; /* of what was taken */
	unsigned not_text_rank;
	struct taker taker;
};

/* A key at the top whose field goes by usual names. */
void
want_usual(struct scan *scan, struct ndup_slice key, struct wanted *wanted)
{
	const struct field_name *name =
	    fields_find_usual(scan->json->fields, key);

	if (name == nullptr || name->rank >= scan->rank[name->field])
		return;
	wanted->fields[name->field] = true;
	wanted->rank[name->field] = name->rank;
	wanted->any = true;
}

/*
 * Keys that are the rest of a path are wanted; where one is only its first
 * part, below says what remains of the path.  A literal key with dots is the
 * better match than a nested one.  Returns whether to go down.
 */
bool
want_paths(struct scan *scan, const struct level *level, struct ndup_slice key,
    struct wanted *wanted, struct level *below)
{
	bool down = false;

	for (unsigned i = 0; i < NUM_FIELDS; i++) {
		const char *rest = level->paths[i];

		if (rest != nullptr)
			rest = fields_match_path(rest, key);
		if (rest == nullptr)
			continue;
		if (*rest != '\0') {
			below->paths[i] = rest;
			down = true;
		} else if (level->depth < scan->rank[i]) {
			wanted->fields[i] = true;
			wanted->rank[i] = level->depth;
			wanted->any = true;
		}
	}
	return down;
}

void
keep_value(
    struct scan *scan, const struct wanted *wanted, const struct taken *taken)
{
	for (unsigned i = 0; i < NUM_FIELDS; i++) {
		if (!wanted->fields[i] || taken->bytes.ptr == nullptr)
			continue;
		scan->record->values[i] = taken->bytes;
		scan->rank[i] = wanted->rank[i];
		if (i == FIELD_DATE)
			scan->record->date_is_number = taken->is_number;
	}
}

/* An object whose name is a text's: its name or id is no text. */
void
keep_not_text(struct scan *scan, const struct wanted *wanted,
    struct ndup_slice key, const struct taken *taken)
{
	if (!wanted->fields[FIELD_TEXT] || taken->not_text == nullptr ||
	    wanted->rank[FIELD_TEXT] >= scan->not_text_rank)
		return;
	scan->not_text_rank = wanted->rank[FIELD_TEXT];
	scan->record->not_text = taken->not_text;
	scan->record->not_text_name = key;
}

error_code scan_object(struct scan *, ondemand::object, const struct level *);

error_code
scan_below(struct scan *scan, ondemand::value value, const struct level *below)
{
	ondemand::json_type type;
	ondemand::object object;
	error_code error = value.type().get(type);

	if (error == SUCCESS && type != ondemand::json_type::object)
		return json_check_value(value, below->depth);
	if (error == SUCCESS)
		error = value.get_object().get(object);
	return error == SUCCESS ? scan_object(scan, object, below) : error;
}

error_code
scan_field(struct scan *scan, ondemand::field field, const struct level *level)
{
	struct wanted wanted = {};
	struct level below = {{}, level->depth + 1};
	struct taken taken = {};
	struct ndup_slice key;
	std::string_view view;
	error_code error = json_take_key(field, view);

	if (error != SUCCESS)
		return error;
	key = {view.data(), view.size()};
	if (level->depth == 0)
		want_usual(scan, key, &wanted);
	if (scan->json->fields->any_path &&
	    want_paths(scan, level, key, &wanted, &below))
		return scan_below(scan, field.value(), &below);
	scan->taker.depth = below.depth;
	if (!wanted.any)
		return json_check_value(field.value(), scan->taker.depth);
	error = json_take_value(
	    &scan->taker, field.value(), wanted.fields[FIELD_TEXT], &taken);
	if (error != SUCCESS)
		return error;
	keep_not_text(scan, &wanted, key, &taken);
	if (taken.not_text != nullptr)
		wanted.fields[FIELD_TEXT] = false;
	keep_value(scan, &wanted, &taken);
	return SUCCESS;
}

error_code
scan_object(
    struct scan *scan, ondemand::object object, const struct level *level)
{
	for (auto item : object) {
		ondemand::field field;
		error_code error = std::move(item).get(field);

		if (error == SUCCESS)
			error = scan_field(scan, field, level);
		if (error != SUCCESS)
			return error;
	}
	return SUCCESS;
}

/* The record is one object and nothing else. */
error_code
scan_record(struct scan *scan, struct ndup_slice bytes)
{
	struct level level = {{}, 0};
	ondemand::document document;
	ondemand::object object;
	const char *behind;
	error_code error =
	    scan->json->parser
		.iterate(bytes.ptr, bytes.len, bytes.len + JSON_PADDING)
		.get(document);

	if (error == SUCCESS)
		error = document.get_object().get(object);
	for (unsigned i = 0; i < NUM_FIELDS; i++)
		level.paths[i] = scan->json->fields->paths[i];
	if (error == SUCCESS)
		error = scan_object(scan, object, &level);
	if (error == SUCCESS &&
	    document.current_location().get(behind) == SUCCESS)
		return simdjson::TAPE_ERROR;
	return error;
}

/* Behind the record's end simdjson may see what comes next: which of two errors
 * it gives there is by chance. */
const char *
reason_of_marks(struct ndup_slice record)
{
	while (record.len > 0 && json_is_space(record.ptr[record.len - 1]))
		record.len--;
	if (record.len == 0 || record.ptr[record.len - 1] != '}')
		return "not valid JSON: it does not end in a closing brace";
	return "not valid JSON: a comma, colon, quote or bracket is missing or "
	       "misplaced";
}

const char *
reason_of(error_code error, struct ndup_slice record)
{
	switch (error) {
	case simdjson::INCORRECT_TYPE:
		return "not an object";
	case simdjson::UNCLOSED_STRING:
		return "not valid JSON: a string is not closed";
	case simdjson::UNESCAPED_CHARS:
		return "not valid JSON: a control character or line end "
		       "inside a string";
	case simdjson::STRING_ERROR:
		return "not valid JSON: a bad escape in a string";
	case simdjson::NUMBER_ERROR:
		return "not valid JSON: a bad number";
	case simdjson::DEPTH_ERROR:
		return "more than 1024 levels of brackets";
	case simdjson::UTF8_ERROR:
		return "not UTF-8";
	default:
		return reason_of_marks(record);
	}
}

error_code
scan_begin(struct scan *scan, struct ndup_slice bytes)
{
	for (unsigned i = 0; i < NUM_FIELDS; i++)
		scan->rank[i] = FIELD_NO_RANK;
	*scan->record = {};
	return scan_record(scan, bytes);
}

/*
 * Why a record is broken.  If a closing brace stands behind it, simdjson counts
 * brackets before anything else: what it says is not to hang on the next
 * record.
 */
error_code
scan_alone(struct scan *scan, struct ndup_slice bytes)
{
	static const char behind[JSON_PADDING] = {};
	struct buffer *alone = &scan->json->alone;

	buffer_clear(alone);
	buffer_slice(alone, bytes);
	buffer_slice(alone, {behind, sizeof behind});
	if (alone->failed)
		return simdjson::MEMALLOC;
	return scan_begin(scan, {alone->data, bytes.len});
}

/* Grows in steps, so that records a little longer each time cost little. */
bool
parser_reserve(struct json_parser *json, size_t size)
{
	size_t room = size < smallest ? smallest : size + size / 4;

	return size <= json->parser.capacity() ||
	       json->parser.allocate(room, json_most_depth) == SUCCESS;
}

/*
 * simdjson chooses its kernels when they are first wanted, and ends the program
 * if there is no memory for their names then.  So they are wanted before
 * main(): a reader can fail without harm, a program that has begun cannot.
 */
__attribute__((constructor)) void
choose_kernels()
{
	volatile bool is_valid = simdjson::validate_utf8("", 0);

	(void)is_valid; /* volatile: the call stays */
}

} // namespace

struct json_parser *
json_new(const struct fields *fields)
{
	void *room = memory_new(1, sizeof(struct json_parser));
	struct json_parser *json;

	if (room == nullptr)
		return nullptr;
	json = new (room) json_parser();
	json->fields = fields;
	return json;
}

enum json_result
json_parse(struct json_parser *json, struct ndup_slice bytes,
    struct field_values *record)
{
	struct scan scan = {
	    json, record, {}, FIELD_NO_RANK, {&json->joined, 0, false}};
	error_code error;

	if (!parser_reserve(json, bytes.len))
		return JSON_NOMEM;
	error = scan_begin(&scan, bytes);
	if (error != SUCCESS && bytes.ptr[bytes.len] == '}')
		error = scan_alone(&scan, bytes);
	if (error == simdjson::MEMALLOC || scan.taker.no_memory)
		return JSON_NOMEM;
	if (error == SUCCESS)
		return JSON_OK;
	record->reason = reason_of(error, bytes);
	if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR)
		return JSON_REPAIR;
	return JSON_BROKEN;
}

void
json_free(struct json_parser *json)
{
	if (json == nullptr)
		return;
	buffer_free(&json->joined);
	buffer_free(&json->alone);
	json->~json_parser();
	memory_free(json);
}

bool
json_is_utf8(struct ndup_slice bytes)
{
	return simdjson::validate_utf8(bytes.ptr, bytes.len);
}
