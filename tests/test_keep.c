/*
 * test_keep.c - which articles stay, against a plain rule
 *
 * The rule: one after another in the order of preference, but none while it
 * stands in one that is left and does not stand in it; who stands in one that is
 * kept or old, by the oracle's figures, goes, unless it corrects that.
 * That has one answer, so the library's must be the same, article for article,
 * also where a scan does not pair each with each.
 */
#include <limits.h>
#include <stdatomic.h>

#include "oracle.h"
#include "random.h"
#include "scanning.h"

#include "base/memory.h"

enum { MOST = 400, TEXT = 1200, DAY = 86400 };
enum { STORY = 60, EDITED = 8 };

/* A small corpus, and what the plain rule says of it. */
static struct made {
	struct ndup_params params;
	struct ndup_keep_options options;
	struct ndup_document documents[MOST];
	char texts[MOST][TEXT], ids[MOST][8];
	bool old[MOST];
	uint32_t num;
	bool is_one_text; /* all are copies of one story */
	struct oracle oracle;
	uint32_t taken[MOST]; /* of equal id and text the one that is taken */
	bool is_old[MOST];    /* of those: one of them is old */
	bool kept[MOST];      /* of those that are taken */
	uint8_t inside[MOST][MOST]; /* 0: not known; 1: does not; 2: stands */
} made;

static const struct ndup_slice sources[] = {{"Beta", 4}, {"Alpha", 5}};
static const char *const names[] = {"Alpha", "Beta", "Gamma", "Delta"};

/* ---- random articles ----------------------------------------------------- */

/*
 * Words of a story from a place on, of its first and last ones some percent
 * others.  What lies between stays, so that each match by coverage is sure to be
 * a candidate: it has 17 equal words in a row.
 */
static size_t
put_words(char *text, size_t len, size_t story, size_t from, size_t num,
    unsigned edits)
{
	size_t i, word;
	bool stays;

	for (i = from; i < from + num && len + 16 < TEXT; i++) {
		stays = i >= EDITED && i < STORY - EDITED;
		word =
		    !stays && random_percent(edits) ? random_below(100000) : i;
		len += (size_t)snprintf(
		    text + len, TEXT - len, "s%zuw%zu ", story, word);
	}
	return len;
}

/* The story as it is, a piece of it, with a piece of another, or edited. */
static void
make_text(char *text, size_t num_stories)
{
	size_t story = random_below(num_stories), len = 0, num = STORY, size;

	switch (made.is_one_text ? 4 : random_below(5)) {
	case 0:
		size = 25 + random_below(30);
		len = put_words(text, 0, story, random_below(30), size, 0);
		break;
	case 1:
		size = random_below(40);
		len =
		    put_words(text, 0, random_below(num_stories), 100, size, 0);
		len = put_words(text, len, story, 0, num, 0);
		break;
	case 2:
		len = put_words(text, 0, story, 0, num, 15);
		break;
	case 3:
		len = put_words(text, 0, story, 0, 1 + random_below(4), 0);
		break;
	default:
		len = put_words(text, 0, story, 0, num, 0);
		break;
	}
	assert_true(len < TEXT);
}

static bool
is_same(uint32_t x, uint32_t y)
{
	return strcmp(made.ids[x], made.ids[y]) == 0 &&
	       strcmp(made.texts[x], made.texts[y]) == 0;
}

/* What is old may be another one of equal ones than is taken: both correct the
 * same. */
static void
copy_notice(struct ndup_document *document, const struct ndup_document *like)
{
	document->notice = like->notice;
	document->update_number = like->update_number;
	if (like->notice >= NDUP_NOTICE_REFILE) {
		document->published = like->published;
		document->source = like->source;
	}
}

static void
make_notice(struct ndup_document *document)
{
	static const enum ndup_notice notices[] = {
	    NDUP_NOTICE_UPDATE, NDUP_NOTICE_REFILE, NDUP_NOTICE_CORRECTION};

	if (!random_percent(20))
		return;
	document->notice = notices[random_below(3)];
	document->update_number = (uint32_t)random_below(3);
}

