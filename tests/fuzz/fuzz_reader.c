/*
 * fuzz_reader.c - any bytes as a file of articles
 *
 * The first bytes say how it is read; what follows is the file.  The same
 * articles come, and the same is skipped, from the plain file, from one packed,
 * from a pipe piece by piece, and behind any record where another reader
 * begins.  A packed file cut short gives the same articles up to the cut.  No
 * line of JSON Lines and no element of an array that is JSON goes unmentioned.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "base/hash.h"
#include "input/source.h"
#include "json_check.h"

enum { MOST_ITEMS = 2048, MOST_PIECES = 16, MOST_PACKED = 1 << 16 };

static const char *const formats[] = {"jsonl", "json", "text", NULL};

/* An article, or what was skipped. */
struct item {
	bool is_article;
	uint64_t hash, number, line;
	struct ndup_position end;
};

struct items {
	struct item list[MOST_ITEMS]; /* reading stops when it is full */
	size_t num;
	struct ndup_reader *reader;
	struct ndup_reader_counts counts;
	/* What is written to a pipe while it is read. */
	struct ndup_slice unwritten;
	size_t piece;
	int writer;
	bool has_ended;
};

struct plan {
	struct ndup_reader_options options;
	const char *path; /* of the file; NULL: standard input */
	unsigned choice;
	struct ndup_slice bytes;
};

/* ---- what is read -------------------------------------------------------- */

static uint64_t
hash_slice(struct ndup_slice slice, uint64_t seed)
{
	seed = hash_mix(seed + slice.len + 1);
	return slice.len > 0 ? hash_bytes(slice.ptr, slice.len, seed) : seed;
}

static uint64_t
hash_article(
    const struct ndup_document *document, const struct ndup_record *record)
{
	uint64_t hash = hash_slice(document->text, document->text_begin);

	/* One made of the file's name is another in a pipe. */
	if (!record->is_id_made && record->number > 0)
		hash = hash_slice(document->id, hash);
	hash = hash_slice(document->title, hash);
	hash = hash_slice(document->source, hash);
	hash = hash_slice(document->place, hash);
	hash = hash_slice(document->url, hash);
	hash = hash_slice(record->bytes, hash);
	return hash_mix(hash + (uint64_t)document->published.seconds) +
	       document->published.precision;
}

static struct item *
new_item(struct items *items)
{
	const struct ndup_record *record = ndup_reader_record(items->reader);
	struct item *item = &items->list[items->num++];

	fuzz_require(record->file != NULL);
	*item = (struct item){
	    .number = record->number, .line = record->line, .end = record->end};
	return item;
}

static bool
take_skipped(void *ctx, const struct ndup_error *error)
{
	struct items *items = ctx;
	const struct ndup_record *record = ndup_reader_record(items->reader);
	struct item *item = new_item(items);
	const char *reason = error->text;

	fuzz_require(*reason != '\0' && strchr(reason, '\n') == NULL);
	/* Behind the name, which differs; that of a file tells a byte, about. */
	if (record->number == 0)
		reason = "";
	else if (strchr(reason, ':') != NULL)
		reason = strchr(reason, ':');
	item->hash = hash_slice(record->bytes,
	    hash_slice((struct ndup_slice){reason, strlen(reason)}, 1));
	return items->num < MOST_ITEMS;
}

/* The reader waits: the next piece comes, or the end. */
static bool
write_piece(void *ctx, int file)
{
	struct items *items = ctx;
	size_t size = items->unwritten.len < items->piece ? items->unwritten.len
							  : items->piece;

	(void)file;
	fuzz_require(!items->has_ended);
	items->has_ended = size == 0;
	if (items->has_ended)
		return close(items->writer) == 0;
	fuzz_require(
	    write(items->writer, items->unwritten.ptr, size) == (ssize_t)size);
	items->unwritten.ptr += size;
	items->unwritten.len -= size;
	return true;
}

/* Reads on to the end of the file, behind start if there is one. */
static void
read_items(const struct plan *plan, const struct ndup_position *start,
    struct items *items)
{
	const char *const paths[] = {
	    plan->path != NULL ? plan->path : "-", NULL};
	struct ndup_reader_options options = plan->options;
	struct ndup_document document;
	enum ndup_status status = NDUP_OK;
	struct item *item;

