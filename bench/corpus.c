/*
 * corpus.c - makes corpora of news with exact truth, of any size
 *
 * In: a number of articles and a seed.  Out: JSON Lines, and a file that says
 * which articles share which bytes.  The same options give the same bytes on
 * every machine; memory does not grow with the number of articles, because an
 * article that is copied is written again.
 */
#include "corpus_edits.h"
#include "corpus_plan.h"
#include "corpus_text.h"
#include "corpus_truth.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define MENU_ITEMS 30U
#define LIST_ITEMS 8U
#define LIST_LIFE 500U /* articles with boilerplate, then a new headline */
#define FOOTER_WORDS 60U
#define AGENCY_WORDS 100U
#define AGENCY_ARTICLE_WORDS 370U

/* Of texts that are changed by fixed amounts. */
#define CHANGED_LEAST 250U
#define CHANGED_MOST 600U

/* Keys of texts that stand in no single article. */
enum { MENU_KEY = 1, FOOTER_KEY, HEADLINE_KEY };

static const char usage[] =
    "usage: corpus --articles N --seed S [--out FILE] [--truth FILE]\n"
    "              [--story-share SHARE] [--boilerplate N] [--topics N]\n"
    "              [--story-days N] [--agency N] [--copies PERCENT]\n"
    "              [--changes]\n"
    "\n"
    "Writes N invented news articles as JSON Lines, and which of them share\n"
    "which bytes.\n"
    "\n"
    "  --out FILE           articles; else standard output\n"
    "  --truth FILE         pairs with the ranges that they share\n"
    "  --story-share SHARE  so much of all articles print one story\n"
    "  --story-days N       all of them in the first N days, whatever their\n"
    "                       numbers\n"
    "  --boilerplate N      so many have one site's menu, list of related\n"
    "                       news and footer\n"
    "  --topics N           so many share phrases with 49 others of their\n"
    "                       topic, and are no copies\n"
    "  --agency N           so many, of about 400 words, have the same\n"
    "                       agency paragraph of 100 words\n"
    "  --copies PERCENT     of the other articles so many come from earlier\n"
    "                       ones, by all kinds of edits [33]\n"
    "  --changes            copies are changed by fixed amounts: a word in 8,\n"
    "                       letters misread, sentences left out, ...\n";

struct options {
	struct plan plan;
	const char *out, *truth;
};

struct maker {
	struct plan plan;
	struct language *language;
	struct truth *truth;
	FILE *out;
	struct text originals[2], story, agency;
	struct text body, menu, tail, title, line;
};

static void
fail(const char *what, const char *name)
{
	fprintf(stderr, "corpus: %s", what);
	if (name)
		fprintf(stderr, ": %s", name);
	fputc('\n', stderr);
	exit(2);
}

/* ---- what an article says ----------------------------------------------- */

static struct writer
new_writer(const struct maker *maker, uint32_t article, enum purpose purpose)
{
	uint32_t topic = NO_TOPIC;

	if (purpose == TEXT && article < AGENCY_TEXT &&
	    plan_kind(&maker->plan, article) == TOPIC)
		topic = plan_topic(&maker->plan, article);
	return writer_new(
	    maker->language, plan_key(&maker->plan, article, purpose), topic);
}

static uint32_t
length_of(const struct plan *plan, struct random *random)
{
	if (plan->changes)
		return CHANGED_LEAST +
		       random_below(random, CHANGED_MOST - CHANGED_LEAST);
	return random_length(random);
}

static void
write_original(const struct maker *maker, uint32_t article, struct text *text)
{
	struct writer writer = new_writer(maker, article, TEXT);

	text_clear(text);
	writer_add(&writer, text, length_of(&maker->plan, &writer.random));
}

