/*
 * json_check.cpp - values of a record that are passed over
 */
#include <utility>

#include "json_check.h"

extern "C" {
#include "scalar.h"
}

using simdjson::error_code;
using simdjson::SUCCESS;
namespace ondemand = simdjson::ondemand;

namespace
{

error_code
check_array(ondemand::value &value, unsigned depth)
{
	ondemand::array array;
	error_code error = value.get_array().get(array);

	if (error != SUCCESS)
		return error;
	for (auto item : array) {
		ondemand::value element;

		error = std::move(item).get(element);
		if (error == SUCCESS)
			error = json_check_value(element, depth);
		if (error != SUCCESS)
			return error;
	}
	return SUCCESS;
}

/* A key, from behind its first quote; that it is closed is known. */
bool
key_is_right(const char *begin)
{
	const char *end = begin;

	while (*end != '"')
		end += *end == '\\' ? 2 : 1;
	return scalar_is_string({begin - 1, (size_t)(end - begin) + 2});
}

error_code
check_object(ondemand::value &value, unsigned depth)
{
	ondemand::object object;
	error_code error = value.get_object().get(object);

	if (error != SUCCESS)
		return error;
	for (auto item : object) {
		ondemand::field field;

		error = std::move(item).get(field);
		if (error == SUCCESS && !key_is_right(field.key().raw()))
			error = simdjson::STRING_ERROR;
		if (error == SUCCESS)
			error = json_check_value(field.value(), depth);
		if (error != SUCCESS)
			return error;
	}
	return SUCCESS;
}

/* A string that is not taken would be passed over as a key, with a colon behind
 * it. */
error_code
check_string(ondemand::value &value)
{
	ondemand::raw_json_string string;

	if (!scalar_is_string(json_token(value)))
		return simdjson::STRING_ERROR;
	return value.get_raw_json_string().get(string);
}

} // namespace

error_code
json_check_value(ondemand::value &value, unsigned depth)
{
	ondemand::json_type type;
	error_code error = value.type().get(type);

	if (error != SUCCESS)
		return error;
	switch (type) {
	case ondemand::json_type::array:
		return depth < json_most_depth ? check_array(value, depth + 1)
					       : simdjson::DEPTH_ERROR;
	case ondemand::json_type::object:
		return depth < json_most_depth ? check_object(value, depth + 1)
					       : simdjson::DEPTH_ERROR;
	case ondemand::json_type::string:
		return check_string(value);
	case ondemand::json_type::number:
		return scalar_is_number(json_token(value))
			   ? SUCCESS
			   : simdjson::NUMBER_ERROR;
	default:
		return scalar_is_word(json_token(value)) ? SUCCESS
							 : simdjson::TAPE_ERROR;
	}
}
