/*
 * notice_forms.h - how agencies say that a story corrects, updates or withdraws
 */
#ifndef DATELINE_NOTICE_FORMS_H
#define DATELINE_NOTICE_FORMS_H

#include "ndup.h"

/*
 * Where a form stands and what has to stand around it.  A mark is a colon, a
 * dash, a bracket that closes, or the end of the title or line: "Correction in
 * stock markets deepens" has none behind its first word.
 */
enum notice_shape {
	/* Begins a title, a line or brackets; a mark follows, perhaps behind a
	 * number: "Update 2:". */
	NOTICE_LABEL,
	NOTICE_CAPITALS, /* the same, all in capitals: "KILL:" */
	NOTICE_NUMBERED, /* the same, with a number: "Wrapup 2" */
	NOTICE_BRACKET,  /* begins brackets: "(Corrects spelling)" */
	NOTICE_OPENING,  /* begins a title or text, or follows the dateline */
	NOTICE_ENDING,   /* ends a title: "Oil story withdrawn" */
};

/* Several that are alike but for their texts, which are as in form.h. */
struct notice_form {
	enum notice_shape shape;
	enum ndup_notice notice; /* none: what follows is read as if it began */
	const char *also;        /* behind the text, or in the article's
	                             beginning; NULL: nothing is asked */
	const char *const *texts; /* NULL-terminated; NULL: behind the last */
};

/* By language. */
extern const struct notice_form notice_forms[];

/* Whether a label or an opening may begin with these code points, folded as
 * credit_fold() does; most headlines do not. */
bool notice_forms_begin(int32_t first, int32_t second);

#endif
