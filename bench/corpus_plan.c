/*
 * corpus_plan.c - roles by number, so that counts are exact
 *
 * Numbers are permuted by a multiplication; the permuted number says whether
 * an article prints the story, has the agency paragraph, belongs to a topic
 * (from the front) or has boilerplate (from the end).  Of the others some
 * are copies of an original at most WINDOW before them; every third copy
 * takes a story of the day, which so gets many.
 */
#include "corpus_plan.h"

#include "corpus_language.h"

#include <stdio.h>

#define REACH 4096U
#define STORY_OF_THE_DAY 64U /* one of so many */
#define FIRST_DAY 19723      /* 2024-01-01, in days since 1970-01-01 */

uint64_t
plan_key(const struct plan *plan, uint32_t article, enum purpose purpose)
{
	return mix(plan->seed, (uint64_t)purpose << 32 | article);
}

static uint64_t
common_divisor(uint64_t a, uint64_t b)
{
	while (b != 0) {
		uint64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

void
plan_init(struct plan *plan)
{
	uint64_t num = plan->num_articles;

	plan->factor = num * 618 / 1000 + 1;
	while (common_divisor(plan->factor, num) != 1)
		plan->factor++;
}

/* Spreads neighbours far; each place is taken once. */
static uint32_t
permute(const struct plan *plan, uint32_t article)
{
	return (uint32_t)((article * plan->factor + plan->seed) %
			  plan->num_articles);
}

static enum kind
copy_kind(uint32_t chance)
{
	static const struct {
		enum kind kind;
		uint32_t weight;
	} kinds[] = {{VERBATIM, 20}, {LIGHT, 25}, {ABRIDGED, 12},
	    {EXTENDED, 12}, {REORDERED, 8}, {MERGED, 8}, {FOLLOW_UP, 15}};
	unsigned i = 0;

	while (chance >= kinds[i].weight)
		chance -= kinds[i++].weight;
	return kinds[i].kind;
}

enum kind
plan_kind(const struct plan *plan, uint32_t article)
{
	uint32_t place = permute(plan, article);
	struct random random = {plan_key(plan, article, KIND)};

	if (place < plan->num_story)
		return STORY;
	if ((place -= plan->num_story) < plan->num_agency)
		return AGENCY;
	if (place - plan->num_agency < plan->num_topic)
		return TOPIC;
	if (random_below(&random, 100) >= plan->percent_copies)
		return ORIGINAL;
	return plan->changes ? CHANGED : copy_kind(random_below(&random, 100));
}

const struct change *
plan_change(const struct plan *plan, uint32_t article)
{
	struct random random = {plan_key(plan, article, AMOUNT)};

	return &changes[random_below(&random, NUM_CHANGES)];
}

const char *
kind_name(enum kind kind)
{
	static const char *const names[] = {"original", "verbatim", "light",
	    "abridged", "extended", "reordered", "merged", "follow-up",
	    "changed", "story", "agency", "topic"};

	return names[kind];
}

/* The nearest original at or before; false if there is none in reach. */
static bool
find_original(const struct plan *plan, uint32_t article, uint32_t *found)
{
	for (uint32_t i = 0; i < REACH / 2; i++) {
		if (plan_kind(plan, article - i) == ORIGINAL) {
			*found = article - i;
			return true;
		}
		if (i == article)
			break;
	}
	return false;
}

unsigned
plan_parents(const struct plan *plan, uint32_t article, uint32_t *parents)
{
	struct random random = {plan_key(plan, article, PARENT)};
	enum kind kind = plan_kind(plan, article);
	unsigned wanted = kind == MERGED ? 2 : 1, num = 0;
	uint32_t reach = article < REACH ? article : REACH;

	if (kind == ORIGINAL || kind > CHANGED || article == 0)
		return 0;
	for (unsigned i = 0; i < wanted; i++) {
		uint32_t from = article - 1 - random_below(&random, reach);

		if (random_below(&random, 3) == 0)
			from -= from % STORY_OF_THE_DAY;
		if (find_original(plan, from, &parents[num]) &&
		    (num == 0 || parents[0] != parents[1]))
			num++;
	}
	return num;
}

bool
plan_has_boilerplate(const struct plan *plan, uint32_t article)
{
	return permute(plan, article) >=
	       plan->num_articles - plan->num_boilerplate;
}

uint32_t
plan_topic(const struct plan *plan, uint32_t article)
{
	uint32_t place = permute(plan, article);

	return (place - plan->num_story - plan->num_agency) / TOPIC_SIZE;
}

/* Large outlets print more. */
static uint32_t
draw_outlet(const struct plan *plan, uint32_t article)
{
	struct random random = {plan_key(plan, article, OUTLET)};

	return random_below(&random, 1 + random_below(&random, NUM_OUTLETS));
}

uint32_t
plan_outlet(const struct plan *plan, uint32_t article)
{
	uint32_t parents[2], outlet = draw_outlet(plan, article), first;

	if (plan_parents(plan, article, parents) == 0)
		return outlet;
	first = draw_outlet(plan, parents[0]);
	if (plan_kind(plan, article) == FOLLOW_UP)
		return first;
	return outlet == first ? (outlet + 1) % NUM_OUTLETS : outlet;
}

/* Year, month and day of a day since 1970-01-01, after March 0000. */
static void
civil_date(uint32_t days, unsigned *date)
{
	uint32_t shifted = days + 719468, era = shifted / 146097;
	uint32_t day = shifted % 146097;
	uint32_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	uint32_t month;

	day -= 365 * year + year / 4 - year / 100;
	month = (5 * day + 2) / 153;
	date[2] = day - (153 * month + 2) / 5 + 1;
	date[1] = month < 10 ? month + 3 : month - 9;
	date[0] = year + era * 400 + (date[1] <= 2);
}

static uint64_t
seconds_of(const struct plan *plan, uint32_t article, struct random *random)
{
	if (plan->story_days > 0 && plan_kind(plan, article) == STORY)
		return 86400 + random_below(random, plan->story_days * 86400);
	return 86400 + article * 60ULL + random_below(random, 60);
}

void
plan_published(const struct plan *plan, uint32_t article, char *buf)
{
	static const int zones[] = {0, 60, 120, 180, -300, -480, 330, 540};
	struct random random = {plan_key(plan, article, WHEN)};
	int zone = zones[plan_outlet(plan, article) % 8];
	uint64_t seconds = seconds_of(plan, article, &random);
	uint64_t local = seconds + (uint64_t)(int64_t)(zone * 60);
	unsigned date[3], minutes = (unsigned)(zone < 0 ? -zone : zone);

	civil_date((uint32_t)(FIRST_DAY - 1 + local / 86400), date);
	snprintf(buf, PUBLISHED_SIZE,
	    "%04u-%02u-%02uT%02u:%02u:%02u%c%02u:%02u", date[0], date[1],
	    date[2], (unsigned)(local / 3600 % 24), (unsigned)(local / 60 % 60),
	    (unsigned)(local % 60), zone < 0 ? '-' : '+', minutes / 60,
	    minutes % 60);
}
