/*
 * ndup.h - find articles that repeat each other
 *
 * The sections below follow one data flow, in this order:
 *
 *   reader -> document -> sketch (tokens, shingles, signature, passage keys)
 *          -> table -> candidates -> matches -> clusters -> report
 *
 * Most callers need three objects: a reader (articles from files), a scan
 * (takes articles, finds what repeats), and a report of the scan.
 *
 * Errors: a call that can fail returns an enum ndup_status, and its last
 * argument is a struct ndup_error, or NULL.  Unless it returns NDUP_OK or
 * NDUP_END the error is filled in, and what else the call was to give back
 * means nothing, but where its comment says so.
 *
 * Ownership, one rule: what a call hands back is borrowed from the object in
 * its first argument, until the same function is called on that object again.
 * Only *_new() and *_open() create something that the caller must release,
 * with the *_free() or *_close() of the same name; both accept NULL.
 *
 * Growth, for programs and bindings that meet a newer library of one SONAME:
 *   - What a caller fills in (parameters, options) begins with struct_size,
 *     which its *_init() sets to the size that the caller knows, and gets new
 *     fields at its end.  A size that the library does not know is NDUP_PARAM.
 *   - What the library fills in as one result is lent as a pointer to const,
 *     and gets new fields at its end.
 *   - Small values never change: ndup_slice, ndup_bands, ndup_time,
 *     ndup_position, ndup_error, ndup_span, ndup_passage, ndup_occurrence,
 *     ndup_edit.
 *   - What stands in arrays changes only with the SONAME: ndup_kind,
 *     ndup_match, ndup_shared, ndup_member, ndup_related, ndup_earlier,
 *     ndup_verdict.  So does ndup_document, which goes in and comes out.
 *   - Enumerations get new values at their end.
 *
 * Threads: the library has no mutable global state but a list of the indexes
 * that are open (LMDB wants a file opened once), and never prints, exits, reads
 * the environment or sets the locale.  One object, one thread at a time,
 * whichever; different objects may be used at once, also with the same
 * parameters, options and documents, which are only read.  A scan has threads
 * of its own; callbacks come in the thread that called.
 *
 * Units: lengths and offsets of text are bytes of UTF-8, those of words are
 * words, and shares go from 0 to 1, unless a comment says otherwise.  In
 * scripts written without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) each
 * character is a token and two of them count as one word.
 */
#ifndef NDUP_H
#define NDUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NDUP_VERSION_MAJOR 0
#define NDUP_VERSION_MINOR 1
#define NDUP_VERSION_PATCH 0

/* The rules by which text becomes tokens; part of every fingerprint. */
#define NDUP_TOKEN_RULES 2

#ifndef NDUP_API
#define NDUP_API /* the build defines it as visibility("default") */
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- 0. Status and errors ----------------------------------------------- */

enum ndup_status {
	NDUP_OK = 0,
	NDUP_END,      /* no more items, or no such item; not an error */
	NDUP_NOMEM,    /* memory ran out */
	NDUP_IO,       /* the system said no: see ndup_error.sys */
	NDUP_INPUT,    /* the bytes are not what the format promises */
	NDUP_PARAM,    /* an argument out of range, or a call out of turn */
	NDUP_STOPPED,  /* a callback asked to stop */
	NDUP_BUSY,     /* another process writes to the index */
	NDUP_MISMATCH, /* the index was made by other rules */
};

/* What went wrong. */
struct ndup_error {
	enum ndup_status status; /* that the call returned */
	int sys;                 /* errno value, or 0 */
	uint64_t record;    /* number of the record in its file from 1, or 0 */
	uint64_t byte;      /* offset in the file, or 0 */
	const char *remedy; /* the field of options or parameters that mends it,
	                    or the call: "max_article", "ndup_index_accept"; a
	                    constant, or NULL if there is none */
	char text[512];     /* one line without newline, safe to print */
};

/* Returns false to stop what it is told of. */
typedef bool ndup_error_fn(void *ctx, const struct ndup_error *);

/* "0.1.0" */
NDUP_API const char *ndup_version(void);

/* "15.0.0": the version of Unicode that words are read by, which is that of the
 * utf8proc in use.  Others give the same words, but of characters that only one
 * of them knows. */
NDUP_API const char *ndup_unicode_version(void);

/* "out of memory": for people, where there is no struct ndup_error. */
NDUP_API const char *ndup_status_name(enum ndup_status);

/* ---- 1. Parameters ------------------------------------------------------ */

struct ndup_slice {
	const char *ptr; /* UTF-8 unless said otherwise, not NUL-terminated */
	size_t len;      /* bytes */
};

struct ndup_params {
	size_t struct_size;    /* set by ndup_params_init() */
	unsigned shingle_size; /* words per shingle, 1 to 64 */
	unsigned num_bins;     /* MinHash values per signature, 16 to 4096 */
	double min_jaccard;    /* a pair matches if its Jaccard similarity is at
	                          least this, 0.01 to 1 */
	double min_coverage;   /* a pair matches, too, if this share of the
	                          words of the shorter article is covered and
	                          there is a passage of min_run words, 0 to 1; 0:
	                          by Jaccard alone */
	unsigned min_run;      /* equal words of the passage that a match by
	                          coverage has at least, 1 to 1000; or twice as
	                          many in several passages that cover half of the
	                          shorter article, but where a figure stands
	                          replaced by another, a quarter of both is covered
	                          and less than four fifths of the shorter */
	unsigned long_passage; /* a pair matches, too, if a passage has so many
	                          equal words, up to a million, whatever the
	                          coverage; 0: not by that */
	unsigned min_passage;  /* equal words of the shortest passage that
	                          counts, 1 to 1000 and at most min_run */
	unsigned min_words; /* an article in which fewer words count than this,
	                          up to a million, matches only identical ones;
	                          if min_coverage is 0 that is not asked */
	double recall;      /* share of the pairs at min_jaccard that is to
	                          be found, 0.01 to 0.9999: sets bands */
	int64_t within;     /* seconds that the times of a pair differ at
	                          most; articles without a time match none;
	                          negative: no condition */
	bool cross_source;  /* match only across different sources */
	uint64_t seed;      /* of all hash functions */
	bool no_passages;   /* results say what matches, not where: much
	                          faster; new_words and longest_run are 0,
	                          and ignored is empty */
	unsigned num_threads;     /* 0: one per core; never changes a result */
	unsigned min_boilerplate; /* distinct texts, 3 or more; a phrase that so
	                          many have, for over a week, stands, and counts
	                          for nothing; 0: all phrases count, as they do
	                          if min_coverage is 0 */
	uint64_t memory;    /* bytes to stay below, if that can be, a million
	                          or more; what is over half of it, or over
	                          all but 768 MB, goes to disk; never changes
	                          a result */
	const char *tmpdir; /* folder for temporary files; borrowed by
	                          objects made from these parameters */
	struct ndup_slice ignore_text; /* paragraphs, an empty line between
	                          them, that count for nothing; borrowed by
	                          objects made from these parameters */
	bool noisy; /* for texts that are badly read (OCR) or densely edited:
	               finds also what matches in shorter runs without a
	               change, for more time and memory; no effect if
	               min_coverage is 0, or min_run up to 10 */
};

/* Fills in the defaults; size: sizeof(struct ndup_params). */
NDUP_API void ndup_params_init(struct ndup_params *, size_t size);

