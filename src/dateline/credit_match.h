/*
 * credit_match.h - whether a stretch of text is one credit or rights notice
 */
#ifndef DATELINE_CREDIT_MATCH_H
#define DATELINE_CREDIT_MATCH_H

#include "credit_forms.h"
#include "ndup.h"

/* What stands before the stretch, and where it ends. */
struct credit_place {
	const struct credit_form *ending; /* see credit_ending() */
	bool line;                        /* the begin of text or line */
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

/* The ending of credit_endings that the text has; NULL: none. */
const struct credit_form *credit_ending(struct ndup_slice);

/* What all of the text is, which ends without white space and full stops. */
enum credit_kind credit_match(struct ndup_slice, const struct credit_place *);

#endif
