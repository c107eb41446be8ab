#ifndef FAILING_CALLS_H
#define FAILING_CALLS_H

/* System calls that can fail, and how one is made to fail. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* How a call goes wrong. */
enum way {
	WAY_FIRST,     /* with the likeliest error of its kind */
	WAY_OTHER,     /* with another one, not each time the same */
	WAY_SHORT,     /* only one byte is read or written */
	WAY_INTERRUPT, /* EINTR */
	WAY_ALL        /* the likeliest, and all of its kind behind it */
};

struct call {
	long number;
	const char *name;
	int errors[3]; /* the likeliest one, and others */
	int file;      /* the argument that is a descriptor; -1: none */
	int path;      /* ... that is a path; -1: none */
	bool partial;  /* the third argument is a size: it can be short */
	bool waits;    /* a signal can interrupt it */
};

/* A call of the program, before the system sees it. */
struct entered {
	const struct call *call;
	uint64_t args[6];
	unsigned number; /* how many came before it */
};

/* Whether this machine's registers are known here. */
bool calls_can_fail(void);

/* NULL: a call that does not fail, or of no interest. */
const struct call *call_find(uint64_t number);

/* Whether a call can go wrong in such a way. */
bool call_can(const struct call *call, enum way way);

/* Whether a call may be one that a sanitizer makes for itself. */
bool call_is_of_sanitizer(pid_t process, const struct entered *entered);

/* Has the call that a stopped process is about to make go wrong; the second
 * when the process stops behind it. */
void call_spoil(pid_t process, const struct entered *entered, enum way way);
void call_finish(pid_t process, const struct entered *entered, enum way way);

/* "write out/report.jsonl: No space left on device". */
void call_describe(pid_t process, const struct entered *entered, enum way way,
    char *text, size_t size);

#endif
