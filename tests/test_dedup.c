/*
 * test_dedup.c - what `ndup dedup` keeps and drops, against the oracle
 *
 * Generated articles go through the program.  Each is kept or dropped; what
 * contains a dropped one is kept, comes before it, and does so by the oracle's
 * figures, which the program tells; and no kept one is contained in a kept one
 * before it.  The output comes out once more as it is.
 */
#include <math.h>
#include <sys/wait.h>

#include "base/json.h"
#include "corpus.h"
#include "oracle.h"
#include "reading.h"

enum { SEED = 20240229 };

static struct corpus corpus;
static struct oracle oracle;
static struct ndup_params params;

/* What became of each article. */
struct fate {
	bool kept;
	int keeper; /* of a dropped one; or -1 */
};

/* ---- the program --------------------------------------------------------- */

static void
write_corpus(const char *path)
{
	const struct ndup_document *document = corpus.documents;
	const struct ndup_document *end = document + corpus.num;
	struct buffer out = {NULL, 0, 0, false};
	FILE *file = fopen(path, "w");
	char date[32];

	assert_non_null(file);
	for (; document < end; document++) {
		buffer_string(&out, "{");
		json_number(&out, "n", (uint64_t)(document - corpus.documents));
		json_text(&out, "id", document->id);
		json_word(
		    &out, "date", ndup_time_format(&document->published, date));
		json_text(&out, "source", document->source);
		json_text(&out, "text", document->text);
		buffer_string(&out, "}\n");
	}
	assert_false(out.failed);
	assert_int_equal(fwrite(out.data, 1, out.size, file), out.size);
	assert_int_equal(fclose(file), 0);
	buffer_free(&out);
}

static void
run(const char *arguments, const char *in, const char *out)
{
	char command[512];

	snprintf(command, sizeof command,
	    "\"$NDUP\" dedup -q --boilerplate keep --facts ignore %s %s -o %s "
	    "--dropped dropped.jsonl",
	    arguments, in, out);
	assert_int_equal(system(command), 0);
}

static void
assert_same_files(const char *x, const char *y)
{
	char command[256];

	snprintf(command, sizeof command, "cmp %s %s", x, y);
	assert_int_equal(system(command), 0);
}

/* ---- what came out ------------------------------------------------------- */

static void
take_kept(struct fate *fates, const char *path)
{
	FILE *file = fopen(path, "r");
	size_t room = 0;
	char *line = NULL;
	int number, before = -1;

	assert_non_null(file);
	while (getline(&line, &room, file) >= 0) {
		assert_int_equal(sscanf(line, "{\"n\":%d,", &number), 1);
		assert_true(number > before); /* in the order of input */
		before = number;
		fates[number].kept = true;
	}
	free(line);
	fclose(file);
}

static bool
is_share(double told, uint32_t part, uint32_t whole)
{
	return fabs(told - (double)part / (double)whole) <= 0.00005 + 1e-9;
}

/* What the program tells of a dropped article is what the oracle says. */
static void
check_dropped(const char *line, int number, int keeper, double contained)
{
	double jaccard, coverage, coverage_of_kept;
	struct exact exact;
	char relation[32];

	assert_int_equal(sscanf(line,
			     "\"relation\":\"%31[^\"]\",\"jaccard\":%lf,"
			     "\"coverage\":%lf,\"coverage_of_other\":%lf}",
			     relation, &jaccard, &coverage, &coverage_of_kept),
	    4);
	oracle_measure(&oracle, (uint32_t)number, (uint32_t)keeper, &exact);
	assert_string_equal(
	    relation, ndup_relation_name(exact_relation(&exact, &params)));
	if (exact.identical) {
		assert_true(jaccard == 1 && coverage == 1);
		return;
	}
	assert_true(oracle_matches(&exact, &params));
	assert_true((double)exact.covered_a / exact.length_a >= contained);
	assert_true(is_share(coverage, exact.covered_a, exact.length_a));
	assert_true(
	    is_share(coverage_of_kept, exact.covered_b, exact.length_b));
	assert_true(fabs(jaccard - exact_jaccard(&exact)) <= 0.00005 + 1e-9);
}

