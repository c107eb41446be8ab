/*
 * test_samples.c - what a scan says of each of the sample articles
 *
 * Pins clusters, leads, relations, and how much each member shares, which were
 * measured by other means when the samples were written; and that every
 * article is in the table below.
 */
#include <math.h>

#include "scanning.h"

static struct ndup_scan *scan;

static int
set_up(void **state)
{
	struct ndup_params params;

	(void)state;
	ndup_params_init(&params, sizeof params);
	if (ndup_scan_new(&scan, &params, NULL) != NDUP_OK)
		return -1;
	scan_path(scan, SAMPLES, NULL);
	return ndup_scan_run(scan, NULL) == NDUP_OK ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	ndup_scan_free(scan);
	return 0;
}

/* Cluster 0: in none.  In canonical order; the lead's coverage is 1. */
static const struct sample {
	const char *name, *published, *source;
	unsigned cluster;
	enum ndup_relation relation;
	uint32_t num_words, new_words;
	double coverage, coverage_of_lead;
} samples[] = {
    {"harbour-1-first-report.txt", "2024-03-11", "NORD", 1, NDUP_LEAD, 330, 330,
	1, 1},
    {"harbour-2-second-day.txt", "2024-03-12", "NORD", 1, NDUP_PARTIAL_REUSE,
	320, 199, 0.3781, 0.3667},
    {"ru-ferry-1-report.txt", "2024-03-12", "СЕВЕР", 2, NDUP_LEAD, 187, 187, 1,
	1},
    {"harbour-3-wrap-up.txt", "2024-03-13", "NORD", 1, NDUP_PARTIAL_REUSE, 335,
	208, 0.1970, 0.2000},
    {"ru-ferry-2-follow-up.txt", "2024-03-14", "СЕВЕР", 2, NDUP_PARTIAL_REUSE,
	196, 103, 0.4745, 0.4973},
    {"ru-library.txt", "2024-03-15", NULL, 0, NDUP_LEAD, 146, 0, 0, 0},
    {"museum-1-agency.txt", "2024-04-03", "Corvid", 3, NDUP_LEAD, 253, 253, 1,
	1},
    {"lost-map-inside-a-piano", "2024-04-03T14:20:00", "hallamcourier.example",
	3, NDUP_IDENTICAL, 253, 0, 1, 1},
    {"museum-3-edited.txt", "2024-04-04", "Eastmark Daily", 3,
	NDUP_NEAR_DUPLICATE, 249, 13, 0.9478, 0.9328},
    {"zh-tea-1-report.txt", "2024-04-18", "北岭通讯社", 4, NDUP_LEAD, 163, 163,
	1, 1},
    {"zh-tea-2-reprint.txt", "2024-04-19", "", 4, NDUP_NEAR_DUPLICATE, 165, 7,
	0.9605, 0.9723},
    {"bridge-1-full.txt", "2024-05-02", "NORD", 5, NDUP_LEAD, 314, 314, 1, 1},
    {"bridge-2-abridged.txt", "2024-05-03", "NORD", 5, NDUP_EXCERPT, 133, 0, 1,
	0.4236},
    {"zh-crane.txt", "2024-05-06", NULL, 0, NDUP_LEAD, 0, 0, 0, 0},
    {"festival-1-report.txt", "2024-06-09", "Corvid", 6, NDUP_LEAD, 201, 201, 1,
	1},
    {"festival-2-reordered.txt", "2024-06-10", "Corvid", 6, NDUP_NEAR_DUPLICATE,
	245, 44, 0.8204, 1},
    {"corvid-0722-11", "2024-07-22T09:30:00+02:00", "Corvid", 7, NDUP_LEAD, 188,
	188, 1, 1},
    {"eastmark-58120", "2024-07-22T16:05:00+02:00", "Eastmark Daily", 7,
	NDUP_IDENTICAL, 188, 0, 1, 1},
    {"nord-240814-03", "2024-08-14T06:50:00Z", NULL, 0, NDUP_LEAD, 154, 0, 0,
	0},
    {"corvid-0814-07", "2024-08-14T13:15:00+02:00", NULL, 0, NDUP_LEAD, 158, 0,
	0, 0},
    {"nord-240830-01", "2024-08-30T05:00:00Z", NULL, 0, NDUP_LEAD, 4, 0, 0, 0},
    {"valley-cat.txt", "2024-09-06", NULL, 0, NDUP_LEAD, 296, 0, 0, 0},
    {"valley-bus.txt", "2024-09-17", NULL, 0, NDUP_LEAD, 304, 0, 0, 0},
    {"valley-clock.txt", "", NULL, 0, NDUP_LEAD, 314, 0, 0, 0},
};
enum { NUM_SAMPLES = sizeof samples / sizeof samples[0] };

