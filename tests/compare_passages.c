/*
 * compare_passages.c - passages of matches against the articles' bytes
 *
 * The bytes of a passage are cut out of both articles and tokenised again;
 * what the oracle says is covered must lie inside, but for three words at either
 * end that are not shown, and of texts that repeat themselves too much to be
 * aligned.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "compare.h"

/* Longer passages are not aligned: a million cells of the table. */
static const size_t largest_table = 1000000;

struct passage_tallies {
	struct tally ranges, words, shown;
	unsigned long covered, inside, long_ones;
};

static bool
is_border(const struct ndup_document *document, size_t at)
{
	return at == document->text.len ||
	       ((unsigned char)document->text.ptr[at] & 0xc0) != 0x80;
}

static bool
is_range(const struct ndup_document *document, struct ndup_span span)
{
	return span.begin >= document->text_begin && span.begin < span.end &&
	       span.end <= document->text.len &&
	       is_border(document, span.begin) && is_border(document, span.end);
}

/* Passages stand by their place in a, and each is a range on either side. */
static bool
are_ranges(const struct world *world, const struct ndup_match *match,
    const struct ndup_passage *passage)
{
	const struct ndup_document *a = &world->documents[match->a];
	const struct ndup_document *b = &world->documents[match->b];

	if (passage > match->passages && passage[-1].a.begin > passage->a.begin)
		return false;
	return passage->num_words > 0 && is_range(a, passage->a) &&
	       is_range(b, passage->b);
}

/* One side of a passage, cut out, as an article of its own. */
static struct ndup_document
cut_out(const struct ndup_document *document, struct ndup_span span)
{
	return (struct ndup_document){
	    .text = {document->text.ptr + span.begin, span.end - span.begin}};
}

/* Whether the two sides have as many equal words as is said. */
static void
compare_sides(const struct ndup_passage *passage,
    const struct oracle_text sides[2], struct passage_tallies *tallies)
{
	const struct oracle_text *a = &sides[0], *b = &sides[1];
	uint32_t equal;

	if ((size_t)a->num * b->num > largest_table) {
		tallies->long_ones++;
		return;
	}
	equal = oracle_common_order(a->ids, a->num, b->ids, b->num);
	tally_add(&tallies->words, (equal + 1) / 2 >= passage->num_words,
	    "bytes %u to %u: %u half words for %u words", passage->a.begin,
	    passage->a.end, equal, passage->num_words);
}

/* The passages of a match, both sides of each tokenised again. */
static void
compare_words(const struct world *world, const struct ndup_match *match,
    struct passage_tallies *tallies)
{
	uint32_t num = (uint32_t)match->num_passages, i;
	struct ndup_document *sides = oracle_memory(2 * num, sizeof *sides);
	struct oracle_texts texts;

	for (i = 0; i < num; i++) {
		sides[2 * i] =
		    cut_out(&world->documents[match->a], match->passages[i].a);
		sides[2 * i + 1] =
		    cut_out(&world->documents[match->b], match->passages[i].b);
	}
	oracle_texts_make(&texts, sides, 2 * num, &world->params);
	for (i = 0; i < num; i++)
		compare_sides(
		    &match->passages[i], &texts.items[2 * i], tallies);
	oracle_texts_free(&texts);
	free(sides);
}

/* Counts covered tokens, and those that lie inside some passage; returns the half
 * words of the others. */
static uint32_t
count_inside(const struct oracle_text *text, const bool *marks,
    const struct ndup_match *match, bool is_a, struct passage_tallies *tallies)
{
	struct ndup_span span;
	uint32_t i, outside = 0;
	size_t k;

	for (i = 0; i < text->num; i++) {
		if (!marks[i])
			continue;
		tallies->covered++;
		for (k = 0; k < match->num_passages; k++) {
			span =
			    is_a ? match->passages[k].a : match->passages[k].b;
			if (text->spans[i].begin >= span.begin &&
			    text->spans[i].end <= span.end)
				break;
		}
		tallies->inside += k < match->num_passages;
		if (k == match->num_passages)
			outside += oracle_weight(text->ids[i]);
	}
	return outside;
}

/* Whether no more than three words at either end of a passage are left out. */
static void
compare_shown(struct world *world, const struct ndup_match *match,
    struct passage_tallies *tallies)
{
	const struct oracle *oracle = &world->oracle;
	uint32_t most = (uint32_t)match->num_passages * 2 * 6, a, b;

	a = count_inside(&oracle->texts.items[match->a], oracle->marks[0],
	    match, true, tallies);
	b = count_inside(&oracle->texts.items[match->b], oracle->marks[1],
	    match, false, tallies);
	tally_add(&tallies->shown, a <= most && b <= most,
	    "articles %u and %u: %u and %u covered half words are not shown",
	    match->a, match->b, a, b);
}

static void
compare_match(struct world *world, const struct ndup_match *match,
    struct passage_tallies *tallies)
{
	struct oracle *oracle = &world->oracle;
	bool good, all_good = true;
	struct exact exact;
	size_t i;

	for (i = 0; i < match->num_passages; i++) {
		good = are_ranges(world, match, &match->passages[i]);
		tally_add(&tallies->ranges, good,
		    "passage %zu of articles %u and %u", i, match->a, match->b);
		all_good = all_good && good;
	}
	if (all_good)
		compare_words(world, match, tallies);
	oracle_measure(oracle, match->a, match->b, &exact);
	if (!exact.may_be_cut)
		compare_shown(world, match, tallies);
}

void
compare_passages(struct world *world, const struct findings *found)
{
	struct passage_tallies tallies = {
	    .ranges = {world->name, "ranges of passages", 0, 0},
	    .words = {world->name, "words of passages", 0, 0},
	    .shown = {world->name, "what is shown of passages", 0, 0},
	};
	size_t i;

	for (i = 0; i < found->num_matches; i++)
		compare_match(world, &found->matches[i], &tallies);
	printf("%s: covered words inside passages: %lu of %lu, %lu are not; "
	       "%lu passages too long to align\n",
	    world->name, tallies.inside, tallies.covered,
	    tallies.covered - tallies.inside, tallies.long_ones);
	tally_end(&tallies.ranges);
	tally_end(&tallies.words);
	tally_end(&tallies.shown);
	assert_true(tallies.covered > 0);
}
