/*
 * sift.c - articles that share keys with the one at hand -> its candidates
 *
 * Those that are pending join those of the store.  Of very many the ones that
 * share most keys are candidates, of equal ones the earliest: so a
 * near-duplicate is found behind any number of articles that share less with
 * it.  What stands counts for nothing.
 */
#include <assert.h>
#include <string.h>

#include "base/sort.h"
#include "sketch/winnow.h"
#include "table/candidates.h"
#include "index.h"

/* Of a key's articles, stored and pending, so many of the first and of the
 * latest are taken; as in a bucket of a scan. */
enum { ENDS = BUCKET_MAX / 2, MOST_STEPS = 4 * ENDS };

/* A walk along the pending articles of a key. */
struct sift_walk {
	const struct pending *pending;
	uint32_t key;          /* its index */
	uint32_t above, below; /* numbers between which they are taken */
	unsigned most;         /* to be taken */
	bool backward;
};

/* Takes some from this link on, and counts what is left to be taken; *last is
 * then the number of the last one, or what it was. */
static enum ndup_status
share_along(
    struct query *query, struct sift_walk *walk, uint32_t link, uint32_t *last)
{
	const struct pending *pending = walk->pending;
	enum ndup_status status = NDUP_OK;
	unsigned steps = 0;
	const struct held_link *at;
	uint32_t number;

	for (; link != 0 && walk->most > 0 && steps < MOST_STEPS &&
	       status == NDUP_OK;
	     link = walk->backward ? at->before : at->after) {
		at = &pending->links[link];
		number = pending->first_number + at->item;
		if (walk->backward && number <= walk->above)
			break;
		steps++;
		if (number >= walk->below)
			continue;
		status = query_share(query, number, walk->key);
		*last = number;
		walk->most--;
	}
	return status;
}

/* Of few all, of more both ends, each once: as many of the first ones as the walk
 * says.  *latest: how many of the latest ones are to be stored ones. */
static enum ndup_status
share_bucket(struct query *query, const struct bucket_of_held *bucket,
    struct sift_walk walk, unsigned *latest)
{
	const struct pending *pending = walk.pending;
	enum ndup_status status;
	uint32_t first;

	*latest = ENDS;
	if (bucket == NULL || bucket->first == 0)
		return NDUP_OK;
	first = pending->first_number + pending->links[bucket->first].item;
	if (first >= walk.below)
		return NDUP_OK;
	walk.above = walk.most > 0 ? first : first - 1;
	status = share_along(query, &walk, bucket->first, &walk.above);
	walk.backward = true;
	walk.most = ENDS;
	if (status == NDUP_OK)
		status =
		    share_along(query, &walk, bucket->last, &(uint32_t){0});
	*latest = walk.most;
	return status;
}

/* Hits of a key in the store, in the order of a search. */
struct stored_hits {
	size_t begin, num;
	bool capped; /* the first ones rise, the latest fall behind them */
};

/* Leaves out stored ones that are neither of the first nor of so many of the
 * latest. */
static void
drop_middle(
    struct query *query, const struct stored_hits *stored, unsigned latest)
{
	uint64_t *hits = query->sharing + stored->begin;
	size_t begin = ENDS, end = stored->num, i;

	if (stored->capped)
		begin += latest;
	else
		end -= latest < end ? latest : end;
	for (i = begin; i < end; i++)
		hits[i] = postings_hit(NO_NUMBER, postings_hit_key(hits[i]));
}

/* A key of the article at hand: stands, or is shared by pending ones too. */
static enum ndup_status
sift_key(struct ndup_index *index, struct query *query, uint32_t i,
    const struct stored_hits *stored, struct key_evidence *evidence)
{
	const struct pending *pending = &index->pending;
	struct sift_walk walk = {pending, i, 0, evidence->below, 0, false};
	enum ndup_status status;
	unsigned latest;

	evidence->bucket = pending_bucket(pending, query->held.keys[i]);
	status = index_judge_key(
	    index, query->held.keys[i], evidence, &query->stands[i]);
	if (status != NDUP_OK || query->stands[i])
		return status;
	walk.most = stored->num < ENDS ? ENDS - (unsigned)stored->num : 0;
	status = share_bucket(query, evidence->bucket, walk, &latest);
	if (status == NDUP_OK && stored->num > ENDS)
		drop_middle(query, stored, latest);
	return status;
}

/* Those of key i, which stand behind these. */
static struct stored_hits
next_stored(const struct query *query, size_t num, uint32_t i,
    const struct stored_hits *before)
{
	struct stored_hits next = {before->begin + before->num, 0, false};
	size_t end = next.begin;

	while (end < num && postings_hit_key(query->sharing[end]) == i)
		end++;
	next.num = end - next.begin;
	return next;
}

/* What sharing a key is worth: nothing if it stands; else as in a scan, with
 * articles for texts (see find_rare()). */
static uint8_t
worth_of_key(const struct ndup_index *index, uint64_t key, bool stands,
    const struct key_evidence *evidence)
{
	uint64_t others = evidence->num_stored;

	if (stands)
		return 0;
	if (evidence->bucket != NULL)
		others += evidence->bucket->num;
	return (uint8_t)key_worth(
	    key, others + 1, winnow_gives_one_key(index->meta.params.min_run));
}

