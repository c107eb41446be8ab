/*
 * runs.c - the maximal common runs of two articles, with their places
 *
 * Wherever a run of min_passage words begins, among its tokens is a gram whose
 * place in a is a multiple of some step.  Only those of a stand in a table; all
 * grams of b are looked up, and where tokens are equal the run is followed both
 * ways.  The first such gram of a run tells it, so that each is told once.
 * Where one is far longer the table is its own, and kept if it has a name: a
 * book is read once for all of its parts.  In texts that repeat themselves over
 * and over runs are too many to be listed: then an automaton says what is
 * common.  Whether that is so is a question of the two texts alone, whatever
 * was read before them and whether they have names: measures follow from it.
 */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "text/words.h"
#include "runs.h"

enum { MAX_COMPARISONS = 64 }; /* of a token */
enum { MAX_GRAM = 8, MIN_SHIFT = 4 };

void
runs_init(struct runs *runs, unsigned min_passage, unsigned min_marked)
{
	uint32_t size = min_passage / 2 + 1;

	assert(min_passage > 0);
	size = size < MAX_GRAM ? size : MAX_GRAM;
	*runs = (struct runs){
	    .min_passage = min_passage,
	    .min_marked = min_marked,
	    .roller = roller_of(size),
	    .step = min_passage - size + 1,
	};
}

static void
free_places(struct gram_places *places)
{
	memory_free(places->first);
	memory_free(places->next);
	memory_free(places->lengths);
}

void
runs_free(struct runs *runs)
{
	size_t i;

	memory_free(runs->items);
	free_places(&runs->places);
	for (i = 0; i < NUM_KEPT; i++)
		free_places(&runs->kept[i]);
	memory_free(runs->marks);
	automaton_free(&runs->automaton);
}

/* ---- grams of a --------------------------------------------------------- */

/* A table of four to eight times as many chains as grams. */
static enum ndup_status
place_grams(const struct runs *runs, const uint32_t *ids, uint32_t num_ids,
    struct gram_places *places)
{
	uint32_t num = roller_count(&runs->roller, num_ids), *first, i;
	size_t num_chains = (size_t)1 << MIN_SHIFT;

	num = (num + runs->step - 1) / runs->step;
	places->shift = 64 - MIN_SHIFT;
	for (; num_chains < 4 * (size_t)num; num_chains *= 2)
		places->shift--;
	if (memory_grow(places->first, num_chains) != NDUP_OK ||
	    memory_grow(places->next, num) != NDUP_OK ||
	    memory_grow(places->lengths, num) != NDUP_OK)
		return NDUP_NOMEM;
	memset(places->first, 0, num_chains * sizeof *places->first);
	for (i = num; i > 0; i--) {
		first = &places->first[roller_hash(&runs->roller,
					   ids + (i - 1) * runs->step) >>
				       places->shift];
		places->next[i - 1] = *first;
		places->lengths[i - 1] =
		    *first == 0 ? 1 : places->lengths[*first - 1] + 1;
		*first = i;
	}
	return NDUP_OK;
}

/* The table of the text of this name, or else the one that was asked for least
 * lately. */
static struct gram_places *
find_kept(struct runs *runs, uint32_t name)
{
	struct gram_places *kept = runs->kept, *found = kept;

	for (; kept < runs->kept + NUM_KEPT && found->name != name; kept++) {
		if (kept->name == name || kept->asked < found->asked)
			found = kept;
	}
	found->asked = ++runs->num_asked;
	return found;
}

/*
 * The grams of a text; NULL: memory ran out.  Those of one without a name serve
 * once, and others until the next text; but longer if they are kept, which is
 * for texts with a name.
 */
static const struct gram_places *
find_places(struct runs *runs, const uint32_t *ids, uint32_t num_ids,
    uint32_t name, bool keep)
{
	struct gram_places *places =
	    keep ? find_kept(runs, name) : &runs->places;

	if (name != 0 && places->name == name)
		return places;
	places->name = 0;
	if (place_grams(runs, ids, num_ids, places) != NDUP_OK)
		return NULL;
	places->name = name;
	return places;
}

/* ---- runs --------------------------------------------------------------- */

