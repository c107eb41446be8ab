/*
 * test_links.c - matches as a graph
 */
#include "cluster/stars.h"
#include "random.h"

enum { MOST = 40 };

/* Each text's ends are its matches, ascending. */
static void
test_random_graphs(void **state)
{
	static struct link_pair pairs[MOST * MOST];
	struct links links;
	uint32_t num, num_pairs, x, y, i, lower, higher;
	unsigned graph, percent;
	size_t end;

	(void)state;
	random_begin();
	for (graph = 0; graph < 300; graph++) {
		num = (uint32_t)random_below(MOST + 1);
		percent = (unsigned)random_below(101);
		num_pairs = 0;
		for (x = 0; x < num; x++) {
			for (y = x + 1; y < num; y++) {
				if (random_percent(percent))
					pairs[num_pairs++] =
					    (struct link_pair){x, y};
			}
		}
		assert_int_equal(
		    links_init(&links, num, pairs, num_pairs), NDUP_OK);
		assert_int_equal(links.num_texts, num);
		assert_int_equal(links.begin[0], 0);
		for (x = 0; x < num; x++) {
			end = links.begin[x];
			for (y = 0; y < num; y++) {
				lower = x < y ? x : y;
				higher = x < y ? y : x;
				for (i = 0; i < num_pairs; i++) {
					if (pairs[i].a != lower ||
					    pairs[i].b != higher)
						continue;
					assert_int_equal(
					    links.ends[end].text, y);
					assert_int_equal(
					    links.ends[end++].match, i);
				}
			}
			assert_int_equal(links.begin[x + 1], end);
		}
		links_free(&links);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_graphs),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
