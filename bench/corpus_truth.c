/*
 * corpus_truth.c - two articles share where pieces of one origin overlap
 *
 * Each line: id, id, kind, ranges, with tabs between; a range is the place in
 * the first, the place in the second, and the size, in bytes that are equal.
 * A copy is paired with its originals and with all other copies of these
 * ("siblings").  Printers of the story and of the agency paragraph are so
 * many that each is paired with the first of them only.
 */
#include "corpus_truth.h"

#include <stdlib.h>
#include <string.h>

struct member {
	uint32_t article, shift;
	uint32_t copies; /* of it: the latest one's number + 1, or 0 */
	uint32_t num_parents;
	uint32_t parents[2];
	uint32_t earlier[2];  /* the copy of that parent before it, + 1 */
	struct piece *pieces; /* by origin and place in it */
	size_t num_pieces;
};

struct truth {
	const struct plan *plan;
	FILE *file;
	struct member ring[WINDOW];
	struct member first_story, first_agency;
	bool has_ranges; /* of the line being written */
};

struct truth *
truth_new(const struct plan *plan, FILE *file)
{
	struct truth *truth = allocate(NULL, 1, sizeof(*truth));

	memset(truth, 0, sizeof(*truth));
	truth->plan = plan;
	truth->file = file;
	return truth;
}

/* The line is begun with its first range: nothing shared, no line. */
static void
write_range(struct truth *truth, const struct member *a, const struct member *b,
    const char *kind, struct piece range)
{
	if (!truth->has_ranges)
		fprintf(truth->file, ID_FORMAT "\t" ID_FORMAT "\t%s\t",
		    a->article, b->article, kind);
	fprintf(truth->file, "%s%u:%u:%u", truth->has_ranges ? "," : "",
	    range.from + a->shift, range.begin + b->shift, range.size);
	truth->has_ranges = true;
}

static void
end_line(struct truth *truth)
{
	if (truth->has_ranges)
		fputc('\n', truth->file);
	truth->has_ranges = false;
}

/* Bytes at the end of a piece that are no words: newlines and spaces. */
static uint32_t
trim(const struct text *text, uint32_t begin, uint32_t size)
{
	while (size > 0 && (text->bytes[begin + size - 1] == '\n' ||
			       text->bytes[begin + size - 1] == ' '))
		size--;
	return size;
}

static const char *
copy_name(const struct plan *plan, uint32_t article)
{
	enum kind kind = plan_kind(plan, article);

	return kind == CHANGED ? plan_change(plan, article)->name
			       : kind_name(kind);
}

static void
write_original(struct truth *truth, const struct member *original,
    const struct member *copy, const struct text *text)
{
	const char *kind = copy_name(truth->plan, copy->article);

	for (size_t i = 0; i < copy->num_pieces; i++) {
		struct piece range = copy->pieces[i];

		range.size = trim(text, range.begin, range.size);
		if (range.origin == original->article && range.size > 0)
			write_range(truth, original, copy, kind, range);
	}
	end_line(truth);
}

/* Text is b's. */
static void
write_siblings(struct truth *truth, const struct member *a,
    const struct member *b, const struct text *text)
{
	enum kind kind = plan_kind(truth->plan, b->article);
	const char *name = kind < STORY ? "siblings" : kind_name(kind);
	size_t i = 0, j = 0;

	while (i < a->num_pieces && j < b->num_pieces) {
		const struct piece *p = &a->pieces[i], *q = &b->pieces[j];
		uint32_t from = p->from > q->from ? p->from : q->from;
		uint32_t p_end = p->from + p->size, q_end = q->from + q->size;
		uint32_t end = p_end < q_end ? p_end : q_end;
		struct piece range = {q->origin, p->begin + from - p->from,
		    q->begin + from - q->from, 0};

		if (p->origin == q->origin && from < end)
			range.size = trim(text, range.begin, end - from);
		if (range.size > 0)
			write_range(truth, a, b, name, range);
		if (p->origin < q->origin ||
		    (p->origin == q->origin && p_end < q_end))
			i++;
		else
			j++;
	}
	end_line(truth);
}

