/*
 * options.h - a reader's options and paths, checked and copied
 */
#ifndef INPUT_OPTIONS_H
#define INPUT_OPTIONS_H

#include "base/memory.h"
#include "ndup.h"

/* NDUP_OK, or NDUP_PARAM and what would be right. */
enum ndup_status options_check(
    const struct ndup_reader_options *, struct ndup_error *);

/* Puts copies of all strings in place of them; false: memory ran out. */
bool options_copy(struct ndup_reader_options *, struct arena *);

/* A copy of the paths, without slashes at their ends; NULL: no memory. */
const char *const *options_copy_paths(const char *const *paths, struct arena *);

#endif
