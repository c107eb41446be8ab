/*
 * signature.c - shingles -> MinHash signature
 *
 * One permutation hashing (Li, Owen, Zhang 2012): each shingle falls into one
 * bin, each bin keeps its least.  An empty bin borrows from a bin that a hash
 * of its own number leads to (optimal densification, Shrivastava 2017), so
 * that equal sets have equal signatures and each value agrees with
 * probability equal to Jaccard.
 */
#include "base/hash.h"
#include "ndup.h"
#include "sketch/signature.h"

void
signature_bins(const uint64_t *shingles, size_t num_shingles, uint64_t *bins,
    size_t num_bins)
{
	uint64_t low, *bin;
	size_t i;

	for (i = 0; i < num_bins; i++)
		bins[i] = SIGNATURE_EMPTY;
	for (i = 0; i < num_shingles; i++) {
		bin = &bins[((shingles[i] >> 32) * num_bins) >> 32];
		low = shingles[i] & UINT32_MAX;
		*bin = low < *bin ? low : *bin; /* no branch to miss */
	}
}

/* The attempt-th place where this empty bin looks for a value. */
static size_t
donor(size_t bin, uint64_t attempt, size_t num_bins)
{
	uint64_t hash = hash_mix((uint64_t)bin << 32 | attempt);

	return (size_t)(((hash >> 32) * num_bins) >> 32);
}

void
signature_densify(const uint64_t *bins, uint32_t *signature, size_t num_bins)
{
	uint64_t attempt;
	size_t i, from;

	for (i = 0; i < num_bins; i++) {
		from = i;
		for (attempt = 1; bins[from] == SIGNATURE_EMPTY; attempt++)
			from = donor(i, attempt, num_bins);
		signature[i] = (uint32_t)bins[from];
	}
}

double
ndup_signature_similarity(const uint32_t *a, const uint32_t *b, size_t num_bins)
{
	size_t i, equal = 0;

	for (i = 0; i < num_bins; i++)
		equal += a[i] == b[i];
	return num_bins == 0 ? 0 : (double)equal / (double)num_bins;
}
