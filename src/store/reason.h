/*
 * reason.h - what LMDB and the system say, in one line
 */
#ifndef STORE_REASON_H
#define STORE_REASON_H

#include "store/folder.h"

/* For a code of LMDB, which may be errno's. */
enum ndup_status reason_set(
    struct ndup_error *, const struct folder *, int code);

/* "FOLDER is damaged: " and what is wrong. */
enum ndup_status reason_damaged(
    struct ndup_error *, const struct folder *, const char *what);

#endif
