/*
 * test_spans.c - where tokens stand, and what stands between them
 *
 * By all variants of the tokeniser, on text full of code points that become
 * several words, against a plain twin.  No text has a byte behind it.
 */
#include "several.h"
#include "spans_twin.h"
#include "text/spans.h"

static struct tokeniser tokenisers[NUM_KERNELS];
static struct spans_twin twin;
static struct several several;

static int
set_up(void **state)
{
	enum kernel kernel;

	(void)state;
	for (kernel = 0; kernel < NUM_KERNELS; kernel++)
		tokenisers[kernel] =
		    (struct tokeniser){.seed = SEED, .kernel = kernel};
	several_find(&several);
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

/* What stands between tokens adds up to no more than the text: to read it all
 * takes time in proportion. */
static void
check_gaps(struct ndup_slice text)
{
	const struct ndup_span *spans = twin.spans;
	struct ndup_slice gap;
	size_t i, sum = 0;

	for (i = 1; i < twin.num; i++) {
		gap = spans_gap(spans, text, i);
		assert_true(gap.ptr >= text.ptr &&
			    gap.ptr + gap.len <= text.ptr + text.len);
		if (spans[i].begin > spans[i - 1].end)
			assert_int_equal(
			    gap.len, spans[i].begin - spans[i - 1].end);
		else
			assert_int_equal(gap.len, 0);
		sum += gap.len;
	}
	assert_true(sum <= text.len);
}

static bool
is_as_twin(const struct tokeniser *t, struct ndup_slice text)
{
	return t->num_tokens == twin.num &&
	       (twin.num == 0 || memcmp(t->spans, twin.spans,
				     twin.num * sizeof *twin.spans) == 0) &&
	       spans_validate(t->spans, t->num_tokens, text);
}

static void
check(const char *bytes, size_t len)
{
	char *copy = test_new(len, 1);
	struct ndup_slice text = {copy, len};
	enum kernel kernel;
	size_t i;

	memcpy(copy, bytes, len);
	spans_twin_run(&twin, text);
	for (kernel = 0; kernel < NUM_KERNELS; kernel++) {
		if (!kernel_works(kernel))
			continue;
		assert_int_equal(
		    tokeniser_run(&tokenisers[kernel], text, 0), NDUP_OK);
		if (is_as_twin(&tokenisers[kernel], text))
			continue;
		for (i = 0; i < len; i++)
			print_message("\\x%02x", (unsigned char)copy[i]);
		fail_msg(" by variant %d", kernel);
	}
	check_gaps(text);
	free(copy);
}

static void
all_that_are_known_are_among_them(void **state)
{
	static const int32_t known[] = {
	    0xbd, 0x2153, 0xe33, 0xeb3, 0x2100, 0x337f, 0x33e0, 0xfdfa, 0xfdfb};
	size_t i, j;

	(void)state;
	print_message("%zu code points\n", several.num);
	for (i = 0; i < sizeof known / sizeof *known; i++) {
		for (j = 0; j < several.num; j++)
			if (several.codes[j] == known[i])
				break;
		assert_true(j < several.num);
	}
}

/* Each of them between all kinds of neighbours. */
static void
each_has_its_span(void **state)
{
	static const char *const around[] = {"", " ", "5", "a", "\xe6\xa0\xaa",
	    "\xe0\xb8\x81", "\xcc\x81", "'", "\xe2\x80\x8d", "\xc2\xbd",
	    "\xe0\xb8\xb3", "\xff", ". "};
	enum { NUM = sizeof around / sizeof *around };
	char text[32];
	size_t i, k, len;

	(void)state;
	for (i = 0; i < several.num; i++) {
		for (k = 0; k < NUM * NUM; k++) {
			len = strlen(strcpy(text, around[k / NUM]));
			len += several_encode(several.codes[i], text + len);
			len += strlen(strcpy(text + len, around[k % NUM]));
			check(text, len);
		}
	}
}

/* Two texts, with words between that lines break, and non-joiners: these join
 * or divide by what stands around them. */
static size_t
broken_text(char *out, size_t most)
{
	static const char *const breaks[] = {"-\n", "a-\nb", "a-\r\n b",
	    "\xe2\x80\x90\n", "\xc2\xad\n", "\xe2\x80\x8c"};
	size_t len = 0;

	while (len + 64 < most) {
		len += several_text(&several, out + len, 32);
		len += strlen(strcpy(out + len, breaks[random_below(6)]));
	}
	return len;
}

static void
random_texts_have_their_spans(void **state)
{
	char text[700];
	size_t round, most;

	(void)state;
	random_begin();
	for (round = 0; round < 5000; round++) {
		most = 32 + random_below(sizeof text - 31);
		check(text, round % 2 == 0 ? several_text(&several, text, most)
					   : broken_text(text, most));
	}
}

static void
faults_are_seen(void **state)
{
	static const char bytes[] = "5\xc2\xbd x";
	static const struct ndup_slice text = {bytes, sizeof bytes - 1};
	static const struct ndup_span good[] = {{0, 3}, {1, 3}, {4, 5}};
	static const struct ndup_span back[] = {{0, 3}, {1, 3}, {0, 5}};
	static const struct ndup_span shorter[] = {{0, 5}, {4, 5}, {4, 4}};
	static const struct ndup_span wide[] = {{0, 3}, {0, 3}, {4, 5}};
	static const struct ndup_span beyond[] = {{0, 3}, {1, 3}, {4, 6}};

	(void)state;
	assert_true(spans_validate(good, 3, text));
	assert_true(spans_validate(NULL, 0, text));
	assert_false(spans_validate(back, 3, text));
	assert_false(spans_validate(shorter, 3, text));
	assert_false(spans_validate(wide, 3, text));
	assert_false(spans_validate(beyond, 3, text));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_that_are_known_are_among_them),
	    cmocka_unit_test(each_has_its_span),
	    cmocka_unit_test(random_texts_have_their_spans),
	    cmocka_unit_test(faults_are_seen),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("spans", tests, set_up, tear_down);
}
