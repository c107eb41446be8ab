/*
 * html_overview.c - what was read, what was found, and how
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "html.h"
#include "html_text.h"
#include "layout.h"
#include "terminal.h"

/* ---- how similar the matching articles are, as two pictures -------------- */

/*
 * Bars are drawn in units of the picture; their heights go by the square root
 * of the count, so that a bar of a few pairs is seen beside one of thousands.
 */

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
	const struct ndup_histogram *histogram =
	    ndup_scan_histogram(html->scan);
	struct picture picture;

	if (histogram->matches == 0)
		return;
	picture = (struct picture){"Jaccard similarity", " reach ",
	    histogram->jaccard, params->min_jaccard, histogram->similar};
	put_picture(html, &picture, histogram->matches);
	if (params->min_coverage <= 0)
		return;
	picture = (struct picture){"Coverage of the shorter article", " reach ",
	    histogram->coverage, params->min_coverage, histogram->covered};
	put_picture(html, &picture, histogram->matches);
}

/* ---- what was read, what was found, and how ------------------------------ */

static struct ndup_slice
slice(const char *text)
{
	return (struct ndup_slice){text, strlen(text)};
}

/* ---- counts ------------------------------------------------------------- */

/* One figure; what did not occur is left out unless it is one of the main. */
static void
put_count(struct buffer *out, uint64_t num, const char *name, const char *what)
{
	buffer_string(out, "<div><dt>");
	buffer_string(out, name);
	buffer_string(out, "<dd><b>");
	layout_number(out, num);
	buffer_string(out, "</b> <span>");
	buffer_string(out, what);
	buffer_string(out, "</span></div>\n");
}

static void
put_if_any(struct buffer *out, uint64_t num, const char *name, const char *what)
{
	if (num > 0)
		put_count(out, num, name, what);
}

static void
html_put_skipped(struct buffer *out, const struct ndup_reader_counts *skipped)
{
	put_if_any(out,
	    skipped->unreadable + skipped->broken + skipped->no_text +
		skipped->too_long,
	    "Skipped", "files and records that could not be read");
	put_if_any(out, skipped->repeated_files, "Read once",
	    "files that came again, by another path or link");
	put_if_any(out, skipped->bad_bytes, "Bad bytes",
	    "not valid in the encoding, read as U+FFFD");
	put_if_any(
	    out, skipped->bad_dates, "Bad dates", "that were not understood");
}

void
html_counts(struct html *html)
{
	const struct ndup_counts *counts = ndup_scan_counts(html->scan);
	struct buffer *out = &html->sink->out;

	put_count(out, counts->articles, "Articles", "read and compared");
	put_count(out, counts->clusters, "Clusters", "of articles that match");
	put_count(out, counts->clustered, "Clustered", "articles in clusters");
	put_count(out, counts->identical, "Identical",
	    "have the words of another one");
	put_if_any(out, counts->old, "Old", "only to be compared with");
	put_if_any(out, counts->related, "Related",
	    "match an article of a cluster, but not its lead");
	put_if_any(
	    out, counts->too_short, "Too short", "to be more than identical");
	put_if_any(out, counts->undated, "Undated",
	    "match none, as matches are asked to be close in time");
	put_if_any(out, counts->unsourced, "Without source",
	    "do not match each other: different sources are asked for");
	put_if_any(out, counts->capped, "Capped",
	    "groups too large to compare each with each");
	put_if_any(out, counts->crowded, "Crowded",
	    "have phrases of very many others, not compared with all of them");
	put_if_any(out, counts->unlisted, "Unlisted",
	    "pairs of copies, for which their first ones stand");
	put_if_any(out, counts->boilerplate, "Boilerplate",
	    counts->pages == 0 ? "passages that count for nothing"
			       : "passages and pages that count for nothing");
	put_if_any(out, counts->credit_words, "Credits",
	    "words at the ends of articles, that count for nothing");
	put_if_any(out, counts->repeated, "Repeated",
	    "came again with the same id and text");
	put_if_any(out, counts->renamed, "Renamed", "had the id of another");
	html_put_skipped(out, ndup_scan_skipped(html->scan));
}

