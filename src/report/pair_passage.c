/*
 * pair_passage.c - a passage of a pair, and how its two sides differ
 */
#include "report/pair_passage.h"
#include "report/layout.h"
#include "report/prose.h"

static bool
load(struct buffer *text, struct sink *sink, struct ndup_scan *scan,
    uint32_t article)
{
	struct ndup_document document;

	if (!sink_document(sink, scan, article, &document))
		return false;
	buffer_slice(text, document.text);
	if (text->failed && sink->status == NDUP_OK)
		sink->status = NDUP_NOMEM;
	return !text->failed;
}

bool
pair_texts_load(struct pair_texts *texts, struct sink *sink,
    struct ndup_scan *scan, const struct ndup_match *match)
{
	return load(&texts->a, sink, scan, match->a) &&
	       load(&texts->b, sink, scan, match->b);
}

void
pair_texts_free(struct pair_texts *texts)
{
	buffer_free(&texts->a);
	buffer_free(&texts->b);
}

bool
pair_texts_mark(const struct pair_texts *texts, struct sink *sink,
    struct ndup_differ *differ, const struct ndup_passage *passage,
    struct marked *marked)
{
	struct ndup_slice a = layout_slice(&texts->a);
	struct ndup_slice b = layout_slice(&texts->b);
	enum ndup_status status;

	*marked = (struct marked){
	    .a = prose_slice(a, prose_passage(a, passage->text_a)),
	    .b = prose_slice(b, prose_passage(b, passage->text_b)),
	};
	status = ndup_differ_run(
	    differ, marked->a, marked->b, &marked->edits, &marked->num_edits);
	if (status != NDUP_OK && sink->status == NDUP_OK)
		sink->status = status;
	return status == NDUP_OK;
}
