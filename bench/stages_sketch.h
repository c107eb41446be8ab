/*
 * stages_sketch.h - the stages from a text to its keys
 */
#ifndef STAGES_SKETCH_H
#define STAGES_SKETCH_H

#include "stages_collection.h"
#include "stages_measure.h"
#include "text/tokenise.h"

/* Tokenising, all keys of an article, and these with ids of its tokens. */
enum ndup_status measure_script(struct measure *, const struct ndup_params *,
    const struct collection *, enum script, enum kernel);

/* Shingle, signature, bands, passage keys, intern: each on its own. */
enum ndup_status measure_sketch(
    struct measure *, const struct ndup_params *, const struct collection *);

#endif
