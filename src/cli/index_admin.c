/*
 * index_admin.c - the commands that look after an index: remove, info, verify,
 * compact
 */
#include <inttypes.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/index.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/stats.h"

static int
fail(const struct ndup_error *error)
{
	say("%s", error->text);
	return FAILED;
}

/* ---- remove ------------------------------------------------------------- */

/* INCOMPLETE: some are not there. */
static int
remove_all(const struct options *options, struct ndup_index *index)
{
	const struct list *ids = &options->paths;
	enum ndup_status status;
	struct ndup_error error;
	int result = DONE;
	size_t i;

	for (i = 0; i < ids->num; i++) {
		status = ndup_index_remove(index,
		    (struct ndup_slice){ids->items[i], strlen(ids->items[i])},
		    &error);
		if (status == NDUP_END) {
			say("%s: not in the index", ids->items[i]);
			result = INCOMPLETE;
		} else if (status != NDUP_OK) {
			return fail(&error);
		}
	}
	if (ndup_index_commit(index, &error) != NDUP_OK)
		return fail(&error);
	return result;
}

int
index_remove_command(struct options *options)
{
	struct ndup_index *index = index_open(options, NDUP_WAIT);
	int status = index == NULL ? FAILED : remove_all(options, index);

	ndup_index_close(index);
	return status;
}

/* ---- info --------------------------------------------------------------- */

static void
print_params(FILE *file, const struct ndup_index_info *info)
{
	const struct ndup_params *params = &info->params;

	fprintf(file, "matches       Jaccard %g", params->min_jaccard);
	if (params->min_coverage > 0)
		fprintf(file, ", or coverage %g and a run of %u words",
		    params->min_coverage, params->min_run);
	fprintf(file,
	    "\nalgorithm     MinHash of %u-word shingles, %u bins, %u bands "
	    "of %u rows",
	    params->shingle_size, params->num_bins, info->bands.num_bands,
	    info->bands.num_rows);
	if (params->min_coverage > 0)
		fprintf(file, "; passage keys");
	fprintf(file, "\nseed          %" PRIu64 "\n", params->seed);
	if (params->within >= 0)
		fprintf(file, "within        %" PRId64 " s\n", params->within);
	if (params->cross_source)
		fprintf(file, "sources       only different ones match\n");
	if (info->options.window >= 0)
		fprintf(file, "window        %" PRId64 " s\n",
		    info->options.window);
	if (params->ignore_text.len > 0)
		fprintf(
		    file, "ignored text  %zu bytes\n", params->ignore_text.len);
}

static void
print_info(FILE *file, const struct ndup_index_info *info)
{
	char first[32], last[32], bytes[SIZE_TEXT], used[SIZE_TEXT];

	ndup_time_format(&info->first, first);
	ndup_time_format(&info->last, last);
	fprintf(file, "articles      %" PRIu64, info->articles);
	if (first[0] != '\0')
		fprintf(file, ", published %s to %s", first, last);
	if (info->removed > 0)
		fprintf(file, "; of %" PRIu64 " removed ones something is left",
		    info->removed);
	fprintf(file, "\nwords         %" PRIu64 "\n", info->words);
	fprintf(file, "keys          %" PRIu64 " in %" PRIu64 " runs\n",
	    info->entries, info->runs);
	fprintf(file, "texts         %s\n",
	    info->options.no_text ? "not kept" : "kept");
	fprintf(file, "space         %s, %s of them in use\n",
	    stats_size(info->bytes, bytes), stats_size(info->used, used));
	fprintf(file, "commits       %" PRIu64 "\n", info->commits);
	print_params(file, info);
	fprintf(file,
	    "format        %u, token rules %u, self-test %016" PRIx64 "\n",
	    info->format, info->token_rules, info->self_test);
}

static void
print_time(FILE *file, const char *name, const struct ndup_time *time)
{
	char text[32];

	ndup_time_format(time, text);
	fprintf(file, ",\"%s\":", name);
	if (text[0] == '\0')
		fprintf(file, "null");
	else
		json_text(file, text);
}

