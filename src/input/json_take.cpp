/*
 * json_take.cpp - values of a record that are wanted, as bytes
 */
#include <utility>

#include "json_take.h"

extern "C" {
#include "scalar.h"
}

using simdjson::error_code;
using simdjson::SUCCESS;
namespace ondemand = simdjson::ondemand;

namespace
{

error_code
take_string(ondemand::value value, struct taken *taken)
{
	std::string_view view;
	error_code error = value.get_string().get(view);

	if (error != SUCCESS)
		return error;
	taken->bytes = {view.data(), view.size()};
	if (view.empty())
		*taken = {{nullptr, 0}, false, "empty"};
	return SUCCESS;
}

/* An element of an array, if it is a string. */
error_code
take_element(struct taker *taker, ondemand::value value, struct taken *taken)
{
	ondemand::json_type type;
	error_code error = value.type().get(type);

	if (error != SUCCESS)
		return error;
	if (type == ondemand::json_type::string)
		return take_string(value, taken);
	return json_check_value(value, taker->depth + 1);
}

/* Strings, with an empty line between them: the paragraphs of a text. */
error_code
join_strings(struct taker *taker, ondemand::array array)
{
	struct buffer *joined = taker->joined;

	buffer_clear(joined);
	for (auto item : array) {
		ondemand::value value;
		struct taken taken = {};
		error_code error = std::move(item).get(value);

		if (error == SUCCESS)
			error = take_element(taker, value, &taken);
		if (error != SUCCESS)
			return error;
		if (taken.bytes.ptr == nullptr)
			continue;
		if (joined->size > 0)
			buffer_string(joined, "\n\n");
		buffer_slice(joined, taken.bytes);
	}
	return SUCCESS;
}

error_code
take_array(struct taker *taker, ondemand::value value, struct taken *taken)
{
	struct buffer *joined = taker->joined;
	ondemand::array array;
	error_code error = value.get_array().get(array);

	if (error == SUCCESS)
		error = join_strings(taker, array);
	if (error != SUCCESS)
		return error;
	taker->no_memory = taker->no_memory || joined->failed;
	if (joined->size > 0)
		taken->bytes = {joined->data, joined->size};
	else
		taken->not_text = "an array without strings";
	return SUCCESS;
}

/* {"name": "Reuters", ...} as a source, {"$oid": ...} as an id: the better
 * names first. */
constexpr std::string_view inner_names[] = {"name", "title", "id", "$oid"};
constexpr size_t num_inner_names = sizeof inner_names / sizeof inner_names[0];

/* A member of an object, if it is a string of a name before best. */
error_code
take_member(struct taker *taker, ondemand::field field, size_t *best,
    struct taken *taken)
{
	std::string_view key;
	ondemand::json_type type;
	size_t rank = 0;
	error_code error = json_take_key(field, key);

	if (error == SUCCESS)
		error = field.value().type().get(type);
	if (error != SUCCESS)
		return error;
	while (rank < *best && key != inner_names[rank])
		rank++;
	if (rank >= *best || type != ondemand::json_type::string)
		return json_check_value(field.value(), taker->depth + 1);
	error = take_string(field.value(), taken);
	if (error == SUCCESS && taken->bytes.ptr != nullptr)
		*best = rank;
	return error;
}

error_code
take_object(struct taker *taker, ondemand::value value, struct taken *taken)
{
	size_t best = num_inner_names;
	ondemand::object object;
	error_code error = value.get_object().get(object);

	taken->not_text = "an object";
	if (error != SUCCESS)
		return error;
	for (auto item : object) {
		ondemand::field field;

		error = std::move(item).get(field);
		if (error == SUCCESS)
			error = take_member(taker, field, &best, taken);
		if (error != SUCCESS)
			return error;
	}
	return SUCCESS;
}

error_code
take_number(ondemand::value value, struct taken *taken)
{
	struct ndup_slice token = json_token(value);

	if (!scalar_is_number(token))
		return simdjson::NUMBER_ERROR;
	*taken = {token, true, "a number"};
	return SUCCESS;
}

/* true, false or null, which are of no use. */
error_code
take_word(ondemand::value value, struct taken *taken)
{
	struct ndup_slice token = json_token(value);

	if (!scalar_is_word(token))
		return simdjson::TAPE_ERROR;
	taken->not_text = *token.ptr == 'n' ? "null" : "true or false";
	return SUCCESS;
}

} // namespace

error_code
json_take_value(struct taker *taker, ondemand::value value, bool as_text,
    struct taken *taken)
{
	ondemand::json_type type;
	error_code error = value.type().get(type);

	if (error != SUCCESS)
		return error;
	switch (type) {
	case ondemand::json_type::string:
		return take_string(value, taken);
	case ondemand::json_type::number:
		return take_number(value, taken);
	case ondemand::json_type::array:
		if (as_text)
			return take_array(taker, value, taken);
		taken->not_text = "an array";
		return json_check_value(value, taker->depth);
	case ondemand::json_type::object:
		return take_object(taker, value, taken);
	default:
		return take_word(value, taken);
	}
}
