/*
 * encoding.h - bytes in some encoding in, UTF-8 out
 *
 * The encoding is told by a byte-order mark, else it is the one that the user
 * named, else UTF-8, which needs no conversion.  For each code point that
 * comes out, the number of bytes that it had can be noted, so that offsets in
 * the text can be told as offsets in the file.
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

/* What the user named. */
struct encoding {
	enum encoding_kind kind;
	bool shifts;         /* bytes of ASCII may mean something else */
	uint32_t table[256]; /* ENCODING_BYTES: code points, 0xfffd: none */
	iconv_t iconv;       /* to UTF-32 in this machine's byte order */
	bool open;           /* iconv is */
};

/* One text on its way. */
struct decoding {
	const struct encoding *encoding;
	enum encoding_kind kind;
	struct buffer *text;
	struct buffer *widths; /* one byte a code point; NULL: not wanted */
	unsigned carry;        /* bytes read whose code point is to come */
	uint64_t num_bad;      /* bytes that do not decode, now U+FFFD */
};

/* name NULL: UTF-8.  NDUP_PARAM if nobody knows the name. */
enum ndup_status encoding_open(
    struct encoding *, const char *name, struct ndup_error *);
void encoding_close(struct encoding *);

/* Sets kind by the first bytes of a text; the rest of decoding is cleared. */
void decoding_begin(
    struct decoding *, const struct encoding *, const char *bytes, size_t size);

/*
 * Decodes and appends to text and widths, which remember a failed allocation.
 * Returns the bytes used up; the rest is the beginning of a code point, none
 * if last.  The result is the same in whatever pieces the bytes come.
 */
size_t decoding_run(
    struct decoding *, const char *bytes, size_t size, bool last);

#endif
