/*
 * corpus_plan.h - which article is what, from whom it copies, who prints it
 *
 * All of it follows from seed and number, so that nothing has to be kept and
 * any article can be written again when a later one copies it.
 */
#ifndef BENCH_CORPUS_PLAN_H
#define BENCH_CORPUS_PLAN_H

#include "corpus_change.h"

#include <stdbool.h>
#include <stdint.h>

enum kind {
	ORIGINAL,
	VERBATIM,
	LIGHT,     /* 1 to 10 % of the words edited */
	ABRIDGED,  /* the end cut off, perhaps a paragraph more */
	EXTENDED,  /* all of it, and new paragraphs */
	REORDERED, /* paragraphs in another order */
	MERGED,    /* of two originals */
	FOLLOW_UP, /* new text, and some old paragraphs */
	CHANGED,   /* by a fixed amount: see corpus_change.h */
	STORY,     /* what everybody prints */
	AGENCY,    /* own text around one agency paragraph */
	TOPIC,     /* an original with phrases of its topic */
};

#define NUM_OUTLETS 400U
#define TOPIC_SIZE 50U /* articles */

/* How far back an original can be at most. */
#define WINDOW 8192U

struct plan {
	uint64_t seed;
	uint32_t num_articles;
	uint32_t percent_copies; /* of what has no other role */
	bool changes;            /* copies are CHANGED, and of no other kind */
	uint32_t num_story, num_agency, num_topic; /* articles */
	uint32_t num_boilerplate; /* articles of any kind that have it */
	uint32_t story_days; /* in which all print it; 0: by their numbers */
	uint64_t factor;     /* by plan_init() */
};

/* After the numbers are set. */
void plan_init(struct plan *);

/* Numbers of texts that are no article of their own. */
#define STORY_TEXT UINT32_MAX
#define AGENCY_TEXT (UINT32_MAX - 1)

/* A key for one purpose of one article. */
enum purpose {
	TEXT,
	TITLE,
	EDIT,
	FRESH,
	LENGTH,
	PARENT,
	OUTLET,
	WHEN,
	KIND,
	AMOUNT
};
uint64_t plan_key(const struct plan *, uint32_t article, enum purpose);

enum kind plan_kind(const struct plan *, uint32_t article);
const char *kind_name(enum kind);

/* Of a CHANGED one. */
const struct change *plan_change(const struct plan *, uint32_t article);

/* Originals to copy from, 0 to 2; parents holds 2. */
unsigned plan_parents(const struct plan *, uint32_t article, uint32_t *parents);
bool plan_has_boilerplate(const struct plan *, uint32_t article);
uint32_t plan_topic(const struct plan *, uint32_t article);

/* Another one than the first parent's, except for follow-ups. */
uint32_t plan_outlet(const struct plan *, uint32_t article);

/* ISO 8601 with the outlet's zone; buf holds PUBLISHED_SIZE bytes. */
#define PUBLISHED_SIZE 64
void plan_published(const struct plan *, uint32_t article, char *buf);

#endif
