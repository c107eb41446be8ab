/*
 * test_shared.c - the passages that the members of a cluster share
 *
 * Members are made of paragraphs, numbered words; which two of them are linked
 * is said by hand, how, by the aligner.
 */
#include "cluster/shared.h"
#include "punctuated.h"
#include "compare/align.h"

enum { MEMBERS_MOST = 6, LINKS_MOST = 15, NUM_CASES = 400 };

static struct sequence texts[MEMBERS_MOST];
static struct punctuated written[MEMBERS_MOST];
static bool repeated[MEMBERS_MOST];
static uint32_t num_texts;

static struct aligner aligner;
static struct alignment alignments[LINKS_MOST];
static struct shared_link links[LINKS_MOST];
static size_t num_links;
static struct shared shared;

static int
set_up(void **state)
{
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	aligner_init(&aligner, &params);
	return 0;
}

static int
tear_down(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < LINKS_MOST; i++)
		alignment_free(&alignments[i]);
	aligner_free(&aligner);
	shared_free(&shared);
	return 0;
}

static void
begin_cluster(uint32_t num)
{
	num_texts = num;
	num_links = 0;
	memset(texts, 0, sizeof texts);
	memset(written, 0, sizeof written);
	memset(repeated, 0, sizeof repeated);
}

/* A member goes on with words first, first + 1, ... */
static void
add(uint32_t member, uint32_t first, uint32_t num)
{
	struct sequence *x = &texts[member];

	while (num-- > 0)
		x->ids[x->num++] = 2 * first++;
}

/* Members a and b match. */
static void
link_members(uint32_t a, uint32_t b)
{
	const struct words x = {.ids = texts[a].ids, .num = texts[a].num};
	const struct words y = {.ids = texts[b].ids, .num = texts[b].num};

	assert_int_equal(
	    aligner_run(&aligner, &x, &y, &alignments[num_links]), NDUP_OK);
	links[num_links] = (struct shared_link){a, b, &alignments[num_links]};
	num_links++;
}

static void
link_all(void)
{
	uint32_t a, b;

	for (a = 0; a < num_texts; a++) {
		for (b = a + 1; b < num_texts; b++)
			link_members(a, b);
	}
}

static enum ndup_status
read_text(void *ctx, uint32_t member, struct sentences *sentences)
{
	(void)ctx;
	punctuated_write(&written[member], 0);
	*sentences =
	    (struct sentences){texts[member].ids, written[member].spans,
		texts[member].num, punctuated_slice(&written[member])};
	return NDUP_OK;
}

static void
find(void)
{
	const uint32_t *ids[MEMBERS_MOST];
	uint32_t num_tokens[MEMBERS_MOST], i;
	struct shared_members members = {
	    .num_members = num_texts,
	    .ids = ids,
	    .num_tokens = num_tokens,
	    .repeated = repeated,
	    .read = read_text,
	    .links = links,
	    .num_links = num_links,
	    .min_passage = 16,
	};

	for (i = 0; i < num_texts; i++) {
		ids[i] = texts[i].ids;
		num_tokens[i] = texts[i].num;
	}
	assert_int_equal(shared_find(&shared, &members), NDUP_OK);
}

/* "0:0-30 1:5-35": members and places of a passage. */
static void
assert_passage(size_t i, const char *expected)
{
	const struct shared_place *place;
	char text[512] = "";
	uint32_t j;
	int len = 0;

	assert_true(i < shared.num_passages);
	place = shared.places + shared.passages[i].first_place;
	for (j = 0; j < shared.passages[i].num_places; j++, place++)
		len += snprintf(text + len, sizeof text - (size_t)len,
		    "%s%u:%u-%u", j > 0 ? " " : "", place->member,
		    place->span.begin, place->span.end);
	assert_string_equal(text, expected);
}

/* ---- which members have what -------------------------------------------- */