static void
write_copy(struct maker *maker, struct text *body, uint32_t article,
    const struct origin *origins)
{
	enum kind kind = plan_kind(&maker->plan, article);
	struct writer writer = new_writer(maker, article, FRESH);
	struct random *random = &writer.random;

	if (kind == VERBATIM || (kind == MERGED && !origins[1].text))
		edit_verbatim(body, origins[0]);
	else if (kind == LIGHT)
		edit_light(
		    body, origins[0], &writer, 10 + random_below(random, 91));
	else if (kind == REORDERED)
		edit_reorder(body, origins[0], random);
	else if (kind == CHANGED)
		change_text(body, origins[0].article, origins[0].text, &writer,
		    plan_change(&maker->plan, article));
	else if (kind == MERGED)
		edit_merge(body, origins[0], origins[1], random);
	else
		edit_paragraphs(body, origins[0], &writer, kind);
}

/* Half of them as it was, the others with a few words edited. */
static void
write_story(struct maker *maker, struct text *body, uint32_t article)
{
	struct writer writer = new_writer(maker, article, FRESH);
	struct origin origin = {STORY_TEXT, &maker->story};

	if (random_below(&writer.random, 2) == 0)
		edit_verbatim(body, origin);
	else
		edit_light(body, origin, &writer,
		    10 + random_below(&writer.random, 41));
}

static void
write_body(struct maker *maker, uint32_t article)
{
	struct origin origins[2] = {{0, NULL}, {0, NULL}};
	enum kind kind = plan_kind(&maker->plan, article);
	struct writer writer = new_writer(maker, article, FRESH);
	uint32_t parents[2];
	unsigned num = plan_parents(&maker->plan, article, parents);

	text_clear(&maker->body);
	for (unsigned i = 0; i < num; i++) {
		write_original(maker, parents[i], &maker->originals[i]);
		origins[i].article = parents[i];
		origins[i].text = &maker->originals[i];
	}
	if (num > 0)
		write_copy(maker, &maker->body, article, origins);
	else if (kind == STORY)
		write_story(maker, &maker->body, article);
	else if (kind == AGENCY)
		edit_embed(&maker->body,
		    (struct origin){AGENCY_TEXT, &maker->agency}, &writer,
		    AGENCY_ARTICLE_WORDS);
	else
		write_original(maker, article, &maker->body);
}

static void
write_title(struct maker *maker, uint32_t article)
{
	enum kind kind = plan_kind(&maker->plan, article);
	uint32_t parents[2], owner = article;
	struct writer writer;

	if (kind == STORY)
		owner = STORY_TEXT;
	else if ((kind == VERBATIM || kind == LIGHT) &&
		 plan_parents(&maker->plan, article, parents) > 0)
		owner = parents[0];
	writer = new_writer(maker, owner, TITLE);
	text_clear(&maker->title);
	writer_add_line(
	    &writer, &maker->title, 6 + random_below(&writer.random, 4));
}

/* ---- what stands around it ---------------------------------------------- */

static void
write_menu(struct maker *maker)
{
	struct writer writer =
	    writer_new(maker->language, mix(MENU_KEY, ~0ULL), NO_TOPIC);

	text_clear(&maker->menu);
	for (unsigned i = 0; i < MENU_ITEMS; i++) {
		writer_add_line(&writer, &maker->menu, 1);
		text_append(&maker->menu, "\n", 1);
	}
	text_append(&maker->menu, "\n", 1);
}

/* Related news, of which the oldest goes now and then, and the footer. */
static void
write_tail(struct maker *maker, uint32_t article)
{
	uint64_t done = (uint64_t)article * maker->plan.num_boilerplate /
			maker->plan.num_articles;
	uint64_t headline = done / LIST_LIFE;
	struct writer writer;

	text_clear(&maker->tail);
	for (unsigned i = 0; i < LIST_ITEMS; i++) {
		writer = writer_new(maker->language,
		    mix(HEADLINE_KEY, ~(headline + i)), NO_TOPIC);
		writer_add_line(&writer, &maker->tail, 8);
		text_append(&maker->tail, "\n", 1);
	}
	text_append(&maker->tail, "\n", 1);
	writer = writer_new(maker->language, mix(FOOTER_KEY, ~0ULL), NO_TOPIC);
	writer_add(&writer, &maker->tail, FOOTER_WORDS);
	maker->tail.size -= 2;
}

