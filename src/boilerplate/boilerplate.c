/*
 * boilerplate.c - boilerplate, found by itself
 *
 * A crowd is all texts that share a passage key.  Each crowd's passage is
 * judged (suspect.c); what is boilerplate is then ignored as if the user had
 * named it, in the texts of its crowds.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "boilerplate/boilerplate.h"
#include "corpus/scan_data.h"
#include "table/candidates.h"
#include "suspect.h"

struct verdict {
	bool are_strangers, is_boilerplate;
	struct tokens_span stretch; /* in the crowd's first text */
};

struct boilerplate_run {
	struct ndup_scan *scan;
	const struct crowds *crowds;
	struct set crowd_keys, marked_keys;
	struct phrase *phrases; /* one a thread */
	unsigned num_threads;
	struct verdict *verdicts; /* one a crowd */
	uint64_t *tokens;         /* of all marks, a 0 after each */
	size_t num_tokens, tokens_capacity;
	struct article **articles; /* that have any of them */
	size_t num_articles;
};

/* ---- crowds -> verdicts ------------------------------------------------- */

static enum ndup_status
judge_crowd(void *ctx, size_t i, unsigned thread)
{
	struct boilerplate_run *m = ctx;
	const struct crowd *crowd = &m->crowds->items[i];
	struct phrase *phrase = &m->phrases[thread];
	struct verdict *verdict = &m->verdicts[i];
	enum ndup_status status;

	if (verdict->is_boilerplate || !verdict->are_strangers)
		return NDUP_OK;
	status = phrase_judge(phrase, m->crowds, crowd);
	*verdict = (struct verdict){
	    phrase->are_strangers, phrase->is_boilerplate, phrase->stretch};
	return status;
}

/* Judges all crowds; then those of strangers again, by what is known now of
 * the passages beside theirs. */
static enum ndup_status
judge_twice(struct boilerplate_run *m)
{
	const struct pool_loop loop = {judge_crowd, NULL, m, NULL};
	size_t num = m->crowds->num, i;
	enum ndup_status status;
	unsigned thread;

	for (i = 0; i < num; i++) {
		set_add(&m->crowd_keys, m->crowds->items[i].key);
		m->verdicts[i].are_strangers = true;
	}
	status = pool_each(m->scan->articles.pool, &loop, num);
	if (status != NDUP_OK)
		return status;
	for (i = 0; i < num; i++) {
		if (m->verdicts[i].is_boilerplate)
			set_add(&m->marked_keys, m->crowds->items[i].key);
	}
	for (thread = 0; thread < m->num_threads; thread++)
		phrase_forget(&m->phrases[thread]);
	return pool_each(m->scan->articles.pool, &loop, num);
}

