/*
 * standing.c - whether a phrase stands, by who has it and since when
 */
#include "base/hash.h"
#include "standing.h"

enum {
	MONTH = 30 * 24 * 3600, /* what few texts have goes on for this long */
	FEW = 5,                /* texts of one source */
	AGAIN = 3,              /* texts of each source, by mean */
};

uint64_t
hash_name(struct ndup_slice name)
{
	return name.len == 0 ? 0 : hash_bytes(name.ptr, name.len, 0) | 1;
}

struct sighting
sighting_of(const struct ndup_time *time, struct ndup_slice source)
{
	return (struct sighting){conditions_time(time), hash_name(source)};
}

/* What is known of the texts. */
struct known {
	size_t times, sources; /* of so many */
	size_t distinct;       /* sources */
};

static enum ndup_status
count_known(const struct sighting *texts, size_t num, struct set *scratch,
    struct known *known)
{
	size_t i;

	*known = (struct known){0, 0, 0};
	if (set_begin(scratch, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++) {
		known->times += texts[i].time != TIME_UNKNOWN;
		if (texts[i].source == 0)
			continue;
		known->sources++;
		known->distinct += set_add(scratch, texts[i].source);
	}
	return NDUP_OK;
}

bool
standing_is_spread(
    const struct sighting *texts, size_t num_timed, int64_t seconds)
{
	size_t quarter = num_timed / 4;

	return num_timed > 0 &&
	       texts[num_timed - 1 - quarter].time - texts[quarter].time >
		   seconds;
}

/* Whether it came from elsewhere to each of several sources. */
static bool
is_reuse(const struct known *known, size_t num)
{
	return known->distinct > 1 && standing_is_most(known->sources, num) &&
	       known->sources < AGAIN * known->distinct;
}

static enum standing
judge_many(const struct sighting *texts, size_t num, const struct known *known)
{
	if (is_reuse(known, num))
		return STANDS_NOT;
	if (!standing_is_most(known->times, num))
		return STANDS_PERHAPS;
	return standing_is_spread(texts, known->times, WEEK) ? STANDS
							     : STANDS_IF_BESIDE;
}

static enum standing
judge_few(const struct sighting *texts, size_t num, const struct known *known)
{
	return known->sources == num && known->distinct == 1 &&
		       standing_is_most(known->times, num) &&
		       standing_is_spread(texts, known->times, MONTH)
		   ? STANDS_AT_EDGE
		   : STANDS_NOT;
}

uint32_t
standing_least(const struct standing_rules *rules)
{
	if (rules->several_sources && rules->min_texts > FEW)
		return FEW;
	return rules->min_texts;
}

enum ndup_status
standing_judge(const struct standing_rules *rules, const struct sighting *texts,
    size_t num, struct set *scratch, enum standing *standing)
{
	struct known known;

	*standing = STANDS_NOT;
	if (rules->min_texts == 0 || num < standing_least(rules))
		return NDUP_OK;
	if (count_known(texts, num, scratch, &known) != NDUP_OK)
		return NDUP_NOMEM;
	*standing = num >= rules->min_texts ? judge_many(texts, num, &known)
					    : judge_few(texts, num, &known);
	return NDUP_OK;
}