static void
append_escaped(struct text *line, const struct text *text)
{
	const char *bytes = text->bytes, *end = bytes + text->size;

	while (bytes < end) {
		const char *plain = bytes;

		while (bytes < end && *bytes != '"' && *bytes != '\n')
			bytes++;
		text_append(line, plain, (size_t)(bytes - plain));
		if (bytes < end)
			text_append(line, *bytes++ == '"' ? "\\\"" : "\\n", 2);
	}
}

static void
write_line(struct maker *maker, uint32_t article, bool has_boilerplate)
{
	struct text *line = &maker->line;
	char published[PUBLISHED_SIZE], head[256];
	int size;

	plan_published(&maker->plan, article, published);
	size = snprintf(head, sizeof(head),
	    "{\"id\": \"" ID_FORMAT "\", \"source\": \"outlet-%u\", "
	    "\"published\": \"%s\", \"title\": \"",
	    article, plan_outlet(&maker->plan, article), published);
	text_clear(line);
	text_append(line, head, (size_t)size);
	append_escaped(line, &maker->title);
	text_append(line, "\", \"text\": \"", 12);
	if (has_boilerplate)
		append_escaped(line, &maker->menu);
	append_escaped(line, &maker->body);
	if (has_boilerplate)
		append_escaped(line, &maker->tail);
	else
		line->size -= 4; /* the newlines after the last paragraph */
	text_append(line, "\"}\n", 3);
	if (fwrite(line->bytes, 1, line->size, maker->out) != line->size)
		fail("cannot write the articles", NULL);
}

static void
write_article(struct maker *maker, uint32_t article)
{
	bool has_boilerplate = plan_has_boilerplate(&maker->plan, article);
	uint32_t head = 0, size;

	write_body(maker, article);
	write_title(maker, article);
	if (has_boilerplate) {
		write_tail(maker, article);
		head = (uint32_t)maker->menu.size;
		size = (uint32_t)(head + maker->body.size + maker->tail.size);
		truth_add_boilerplate(maker->truth, article, size, head,
		    (uint32_t)maker->tail.size);
	}
	truth_add(maker->truth, article, &maker->body, head);
	write_line(maker, article, has_boilerplate);
}

/* ---- the program -------------------------------------------------------- */

static FILE *
open_file(const char *name)
{
	FILE *file = fopen(name, "wb");

	if (!file)
		fail("cannot write", name);
	return file;
}

static void
close_file(FILE *file)
{
	if (file && fclose(file) != 0)
		fail("cannot write all", NULL);
}

static void
free_text(struct text *text)
{
	free(text->bytes);
	free(text->paragraphs);
	free(text->pieces);
}

static void
maker_free(struct maker *maker)
{
	struct text *texts[] = {&maker->originals[0], &maker->originals[1],
	    &maker->story, &maker->agency, &maker->body, &maker->menu,
	    &maker->tail, &maker->title, &maker->line};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		free_text(texts[i]);
	truth_free(maker->truth);
	free(maker->language);
}

static void
make_corpus(const struct options *options)
{
	FILE *truth = options->truth ? open_file(options->truth) : NULL;
	struct maker maker = {.plan = options->plan, .out = stdout};
	struct writer writer;

	if (options->out)
		maker.out = open_file(options->out);
	maker.language = language_new(maker.plan.seed);
	maker.truth = truth_new(&maker.plan, truth);
	write_original(&maker, STORY_TEXT, &maker.story);
	writer = new_writer(&maker, AGENCY_TEXT, TEXT);
	do {
		text_clear(&maker.agency);
		writer_add(&writer, &maker.agency, AGENCY_WORDS);
	} while (maker.agency.num_paragraphs > 1);
	write_menu(&maker);
	for (uint32_t i = 0; i < maker.plan.num_articles; i++)
		write_article(&maker, i);
	close_file(maker.out);
	close_file(truth);
	maker_free(&maker);
}