static enum ndup_status
judge_phrases(struct boilerplate_run *m)
{
	size_t num = m->crowds->num;
	unsigned thread;

	m->phrases = memory_new(m->num_threads, sizeof *m->phrases);
	m->verdicts = memory_new(num, sizeof *m->verdicts);
	if (m->phrases == NULL || m->verdicts == NULL ||
	    set_begin(&m->crowd_keys, num) != NDUP_OK ||
	    set_begin(&m->marked_keys, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (thread = 0; thread < m->num_threads; thread++) {
		if (phrase_init(&m->phrases[thread], m->scan, &m->crowd_keys,
			&m->marked_keys) != NDUP_OK)
			return NDUP_NOMEM;
	}
	return judge_twice(m);
}

/* ---- verdicts -> marks -------------------------------------------------- */

static uint32_t
count_marked_articles(
    const struct boilerplate_run *m, const struct crowd *crowd)
{
	const uint32_t *texts = m->crowds->texts + crowd->begin;
	uint32_t sum = 0, i;

	for (i = 0; i < crowd->num; i++)
		sum += m->scan->texts.sizes[texts[i]];
	return sum;
}

static int
mark_by_articles(const void *left, const void *right)
{
	const struct mark *x = left, *y = right;

	if (x->num_articles != y->num_articles)
		return x->num_articles > y->num_articles ? -1 : 1;
	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	if (x->stretch.begin != y->stretch.begin)
		return x->stretch.begin < y->stretch.begin ? -1 : 1;
	return x->stretch.end > y->stretch.end
		   ? -1
		   : x->stretch.end < y->stretch.end;
}

static enum ndup_status
list_marks(struct boilerplate_run *m)
{
	const struct texts *texts = &m->scan->texts;
	struct marks *marks = &m->scan->marks;
	const struct crowd *crowd;
	size_t i;

	for (i = 0; i < m->crowds->num; i++) {
		if (!m->verdicts[i].is_boilerplate)
			continue;
		crowd = &m->crowds->items[i];
		if (memory_grow(marks->items, marks->num + 1) != NDUP_OK)
			return NDUP_NOMEM;
		marks->items[marks->num++] = (struct mark){
		    texts->articles
			[texts->begin[m->crowds->texts[crowd->begin]]],
		    m->verdicts[i].stretch, 0, count_marked_articles(m, crowd)};
	}
	if (marks->num > 1)
		qsort(marks->items, marks->num, sizeof *marks->items,
		    mark_by_articles);
	return NDUP_OK;
}

/* Adds the tokens of a mark and a 0, and weighs it. */
static enum ndup_status
add_tokens(struct boilerplate_run *m, struct mark *mark, struct fetched *loaded)
{
	const struct articles *articles = &m->scan->articles;
	uint32_t num = mark->stretch.end - mark->stretch.begin;
	enum ndup_status status;
	const uint32_t *ids;
	struct words words;

	status = articles_words(
	    articles, articles->items[mark->article], loaded, &words);
	if (status == NDUP_OK)
		status = memory_grow(m->tokens, m->num_tokens + num + 1);
	if (status != NDUP_OK)
		return status;
	ids = words.ids + mark->stretch.begin;
	mark->half_words = words_weigh(ids, num);
	intern_values(articles->intern, ids, num, m->tokens + m->num_tokens);
	m->num_tokens += num;
	m->tokens[m->num_tokens++] = 0;
	return NDUP_OK;
}

/* Half words of a mark's tokens that stand in no window of the set. */
static uint32_t
weigh_new(const struct windows *windows, const struct set *seen,
    const uint64_t *tokens, size_t num_tokens)
{
	const struct window *items = windows->items;
	uint32_t covered = 0, sum = 0, i;
	size_t next = 0;

	for (i = 0; i < num_tokens; i++) {
		for (; next < windows->num && items[next].begin <= i; next++) {
			if (set_has(seen, items[next].hash))
				covered = items[next].end;
		}
		if (i >= covered)
			sum += window_weight(tokens[i]);
	}
	return sum;
}

static void
count_windows(const struct windows *windows, struct set *seen)
{
	size_t i;

	for (i = 0; i < windows->num; i++)
		set_add(seen, windows->items[i].hash);
}

static size_t
count_tokens(const struct marks *marks)
{
	size_t num = 0, i;

	for (i = 0; i < marks->num; i++)
		num +=
		    marks->items[i].stretch.end - marks->items[i].stretch.begin;
	return num;
}

/* Leaves out marks with less than a passage which those before them lack. */
static enum ndup_status
merge_marks(
    struct boilerplate_run *m, struct windows *windows, struct set *seen)
{
	struct marks *marks = &m->scan->marks;
	size_t i, before, num_tokens, num = 0;
	uint32_t min_passage = 2 * m->scan->params.min_passage;
	struct fetched loaded = {0};
	enum ndup_status status = NDUP_OK;

	for (i = 0; i < marks->num && status == NDUP_OK; i++) {
		before = m->num_tokens;
		status = add_tokens(m, &marks->items[i], &loaded);
		num_tokens = m->num_tokens - before;
		if (status == NDUP_OK)
			status = windows_find(
			    windows, m->tokens + before, num_tokens);
		if (status == NDUP_OK &&
		    weigh_new(windows, seen, m->tokens + before, num_tokens) >=
			min_passage) {
			count_windows(windows, seen);
			marks->items[num++] = marks->items[i];
		} else
			m->num_tokens = before;
	}
	marks->num = num;
	fetched_free(&loaded);
	return status;
}

static enum ndup_status
make_marks(struct boilerplate_run *m)
{
	struct windows windows = {0};
	struct set seen = {0};
	enum ndup_status status;

	status = list_marks(m);
	if (status == NDUP_OK)
		status =
		    windows_init(&windows, 2 * m->scan->params.min_run, false);
	if (status == NDUP_OK)
		status = set_begin(&seen, count_tokens(&m->scan->marks));
	if (status == NDUP_OK)
		status = merge_marks(m, &windows, &seen);
	windows_free(&windows);
	set_free(&seen);
	return status;
}

/* ---- marks -> articles without them ------------------------------------- */

/* All articles of the texts of crowds that share boilerplate. */
static enum ndup_status
list_marked_articles(struct boilerplate_run *m)
{
	const struct texts *texts = &m->scan->texts;
	struct article **items = m->scan->articles.items;
	const struct crowd *crowd;
	uint32_t i, text;
	size_t j;
	bool *has;

	if ((has = memory_new(texts->num, sizeof *has)) == NULL)
		return NDUP_NOMEM;
	for (j = 0; j < m->crowds->num; j++) {
		crowd = &m->crowds->items[j];
		for (i = 0; m->verdicts[j].is_boilerplate && i < crowd->num;
		     i++)
			has[m->crowds->texts[crowd->begin + i]] = true;
	}
	for (text = 0; text < texts->num; text++)
		m->num_articles += has[text] ? texts->sizes[text] : 0;
	m->articles = memory_new(m->num_articles, sizeof(struct article *));
	m->num_articles = 0;
	for (i = 0; m->articles != NULL && i < m->scan->articles.num; i++) {
		if (has[texts->of[i]])
			m->articles[m->num_articles++] = items[i];
	}
	memory_free(has);
	return m->articles == NULL ? NDUP_NOMEM : NDUP_OK;
}

enum { CHUNK = 64 };

static enum ndup_status
clean_chunk(void *ctx, size_t number, unsigned thread)
{
	struct boilerplate_run *m = ctx;
	size_t i = number * CHUNK, end = i + CHUNK;

	end = end < m->num_articles ? end : m->num_articles;
	return articles_clean(
	    &m->scan->articles, m->articles + i, end - i, thread);
}

static enum ndup_status
clear_marked(struct boilerplate_run *m)
{
	const struct pool_loop loop = {clean_chunk, NULL, m, NULL};
	struct articles *articles = &m->scan->articles;
	enum ndup_status status;
	unsigned i;
	size_t j;

	if ((status = list_marked_articles(m)) != NDUP_OK)
		return status;
	for (j = 0; j < m->num_articles; j++)
		m->articles[j]->number = (uint32_t)articles->num_numbers++;
	for (i = 0; i < m->num_threads && status == NDUP_OK; i++)
		status = ignore_tokens(&articles->sketchers[i]->ignore,
		    m->tokens, m->num_tokens, m->scan->params.min_run);
	if (status == NDUP_OK)
		status = pool_each(articles->pool, &loop,
		    (m->num_articles + CHUNK - 1) / CHUNK);
	return status == NDUP_OK ? keys_finish(articles->keys) : status;
}

/* ---- all of it ---------------------------------------------------------- */

static void
boilerplate_free(struct boilerplate_run *m)
{
	unsigned i;

	for (i = 0; m->phrases != NULL && i < m->num_threads; i++)
		phrase_free(&m->phrases[i]);
	set_free(&m->crowd_keys);
	set_free(&m->marked_keys);
	memory_free(m->phrases);
	memory_free(m->verdicts);
	memory_free(m->tokens);
	memory_free((void *)m->articles);
}

enum ndup_status
boilerplate_run(struct ndup_scan *scan, const struct crowds *crowds)
{
	struct boilerplate_run m = {.scan = scan,
	    .crowds = crowds,
	    .num_threads = pool_num_threads(scan->articles.pool)};
	enum ndup_status status = NDUP_OK;

	if (crowds->num > 0)
		status = judge_phrases(&m);
	if (crowds->num > 0 && status == NDUP_OK)
		status = make_marks(&m);
	if (scan->marks.num > 0 && status == NDUP_OK)
		status = clear_marked(&m);
	boilerplate_free(&m);
	return status;
}
