/*
 * calls.c - system calls that can fail, and how one is made to fail
 *
 * A process that is traced stops before and behind each call.  Before it the
 * number of the call is made one that no system has; behind it, the error is
 * put in the place of the result.  What is short gets a smaller size.
 */
#include <elf.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <unistd.h>

#include "calls.h"

#define NONE (-1)
#define FILE_AT(n) .file = (n), .path = NONE
#define PATH_AT(n) .file = NONE, .path = (n)
#define NOTHING .file = NONE, .path = NONE
#define CALL(name) SYS_##name, #name

static const struct call calls[] = {
    {CALL(read), {EIO, EISDIR, EAGAIN}, FILE_AT(0), true, true},
    {CALL(pread64), {EIO, EINVAL, EIO}, FILE_AT(0), true, true},
    {CALL(readv), {EIO, EINVAL, EAGAIN}, FILE_AT(0), false, true},
    {CALL(write), {ENOSPC, EIO, EDQUOT}, FILE_AT(0), true, true},
    {CALL(pwrite64), {ENOSPC, EIO, EDQUOT}, FILE_AT(0), true, true},
    {CALL(writev), {ENOSPC, EIO, EDQUOT}, FILE_AT(0), false, true},
    {CALL(pwritev), {ENOSPC, EIO, EDQUOT}, FILE_AT(0), false, true},
    {CALL(openat), {EACCES, EMFILE, ENOSPC}, PATH_AT(1), false, true},
    {CALL(close), {EIO, ENOSPC, EDQUOT}, FILE_AT(0), false, false},
    {CALL(fstat), {EIO, EOVERFLOW, EIO}, FILE_AT(0), false, false},
#ifdef SYS_open
    {CALL(open), {EACCES, EMFILE, ENOSPC}, PATH_AT(0), false, true},
    {CALL(stat), {EACCES, EIO, ENOENT}, PATH_AT(0), false, false},
    {CALL(lstat), {EACCES, EIO, ENOENT}, PATH_AT(0), false, false},
    {CALL(access), {EACCES, EIO, ENOENT}, PATH_AT(0), false, false},
    {CALL(rename), {EACCES, EIO, ENOSPC}, PATH_AT(1), false, false},
    {CALL(link), {EPERM, EIO, ENOSPC}, PATH_AT(1), false, false},
    {CALL(unlink), {EACCES, EIO, EBUSY}, PATH_AT(0), false, false},
    {CALL(mkdir), {EACCES, EIO, ENOSPC}, PATH_AT(0), false, false},
    {CALL(rmdir), {EACCES, EIO, EBUSY}, PATH_AT(0), false, false},
    {CALL(readlink), {EACCES, EIO, ENOENT}, PATH_AT(0), false, false},
    {CALL(poll), {ENOMEM, EINVAL, EINVAL}, NOTHING, false, true},
    {CALL(signalfd4), {EMFILE, ENFILE, ENOMEM}, NOTHING, false, false},
#endif
    {CALL(newfstatat), {EACCES, EIO, ENOENT}, PATH_AT(1), false, false},
    {CALL(statx), {EACCES, EIO, ENOENT}, PATH_AT(1), false, false},
    {CALL(faccessat), {EACCES, EIO, ENOENT}, PATH_AT(1), false, false},
    {CALL(faccessat2), {EACCES, EIO, ENOENT}, PATH_AT(1), false, false},
    {CALL(readlinkat), {EACCES, EIO, ENOENT}, PATH_AT(1), false, false},
    {CALL(renameat), {EACCES, EIO, ENOSPC}, PATH_AT(3), false, false},
    {CALL(renameat2), {EACCES, EIO, ENOSPC}, PATH_AT(3), false, false},
    {CALL(linkat), {EPERM, EIO, ENOSPC}, PATH_AT(3), false, false},
    {CALL(unlinkat), {EACCES, EIO, EBUSY}, PATH_AT(1), false, false},
    {CALL(mkdirat), {EACCES, EIO, ENOSPC}, PATH_AT(1), false, false},
    {CALL(lseek), {EIO, ESPIPE, EOVERFLOW}, FILE_AT(0), false, false},
    {CALL(getdents64), {EIO, EINVAL, ENOMEM}, FILE_AT(0), false, false},
    {CALL(ftruncate), {EIO, EFBIG, ENOSPC}, FILE_AT(0), false, true},
    {CALL(fallocate), {EOPNOTSUPP, ENOSPC, EIO}, FILE_AT(0), false, true},
    {CALL(fsync), {EIO, ENOSPC, EDQUOT}, FILE_AT(0), false, false},
    {CALL(fdatasync), {EIO, ENOSPC, EDQUOT}, FILE_AT(0), false, false},
    {CALL(msync), {EIO, ENOMEM, EBUSY}, NOTHING, false, false},
    {CALL(fchmod), {EPERM, EIO, EROFS}, FILE_AT(0), false, false},
    {CALL(fchown), {EPERM, EIO, EROFS}, FILE_AT(0), false, false},
    {CALL(flock), {ENOLCK, EIO, ENOSYS}, FILE_AT(0), false, true},
    {CALL(fcntl), {ENOLCK, EINVAL, EACCES}, FILE_AT(0), false, true},
    {CALL(ioctl), {ENOTTY, EIO, EINVAL}, FILE_AT(0), false, false},
    {CALL(dup), {EMFILE, EBUSY, EMFILE}, FILE_AT(0), false, true},
    {CALL(dup3), {EMFILE, EBUSY, EMFILE}, FILE_AT(0), false, true},
    {CALL(pipe2), {EMFILE, ENFILE, EMFILE}, NOTHING, false, false},
    {CALL(ppoll), {ENOMEM, EINVAL, EINVAL}, NOTHING, false, true},
    {CALL(wait4), {ECHILD, EINVAL, ECHILD}, NOTHING, false, true},
    {CALL(mmap), {ENOMEM, ENODEV, EPERM}, .file = 4, .path = NONE, false,
	false},
    {CALL(munmap), {ENOMEM, EINVAL, ENOMEM}, NOTHING, false, false},
    {CALL(mremap), {ENOMEM, EAGAIN, ENOMEM}, NOTHING, false, false},
    {CALL(mprotect), {ENOMEM, EACCES, ENOMEM}, NOTHING, false, false},
    {CALL(madvise), {EINVAL, ENOMEM, EAGAIN}, NOTHING, false, false},
    {CALL(brk), {ENOMEM, ENOMEM, ENOMEM}, NOTHING, false, false},
    {CALL(clone), {EAGAIN, ENOMEM, EPERM}, NOTHING, false, false},
#ifdef SYS_clone3
    {CALL(clone3), {EAGAIN, ENOMEM, EPERM}, NOTHING, false, false},
#endif
    {CALL(getrandom), {ENOSYS, EAGAIN, EIO}, NOTHING, false, true},
    {CALL(getcwd), {EACCES, ENOENT, ENOMEM}, NOTHING, false, false},
    {CALL(statfs), {EACCES, EIO, ENOSYS}, PATH_AT(0), false, false},
    {CALL(fstatfs), {EIO, ENOSYS, EIO}, FILE_AT(0), false, false},
    {CALL(uname), {EFAULT, EFAULT, EFAULT}, NOTHING, false, false},
    {CALL(sched_getaffinity), {EPERM, EFAULT, EPERM}, NOTHING, false, false},
    {CALL(prlimit64), {EPERM, EINVAL, EPERM}, NOTHING, false, false},
    {CALL(getrusage), {EFAULT, EFAULT, EFAULT}, NOTHING, false, false},
};

