/*
 * html_pair.c - two articles as a page
 *
 * The page of a scan whose only cluster is the pair, with the left one for its
 * lead, whether they match or not; it opens with the two side by side.
 */
#include "base/memory.h"
#include "report/html.h"
#include "report/report.h"

struct twosome {
	struct ndup_cluster cluster;
	struct ndup_member members[2]; /* the earlier one first */
	struct ndup_shared *passages;
	struct ndup_occurrence *occurrences; /* two of each passage */
};

static void
describe(struct twosome *twosome, const struct ndup_match *match,
    const struct ndup_scan *scan)
{
	struct ndup_member lead = {.article = match->a,
	    .relation = NDUP_LEAD,
	    .num_words = ndup_scan_num_words(scan, match->a)};
	struct ndup_member other = {.article = match->b,
	    .relation = match->relation,
	    .jaccard = match->jaccard,
	    .coverage = match->coverage_b,
	    .coverage_of_lead = match->coverage_a,
	    .num_words = ndup_scan_num_words(scan, match->b)};
	bool first = match->a < match->b;
	double coverage = lead.num_words < other.num_words ? match->coverage_a
							   : match->coverage_b;

	twosome->members[0] = first ? lead : other;
	twosome->members[1] = first ? other : lead;
	twosome->cluster = (struct ndup_cluster){.number = 1,
	    .lead = match->a,
	    .first = twosome->members[0].article,
	    .members = twosome->members,
	    .num_members = 2,
	    .weakest = coverage > match->jaccard ? coverage : match->jaccard,
	    .passages = twosome->passages,
	    .num_passages = match->num_passages};
}

static void
add_passage(struct twosome *twosome, const struct ndup_match *match, size_t i)
{
	const struct ndup_passage *passage = &match->passages[i];
	struct ndup_occurrence a = {match->a, passage->a, passage->text_a};
	struct ndup_occurrence b = {match->b, passage->b, passage->text_b};
	struct ndup_occurrence *pair = twosome->occurrences + 2 * i;

	pair[0] = match->a < match->b ? a : b;
	pair[1] = match->a < match->b ? b : a;
	twosome->passages[i] =
	    (struct ndup_shared){passage->num_words, pair, 2};
}

static bool
fill(struct twosome *twosome, const struct ndup_match *match,
    const struct ndup_scan *scan)
{
	size_t num = match->num_passages, i;

	twosome->passages = memory_new(num + 1, sizeof *twosome->passages);
	twosome->occurrences =
	    memory_new(2 * num + 1, sizeof *twosome->occurrences);
	if (twosome->passages == NULL || twosome->occurrences == NULL)
		return false;
	for (i = 0; i < num; i++)
		add_passage(twosome, match, i);
	describe(twosome, match, scan);
	return true;
}

void
html_pair(struct sink *sink, struct ndup_scan *scan, const struct pair *pair,
    const struct ndup_report_options *options)
{
	struct twosome twosome = {.passages = NULL};
	struct html html = {.sink = sink,
	    .scan = scan,
	    .options = options,
	    .only = &twosome.cluster,
	    .unmatched = !pair->matches,
	    .num_clusters = 1,
	    .num_full = 1};

	html.full = memory_new(1, sizeof *html.full);
	if (html.full == NULL || !fill(&twosome, &pair->match, scan)) {
		sink->status = NDUP_NOMEM;
	} else {
		html.full[0] = true;
		html_page(&html);
	}
	memory_free(twosome.passages);
	memory_free(twosome.occurrences);
	html_free(&html);
}
