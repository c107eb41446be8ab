/*
 * members.c - what each member of a cluster is to its lead, and what is related
 */
#include <stdlib.h>

#include "base/memory.h"
#include "compare/relation.h"
#include "cluster.h"

/* ---- what counts for nothing in members of a cluster ---------------------- */

enum ndup_status
star_ignored(struct star *star, const struct ndup_scan *scan,
    struct evidence *evidence, size_t copy)
{
	struct ndup_member *member = &star->members[copy];
	size_t before = star->ignored.num;
	enum ndup_status status;

	status = ignored_find(&evidence->ignorer, &evidence->a, scan,
	    member->article, &star->ignored);
	member->num_ignored = star->ignored.num - before;
	return status;
}

/* Lends each member its part of what is ignored, and of the facts; members are
 * still in the order of copies. */
static void
lend_lists(struct star *star)
{
	const struct ndup_ignored *ignored = star->ignored.items;
	const struct ndup_fact *facts = star->facts;
	struct ndup_member *member = star->members;
	struct ndup_member *end = member + star->num_members;

	for (; member < end; member++) {
		if (star->ignored.num > 0) {
			member->ignored = ignored;
			ignored += member->num_ignored;
		}
		if (member->match.num_facts > 0) {
			member->match.facts = facts;
			facts += member->match.num_facts;
		}
	}
}

/* ---- what each member of a cluster is to its lead, and what is related --- */

/* What an article of this text is to another one. */
static struct ndup_match
match_article(const struct ndup_scan *scan, const struct ndup_match *texts,
    uint32_t article, uint32_t other)
{
	struct article *const *articles = scan->articles.items;
	struct ndup_match match = *texts;

	match.a = article;
	match.b = other;
	match.relation = relation_in_time(match.relation,
	    &articles[article]->document.published,
	    &articles[other]->document.published);
	return match;
}

/* Adds the members of a text. */
static void
add_members(struct star *star, const struct ndup_scan *scan, uint32_t number)
{
	const struct star_text *text = &star->texts[number];
	const struct ndup_match match =
	    match_from_text(scan, text->text, text->match);
	struct ndup_member member = {
	    .num_words = words_rounded(scan_text(scan, text->text)->half_words),
	};
	const struct article *article;
	uint32_t i;

	if (!star->bare)
		member.new_words = pair_count_new(star->ids[number],
		    star->num_tokens[number], star->marks + text->first_marked);
	for (i = 0; i < scan->texts.sizes[text->text]; i++) {
		member.article = star->copies[star->num_members];
		member.match = match_article(
		    scan, &match, member.article, star->copies[0]);
		if (member.article == star->copies[0])
			member.match.relation = NDUP_LEAD;
		article = scan->articles.items[member.article];
		member.old = article->old;
		member.ignored_words =
		    words_rounded(article->ignored + article->standing);
		star->members[star->num_members++] = member;
		member.new_words = 0;
	}
}

static int
by_article(const void *left, const void *right)
{
	const struct ndup_member *x = left, *y = right;

	return x->article < y->article ? -1 : x->article > y->article;
}

enum ndup_status
star_members(struct star *star, const struct ndup_scan *scan)
{
	uint32_t number;

	star->num_members = star->ignored.num = star->num_facts = 0;
	if (memory_grow(star->members, star->num_copies) != NDUP_OK)
		return NDUP_NOMEM;
	for (number = 0; number < star->num_texts; number++)
		add_members(star, scan, number);
	return NDUP_OK;
}

void
star_sort_members(struct star *star)
{
	lend_lists(star);
	qsort(star->members, star->num_members, sizeof *star->members,
	    by_article);
}

/* ---- related articles --------------------------------------------------- */

static enum ndup_status
add_related(struct star *star, const struct ndup_scan *scan, uint32_t member,
    const struct link_end *end)
{
	const uint32_t *articles =
	    scan->texts.articles + scan->texts.begin[end->text];
	const struct ndup_match match =
	    match_from_text(scan, end->text, end->match);
	uint32_t size = scan->texts.sizes[end->text], i;
	uint32_t copy = star->copies[star->texts[member].first_copy];
	uint32_t lead = scan->stars.lead_of[end->text];
	uint32_t cluster =
	    lead == STAR_NONE
		? 0
		: stars_number(&scan->stars, &scan->links, lead) + 1;

	if (memory_grow(star->related, star->num_related + size) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < size; i++)
		star->related[star->num_related++] =
		    (struct ndup_related){articles[i], cluster,
			match_article(scan, &match, articles[i], copy)};
	return NDUP_OK;
}

static int
by_related(const void *left, const void *right)
{
	const struct ndup_related *x = left, *y = right;

	return x->article < y->article ? -1 : x->article > y->article;
}

enum ndup_status
star_related(struct star *star, const struct ndup_scan *scan)
{
	const struct links *links = &scan->links;
	const struct stars *stars = &scan->stars;
	uint32_t member, text, other;
	size_t i;

	star->num_related = 0;
	for (member = 0; member < star->num_texts; member++) {
		text = star->texts[member].text;
		for (i = links->begin[text]; i < links->begin[text + 1]; i++) {
			other = links->ends[i].text;
			if (stars->related[other] == text &&
			    stars->lead_of[other] != star->lead &&
			    add_related(star, scan, member, &links->ends[i]) !=
				NDUP_OK)
				return NDUP_NOMEM;
		}
	}
	if (star->num_related > 1)
		qsort(star->related, star->num_related, sizeof *star->related,
		    by_related);
	return NDUP_OK;
}

double
star_weakest(const struct ndup_scan *scan, uint32_t lead)
{
	const struct links *links = &scan->links;
	double weakest = 1, strength;
	size_t i;

	for (i = links->begin[lead]; i < links->begin[lead + 1]; i++) {
		if (scan->stars.lead_of[links->ends[i].text] != lead)
			continue;
		strength = relation_strength(
		    &scan->matches[links->ends[i].match].measures);
		weakest = strength < weakest ? strength : weakest;
	}
	return weakest;
}
