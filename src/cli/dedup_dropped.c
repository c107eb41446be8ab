/*
 * dedup_dropped.c - what is dropped, and which kept article contains it
 */
#include <inttypes.h>

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

/* "prefix":id,"prefix_file":file,"prefix_line":line */
static void
put_origin(const struct dedup *dedup, const struct ndup_document *document,
    const struct origin *origin, bool kept, FILE *file)
{
	fprintf(file, "\"%s\":", kept ? "kept" : "id");
	json_string(file, document->id);
	fprintf(file, ",\"%sfile\":", kept ? "kept_" : "");
	json_text(file, dedup->stock.files[origin->file]);
	fprintf(file, ",\"%sline\":", kept ? "kept_" : "");
	if (origin->line > 0)
		fprintf(file, "%" PRIu64 ",", origin->line);
	else
		fputs("null,", file);
}

static bool
put_dropped_article(const struct dedup *dedup, uint32_t article,
    const struct origin *origin, bool kept, FILE *file)
{
	struct ndup_document document;
	enum ndup_status status;

	status = ndup_scan_names(dedup->scan, article, &document);
	if (status == NDUP_OK)
		put_origin(dedup, &document, origin, kept, file);
	else
		say("%s", ndup_status_name(status));
	return status == NDUP_OK;
}

static bool
put_line(const struct dedup *dedup, size_t nth, FILE *file)
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
	putc('{', file);
	if (!put_dropped_article(dedup, article, &items[nth], false, file) ||
	    !put_dropped_article(
		dedup, keeper, &items[dedup->added[keeper]], true, file))
		return false;
	fprintf(file,
	    "\"relation\":\"%s\",\"jaccard\":%.4f,\"coverage\":%.4f,"
	    "\"coverage_of_kept\":%.4f}\n",
	    ndup_relation_name(match.relation), match.jaccard, match.coverage_a,
	    match.coverage_b);
	return true;
}

bool
dropped_write(const struct dedup *dedup, FILE *file)
{
	size_t i;

	for (i = 0; i < dedup->num_new && !ferror(file); i++)
		if (!dedup_keeps(dedup, i) && !put_line(dedup, i, file))
			return false;
	return true;
}
