/*
 * test_report_csv.c - reports of a scan as tables, read by RFC 4180
 */
#include "reporting.h"

/* The cell at `at`, unquoted, by RFC 4180; returns what follows it. */
static const char *
csv_cell(const char *at, struct buffer *cell)
{
	bool quoted = *at == '"';
	size_t len;

	buffer_clear(cell);
	for (at += quoted; quoted; at++) {
		assert_true(*at != '\0');
		if (*at == '"' && *++at != '"')
			break;
		buffer_add(cell, at, 1);
	}
	if (!quoted) {
		buffer_add(cell, at, len = strcspn(at, ",\"\r\n"));
		at += len;
	}
	buffer_add(cell, "", 1);
	assert_non_null(strchr(",\r", *at));
	return at;
}

/* Compares a row, all cells of it or the first ones, with those given, NULL:
 * any; returns the next row.  All rows have as many cells. */
static const char *
csv_row(const char *at, const char *const *cells, size_t num)
{
	struct buffer cell = {.size = 0};
	size_t i = 0;

	for (;; at++) {
		at = csv_cell(at, &cell);
		if (*cells != NULL && strcmp(*cells, "*") != 0)
			assert_string_equal(cell.data, *cells);
		cells += *cells != NULL;
		i++;
		if (*at != ',')
			break;
	}
	buffer_free(&cell);
	assert_int_equal(i, num);
	assert_memory_equal(at, "\r\n", 2);
	return at + 2;
}

static void
test_csv_members(void **state)
{
	static const char *const rows[][24] = {
	    {"cluster", "num_members", "weakest", "first", "id", "source",
		"published", "title", "url", "notice", "num_words",
		"lag_seconds", "relation", "jaccard", "containment",
		"containment_of_other", "coverage", "coverage_of_other",
		"new_words", "ignored_words", "old", "num_facts", NULL},
	    {"1", "3", "*", "wire/1", "wire/1", "Coast",
		"2024-03-04T10:15:00+02:00", "Quay to be rebuilt", "", "", "*",
		"0", NULL},
	    {"1", "3", "*", "wire/1", "wire/2", "", "2024-03-05", "", "", "",
		"*", "56700", NULL},
	    {"1", "3", "*", "wire/1", "wire/3", "Coast", "",
		"\xef\xbf\xbd[31mRed\xef\xbf\xbd \xef\xbf\xbd", "", "", "*", "",
		NULL},
	};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, csv(false));
	const char *at = out.data;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++)
		at = csv_row(at, rows[i], 22);
	assert_string_equal(at, "");
	buffer_free(&out);
	ndup_scan_free(scan);
}

static void
test_csv_matches(void **state)
{
	static const char *const rows[][24] = {
	    {"a_id", "a_source", "a_published", "a_title", "a_url", "a_notice",
		"a_num_words", "b_id", "b_source", "b_published", "b_title",
		"b_url", "b_notice", "b_num_words", "relation", "jaccard",
		"containment_a", "containment_b", "coverage_a", "coverage_b",
		"longest_run", "num_passages", "num_facts", NULL},
	    {"wire/1", "*", "*", "*", "*", "", "*", "wire/2", NULL},
	    {"wire/1", "*", "*", "*", "*", "", "*", "wire/3", NULL},
	    {"wire/2", "*", "*", "*", "*", "", "*", "wire/3", NULL},
	};
	struct ndup_scan *scan = scan_first(NUM_ARTICLES);
	struct buffer out = report(scan, csv(true));
	const char *at = out.data;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++)
		at = csv_row(at, rows[i], 23);
	assert_string_equal(at, "");
	buffer_free(&out);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_csv_members),
	    cmocka_unit_test(test_csv_matches),
	};

	return cmocka_run_group_tests_name("report_csv", tests, NULL, NULL);
}
