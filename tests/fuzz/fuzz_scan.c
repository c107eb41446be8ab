/*
 * fuzz_scan.c - a few made articles through a scan and all reports
 *
 * The first bytes choose parameters and options, the rest are orders that make
 * articles (articles.h).  Places lie in the texts, on borders of code points,
 * and in order; measures lie between 0 and 1; reports are what report_check.h
 * says; and now and then: the same articles in another order, on two threads
 * and with the least memory, give the same bytes.
 */
#include "articles.h"
#include "report_check.h"

/* Two values of a byte that say: all reports, and all again. */
enum { NUM_REPORTS = 5, ALL_REPORTS = 201, AGAIN = 200 };

/* What the reports of a scan say, one behind the other. */
struct reports {
	char *bytes;
	size_t size, capacity;
};

static struct articles_made made;
static struct reports reports, others;

struct choice {
	struct ndup_params params;
	struct ndup_report_options options;
	unsigned reports; /* a bit for each of report_kinds */
	bool again;       /* in another order, on two threads */
	bool datelines, old;
};

/* ---- what is chosen ----------------------------------------------------- */

static void
choose_params(struct ndup_params *params, struct fuzz_input *input)
{
	static const unsigned boilerplate[] = {20, 3, 4, 0};
	unsigned how = fuzz_take(input), lengths = fuzz_take(input);

	ndup_params_init(params, sizeof *params);
	params->num_threads = 1;
	params->tmpdir = "/tmp";
	params->min_boilerplate = boilerplate[how & 3];
	params->within = how & 4 ? 2 * 86400 : -1;
	params->cross_source = how & 8 && how & 16;
	params->no_passages = how & 32 && how & 64;
	params->min_coverage = how & 128 ? 0.25 : 0.05;
	params->min_passage = 1 + lengths % 8;
	params->min_run = params->min_passage + lengths / 8 % 16;
	params->shingle_size = lengths & 128 ? 5 : 3;
	params->noisy = lengths & 128 && how & 8;
}

static void
choose_options(struct choice *choice, struct fuzz_input *input)
{
	struct ndup_report_options *options = &choice->options;
	unsigned how = fuzz_take(input), more = fuzz_take(input), which;

	ndup_report_options_init(options, sizeof *options);
	options->order = (enum ndup_order)(how % 3);
	options->max_clusters = how & 4 ? 2 : 0;
	options->color = how & 8;
	options->matches = how & 16;
	options->text_limit = how & 32 ? options->text_limit : 2000;
	options->command = how & 64 ? "ndup <scan> & more" : NULL;
	options->width = 40 + more % 128;
	options->context = more / 16;
	which = fuzz_take(input);
	choice->again = which == AGAIN;
	choice->reports = which == AGAIN || which == ALL_REPORTS
			      ? (1u << NUM_REPORTS) - 1
			      : 1u << which % NUM_REPORTS;
	choice->datelines = more & 1;
	choice->old = more & 2;
}

/* ---- the scan ----------------------------------------------------------- */

static void
add_article(struct ndup_scan *scan, const struct choice *choice, size_t i)
{
	struct ndup_document document = made.items[i];

	if (choice->datelines)
		ndup_document_dateline(&document);
	fuzz_require(ndup_scan_add(scan, &document, choice->old && i == 1,
			 NULL) == NDUP_OK);
}

static struct ndup_scan *
run_scan(const struct choice *choice, bool backwards)
{
	struct ndup_params params = choice->params;
	struct ndup_scan *scan;
	size_t i;

	if (backwards) {
		params.num_threads = 2;
		params.memory = 1000000;
	}
	fuzz_require(ndup_scan_new(&scan, &params, NULL) == NDUP_OK);
	for (i = 0; i < made.num; i++)
		add_article(scan, choice, backwards ? made.num - 1 - i : i);
	fuzz_require(ndup_scan_run(scan, NULL) == NDUP_OK);
	return scan;
}

/* ---- places and measures ------------------------------------------------ */

static struct ndup_slice
text_of(struct ndup_scan *scan, uint32_t article)
{
	struct ndup_document document;

	fuzz_require(
	    ndup_scan_document(scan, article, &document, NULL) == NDUP_OK);
	return document.text;
}

static void
check_place(struct ndup_scan *scan, uint32_t article, struct ndup_span span)
{
	fuzz_require(span.begin < span.end);
	utf8_check_span(text_of(scan, article), span);
}

static void
check_share(double share)
{
	fuzz_require(share >= 0 && share <= 1);
}

static void
check_match(struct ndup_scan *scan, const struct ndup_match *match)
{
	const struct ndup_passage *passage = match->passages;
	size_t i;

	fuzz_require(match->a < match->b);
	fuzz_require(match->b < ndup_scan_counts(scan)->articles);
	check_share(match->jaccard);
	check_share(match->containment_a);
	check_share(match->containment_b);
	check_share(match->coverage_a);
	check_share(match->coverage_b);
	for (i = 0; i < match->num_passages; i++, passage++) {
		fuzz_require(passage->num_words > 0);
		fuzz_require(i == 0 || passage->a.begin >= passage[-1].a.begin);
		check_place(scan, match->a, passage->a);
		check_place(scan, match->b, passage->b);
	}
}

static void
check_matches(struct ndup_scan *scan)
{
	const struct ndup_match *match;
	struct ndup_match last = {0};
	enum ndup_status status;
	uint64_t num = 0;

	while ((status = ndup_scan_next_match(scan, &match, NULL)) == NDUP_OK) {
		fuzz_require(num++ == 0 || match->a > last.a ||
			     (match->a == last.a && match->b > last.b));
		check_match(scan, match);
		last = *match;
	}
	fuzz_require(status == NDUP_END);
	fuzz_require(num == ndup_scan_counts(scan)->matches);
}

