/*
 * relation.c - exact measures -> match or not, and of which relation
 */
#include "relation.h"

/* Both coverages of a near-duplicate, the shorter one's of an excerpt. */
static const double most = 0.8;

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

double
relation_coverage(const struct measures *m)
{
	double a = share(m->covered_a, m->length_a);
	double b = share(m->covered_b, m->length_b);

	if (m->length_a == m->length_b)
		return a > b ? a : b;
	return m->length_a < m->length_b ? a : b;
}

bool
relation_is_similar(const struct measures *m, double min_jaccard)
{
	return m->common_shingles > 0 && jaccard(m) >= min_jaccard;
}

bool
relation_matches(const struct measures *m, const struct ndup_params *params)
{
	if (m->identical)
		return true;
	if (relation_is_similar(m, params->min_jaccard))
		return true;
	return params->min_coverage > 0 && m->has_run &&
	       relation_coverage(m) >= params->min_coverage;
}

static enum ndup_relation
relation_of(const struct measures *m, const struct ndup_params *params)
{
	if (m->identical)
		return NDUP_IDENTICAL;
	if (relation_is_similar(m, params->min_jaccard))
		return NDUP_NEAR_DUPLICATE;
	if (share(m->covered_a, m->length_a) >= most &&
	    share(m->covered_b, m->length_b) >= most)
		return NDUP_NEAR_DUPLICATE;
	if (relation_coverage(m) >= most)
		return NDUP_EXCERPT;
	return NDUP_PARTIAL_REUSE;
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
	match->coverage_a = share(m->covered_a, m->length_a);
	match->coverage_b = share(m->covered_b, m->length_b);
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
ndup_relation_name(enum ndup_relation relation_of)
{
	switch (relation_of) {
	case NDUP_LEAD:
		return "lead";
	case NDUP_IDENTICAL:
		return "identical";
	case NDUP_NEAR_DUPLICATE:
		return "near-duplicate";
	case NDUP_EXCERPT:
		return "excerpt";
	case NDUP_PARTIAL_REUSE:
		return "partial reuse";
	}
	return "unknown";
}
