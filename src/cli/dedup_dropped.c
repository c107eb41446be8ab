/*
 * dedup_dropped.c - what is dropped, and which kept article contains it
 */
#include "dedup_dropped.h"
#include "base/json.h"
#include "say.h"

/* The article of the scan that has what was added as the nth; *repeated: but
 * another one was taken, or it is an old one as well. */
static uint32_t
find_article(const struct dedup *dedup, size_t nth, bool *repeated)
{
	uint32_t article;

	ndup_scan_number(dedup->scan, nth, &article, repeated);
	*repeated = *repeated || dedup->old[article];
	return article;
}

bool
dedup_keeps(const struct dedup *dedup, size_t nth)
{
	bool repeated;
	uint32_t article = find_article(dedup, nth, &repeated);

	return !repeated && dedup->keep.keeper[article] == KEEP_ITSELF;
}

static bool
find_match(const struct dedup *dedup, uint32_t article, uint32_t keeper,
    struct ndup_match *match)
{
	enum ndup_status status =
	    ndup_scan_compare(dedup->scan, article, keeper, match);

	if (status == NDUP_OK)
		return true;
	say("%s", ndup_status_name(status));
	return false;
}

/* Id, file and line of what is dropped, or of the one that is kept. */
static void
put_origin(struct buffer *out, const struct dedup *dedup,
    const struct ndup_document *document, const struct origin *origin,
    bool kept)
{
	json_text(out, kept ? "of" : "id", document->id);
	json_word(
	    out, kept ? "of_file" : "file", dedup->stock.files[origin->file]);
	if (origin->line > 0)
		json_number(out, kept ? "of_line" : "line", origin->line);
	else
		json_null(out, kept ? "of_line" : "line");
}

static bool
put_dropped_article(struct buffer *out, const struct dedup *dedup,
    uint32_t article, const struct origin *origin, bool kept)
{
	struct ndup_document document;
	enum ndup_status status;

	status = ndup_scan_names(dedup->scan, article, &document);
	if (status == NDUP_OK)
		put_origin(out, dedup, &document, origin, kept);
	else
		say("%s", ndup_status_name(status));
	return status == NDUP_OK;
}

static bool
put_line(struct buffer *out, const struct dedup *dedup, size_t nth)
{
	const struct origin *items = dedup->stock.items;
	bool repeated;
	uint32_t article = find_article(dedup, nth, &repeated);
	uint32_t keeper = dedup->keep.keeper[article];
	struct ndup_match match;

	if (keeper == KEEP_ITSELF)
		keeper = article;
	if (!find_match(dedup, article, keeper, &match))
		return false;
	buffer_string(out, "{");
	if (!put_dropped_article(out, dedup, article, &items[nth], false) ||
	    !put_dropped_article(
		out, dedup, keeper, &items[dedup->added[keeper]], true))
		return false;
	json_word(out, "relation", ndup_relation_name(match.relation));
	json_share(out, "jaccard", match.jaccard);
	json_share(out, "coverage", match.coverage_a);
	json_share(out, "coverage_of_other", match.coverage_b);
	buffer_string(out, "}\n");
	return true;
}

bool
dropped_write(const struct dedup *dedup, struct output *output)
{
	struct buffer line = {NULL, 0, 0, false};
	bool done = true;
	size_t i;

	for (i = 0; i < dedup->num_new && done && !output->failed; i++)
		if (!dedup_keeps(dedup, i))
			done = put_line(&line, dedup, i) &&
			       output_buffer(output, &line);
	buffer_free(&line);
	return done;
}
