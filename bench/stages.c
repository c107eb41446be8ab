/*
 * stages.c - what each stage of ndup costs, on one core
 *
 * usage: stages [--runs N] [--articles N] [--kernel NAME] [--csv FILE]
 *               [FILE...]
 *
 * Prints a table: nanoseconds per byte of article text (best, median and worst
 * of N runs), and per article, for every stage of src/pipeline.c's drawing.
 * README.md beside this file tells how to read it.
 */
#include <err.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "stages_input.h"
#include "stages_scan.h"
#include "stages_sketch.h"

enum { MOST_FILES = 8, MADE_ARTICLES = 2000 };

struct options {
	unsigned num_runs;
	size_t num_articles; /* of each file */
	const char *csv;     /* or NULL */
	enum kernel kernel;
	const char *const *files;
	size_t num_files;
	bool by_default; /* nobody named the files */
};

/* What is measured: the first file's articles, and texts by script. */
struct subjects {
	struct collection files[MOST_FILES];
	struct collection samples, made[NUM_SCRIPTS];
	struct collection scripts[NUM_SCRIPTS];
	const struct collection *whole;
};

static volatile int stopped;

static void
on_signal(int number)
{
	(void)number;
	stopped = 1;
}

/* ---- options ------------------------------------------------------------ */

static size_t
read_number(const char *name, const char *text)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (*end != '\0' || *text == '-' || number < 1 || number > 10000000)
		errx(2, "--%s takes a number from 1 to 10000000, not %s", name,
		    text);
	return number;
}

static enum kernel
read_kernel(const char *text)
{
	static const char *const names[NUM_KERNELS] = {
	    "best", "portable", "avx2"};
	enum kernel kernel = 0;

	while (kernel < NUM_KERNELS && strcmp(text, names[kernel]) != 0)
		kernel++;
	if (kernel == NUM_KERNELS)
		errx(2, "--kernel takes best, portable or avx2, not %s", text);
	if (!kernel_works(kernel))
		errx(2, "this processor has no %s", text);
	return kernel;
}

