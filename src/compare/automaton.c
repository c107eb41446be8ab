/*
 * automaton.c - what another text has in common with one, however it repeats
 *
 * The suffix automaton of the text (Blumer et al. 1985): a state stands for the
 * strings that end at the same places, its link for the next shorter ones,
 * which end at more.  Another text is led through it token by token; the state
 * and the length reached are the longest string that ends there and stands in
 * both. Lists of all common runs are quadratic in texts that repeat themselves;
 * this is not.
 */
#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "text/window.h"
#include "automaton.h"

void
automaton_free(struct automaton *automaton)
{
	memory_free(automaton->states);
	memory_free(automaton->edges);
	memory_free(automaton->slots);
	memory_free(automaton->state_at);
	memory_free(automaton->order);
	memory_free(automaton->weights);
	memory_free(automaton->common);
	*automaton = (struct automaton){0};
}

/* A text has at most twice as many states as tokens, three times as many
 * edges. */
static enum ndup_status
automaton_begin(struct automaton *automaton, uint32_t num)
{
	size_t num_states = 2 * (size_t)num + 1, size = 16;

	while (size < 4 * (size_t)num)
		size *= 2;
	if (memory_grow(automaton->states, num_states) != NDUP_OK ||
	    memory_grow(automaton->edges, 3 * (size_t)num + 1) != NDUP_OK ||
	    memory_grow(automaton->slots, size) != NDUP_OK ||
	    memory_grow(automaton->state_at, num) != NDUP_OK ||
	    memory_grow(automaton->order, num_states) != NDUP_OK ||
	    memory_grow(automaton->weights, num + 2) != NDUP_OK ||
	    memory_grow(automaton->common, num_states) != NDUP_OK)
		return NDUP_NOMEM;
	memset(automaton->slots, 0, size * sizeof *automaton->slots);
	automaton->mask = size - 1;
	automaton->states[0] = (struct automaton_state){0};
	automaton->num_states = 1;
	automaton->num_edges = 0;
	automaton->num_tokens = num;
	return NDUP_OK;
}

/* ---- edges -------------------------------------------------------------- */

/* The slot of an edge, or the free one where it would be. */
static inline uint32_t *
find_edge(const struct automaton *automaton, uint32_t from, uint32_t token)
{
	size_t i = hash_mix((uint64_t)from << 32 | token) & automaton->mask;
	const struct automaton_edge *edge;

	for (; automaton->slots[i] != 0; i = (i + 1) & automaton->mask) {
		edge = &automaton->edges[automaton->slots[i]];
		if (edge->from == from && edge->token == token)
			break;
	}
	return &automaton->slots[i];
}

static void
set_edge(
    struct automaton *automaton, uint32_t from, uint32_t token, uint32_t to)
{
	struct automaton_state *state = &automaton->states[from];
	uint32_t *slot = find_edge(automaton, from, token);

	if (*slot == 0) {
		assert(
		    automaton->num_edges < 3 * (size_t)automaton->num_tokens);
		*slot = ++automaton->num_edges;
		automaton->edges[*slot] =
		    (struct automaton_edge){from, token, to, state->edges};
		state->edges = *slot;
	}
	automaton->edges[*slot].to = to;
}

/* ---- the text ----------------------------------------------------------- */

static uint32_t
add_state(struct automaton *automaton, uint32_t len, uint32_t end)
{
	assert(automaton->num_states <= 2 * (size_t)automaton->num_tokens);
	automaton->states[automaton->num_states] =
	    (struct automaton_state){.len = len, .end = end};
	return automaton->num_states++;
}

/* A state of its own for the shorter strings of `to`, which end where a token
 * behind `from` does; from there on all edges to it go there. */
static uint32_t
split_state(
    struct automaton *automaton, uint32_t from, uint32_t token, uint32_t to)
{
	uint32_t len = automaton->states[from].len + 1, edge, *slot;
	uint32_t shorter = add_state(automaton, len, automaton->states[to].end);

	for (edge = automaton->states[to].edges; edge != 0;
	     edge = automaton->edges[edge].next)
		set_edge(automaton, shorter, automaton->edges[edge].token,
		    automaton->edges[edge].to);
	automaton->states[shorter].link = automaton->states[to].link;
	automaton->states[to].link = shorter;
	for (;; from = automaton->states[from].link) {
		slot = find_edge(automaton, from, token);
		if (*slot == 0 || automaton->edges[*slot].to != to)
			break;
		automaton->edges[*slot].to = shorter;
		if (from == 0)
			break;
	}
	return shorter;
}

/* The state behind `from` that has no longer string than a token more. */
static uint32_t
step_exactly(
    struct automaton *automaton, uint32_t from, uint32_t token, uint32_t to)
{
	if (automaton->states[to].len == automaton->states[from].len + 1)
		return to;
	return split_state(automaton, from, token, to);
}

