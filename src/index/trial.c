/*
 * trial.c - one article at hand
 */
#include "index/trial.h"

void
trial_begin(struct trial *trial, const struct ndup_document *document)
{
	arena_free(&trial->held.arena);
	arena_free(&trial->answer);
	*trial = (struct trial){
	    .document = document,
	    .same_id = NO_NUMBER,
	    .sharing = trial->sharing,
	    .sharing_capacity = trial->sharing_capacity,
	    .scratch = trial->scratch,
	    .scratch_capacity = trial->scratch_capacity,
	    .candidates = trial->candidates,
	    .candidates_capacity = trial->candidates_capacity,
	    .matches = trial->matches,
	    .matches_capacity = trial->matches_capacity,
	};
}

void
trial_free(struct trial *trial)
{
	trial_begin(trial, NULL);
	memory_free(trial->sharing);
	memory_free(trial->scratch);
	memory_free(trial->candidates);
	memory_free(trial->matches);
}

enum ndup_status
trial_share(struct trial *trial, uint32_t number, uint32_t num_keys)
{
	if (memory_reserve(&trial->sharing, &trial->sharing_capacity,
		trial->num_sharing + 1, sizeof *trial->sharing) != NDUP_OK)
		return NDUP_NOMEM;
	trial->sharing[trial->num_sharing++] =
	    (uint64_t)number << 32 | num_keys;
	return NDUP_OK;
}
