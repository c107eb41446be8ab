/*
 * sniff.h - what a stream without a name holds, by its first bytes
 */
#ifndef INPUT_SNIFF_H
#define INPUT_SNIFF_H

#include "input/feed.h"
#include "input/kind.h"

/*
 * JSON if it begins with a bracket, or with an object that goes on over
 * several lines; JSON Lines if with an object on one line; else text.
 */
enum format sniff_format(struct feed *);

#endif
