/*
 * reader.h - what a reader holds
 *
 * reader.c is its public face; files.c opens one file after another, and
 * reader.c takes what is in them.
 */
#ifndef INPUT_READER_H
#define INPUT_READER_H

#include "article.h"
#include "base/memory.h"
#include "folder.h"
#include "ndup.h"
#include "records.h"

/* ---- a reader's options and paths, checked and copied -------------------- */

struct ndup_reader {
	struct ndup_reader_options options; /* strings are in arena */
	struct arena arena;
	enum format format; /* given by the options; or unknown */
	struct encoding encoding;
	struct fields fields;
	struct kinds kinds;
	struct paths paths;
	struct stream stream;
	struct feed feed;
	struct lines lines;
	struct records records;
	struct parsed_article article;
	struct ndup_reader_counts counts;
	uint64_t closed_size; /* of the files that are done */
	struct file file;     /* being read */
	uint64_t num_files;   /* that paths gave, this one included */
	enum format file_format;
	bool in_file;
	bool is_text_read;
	bool has_late; /* an error to report before going on */
	struct ndup_error late;
	struct ndup_record record;  /* returned or skipped last */
	struct ndup_position start; /* where to begin */
};

/* Counts and reports what was skipped; NDUP_OK to go on, or NDUP_STOPPED. */
enum ndup_status reader_report(struct ndup_reader *, uint64_t *count,
    const struct ndup_error *what, struct ndup_error *);

/* The same for a file, or the rest of it, by the status that came. */
enum ndup_status reader_report_unreadable(struct ndup_reader *,
    enum ndup_status why, const struct ndup_error *what, struct ndup_error *);

/* Opens the next file that can be opened, at the start if it is that file. */
enum ndup_status reader_next_file(struct ndup_reader *, struct ndup_error *);
void reader_close_file(struct ndup_reader *);

/* Reads a text file.  Damage behind the text is told at the file's end. */
enum ndup_status reader_read_text(
    struct ndup_reader *, struct text *, struct ndup_error *);

#endif
