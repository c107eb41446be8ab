/*
 * pieces.h - random texts that are made of given pieces
 */
#ifndef TESTS_PIECES_H
#define TESTS_PIECES_H

#include "random.h"
#include "ndup.h"

enum { PIECES_MOST = 512 };

/*
 * Some of these pieces, one in so many the last.  Their memory ends where they
 * do, so that sanitizers see who reads on; to be given to free().
 */
static inline struct ndup_slice
random_pieces(const char *const *pieces, size_t num_pieces, size_t one_in)
{
	char text[PIECES_MOST], *exact;
	size_t len = 0, size;
	const char *piece;

	while (random_below(one_in) != 0) {
		piece = pieces[random_below(num_pieces)];
		size = strlen(piece);
		if (len + size > sizeof text)
			break;
		memcpy(text + len, piece, size);
		len += size;
	}
	exact = malloc(len > 0 ? len : 1);
	assert_non_null(exact);
	memcpy(exact, text, len);
	return (struct ndup_slice){exact, len};
}

#endif
