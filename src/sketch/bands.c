/*
 * bands.c - which bands, and signature -> band keys
 *
 * With b bands of r rows a pair of similarity s becomes a candidate with
 * probability 1 - (1 - s^r)^b.  More rows mean fewer false candidates, so the
 * plan takes the most rows that still reach the wanted recall, and as many
 * bands as the bins allow.
 */
#include "base/error.h"
#include "base/hash.h"
#include "ndup.h"
#include "bands.h"

/* ---- shingles -> MinHash signature --------------------------------------- */

/*
 * One permutation hashing (Li, Owen, Zhang 2012): each shingle falls into one
 * bin, each bin keeps its least.  An empty bin borrows from a bin that a hash
 * of its own number leads to (optimal densification, Shrivastava 2017), so
 * that equal sets have equal signatures and each value agrees with
 * probability equal to Jaccard.
 */

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

/* ---- which bands, and signature -> band keys ----------------------------- */

/* By multiplication: the same bits on every machine. */
static double
power(double x, unsigned n)
{
	double result = 1;

	for (; n > 0; n >>= 1) {
		if (n & 1)
			result *= x;
		x *= x;
	}
	return result;
}

double
ndup_bands_probability(double jaccard, const struct ndup_bands *bands)
{
	return 1 - power(1 - power(jaccard, bands->num_rows), bands->num_bands);
}

enum ndup_status
ndup_bands_plan(const struct ndup_params *params, struct ndup_bands *plan,
    struct ndup_error *error)
{
	struct ndup_bands bands = {0, 0, 0};
	unsigned rows;

	for (rows = params->num_bins; rows > 0; rows--) {
		bands = (struct ndup_bands){params->num_bins / rows, rows, 0};
		bands.recall =
		    ndup_bands_probability(params->min_jaccard, &bands);
		if (bands.recall >= params->recall) {
			*plan = bands;
			return NDUP_OK;
		}
	}
	error_set(error, NDUP_PARAM,
	    "recall %.4f cannot be reached at threshold %.4f: at most %.4f",
	    params->recall, params->min_jaccard, bands.recall);
	error_remedy(error, "recall");
	return NDUP_PARAM;
}

void
bands_keys(
    const struct ndup_bands *bands, const uint32_t *signature, uint64_t *keys)
{
	uint64_t key;
	unsigned band, row;

	for (band = 0; band < bands->num_bands; band++) {
		key = hash_mix(UINT64_C(0x6261) << 32 | band);
		for (row = 0; row < bands->num_rows; row++)
			key = hash_mix(key + *signature++ + 1);
		keys[band] = key;
	}
}