const struct call *
call_find(uint64_t number)
{
	size_t i;

	for (i = 0; i < sizeof calls / sizeof calls[0]; i++)
		if ((uint64_t)calls[i].number == number)
			return &calls[i];
	return NULL;
}

bool
call_can(const struct call *call, enum way way)
{
	switch (way) {
	case WAY_SHORT:
		return call->partial;
	case WAY_INTERRUPT:
		return call->waits;
	default:
		return true;
	}
}

static int
error_of(const struct entered *entered, enum way way)
{
	switch (way) {
	case WAY_SHORT:
		return 0;
	case WAY_INTERRUPT:
		return EINTR;
	case WAY_OTHER:
		return entered->call->errors[1 + entered->number % 2];
	default:
		return entered->call->errors[0];
	}
}

/* ---- registers ---------------------------------------------------------- */

#if defined __x86_64__

static void
poke(pid_t process, size_t offset, long long value)
{
	ptrace(PTRACE_POKEUSER, process, offset, value);
}

#define PLACE(name) offsetof(struct user_regs_struct, name)

static void
drop_call(pid_t process)
{
	poke(process, PLACE(orig_rax), -1);
}

static void
set_result(pid_t process, int error)
{
	poke(process, PLACE(rax), -error);
}

static void
set_argument(pid_t process, unsigned number, long value)
{
	poke(process, number == 0 ? PLACE(rdi) : PLACE(rdx), value);
}