/* ---- parameters --------------------------------------------------------- */

static void
html_put_name(struct buffer *out, const char *name)
{
	buffer_string(out, "<dt>");
	buffer_string(out, name);
	buffer_string(out, "<dd>");
}

static void
put_conditions(struct buffer *out, const struct ndup_params *params)
{
	html_put_name(out, "Articles match if");
	buffer_printf(out, "%u-word phrases have a Jaccard similarity of ",
	    params->shingle_size);
	terminal_percent(out, params->min_jaccard);
	if (params->min_coverage > 0) {
		buffer_string(out, ", or ");
		terminal_percent(out, params->min_coverage);
		buffer_printf(out,
		    " of the shorter one stands in the other, with %u equal "
		    "words in one passage",
		    params->min_run);
		if (params->long_passage > 0)
			buffer_printf(out, ", or a passage has %u words",
			    params->long_passage);
		if (params->min_words > 0)
			buffer_printf(out, "; in both, %u words count",
			    params->min_words);
	}
	html_put_name(out, "Shortest passage");
	buffer_printf(out, "%u words", params->min_passage);
	html_put_name(out, "Time and source");
	if (params->within >= 0)
		buffer_printf(
		    out, "at most %" PRId64 " seconds apart; ", params->within);
	buffer_string(out,
	    params->cross_source ? "only different sources" : "any source");
}

/* "99.63%" */
static void
put_exact(struct buffer *out, double share)
{
	double scaled = share * 10000;
	unsigned parts = (unsigned)(scaled + 0.5);

	buffer_printf(out, "%u.%02u%%", parts / 100, parts % 100);
}

static void
put_search(struct buffer *out, const struct ndup_params *params)
{
	struct ndup_bands bands;

	if (ndup_bands_plan(params, &bands, NULL) != NDUP_OK)
		return;
	html_put_name(out, "Bands");
	buffer_printf(out, "%u of %u rows, from %u MinHash values",
	    bands.num_bands, bands.num_rows, params->num_bins);
	html_put_name(out, "Expected recall");
	put_exact(out, bands.recall);
	buffer_string(out, " of the pairs at the threshold; ");
	put_exact(out, params->recall);
	buffer_string(out, " was asked for");
	if (params->noisy && params->min_coverage > 0) {
		html_put_name(out, "Noisy text");
		buffer_string(out, "found by keys of shorter stretches too");
	}
}

static void
html_put_ignored(struct buffer *out, const struct ndup_params *params)
{
	html_put_name(out, "Boilerplate");
	if (params->min_boilerplate > 0)
		buffer_printf(out, "from %u articles on, counts for nothing",
		    params->min_boilerplate);
	else
		buffer_string(out, "counts");
	if (params->ignore_text.len > 0) {
		html_put_name(out, "Text to ignore");
		buffer_printf(out, "%zu bytes", params->ignore_text.len);
	}
}

void
html_method(struct html *html)
{
	const struct ndup_params *params = ndup_scan_params(html->scan);
	const char *command = html->options->command;
	struct buffer *out = &html->sink->out;

	put_conditions(out, params);
	put_search(out, params);
	html_put_ignored(out, params);
	html_put_name(out, "Seed");
	buffer_printf(out, "%" PRIu64, params->seed);
	html_put_name(out, "Version");
	buffer_printf(out, "ndup %s, token rules %d, Unicode %s",
	    ndup_version(), NDUP_TOKEN_RULES, ndup_unicode_version());
	if (command != NULL) {
		html_put_name(out, "Command");
		buffer_string(out, "<code><bdi>");
		html_text(out, slice(command));
		buffer_string(out, "</bdi></code>");
	}
	buffer_string(out, "\n");
}
