/*
 * findings.c - all that a scan found, copied, to be compared with an oracle
 */
#include <stdlib.h>
#include <string.h>

#include "findings.h"
#include "oracle_texts.h"

static const char *const faults[] = {
    "none",              /* for comparison: all tests must pass */
    "drop-match",        /* every tenth match is lost */
    "drop-copy",         /* every tenth match of identical articles is */
    "lose-member",       /* clusters lose half of their members */
    "false-match",       /* two articles match that do not */
    "shift-jaccard",     /* one match says 0.002 more than there is */
    "shift-containment", /* the same */
    "shift-coverage",    /* the same, 0.002 less */
    "shift-run",         /* a longest run is one word longer */
    "shift-member",      /* what a cluster says of a member is not so */
    "shift-single",      /* of a pair measured alone, 0.01 more */
    "wrong-relation",    /* of one match */
    "shift-passage",     /* every passage begins one byte later */
    "stretch-passage",   /* one passage claims five words more */
    "swap-passages",     /* those of each match are not in order */
    "drop-passage",      /* every tenth match loses its first passage */
    "blunt-estimate",    /* estimates are 0.02 too high */
    "blunt-bands",       /* one of 20 pairs meets in no band */
};

bool
fault_wanted(void)
{
	const char *fault = getenv("NDUP_PLANT");

	return fault != NULL && *fault != '\0';
}

bool
fault_planted(const char *fault)
{
	return fault_wanted() && strcmp(getenv("NDUP_PLANT"), fault) == 0;
}

bool
fault_known(void)
{
	size_t i;

	for (i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		if (fault_planted(faults[i]))
			return true;
	}
	return false;
}

/* ---- spoiling ------------------------------------------------------------ */

