/*
 * evidence.c - matches -> passages as byte ranges
 */
#include "base/memory.h"
#include "evidence.h"

enum ndup_status
evidence_new(struct evidence **created, const struct ndup_scan *scan)
{
	struct evidence *evidence;

	*created = NULL;
	if ((evidence = memory_new(1, sizeof *evidence)) == NULL)
		return NDUP_NOMEM;
	evidence->a.tokeniser.seed = scan->params.seed;
	evidence->b.tokeniser.seed = scan->params.seed;
	aligner_init(&evidence->aligner, &scan->params);
	evidence->number_of = memory_new(scan->texts.num, sizeof(uint32_t));
	if (evidence->number_of == NULL) {
		evidence_free(evidence);
		return NDUP_NOMEM;
	}
	*created = evidence;
	return NDUP_OK;
}

void
evidence_free(struct evidence *evidence)
{
	if (evidence == NULL)
		return;
	aligner_free(&evidence->aligner);
	places_free(&evidence->a);
	places_free(&evidence->b);
	alignment_free(&evidence->alignment);
	memory_free(evidence->number_of);
	memory_free(evidence);
}

enum ndup_status
evidence_align(struct evidence *evidence, const struct ndup_scan *scan,
    struct link_pair texts, struct alignment *out)
{
	bool swapped = texts.a > texts.b;
	uint32_t first = swapped ? texts.b : texts.a;
	uint32_t second = swapped ? texts.a : texts.b;
	struct words a = article_words(scan_text(scan, first));
	struct words b = article_words(scan_text(scan, second));
	enum ndup_status status;

	status = aligner_run(&evidence->aligner, &a, &b, out);
	if (status == NDUP_OK && swapped)
		alignment_swap(out);
	return status;
}

enum ndup_status
evidence_match(struct evidence *evidence, const struct ndup_scan *scan,
    struct passages *passages, struct ndup_match *match)
{
	const struct link_pair texts = {
	    scan->texts.of[match->a], scan->texts.of[match->b]};
	const struct alignment *alignment = &evidence->alignment;
	struct places *a = &evidence->a, *b = &evidence->b;
	const struct stretch *stretch;
	enum ndup_status status;
	size_t i;

	status = places_find(a, scan->articles.items[match->a]);
	if (status == NDUP_OK)
		status = places_find(b, scan->articles.items[match->b]);
	if (status == NDUP_OK)
		status =
		    evidence_align(evidence, scan, texts, &evidence->alignment);
	if (status == NDUP_OK)
		status = memory_reserve(&passages->items, &passages->capacity,
		    alignment->num_stretches, sizeof *passages->items);
	if (status != NDUP_OK)
		return status;
	for (i = 0; i < alignment->num_stretches; i++) {
		stretch = &alignment->stretches[i];
		passages->items[i] = (struct ndup_passage){
		    places_stored(a, places_text(a, stretch->a)),
		    places_stored(b, places_text(b, stretch->b)),
		    (stretch->half_words + 1) / 2};
	}
	passages->num = alignment->num_stretches;
	match->passages = passages->items;
	match->num_passages = passages->num;
	match->longest_run = alignment->longest_run / 2;
	return NDUP_OK;
}