/* NDUP_OK, or NDUP_PARAM and a line that says what would be right. */
NDUP_API enum ndup_status ndup_params_check(
    const struct ndup_params *, struct ndup_error *);

/* How signatures are cut into LSH bands. */
struct ndup_bands {
	unsigned num_bands; /* keys that a signature has */
	unsigned num_rows;  /* MinHash values in each */
	double recall; /* expected at min_jaccard, at least params.recall */
};

/*
 * The bands for these parameters: the most rows that still reach the wanted
 * recall.  NDUP_PARAM if no number of rows does.
 */
NDUP_API enum ndup_status ndup_bands_plan(
    const struct ndup_params *, struct ndup_bands *, struct ndup_error *);

/*
 * Probability that a pair of this Jaccard similarity shares a bucket:
 * 1 - (1 - s^rows)^bands (Leskovec, Rajaraman, Ullman, ch. 3).
 */
NDUP_API double ndup_bands_probability(
    double jaccard, const struct ndup_bands *);

/* ---- 2. Reader -> document ---------------------------------------------- */

enum ndup_precision {
	NDUP_TIME_UNKNOWN = 0,
	NDUP_TIME_DATE,  /* a date; seconds say 00:00 UTC of it */
	NDUP_TIME_LOCAL, /* no zone known; read as UTC */
	NDUP_TIME_ZONED,
};

struct ndup_time {
	int64_t seconds;   /* since 1970-01-01T00:00:00Z */
	int16_t zone;      /* minutes east of UTC, as it was written */
	uint8_t precision; /* enum ndup_precision */
};

/* Reads ISO 8601, RFC 5322 and the common forms of news; false: unknown. */
NDUP_API bool ndup_time_parse(struct ndup_slice, struct ndup_time *);

/* ISO 8601 in the precision known; buf holds 32 bytes.  "" if unknown, or not
 * in the years 1000 to 9999, which is what ndup_time_parse() reads. */
NDUP_API const char *ndup_time_format(const struct ndup_time *, char *buf);

/* What a story says of itself, by labels of news agencies ("CORRECTED:", "UPDATE
 * 2-", "STORY WITHDRAWN"); of several the last of these. */
enum ndup_notice {
	NDUP_NOTICE_NONE,
	NDUP_NOTICE_UPDATE,     /* a new version, which may say more */
	NDUP_NOTICE_REFILE,     /* sent again, mostly to mend its form */
	NDUP_NOTICE_CORRECTION, /* an earlier version was wrong */
	NDUP_NOTICE_WITHDRAWAL, /* a story is taken back; it names which */
};

/* "update", "refile", "correction", "withdrawal"; "" for none */
NDUP_API const char *ndup_notice_name(enum ndup_notice);

/*
 * One article.  Offsets, here and in reports, count bytes of its text in UTF-8.
 * A reader's text of a UTF-8 file is the file's bytes, header included; of JSON
 * it is the decoded string; of another encoding the text as it was converted,
 * without a byte-order mark.
 */
struct ndup_document {
	struct ndup_slice id;     /* unique; see ndup_scan_add() */
	struct ndup_slice source; /* outlet, else the dateline's agency */
	struct ndup_slice place;  /* of the dateline */
	struct ndup_slice title;
	struct ndup_slice url;
	struct ndup_slice text;
	struct ndup_time published;
	size_t text_begin; /* header and dateline end here, in bytes of text:
	                      what stands before is no evidence of reuse */
	size_t text_end;   /* credits and rights notices begin here, in bytes of
	                      text: what stands behind is no evidence of reuse;
	                      0: there are none */
	enum ndup_notice notice; /* what title and first lines say it is */
	uint32_t update_number;  /* 2 of "UPDATE 2-"; 0: none is given */
};

/* Finds header, dateline, and the credits and rights notices at the end of a
 * news text: published, place, source (the agency) where the document has
 * none, text_begin and text_end; and by title and text notice and
 * update_number. */
NDUP_API void ndup_document_dateline(struct ndup_document *);

/* What is in a file.  How it is packed and encoded is another matter. */
struct ndup_input_format {
	const char *name;  /* for ndup_reader_options.format: "jsonl" */
	const char *title; /* for people: "JSON Lines" */
	const char *const *suffixes; /* of names of such files, ".jsonl", in
	                                small letters; NULL-terminated */
};

/* The formats that a reader knows, by number from 0; NULL: there are no more.
 * They live as long as the program. */
NDUP_API const struct ndup_input_format *ndup_input_format_at(unsigned number);

struct ndup_reader;

/* A path, or standard input, that leads to a file which was read. */
struct ndup_repeated {
	const char *path;             /* that is not read */
	const struct ndup_reader *by; /* which has read the file ... */
	uint64_t file; /* ... as this number: see struct ndup_position */
};

struct ndup_reader_options {
	size_t struct_size; /* set by ndup_reader_options_init() */
	const char *format; /* name of an input format; NULL: by file name */
	/* Dotted paths of JSON fields; NULL: the usual names are tried. */
	const char *id_field, *source_field, *title_field, *date_field,
	    *text_field, *url_field;
	const char *encoding;       /* iconv name; NULL: UTF-8 or by mark */
	const char *const *exclude; /* globs, NULL-terminated; or NULL */
	bool follow_links;          /* symbolic links inside folders */
	size_t max_article; /* bytes, 1 or more; longer ones are skipped */
	/* Called for all that could not be read; false stops the reader. */
	ndup_error_fn *skipped;
	/* Called before the reader waits for bytes of a pipe, terminal or
	 * socket that are not there yet, with its descriptor, which poll(2)
	 * takes; false stops the reader. */
	bool (*idle)(void *ctx, int file);
	void *ctx; /* handed to all functions */
	/* Files that this reader has read, or one that it came after, are not
	 * read again; it lives as long as this one.  NULL: there is none. */
	const struct ndup_reader *after;
	/* Called for each path that is passed over because its file was read;
	 * false stops the reader. */
	bool (*repeated)(void *ctx, const struct ndup_repeated *);
	const char *id_prefix; /* put before every id, so that those of several
	                          readers differ; NULL: nothing */
};

/* What folders have that is of no kind ndup reads. */
struct ndup_kind {
	const char *suffix; /* ".pdf"; "" for binary files without one; of what
	                       is no file "pipe", "socket", "device" */
	uint64_t num_files;
};

/* What a reader has read so far. */
struct ndup_reader_counts {
	uint64_t files;       /* opened */
	uint64_t articles;    /* returned */
	uint64_t bytes;       /* of text of the articles returned */
	uint64_t unreadable;  /* files, or ends of files */
	uint64_t broken;      /* records, not what the format promises */
	uint64_t no_text;     /* records and files without text */
	uint64_t too_long;    /* articles over max_article */
	uint64_t bad_bytes;   /* read as U+FFFD */
	uint64_t bad_dates;   /* not understood */
	uint64_t input_done;  /* bytes of files that have been read ... */
	uint64_t input_total; /* ... of those found so far: for progress */
	const struct ndup_kind *kinds; /* num_kinds, sorted by suffix */
	size_t num_kinds;
	uint64_t repeated_files; /* that came again: passed over */
};

