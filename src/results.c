/*
 * results.c - the public face of a scan: results out
 */
#include "base/error.h"
#include "evidence.h"
#include "star.h"
#include "verify/judge.h"

const struct ndup_counts *
ndup_scan_counts(const struct ndup_scan *scan)
{
	return &scan->counts;
}

const struct ndup_params *
ndup_scan_params(const struct ndup_scan *scan)
{
	return &scan->params;
}

const struct ndup_reader_counts *
ndup_scan_skipped(const struct ndup_scan *scan)
{
	return &scan->skipped;
}

enum ndup_status
ndup_scan_document(const struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document)
{
	if (scan->evidence == NULL || article >= scan->articles.num)
		return NDUP_PARAM;
	*document = scan->articles.items[article]->document;
	return NDUP_OK;
}

uint32_t
ndup_scan_num_words(const struct ndup_scan *scan, uint32_t article)
{
	if (scan->evidence == NULL || article >= scan->articles.num)
		return 0;
	return (scan->articles.items[article]->half_words + 1) / 2;
}

/* The measures of a pair of articles, as those of their texts say. */
static struct ndup_match
describe(const struct ndup_scan *scan, const struct article_match *pair)
{
	struct ndup_match match = {.a = pair->a,
	    .b = pair->b,
	    .relation = NDUP_IDENTICAL,
	    .jaccard = 1,
	    .containment_a = 1,
	    .containment_b = 1,
	    .coverage_a = 1,
	    .coverage_b = 1};
	const struct text_match *texts;

	if (pair->match == SAME_TEXT)
		return match;
	texts = &scan->matches[pair->match];
	judge_fill(&texts->measures, &scan->params, &match);
	if (scan->texts.of[pair->a] != texts->texts.a)
		judge_turn(&match);
	return match;
}

enum ndup_status
ndup_scan_next_match(struct ndup_scan *scan, struct ndup_match *match)
{
	if (scan->evidence == NULL)
		return NDUP_PARAM;
	if (scan->next_pair == scan->num_pairs) {
		scan->next_pair = 0;
		return NDUP_END;
	}
	*match = describe(scan, &scan->pairs[scan->next_pair++]);
	return evidence_match(scan->evidence, scan, match);
}

static enum ndup_status
describe_cluster(
    struct ndup_scan *scan, uint32_t number, struct ndup_cluster *cluster)
{
	struct star *star = scan->evidence->star;

	if (star_make(star, scan, number) != NDUP_OK ||
	    star_members(star, scan) != NDUP_OK ||
	    star_passages(star, scan) != NDUP_OK ||
	    star_related(star, scan) != NDUP_OK)
		return NDUP_NOMEM;
	*cluster = (struct ndup_cluster){
	    .number = number + 1,
	    .lead = star->copies[0].article,
	    .first = star->members[0].article,
	    .members = star->members,
	    .num_members = star->num_members,
	    .weakest = star_weakest(star, scan),
	    .passages = star->passages,
	    .num_passages = star->shared.num_passages,
	    .related = star->related,
	    .num_related = star->num_related,
	};
	return NDUP_OK;
}

enum ndup_status
ndup_scan_next_cluster(struct ndup_scan *scan, struct ndup_cluster *cluster)
{
	if (scan->evidence == NULL)
		return NDUP_PARAM;
	if (scan->next_cluster == scan->stars.num_stars) {
		scan->next_cluster = 0;
		return NDUP_END;
	}
	return describe_cluster(scan, scan->next_cluster++, cluster);
}
