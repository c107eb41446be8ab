/*
 * json_fields.c - what several objects of JSON Lines have
 */
#include "base/json.h"
#include "json_fields.h"

void
field_relation(struct buffer *out, enum ndup_relation relation)
{
	json_word(out, "relation", ndup_relation_name(relation));
}

void
field_id(struct sink *sink, struct ndup_scan *scan, const char *name,
    uint32_t article)
{
	struct ndup_document document;

	if (!sink_names(sink, scan, article, &document))
		return;
	json_text(&sink->out, name, document.id);
}

/* "id", "source", "published", "title", "num_words" */
void
field_article(struct sink *sink, struct ndup_scan *scan, uint32_t article)
{
	struct buffer *out = &sink->out;
	struct ndup_document document;
	char published[32];

	if (!sink_names(sink, scan, article, &document))
		return;
	json_text(out, "id", document.id);
	json_text(out, "source", document.source);
	json_word(
	    out, "published", ndup_time_format(&document.published, published));
	json_text(out, "title", document.title);
	json_number(out, "num_words", ndup_scan_num_words(scan, article));
}

/* ,"longest_run":N,"passages":[...] */
void
field_passages(struct sink *sink, const struct ndup_match *match)
{
	struct buffer *out = &sink->out;
	size_t i;

	json_number(out, "longest_run", match->longest_run);
	json_array(out, "passages");
	for (i = 0; i < match->num_passages && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? ",{" : "{");
		json_span(out, "a", match->passages[i].a);
		json_span(out, "b", match->passages[i].b);
		json_number(out, "num_words", match->passages[i].num_words);
		buffer_string(out, "}");
	}
	buffer_string(out, "]");
}

void
field_measures(struct buffer *out, const struct ndup_match *match)
{
	json_share(out, "jaccard", match->jaccard);
	json_share(out, "containment_a", match->containment_a);
	json_share(out, "containment_b", match->containment_b);
	json_share(out, "coverage_a", match->coverage_a);
	json_share(out, "coverage_b", match->coverage_b);
}