/* Behind a record: where another reader of the same paths can go on. */
struct ndup_position {
	uint64_t file;   /* number of the file from 0, in the order of reading;
	                    those that cannot be opened count too */
	uint64_t offset; /* in the file, in bytes, unpacked and in UTF-8 */
	uint64_t record; /* number in the file from 1; of JSON Lines the line */
	uint64_t line;   /* number in the file from 1 */
};

/* What an article was read from. */
struct ndup_record {
	struct ndup_slice bytes; /* of JSON: as they stand in the file, without
	                            the newline of JSON Lines; if the file is in
	                            another encoding, in UTF-8.  Of a broken
	                            element of an array: all that was passed
	                            over.  Empty: of a text file, or too long to
	                            be held */
	const char *file;        /* its path; "-" for standard input; NULL:
	                            nothing was read yet */
	uint64_t number; /* in the file from 1; 0: the file as a whole */
	uint64_t line;   /* where it begins, from 1; 0: the file as a whole */
	struct ndup_position end;
	bool is_converted; /* from another encoding */
	bool is_id_made;   /* the article's id is file and number: the record
	                      has none */
};

/* Fills in the defaults; size: sizeof(struct ndup_reader_options). */
NDUP_API void ndup_reader_options_init(
    struct ndup_reader_options *, size_t size);

/* Which part of an article a reader with these options may take from a field of
 * this name, at the top of a JSON record: "id", "source", "title", "date",
 * "text", "URL"; NULL: none. */
NDUP_API const char *ndup_reader_field(
    const struct ndup_reader_options *, struct ndup_slice name);

/*
 * Paths: folders (walked in sorted order), files, "-" for standard input;
 * NULL-terminated.  Options, of which NULL means the defaults, and paths are
 * copied.  A path that does not exist is reported as skipped when its turn
 * comes.
 *
 * A file is read once, by the first path that leads to it: folders may overlap,
 * links and hard links lead to one file.  It is known by device, inode, size and
 * time of change.  Pipes and devices are no files: each is read as often as it
 * is named.
 */
NDUP_API enum ndup_status ndup_reader_open(struct ndup_reader **,
    const char *const *paths, const struct ndup_reader_options *,
    struct ndup_error *);

/* NDUP_OK, NDUP_END, NDUP_NOMEM, or NDUP_STOPPED. */
NDUP_API enum ndup_status ndup_reader_next(
    struct ndup_reader *, struct ndup_document *, struct ndup_error *);

/* What the last article was read from; in the `skipped` function what is
 * skipped.  Borrowed until the next article. */
NDUP_API const struct ndup_record *ndup_reader_record(
    const struct ndup_reader *);

/*
 * Before the first article: begins behind a record that a reader of the same
 * paths and options gave.  Numbers go on from there.  A file that is shorter
 * now is skipped as unreadable.  Cost: none in plain JSON Lines; else the
 * file's beginning is read once more.  NDUP_PARAM: too late.
 */
NDUP_API enum ndup_status ndup_reader_skip(
    struct ndup_reader *, const struct ndup_position *, struct ndup_error *);

/* Borrowed until the reader is used again. */
NDUP_API const struct ndup_reader_counts *ndup_reader_count(
    struct ndup_reader *);
NDUP_API void ndup_reader_close(struct ndup_reader *);

/* ---- 3. Document -> sketch ---------------------------------------------- */

struct ndup_span {
	uint32_t begin, end; /* bytes of text, half-open */
};

struct ndup_sketch {
	const uint64_t *tokens; /* num_tokens hashes; bit 0: it is half a word;
	                           0: it is ignored */
	/* num_tokens: where each token stands; neither beginnings nor ends go
	 * back.  Two that follow each other overlap only in a code point that
	 * is part of both, as the half sign is of 1 and of 2: nothing stands
	 * between them. */
	const struct ndup_span *spans;
	size_t num_tokens;
	uint32_t half_words;      /* length in half words, ignored ones not */
	const uint64_t *shingles; /* num_shingles hashes, distinct, in order of
	                             appearance */
	size_t num_shingles;
	const uint32_t *signature; /* num_bins densified MinHash values */
	size_t num_bins; /* 0 if there is no shingle: the text is too short */
	const uint64_t *passage_keys; /* num_passage_keys, winnowed, distinct */
	size_t num_passage_keys;
};

struct ndup_sketcher; /* one per thread; reuses its buffers */

NDUP_API enum ndup_status ndup_sketcher_new(
    struct ndup_sketcher **, const struct ndup_params *, struct ndup_error *);

/* Cost: linear in the text.  Text over 4 GB gives NDUP_INPUT. */
NDUP_API enum ndup_status ndup_sketcher_run(struct ndup_sketcher *,
    struct ndup_slice text, const struct ndup_sketch **, struct ndup_error *);
NDUP_API void ndup_sketcher_free(struct ndup_sketcher *);

/* Estimate of Jaccard: the share of equal values of two signatures of num_bins
 * values each (Broder 1997). */
NDUP_API double ndup_signature_similarity(
    const uint32_t *a, const uint32_t *b, size_t num_bins);

/* ---- 4. Scan: documents -> candidates -> matches -> clusters ------------ */

/* What an article is to another one. */
enum ndup_relation {
	NDUP_LEAD, /* only as a cluster's member: it is the lead */
	NDUP_IDENTICAL,
	NDUP_NEAR_DUPLICATE,
	NDUP_EXCERPT,       /* most of this one stands in the other */
	NDUP_EXTENSION,     /* most of the other stands in this one */
	NDUP_PARTIAL_REUSE, /* any other match; of a pair that was only
	                       measured: or none */
	NDUP_REUSED,        /* only in a cluster: partial reuse, but this one
	                       was first, by known times: the other reuses it */
};

/* "lead", "identical", "near-duplicate", "excerpt", "extension",
 * "partial reuse", "reused in part" */
NDUP_API const char *ndup_relation_name(enum ndup_relation);

/*
 * As it is shown: at either end three words of a sentence of the later article
 * that goes on otherwise are left out, or two of a clause, and what stands for
 * them in the other one.  Measures count them: coverage, longest_run.
 * A code point of several words at an edge is in the passage as a whole, and
 * may be in the next one too.
 */
struct ndup_passage {
	struct ndup_span a, b; /* in the bytes of each ndup_document.text */
	uint32_t num_words;    /* that are equal on both sides, between these */
};

/* What stands replaced by another where two articles are alike. */
enum ndup_fact_kind {
	NDUP_FACT_NUMBER,   /* a figure, a number in words, a month */
	NDUP_FACT_NAME,     /* a word with a capital inside a sentence */
	NDUP_FACT_NEGATION, /* one says not, no, never or without, one does
	                       not */
};

/* "number", "name", "negation" */
NDUP_API const char *ndup_fact_kind_name(enum ndup_fact_kind);

/* A place where one article has another fact than the other. */
struct ndup_fact {
	enum ndup_fact_kind kind;
	struct ndup_span a, b; /* in the bytes of each ndup_document.text; of a
	                          negation one may be empty: it then stands
	                          where the words would begin */
};

