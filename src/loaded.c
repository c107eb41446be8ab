/*
 * loaded.c - articles whose text or ids may be on disk, brought back
 */
#include "articles.h"

struct words
article_words(const struct article *article)
{
	return (struct words){article->ids, article->num_tokens,
	    article->half_words, article->num_shingles,
	    article->number + 1};
}

enum ndup_status
articles_read_ids(const struct articles *articles,
    const struct article *article, uint32_t *ids)
{
	return tempfile_read(articles->temp, article->ids_at, ids,
	    article->num_tokens * sizeof *ids);
}

/* Makes room for so many bytes. */
static enum ndup_status
reserve(struct loaded *loaded, size_t size)
{
	return memory_reserve(&loaded->bytes, &loaded->capacity, size + 1, 1);
}

enum ndup_status
articles_words(const struct articles *articles, const struct article *article,
    struct loaded *loaded, struct words *words)
{
	size_t size = article->num_tokens * sizeof *article->ids;

	*words = article_words(article);
	if (article->ids != NULL)
		return NDUP_OK;
	if (reserve(loaded, size) != NDUP_OK)
		return NDUP_NOMEM;
	words->ids = loaded->bytes;
	return articles_read_ids(articles, article, loaded->bytes);
}

enum ndup_status
articles_document(const struct articles *articles,
    const struct article *article, struct loaded *loaded,
    struct ndup_document *document)
{
	size_t size = article->document.text.len + article->document.widths.len;
	const char *bytes;

	*document = article->document;
	if (document->text.ptr != NULL)
		return NDUP_OK;
	if (reserve(loaded, size) != NDUP_OK)
		return NDUP_NOMEM;
	bytes = loaded->bytes;
	document->text.ptr = bytes;
	document->widths.ptr = bytes + document->text.len;
	return tempfile_read(
	    articles->temp, article->text_at, loaded->bytes, size);
}

void
loaded_free(struct loaded *loaded)
{
	memory_free(loaded->bytes);
	*loaded = (struct loaded){0};
}
