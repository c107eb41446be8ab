/*
 * option_formats.h - formats of reports and of input, as options take them
 *
 * Each parse_ is as in option_values.h.
 */
#ifndef CLI_OPTION_FORMATS_H
#define CLI_OPTION_FORMATS_H

#include "options.h"

bool parse_format(struct options *, const char *arg, const char **right);
bool parse_pair_format(struct options *, const char *arg, const char **right);
bool parse_index_format(struct options *, const char *arg, const char **right);
bool parse_input(struct options *, const char *arg, const char **right);

/* The names that it takes, NULL-terminated, until the next call; NULL: it takes
 * no format. */
const char *const *format_option_words(option_parse *);

/* What the help says of an option; until the next call. */
const char *option_help(const struct option_rule *);

/* Sets the format of the report by the name of --output, where that tells one.
 * False, and the user told, if a name tells another format than is written. */
bool options_settle_format(struct options *, const struct command *);

/* Whether the format of the report can what is asked of it; false: the user has
 * been told. */
bool options_check_report(const struct options *);

#endif