static void
make_document(uint32_t i, size_t num_stories)
{
	struct ndup_document *document = &made.documents[i];
	uint32_t like = (uint32_t)random_below(i + 1);

	snprintf(made.ids[i], sizeof made.ids[i], "%03zu", random_below(10));
	snprintf(made.ids[i] + 3, sizeof made.ids[i] - 3, "%03u", i);
	make_text(made.texts[i], num_stories);
	if (random_percent(5)) { /* the same once more, or twice */
		memcpy(made.ids[i], made.ids[like], sizeof made.ids[i]);
		memcpy(made.texts[i], made.texts[like], TEXT);
	}
	*document = (struct ndup_document){.id = slice(made.ids[i]),
	    .source = slice(names[random_below(4)]),
	    .place = slice(""),
	    .title = slice(""),
	    .url = slice(""),
	    .text = slice(made.texts[i])};
	if (random_percent(80))
		document->published = (struct ndup_time){
		    (int64_t)random_below(20) * DAY, 0, NDUP_TIME_ZONED};
	if (like < i && is_same(i, like))
		copy_notice(document, &made.documents[like]);
	else
		make_notice(document);
	made.old[i] = random_percent(10);
}

static void
make_options(void)
{
	const double shares[] = {0.3, 0.6, 0.9, 1};

	ndup_params_init(&made.params, sizeof made.params);
	made.params.min_boilerplate = 0;
	made.params.min_jaccard = 1; /* coverage is found for sure */
	made.params.no_passages = random_percent(50);
	made.params.num_threads = 1 + (unsigned)random_below(2);
	if (random_percent(20))
		made.params.memory = 1000000;
	if (random_percent(15))
		made.params.within = 5 * DAY;
	made.params.cross_source = random_percent(15);
	ndup_keep_options_init(&made.options, sizeof made.options);
	made.options.policy = (enum ndup_keep_policy)random_below(4);
	made.options.sources = sources;
	made.options.num_sources = 2;
	made.options.contained = shares[random_below(4)];
}

/* ---- the plain rule ------------------------------------------------------ */

static int
compare_values(int64_t x, int64_t y)
{
	return x < y ? -1 : x > y;
}

/* By time, unknown last. */
static int
compare_days(uint32_t x, uint32_t y, int direction)
{
	const struct ndup_time *a = &made.documents[x].published;
	const struct ndup_time *b = &made.documents[y].published;
	int order = (a->precision == NDUP_TIME_UNKNOWN) -
		    (b->precision == NDUP_TIME_UNKNOWN);

	if (order == 0 && a->precision != NDUP_TIME_UNKNOWN)
		order = direction * compare_values(a->seconds, b->seconds);
	return order;
}

/* Which of two equal ones is taken: only their times, being old, sources and
 * notices differ. */
static bool
is_taken_before(uint32_t x, uint32_t y)
{
	int order = compare_days(x, y, 1);

	if (order == 0)
		order = (int)made.old[x] - (int)made.old[y];
	if (order == 0)
		order = strcmp(
		    made.documents[x].source.ptr, made.documents[y].source.ptr);
	if (order == 0)
		order = (int)made.documents[x].notice -
			(int)made.documents[y].notice;
	if (order == 0)
		order = (int)made.documents[x].update_number -
			(int)made.documents[y].update_number;
	return order != 0 ? order < 0 : x < y;
}

static void
find_taken(void)
{
	uint32_t i, j;

	memset(made.is_old, 0, sizeof made.is_old);
	for (i = 0; i < made.num; i++) {
		made.taken[i] = i;
		for (j = 0; j < made.num; j++)
			if (is_same(i, j) && is_taken_before(j, made.taken[i]))
				made.taken[i] = j;
		made.is_old[made.taken[i]] |= made.old[i];
	}
}

static int64_t
place_of_source(uint32_t i)
{
	const char *source = made.documents[i].source.ptr;

	return strcmp(source, "Beta") == 0 ? 0
	       : strcmp(source, "Alpha")   ? 2
					   : 1;
}

static bool
corrects(uint32_t x)
{
	return made.documents[x].notice >= NDUP_NOTICE_REFILE;
}

