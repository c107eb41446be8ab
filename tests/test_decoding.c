/*
 * test_decoding.c - text in other encodings is the same in whatever pieces its
 * bytes come
 *
 * Random bytes of the kind that such an encoding has, its shifts whole and
 * broken among them, are decoded at once and in pieces.  No piece has a byte
 * behind it.
 */
#include "random.h"

#include "input/encoding.h"

enum { MOST_BYTES = 80, ROUNDS = 3000, NUM_WAYS = 3 };

/* Shifts, buffered characters, several bytes: what iconv has of each kind.  One
 * that is not there is left out. */
static const char *const names[] = {"ISO-2022-JP", "ISO-2022-JP-2",
    "ISO-2022-JP-3", "ISO-2022-KR", "ISO-2022-CN", "ISO-2022-CN-EXT", "UTF-7",
    "IBM930", "EUC-JP", "EUC-JISX0213", "SHIFT_JISX0213", "SHIFT_JIS",
    "BIG5-HKSCS", "GB18030", "EUC-KR", "TCVN", "UTF-32", "UTF-16",
    "WINDOWS-1251"};

static const char *const bits[] = {"\x1b$B", "\x1b(B", "\x1b(J", "\x1b$@",
    "\x1b$(D", "\x1b.A", "\x1bN", "\x1b", "\x1b$", "\x0e", "\x0f", "\x1b$)C",
    "\x1b$)A", "\x1b$*H", "+", "-", "\n", "abc ", "\xa4\xab", "\x88\x62"};

static size_t
random_bytes(char *out)
{
	size_t len = 0, most = random_below(MOST_BYTES - 8), i;

	while (len < most) {
		if (random_percent(30))
			len += strlen(strcpy(out + len,
			    bits[random_below(sizeof bits / sizeof *bits)]));
		else if (random_percent(20))
			out[len++] = (char)random_next();
		else
			for (i = random_below(4); i > 0; i--)
				out[len++] = (char)(0x21 + random_below(0x5e));
	}
	return len;
}

/* What comes out, and how it is to be read. */
struct way {
	struct buffer text;
	uint64_t num_bad;
	size_t most; /* bytes of a piece */
};

static struct way ways[NUM_WAYS] = {
    {.most = MOST_BYTES}, {.most = 4}, {.most = 1}};

/* Decodes one piece, in memory of its own; returns the bytes used up. */
static size_t
decode_piece(
    struct decoding *decoding, const char *bytes, size_t size, bool last)
{
	char *copy = test_new(size, 1);
	size_t used;

	memcpy(copy, bytes, size);
	used = decoding_run(decoding, copy, size, last);
	assert_true(used <= size && (!last || used == size));
	free(copy);
	return used;
}

static void
read_way(
    struct way *way, const struct encoding *encoding, struct ndup_slice bytes)
{
	size_t at = 0, end = 0;
	struct decoding decoding;
	bool last = false;

	buffer_clear(&way->text);
	decoding_begin(&decoding, encoding, bytes.ptr, bytes.len);
	decoding.text = &way->text;
	while (!last) {
		end += way->most < bytes.len ? random_below(way->most + 1)
					     : bytes.len;
		end = end < bytes.len ? end : bytes.len;
		last = end == bytes.len;
		at += decode_piece(&decoding, bytes.ptr + at, end - at, last);
	}
	way->num_bad = decoding.num_bad;
}

static bool
same_bytes(const struct buffer *x, const struct buffer *y)
{
	return x->size == y->size &&
	       (x->size == 0 || memcmp(x->data, y->data, x->size) == 0);
}

static void
check_ways(
    const char *name, const struct encoding *encoding, struct ndup_slice bytes)
{
	bool same = true;
	size_t i;

	for (i = 0; i < NUM_WAYS; i++) {
		read_way(&ways[i], encoding, bytes);
		same = same && same_bytes(&ways[i].text, &ways[0].text) &&
		       ways[i].num_bad == ways[0].num_bad;
	}
	if (same)
		return;
	for (i = 0; i < bytes.len; i++)
		print_message("%02x", (unsigned char)bytes.ptr[i]);
	fail_msg(" as %s", name);
}

static void
pieces_make_no_difference(void **state)
{
	struct encoding encoding;
	char bytes[MOST_BYTES];
	size_t i, round;

	(void)state;
	random_begin();
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (encoding_open(&encoding, names[i], NULL) != NDUP_OK) {
			print_message("no %s here\n", names[i]);
			continue;
		}
		for (round = 0; round < ROUNDS; round++)
			check_ways(names[i], &encoding,
			    (struct ndup_slice){bytes, random_bytes(bytes)});
		encoding_close(&encoding);
	}
}

/* Where iconv itself goes wrong: it gave one code point for ever, and went back
 * before the first byte. */
static void
broken_text_comes_to_an_end(void **state)
{
	static const char endless[] = "[\x1b.ADSo/\x04\x37\x1b$@Z;\xa5\xfaH;p";
	static const char back[] = "ab\x1b$*H\x1bN\x1b\x0e\x1bN!\x1bN";
	struct encoding encoding;
	size_t len;

	(void)state;
	assert_int_equal(
	    encoding_open(&encoding, "EUC-JISX0213", NULL), NDUP_OK);
	for (len = 0; len < sizeof endless; len++)
		check_ways("EUC-JISX0213", &encoding,
		    (struct ndup_slice){endless, len});
	encoding_close(&encoding);
	assert_int_equal(
	    encoding_open(&encoding, "ISO-2022-CN-EXT", NULL), NDUP_OK);
	for (len = 0; len < sizeof back; len++)
		check_ways("ISO-2022-CN-EXT", &encoding,
		    (struct ndup_slice){back, len});
	encoding_close(&encoding);
}

static int
free_ways(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < NUM_WAYS; i++)
		buffer_free(&ways[i].text);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pieces_make_no_difference),
	    cmocka_unit_test(broken_text_comes_to_an_end),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("decoding", tests, NULL, free_ways);
}
