/*
 * bands.h - signature -> band keys
 */
#ifndef SKETCH_BANDS_H
#define SKETCH_BANDS_H

#include "ndup.h"

/* Writes one key for each band; equal keys are a shared bucket. */
void bands_keys(
    const struct ndup_bands *, const uint32_t *signature, uint64_t *keys);

#endif