static void
print_json(FILE *file, const struct ndup_index_info *info)
{
	const struct ndup_params *params = &info->params;

	fprintf(file,
	    "{\"type\":\"index\",\"format\":%u,\"token_rules\":%u,"
	    "\"self_test\":\"%016" PRIx64 "\",\"articles\":%" PRIu64
	    ",\"removed\":%" PRIu64 ",\"words\":%" PRIu64
	    ",\"entries\":%" PRIu64 ",\"runs\":%" PRIu64 ",\"commits\":%" PRIu64
	    ",\"bytes\":%" PRIu64 ",\"used_bytes\":%" PRIu64 ",\"texts\":%s",
	    info->format, info->token_rules, info->self_test, info->articles,
	    info->removed, info->words, info->entries, info->runs,
	    info->commits, info->bytes, info->used,
	    info->options.no_text ? "false" : "true");
	print_time(file, "first", &info->first);
	print_time(file, "last", &info->last);
	fprintf(file,
	    ",\"threshold\":%g,\"coverage\":%g,\"min_run\":%u,"
	    "\"min_passage\":%u,\"recall\":%g,\"shingle\":%u,\"bins\":%u,"
	    "\"bands\":%u,\"rows\":%u,\"seed\":%" PRIu64,
	    params->min_jaccard, params->min_coverage, params->min_run,
	    params->min_passage, params->recall, params->shingle_size,
	    params->num_bins, info->bands.num_bands, info->bands.num_rows,
	    params->seed);
	fprintf(file,
	    ",\"within_seconds\":%" PRId64 ",\"window_seconds\":%" PRId64
	    ",\"cross_source\":%s,\"ignored_bytes\":%zu}\n",
	    params->within, info->options.window,
	    params->cross_source ? "true" : "false", params->ignore_text.len);
}

static int
show_info(const struct options *options, struct ndup_index *index)
{
	struct ndup_index_info info;
	struct output output = {0};
	struct ndup_error error;
	bool done;

	if (ndup_index_describe(index, &info, &error) != NDUP_OK)
		return fail(&error);
	if (!output_open(&output, NULL))
		return FAILED;
	if (options->report.format == NDUP_JSONL)
		print_json(output.stream, &info);
	else
		print_info(output.stream, &info);
	done = output_commit(&output);
	output_discard(&output);
	return done ? DONE : FAILED;
}

int
index_info_command(struct options *options)
{
	struct ndup_index *index = index_open(options, NDUP_READ);
	int status = index == NULL ? FAILED : show_info(options, index);

	ndup_index_close(index);
	return status;
}

/* ---- verify and compact ------------------------------------------------- */

static bool
say_fault(void *ctx, const struct ndup_error *error)
{
	(void)ctx;
	say("%s", error->text);
	return true;
}

static int
verify(const struct options *options)
{
	struct ndup_index *index = index_open(options, NDUP_READ);
	struct ndup_error error;
	int status = DONE;

	if (index == NULL)
		return FAILED;
	if (ndup_index_verify(index, say_fault, NULL, &error) != NDUP_OK)
		status = fail(&error);
	else if (!options->quiet)
		say("%s: no fault", options->folder);
	ndup_index_close(index);
	return status;
}

static int
accept_as_found(const struct options *options)
{
	struct ndup_error error;

	if (!index_is_named(options))
		return FAILED;
	if (ndup_index_accept(options->folder, say_fault, NULL, &error) !=
	    NDUP_OK)
		return fail(&error);
	if (!options->quiet)
		say("%s: no fault, accepted as it is", options->folder);
	return DONE;
}

int
index_verify_command(struct options *options)
{
	return options->accept ? accept_as_found(options) : verify(options);
}

int
index_compact_command(struct options *options)
{
	struct ndup_index *index = index_open(options, NDUP_WAIT);
	struct ndup_error error;
	uint64_t num_dropped;
	int status = DONE;

	if (index == NULL)
		return FAILED;
	if (ndup_index_compact(index, &num_dropped, &error) != NDUP_OK)
		status = fail(&error);
	else if (!options->quiet)
		say("%s: %" PRIu64 " articles out of the window dropped",
		    options->folder, num_dropped);
	ndup_index_close(index);
	return status;
}
