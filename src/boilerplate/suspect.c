/*
 * suspect.c - whether a phrase stands whose times do not tell it
 *
 * It does if most of the articles looked at have a text of their own besides it,
 * share no other passage with each other, and have it beside what stands, as a
 * list of the day's news is above a footer; or, where too few have a time, if
 * most of these hold that can be known: it is at the beginning or the end, it is
 * of one source, it is spread over time.  A story fails the first.  Where only
 * few have it, but long enough and in one source, it does if it is at the
 * beginning or the end.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/slice.h"
#include "suspect.h"

enum { OWN_SHARE = 3 }; /* a third of an article's words, at least */

enum ndup_status
phrase_init(struct phrase *phrase, const struct ndup_scan *scan,
    const struct set *frequent, const struct set *marked_keys)
{
	*phrase = (struct phrase){.num = 0};
	return sampler_init(&phrase->kit, scan, frequent, marked_keys);
}

void
phrase_free(struct phrase *phrase)
{
	size_t i;

	for (i = 0; i < NUM_SAMPLES; i++)
		sampled_free(&phrase->samples[i]);
	sampler_free(&phrase->kit);
}

void
phrase_forget(struct phrase *phrase)
{
	size_t i;

	for (i = 0; i < NUM_SAMPLES; i++)
		phrase->samples[i].article = NULL;
}

/* The next sample: what was read of this article lately, or else what was not
 * looked at for longest. */
static struct sampled *
next_sample(struct phrase *phrase, const struct article *article)
{
	struct sampled *samples = phrase->samples, chosen;
	uint64_t *looked_at = phrase->looked_at;
	size_t next = phrase->num, best = next, i;

	for (i = next; i < NUM_SAMPLES; i++) {
		if (samples[i].article == article)
			best = i;
		if (samples[best].article == article)
			break;
		if (looked_at[i] < looked_at[best])
			best = i;
	}
	chosen = samples[best];
	samples[best] = samples[next];
	samples[next] = chosen;
	looked_at[best] = looked_at[next];
	looked_at[next] = ++phrase->num_looked;
	return &samples[next];
}

/* Looks at so many articles all over those that have the key, the first one first. */
static enum ndup_status
choose(struct phrase *phrase, const struct frequent_keys *frequent,
    const struct frequent_key *key, size_t num)
{
	const uint32_t *texts = frequent->texts + key->begin;
	enum ndup_status status = NDUP_OK;
	struct sampled *sampled;
	uint32_t text;
	size_t i;

	assert(key->num > 1);
	num = num < key->num ? num : key->num;
	phrase->num = 0;
	for (i = 0; i < num && status == NDUP_OK; i++) {
		text = texts[i * (key->num - 1) / (num - 1)];
		sampled =
		    next_sample(phrase, scan_text(phrase->kit.scan, text));
		status = sampled_make(sampled, &phrase->kit, text, key->key);
		phrase->num += sampled->found;
	}
	return status;
}

/* ---- how far the passage goes ------------------------------------------- */

static int
phrase_by_number(const void *left, const void *right)
{
	uint32_t x = *(const uint32_t *)left, y = *(const uint32_t *)right;

	return x < y ? -1 : x > y;
}

/* What more than half of these have, or have more of. */
static uint32_t
most_have(uint32_t *numbers, size_t num)
{
	assert(num > 0);
	qsort(numbers, num, sizeof *numbers, phrase_by_number);
	return numbers[(num - 1) / 2];
}

/* Tokens before and after the key that are equal too. */
static void
extend(const struct sampled *x, const struct sampled *y, uint32_t *left,
    uint32_t *right)
{
	const uint32_t *a = x->words.ids, *b = y->words.ids;
	uint32_t i;

	for (i = 0; i < x->place && i < y->place; i++) {
		if (a[x->place - i - 1] != b[y->place - i - 1] ||
		    a[x->place - i - 1] == 0)
			break;
	}
	*left = i;
	for (i = 0;
	     x->place_end + i < x->words.num && y->place_end + i < y->words.num;
	     i++) {
		if (a[x->place_end + i] != b[y->place_end + i] ||
		    a[x->place_end + i] == 0)
			break;
	}
	*right = i;
}

/* Half words of the first sampled article's stretch that most others have. */
static uint32_t
weigh_stretch_of(struct phrase *phrase)
{
	const struct sampled *first = &phrase->samples[0];
	uint32_t begin, end, i;

	for (i = 1; i < phrase->num; i++)
		extend(first, &phrase->samples[i], &phrase->left[i],
		    &phrase->right[i]);
	begin = first->place - most_have(phrase->left + 1, phrase->num - 1);
	end = first->place_end + most_have(phrase->right + 1, phrase->num - 1);
	return words_weigh(first->words.ids + begin, end - begin);
}

/* ---- what it is --------------------------------------------------------- */