/* Two articles a and b, and what they have in common; every figure is exact. */
struct ndup_match {
	uint32_t a, b; /* articles, by number */
	enum ndup_relation relation; /* of a to b */
	double jaccard;       /* share of all shingles that both have, 0 to 1 */
	double containment_a; /* share of a's shingles that b has, 0 to 1 */
	double containment_b; /* share of b's shingles that a has, 0 to 1 */
	double coverage_a;    /* of a's words that count, the share that stands
	                         equal in passages, 0 to 1 */
	double coverage_b;    /* of b's words, likewise */
	double strength;      /* the larger of Jaccard and the coverage of the
	                         shorter article; of two of one length, the
	                         larger coverage; 0 to 1 */
	uint32_t longest_run; /* words, without a change */
	const struct ndup_passage *passages; /* num_passages, by place in a */
	size_t num_passages;
	const struct ndup_fact *facts; /* num_facts, by place in a: facts that
	                    are others; asked of near-duplicates, excerpts and
	                    extensions alone, where passages are found; of a
	                    verdict's best match in any case */
	size_t num_facts;
	bool same_form; /* there are such facts, and hardly anything else is
	                   another: at most a tenth of the words of either */
};

struct ndup_occurrence {
	uint32_t article;      /* by number */
	struct ndup_span span; /* in the bytes of its ndup_document.text */
};

/* A stretch of text that several members of a cluster have. */
struct ndup_shared {
	uint32_t num_words; /* that count in its first occurrence */
	const struct ndup_occurrence *occurrences; /* num_occurrences, earliest
	                                              first */
	size_t num_occurrences;
};

/* Why a stretch of an article counts for nothing. */
enum ndup_reason {
	NDUP_BY_USER, /* params.ignore_text has it */
	NDUP_PHRASE,  /* it stands ... */
	NDUP_PAGE,    /* ... and so does the whole text, under many titles */
	NDUP_CREDIT,  /* credits and rights notices at the article's end */
};

/* "ignore_text", "phrase", "page", "credit" */
NDUP_API const char *ndup_reason_name(enum ndup_reason);

/* A stretch that counts for nothing. */
struct ndup_ignored {
	uint32_t article;
	struct ndup_span span; /* in the bytes of its ndup_document.text */
	uint32_t num_words;
	enum ndup_reason reason;
	uint32_t number; /* of a phrase or page: for ndup_scan_boilerplate();
	                    0: it has none */
};

struct ndup_member {
	uint32_t article;        /* by number */
	struct ndup_match match; /* a: this article, b: the lead; of the lead
	                            itself both, as NDUP_LEAD, with shares of 1.
	                            Without passages and longest_run */
	uint32_t num_words;      /* what ignore_text has not counted */
	uint32_t new_words; /* that count, in no passage common with an earlier
	                       member */
	bool old;           /* given only to be compared with others */
	uint32_t ignored_words; /* that count for nothing: boilerplate, credits,
	                           and what ignore_text has */
	const struct ndup_ignored *ignored; /* num_ignored: where these words
	                                       stand, and why; by place */
	size_t num_ignored;
};

/* An article that matches a member of a cluster that it is not in. */
struct ndup_related {
	uint32_t article;        /* by number */
	uint32_t cluster; /* the one that it is in, by number; 0: in none */
	struct ndup_match match; /* the article's strongest; a: this article, b:
	                            a member of the cluster.  Without passages
	                            and longest_run */
};

struct ndup_cluster {
	uint32_t number; /* from 1, in order of their first articles */
	uint32_t lead;   /* article that every member matches, by number */
	uint32_t first;  /* article of the earliest member, by number; if its
	                    time is unknown, no member's is known */
	const struct ndup_member *members; /* num_members, earliest first, the
	                                      lead among them */
	size_t num_members;
	double weakest; /* the lowest strength of a member's match, 0 to 1 */
	const struct ndup_shared *passages; /* num_passages, by place in the
	                                       lead, then in other members */
	size_t num_passages;
	const struct ndup_related *related; /* num_related, earliest first */
	size_t num_related;
};

/*
 * A phrase that stands: many articles have had it for weeks, as a footer, a
 * paywall, the form of a daily notice.  It counts for nothing.  Or a page: one
 * text that a source gives under many titles; its articles match nothing.
 */
struct ndup_boilerplate {
	uint32_t article;      /* the first that has it, by number */
	struct ndup_span span; /* in the bytes of its ndup_document.text */
	uint32_t num_words;
	uint32_t num_articles;        /* that have it */
	uint32_t num_sources;         /* that these are of; 0: none is known */
	uint32_t num_titles;          /* of a page; 0: it is a phrase */
	struct ndup_time first, last; /* of these articles; unknown if none has
	                                 a time */
};

struct ndup_counts {
	uint64_t articles;   /* taken, old ones included */
	uint64_t old;        /* articles given only to be compared against */
	uint64_t bytes;      /* of text of the articles taken */
	uint64_t too_short;  /* articles with fewer words than a shingle: only
	                        identical ones match */
	uint64_t undated;    /* articles without a time, if params.within asks
	                        for one: they match none */
	uint64_t unsourced;  /* articles without a source, if
	                        params.cross_source asks for one: they do not
	                        match each other */
	uint64_t repeated;   /* articles with the id and text of another, which
	                        was taken once */
	uint64_t renamed;    /* articles with the id of another, but another
	                        text: became id#2 */
	uint64_t identical;  /* articles whose words an earlier one has */
	uint64_t entries;    /* (key, article) in the table */
	uint64_t candidates; /* pairs of distinct texts that were verified */
	uint64_t matches;    /* pairs of articles */
	uint64_t clusters;
	uint64_t clustered; /* articles in clusters */
	uint64_t related;   /* matched articles in no cluster */
	uint64_t capped;    /* buckets too large to pair each with each */
	uint64_t crowded;   /* articles that share phrases with more than 128
	                        earlier ones and were not compared with all of
	                        these: only with those that share most, or that
	                        have few later ones */
	uint64_t unlisted;  /* further pairs of articles that match, for which
	                        the first copies of their texts stand: of over
	                        64 copies, or of two texts with over 64 pairs
	                        of copies */
	uint64_t ignored_words;        /* words by ignore_text */
	uint64_t boilerplate;          /* phrases that stand, and pages */
	uint64_t boilerplate_articles; /* articles that have such phrases */
	uint64_t boilerplate_words;    /* words of such phrases in these */
	uint64_t pages;                /* pages among the boilerplate */
	uint64_t page_articles;        /* articles of these */
	uint64_t credit_words;         /* words of credits and rights notices at
	                                  the ends of articles */
	uint64_t temporary_bytes;      /* written to temporary files; depends on
	                                  the limit of memory */
};

struct ndup_progress {
	const char *stage; /* "read", "pair", "verify", "cluster" */
	uint64_t done;     /* bytes read, or items */
	uint64_t total;    /* bytes or items in all; 0: unknown */
	uint64_t articles; /* that were added */
};

/* Called now and then, in the caller's thread; false stops the scan. */
typedef bool ndup_progress_fn(void *ctx, const struct ndup_progress *);

struct ndup_scan;

NDUP_API enum ndup_status ndup_scan_new(
    struct ndup_scan **, const struct ndup_params *, struct ndup_error *);
NDUP_API void ndup_scan_on_progress(
    struct ndup_scan *, ndup_progress_fn *, void *ctx);

/*
 * Takes a copy of the document.  Articles are known by their ids: the same id
 * with the same text is taken once, with another text it becomes id#2.  An
 * article without an id gets its number in the order of adding, from 1.  An old
 * article is compared only with those that are not.  NDUP_PARAM after
 * ndup_scan_run().
 */
NDUP_API enum ndup_status ndup_scan_add(struct ndup_scan *,
    const struct ndup_document *, bool old, struct ndup_error *);

