/*
 * list.c - standing phrases -> the list that a reader sees
 *
 * Each phrase is shown where it stands in the first text that has it.  Of keys
 * inside one stretch of that text the one that most texts have counts.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "boilerplate/boilerplate.h"
#include "list.h"
#include "marker.h"
#include "sketch/winnow.h"

/* ---- who has it, and when ------------------------------------------------ */

static void
note_time(struct mark *mark, const struct ndup_time *time)
{
	if (time->precision == NDUP_TIME_UNKNOWN)
		return;
	if (mark->first.precision == NDUP_TIME_UNKNOWN ||
	    time->seconds < mark->first.seconds)
		mark->first = *time;
	if (mark->last.precision == NDUP_TIME_UNKNOWN ||
	    time->seconds > mark->last.seconds)
		mark->last = *time;
}

enum ndup_status
mark_describe(struct mark *mark, const struct ndup_scan *scan,
    const uint32_t *articles, uint32_t num, struct set *sources)
{
	const struct ndup_document *document;
	uint64_t source;
	uint32_t i;

	if (set_begin(sources, num) != NDUP_OK)
		return NDUP_NOMEM;
	mark->num_articles = num;
	mark->num_sources = 0;
	for (i = 0; i < num; i++) {
		document = &scan->articles.items[articles[i]]->document;
		source = hash_name(document->source);
		note_time(mark, &document->published);
		mark->num_sources += source != 0 && set_add(sources, source);
	}
	return NDUP_OK;
}