/* By the policy; of corrections the latest first. */
static int
compare_by_policy(uint32_t x, uint32_t y)
{
	const struct oracle_text *texts = made.oracle.texts.items;
	enum ndup_keep_policy policy = made.options.policy;

	if (policy == NDUP_KEEP_SOURCE)
		return compare_values(place_of_source(x), place_of_source(y));
	if (corrects(x) || policy == NDUP_KEEP_LATEST)
		return compare_days(x, y, -1);
	if (policy == NDUP_KEEP_LONGEST)
		return compare_values((texts[y].half_words + 1) / 2,
		    (texts[x].half_words + 1) / 2);
	return 0;
}

/* Whether one article comes before another; both are taken. */
static bool
is_preferred(uint32_t x, uint32_t y)
{
	int order = (int)corrects(y) - (int)corrects(x);

	if (order == 0)
		order = compare_by_policy(x, y);
	if (order == 0)
		order = compare_days(x, y, corrects(x) ? -1 : 1);
	if (order == 0)
		order = (int)made.documents[y].update_number -
			(int)made.documents[x].update_number;
	return order != 0 ? order < 0 : x < y;
}

/* Whether y may go for x, of which it is part. */
static bool
may_stand_for(uint32_t x, uint32_t y)
{
	if (made.is_old[y] || (corrects(y) && !corrects(x)))
		return false;
	if (!corrects(y))
		return true;
	return made.is_old[x] ? strcmp(made.texts[x], made.texts[y]) == 0
			      : is_preferred(x, y);
}

static double
share_of(uint32_t part, uint32_t whole)
{
	return whole == 0 ? 0 : (double)part / (double)whole;
}

/* Whether article y stands in x; is_inside() remembers it. */
static bool
find_inside(uint32_t y, uint32_t x)
{
	struct exact exact;

	if (!oracle_allows(&made.oracle, y, x))
		return false;
	oracle_measure(&made.oracle, y, x, &exact);
	if (exact.identical)
		return true;
	return oracle_covers(&exact, &made.params) &&
	       share_of(exact.covered_a, exact.length_a) >=
		   made.options.contained;
}

static bool
is_inside(uint32_t y, uint32_t x)
{
	uint8_t *known = &made.inside[y][x];

	if (*known == 0)
		*known = find_inside(y, x) ? 2 : 1;
	return *known == 2;
}

/* Whether y goes if x is kept. */
static bool
goes_for(uint32_t y, uint32_t x)
{
	return x != y && may_stand_for(x, y) && is_inside(y, x);
}

/* Whether an article is to wait for one that is left. */
static bool
has_to_wait(uint32_t i, const bool *done)
{
	uint32_t j;

	for (j = 0; j < made.num; j++)
		if (!done[j] && made.taken[j] == j && !made.is_old[j] &&
		    goes_for(i, j) && !goes_for(j, i))
			return true;
	return false;
}

/* Of those that are left the one that comes first; or the number of all. */
static uint32_t
find_next(const bool *done)
{
	uint32_t i, next = made.num;

	for (i = 0; i < made.num; i++)
		if (!done[i] && made.taken[i] == i &&
		    (next == made.num || is_preferred(i, next)) &&
		    !has_to_wait(i, done))
			next = i;
	return next;
}

static void
choose_plainly(void)
{
	bool done[MOST] = {false};
	uint32_t next, i;

	memset(made.inside, 0, sizeof made.inside);
	for (i = 0; i < made.num; i++)
		made.kept[i] = made.taken[i] == i && made.is_old[i];
	while ((next = find_next(done)) < made.num) {
		done[next] = made.kept[next] = true;
		for (i = 0; i < made.num && made.kept[next]; i++)
			made.kept[next] = !made.kept[i] || !goes_for(next, i);
	}
}

static void
make_corpus(uint32_t num, size_t num_stories)
{
	uint32_t i;

	made.num = num;
	for (i = 0; i < num; i++)
		make_document(i, num_stories);
	make_options();
	oracle_make(&made.oracle, made.documents, num, &made.params);
	find_taken();
	choose_plainly();
}

/* ---- the library's answer ------------------------------------------------ */

