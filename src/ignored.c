/*
 * ignored.c - what counts for nothing in members of a cluster, as byte ranges
 *
 * Ignored tokens have the id 0, whoever ignores them: a row of these is one
 * range, from its first token to its last.
 */
#include "base/memory.h"
#include "star.h"

/* The next row of ignored tokens; empty if there is none. */
static struct tokens_span
next_row(const uint32_t *ids, uint32_t num, uint32_t from)
{
	struct tokens_span row;

	while (from < num && ids[from] != 0)
		from++;
	row.begin = row.end = from;
	while (row.end < num && ids[row.end] == 0)
		row.end++;
	return row;
}

/* Adds the rows of a member, whose text has this number. */
static enum ndup_status
add_rows(struct star *star, uint32_t number, struct ndup_member *member,
    struct places *places)
{
	uint32_t num = star->num_tokens[number];
	const uint32_t *ids = star->ids[number];
	struct ndup_occurrence *added;
	struct tokens_span row;

	row = next_row(ids, num, 0);
	for (; row.begin < row.end; row = next_row(ids, num, row.end)) {
		if (memory_reserve(&star->ignored, &star->ignored_capacity,
			star->num_ignored + 1,
			sizeof *star->ignored) != NDUP_OK)
			return NDUP_NOMEM;
		added = &star->ignored[star->num_ignored++];
		added->article = member->article;
		added->text = places_text(places, row);
		added->span = places_stored(places, added->text);
		member->num_ignored++;
	}
	return NDUP_OK;
}

/* The same for a member that may have none. */
static enum ndup_status
find_rows(struct star *star, const struct ndup_scan *scan, uint32_t number,
    struct ndup_member *member, struct places *places)
{
	const struct article *article = scan->articles.items[member->article];
	uint32_t half_words = article->ignored + article->marked;
	enum ndup_status status;

	member->ignored_words = (half_words + 1) / 2;
	if (half_words == 0 || star->bare)
		return NDUP_OK;
	status = places_find(places, &scan->articles, article);
	return status == NDUP_OK ? add_rows(star, number, member, places)
				 : status;
}

enum ndup_status
star_ignored(
    struct star *star, const struct ndup_scan *scan, struct places *places)
{
	struct ndup_member *member = star->members;
	const struct ndup_occurrence *next;
	enum ndup_status status = NDUP_OK;
	uint32_t number, i, size;

	star->num_ignored = 0;
	for (number = 0; number < star->num_texts; number++) {
		size = scan->texts.sizes[star->texts[number].text];
		for (i = 0; i < size && status == NDUP_OK; i++)
			status =
			    find_rows(star, scan, number, member++, places);
	}
	next = star->ignored;
	for (i = 0; i < star->num_members && star->num_ignored > 0; i++) {
		star->members[i].ignored = next;
		if (star->members[i].num_ignored > 0)
			next += star->members[i].num_ignored;
	}
	return status;
}