/* Looks at all keys of the article at hand. */
static enum ndup_status
sift_keys(struct ndup_index *index, struct query *query, uint32_t below)
{
	const struct postings_hits hits = {query->sharing, query->num_sharing,
	    query->capped, query->num_capped};
	struct phrases *phrases = &index->phrases;
	uint32_t num = query->held.is.num_keys, i;
	enum ndup_status status = NDUP_OK;
	struct key_evidence evidence = {.below = below};
	struct stored_hits stored = {0, 0, false};
	bool any = false;

	if (memory_grow(query->stands, num) != NDUP_OK ||
	    memory_grow(query->worth, num) != NDUP_OK ||
	    memory_grow(phrases->counts, num) != NDUP_OK)
		return NDUP_NOMEM;
	index_count_hits(index, &hits, below, phrases->counts, num);
	for (i = 0; i < num && status == NDUP_OK; i++) {
		evidence.num_stored = phrases->counts[i];
		stored = next_stored(query, hits.num, i, &stored);
		stored.capped = phrases->counts[i] == UINT32_MAX;
		status = sift_key(index, query, i, &stored, &evidence);
		any = any || query->stands[i];
		query->worth[i] = worth_of_key(
		    index, query->held.keys[i], query->stands[i], &evidence);
	}
	if (status == NDUP_OK && any)
		status = index_judge_shingles(index, query, below);
	return status;
}

/* Without those that are no more, and those that came later. */
static void
drop_gone(const struct ndup_index *index, struct query *query, uint32_t below)
{
	uint64_t *items = query->sharing;
	size_t i, num = 0;
	uint32_t number;

	for (i = 0; i < query->num_sharing; i++) {
		number = postings_hit_number(items[i]);
		if (number < below &&
		    !id_set_has(&index->pending.killed, number))
			items[num++] = items[i];
	}
	query->num_sharing = num;
}

/* Notes that an article has a key that several articles have. */
static enum ndup_status
note_text(struct ndup_index *index, struct query *query, uint64_t hit)
{
	uint64_t *known = &query->texts[postings_hit_key(hit)], text;
	enum ndup_status status;

	if (*known == UINT64_MAX)
		return NDUP_OK;
	status = index_text_of(index, postings_hit_number(hit), &text);
	if (status != NDUP_OK || text == query->held.is.tokens_hash)
		return status;
	*known = *known == 0 || *known == text ? text : UINT64_MAX;
	return NDUP_OK;
}

/* Copies of one text are one, as in a scan: a key that only they have is as good
 * as two.  Of most keys the first two articles say that they are of several. */
static enum ndup_status
find_rare(struct ndup_index *index, struct query *query)
{
	uint32_t num = query->held.is.num_keys, key;
	enum ndup_status status = memory_grow(query->texts, num);
	size_t i;

	if (status == NDUP_OK && num > 0)
		memset(query->texts, 0, num * sizeof *query->texts);
	for (i = 0; i < query->num_sharing && status == NDUP_OK; i++) {
		if (query->worth[postings_hit_key(query->sharing[i])] == 1)
			status = note_text(index, query, query->sharing[i]);
	}
	for (key = 0; key < num && status == NDUP_OK; key++) {
		if (query->worth[key] == 1 && query->texts[key] != UINT64_MAX)
			query->worth[key] = KEYS_WANTED;
	}
	return status;
}

/* Each number once, with what its keys are worth. */
static void
count_keys(struct query *query)
{
	uint64_t *items = query->sharing;
	size_t i, num = 0;
	uint32_t number, worth;

	for (i = 0; i < query->num_sharing; i++) {
		number = postings_hit_number(items[i]);
		worth = query->worth[postings_hit_key(items[i])];
		if (worth == 0)
			continue;
		if (num > 0 && postings_hit_number(items[num - 1]) == number)
			items[num - 1] += worth;
		else
			items[num++] = postings_hit(number, worth);
	}
	query->num_sharing = num;
}

/* Leaves out those that share too little. */
static void
drop_weak_sharing(struct query *query)
{
	uint64_t *items = query->sharing;
	size_t i, num = 0;

	for (i = 0; i < query->num_sharing; i++) {
		if (postings_hit_key(items[i]) >= KEYS_WANTED)
			items[num++] = items[i];
	}
	query->num_sharing = num;
}

/* Leaves those that share most keys, by number again. */
static void
keep_most(struct query *query)
{
	uint64_t *items = query->sharing;
	size_t i;

	query->crowded = query->num_sharing > CANDIDATES_MOST;
	if (!query->crowded)
		return;
	for (i = 0; i < query->num_sharing; i++)
		items[i] = (UINT64_MAX - (uint32_t)items[i]) << 32 |
			   postings_hit_number(items[i]);
	sort_numbers(items, query->scratch, query->num_sharing);
	query->num_sharing = CANDIDATES_MOST;
	for (i = 0; i < query->num_sharing; i++)
		items[i] <<= 32;
	sort_numbers(items, query->scratch, query->num_sharing);
}

static enum ndup_status
list_candidates(struct query *query)
{
	size_t i;

	if (memory_grow(query->candidates, query->num_sharing) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < query->num_sharing; i++) {
		query->candidates[i] = postings_hit_number(query->sharing[i]);
		assert(
		    i == 0 || query->candidates[i - 1] < query->candidates[i]);
	}
	assert(query->num_sharing <= CANDIDATES_MOST);
	query->num_candidates = query->num_sharing;
	return NDUP_OK;
}

enum ndup_status
index_sift(struct ndup_index *index, struct query *query, uint32_t below)
{
	enum ndup_status status = sift_keys(index, query, below);

	if (status == NDUP_OK)
		status = memory_grow(query->scratch, query->num_sharing);
	if (status != NDUP_OK)
		return status;
	drop_gone(index, query, below);
	/* Of one article they stand in the order of its keys already. */
	sort_by_upper_half(query->sharing, query->scratch, query->num_sharing);
	if ((status = find_rare(index, query)) != NDUP_OK)
		return status;
	count_keys(query);
	drop_weak_sharing(query);
	keep_most(query);
	return list_candidates(query);
}