/* Makes an old article of the one that was added as the nth, from 0, if it is
 * none.  NDUP_PARAM: there is none, or the scan has run. */
NDUP_API enum ndup_status ndup_scan_set_old(
    struct ndup_scan *, uint64_t nth, struct ndup_error *);

/* Adds all that a reader has. */
NDUP_API enum ndup_status ndup_scan_read(
    struct ndup_scan *, struct ndup_reader *, bool old, struct ndup_error *);

/*
 * Finds matches and clusters; once, after the last article was added.  From
 * here on articles have numbers, 0 to counts.articles - 1, in canonical order:
 * by time (unknown last), id, text.  All calls below that return a status give
 * NDUP_PARAM if the scan has not run well, or has no article of such a number.
 */
NDUP_API enum ndup_status ndup_scan_run(
    struct ndup_scan *, struct ndup_error *);

NDUP_API const struct ndup_counts *ndup_scan_counts(const struct ndup_scan *);
NDUP_API const struct ndup_params *ndup_scan_params(const struct ndup_scan *);

/* What the readers of this scan skipped, added up. */
NDUP_API const struct ndup_reader_counts *ndup_scan_skipped(
    const struct ndup_scan *);

/* The number of the article that was added as the nth, from 0.  If it was
 * repeated, another one with its id and text was taken and has this number. */
NDUP_API enum ndup_status ndup_scan_number(const struct ndup_scan *,
    uint64_t nth, uint32_t *article, bool *repeated, struct ndup_error *);

/* All but the text lives as long as the scan.  NDUP_IO if the text is in
 * a temporary file and cannot be read. */
NDUP_API enum ndup_status ndup_scan_document(struct ndup_scan *,
    uint32_t article, struct ndup_document *, struct ndup_error *);

/* The document with an empty text: nothing is read. */
NDUP_API enum ndup_status ndup_scan_names(const struct ndup_scan *,
    uint32_t article, struct ndup_document *, struct ndup_error *);

/* 0 if there is no such article. */
NDUP_API uint32_t ndup_scan_num_words(
    const struct ndup_scan *, uint32_t article);

/* One after another, those of most articles first; NDUP_END after the last,
 * and the next call begins again. */
NDUP_API enum ndup_status ndup_scan_next_boilerplate(
    struct ndup_scan *, const struct ndup_boilerplate **, struct ndup_error *);

/* That of this number, from 1, in the same order; NDUP_END if there is none.
 * Cost: linear in its article's text, but only when it is asked for first. */
NDUP_API enum ndup_status ndup_scan_boilerplate(struct ndup_scan *,
    uint32_t number, const struct ndup_boilerplate **, struct ndup_error *);

/* What of an article counts for nothing, by place; all of it where it is of a
 * page.  Cost: linear in its text. */
NDUP_API enum ndup_status ndup_scan_ignored(struct ndup_scan *,
    uint32_t article, const struct ndup_ignored **, size_t *num,
    struct ndup_error *);

/* One after another, a < b, by number of a, then of b; NDUP_END after the last,
 * and the next call begins again. */
NDUP_API enum ndup_status ndup_scan_next_match(
    struct ndup_scan *, const struct ndup_match **, struct ndup_error *);

/*
 * Any two articles, in this order, whether the scan has paired them or not (in
 * hot buckets it does not pair each with each).  NDUP_END: they do not match,
 * by their measures or the conditions on time and source; relation means
 * nothing then, all else of the match is exact.  Passages as wanted by
 * params.no_passages.  Cost: linear in both texts; less if a is that of the
 * call before.
 */
NDUP_API enum ndup_status ndup_scan_compare(struct ndup_scan *, uint32_t a,
    uint32_t b, const struct ndup_match **, struct ndup_error *);

/* As ndup_scan_compare(), without passages and longest_run, which take most of
 * the time. */
NDUP_API enum ndup_status ndup_scan_measure(struct ndup_scan *, uint32_t a,
    uint32_t b, const struct ndup_match **, struct ndup_error *);

/* Of clusters; ties by number. */
enum ndup_order {
	NDUP_BY_TIME,    /* of the first member: by number */
	NDUP_BY_SIZE,    /* those of most members first */
	NDUP_BY_WEAKEST, /* those with the weakest link first */
};

/*
 * From now on ndup_scan_next_cluster() gives at most so many clusters (0: all)
 * in this order, and begins at the first; what it lent has ended.  Clusters
 * keep their numbers, counts what they are.
 */
NDUP_API enum ndup_status ndup_scan_order_clusters(struct ndup_scan *,
    enum ndup_order, uint32_t max_clusters, struct ndup_error *);

/* One after another; NDUP_END after the last, and the next call begins
 * again. */
NDUP_API enum ndup_status ndup_scan_next_cluster(
    struct ndup_scan *, const struct ndup_cluster **, struct ndup_error *);

/*
 * The cluster at this place, from 0, of those that ndup_scan_next_cluster()
 * gives, without what takes long to find: passages, new words, where what is
 * ignored stands.  Cheap, and in any order.  NDUP_END if there is none.
 */
NDUP_API enum ndup_status ndup_scan_cluster_summary(struct ndup_scan *,
    uint32_t place, const struct ndup_cluster **, struct ndup_error *);

enum { NDUP_HISTOGRAM_BINS = 40 };

/* How similar the matching articles are.  Bins are equal, from 0 to 1; 1 is in
 * the last. */
struct ndup_histogram {
	uint64_t matches; /* in all */
	uint64_t similar; /* matches that reach min_jaccard */
	uint64_t covered; /* matches that reach min_coverage */
	uint64_t jaccard[NDUP_HISTOGRAM_BINS];  /* matches by Jaccard */
	uint64_t coverage[NDUP_HISTOGRAM_BINS]; /* matches by coverage of the
	                                           shorter article */
};

/* Of all matches; empty before the scan has run. */
NDUP_API const struct ndup_histogram *ndup_scan_histogram(struct ndup_scan *);
NDUP_API void ndup_scan_free(struct ndup_scan *);

/* ---- 5. Keep: matches -> which articles stay ----------------------------- */

/* Who is preferred of several articles that contain each other; ties by time,
 * unknown last, then by number of update, the highest first, then by the order
 * of adding. */
enum ndup_keep_policy {
	NDUP_KEEP_EARLIEST, /* those without a time come last */
	NDUP_KEEP_LATEST,   /* those without a time come last */
	NDUP_KEEP_LONGEST,  /* in words */
	NDUP_KEEP_SOURCE,   /* by place of its source among the sources */
};

struct ndup_keep_options {
	size_t struct_size; /* set by ndup_keep_options_init() */
	enum ndup_keep_policy policy;
	const struct ndup_slice *sources; /* num_sources, the preferred first;
	                        those of any other source come last */
	size_t num_sources;
	double contained; /* an article is dropped if this share of its words
	                     stands in a kept one, 0.01 to 1 */
	bool ignore_facts; /* drops also what has other facts than the kept
	                      one that contains it */
	double near; /* an article is dropped, too, if its Jaccard similarity
	                    to a kept one is at least this, from
	                    params.min_jaccard to 1, whatever its facts are;
	                    0: not for that */
	bool near_facts; /* not if its facts are others */
};

/* Fills in the defaults: the earliest, 0.9.  size:
 * sizeof(struct ndup_keep_options). */
