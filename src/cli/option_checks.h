/*
 * option_checks.h - options in the company of others
 */
#ifndef CLI_OPTION_CHECKS_H
#define CLI_OPTION_CHECKS_H

#include "options.h"

/* Whether they go together; false: the user has been told. */
bool options_check_together(const struct options *);

#endif
