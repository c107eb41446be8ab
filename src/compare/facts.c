/*
 * facts.c - what of the edits of a pair changes a fact
 *
 * An edit tells a changed fact only where the words around it are mostly equal:
 * a sentence that was written anew has other numbers and names than the one
 * that stood there.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/spans.h"
#include "text/word.h"
#include "fact_edits.h"
#include "fact_numbers.h"
#include "facts.h"

enum {
	MOST_EDITED = 16, /* half words of either side of an edit */
	AROUND = 16,      /* half words on both sides of an edit that are asked
	                     whether they are equal */
	MOST_VALUES = 16, /* quantities or names of an edit */
	MOST_BESIDE = 1,  /* words that come and go with a negation */
};

const char *
ndup_fact_kind_name(enum ndup_fact_kind kind)
{
	switch (kind) {
	case NDUP_FACT_NUMBER:
		return "number";
	case NDUP_FACT_NAME:
		return "name";
	case NDUP_FACT_NEGATION:
		return "negation";
	}
	return "unknown";
}

/* ---- what is found --------------------------------------------------------- */

/* The bytes of tokens, or the place where they would begin. */
static struct ndup_span
facts_bytes(const struct fact_side *side, struct tokens_span tokens)
{
	uint32_t place = 0;

	if (tokens.begin < tokens.end)
		return spans_bytes(side->spans, tokens.begin, tokens.end);
	if (tokens.begin < side->num)
		place = side->spans[tokens.begin].begin;
	else if (side->num > 0)
		place = side->spans[side->num - 1].end;
	return (struct ndup_span){place, place};
}

