/*
 * reason.c - what LMDB and the system say, in one line
 */
#include <errno.h>
#include <lmdb.h>

#include "base/error.h"
#include "store/reason.h"

enum ndup_status
reason_damaged(
    struct ndup_error *error, const struct folder *folder, const char *what)
{
	return error_set(error, NDUP_INPUT, "the index %s is damaged: %s",
	    folder->name, what);
}

static enum ndup_status
set_system(struct ndup_error *error, const struct folder *folder, int code)
{
	switch (code) {
	case ENOMEM:
		return error_set(error, NDUP_NOMEM,
		    "out of memory, or of addresses for the index %s",
		    folder->name);
	case ENOSPC:
	case EFBIG:
	case EDQUOT:
	case EROFS:
		return error_system(
		    error, code, "cannot write to the index %s", folder->name);
	default:
		return error_system(
		    error, code, "cannot use the index %s", folder->name);
	}
}

enum ndup_status
reason_set(struct ndup_error *error, const struct folder *folder, int code)
{
	if (code > 0)
		return set_system(error, folder, code);
	switch (code) {
	case MDB_INVALID:
	case MDB_VERSION_MISMATCH:
	case MDB_INCOMPATIBLE:
		return error_set(error, NDUP_INPUT,
		    "%s is no index, or its file is damaged: %s", folder->name,
		    mdb_strerror(code));
	case MDB_READERS_FULL:
		return error_set(error, NDUP_BUSY,
		    "too many readers of the index %s at once", folder->name);
	case MDB_PANIC:
		return error_set(error, NDUP_IO,
		    "a write to the index %s failed; it must be opened anew",
		    folder->name);
	case MDB_BAD_VALSIZE:
	case MDB_TXN_FULL:
		return error_set(error, NDUP_PARAM,
		    "cannot write to the index %s: %s", folder->name,
		    mdb_strerror(code));
	default:
		return reason_damaged(error, folder, mdb_strerror(code));
	}
}
