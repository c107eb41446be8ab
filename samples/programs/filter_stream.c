/*
 * filter_stream.c - what is new in a stream of articles?
 *     cc filter_stream.c $(pkg-config --cflags --libs ndup) -o filter_stream
 */
#include <ndup.h>
#include <stdio.h>

static void
print_verdict(const struct ndup_verdict *verdict)
{
	const struct ndup_earlier *best = verdict->matches;

	printf("%.*s: %s", (int)verdict->id.len, verdict->id.ptr,
	    ndup_novelty_name(verdict->novelty));
	if (verdict->num_matches > 0)
		printf(" of %.*s, %.0f %% of it", (int)best->id.len,
		    best->id.ptr, 100 * best->match.coverage_a);
	printf(", %u words, %u of them new\n", verdict->num_words,
	    verdict->new_words);
}

/* Takes articles to the end, and commits them; error tells what failed. */
static void
filter(struct ndup_index *index, struct ndup_reader *reader,
    struct ndup_error *error)
{
	struct ndup_document document;
	struct ndup_verdict verdict;
	enum ndup_status status;

	while (
	    (status = ndup_reader_next(reader, &document, error)) == NDUP_OK) {
		status = ndup_index_add(
		    index, &document, 1, NDUP_OF_NONE, &verdict, error);
		if (status != NDUP_OK)
			return;
		print_verdict(&verdict);
	}
	if (status == NDUP_END)
		ndup_index_commit(index, error);
}

int
main(int argc, char **argv)
{
	const char *paths[] = {argc > 2 ? argv[2] : "-", NULL};
	const char *folder = argc > 1 ? argv[1] : "wire.ndx";
	struct ndup_index *index = NULL;
	struct ndup_reader *reader = NULL;
	struct ndup_error error = {0};

	if (ndup_reader_open(&reader, paths, NULL, &error) == NDUP_OK &&
	    ndup_index_open(&index, folder, NDUP_WAIT, 0, &error) == NDUP_OK)
		filter(index, reader, &error);
	ndup_index_close(index);
	ndup_reader_close(reader);
	if (error.status != NDUP_OK)
		fprintf(stderr, "filter_stream: %s\n", error.text);
	return error.status != NDUP_OK;
}
