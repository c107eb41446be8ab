/*
 * postings.c - what the postings of an index cost: to add, on disk, to search
 *
 * usage: postings [--articles N]... [--commit N] [--queries N] [--folder DIR]
 *
 * Adds N articles of 140 random keys each, 1000 a commit, into a new index in a
 * folder below DIR, which is removed at the end, and then searches for articles
 * of 140 keys: new ones, none of whose keys is there, and ones of which seven
 * keys are.  Prints a line for each N.
 */
#include <err.h>
#include <ftw.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/memory.h"
#include "store/postings.h"

enum { NUM_KEYS = 140, MOST_SIZES = 8 };

struct options {
	size_t sizes[MOST_SIZES];
	size_t num_sizes;
	size_t commit, queries;
	const char *folder;
};

struct figures {
	double append, merge; /* seconds */
	uint64_t written;     /* bytes of postings, at first and by merging */
	double *micros;       /* of each query */
	struct postings_stats stats;
	struct store_size size;
};

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void
need(enum ndup_status status, const struct ndup_error *error)
{
	if (status != NDUP_OK)
		errx(2, "%s: %s", ndup_status_name(status), error->text);
}

static size_t
read_number(const char *text)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (*end != '\0' || number < 1 || number > 30000000)
		errx(2, "%s is no number from 1 to 30000000", text);
	return number;
}

static void
read_options(struct options *options, int argc, char **argv)
{
	static const struct option names[] = {
	    {"articles", required_argument, NULL, 'a'},
	    {"commit", required_argument, NULL, 'c'},
	    {"queries", required_argument, NULL, 'q'},
	    {"folder", required_argument, NULL, 'f'}, {NULL, 0, NULL, 0}};
	int option;

	*options = (struct options){{0}, 0, 1000, 5000, "."};
	while ((option = getopt_long(argc, argv, "", names, NULL)) != -1)
		if (option == 'a' && options->num_sizes < MOST_SIZES)
			options->sizes[options->num_sizes++] =
			    read_number(optarg);
		else if (option == 'c')
			options->commit = read_number(optarg);
		else if (option == 'q')
			options->queries = read_number(optarg);
		else if (option == 'f')
			options->folder = optarg;
		else
			exit(2);
	if (options->num_sizes == 0)
		options->sizes[options->num_sizes++] = 100000;
}

/* ---- adding ------------------------------------------------------------- */

/* The key of an article, which can be had again. */
static uint64_t
key_of(uint64_t article, unsigned i)
{
	return hash_mix(article * NUM_KEYS + i + HASH_ODD);
}

struct commit {
	struct entry *entries, *scratch;
	size_t num;
};

/* By the highest bits first, as sort_entries() wants it. */
static void
sort_commit(struct commit *commit)
{
	size_t begin[257] = {0}, i;

	for (i = 0; i < commit->num; i++)
		begin[(commit->entries[i].key >> 56) + 1]++;
	for (i = 0; i < 256; i++)
		begin[i + 1] += begin[i];
	for (i = 0; i < commit->num; i++)
		commit->scratch[begin[commit->entries[i].key >> 56]++] =
		    commit->entries[i];
	memcpy(commit->entries, commit->scratch,
	    commit->num * sizeof *commit->entries);
	for (i = 256; i > 0; i--)
		begin[i] = begin[i - 1];
	begin[0] = 0;
	for (i = 0; i < 256; i++)
		sort_entries(commit->entries + begin[i], commit->scratch,
		    begin[i + 1] - begin[i]);
}

static enum ndup_status
append(struct txn *txn, void *ctx)
{
	const struct commit *commit = ctx;

	return postings_append(txn, commit->entries, commit->num);
}

static void
add_commit(struct store *store, struct commit *commit, size_t first, size_t num,
    struct figures *figures)
{
	struct ndup_error error;
	double begin, middle;
	size_t article;
	unsigned i;

	commit->num = 0;
	for (article = first; article < first + num; article++)
		for (i = 0; i < NUM_KEYS; i++)
			commit->entries[commit->num++] = (struct entry){
			    key_of(article, i), (uint32_t)article};
	sort_commit(commit);
	begin = now();
	need(store_write(store, append, commit, &error), &error);
	middle = now();
	need(postings_merge(store, &error), &error);
	figures->append += middle - begin;
	figures->merge += now() - middle;
}

static uint64_t
bytes_written(void)
{
	char line[128];
	unsigned long long bytes = 0;
	FILE *file = fopen("/proc/self/io", "r");

	if (file == NULL)
		return 0;
	while (fgets(line, sizeof line, file) != NULL)
		sscanf(line, "wchar: %llu", &bytes);
	fclose(file);
	return bytes;
}

static void
add_all(struct store *store, const struct options *options, size_t num,
    struct figures *figures)
{
	size_t most = options->commit * NUM_KEYS, first, some;
	struct commit commit = {memory_new(most, sizeof(struct entry)),
	    memory_new(most, sizeof(struct entry)), 0};

