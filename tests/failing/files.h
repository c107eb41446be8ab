#ifndef FAILING_FILES_H
#define FAILING_FILES_H

/* Files of a test, by paths; what cannot be done ends the program. */

#include <stdbool.h>
#include <stddef.h>

/* With a NUL behind it; NULL: there is no such file.  To be freed. */
char *file_read(const char *path, size_t *size);
void file_write(const char *path, const void *bytes, size_t size);

void folder_copy(const char *from, const char *to); /* its files */
void folder_empty(const char *path);                /* made if need be */
void folder_remove(const char *path);

/* The first name, but for hidden ones unless they are wanted, that is in a
 * folder and not in the list; NULL: none.  To be freed. */
char *folder_find_other(
    const char *path, const char *const *names, bool hidden);

/* What cannot be helped. */
_Noreturn void die(const char *fmt, ...);

#endif