static enum ndup_status
facts_add(struct facts *facts, enum ndup_fact_kind kind, struct tokens_span a,
    struct tokens_span b)
{
	if (memory_grow(facts->items, facts->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	facts->items[facts->num++] = (struct ndup_fact){kind,
	    facts_bytes(&facts->a.side, a), facts_bytes(&facts->b.side, b)};
	return NDUP_OK;
}

/* ---- numbers --------------------------------------------------------------- */

struct quantities {
	struct fact_quantity items[MOST_VALUES];
	unsigned num;
};

/* Whether a Chinese numeral is that of a day of the week. */
static bool
is_weekday(const struct fact_side *side, uint32_t token)
{
	struct ndup_slice before;

	if (token == 0)
		return false;
	before = fact_token(side, token - 1);
	return before.len == 3 && (memcmp(before.ptr, "期", 3) == 0 ||
				      memcmp(before.ptr, "周", 3) == 0 ||
				      memcmp(before.ptr, "拜", 3) == 0);
}

static void
quantities_read(const struct fact_side *side, struct tokens_span tokens,
    struct quantities *found)
{
	struct fact_quantity quantity;
	uint32_t token = tokens.begin;

	found->num = 0;
	while (token < tokens.end && found->num < MOST_VALUES) {
		if (!fact_quantity_read(side, token, &quantity)) {
			token++;
			continue;
		}
		if (!is_weekday(side, token) && fact_may_stand(side, token))
			found->items[found->num++] = quantity;
		token = quantity.tokens.end;
	}
}

/* Takes what both have off both. */
static void
quantities_settle(struct quantities *x, struct quantities *y)
{
	unsigned i, j;

	for (i = 0; i < x->num;) {
		for (j = 0; j < y->num; j++)
			if (fact_quantities_agree(&x->items[i], &y->items[j]))
				break;
		if (j == y->num) {
			i++;
			continue;
		}
		memmove(&x->items[i], &x->items[i + 1],
		    (--x->num - i) * sizeof *x->items);
		memmove(&y->items[j], &y->items[j + 1],
		    (--y->num - j) * sizeof *y->items);
	}
}

static struct tokens_span
quantities_span(const struct quantities *quantities)
{
	return (struct tokens_span){quantities->items[0].tokens.begin,
	    quantities->items[quantities->num - 1].tokens.end};
}

static enum ndup_status
find_quantities(struct facts *facts, const struct change *edit)
{
	struct quantities x, y;

	quantities_read(&facts->a.side, edit->a, &x);
	quantities_read(&facts->b.side, edit->b, &y);
	quantities_settle(&x, &y);
	if (x.num == 0 || y.num == 0)
		return NDUP_OK;
	return facts_add(
	    facts, NDUP_FACT_NUMBER, quantities_span(&x), quantities_span(&y));
}

/* ---- names ------------------------------------------------------------------ */

struct names {
	uint32_t tokens[MOST_VALUES];
	unsigned num;
};

static void
names_read(
    struct fact_side *side, struct tokens_span tokens, struct names *found)
{
	uint32_t token;

	found->num = 0;
	for (token = tokens.begin;
	     token < tokens.end && found->num < MOST_VALUES; token++)
		if (fact_is_name(side, token))
			found->tokens[found->num++] = token;
}

/* Takes off both what is one name. */
static void
names_settle(const struct facts *facts, struct names *x, struct names *y)
{
	unsigned i, j;

	for (i = 0; i < x->num;) {
		for (j = 0; j < y->num; j++)
			if (fact_names_agree(&facts->a.side, x->tokens[i],
				&facts->b.side, y->tokens[j]))
				break;
		if (j == y->num) {
			i++;
			continue;
		}
		memmove(&x->tokens[i], &x->tokens[i + 1],
		    (--x->num - i) * sizeof *x->tokens);
		memmove(&y->tokens[j], &y->tokens[j + 1],
		    (--y->num - j) * sizeof *y->tokens);
	}
}

/* The names behind each other, or their first letters, in small ones. */
static void
names_join(const struct fact_side *side, const struct names *names,
    bool initials, char joined[MOST_VALUES * FACT_WORD_MAX])
{
	struct fact_key key;
	size_t len = 0;
	unsigned i;

	for (i = 0; i < names->num; i++) {
		key = fact_name_fold(fact_token(side, names->tokens[i]));
		key.len = initials && key.len > 0 ? 1 : key.len;
		memcpy(joined + len, key.text, key.len);
		len += key.len;
	}
	joined[len] = 0;
}

/* Whether names are written in another way: U.N., UN, United Nations. */
static bool
are_abbreviated(
    const struct facts *facts, const struct names *x, const struct names *y)
{
	char whole_x[MOST_VALUES * FACT_WORD_MAX];
	char whole_y[MOST_VALUES * FACT_WORD_MAX];
	char initials[MOST_VALUES * FACT_WORD_MAX];

	names_join(&facts->a.side, x, false, whole_x);
	names_join(&facts->b.side, y, false, whole_y);
	if (strcmp(whole_x, whole_y) == 0)
		return true;
	names_join(&facts->a.side, x, true, initials);
	if (x->num > 1 && strcmp(initials, whole_y) == 0)
		return true;
	names_join(&facts->b.side, y, true, initials);
	return y->num > 1 && strcmp(initials, whole_x) == 0;
}

static struct tokens_span
names_span(const struct names *names)
{
	return (struct tokens_span){
	    names->tokens[0], names->tokens[names->num - 1] + 1};
}

static enum ndup_status
find_names(struct facts *facts, const struct change *edit)
{
	struct names x, y;

	names_read(&facts->a.side, edit->a, &x);
	if (x.num == 0)
		return NDUP_OK;
	names_read(&facts->b.side, edit->b, &y);
	if (y.num == 0 || are_abbreviated(facts, &x, &y))
		return NDUP_OK;
	names_settle(facts, &x, &y);
	if (x.num == 0 || y.num == 0)
		return NDUP_OK;
	return facts_add(facts, NDUP_FACT_NAME, names_span(&x), names_span(&y));
}

/* ---- negations -------------------------------------------------------------- */

struct denial {
	unsigned negations, others; /* words */
};

static struct denial
denial_read(const struct fact_side *side, struct tokens_span tokens)
{
	struct denial denial = {0, 0};
	uint32_t token;

	for (token = tokens.begin; token < tokens.end; token++) {
		if (fact_is_negation(side, token))
			denial.negations++;
		else if (fact_word_read(fact_token(side, token)).kind !=
			 FACT_WORD_AUXILIARY)
			denial.others++;
	}
	return denial;
}

static enum ndup_status
find_negation(struct facts *facts, const struct change *edit)
{
	struct denial x = denial_read(&facts->a.side, edit->a);
	struct denial y = denial_read(&facts->b.side, edit->b);

	if ((x.negations > 0) == (y.negations > 0) || x.others > MOST_BESIDE ||
	    y.others > MOST_BESIDE)
		return NDUP_OK;
	/* what is added beside a negation is more than it */
	if ((edit->a.begin == edit->a.end || edit->b.begin == edit->b.end) &&
	    x.others + y.others > 0)
		return NDUP_OK;
	return facts_add(facts, NDUP_FACT_NEGATION, edit->a, edit->b);
}

/* ---- without texts ----------------------------------------------------------- */

static bool
has_texts(const struct facts *facts)
{
	return facts->a.side.text.len > 0 && facts->b.side.text.len > 0;
}

static bool
span_has_figure(const struct fact_side *side, struct tokens_span tokens)
{
	uint32_t i;

	for (i = tokens.begin; i < tokens.end; i++)
		if (word_counts(side->ids[i]) &&
		    (side->ids[i] & WORD_FIGURE) != 0)
			return true;
	return false;
}

/* Of words that nobody can read it is known whether they begin with a digit. */
static enum ndup_status
find_figures(struct facts *facts, const struct change *edit)
{
	if (!span_has_figure(&facts->a.side, edit->a) ||
	    !span_has_figure(&facts->b.side, edit->b))
		return NDUP_OK;
	return facts_add(facts, NDUP_FACT_NUMBER, edit->a, edit->b);
}

/* ---- edit by edit ------------------------------------------------------------ */

/* The half words around an edit, equal or not. */
struct surroundings {
	uint32_t all, equal;
};

static void
surroundings_add(
    const struct facts_text *text, uint32_t token, struct surroundings *found)
{
	uint32_t weight = window_weight(text->ids[token]);

	found->all += weight;
	found->equal += text->equal[token] ? weight : 0;
}

/* Whether so many of the words on one side of an edit are equal that it is not
 * where a sentence begins to be another one; or there are hardly any. */
static bool
has_equal(const struct surroundings *found)
{
	enum { FEW = 6 }; /* half words */

	return found->all <= FEW || 8 * found->equal >= 3 * found->all;
}

/* Whether at least half the words around an edit are equal, and enough of them
 * before it and behind it. */
static bool
is_among_equal(const struct facts_text *text, struct tokens_span edit)
{
	struct surroundings before = {0, 0}, after = {0, 0};
	uint32_t token;

	for (token = edit.begin; token > 0 && before.all < AROUND; token--)
		surroundings_add(text, token - 1, &before);
	for (token = edit.end; token < text->side.num && after.all < AROUND;
	     token++)
		surroundings_add(text, token, &after);
	return has_equal(&before) && has_equal(&after) &&
	       2 * (before.equal + after.equal) >= before.all + after.all;
}

static enum ndup_status
judge_edit(struct facts *facts, const struct change *edit)
{
	const struct tokens_span *a = &edit->a, *b = &edit->b;
	enum ndup_status status = NDUP_OK;

	if (words_weigh(facts->a.ids + a->begin, a->end - a->begin) >
		MOST_EDITED ||
	    words_weigh(facts->b.ids + b->begin, b->end - b->begin) >
		MOST_EDITED ||
	    !is_among_equal(&facts->a, *a) || !is_among_equal(&facts->b, *b))
		return NDUP_OK;
	if (!has_texts(facts))
		return find_figures(facts, edit);
	if (a->begin < a->end && b->begin < b->end) {
		status = find_quantities(facts, edit);
		if (status == NDUP_OK)
			status = find_names(facts, edit);
	}
	return status == NDUP_OK ? find_negation(facts, edit) : status;
}

static int
fact_by_place(const void *left, const void *right)
{
	const struct ndup_fact *x = left, *y = right;

	if (x->a.begin != y->a.begin)
		return x->a.begin < y->a.begin ? -1 : 1;
	if (x->b.begin != y->b.begin)
		return x->b.begin < y->b.begin ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

/* Half words of a side that are others, but in facts. */
static uint32_t
count_others(const struct facts *facts, const struct facts_text *text)
{
	const struct fact_side *side = &text->side;
	struct ndup_span span;
	uint32_t i, others = 0;
	size_t j;

	for (i = 0; i < side->num; i++)
		others += text->equal[i] ? 0 : window_weight(text->ids[i]);
	for (j = 0; j < facts->num; j++) {
		span =
		    text == &facts->a ? facts->items[j].a : facts->items[j].b;
		for (i = 0; i < side->num && side->spans[i].begin < span.end;
		     i++)
			if (side->spans[i].begin >= span.begin &&
			    !text->equal[i])
				others -= window_weight(text->ids[i]);
	}
	return others;
}

/* Whether hardly anything but facts is another on a side. */
static bool
keeps_form(const struct facts *facts, const struct facts_text *text)
{
	uint32_t length = words_weigh(text->ids, text->side.num);

	return 10 * count_others(facts, text) <= length;
}

/* Gives the result the order that was asked for. */
static void
facts_arrange(struct facts *facts, bool turned)
{
	struct ndup_span span;
	struct ndup_fact *fact;
	size_t i;

	for (i = 0; turned && i < facts->num; i++) {
		fact = &facts->items[i];
		span = fact->a;
		fact->a = fact->b;
		fact->b = span;
	}
	if (facts->num > 1)
		qsort(facts->items, facts->num, sizeof *facts->items,
		    fact_by_place);
}

enum ndup_status
facts_find(struct facts *facts, const struct article_pair *pair,
    const struct ndup_document *a, const struct ndup_document *b)
{
	struct article_pair turned = {pair->b, pair->a, false};
	enum ndup_status status;
	size_t i;

	facts->num = 0;
	facts->same_form = false;
	if (words_identical(&pair->a.words, &pair->b.words))
		return NDUP_OK;
	status = pair->b_is_earlier ? fact_edits_find(facts, &turned, b, a)
				    : fact_edits_find(facts, pair, a, b);
	for (i = 0; i < facts->num_edits && status == NDUP_OK; i++)
		status = judge_edit(facts, &facts->edits[i]);
	if (status != NDUP_OK || facts->num == 0)
		return status;
	facts->same_form =
	    keeps_form(facts, &facts->a) && keeps_form(facts, &facts->b);
	facts_arrange(facts, pair->b_is_earlier);
	return NDUP_OK;
}

static void
facts_text_free(struct facts_text *text)
{
	memory_free(text->ids);
	memory_free(text->equal);
	memory_free(text->gap);
}

void
facts_free(struct facts *facts)
{
	if (facts->ready)
		aligner_free(&facts->aligner);
	alignment_free(&facts->alignment);
	diff_free(&facts->diff);
	facts_text_free(&facts->a);
	facts_text_free(&facts->b);
	memory_free(facts->edits);
	memory_free(facts->items);
}
