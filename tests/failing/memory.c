/*
 * memory.c - the n-th allocation of a program fails; loaded in front of libc
 *
 * Counts what the program, its libraries and libc itself ask malloc() and its
 * kin for, from the beginning of main() on.  The plan is a page that the
 * parent process shares; its descriptor is named by the environment.  Under a
 * tracer the program stops once before main(), so that calls of the system are
 * counted from there on, too.
 */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "plan.h"

void *malloc(size_t);
void *calloc(size_t, size_t);
void *realloc(void *, size_t);
void *reallocarray(void *, size_t, size_t);
void *aligned_alloc(size_t, size_t);
void *memalign(size_t, size_t);
int posix_memalign(void **, size_t, size_t);

static struct plan *plan; /* NULL: not yet in main() */

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void *(*real_memalign)(size_t, size_t);

/* A function of the same name that comes behind this file. */
static void
find(const char *name, void *function)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (found == NULL)
		abort();
	memcpy(function, &found, sizeof found);
}

/* Before main() only one thread is there. */
static void
find_all(void)
{
	if (real_malloc != NULL)
		return;
	find("calloc", &real_calloc);
	find("realloc", &real_realloc);
	find("memalign", &real_memalign);
	find("malloc", &real_malloc);
}

static bool
fails(void)
{
	unsigned number;

	find_all();
	if (plan == NULL)
		return false;
	number = atomic_fetch_add(&plan->num_allocations, 1) + 1;
	if (plan->at == 0 || number < plan->at ||
	    (number > plan->at && !plan->from_there_on))
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : real_malloc(size);
}

void *
calloc(size_t num, size_t size)
{
	return fails() ? NULL : real_calloc(num, size);
}

void *
realloc(void *block, size_t size)
{
	return fails() ? NULL : real_realloc(block, size);
}

void *
reallocarray(void *block, size_t num, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(num, size, &all)) {
		errno = ENOMEM;
		return NULL;
	}
	return fails() ? NULL : real_realloc(block, all);
}

void *
memalign(size_t border, size_t size)
{
	return fails() ? NULL : real_memalign(border, size);
}

void *
aligned_alloc(size_t border, size_t size)
{
	return memalign(border, size);
}

int
posix_memalign(void **block, size_t border, size_t size)
{
	void *got = memalign(border, size);

	if (got == NULL)
		return ENOMEM;
	*block = got;
	return 0;
}

/* ---- main() ------------------------------------------------------------- */

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void),
    void (*)(void), void (*)(void), void *);

int __libc_start_main(main_function *, int, char **, void (*)(void),
    void (*)(void), void (*)(void), void *);

static main_function *real_main;

/* Children that the program starts are left alone. */
static void
begin(int page)
{
	struct plan *shared = mmap(
	    NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, page, 0);

	if (shared == MAP_FAILED)
		abort();
	close(page);
	unsetenv("LD_PRELOAD");
	unsetenv(PLAN_VARIABLE);
	if (shared->traced)
		raise(SIGSTOP);
	plan = shared;
}

static int
watched_main(int argc, char **argv, char **environment)
{
	const char *page = getenv(PLAN_VARIABLE);

	if (page != NULL)
		begin(atoi(page));
	return real_main(argc, argv, environment);
}

/* What libc calls main() through. */
int
__libc_start_main(main_function *given, int argc, char **argv,
    void (*init)(void), void (*fini)(void), void (*end)(void), void *stack)
{
	start_function *start;

	find("__libc_start_main", &start);
	real_main = given;
	return start(watched_main, argc, argv, init, fini, end, stack);
}