NDUP_API void ndup_keep_options_init(struct ndup_keep_options *, size_t size);

/* What becomes of the articles that were added to a scan. */
struct ndup_kept {
	const bool *stays;    /* num_added, in the order of adding: it is kept;
	                         old ones always are */
	uint64_t num_added;   /* articles, old ones too */
	uint64_t num_kept;    /* articles, without old ones */
	uint64_t num_dropped; /* articles, without old ones */
	uint64_t num_withdrawn; /* articles that another one withdraws, kept
	                           and dropped, old ones too */
};

/*
 * Chooses which articles of a scan that has run are kept.  An article is dropped
 * if one that is kept, or old, contains it: they match, the coverage of the
 * dropped one reaches options.contained, by the words that count and by all its
 * words, so that with it goes nothing that stands, and no fact of it is another
 * there (struct ndup_fact); or if it is near that one, as options.near says.
 * What stands in another one which does not stand in it goes for that one,
 * whatever is preferred; of those that contain each other or are near the
 * preferred one stays.  A repeated one (the same id and text) is dropped too.
 *
 * Before all this, nothing goes for what it corrects: withdrawals, and then
 * corrections and refiles, the latest first, are preferred to others whatever the
 * policy; of a story of their source, up to a week older, two facts may be others;
 * a story that is withdrawn comes last.  An update is preferred to none for being
 * one.
 *
 * What is kept, given to a scan and to this call once more, is kept as a whole,
 * unless a phrase that stood is left in too few texts.  Only where over 64
 * articles are left that are alike, and most of them are not contained in each
 * other, may one be kept that is: the scan does not compare each of them with
 * each.  Which of these it compares goes by their times: so there one more may be
 * dropped the next time if an old article has the id and text of an earlier one,
 * whose time and source the scan took.
 *
 * options NULL: the defaults.  NDUP_PARAM, too, if an option is out of range.
 * NDUP_STOPPED by the scan's progress function.
 *
 * Cost: n log n of the matches, and a comparison for each article that stands
 * only in dropped ones, but 16 at most.  Where the scan did not list all pairs
 * (counts capped, crowded, unlisted), what is kept is scanned again, mostly one
 * to three times, which takes up to params.memory besides the first scan's: who
 * wants both below a limit gives the scan half of it.  params.no_passages makes
 * the scan cheaper and changes nothing here.
 */
NDUP_API enum ndup_status ndup_scan_keep(struct ndup_scan *,
    const struct ndup_keep_options *, const struct ndup_kept **,
    struct ndup_error *);

/* An article that is dropped, and the kept one that contains it. */
struct ndup_dropped {
	uint64_t added;          /* place of the dropped one in the order of
	                          adding, from 0 */
	uint64_t added_keeper;   /* place of the kept one, likewise */
	struct ndup_match match; /* a: the dropped one, b: the kept one; equal
	                  if the dropped one has its id and text.  Without
	                  passages and longest_run */
};

/*
 * One after another, in the order of adding; NDUP_END after the last, and the
 * next call begins again.  NDUP_PARAM before ndup_scan_keep().  Cost: that of
 * ndup_scan_measure() each; ndup_scan_compare() has the passages.
 */
NDUP_API enum ndup_status ndup_scan_next_dropped(
    struct ndup_scan *, const struct ndup_dropped **, struct ndup_error *);

/* A story that another article takes back: see ndup_document.notice. */
struct ndup_withdrawn {
	uint64_t added;        /* place of the story in the order of adding,
	                        from 0 */
	uint64_t added_notice; /* place of what withdraws it, likewise */
};

/*
 * One after another, in the order of adding; NDUP_END after the last, and the
 * next call begins again.  NDUP_PARAM before ndup_scan_keep().  A withdrawal
 * names a story by its title, id or address, or has its text; the story is of
 * the same source, if both are known, and published up to 30 days before it, or
 * without a time.
 */
NDUP_API enum ndup_status ndup_scan_next_withdrawn(struct ndup_scan *,
    const struct ndup_withdrawn **, struct ndup_error *);

/* ---- 6. Differences ----------------------------------------------------- */

/* A place where two texts differ, in bytes of each; whole code points.  One
 * side is empty where words were added or left out: it then stands where they
 * would begin. */
struct ndup_edit {
	struct ndup_span a, b;
};

struct ndup_differ; /* one per thread; reuses its buffers */

NDUP_API enum ndup_status ndup_differ_new(
    struct ndup_differ **, struct ndup_error *);

/*
 * Finds where b differs from a, by place: num_edits of the fewest words (Myers
 * 1986), as articles are compared, so that case, punctuation and forms of
 * letters make no difference; no code point of several words is divided.  Edits
 * rise on both sides and do not overlap.  For texts that have most in common,
 * such as two occurrences of a passage.  Cost: their length times the number of
 * edits; texts that differ in over a thousand words have one edit.  Text over 4
 * GB gives NDUP_INPUT.
 */
NDUP_API enum ndup_status ndup_differ_run(struct ndup_differ *,
    struct ndup_slice a, struct ndup_slice b, const struct ndup_edit **edits,
    size_t *num_edits, struct ndup_error *);
NDUP_API void ndup_differ_free(struct ndup_differ *);

/* ---- 7. Report ---------------------------------------------------------- */

enum ndup_format { NDUP_TERMINAL, NDUP_JSONL, NDUP_CSV, NDUP_HTML };

/* What a format is, and what it can. */
struct ndup_report_format {
	const char *name;    /* "html": what a user calls it */
	const char *purpose; /* "a page for a browser" */
	const char *const *suffixes; /* of names of such files, ".html", in
	                                small letters; NULL-terminated */
	bool terminal; /* is for people at a terminal: takes color, plain, width
	                  and context */
	bool matches;  /* lists matches, if they are wanted */
	bool page;     /* has articles' texts: takes text_limit */
	bool pairs;    /* ndup_report_pair() writes it */
	bool index;    /* ndup_report_query(), ndup_report_index() write it */
};

/* The formats, by number from 0 as in the enum; NULL: there are no more.  They
 * live as long as the program. */
NDUP_API const struct ndup_report_format *ndup_report_format_at(
    unsigned number);

struct ndup_report_options {
	size_t struct_size; /* set by ndup_report_options_init() */
	enum ndup_format format;
	bool matches; /* JSON Lines: every match too; CSV: matches instead of
	                 members */
	enum ndup_order order; /* of clusters */
	uint32_t max_clusters; /* that are shown, the first in order; 0: all */
	/* Terminal: */
	bool color;       /* ANSI colours */
	bool plain;       /* for screen readers: one fact a line, no tables */
	unsigned width;   /* columns of a line, 40 or more */
	unsigned context; /* words to show before and behind a passage */
	/* HTML: */
	uint64_t text_limit; /* bytes of articles' text; over it those of the
	                        smallest clusters are left out */
	const char *command; /* the command line to show; or NULL */
	/* What the reader of a report can do about it, in the caller's words,
	 * as the name of an option; NULL: that is not said. */
	const char *all_boilerplate;  /* shows all of it, not only the first */
	const char *keep_boilerplate; /* counts it */
	const char *more_text;        /* sets text_limit */
};

/* Takes len bytes; false to stop: the report then gives NDUP_STOPPED. */
typedef bool ndup_write_fn(void *ctx, const void *buf, size_t len);

