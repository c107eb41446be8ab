/*
 * scan_array.c - which of these texts repeat each other?
 *     cc scan_array.c $(pkg-config --cflags --libs ndup) -o scan_array
 */
#include <ndup.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
    "The ferry stays in port until Friday. A crack was found in the shaft of "
    "its engine on Sunday, when it came in from the islands with ninety "
    "passengers and a lorry full of sheep on board, said its owner.",
    "Two storks have built a nest on the roof of the weather station.",
    "Flour is short on Skarn, where all three bakers closed their shops today. "
    "A crack was found in the shaft of its engine on Sunday, when it came in "
    "from the islands with ninety passengers and a lorry full of sheep.",
};
enum { NUM_TEXTS = sizeof texts / sizeof texts[0] };

/* A text without an id of its own has its number, from 1. */
static void
print_cluster(const struct ndup_scan *scan, const struct ndup_cluster *cluster)
{
	const struct ndup_member *member = cluster->members;
	struct ndup_document text;

	printf("cluster of %zu texts\n", cluster->num_members);
	for (; member < cluster->members + cluster->num_members; member++)
		if (ndup_scan_names(scan, member->article, &text, NULL) ==
		    NDUP_OK)
			printf("  text %.*s: %s, %u of %u words are new\n",
			    (int)text.id.len, text.id.ptr,
			    ndup_relation_name(member->match.relation),
			    member->new_words, member->num_words);
}

int
main(void)
{
	struct ndup_document document = {0};
	const struct ndup_cluster *cluster;
	struct ndup_params params;
	struct ndup_scan *scan;
	struct ndup_error error;
	enum ndup_status status;

	ndup_params_init(&params, sizeof params);
	status = ndup_scan_new(&scan, &params, &error);
	for (size_t i = 0; i < NUM_TEXTS && status == NDUP_OK; i++) {
		document.text = (struct ndup_slice){texts[i], strlen(texts[i])};
		status = ndup_scan_add(scan, &document, false, &error);
	}
	if (status == NDUP_OK)
		status = ndup_scan_run(scan, &error);
	while (status == NDUP_OK) {
		status = ndup_scan_next_cluster(scan, &cluster, &error);
		if (status == NDUP_OK)
			print_cluster(scan, cluster);
	}
	ndup_scan_free(scan);
	if (status != NDUP_END)
		fprintf(stderr, "scan_array: %s\n", error.text);
	return status != NDUP_END;
}
