/*
 * json_fields.c - fields of objects in JSON Lines
 */
#include <string.h>

#include "base/json.h"
#include "escape.h"
#include "json_fields.h"

/* "name":, with a comma before it if it is not the first of its object. */
static void
field_name(struct buffer *out, const char *name)
{
	if (out->size > 0 && out->data[out->size - 1] != '{')
		buffer_string(out, ",");
	buffer_string(out, "\"");
	buffer_string(out, name);
	buffer_string(out, "\":");
}

void
field_share(struct buffer *out, const char *name, double value)
{
	field_name(out, name);
	digits_share(out, value);
}

void
field_number(struct buffer *out, const char *name, uint64_t value)
{
	field_name(out, name);
	digits_number(out, value);
}

void
field_literal(struct buffer *out, const char *name, const char *value)
{
	field_name(out, name);
	buffer_string(out, value);
}

void
field_text(struct buffer *out, const char *name, struct ndup_slice text)
{
	field_name(out, name);
	escape_json_or_null(out, text);
}

void
field_relation(struct buffer *out, enum ndup_relation relation)
{
	field_name(out, "relation");
	buffer_string(out, "\"");
	buffer_string(out, ndup_relation_name(relation));
	buffer_string(out, "\"");
}

void
field_id(struct sink *sink, struct ndup_scan *scan, const char *name,
    uint32_t article)
{
	struct ndup_document document;

	if (!sink_names(sink, scan, article, &document))
		return;
	field_name(&sink->out, name);
	escape_json(&sink->out, document.id);
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
	field_name(out, "id");
	escape_json(out, document.id);
	field_text(out, "source", document.source);
	ndup_time_format(&document.published, published);
	if (published[0] == '\0')
		field_literal(out, "published", "null");
	else
		field_text(out, "published",
		    (struct ndup_slice){published, strlen(published)});
	field_text(out, "title", document.title);
	field_number(out, "num_words", ndup_scan_num_words(scan, article));
}

static void
json_put_span(struct buffer *out, const char *name, struct ndup_span span)
{
	field_literal(out, name, "{");
	field_number(out, "begin", span.begin);
	field_number(out, "end", span.end);
	buffer_string(out, "}");
}

/* ,"longest_run":N,"passages":[...] */
void
field_passages(struct sink *sink, const struct ndup_match *match)
{
	struct buffer *out = &sink->out;
	size_t i;

	field_number(out, "longest_run", match->longest_run);
	field_literal(out, "passages", "[");
	for (i = 0; i < match->num_passages && sink_pass(sink); i++) {
		buffer_string(out, i > 0 ? ",{" : "{");
		json_put_span(out, "a", match->passages[i].a);
		json_put_span(out, "b", match->passages[i].b);
		field_number(out, "num_words", match->passages[i].num_words);
		buffer_string(out, "}");
	}
	buffer_string(out, "]");
}

void
field_measures(struct buffer *out, const struct ndup_match *match)
{
	field_share(out, "jaccard", match->jaccard);
	field_share(out, "containment_a", match->containment_a);
	field_share(out, "containment_b", match->containment_b);
	field_share(out, "coverage_a", match->coverage_a);
	field_share(out, "coverage_b", match->coverage_b);
}