/* Fills in the defaults; size: sizeof(struct ndup_report_options). */
NDUP_API void ndup_report_options_init(
    struct ndup_report_options *, size_t size);

/* All that a scan found.  Takes it by the calls above, so none of their series
 * may be half way through; ends what they lent, and leaves clusters in the
 * order of time. */
NDUP_API enum ndup_status ndup_report(struct ndup_scan *,
    const struct ndup_report_options *, ndup_write_fn *, void *ctx,
    struct ndup_error *);

/*
 * Of one pair, whether it matches or not: all measures, and passages side by
 * side.  Ends what ndup_scan_compare() lent.  NDUP_PARAM, too, if the format
 * has no pairs.
 */
NDUP_API enum ndup_status ndup_report_pair(struct ndup_scan *, uint32_t a,
    uint32_t b, const struct ndup_report_options *, ndup_write_fn *, void *ctx,
    struct ndup_error *);

/* ---- 8. Index: articles that stay ---------------------------------------- */

/*
 * A folder of articles to compare new ones with, kept in LMDB.  One process at
 * a time writes to it, any number read; neither waits for the other, and what
 * a reader sees is always one commit's whole.  A process that dies, a full
 * disk or a lost write leave the last commit as it was.
 */
struct ndup_index;

struct ndup_index_options {
	size_t struct_size; /* set by ndup_index_options_init() */
	bool no_text; /* keeps no texts: a third less space; passages are still
	                   found, and places of them */
	int64_t window; /* seconds: an article published so long before the one
	                   at hand does not match it; negative: all do, as do
	                   those without a time */
};

/* Fills in the defaults; size: sizeof(struct ndup_index_options). */
NDUP_API void ndup_index_options_init(struct ndup_index_options *, size_t size);

/*
 * Makes an index in a folder, which is made too unless it is there and empty.
 * Of the parameters all that decide what matches are kept for ever:
 * num_threads, memory, tmpdir and no_passages are not.  Take a seed that nobody
 * can guess where others choose the texts: who knows it can make keys that flood
 * the index.  options NULL: the defaults.
 */
NDUP_API enum ndup_status ndup_index_create(const char *folder,
    const struct ndup_params *, const struct ndup_index_options *,
    struct ndup_error *);

enum ndup_access {
	NDUP_READ,  /* articles may be added, but stay in memory */
	NDUP_WRITE, /* NDUP_BUSY if another process writes */
	NDUP_WAIT,  /* to write; waits until the other one is done */
};

/*
 * NDUP_MISMATCH if the index was made by other rules, by a version of ndup
 * whose fingerprints are others, or is of another format; the line says what to
 * do.  It is refused so too on a machine of another kind (order of bytes, size
 * of addresses).  NDUP_INPUT if it is no index, a damaged one, or one that is
 * at an earlier commit than it was.  num_threads as in ndup_params.
 *
 * It takes 1 TiB of addresses, which are no memory; fewer where the process may
 * have few, and more by itself when these are used up.  If another object of
 * the process has the same index open then, calls fail with NDUP_NOMEM: close
 * both and open them again.
 *
 * A damaged page of LMDB, which has no checksum, can end the process in this
 * and each later call of the index: by SIGBUS or SIGSEGV, where it leads behind
 * the file's end, or by SIGABRT, where LMDB itself finds it wrong.  That signal
 * has si_code SI_QUEUE and the value NDUP_SIGNAL_DAMAGED, so that a handler can
 * tell it from others.
 */
enum { NDUP_SIGNAL_DAMAGED = 0x6e647570 }; /* siginfo_t.si_value.sival_int */

NDUP_API enum ndup_status ndup_index_open(struct ndup_index **,
    const char *folder, enum ndup_access, unsigned num_threads,
    struct ndup_error *);

/* ndup_unicode_version() of the ndup that made the index.  With another one it
 * works as before; where a text has characters that only one of them knows,
 * copies of it may not be found, and ndup_index_verify() may find other words
 * than the index has. */
NDUP_API const char *ndup_index_unicode(const struct ndup_index *);

/* From now on verdicts do not depend on facts that are others (struct
 * ndup_fact), and matches have none; or again they do, as they do at first. */
NDUP_API void ndup_index_ignore_facts(struct ndup_index *, bool ignore);

/* What is not committed is lost. */
NDUP_API void ndup_index_close(struct ndup_index *);

enum ndup_novelty {
	NDUP_NEW,       /* matches no earlier article */
	NDUP_DUPLICATE, /* identical to one, or nine tenths of its words that
	                   count stand in one, whatever the parameters, and no
	                   fact of it is another there */
	NDUP_UPDATE,    /* a new version of what was under its id; or of an
	                   earlier article of its source: Jaccard is one half,
	                   or half of that article stands in it, and they are
	                   not identical, nor of the same form with other
	                   facts */
	NDUP_REUSE,     /* any other match */
	NDUP_TOO_SHORT, /* fewer words than a shingle, and not identical */
	NDUP_KNOWN,     /* the same id with the same content is in the index,
	                   or was and is replaced: nothing changes */
};

/* "new", "duplicate", "update", "reuse", "too_short", "known" */
NDUP_API const char *ndup_novelty_name(enum ndup_novelty);

/* An article of the index that an article at hand matches. */
struct ndup_earlier {
	struct ndup_slice id, source, title, url; /* as they were added */
	struct ndup_slice story;                  /* as ndup_verdict.story */
	struct ndup_time published;
	struct ndup_match match; /* a: the article at hand, b: this one, by
	                            their numbers in the index */
};

struct ndup_verdict {
	enum ndup_novelty novelty;
	struct ndup_slice id;    /* a hash of the article if it had none */
	struct ndup_slice replaces; /* the id, which is its own, that was of
	                             another text; empty: of none, or it is
	                             known */
	bool id_taken;              /* that text is unlike it, and so stays too;
	                             else the article is a new version of it */
	struct ndup_slice story; /* that of an earlier version, else of the best
	                             match, else the own id, with a hash if that
	                             was taken; never changes */
	uint32_t num_words;
	uint32_t new_words;     /* that count, equal in no passage of a match */
	uint32_t ignored_words; /* that count for nothing: what stands by now,
	                           and what ignore_text has */
	uint32_t num_compared;  /* earlier articles that share phrases with
	                             the article and were compared with it */
	bool crowded;           /* more than 128 share phrases with it: those
	                             that share most were compared */
	const struct ndup_earlier *matches; /* num_matches, the best first: by
	                             coverage of the article at hand, then the
	                             earliest, then by id */
	size_t num_matches;
};

/* Of which matches passages are found. */
enum ndup_passages_of { NDUP_OF_NONE, NDUP_OF_BEST, NDUP_OF_ALL };

/*
 * Compares num articles with all that were added before them, the ones before
 * them in the array among these, and adds them; fills in num verdicts.  Under
 * an id that is there the same content is known, and nothing changes.  Another
 * content that matches it, whatever the times and sources, is a new version: it
 * replaces the older one after having been compared with it, and remembers the
 * last 16 contents of the id.  What is unlike it is judged as if its id were
 * new, and both stay, each with the id.  NDUP_INPUT for a text of 4 GB or
 * more: then none is added.  After any other failure what is pending is not
 * whole, and the index is good for nothing but closing.  Cost, in processor
 * time, of an article of a few hundred words: of news, which few others share
 * phrases with, a tenth of a millisecond; where very many earlier ones do, what
 * 128 comparisons take, 5 to 15 microseconds each: one or two milliseconds,
 * however many they are; or twice that of texts that are one word or a few over
 * and over.  A comparison reads both articles; but an earlier one
 * that is far longer, as a book is beside its parts, only when it comes up
 * anew: where more than four such take turns, or phrases of the article at hand
 * stand, others are read each time.  What stands takes some 20 to 50
 * microseconds of the articles that have it, in the caller's thread.
 * A new version costs a sketch of the older one, and a comparison, besides.
 */
