/*
 * test_kernels.c - all variants of the tokeniser agree, token for token
 *
 * On random text of many kinds, cut anywhere, and on real text.  Variants that
 * this processor has not got are left out.
 */
#include <unistd.h>

#include "random.h"

#include "text/tokenise.h"

enum { SEED = 42, MOST = 1024, MOST_ARTICLES = 400 };

static struct tokeniser tokenisers[NUM_KERNELS];

static int
set_up(void **state)
{
	enum kernel kernel;

	(void)state;
	assert_true(kernel_works(KERNEL_BEST));
	assert_true(kernel_works(KERNEL_PORTABLE));
	for (kernel = 0; kernel < NUM_KERNELS; kernel++) {
		tokenisers[kernel].seed = SEED;
		tokenisers[kernel].kernel = kernel;
	}
	return 0;
}

static int
tear_down(void **state)
{
	enum kernel kernel;

	(void)state;
	for (kernel = 0; kernel < NUM_KERNELS; kernel++)
		tokeniser_free(&tokenisers[kernel]);
	return 0;
}

static void
assert_same(const struct tokeniser *x, const struct tokeniser *y)
{
	assert_int_equal(x->num_tokens, y->num_tokens);
	if (x->num_tokens == 0)
		return;
	assert_memory_equal(
	    x->tokens, y->tokens, x->num_tokens * sizeof *x->tokens);
	assert_memory_equal(
	    x->spans, y->spans, x->num_tokens * sizeof *x->spans);
}

static void
check(struct ndup_slice text)
{
	const struct tokeniser *portable = &tokenisers[KERNEL_PORTABLE];
	enum kernel kernel;

	for (kernel = 0; kernel < NUM_KERNELS; kernel++) {
		if (kernel_works(kernel))
			assert_int_equal(
			    tokeniser_run(&tokenisers[kernel], text, 0),
			    NDUP_OK);
	}
	for (kernel = 0; kernel < NUM_KERNELS; kernel++) {
		if (kernel_works(kernel))
			assert_same(&tokenisers[kernel], portable);
	}
}

/* A copy without a byte behind it, so that no variant reads on unseen. */
static void
check_alone(const char *text, size_t len)
{
	char *copy = test_new(len, 1);

	memcpy(copy, text, len);
	check((struct ndup_slice){copy, len});
	free(copy);
}

/* ---- random text -------------------------------------------------------- */

/* How a text is made: per cent of its bytes or letters. */
struct kind {
	unsigned ascii, cyrillic, any; /* the rest is separators */
};

static size_t
add_letter(char *out, const struct kind *kind)
{
	unsigned chance = (unsigned)random_below(100);

	if (chance < kind->ascii) {
		out[0] = "abcdxyzABCDXYZ0189"[random_below(18)];
		return 1;
	}
	chance -= kind->ascii;
	if (chance < kind->cyrillic) {
		out[0] = (char)(0xd0 + random_below(2));
		out[1] = (char)(0x80 + random_below(64));
		return 2;
	}
	chance -= kind->cyrillic;
	if (random_percent(20)) {
		memcpy(out, "-\n", 2);
		return 2;
	}
	out[0] = chance < kind->any ? (char)random_below(256)
				    : " .,-\n@[`{/:\0"[random_below(12)];
	return 1;
}

static void
test_random(void **state)
{
	static const struct kind kinds[] = {{80, 0, 0}, {80, 0, 2}, {0, 80, 0},
	    {3, 77, 2}, {40, 40, 1}, {97, 0, 0}, {1, 97, 0}, {0, 0, 100},
	    {30, 20, 30}};
	char text[MOST + 2];
	size_t round, len, most;

	(void)state;
	random_begin();
	for (round = 0; round < 20000; round++) {
		most = random_below(round % 10 == 0 ? MOST : 200);
		for (len = 0; len < most;)
			len += add_letter(text + len, &kinds[round % 9]);
		check_alone(text, random_percent(20) ? most : len);
	}
}

/* Every byte in every place of a block, among letters and among others. */
static void
test_every_byte(void **state)
{
	char text[192];
	size_t at;
	int byte, filler;

	(void)state;
	for (filler = 0; filler < 3; filler++) {
		for (byte = 0; byte < 256; byte++) {
			for (at = 0; at < 130; at++) {
				memset(text, " aZ"[filler], sizeof text);
				text[at] = (char)byte;
				check((struct ndup_slice){text, sizeof text});
			}
		}
	}
}

/* Every pair of bytes that may be a Cyrillic letter, across blocks too. */
static void
test_every_pair(void **state)
{
	char text[192];
	size_t at;
	int first, second;

	(void)state;
	for (first = 0xcf; first < 0xd3; first++) {
		for (second = 0x7e; second < 0xc2; second++) {
			for (at = 56; at < 72; at++) {
				memset(text, at % 2 ? 'b' : ' ', sizeof text);
				text[at] = (char)first;
				text[at + 1] = (char)second;
				check((struct ndup_slice){text, sizeof text});
			}
		}
	}
}

/* A broken word across every place of a block; the text breaks another. */
static void
test_every_break(void **state)
{
	static const char *const breaks[] = {
	    "-\n", "-\r\n", "-\n ", "-\n-", "\xc2\xad\n", "\xe2\x80\x90\n"};
	char text[256];
	size_t at, kind, len;

	(void)state;
	for (kind = 0; kind < sizeof breaks / sizeof *breaks; kind++) {
		for (at = 1; at < 130; at++) {
			memset(text, 'a', sizeof text);
			memcpy(text + 200, "-\nb-\n", 5);
			text[at > 20 ? at - 20 : 0] = ' ';
			len = strlen(breaks[kind]);
			memcpy(text + at, breaks[kind], len);
			check((struct ndup_slice){text, at + len + 1});
			check((struct ndup_slice){text, sizeof text});
		}
	}
}

/* ---- real text ---------------------------------------------------------- */

static void
check_files(const char *path)
{
	const char *const paths[] = {path, NULL};
	struct ndup_reader_options options;
	struct ndup_document document;
	struct ndup_reader *reader;
	size_t num = 0;

	if (access(path, R_OK) != 0)
		return;
	ndup_reader_options_init(&options, sizeof options);
	assert_int_equal(
	    ndup_reader_open(&reader, paths, &options, NULL), NDUP_OK);
	while (num < MOST_ARTICLES &&
	       ndup_reader_next(reader, &document, NULL) == NDUP_OK) {
		check_alone(document.text.ptr, document.text.len);
		num++;
	}
	assert_true(num > 10);
	ndup_reader_close(reader);
}

static void
test_real(void **state)
{
	(void)state;
	check_files(SAMPLES);
	check_files(DATA "/reuters106k.jsonl.zst");
	check_files(DATA "/ru_en_news500.jsonl.zst");
	check_files(DATA "/zh_news4000.jsonl.zst");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_every_byte),
	    cmocka_unit_test(test_every_pair),
	    cmocka_unit_test(test_every_break),
	    cmocka_unit_test(test_real),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("kernels", tests, set_up, tear_down);
}