static void
read_options(struct options *options, int argc, char **argv)
{
	static const char *const usual[] = {DATA "/reuters106k.jsonl.zst",
	    DATA "/ru_en_news500.jsonl.zst", DATA "/zh_news4000.jsonl.zst"};
	static const struct option known[] = {{"runs", 1, NULL, 'r'},
	    {"articles", 1, NULL, 'a'}, {"csv", 1, NULL, 'c'},
	    {"kernel", 1, NULL, 'k'}, {NULL, 0, NULL, 0}};
	int letter;

	*options =
	    (struct options){5, 20000, NULL, KERNEL_BEST, usual, 3, true};
	while ((letter = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (letter == 'r')
			options->num_runs =
			    (unsigned)read_number("runs", optarg);
		else if (letter == 'a')
			options->num_articles = read_number("articles", optarg);
		else if (letter == 'c')
			options->csv = optarg;
		else if (letter == 'k')
			options->kernel = read_kernel(optarg);
		else
			errx(2, "usage: stages [--runs N] [--articles N] "
				"[--kernel NAME] [--csv FILE] [FILE...]");
	}
	if (optind == argc)
		return;
	options->files = (const char *const *)argv + optind;
	options->num_files = (size_t)(argc - optind);
	options->by_default = false;
	if (options->num_files > MOST_FILES)
		errx(2, "at most %d files", MOST_FILES);
}

/* ---- what is measured --------------------------------------------------- */

static void
load_files(struct subjects *subjects, const struct options *options)
{
	struct ndup_error error = {0};
	const char *path;
	size_t i;

	for (i = 0; i < options->num_files; i++) {
		path = options->files[i];
		if (access(path, R_OK) != 0) {
			if (!options->by_default)
				err(2, "%s", path);
			continue;
		}
		if (collection_read(&subjects->files[i], path,
			options->num_articles, &error) != NDUP_OK)
			errx(2, "%s", error.text);
		if (subjects->files[i].num == 0 && !options->by_default)
			errx(2, "%s: no articles", path);
	}
}

/* Texts of a script: those of all files, or made from the samples. */
static void
load_script(struct subjects *subjects, const struct options *options,
    enum script script)
{
	struct collection *chosen = &subjects->scripts[script];
	struct collection *made = &subjects->made[script];
	size_t num = options->num_articles, i;

	for (i = 0; i < options->num_files; i++) {
		if (collection_select(chosen, &subjects->files[i], script) !=
		    NDUP_OK)
			errx(2, "out of memory");
	}
	if (chosen->num == 0) {
		if (num > MADE_ARTICLES)
			num = MADE_ARTICLES;
		if (collection_vary(made, &subjects->samples, script, num) !=
			NDUP_OK ||
		    collection_select(chosen, made, script) != NDUP_OK)
			errx(2, "cannot make texts from " SAMPLES);
	}
	printf("%s: %zu texts, %.1f MB%s\n", script_name(script), chosen->num,
	    (double)chosen->bytes / 1e6,
	    made->num == 0 ? ""
			   : ", made from samples/, repeated, words changed");
}

static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static void
load(struct subjects *subjects, const struct options *options)
{
	struct ndup_error error = {0};
	enum script script;

	load_files(subjects, options);
	if (collection_read(&subjects->samples, SAMPLES, SIZE_MAX, &error) !=
	    NDUP_OK)
		errx(2, "%s", error.text);
	for (script = 0; script < NUM_SCRIPTS; script++)
		load_script(subjects, options, script);
	subjects->whole = subjects->files[0].num > 0
			      ? &subjects->files[0]
			      : &subjects->made[SCRIPT_ASCII];
	if (subjects->whole->num == 0)
		subjects->whole = &subjects->scripts[SCRIPT_ASCII];
	printf("other stages: %zu articles, %.1f MB, of %s\n",
	    subjects->whole->num, (double)subjects->whole->bytes / 1e6,
	    subjects->files[0].num > 0 ? file_name(options->files[0])
				       : "those of ASCII");
}

static void
unload(struct subjects *subjects)
{
	size_t i;

	for (i = 0; i < NUM_SCRIPTS; i++) {
		collection_free(&subjects->scripts[i]);
		collection_free(&subjects->made[i]);
	}
	for (i = 0; i < MOST_FILES; i++)
		collection_free(&subjects->files[i]);
	collection_free(&subjects->samples);
}

/* ---- measuring ---------------------------------------------------------- */

static void
print_machine(const struct options *options)
{
	char line[256], date[16];
	time_t now = time(NULL);
	FILE *file;

	strftime(date, sizeof date, "%Y-%m-%d", gmtime(&now));
	printf("ndup %s, %s, best of %u runs\n", ndup_version(), date,
	    options->num_runs);
	printf("compiler: %s\n", __VERSION__);
	if ((file = fopen("/proc/cpuinfo", "r")) == NULL)
		return;
	while (fgets(line, sizeof line, file) != NULL) {
		if (strncmp(line, "model name", 10) == 0 &&
		    strchr(line, ':') != NULL) {
			printf("processor:%s", strchr(line, ':') + 1);
			break;
		}
	}
	fclose(file);
}

static enum ndup_status
measure_all(struct measure *measure, const struct subjects *subjects,
    enum kernel kernel)
{
	struct ndup_params params;
	enum ndup_status status;
	enum script script;

	ndup_params_init(&params, sizeof params);
	params.num_threads = 1;
	measure_head(measure);
	status = measure_input(measure, subjects->whole);
	for (script = 0; script < NUM_SCRIPTS && status == NDUP_OK; script++)
		status = measure_script(measure, &params,
		    &subjects->scripts[script], script, kernel);
	if (status == NDUP_OK)
		status = measure_sketch(measure, &params, subjects->whole);
	if (status == NDUP_OK)
		status = measure_scan(measure, &params, subjects->whole);
	return status;
}

int
main(int argc, char **argv)
{
	struct subjects subjects = {0};
	struct options options;
	struct measure measure;
	enum ndup_status status;
	bool csv_fails = false;

	read_options(&options, argc, argv);
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	print_machine(&options);
	load(&subjects, &options);
	if (measure_init(&measure, options.num_runs) != NDUP_OK)
		errx(2, "out of memory");
	measure.stopped = &stopped;
	if (options.csv != NULL &&
	    (measure.csv = fopen(options.csv, "w")) == NULL)
		err(2, "%s", options.csv);
	status = measure_all(&measure, &subjects, options.kernel);
	if (measure.csv != NULL)
		csv_fails = ferror(measure.csv) | fclose(measure.csv);
	measure_free(&measure);
	unload(&subjects);
	if (csv_fails)
		errx(2, "%s: not all could be written", options.csv);
	return status == NDUP_OK ? 0 : 2;
}