enum ndup_status
marks_add(struct marks *marks, const struct mark *mark)
{
	if (memory_grow(marks->items, marks->num + 1) != NDUP_OK)
		return NDUP_NOMEM;
	marks->items[marks->num++] = *mark;
	return NDUP_OK;
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

enum ndup_status
marks_sort(struct marks *marks)
{
	uint32_t num = 0, i;

	if (marks->num > 1)
		qsort(marks->items, marks->num, sizeof *marks->items,
		    mark_by_articles);
	if (memory_grow(marks->numbers, marks->num) != NDUP_OK)
		return NDUP_NOMEM;
	for (i = 0; i < marks->num; i++)
		if (marks->items[i].num_titles == 0)
			marks->numbers[num++] = i;
	return NDUP_OK;
}

/* ---- which phrase a shingle is of ---------------------------------------- */

/* Makes room for so many shingles. */
static enum ndup_status
shingles_begin(struct marks *marks, size_t num)
{
	size_t size = 16;

	while (size < 2 * num)
		size *= 2;
	marks->shingles = memory_new(size, sizeof *marks->shingles);
	marks->shingles_mask = size - 1;
	return marks->shingles == NULL ? NDUP_NOMEM : NDUP_OK;
}

/* Where the shingle is, or is to be. */
static struct mark_shingle *
find_shingle(const struct marks *marks, uint64_t hash)
{
	size_t i = hash & marks->shingles_mask;

	while (marks->shingles[i].hash != 0 && marks->shingles[i].hash != hash)
		i = (i + 1) & marks->shingles_mask;
	return &marks->shingles[i];
}

uint32_t
marks_find(const struct marks *marks, uint64_t hash)
{
	const struct mark_shingle *found;

	if (marks->shingles == NULL)
		return MARK_NONE;
	found = find_shingle(marks, hash);
	return found->hash == 0 ? MARK_NONE : marks->numbers[found->phrase];
}

uint32_t
marks_find_page(const struct ndup_scan *scan, uint32_t article)
{
	const uint32_t *same = scan->texts.same;
	const struct mark *items = scan->marks.items;
	uint32_t i;

	for (i = 0; i < scan->marks.num; i++)
		if (items[i].num_titles > 0 &&
		    same[items[i].article] == same[article])
			return i;
	return MARK_NONE;
}

/* ---- keys -> the stretches of first texts that they stand in ------------- */

/* Standing keys that one text is the first to have. */
struct listing {
	struct ndup_scan *scan;
	const struct frequent_keys *frequent;
	const struct set *standing;
	const struct frequent_key *begin, *end; /* by key */
	struct marker marker;                   /* has read the text */
	struct set sources;
	struct shingle_heads *heads;
	uint32_t *articles; /* that have a key */
	size_t articles_capacity;
	struct marks *marks;
};

static uint32_t
first_article(const struct listing *listing, const struct frequent_key *key)
{
	const struct texts *texts = &listing->scan->texts;

	return texts
	    ->articles[texts->begin[listing->frequent->texts[key->begin]]];
}

/* The key among those of the text; NULL: another text is the first. */
static const struct frequent_key *
find_own_key(const struct listing *listing, uint64_t key)
{
	const struct frequent_key *low = listing->begin, *high = listing->end;
	const struct frequent_key *middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (middle->key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < listing->end && low->key == key && low->standing == STANDS
		   ? low
		   : NULL;
}

/* Adds a stretch and the articles of its key to the list. */
static enum ndup_status
list_stretch(struct listing *listing, struct tokens_span stretch,
    const struct frequent_key *key)
{
	const struct ndup_scan *scan = listing->scan;
	const struct texts *texts = &scan->texts;
	struct mark mark = {
	    .article = first_article(listing, key), .stretch = stretch};
	uint32_t num = 0, i, j, text;

	for (i = 0; i < key->num; i++) {
		text = listing->frequent->texts[key->begin + i];
		if (memory_grow(listing->articles, num + texts->sizes[text]) !=
		    NDUP_OK)
			return NDUP_NOMEM;
		for (j = texts->begin[text]; j < texts->begin[text + 1]; j++)
			listing->articles[num++] = texts->articles[j];
	}
	mark.half_words = words_weigh(listing->marker.words.ids + stretch.begin,
	    stretch.end - stretch.begin);
	if (mark_describe(&mark, scan, listing->articles, num,
		&listing->sources) != NDUP_OK)
		return NDUP_NOMEM;
	return marks_add(listing->marks, &mark);
}

/* Lists the stretches of a text that hold a key of its own. */
static enum ndup_status
list_text(struct listing *listing)
{
	const struct windows *windows = &listing->marker.shingles.windows;
	const struct frequent_key *best = NULL, *own;
	struct tokens_span stretch = {0, 0};
	enum ndup_status status = NDUP_OK;
	uint64_t key;
	size_t i;

	for (i = 0; i < windows->num && status == NDUP_OK; i++) {
		key = passage_key(windows->items[i].hash);
		if (!set_has(listing->standing, key))
			continue;
		heads_add(listing->heads,
		    listing->marker.words.ids + windows->items[i].begin);
		if (windows->items[i].begin > stretch.end) {
			if (best != NULL)
				status = list_stretch(listing, stretch, best);
			stretch.begin = windows->items[i].begin;
			best = NULL;
		}
		stretch.end = windows->items[i].end;
		own = find_own_key(listing, key);
		if (own != NULL && (best == NULL || own->num > best->num))
			best = own;
	}
	if (best != NULL && status == NDUP_OK)
		status = list_stretch(listing, stretch, best);
	return status;
}

static enum ndup_status
list_read(struct listing *listing, uint32_t article)
{
	const struct articles *articles = &listing->scan->articles;
	enum ndup_status status;

	status =
	    marker_fetch(&listing->marker, articles, articles->items[article]);
	return status == NDUP_OK
		   ? marker_find_shingles(&listing->marker, articles)
		   : status;
}

/* Keys are by first text, then by key. */
static enum ndup_status
list_all(struct listing *listing)
{
	const struct frequent_keys *frequent = listing->frequent;
	const struct frequent_key *end = frequent->items + frequent->num;
	enum ndup_status status = NDUP_OK;
	uint32_t first;

	listing->end = frequent->items;
	while (listing->end < end && status == NDUP_OK) {
		listing->begin = listing->end;
		first = first_article(listing, listing->begin);
		while (listing->end < end &&
		       first_article(listing, listing->end) == first)
			listing->end++;
		status = list_read(listing, first);
		if (status == NDUP_OK)
			status = list_text(listing);
	}
	return status;
}

/* ---- what is listed already ---------------------------------------------- */

/* Whether a shingle of the text that was read stands in the stretch. */
static bool
is_in_stretch(const struct window *shingle, struct tokens_span stretch)
{
	return shingle->begin >= stretch.begin && shingle->end <= stretch.end;
}

/* Half words of a stretch that stand in no shingle listed before; and of the
 * first that does, its phrase. */
static uint32_t
weigh_new(
    const struct listing *listing, struct tokens_span stretch, uint32_t *phrase)
{
	const struct windows *windows = &listing->marker.shingles.windows;
	const uint32_t *ids = listing->marker.words.ids;
	uint32_t sum = 0, from = stretch.begin;
	const struct mark_shingle *listed;
	const struct window *shingle;
	size_t i;

	*phrase = MARK_NONE;
	for (i = 0; i < windows->num; i++) {
		shingle = &windows->items[i];
		listed = find_shingle(listing->marks, shingle->hash);
		if (!is_in_stretch(shingle, stretch) || listed->hash == 0 ||
		    listed->beside)
			continue;
		if (*phrase == MARK_NONE)
			*phrase = listed->phrase;
		if (shingle->begin > from)
			sum += words_weigh(ids + from, shingle->begin - from);
		from = shingle->end;
	}
	return stretch.end > from
		   ? sum + words_weigh(ids + from, stretch.end - from)
		   : sum;
}

/* The shingles of the stretch that are new are of this phrase; beside: of one
 * listed before. */
static void
note_listed(struct listing *listing, struct tokens_span stretch,
    uint32_t phrase, bool beside)
{
	const struct windows *windows = &listing->marker.shingles.windows;
	struct mark_shingle *slot;
	size_t i;

	for (i = 0; i < windows->num; i++) {
		if (!is_in_stretch(&windows->items[i], stretch))
			continue;
		slot = find_shingle(listing->marks, windows->items[i].hash);
		if (slot->hash == 0 || (slot->beside && !beside))
			*slot = (struct mark_shingle){
			    windows->items[i].hash, phrase, beside};
	}
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

/* Leaves out what has less than a passage that those before it lack: it is of
 * the phrase that it shares with them. */
static enum ndup_status
drop_listed(struct listing *listing)
{
	uint32_t least = 2 * listing->scan->params.min_passage, phrase;
	struct marks *marks = listing->marks;
	struct tokens_span stretch;
	enum ndup_status status = marks_sort(marks);
	size_t num = 0, i;
	bool beside;

	/* windows have two ends where half words are */
	if (status == NDUP_OK)
		status = shingles_begin(marks, 2 * count_tokens(marks));
	for (i = 0; i < marks->num && status == NDUP_OK; i++) {
		stretch = marks->items[i].stretch;
		status = list_read(listing, marks->items[i].article);
		if (status != NDUP_OK)
			break;
		beside = weigh_new(listing, stretch, &phrase) < least &&
			 phrase != MARK_NONE;
		if (!beside) {
			phrase = (uint32_t)num;
			marks->items[num++] = marks->items[i];
		}
		note_listed(listing, stretch, phrase, beside);
	}
	marks->num = num;
	return status == NDUP_OK ? marks_sort(marks) : status;
}

enum ndup_status
boilerplate_list(struct ndup_scan *scan, const struct frequent_keys *frequent,
    const struct set *standing, struct shingle_heads *heads)
{
	struct listing listing = {.scan = scan,
	    .heads = heads,
	    .frequent = frequent,
	    .standing = standing,
	    .marks = &scan->marks};
	enum ndup_status status = marker_init(&listing.marker, &scan->params);

	heads->roller = roller_of(winnow_key_size(scan->params.min_run));
	if (status == NDUP_OK)
		status = list_all(&listing);
	if (status == NDUP_OK)
		status = drop_listed(&listing);
	marker_free(&listing.marker);
	set_free(&listing.sources);
	memory_free(listing.articles);
	return status;
}
