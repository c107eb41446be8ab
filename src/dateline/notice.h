/*
 * notice.h - whether a story says that it corrects, updates or withdraws one
 */
#ifndef DATELINE_NOTICE_H
#define DATELINE_NOTICE_H

#include "ndup.h"

/* Fills in notice and update_number by title and text; text_begin is known. */
void notice_read(struct ndup_document *);

/* The title without what notice_read() found in it: "Oil rises" of "CORRECTED -
 * UPDATE 2-Oil rises" and of "Oil rises story withdrawn". */
struct ndup_slice notice_subject(const struct ndup_document *);

#endif