NDUP_API enum ndup_status ndup_index_add(struct ndup_index *,
    const struct ndup_document *, size_t num, enum ndup_passages_of,
    struct ndup_verdict *, struct ndup_error *);

/*
 * Compares num articles with all of the index but their own ids, and adds
 * nothing; fills in num verdicts, which also say what would be replaced.
 */
NDUP_API enum ndup_status ndup_index_query(struct ndup_index *,
    const struct ndup_document *, size_t num, enum ndup_passages_of,
    struct ndup_verdict *, struct ndup_error *);

/* All that has the id.  NDUP_END: there is no such article. */
NDUP_API enum ndup_status ndup_index_remove(
    struct ndup_index *, struct ndup_slice id, struct ndup_error *);

/*
 * Values that a caller keeps in the index under names of its own; they change
 * with the next commit, together with the articles.  A job writes down how far
 * it has come.  An empty value takes the note away; a note that is not there is
 * empty.  Names have 1 to 400 bytes.
 */
NDUP_API enum ndup_status ndup_index_set_note(struct ndup_index *,
    const char *name, struct ndup_slice value, struct ndup_error *);
NDUP_API enum ndup_status ndup_index_note(struct ndup_index *, const char *name,
    struct ndup_slice *value, struct ndup_error *);

/* Makes all that was added, removed and noted last.  If it fails, it can be
 * tried again, and nothing of it is in the index; unless the line begins "all
 * is in the index, but": then only housekeeping is left to be tried again.  If
 * the file that numbers commits cannot be written all is there too, but every
 * later call fails until the index is opened again. */
NDUP_API enum ndup_status ndup_index_commit(
    struct ndup_index *, struct ndup_error *);

/* Articles added that are not committed; a caller that commits after some
 * thousands of them keeps memory small. */
NDUP_API size_t ndup_index_pending(const struct ndup_index *);

/* An article by its id, of several with that id the newest, without its text if
 * texts are not kept; source, place, title, url and time as they were added.
 * NDUP_END: there is none. */
NDUP_API enum ndup_status ndup_index_document(struct ndup_index *,
    struct ndup_slice id, struct ndup_document *, struct ndup_slice *story,
    struct ndup_error *);

/* Each article in turn, in the order of adding, from the number that *next has
 * on, 0 at first; it is set to the number behind.  NDUP_END after the last;
 * NDUP_INPUT if then some have not been there (if nobody changed the index
 * meanwhile). */
NDUP_API enum ndup_status ndup_index_next(struct ndup_index *, uint32_t *next,
    struct ndup_document *, struct ndup_slice *story, struct ndup_error *);

struct ndup_index_info {
	unsigned format;      /* number of the files' format */
	unsigned token_rules; /* NDUP_TOKEN_RULES of the ndup that made it */
	uint64_t self_test;   /* fingerprint of a text by these parameters */
	const struct ndup_params *params;         /* that it was made with */
	const struct ndup_index_options *options; /* that it was made with */
	struct ndup_bands bands;                  /* by these parameters */
	uint64_t articles;                        /* that are in it */
	uint64_t removed;       /* articles that are not yet compacted away */
	uint64_t words;         /* distinct tokens */
	uint64_t entries;       /* (key, article) */
	uint64_t runs;          /* sorted pieces that a search looks into */
	uint64_t commits;       /* since it was made */
	uint64_t bytes;         /* of the file */
	uint64_t used;          /* bytes of the file that are in use */
	struct ndup_time first; /* published, of the earliest article */
	struct ndup_time last;  /* published, of the latest article */
	const char *unicode;    /* ndup_index_unicode() */
};

NDUP_API enum ndup_status ndup_index_describe(
    struct ndup_index *, const struct ndup_index_info **, struct ndup_error *);

/*
 * Reads all there is and checks it: articles against their ids, tokens, keys
 * and texts, and keys against articles.  Tells of each fault; false from the
 * callback stops.  NDUP_INPUT if there was one.
 */
NDUP_API enum ndup_status ndup_index_verify(
    struct ndup_index *, ndup_error_fn *fault, void *ctx, struct ndup_error *);

/*
 * Takes an index as it is found.  An index knows its last commit by a file of
 * its own, and is refused if LMDB has an earlier one (a damaged page, half a
 * backup) or if that file is missing.  This reads and checks all as
 * ndup_index_verify() does, and if that finds no fault it makes the commit that
 * is there the last one: what came behind it is lost.  Waits for a process that
 * writes.
 */
NDUP_API enum ndup_status ndup_index_accept(
    const char *folder, ndup_error_fn *fault, void *ctx, struct ndup_error *);

/* Drops articles that are outside of the window of the latest one (its time,
 * or now if that is earlier) and all that removed ones have left, and gives
 * free space back. */
NDUP_API enum ndup_status ndup_index_compact(
    struct ndup_index *, uint64_t *num_dropped, struct ndup_error *);

/* ---- 9. Report of an index ---------------------------------------------- */

/*
 * What an index says, as bytes.  As NDUP_TERMINAL, for people: lines of `width`
 * columns, perhaps in colour, or plain; as NDUP_JSONL, for programs: one object
 * on a line, whose fields and units the manual page describes; null where there
 * is nothing.  The other options do not count.  NDUP_PARAM for other formats,
 * for fewer than 40 columns, and for options that ndup_report_options_init()
 * has not made.  Else NDUP_OK, NDUP_NOMEM, or NDUP_STOPPED if the function
 * returned false.  Nothing is kept.  Cost: linear in what is written and in the
 * passages of the best match.
 */

/*
 * What ndup_index_query(), or ndup_index_add(), said of a document, with the
 * passages that they were asked for.  For people the best ten matches, and of
 * the best one how the first three passages begin; for programs all matches.
 * Passages are bytes of both texts, as in ndup_match.  Time and text are the
 * document's, so it must be the one that the verdict is of.
 */
NDUP_API enum ndup_status ndup_report_query(const struct ndup_document *,
    const struct ndup_verdict *, const struct ndup_report_options *,
    ndup_write_fn *, void *ctx, struct ndup_error *);

/*
 * The same without other matches than the best: the object that `ndup filter`
 * puts into a record, without a newline; with the passages of the best match if
 * the verdict has them and NDUP_OF_BEST wants them.  NDUP_PARAM for
 * NDUP_OF_ALL, and for people.
 */
NDUP_API enum ndup_status ndup_report_verdict(const struct ndup_document *,
    const struct ndup_verdict *, enum ndup_passages_of,
    const struct ndup_report_options *, ndup_write_fn *, void *ctx,
    struct ndup_error *);

/* Size, parameters and versions of an index. */
NDUP_API enum ndup_status ndup_report_index(const struct ndup_index_info *,
    const struct ndup_report_options *, ndup_write_fn *, void *ctx,
    struct ndup_error *);

#ifdef __cplusplus
}
#endif

#endif /* NDUP_H */