static inline bool
is_common(const struct sequences *texts, uint32_t a, uint32_t b)
{
	return texts->a[a] == texts->b[b] && word_counts(texts->a[a]);
}

enum { ABREAST = 8 };

/* The same of ABREAST pairs in a row, without a branch for each. */
static inline bool
are_common(const uint32_t *a, const uint32_t *b)
{
	uint32_t other = 0, ignored = 0;
	unsigned i;

	for (i = 0; i < ABREAST; i++) {
		other |= a[i] ^ b[i];
		ignored |= !word_counts(a[i]);
	}
	return (other | ignored) == 0;
}

/* How many tokens are common from this pair of places on. */
static uint32_t
common_length(const struct sequences *texts, uint32_t a, uint32_t b)
{
	uint32_t left_a = texts->num_a - a, left_b = texts->num_b - b, num = 0;
	uint32_t most = left_a < left_b ? left_a : left_b;

	while (num + ABREAST <= most &&
	       are_common(texts->a + a + num, texts->b + b + num))
		num += ABREAST;
	while (num < most && is_common(texts, a + num, b + num))
		num++;
	return num;
}

/* Notes a run.  One of which it is plain that it is long enough, and not the
 * longest, is not weighed. */
static enum ndup_status
add_run(
    struct runs *runs, const struct sequences *texts, const struct block *run)
{
	uint32_t weight = 2 * run->num;

