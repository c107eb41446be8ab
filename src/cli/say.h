/*
 * say.h - lines to the user, on standard error
 */
#ifndef CLI_SAY_H
#define CLI_SAY_H

/*
 * Prints "ndup: ", the line, and a newline; a progress line that stands there
 * is cleared first.  Names of files may hold anything: control characters and
 * what reverses text are shown as '?'.
 */
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The same with ": " and errno's message at the end. */
void say_errno(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Control characters and what reverses text become '?', in place. */
void say_clean(char *text);

#endif