static void
take_dropped(struct fate *fates, double contained)
{
	FILE *file = fopen("dropped.jsonl", "r");
	int number, keeper, num_lines = 0;
	const char *rest;
	size_t room = 0;
	char *line = NULL;

	assert_non_null(file);
	while (getline(&line, &room, file) >= 0) {
		assert_int_equal(
		    sscanf(line, "{\"id\":\"made/%d\"", &number), 1);
		assert_non_null(rest = strstr(line, "\"of\":"));
		assert_int_equal(
		    sscanf(rest, "\"of\":\"made/%d\"", &keeper), 1);
		assert_int_equal(fates[number].keeper, -1);
		fates[number].keeper = keeper;
		assert_non_null(rest = strstr(line, "\"relation\":"));
		check_dropped(rest, number, keeper, contained);
		num_lines++;
	}
	assert_true(num_lines > 100);
	free(line);
	fclose(file);
}

/* ---- who comes first ----------------------------------------------------- */

enum order { EARLIEST, LATEST, LONGEST, SOURCE };

static int
compare_numbers(int64_t x, int64_t y)
{
	return x < y ? -1 : x > y;
}

/* By time, unknown last, then id. */
static int
compare_canon(int x, int y, int direction)
{
	const struct ndup_document *a = &corpus.documents[x];
	const struct ndup_document *b = &corpus.documents[y];
	bool unknown_a = a->published.precision == NDUP_TIME_UNKNOWN;
	bool unknown_b = b->published.precision == NDUP_TIME_UNKNOWN;
	int order = (int)unknown_a - (int)unknown_b;

	if (order == 0 && !unknown_a)
		order = direction * compare_numbers(a->published.seconds,
					b->published.seconds);
	return order != 0 ? order : compare_numbers(x, y); /* as ids are */
}

static int64_t
source_place(int number)
{
	struct ndup_slice source = corpus.documents[number].source;

	if (source.len == 9 && memcmp(source.ptr, "Beta Wire", 9) == 0)
		return 0;
	return source.len == 10 && memcmp(source.ptr, "Alpha Wire", 10) == 0
		   ? 1
		   : 2;
}

static bool
comes_before(enum order order, int x, int y)
{
	struct exact exact;
	int found = 0;

	if (order == LONGEST) {
		oracle_measure(&oracle, (uint32_t)x, (uint32_t)y, &exact);
		found = compare_numbers(
		    (exact.length_b + 1) / 2, (exact.length_a + 1) / 2);
	} else if (order == SOURCE) {
		found = compare_numbers(source_place(x), source_place(y));
	}
	if (found == 0)
		found = compare_canon(x, y, order == LATEST ? -1 : 1);
	return found < 0;
}

/* How a pair of articles that match stands in each other. */
struct standing {
	double a, b; /* share of one that stands in the other; 0: no match */
};

static struct standing
standing_of(uint32_t a, uint32_t b)
{
	struct exact exact;

	oracle_measure(&oracle, a, b, &exact);
	if (exact.identical)
		return (struct standing){1, 1};
	if (!oracle_covers(&exact, &params))
		return (struct standing){0, 0};
	return (struct standing){(double)exact.covered_a / exact.length_a,
	    (double)exact.covered_b / exact.length_b};
}

/* Each article is kept or dropped, for one that is kept and contains it: which
 * comes before it, if it contains that one too and stands in no larger one. */
static void
check_fates(const struct fate *fates, enum order order, double contained,
    const bool *is_part)
{
	const struct fate *fate;
	struct standing standing;
	int i;

	for (i = 0; i < (int)corpus.num; i++) {
		fate = &fates[i];
		assert_true(fate->kept == (fate->keeper < 0));
		if (fate->kept)
			continue;
		assert_true(fates[fate->keeper].kept);
		standing = standing_of((uint32_t)i, (uint32_t)fate->keeper);
		assert_true(standing.b < contained || is_part[i] ||
			    comes_before(order, fate->keeper, i));
	}
}

/* No kept article stands in a kept one.  is_part: which ones stand in one that
 * does not stand in them. */
