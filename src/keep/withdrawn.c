/*
 * withdrawn.c - which stories are taken back, and by which article
 *
 * A withdrawal has little text of its own, so it seldom matches the story; but
 * it names it: by the title behind its label, by a title in quotation marks, by
 * id or address.  All names of a scan are sorted by hash, and each that a
 * withdrawal has is looked up.
 */
#include <stdlib.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/slice.h"
#include "compare/conditions.h"
#include "dateline/credit_names.h"
#include "dateline/notice.h"
#include "evidence/match.h"
#include "keep.h"

enum {
	MAX_AGE = 30 * 86400, /* seconds from a story to what withdraws it */
	MAX_NAMED = 64,       /* articles that one name may withdraw */
	MAX_WORDS = 400,      /* of a withdrawal that are looked up */
	MAX_TITLE = 400,      /* bytes of a title, folded */
	MIN_TITLE = 8,        /* the same; shorter ones name nothing */
	MIN_DIGITS = 5,       /* of an id that has no letter */
};

enum name_kind { NAME_TITLE, NAME_ID, NAME_ADDRESS };

struct name {
	uint64_t hash; /* 0: there is none */
	uint32_t article;
};

struct withdrawing {
	struct ndup_scan *scan;
	uint32_t *by;
	struct name *names; /* by hash, then by article */
	size_t num;
	uint32_t article;         /* the withdrawal at hand */
	struct ndup_slice source; /* its source */
	uint32_t end; /* articles before this one were published no later */
};

/* ---- names as hashes ----------------------------------------------------- */

/* Letters and digits alone, without case. */
static uint64_t
hash_title(struct ndup_slice title)
{
	utf8proc_uint8_t bytes[MAX_TITLE];
	struct text_cursor cursor;
	size_t num = 0, size;
	int32_t code;

	if (title.len == 0)
		return 0;
	cursor = (struct text_cursor){title.ptr, title.ptr + title.len};
	for (; cursor.at < cursor.end && num + 4 <= MAX_TITLE;
	     cursor.at += size) {
		code = cursor_peek(&cursor, &size);
		if (code >= 0 && credit_is_word(code))
			num += (size_t)utf8proc_encode_char(
			    credit_fold(code), bytes + num);
	}
	return num < MIN_TITLE ? 0 : hash_bytes(bytes, num, NAME_TITLE);
}

/* Of ids only what no ordinary word is: with a digit, and a letter or several
 * digits. */
static uint64_t
hash_id(struct ndup_slice id)
{
	size_t i, letters = 0, digits = 0;

	for (i = 0; i < id.len; i++) {
		digits += id.ptr[i] >= '0' && id.ptr[i] <= '9';
		letters +=
		    (id.ptr[i] | 0x20) >= 'a' && (id.ptr[i] | 0x20) <= 'z';
	}
	if (digits == 0 || (letters == 0 && digits < MIN_DIGITS))
		return 0;
	return hash_bytes(id.ptr, id.len, NAME_ID);
}

static uint64_t
hash_address(struct ndup_slice url)
{
	if (url.len == 0 || memchr(url.ptr, '/', url.len) == NULL)
		return 0;
	return hash_bytes(url.ptr, url.len, NAME_ADDRESS);
}

