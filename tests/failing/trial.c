/*
 * worker.c - one run of a program, of which one call fails
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trial.h"

enum {
	PATIENCE = 120, /* seconds; nothing takes one */
	OPTIONS =
	    PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL,
	SYSCALL_STOP = SIGTRAP | 0x80
};

/* ---- the page ----------------------------------------------------------- */

static int page = -1;
static struct plan *plan;

/* Made once a process. */
static bool
make_page(void)
{
	if (page >= 0)
		return true;
	page = memfd_create("plan", 0);
	if (page < 0 || ftruncate(page, sizeof *plan) != 0)
		return false;
	plan = mmap(
	    NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, page, 0);
	return plan != MAP_FAILED;
}

static void
set_plan(const struct query *trial)
{
	plan->at = trial->is_call ? 0 : trial->at;
	plan->from_there_on = trial->way == WAY_ALL;
	plan->traced = trial->is_call;
	atomic_store(&plan->num_allocations, 0);
}

/* ---- the child ---------------------------------------------------------- */

static void
put_file(const char *path, int flags, int number)
{
	int file = open(path, flags, 0666);

	if (file < 0 || (file != number && dup2(file, number) != number))
		_exit(126);
	if (file != number)
		close(file);
}

/* Who looks for wrong use of memory wants to be the first library, and cannot
 * look for leaks in a process that is traced to its end. */
static void
set_sanitizer(const struct query *trial)
{
	bool to_the_end =
	    trial->is_call &&
	    (trial->at == 0 || trial->way == WAY_ALL || trial->has_threads);

	setenv("ASAN_OPTIONS",
	    to_the_end ? "verify_asan_link_order=0:detect_leaks=0"
		       : "verify_asan_link_order=0",
	    1);
}

static void
set_environment(const struct query *trial)
{
	char number[16];

	snprintf(number, sizeof number, "%d", page);
	setenv(PLAN_VARIABLE, number, 1);
	setenv("LD_PRELOAD", trial->memory, 1);
	setenv("TMPDIR", "tmp", 1);
	set_sanitizer(trial);
}

/* The tracer's word is waited for before the program begins. */
static void
become(const struct query *trial, const char *terminal)
{
	if (chdir(trial->folder) != 0)
		_exit(126);
	put_file(trial->input, O_RDONLY, STDIN_FILENO);
	if (terminal == NULL)
		put_file("stdout", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
	else
		put_file(terminal, O_RDWR | O_NOCTTY, STDOUT_FILENO);
	put_file(
	    "stderr", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, STDERR_FILENO);
	set_environment(trial);
	alarm(PATIENCE);
	if (trial->is_call && ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
		_exit(126);
	execv(trial->program, (char *const *)trial->words);
	_exit(126);
}

/* ---- calls are counted -------------------------------------------------- */

/* What is known of the processes that are followed: threads of one. */
struct following {
	struct query *trial;
	unsigned num_threads;
	pid_t spoiled;          /* stands in the call that fails; 0: none */
	struct entered entered; /* that call */
	long kind; /* of the call that failed first; -1: none yet */
};

/* Error lines are for us. */
static bool
is_error_line(const struct entered *entered)
{
	return entered->call->file == 0 && entered->args[0] == STDERR_FILENO;
}

/* Whether the call that begins is the one, or one of those. */
static bool
is_meant(
    struct following *following, pid_t process, const struct entered *entered)
{
	struct query *trial = following->trial;

	if (is_error_line(entered) || !call_can(entered->call, trial->way) ||
	    (trial->is_sanitized && call_is_of_sanitizer(process, entered)))
		return false;
	if (following->kind >= 0)
		return trial->way == WAY_ALL &&
		       entered->call->number == following->kind;
	return ++trial->num_calls == trial->at;
}

static void
enter_call(struct following *following, pid_t process,
    const struct __ptrace_syscall_info *info)
{
	struct query *trial = following->trial;
	struct entered entered = {.call = call_find(info->entry.nr)};
	size_t i;

	for (i = 0; i < 6; i++)
		entered.args[i] = info->entry.args[i];
	if (entered.call == NULL || !is_meant(following, process, &entered))
		return;
	entered.number = trial->num_calls;
	if (!trial->reached) {
		trial->reached = true;
		trial->call = *entered.call;
		call_describe(process, &entered, trial->way, trial->what,
		    sizeof trial->what);
	}
	following->kind = entered.call->number;
	following->spoiled = process;
	following->entered = entered;
	call_spoil(process, &entered, trial->way);
}

/* Whether nothing more is to be done; then a process of one thread is left
 * alone (who looks for leaks wants no other tracer). */
static bool
leave_call(struct following *following, pid_t process)
{
	if (process != following->spoiled)
		return false;
	call_finish(process, &following->entered, following->trial->way);
	following->spoiled = 0;
	return following->trial->way != WAY_ALL && following->num_threads == 1;
}

/* At a stop of a process; false: it is not followed any more. */
static bool
look_at_stop(struct following *following, pid_t process)
{
	struct __ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, process, sizeof info, &info) <= 0)
		return true;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
		enter_call(following, process, &info);
	else if (info.op == PTRACE_SYSCALL_INFO_EXIT &&
		 leave_call(following, process))
		return ptrace(PTRACE_DETACH, process, NULL, NULL) != 0;
	return true;
}

