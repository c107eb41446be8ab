/*
 * option_table.c - every option, and the commands that take it
 */
#include <limits.h>
#include <stddef.h>

#include "commands.h"
#include "option_formats.h"
#include "option_values.h"
#include "options.h"

/* Where a value goes in struct options. */
#define AT(member) offsetof(struct options, member)

/* Commands that have options in common. */
enum {
	BATCHES = CMD_SCAN | CMD_DEDUP, /* compare all that they read */
	/* Are told what matches. */
	MATCHERS = BATCHES | CMD_INDEX_CREATE,
	/* Say whether articles match. */
	PAIRERS = MATCHERS | CMD_COMPARE,
	JUDGES = PAIRERS | CMD_TUNE,
	/* Write a report for people. */
	REPORTERS = CMD_SCAN | CMD_COMPARE,
	/* The same, of several articles one after another. */
	VIEWERS = REPORTERS | CMD_INDEX_QUERY,
	/* Read articles. */
	READERS = BATCHES | CMD_FILTER | CMD_INDEX_CREATE | CMD_INDEX_ADD |
		  CMD_INDEX_QUERY,
	/* The same, or one from each file. */
	OPENERS = READERS | CMD_COMPARE | CMD_TUNE,
	/* Take their time. */
	WORKERS = READERS | CMD_INDEX_VERIFY | CMD_INDEX_COMPACT,
	/* Work on an index. */
	INDEXERS = CMD_FILTER | CMD_INDEX_CREATE | CMD_INDEX_ADD |
		   CMD_INDEX_QUERY | CMD_INDEX_REMOVE | CMD_INDEX_INFO |
		   CMD_INDEX_VERIFY | CMD_INDEX_COMPACT,
	ANY = INT_MAX,
};