/* All articles are there, in this order, with date and source. */
static void
test_articles(void **state)
{
	const struct sample *sample = samples;
	struct ndup_document document;
	char buf[32];
	uint32_t i;

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->articles, NUM_SAMPLES);
	assert_int_equal(ndup_scan_skipped(scan)->articles, NUM_SAMPLES);
	for (i = 0; i < NUM_SAMPLES; i++, sample++) {
		document = document_of(scan, i);
		if (!slice_ends(document.id, sample->name))
			fail_msg("%.*s is not %s", (int)document.id.len,
			    document.id.ptr, sample->name);
		assert_string_equal(ndup_time_format(&document.published, buf),
		    sample->published);
		if (sample->source != NULL)
			assert_true(slice_is(document.source, sample->source));
		if (sample->num_words > 0)
			assert_int_equal(
			    ndup_scan_num_words(scan, i), sample->num_words);
	}
}

static void
assert_member(const struct ndup_member *member, const struct sample *sample)
{
	if (member->match.relation != sample->relation)
		fail_msg("%s: %s", sample->name,
		    ndup_relation_name(member->match.relation));
	assert_int_equal(member->num_words, sample->num_words);
	assert_int_equal(member->new_words, sample->new_words);
	assert_true(fabs(member->match.coverage_a - sample->coverage) < 0.0001);
	assert_true(
	    fabs(member->match.coverage_b - sample->coverage_of_lead) < 0.0001);
}

/* Each article is in its cluster, and in no other. */
static void
test_clusters(void **state)
{
	const struct sample *sample;
	const struct ndup_member *member;
	const struct ndup_cluster *cluster;
	unsigned number = 0, num_members;

	(void)state;
	while (ndup_scan_next_cluster(scan, &cluster, NULL) == NDUP_OK) {
		num_members = 0;
		assert_int_equal(cluster->number, ++number);
		for (sample = samples; sample < samples + NUM_SAMPLES;
		     sample++) {
			if (sample->cluster != number)
				continue;
			member = member_named(scan, cluster, sample->name);
			assert_non_null(member);
			assert_member(member, sample);
			num_members++;
		}
		assert_int_equal(cluster->num_members, num_members);
		assert_int_equal(cluster->num_related, 0);
	}
	assert_int_equal(number, 7);
}

static void
test_matches(void **state)
{
	static const struct {
		const char *a, *b;
		uint32_t longest_run;
		double jaccard;
	} matches[] = {
	    {"harbour-1-first-report.txt", "harbour-2-second-day.txt", 66,
		0.2136},
	    {"harbour-1-first-report.txt", "harbour-3-wrap-up.txt", 66, 0.1042},
	    {"harbour-2-second-day.txt", "harbour-3-wrap-up.txt", 127, 0.2395},
	    {"ru-ferry-1-report.txt", "ru-ferry-2-follow-up.txt", 52, 0.2931},
	    {"museum-1-agency.txt", "lost-map-inside-a-piano", 253, 1},
	    {"museum-1-agency.txt", "museum-3-edited.txt", 57, 0.6412},
	    {"lost-map-inside-a-piano", "museum-3-edited.txt", 57, 0.6412},
	    {"zh-tea-1-report.txt", "zh-tea-2-reprint.txt", 50, 0.6477},
	    {"bridge-1-full.txt", "bridge-2-abridged.txt", 133, 0.4161},
	    {"festival-1-report.txt", "festival-2-reordered.txt", 46, 0.7043},
	    {"corvid-0722-11", "eastmark-58120", 188, 1},
	};
	struct ndup_match match = {0};
	size_t i;

	(void)state;
	assert_int_equal(ndup_scan_counts(scan)->matches,
	    sizeof matches / sizeof matches[0]);
	for (i = 0; i < sizeof matches / sizeof matches[0]; i++) {
		assert_true(
		    find_match(scan, matches[i].a, matches[i].b, &match));
		assert_int_equal(match.longest_run, matches[i].longest_run);
		assert_true(fabs(match.jaccard - matches[i].jaccard) < 0.0001);
	}
}

