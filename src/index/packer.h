/*
 * packer.h - texts in less space
 */
#ifndef INDEX_PACKER_H
#define INDEX_PACKER_H

#include "base/buffer.h"
#include "ndup.h"

struct packer;

enum ndup_status packer_new(struct packer **);

/* Both add to the buffer.  NDUP_INPUT if what is unpacked is no packed text of
 * that length. */
enum ndup_status packer_pack(
    struct packer *, struct ndup_slice text, struct buffer *);
enum ndup_status packer_unpack(
    struct packer *, struct ndup_slice packed, size_t length, struct buffer *);
void packer_free(struct packer *);

#endif
