/*
 * fuzz_encodings.c - any bytes as text in some encoding
 *
 * The first byte says which encoding, the second how large the pieces are in
 * which the others come.  The text and the number of bad bytes are the same for
 * the whole and for any pieces; the text is UTF-8.
 */
#include "input/encoding.h"
#include "utf8_check.h"

/* Of one byte and several, with shifts, with characters that wait for what
 * follows them, by iconv and without. */
static const char *const names[] = {"UTF-16LE", "UTF-16BE", "windows-1251",
    "ISO-8859-1", "SHIFT_JIS", "EUC-JP", "EUC-KR", "GB18030", "GBK", "BIG5",
    "BIG5-HKSCS", "EUC-JISX0213", "SHIFT_JISX0213", "CP1255", "CP1258", "TCVN",
    "UTF-32", "UTF-32BE", "UTF-7", "CP932", "JOHAB", "KOI8-R", "UTF-8", "HZ",
    "ISO-2022-KR", "ISO-2022-CN-EXT", "ISO-2022-JP", "ISO-2022-JP-2",
    "ISO-2022-JP-3"};

enum { NUM_NAMES = sizeof names / sizeof names[0] };

struct decoded {
	struct buffer text;
	uint64_t num_bad;
	enum encoding_kind kind;
};

/* NULL: iconv does not know it here. */
static const struct encoding *
encoding_of(unsigned choice)
{
	static struct encoding encodings[NUM_NAMES];
	static bool tried[NUM_NAMES], known[NUM_NAMES];
	unsigned i = choice % NUM_NAMES;

	if (!tried[i])
		known[i] =
		    encoding_open(&encodings[i], names[i], NULL) == NDUP_OK;
	tried[i] = true;
	return known[i] ? &encodings[i] : NULL;
}

/* The first piece is what encoding_begin() wants to see, or all there is. */
static size_t
first_size(size_t piece, size_t size)
{
	size_t first = piece > ENCODING_MARK ? piece : ENCODING_MARK;

	return first < size ? first : size;
}

/* Decodes in pieces of so many bytes; what is not used up comes again. */
static void
decode(const struct encoding *encoding, struct ndup_slice bytes, size_t piece,
    struct decoded *out)
{
	struct decoding decoding;
	size_t begin = 0, end = first_size(piece, bytes.len);
	struct ndup_slice held;

	memset(out, 0, sizeof *out);
	decoding_begin(&decoding, encoding, bytes.ptr, end);
	decoding.text = &out->text;
	for (;;) {
		held = fuzz_copy((struct fuzz_input){
		    (const uint8_t *)bytes.ptr + begin, end - begin});
		begin += decoding_run(
		    &decoding, held.ptr, held.len, end == bytes.len);
		free((char *)held.ptr);
		fuzz_require(begin <= end);
		if (end == bytes.len)
			break;
		end = bytes.len - end < piece ? bytes.len : end + piece;
	}
	fuzz_require(begin == bytes.len);
	fuzz_require(!out->text.failed);
	out->num_bad = decoding.num_bad;
	out->kind = decoding.kind;
}

static void
decoded_free(struct decoded *decoded)
{
	buffer_free(&decoded->text);
}

static bool
is_same_buffer(const struct buffer *x, const struct buffer *y)
{
	return x->size == y->size &&
	       (x->size == 0 || memcmp(x->data, y->data, x->size) == 0);
}

static void
check_whole(const struct decoded *decoded, size_t size)
{
	struct ndup_slice text = {decoded->text.data, decoded->text.size};
	size_t at = 0;
	int32_t code;

	if (decoded->kind == ENCODING_UTF8) {
		fuzz_require(text.len == size);
		return;
	}
	while (at < text.len) {
		at += utf8_code(text, at, &code);
		fuzz_require(code >= 0);
	}
	fuzz_require(decoded->num_bad <= size);
}

static void
check_same(const struct decoded *x, const struct decoded *y)
{
	fuzz_require(is_same_buffer(&x->text, &y->text));
	fuzz_require(x->num_bad == y->num_bad);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz_input input = {bytes, size};
	const struct encoding *encoding = encoding_of(fuzz_take(&input));
	size_t piece = 1 + fuzz_take(&input) % 16;
	struct ndup_slice text = {(const char *)input.bytes, input.size};
	struct decoded whole, other;

	if (encoding == NULL || text.len == 0)
		return 0;
	decode(encoding, text, text.len, &whole);
	check_whole(&whole, text.len);
	decode(encoding, text, piece, &other);
	check_same(&whole, &other);
	decoded_free(&other);
	decoded_free(&whole);
	return 0;
}
