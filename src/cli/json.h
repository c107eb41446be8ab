/*
 * json.h - JSON that the program writes itself
 */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdio.h>

#include "ndup.h"

/* A string in quotes; bytes that are no UTF-8 become U+FFFD. */
void json_string(FILE *, struct ndup_slice);
void json_text(FILE *, const char *);

#endif
