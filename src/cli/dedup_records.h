/*
 * dedup_records.h - where articles came from, and their records
 *
 * Records wait in a file without a name, one a line, until it is known which
 * of them are wanted; nothing of it is left behind, however the program ends.
 */
#ifndef CLI_DEDUP_RECORDS_H
#define CLI_DEDUP_RECORDS_H

#include <stdio.h>

#include "base/buffer.h"
#include "ndup.h"

struct origin {
	uint64_t line; /* 0: the file is the article */
	uint32_t file;
	bool has_record; /* kept in the stock */
};

struct stock {
	const char *folder; /* of the file */
	FILE *records;
	char **files;
	struct origin *items; /* in the order of adding */
	size_t num, num_files, capacity, files_capacity;
	char *line; /* read last */
	size_t line_room;
	struct buffer added; /* the last record */
};

/* All of these tell the user what failed and return false. */
bool stock_open(struct stock *, const char *folder);

/* Notes where an article came from; keeps its record, if it has one and that is
 * wanted. */
bool stock_add(struct stock *, const struct ndup_record *, bool wanted);

/* The records once more, from the first on, each with its newline. */
bool stock_rewind(struct stock *);
bool stock_next(struct stock *, struct ndup_slice *line);
void stock_free(struct stock *);

#endif