enum { KNOWN = true, RESULT_IS_FIRST = false };

#elif defined __aarch64__

static void
drop_call(pid_t process)
{
	int none = -1;
	struct iovec place = {&none, sizeof none};

	ptrace(PTRACE_SETREGSET, process, NT_ARM_SYSTEM_CALL, &place);
}

static void
set_argument(pid_t process, unsigned number, long value)
{
	struct user_regs_struct registers;
	struct iovec place = {&registers, sizeof registers};

	ptrace(PTRACE_GETREGSET, process, NT_PRSTATUS, &place);
	registers.regs[number] = (unsigned long long)value;
	ptrace(PTRACE_SETREGSET, process, NT_PRSTATUS, &place);
}

static void
set_result(pid_t process, int error)
{
	set_argument(process, 0, -error);
}

enum { KNOWN = true, RESULT_IS_FIRST = true };

#else

static void
drop_call(pid_t process)
{
	(void)process;
}

static void
set_result(pid_t process, int error)
{
	(void)process;
	(void)error;
}

static void
set_argument(pid_t process, unsigned number, long value)
{
	(void)process;
	(void)number;
	(void)value;
}

enum { KNOWN = false, RESULT_IS_FIRST = false };

#endif

bool
calls_can_fail(void)
{
	return KNOWN;
}

/* The system says of brk where the heap ends, never an error. */
/* A close that fails has closed the file, as Linux has it. */
void
call_spoil(pid_t process, const struct entered *entered, enum way way)
{
	if (way == WAY_SHORT)
		set_argument(process, 2, entered->args[2] > 0);
	else if (entered->call->number == SYS_brk)
		set_argument(process, 0, 0);
	else if (entered->call->number != SYS_close)
		drop_call(process);
}

/* The caller relies on its arguments being as they were, but for one that is
 * in the place of the result. */
void
call_finish(pid_t process, const struct entered *entered, enum way way)
{
	if (way == WAY_SHORT)
		set_argument(process, 2, (long)entered->args[2]);
	else if (entered->call->number != SYS_brk)
		set_result(process, error_of(entered, way));
	else if (!RESULT_IS_FIRST)
		set_argument(process, 0, (long)entered->args[0]);
}

/* ---- for people --------------------------------------------------------- */

static void
read_path(pid_t process, uint64_t place, char *path, size_t size)
{
	struct iovec here = {path, size - 1};
	struct iovec there = {(void *)(uintptr_t)place, size - 1};
	ssize_t got = process_vm_readv(process, &here, 1, &there, 1, 0);

	path[got > 0 ? got : 0] = '\0';
}

static void
find_file(pid_t process, uint64_t number, char *path, size_t size)
{
	char link[64];
	ssize_t got;

	snprintf(
	    link, sizeof link, "/proc/%d/fd/%d", (int)process, (int)number);
	got = readlink(link, path, size - 1);
	path[got > 0 ? got : 0] = '\0';
}

/* An empty path stands for the descriptor before it. */
static void
find_path(pid_t process, const struct entered *entered, char *path, size_t size)
{
	const struct call *call = entered->call;

	if (call->path >= 0)
		read_path(process, entered->args[call->path], path, size);
	if (call->file >= 0 || (call->path > 0 && path[0] == '\0'))
		find_file(process,
		    entered->args[call->file >= 0 ? call->file : 0], path,
		    size);
}

/* Memory that is nobody's file, threads, pipes to probe memory with, and what
 * the system tells. */
bool
call_is_of_sanitizer(pid_t process, const struct entered *entered)
{
	static const long own[] = {SYS_munmap, SYS_mremap, SYS_mprotect,
	    SYS_madvise, SYS_brk, SYS_clone, SYS_pipe2, SYS_wait4};
	char path[256] = "";
	size_t i;

	for (i = 0; i < sizeof own / sizeof own[0]; i++)
		if (entered->call->number == own[i])
			return true;
	if (entered->call->number == SYS_mmap)
		return (int)entered->args[4] < 0;
	find_path(process, entered, path, sizeof path);
	return strncmp(path, "/proc/", 6) == 0 ||
	       strncmp(path, "pipe:", 5) == 0;
}

void
call_describe(pid_t process, const struct entered *entered, enum way way,
    char *text, size_t size)
{
	char path[256] = "";

	find_path(process, entered, path, sizeof path);
	snprintf(text, size, "%s %s: %s", entered->call->name, path,
	    way == WAY_SHORT ? "short" : strerror(error_of(entered, way)));
}
