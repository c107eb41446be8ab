/*
 * evidence.c - matches -> passages as byte ranges
 *
 * Scanning keeps token ids but not their places: few articles match, and those
 * are tokenised again here.
 */
#include <string.h>

#include "base/memory.h"
#include "evidence.h"

#define NO_ARTICLE UINT32_MAX

enum ndup_status
evidence_new(struct evidence **created, const struct ndup_scan *scan)
{
	struct evidence *evidence;

	*created = NULL;
	if ((evidence = memory_new(1, sizeof *evidence)) == NULL)
		return NDUP_NOMEM;
	evidence->tokeniser.seed = scan->params.seed;
	evidence->article_a = NO_ARTICLE;
	evidence->number_of = memory_new(scan->texts.num, sizeof(uint32_t));
	aligner_init(&evidence->aligner, &scan->params);
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
	tokeniser_free(&evidence->tokeniser);
	aligner_free(&evidence->aligner);
	memory_free(evidence->spans_a.spans);
	memory_free(evidence->spans_b.spans);
	alignment_free(&evidence->alignment);
	memory_free(evidence->number_of);
	memory_free(evidence);
}

enum ndup_status
evidence_spans(struct evidence *evidence, const struct article *article,
    struct token_spans *out)
{
	struct tokeniser *tokeniser = &evidence->tokeniser;
	enum ndup_status status;

	status = tokeniser_run(
	    tokeniser, article->document.text, article->document.text_begin);
	if (status == NDUP_OK)
		status = memory_reserve(&out->spans, &out->capacity,
		    tokeniser->num_tokens, sizeof *out->spans);
	if (status != NDUP_OK)
		return status;
	out->num = tokeniser->num_tokens;
	if (out->num > 0)
		memcpy(out->spans, tokeniser->spans,
		    out->num * sizeof *out->spans);
	return NDUP_OK;
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

struct ndup_span
evidence_text(const struct token_spans *spans, struct tokens_span tokens)
{
	return (struct ndup_span){
	    spans->spans[tokens.begin].begin, spans->spans[tokens.end - 1].end};
}

/* Bytes as stored of the code points of text from byte begin to end - 1. */
struct ndup_span
evidence_stored(const struct ndup_document *document, struct ndup_span text)
{
	struct ndup_span stored = {0, 0};
	uint32_t byte, sum = 0;
	size_t point = 0;

	if (document->widths.len == 0)
		return text;
	for (byte = 0; byte < text.end; byte++) {
		if ((document->text.ptr[byte] & 0xc0) == 0x80)
			continue;
		if (byte == text.begin)
			stored.begin = sum;
		if (point < document->widths.len)
			sum += (unsigned char)document->widths.ptr[point++];
	}
	stored.end = sum;
	return stored;
}

static enum ndup_status
tokenise_pair(struct evidence *evidence, const struct ndup_scan *scan,
    const struct ndup_match *match)
{
	struct article **items = scan->articles.items;
	enum ndup_status status = NDUP_OK;

	if (evidence->article_a != match->a)
		status = evidence_spans(
		    evidence, items[match->a], &evidence->spans_a);
	evidence->article_a = status == NDUP_OK ? match->a : NO_ARTICLE;
	if (status == NDUP_OK)
		status = evidence_spans(
		    evidence, items[match->b], &evidence->spans_b);
	return status;
}

enum ndup_status
evidence_match(struct evidence *evidence, const struct ndup_scan *scan,
    struct passages *passages, struct ndup_match *match)
{
	const struct link_pair texts = {
	    scan->texts.of[match->a], scan->texts.of[match->b]};
	const struct alignment *alignment = &evidence->alignment;
	const struct ndup_document *a, *b;
	const struct stretch *stretch;
	enum ndup_status status;
	size_t i;

	if ((status = tokenise_pair(evidence, scan, match)) == NDUP_OK)
		status =
		    evidence_align(evidence, scan, texts, &evidence->alignment);
	if (status == NDUP_OK)
		status = memory_reserve(&passages->items, &passages->capacity,
		    alignment->num_stretches, sizeof *passages->items);
	if (status != NDUP_OK)
		return status;
	a = &scan->articles.items[match->a]->document;
	b = &scan->articles.items[match->b]->document;
	for (i = 0; i < alignment->num_stretches; i++) {
		stretch = &alignment->stretches[i];
		passages->items[i] = (struct ndup_passage){
		    evidence_stored(
			a, evidence_text(&evidence->spans_a, stretch->a)),
		    evidence_stored(
			b, evidence_text(&evidence->spans_b, stretch->b)),
		    (stretch->half_words + 1) / 2};
	}
	passages->num = alignment->num_stretches;
	match->passages = passages->items;
	match->num_passages = passages->num;
	match->longest_run = alignment->longest_run / 2;
	return NDUP_OK;
}
