/*
 * json_splice.h - one field more in a JSON object, which else stays byte for
 * byte
 */
#ifndef CLI_JSON_SPLICE_H
#define CLI_JSON_SPLICE_H

#include "base/buffer.h"
#include "ndup.h"

/*
 * Adds the object, which is valid JSON but for characters inside strings,
 * with a field of this name at its end; value is JSON.
 * Fields of that name that it has itself, however their name is spelt, are left
 * out; those of objects inside it stay.
 */
void splice_write(struct buffer *, struct ndup_slice object, const char *name,
    struct ndup_slice value);

/*
 * Adds a record on one line: JSON has line ends only between its tokens, they
 * become spaces.
 */
void splice_line(struct buffer *, struct ndup_slice record);

#endif
