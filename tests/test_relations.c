/*
 * test_relations.c - what the members of a cluster are to its lead, in time
 */
#include "composing.h"

static struct ndup_scan *scan;

static const struct ndup_cluster *
first_cluster(void)
{
	run(scan);
	return cluster_numbered(scan, 1);
}

static int
set_up(void **state)
{
	(void)state;
	scan = scan_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	ndup_scan_free(scan);
	return 0;
}

static void
assert_relation(const struct ndup_cluster *cluster, const char *id,
    enum ndup_relation relation)
{
	const struct ndup_member *member = member_named(scan, cluster, id);

	assert_non_null(member);
	assert_string_equal(ndup_relation_name(member->match.relation),
	    ndup_relation_name(relation));
}

/* The lead came second: what came first is reused by it, what came later reuses
 * it. */
static void
test_first(void **state)
{
	const struct ndup_cluster *cluster;

	(void)state;
	add(scan, "lead", 2, "1-160");
	add(scan, "first", 1, "1-40 200-320");
	add(scan, "later", 3, "41-80 400-520");
	cluster = first_cluster();
	assert_relation(cluster, "lead", NDUP_LEAD);
	assert_relation(cluster, "first", NDUP_REUSED);
	assert_relation(cluster, "later", NDUP_PARTIAL_REUSE);
	assert_true(slice_is(id_of(scan, cluster->first), "first"));
}

/* Without times nobody came first. */
static void
test_undated(void **state)
{
	const struct ndup_cluster *cluster;

	(void)state;
	add(scan, "lead", 0, "1-160");
	add(scan, "a", 0, "1-40 200-320");
	add(scan, "b", 0, "41-80 400-520");
	cluster = first_cluster();
	assert_relation(cluster, "a", NDUP_PARTIAL_REUSE);
	assert_relation(cluster, "b", NDUP_PARTIAL_REUSE);
}

/* The same, of articles of one day. */
static void
test_same_day(void **state)
{
	const struct ndup_cluster *cluster;

	(void)state;
	add(scan, "lead", 1, "1-160");
	add(scan, "a", 1, "1-40 200-320");
	add(scan, "b", 1, "41-80 400-520");
	cluster = first_cluster();
	assert_relation(cluster, "a", NDUP_PARTIAL_REUSE);
	assert_relation(cluster, "b", NDUP_PARTIAL_REUSE);
}

/* Who stands in whom, whoever came first. */
static void
test_holders(void **state)
{
	const struct ndup_cluster *cluster;
	struct ndup_match match;

	(void)state;
	add(scan, "lead", 1, "1-160");
	add(scan, "short", 2, "1-60");
	add(scan, "long", 3, "1-400");
	cluster = first_cluster();
	assert_relation(cluster, "lead", NDUP_LEAD);
	assert_relation(cluster, "short", NDUP_EXCERPT);
	assert_relation(cluster, "long", NDUP_EXTENSION);
	assert_true(find_match(scan, "short", "long", &match));
	assert_int_equal(match.relation, NDUP_EXCERPT);
}

/* A near-duplicate of a member that does not match the lead is not just
 * outside: the member leads it, and stays related to its old lead. */
static void
test_near_duplicate(void **state)
{
	const struct ndup_cluster *cluster, *own;
	const struct ndup_related *related;

	(void)state;
	add(scan, "lead", 1, "1-200");
	add(scan, "second", 2, "1-60 300-400");
	add(scan, "third", 3, "61-120 500-600");
	add(scan, "member", 4, "121-180 700-1100");
	add(scan, "near", 5, "700-1100 1200-1240");
	cluster = first_cluster();
	assert_int_equal(cluster->num_members, 3);
	assert_null(member_named(scan, cluster, "member"));
	assert_int_equal(cluster->num_related, 1);
	related = &cluster->related[0];
	assert_true(slice_is(id_of(scan, related->article), "member"));
	assert_int_equal(related->match.b, cluster->lead);
	assert_int_equal(related->match.relation, NDUP_PARTIAL_REUSE);
	assert_int_equal(related->cluster, 2);
	own = cluster_numbered(scan, 2);
	assert_relation(own, "member", NDUP_LEAD);
	assert_relation(own, "near", NDUP_NEAR_DUPLICATE);
	assert_int_equal(own->num_related, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_first, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_undated, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_same_day, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_holders, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_near_duplicate, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("relations", tests, NULL, NULL);
}
