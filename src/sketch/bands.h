/*
 * bands.h - signature -> band keys
 */
#ifndef SKETCH_BANDS_H
#define SKETCH_BANDS_H

#include <stddef.h>
#include <stdint.h>

#include "ndup.h"

/* ---- shingles -> MinHash signature --------------------------------------- */

#define SIGNATURE_EMPTY UINT64_MAX

/* The least shingle of each bin, SIGNATURE_EMPTY where there is none. */
void signature_bins(const uint64_t *shingles, size_t num_shingles,
    uint64_t *bins, size_t num_bins);

/* MinHash values from bins, of which at least one is not empty. */
void signature_densify(
    const uint64_t *bins, uint32_t *signature, size_t num_bins);

/* Writes one key for each band; equal keys are a shared bucket. */
void bands_keys(
    const struct ndup_bands *, const uint32_t *signature, uint64_t *keys);

#endif
