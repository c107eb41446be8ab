/*
 * test_index_damage.c - an index whose files are damaged answers right, or says
 * that it is damaged
 *
 * usage: test_index_damage [SEED [NUM]]
 *
 * NUM damages by chance, 150 unless said; of 10,000 none may be wrong.  Those
 * that are told late, when an answer was wrong before, are printed too.
 */
#include "damaging.h"

static struct damage_subject subject;
static unsigned num_damages = 150;

static int
make_subject(void **state)
{
	(void)state;
	damage_subject_init(&subject);
	return 0;
}

static int
free_subject(void **state)
{
	(void)state;
	damage_subject_free(&subject);
	return 0;
}

/* ---- by chance ---------------------------------------------------------- */

static void
print_damage(const struct damage *damage, enum damage_outcome outcome)
{
	static const char *const names[NUM_DAMAGES] = {
	    "byte", "bit", "zeros", "swap", "older", "cut"};

	print_message("%s: %s of %s at %zu, %zu, %zu bytes, value %u, commit "
		      "%u\n",
	    damage_outcome_names[outcome], names[damage->kind],
	    damage_files[damage->file], damage->at, damage->other, damage->size,
	    damage->value, damage->commit);
}

static void
test_by_chance(void **state)
{
	unsigned nums[NUM_OUTCOMES] = {0}, i;
	enum damage_outcome outcome;
	struct damage damage;

	(void)state;
	random_begin();
	for (i = 0; i < num_damages; i++) {
		damage = damage_draw(&subject);
		outcome = damage_try(&subject, &damage);
		nums[outcome]++;
		if (outcome == OUTCOME_LATE || outcome >= OUTCOME_HUNG)
			print_damage(&damage, outcome);
	}
	for (i = 0; i < NUM_OUTCOMES; i++)
		print_message("%s: %u\n", damage_outcome_names[i], nums[i]);
	assert_int_equal(nums[OUTCOME_ONCE], 0); /* which takes two */
	assert_int_equal(nums[OUTCOME_WRONG], 0);
	assert_int_equal(nums[OUTCOME_HUNG], 0);
	assert_int_equal(nums[OUTCOME_ENDED], 0);
}

/* ---- LMDB's two first pages --------------------------------------------- */

static void
try_first_pages(struct damage damage, size_t step)
{
	enum damage_outcome outcome;
	size_t page, at;

	for (page = 0; page < 2; page++)
		for (at = 0; at < 160; at += step) {
			damage.at = page * DAMAGE_PAGE + at;
			damage.value = at % 2 ? 0xff : 0x01;
			outcome = damage_try(&subject, &damage);
			if (outcome == OUTCOME_RIGHT ||
			    outcome == OUTCOME_TOLD || outcome == OUTCOME_LMDB)
				continue;
			print_damage(&damage, outcome);
			fail();
		}
}

/* Of each field a byte or more, or all; one makes LMDB take the other page. */
static void
test_first_pages(void **state)
{
	(void)state;
	try_first_pages((struct damage){.kind = DAMAGE_BYTE}, 3);
	try_first_pages((struct damage){.kind = DAMAGE_ZEROS, .size = 8}, 4);
}

/* ---- an earlier commit -------------------------------------------------- */

static uint64_t
count_articles(const struct folder *folder)
{
	struct ndup_index *index = index_reopen(folder, NDUP_READ);
	const struct ndup_index_info *info;
	uint64_t articles;

	assert_int_equal(ndup_index_describe(index, &info, NULL), NDUP_OK);
	articles = info->articles;
	ndup_index_close(index);
	return articles;
}

/* The file as it was a commit before, and what was added since is gone: that is
 * told, until somebody accepts it. */
