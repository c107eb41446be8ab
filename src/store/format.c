/*
 * format.c - whether a file is one that this program reads on this machine
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/slice.h"
#include "txn.h"

/* ---- of which version --------------------------------------------------- */

/* Of STORE_META; not used for anything else. */
static const char name[] = "store format";

static struct ndup_slice
format_slice_of(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

enum ndup_status
format_put(struct txn *txn, void *ctx)
{
	char text[16];

	(void)ctx;
	snprintf(text, sizeof text, "%d", STORE_FORMAT);
	return txn_put(
	    txn, STORE_META, format_slice_of(name), format_slice_of(text));
}

enum ndup_status
format_check(struct txn *view, struct ndup_error *error)
{
	struct ndup_slice value;
	char expected[16];
	enum ndup_status status =
	    txn_get(view, STORE_META, format_slice_of(name), &value);

	if (status == NDUP_END)
		return error_set(error, NDUP_INPUT,
		    "%s is no index: its file has no format",
		    view->folder->name);
	if (status != NDUP_OK)
		return txn_error(view, error);
	snprintf(expected, sizeof expected, "%d", STORE_FORMAT);
	if (slice_equal(value, format_slice_of(expected)))
		return NDUP_OK;
	error_set(error, NDUP_MISMATCH,
	    "the index %s has format %.*s, and this version of ndup has format "
	    "%s; make it anew",
	    view->folder->name, (int)value.len, value.ptr, expected);
	error_remedy(error, "ndup_index_create");
	return NDUP_MISMATCH;
}

/* ---- of which machine --------------------------------------------------- */

#define LMDB_MAGIC UINT32_C(0xbeefc0de)

/* Where LMDB writes its magic number: behind a page's head, which has a number
 * of the size of an address. */
enum { MAGIC_AT_32 = 12, MAGIC_AT_64 = 16 };

struct machine {
	size_t magic_at;
	bool is_reversed;
};

static bool
has_magic(const char *page, const struct machine *machine)
{
	uint32_t magic;

	memcpy(&magic, page + machine->magic_at, sizeof magic);
	if (machine->is_reversed)
		magic = __builtin_bswap32(magic);
	return magic == LMDB_MAGIC;
}

static const char *
machine_name(const struct machine *machine)
{
	bool is_big =
	    machine->is_reversed == (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);

	if (machine->magic_at == MAGIC_AT_64)
		return is_big ? "64-bit big-endian" : "64-bit little-endian";
	return is_big ? "32-bit big-endian" : "32-bit little-endian";
}

/* The beginning of the first page, or of the second. */
struct page_head {
	char bytes[64];
};

static void
read_head(int file, off_t at, struct page_head *head)
{
	memset(head, 0, sizeof *head);
	if (pread(file, head->bytes, sizeof head->bytes, at) < 0)
		memset(head, 0, sizeof *head);
}

/* As LMDB has it: behind the magic number, a version, an address and the
 * size of the map. */
static uint32_t
page_size_of(const struct page_head *head, const struct machine *own)
{
	uint32_t size;

	memcpy(&size, head->bytes + own->magic_at + 8 + 2 * sizeof(size_t),
	    sizeof size);
	return size;
}

/* LMDB divides by this size, which both pages name, and takes it from the
 * one of the later commit. */
static bool
has_page_size(
    int file, const struct page_head *first, const struct machine *own)
{
	enum { LEAST = 256, MOST = 1 << 16 };
	uint32_t size = page_size_of(first, own);
	struct page_head second;

	if (size < LEAST || size > MOST || (size & (size - 1)) != 0)
		return false;
	read_head(file, (off_t)size, &second);
	return page_size_of(&second, own) == size;
}

static enum ndup_status
check_first_page(const struct folder *folder, int file,
    const struct page_head *first, struct ndup_error *error)
{
	static const struct machine machines[] = {{MAGIC_AT_64, false},
	    {MAGIC_AT_64, true}, {MAGIC_AT_32, false}, {MAGIC_AT_32, true}};
	const struct machine *own = &machines[sizeof(void *) == 8 ? 0 : 2];
	size_t i;

	if (has_magic(first->bytes, own))
		return has_page_size(file, first, own)
			   ? NDUP_OK
			   : reason_damaged(error, folder,
				 "the size of its pages is not what was "
				 "written");
	for (i = 0; i < sizeof machines / sizeof machines[0]; i++) {
		if (!has_magic(first->bytes, &machines[i]))
			continue;
		error_set(error, NDUP_MISMATCH,
		    "the index %s was made on a %s machine, and this is a %s "
		    "one; make it anew here",
		    folder->name, machine_name(&machines[i]),
		    machine_name(own));
		error_remedy(error, "ndup_index_create");
		return NDUP_MISMATCH;
	}
	return NDUP_OK;
}

enum ndup_status
format_check_machine(
    const struct folder *folder, const char *path, struct ndup_error *error)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	enum ndup_status status;
	struct page_head first;

	if (file < 0)
		return NDUP_OK;
	read_head(file, 0, &first);
	status = check_first_page(folder, file, &first, error);
	close(file);
	return status;
}