static void
test_one_of_three(void **state)
{
	(void)state;
	begin_cluster(3);
	add(0, 100, 30);
	add(0, 400, 20);
	add(1, 500, 10);
	add(1, 100, 30);
	add(2, 100, 30);
	add(2, 600, 20);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 1);
	assert_passage(0, "0:0-30 1:10-40 2:0-30");
}

static void
test_cut_where_members_change(void **state)
{
	(void)state;
	begin_cluster(3);
	add(0, 100, 60);
	add(1, 100, 60);
	add(2, 700, 5);
	add(2, 130, 30);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 2);
	assert_passage(0, "0:0-30 1:0-30");
	assert_passage(1, "0:30-60 1:30-60 2:5-35");
}

/* By place in the lead, whatever the order elsewhere. */
static void
test_moved(void **state)
{
	(void)state;
	begin_cluster(2);
	add(0, 100, 30);
	add(0, 400, 20);
	add(0, 200, 30);
	add(1, 200, 30);
	add(1, 500, 20);
	add(1, 100, 30);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 2);
	assert_passage(0, "0:0-30 1:50-80");
	assert_passage(1, "0:50-80 1:0-30");
}

/* What two members share that the lead lacks comes after the lead's. */
static void
test_without_the_lead(void **state)
{
	(void)state;
	begin_cluster(3);
	add(0, 100, 30);
	add(1, 300, 25);
	add(1, 100, 30);
	add(2, 100, 30);
	add(2, 300, 25);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 2);
	assert_passage(0, "0:0-30 1:25-55 2:0-30");
	assert_passage(1, "1:0-25 2:30-55");
}

/* Of a stretch that the lead has half of, the other half is told once. */
static void
test_not_told_again(void **state)
{
	(void)state;
	begin_cluster(3);
	add(0, 100, 30);
	add(1, 100, 60);
	add(2, 100, 60);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 2);
	assert_passage(0, "0:0-30 1:0-30 2:0-30");
	assert_passage(1, "1:30-60 2:30-60");
}

static void
test_twice_in_a_member(void **state)
{
	(void)state;
	begin_cluster(2);
	add(0, 100, 30);
	add(1, 100, 30);
	add(1, 500, 20);
	add(1, 100, 30);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 1);
	assert_passage(0, "0:0-30 1:0-30 1:50-80");
}

/* A piece of five words is no passage: it goes with what it touches. */
static void
test_sliver_joins(void **state)
{
	(void)state;
	begin_cluster(3);
	add(0, 100, 60);
	add(1, 100, 60);
	add(2, 105, 55);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 1);
	assert_passage(0, "0:0-60 1:0-60 2:0-55");
}

/* Between two neighbours it goes where it has most in common. */
static void
test_sliver_chooses(void **state)
{
	(void)state;
	begin_cluster(4);
	add(0, 100, 60);
	add(1, 100, 60);
	add(2, 100, 35);
	add(3, 130, 30);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 2);
	assert_passage(0, "0:0-35 1:0-35 2:0-35");
	assert_passage(1, "0:35-60 1:35-60 3:5-30");
	begin_cluster(5);
	add(0, 100, 60);
	add(1, 100, 60);
	add(2, 100, 35);
	add(3, 130, 30);
	add(4, 130, 30);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 2);
	assert_passage(0, "0:0-30 1:0-30 2:0-30");
	assert_passage(1, "0:30-60 1:30-60 3:0-30 4:0-30");
}

/* Small edits: a passage goes over them, in each member as it stands there. */
static void
test_edited(void **state)
{
	(void)state;
	begin_cluster(3);
	add(0, 100, 60);
	add(1, 100, 20);
	add(1, 900, 2);
	add(1, 120, 40);
	add(2, 100, 40);
	add(2, 141, 19);
	link_all();
	find();
	assert_int_equal(shared.num_passages, 1);
	assert_passage(0, "0:0-60 1:0-62 2:0-59");
}

/* ---- copies ------------------------------------------------------------- */

static void
test_repeated_alone(void **state)
{
	(void)state;
	begin_cluster(1);
	add(0, 100, 30);
	repeated[0] = true;
	find();
	assert_int_equal(shared.num_passages, 1);
	assert_passage(0, "0:0-30");
}

