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
#include "sketch/bands.h"

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
	return error_set(error, NDUP_PARAM,
	    "recall %.4f cannot be reached at threshold %.4f: at most %.4f",
	    params->recall, params->min_jaccard, bands.recall);
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
