/*
 * sink.c - where a report's bytes go
 */
#include "base/error.h"
#include "sink.h"

enum { ENOUGH = 64 * 1024 };

struct ndup_error *
sink_error(const struct sink *sink)
{
	return sink->status == NDUP_OK ? sink->error : NULL;
}

void
sink_fail(struct sink *sink, enum ndup_status status)
{
	if (sink->status == NDUP_OK)
		sink->status = status;
}

void
sink_no_memory(struct sink *sink)
{
	sink_fail(sink, error_memory(sink_error(sink)));
}

static bool
hand_on(struct sink *sink)
{
	struct buffer *out = &sink->out;

	if (out->failed)
		sink_no_memory(sink);
	if (sink->status == NDUP_OK && out->size > 0 &&
	    !sink->write(sink->ctx, out->data, out->size))
		sink->status = error_set(
		    sink->error, NDUP_STOPPED, "the report was stopped");
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
	if (status != NDUP_END)
		sink_fail(sink, status);
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
	if (status != NDUP_OK)
		sink_fail(sink, status);
	return status == NDUP_OK;
}

bool
sink_document(struct sink *sink, struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document)
{
	return is_fetched(sink,
	    ndup_scan_document(scan, article, document, sink_error(sink)));
}

bool
sink_names(struct sink *sink, const struct ndup_scan *scan, uint32_t article,
    struct ndup_document *document)
{
	return is_fetched(
	    sink, ndup_scan_names(scan, article, document, sink_error(sink)));
}

bool
sink_time(struct sink *sink, const struct ndup_scan *scan, uint32_t article,
    struct ndup_time *time)
{
	struct ndup_document document;

	if (!sink_names(sink, scan, article, &document))
		return false;
	*time = document.published;
	return true;
}

bool
sink_ignored(struct sink *sink, struct ndup_scan *scan, uint32_t article,
    const struct ndup_ignored **ignored, size_t *num)
{
	*ignored = NULL;
	*num = 0;
	if (ndup_scan_params(scan)->no_passages)
		return true;
	return is_fetched(sink,
	    ndup_scan_ignored(scan, article, ignored, num, sink_error(sink)));
}

bool
sink_boilerplate(struct sink *sink, struct ndup_scan *scan, uint32_t number,
    const struct ndup_boilerplate **found)
{
	return is_fetched(
	    sink, ndup_scan_boilerplate(scan, number, found, sink_error(sink)));
}
