/*
 * worker.h - what a thread needs to sketch, look up and compare articles
 */
#ifndef INDEX_WORKER_H
#define INDEX_WORKER_H

#include "index/copies.h"
#include "index/packer.h"
#include "index/trial.h"
#include "index/vocabulary.h"
#include "sketcher.h"
#include "store/postings.h"
#include "verify/align.h"
#include "verify/measure.h"

/* An article of the index, open for comparing. */
struct opened {
	struct indexed is;
	struct words words;
	const struct ndup_span *spans; /* NULL: not asked for */
	struct book *book;             /* that it is; NULL: it is none */
};

struct worker {
	struct txn *view; /* while a call lasts */
	struct ndup_sketcher *sketcher;
	struct postings_search *search;
	struct packer *packer;
	struct measurer measurer;
	struct runs runs;
	struct aligner aligner;
	struct alignment alignment;
	struct buffer bytes; /* read from a tape, or packed */
	struct read_tokens read; /* the article that is open ... */
	struct books books;      /* ... unless it is one of these */
	struct copies copies;    /* of what the article at hand matches */
	bool *covered; /* tokens of the article at hand, by any match */
	size_t covered_capacity;
};

enum ndup_status worker_init(
    struct worker *, const struct ndup_params *, struct ndup_error *);
void worker_free(struct worker *);

/* Sketches the trial's document: ids, spans, keys, and packed text if that is
 * wanted. */
enum ndup_status worker_sketch(
    struct worker *, struct trial *, struct vocabulary *, bool with_text);

#endif
