/*
 * automaton.h - what another text has in common with one, however it repeats
 */
#ifndef COMPARE_AUTOMATON_H
#define COMPARE_AUTOMATON_H

#include "ndup.h"

struct automaton_state {
	uint32_t len;   /* tokens of its longest string */
	uint32_t link;  /* the state of the longest suffix that is another's */
	uint32_t end;   /* where an occurrence ends in the text */
	uint32_t edges; /* the first of its edges, or 0 */
};

struct automaton_edge {
	uint32_t from, token, to;
	uint32_t next; /* of the same state, or 0 */
};

/* Zeroes at first. */
struct automaton {
	struct automaton_state *states; /* states[0] is the empty string */
	struct automaton_edge *edges;   /* from 1 on */
	uint32_t *slots;                /* edges by hash; 0: free */
	uint32_t *state_at;             /* of each token, that of its prefix */
	uint32_t *order;                /* states by ascending len */
	uint32_t *weights;              /* half words before each token */
	uint32_t *common;               /* of each state, see automaton.c */
	uint32_t num_states, num_edges, num_tokens;
	size_t mask, states_capacity, edges_capacity, slots_capacity,
	    state_at_capacity, order_capacity, weights_capacity,
	    common_capacity;
};

/* Reads a text, as ids of tokens, see text/words.h.  Cost: linear, some 100 ns
 * a token. */
enum ndup_status automaton_read(
    struct automaton *, const uint32_t *ids, uint32_t num);

/*
 * Compares another text with it: gives the longest common run in half words,
 * and marks in the text that was read what stands in common runs of at least
 * min_weight half words.  Exact.  Cost: linear in both, some 10 ns a token.
 */
void automaton_compare(struct automaton *, const uint32_t *ids, uint32_t num,
    uint32_t min_weight, uint32_t *longest, bool *marks);
void automaton_free(struct automaton *);

#endif
