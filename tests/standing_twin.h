/*
 * standing_twin.h - the rule of what stands, in plain words
 */
#ifndef TESTS_STANDING_TWIN_H
#define TESTS_STANDING_TWIN_H

#include "random.h"

#include "table/standing.h"

enum { TWIN_DAY = 24 * 3600, TWIN_WEEK = 7 * TWIN_DAY };

struct standing_facts {
	size_t num, num_timed, num_known, num_sources;
	int64_t middle; /* seconds from the first time of the middle half on */
};

static inline int
by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return a < b ? -1 : a > b;
}

static inline struct standing_facts
standing_look(const struct sighting *texts, size_t num)
{
	struct standing_facts facts = {.num = num};
	int64_t *times = test_new(num, sizeof *times);
	size_t i, j;

	for (i = 0; i < num; i++) {
		if (texts[i].time != TIME_UNKNOWN)
			times[facts.num_timed++] = texts[i].time;
		if (texts[i].source == 0)
			continue;
		facts.num_known++;
		for (j = 0; texts[j].source != texts[i].source;)
			j++;
		facts.num_sources += j == i;
	}
	qsort(times, facts.num_timed, sizeof *times, by_number);
	i = facts.num_timed / 4; /* so many are left out at each end */
	if (facts.num_timed > 0)
		facts.middle = times[facts.num_timed - i - 1] - times[i];
	free(times);
	return facts;
}

static inline enum standing
standing_judge_plainly(
    const struct standing_rules *rules, const struct standing_facts *facts)
{
	bool timed = 100 * facts->num_timed >= 80 * facts->num;
	bool known = 100 * facts->num_known >= 80 * facts->num;

	if (rules->min_texts == 0)
		return STANDS_NOT;
	if (facts->num >= rules->min_texts) {
		if (known && facts->num_sources > 1 &&
		    facts->num_known < 3 * facts->num_sources)
			return STANDS_NOT;
		if (!timed)
			return STANDS_PERHAPS;
		return facts->middle > TWIN_WEEK ? STANDS : STANDS_IF_BESIDE;
	}
	if (rules->several_sources && facts->num >= 5 &&
	    facts->num_known == facts->num && facts->num_sources == 1 &&
	    timed && facts->middle > 30 * TWIN_DAY)
		return STANDS_AT_EDGE;
	return STANDS_NOT;
}

#endif
