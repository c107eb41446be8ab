/*
 * spill.c - articles whose text or ids may be on disk, brought back
 */
#include "articles.h"
#include "spill.h"

/* ---- what of the articles stays in memory, and what goes to disk --------- */

/*
 * Texts are read once, where they are reported, and keys once, in the order in
 * which they stand; ids are read again and again, by whatever they are compared
 * with.  So texts are the first to go to disk, and ids the last; names never
 * go.  What is left is for the stages: their needs grow with the number of
 * articles, but far slower than what these hold.
 */

enum { STAGES = 768 << 20, SHARES = 8 };

/* What may be held when this kind stays: shares of all that may. */
static const unsigned shares[ROOM_KINDS] = {
    [ROOM_TEXTS] = 6, [ROOM_KEYS] = 7, [ROOM_IDS] = 8};

static size_t
count_held(const struct budget *budget)
{
	size_t sum = 0;
	int kind;

	for (kind = 0; kind < ROOM_KINDS; kind++)
		sum += budget->held[kind];
	return sum;
}

/* Bytes that may be held: all but what the stages want, at least half. */
static uint64_t
most_held(const struct budget *budget)
{
	uint64_t half = budget->memory / 2;

	return half > STAGES ? budget->memory - STAGES : half;
}

bool
budget_take(struct budget *budget, enum budget_kind kind, size_t size)
{
	uint64_t most = most_held(budget) / SHARES * shares[kind];

	if (kind != ROOM_NAMES && count_held(budget) + size > most)
		return false;
	budget->held[kind] += size;
	return true;
}

void
budget_clear(struct budget *budget, enum budget_kind kind)
{
	budget->held[kind] = 0;
}

/* A sixteenth is for what nobody counts. */
size_t
budget_left(const struct budget *budget)
{
	uint64_t used = count_held(budget) + budget->memory / 16;
	uint64_t least = budget->memory / 6;

	if (used + least > budget->memory)
		return (size_t)least;
	return (size_t)(budget->memory - used);
}

/* ---- articles whose text or ids may be on disk, brought back ------------- */

struct words
article_words(const struct article *article)
{
	return (struct words){article->ids, article->num_tokens,
	    article->half_words, article->num_shingles, article->number + 1};
}

enum ndup_status
articles_read_ids(const struct articles *articles,
    const struct article *article, uint32_t *ids)
{
	return tempfile_read(articles->temp, article->ids_at, ids,
	    article->num_tokens * sizeof *ids);
}

/* Makes room for so many bytes. */
static enum ndup_status
budget_reserve(struct fetched *fetched, size_t size)
{
	return memory_reserve(
	    &fetched->bytes, &fetched->bytes_capacity, size + 1, 1);
}

enum ndup_status
articles_words(const struct articles *articles, const struct article *article,
    struct fetched *fetched, struct words *words)
{
	size_t size = article->num_tokens * sizeof *article->ids;

	*words = article_words(article);
	if (article->ids != NULL)
		return NDUP_OK;
	if (budget_reserve(fetched, size) != NDUP_OK)
		return NDUP_NOMEM;
	words->ids = fetched->bytes;
	return articles_read_ids(articles, article, fetched->bytes);
}

enum ndup_status
articles_document(const struct articles *articles,
    const struct article *article, struct fetched *fetched,
    struct ndup_document *document)
{
	size_t size = article->document.text.len;

	*document = article->document;
	if (document->text.ptr != NULL)
		return NDUP_OK;
	if (budget_reserve(fetched, size) != NDUP_OK)
		return NDUP_NOMEM;
	document->text.ptr = fetched->bytes;
	return tempfile_read(
	    articles->temp, article->text_at, fetched->bytes, size);
}

void
fetched_free(struct fetched *fetched)
{
	memory_free(fetched->bytes);
	*fetched = (struct fetched){0};
}
