/*
 * test_index_together.c - readers beside a writer, in other processes and in
 * threads: no wrong answer, and nobody waits for ever
 *
 * Articles are added in order, five with a commit.  Twenty later some of them
 * are removed, and some get a new version.  A reader asks for an article and
 * knows from what was committed before and begun after its question which
 * answers are right.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "indexing.h"
#include "random.h"

enum {
	NUM_ARTICLES = 1500,
	NUM_READERS = 4,
	COMMIT = 5,
	LATER = 20,
	COMPACT = 500,
	WORDS = 60
};

/* What all see. */
struct board {
	atomic_uint committed, begun; /* articles: below these */
	atomic_bool done;
	struct folder folder;
};

/* ---- what is added ------------------------------------------------------ */

struct text {
	char bytes[WORDS * 16], id[16];
};

/* An article has words of its own; a new version begins five words later. */
static struct ndup_document
compose_article(struct text *text, unsigned article, unsigned version)
{
	unsigned word = article * 100 + version * 5, i;
	size_t len = 0;

	for (i = 0; i < WORDS; i++)
		len += (size_t)snprintf(text->bytes + len,
		    sizeof text->bytes - len, "w%u ", word + i);
	snprintf(text->id, sizeof text->id, "%u", article);
	return document(text->id, 1 + (int)(article % 1000),
	    (struct ndup_slice){text->bytes, len});
}

static bool
is_removed(unsigned article)
{
	return article % 7 == 3;
}

static bool
is_changed(unsigned article)
{
	return article % 7 == 5;
}

/* ---- the writer --------------------------------------------------------- */

static void
require(enum ndup_status status, const struct ndup_error *error)
{
	if (status == NDUP_OK)
		return;
	fprintf(stderr, "%s\n", error->text);
	abort();
}

static void
add_article(struct ndup_index *index, unsigned article, unsigned version)
{
	struct ndup_document taken;
	struct ndup_verdict verdict;
	struct ndup_error error;
	struct text text;

	taken = compose_article(&text, article, version);
	require(
	    ndup_index_add(index, &taken, 1, NDUP_OF_NONE, &verdict, &error),
	    &error);
}

static void
revisit(struct ndup_index *index, unsigned article)
{
	struct ndup_error error;
	char id[16];

	snprintf(id, sizeof id, "%u", article);
	if (is_removed(article))
		require(ndup_index_remove(index, slice(id), &error), &error);
	if (is_changed(article))
		add_article(index, article, 1);
}

static void
write_all(struct board *board)
{
	struct ndup_index *index;
	struct ndup_error error;
	uint64_t num_dropped;
	unsigned i;

	require(
	    ndup_index_open(&index, board->folder.path, NDUP_WRITE, 1, &error),
	    &error);
	for (i = 0; i < NUM_ARTICLES; i++) {
		add_article(index, i, 0);
		if (i >= LATER)
			revisit(index, i - LATER);
		if (i % COMMIT < COMMIT - 1)
			continue;
		atomic_store(&board->begun, i + 1);
		require(ndup_index_commit(index, &error), &error);
		atomic_store(&board->committed, i + 1);
		if (i % COMPACT == COMPACT - 1)
			require(ndup_index_compact(index, &num_dropped, &error),
			    &error);
	}
	ndup_index_close(index);
	atomic_store(&board->done, true);
}

/* ---- a reader ----------------------------------------------------------- */

/* Whether the answer may be right, if so many were committed before, and so
 * many begun after. */
static bool
is_right(unsigned article, const struct ndup_verdict *verdict, unsigned before,
    unsigned after)
{
	const struct ndup_earlier *match = verdict->matches;
	struct text text;

	if (verdict->num_matches == 0)
		return article >= before ||
		       (is_removed(article) && article + LATER < after);
	compose_article(&text, article, 0);
	if (verdict->num_matches != 1 || !slice_is(match->id, text.id))
		return false;
	if (article >= after ||
	    (is_removed(article) && article + LATER < before))
		return false;
	if (match->match.relation == NDUP_IDENTICAL)
		return !is_changed(article) || article + LATER >= before;
	return is_changed(article) && article + LATER < after &&
	       match->match.longest_run == WORDS - 5;
}

static void
ask(struct board *board, struct ndup_index *index, unsigned article)
{
	unsigned before = atomic_load(&board->committed);
	struct ndup_document asked;
	struct ndup_verdict verdict;
	struct ndup_error error;
	struct text text;

	asked = compose_article(&text, article, 0);
	asked.id = slice("?");
	require(
	    ndup_index_query(index, &asked, 1, NDUP_OF_BEST, &verdict, &error),
	    &error);
	if (is_right(article, &verdict, before, atomic_load(&board->begun)))
		return;
	fprintf(stderr, "article %u: %zu matches, %u committed\n", article,
	    verdict.num_matches, before);
	abort();
}

/* Asks until the writer is done, and a while longer. */
static void
read_all(struct board *board, uint64_t seed)
{
	unsigned left = 500, below;
	struct ndup_index *index;
	struct ndup_error error;

	require(
	    ndup_index_open(&index, board->folder.path, NDUP_READ, 1, &error),
	    &error);
	while (left > 0) {
		below = atomic_load(&board->begun) + 10;
		/* SplitMix64's step: threads have no random.h of their own */
		seed += UINT64_C(0x9e3779b97f4a7c15);
		ask(board, index,
		    (unsigned)((seed ^ seed >> 31) * 0x94d049bb >> 16) % below);
		left -= atomic_load(&board->done);
	}
	ndup_index_close(index);
}

/* ---- in processes, and in threads --------------------------------------- */

static struct board *
board_new(void)
{
	struct ndup_params params = index_params();
	struct board *board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_true(board != MAP_FAILED);
	folder_new(&board->folder);
	assert_int_equal(
	    ndup_index_create(board->folder.path, &params, NULL, NULL),
	    NDUP_OK);
	return board;
}

static void
board_free(struct board *board)
{
	struct ndup_index *index = index_reopen(&board->folder, NDUP_READ);

	assert_sound(index);
	ndup_index_close(index);
	folder_free(&board->folder);
	munmap(board, sizeof *board);
}

static void
test_processes(void **state)
{
	struct board *board = board_new();
	pid_t children[NUM_READERS + 1];
	int status;
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i <= NUM_READERS; i++) {
		if ((children[i] = fork()) != 0)
			continue;
		if (i == 0)
			write_all(board);
		else
			read_all(board, random_seed + i);
		_exit(0);
	}
	for (i = 0; i <= NUM_READERS; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		if (status != 0) /* else its readers wait for it */
			atomic_store(&board->done, true);
		assert_int_equal(status, 0);
	}
	board_free(board);
}

static void *
read_in_thread(void *ctx)
{
	read_all(ctx, random_seed);
	return NULL;
}

static void
test_threads(void **state)
{
	struct board *board = board_new();
	pthread_t readers[NUM_READERS];
	size_t i;

	(void)state;
	random_begin();
	for (i = 0; i < NUM_READERS; i++)
		assert_int_equal(
		    pthread_create(&readers[i], NULL, read_in_thread, board),
		    0);
	write_all(board);
	for (i = 0; i < NUM_READERS; i++)
		assert_int_equal(pthread_join(readers[i], NULL), 0);
	board_free(board);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_processes),
	    cmocka_unit_test(test_threads),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
