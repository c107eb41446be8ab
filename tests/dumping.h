/*
 * dumping.h - all that a scan found, as one text
 *
 * Everything that the library hands out is in it, and both reports: scans of
 * equal dumps are equal to whoever asks.  What depends on the limit of memory
 * is left out.
 */
#ifndef DUMPING_H
#define DUMPING_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ndup.h"

/* Memory of the test, not of the library. */
struct dump {
	FILE *file;
	char *text;
	size_t size;
	enum ndup_status status; /* the first that is not OK */
	struct ndup_error error; /* its line */
};

static inline void
dump_slice(struct dump *dump, const char *name, struct ndup_slice slice)
{
	fprintf(dump->file, " %s %zu ", name, slice.len);
	if (slice.len > 0)
		fwrite(slice.ptr, 1, slice.len, dump->file);
}

static inline void
dump_span(struct dump *dump, struct ndup_span span)
{
	fprintf(dump->file, " %" PRIu32 "-%" PRIu32, span.begin, span.end);
}

static inline void
dump_document(struct dump *dump, struct ndup_scan *scan, uint32_t number)
{
	struct ndup_document document;

	dump->status =
	    ndup_scan_document(scan, number, &document, &dump->error);
	if (dump->status != NDUP_OK)
		return;
	fprintf(dump->file, "article %" PRIu32 " words %" PRIu32, number,
	    ndup_scan_num_words(scan, number));
	fprintf(dump->file, " time %" PRId64 " %d %d begin %zu end %zu",
	    document.published.seconds, document.published.zone,
	    document.published.precision, document.text_begin,
	    document.text_end);
	dump_slice(dump, "id", document.id);
	dump_slice(dump, "source", document.source);
	dump_slice(dump, "place", document.place);
	dump_slice(dump, "title", document.title);
	dump_slice(dump, "url", document.url);
	dump_slice(dump, "text", document.text);
	fprintf(dump->file, "\n");
}

static inline void
dump_match(struct dump *dump, const struct ndup_match *match)
{
	const struct ndup_passage *passage = match->passages;
	size_t i;

	fprintf(dump->file, "match %" PRIu32 " %" PRIu32 " %s", match->a,
	    match->b, ndup_relation_name(match->relation));
	fprintf(dump->file, " %a %a %a %a %a %" PRIu32, match->jaccard,
	    match->containment_a, match->containment_b, match->coverage_a,
	    match->coverage_b, match->longest_run);
	for (i = 0; i < match->num_passages; i++, passage++) {
		dump_span(dump, passage->a);
		dump_span(dump, passage->b);
		fprintf(dump->file, " %" PRIu32, passage->num_words);
	}
	fprintf(dump->file, "\n");
}

static inline void
dump_member(struct dump *dump, const struct ndup_member *member)
{
	fprintf(dump->file, "member %" PRIu32 " %s %d", member->article,
	    ndup_relation_name(member->match.relation), member->old);
	fprintf(dump->file, " %a %a %a %a %a %" PRIu32 " %" PRIu32 "\n",
	    member->match.jaccard, member->match.containment_a,
	    member->match.containment_b, member->match.coverage_a,
	    member->match.coverage_b, member->num_words, member->new_words);
}

static inline void
dump_shared(struct dump *dump, const struct ndup_shared *shared)
{
	const struct ndup_occurrence *occurrence = shared->occurrences;
	size_t i;

	fprintf(dump->file, "shared %" PRIu32, shared->num_words);
	for (i = 0; i < shared->num_occurrences; i++, occurrence++) {
		fprintf(dump->file, " %" PRIu32, occurrence->article);
		dump_span(dump, occurrence->span);
	}
	fprintf(dump->file, "\n");
}

