/*
 * credit.h - credits and rights notices at a text's end
 */
#ifndef DATELINE_CREDIT_H
#define DATELINE_CREDIT_H

#include "ndup.h"

/*
 * Where the credits and rights notices begin that text ends with, in bytes;
 * 0: there are none, or nothing but them stands behind begin (<= text.len),
 * where the story begins.  Looks at the last 1,500 bytes.
 */
size_t credit_find(struct ndup_slice text, size_t begin);

#endif
