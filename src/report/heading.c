/*
 * heading.c - what stands over a cluster: when, where from, how much
 */
#include <string.h>

#include "base/slice.h"
#include "heading.h"

static void
add_source(struct heading *heading, struct ndup_slice source)
{
	size_t i;

	if (source.len == 0)
		return;
	for (i = 0; i < heading->num_sources; i++)
		if (slice_equal(heading->sources[i], source))
			return;
	if (i < HEADING_SOURCES)
		heading->sources[heading->num_sources++] = source;
	else
		heading->more_sources = true;
}

bool
heading_find(struct heading *heading, struct sink *sink, struct ndup_scan *scan,
    const struct ndup_cluster *cluster)
{
	const struct ndup_member *member = cluster->members;
	const struct ndup_member *end = member + cluster->num_members;
	struct ndup_slice source = {NULL, 0};
	struct ndup_document document;

	*heading = (struct heading){.num_sources = 0};
	for (; member < end; member++) {
		if (!sink_names(sink, scan, member->article, &document))
			return false;
		if (member == cluster->members)
			source = document.source;
		heading->mixed |= !slice_equal(document.source, source);
		add_source(heading, document.source);
		if (member->article != cluster->lead &&
		    member->coverage_of_lead > heading->most)
			heading->most = member->coverage_of_lead;
		if (document.published.precision == NDUP_TIME_UNKNOWN)
			continue;
		heading->last = document.published; /* members are by time */
		if (heading->first.precision == NDUP_TIME_UNKNOWN)
			heading->first = document.published;
	}
	return true;
}
