/*
 * boilerplate.h - what stands, and so counts for nothing
 *
 * Passage keys of phrases that stand -> words that do, in the articles that
 * have them; and a list of these phrases.  Pages: texts that one source prints
 * under many titles.
 */
#ifndef BOILERPLATE_BOILERPLATE_H
#define BOILERPLATE_BOILERPLATE_H

#include "base/set.h"
#include "corpus/scan_data.h"
#include "table/candidates.h"

/*
 * Judges the keys that stand perhaps by the articles that have them.  Those
 * that stand are then marked STANDS, and the set has them; found says whether
 * any was in doubt before: then the candidates that rest on it are too many.
 * Cost: some 5 us for each article that is looked at.
 */
enum ndup_status boilerplate_judge(const struct ndup_scan *,
    struct frequent_keys *, struct set *standing, bool *found);

/*
 * Marks the words of phrases that stand: those that a shingle with a standing key
 * holds, in all articles whose keys these are, and in those that are candidates.
 * What touches is one phrase.
 */
enum ndup_status boilerplate_mark(struct ndup_scan *,
    const struct frequent_keys *, const struct set *standing,
    const struct candidates *);

/* Lists these phrases in scan->marks, those of most articles first. */
enum ndup_status boilerplate_list(struct ndup_scan *,
    const struct frequent_keys *, const struct set *standing);

/*
 * Finds pages: one text under many titles, nearly all of one source, the middle
 * half of the articles over a week or more.  They are listed, and no evidence
 * of reuse.  Linear in the articles.
 */
enum ndup_status boilerplate_find_pages(struct ndup_scan *);

#endif
