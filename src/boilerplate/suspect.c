/*
 * suspect.c - whether what a crowd shares is boilerplate
 *
 * It is if most of the articles looked at have a text of their own besides it,
 * and share no other passage with each other; and if besides most of these hold
 * that can be known: it stands at the beginning or the end, it is of one
 * source, it is spread over time; or if it stands beside what is boilerplate,
 * as a list of the day's news does above a footer.  A story fails the first; a
 * paragraph of which each of many outlets made use once or twice is reuse.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/slice.h"
#include "suspect.h"

enum {
	OWN_SHARE = 3,        /* a third of an article's words, at least */
	WEEK = 7 * 24 * 3600, /* what stands longer is no news */
	AGAIN = 3,            /* articles of one source, at least, by mean */
	MOST_COUNTED = 4096,  /* of a crowd's articles, for their sources */
	MOST = 80,            /* percent */
};

enum ndup_status
phrase_init(struct phrase *phrase, const struct ndup_scan *scan,
    const struct set *crowd_keys, const struct set *marked_keys)
{
	*phrase = (struct phrase){.num = 0};
	return sampler_init(&phrase->kit, scan, crowd_keys, marked_keys);
}

void
phrase_free(struct phrase *phrase)
{
	size_t i;

	for (i = 0; i < NUM_SPECIMENS; i++)
		sampled_free(&phrase->samples[i]);
	sampler_free(&phrase->kit);
	set_free(&phrase->sources);
}

void
phrase_forget(struct phrase *phrase)
{
	size_t i;

	for (i = 0; i < NUM_SPECIMENS; i++)
		phrase->samples[i].article = NULL;
}

/* The next specimen: what was read of this article lately, or else what was not
 * looked at for longest. */
static struct sampled *
next_specimen(struct phrase *phrase, const struct article *article)
{
	struct sampled *samples = phrase->samples, chosen;
	uint64_t *looked_at = phrase->looked_at;
	size_t next = phrase->num, best = next, i;

	for (i = next; i < NUM_SPECIMENS; i++) {
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

/* Looks at so many articles all over the crowd, the first one first. */
static enum ndup_status
choose(struct phrase *phrase, const struct crowds *crowds,
    const struct crowd *crowd, size_t num)
{
	const uint32_t *texts = crowds->texts + crowd->begin;
	enum ndup_status status = NDUP_OK;
	struct sampled *sampled;
	uint32_t text;
	size_t i;

	assert(crowd->num > 1);
	num = num < crowd->num ? num : crowd->num;
	phrase->num = 0;
	for (i = 0; i < num && status == NDUP_OK; i++) {
		text = texts[i * (crowd->num - 1) / (num - 1)];
		sampled =
		    next_specimen(phrase, scan_text(phrase->kit.scan, text));
		status = sampled_make(sampled, &phrase->kit, text, crowd->key);
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

/* The stretch of the first specimen that most others have; half words. */
static uint32_t
find_stretch(struct phrase *phrase)
{
	const struct sampled *first = &phrase->samples[0];
	uint32_t sum = 0, i;

	for (i = 1; i < phrase->num; i++)
		extend(first, &phrase->samples[i], &phrase->left[i],
		    &phrase->right[i]);
	phrase->stretch = (struct tokens_span){
	    first->place - most_have(phrase->left + 1, phrase->num - 1),
	    first->place_end + most_have(phrase->right + 1, phrase->num - 1)};
	for (i = phrase->stretch.begin; i < phrase->stretch.end; i++)
		sum += window_weight(first->words.ids[i]);
	return sum;
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
is_most(size_t some, size_t all)
{
	return 100 * some >= MOST * all;
}

static bool
stands_at_edge(const struct phrase *phrase, uint32_t min_run)
{
	size_t num = 0, i;

	for (i = 0; i < phrase->num; i++)
		num += sampled_at_edge(&phrase->samples[i], min_run);
	return is_most(num, phrase->num);
}

static bool
stands_beside_marked(const struct phrase *phrase)
{
	size_t num = 0, i;

	for (i = 0; i < phrase->num; i++)
		num += sampled_beside_marked(&phrase->samples[i]);
	return is_most(num, phrase->num);
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
	*known = is_most(num_known, phrase->num);
	return is_most(most, phrase->num);
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

/* Whether each source has it once or twice: then it came from elsewhere. */
static enum ndup_status
find_many_sources(struct phrase *phrase, const struct crowds *crowds,
    const struct crowd *crowd, bool *many)
{
	const uint32_t *texts = crowds->texts + crowd->begin;
	size_t num = crowd->num < MOST_COUNTED ? crowd->num : MOST_COUNTED, i;
	size_t num_known = 0, num_sources = 0;
	struct ndup_slice source;

	if (set_begin(&phrase->sources, num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < num; i++) {
		source = scan_text(phrase->kit.scan, texts[i])->document.source;
		num_known += source.len > 0;
		num_sources += source.len > 0 &&
			       set_add(&phrase->sources,
				   hash_bytes(source.ptr, source.len, 0) | 1);
	}
	*many = is_most(num_known, num) && num_known < AGAIN * num_sources;
	return NDUP_OK;
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

enum ndup_status
phrase_judge(struct phrase *phrase, const struct crowds *crowds,
    const struct crowd *crowd)
{
	uint32_t min_run = 2 * phrase->kit.scan->params.min_run;
	enum ndup_status status;
	bool many_sources = false;

	phrase->are_strangers = phrase->is_boilerplate = false;
	status = choose(phrase, crowds, crowd, FIRST_SPECIMENS);
	if (status != NDUP_OK || 4 * count_own(phrase, min_run) <= phrase->num)
		return status; /* the copies of a story, as a rule */
	status = choose(phrase, crowds, crowd, NUM_SPECIMENS);
	if (status != NDUP_OK || phrase->num < 2)
		return status;
	phrase->are_strangers =
	    find_stretch(phrase) >= min_run && are_strangers(phrase, min_run);
	if (!phrase->are_strangers)
		return NDUP_OK;
	phrase->is_boilerplate = stands_beside_marked(phrase);
	if (phrase->is_boilerplate || !is_of_a_site(phrase, min_run))
		return NDUP_OK;
	status = find_many_sources(phrase, crowds, crowd, &many_sources);
	phrase->is_boilerplate = !many_sources;
	return status;
}
