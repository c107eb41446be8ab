/*
 * standing.h - whether a phrase stands, by who has it and since when
 *
 * A story that everybody prints is over in a week; a footer, a paywall, the
 * fixed sentences of a daily notice go on.  What stands is no news, and counts
 * for nothing.
 */
#ifndef TABLE_STANDING_H
#define TABLE_STANDING_H

#include "base/set.h"
#include "compare/conditions.h"
#include "ndup.h"

/* What goes on for longer is no news; seconds. */
enum { WEEK = 7 * 24 * 3600 };

/* Of a source or a title; 0: there is none. */
uint64_t hash_name(struct ndup_slice);

/* A text that has a phrase: that of its first article. */
struct sighting {
	int64_t time;    /* by conditions_time() */
	uint64_t source; /* by hash_name() */
};

struct sighting sighting_of(const struct ndup_time *, struct ndup_slice source);

enum standing {
	STANDS_NOT,
	STANDS,
	/* The articles are to be looked at: */
	STANDS_PERHAPS,   /* times do not tell */
	STANDS_IF_BESIDE, /* it does not, unless it is beside what does */
	STANDS_AT_EDGE    /* few have it: if it is at the beginning or end */
};

struct standing_rules {
	uint32_t min_texts;   /* that have a standing phrase; 0: none stands */
	bool several_sources; /* all articles together have more than one */
};

/*
 * Whether the phrase of these texts stands: distinct ones, in the order of
 * their times, unknown ones last.  It does if at least min_texts have it and
 * the middle half of these spans over a week, where four in five have a time;
 * but what several sources have, each less than three times by mean, is reuse,
 * however long it goes on.  Fewer texts may do where one of several sources
 * alone has it, and for over a month.  The set is scratch.  Linear.
 */
enum ndup_status standing_judge(const struct standing_rules *,
    const struct sighting *, size_t num, struct set *scratch, enum standing *);

/* How many texts there must be for a phrase to be judged at all; 0: none is. */
uint32_t standing_least(const struct standing_rules *);

/* Whether so many of all are most: four in five. */
static inline bool
standing_is_most(size_t some, size_t all)
{
	return 5 * some >= 4 * all;
}

/* Whether the middle half of so many times, in order, spans over so much. */
bool standing_is_spread(
    const struct sighting *, size_t num_timed, int64_t seconds);

#endif
