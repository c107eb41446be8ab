/*
 * test_index_remembered.c - what an index remembers of phrases changes no answer
 *
 * An index that is fed remembers which phrases stand, over commits and deaths.
 * The oracle is an index that was opened for one article, and remembers nothing.
 */
#include "indexing.h"
#include "random.h"

enum { OWN = 40, PAYWALL = 60, NUM_IDS = 150, NUM_GIVEN = 700 };

/* How often each id was given with another text, and when for the last time; 0:
 * it is not there. */
static unsigned versions[NUM_IDS], times[NUM_IDS];

/* An article; its words live until the next one. */
struct version {
	char id[16], words[128];
	int day;
};

static struct ndup_document
version_document(const struct version *made)
{
	struct ndup_document taken =
	    document(made->id, made->day, compose(made->words));

	taken.source = slice("paper");
	return taken;
}

/* The latest version: words of its own above the paywall, on a day of a burst or,
 * of one in four, later: what the middle half spans is a near thing. */
static struct version
make_version(unsigned i)
{
	unsigned own = 20000 + (i * 64 + versions[i]) * OWN;
	struct version made = {.day = 0};

	made.day = 1 + (int)((i + versions[i]) % 3);
	if ((i * 7 + versions[i] * 3) % 4 == 0)
		made.day += 12 + (int)i % 9;
	snprintf(made.id, sizeof made.id, "id%u", i);
	snprintf(made.words, sizeof made.words, "%u-%u 900-%u", own,
	    own + OWN - 1, 900 + PAYWALL - 1);
	return made;
}

/* Gives it to the index that remembers; at times, after a commit, to one that
 * was opened for it as well. */
static bool
give_to_both(struct ndup_index *index, const struct folder *folder,
    const struct version *made)
{
	struct ndup_verdict expected, verdict;
	bool fresh = random_percent(40);
	struct ndup_index *opened;

	if (!fresh) {
		verdict = index_add_document(index, version_document(made));
		return verdict.ignored_words > 0;
	}
	index_commit(index);
	opened = index_reopen(folder, NDUP_READ);
	expected = index_add_document(opened, version_document(made));
	verdict = index_add_document(index, version_document(made));
	assert_int_equal(verdict.novelty, expected.novelty);
	assert_int_equal(verdict.ignored_words, expected.ignored_words);
	assert_int_equal(verdict.num_matches, expected.num_matches);
	ndup_index_close(opened);
	return verdict.ignored_words > 0;
}

/* The one that came next after this time; or any. */
static unsigned
find_next(unsigned time)
{
	unsigned next = 0, i;

	for (i = 0; i < NUM_IDS; i++) {
		if (times[i] > time &&
		    (times[next] <= time || times[i] < times[next]))
			next = i;
	}
	return next;
}

/* Chooses what is given next: known ones come in the order in which they came,
 * all others in any. */
static unsigned
choose_given(unsigned now, unsigned *known)
{
	unsigned i = find_next(*known);

	if (random_percent(50) && times[i] > 0) {
		*known = times[i];
		return i;
	}
	i = (unsigned)random_below(now < NUM_IDS ? now : NUM_IDS);
	versions[i]++;
	times[i] = now;
	return i;
}

/* New articles, new versions, known ones, and removals. */
static void
test_remembered(void **state)
{
	struct ndup_params params = index_params();
	unsigned i, now, stood = 0, known = 0;
	struct ndup_index *index;
	struct folder folder;
	struct version made;

	(void)state;
	random_begin();
	memset(versions, 0, sizeof versions);
	memset(times, 0, sizeof times);
	params.min_boilerplate = 20;
	folder_new(&folder);
	index = index_new_with(&folder, &params, NULL);
	for (now = 1; now <= NUM_GIVEN; now++) {
		i = choose_given(now, &known);
		made = make_version(i);
		stood += give_to_both(index, &folder, &made);
		if (!random_percent(1))
			continue;
		assert_int_equal(
		    ndup_index_remove(index, slice(made.id), NULL), NDUP_OK);
		times[i] = 0;
	}
	assert_in_range(stood, 1, NUM_GIVEN - 1);
	index_commit(index);
	assert_sound(index);
	ndup_index_close(index);
	folder_free(&folder);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_remembered),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
