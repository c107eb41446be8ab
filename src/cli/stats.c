/*
 * stats.c - how long it took and what it cost
 */
#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "say.h"
#include "stats.h"

const char *
stats_size(uint64_t bytes, char *buf)
{
	if (humanize_number(buf, SIZE_TEXT, (int64_t)bytes, "B", HN_AUTOSCALE,
		HN_DECIMAL | HN_DIVISOR_1000) < 0)
		buf[0] = '\0';
	return buf;
}

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
	char size[SIZE_TEXT], rate[SIZE_TEXT], memory[SIZE_TEXT];
	const struct progress *progress = stats->progress;
	double seconds = stats->seconds > 1e-6 ? stats->seconds : 1e-6;
	size_t i;

	for (i = 0; stats->options->verbose && i < progress->num_stages; i++)
		say("%s: %.2f s", progress->stages[i].name,
		    progress->stages[i].seconds);
	stats_size(stats->counts->bytes, size);
	stats_size((uint64_t)((double)stats->counts->bytes / seconds), rate);
	stats_size(peak_memory(), memory);
	say("%" PRIu64 " article%s, %s in %.2f s (%s/s), peak memory %s",
	    stats->counts->articles, stats->counts->articles == 1 ? "" : "s",
	    size, seconds, rate, memory);
}

static double
to_seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void
print_stages(FILE *file, const struct stats *stats)
{
	const struct progress *progress = stats->progress;
	size_t i;

	fprintf(file, "  \"seconds\": {");
	for (i = 0; i < progress->num_stages; i++)
		fprintf(file, "\"%s\": %.6f, ", progress->stages[i].name,
		    progress->stages[i].seconds);
	fprintf(file, "\"total\": %.6f},\n", stats->seconds);
	fprintf(file,
	    "  \"cpu_seconds\": {\"user\": %.6f, \"system\": %.6f},\n",
	    to_seconds(usage().ru_utime), to_seconds(usage().ru_stime));
}

static void
print_machine(FILE *file, const struct stats *stats)
{
	unsigned threads = stats->options->params.num_threads;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	struct utsname name;

	fprintf(file, "  \"peak_memory\": %" PRIu64 ",\n", peak_memory());
	fprintf(file, "  \"temporary_bytes\": %" PRIu64 ",\n",
	    stats->counts->temporary_bytes);
	fprintf(file, "  \"threads\": %u,\n",
	    threads > 0 ? threads : (unsigned)(cores > 0 ? cores : 1));
	if (uname(&name) == 0)
		fprintf(file,
		    "  \"host\": {\"name\": \"%s\", \"system\": \"%s %s\", "
		    "\"machine\": \"%s\", \"cores\": %ld},\n",
		    name.nodename, name.sysname, name.release, name.machine,
		    cores);
}

static void
print_input(FILE *file, const struct stats *stats)
{
	const struct ndup_reader_counts *read = stats->read;

	fprintf(file,
	    "  \"input\": {\"files\": %" PRIu64 ", \"bytes\": %" PRIu64
	    ", \"articles\": %" PRIu64 ", \"text_bytes\": %" PRIu64 "},\n",
	    read->files, read->input_done, read->articles, read->bytes);
	fprintf(file,
	    "  \"skipped\": {\"unreadable\": %" PRIu64 ", \"broken\": %" PRIu64
	    ", \"no_text\": %" PRIu64 ", \"too_long\": %" PRIu64 "},\n",
	    read->unreadable, read->broken, read->no_text, read->too_long);
	fprintf(file,
	    "  \"table_entries\": %" PRIu64 ", \"candidates\": %" PRIu64
	    ", \"matches\": %" PRIu64 ", \"clusters\": %" PRIu64 "\n",
	    stats->counts->entries, stats->counts->candidates,
	    stats->counts->matches, stats->counts->clusters);
}

void
stats_print(const struct stats *stats, FILE *file)
{
	fprintf(file, "{\n  \"version\": \"%s\",\n", ndup_version());
	print_stages(file, stats);
	print_machine(file, stats);
	print_input(file, stats);
	fprintf(file, "}\n");
}
