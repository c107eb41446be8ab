/*
 * fact_edits.c - the edits in and between the passages of two articles
 *
 * Passages are found as ever, but of all words: what stands is no fact, but it
 * shows what stands for what.  In passages the edits are given; between two
 * that follow each other, and before the first and behind the last as far as a
 * sentence goes, the fewest changed words are found (diff.c): where much is
 * changed, as in a form that is filled in anew, no run is long enough to be
 * part of a passage.
 */
#include <string.h>

#include "base/memory.h"
#include "fact_edits.h"
#include "fact_numbers.h"

enum {
	RUN = 6,        /* words of the shortest passage */
	MOST_GAP = 128, /* tokens of a gap that is compared as a whole */
	REACH = 64,     /* tokens of a longer one, from either end */
};

/* ---- the sides --------------------------------------------------------------- */

static enum ndup_status
side_init(struct facts_text *text, const struct pair_side *side,
    const struct ndup_document *document)
{
	const struct words *words = &side->words;
	size_t end =
	    document->text_end > 0 ? document->text_end : document->text.len;
	uint32_t i;

	text->side = (struct fact_side){.text = document->text,
	    .spans = side->spans,
	    .ids = words->ids,
	    .num = words->num,
	    .story = {(uint32_t)document->text_begin, (uint32_t)end}};
	if (memory_grow(text->ids, words->num) != NDUP_OK ||
	    memory_grow(text->equal, words->num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < words->num; i++)
		text->ids[i] = word_plain(words->ids[i]);
	if (words->num > 0)
		memset(text->equal, 0, words->num * sizeof *text->equal);
	return NDUP_OK;
}

/* The same words without marks, which nobody knows by a name. */
static struct pair_side
plain_side(const struct facts_text *text, const struct pair_side *side)
{
	struct pair_side plain = *side;

	plain.words.ids = text->ids;
	plain.words.standing = 0;
	plain.words.name = 0;
	return plain;
}

/* ---- edits -------------------------------------------------------------------- */

static enum ndup_status
edit_add(struct facts *facts, struct tokens_span a, struct tokens_span b)
{
	if (memory_grow(facts->edits, facts->num_edits + 1) != NDUP_OK)
		return NDUP_NOMEM;
	facts->edits[facts->num_edits++] = (struct change){a, b};
	return NDUP_OK;
}

static void
mark_equal(struct facts *facts, uint32_t a, uint32_t b, uint32_t num)
{
	memset(facts->a.equal + a, true, num);
	memset(facts->b.equal + b, true, num);
}

/* A gap between passages, and whether one is before it, and behind it. */
struct gap {
	struct tokens_span a, b;
	bool before, behind;
};

static uint32_t
length_of(struct tokens_span tokens)
{
	return tokens.end - tokens.begin;
}

static enum ndup_status
gap_values(struct facts_text *text, struct tokens_span tokens)
{
	uint32_t i;

	if (memory_grow(text->gap, length_of(tokens)) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = tokens.begin; i < tokens.end; i++)
		text->gap[i - tokens.begin] = text->ids[i];
	return NDUP_OK;
}

/* Whether an edit is cut off where the gap is, so that what would follow it is
 * not known. */
static bool
is_cut(const struct facts *facts, const struct gap *gap, struct change edit)
{
	bool first =
	    edit.a.begin == gap->a.begin || edit.b.begin == gap->b.begin;
	bool last = edit.a.end == gap->a.end || edit.b.end == gap->b.end;

	return (first && !gap->before &&
		   (gap->a.begin > 0 || gap->b.begin > 0)) ||
	       (last && !gap->behind &&
		   (gap->a.end < facts->a.side.num ||
		       gap->b.end < facts->b.side.num));
}

/* Notes a change found in a gap, and what is equal since the one before it. */
static enum ndup_status
take_change(struct facts *facts, const struct gap *gap,
    const struct change *change, struct change *last)
{
	struct change edit = *change;

	edit.a.begin += gap->a.begin;
	edit.a.end += gap->a.begin;
	edit.b.begin += gap->b.begin;
	edit.b.end += gap->b.begin;
	mark_equal(facts, last->a.end, last->b.end, edit.a.begin - last->a.end);
	*last = edit;
	return is_cut(facts, gap, edit) ? NDUP_OK
					: edit_add(facts, edit.a, edit.b);
}

static enum ndup_status
compare_gap(struct facts *facts, const struct gap *gap)
{
	struct diff *diff = &facts->diff;
	struct change last = {
	    {gap->a.begin, gap->a.begin}, {gap->b.begin, gap->b.begin}};
	enum ndup_status status;
	size_t i;

	if ((status = gap_values(&facts->a, gap->a)) == NDUP_OK)
		status = gap_values(&facts->b, gap->b);
	if (status == NDUP_OK)
		status = diff_run(diff, facts->a.gap, length_of(gap->a),
		    facts->b.gap, length_of(gap->b));
	if (status != NDUP_OK)
		return status;
	for (i = 0; i < diff->num && status == NDUP_OK; i++)
		status = take_change(facts, gap, &diff->changes[i], &last);
	if (status == NDUP_OK)
		mark_equal(
		    facts, last.a.end, last.b.end, gap->a.end - last.a.end);
	return status;
}

static struct tokens_span
first_tokens(struct tokens_span tokens)
{
	if (length_of(tokens) > REACH)
		tokens.end = tokens.begin + REACH;
	return tokens;
}

static struct tokens_span
last_tokens(struct tokens_span tokens)
{
	if (length_of(tokens) > REACH)
		tokens.begin = tokens.end - REACH;
	return tokens;
}

/* A long gap is compared from its ends alone. */
static enum ndup_status
fill_gap(struct facts *facts, const struct gap *gap)
{
	const struct gap begin = {
	    first_tokens(gap->a), first_tokens(gap->b), true, false};
	const struct gap end = {
	    last_tokens(gap->a), last_tokens(gap->b), false, true};
	enum ndup_status status = NDUP_OK;

	if (length_of(gap->a) == 0 && length_of(gap->b) == 0)
		return NDUP_OK;
	if (length_of(gap->a) <= MOST_GAP && length_of(gap->b) <= MOST_GAP)
		return compare_gap(facts, gap);
	if (gap->before)
		status = compare_gap(facts, &begin);
	if (status == NDUP_OK && gap->behind)
		status = compare_gap(facts, &end);
	return status;
}

/* ---- passages ------------------------------------------------------------------ */

static enum ndup_status
take_stretch(struct facts *facts, const struct stretch *stretch)
{
	const struct block *block =
	    facts->alignment.blocks + stretch->first_block;
	const struct block *end = block + stretch->num_blocks, *last = NULL;
	enum ndup_status status = NDUP_OK;

	for (; block < end && status == NDUP_OK; last = block++) {
		mark_equal(facts, block->a, block->b, block->num);
		if (last != NULL)
			status = edit_add(facts,
			    (struct tokens_span){last->a + last->num, block->a},
			    (struct tokens_span){
				last->b + last->num, block->b});
	}
	return status;
}

/* Whether a passage stands, even in part, in these tokens of b. */
static bool
gap_has_passage(const struct alignment *alignment, struct tokens_span b)
{
	const struct stretch *stretch;
	size_t i;

	for (i = 0; i < alignment->num_stretches; i++) {
		stretch = &alignment->stretches[i];
		if (stretch->b.begin < b.end && stretch->b.end > b.begin)
			return true;
	}
	return false;
}

/* A gap is one on both sides, or what stands in it does not belong together:
 * something was moved. */
static enum ndup_status
gap_take(struct facts *facts, const struct gap *gap)
{
	if (gap->a.begin > gap->a.end || gap->b.begin > gap->b.end ||
	    gap_has_passage(&facts->alignment, gap->b))
		return NDUP_OK;
	return fill_gap(facts, gap);
}

static enum ndup_status
take_alignment(struct facts *facts)
{
	const struct alignment *alignment = &facts->alignment;
	struct gap gap = {.behind = true};
	enum ndup_status status = NDUP_OK;
	const struct stretch *stretch;
	size_t i;

	for (i = 0; i < alignment->num_stretches && status == NDUP_OK; i++) {
		stretch = &alignment->stretches[i];
		gap.a.end = stretch->a.begin;
		gap.b.end = stretch->b.begin;
		status = gap_take(facts, &gap);
		if (status == NDUP_OK)
			status = take_stretch(facts, stretch);
		gap.a.begin = stretch->a.end;
		gap.b.begin = stretch->b.end;
		gap.before = true;
	}
	gap.a.end = facts->a.side.num;
	gap.b.end = facts->b.side.num;
	gap.behind = false;
	return status == NDUP_OK ? gap_take(facts, &gap) : status;
}

/* ---- whole quantities ------------------------------------------------------------ */

static bool
is_equal_at(const struct facts *facts, uint32_t a, uint32_t b)
{
	return facts->a.ids[a] == facts->b.ids[b] && facts->a.equal[a] &&
	       facts->b.equal[b];
}

/* Whether a quantity goes on at this place of either side. */
static bool
is_in_quantity(const struct facts *facts, uint32_t a, uint32_t b)
{
	return (a > 0 && a < facts->a.side.num &&
		   fact_quantity_goes_on(&facts->a.side, a)) ||
	       (b > 0 && b < facts->b.side.num &&
		   fact_quantity_goes_on(&facts->b.side, b));
}

static void
widen_edit(const struct facts *facts, struct change *edit)
{
	struct tokens_span *a = &edit->a, *b = &edit->b;

	while (a->begin > 0 && b->begin > 0 &&
	       is_equal_at(facts, a->begin - 1, b->begin - 1) &&
	       is_in_quantity(facts, a->begin, b->begin)) {
		a->begin--;
		b->begin--;
	}
	while (a->end < facts->a.side.num && b->end < facts->b.side.num &&
	       is_equal_at(facts, a->end, b->end) &&
	       is_in_quantity(facts, a->end, b->end)) {
		a->end++;
		b->end++;
	}
}

/* Edits that touch when they are widened become one. */
static void
widen_edits(struct facts *facts)
{
	struct change *edits = facts->edits, *last;
	size_t i, num = 0;

	for (i = 0; i < facts->num_edits; i++) {
		widen_edit(facts, &edits[i]);
		last = num > 0 ? &edits[num - 1] : NULL;
		if (last != NULL && edits[i].a.begin >= last->a.begin &&
		    edits[i].b.begin >= last->b.begin &&
		    edits[i].a.begin <= last->a.end &&
		    edits[i].b.begin <= last->b.end &&
		    edits[i].a.end >= last->a.end &&
		    edits[i].b.end >= last->b.end) {
			last->a.end = edits[i].a.end;
			last->b.end = edits[i].b.end;
		} else {
			edits[num++] = edits[i];
		}
	}
	facts->num_edits = num;
}

/* ---- all --------------------------------------------------------------------------- */

static void
aligner_prepare(struct facts *facts)
{
	struct ndup_params params;

	if (facts->ready)
		return;
	ndup_params_init(&params, sizeof params);
	params.min_passage = RUN;
	aligner_init(&facts->aligner, &params);
	facts->ready = true;
}

enum ndup_status
fact_edits_find(struct facts *facts, const struct article_pair *pair,
    const struct ndup_document *a, const struct ndup_document *b)
{
	struct article_pair plain = *pair;
	enum ndup_status status;

	facts->num_edits = 0;
	aligner_prepare(facts);
	if ((status = side_init(&facts->a, &pair->a, a)) == NDUP_OK)
		status = side_init(&facts->b, &pair->b, b);
	if (status != NDUP_OK)
		return status;
	plain.a = plain_side(&facts->a, &pair->a);
	plain.b = plain_side(&facts->b, &pair->b);
	status = pair_align(&facts->aligner, &plain, &facts->alignment, NULL);
	if (status == NDUP_OK)
		status = take_alignment(facts);
	if (status == NDUP_OK && a->text.len > 0 && b->text.len > 0)
		widen_edits(facts);
	return status;
}
