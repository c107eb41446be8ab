/*
 * sample.c - some articles of many, drawn by chance
 */
#include <stdlib.h>

#include "cli/copy.h"
#include "cli/sample.h"

bool
sample_begin(struct sample *sample, size_t most, uint64_t seed)
{
	*sample = (struct sample){.most = most, .state = seed};
	sample->documents = calloc(most, sizeof *sample->documents);
	sample->bytes = calloc(most, sizeof *sample->bytes);
	return sample->documents != NULL && sample->bytes != NULL;
}

void
sample_free(struct sample *sample)
{
	while (sample->num > 0)
		free(sample->bytes[--sample->num]);
	free(sample->documents);
	free(sample->bytes);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t
next_number(struct sample *sample)
{
	uint64_t x = sample->state += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

bool
sample_offer(struct sample *sample, const struct ndup_document *document)
{
	struct ndup_document copy = *document;
	uint64_t place = sample->num_seen++;
	char *bytes;

	if (place >= sample->most)
		place = next_number(sample) % sample->num_seen;
	if (place >= sample->most)
		return true;
	if ((bytes = copy_document(&copy)) == NULL)
		return false;
	if (place == sample->num)
		sample->num++;
	else
		free(sample->bytes[place]);
	sample->documents[place] = copy;
	sample->bytes[place] = bytes;
	return true;
}