	if (commit.entries == NULL || commit.scratch == NULL)
		errx(2, "out of memory");
	figures->written = bytes_written();
	for (first = 0; first < num; first += some) {
		some = num - first < options->commit ? num - first
						     : options->commit;
		add_commit(store, &commit, first, some, figures);
	}
	figures->written = bytes_written() - figures->written;
	memory_free(commit.entries);
	memory_free(commit.scratch);
}

/* ---- searching ---------------------------------------------------------- */

static int
compare_keys(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int
compare_doubles(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Keys of an article that is not there, and so many of one that is. */
static void
make_query(uint64_t *keys, size_t number, size_t num_articles, unsigned shared)
{
	uint64_t known = hash_mix(number + 1) % num_articles;
	unsigned i;

	for (i = 0; i < NUM_KEYS; i++)
		keys[i] = i < shared ? key_of(known, i)
				     : key_of(UINT64_C(1) << 40 | number, i);
	qsort(keys, NUM_KEYS, sizeof *keys, compare_keys);
}

/* Microseconds a query, by its views and all. */
static void
search_all(struct store *store, const struct options *options, size_t num,
    unsigned shared, double *micros)
{
	uint64_t keys[NUM_KEYS];
	struct postings_query query = {keys, NUM_KEYS, 64, NULL, NULL, false};
	struct postings_search *search;
	struct postings_hits hits;
	struct ndup_error error;
	struct txn *view;
	double begin;
	size_t i;

	need(postings_search_new(&search), &error);
	for (i = 0; i < options->queries; i++) {
		make_query(keys, i, num, shared);
		begin = now();
		need(store_view_begin(store, &view, 1, &error), &error);
		if (postings_search_run(search, view, &query, &hits) != NDUP_OK)
			need(txn_error(view, &error), &error);
		store_view_end(&view, 1);
		micros[i] = (now() - begin) * 1e6;
		if (hits.num != shared)
			errx(2, "%zu entries found", hits.num);
	}
	postings_search_free(search);
}

/* The median, once chunks were checked and are in memory; the first query; and
 * what all were at first. */
static void
measure(struct store *store, const struct options *options, size_t num,
    unsigned shared, const char *name)
{
	double *micros = memory_new(options->queries, sizeof *micros);
	struct postings_search *search;
	double first, sum = 0;
	size_t i;

	if (micros == NULL || postings_search_new(&search) != NDUP_OK)
		errx(2, "out of memory");
	search_all(store, options, num, shared, micros);
	first = micros[0];
	for (i = options->queries / 2; i < options->queries; i++)
		sum += micros[i];
	qsort(micros, options->queries, sizeof *micros, compare_doubles);
	printf("  query, %s: median %.0f us, 99 %% %.0f us, later half %.0f "
	       "us, first %.0f us\n",
	    name, micros[options->queries / 2],
	    micros[options->queries * 99 / 100],
	    sum / (double)(options->queries - options->queries / 2), first);
	postings_search_free(search);
	memory_free(micros);
}

/* ---- a size ------------------------------------------------------------- */

static int
remove_entry(
    const char *path, const struct stat *file, int kind, struct FTW *place)
{
	(void)file;
	(void)kind;
	(void)place;
	return remove(path);
}

static void
show(const struct figures *figures, size_t num)
{
	double entries = (double)num * (int)NUM_KEYS;

	printf("%zu articles, %.0f entries: append %.2f s, merge %.2f s\n", num,
	    entries, figures->append, figures->merge);
	printf("  %llu runs; postings %.2f bytes an entry, file %.2f; written "
	       "%.1f times\n",
	    (unsigned long long)figures->stats.num_runs,
	    (double)figures->stats.bytes / entries,
	    (double)figures->size.bytes / entries,
	    (double)figures->written / (double)figures->stats.bytes);
}

static void
run(const struct options *options, size_t num)
{
	struct figures figures = {0};
	struct ndup_error error;
	char folder[4096];
	struct store *store;
	struct txn *view;

	snprintf(folder, sizeof folder, "%s/postings-XXXXXX", options->folder);
	if (mkdtemp(folder) == NULL)
		err(2, "%s", folder);
	need(store_create(folder, NULL, NULL, &error), &error);
	need(store_open(&store, folder, STORE_WRITE, &error), &error);
	add_all(store, options, num, &figures);
	need(store_view_begin(store, &view, 1, &error), &error);
	need(postings_stats(view, &figures.stats), &error);
	store_view_end(&view, 1);
	need(store_size(store, &figures.size, &error), &error);
	show(&figures, num);
	measure(store, options, num, 0, "no key there");
	measure(store, options, num, 7, "7 of 140 there");
	store_close(store);
	nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

int
main(int argc, char **argv)
{
	struct options options;
	size_t i;

	read_options(&options, argc, argv);
	for (i = 0; i < options.num_sizes; i++)
		run(&options, options.sizes[i]);
	return 0;
}
