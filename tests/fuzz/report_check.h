/*
 * report_check.h - what every report promises, whatever the articles say
 *
 * Terminal: no control but newlines and ndup's own colours.  JSON Lines: each
 * line is an object.  CSV: rows of as many cells as the first one, none of
 * them a formula.  HTML: no element, attribute or entity that ndup does not
 * write itself, and data that is JSON.
 */
#ifndef TESTS_FUZZ_REPORT_CHECK_H
#define TESTS_FUZZ_REPORT_CHECK_H

#include <ctype.h>

#include "json_check.h"
#include "utf8_check.h"

static inline bool
report_begins(struct ndup_slice text, const char *with)
{
	return json_take(&text, with);
}

/* Takes off what stands before the next such byte, and the byte. */
static inline struct ndup_slice
report_take_until(struct ndup_slice *text, char end)
{
	const char *found = memchr(text->ptr, end, text->len);
	struct ndup_slice taken = *text;

	fuzz_require(found != NULL);
	taken.len = (size_t)(found - text->ptr);
	text->ptr += taken.len + 1;
	text->len -= taken.len + 1;
	return taken;
}

/* ---- terminal ----------------------------------------------------------- */

static inline void
report_check_terminal(struct ndup_slice text, bool color)
{
	static const char *const own[] = {
	    "[0m", "[1m", "[2m", "[1;32m", "[31m", "[32m", NULL};
	const char *escape;
	size_t i;

	while (color && (escape = memchr(text.ptr, '\033', text.len)) != NULL) {
		utf8_check_harmless(report_take_until(&text, '\033'), "\n");
		for (i = 0; own[i] != NULL && !json_take(&text, own[i]); i++)
			;
		fuzz_require(own[i] != NULL);
	}
	utf8_check_harmless(text, "\n");
}

/* ---- JSON Lines --------------------------------------------------------- */

static inline void
report_check_jsonl(struct ndup_slice text)
{
	struct ndup_slice line;

	utf8_check_harmless(text, "\n");
	while (text.len > 0) {
		line = report_take_until(&text, '\n');
		fuzz_require(report_begins(line, "{\"type\":\""));
		fuzz_require(json_is_valid(line));
	}
}

/* ---- CSV ---------------------------------------------------------------- */

/* What a spreadsheet does with a cell must not depend on who wrote the text. */
static inline void
report_check_cell(struct ndup_slice cell, bool quoted)
{
	static const char *const formulas[] = {"=", "+", "-", "@", "\t", "\r",
	    "\n", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
	    "\xef\xbc\xa0"};
	size_t i;

	for (i = 0; i < cell.len && !quoted; i++)
		fuzz_require(strchr(",;\"\t\r\n", cell.ptr[i]) == NULL);
	while (json_take(&cell, " "))
		;
	for (i = 0; i < sizeof formulas / sizeof formulas[0]; i++)
		fuzz_require(!report_begins(cell, formulas[i]));
}

/* Takes a cell without what ends it. */
static inline void
report_take_cell(struct ndup_slice *text)
{
	struct ndup_slice cell = *text;

	if (!json_take(text, "\"")) {
		while (text->len > 0 && *text->ptr != ',' && *text->ptr != '\r')
			json_take_any(text, (char[]){*text->ptr, '\0'});
		cell.len -= text->len;
		report_check_cell(cell, false);
		return;
	}
	cell = *text;
	do {
		report_take_until(text, '"');
	} while (json_take(text, "\""));
	cell.len -= text->len + 1;
	report_check_cell(cell, true);
}

/* Returns how many rows stand below the first one. */
static inline size_t
report_check_csv(struct ndup_slice text)
{
	size_t num_rows = 0, num_cells, num_names = 0;

	utf8_check_harmless(text, "\t\r\n");
	for (; text.len > 0; num_rows++) {
		num_cells = 0;
		do {
			report_take_cell(&text);
			num_cells++;
		} while (json_take(&text, ","));
		fuzz_require(json_take(&text, "\r\n"));
		num_names = num_rows == 0 ? num_cells : num_names;
		fuzz_require(num_cells == num_names);
	}
	return num_rows - 1;
}

/* ---- HTML --------------------------------------------------------------- */

/* A tag without its brackets. */
static inline void
report_check_tag(struct ndup_slice tag)
{
	static const char names[] =
	    " a b bdi body code dd details div dl dt figcaption figure h1 h2 "
	    "h3 html i li main mark noscript ol p path rect s section small "
	    "span summary sup svg table tbody td text th thead title tr ";
	char name[16] = " ";
	size_t i;

	json_take(&tag, "/");
	for (i = 1; i < sizeof name - 2; i++) {
		if (i > tag.len || tag.ptr[i - 1] == ' ')
			break;
		name[i] = tag.ptr[i - 1];
	}
	name[i] = ' ';
	fuzz_require(strstr(names, name) != NULL);
	for (; i <= tag.len; i++)
		fuzz_require(strchr(" =\"#:.,;%()/-", tag.ptr[i - 1]) != NULL ||
			     isalnum((unsigned char)tag.ptr[i - 1]));
}

static inline void
report_check_entities(struct ndup_slice text)
{
	while (text.len > 0 && memchr(text.ptr, '&', text.len) != NULL) {
		report_take_until(&text, '&');
		fuzz_require(
		    json_take(&text, "amp;") || json_take(&text, "lt;") ||
		    json_take(&text, "gt;") || json_take(&text, "#13;"));
	}
}

/* Bytes up to the end of this string, which must be there. */
static inline size_t
report_size_until(struct ndup_slice text, const char *end)
{
	const char *found = memmem(text.ptr, text.len, end, strlen(end));

	fuzz_require(found != NULL);
	return (size_t)(found - text.ptr) + strlen(end);
}

/* Style and script of the page are the same always; what comes behind them is
 * looked at. */
static inline void
report_check_html(struct ndup_slice text)
{
	static const char head[] = "</head>";
	static const char data[] = "script type=\"application/json\"";
	static size_t size; /* of the page's head */
	struct ndup_slice tag;

	if (size == 0)
		size = report_size_until(text, head);
	text.ptr += size;
	text.len -= size;
	fuzz_require(memcmp(text.ptr - strlen(head), head, strlen(head)) == 0);
	utf8_check_harmless(text, "\t\n");
	while (text.len > 0 && memchr(text.ptr, '<', text.len) != NULL) {
		report_check_entities(report_take_until(&text, '<'));
		tag = report_take_until(&text, '>');
		if (!report_begins(tag, data)) {
			report_check_tag(tag);
			continue;
		}
		fuzz_require(json_is_valid(report_take_until(&text, '<')));
		fuzz_require(json_take(&text, "/script>"));
	}
	report_check_entities(text);
}

#endif
