/*
 * fuzz.h - what every fuzzer has
 *
 * A fuzzer is one function that takes any bytes and returns 0.  It stops the
 * process where a promise is broken.  It keeps nothing from one call to the
 * next that changes what the next one does.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ndup.h"

/* The name that libFuzzer calls. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Stops the process if a promise is broken, whether or not NDEBUG is set. */
#define fuzz_require(promise) \
	((promise) ? (void)0 : fuzz_broken(#promise, __FILE__, __LINE__))

static inline _Noreturn void
fuzz_broken(const char *promise, const char *file, int line)
{
	fprintf(stderr, "%s:%d: broken: %s\n", file, line, promise);
	abort();
}

/* Bytes that are taken from the front; from none come zeroes. */
struct fuzz_input {
	const uint8_t *bytes;
	size_t size;
};

static inline unsigned
fuzz_take(struct fuzz_input *input)
{
	if (input->size == 0)
		return 0;
	input->size--;
	return *input->bytes++;
}

/* At most so many bytes, or what is left. */
static inline struct fuzz_input
fuzz_take_bytes(struct fuzz_input *input, size_t most)
{
	struct fuzz_input taken = {
	    input->bytes, input->size < most ? input->size : most};

	if (taken.size > 0)
		input->bytes += taken.size;
	input->size -= taken.size;
	return taken;
}

/* What stands before the next such byte, which goes too; or all there is. */
static inline struct fuzz_input
fuzz_take_until(struct fuzz_input *input, uint8_t end)
{
	const uint8_t *found =
	    input->size > 0 ? memchr(input->bytes, end, input->size) : NULL;
	struct fuzz_input taken = fuzz_take_bytes(input,
	    found != NULL ? (size_t)(found - input->bytes) : input->size);

	if (found != NULL)
		fuzz_take(input);
	return taken;
}

/*
 * A copy with nothing behind it, so that whoever reads on is seen.  To be
 * released by free().
 */
static inline struct ndup_slice
fuzz_copy(struct fuzz_input input)
{
	char *copy = malloc(input.size > 0 ? input.size : 1);

	fuzz_require(copy != NULL);
	if (input.size > 0)
		memcpy(copy, input.bytes, input.size);
	return (struct ndup_slice){copy, input.size};
}

#endif
