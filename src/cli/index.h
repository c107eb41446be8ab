/*
 * index.h - the commands `ndup index ...`
 */
#ifndef CLI_INDEX_H
#define CLI_INDEX_H

#include "options.h"

/* All return the exit status. */
int index_create_command(struct options *);
int index_add_command(struct options *);
int index_query_command(struct options *);
int index_remove_command(struct options *);
int index_info_command(struct options *);
int index_verify_command(struct options *);
int index_compact_command(struct options *);

/* Opens the index of --index; NULL: the user has been told. */
struct ndup_index *index_open(const struct options *, enum ndup_access);

/* Tells if the index was made with another version of Unicode. */
void index_say_unicode(const struct options *, const struct ndup_index *);

#endif