static void
test_earlier_commit(void **state)
{
	const struct damage_image *older = subject.older[ASKED_COMMITS - 1];
	struct ndup_index *index;
	struct ndup_error error;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	assert_int_equal(mkdir(folder.path, 0777), 0);
	damage_write(&folder, 0, &older[0]);
	damage_write(&folder, DAMAGE_COMMIT, &subject.files[DAMAGE_COMMIT]);
	assert_int_equal(
	    ndup_index_open(&index, folder.path, NDUP_READ, 1, &error),
	    NDUP_INPUT);
	assert_non_null(strstr(error.text, " is damaged: it was at commit "));
	assert_non_null(strstr(error.text, ", and has commit "));
	assert_int_equal(
	    ndup_index_accept(folder.path, index_print_fault, NULL, NULL),
	    NDUP_OK);
	assert_int_equal(count_articles(&folder), ASKED_ARTICLES);
	folder_free(&folder);
}

static bool
count_fault(void *ctx, const struct ndup_error *error)
{
	(void)error;
	++*(unsigned *)ctx;
	return true;
}

/* What has faults is not accepted. */
static void
test_not_accepted(void **state)
{
	struct damage damage = {DAMAGE_ZEROS, .at = 0, .size = 64};
	struct damage_image image = damage_copy(&subject.files[0]);
	struct ndup_index *index;
	struct folder folder;
	unsigned num_faults = 0;

	(void)state;
	for (damage.at = 5 * DAMAGE_PAGE + 2000; damage.at < image.size;
	     damage.at += 9 * DAMAGE_PAGE)
		damage_apply(&subject, &damage, &image);
	folder_new(&folder);
	assert_int_equal(mkdir(folder.path, 0777), 0);
	damage_write(&folder, 0, &image);
	assert_int_equal(
	    ndup_index_accept(folder.path, count_fault, &num_faults, NULL),
	    NDUP_INPUT);
	assert_int_equal(
	    ndup_index_open(&index, folder.path, NDUP_READ, 1, NULL),
	    NDUP_INPUT);
	free(image.bytes);
	folder_free(&folder);
}

/* ---- the number of a commit cannot be written --------------------------- */

static void
rename_in(const struct folder *folder, const char *from, const char *to)
{
	char old[128], new[128];

	snprintf(old, sizeof old, "%s/%s", folder->path, from);
	snprintf(new, sizeof new, "%s/%s", folder->path, to);
	assert_int_equal(rename(old, new), 0);
}

/* The commit is there, that is told, and nothing can follow it by the same
 * handle, which would add its articles twice. */
static void
test_number_not_written(void **state)
{
	struct ndup_verdict verdict;
	struct ndup_document more;
	struct ndup_index *index;
	struct ndup_error error;
	struct folder folder;

	(void)state;
	folder_new(&folder);
	index = index_new(&folder);
	index_add(index, "one", 1, "1-50");
	index_commit(index);
	index_add(index, "two", 2, "100-150");
	rename_in(&folder, "commit", "elsewhere");
	assert_int_equal(ndup_index_commit(index, &error), NDUP_IO);
	assert_non_null(strstr(error.text, "cannot write the file \"commit\""));
	rename_in(&folder, "elsewhere", "commit");
	assert_int_equal(ndup_index_commit(index, &error), NDUP_IO);
	more = document("three", 3, compose("200-250"));
	assert_int_equal(
	    ndup_index_add(index, &more, 1, NDUP_OF_NONE, &verdict, &error),
	    NDUP_IO);
	ndup_index_close(index);
	index = index_reopen(&folder, NDUP_WRITE);
	assert_int_equal(
	    index_query(index, "two", 2, "100-150").novelty, NDUP_KNOWN);
	assert_sound(index);
	ndup_index_close(index);
	assert_int_equal(count_articles(&folder), 2);
	folder_free(&folder);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_by_chance),
	    cmocka_unit_test(test_first_pages),
	    cmocka_unit_test(test_earlier_commit),
	    cmocka_unit_test(test_not_accepted),
	    cmocka_unit_test(test_number_not_written),
	};

	random_take_seed(argc, argv);
	if (argc > 2)
		num_damages = (unsigned)strtoul(argv[2], NULL, 10);
	return cmocka_run_group_tests_name(
	    "index_damage", tests, make_subject, free_subject);
}