static int
name_by_hash(const void *left, const void *right)
{
	const struct name *x = left, *y = right;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

static void
add_name(struct withdrawing *w, uint64_t hash, uint32_t article)
{
	if (hash != 0)
		w->names[w->num++] = (struct name){hash, article};
}

/* The names of all that can be withdrawn. */
static enum ndup_status
gather_names(struct withdrawing *w)
{
	const struct articles *articles = &w->scan->articles;
	const struct ndup_document *document;
	struct ndup_document title;
	uint32_t i;

	w->names = memory_new((size_t)articles->num * 3, sizeof *w->names);
	if (w->names == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < articles->num; i++) {
		document = &articles->items[i]->document;
		if (document->notice == NDUP_NOTICE_WITHDRAWAL)
			continue;
		title = (struct ndup_document){.title = document->title};
		add_name(w, hash_title(notice_subject(&title)), i);
		add_name(w, hash_id(document->id), i);
		add_name(w, hash_address(document->url), i);
	}
	qsort(w->names, w->num, sizeof *w->names, name_by_hash);
	return NDUP_OK;
}

/* ---- what a withdrawal can take back ------------------------------------- */

static bool
can_withdraw(const struct withdrawing *w, uint32_t story)
{
	struct article *const *items = w->scan->articles.items;
	const struct ndup_document *document = &items[story]->document;
	int64_t time, earlier = conditions_time(&document->published);

	time = conditions_time(&items[w->article]->document.published);
	return document->notice != NDUP_NOTICE_WITHDRAWAL &&
	       (earlier == TIME_UNKNOWN || earlier <= time) &&
	       !conditions_are_past(MAX_AGE, time, earlier) &&
	       (w->source.len == 0 || document->source.len == 0 ||
		   slice_equal(w->source, document->source));
}

static void
withdraw(struct withdrawing *w, uint32_t story)
{
	if (w->by[story] == NO_ARTICLE && can_withdraw(w, story))
		w->by[story] = w->article;
}

/* The first name that is not less than this one. */
static size_t
find_name(const struct withdrawing *w, uint64_t hash, uint32_t article)
{
	const struct name name = {hash, article};
	size_t begin = 0, end = w->num, middle;

	while (begin < end) {
		middle = begin + (end - begin) / 2;
		if (name_by_hash(&w->names[middle], &name) < 0)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

/* Withdraws what has this name: of those up to the time of the withdrawal, and
 * of those without a time, the last ones. */
static void
withdraw_named(struct withdrawing *w, uint64_t hash)
{
	size_t begin, ends[2], i;
	int num, which;

	if (hash == 0)
		return;
	begin = find_name(w, hash, 0);
	ends[0] = find_name(w, hash, w->end);
	ends[1] = find_name(w, hash, NO_ARTICLE);
	for (which = 0; which < 2; which++)
		for (i = ends[which], num = 0; i > begin && num < MAX_NAMED;
		     i--, num++)
			withdraw(w, w->names[i - 1].article);
}

/* ---- what a withdrawal names --------------------------------------------- */

/* Steps over one of these quotation marks. */
static bool
take_quote(struct text_cursor *cursor, const char *marks)
{
	int32_t code;
	size_t size;

	code = cursor_peek(cursor, &size);
	if (code < 0 || !code_is_in(code, marks))
		return false;
	cursor->at += size;
	return true;
}

/* Titles in quotation marks. */
static void
withdraw_quoted(struct withdrawing *w, struct text_cursor cursor)
{
	static const char opening[] = "\"“„«《「", closing[] = "\"”“»》」";
	const char *begin = NULL, *at;
	size_t size;

	while (cursor.at < cursor.end) {
		at = cursor.at;
		if (begin != NULL && take_quote(&cursor, closing)) {
			withdraw_named(w, hash_title((struct ndup_slice){
					      begin, (size_t)(at - begin)}));
			begin = NULL;
		} else if (take_quote(&cursor, opening)) {
			begin = cursor.at;
		} else {
			cursor_peek(&cursor, &size);
			cursor.at += size;
		}
	}
}

static bool
is_word_mark(char byte)
{
	return byte != '\0' && strchr(".,;:!?()[]<>\"'", byte) != NULL;
}

/* Ids and addresses, which stand between blanks and marks. */
static void
withdraw_words(struct withdrawing *w, struct text_cursor cursor)
{
	struct ndup_slice word;
	int num;

	for (num = 0; num < MAX_WORDS && cursor.at < cursor.end; num++) {
		cursor_skip_space(&cursor);
		word = (struct ndup_slice){cursor.at, 0};
		while (
		    cursor.at < cursor.end && (unsigned char)*cursor.at > ' ')
			cursor.at++;
		word.len = (size_t)(cursor.at - word.ptr);
		for (; word.len > 0 && is_word_mark(*word.ptr); word.len--)
			word.ptr++;
		while (word.len > 0 && is_word_mark(word.ptr[word.len - 1]))
			word.len--;
		if (word.len == 0) {
			cursor.at += cursor.at < cursor.end;
			continue;
		}
		withdraw_named(w, hash_id(word));
		withdraw_named(w, hash_address(word));
	}
}

/* The number of articles that were published no later than this one. */
static uint32_t
count_earlier(const struct articles *articles, uint32_t article)
{
	int64_t time =
	    conditions_time(&articles->items[article]->document.published);
	uint32_t begin = article + 1, end = articles->num, middle;

	while (begin < end) {
		middle = begin + (end - begin) / 2;
		if (conditions_time(
			&articles->items[middle]->document.published) <= time)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

static enum ndup_status
read_withdrawal(struct withdrawing *w, uint32_t article)
{
	enum { MAX_TEXT = 4000 };
	struct ndup_scan *scan = w->scan;
	struct ndup_document document;
	struct text_cursor cursor;
	enum ndup_status status;

	status = articles_document(&scan->articles,
	    scan->articles.items[article], &scan->fetched, &document);
	if (status != NDUP_OK)
		return status;
	w->article = article;
	w->source = document.source;
	w->end = count_earlier(&scan->articles, article);
	withdraw_named(w, hash_title(notice_subject(&document)));
	if (document.text.len == 0)
		return NDUP_OK;
	if (document.text.len > MAX_TEXT)
		document.text.len = MAX_TEXT;
	cursor = (struct text_cursor){
	    document.text.ptr, document.text.ptr + document.text.len};
	withdraw_quoted(w, cursor);
	withdraw_words(w, cursor);
	return NDUP_OK;
}

/* What has the text of a story withdraws it. */
static void
withdraw_matched(struct withdrawing *w, double contained)
{
	struct ndup_scan *scan = w->scan;
	struct article *const *items = scan->articles.items;
	struct ndup_match match;
	uint32_t turn, story;
	size_t i;

	for (i = 0; i < scan->num_pairs; i++) {
		for (turn = 0; turn < 2; turn++) {
			w->article = turn ? scan->pairs[i].b : scan->pairs[i].a;
			story = turn ? scan->pairs[i].a : scan->pairs[i].b;
			w->source = items[w->article]->document.source;
			if (items[w->article]->document.notice !=
			    NDUP_NOTICE_WITHDRAWAL)
				continue;
			match = match_describe(scan, &scan->pairs[i]);
			if (match.coverage_a >= contained ||
			    match.coverage_b >= contained)
				withdraw(w, story);
		}
	}
}

enum ndup_status
withdrawn_find(
    struct ndup_scan *scan, double contained, uint32_t **withdrawn_by)
{
	struct articles *articles = &scan->articles;
	struct withdrawing w = {.scan = scan};
	enum ndup_status status = NDUP_OK;
	uint32_t i, first = 0;

	*withdrawn_by = NULL;
	while (
	    first < articles->num &&
	    articles->items[first]->document.notice != NDUP_NOTICE_WITHDRAWAL)
		first++;
	if (first == articles->num)
		return NDUP_OK;
	w.by = *withdrawn_by = memory_new(articles->num, sizeof *w.by);
	if (w.by == NULL)
		return NDUP_NOMEM;
	for (i = 0; i < articles->num; i++)
		w.by[i] = NO_ARTICLE;
	status = gather_names(&w);
	for (i = first; i < articles->num && status == NDUP_OK; i++)
		if (articles->items[i]->document.notice ==
		    NDUP_NOTICE_WITHDRAWAL)
			status = read_withdrawal(&w, i);
	memory_free(w.names);
	if (status == NDUP_OK)
		withdraw_matched(&w, contained);
	return status;
}