static void
test_counts(void **state)
{
	const struct ndup_counts *counts = ndup_scan_counts(scan);

	(void)state;
	assert_int_equal(counts->too_short, 1);
	assert_int_equal(counts->identical, 2);
	assert_int_equal(counts->clusters, 7);
	assert_int_equal(counts->clustered, 16);
	assert_int_equal(counts->related, 0);
	assert_int_equal(counts->renamed + counts->repeated, 0);
	assert_int_equal(ndup_scan_skipped(scan)->unreadable, 0);
	assert_int_equal(ndup_scan_skipped(scan)->broken, 0);
	assert_int_equal(ndup_scan_skipped(scan)->bad_dates, 0);
}

/* ---- passages ----------------------------------------------------------- */

/* Every place, cut out of its article, begins and ends like this. */
static void
assert_passage(const struct ndup_shared *passage, size_t num_occurrences,
    const char *begin, const char *end)
{
	const struct ndup_occurrence *place = passage->occurrences;
	struct ndup_slice text;

	assert_int_equal(passage->num_occurrences, num_occurrences);
	for (; place < passage->occurrences + num_occurrences; place++) {
		text = document_of(scan, place->article).text;
		assert_true(place->span.begin < place->span.end);
		assert_true(place->span.end <= text.len);
		text.ptr += place->span.begin;
		text.len = place->span.end - place->span.begin;
		assert_true(text.len > strlen(begin));
		assert_memory_equal(text.ptr, begin, strlen(begin));
		assert_true(slice_ends(text, end));
	}
}

/* What two have and what all three have. */
static void
test_harbour(void **state)
{
	const struct ndup_cluster *cluster = cluster_numbered(scan, 1);

	(void)state;
	assert_int_equal(cluster->num_passages, 3);
	assert_passage(&cluster->passages[0], 2, "We will not pull her off",
	    "cargo off her deck");
	assert_passage(&cluster->passages[1], 3, "Port Ellery is the third",
	    "agree on who should pay");
	assert_passage(&cluster->passages[2], 2, "The closure costs the town",
	    "the owner of the ship");
}

static void
test_ferry(void **state)
{
	const struct ndup_cluster *cluster = cluster_numbered(scan, 2);

	(void)state;
	assert_int_equal(cluster->num_passages, 2);
	assert_passage(&cluster->passages[0], 2, "Судно построили за два года",
	    "ему не под силу");
	assert_passage(
	    &cluster->passages[1], 2, "До сих пор жители", "остался на бумаге");
}

/* Small edits do not break a passage. */
static void
test_museum(void **state)
{
	const struct ndup_cluster *cluster = cluster_numbered(scan, 3);

	(void)state;
	assert_int_equal(cluster->num_passages, 1);
	assert_passage(
	    &cluster->passages[0], 3, "A hand-drawn map", "tuning the piano");
}

/* The same paragraphs in another order: by place in the lead. */
static void
test_festival(void **state)
{
	const struct ndup_cluster *cluster = cluster_numbered(scan, 6);
	const struct ndup_shared *passage = cluster->passages;
	unsigned falls = 0;
	size_t i;

	(void)state;
	assert_int_equal(cluster->num_passages, 5);
	assert_passage(&passage[0], 2, "The Lantern Festival of Ostermay drew",
	    "a single serious accident");
	assert_passage(&passage[4], 2, "The custom goes back to the year 1843",
	    "in memory of that crew");
	for (i = 1; i < 5; i++) {
		assert_true(passage[i].occurrences[0].span.begin >
			    passage[i - 1].occurrences[0].span.end);
		falls += passage[i].occurrences[1].span.begin <
			 passage[i - 1].occurrences[1].span.begin;
	}
	assert_true(falls > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_articles),
	    cmocka_unit_test(test_clusters),
	    cmocka_unit_test(test_matches),
	    cmocka_unit_test(test_counts),
	    cmocka_unit_test(test_harbour),
	    cmocka_unit_test(test_ferry),
	    cmocka_unit_test(test_museum),
	    cmocka_unit_test(test_festival),
	};

	return cmocka_run_group_tests_name("samples", tests, set_up, tear_down);
}
