/*
 * queries.c - how long an index takes to compare one article
 *
 * usage: queries INDEX ARTICLES [NUM]
 *
 * Asks for each of the first NUM articles (1,000 unless said), one after the
 * other, on one thread, three times, and prints of the last time, when all that
 * it needs is in memory: queries, median, 90th and 99th percentile and the
 * longest, in microseconds of processor time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ndup.h"

enum { TIMES = 3 };

/* Processor time: on a machine that others use too the clock says little. */
static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void
check(enum ndup_status status, const struct ndup_error *error)
{
	if (status == NDUP_OK)
		return;
	fprintf(stderr, "queries: %s\n", error->text);
	exit(1);
}

static struct ndup_slice
copy(struct ndup_slice slice)
{
	char *bytes = malloc(slice.len + 1);

	if (bytes == NULL)
		abort();
	memcpy(bytes, slice.ptr, slice.len);
	return (struct ndup_slice){bytes, slice.len};
}

/* Reads up to num articles; how many there were. */
static size_t
read_articles(const char *path, struct ndup_document *documents, size_t num)
{
	const char *const paths[] = {path, NULL};
	struct ndup_document document;
	struct ndup_reader *reader;
	struct ndup_error error;
	size_t i = 0;

	check(ndup_reader_open(&reader, paths, NULL, &error), &error);
	while (
	    i < num && ndup_reader_next(reader, &document, &error) == NDUP_OK) {
		documents[i].id = copy(document.id);
		documents[i].source = copy(document.source);
		documents[i].text = copy(document.text);
		documents[i].published = document.published;
		documents[i].text_end = document.text_end;
		documents[i++].text_begin = document.text_begin;
	}
	ndup_reader_close(reader);
	return i;
}

static int
by_value(const void *left, const void *right)
{
	const double *x = left, *y = right;

	return *x < *y ? -1 : *x > *y;
}

int
main(int argc, char **argv)
{
	size_t num = argc > 3 ? strtoul(argv[3], NULL, 10) : 1000, i, round;
	struct ndup_document *documents;
	struct ndup_verdict verdict;
	struct ndup_index *index;
	struct ndup_error error;
	double *took, begin;

	if (argc < 3 || num == 0) {
		fputs("usage: queries INDEX ARTICLES [NUM]\n", stderr);
		return 2;
	}
	documents = calloc(num, sizeof *documents);
	took = calloc(num, sizeof *took);
	if (documents == NULL || took == NULL)
		return 1;
	num = read_articles(argv[2], documents, num);
	check(ndup_index_open(&index, argv[1], NDUP_READ, 1, &error), &error);
	for (round = 0; round < TIMES; round++) {
		for (i = 0; i < num; i++) {
			begin = now();
			check(ndup_index_query(index, &documents[i], 1,
				  NDUP_OF_BEST, &verdict, &error),
			    &error);
			took[i] = now() - begin;
		}
	}
	qsort(took, num, sizeof *took, by_value);
	printf("%zu %.1f %.1f %.1f %.1f\n", num, took[num / 2],
	    took[num * 9 / 10], took[num * 99 / 100], took[num - 1]);
	ndup_index_close(index);
	return 0;
}
