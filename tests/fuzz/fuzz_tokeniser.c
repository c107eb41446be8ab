/*
 * fuzz_tokeniser.c - any bytes as an article's text
 *
 * The first byte says where reading begins, the others are the text.  All
 * variants of the tokeniser give the same tokens and places; tokens are those
 * of the plain twin; places rise, and lie in the text, on borders of code
 * points.
 */
#include "tokeniser_twin.h"
#include "utf8_check.h"

static struct tokeniser tokenisers[NUM_KERNELS];

static void
check_same(const struct tokeniser *x, const struct tokeniser *y)
{
	fuzz_require(x->num_tokens == y->num_tokens);
	if (x->num_tokens == 0)
		return;
	fuzz_require(memcmp(x->tokens, y->tokens,
			 x->num_tokens * sizeof *x->tokens) == 0);
	fuzz_require(
	    memcmp(x->spans, y->spans, x->num_tokens * sizeof *x->spans) == 0);
}

static void
check_kernels(struct ndup_slice text, size_t begin)
{
	enum kernel kernel;

	for (kernel = 0; kernel < NUM_KERNELS; kernel++) {
		tokenisers[kernel].seed = SEED;
		tokenisers[kernel].kernel = kernel;
		if (!kernel_works(kernel))
			continue;
		fuzz_require(
		    tokeniser_run(&tokenisers[kernel], text, begin) == NDUP_OK);
		check_same(&tokenisers[kernel], &tokenisers[KERNEL_BEST]);
	}
}

/* A token that is partly of the code point that the one before it ends with,
 * as the half sign is one of 1 and of 2. */
static bool
shares_code_point(
    struct ndup_slice text, struct ndup_span before, struct ndup_span span)
{
	int32_t code;

	return span.begin >= before.begin && span.end >= before.end &&
	       span.begin + utf8_code(text, span.begin, &code) == before.end;
}

static void
check_spans(struct ndup_slice text, size_t begin)
{
	const struct tokeniser *t = &tokenisers[KERNEL_BEST];
	struct ndup_span before = {(uint32_t)begin, (uint32_t)begin}, span;
	size_t i;

	for (i = 0; i < t->num_tokens; i++) {
		span = t->spans[i];
		fuzz_require(span.begin < span.end);
		utf8_check_span(text, span);
		fuzz_require(span.begin >= before.end ||
			     shares_code_point(text, before, span));
		before = span;
	}
}

static void
check_twin(struct ndup_slice text)
{
	const struct tokeniser *t = &tokenisers[KERNEL_BEST];
	static struct twin twin;

	twin_run(&twin, text.ptr, text.len);
	fuzz_require(t->num_tokens == twin.num_tokens);
	fuzz_require(
	    t->num_tokens == 0 || memcmp(t->tokens, twin.tokens,
				      t->num_tokens * sizeof *t->tokens) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz_input input = {bytes, size};
	size_t begin = fuzz_take(&input);
	struct ndup_slice text = {(const char *)input.bytes, input.size};

	if (text.len > MOST)
		return 0;
	begin = begin < text.len ? begin : text.len;
	check_kernels(text, begin);
	check_spans(text, begin);
	if (begin == 0)
		check_twin(text);
	return 0;
}
