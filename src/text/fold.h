/*
 * fold.h - letters and digits that are written in several ways
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stddef.h>
#include <stdint.h>

/* Folds code points that are decomposed already, in place; those of vowel marks
 * and points are taken out.  Returns how many are left. */
size_t fold_codes(int32_t *codes, size_t num);

#endif
