/*
 * list.h - what stands, as a reader sees it
 */
#ifndef BOILERPLATE_LIST_H
#define BOILERPLATE_LIST_H

#include "base/set.h"
#include "corpus/scan_data.h"

/* Notes of the articles that have it when they were published and how many
 * sources they are of.  The set is scratch. */
enum ndup_status mark_describe(struct mark *, const struct ndup_scan *,
    const uint32_t *articles, uint32_t num, struct set *);

/* Adds it to the list of the scan. */
enum ndup_status marks_add(struct marks *, const struct mark *);

/* Puts those of most articles first, and numbers the phrases by that. */
enum ndup_status marks_sort(struct marks *);

/* The place in the list of the phrase that a shingle is of; MARK_NONE: of none
 * that is listed. */
#define MARK_NONE UINT32_MAX
uint32_t marks_find(const struct marks *, uint64_t hash);

/* That of the page an article is of. */
uint32_t marks_find_page(const struct ndup_scan *, uint32_t article);

#endif