static void
check_occurrences(struct ndup_scan *scan,
    const struct ndup_occurrence *occurrences, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++)
		check_place(scan, occurrences[i].article, occurrences[i].span);
}

/* What counts for nothing is in order, apart, and listed where it says so. */
static void
check_ignored(struct ndup_scan *scan, uint32_t article,
    const struct ndup_ignored *ignored, size_t num)
{
	uint64_t num_listed = ndup_scan_counts(scan)->boilerplate;
	size_t i;

	for (i = 0; i < num; i++) {
		fuzz_require(ignored[i].article == article);
		fuzz_require(ignored[i].num_words > 0);
		fuzz_require(ignored[i].number <= num_listed);
		fuzz_require(ignored[i].number == 0 ||
			     ignored[i].reason == NDUP_PHRASE ||
			     ignored[i].reason == NDUP_PAGE);
		fuzz_require(i == 0 || ignored[i].span.begin >=
					   ignored[i - 1].span.begin);
		check_place(scan, article, ignored[i].span);
	}
}

static void
check_members(struct ndup_scan *scan, const struct ndup_cluster *cluster)
{
	const struct ndup_member *member = cluster->members;
	size_t i, num_leads = 0;

	for (i = 0; i < cluster->num_members; i++, member++) {
		fuzz_require(i == 0 || member->article > member[-1].article);
		fuzz_require((member->match.relation == NDUP_LEAD) ==
			     (member->article == cluster->lead));
		num_leads += member->match.relation == NDUP_LEAD;
		fuzz_require(member->new_words <= member->num_words);
		check_share(member->match.coverage_a);
		check_ignored(scan, member->article, member->ignored,
		    member->num_ignored);
	}
	fuzz_require(num_leads == 1 && cluster->num_members > 1);
	fuzz_require(cluster->first == cluster->members[0].article);
}

static void
check_clusters(struct ndup_scan *scan)
{
	const struct ndup_cluster *cluster;
	enum ndup_status status;
	uint64_t num = 0;
	size_t i;

	while ((status = ndup_scan_next_cluster(scan, &cluster, NULL)) ==
	       NDUP_OK) {
		fuzz_require(cluster->number == ++num);
		check_members(scan, cluster);
		for (i = 0; i < cluster->num_passages; i++)
			check_occurrences(scan,
			    cluster->passages[i].occurrences,
			    cluster->passages[i].num_occurrences);
	}
	fuzz_require(status == NDUP_END);
	fuzz_require(num == ndup_scan_counts(scan)->clusters);
}

/* ---- reports ------------------------------------------------------------ */

static bool
keep_bytes(void *ctx, const void *bytes, size_t size)
{
	struct reports *kept = ctx;

	if (size == 0)
		return true;
	if (kept->capacity - kept->size < size) {
		kept->capacity = 2 * kept->capacity + size;
		kept->bytes = realloc(kept->bytes, kept->capacity);
		fuzz_require(kept->bytes != NULL);
	}
	memcpy(kept->bytes + kept->size, bytes, size);
	kept->size += size;
	return true;
}

static const struct {
	enum ndup_format format;
	bool plain;
} report_kinds[NUM_REPORTS] = {{NDUP_TERMINAL, false}, {NDUP_TERMINAL, true},
    {NDUP_JSONL, false}, {NDUP_CSV, false}, {NDUP_HTML, false}};

static void
check_rows(struct ndup_scan *scan, const struct choice *choice, size_t num_rows)
{
	const struct ndup_counts *counts = ndup_scan_counts(scan);

	if (choice->options.matches)
		fuzz_require(num_rows == counts->matches);
	else if (choice->options.max_clusters == 0)
		fuzz_require(num_rows == counts->clustered);
}

static void
check_report(struct ndup_scan *scan, const struct choice *choice,
    enum ndup_format format, struct ndup_slice text)
{
	switch (format) {
	case NDUP_TERMINAL:
		report_check_terminal(text, choice->options.color);
		break;
	case NDUP_JSONL:
		report_check_jsonl(text);
		break;
	case NDUP_CSV:
		check_rows(scan, choice, report_check_csv(text));
		break;
	case NDUP_HTML:
		report_check_html(text);
		break;
	}
}

/* Those that are wanted, one behind the other. */
static void
make_reports(
    struct ndup_scan *scan, const struct choice *choice, struct reports *kept)
{
	struct ndup_report_options options = choice->options;
	size_t begin;
	unsigned i;

	kept->size = 0;
	for (i = 0; i < NUM_REPORTS; i++) {
		if ((choice->reports >> i & 1) == 0)
			continue;
		begin = kept->size;
		options.format = report_kinds[i].format;
		options.plain = report_kinds[i].plain;
		fuzz_require(ndup_report(scan, &options, keep_bytes, kept,
				 NULL) == NDUP_OK);
		check_report(scan, choice, options.format,
		    (struct ndup_slice){
			kept->bytes + begin, kept->size - begin});
	}
}

/* The same articles the other way round. */
static void
check_again(const struct choice *choice)
{
	struct ndup_scan *scan = run_scan(choice, true);

	make_reports(scan, choice, &others);
	fuzz_require(others.size == reports.size);
	fuzz_require(memcmp(others.bytes, reports.bytes, reports.size) == 0);
	ndup_scan_free(scan);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz_input input = {bytes, size};
	struct choice choice;
	struct ndup_scan *scan;

	choose_params(&choice.params, &input);
	choose_options(&choice, &input);
	articles_make(&made, &input);
	scan = run_scan(&choice, false);
	check_matches(scan);
	check_clusters(scan);
	make_reports(scan, &choice, &reports);
	ndup_scan_free(scan);
	if (choice.again)
		check_again(&choice);
	return 0;
}
