/*
 * credit_match.h - whether a stretch of text is one credit or rights notice
 */
#ifndef DATELINE_CREDIT_MATCH_H
#define DATELINE_CREDIT_MATCH_H

#include "ndup.h"

/* What stands before the stretch. */
struct credit_place {
	bool line;     /* the begin of text or line */
	bool ended;    /* the end of a sentence, or the begin of the story */
	bool sentence; /* that, or a line that begins with no small letter */
	bool initial;  /* a dot that may belong to a name: "M. Writer" */
	bool bracket;  /* the stretch begins with a bracket that it closes */
};

enum credit_kind {
	CREDIT_NONE,
	CREDIT_FOLLOWS, /* counts only behind a notice: "Keywords: ..." */
	CREDIT_NOTICE,
};

/* What all of the text is, which ends without white space and full stops. */
enum credit_kind credit_match(struct ndup_slice, const struct credit_place *);

#endif
