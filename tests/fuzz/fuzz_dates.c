/*
 * fuzz_dates.c - any bytes as a date, and as the beginning of a text
 *
 * What is read as a time is one that can be printed, and what is printed is
 * read back as the same time; so is any other time that can be printed.  A
 * date at the beginning of a text is the same without what stands behind it.
 * Header and dateline end on a border of code points, and place and agency
 * stand in them; credits begin on one, behind them.
 */
#include "dateline/date.h"
#include "dateline/published.h"
#include "utf8_check.h"

enum { SIZE_OF_PRINTED = 32, MOST_ZONE = 14 * 60, DAY = 24 * 60 * 60 };

static bool
is_same_time(const struct ndup_time *x, const struct ndup_time *y)
{
	return x->precision == y->precision && x->seconds == y->seconds &&
	       (x->precision != NDUP_TIME_ZONED || x->zone == y->zone);
}

static void
check_printed(const struct ndup_time *time, bool can_be)
{
	char printed[SIZE_OF_PRINTED];
	struct ndup_time again;

	ndup_time_format(time, printed);
	fuzz_require(!can_be || *printed != '\0');
	if (*printed == '\0')
		return;
	fuzz_require(ndup_time_parse(
	    (struct ndup_slice){printed, strlen(printed)}, &again));
	fuzz_require(is_same_time(time, &again));
}

/* A time of no text. */
static void
check_any(struct fuzz_input input)
{
	struct ndup_time time = {0, 0, NDUP_TIME_UNKNOWN};
	unsigned i;

	time.precision = (uint8_t)(fuzz_take(&input) % 4);
	time.zone =
	    (int16_t)(fuzz_take(&input) * 7 % (2 * MOST_ZONE + 1)) - MOST_ZONE;
	for (i = 0; i < 5; i++)
		time.seconds = time.seconds * 256 + (int64_t)fuzz_take(&input);
	time.seconds -= (int64_t)fuzz_take(&input) << 29;
	if (time.precision == NDUP_TIME_DATE)
		time.seconds -= time.seconds % DAY;
	check_printed(&time, false);
}

static void
check_date(struct ndup_slice text)
{
	struct ndup_time time, again;
	size_t size = date_read(text, &time);

	fuzz_require(size <= text.len);
	if (size == 0)
		return;
	text.len = size;
	fuzz_require(date_read(text, &again) == size);
	fuzz_require(is_same_time(&time, &again));
	if (time.precision != NDUP_TIME_UNKNOWN)
		check_printed(&time, true);
}

static void
check_published(struct ndup_slice text)
{
	struct ndup_time time;
	int is_number;

	if (ndup_time_parse(text, &time))
		check_printed(&time, true);
	for (is_number = 0; is_number < 2; is_number++)
		if (published_read(text, is_number != 0, &time))
			check_printed(&time, true);
}

/* Empty, or in the text before its story. */
static void
check_part(const struct ndup_document *document, struct ndup_slice part)
{
	struct ndup_span span;

	if (part.len == 0)
		return;
	fuzz_require(part.ptr >= document->text.ptr);
	span.begin = (uint32_t)(part.ptr - document->text.ptr);
	span.end = span.begin + (uint32_t)part.len;
	fuzz_require(span.end <= document->text_begin);
	utf8_check_span(document->text, span);
}

/* Some story stands between dateline and credits, which are bounded. */
static void
check_credits(const struct ndup_document *document)
{
	size_t end = document->text_end, len = document->text.len;

	if (end == 0)
		return;
	fuzz_require(document->text_begin < end && end < len);
	fuzz_require(len - end <= 1500);
	fuzz_require(utf8_is_border(document->text, end));
}

static void
check_dateline(struct ndup_slice text)
{
	struct ndup_document document = {.text = text};

	ndup_document_dateline(&document);
	fuzz_require(document.text_begin <= text.len);
	fuzz_require(utf8_is_border(text, document.text_begin));
	check_credits(&document);
	check_part(&document, document.place);
	check_part(&document, document.source);
	if (document.published.precision != NDUP_TIME_UNKNOWN)
		check_printed(&document.published, true);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct ndup_slice text = fuzz_copy((struct fuzz_input){bytes, size});

	check_any((struct fuzz_input){bytes, size});
	check_date(text);
	check_published(text);
	check_dateline(text);
	free((char *)text.ptr);
	return 0;
}
