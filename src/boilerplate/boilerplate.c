/*
 * boilerplate.c - which phrases stand, of those whose times do not tell it
 *
 * The phrase around each such passage key is judged by articles that have it
 * (suspect.c).
 */
#include "base/memory.h"
#include "boilerplate/boilerplate.h"
#include "suspect.h"

struct judging {
	const struct ndup_scan *scan;
	struct frequent_keys *frequent;
	struct set keys, standing; /* all that are frequent; those that stand */
	struct phrase *phrases;    /* one a thread */
	unsigned num_threads;
	bool *rejected; /* of each key: nothing beside it can change that */
};

static enum ndup_status
judge_key(void *ctx, size_t i, unsigned thread)
{
	struct judging *judging = ctx;
	struct frequent_key *key = &judging->frequent->items[i];
	struct phrase *phrase = &judging->phrases[thread];
	enum ndup_status status;

	if (key->standing == STANDS || judging->rejected[i])
		return NDUP_OK;
	status = phrase_judge(phrase, judging->frequent, key);
	if (phrase->stands)
		key->standing = STANDS;
	judging->rejected[i] = !phrase->are_strangers;
	return status;
}

static void
note_standing(struct judging *judging)
{
	const struct frequent_keys *frequent = judging->frequent;
	size_t i;

	for (i = 0; i < frequent->num; i++) {
		if (frequent->items[i].standing == STANDS)
			set_add(&judging->standing, frequent->items[i].key);
	}
}

/* Judges all keys; then those of strangers again, by what is known now of the
 * passages beside theirs. */
static enum ndup_status
judge_twice(struct judging *judging)
{
	const struct pool_loop loop = {judge_key, NULL, judging, NULL};
	struct pool *pool = judging->scan->articles.pool;
	size_t num = judging->frequent->num, i;
	enum ndup_status status;
	unsigned thread;

	for (i = 0; i < num; i++)
		set_add(&judging->keys, judging->frequent->items[i].key);
	note_standing(judging);
	if ((status = pool_each(pool, &loop, num)) != NDUP_OK)
		return status;
	note_standing(judging);
	for (thread = 0; thread < judging->num_threads; thread++)
		phrase_forget(&judging->phrases[thread]);
	if ((status = pool_each(pool, &loop, num)) == NDUP_OK)
		note_standing(judging);
	return status;
}

static enum ndup_status
run_judging(struct judging *judging)
{
	size_t num = judging->frequent->num;
	unsigned thread;

	judging->phrases =
	    memory_new(judging->num_threads, sizeof *judging->phrases);
	judging->rejected = memory_new(num, sizeof *judging->rejected);
	if (judging->phrases == NULL || judging->rejected == NULL ||
	    set_begin(&judging->keys, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (thread = 0; thread < judging->num_threads; thread++) {
		if (phrase_init(&judging->phrases[thread], judging->scan,
			&judging->keys, &judging->standing) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return judge_twice(judging);
}

static void
judging_free(struct judging *judging)
{
	unsigned i;

	for (i = 0; judging->phrases != NULL && i < judging->num_threads; i++)
		phrase_free(&judging->phrases[i]);
	memory_free(judging->phrases);
	memory_free(judging->rejected);
	set_free(&judging->keys);
}

static size_t
count_doubtful(const struct frequent_keys *frequent)
{
	size_t num = 0, i;

	for (i = 0; i < frequent->num; i++)
		num += frequent->items[i].standing != STANDS;
	return num;
}

enum ndup_status
boilerplate_judge(const struct ndup_scan *scan, struct frequent_keys *frequent,
    struct set *standing, bool *found)
{
	struct judging judging = {.scan = scan,
	    .frequent = frequent,
	    .num_threads = pool_num_threads(scan->articles.pool)};
	size_t num_doubtful = count_doubtful(frequent);
	enum ndup_status status;

	status = set_begin(&judging.standing, frequent->num);
	if (status == NDUP_OK && num_doubtful > 0)
		status = run_judging(&judging);
	else if (status == NDUP_OK)
		note_standing(&judging);
	*found = count_doubtful(frequent) < num_doubtful;
	*standing = judging.standing;
	judging_free(&judging);
	return status;
}
