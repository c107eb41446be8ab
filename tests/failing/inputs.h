#ifndef FAILING_INPUTS_H
#define FAILING_INPUTS_H

/* Makes the folder in/ that the commands read, in the current folder. */
void inputs_make(const char *samples);

#endif
