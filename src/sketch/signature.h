/*
 * signature.h - shingles -> MinHash signature
 */
#ifndef SKETCH_SIGNATURE_H
#define SKETCH_SIGNATURE_H

#include <stddef.h>
#include <stdint.h>

#define SIGNATURE_EMPTY UINT64_MAX

/* The least shingle of each bin, SIGNATURE_EMPTY where there is none. */
void signature_bins(const uint64_t *shingles, size_t num_shingles,
    uint64_t *bins, size_t num_bins);

/* MinHash values from bins, of which at least one is not empty. */
void signature_densify(
    const uint64_t *bins, uint32_t *signature, size_t num_bins);

#endif
