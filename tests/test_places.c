/*
 * test_places.c - passages in the bytes of articles that are stored otherwise
 * than as they are read
 */
#include "composing.h"
#include "random.h"

enum { NUM_BLOCKS = 60, BLOCK_WORDS = 40, OWN_WORDS = 15, SIDES = 2 };

/* A text, and how many bytes each of its code points had. */
struct side {
	char text[TEXT_MOST], widths[TEXT_MOST];
	size_t len, num_points;
};

static struct side sides[SIDES];

/* Of one, two or four bytes a letter. */
static void
add_word(struct side *side, unsigned number)
{
	static const char *const scripts[] = {
	    "w", "\xd1\x8f", "\xf0\x90\x90\xa8"};

	side->len += (size_t)snprintf(side->text + side->len,
	    sizeof side->text - side->len, "%s%s%u ", scripts[number % 3],
	    scripts[number / 3 % 3], number);
}

/* What both have, each in an order of its own, and between what one has. */
static void
make_side(struct side *side, unsigned number)
{
	unsigned order[NUM_BLOCKS], i, k, other;
	size_t at;

	side->len = side->num_points = 0;
	for (i = 0; i < NUM_BLOCKS; i++)
		order[i] = i;
	for (i = 0; i < NUM_BLOCKS / 4 && number > 0; i++) {
		k = (unsigned)random_below(NUM_BLOCKS);
		other = order[k];
		order[k] = order[i];
		order[i] = other;
	}
	for (i = 0; i < NUM_BLOCKS; i++) {
		for (k = 0; k < BLOCK_WORDS; k++)
			add_word(side, 1000 + order[i] * BLOCK_WORDS + k);
		for (k = 0; k < OWN_WORDS; k++)
			add_word(side, 10000 * (number + 1) + i * 100 + k);
	}
	assert_true(side->len + 32 < sizeof side->text);
	for (at = 0; at < side->len; at++)
		if ((side->text[at] & 0xc0) != 0x80)
			side->widths[side->num_points++] =
			    (char)random_below(7);
}

/* One code point after another. */
static uint32_t
stored_before(const struct side *side, uint32_t byte)
{
	uint32_t stored = 0;
	size_t point = 0, at;

	for (at = 0; at < byte; at++)
		if ((side->text[at] & 0xc0) != 0x80)
			stored += (unsigned char)side->widths[point++];
	return stored;
}

static void
assert_stored(
    const struct side *side, struct ndup_span text, struct ndup_span stored)
{
	assert_int_equal(stored.begin, stored_before(side, text.begin));
	assert_int_equal(stored.end, stored_before(side, text.end));
}

static void
test_stored(void **state)
{
	static const char *const ids[SIDES] = {"one", "two"};
	struct ndup_scan *scan = scan_new();
	struct ndup_document taken;
	struct ndup_match match;
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < SIDES; i++) {
		make_side(&sides[i], (unsigned)i);
		taken = document(ids[i], (int)i + 1,
		    (struct ndup_slice){sides[i].text, sides[i].len});
		taken.widths = (struct ndup_slice){
		    sides[i].widths, sides[i].num_points};
		assert_int_equal(ndup_scan_add(scan, &taken, false), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_next_match(scan, &match), NDUP_OK);
	assert_in_range(match.num_passages, NUM_BLOCKS / 3, NUM_BLOCKS);
	for (i = 0; i < match.num_passages; i++) {
		assert_stored(&sides[match.a], match.passages[i].text_a,
		    match.passages[i].a);
		assert_stored(&sides[match.b], match.passages[i].text_b,
		    match.passages[i].b);
	}
	ndup_scan_free(scan);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_stored),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("places", tests, NULL, NULL);
}
