/*
 * test_stars.c - matches -> clusters
 *
 * Against a plain twin on random graphs: again and again it counts for each
 * article that is in no cluster the others that it matches, by looking at all.
 */
#include "cluster/stars.h"
#include "random.h"

enum { MOST = 30, NUM_GRAPHS = 2000 };

struct graph {
	uint32_t num;
	uint32_t sizes[MOST];
	bool alone[MOST];
	bool linked[MOST][MOST];
	bool near[MOST][MOST];
	double strength[MOST][MOST];
	struct link_pair pairs[MOST * MOST];
	struct star_match matches[MOST * MOST];
	size_t num_pairs;
};

static struct graph graph;
static struct links links;
static struct stars stars;

static void
link_texts(uint32_t x, uint32_t y, double strength)
{
	graph.linked[x][y] = graph.linked[y][x] = true;
	graph.strength[x][y] = graph.strength[y][x] = strength;
	graph.pairs[graph.num_pairs] = (struct link_pair){x, y};
	graph.matches[graph.num_pairs++].strength = strength;
}

/* A match that is a near-duplicate too. */
static void
link_near(uint32_t x, uint32_t y, double strength)
{
	link_texts(x, y, strength);
	graph.near[x][y] = graph.near[y][x] = true;
	graph.matches[graph.num_pairs - 1].near_duplicate = true;
}

static void
begin_graph(uint32_t num)
{
	uint32_t i;

	memset(&graph, 0, sizeof graph);
	graph.num = num;
	for (i = 0; i < num; i++)
		graph.sizes[i] = 1;
}

static void
draw_graph(void)
{
	unsigned percent = (unsigned)random_below(40);
	unsigned copies = random_percent(50) ? 0 : 30;
	unsigned near = random_percent(50) ? 0 : 40;
	uint32_t x, y;

	begin_graph((uint32_t)random_below(MOST + 1));
	for (x = 0; x < graph.num; x++) {
		if (random_percent(copies))
			graph.sizes[x] += (uint32_t)random_below(4);
		graph.alone[x] = random_percent(copies);
		for (y = x + 1; y < graph.num; y++) {
			if (!random_percent(percent))
				continue;
			(random_percent(near) ? link_near : link_texts)(
			    x, y, 0.25 * (double)random_below(5));
		}
	}
}

static void
make(void)
{
	const struct star_texts texts = {
	    &links, graph.sizes, graph.alone, graph.matches};

	assert_int_equal(
	    links_init(&links, graph.num, graph.pairs, graph.num_pairs),
	    NDUP_OK);
	assert_true(links_validate(&links));
	assert_int_equal(stars_init(&stars, &texts), NDUP_OK);
	assert_true(stars_validate(&stars, &texts));
}

static void
done(void)
{
	stars_free(&stars);
	links_free(&links);
}

/* ---- the plain twin ----------------------------------------------------- */

/* Articles in no cluster that one article of this text matches. */
static uint32_t
count_matches(const uint32_t *lead_of, uint32_t text)
{
	uint32_t i, num = graph.alone[text] ? 0 : graph.sizes[text] - 1;

	for (i = 0; i < graph.num; i++) {
		if (graph.linked[text][i] && lead_of[i] == STAR_NONE)
			num += graph.sizes[i];
	}
	return num;
}

static void
cluster_plainly(uint32_t *lead_of)
{
	uint32_t text, best, most;

	for (text = 0; text < graph.num; text++)
		lead_of[text] = STAR_NONE;
	for (;;) {
		most = 0;
		best = STAR_NONE;
		for (text = 0; text < graph.num; text++) {
			if (lead_of[text] == STAR_NONE &&
			    count_matches(lead_of, text) > most) {
				most = count_matches(lead_of, text);
				best = text;
			}
		}
		if (best == STAR_NONE)
			return;
		lead_of[best] = best;
		for (text = 0; text < graph.num; text++) {
			if (graph.linked[best][text] &&
			    lead_of[text] == STAR_NONE)
				lead_of[text] = best;
		}
	}
}

/* The strongest match, of equals the first; of near-duplicates alone, if it says
 * so. */
static uint32_t
best_match(uint32_t text, bool near)
{
	uint32_t i, best = STAR_NONE;

	for (i = 0; i < graph.num; i++) {
		if (graph.linked[text][i] && (graph.near[text][i] || !near) &&
		    (best == STAR_NONE ||
			graph.strength[text][i] > graph.strength[text][best]))
			best = i;
	}
	return best;
}

static uint32_t
count_articles(const uint32_t *lead_of, uint32_t lead)
{
	uint32_t i, num = 0;

	for (i = 0; i < graph.num; i++)
		num += lead_of[i] == lead ? graph.sizes[i] : 0;
	return num;
}

/* Near-duplicates of members: these come to lead them, and stay related to
 * their old leads. */