/* The state of the text up to and with this token. */
static uint32_t
add_token(
    struct automaton *automaton, uint32_t last, uint32_t token, uint32_t end)
{
	uint32_t *slot = find_edge(automaton, last, token), state, link = 0;

	if (*slot != 0) /* behind what is ignored a text begins again */
		return step_exactly(
		    automaton, last, token, automaton->edges[*slot].to);
	state = add_state(automaton, automaton->states[last].len + 1, end);
	for (;; last = automaton->states[last].link) {
		slot = find_edge(automaton, last, token);
		if (*slot != 0) {
			link = step_exactly(
			    automaton, last, token, automaton->edges[*slot].to);
			break;
		}
		set_edge(automaton, last, token, state);
		if (last == 0)
			break;
	}
	automaton->states[state].link = link;
	return state;
}

/* States by length: by counting, in `common`, which is free yet. */
static void
order_states(struct automaton *automaton)
{
	uint32_t *begin = automaton->common, num = automaton->num_states, i;
	uint32_t sum = 0, count;

	memset(begin, 0, (automaton->num_tokens + (size_t)1) * sizeof *begin);
	for (i = 0; i < num; i++)
		begin[automaton->states[i].len]++;
	for (i = 0; i <= automaton->num_tokens; i++) {
		count = begin[i];
		begin[i] = sum;
		sum += count;
	}
	for (i = 0; i < num; i++)
		automaton->order[begin[automaton->states[i].len]++] = i;
}

enum ndup_status
automaton_read(struct automaton *automaton, const uint32_t *ids, uint32_t num)
{
	uint32_t last = 0, i;

	if (automaton_begin(automaton, num) != NDUP_OK)
		return NDUP_NOMEM;
	automaton->weights[0] = 0;
	for (i = 0; i < num; i++) {
		automaton->weights[i + 1] =
		    automaton->weights[i] + window_weight(ids[i]);
		last =
		    ids[i] == 0 ? 0 : add_token(automaton, last, ids[i], i + 1);
		automaton->state_at[i] = last;
	}
	order_states(automaton);
	return NDUP_OK;
}

/* ---- another text ------------------------------------------------------- */

/* Half words of the string of this length of a state. */
static uint32_t
weigh_string(const struct automaton *automaton, uint32_t state, uint32_t len)
{
	uint32_t end = automaton->states[state].end;

	return automaton->weights[end] - automaton->weights[end - len];
}

/* Leads the text through; common[state] becomes the length of its longest
 * string that is a common run, or 0 if that is too short. */
static void
lead_through(struct automaton *automaton, const uint32_t *ids, uint32_t num,
    uint32_t min_weight, uint32_t *longest)
{
	uint32_t state = 0, len = 0, edge, weight, i;

	for (i = 0; i < num; i++) {
		edge = ids[i] == 0 ? 0 : *find_edge(automaton, state, ids[i]);
		while (edge == 0 && state != 0) {
			state = automaton->states[state].link;
			len = automaton->states[state].len;
			if (ids[i] != 0)
				edge = *find_edge(automaton, state, ids[i]);
		}
		if (edge == 0)
			continue;
		state = automaton->edges[edge].to;
		weight = weigh_string(automaton, state, ++len);
		*longest = weight > *longest ? weight : *longest;
		if (weight >= min_weight && len > automaton->common[state])
			automaton->common[state] = len;
	}
}

/* What is common to a state's strings is to those of its link, as far as they
 * go; and these end wherever those of the state do. */
static void
spread_common(struct automaton *automaton, uint32_t min_weight)
{
	uint32_t *common = automaton->common, i, state, link, len;

	for (i = automaton->num_states; i > 1; i--) {
		state = automaton->order[i - 1];
		link = automaton->states[state].link;
		len = automaton->states[link].len;
		if (common[state] > 0 &&
		    weigh_string(automaton, link, len) >= min_weight)
			common[link] = len;
	}
	for (i = 1; i < automaton->num_states; i++) {
		state = automaton->order[i];
		link = automaton->states[state].link;
		if (common[link] > common[state])
			common[state] = common[link];
	}
}

void
automaton_compare(struct automaton *automaton, const uint32_t *ids,
    uint32_t num, uint32_t min_weight, uint32_t *longest, bool *marks)
{
	uint32_t begin = automaton->num_tokens, i, len;

	*longest = 0;
	memset(automaton->common, 0,
	    automaton->num_states * sizeof *automaton->common);
	lead_through(automaton, ids, num, min_weight, longest);
	spread_common(automaton, min_weight);
	for (i = automaton->num_tokens; i > 0; i--) {
		len = automaton->common[automaton->state_at[i - 1]];
		if (len > 0 && i - len < begin)
			begin = i - len;
		if (begin < i)
			marks[i - 1] = true;
	}
}
