/*
 * params.c - the parameters: defaults and limits
 *
 * Where the defaults come from: docs/defaults.md has the measurements.
 */
#include "base/error.h"
#include "base/memory.h"
#include "ndup.h"

/* In order: name, value, least, most. */
static enum ndup_status
check_number(struct ndup_error *error, const char *name, double value,
    const double limits[2])
{
	if (value >= limits[0] && value <= limits[1])
		return NDUP_OK;
	return error_set(error, NDUP_PARAM, "%s is %g: it goes from %g to %g",
	    name, value, limits[0], limits[1]);
}

void
ndup_params_init(struct ndup_params *params, size_t size)
{
	const struct ndup_params defaults = {
	    .struct_size = size,
	    .shingle_size = 5,
	    .num_bins = 128,
	    .min_jaccard = 0.5,
	    .min_coverage = 0.25,
	    .min_run = 20,
	    .long_passage = 50,
	    .min_passage = 8,
	    .min_words = 20,
	    .recall = 0.99,
	    .within = -1,
	    .seed = 1,
	    .min_boilerplate = 20,
	    .memory = (uint64_t)3 << 30,
	    .tmpdir = "/var/tmp",
	};

	memory_defaults(params, size, &defaults, sizeof defaults);
}

enum ndup_status
ndup_params_check(const struct ndup_params *params, struct ndup_error *error)
{
	const struct {
		const char *name;
		double value, limits[2];
	} checks[] = {
	    {"shingle size", params->shingle_size, {1, 64}},
	    {"number of bins", params->num_bins, {16, 4096}},
	    {"threshold", params->min_jaccard, {0.01, 1}},
	    {"coverage", params->min_coverage, {0, 1}},
	    {"minimum run", params->min_run, {1, 1000}},
	    {"minimum passage", params->min_passage, {1, 1000}},
	    {"long passage", params->long_passage, {0, 1e6}},
	    {"minimum words", params->min_words, {0, 1e6}},
	    {"recall", params->recall, {0.01, 0.9999}},
	    {"minimum boilerplate", params->min_boilerplate, {0, 1e6}},
	    {"memory", (double)params->memory, {1e6, 1e18}},
	};
	struct ndup_bands bands;
	enum ndup_status status;
	size_t i;

	if (params->struct_size != sizeof *params)
		return error_set(error, NDUP_PARAM,
		    "parameters of another version of the library");
	for (i = 0; i < sizeof checks / sizeof checks[0]; i++) {
		status = check_number(
		    error, checks[i].name, checks[i].value, checks[i].limits);
		if (status != NDUP_OK)
			return status;
	}
	if (params->min_passage > params->min_run)
		return error_set(error, NDUP_PARAM,
		    "minimum passage is %u: at most the minimum run, %u",
		    params->min_passage, params->min_run);
	if (params->tmpdir == NULL)
		return error_set(
		    error, NDUP_PARAM, "no folder for temporary files");
	return ndup_bands_plan(params, &bands, error);
}
