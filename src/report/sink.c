/*
 * sink.c - where a report's bytes go
 */
#include "sink.h"

enum { ENOUGH = 64 * 1024 };

static bool
hand_on(struct sink *sink)
{
	struct buffer *out = &sink->out;

	if (out->failed && sink->status == NDUP_OK)
		sink->status = NDUP_NOMEM;
	if (sink->status == NDUP_OK && out->size > 0 &&
	    !sink->write(sink->ctx, out->data, out->size))
		sink->status = NDUP_STOPPED;
	buffer_clear(out);
	return sink->status == NDUP_OK;
}

bool
sink_pass(struct sink *sink)
{
	if (sink->out.size < ENOUGH && !sink->out.failed)
		return sink->status == NDUP_OK;
	return hand_on(sink);
}

void
sink_end(struct sink *sink, enum ndup_status status)
{
	if (status != NDUP_END && sink->status == NDUP_OK)
		sink->status = status;
}

enum ndup_status
sink_close(struct sink *sink)
{
	hand_on(sink);
	buffer_free(&sink->out);
	return sink->status;
}

static bool
is_fetched(struct sink *sink, enum ndup_status status)
{
	if (status != NDUP_OK && sink->status == NDUP_OK)
		sink->status = status;
	return status == NDUP_OK;
}

bool
sink_document(struct sink *sink, struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document)
{
	return is_fetched(sink, ndup_scan_document(scan, article, document));
}

bool
sink_names(struct sink *sink, const struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document)
{
	return is_fetched(sink, ndup_scan_names(scan, article, document));
}

bool
sink_ignored(struct sink *sink, struct ndup_scan *scan, uint32_t article,
    const struct ndup_ignored **ignored, size_t *num)
{
	enum ndup_status status;

	*ignored = NULL;
	*num = 0;
	if (ndup_scan_params(scan)->no_passages)
		return true;
	status = ndup_scan_ignored(scan, article, ignored, num);
	if (status != NDUP_OK && sink->status == NDUP_OK)
		sink->status = status;
	return status == NDUP_OK;
}