static struct ndup_scan *
scan_made(void)
{
	struct ndup_scan *scan;
	uint32_t i;

	assert_int_equal(ndup_scan_new(&scan, &made.params, NULL), NDUP_OK);
	for (i = 0; i < made.num; i++)
		assert_int_equal(
		    ndup_scan_add(scan, &made.documents[i], made.old[i], NULL),
		    NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

static bool
stays_by_rule(uint32_t i)
{
	return made.old[i] ||
	       (made.taken[i] == i && !made.is_old[i] && made.kept[i]);
}

/* The article that is dropped is in the one that it is said to be in. */
static void
check_dropped(struct ndup_scan *scan, const struct ndup_kept *kept,
    const struct ndup_dropped *dropped)
{
	uint32_t i = (uint32_t)dropped->added, number;
	uint32_t keeper = (uint32_t)dropped->added_keeper;
	const struct ndup_match *match = &dropped->match;
	struct exact exact;
	bool repeated;

	assert_int_equal(
	    ndup_scan_number(scan, i, &number, &repeated, NULL), 0);
	assert_int_equal(match->a, number);
	assert_int_equal(
	    ndup_scan_number(scan, keeper, &number, &repeated, NULL), 0);
	assert_int_equal(match->b, number);
	assert_true(kept->stays[keeper]);
	oracle_measure(&made.oracle, made.taken[i], made.taken[keeper], &exact);
	assert_int_equal(match->relation, exact_relation(&exact, &made.params));
	if (exact.identical) {
		assert_true(match->jaccard >= 1 && match->coverage_a >= 1);
		return;
	}
	assert_true(is_inside(made.taken[i], made.taken[keeper]));
	assert_true(may_stand_for(made.taken[keeper], made.taken[i]));
	assert_true(match->coverage_a >= made.options.contained);
	assert_true(
	    match->coverage_a == share_of(exact.covered_a, exact.length_a));
	assert_true(
	    match->coverage_b == share_of(exact.covered_b, exact.length_b));
	assert_true(match->jaccard == exact_jaccard(&exact));
}

static void
check_list(struct ndup_scan *scan, const struct ndup_kept *kept)
{
	const struct ndup_dropped *dropped;
	uint32_t i;

	for (i = 0; i < made.num; i++) {
		if (kept->stays[i])
			continue;
		assert_int_equal(
		    ndup_scan_next_dropped(scan, &dropped, NULL), NDUP_OK);
		assert_int_equal(dropped->added, i);
		check_dropped(scan, kept, dropped);
	}
	assert_int_equal(
	    ndup_scan_next_dropped(scan, &dropped, NULL), NDUP_END);
}

/* Numbers, and why each goes that goes. */
static const struct ndup_kept *
check_kept(struct ndup_scan *scan)
{
	const struct ndup_kept *kept;
	uint64_t num_kept = 0, num_old = 0;
	uint32_t i;

	assert_int_equal(
	    ndup_scan_keep(scan, &made.options, &kept, NULL), NDUP_OK);
	assert_int_equal(kept->num_added, made.num);
	for (i = 0; i < made.num; i++) {
		num_kept += kept->stays[i] && !made.old[i];
		num_old += made.old[i];
	}
	assert_int_equal(kept->num_kept, num_kept);
	assert_int_equal(kept->num_dropped, made.num - num_old - num_kept);
	check_list(scan, kept);
	check_list(scan, kept); /* it begins again */
	return kept;
}

static void
check_choice(struct ndup_scan *scan)
{
	const struct ndup_kept *kept = check_kept(scan);
	uint32_t i;

	for (i = 0; i < made.num; i++)
		if (kept->stays[i] != stays_by_rule(i))
			fail_msg("article %u of %u %s", i, made.num,
			    kept->stays[i] ? "stays" : "goes");
}

/* What is kept is kept as a whole the next time, an old one with the time and
 * source of the article that was taken for it. */
static void
check_again(const struct ndup_kept *kept)
{
	const struct ndup_kept *again;
	struct ndup_scan *scan;
	uint32_t i;

	assert_int_equal(ndup_scan_new(&scan, &made.params, NULL), NDUP_OK);
	for (i = 0; i < made.num; i++)
		if (kept->stays[i])
			assert_int_equal(
			    ndup_scan_add(scan, &made.documents[made.taken[i]],
				made.old[i], NULL),
			    NDUP_OK);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_scan_keep(scan, &made.options, &again, NULL), NDUP_OK);
	assert_int_equal(again->num_kept, kept->num_kept);
	assert_int_equal(again->num_dropped, 0);
	ndup_scan_free(scan);
}

static void
free_made(struct ndup_scan *scan)
{
	ndup_scan_free(scan);
	oracle_free(&made.oracle);
}

/* ---- random corpora ------------------------------------------------------ */

static void
test_small(void **state)
{
	struct ndup_scan *scan;
	size_t num_stories;
	unsigned trial;

	(void)state;
	random_begin();
	for (trial = 0; trial < 300; trial++) {
		num_stories = 1 + random_below(6);
		make_corpus((uint32_t)random_below(60), num_stories);
		scan = scan_made();
		check_choice(scan);
		made.options.policy = (enum ndup_keep_policy)random_below(4);
		choose_plainly();
		check_choice(scan); /* another choice of the same scan */
		free_made(scan);
	}
}

/* Copies are many and buckets hot: the scan does not list all pairs.  Where
 * few are left the choice is exact all the same; where a crowd is left in which
 * none is inside another, it is sound, and stays. */
static void
test_many_alike(void **state)
{
	const struct ndup_counts *counts;
	unsigned trial, num_capped = 0, num_unlisted = 0;
	struct ndup_scan *scan;

	(void)state;
	random_begin();
	for (trial = 0; trial < 24; trial++) {
		made.is_one_text = trial % 3 == 0;
		make_corpus(300 + (uint32_t)random_below(MOST - 300),
		    1 + random_below(made.is_one_text ? 1 : 2));
		made.params.within = -1;
		made.params.cross_source = false;
		made.oracle.params = made.params;
		made.options.contained = trial % 2 == 0 ? 0.5 : 1;
		choose_plainly();
		scan = scan_made();
		counts = ndup_scan_counts(scan);
		num_capped += counts->capped > 0;
		num_unlisted += counts->unlisted > 0;
		if (trial % 2 == 0)
			check_choice(scan);
		check_again(check_kept(scan));
		free_made(scan);
	}
	made.is_one_text = false;
	assert_true(num_capped > 3 && num_unlisted > 3);
}

/* ---- by hand ------------------------------------------------------------- */

static struct ndup_scan *
scan_two(struct ndup_params *params)
{
	struct ndup_document document = {.id = {"a", 1}};
	struct ndup_scan *scan;
	char text[TEXT];

	document.text =
	    (struct ndup_slice){text, put_words(text, 0, 1, 0, 60, 0)};
	assert_int_equal(ndup_scan_new(&scan, params, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	return scan;
}

/* The same record twice is dropped whatever the conditions on pairs. */
static void
test_repeated(void **state)
{
	const struct ndup_dropped *dropped;
	struct ndup_params params;
	const struct ndup_kept *kept;
	struct ndup_scan *scan;

	(void)state;
	ndup_params_init(&params, sizeof params);
	params.min_boilerplate = 0;
	params.cross_source = true;
	params.within = DAY;
	scan = scan_two(&params);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(ndup_scan_keep(scan, NULL, &kept, NULL), NDUP_OK);
	assert_true(kept->stays[0] && !kept->stays[1]);
	assert_int_equal(ndup_scan_next_dropped(scan, &dropped, NULL), NDUP_OK);
	assert_int_equal(dropped->match.relation, NDUP_IDENTICAL);
	assert_int_equal(dropped->added, 1);
	assert_int_equal(dropped->added_keeper, 0);
	ndup_scan_free(scan);
}

static void
refuses(struct ndup_scan *scan, const struct ndup_keep_options *options,
    const char *reason)
{
	struct ndup_error error;
	const struct ndup_kept *kept;

	assert_int_equal(
	    ndup_scan_keep(scan, options, &kept, &error), NDUP_PARAM);
	assert_int_equal(error.status, NDUP_PARAM);
	assert_string_equal(error.text, reason);
}

static void
test_wrong_calls(void **state)
{
	struct ndup_keep_options options;
	const struct ndup_dropped *dropped;
	struct ndup_params params;
	struct ndup_error error;
	struct ndup_scan *scan;

	(void)state;
	ndup_params_init(&params, sizeof params);
	scan = scan_two(&params);
	refuses(scan, NULL, "the scan has not run");
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_scan_next_dropped(scan, &dropped, &error), NDUP_PARAM);
	assert_string_equal(error.text, "ndup_scan_keep() comes first");
	ndup_keep_options_init(&options, sizeof options);
	options.contained = 1.5;
	refuses(scan, &options, "contained is 1.5: it goes from 0.01 to 1");
	options.contained = 0.9;
	options.policy = NDUP_KEEP_SOURCE;
	refuses(scan, &options, "no sources to be preferred");
	options.policy = (enum ndup_keep_policy)7;
	refuses(scan, &options, "policy is 7: it goes from 0 to 3");
	options.struct_size = 1;
	refuses(scan, &options, "options of another version of the library");
	ndup_scan_free(scan);
}

static bool
stop_if_told(void *ctx, const struct ndup_progress *progress)
{
	(void)progress;
	return !*(bool *)ctx;
}

/* The progress function of the scan stops this, too. */
static void
test_stopped(void **state)
{
	struct ndup_error error;
	struct ndup_scan *scan;
	const struct ndup_kept *kept;
	bool stop = false;

	(void)state;
	random_begin();
	make_corpus(MOST, 1);
	made.params.memory = 1000000;
	made.params.cross_source = false;
	made.params.within = -1;
	scan = scan_made();
	ndup_scan_on_progress(scan, stop_if_told, &stop);
	stop = true;
	assert_int_equal(
	    ndup_scan_keep(scan, NULL, &kept, &error), NDUP_STOPPED);
	assert_string_equal(error.text, "cannot choose what is kept: stopped");
	free_made(scan);
}

/* ---- memory that runs out ------------------------------------------------ */

static atomic_long allocations_left;

static bool
is_spent(void)
{
	return atomic_fetch_sub(&allocations_left, 1) <= 0;
}

static void *
scarce_allocate(void *ctx, size_t size)
{
	(void)ctx;
	return is_spent() ? NULL : malloc(size);
}

static void *
scarce_resize(void *ctx, void *block, size_t size)
{
	(void)ctx;
	return is_spent() ? NULL : realloc(block, size);
}

static void
scarce_release(void *ctx, void *block)
{
	(void)ctx;
	free(block);
}

/* Whichever allocation fails, that is said, and the next call is well. */
static void
test_no_memory(void **state)
{
	const struct memory_hooks scarce = {
	    scarce_allocate, scarce_resize, scarce_release, NULL};
	struct ndup_error error = {.status = NDUP_OK};
	enum ndup_status status = NDUP_NOMEM;
	struct ndup_scan *scan;
	const struct ndup_kept *kept;
	unsigned num_failed = 0;
	long n;

	(void)state;
	random_begin();
	make_corpus(MOST, 1);
	made.params.cross_source = false;
	made.params.within = -1;
	made.oracle.params = made.params;
	made.options.contained = 0.5;
	choose_plainly();
	allocations_left = LONG_MAX;
	memory_hook(&scarce);
	scan = scan_made();
	assert_true(ndup_scan_counts(scan)->capped > 0);
	for (n = 0; status != NDUP_OK; n += 1 + n / 16) {
		allocations_left = n;
		status = ndup_scan_keep(scan, &made.options, &kept, &error);
		allocations_left = LONG_MAX;
		if (status == NDUP_OK)
			break;
		assert_int_equal(status, NDUP_NOMEM);
		assert_int_equal(error.status, NDUP_NOMEM);
		assert_non_null(strstr(error.text, "out of memory"));
		num_failed++;
	}
	assert_true(num_failed > 20);
	check_choice(scan);
	free_made(scan);
	memory_hook(NULL);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_small),
	    cmocka_unit_test(test_many_alike),
	    cmocka_unit_test(test_repeated),
	    cmocka_unit_test(test_wrong_calls),
	    cmocka_unit_test(test_stopped),
	    cmocka_unit_test(test_no_memory),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("keep", tests, NULL, NULL);
}
