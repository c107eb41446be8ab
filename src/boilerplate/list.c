/*
 * list.c - standing phrases -> the list that a reader sees
 *
 * Each phrase is shown where it stands in the first text that has it.  Of keys
 * inside one stretch of that text the one that most texts have counts.
 */
#include <stdlib.h>

#include "base/hash.h"
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
	struct ndup_slice source;
	uint32_t i;

	if (set_begin(sources, num) != NDUP_OK)
		return NDUP_NOMEM;
	mark->num_articles = num;
	mark->num_sources = 0;
	for (i = 0; i < num; i++) {
		document = &scan->articles.items[articles[i]]->document;
		source = document->source;
		note_time(mark, &document->published);
		mark->num_sources +=
		    source.len > 0 &&
		    set_add(sources, hash_bytes(source.ptr, source.len, 0) | 1);
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

void
marks_sort(struct marks *marks)
{
	if (marks->num > 1)
		qsort(marks->items, marks->num, sizeof *marks->items,
		    mark_by_articles);
}

/* ---- keys -> the stretches of first texts that they stand in ------------- */

/* Standing keys that one text is the first to have. */
struct listing {
	struct ndup_scan *scan;
	const struct frequent_keys *frequent;
	const struct set *standing;
	const struct frequent_key *begin, *end; /* by key */
	struct marker marker;                   /* has read the text */
	struct set sources, listed;
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
	const struct windows *windows = &listing->marker.windows;
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

/* Half words of a stretch that stand in no shingle listed before. */
static uint32_t
weigh_new(const struct listing *listing, struct tokens_span stretch)
{
	const struct windows *windows = &listing->marker.windows;
	const uint32_t *ids = listing->marker.words.ids;
	uint32_t sum = 0, from = stretch.begin, begin;
	size_t i;

	for (i = 0; i < windows->num; i++) {
		begin = windows->items[i].begin;
		if (begin < stretch.begin ||
		    windows->items[i].end > stretch.end ||
		    !set_has(&listing->listed, windows->items[i].hash))
			continue;
		if (begin > from)
			sum += words_weigh(ids + from, begin - from);
		from = windows->items[i].end;
	}
	return stretch.end > from
		   ? sum + words_weigh(ids + from, stretch.end - from)
		   : sum;
}

static void
note_listed(struct listing *listing, struct tokens_span stretch)
{
	const struct windows *windows = &listing->marker.windows;
	size_t i;

	for (i = 0; i < windows->num; i++) {
		if (windows->items[i].begin >= stretch.begin &&
		    windows->items[i].end <= stretch.end)
			set_add(&listing->listed, windows->items[i].hash);
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

/* Leaves out what has less than a passage that those before it lack. */
static enum ndup_status
drop_listed(struct listing *listing)
{
	uint32_t least = 2 * listing->scan->params.min_passage;
	struct marks *marks = listing->marks;
	enum ndup_status status;
	size_t num = 0, i;

	marks_sort(marks);
	/* windows have two ends where half words are */
	status = set_begin(&listing->listed, 2 * count_tokens(marks));
	for (i = 0; i < marks->num && status == NDUP_OK; i++) {
		status = list_read(listing, marks->items[i].article);
		if (status != NDUP_OK ||
		    weigh_new(listing, marks->items[i].stretch) < least)
			continue;
		note_listed(listing, marks->items[i].stretch);
		marks->items[num++] = marks->items[i];
	}
	marks->num = num;
	return status;
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
	set_free(&listing.listed);
	memory_free(listing.articles);
	return status;
}
