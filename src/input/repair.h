/*
 * repair.h - mend a JSON record that is JSON but for single characters
 *
 * Bytes that are no UTF-8 and halves of surrogate pairs (\ud83d alone) become
 * U+FFFD, so that they do not cost the whole article.
 */
#ifndef INPUT_REPAIR_H
#define INPUT_REPAIR_H

#include "base/buffer.h"
#include "ndup.h"

/* Writes the mended record to out; returns how many places were mended. */
uint64_t repair_record(struct ndup_slice record, struct buffer *out);

/* Bytes that the tokenizer will read as U+FFFD. */
uint64_t repair_count_bad(struct ndup_slice text);

#endif
