/*
 * stages_measure.c - runs a stage several times and says what it cost
 */
#include <inttypes.h>
#include <linux/perf_event.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "stages_measure.h"

/* What all runs of a stage cost, in nanoseconds. */
struct cost {
	double best, median, worst, wall; /* wall: the best */
	double instructions;              /* of the best run; or negative */
};

static int
open_counter(void)
{
	struct perf_event_attr attr = {
	    .type = PERF_TYPE_HARDWARE,
	    .size = sizeof attr,
	    .config = PERF_COUNT_HW_INSTRUCTIONS,
	    .exclude_kernel = 1,
	    .exclude_hv = 1,
	};

	return (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

enum ndup_status
measure_init(struct measure *measure, unsigned num_runs)
{
	*measure = (struct measure){
	    .num_runs = num_runs,
	    .counter = open_counter(),
	    .cpu = memory_new(num_runs, sizeof(double)),
	    .wall = memory_new(num_runs, sizeof(double)),
	};
	return measure->cpu == NULL || measure->wall == NULL ? NDUP_NOMEM
							     : NDUP_OK;
}

void
measure_free(struct measure *measure)
{
	if (measure->counter >= 0)
		close(measure->counter);
	memory_free(measure->cpu);
	memory_free(measure->wall);
}

void
measure_head(const struct measure *measure)
{
	printf("%-20s %23s %6s %7s %9s %20s %8s %6s\n", "", "ns/byte", "wall",
	    "", "us per", "", "ns per", "ins/");
	printf("%-20s %7s %7s %7s %6s %7s %9s %20s %8s %6s\n", "stage", "best",
	    "median", "worst", "best", "MB/s", "article", "items", "item",
	    "byte");
	if (measure->csv != NULL)
		fprintf(measure->csv,
		    "stage,articles,bytes,runs,best_ns,median_ns,worst_ns,"
		    "wall_best_ns,items,unit,instructions\n");
}

static double
now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* Instructions so far; negative if nobody counts them. */
static double
count_instructions(const struct measure *measure)
{
	uint64_t count;

	if (measure->counter < 0 ||
	    read(measure->counter, &count, sizeof count) != sizeof count)
		return -1;
	return (double)count;
}

static enum ndup_status
run_once(const struct measure *measure, const struct stage *stage, double *cpu,
    double *wall, double *instructions)
{
	enum ndup_status status = NDUP_OK;
	double count;

	if (*measure->stopped)
		return NDUP_STOPPED;
	if (stage->prepare != NULL)
		status = stage->prepare(stage->ctx);
	if (status == NDUP_OK) {
		count = count_instructions(measure);
		*wall = now(CLOCK_MONOTONIC);
		*cpu = now(CLOCK_THREAD_CPUTIME_ID);
		status = stage->run(stage->ctx);
		*cpu = now(CLOCK_THREAD_CPUTIME_ID) - *cpu;
		*wall = now(CLOCK_MONOTONIC) - *wall;
		*instructions =
		    count < 0 ? -1 : count_instructions(measure) - count;
	}
	if (stage->clean != NULL)
		stage->clean(stage->ctx);
	return status;
}

static int
by_size(const void *left, const void *right)
{
	double x = *(const double *)left, y = *(const double *)right;

	return x < y ? -1 : x > y;
}

static enum ndup_status
run_all(struct measure *measure, const struct stage *stage, struct cost *cost)
{
	unsigned num = measure->num_runs, i;
	double warm_cpu, warm_wall, instructions = -1;
	enum ndup_status status;

	status = run_once(measure, stage, &warm_cpu, &warm_wall, &instructions);
	cost->instructions = instructions;
	for (i = 0; i < num && status == NDUP_OK; i++) {
		status = run_once(measure, stage, &measure->cpu[i],
		    &measure->wall[i], &instructions);
		if (instructions < cost->instructions)
			cost->instructions = instructions;
	}
	if (status != NDUP_OK)
		return status;
	qsort(measure->cpu, num, sizeof *measure->cpu, by_size);
	qsort(measure->wall, num, sizeof *measure->wall, by_size);
	cost->best = measure->cpu[0];
	cost->median =
	    (measure->cpu[(num - 1) / 2] + measure->cpu[num / 2]) / 2;
	cost->worst = measure->cpu[num - 1];
	cost->wall = measure->wall[0];
	return NDUP_OK;
}

static void
print_line(const struct stage *stage, const struct cost *cost)
{
	double bytes = stage->bytes == 0 ? 1 : (double)stage->bytes;
	double articles = stage->articles == 0 ? 1 : (double)stage->articles;
	uint64_t num_items = *stage->num_items;
	char items[40], instructions[16] = "-";

	snprintf(items, sizeof items, "%" PRIu64 " %s", num_items, stage->unit);
	if (cost->instructions >= 0)
		snprintf(instructions, sizeof instructions, "%.1f",
		    cost->instructions / bytes);
	printf("%-20s %7.3f %7.3f %7.3f %6.2f %7.0f %9.2f %20s %8.1f %6s\n",
	    stage->name, cost->best / bytes, cost->median / bytes,
	    cost->worst / bytes, cost->wall / bytes, bytes * 1e3 / cost->best,
	    cost->best / articles / 1e3, items,
	    cost->best / (double)(num_items == 0 ? 1 : num_items),
	    instructions);
	fflush(stdout);
}

static void
write_line(const struct measure *measure, const struct stage *stage,
    const struct cost *cost)
{
	fprintf(measure->csv,
	    "%s,%" PRIu64 ",%" PRIu64 ",%u,%.0f,%.0f,%.0f,%.0f,%" PRIu64 ",%s,",
	    stage->name, stage->articles, stage->bytes, measure->num_runs,
	    cost->best, cost->median, cost->worst, cost->wall,
	    *stage->num_items, stage->unit);
	if (cost->instructions >= 0)
		fprintf(measure->csv, "%.0f", cost->instructions);
	fputc('\n', measure->csv);
}

enum ndup_status
measure_stage(struct measure *measure, const struct stage *stage)
{
	enum ndup_status status;
	struct cost cost;

	if ((status = run_all(measure, stage, &cost)) != NDUP_OK) {
		if (status != NDUP_STOPPED)
			fprintf(stderr, "stages: %s: %s\n", stage->name,
			    ndup_status_name(status));
		return status;
	}
	print_line(stage, &cost);
	if (measure->csv != NULL)
		write_line(measure, stage, &cost);
	return NDUP_OK;
}
