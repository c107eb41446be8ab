/*
 * json_take.h - values of a record that are wanted, as bytes
 *
 * C++, for json.cpp.
 */
#ifndef INPUT_JSON_TAKE_H
#define INPUT_JSON_TAKE_H

#include <string_view>

#include "json_check.h"

extern "C" {
#include "base/buffer.h"
}

/* What a value is. */
struct taken {
	struct ndup_slice bytes; /* ptr NULL: nothing of use */
	bool is_number;
	const char *not_text;
};

struct taker {
	struct buffer *joined; /* a text of several strings */
	unsigned depth;        /* values that the one looked at stands in */
	bool no_memory;
};

/* A key's text.  simdjson before 3.2 knows no argument here, and up to some
 * later version will not do without: false says that half a surrogate pair is
 * an error. */
template <typename Field>
auto
json_key_of(Field &field, int) -> decltype(field.unescaped_key(false))
{
	return field.unescaped_key(false);
}

template <typename Field>
auto
json_key_of(Field &field, long) -> decltype(field.unescaped_key())
{
	return field.unescaped_key();
}

inline simdjson::error_code
json_take_key(simdjson::ondemand::field &field, std::string_view &key)
{
	return json_key_of(field, 0).get(key);
}

/* Borrowed from the parser; but the strings of an array, which are one text
 * where that is wanted, from joined. */
simdjson::error_code json_take_value(
    struct taker *, simdjson::ondemand::value, bool as_text, struct taken *);

#endif
