/*
 * stats.c - how long it took and what it cost
 */
#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/json.h"
#include "say.h"
#include "stats.h"

static struct rusage
usage(void)
{
	struct rusage usage = {0};

	getrusage(RUSAGE_SELF, &usage);
	return usage;
}

static uint64_t
peak_memory(void)
{
	return (uint64_t)usage().ru_maxrss * 1024;
}

void
stats_say(const struct stats *stats)
{
	char size[DIGITS_SIZE], rate[DIGITS_SIZE], memory[DIGITS_SIZE];
	const struct progress *progress = stats->progress;
	double seconds = stats->seconds > 1e-6 ? stats->seconds : 1e-6;
	size_t i;

	for (i = 0; stats->options->verbose && i < progress->num_stages; i++)
		say("%s: %.2f s", progress->stages[i].name,
		    progress->stages[i].seconds);
	digits_size(stats->counts->bytes, size);
	digits_size((uint64_t)((double)stats->counts->bytes / seconds), rate);
	digits_size(peak_memory(), memory);
	say("%" PRIu64 " article%s, %s in %.2f s (%s/s), peak memory %s",
	    stats->counts->articles, stats->counts->articles == 1 ? "" : "s",
	    size, seconds, rate, memory);
}

static void
say_excluded(const char *option, const char *what, uint64_t num, uint64_t all,
    bool quiet)
{
	if (num > 0 && num == all)
		say("--%s: no article has a %s, so none can match another",
		    option, what);
	else if (num > 0 && !quiet)
		say("--%s: articles without a %s: %" PRIu64 " of %" PRIu64,
		    option, what, num, all);
}

void
stats_say_excluded(const struct ndup_counts *counts, bool quiet)
{
	uint64_t all = counts->articles;

	say_excluded("within", "date", counts->undated, all, quiet);
	say_excluded("cross-source", "source", counts->unsourced, all, quiet);
}

static double
to_seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void
put_seconds(struct buffer *out, const struct stats *stats)
{
	const struct progress *progress = stats->progress;
	size_t i;

	json_object(out, "seconds");
	for (i = 0; i < progress->num_stages; i++)
		json_share(
		    out, progress->stages[i].name, progress->stages[i].seconds);
	json_share(out, "total", stats->seconds);
	buffer_string(out, "}");
	json_object(out, "cpu_seconds");
	json_share(out, "user", to_seconds(usage().ru_utime));
	json_share(out, "system", to_seconds(usage().ru_stime));
	buffer_string(out, "}");
}

static void
put_machine(struct buffer *out, const struct stats *stats)
{
	unsigned threads = stats->options->params.num_threads;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	char kernel[sizeof(struct utsname)];
	struct utsname name;

	json_number(out, "peak_memory_bytes", peak_memory());
	json_number(out, "temporary_bytes", stats->counts->temporary_bytes);
	json_number(out, "num_threads",
	    threads > 0 ? threads : (unsigned)(cores > 0 ? cores : 1));
	if (uname(&name) != 0)
		return;
	snprintf(kernel, sizeof kernel, "%s %s", name.sysname, name.release);
	json_object(out, "host");
	json_word(out, "name", name.nodename);
	json_word(out, "kernel", kernel);
	json_word(out, "machine", name.machine);
	json_integer(out, "num_cores", cores);
	buffer_string(out, "}");
}

static void
put_input(struct buffer *out, const struct stats *stats)
{
	const struct ndup_reader_counts *read = stats->read;

	json_object(out, "input");
	json_number(out, "num_files", read->files);
	json_number(out, "file_bytes", read->input_done);
	json_number(out, "num_articles", read->articles);
	json_number(out, "text_bytes", read->bytes);
	buffer_string(out, "}");
	json_object(out, "skipped");
	json_skipped(out, read);
	buffer_string(out, "}");
	json_number(out, "num_entries", stats->counts->entries);
	json_number(out, "num_candidates", stats->counts->candidates);
	json_number(out, "num_matches", stats->counts->matches);
	json_number(out, "num_clusters", stats->counts->clusters);
}

bool
stats_write(const struct stats *stats, struct output *output)
{
	struct buffer line = {NULL, 0, 0, false};
	bool done;

	buffer_string(&line, "{");
	json_word(&line, "version", ndup_version());
	put_seconds(&line, stats);
	put_machine(&line, stats);
	put_input(&line, stats);
	buffer_string(&line, "}\n");
	done = output_buffer(output, &line);
	buffer_free(&line);
	return done;
}
