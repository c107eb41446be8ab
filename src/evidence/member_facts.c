/*
 * member_facts.c - which facts of a cluster's member are others in its lead
 */
#include <string.h>

#include "base/memory.h"
#include "compare/relation.h"
#include "cluster.h"

enum ndup_status
star_facts(struct star *star, const struct ndup_scan *scan,
    struct evidence *evidence, size_t copy)
{
	struct ndup_match *match = &star->members[copy].match;
	struct facts *facts = &evidence->facts;
	enum ndup_status status;

	if (!relation_has_facts(match->relation))
		return NDUP_OK;
	status = evidence_facts(evidence, scan, match);
	if (status == NDUP_OK)
		status = memory_grow(star->facts, star->num_facts + facts->num);
	if (status != NDUP_OK || facts->num == 0)
		return status;
	memcpy(star->facts + star->num_facts, facts->items,
	    facts->num * sizeof *facts->items);
	star->num_facts += facts->num;
	match->num_facts = facts->num;
	match->same_form = facts->same_form;
	return NDUP_OK;
}
