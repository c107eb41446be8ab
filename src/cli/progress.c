/*
 * progress.c - how far the scan is
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <bsd/string.h>

#include "interrupt.h"
#include "progress.h"

static const double between = 0.1; /* seconds from line to line */

/* Whether a line stands on the terminal: there is only one of these. */
static bool line_stands;

double
progress_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void
progress_begin(struct progress *progress, bool wanted)
{
	*progress = (struct progress){.shown = wanted && isatty(STDERR_FILENO)};
	progress->begin = progress->stage_time = progress->drawn =
	    progress_now();
}

void
progress_stage(struct progress *progress, const char *name)
{
	size_t num = progress->num_stages;
	double time = progress_now();

	if (num > 0) {
		if (strcmp(progress->stages[num - 1].name, name) == 0)
			return;
		progress->stages[num - 1].seconds +=
		    time - progress->stage_time;
	}
	progress->stage_time = time;
	if (num < MAX_STAGES) {
		strlcpy(progress->stages[num].name, name,
		    sizeof progress->stages[num].name);
		progress->stages[num].seconds = 0;
		progress->num_stages++;
	}
}

/* "42%, 0:31 left" */
static void
print_rest(const struct ndup_progress *state, double seconds)
{
	double share = (double)state->done / (double)state->total;
	long left;

	if (share > 1)
		share = 1;
	fprintf(stderr, "  %d%%", (int)(share * 100));
	if (seconds < 1 || share < 0.01)
		return;
	left = (long)(seconds / share - seconds + 0.5);
	fprintf(stderr, "  %ld:%02ld left", left / 60, left % 60);
}

static void
draw(const struct ndup_progress *state, double seconds)
{
	fprintf(stderr, "\r\033[K%s  %" PRIu64 " article%s", state->stage,
	    state->articles, state->articles == 1 ? "" : "s");
	if (strcmp(state->stage, "read") == 0 && seconds > 0.2)
		fprintf(
		    stderr, "  %.0f MB/s", (double)state->done / 1e6 / seconds);
	if (state->total > 0)
		print_rest(state, seconds);
	fflush(stderr);
}

bool
progress_show(void *ctx, const struct ndup_progress *state)
{
	struct progress *progress = ctx;
	double time = progress_now();

	progress_stage(progress, state->stage);
	if (!progress->shown || time - progress->drawn < between)
		return true;
	progress->drawn = time;
	line_stands = true;
	interrupt_line(true);
	draw(state, time - progress->stage_time);
	return true;
}

bool
progress_show_reading(struct progress *progress, const char *stage,
    struct ndup_reader *reader, uint64_t articles)
{
	const struct ndup_reader_counts *counts = ndup_reader_count(reader);
	struct ndup_progress state = {.stage = stage, .articles = articles};

	state.done = counts->input_done;
	state.total = counts->input_total;
	return progress_show(progress, &state);
}

double
progress_end(struct progress *progress)
{
	double time = progress_now();

	progress_clear();
	if (progress->num_stages > 0)
		progress->stages[progress->num_stages - 1].seconds +=
		    time - progress->stage_time;
	progress->stage_time = time;
	return time - progress->begin;
}

void
progress_clear(void)
{
	if (!line_stands)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	line_stands = false;
	interrupt_line(false);
}
