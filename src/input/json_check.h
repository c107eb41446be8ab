/*
 * json_check.h - values of a record that are passed over
 *
 * simdjson looks at no value that it is not asked for: these are checked here,
 * so that a record is JSON in all its parts or none.  C++, for json.cpp and
 * json_take.cpp.
 */
#ifndef INPUT_JSON_CHECK_H
#define INPUT_JSON_CHECK_H

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include "ndup.h"

constexpr unsigned json_most_depth = 1024; /* of values in values */

/* A value inside so many others is JSON. */
simdjson::error_code json_check_value(
    simdjson::ondemand::value &, unsigned depth);

inline bool
json_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* A scalar as it stands there, without the space behind it. */
inline struct ndup_slice
json_token(simdjson::ondemand::value &value)
{
	std::string_view view = value.raw_json_token();
	size_t len = view.size();

	while (len > 0 && json_is_space(view[len - 1]))
		len--;
	return {view.data(), len};
}

#endif
