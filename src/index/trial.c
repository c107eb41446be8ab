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
	memory_free(trial->candidates);
	memory_free(trial->matches);
}

enum ndup_status
trial_add_candidate(struct trial *trial, uint32_t number)
{
	if (memory_reserve(&trial->candidates, &trial->candidates_capacity,
		trial->num_candidates + 1,
		sizeof *trial->candidates) != NDUP_OK)
		return NDUP_NOMEM;
	trial->candidates[trial->num_candidates++] = number;
	return NDUP_OK;
}