/* Even a text shorter than a passage: it is all there is. */
static void
test_repeated_short(void **state)
{
	(void)state;
	begin_cluster(1);
	add(0, 100, 3);
	repeated[0] = true;
	find();
	assert_int_equal(shared.num_passages, 1);
	assert_passage(0, "0:0-3");
}

static void
test_repeated_and_another(void **state)
{
	(void)state;
	begin_cluster(2);
	add(0, 100, 60);
	add(1, 120, 20);
	repeated[0] = true;
	link_all();
	find();
	assert_int_equal(shared.num_passages, 3);
	assert_passage(0, "0:0-20");
	assert_passage(1, "0:20-40 1:0-20");
	assert_passage(2, "0:40-60");
}

static void
test_repeated_member(void **state)
{
	(void)state;
	begin_cluster(2);
	add(0, 120, 20);
	add(1, 100, 60);
	repeated[1] = true;
	link_all();
	find();
	assert_int_equal(shared.num_passages, 3);
	assert_passage(0, "0:0-20 1:20-40");
	assert_passage(1, "1:0-20");
	assert_passage(2, "1:40-60");
}

/* What is ignored is in no passage. */
static void
test_ignored(void **state)
{
	uint32_t i;

	(void)state;
	begin_cluster(2);
	add(0, 100, 60);
	add(1, 100, 60);
	for (i = 30; i < 40; i++)
		texts[0].ids[i] = texts[1].ids[i] = 0;
	repeated[0] = true;
	link_all();
	find();
	assert_int_equal(shared.num_passages, 1);
	assert_passage(0, "0:0-60 1:0-60");
}

/* ---- cuts at sentences -------------------------------------------------- */

/* Member 2 goes on with so many words of the next sentence than the first 30
 * of the others, or stops so many before its end. */
static void
cut_at(uint32_t cut)
{
	begin_cluster(3);
	add(0, 100, 60);
	add(1, 100, 60);
	add(2, 100, cut);
	written[0].marks[30] = '.';
	link_all();
	find();
	assert_int_equal(shared.num_passages, 2);
}

static void
test_cut_moves_to_sentence(void **state)
{
	(void)state;
	cut_at(30);
	assert_passage(0, "0:0-30 1:0-30 2:0-30");
	assert_passage(1, "0:30-60 1:30-60");
	cut_at(31);
	assert_passage(0, "0:0-30 1:0-30 2:0-30");
	assert_passage(1, "0:30-60 1:30-60");
	cut_at(28);
	assert_passage(0, "0:0-30 1:0-30 2:0-28");
	assert_passage(1, "0:30-60 1:30-60");
}

static void
test_cut_stays(void **state)
{
	(void)state;
	cut_at(34);
	assert_passage(0, "0:0-34 1:0-34 2:0-34");
	assert_passage(1, "0:34-60 1:34-60");
	cut_at(26);
	assert_passage(0, "0:0-26 1:0-26 2:0-26");
}

/* ---- what must hold of any cluster -------------------------------------- */

/* Members made of paragraphs out of ten, whole or in part. */
static void
draw_cluster(void)
{
	uint32_t member, part, first, i;

	begin_cluster(2 + draw(MEMBERS_MOST - 1));
	for (member = 0; member < num_texts; member++) {
		repeated[member] = draw(5) == 0;
		for (part = 1 + draw(6); part > 0; part--) {
			first = 1000 * draw(10) + draw(3) * draw(30);
			add(member, first + 1, draw(40));
			if (draw(3) == 0)
				add(member, 90000 + 100 * draw(100), draw(9));
		}
		punctuated_draw(&written[member], 16);
		for (i = 0; i < texts[member].num; i++) {
			if (draw(100) == 0)
				texts[member].ids[i] += 20000;
			if (draw(100) == 0)
				texts[member].ids[i] = 0;
		}
	}
	for (member = 1; member < num_texts; member++)
		link_members(0, member);
	for (member = 1; member + 1 < num_texts; member++) {
		if (draw(2))
			link_members(member, member + 1);
	}
}