	options.skipped = take_skipped;
	options.idle = items->piece > 0 ? write_piece : NULL;
	options.ctx = items;
	fuzz_require(
	    ndup_reader_open(&items->reader, paths, &options, NULL) == NDUP_OK);
	if (start != NULL)
		fuzz_require(
		    ndup_reader_skip(items->reader, start, NULL) == NDUP_OK);
	while (items->num < MOST_ITEMS &&
	       (status = ndup_reader_next(items->reader, &document, NULL)) ==
		   NDUP_OK) {
		item = new_item(items);
		item->is_article = true;
		item->hash =
		    hash_article(&document, ndup_reader_record(items->reader));
		fuzz_require(document.text.len > 0 && document.id.len > 0);
		fuzz_require(document.text_begin <= document.text.len);
	}
	fuzz_require(status == NDUP_END || items->num == MOST_ITEMS);
	items->counts = *ndup_reader_count(items->reader);
	ndup_reader_close(items->reader);
}

/* ---- files --------------------------------------------------------------- */

/* A file in memory that is opened by its path, or is standard input. */
static int
memory_file(char *path, size_t size)
{
	int file = memfd_create("fuzz", 0);

	fuzz_require(file >= 0);
	snprintf(path, size, "/proc/self/fd/%d", file);
	return file;
}

static void
write_file(int file, struct ndup_slice bytes)
{
	fuzz_require(ftruncate(file, 0) == 0);
	fuzz_require(
	    pwrite(file, bytes.ptr, bytes.len, 0) == (ssize_t)bytes.len);
}

/* Reads the file, which holds these bytes. */
static void
read_file(struct plan *plan, struct ndup_slice bytes,
    const struct ndup_position *start, struct items *items)
{
	static char path[64];
	static int file = -1;

	if (file < 0)
		file = memory_file(path, sizeof path);
	write_file(file, bytes);
	plan->path = path;
	if (plan->options.format == NULL) {
		plan->path = NULL;
		fuzz_require(lseek(file, 0, SEEK_SET) == 0);
		fuzz_require(dup2(file, STDIN_FILENO) == STDIN_FILENO);
	}
	items->num = 0;
	items->piece = 0;
	read_items(plan, start, items);
}

static void
read_pipe(struct plan *plan, struct items *items)
{
	int ends[2];

	fuzz_require(pipe(ends) == 0);
	fuzz_require(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
	close(ends[0]);
	items->num = 0;
	items->unwritten = plan->bytes;
	items->piece = 1 + plan->bytes.len / MOST_PIECES + plan->choice % 8;
	items->writer = ends[1];
	items->has_ended = false;
	plan->path = NULL;
	read_items(plan, NULL, items);
	if (!items->has_ended)
		close(items->writer);
}

static size_t
pack_gzip(struct ndup_slice bytes, char *out)
{
	static z_stream stream;
	static bool ready;

	if (!ready)
		fuzz_require(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 1,
				 Z_DEFAULT_STRATEGY) == Z_OK);
	else
		fuzz_require(deflateReset(&stream) == Z_OK);
	ready = true;
	stream.next_in = (const unsigned char *)bytes.ptr;
	stream.avail_in = (unsigned)bytes.len;
	stream.next_out = (unsigned char *)out;
	stream.avail_out = MOST_PACKED;
	fuzz_require(deflate(&stream, Z_FINISH) == Z_STREAM_END);
	return MOST_PACKED - stream.avail_out;
}

static size_t
pack_zstd(struct ndup_slice bytes, char *out)
{
	static ZSTD_CCtx *context;
	size_t size;

	if (context == NULL)
		fuzz_require((context = ZSTD_createCCtx()) != NULL);
	size = ZSTD_compressCCtx(
	    context, out, MOST_PACKED, bytes.ptr, bytes.len, 1);
	fuzz_require(!ZSTD_isError(size));
	return size;
}

/* ---- what is promised ---------------------------------------------------- */

/* A text file that was not read to its end has no certain offset there. */
static bool
is_same_item(const struct item *x, const struct item *y)
{
	return x->is_article == y->is_article && x->hash == y->hash &&
	       x->number == y->number && x->line == y->line &&
	       (x->end.offset == y->end.offset || x->number == 0) &&
	       x->end.record == y->end.record && x->end.line == y->end.line;
}

/* All of y, and all of x behind so many. */
static void
check_same(const struct items *x, size_t from, const struct items *y)
{
	size_t i;

	fuzz_require(x->num - from == y->num);
	for (i = 0; i < y->num; i++)
		fuzz_require(is_same_item(&x->list[from + i], &y->list[i]));
}

/* Articles alone: y may end before x does. */
static void
check_beginning(const struct items *x, const struct items *y)
{
	size_t at = 0, i;

	for (i = 0; i < y->num; i++) {
		if (!y->list[i].is_article)
			continue;
		while (at < x->num && !x->list[at].is_article)
			at++;
		fuzz_require(at < x->num);
		fuzz_require(is_same_item(&x->list[at++], &y->list[i]));
	}
}

