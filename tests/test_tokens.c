/*
 * test_tokens.c - tokens as bytes: what was written is read, and what was not
 * is told or no harm
 */
#include "random.h"

#include "index/record.h"

enum { MOST_TOKENS = 200 };

struct tokens {
	uint32_t ids[MOST_TOKENS], num;
	struct ndup_span spans[MOST_TOKENS];
};

/* Words apart by a byte or more, some joined as the half sign's are. */
static void
draw_tokens(struct tokens *tokens)
{
	uint32_t begin = 0, end = 0, i;

	tokens->num = (uint32_t)random_below(MOST_TOKENS + 1);
	for (i = 0; i < tokens->num; i++) {
		tokens->ids[i] =
		    (uint32_t)random_next() >> random_below(32);
		if (random_percent(80)) {
			begin = end + (i > 0 && random_percent(90));
			begin += (uint32_t)(random_percent(10) *
					    random_below(70000));
			end = begin + 1 + (uint32_t)random_below(12);
		}
		tokens->spans[i] = (struct ndup_span){begin, end};
	}
}

static void
encode(const struct tokens *tokens, struct buffer *out)
{
	buffer_clear(out);
	tokens_encode(out, tokens->ids, tokens->spans, tokens->num);
	assert_false(out->failed);
}

static bool
decode(struct ndup_slice bytes, struct tokens *read)
{
	struct ndup_slice places;

	return tokens_decode_ids(bytes, read->ids, read->num, &places) &&
	       tokens_decode_spans(places, read->spans, read->num);
}

static void
test_read_as_written(void **state)
{
	struct buffer bytes = {0};
	struct tokens tokens, read;
	unsigned round;

	(void)state;
	random_begin();
	for (round = 0; round < 2000; round++) {
		draw_tokens(&tokens);
		encode(&tokens, &bytes);
		read.num = tokens.num;
		assert_true(decode(
		    (struct ndup_slice){bytes.data, bytes.size}, &read));
		assert_memory_equal(
		    read.ids, tokens.ids, read.num * sizeof *read.ids);
		assert_memory_equal(
		    read.spans, tokens.spans, read.num * sizeof *read.spans);
	}
	buffer_free(&bytes);
}

static void
assert_spans_rise(const struct tokens *tokens)
{
	uint32_t i;

	for (i = 0; i < tokens->num; i++) {
		assert_true(tokens->spans[i].begin <= tokens->spans[i].end);
		if (i == 0)
			continue;
		assert_true(
		    tokens->spans[i].begin >= tokens->spans[i - 1].begin);
		assert_true(tokens->spans[i].end >= tokens->spans[i - 1].end);
	}
}

/* A byte or two are others: it is told, or the spans are good ones. */
static void
test_damaged(void **state)
{
	unsigned round, num_told = 0;
	struct buffer bytes = {0};
	struct tokens tokens, read;

	(void)state;
	random_begin();
	for (round = 0; round < 50000; round++) {
		draw_tokens(&tokens);
		encode(&tokens, &bytes);
		if (bytes.size == 0)
			continue;
		bytes.data[random_below(bytes.size)] = (char)random_next();
		bytes.data[random_below(bytes.size)] |= (char)0x81;
		read.num = tokens.num;
		if (decode((struct ndup_slice){bytes.data, bytes.size}, &read))
			assert_spans_rise(&read);
		else
			num_told++;
	}
	assert_in_range(num_told, 10000, 50000);
	buffer_free(&bytes);
}

/* A place before the text, behind any, and one behind the next token. */
static void
test_impossible(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
	} cases[] = {
	    {"\x03\x01\x04", 3},	/* one byte at -1 */
	    {"\x02\x03\x05", 3},	/* 2 to 3, and then at 0 */
	    {"\xff\xff\xff\xff\x7f\x00", 6}, /* of 17 billion bytes */
	    {"\x03\xfe\xff\xff\xff\x1f\x04", 7}, /* at the end of 4 GB, and
							on */
	    {"\x02", 1},		       /* cut short */
	    {"\x02\x02\x02", 3},	       /* one more */
	};
	struct ndup_span spans[2];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_false(tokens_decode_spans(
		    (struct ndup_slice){cases[i].bytes, cases[i].size}, spans,
		    2));
	assert_true(
	    tokens_decode_spans((struct ndup_slice){"\x02\x02", 2}, spans, 2));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read_as_written),
	    cmocka_unit_test(test_damaged),
	    cmocka_unit_test(test_impossible),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("tokens", tests, NULL, NULL);
}
