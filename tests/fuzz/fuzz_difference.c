/*
 * fuzz_difference.c - any two texts, and where they differ
 *
 * The first byte says whether the rest is two texts with a newline between, or
 * orders that make articles (articles.h), of which the first and the last are
 * taken.  Edits rise and do not overlap; a word stands in an edit or outside of
 * all; outside, both texts have the same words between the same edits, so that
 * putting in what the edits say makes one text's words the other's; and as few
 * words are in edits as a plain table says.
 */
#include "articles.h"
#include "text/tokenise.h"
#include "utf8_check.h"

enum { WORDS_MOST = 160 }; /* of texts for which the table is made */

/* A text, its words, and its half of each edit. */
struct side {
	struct ndup_slice text;
	struct tokeniser words;
	const struct ndup_edit *edits;
	size_t num_edits;
	bool is_b;
};

static struct articles_made made;
static struct ndup_differ *differ;
static struct side a, b = {.is_b = true};

static struct ndup_span
edit_span(const struct side *side, size_t i)
{
	return side->is_b ? side->edits[i].b : side->edits[i].a;
}

/* ---- what edits are like ------------------------------------------------ */

static void
check_edits(const struct side *side)
{
	struct ndup_span span, before = {0, 0};
	size_t i;

	for (i = 0; i < side->num_edits; i++) {
		span = edit_span(side, i);
		utf8_check_span(side->text, span);
		fuzz_require(span.begin >= before.end);
		before = span;
	}
}

/* The number of edits before a word, which stands in none; SIZE_MAX: it does
 * stand in one. */
static size_t
edits_before(const struct side *side, struct ndup_span word)
{
	struct ndup_span edit;
	size_t i;

	for (i = 0; i < side->num_edits; i++) {
		edit = edit_span(side, i);
		if (word.begin >= edit.begin && word.end <= edit.end)
			return SIZE_MAX;
		if (word.end <= edit.begin)
			return i;
		fuzz_require(word.begin >= edit.end);
	}
	return i;
}

/* The next word from this one on that stands in no edit. */
static size_t
next_common(const struct side *side, size_t word, size_t *edits)
{
	for (; word < side->words.num_tokens; word++) {
		*edits = edits_before(side, side->words.spans[word]);
		if (*edits != SIZE_MAX)
			return word;
	}
	*edits = side->num_edits;
	return word;
}

/* Returns how many words both have outside of edits. */
static size_t
check_common(void)
{
	size_t i = 0, j = 0, num = 0, edits_a, edits_b;

	for (;; i++, j++, num++) {
		i = next_common(&a, i, &edits_a);
		j = next_common(&b, j, &edits_b);
		fuzz_require(
		    (i == a.words.num_tokens) == (j == b.words.num_tokens));
		if (i == a.words.num_tokens)
			return num;
		fuzz_require(a.words.tokens[i] == b.words.tokens[j]);
		fuzz_require(edits_a == edits_b);
	}
}

/* ---- how few there can be ----------------------------------------------- */

/* Words of one code point go into an edit together. */
static bool
has_several(const struct side *side)
{
	const struct ndup_span *spans = side->words.spans;
	size_t i;

	for (i = 1; i < side->words.num_tokens; i++) {
		if (spans[i].begin < spans[i - 1].end)
			return true;
	}
	return false;
}

/* Words of the longest common subsequence. */
static size_t
count_common(void)
{
	static uint16_t table[WORDS_MOST + 1][WORDS_MOST + 1];
	size_t i, j;

	for (i = 1; i <= a.words.num_tokens; i++) {
		for (j = 1; j <= b.words.num_tokens; j++) {
			table[i][j] = table[i - 1][j] > table[i][j - 1]
					  ? table[i - 1][j]
					  : table[i][j - 1];
			if (a.words.tokens[i - 1] == b.words.tokens[j - 1])
				table[i][j] =
				    (uint16_t)(table[i - 1][j - 1] + 1);
		}
	}
	return table[a.words.num_tokens][b.words.num_tokens];
}

static void
check_fewest(size_t num_common)
{
	if (a.words.num_tokens > WORDS_MOST ||
	    b.words.num_tokens > WORDS_MOST || has_several(&a) ||
	    has_several(&b))
		return;
	fuzz_require(num_common == count_common());
}

/* ---- runs --------------------------------------------------------------- */

static void
choose_texts(struct fuzz_input *input)
{
	struct fuzz_input first;

	if (fuzz_take(input) & 1) {
		first = fuzz_take_until(input, '\n');
		a.text = fuzz_copy(first);
		b.text = fuzz_copy(*input);
		return;
	}
	articles_make(&made, input);
	a.text = fuzz_copy((struct fuzz_input){
	    (const uint8_t *)made.items[0].text.ptr, made.items[0].text.len});
	b.text = fuzz_copy(
	    (struct fuzz_input){(const uint8_t *)articles_last(&made)->text.ptr,
		articles_last(&made)->text.len});
}

static void
compare_sides(void)
{
	const struct ndup_edit *edits;
	size_t num_edits;

	fuzz_require(ndup_differ_run(differ, a.text, b.text, &edits, &num_edits,
			 NULL) == NDUP_OK);
	fuzz_require(tokeniser_run(&a.words, a.text, 0) == NDUP_OK);
	fuzz_require(tokeniser_run(&b.words, b.text, 0) == NDUP_OK);
	a.edits = b.edits = edits;
	a.num_edits = b.num_edits = num_edits;
	check_edits(&a);
	check_edits(&b);
	check_fewest(check_common());
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz_input input = {bytes, size};

	if (differ == NULL)
		fuzz_require(ndup_differ_new(&differ, NULL) == NDUP_OK);
	choose_texts(&input);
	compare_sides();
	free((char *)a.text.ptr);
	free((char *)b.text.ptr);
	return 0;
}
