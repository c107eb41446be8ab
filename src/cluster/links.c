/*
 * links.c - matches as a graph: for each text, the texts that match it
 */
#include "base/memory.h"
#include "cluster/links.h"

enum ndup_status
links_init(struct links *links, uint32_t num_texts,
    const struct link_pair *pairs, size_t num_pairs)
{
	size_t i, *next;

	*links = (struct links){.num_texts = num_texts};
	links->begin = memory_new((size_t)num_texts + 2, sizeof(size_t));
	links->ends = memory_new(2 * num_pairs, sizeof *links->ends);
	if (links->begin == NULL || links->ends == NULL)
		return NDUP_NOMEM;
	next = links->begin + 1; /* ends as begin[t + 1] when all are in */
	for (i = 0; i < num_pairs; i++) {
		next[pairs[i].a + 1]++;
		next[pairs[i].b + 1]++;
	}
	for (i = 1; i <= num_texts; i++)
		next[i] += next[i - 1];
	/* Lower neighbours come before higher ones, as b's pairs by a do. */
	for (i = 0; i < num_pairs; i++)
		links->ends[next[pairs[i].b]++] =
		    (struct link_end){pairs[i].a, (uint32_t)i};
	for (i = 0; i < num_pairs; i++)
		links->ends[next[pairs[i].a]++] =
		    (struct link_end){pairs[i].b, (uint32_t)i};
	return NDUP_OK;
}

void
links_free(struct links *links)
{
	memory_free(links->begin);
	memory_free(links->ends);
	*links = (struct links){0};
}
