/*
 * notices.h - daily notices of one form: fixed words around figures
 *
 * No stretch without a figure is longer than nine words, and notices of the
 * same day of the month have a longer one in common, with its figures.
 */
#ifndef TESTS_NOTICES_H
#define TESTS_NOTICES_H

#include <stdio.h>

#include "composing.h"

enum { NOTICES = 90 };

/* The notice of a day, from 0 on; it lives until the next one is made. */
static inline struct ndup_document
notice_of_day(unsigned day)
{
	static char id[16], text[512];
	unsigned today = day % 31 + 1, last = (day + 30) % 31 + 1;
	struct ndup_document made;

	snprintf(id, sizeof id, "notice%u", day);
	snprintf(text, sizeof text,
	    "The harbour office wrote on day %u of the tide that by day %u of "
	    "the tide before noon the pilots had guided %u ships through the "
	    "outer lock, %u through the inner lock and %u past the long pier; "
	    "in all %u crews were kept waiting, %u fewer than on the days "
	    "before, and since day %u of the tide %u ropes had been mended.",
	    today, last, 1000 + 7 * day, 2000 + 11 * day, 3000 + 13 * day,
	    4000 + 17 * day, 5000 + 19 * day, last, 6000 + 23 * day);
	made = document(id, 1 + (int)day, slice(text));
	made.source = slice("harbour");
	return made;
}

#endif
