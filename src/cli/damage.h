/*
 * damage.h - say that an index is damaged where nothing else can
 *
 * An index is read as memory.  Where its file was cut short or the pages that
 * lead to its values are damaged, the process gets SIGBUS, SIGSEGV or SIGABRT.
 * A fault of the program has the same signals, and is not to be taken for a
 * damage.
 */
#ifndef CLI_DAMAGE_H
#define CLI_DAMAGE_H

/*
 * From now on such a signal prints one line with the folder's name, and ends
 * the program with status 2; unfinished output files are removed.  The line
 * says that the index is damaged if LMDB found a page wrong, or if its file
 * ends before what was read; else that either it is, or the program has a
 * fault.
 */
void damage_watch(const char *folder);

#endif