static bool told[MEMBERS_MOST][SEQUENCE_MOST];

static void
tell(const struct shared_place *place)
{
	uint32_t i;

	for (i = place->span.begin; i < place->span.end; i++)
		told[place->member][i] = true;
}

/* The first place is where the passage is told: long enough, nothing of it
 * told before. */
static void
assert_first(const struct shared_place *place)
{
	const struct sequence *text = &texts[place->member];
	uint32_t i;

	for (i = place->span.begin; i < place->span.end; i++)
		assert_false(told[place->member][i]);
	assert_true(
	    place->span.end - place->span.begin == text->num ||
	    sequence_weigh(text, place->span.begin, place->span.end) >= 16);
}

/* Another place has some of the words of the first. */
static void
assert_common(
    const struct shared_place *first, const struct shared_place *place)
{
	const struct sequence *x = &texts[first->member];
	const struct sequence *y = &texts[place->member];
	uint32_t i, j, num = 0;

	assert_true(place->member > first->member);
	for (i = first->span.begin; i < first->span.end; i++) {
		for (j = place->span.begin; j < place->span.end; j++)
			num += x->ids[i] != 0 && x->ids[i] == y->ids[j];
	}
	assert_true(num > 0);
}

static void
assert_passages(void)
{
	const struct shared_place *first = NULL, *last = NULL, *place;
	const struct shared_passage *passage;
	size_t i;
	uint32_t j;

	memset(told, 0, sizeof told);
	for (i = 0; i < shared.num_passages; i++) {
		passage = &shared.passages[i];
		first = shared.places + passage->first_place;
		assert_true(passage->num_places > 1 || repeated[first->member]);
		if (last != NULL && last->member == first->member)
			assert_true(last->span.end <= first->span.begin);
		else if (last != NULL)
			assert_true(last->member < first->member);
		assert_first(first);
		for (j = 0; j < passage->num_places; j++) {
			place = first + j;
			assert_true(place->span.begin < place->span.end);
			assert_true(
			    place->span.end <= texts[place->member].num);
			if (j > 0)
				assert_common(first, place);
			tell(place);
		}
		last = first;
	}
}

/* All that repeated members have is told, but for what is ignored, ends shorter
 * than a passage, and three words at most that an end at a sentence costs. */
static void
assert_all_told(void)
{
	uint32_t member, i, left;

	for (member = 0; member < num_texts; member++) {
		left = 0;
		for (i = 0; i < texts[member].num && repeated[member]; i++) {
			if (told[member][i] || texts[member].ids[i] == 0)
				left = 0;
			else
				left++;
			assert_true(left < 8 + 3);
		}
	}
}

static void
test_random_clusters(void **state)
{
	unsigned num;

	(void)state;
	random_begin();
	for (num = 0; num < NUM_CASES; num++) {
		draw_cluster();
		find();
		assert_passages();
		assert_all_told();
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_one_of_three),
	    cmocka_unit_test(test_cut_where_members_change),
	    cmocka_unit_test(test_moved),
	    cmocka_unit_test(test_without_the_lead),
	    cmocka_unit_test(test_not_told_again),
	    cmocka_unit_test(test_twice_in_a_member),
	    cmocka_unit_test(test_sliver_joins),
	    cmocka_unit_test(test_sliver_chooses),
	    cmocka_unit_test(test_edited),
	    cmocka_unit_test(test_repeated_alone),
	    cmocka_unit_test(test_repeated_short),
	    cmocka_unit_test(test_repeated_and_another),
	    cmocka_unit_test(test_repeated_member),
	    cmocka_unit_test(test_ignored),
	    cmocka_unit_test(test_cut_moves_to_sentence),
	    cmocka_unit_test(test_cut_stays),
	    cmocka_unit_test(test_random_clusters),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("shared", tests, set_up, tear_down);
}