	if (run->num < 2 * runs->min_passage || weight > runs->longest)
		weight = words_weigh(texts->a + run->a, run->num);
	if (weight < 2 * runs->min_passage)
		return NDUP_OK;
	if (memory_grow(runs->items, runs->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	runs->items[runs->num++] = *run;
	runs->longest = weight > runs->longest ? weight : runs->longest;
	return NDUP_OK;
}

/* The run that goes through this pair of places; not told if a gram before has
 * told it. */
static enum ndup_status
follow_run(struct runs *runs, const struct sequences *texts, struct block run)
{
	uint32_t before = 0;

	if (!is_common(texts, run.a, run.b))
		return NDUP_OK;
	while (before < runs->step && run.a > 0 && run.b > 0 &&
	       is_common(texts, run.a - 1, run.b - 1)) {
		before++;
		run.a--;
		run.b--;
	}
	if (before == runs->step)
		return NDUP_OK;
	run.num = before + common_length(texts, run.a + before, run.b + before);
	runs->budget -= run.num < runs->budget ? run.num : runs->budget;
	return add_run(runs, texts, &run);
}

/* How often a gram of b is to be compared with one of a. */
static inline uint32_t
count_places(const struct gram_places *places, uint64_t hash)
{
	uint32_t first = places->first[hash >> places->shift];

	return first == 0 ? 0 : places->lengths[first - 1];
}

/* The same of all grams from place b on, of which this is the first one's
 * hash. */
static uint64_t
count_all_places(const struct runs *runs, const struct gram_places *places,
    const struct sequences *texts, uint32_t b, uint64_t hash)
{
	uint32_t num = roller_count(&runs->roller, texts->num_b);
	uint64_t sum = 0;

	for (;; b++) {
		sum += count_places(places, hash);
		if (b + 1 >= num)
			return sum;
		hash = roller_next(&runs->roller, hash, texts->b + b);
	}
}

/*
 * Whether the comparisons that are left are fewer than those that are to be made
 * at least from place b on.  Asked once much has been spent, which is where texts
 * repeat themselves; *left is then what it was before, or 0.
 */
static bool
budget_will_end(const struct runs *runs, const struct gram_places *places,
    const struct sequences *texts, uint32_t b, uint64_t hash, uint64_t *left)
{
	if (runs->budget >= runs->plenty)
		return false;
	if (*left == 0)
		*left = count_all_places(runs, places, texts, b, hash);
	if (runs->budget < *left)
		return true;
	*left -= count_places(places, hash);
	return false;
}

static enum ndup_status
runs_look_up(struct runs *runs, const struct gram_places *places,
    const struct sequences *texts)
{
	uint32_t num = roller_count(&runs->roller, texts->num_b), b, i;
	uint64_t hash = num > 0 ? roller_hash(&runs->roller, texts->b) : 0;
	uint64_t left = 0;

	for (b = 0; b < num; b++) {
		if (budget_will_end(runs, places, texts, b, hash, &left)) {
			runs->cut = true;
			break;
		}
		i = places->first[hash >> places->shift];
		for (; i > 0 && runs->budget > 0; i = places->next[i - 1]) {
			runs->budget--;
			if (follow_run(runs, texts,
				(struct block){(i - 1) * runs->step, b, 0}) !=
			    NDUP_OK)
				return NDUP_NOMEM;
		}
		if (i > 0) {
			runs->cut = true;
			break;
		}
		if (b + 1 < num)
			hash = roller_next(&runs->roller, hash, texts->b + b);
	}
	return NDUP_OK;
}

/* Runs by the grams of a. */
static enum ndup_status
look_up_b(struct runs *runs, const struct sequences *texts)
{
	bool keep =
	    texts->name_a != 0 && words_far_longer(texts->num_a, texts->num_b);
	const struct gram_places *places =
	    find_places(runs, texts->a, texts->num_a, texts->name_a, keep);

	return places != NULL ? runs_look_up(runs, places, texts) : NDUP_NOMEM;
}

static void
turn_items(struct runs *runs)
{
	struct block *item;
	uint32_t a;
	size_t i;

	for (i = 0; i < runs->num; i++) {
		item = &runs->items[i];
		a = item->a;
		item->a = item->b;
		item->b = a;
	}
}

static enum ndup_status
list_runs(struct runs *runs, const struct sequences *texts)
{
	const struct sequences turned = {texts->b, texts->a, texts->num_b,
	    texts->num_a, texts->name_b, texts->name_a};
	enum ndup_status status;

	if (!words_far_longer(texts->num_b, texts->num_a))
		return look_up_b(runs, texts);
	status = look_up_b(runs, &turned);
	turn_items(runs);
	return status;
}

/* ---- what is exact in all texts ----------------------------------------- */

/* Reads b for comparing, unless it is the same as before. */
static enum ndup_status
compare_all(struct runs *runs, const struct sequences *texts)
{
	if (!runs->has_read &&
	    automaton_read(&runs->automaton, texts->b, texts->num_b) != NDUP_OK)
		return NDUP_NOMEM;
	runs->has_read = true;
	if (memory_grow(runs->marks, texts->num_b) != NDUP_OK)
		return NDUP_NOMEM;
	if (texts->num_b > 0)
		memset(runs->marks, false, texts->num_b);
	automaton_compare(&runs->automaton, texts->a, texts->num_a,
	    2 * runs->min_marked, &runs->longest, runs->marks);
	return NDUP_OK;
}

void
runs_change_b(struct runs *runs)
{
	runs->has_read = false;
}

void
runs_forget(struct runs *runs, uint32_t name)
{
	size_t i;

	if (runs->places.name == name)
		runs->places.name = 0;
	for (i = 0; i < NUM_KEPT; i++) {
		if (runs->kept[i].name == name)
			runs->kept[i].name = 0;
	}
}

static uint64_t
budget_of(const struct sequences *texts)
{
	return ((uint64_t)texts->num_a + texts->num_b) * MAX_COMPARISONS;
}

static enum ndup_status
find_runs(struct runs *runs, const struct sequences *texts)
{
	enum ndup_status status;

	runs->num = 0;
	runs->longest = 0;
	runs->cut = false;
	runs->budget = budget_of(texts);
	status = list_runs(runs, texts);
	if (status == NDUP_OK && (runs->cut || runs->num == 0))
		status = compare_all(runs, texts);
	return status;
}

enum ndup_status
runs_find(struct runs *runs, const struct sequences *texts)
{
	runs->plenty = 0;
	return find_runs(runs, texts);
}

enum ndup_status
runs_find_whole(struct runs *runs, const struct sequences *texts)
{
	runs->plenty = budget_of(texts) / 8 * 7;
	return find_runs(runs, texts);
}

void
runs_mark_b(const struct runs *runs, const struct sequences *texts, bool *marks)
{
	uint32_t token;

	assert(runs->cut);
	for (token = 0; token < texts->num_b; token++)
		marks[token] = marks[token] || runs->marks[token];
}
