/*
 * scalar.h - what a string, number or word of JSON may look like
 *
 * By RFC 8259, for values that are passed over: the parser looks at those that
 * it is asked for, and at no others.  A number may be of any size: it is a
 * number by its form.
 */
#ifndef INPUT_SCALAR_H
#define INPUT_SCALAR_H

#include "ndup.h"

/*
 * With its quotes, the last of which is known to close it.  Only escapes are
 * looked at; half a surrogate pair is right by form.
 */
bool scalar_is_string(struct ndup_slice);

bool scalar_is_number(struct ndup_slice);

/* true, false, null. */
bool scalar_is_word(struct ndup_slice);

#endif