static void
check_rest(const struct fate *fates, double contained, bool *is_part)
{
	const struct oracle_pair *pair;
	struct standing standing;
	struct oracle_list list;
	size_t i;

	oracle_sharing(&oracle, &list);
	assert_true(list.num > 1000);
	for (i = 0; i < list.num; i++) {
		pair = &list.items[i];
		standing = standing_of(pair->a, pair->b);
		is_part[pair->a] |=
		    standing.a >= contained && standing.b < contained;
		is_part[pair->b] |=
		    standing.b >= contained && standing.a < contained;
		if (fates[pair->a].kept && fates[pair->b].kept &&
		    (standing.a >= contained || standing.b >= contained))
			fail_msg("articles %u and %u are kept, and stand in "
				 "each other by %.4f and %.4f",
			    pair->a, pair->b, standing.a, standing.b);
	}
	free(list.items);
}

static void
check_policy(const char *arguments, enum order order, double contained)
{
	struct fate *fates = calloc(corpus.num, sizeof *fates);
	bool *is_part = calloc(corpus.num, sizeof *is_part);
	size_t i;

	assert_true(fates != NULL && is_part != NULL);
	for (i = 0; i < corpus.num; i++)
		fates[i].keeper = -1;
	run(arguments, "in.jsonl", "out.jsonl");
	take_kept(fates, "out.jsonl");
	take_dropped(fates, contained);
	check_rest(fates, contained, is_part);
	check_fates(fates, order, contained, is_part);
	run(arguments, "out.jsonl", "again.jsonl");
	assert_same_files("out.jsonl", "again.jsonl");
	free(fates);
	free(is_part);
}

static void
test_earliest(void **state)
{
	(void)state;
	check_policy("", EARLIEST, 0.9);
	check_policy("--contained 0.6", EARLIEST, 0.6);
}

static void
test_latest(void **state)
{
	(void)state;
	check_policy("--keep latest", LATEST, 0.9);
}

static void
test_longest(void **state)
{
	(void)state;
	check_policy("--keep longest", LONGEST, 0.9);
	check_policy("--keep longest --contained 0.3", LONGEST, 0.3);
}

static void
test_source(void **state)
{
	(void)state;
	check_policy("--keep 'source=Beta Wire,Alpha Wire'", SOURCE, 0.9);
}

/* The same for any number of threads and with little memory. */
static void
test_same_bytes(void **state)
{
	(void)state;
	run("--keep latest --threads 1", "in.jsonl", "1.jsonl");
	assert_int_equal(rename("dropped.jsonl", "1.dropped"), 0);
	run("--keep latest --threads 3 --memory 64M", "in.jsonl", "3.jsonl");
	assert_same_files("1.jsonl", "3.jsonl");
	assert_same_files("1.dropped", "dropped.jsonl");
}

/* Takes over what reading finds out: where headers and datelines end. */
static void
read_corpus(const char *path)
{
	const char *const paths[] = {path, NULL};
	struct ndup_document document, *own = corpus.documents;
	struct ndup_reader *reader;

	assert_int_equal(ndup_reader_open(&reader, paths, NULL, NULL), NDUP_OK);
	for (; ndup_reader_next(reader, &document, NULL) == NDUP_OK; own++) {
		assert_int_equal(own->text.len, document.text.len);
		assert_memory_equal(
		    own->text.ptr, document.text.ptr, own->text.len);
		own->text_begin = document.text_begin;
		own->text_end = document.text_end;
		own->published = document.published;
	}
	assert_int_equal(own - corpus.documents, corpus.num);
	ndup_reader_close(reader);
}

static int
enter(void **state)
{
	ndup_params_init(&params, sizeof params);
	params.min_boilerplate = 0;
	corpus_make(&corpus, SEED, false);
	if (reading_enter(state) != 0)
		return -1;
	write_corpus("in.jsonl");
	read_corpus("in.jsonl");
	oracle_make(&oracle, corpus.documents, corpus.num, &params);
	return setenv("NDUP", NDUP, 1); /* for a shell: whatever is in it */
}

static int
leave(void **state)
{
	oracle_free(&oracle);
	corpus_free(&corpus);
	return reading_leave(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_earliest),
	    cmocka_unit_test(test_latest),
	    cmocka_unit_test(test_longest),
	    cmocka_unit_test(test_source),
	    cmocka_unit_test(test_same_bytes),
	};

	printf("seed %d\n", SEED);
	return cmocka_run_group_tests_name("dedup", tests, enter, leave);
}
