/*
 * html_histogram.c - how similar the matching articles are, as two pictures
 *
 * Bars are drawn in units of the picture; their heights go by the square root
 * of the count, so that a bar of a few pairs is seen beside one of thousands.
 */
#include <inttypes.h>
#include <math.h>

#include "report/html.h"
#include "report/layout.h"
#include "report/terminal.h"

enum {
	BAR = 10,
	HEIGHT = 100,
	WIDTH = BAR * NDUP_HISTOGRAM_BINS,
	BIN = 1000 / NDUP_HISTOGRAM_BINS, /* tenths of a percent */
};

/* One of the two. */
struct picture {
	const char *name, *what;
	const uint64_t *bins;
	double threshold;
	uint64_t num; /* of matches that reach it */
};

static uint64_t
find_most(const uint64_t *bins)
{
	uint64_t most = 1;
	size_t i;

	for (i = 0; i < NDUP_HISTOGRAM_BINS; i++)
		most = bins[i] > most ? bins[i] : most;
	return most;
}

/* At least 2, so that one pair is seen. */
static unsigned
find_height(uint64_t num, uint64_t most)
{
	double part = sqrt((double)num / (double)most) * (HEIGHT - 2);

	return 2 + (unsigned)part;
}

static void
put_bars(struct buffer *out, const struct picture *picture)
{
	uint64_t most = find_most(picture->bins);
	unsigned i, height;

	for (i = 0; i < NDUP_HISTOGRAM_BINS; i++) {
		if (picture->bins[i] == 0)
			continue;
		height = find_height(picture->bins[i], most);
		buffer_printf(out,
		    "<rect x=%u y=%u width=%u height=%u%s><title>", i * BAR,
		    HEIGHT - height, BAR - 1, height,
		    (i + 0.5) / (int)NDUP_HISTOGRAM_BINS < picture->threshold
			? " class=below"
			: "");
		layout_number(out, picture->bins[i]);
		buffer_printf(out, " at %u.%u to %u.%u%%</title></rect>\n",
		    i * BIN / 10, i * BIN % 10, (i + 1) * BIN / 10,
		    (i + 1) * BIN % 10);
	}
}

static void
put_axis(struct buffer *out, double threshold)
{
	unsigned at = (unsigned)(threshold * (int)WIDTH + 0.5);

	buffer_printf(out,
	    "<path d=\"M0 %d.5H%d\"/><path class=threshold d=\"M%u 0V%d\"/>\n",
	    HEIGHT, WIDTH, at, HEIGHT + 6);
	buffer_printf(out,
	    "<text y=%d>0</text><text y=%d x=%d text-anchor=end>100%%</text>"
	    "<text y=%d x=%u text-anchor=middle class=threshold>",
	    HEIGHT + 18, HEIGHT + 18, WIDTH, HEIGHT + 18, at);
	terminal_percent(out, threshold);
	buffer_string(out, "</text>\n");
}

static void
put_picture(struct html *html, const struct picture *picture, uint64_t matches)
{
	struct buffer *out = &html->sink->out;

	buffer_string(out, "<figure><figcaption><b>");
	buffer_string(out, picture->name);
	buffer_string(out, "</b> ");
	layout_number(out, picture->num);
	buffer_string(out, " of ");
	terminal_count(out, matches, "matching pair");
	buffer_string(out, picture->what);
	terminal_percent(out, picture->threshold);
	buffer_printf(out,
	    "</figcaption>\n<svg viewBox=\"0 -4 %d %d\" role=img "
	    "aria-label=\"",
	    WIDTH, HEIGHT + 26);
	buffer_string(out, picture->name);
	buffer_string(out, ", pairs by similarity\">\n");
	put_bars(out, picture);
	put_axis(out, picture->threshold);
	buffer_string(out, "</svg></figure>\n");
}

void
html_histograms(struct html *html)
{
	const struct ndup_params *params = ndup_scan_params(html->scan);
	struct ndup_histogram histogram;
	struct picture picture;

	ndup_scan_histogram(html->scan, &histogram);
	if (histogram.matches == 0)
		return;
	picture = (struct picture){"Jaccard similarity", " reach ",
	    histogram.jaccard, params->min_jaccard, histogram.similar};
	put_picture(html, &picture, histogram.matches);
	if (params->min_coverage <= 0)
		return;
	picture = (struct picture){"Coverage of the shorter article", " reach ",
	    histogram.coverage, params->min_coverage, histogram.covered};
	put_picture(html, &picture, histogram.matches);
}
