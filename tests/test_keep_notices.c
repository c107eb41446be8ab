/*
 * test_keep_notices.c - which articles stay of those that correct or withdraw
 */
#include "scanning.h"

enum { TEXT = 1200, STORY = 60 };

/* Adds the words of a story; the text's length. */
static size_t
put_story(char *text, size_t len)
{
	unsigned i;

	for (i = 0; i < STORY; i++)
		len += (size_t)snprintf(text + len, TEXT - len, "s1w%u ", i);
	assert_true(len < TEXT);
	return len;
}

/* An article of a story of 60 words, of which some are others. */
struct told {
	const char *id, *title, *source;
	enum ndup_notice notice;
	uint32_t update_number;
	int hour;         /* of publication; negative: unknown */
	const char *text; /* before the story ... */
	bool alone;       /* ... which is not there */
	bool old;
};

static struct ndup_scan *
scan_told(const struct told *told, size_t num)
{
	struct ndup_document document;
	struct ndup_params params;
	struct ndup_scan *scan;
	char text[TEXT];
	size_t len;

	ndup_params_init(&params, sizeof params);
	params.min_boilerplate = 0;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (; num > 0; num--, told++) {
		len = (size_t)snprintf(text, sizeof text, "%s ", told->text);
		if (!told->alone)
			len = put_story(text, len);
		document = (struct ndup_document){.id = slice(told->id),
		    .title = slice(told->title),
		    .source = slice(told->source),
		    .text = {text, len},
		    .notice = told->notice,
		    .update_number = told->update_number};
		if (told->hour >= 0)
			document.published = (struct ndup_time){
			    told->hour * INT64_C(3600), 0, NDUP_TIME_ZONED};
		assert_int_equal(
		    ndup_scan_add(scan, &document, told->old, NULL), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

#define PLAIN NDUP_NOTICE_NONE
#define UPDATE NDUP_NOTICE_UPDATE
#define REFILE NDUP_NOTICE_REFILE
#define CORRECTION NDUP_NOTICE_CORRECTION
#define WITHDRAWAL NDUP_NOTICE_WITHDRAWAL

/* Of each collection which one stays, as a digit, by policy: earliest, latest,
 * longest, source A. */
static const struct {
	struct told told[5];
	const char *kept[4];
} choices[] = {
    /* what corrects, whatever its time, its source and its length */
    {{{"1", "", "A", PLAIN, 0, 8, "x y z", false, false},
	 {"2", "", "A", CORRECTION, 0, 10, "", false, false}},
	{"2", "2", "2", "2"}},
    {{{"1", "", "A", PLAIN, 0, 8, "", false, false},
	 {"2", "", "B", CORRECTION, 0, 10, "", false, false},
	 {"3", "", "A", PLAIN, 0, 12, "x y z", false, false}},
	{"2", "2", "2", "2"}},
    {{{"1", "", "A", PLAIN, 0, 8, "", false, false},
	 {"2", "", "A", CORRECTION, 0, -1, "", false, false}},
	{"2", "2", "2", "2"}},
    /* the last of several corrections */
    {{{"1", "", "A", PLAIN, 0, 8, "", false, false},
	 {"2", "", "A", CORRECTION, 0, 9, "x y z", false, false},
	 {"3", "", "A", REFILE, 0, 10, "", false, false}},
	{"3", "3", "3", "3"}},
    /* an update is no correction */
    {{{"1", "", "A", PLAIN, 0, 8, "", false, false},
	 {"2", "", "A", UPDATE, 1, 9, "", false, false}},
	{"1", "2", "1", "1"}},
    /* but the higher number comes first where times say nothing */
    {{{"1", "", "A", UPDATE, 1, 8, "", false, false},
	 {"2", "", "A", UPDATE, 3, 8, "", false, false},
	 {"3", "", "A", UPDATE, 2, 8, "", false, false}},
	{"2", "2", "2", "2"}},
    {{{"1", "", "A", UPDATE, 1, -1, "", false, false},
	 {"2", "", "A", UPDATE, 2, -1, "", false, false}},
	{"2", "2", "2", "2"}},
    /* a withdrawn story stands for nothing, a substitute for it */
    {{{"1", "Ferry runs aground", "A", PLAIN, 0, 8, "", false, false},
	 {"2", "Ferry is late", "A", PLAIN, 0, 9, "", false, false},
	 {"3", "Ferry runs aground", "A", WITHDRAWAL, 0, 10, "Not true.", true,
	     false}},
	{"23", "23", "23", "23"}},
    /* old ones stay; what corrects them, too */
    {{{"1", "", "A", PLAIN, 0, 8, "", false, true},
	 {"2", "", "A", CORRECTION, 0, 10, "", false, false},
	 {"3", "", "A", PLAIN, 0, 9, "", false, false}},
	{"12", "12", "12", "12"}},
    {{{"1", "", "A", CORRECTION, 0, 8, "", false, true},
	 {"2", "", "A", CORRECTION, 0, 10, "", false, false},
	 {"3", "", "A", REFILE, 0, 12, "x y z", false, false}},
	{"13", "13", "13", "13"}},
};

static void
check_told(
    const struct told *told, enum ndup_keep_policy policy, const char *expected)
{
	const struct ndup_slice source = {"A", 1};
	struct ndup_keep_options options;
	const struct ndup_kept *kept;
	struct ndup_scan *scan;
	char stays[8] = "";
	size_t num = 0, i;

	while (num < 5 && told[num].id != NULL)
		num++;
	scan = scan_told(told, num);
	ndup_keep_options_init(&options, sizeof options);
	options.policy = policy;
	options.sources = &source;
	options.num_sources = 1;
	assert_int_equal(ndup_scan_keep(scan, &options, &kept, NULL), NDUP_OK);
	for (i = 0; i < num; i++)
		if (kept->stays[i])
			strcat(stays, told[i].id);
	assert_string_equal(stays, expected);
	ndup_scan_free(scan);
}

static void
test_corrections(void **state)
{
	size_t i;
	int policy;

	(void)state;
	for (i = 0; i < sizeof choices / sizeof choices[0]; i++)
		for (policy = 0; policy < 4; policy++)
			check_told(choices[i].told,
			    (enum ndup_keep_policy)policy,
			    choices[i].kept[policy]);
}

/* The first is withdrawn by the last, or is not. */
static const struct {
	const char *title, *notice_title, *notice_text;
	const char *source;
	int hour; /* of the withdrawal; the story is of hour 100 */
	bool withdrawn;
} withdrawals[] = {
    {"Ferry runs aground", "KILL: Ferry runs aground", "Wrong.", "A", 101,
	true},
    {"UPDATE 2-Ferry runs aground", "Ferry runs aground story withdrawn", "No.",
	"A", 101, true},
    {"Ferry runs aground", "STORY WITHDRAWN",
	"The story \"Ferry runs aground,\" is wrong.", "A", 101, true},
    {"Паром сел на мель", "АННУЛИРОВАНО: ПАРОМ СЕЛ НА МЕЛЬ", "Ошибка.", "A",
	101, true},
    {"Паром сел на мель", "Отзыв",
	"Просим аннулировать сообщение «Паром сел на мель».", "A", 101, true},
    {"渡轮在港口搁浅", "撤稿：渡轮在港口搁浅", "有误。", "A", 101, true},
    {"Ferry", "STORY WITHDRAWN", "The story story-1 is wrong.", "A", 101, true},
    {"Ferry", "STORY WITHDRAWN", "See http://e.com/1.", "A", 101, true},
    {"Ferry runs aground", "KILL: Ferry runs aground", "No.", "A", -1, true},
    {"Ferry runs aground", "KILL: Ferry runs aground", "No.", "", 101, true},
    {"Ferry runs aground", "KILL: Ferry runs aground", "No.", "A", 100, true},

    {"Ferry runs aground", "KILL: Ferry runs aground", "No.", "A", 99, false},
    {"Ferry runs aground", "KILL: Ferry runs aground", "No.", "B", 101, false},
    {"Ferry runs aground", "KILL: Ferry runs aground", "No.", "A", 900, false},
    {"Ferry runs aground", "KILL: Ferry runs late", "Wrong.", "A", 101, false},
    {"Ferry", "KILL: Ferry", "Too short to name one.", "A", 101, false},
    {"Ferry", "STORY WITHDRAWN", "The story-12 is wrong.", "A", 101, false},
};

static struct ndup_scan *
scan_withdrawal(size_t i)
{
	struct told told[2] = {{"story-1", withdrawals[i].title, "A", PLAIN, 0,
				   100, "", false, false},
	    {"2", withdrawals[i].notice_title, withdrawals[i].source,
		WITHDRAWAL, 0, withdrawals[i].hour, withdrawals[i].notice_text,
		true, false}};
	struct ndup_document document;
	struct ndup_params params;
	struct ndup_scan *scan;
	size_t j;

	ndup_params_init(&params, sizeof params);
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	for (j = 0; j < 2; j++) {
		document = (struct ndup_document){.id = slice(told[j].id),
		    .title = slice(told[j].title),
		    .url = slice(j == 0 ? "http://e.com/1" : ""),
		    .source = slice(told[j].source),
		    .text = slice(j == 0 ? "A story." : told[j].text),
		    .notice = told[j].notice};
		if (told[j].hour >= 0)
			document.published = (struct ndup_time){
			    told[j].hour * INT64_C(3600), 0, NDUP_TIME_ZONED};
		assert_int_equal(
		    ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
	}
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	return scan;
}

static void
test_withdrawn(void **state)
{
	const struct ndup_withdrawn *withdrawn;
	const struct ndup_kept *kept;
	struct ndup_scan *scan;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof withdrawals / sizeof withdrawals[0]; i++) {
		scan = scan_withdrawal(i);
		assert_int_equal(
		    ndup_scan_next_withdrawn(scan, &withdrawn, NULL),
		    NDUP_PARAM);
		assert_int_equal(
		    ndup_scan_keep(scan, NULL, &kept, NULL), NDUP_OK);
		assert_int_equal(kept->num_kept, 2);
		if (kept->num_withdrawn != withdrawals[i].withdrawn)
			fail_msg("\"%s\", \"%s\"", withdrawals[i].notice_title,
			    withdrawals[i].notice_text);
		if (withdrawals[i].withdrawn) {
			assert_int_equal(
			    ndup_scan_next_withdrawn(scan, &withdrawn, NULL),
			    NDUP_OK);
			assert_int_equal(withdrawn->added, 0);
			assert_int_equal(withdrawn->added_notice, 1);
		}
		assert_int_equal(
		    ndup_scan_next_withdrawn(scan, &withdrawn, NULL), NDUP_END);
		ndup_scan_free(scan);
	}
}

/* A withdrawal that has the story's text needs no name of it. */
static void
test_withdrawn_by_text(void **state)
{
	static const struct told told[] = {
	    {"1", "", "A", PLAIN, 0, 8, "", false, false},
	    {"2", "", "A", WITHDRAWAL, 0, 9, "Do not use.", false, false},
	    {"3", "", "B", PLAIN, 0, 8, "", false, false}};
	const struct ndup_withdrawn *withdrawn;
	const struct ndup_kept *kept;
	struct ndup_scan *scan = scan_told(told, 3);

	(void)state;
	assert_int_equal(ndup_scan_keep(scan, NULL, &kept, NULL), NDUP_OK);
	assert_true(kept->stays[1] && !kept->stays[0] && !kept->stays[2]);
	assert_int_equal(kept->num_withdrawn, 1);
	assert_int_equal(
	    ndup_scan_next_withdrawn(scan, &withdrawn, NULL), NDUP_OK);
	assert_int_equal(withdrawn->added, 0);
	assert_int_equal(withdrawn->added_notice, 1);
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_corrections),
	    cmocka_unit_test(test_withdrawn),
	    cmocka_unit_test(test_withdrawn_by_text),
	};

	return cmocka_run_group_tests_name("keep notices", tests, NULL, NULL);
}
