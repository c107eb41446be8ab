/*
 * option_values.h - arguments that are more than a number or a name
 *
 * Each parse_ reads one option's argument into the options.  False if it is
 * wrong; *right says what would be right.
 */
#ifndef CLI_OPTION_VALUES_H
#define CLI_OPTION_VALUES_H

#include <stdbool.h>

#include "options.h"

/* ---- the text of --ignore-text ------------------------------------------- */

/* Loads the file, if there is one, into the parameters; the caller frees *text
 * in the end.  False: the user has been told. */
bool ignored_load(struct options *, char **text);

/* ---- what options take --------------------------------------------------- */

bool parse_article(struct options *, const char *arg, const char **right);
bool parse_memory(struct options *, const char *arg, const char **right);
bool parse_boilerplate(struct options *, const char *arg, const char **right);
bool parse_long_passage(struct options *, const char *arg, const char **right);
bool parse_coverage(struct options *, const char *arg, const char **right);
bool parse_within(struct options *, const char *arg, const char **right);
bool parse_window(struct options *, const char *arg, const char **right);
bool parse_seed(struct options *, const char *arg, const char **right);
bool parse_limit(struct options *, const char *arg, const char **right);
bool parse_color(struct options *, const char *arg, const char **right);
bool parse_sort(struct options *, const char *arg, const char **right);
bool parse_width(struct options *, const char *arg, const char **right);
bool parse_keep(struct options *, const char *arg, const char **right);
bool parse_facts(struct options *, const char *arg, const char **right);
bool parse_only(struct options *, const char *arg, const char **right);
bool parse_drop(struct options *, const char *arg, const char **right);
bool parse_commit(struct options *, const char *arg, const char **right);
bool parse_flush(struct options *, const char *arg, const char **right);

/* The words that it takes, NULL-terminated; NULL: there are none. */
const char *const *option_words(option_parse *);

#endif
