#ifndef FAILING_PLAN_H
#define FAILING_PLAN_H

/* What a program that is tried shares with the one that tries it. */

#include <stdatomic.h>
#include <stdbool.h>

/* Names the descriptor of the page in the environment. */
#define PLAN_VARIABLE "FAILING_PLAN"

struct plan {
	unsigned at;        /* this allocation fails; 0: none */
	bool from_there_on; /* and all behind it */
	bool traced;        /* stop before main() */
	atomic_uint num_allocations;
};

#endif
