/*
 * keep_array.c - which of these texts stay, and why do the others go?
 *     cc keep_array.c $(pkg-config --cflags --libs ndup) -o keep_array
 */
#include <ndup.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
    "A crack was found in the shaft of the ferry's engine on Sunday, when it "
    "came in from the islands with ninety passengers on board, said its owner.",
    "Two storks have built a nest on the roof of the weather station.",
    "The ferry stays in port until Friday. A crack was found in the shaft of "
    "the ferry's engine on Sunday, when it came in from the islands with ninety "
    "passengers on board, said its owner.",
};
enum { NUM_TEXTS = sizeof texts / sizeof texts[0] };

/* All words count: what is dropped is to stand elsewhere as it is. */
static struct ndup_scan *
scan_texts(struct ndup_error *error)
{
	struct ndup_document document = {.text_begin = 0};
	struct ndup_params params;
	struct ndup_scan *scan;
	size_t i;

	ndup_params_init(&params, sizeof params);
	params.min_boilerplate = 0;
	params.no_passages = true;
	if (ndup_scan_new(&scan, &params, error) != NDUP_OK)
		return NULL;
	for (i = 0; i < NUM_TEXTS && error->status == NDUP_OK; i++) {
		document.text = (struct ndup_slice){texts[i], strlen(texts[i])};
		ndup_scan_add(scan, &document, false, error);
	}
	if (error->status == NDUP_OK)
		ndup_scan_run(scan, error);
	return scan;
}

static void
print_kept(struct ndup_scan *scan, struct ndup_error *error)
{
	struct ndup_keep_options options;
	const struct ndup_dropped *dropped;
	const struct ndup_kept *kept;

	ndup_keep_options_init(&options, sizeof options);
	options.policy = NDUP_KEEP_LONGEST;
	if (ndup_scan_keep(scan, &options, &kept, error) != NDUP_OK)
		return;
	for (size_t i = 0; i < kept->num_added; i++)
		if (kept->stays[i])
			printf("text %zu stays\n", i + 1);
	while (ndup_scan_next_dropped(scan, &dropped, error) == NDUP_OK)
		printf("text %d goes: %.0f %% of it stands in text %d\n",
		    (int)dropped->added + 1, 100 * dropped->match.coverage_a,
		    (int)dropped->added_keeper + 1);
}

int
main(void)
{
	struct ndup_error error = {.status = NDUP_OK};
	struct ndup_scan *scan = scan_texts(&error);

	if (scan != NULL && error.status == NDUP_OK)
		print_kept(scan, &error);
	ndup_scan_free(scan);
	if (error.status != NDUP_OK)
		fprintf(stderr, "keep_array: %s\n", error.text);
	return error.status != NDUP_OK;
}
