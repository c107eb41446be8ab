/*
 * mark.c - passage keys that stand -> words that do
 */
#include "base/memory.h"
#include "boilerplate/boilerplate.h"
#include "marker.h"
#include "sketch/standing_words.h"

/* ---- an article -> its shingles ------------------------------------------ */

enum ndup_status
marker_init(struct marker *marker, const struct ndup_params *params)
{
	*marker = (struct marker){.words = {0}};
	return key_shingles_init(&marker->shingles, params->min_run);
}

void
marker_free(struct marker *marker)
{
	key_shingles_free(&marker->shingles);
	fetched_free(&marker->fetched);
}

enum ndup_status
marker_fetch(struct marker *marker, const struct articles *articles,
    const struct article *article)
{
	return articles_words(
	    articles, article, &marker->fetched, &marker->words);
}

enum ndup_status
marker_find_shingles(struct marker *marker, const struct articles *articles)
{
	return key_shingles_find(&marker->shingles, articles->intern,
	    marker->words.ids, marker->words.num);
}

/* ---- how shingles that stand begin --------------------------------------- */

/* Two bits of 2^18, by two parts of a hash. */
static uint64_t
bit_number(uint64_t hash, unsigned number)
{
	return number == 0 ? hash >> 46 : hash >> 28 & 0x3ffff;
}

void
heads_add(struct shingle_heads *heads, const uint32_t *ids)
{
	uint64_t hash = roller_hash(&heads->roller, ids), bit;
	unsigned i;

	for (i = 0; i < 2; i++) {
		bit = bit_number(hash, i);
		heads->bits[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

static bool
heads_have(const struct shingle_heads *heads, uint64_t hash)
{
	uint64_t bit = bit_number(hash, 0);

	if ((heads->bits[bit / 64] >> bit % 64 & 1) == 0)
		return false;
	bit = bit_number(hash, 1);
	return heads->bits[bit / 64] >> bit % 64 & 1;
}

/* Whether some shingle of an article may stand; all that do are seen. */
static bool
may_stand(const struct shingle_heads *heads, const struct words *words)
{
	uint32_t num = roller_count(&heads->roller, words->num), i;
	uint64_t hash = num > 0 ? roller_hash(&heads->roller, words->ids) : 0;

	for (i = 0; i < num; i++) {
		if (heads_have(heads, hash))
			return true;
		if (i + 1 < num)
			hash =
			    roller_next(&heads->roller, hash, words->ids + i);
	}
	return false;
}

/* ---- words that stand ---------------------------------------------------- */

struct marking {
	struct ndup_scan *scan;
	const struct set *standing;
	const struct shingle_heads *heads;
	struct marker *markers; /* one a thread */
	unsigned num_threads;
};

/* Puts the ids where they stood. */
static enum ndup_status
put_ids(struct articles *articles, struct article *article, const uint32_t *ids)
{
	if (article->ids != NULL)
		return NDUP_OK;
	return tempfile_write(articles->temp, ids,
	    article->num_tokens * sizeof *ids, &article->ids_at);
}

static enum ndup_status
mark_article(
    struct marking *marking, struct marker *marker, struct article *article)
{
	struct articles *articles = &marking->scan->articles;
	enum ndup_status status;
	uint32_t *ids, marked;

	status = marker_fetch(marker, articles, article);
	if (status != NDUP_OK || !may_stand(marking->heads, &marker->words))
		return status;
	if (marker_find_shingles(marker, articles) != NDUP_OK)
		return NDUP_NOMEM;
	ids = (uint32_t *)marker->words.ids;
	marked = standing_words_mark(
	    ids, article->num_tokens, &marker->shingles, marking->standing);
	if (marked == 0)
		return NDUP_OK;
	article->standing = marked;
	return put_ids(articles, article, ids);
}

enum { CHUNK = 64 };

static enum ndup_status
mark_chunk(void *ctx, size_t number, unsigned thread)
{
	struct marking *marking = ctx;
	size_t i = number * CHUNK, end = i + CHUNK;
	enum ndup_status status = NDUP_OK;

	end = end < marking->scan->articles.num ? end
						: marking->scan->articles.num;
	for (; i < end && status == NDUP_OK; i++)
		status = mark_article(marking, &marking->markers[thread],
		    marking->scan->articles.items[i]);
	return status;
}

static enum ndup_status
mark_articles(struct marking *marking)
{
	const struct pool_loop loop = {mark_chunk, NULL, marking, NULL};
	size_t num = marking->scan->articles.num;

	return pool_each(
	    marking->scan->articles.pool, &loop, (num + CHUNK - 1) / CHUNK);
}

static void
marking_free(struct marking *marking)
{
	unsigned i;

	for (i = 0; marking->markers != NULL && i < marking->num_threads; i++)
		marker_free(&marking->markers[i]);
	memory_free(marking->markers);
}

enum ndup_status
boilerplate_mark(struct ndup_scan *scan, const struct set *standing,
    const struct shingle_heads *heads)
{
	struct marking marking = {.scan = scan,
	    .standing = standing,
	    .heads = heads,
	    .num_threads = pool_num_threads(scan->articles.pool)};
	enum ndup_status status = NDUP_OK;
	unsigned i;

	marking.markers =
	    memory_new(marking.num_threads, sizeof(struct marker));
	if (marking.markers == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < marking.num_threads && status == NDUP_OK; i++)
		status = marker_init(&marking.markers[i], &scan->params);
	if (status == NDUP_OK)
		status = mark_articles(&marking);
	marking_free(&marking);
	return status;
}
