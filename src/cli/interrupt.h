/*
 * interrupt.h - end cleanly when told to
 *
 * SIGINT, SIGTERM, SIGHUP and SIGPIPE end the program at once, also while it
 * waits for input: unfinished output files are removed, the progress line is
 * cleared, and the signal takes its usual course, so that a shell sees why
 * the program ended.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

void interrupt_install(void);

/*
 * A file to remove, and one that is no longer to be: by its pointer, which must
 * live so long.  Between hold(true) and hold(false) signals wait: so that no
 * file comes to be, or gets its final name, unnoticed.
 */
void interrupt_remove(const char *path);
void interrupt_forget(const char *path);
void interrupt_hold(bool);

/* While signals are held: whether one waits; and a descriptor that poll(2)
 * finds readable then. */
bool interrupt_waits(void);
int interrupt_file(void);
/* For handlers of signals: removes those files, and clears the line. */
void interrupt_clean(void);

/* Whether standard error shows a progress line that is to be cleared. */
void interrupt_line(bool shown);

#endif