static inline void
dump_cluster(struct dump *dump, const struct ndup_cluster *cluster)
{
	const struct ndup_related *related = cluster->related;
	size_t i;

	fprintf(dump->file,
	    "cluster %" PRIu32 " lead %" PRIu32 " first %" PRIu32 " %a\n",
	    cluster->number, cluster->lead, cluster->first, cluster->weakest);
	for (i = 0; i < cluster->num_members; i++)
		dump_member(dump, &cluster->members[i]);
	for (i = 0; i < cluster->num_passages; i++)
		dump_shared(dump, &cluster->passages[i]);
	for (i = 0; i < cluster->num_related; i++, related++)
		fprintf(dump->file,
		    "related %" PRIu32 " %" PRIu32 " %s %a %a %a\n",
		    related->article, related->match.b,
		    ndup_relation_name(related->match.relation),
		    related->match.jaccard, related->match.coverage_a,
		    related->match.coverage_b);
}

static inline bool
dump_bytes(void *ctx, const void *bytes, size_t size)
{
	struct dump *dump = ctx;

	return fwrite(bytes, 1, size, dump->file) == size;
}

static inline void
dump_report(struct dump *dump, struct ndup_scan *scan, enum ndup_format format)
{
	struct ndup_report_options options;

	if (dump->status != NDUP_OK)
		return;
	ndup_report_options_init(&options, sizeof options);
	options.format = format;
	options.matches = format == NDUP_JSONL;
	dump->status =
	    ndup_report(scan, &options, dump_bytes, dump, &dump->error);
}

static inline void
dump_counts(struct dump *dump, const struct ndup_scan *scan)
{
	struct ndup_counts counts = *ndup_scan_counts(scan);
	const uint64_t *numbers = (const uint64_t *)&counts;
	size_t i;

	counts.temporary_bytes = 0;
	for (i = 0; i < sizeof counts / sizeof *numbers; i++)
		fprintf(dump->file, "%" PRIu64 " ", numbers[i]);
	fprintf(dump->file, "\n");
}

/* Of a scan that has run; documents are asked for before, between and after
 * clusters.  Stops at the first call that fails; says which status. */
static inline enum ndup_status
dump_scan(struct dump *dump, struct ndup_scan *scan)
{
	uint32_t num = (uint32_t)ndup_scan_counts(scan)->articles, i;
	const struct ndup_cluster *cluster;
	const struct ndup_match *match;

	*dump = (struct dump){.status = NDUP_OK};
	if ((dump->file = open_memstream(&dump->text, &dump->size)) == NULL)
		abort();
	dump_counts(dump, scan);
	for (i = 0; i < num && dump->status == NDUP_OK; i += 3)
		dump_document(dump, scan, i);
	while (dump->status == NDUP_OK) {
		dump->status = ndup_scan_next_match(scan, &match, &dump->error);
		if (dump->status == NDUP_OK)
			dump_match(dump, match);
	}
	if (dump->status == NDUP_END)
		dump->status = NDUP_OK;
	while (dump->status == NDUP_OK) {
		dump->status =
		    ndup_scan_next_cluster(scan, &cluster, &dump->error);
		if (dump->status != NDUP_OK)
			break;
		dump_document(dump, scan, cluster->lead);
		dump_cluster(dump, cluster);
	}
	if (dump->status == NDUP_END)
		dump->status = NDUP_OK;
	for (i = 0; i < num && dump->status == NDUP_OK; i++)
		dump_document(dump, scan, num - 1 - i);
	dump_report(dump, scan, NDUP_JSONL);
	dump_report(dump, scan, NDUP_TERMINAL);
	dump_report(dump, scan, NDUP_HTML);
	fclose(dump->file);
	return dump->status;
}

static inline void
dump_free(struct dump *dump)
{
	free(dump->text);
	*dump = (struct dump){.status = NDUP_OK};
}

/* Whether two are equal; shows the first place where they are not. */
static inline bool
dumps_equal(const struct dump *x, const struct dump *y)
{
	size_t i = 0, begin;

	while (i < x->size && i < y->size && x->text[i] == y->text[i])
		i++;
	if (i == x->size && i == y->size)
		return true;
	begin = i < 200 ? 0 : i - 200;
	printf("byte %zu of %zu, %zu:\n%.400s\n---- and:\n%.400s\n", i, x->size,
	    y->size, x->text + begin, y->text + begin);
	return false;
}

#endif
