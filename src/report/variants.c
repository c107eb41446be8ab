/*
 * variants.c - how the occurrences of a passage differ from the first one
 */
#include <string.h>

#include "base/memory.h"
#include "layout.h"
#include "prose.h"
#include "variants.h"

/* ---- a passage of a pair, and how its two sides differ ------------------- */

static bool
load_words(struct buffer *text, struct sink *sink, struct ndup_scan *scan,
    uint32_t article)
{
	struct ndup_document document;

	if (!sink_document(sink, scan, article, &document))
		return false;
	buffer_slice(text, document.text);
	if (text->failed && sink->status == NDUP_OK)
		sink_no_memory(sink);
	return !text->failed;
}

bool
pair_texts_load(struct pair_texts *texts, struct sink *sink,
    struct ndup_scan *scan, const struct ndup_match *match)
{
	return load_words(&texts->a, sink, scan, match->a) &&
	       load_words(&texts->b, sink, scan, match->b);
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
	    .a = prose_slice(a, prose_passage(a, passage->a)),
	    .b = prose_slice(b, prose_passage(b, passage->b)),
	};
	status = ndup_differ_run(differ, marked->a, marked->b, &marked->edits,
	    &marked->num_edits, sink_error(sink));
	if (status != NDUP_OK)
		sink_fail(sink, status);
	return status == NDUP_OK;
}

/* ---- how the occurrences of a passage differ from the first one ---------- */

void
variants_free(struct variants *variants)
{
	size_t i;

	for (i = 0; i < variants->items_capacity; i++)
		buffer_free(&variants->items[i].key);
	ndup_differ_free(variants->differ);
	buffer_free(&variants->text);
	memory_free(variants->items);
	memory_free(variants->of);
}

static bool
variants_no_memory(struct sink *sink)
{
	sink_no_memory(sink);
	return false;
}

/* The whole text of the first occurrence's article is kept: what stands around
 * the passage may be wanted too. */
static bool
variants_take_first(struct variants *variants, struct sink *sink,
    struct ndup_scan *scan, const struct ndup_occurrence *first)
{
	struct ndup_document document;
	struct ndup_slice text;

	if (!sink_document(sink, scan, first->article, &document))
		return false;
	buffer_clear(&variants->text);
	buffer_slice(&variants->text, document.text);
	if (variants->text.failed)
		return variants_no_memory(sink);
	text = (struct ndup_slice){variants->text.data, variants->text.size};
	variants->a = prose_slice(text, prose_passage(text, first->span));
	return true;
}

bool
variants_mark(struct variants *variants, struct sink *sink,
    struct ndup_scan *scan, const struct ndup_occurrence *occurrence,
    struct marked *marked)
{
	struct ndup_document document;
	enum ndup_status status = NDUP_OK;

	if (!sink_document(sink, scan, occurrence->article, &document))
		return false;
	*marked = (struct marked){.a = variants->a};
	marked->b = prose_slice(
	    document.text, prose_passage(document.text, occurrence->span));
	if (variants->differ == NULL)
		status = ndup_differ_new(&variants->differ, sink_error(sink));
	if (status == NDUP_OK)
		status = ndup_differ_run(variants->differ, marked->a, marked->b,
		    &marked->edits, &marked->num_edits, sink_error(sink));
	if (status != NDUP_OK)
		sink_fail(sink, status);
	return status == NDUP_OK;
}

/* What tells edits of a from others: where they are, and the words there. */
static void
write_key(struct buffer *key, const struct marked *marked)
{
	const struct ndup_edit *edit;
	size_t i;

	buffer_clear(key);
	for (i = 0; i < marked->num_edits; i++) {
		edit = &marked->edits[i];
		buffer_add(key, &edit->a, sizeof edit->a);
		buffer_slice(key, prose_slice(marked->b, edit->b));
		buffer_add(key, "", 1);
	}
}

/* The variant of these edits, from 1, which may be new; 0: no memory. */
static uint32_t
find_variant(
    struct variants *variants, const struct marked *marked, size_t occurrence)
{
	size_t before = variants->items_capacity, i;
	struct buffer *key;

	if (memory_grow(variants->items, variants->num + 1) != NDUP_OK)
		return 0;
	for (i = before; i < variants->items_capacity; i++)
		variants->items[i] = (struct variant){.first = 0};
	key = &variants->items[variants->num].key;
	write_key(key, marked);
	if (key->failed)
		return 0;
	for (i = 0; i < variants->num; i++)
		if (variants->items[i].key.size == key->size &&
		    memcmp(variants->items[i].key.data, key->data, key->size) ==
			0)
			return (uint32_t)i + 1;
	variants->items[variants->num++].first = occurrence;
	return (uint32_t)variants->num;
}

bool
variants_find(struct variants *variants, struct sink *sink,
    struct ndup_scan *scan, const struct ndup_shared *shared)
{
	const struct ndup_occurrence *each = shared->occurrences;
	struct marked marked;
	size_t i;

	variants->num = 0;
	if (!variants_take_first(variants, sink, scan, &each[0]))
		return false;
	if (memory_grow(variants->of, shared->num_occurrences) != NDUP_OK)
		return variants_no_memory(sink);
	variants->of[0] = 0;
	for (i = 1; i < shared->num_occurrences; i++) {
		if (!variants_mark(variants, sink, scan, &each[i], &marked))
			return false;
		variants->of[i] = 0;
		if (marked.num_edits > 0 &&
		    (variants->of[i] = find_variant(variants, &marked, i)) == 0)
			return variants_no_memory(sink);
	}
	return true;
}