/* A signal of the program's own goes on to it. */
static int
signal_of(int status)
{
	int number = WSTOPSIG(status);

	if (number == SYSCALL_STOP || number == SIGSTOP || status >> 16 != 0)
		return 0;
	return number;
}

/* Until the first thread has ended. */
static void
follow(struct query *trial, pid_t child)
{
	struct following following = {
	    .trial = trial, .num_threads = 1, .kind = -1};
	bool followed = true;
	pid_t process;
	int status;

	while ((process = waitpid(-1, &status, __WALL)) > 0) {
		if (!WIFSTOPPED(status)) {
			trial->status = status;
			if (process == child)
				return;
			continue;
		}
		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_CLONE << 8))
			following.num_threads++;
		if (WSTOPSIG(status) == SYSCALL_STOP)
			followed = look_at_stop(&following, process);
		if (followed)
			ptrace(
			    PTRACE_SYSCALL, process, NULL, signal_of(status));
	}
}

/* From the program's stop before main() on. */
static void
trace(struct query *trial, pid_t child)
{
	while (waitpid(child, &trial->status, 0) == child &&
	       WIFSTOPPED(trial->status)) {
		if (WSTOPSIG(trial->status) == SIGSTOP) {
			ptrace(PTRACE_SETOPTIONS, child, NULL, OPTIONS);
			ptrace(PTRACE_SYSCALL, child, NULL, NULL);
			follow(trial, child);
			return;
		}
		ptrace(PTRACE_CONT, child, NULL, NULL);
	}
}

/* ---- a terminal --------------------------------------------------------- */

/* The end that stays here, and the name of the other. */
static int
open_terminal(char *name, size_t size)
{
	int file = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (file >= 0 && (grantpt(file) != 0 || unlockpt(file) != 0 ||
			     ptsname_r(file, name, size) != 0)) {
		close(file);
		return -1;
	}
	return file;
}

/* What was shown; it is little. */
static void
save_terminal(const struct query *trial, int terminal)
{
	char bytes[4096], path[4096];
	ssize_t size;
	int file;

	snprintf(path, sizeof path, "%s/stdout", trial->folder);
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	fcntl(terminal, F_SETFL, O_NONBLOCK);
	while ((size = read(terminal, bytes, sizeof bytes)) > 0)
		if (write(file, bytes, (size_t)size) != size)
			break;
	close(file);
	close(terminal);
}

/* ---- all of it ---------------------------------------------------------- */

static void
wait_for(struct query *trial, pid_t child)
{
	if (trial->is_call) {
		trace(trial, child);
		return;
	}
	while (waitpid(child, &trial->status, 0) < 0 && errno == EINTR)
		continue;
	trial->num_calls = atomic_load(&plan->num_allocations);
	trial->reached = trial->at > 0 && trial->num_calls >= trial->at;
	snprintf(trial->what, sizeof trial->what, "allocation");
}

bool
trial_can_trace(void)
{
	pid_t child = fork();
	int status = -1;

	if (child == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0);
	if (child > 0)
		waitpid(child, &status, 0);
	return calls_can_fail() && status == 0;
}

bool
trial_run(struct query *trial)
{
	char name[64];
	int terminal = -1;
	pid_t child;

	trial->reached = false;
	trial->num_calls = 0;
	trial->what[0] = '\0';
	if (!make_page() ||
	    (trial->at_terminal &&
		(terminal = open_terminal(name, sizeof name)) < 0))
		return false;
	set_plan(trial);
	if ((child = fork()) < 0)
		return false;
	if (child == 0)
		become(trial, terminal < 0 ? NULL : name);
	wait_for(trial, child);
	if (terminal >= 0)
		save_terminal(trial, terminal);
	return true;
}