static uint64_t
read_number(const char *text, uint64_t most)
{
	char *end;
	unsigned long long number = strtoull(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0' || number > most)
		fail("not a number that is possible here", text);
	return number;
}

/* A share, in articles, rounded down: 0.05 of 1,000 is 50 everywhere. */
static uint32_t
share_of(const char *text, uint32_t num_articles)
{
	uint64_t value = 0, unit = 1;
	const char *digit = text;

	if (digit[0] != '0' || digit[1] != '.' || digit[2] == '\0' ||
	    strlen(text) > 8)
		fail("a share is below 1, as 0.05, not", text);
	for (digit += 2; *digit >= '0' && *digit <= '9'; digit++) {
		value = value * 10 + (uint64_t)(*digit - '0');
		unit *= 10;
	}
	if (*digit != '\0')
		fail("a share is below 1, as 0.05, not", text);
	return (uint32_t)(value * num_articles / unit);
}

static struct options
read_options(int argc, char **argv)
{
	static const struct option names[] = {
	    {"articles", required_argument, NULL, 'n'},
	    {"seed", required_argument, NULL, 's'},
	    {"out", required_argument, NULL, 'o'},
	    {"truth", required_argument, NULL, 't'},
	    {"story-share", required_argument, NULL, 'p'},
	    {"story-days", required_argument, NULL, 'd'},
	    {"boilerplate", required_argument, NULL, 'b'},
	    {"topics", required_argument, NULL, 'c'},
	    {"agency", required_argument, NULL, 'a'},
	    {"copies", required_argument, NULL, 'r'},
	    {"changes", no_argument, NULL, 'e'},
	    {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
	struct options options = {.plan = {.seed = 1, .percent_copies = 33}};
	const char *share = NULL;
	uint32_t most = 99999999;
	int option;

	while ((option = getopt_long(argc, argv, "h", names, NULL)) != -1) {
		uint64_t number = 0;

		if (strchr("nbca", option))
			number = read_number(optarg, most);
		switch (option) {
		case 'n':
			options.plan.num_articles = (uint32_t)number;
			break;
		case 's':
			options.plan.seed = read_number(optarg, UINT32_MAX);
			break;
		case 'o':
			options.out = optarg;
			break;
		case 't':
			options.truth = optarg;
			break;
		case 'p':
			share = optarg;
			break;
		case 'b':
			options.plan.num_boilerplate = (uint32_t)number;
			break;
		case 'c':
			options.plan.num_topic = (uint32_t)number;
			break;
		case 'a':
			options.plan.num_agency = (uint32_t)number;
			break;
		case 'r':
			options.plan.percent_copies =
			    (uint32_t)read_number(optarg, 100);
			break;
		case 'd':
			options.plan.story_days =
			    (uint32_t)read_number(optarg, 10000);
			break;
		case 'e':
			options.plan.changes = true;
			break;
		case 'h':
			fputs(usage, stdout);
			exit(0);
		default:
			fputs(usage, stderr);
			exit(2);
		}
	}
	if (optind != argc || options.plan.num_articles == 0)
		fail("--articles N is needed, and nothing but options", NULL);
	if (share)
		options.plan.num_story =
		    share_of(share, options.plan.num_articles);
	return options;
}

int
main(int argc, char **argv)
{
	struct options options = read_options(argc, argv);
	struct plan *plan = &options.plan;

	if ((uint64_t)plan->num_story + plan->num_agency + plan->num_topic >
		plan->num_articles ||
	    plan->num_boilerplate > plan->num_articles)
		fail("more articles with a role than articles", NULL);
	plan_init(plan);
	make_corpus(&options);
	return 0;
}
