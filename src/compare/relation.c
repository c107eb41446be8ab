/*
 * relation.c - exact measures -> match or not, and of which relation
 */
#include "relation.h"

/* Both coverages of a near-duplicate, the shorter one's of an excerpt. */
static const double most = 0.8;

/* The coverage that a match by Jaccard has, of what counts. */
static const double least = 0.4;

/* The coverage at which many short passages are as good as a longer one. */
static const double half = 0.5;

/* The coverage of both that a form has which is filled in again. */
static const double quarter = 0.25;

static double
share(uint32_t part, uint32_t whole)
{
	return whole == 0 ? 0 : (double)part / (double)whole;
}

static double
jaccard(const struct measures *m)
{
	return share(m->common_shingles,
	    m->shingles_a + m->shingles_b - m->common_shingles);
}

/* Of two of one length, the one of which more is covered. */
static bool
a_is_shorter(const struct measures *m)
{
	return m->length_a == m->length_b ? m->covered_a > m->covered_b
					  : m->length_a < m->length_b;
}

double
relation_coverage(const struct measures *m)
{
	return a_is_shorter(m) ? share(m->covered_a, m->length_a)
			       : share(m->covered_b, m->length_b);
}

/* Whether Jaccard reaches so much, and is not 0. */
static bool
is_similar(const struct measures *m, double min_jaccard)
{
	return m->common_shingles > 0 && jaccard(m) >= min_jaccard;
}

/* Whether so much counts in both that anything can be said of them. */
static bool
has_enough(const struct measures *m, const struct ndup_params *params)
{
	uint32_t shorter =
	    m->length_a < m->length_b ? m->length_a : m->length_b;

	return shorter >= 2 * (uint64_t)params->min_words;
}

/* Whether all words are alike, and by coverage those that count. */
static bool
is_near_duplicate(const struct measures *m, const struct ndup_params *params)
{
	if (is_similar(m, params->min_jaccard))
		return params->min_coverage <= 0 ||
		       relation_coverage(m) >= least;
	return share(m->covered_a, m->length_a) >= most &&
	       share(m->covered_b, m->length_b) >= most;
}

/* Whether the pair looks like one form with other figures: what both have in
 * common goes around them, and is not nearly all of either. */
static bool
is_form(const struct measures *m)
{
	return m->replaces_figure && relation_coverage(m) < most &&
	       share(m->covered_a, m->length_a) >= quarter &&
	       share(m->covered_b, m->length_b) >= quarter;
}

/* Whether the pair has a passage of min_run words; or, but of a form, twice as
 * many in shorter ones that are half of the shorter article. */
static bool
has_passage(const struct measures *m, const struct ndup_params *params)
{
	uint32_t covered =
	    m->covered_a < m->covered_b ? m->covered_a : m->covered_b;
	uint64_t wanted = 2 * (uint64_t)params->min_run;

	return m->passage >= wanted ||
	       (covered >= 2 * wanted && relation_coverage(m) >= half &&
		   !is_form(m));
}

bool
relation_matches(const struct measures *m, const struct ndup_params *params)
{
	if (m->is_page)
		return false;
	if (m->identical)
		return true;
	if (params->min_coverage <= 0)
		return is_similar(m, params->min_jaccard);
	if (!has_enough(m, params))
		return false;
	if (is_similar(m, params->min_jaccard) &&
	    relation_coverage(m) >= least)
		return true;
	return (params->long_passage > 0 &&
		   m->passage >= 2 * (uint64_t)params->long_passage) ||
	       (relation_coverage(m) >= params->min_coverage &&
		   has_passage(m, params));
}

static enum ndup_relation
relation_of(const struct measures *m, const struct ndup_params *params)
{
	if (m->identical)
		return NDUP_IDENTICAL;
	if (is_near_duplicate(m, params))
		return NDUP_NEAR_DUPLICATE;
	if (relation_coverage(m) < most)
		return NDUP_PARTIAL_REUSE;
	return a_is_shorter(m) ? NDUP_EXCERPT : NDUP_EXTENSION;
}

bool
relation_has_facts(enum ndup_relation relation)
{
	return relation == NDUP_NEAR_DUPLICATE || relation == NDUP_EXCERPT ||
	       relation == NDUP_EXTENSION;
}

enum ndup_relation
relation_turn(enum ndup_relation relation)
{
	if (relation == NDUP_EXCERPT)
		return NDUP_EXTENSION;
	return relation == NDUP_EXTENSION ? NDUP_EXCERPT : relation;
}

enum ndup_relation
relation_in_time(enum ndup_relation relation, const struct ndup_time *a,
    const struct ndup_time *b)
{
	return relation == NDUP_PARTIAL_REUSE &&
		       a->precision != NDUP_TIME_UNKNOWN &&
		       b->precision != NDUP_TIME_UNKNOWN &&
		       a->seconds < b->seconds
		   ? NDUP_REUSED
		   : relation;
}

void
relation_fill(const struct measures *m, const struct ndup_params *params,
    struct ndup_match *match)
{
	match->relation = relation_of(m, params);
	match->jaccard = m->identical ? 1 : jaccard(m);
	match->containment_a =
	    m->identical ? 1 : share(m->common_shingles, m->shingles_a);
	match->containment_b =
	    m->identical ? 1 : share(m->common_shingles, m->shingles_b);
	match->coverage_a = m->identical ? 1 : share(m->covered_a, m->length_a);
	match->coverage_b = m->identical ? 1 : share(m->covered_b, m->length_b);
	match->strength = relation_strength(m);
}

double
relation_strength(const struct measures *m)
{
	double by_jaccard = m->identical ? 1 : jaccard(m);
	double by_coverage = relation_coverage(m);

	return by_jaccard > by_coverage ? by_jaccard : by_coverage;
}

const char *
ndup_relation_name(enum ndup_relation relation)
{
	switch (relation) {
	case NDUP_LEAD:
		return "lead";
	case NDUP_IDENTICAL:
		return "identical";
	case NDUP_NEAR_DUPLICATE:
		return "near-duplicate";
	case NDUP_EXCERPT:
		return "excerpt";
	case NDUP_EXTENSION:
		return "extension";
	case NDUP_PARTIAL_REUSE:
		return "partial reuse";
	case NDUP_REUSED:
		return "reused in part";
	}
	return "unknown";
}
