/*
 * copy.h - an article that outlives the reader's next one
 */
#ifndef CLI_COPY_H
#define CLI_COPY_H

#include "ndup.h"

/* Makes the document's slices its own; returns their bytes, to be freed, or
 * NULL if memory ran out. */
char *copy_document(struct ndup_document *);

#endif