/* How many have a text of their own. */
static size_t
count_own(const struct phrase *phrase, uint32_t min_run)
{
	const struct sampled *sampled;
	size_t num_own = 0, i;
	uint32_t own;

	for (i = 0; i < phrase->num; i++) {
		sampled = &phrase->samples[i];
		own = sampled_own(sampled);
		num_own += own >= min_run &&
			   own >= sampled->words.half_words / OWN_SHARE;
	}
	return num_own;
}

/* Whether most have text of their own, and share nothing else. */
static bool
are_strangers(const struct phrase *phrase, uint32_t min_run)
{
	size_t half = phrase->num / 2, num_sharing = 0, i;

	for (i = 0; i < half; i++)
		num_sharing += samples_share(
		    &phrase->samples[i], &phrase->samples[i + half]);
	return 2 * num_sharing < half &&
	       2 * count_own(phrase, min_run) > phrase->num;
}

static bool
stands_at_edge(const struct phrase *phrase, uint32_t min_run)
{
	size_t num = 0, i;

	for (i = 0; i < phrase->num; i++)
		num += sampled_at_edge(&phrase->samples[i], min_run);
	return standing_is_most(num, phrase->num);
}

static bool
stands_beside_marked(const struct phrase *phrase)
{
	size_t num = 0, i;

	for (i = 0; i < phrase->num; i++)
		num += sampled_beside_marked(&phrase->samples[i]);
	return standing_is_most(num, phrase->num);
}

static bool
same_source(const struct sampled *x, const struct sampled *y)
{
	return slice_equal(
	    x->article->document.source, y->article->document.source);
}

/* Whether most are of one source; known: whether most have one at all. */
static bool
has_one_source(const struct phrase *phrase, bool *known)
{
	const struct sampled *samples = phrase->samples;
	size_t num_known = 0, most = 0, num, i, j;

	for (i = 0; i < phrase->num; i++) {
		if (samples[i].article->document.source.len == 0)
			continue;
		num_known++;
		for (num = 0, j = 0; j < phrase->num; j++)
			num += same_source(&samples[i], &samples[j]);
		most = num > most ? num : most;
	}
	*known = standing_is_most(num_known, phrase->num);
	return standing_is_most(most, phrase->num);
}

/* Whether the middle half is of over a week.  Texts are in order of time,
 * those without one last. */
static bool
is_spread(const struct phrase *phrase, bool *known)
{
	const struct ndup_time *first, *last;

	first = &phrase->samples[phrase->num / 4].article->document.published;
	last = &phrase->samples[phrase->num - 1 - phrase->num / 4]
		    .article->document.published;
	*known = first->precision != NDUP_TIME_UNKNOWN &&
		 last->precision != NDUP_TIME_UNKNOWN;
	assert(!*known || first->seconds <= last->seconds);
	return *known && last->seconds - first->seconds > WEEK;
}

static bool
is_of_a_site(const struct phrase *phrase, uint32_t min_run)
{
	bool source_known, time_known;
	bool one_source = has_one_source(phrase, &source_known);
	bool spread = is_spread(phrase, &time_known);
	bool at_edge = stands_at_edge(phrase, min_run);
	unsigned num_known = 1u + source_known + time_known;
	unsigned num_true =
	    0u + at_edge + (source_known && one_source) + spread;

	return 2 * num_true > num_known;
}

/* Few articles of one of several sources have it, for over a month. */
static enum ndup_status
judge_rare(struct phrase *phrase, const struct frequent_keys *frequent,
    const struct frequent_key *key, uint32_t min_run)
{
	enum ndup_status status = choose(phrase, frequent, key, NUM_SAMPLES);

	phrase->stands = status == NDUP_OK && phrase->num > 1 &&
			 stands_at_edge(phrase, min_run);
	return status;
}

static enum ndup_status
judge_strangers(struct phrase *phrase, const struct frequent_keys *frequent,
    const struct frequent_key *key, uint32_t min_run)
{
	enum ndup_status status;

	status = choose(phrase, frequent, key, FIRST_SAMPLES);
	if (status != NDUP_OK || 4 * count_own(phrase, min_run) <= phrase->num)
		return status; /* the copies of a story, as a rule */
	status = choose(phrase, frequent, key, NUM_SAMPLES);
	if (status != NDUP_OK || phrase->num < 2)
		return status;
	phrase->are_strangers = weigh_stretch_of(phrase) >= min_run &&
				are_strangers(phrase, min_run);
	phrase->stands =
	    phrase->are_strangers && (stands_beside_marked(phrase) ||
					 (key->standing == STANDS_PERHAPS &&
					     is_of_a_site(phrase, min_run)));
	return NDUP_OK;
}

enum ndup_status
phrase_judge(struct phrase *phrase, const struct frequent_keys *frequent,
    const struct frequent_key *key)
{
	uint32_t min_run = 2 * phrase->kit.scan->params.min_run;

	phrase->are_strangers = phrase->stands = false;
	return key->standing == STANDS_AT_EDGE
		   ? judge_rare(phrase, frequent, key, min_run)
		   : judge_strangers(phrase, frequent, key, min_run);
}
