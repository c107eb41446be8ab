/*
 * loaded.c - articles whose text or ids may be on disk, brought back
 */
#include "articles.h"

/* Memory of the copy, read from disk. */
static enum ndup_status
load(const struct articles *articles, struct loaded *loaded, uint64_t offset,
    size_t size)
{
	if (memory_reserve(&loaded->bytes, &loaded->capacity, size + 1, 1) !=
	    NDUP_OK)
		return NDUP_NOMEM;
	return tempfile_read(articles->temp, offset, loaded->bytes, size);
}

struct words
article_words(const struct article *article)
{
	return (struct words){article->ids, article->num_tokens,
	    article->half_words, article->num_shingles};
}

enum ndup_status
articles_words(const struct articles *articles, const struct article *article,
    struct loaded *loaded, struct words *words)
{
	enum ndup_status status = NDUP_OK;

	*words = article_words(article);
	if (article->ids == NULL) {
		status = load(articles, loaded, article->ids_at,
		    article->num_tokens * sizeof *article->ids);
		words->ids = loaded->bytes;
	}
	return status;
}

enum ndup_status
articles_document(const struct articles *articles,
    const struct article *article, struct loaded *loaded,
    struct ndup_document *document)
{
	enum ndup_status status = NDUP_OK;
	const char *bytes;

	*document = article->document;
	if (document->text.ptr == NULL) {
		status = load(articles, loaded, article->text_at,
		    document->text.len + document->widths.len);
		bytes = loaded->bytes;
		document->text.ptr = bytes;
		document->widths.ptr = bytes + document->text.len;
	}
	return status;
}

void
loaded_free(struct loaded *loaded)
{
	memory_free(loaded->bytes);
	*loaded = (struct loaded){0};
}
