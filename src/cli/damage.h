/*
 * damage.h - say that an index is damaged where nothing else can
 *
 * An index is read as memory.  Where its file was cut short or the pages that
 * lead to its values are damaged, the process gets SIGBUS, SIGSEGV or SIGABRT.
 */
#ifndef CLI_DAMAGE_H
#define CLI_DAMAGE_H

/*
 * From now on such a signal prints one line with the folder's name, and ends
 * the program with status 2; unfinished output files are removed.
 */
void damage_watch(const char *folder);

#endif
