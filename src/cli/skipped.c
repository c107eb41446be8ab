/*
 * skipped.c - inputs that could not be read, named to the user
 */
#include <inttypes.h>
#include <unistd.h>

#include "cli/say.h"
#include "cli/skipped.h"

/* So many are named on a terminal. */
enum { MAX_NAMED = 20 };

bool
skipped_say(void *ctx, const struct ndup_error *error)
{
	struct skipped *skipped = ctx;

	if (skipped->num++ < MAX_NAMED || skipped->all ||
	    !isatty(STDERR_FILENO))
		say("%s", error->text);
	else
		skipped->num_unnamed++;
	return true;
}

void
skipped_close(const struct skipped *skipped)
{
	if (skipped->num_unnamed > 0)
		say("%" PRIu64 " more could not be read; -v names them all",
		    skipped->num_unnamed);
}

bool
skipped_any(const struct ndup_reader_counts *counts)
{
	return counts->unreadable + counts->broken + counts->no_text +
		   counts->too_long >
	       0;
}
