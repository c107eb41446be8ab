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
#include "compare/roller.h"
#include "corpus/scan_data.h"
#include "table/frequent.h"

/*
 * The first tokens of shingles that stand (a filter after Bloom, 1970): most
 * texts are seen to have none without a look at their shingles.  Zeroes at
 * first.
 */
struct shingle_heads {
	struct roller roller;
	uint64_t bits[4096];
};

/*
 * Judges the keys that stand perhaps by the articles that have them.  Those
 * that stand are then marked STANDS, and the set has them; found says whether
 * any was in doubt before: then the candidates that rest on it are too many.
 * Cost: some 5 us for each article that is looked at.
 */
enum ndup_status boilerplate_judge(const struct ndup_scan *,
    struct frequent_keys *, struct set *standing, bool *found);

/* Lists the phrases of keys that stand in scan->marks, those of most articles
 * first, and notes how their shingles begin. */
enum ndup_status boilerplate_list(struct ndup_scan *,
    const struct frequent_keys *, const struct set *standing,
    struct shingle_heads *);

/*
 * Marks the words of phrases that stand, in all articles: those that a shingle
 * with a standing key holds.  What touches is one phrase.
 */
enum ndup_status boilerplate_mark(struct ndup_scan *,
    const struct set *standing, const struct shingle_heads *);

/*
 * Finds pages: one text under many titles, nearly all of one source, the middle
 * half of the articles over a week or more.  They are listed, and no evidence
 * of reuse.  Linear in the articles.
 */
enum ndup_status boilerplate_find_pages(struct ndup_scan *);

#endif
