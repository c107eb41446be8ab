/*
 * stages_input.h - the stages read and JSON
 */
#ifndef STAGES_INPUT_H
#define STAGES_INPUT_H

#include "stages_collection.h"
#include "stages_measure.h"

/* Writes the collection to a folder of its own, measures, removes it. */
enum ndup_status measure_input(struct measure *, const struct collection *);

#endif