static void
leave_plainly(uint32_t *lead_of, uint32_t *related)
{
	uint32_t text, own, old, i;

	for (text = 0; text < graph.num; text++)
		related[text] = STAR_NONE;
	for (text = 0; text < graph.num; text++) {
		if (lead_of[text] != STAR_NONE ||
		    (own = best_match(text, true)) == STAR_NONE)
			continue;
		old = lead_of[own];
		assert_true(old != own && old != STAR_NONE);
		lead_of[own] = own;
		for (i = 0; i < graph.num; i++)
			if (graph.linked[own][i] && lead_of[i] == STAR_NONE)
				lead_of[i] = own;
		related[own] = old;
		if (count_articles(lead_of, old) == 1 ||
		    (graph.alone[old] &&
			count_articles(lead_of, old) == graph.sizes[old])) {
			lead_of[old] = own;
			related[own] = STAR_NONE;
		}
	}
	for (text = 0; text < graph.num; text++)
		if (lead_of[text] == STAR_NONE)
			related[text] = best_match(text, false);
}

/* ---- what must hold ----------------------------------------------------- */

/* Clusters stand in the order of their first texts. */
static void
assert_order(void)
{
	uint32_t i, text;

	for (i = 0; i < stars.num_stars; i++) {
		for (text = 0; stars.lead_of[text] != stars.leads[i]; text++)
			;
		assert_int_equal(stars.firsts[i], text);
		assert_true(i == 0 || stars.firsts[i - 1] < text);
	}
}

static void
test_random_graphs(void **state)
{
	static uint32_t lead_of[MOST], related[MOST];
	uint32_t text, lead, num;
	unsigned i, num_left = 0;

	(void)state;
	random_begin();
	for (i = 0; i < NUM_GRAPHS; i++) {
		draw_graph();
		make();
		cluster_plainly(lead_of);
		leave_plainly(lead_of, related);
		num = 0;
		for (text = 0; text < graph.num; text++) {
			lead = stars.lead_of[text];
			assert_int_equal(lead, lead_of[text]);
			num += lead == text;
			if (lead != STAR_NONE && lead != text)
				assert_true(graph.linked[lead][text]);
			assert_int_equal(stars.related[text], related[text]);
			num_left += lead == text && related[text] != STAR_NONE;
		}
		assert_int_equal(stars.num_stars, num);
		assert_order();
		done();
	}
	assert_true(num_left > NUM_GRAPHS / 20);
}

/* Puts a wrong number in the place of another, and back. */
static void
assert_wrong(uint32_t *place, uint32_t wrong)
{
	const struct star_texts texts = {
	    &links, graph.sizes, graph.alone, graph.matches};
	uint32_t right = *place;

	*place = wrong;
	assert_false(stars_validate(&stars, &texts));
	*place = right;
	assert_true(stars_validate(&stars, &texts));
}

/* ---- cases to read ------------------------------------------------------ */

/* A chain of five: its second is first of those with two matches; the rest is
 * a pair. */
static void
test_chain(void **state)
{
	(void)state;
	begin_graph(5);
	link_texts(0, 1, 0.5);
	link_texts(1, 2, 0.5);
	link_texts(2, 3, 0.5);
	link_texts(3, 4, 0.5);
	make();
	assert_int_equal(stars.num_stars, 2);
	assert_int_equal(stars.leads[0], 1);
	assert_int_equal(stars.firsts[0], 0);
	assert_int_equal(stars.lead_of[2], 1);
	assert_int_equal(stars.leads[1], 3);
	assert_int_equal(stars.lead_of[4], 3);
	done();
}

/* 0 and 4 hang on members, not on the lead: related, to the stronger one. */
static void
test_related(void **state)
{
	(void)state;
	begin_graph(7);
	link_texts(0, 2, 0.3);
	link_texts(0, 3, 0.9);
	link_texts(1, 2, 0.5);
	link_texts(1, 3, 0.5);
	link_texts(1, 5, 0.5);
	link_texts(1, 6, 0.5);
	link_texts(4, 5, 0.7);
	link_texts(4, 6, 0.7);
	make();
	assert_int_equal(stars.num_stars, 1);
	assert_int_equal(stars.leads[0], 1);
	assert_int_equal(stars.firsts[0], 1);
	assert_int_equal(stars.related[0], 3);
	assert_int_equal(stars.related[4], 5);
	assert_int_equal(stars.related[1], STAR_NONE);
	done();
}