static int
by_articles(const void *left, const void *right)
{
	const struct ndup_match *x = left, *y = right;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

/* Every tenth match, of identical articles or of others. */
static void
drop_matches(struct findings *found, bool identical)
{
	size_t i, num = 0, seen = 0;

	for (i = 0; i < found->num_matches; i++) {
		if ((found->matches[i].relation == NDUP_IDENTICAL) ==
			identical &&
		    seen++ % 10 == 0)
			free((void *)found->matches[i].passages);
		else
			found->matches[num++] = found->matches[i];
	}
	found->num_matches = num;
}

/* Says of the first article that it matches the first that it does not. */
static void
add_false_match(struct findings *found)
{
	struct ndup_match match = found->matches[found->num_matches / 2];

	match.passages = NULL;
	match.num_passages = 0;
	match.a = 0;
	for (match.b = 1; findings_match(found, 0, match.b) != NULL;)
		match.b++;
	found->matches = oracle_resize(
	    found->matches, found->num_matches + 1, sizeof *found->matches);
	found->matches[found->num_matches++] = match;
	qsort(found->matches, found->num_matches, sizeof match, by_articles);
}

static void
spoil_values(struct ndup_match *match)
{
	if (fault_planted("shift-jaccard"))
		match->jaccard += 0.002;
	if (fault_planted("shift-containment"))
		match->containment_b += 0.002;
	if (fault_planted("shift-coverage"))
		match->coverage_a -= 0.002;
	if (fault_planted("shift-run"))
		match->longest_run++;
	if (fault_planted("wrong-relation"))
		match->relation = match->relation == NDUP_NEAR_DUPLICATE
				      ? NDUP_EXCERPT
				      : NDUP_NEAR_DUPLICATE;
}

static void
spoil_passages(struct ndup_match *match, size_t number)
{
	struct ndup_passage *passages = (struct ndup_passage *)match->passages;
	struct ndup_passage first;
	size_t i;

	if (match->num_passages == 0)
		return;
	for (i = 0; fault_planted("shift-passage") && i < match->num_passages;
	     i++)
		passages[i].b.begin++;
	if (fault_planted("stretch-passage") && number == 0)
		passages[0].num_words += 5;
	if (fault_planted("swap-passages") && match->num_passages > 1) {
		first = passages[0];
		passages[0] = passages[1];
		passages[1] = first;
	}
	if (fault_planted("drop-passage") && number % 10 == 0)
		memmove(passages, passages + 1,
		    --match->num_passages * sizeof first);
}

static void
spoil(struct findings *found, uint32_t num_articles)
{
	size_t i;

	for (i = 0; i < found->num_matches; i++)
		spoil_passages(&found->matches[i], i);
	if (found->num_matches > 0)
		spoil_values(&found->matches[found->num_matches / 2]);
	if (fault_planted("drop-match"))
		drop_matches(found, false);
	if (fault_planted("drop-copy"))
		drop_matches(found, true);
	if (fault_planted("false-match") && found->num_matches > 0)
		add_false_match(found);
	if (fault_planted("shift-member") && found->num_members > 0)
		found->members[0].coverage_b += 0.002;
	for (i = 0; fault_planted("lose-member") && i < num_articles; i += 2)
		found->cluster_of[i] = 0;
}

/* ---- collecting ---------------------------------------------------------- */

static void
copy_match(
    struct findings *found, const struct ndup_match *match, size_t *capacity)
{
	size_t size = match->num_passages * sizeof *match->passages;
	struct ndup_match *copy;

	if (found->num_matches == *capacity) {
		*capacity = 2 * *capacity + 256;
		found->matches = oracle_resize(
		    found->matches, *capacity, sizeof *found->matches);
	}
	copy = &found->matches[found->num_matches++];
	*copy = *match;
	copy->passages =
	    oracle_memory(match->num_passages, sizeof *match->passages);
	if (size > 0)
		memcpy((void *)copy->passages, match->passages, size);
}

static void
copy_cluster(struct findings *found, const struct ndup_cluster *cluster)
{
	const struct ndup_member *member;
	size_t i;

	found->members = oracle_resize(found->members,
	    found->num_members + cluster->num_members, sizeof *found->members);
	for (i = 0; i < cluster->num_members; i++) {
		member = &cluster->members[i];
		found->cluster_of[member->article] = cluster->number;
		if (member->match.relation != NDUP_LEAD)
			found->members[found->num_members++] = member->match;
	}
	for (i = 0; i < cluster->num_related; i++)
		found->cluster_of[cluster->related[i].article] =
		    cluster->number;
}

static uint32_t
end_of_chain(uint32_t *chain_of, uint32_t article)
{
	while (chain_of[article] != article)
		article = chain_of[article] = chain_of[chain_of[article]];
	return article;
}

static void
link_chains(struct findings *found, uint32_t num_articles)
{
	uint32_t i, a, b;
	size_t k;

	found->chain_of = oracle_memory(num_articles, sizeof(uint32_t));
	for (i = 0; i < num_articles; i++)
		found->chain_of[i] = i;
	for (k = 0; k < found->num_matches; k++) {
		a = end_of_chain(found->chain_of, found->matches[k].a);
		b = end_of_chain(found->chain_of, found->matches[k].b);
		found->chain_of[a > b ? a : b] = a > b ? b : a;
	}
	for (i = 0; i < num_articles; i++)
		found->chain_of[i] = end_of_chain(found->chain_of, i);
}

bool
findings_collect(struct findings *found, struct ndup_scan *scan)
{
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;
	enum ndup_status status;
	size_t capacity = 0;

	*found = (struct findings){.counts = *ndup_scan_counts(scan)};
	found->cluster_of =
	    oracle_memory(found->counts.articles, sizeof(uint32_t));
	while ((status = ndup_scan_next_match(scan, &match, NULL)) == NDUP_OK)
		copy_match(found, match, &capacity);
	if (status != NDUP_END)
		return false;
	while (
	    (status = ndup_scan_next_cluster(scan, &cluster, NULL)) == NDUP_OK)
		copy_cluster(found, cluster);
	spoil(found, (uint32_t)found->counts.articles);
	link_chains(found, (uint32_t)found->counts.articles);
	return status == NDUP_END;
}

void
findings_free(struct findings *found)
{
	size_t i;

	for (i = 0; i < found->num_matches; i++)
		free((void *)found->matches[i].passages);
	free(found->matches);
	free(found->members);
	free(found->cluster_of);
	free(found->chain_of);
	*found = (struct findings){0};
}

const struct ndup_match *
findings_match(const struct findings *found, uint32_t a, uint32_t b)
{
	struct ndup_match key = {.a = a < b ? a : b, .b = a < b ? b : a};

	if (found->num_matches == 0)
		return NULL;
	return bsearch(
	    &key, found->matches, found->num_matches, sizeof key, by_articles);
}
