/*
 * stock.h - where the articles of a run came from, and their records
 *
 * Records wait in a file without a name, one a line, until it is known which
 * of them are wanted; nothing of it is left behind, however the program ends.
 * What fails tells the user and returns false.
 */
#ifndef CLI_STOCK_H
#define CLI_STOCK_H

#include <stdio.h>

#include "base/buffer.h"
#include "ndup.h"

struct origin {
	uint64_t line; /* 0: the file is the article */
	uint32_t file;
	bool has_record; /* kept in the stock */
	bool is_needed;  /* it goes, but what contains it is not kept either */
};

/* A file that articles came from. */
struct origin_file {
	char *name;
	uint64_t number; /* as its reader counts */
	size_t first;    /* place of its first article among the items */
	bool is_both;    /* given, and one of --against: its articles stay */
	bool stays;      /* an article of it does */
	uint64_t inode;  /* hash of device and inode; 0: not a file */
};

struct stock {
	const char *folder; /* of the file */
	FILE *records;
	struct origin_file *files;
	struct origin *items; /* in the order of adding */
	size_t num, num_files, items_capacity, files_capacity;
	char *line; /* read last */
	size_t line_room;
	struct buffer added; /* the last record */
};

bool stock_open(struct stock *, const char *folder);

/* Notes where an article came from; keeps its record, if it has one and that is
 * wanted. */
bool stock_add(struct stock *, const struct ndup_record *, bool wanted);

/* The records once more, from the first on, each with its newline. */
bool stock_rewind(struct stock *);
bool stock_next(struct stock *, struct ndup_slice *line);
void stock_free(struct stock *);

#endif