/* 3 is a near-duplicate of 2, which leads it; 2 stays related to 1. */
static void
test_near_related(void **state)
{
	(void)state;
	begin_graph(5);
	link_texts(0, 1, 0.5);
	link_texts(1, 2, 0.6);
	link_texts(1, 4, 0.5);
	link_near(2, 3, 0.9);
	make();
	assert_int_equal(stars.num_stars, 2);
	assert_int_equal(stars.leads[0], 1);
	assert_int_equal(stars.firsts[1], 2);
	assert_int_equal(stars.lead_of[3], 2);
	assert_int_equal(stars.lead_of[2], 2);
	assert_int_equal(stars.related[2], 1);
	assert_wrong(&stars.related[2], 3); /* of its own cluster */
	assert_wrong(&stars.related[2], 0); /* does not match it */
	done();
}

/* 0 would be left alone: it follows 1, which leads 2. */
static void
test_near_pair(void **state)
{
	(void)state;
	begin_graph(3);
	link_texts(0, 1, 0.5);
	link_near(1, 2, 0.9);
	graph.sizes[0] = 3; /* 0 leads, as it has copies ... */
	graph.alone[0] = true;
	graph.sizes[1] = 1;
	make();
	assert_int_equal(stars.num_stars, 1);
	assert_int_equal(stars.leads[0], 1);
	assert_int_equal(stars.related[1], STAR_NONE);
	done();
}

/* Copies of one text are a cluster, unless they are all old. */
static void
test_copies(void **state)
{
	(void)state;
	begin_graph(3);
	graph.sizes[1] = 3;
	graph.sizes[2] = 2;
	graph.alone[2] = true;
	make();
	assert_int_equal(stars.num_stars, 1);
	assert_int_equal(stars.leads[0], 1);
	assert_int_equal(stars.lead_of[0], STAR_NONE);
	assert_int_equal(stars.lead_of[2], STAR_NONE);
	done();
}

/* ---- what is not as it should be ---------------------------------------- */

/* A star of 1 with 0 and 2, 3 that hangs on 2, a pair of 4 and 5, 6 alone. */
static void
test_wrong_stars(void **state)
{
	(void)state;
	begin_graph(7);
	link_texts(0, 1, 0.5);
	link_texts(1, 2, 0.5);
	link_texts(1, 6, 0.5);
	link_texts(2, 3, 0.9);
	link_texts(2, 4, 0.3);
	link_texts(4, 5, 0.5);
	make();
	assert_int_equal(stars.num_stars, 2);
	assert_int_equal(stars.related[3], 2);
	assert_wrong(&stars.lead_of[0], 4);         /* does not match it */
	assert_wrong(&stars.lead_of[0], 2);         /* which is no lead */
	assert_wrong(&stars.lead_of[0], STAR_NONE); /* the first is gone */
	assert_wrong(&stars.lead_of[3], 2);
	assert_wrong(&stars.related[3], STAR_NONE);
	assert_wrong(&stars.related[3], 0); /* does not match it */
	assert_wrong(&stars.related[0], 1); /* is clustered */
	assert_wrong(&stars.firsts[0], 1);
	assert_wrong(&stars.leads[1], 5);
	assert_wrong(&stars.num_stars, 1);
	done();
}

/* The weaker of two matches, and one that is in no cluster itself. */
static void
test_wrong_related(void **state)
{
	(void)state;
	begin_graph(5);
	link_texts(0, 2, 0.5);
	link_texts(0, 4, 0.3);
	link_texts(1, 2, 0.5);
	link_texts(1, 4, 0.9);
	link_texts(2, 3, 0.5);
	make();
	assert_int_equal(stars.related[4], 1);
	assert_wrong(&stars.related[4], 0);
	stars.lead_of[1] = STAR_NONE;
	stars.related[1] = 2;
	assert_false(
	    stars_validate(&stars, &(struct star_texts){&links, graph.sizes,
				       graph.alone, graph.matches}));
	done();
}

static void
test_wrong_links(void **state)
{
	(void)state;
	begin_graph(3);
	link_texts(0, 1, 0.5);
	link_texts(0, 2, 0.5);
	make();
	links.ends[0].text = 2; /* not ascending */
	assert_false(links_validate(&links));
	links.ends[0].text = 0; /* itself */
	assert_false(links_validate(&links));
	links.ends[0] = (struct link_end){1, 1}; /* not back by this one */
	assert_false(links_validate(&links));
	links.ends[0] = (struct link_end){1, 0};
	assert_true(links_validate(&links));
	links.begin[1] = 4;
	assert_false(links_validate(&links));
	done();
}

static void
test_none(void **state)
{
	(void)state;
	begin_graph(0);
	make();
	assert_int_equal(stars.num_stars, 0);
	done();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_graphs),
	    cmocka_unit_test(test_chain),
	    cmocka_unit_test(test_related),
	    cmocka_unit_test(test_near_related),
	    cmocka_unit_test(test_near_pair),
	    cmocka_unit_test(test_copies),
	    cmocka_unit_test(test_wrong_stars),
	    cmocka_unit_test(test_wrong_related),
	    cmocka_unit_test(test_wrong_links),
	    cmocka_unit_test(test_none),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("stars", tests, NULL, NULL);
}
