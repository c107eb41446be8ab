/*
 * text.c - a file that is one article
 *
 * The whole file is the text, its byte-order mark and header included, so that
 * offsets count the file's own bytes.  Bytes that are no UTF-8 stay as they
 * are: the tokenizer reads each as U+FFFD.
 */
#include <string.h>

#include <utf8proc.h>

#include "base/printable.h"
#include "input/json.h"
#include "input/repair.h"
#include "input/text.h"

enum { BYTE_ORDER_MARK = 0xfeff };

static void
finish(struct feed *feed, struct text *text)
{
	text->bytes = feed_bytes(feed);
	text->num_bad = feed->decoding.num_bad;
	if (feed->decoding.kind == ENCODING_UTF8) {
		if (!json_is_utf8(text->bytes))
			text->num_bad = repair_count_bad(text->bytes);
		return;
	}
	text->widths =
	    (struct ndup_slice){feed->widths.data, feed->widths.size};
}

enum ndup_status
text_read(struct feed *feed, size_t most, bool may_be_binary, struct text *text,
    struct ndup_error *error)
{
	bool look = may_be_binary && feed->decoding.kind == ENCODING_UTF8;
	enum ndup_status status = NDUP_OK;
	struct ndup_slice bytes;
	size_t seen = 0;

	*text = (struct text){{"", 0}, {"", 0}, 0, false, false};
	for (; status == NDUP_OK; status = feed_more(feed, error)) {
		bytes = feed_bytes(feed);
		text->too_long = bytes.len > most;
		text->is_binary = look && memchr(bytes.ptr + seen, '\0',
					      bytes.len - seen) != NULL;
		if (text->too_long || text->is_binary)
			return NDUP_OK;
		seen = bytes.len;
	}
	if (status != NDUP_NOMEM)
		finish(feed, text);
	return status == NDUP_END ? NDUP_OK : status;
}

static bool
is_space(int32_t code)
{
	if (code <= 0x20 || code == 0x85 || code == BYTE_ORDER_MARK)
		return code >= 0;
	if (code < 0xa0)
		return false;
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

bool
text_is_blank(struct ndup_slice text)
{
	int32_t code;
	size_t i = 0;

	while (i < text.len) {
		i += printable_decode(text.ptr + i, text.len - i, &code);
		if (!is_space(code))
			return false;
	}
	return true;
}

bool
text_is_mostly_bad(const struct text *text)
{
	size_t size = text->widths.len > 0 ? text->widths.len : text->bytes.len;

	return text->num_bad > size / 10;
}
