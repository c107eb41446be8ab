/*
 * fact_finder.c - two articles of a scan -> the facts that are others
 */
#include "fact_finder.h"

enum ndup_status
fact_finder_run(struct fact_finder *finder, const struct ndup_scan *scan,
    uint32_t a, uint32_t b)
{
	const struct texts *texts = &scan->texts;
	struct article_pair pair = {
	    .b_is_earlier = texts->of[b] < texts->of[a]};
	enum ndup_status status;

	finder->facts.num = 0;
	if (texts->same[a] == texts->same[b])
		return NDUP_OK;
	finder->a.tokeniser.seed = finder->b.tokeniser.seed = scan->params.seed;
	status = match_side(scan, a, &finder->a, &finder->fetched[0], &pair.a);
	if (status == NDUP_OK)
		status = match_side(
		    scan, b, &finder->b, &finder->fetched[1], &pair.b);
	if (status != NDUP_OK)
		return status;
	return facts_find(
	    &finder->facts, &pair, &finder->a.document, &finder->b.document);
}

void
fact_finder_free(struct fact_finder *finder)
{
	facts_free(&finder->facts);
	positions_free(&finder->a);
	positions_free(&finder->b);
	fetched_free(&finder->fetched[0]);
	fetched_free(&finder->fetched[1]);
}