static size_t
count_lines(struct ndup_slice bytes)
{
	struct ndup_slice line;
	const char *end;
	size_t num = 0;

	json_take(&bytes, "\xef\xbb\xbf");
	while (bytes.len > 0) {
		end = memchr(bytes.ptr, '\n', bytes.len);
		line = bytes;
		if (end != NULL)
			line.len = (size_t)(end - bytes.ptr) + 1;
		bytes.ptr += line.len;
		bytes.len -= line.len;
		json_take_space(&line);
		num += line.len > 0;
	}
	return num;
}

/* False: it is no array that is JSON. */
static bool
count_elements(struct ndup_slice text, size_t *num)
{
	*num = 0;
	if (!json_is_valid(text))
		return false;
	json_take_space(&text);
	if (!json_take(&text, "["))
		return false;
	json_take_space(&text);
	if (json_take(&text, "]"))
		return true;
	do {
		++*num;
		fuzz_require(json_take_value(&text, 1));
	} while (json_take(&text, ","));
	return true;
}

static void
check_complete(const struct plan *plan, const struct items *items)
{
	struct ndup_slice bytes = plan->bytes;
	size_t num;

	if (plan->options.encoding != NULL || plan->options.format == NULL ||
	    (bytes.len >= 2 && ((unsigned char)bytes.ptr[0] >= 0xfe)))
		return;
	if (strcmp(plan->options.format, "jsonl") == 0)
		fuzz_require(items->num == count_lines(bytes));
	if (strcmp(plan->options.format, "json") == 0 &&
	    count_elements(bytes, &num))
		fuzz_require(items->num == num);
}

static void
check_packed(struct plan *plan, const struct items *plain)
{
	static struct items items;
	static char packed[MOST_PACKED];
	struct ndup_slice bytes = {packed, 0};

	bytes.len = plan->choice % 2 == 0 ? pack_gzip(plan->bytes, packed)
					  : pack_zstd(plan->bytes, packed);
	read_file(plan, bytes, NULL, &items);
	check_same(plain, 0, &items);
	bytes.len = bytes.len * (plan->choice / 2 % 128) / 128;
	/* Of a text, the beginning may be enough to see that it is none. */
	if (bytes.len <= PACKING_MAGIC || plan->options.format == NULL ||
	    strcmp(plan->options.format, "text") == 0)
		return;
	read_file(plan, bytes, NULL, &items);
	fuzz_require(items.counts.unreadable > 0);
	if (strcmp(plan->options.format, "jsonl") == 0)
		check_beginning(plain, &items);
}

static void
check_resumed(struct plan *plan, const struct items *plain)
{
	static struct items items;
	size_t i;

	if (plain->num == 0)
		return;
	i = plan->choice % plain->num;
	read_file(plan, plan->bytes, &plain->list[i].end, &items);
	check_same(plain, i + 1, &items);
}

/* A file whose name says nothing may be no text, a pipe is what is said. */
static bool
is_binary(const struct plan *plan)
{
	return plan->options.format != NULL &&
	       strcmp(plan->options.format, "text") == 0 &&
	       memchr(plan->bytes.ptr, '\0', plan->bytes.len) != NULL;
}

/* How much comes of a damaged block hangs on the pieces that it comes in. */
static bool
is_damaged(const struct plan *plan, const struct items *plain)
{
	return plain->counts.unreadable > 0 &&
	       packing_of(plan->bytes.ptr, plan->bytes.len) != PACKING_NONE;
}

static void
check_piped(struct plan *plan, const struct items *plain)
{
	static struct items items;

	if (is_binary(plan) || is_damaged(plan, plain))
		return;
	read_pipe(plan, &items);
	check_same(plain, 0, &items);
}

static void
check_file(struct plan *plan, const struct items *plain)
{
	if (packing_of(plan->bytes.ptr, plan->bytes.len) != PACKING_NONE)
		return;
	check_complete(plan, plain);
	check_packed(plan, plain);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct items plain;
	struct fuzz_input input = {bytes, size};
	unsigned how = fuzz_take(&input);
	struct plan plan = {.choice = fuzz_take(&input)};

	plan.bytes = fuzz_copy(input);
	ndup_reader_options_init(&plan.options, sizeof plan.options);
	plan.options.format = formats[how % 4];
	plan.options.encoding = how / 4 % 8 == 1   ? "windows-1251"
				: how / 4 % 8 == 2 ? "UTF-16"
				: how / 4 % 8 == 3 ? "SHIFT_JIS"
						   : NULL;
	if (how / 32 % 4 == 1)
		plan.options.text_field = "a.b";
	if (how / 32 % 4 == 2)
		plan.options.max_article = 8;
	read_file(&plan, plan.bytes, NULL, &plain);
	if (plain.num < MOST_ITEMS) {
		check_file(&plan, &plain);
		check_resumed(&plan, &plain);
		check_piped(&plan, &plain);
	}
	free((char *)plan.bytes.ptr);
	return 0;
}