const struct option_rule option_rules[] = {
    {"index", 0, INDEXERS, GROUP_MATCH, KIND_TEXT, AT(folder), "FOLDER", 0, 0,
	NULL, "the folder of the index"},
    {"threshold", 0, JUDGES, GROUP_MATCH, KIND_SHARE, AT(params.min_jaccard),
	"T", 0.01, 1, NULL,
	"articles match if this share of their phrases is\n"
	"the same (Jaccard similarity)"},
    {"coverage", 0, JUDGES, GROUP_MATCH, KIND_OWN, AT(params.min_coverage), "C",
	0, 0, parse_coverage,
	"or if this share of the shorter one's words stands\n"
	"in the other too; off: by --threshold alone"},
    {"min-run", 0, JUDGES, GROUP_MATCH, KIND_COUNT, AT(params.min_run), "N", 1,
	1000, NULL,
	"and they have a passage in which so many words\n"
	"stand equal, with small edits between"},
    {"long-passage", 0, JUDGES, GROUP_MATCH, KIND_OWN, AT(params.long_passage),
	"N", 0, 0, parse_long_passage,
	"or if a passage has so many words that stand equal,\n"
	"whatever the coverage; off: not by that"},
    {"min-passage", 0, JUDGES, GROUP_MATCH, KIND_COUNT, AT(params.min_passage),
	"N", 1, 1000, NULL, "shorter passages do not count"},
    {"min-words", 0, JUDGES, GROUP_MATCH, KIND_COUNT, AT(params.min_words), "N",
	0, 1000000, NULL,
	"articles in which fewer words count match only if\n"
	"they are identical"},
    {"recall", 0, MATCHERS | CMD_TUNE, GROUP_MATCH, KIND_SHARE,
	AT(params.recall), "R", 0.01, 0.9999, NULL,
	"share of the pairs at --threshold to find"},
    {"noisy", 0, MATCHERS | CMD_TUNE, GROUP_MATCH, KIND_FLAG, AT(params.noisy),
	NULL, 0, 0, NULL,
	"for texts badly read (OCR) or densely edited: find\n"
	"what matches in shorter runs too; takes longer"},
    {"shingle", 0, JUDGES, GROUP_MATCH, KIND_COUNT, AT(params.shingle_size),
	"N", 1, 64, NULL, "words in a phrase"},
    {"within", 0, PAIRERS, GROUP_MATCH, KIND_OWN, AT(params.within), "TIME", 0,
	0, parse_within,
	"only articles that close in time, as 36h or 14d;\n"
	"those without a date match none"},
    {"cross-source", 0, PAIRERS, GROUP_MATCH, KIND_FLAG,
	AT(params.cross_source), NULL, 0, 0, NULL,
	"only articles of different sources"},
    {"against", 0, CMD_SCAN, GROUP_MATCH, KIND_LIST, AT(against), "PATH", 0, 0,
	NULL,
	"older articles: reported only together with a\n"
	"scanned one; may be repeated"},
    {"against", 0, CMD_DEDUP, GROUP_MATCH, KIND_LIST, AT(against), "PATH", 0, 0,
	NULL,
	"older articles: what one of them contains is\n"
	"dropped; they are not written; may be repeated"},
    {"contained", 0, CMD_DEDUP, GROUP_MATCH, KIND_SHARE,
	AT(dedup.keep.contained), "C", 0.01, 1, NULL,
	"an article is dropped if this share of its words\n"
	"stands in a kept one"},
    {"near", 0, CMD_DEDUP, GROUP_MATCH, KIND_SHARE, AT(dedup.keep.near), "T",
	0.01, 1, NULL,
	"or if its Jaccard similarity to a kept one is T or\n"
	"more, whatever its facts are"},
    {"keep", 0, CMD_DEDUP, GROUP_MATCH, KIND_OWN, AT(dedup.keep.policy),
	"WHICH", 0, 0, parse_keep,
	"of those that contain each other: earliest, latest,\n"
	"longest, or source=A,B,C, these sources first"},
    {"facts", 0, CMD_DEDUP | CMD_FILTER, GROUP_MATCH, KIND_OWN,
	AT(ignore_facts), "WHAT", 0, 0, parse_facts,
	"keep: what has another number, name or negation is no\n"
	"duplicate; ignore: it is"},
    {"boilerplate", 0, MATCHERS | CMD_TUNE, GROUP_MATCH, KIND_OWN,
	AT(params.min_boilerplate), "N", 0, 0, parse_boilerplate,
	"what N distinct texts or more have for over a week\n"
	"(footers, paywalls, forms) is no evidence of reuse;\n"
	"keep: it counts"},
    {"ignore-text", 0, JUDGES, GROUP_MATCH, KIND_TEXT, AT(ignore_file), "FILE",
	0, 0, NULL,
	"paragraphs that count for nothing (footers and the\n"
	"like), an empty line between them"},
    {"window", 0, CMD_INDEX_CREATE, GROUP_MATCH, KIND_OWN, AT(index.window),
	"TIME", 0, 0, parse_window,
	"articles published longer before one, as 30d, do\n"
	"not match it, and are dropped by index compact"},
    {"no-text", 0, CMD_INDEX_CREATE, GROUP_MATCH, KIND_FLAG, AT(index.no_text),
	NULL, 0, 0, NULL, "keep no texts in the index: a third less space"},
    {"sample", 0, CMD_TUNE, GROUP_MATCH, KIND_COUNT, AT(sample), "N", 2, 20000,
	NULL, "so many articles, drawn by chance; all if there are\nfewer"},
    {"input-format", 0, OPENERS, GROUP_INPUT, KIND_OWN, AT(reader.format), "F",
	0, 0, parse_input, "what all files hold, whatever their names say"},
    {"id-field", 0, OPENERS, GROUP_INPUT, KIND_TEXT, AT(reader.id_field),
	"NAME", 0, 0, NULL,
	"where a JSON record has its id, with dots for what\n"
	"lies deeper, as meta.id; else the usual names"},
    {"id-prefix", 0, READERS, GROUP_INPUT, KIND_TEXT, AT(reader.id_prefix),
	"TEXT", 0, 0, NULL,
	"put before every id, so that feeds whose ids are the\n"
	"same are kept apart"},
    {"text-field", 0, OPENERS, GROUP_INPUT, KIND_TEXT, AT(reader.text_field),
	"NAME", 0, 0, NULL, "the same for its text"},
    {"title-field", 0, OPENERS, GROUP_INPUT, KIND_TEXT, AT(reader.title_field),
	"NAME", 0, 0, NULL, "the same for its title"},
    {"date-field", 0, OPENERS, GROUP_INPUT, KIND_TEXT, AT(reader.date_field),
	"NAME", 0, 0, NULL, "the same for when it was published"},
    {"source-field", 0, OPENERS, GROUP_INPUT, KIND_TEXT,
	AT(reader.source_field), "NAME", 0, 0, NULL, "the same for its source"},
    {"encoding", 0, OPENERS, GROUP_INPUT, KIND_TEXT, AT(reader.encoding),
	"NAME", 0, 0, NULL, "of text files, as windows-1251; else UTF-8"},
    {"exclude", 0, READERS | CMD_TUNE, GROUP_INPUT, KIND_LIST, AT(exclude),
	"GLOB", 0, 0, NULL,
	"leave out files and folders of that name; may be\n"
	"repeated"},
    {"follow-links", 0, READERS | CMD_TUNE, GROUP_INPUT, KIND_FLAG,
	AT(reader.follow_links), NULL, 0, 0, NULL,
	"follow symbolic links inside folders"},
    {"max-article", 0, OPENERS, GROUP_INPUT, KIND_OWN, AT(reader.max_article),
	"SIZE", 0, 0, parse_article, "leave out longer articles"},
    {"format", 0, CMD_SCAN, GROUP_OUTPUT, KIND_OWN, AT(report.format), "F", 0,
	0, parse_format, NULL},
    {"format", 0, CMD_COMPARE, GROUP_OUTPUT, KIND_OWN, AT(report.format), "F",
	0, 0, parse_pair_format, NULL},
    {"format", 0, CMD_INDEX_QUERY | CMD_INDEX_INFO, GROUP_OUTPUT, KIND_OWN,
	AT(report.format), "F", 0, 0, parse_index_format, NULL},
    {"matches", 0, CMD_SCAN, GROUP_OUTPUT, KIND_FLAG, AT(report.matches), NULL,
	0, 0, NULL,
	"jsonl: every matching pair too; csv: pairs instead\nof members"},
    {"no-passages", 0, CMD_SCAN, GROUP_OUTPUT, KIND_FLAG,
	AT(params.no_passages), NULL, 0, 0, NULL,
	"say what matches, but not where: much faster"},
    {"sort", 0, CMD_SCAN, GROUP_OUTPUT, KIND_OWN, AT(report.order), "ORDER", 0,
	0, parse_sort,
	"clusters by time, by size, the largest first, or by\n"
	"weakest link, the weakest first"},
    {"max-clusters", 0, CMD_SCAN, GROUP_OUTPUT, KIND_COUNT,
	AT(report.max_clusters), "N", 0, 1000000000, NULL,
	"only so many of them; 0: all"},
    {"context", 0, CMD_SCAN, GROUP_OUTPUT, KIND_COUNT, AT(report.context),
	"WORDS", 0, 1000, NULL,
	"terminal: words to show before and behind a passage"},
    {"plain", 0, VIEWERS, GROUP_OUTPUT, KIND_FLAG, AT(report.plain), NULL, 0, 0,
	NULL, "terminal: for screen readers: one fact a line, no\ntables"},
    {"report-limit", 0, CMD_SCAN, GROUP_OUTPUT, KIND_OWN, AT(report.text_limit),
	"SIZE", 0, 0, parse_limit,
	"html: bytes of text in the page; over it the texts of\n"
	"the smallest clusters are left out"},
    {"output", 'o', CMD_SCAN | CMD_COMPARE | CMD_TUNE | CMD_INDEX_QUERY,
	GROUP_OUTPUT, KIND_TEXT, AT(output), "FILE", 0, 0, NULL,
	"write the report there, in the format that its name\n"
	"tells: .html, .csv, .jsonl, also as .gz or .zst"},
    {"output", 'o', CMD_DEDUP, GROUP_OUTPUT, KIND_TEXT, AT(output), "FILE", 0,
	0, NULL,
	"write the records that are kept there; .gz and .zst\n"
	"are compressed"},
    {"dropped", 0, CMD_DEDUP, GROUP_OUTPUT, KIND_TEXT, AT(dedup.dropped_file),
	"FILE", 0, 0, NULL,
	"write there what is dropped, and which kept one\n"
	"contains it, as JSON Lines"},
    {"withdrawn", 0, CMD_DEDUP, GROUP_OUTPUT, KIND_TEXT,
	AT(dedup.withdrawn_file), "FILE", 0, 0, NULL,
	"write there what another article withdraws, kept or\n"
	"not, as JSON Lines"},
    {"list", 0, CMD_DEDUP, GROUP_OUTPUT, KIND_FLAG, AT(dedup.list), NULL, 0, 0,
	NULL,
	"print the text files that are kept, one a line;\n"
	"records then go to --output or nowhere"},
    {"list0", 0, CMD_DEDUP, GROUP_OUTPUT, KIND_FLAG, AT(dedup.list0), NULL, 0,
	0, NULL,
	"print the text files that are dropped, each ended\n"
	"by a zero byte, for xargs -0; records as above"},
    {"exit-code", 0, CMD_COMPARE, GROUP_OUTPUT, KIND_FLAG, AT(exit_code), NULL,
	0, 0, NULL, "exit with 1 if they match"},
    {"exit-code", 0, CMD_DEDUP, GROUP_OUTPUT, KIND_FLAG, AT(exit_code), NULL, 0,
	0, NULL, "exit with 1 if an article is dropped"},
    {"output", 'o', CMD_FILTER, GROUP_OUTPUT, KIND_TEXT, AT(output), "FILE", 0,
	0, NULL,
	"write the records there; the same command goes on\n"
	"where it was ended untimely; .gz and .zst are\n"
	"compressed"},
    {"field", 0, CMD_FILTER, GROUP_OUTPUT, KIND_TEXT, AT(filter.field), "NAME",
	0, 0, NULL,
	"the field that records get; one of that name that\n"
	"they have is replaced"},
    {"field", 0, CMD_DEDUP, GROUP_OUTPUT, KIND_TEXT, AT(dedup.field), "NAME", 0,
	0, NULL,
	"give records a field of this name, with the number\n"
	"and size of their group and the ids that went for\n"
	"them"},
    {"passages", 0, CMD_FILTER, GROUP_OUTPUT, KIND_FLAG, AT(filter.passages),
	NULL, 0, 0, NULL, "with what the best match has in common"},
    {"only", 0, CMD_FILTER, GROUP_OUTPUT, KIND_OWN, AT(filter.novelties),
	"LIST", 0, 0, parse_only,
	"pass on only these: new, duplicate, update, reuse,\n"
	"too_short, known, with commas between them"},
    {"drop", 0, CMD_FILTER, GROUP_OUTPUT, KIND_OWN, AT(filter.novelties),
	"LIST", 0, 0, parse_drop, "pass on all but these"},
    {"rejects", 0, CMD_FILTER, GROUP_OUTPUT, KIND_TEXT, AT(filter.rejects_file),
	"FILE", 0, 0, NULL,
	"write there what could not be read, and why, as\n"
	"JSON Lines"},
    {"flush", 0, CMD_FILTER, GROUP_OUTPUT, KIND_OWN, AT(filter.flush_each),
	"each", 0, 0, parse_flush,
	"write each record at once, not when the input\n"
	"pauses"},
    {"dry-run", 0, CMD_FILTER, GROUP_RUN, KIND_FLAG, AT(filter.dry_run), NULL,
	0, 0, NULL, "leave the index as it is"},
    {"accept", 0, CMD_INDEX_VERIFY, GROUP_RUN, KIND_FLAG, AT(accept), NULL, 0,
	0, NULL,
	"take the commit that is there for the last one, if\n"
	"no fault is found: what came behind it is lost"},
    {"commit-every", 0, CMD_FILTER, GROUP_RUN, KIND_OWN,
	AT(filter.commit_articles), "N|Ns", 0, 0, parse_commit,
	"make articles and output safe after so many of them,\n"
	"or seconds; and when the input pauses"},
    {"color", 0, VIEWERS, GROUP_OUTPUT, KIND_OWN, AT(color), "WHEN", 0, 0,
	parse_color, "auto, always or never"},
    {"width", 0, VIEWERS, GROUP_OUTPUT, KIND_OWN, AT(width), "COLUMNS", 0, 0,
	parse_width, "of the report; else of the window, $COLUMNS or 80"},
    {"pager", 0, REPORTERS, GROUP_OUTPUT, KIND_TEXT, AT(pager), "COMMAND", 0, 0,
	NULL,
	"shows a report for people page by page on a\n"
	"terminal; else $PAGER, else less"},
    {"no-pager", 0, REPORTERS, GROUP_OUTPUT, KIND_FLAG, AT(no_pager), NULL, 0,
	0, NULL, "no pager"},
    {"stats", 0, CMD_SCAN, GROUP_OUTPUT, KIND_TEXT, AT(stats_file), "FILE", 0,
	0, NULL, "write times and memory there, as JSON"},
    {"exit-code", 0, CMD_SCAN | CMD_INDEX_QUERY, GROUP_OUTPUT, KIND_FLAG,
	AT(exit_code), NULL, 0, 0, NULL,
	"exit with 1 if something repeats something"},
    {"threads", 0, WORKERS | CMD_TUNE, GROUP_RUN, KIND_COUNT,
	AT(params.num_threads), "N", 0, 1024, NULL,
	"0: one per core; the report is the same"},
    {"memory", 0, BATCHES, GROUP_RUN, KIND_OWN, AT(params.memory), "SIZE", 0, 0,
	parse_memory,
	"what does not fit goes to a temporary file; the\n"
	"report is the same"},
    {"tmpdir", 0, BATCHES, GROUP_RUN, KIND_TEXT, AT(params.tmpdir), "FOLDER", 0,
	0, NULL, "for that file; else $TMPDIR, else /var/tmp"},
    {"seed", 0, MATCHERS | CMD_TUNE, GROUP_RUN, KIND_OWN, AT(params.seed), "N",
	0, 0, parse_seed,
	"of the hash functions; of an index at random if none\n"
	"is given"},
    {"quiet", 'q', WORKERS | CMD_TUNE, GROUP_RUN, KIND_FLAG, AT(quiet), NULL, 0,
	0, NULL, "no progress, no closing line"},
    {"verbose", 'v', WORKERS, GROUP_RUN, KIND_FLAG, AT(verbose), NULL, 0, 0,
	NULL, "say what is done, and how long each stage takes"},
    {"help", 'h', ANY, GROUP_RUN, KIND_FLAG, AT(help), NULL, 0, 0, NULL,
	"this text"},
    {"version", 0, ANY, GROUP_RUN, KIND_FLAG, AT(version), NULL, 0, 0, NULL,
	"the version of ndup"},
};

const size_t num_option_rules = sizeof option_rules / sizeof option_rules[0];
