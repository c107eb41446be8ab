/*
 * encoding.c - bytes in some encoding in, UTF-8 out
 *
 * UTF-16 and UTF-32 are decoded here: glibc's iconv remembers the byte order of
 * one text in the next.  An encoding of single bytes is asked for all its 256
 * code points once and then read by table, which is many times faster than
 * iconv.  All others go through iconv: in pieces of 256 bytes, but byte by byte
 * where bytes shift what others mean, since there, in broken text, iconv's
 * result depends on how its input was cut.  What does not decode becomes
 * U+FFFD, one for each bad byte (UTF-16: each bad unit).
 */
#include <endian.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>

#include "base/error.h"
#include "encoding.h"

/* Code points that a call of iconv has room for, the bytes that it gets (of
 * which none gives so many that there is too little room), and more behind
 * these that it can read. */
enum { CHUNK = 1024, PIECE = 256, PADDING = 16 };
enum { REPLACEMENT = 0xfffd };

static const char *
native_utf32(void)
{
	return BYTE_ORDER == LITTLE_ENDIAN ? "UTF-32LE" : "UTF-32BE";
}

/* Writes a code point as UTF-8; returns its bytes, at most 4. */
static size_t
encode_character(uint32_t code, char *out)
{
	return (size_t)utf8proc_encode_char(
	    (utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

/* The code point of one byte; false if it needs other bytes or context. */
static bool
ask_byte(iconv_t iconv_to, unsigned byte, uint32_t *code)
{
	char in = (char)byte, *from = &in, *to;
	uint32_t out[4];
	size_t in_size = 1, out_size = sizeof out, result;

	to = (char *)out;
	iconv(iconv_to, NULL, NULL, NULL, NULL);
	result = iconv(iconv_to, &from, &in_size, &to, &out_size);
	if (result == (size_t)-1 && errno == EILSEQ) {
		*code = REPLACEMENT;
		return true;
	}
	*code = out[0];
	return result != (size_t)-1 && out_size == sizeof out - sizeof out[0];
}

/* Asks for all bytes; whether each is a code point.  Where one of ASCII is none
 * it is the beginning of a shift, or of a character with a mark behind it. */
static bool
fill_table(struct encoding *encoding)
{
	struct encoded_byte *row = encoding->table;
	unsigned byte, num_bad = 0;
	bool all = true;
	uint32_t code;

	for (byte = 0; byte < 256; byte++, row++) {
		if (!ask_byte(encoding->iconv, byte, &code)) {
			encoding->shifts |= byte < 0x80;
			all = false;
			continue;
		}
		row->size = (uint8_t)encode_character(code, row->utf8);
		row->is_bad = code == REPLACEMENT;
		num_bad += row->is_bad;
	}
	/* more bad ones: bytes are only parts of characters */
	return all && num_bad <= 128;
}

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcasecmp(name, *names) == 0)
			return true;
	return false;
}

/* The encoding of units of two or four bytes that goes by this name; else
 * UTF-8. */
static enum encoding_kind
kind_by_name(const char *name)
{
	static const struct {
		const char *names[8];
		enum encoding_kind kind;
	} units[] = {
	    {{"UTF-16", "UTF16", "UTF-16LE", "UTF16LE", "UNICODE", NULL},
		ENCODING_UTF16LE},
	    {{"UTF-16BE", "UTF16BE", NULL}, ENCODING_UTF16BE},
	    {{"UTF-32", "UTF32", "UTF-32LE", "UTF32LE", "UCS-4LE", NULL},
		ENCODING_UTF32LE},
	    {{"UTF-32BE", "UTF32BE", "UCS-4", "UCS-4BE", NULL},
		ENCODING_UTF32BE},
	};
	size_t i;

	for (i = 0; i < sizeof units / sizeof units[0]; i++)
		if (is_one_of(name, units[i].names))
			return units[i].kind;
	return ENCODING_UTF8;
}

enum ndup_status
encoding_open(
    struct encoding *encoding, const char *name, struct ndup_error *error)
{
	static const char *const utf8[] = {"UTF-8", "UTF8", NULL};

	*encoding = (struct encoding){.kind = ENCODING_UTF8};
	if (name == NULL || is_one_of(name, utf8))
		return NDUP_OK;
	encoding->kind = kind_by_name(name);
	if (encoding->kind != ENCODING_UTF8)
		return NDUP_OK;
	encoding->iconv = (iconv_t)-1; /* "" would be the locale's */
	if (*name != '\0')
		encoding->iconv = iconv_open(native_utf32(), name);
	if (encoding->iconv == (iconv_t)-1)
		return error_set(error, NDUP_PARAM,
		    "unknown encoding \"%s\": give a name that iconv -l lists, "
		    "for example windows-1251",
		    name);
	encoding->open = true;
	encoding->kind = fill_table(encoding) ? ENCODING_BYTES : ENCODING_ICONV;
	return NDUP_OK;
}

void
encoding_close(struct encoding *encoding)
{
	if (encoding->open)
		iconv_close(encoding->iconv);
	encoding->open = false;
}

static bool
is_wide(enum encoding_kind kind)
{
	return kind == ENCODING_UTF32LE || kind == ENCODING_UTF32BE;
}

size_t
encoding_mark_size(struct ndup_slice text)
{
	return text.len >= 3 && memcmp(text.ptr, "\xef\xbb\xbf", 3) == 0 ? 3
									 : 0;
}

/* The mark of UTF-32 begins like that of UTF-16: it counts where UTF-32 was
 * named. */
static enum encoding_kind
kind_by_mark(const struct encoding *encoding, const char *bytes, size_t size)
{
	if (is_wide(encoding->kind)) {
		if (size >= 4 && memcmp(bytes, "\xff\xfe\0\0", 4) == 0)
			return ENCODING_UTF32LE;
		if (size >= 4 && memcmp(bytes, "\0\0\xfe\xff", 4) == 0)
			return ENCODING_UTF32BE;
		return encoding->kind;
	}
	if (encoding_mark_size((struct ndup_slice){bytes, size}) > 0)
		return ENCODING_UTF8;
	if (size >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
		return ENCODING_UTF16LE;
	if (size >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		return ENCODING_UTF16BE;
	return encoding->kind;
}

void
decoding_begin(struct decoding *decoding, const struct encoding *encoding,
    const char *bytes, size_t size)
{
	*decoding = (struct decoding){.encoding = encoding};
	decoding->kind = kind_by_mark(encoding, bytes, size);
	if (decoding->kind == ENCODING_ICONV)
		iconv(encoding->iconv, NULL, NULL, NULL, NULL);
}

/* Room for so many code points was reserved. */
static void
encoding_put(struct decoding *decoding, uint32_t code)
{
	struct buffer *text = decoding->text;

	if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		code = REPLACEMENT;
	text->size += encode_character(code, text->data + text->size);
}

static void
put_bad(struct decoding *decoding, size_t num_bytes)
{
	encoding_put(decoding, REPLACEMENT);
	decoding->num_bad += num_bytes;
}

static bool
encoding_reserve(struct decoding *decoding, size_t num_codes)
{
	return num_codes < SIZE_MAX / 4 &&
	       buffer_reserve(decoding->text, 4 * num_codes);
}

static size_t
run_bytes(struct decoding *decoding, const unsigned char *bytes, size_t size)
{
	const struct encoded_byte *table = decoding->encoding->table, *row;
	struct buffer *text = decoding->text;
	char *out;
	size_t i;

	if (size == 0 || !encoding_reserve(decoding, size))
		return size;
	out = text->data + text->size;
	for (i = 0; i < size; i++) {
		row = &table[bytes[i]];
		memcpy(out, row->utf8, sizeof row->utf8);
		out += row->size;
		decoding->num_bad += row->is_bad;
	}
	text->size = (size_t)(out - text->data);
	return size;
}

static uint32_t
unit(const struct decoding *decoding, const unsigned char *bytes)
{
	return decoding->kind == ENCODING_UTF16LE
		   ? bytes[0] | (uint32_t)bytes[1] << 8
		   : bytes[1] | (uint32_t)bytes[0] << 8;
}

static size_t
run_utf16(struct decoding *decoding, const unsigned char *bytes, size_t size,
    bool last)
{
	uint32_t high, low;
	size_t i;

	if (!encoding_reserve(decoding, size / 2 + 1))
		return size;
	for (i = 0; size - i >= 2; i += 2) {
		high = unit(decoding, bytes + i);
		if (high < 0xd800 || high >= 0xe000) {
			encoding_put(decoding, high);
			continue;
		}
		if (high < 0xdc00 && size - i < 4 && !last)
			return i;
		low = size - i >= 4 ? unit(decoding, bytes + i + 2) : 0;
		if (high >= 0xdc00 || low < 0xdc00 || low >= 0xe000) {
			put_bad(decoding, 2);
			continue;
		}
		encoding_put(
		    decoding, 0x10000 + ((high - 0xd800) << 10) + low - 0xdc00);
		i += 2;
	}
	if (!last || i == size)
		return i;
	put_bad(decoding, 1);
	return size;
}

static uint32_t
wide_unit(const struct decoding *decoding, const unsigned char *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof value);
	return decoding->kind == ENCODING_UTF32LE ? le32toh(value)
						  : be32toh(value);
}

static size_t
run_utf32(struct decoding *decoding, const unsigned char *bytes, size_t size,
    bool last)
{
	uint32_t code;
	size_t i;

	if (!encoding_reserve(decoding, size / 4 + 1))
		return size;
	for (i = 0; size - i >= 4; i += 4) {
		code = wide_unit(decoding, bytes + i);
		if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
			put_bad(decoding, 4);
		else
			encoding_put(decoding, code);
	}
	if (!last || i == size)
		return i;
	put_bad(decoding, size - i);
	return size;
}

static void
put_codes(struct decoding *decoding, const uint32_t *codes, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++)
		encoding_put(decoding, codes[i]);
}

/* Input that is left. */
struct rest {
	const char *at;
	size_t size;
};

/*
 * Hands the next num bytes, 1 to PIECE, to iconv; its errno value, or 0.  What
 * glibc does wrong does no harm here: with little room its EUC-JISX0213 writes
 * the same code point for ever; in broken ISO-2022-CN-EXT it goes back before
 * the first byte, or takes the bad one and what is not there.
 */
static int
call_iconv(struct decoding *decoding, struct rest *rest, size_t num)
{
	char bytes[PIECE + PADDING] = {0}, *in = bytes;
	uint32_t codes[CHUNK];
	char *out = (char *)codes;
	size_t left = num, out_size = sizeof codes, taken = 0;
	int why = 0;

	memcpy(bytes, rest->at, num);
	if (iconv(decoding->encoding->iconv, &in, &left, &out, &out_size) ==
	    (size_t)-1)
		why = errno;
	if (in > bytes)
		taken = (size_t)(in - bytes);
	if (taken > num || (taken == num && why != 0))
		taken = why != 0 ? num - 1 : num;
	rest->at += taken;
	rest->size -= taken;
	put_codes(decoding, codes, CHUNK - out_size / sizeof codes[0]);
	return why;
}

/* What iconv keeps back of a character that might still change. */
static void
flush_iconv(struct decoding *decoding)
{
	uint32_t codes[4];
	size_t out_size = sizeof codes;
	char *out = (char *)codes;

	iconv(decoding->encoding->iconv, NULL, NULL, &out, &out_size);
	put_codes(decoding, codes, 4 - out_size / sizeof codes[0]);
}

/* Decodes some; false if the rest has to wait for more bytes.  A character, or
 * a shift, are the fewest bytes that iconv takes. */
static bool
step_iconv(struct decoding *decoding, struct rest *rest, bool last)
{
	size_t before = rest->size,
	       num = decoding->encoding->shifts ? 1 : PIECE;
	int why;

	if (!encoding_reserve(decoding, CHUNK + 5))
		return false;
	num = num < before ? num : before;
	why = call_iconv(decoding, rest, num);
	while (why == EINVAL && rest->size == before && num < before &&
	       num < PIECE)
		why = call_iconv(decoding, rest, ++num);
	if (why == EINVAL && !last && num == before)
		return false;
	if (why == EILSEQ || (why != 0 && rest->size == before)) {
		flush_iconv(decoding);
		put_bad(decoding, 1);
		rest->at++;
		rest->size--;
	}
	return rest->size > 0;
}

static size_t
run_iconv(struct decoding *decoding, const char *bytes, size_t size, bool last)
{
	struct rest rest = {bytes, size};

	while (rest.size > 0 && step_iconv(decoding, &rest, last))
		continue;
	if (last && encoding_reserve(decoding, 4))
		flush_iconv(decoding);
	return decoding->text->failed ? size : size - rest.size;
}

size_t
decoding_run(
    struct decoding *decoding, const char *bytes, size_t size, bool last)
{
	const unsigned char *units = (const unsigned char *)bytes;

	switch (decoding->kind) {
	case ENCODING_UTF16LE:
	case ENCODING_UTF16BE:
		return run_utf16(decoding, units, size, last);
	case ENCODING_UTF32LE:
	case ENCODING_UTF32BE:
		return run_utf32(decoding, units, size, last);
	case ENCODING_BYTES:
		return run_bytes(decoding, units, size);
	case ENCODING_ICONV:
		return run_iconv(decoding, bytes, size, last);
	case ENCODING_UTF8:
		break;
	}
	buffer_add(decoding->text, bytes, size);
	return size;
}
