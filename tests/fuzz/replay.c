/*
 * replay.c - runs a fuzzer on files, with any compiler
 *
 * usage: replay_NAME [-m MUTATIONS] [-s SEED] FILE|FOLDER...
 *
 * Each file, and each file of a folder, is run as it is.  Then come so many
 * mutations of these files, always the same for a seed.  A child process runs
 * them; should it end badly, whatever the way, the parent writes the input that
 * it had at hand to a file and tells how to run it again.
 */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz.h"
#include "random.h"

enum { INPUT_MOST = 1 << 20, FILES_MOST = 1024 };

struct seed_file {
	char *name;
	uint8_t *bytes;
	size_t size;
};

/* What the child runs, where its parent sees it. */
struct at_hand {
	char name[PATH_MAX];
	size_t size;
	uint8_t bytes[INPUT_MOST];
};

struct replay {
	struct seed_file files[FILES_MOST];
	size_t num_files;
	uint64_t mutations;
	struct at_hand *at_hand;
};

static _Noreturn void
replay_fail(const char *what, const char *name)
{
	fprintf(stderr, "%s: %s\n", name, what);
	exit(2);
}

/* ---- files -------------------------------------------------------------- */

static void
take_file(struct replay *replay, const char *name)
{
	struct seed_file *file = &replay->files[replay->num_files];
	FILE *stream = fopen(name, "rb");

	if (stream == NULL)
		replay_fail(strerror(errno), name);
	if (replay->num_files++ == FILES_MOST)
		replay_fail("too many files", name);
	file->name = strdup(name);
	file->bytes = malloc(INPUT_MOST);
	if (file->name == NULL || file->bytes == NULL)
		replay_fail("out of memory", name);
	file->size = fread(file->bytes, 1, INPUT_MOST, stream);
	if (ferror(stream) || fgetc(stream) != EOF)
		replay_fail("unreadable, or over a megabyte", name);
	fclose(stream);
	file->bytes = realloc(file->bytes, file->size + 1);
}

static int
file_is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void
take_path(struct replay *replay, const char *path)
{
	struct dirent **entries;
	char name[PATH_MAX];
	int num = scandir(path, &entries, file_is_shown, alphasort), i;

	if (num < 0 && errno != ENOTDIR)
		replay_fail(strerror(errno), path);
	if (num < 0)
		take_file(replay, path);
	for (i = 0; i < num; i++) {
		snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
		take_file(replay, name);
		free(entries[i]);
	}
	if (num >= 0)
		free(entries);
}

/* ---- mutations ---------------------------------------------------------- */

/* Puts bytes in the place of some that are there, as far as there is room. */
static void
input_replace(struct at_hand *input, size_t at, size_t old_size,
    const uint8_t *bytes, size_t size)
{
	if (input->size - old_size + size > INPUT_MOST)
		return;
	memmove(input->bytes + at + size, input->bytes + at + old_size,
	    input->size - at - old_size);
	if (size > 0)
		memcpy(input->bytes + at, bytes, size);
	input->size += size - old_size;
}

/* Bytes of some file, or of none. */
static void
input_splice(const struct replay *replay, size_t at, size_t old_size)
{
	const struct seed_file *file =
	    &replay->files[random_below(replay->num_files)];
	size_t begin = random_below(file->size + 1);
	size_t size = random_below(file->size - begin + 1);

	input_replace(replay->at_hand, at, old_size, file->bytes + begin, size);
}

static void
input_mutate(const struct replay *replay)
{
	static const uint8_t special[] = "\0\n\r\t \"'\\,{}[]<>&=\xff\xc2\x80";
	struct at_hand *input = replay->at_hand;
	size_t at = random_below(input->size + 1), left = input->size - at;
	size_t size = random_below((left < 16 ? left : 16) + 1);
	uint8_t byte = random_percent(50)
			   ? (uint8_t)random_below(256)
			   : special[random_below(sizeof special - 1)];

	switch (random_below(6)) {
	case 0:
		if (left > 0)
			input->bytes[at] ^= (uint8_t)(1u << random_below(8));
		break;
	case 1:
		input_replace(input, at, left > 0, &byte, 1);
		break;
	case 2:
		input_replace(input, at, 0, &byte, 1);
		break;
	case 3:
		input_replace(input, at, size, NULL, 0);
		break;
	case 4:
		input_splice(replay, at, size);
		break;
	default:
		input_splice(replay, at, left);
	}
}

/* ---- runs --------------------------------------------------------------- */

static void
input_begin(const struct replay *replay, const struct seed_file *file)
{
	struct at_hand *input = replay->at_hand;

	snprintf(input->name, sizeof input->name, "%s", file->name);
	input->size = file->size;
	if (file->size > 0)
		memcpy(input->bytes, file->bytes, file->size);
}

/* A copy of its own, so that a sanitizer sees who reads on. */
static void
input_run(const struct at_hand *input)
{
	struct ndup_slice copy =
	    fuzz_copy((struct fuzz_input){input->bytes, input->size});

	fuzz_require(
	    LLVMFuzzerTestOneInput((const uint8_t *)copy.ptr, copy.len) == 0);
	free((char *)copy.ptr);
}

static void
run_all(const struct replay *replay)
{
	struct at_hand *input = replay->at_hand;
	uint64_t mutation;
	size_t i, times;

	for (i = 0; i < replay->num_files; i++) {
		input_begin(replay, &replay->files[i]);
		input_run(input);
	}
	random_begin();
	for (mutation = 0; mutation < replay->mutations; mutation++) {
		i = random_below(replay->num_files);
		input_begin(replay, &replay->files[i]);
		snprintf(input->name, sizeof input->name,
		    "mutation %" PRIu64 " (of %s)", mutation,
		    replay->files[i].name);
		for (times = 1 + random_below(4); times > 0; times--)
			input_mutate(replay);
		input_run(input);
	}
	input->name[0] = '\0';
}

static int
tell_finding(const struct at_hand *input, const char *program)
{
	char name[] = "finding-XXXXXX", path[PATH_MAX];
	int file = mkstemp(name);

	fprintf(stderr, "Failed: %s\n",
	    input->name[0] != '\0' ? input->name : "at the end: leaks?");
	if (file >= 0 &&
	    write(file, input->bytes, input->size) == (ssize_t)input->size &&
	    realpath(name, path) != NULL)
		fprintf(stderr, "Run it again: %s '%s'\n", program, path);
	return 1;
}

int
main(int argc, char **argv)
{
	static struct replay replay;
	int option, status;
	pid_t child;

	while ((option = getopt(argc, argv, "m:s:")) != -1) {
		if (option == 'm')
			replay.mutations = strtoull(optarg, NULL, 10);
		else if (option == 's')
			random_seed = strtoull(optarg, NULL, 10);
		else
			return 2;
	}
	for (; optind < argc; optind++)
		take_path(&replay, argv[optind]);
	if (replay.num_files == 0)
		replay_fail("no file to run", argv[0]);
	replay.at_hand = mmap(NULL, sizeof *replay.at_hand,
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (replay.at_hand == MAP_FAILED || (child = fork()) < 0)
		replay_fail(strerror(errno), argv[0]);
	if (child == 0) {
		run_all(&replay);
		exit(0);
	}
	if (waitpid(child, &status, 0) != child || status != 0)
		return tell_finding(replay.at_hand, argv[0]);
	return 0;
}
