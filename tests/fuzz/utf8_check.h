/*
 * utf8_check.h - bytes of reports and places in texts, seen by utf8proc
 */
#ifndef TESTS_FUZZ_UTF8_CHECK_H
#define TESTS_FUZZ_UTF8_CHECK_H

#include <utf8proc.h>

#include "fuzz.h"

/* The code point here; negative if there is none.  Returns its bytes, 1 for
 * what is none. */
static inline size_t
utf8_code(struct ndup_slice text, size_t at, int32_t *code)
{
	utf8proc_ssize_t size;

	size = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
	    (utf8proc_ssize_t)(text.len - at), code);
	return size > 0 ? (size_t)size : 1;
}

/* No byte inside a code point; bytes that are no UTF-8 are points of their
 * own. */
static inline bool
utf8_is_border(struct ndup_slice text, size_t at)
{
	int32_t code;
	size_t back;

	for (back = 1; back <= 3 && back <= at; back++) {
		if (utf8_code(text, at - back, &code) > back)
			return false;
	}
	return at <= text.len;
}

static inline void
utf8_check_span(struct ndup_slice text, struct ndup_span span)
{
	fuzz_require(span.begin <= span.end && span.end <= text.len);
	fuzz_require(utf8_is_border(text, span.begin));
	fuzz_require(utf8_is_border(text, span.end));
}

/* Characters that change how what stands around them is shown. */
static inline bool
utf8_turns_text(int32_t code)
{
	return (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

/*
 * Valid UTF-8 in which nothing but these ASCII controls stands, no controls of
 * a terminal in one code point, and nothing that turns text around.
 */
static inline void
utf8_check_harmless(struct ndup_slice text, const char *controls)
{
	size_t at, size;
	int32_t code;

	for (at = 0; at < text.len; at += size) {
		size = utf8_code(text, at, &code);
		fuzz_require(code > 0);
		fuzz_require(code >= 0x20 || strchr(controls, code) != NULL);
		fuzz_require(code < 0x7f || code >= 0xa0);
		fuzz_require(!utf8_turns_text(code));
	}
}

#endif
