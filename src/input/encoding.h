/*
 * encoding.h - bytes in some encoding in, UTF-8 out
 *
 * The encoding is told by a byte-order mark, else it is the one that the user
 * named, else UTF-8, which needs no conversion.
 */
#ifndef INPUT_ENCODING_H
#define INPUT_ENCODING_H

#include <iconv.h>

#include "base/buffer.h"
#include "ndup.h"

enum encoding_kind {
	ENCODING_UTF8, /* as it is */
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_UTF32LE,
	ENCODING_UTF32BE,
	ENCODING_BYTES, /* one byte, one code point: by table */
	ENCODING_ICONV,
};

enum { ENCODING_MARK = 4 }; /* bytes that encoding_begin() wants to see */

struct encoded_byte {
	char utf8[4];
	uint8_t size;
	bool is_bad; /* stands for no code point: U+FFFD */
};

/* What the user named. */
struct encoding {
	enum encoding_kind kind;
	bool shifts; /* bytes of ASCII may mean something else */
	struct encoded_byte table[256]; /* ENCODING_BYTES */
	iconv_t iconv; /* to UTF-32 in this machine's byte order */
	bool open;     /* iconv is */
};

/* One text on its way. */
struct decoding {
	const struct encoding *encoding;
	enum encoding_kind kind;
	struct buffer *text;
	uint64_t num_bad; /* bytes that do not decode, now U+FFFD */
};

/* name NULL: UTF-8.  NDUP_PARAM if nobody knows the name. */
enum ndup_status encoding_open(
    struct encoding *, const char *name, struct ndup_error *);
void encoding_close(struct encoding *);

/* Bytes of UTF-8's byte-order mark, if text begins with it; else 0. */
size_t encoding_mark_size(struct ndup_slice text);

/* Sets kind by the first bytes of a text; the rest of decoding is cleared. */
void decoding_begin(
    struct decoding *, const struct encoding *, const char *bytes, size_t size);

/*
 * Decodes and appends to text, which remembers a failed allocation.
 * Returns the bytes used up; the rest is the beginning of a code point, none
 * if last.  The result is the same in whatever pieces the bytes come.
 */
size_t decoding_run(
    struct decoding *, const char *bytes, size_t size, bool last);

#endif