static bool
has_parent(const struct member *member, uint32_t parent)
{
	return (member->num_parents > 0 && member->parents[0] == parent) ||
	       (member->num_parents > 1 && member->parents[1] == parent);
}

/* The original, and its copies so far, latest first. */
static void
write_family(struct truth *truth, const struct member *member, unsigned parent,
    const struct text *text)
{
	uint32_t number = member->parents[parent];
	struct member *original = &truth->ring[number % WINDOW];
	uint32_t copy = original->copies;

	write_original(truth, original, member, text);
	while (copy != 0) {
		const struct member *other = &truth->ring[(copy - 1) % WINDOW];
		unsigned side = other->parents[0] == number ? 0 : 1;

		/* Who has both parents was met with the first. */
		if (parent == 0 || !has_parent(other, member->parents[0]))
			write_siblings(truth, other, member, text);
		copy = other->earlier[side];
	}
}

static int
compare_pieces(const void *a, const void *b)
{
	const struct piece *p = a, *q = b;

	if (p->origin != q->origin)
		return p->origin < q->origin ? -1 : 1;
	return p->from < q->from ? -1 : p->from > q->from;
}

static void
fill_member(struct member *member, const struct plan *plan, uint32_t article,
    const struct text *text)
{
	free(member->pieces);
	memset(member, 0, sizeof(*member));
	member->article = article;
	member->num_parents = plan_parents(plan, article, member->parents);
	member->num_pieces = text->num_pieces;
	if (text->num_pieces == 0)
		return;
	member->pieces =
	    allocate(NULL, text->num_pieces, sizeof(*member->pieces));
	memcpy(member->pieces, text->pieces,
	    text->num_pieces * sizeof(*member->pieces));
	qsort(member->pieces, member->num_pieces, sizeof(*member->pieces),
	    compare_pieces);
}

/* Pairs a member of a large group with the first one. */
static void
add_to_group(struct truth *truth, struct member *first, uint32_t article,
    const struct text *text, uint32_t shift)
{
	struct member member = {.article = 0};

	fill_member(&member, truth->plan, article, text);
	member.shift = shift;
	if (!first->pieces) {
		*first = member;
		return;
	}
	write_siblings(truth, first, &member, text);
	free(member.pieces);
}

void
truth_add(struct truth *truth, uint32_t article, const struct text *text,
    uint32_t shift)
{
	struct member *member = &truth->ring[article % WINDOW];
	enum kind kind = plan_kind(truth->plan, article);

	if (!truth->file)
		return;
	if (kind == STORY || kind == AGENCY) {
		add_to_group(truth,
		    kind == STORY ? &truth->first_story : &truth->first_agency,
		    article, text, shift);
		return;
	}
	fill_member(member, truth->plan, article, text);
	member->shift = shift;
	for (unsigned i = 0; i < member->num_parents; i++)
		write_family(truth, member, i, text);
	for (unsigned i = 0; i < member->num_parents; i++) {
		struct member *original =
		    &truth->ring[member->parents[i] % WINDOW];

		member->earlier[i] = original->copies;
		original->copies = article + 1;
	}
	if (kind == TOPIC)
		fprintf(truth->file, ID_FORMAT "\t#%u\ttopic\t\n", article,
		    plan_topic(truth->plan, article));
}

void
truth_add_boilerplate(struct truth *truth, uint32_t article, uint32_t size,
    uint32_t head, uint32_t tail)
{
	if (truth->file)
		fprintf(truth->file,
		    ID_FORMAT "\t#\tboilerplate\t0:0:%u,%u:%u:%u\n", article,
		    head, size - tail, size - tail, tail);
}

void
truth_free(struct truth *truth)
{
	for (uint32_t i = 0; i < WINDOW; i++)
		free(truth->ring[i].pieces);
	free(truth->first_story.pieces);
	free(truth->first_agency.pieces);
	free(truth);
}
