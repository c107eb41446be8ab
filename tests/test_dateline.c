/*
 * test_dateline.c - what stands before a story, and what only looks like it
 */
#include "pieces.h"

static struct ndup_document
read_text(const char *text)
{
	struct ndup_document document;

	memset(&document, 0, sizeof document);
	document.text = (struct ndup_slice){text, strlen(text)};
	ndup_document_dateline(&document);
	return document;
}

static bool
equals(struct ndup_slice slice, const char *text)
{
	return slice.len == strlen(text) &&
	       (slice.len == 0 || memcmp(slice.ptr, text, slice.len) == 0);
}

/* In each text a bar marks where the story begins. */
static const struct {
	const char *text, *place, *source, *time;
} lines[] = {
    /* header and dateline */
    {" date 2022-06-27 MOSCOW, June 27. /TASS/. |Issues of trade", "MOSCOW",
	"TASS", "2022-06-27"},
    {" date 2022-06-28 DUSHANBE, June 28. /TASS/. |The president", "DUSHANBE",
	"TASS", "2022-06-28"},
    {"\xef\xbb\xbf date 2022-06-28 МОСКВА, 28 июня. /ТАСС/. |Президент",
	"МОСКВА", "ТАСС", "2022-06-28"},
    {" date 2018-06-09 |Leaders praise partnership\n\n9 June 2018", "", "",
	"2018-06-09"},
    {"Date: 2022-06-27\n\n|A story without a dateline.", "", "", "2022-06-27"},
    {"DATE: Monday, June 27, 2022\r\nLONDON (Reuters) - |Oil rose.", "LONDON",
	"Reuters", "2022-06-27"},
    {"date 27 June 2022 10:15 GMT\n|Oil rose.", "", "", "2022-06-27T10:15:00Z"},
    {"date 2022-06-27T10:00:00+03:00 |Oil rose.", "", "",
	"2022-06-27T10:00:00+03:00"},
    {"date 2022-06-27 |10 people were hurt.", "", "", "2022-06-27"},
    {"date 2022-06-27 |Monday's talks failed.", "", "", "2022-06-27"},
    {"date 2022-06-27 |Monday brought rain.", "", "", "2022-06-27"},
    {"date 2022-06-27 |May is over.", "", "", "2022-06-27"},
    {"date 2022-06-27|", "", "", "2022-06-27"},
    {" date 2022-06-28 DUSHANBE, June 28. /TASS/. \n|", "DUSHANBE", "TASS",
	"2022-06-28"},

    /* Reuters */
    {"LONDON (Reuters) - |Oil rose.", "LONDON", "Reuters", ""},
    {"ANCHORAGE, Alaska  (Reuters) - |Oil rose.", "ANCHORAGE, Alaska",
	"Reuters", ""},
    {"NEW YORK, June 3 (Reuters) - |Oil rose.", "NEW YORK", "Reuters", ""},
    {"NEW YORK  Feb 13 (Reuters) - |Oil rose.", "NEW YORK", "Reuters", ""},
    {"LONDON/NEW YORK (Reuters) - |Oil rose.", "LONDON/NEW YORK", "Reuters",
	""},
    {"WASHINGTON/ PALO ALTO, California  (Reuters) -- |Oil rose.",
	"WASHINGTON/ PALO ALTO, California", "Reuters", ""},
    {"ST. PAUL, Minn./CHARLOTTE, N.C.  (Reuters) - |Oil rose.",
	"ST. PAUL, Minn./CHARLOTTE, N.C.", "Reuters", ""},
    {"ST. JOHN'S, Antigua, Feb 20 (Reuters) - |Oil rose.",
	"ST. JOHN'S, Antigua", "Reuters", ""},
    {"LA JOLLA, Calif.   May 17 (Reuters) - |Oil rose.", "LA JOLLA, Calif.",
	"Reuters", ""},
    {"GOMA, Democratic Republic of Congo (Reuters) - |Oil rose.",
	"GOMA, Democratic Republic of Congo", "Reuters", ""},
    {"PORT-AU-PRINCE (Reuters) -|Oil rose.", "PORT-AU-PRINCE", "Reuters", ""},
    {"McLEAN, Va. (Reuters) - |Oil rose.", "McLEAN, Va.", "Reuters", ""},
    {"(Reuters) - |Oil rose.", "", "Reuters", ""},
    {"May 1 (Reuters) - |Oil rose.", "", "Reuters", ""},
    {"NEW YORK, April 9 (Reuters Life!) - |Oil rose.", "NEW YORK",
	"Reuters Life!", ""},
    {"TOKYO -  (Reuters) - |Oil rose.", "TOKYO", "Reuters", ""},
    {"Sydney, Nov 3 (Reuters) - |Oil rose.", "Sydney", "Reuters", ""},

    {"Toronto (Reuters) - |Oil rose.", "Toronto", "Reuters", ""},
    {"St. LOUIS  (Reuters) - |Oil rose.", "St. LOUIS", "Reuters", ""},
    {"Springfield, Ill. (AP) \xe2\x80\x94 |Oil rose.", "Springfield, Ill.",
	"AP", ""},

    /* behind notes and bylines */
    {"(Updates with close) LONDON (Reuters) - |Oil rose.", "LONDON", "Reuters",
	""},
    {"(Adds details (and quotes)) \n\n BOSTON  Dec 21 (Reuters) - |Oil rose.",
	"BOSTON", "Reuters", ""},
    {"By A. Writer\n\nLONDON (Reuters) - |Oil rose.", "LONDON", "Reuters", ""},
    {"By Jane Doe and John Roe\r\nCAIRO -- |Oil rose.", "CAIRO", "", ""},
    {"By Jane Doe GENEVA  (Reuters) - |Oil rose.", "GENEVA", "Reuters", ""},
    {"By  Jane de Roe  and  John Doe GENEVA/ROME, Nov 2 (Reuters) - |Oil rose.",
	"GENEVA/ROME", "Reuters", ""},
    {"(Adds quotes)      By  Jane Doe  ROME, Nov 2 - |Oil rose.", "ROME", "",
	""},
    {"(Adds details)\nBy Jane Doe, John Roe\n(Reuters) - |Oil rose.", "",
	"Reuters", ""},

    /* without an agency */
    {"PARIS, Nov 2 \xe2\x80\x94 |Oil rose.", "PARIS", "", ""},
    {"ESKMOOR, Nov 2, 2019 - |Oil rose.", "ESKMOOR", "", "2019-11-02"},
    {"EAST FERRY, Wales, 3 May -- |\"Oil rose.\"", "EAST FERRY, Wales", "", ""},
    {"ЭСКМУР, 2 мая \xe2\x80\x94 |Нефть.", "ЭСКМУР", "", ""},
    {"CAIRO -- |Oil rose.", "CAIRO", "", ""},
    {"LONDON \xe2\x80\x93 |Oil rose.", "LONDON", "", ""},
    {"EAST FERRY, Ohio \xe2\x80\x94 |10 maps", "EAST FERRY, Ohio", "", ""},
    {"NEW DELHI: |Oil rose.", "NEW DELHI", "", ""},
    {"LAHORE, Feb 7: |Oil rose.", "LAHORE", "", ""},
    {"МОСКВА: |Нефть.", "МОСКВА", "", ""},

    /* other agencies */
    {"New Delhi, Feb 7 (PTI) |A court", "New Delhi", "PTI", ""},
    {"LUNDEN, Feb 7 (IANS) |\xe2\x80\x9cWe", "LUNDEN", "IANS", ""},
    {"PARIS (AP) \xe2\x80\x94 |Oil rose.", "PARIS", "AP", ""},
    {"WASHINGTON (AFP) \xe2\x80\x93 |Oil rose.", "WASHINGTON", "AFP", ""},
    {"SAN FRANCISCO, Calif. (AP) \xe2\x80\x94 |Oil rose.",
	"SAN FRANCISCO, Calif.", "AP", ""},
    {"BEIJING, June 28 (Xinhua) -- |Oil rose.", "BEIJING", "Xinhua", ""},
    {"MOSCOW, June 27 /TASS/. |Oil rose.", "MOSCOW", "TASS", ""},
    {"/TASS/. |Oil rose.", "", "TASS", ""},
    {"NEW YORK, June 3, 2013 /PRNewswire/ -- |Oil rose.", "NEW YORK",
	"PRNewswire", "2013-06-03"},
    {"LONDON, Feb 23 (Newsdesk) - |Oil rose.", "LONDON", "Newsdesk", ""},
    {"\"LONDON (AP) - |Oil rose.\"", "LONDON", "AP", ""},
    {"TARN BRIDGE (Tarn Valley Post) - |The library", "TARN BRIDGE",
	"Tarn Valley Post", ""},
    {"LUNDEN (Corvid) \xe2\x80\x94 |A map", "LUNDEN", "Corvid", ""},
    {"ESKMOOR, May 2. /NORD/. |The bridge", "ESKMOOR", "NORD", ""},
    {"ÅRHUS, Denmark (Ritzau) - |Oil rose.", "ÅRHUS, Denmark", "Ritzau", ""},

    /* Russian, Chinese */
    {"МОСКВА, 27 июня. /ТАСС/. |Нефть дорожает.", "МОСКВА", "ТАСС", ""},
    {"САНКТ-ПЕТЕРБУРГ, 25 мая. /ТАСС/. |Нефть.", "САНКТ-ПЕТЕРБУРГ", "ТАСС", ""},
    {"НЬЮ-ЙОРК, 6 мая (Рейтер) - |Нефть дорожает.", "НЬЮ-ЙОРК", "Рейтер", ""},
    {"МОСКВА, 27 июн - РИА Новости. |Нефть дорожает.", "МОСКВА", "РИА Новости",
	""},
    {"ЖЕНЕВА, 25 мая \xe2\x80\x94 РИА Новости, Анна Белая. |Нефть дорожает.",
	"ЖЕНЕВА", "РИА Новости", ""},
    {"МИНСК, 27 июня (БелТА). |Нефть дорожает.", "МИНСК", "БелТА", ""},
    {"Москва. 17 мая. INTERFAX.RU - |Нефть дорожает.", "Москва", "INTERFAX.RU",
	""},
    {"ТАСС, 17 мая. |Нефть дорожает.", "", "ТАСС", ""},
    {"新华社北京6月28日电 |国家主席", "北京", "新华社", ""},
    {"新华社北京6月28日电（记者 王明）|国家主席", "北京", "新华社", ""},
    {"北岭通讯社白苇洲5月6日电 |一只灰鹤", "白苇洲", "北岭通讯社", ""},
    {"据路透社6月28日电：|油价", "", "路透社", ""},
    {"央视网消息（新闻联播）：|今年以来", "", "央视网", ""},
};

static void
test_lines(void **state)
{
	size_t i, begin;
	char text[512], buf[32];

	(void)state;
	for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct ndup_document document;

		begin = strcspn(lines[i].text, "|");
		snprintf(text, sizeof text, "%.*s%s", (int)begin, lines[i].text,
		    lines[i].text + begin + 1);
		document = read_text(text);
		ndup_time_format(&document.published, buf);
		if (document.text_begin != begin ||
		    !equals(document.place, lines[i].place) ||
		    !equals(document.source, lines[i].source) ||
		    strcmp(buf, lines[i].time) != 0)
			fail_msg("%s: text at %zu, \"%.*s\", \"%.*s\", %s",
			    lines[i].text, document.text_begin,
			    (int)document.place.len,
			    document.place.len ? document.place.ptr : "",
			    (int)document.source.len,
			    document.source.len ? document.source.ptr : "",
			    buf);
	}
}

static void
test_sentences(void **state)
{
	static const char *const texts[] = {"", " ", "\n\n", "\xef\xbb\xbf",
	    "Oil rose.", "  Oil rose.", "(", "/", "LONDON", "LONDON (",
	    "LONDON (Reuters", "LONDON (Reuters)", "MOSCOW, June 27. /TASS",
	    "The US (and others) - said they would", "US (and others) - said",
	    "The Associated Press (AP) - an agency - was told",
	    "BMW (BMWG.DE) - shares rose", "IBM (NYSE: IBM) - shares rose",
	    "NATO (North Atlantic Treaty Organization) - the alliance",
	    "THE WHITE HOUSE - A spokesman", "LONDON - Oil rose.",
	    "OIL PRICES ROSE ON MONDAY",
	    /* what editors put there, and headlines */
	    "UPDATE: Oil rose.", "NOTE: Oil rose.", "Q: Will oil rise?",
	    "ANALYSIS -- Oil rose.", "WHAT: Oil prices",
	    "FOREX NEWS, Nov 2 - The dollar rose.",
	    "UPDATE 1, Nov 2 - Oil rose.", "CORRECTED, Nov 2 - Oil rose.",
	    "OIL: A new price", "SMITH: I said so.", "ESKMOOR: A map",
	    "ESKMOOR -- A map", "Paris: A map", "Paris -- A map",
	    "Paris, Nov 2 - A map", "LONDON: the map", "LONDON --A map",
	    "PARIS, Nov 2 - and then", "LONDON\n-- A map", "LONDON\n: A map",
	    "LONDON, Nov 2\n- A map", "PARIS, TEXAS: A film",
	    "PARIS, TEXAS: a film", "Eskmoor (Reuters) - Oil rose.",
	    "Apple (AP) - Oil rose.", "LONDON (Reuters) oil rose.",
	    "London, Feb 7 (Post) A map", "London, Feb 7 (PTI) said",
	    "LONDON, Feb 7 (Post) A map", "(Adds details) Oil rose.",
	    "(Adds details LONDON (Reuters) - Oil", "By Jane Doe\n\nOil rose.",
	    "By Monday oil rose.", "By the way\nLONDON (Reuters) - Oil rose.",
	    "By Jane Doe OIL (WTI) - Oil rose.",
	    "(a)(b)(c)(d) LONDON (Reuters) - Oil rose.",
	    "UN, EU and US (all three) - agreed", "(Reporting by A. Writer)",
	    "OIL PRICES RISE\n\nLONDON (Reuters) - Oil rose.",
	    "Reuters said oil rose.", "Reuters (London) - Oil rose.",
	    "LONDON Reuters - Oil rose.", "LONDON (Reuters) Oil rose.",
	    "ТАСС сообщает, что", "ТАСС, как сообщает",
	    "Компания (ТАСС) - сообщает", "МИД РФ - о переговорах",
	    "США (НАТО). Президент", "新华社记者在北京", "新华社6月28日",
	    "新华社北京6月28日电影节", "新华社消息", "社会消息：",
	    "北京6月28日电", "社消息：油价", "date", "date palm trees",
	    "LONDON (newsdesk) - Oil rose.",
	    "LONDON (our own newsdesk) - Oil rose.",
	    "LONDON (Two 2) - Oil rose.", "LONDON (Four Words Are Many) - Oil",
	    "Lunden (Corvid) - A map", "WHO (World Health Organization) - is",
	    "NORTH (Corvid). A map", "dates 2022-06-27 are",
	    "date 2022-02-30 was wrong", "Dated 2022-06-27 is the letter",
	    "date 2022-06-27x", "date2022-06-27 is one word",
	    "APPLE (AAPL) - shares rose", "LONDON (APx) - Oil rose.",
	    "date June 28 was", "date\n2022",
	    "A LONDON NEWSPAPER WITH A VERY LONG NAME INDEED THAT GOES ON AND "
	    "ON AND ON, England (Reuters) - Oil rose.",
	    "LONDON, Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (Reuters) - Oil"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct ndup_document document = read_text(texts[i]);

		if (document.text_begin != 0 || document.place.len != 0 ||
		    document.source.len != 0 ||
		    document.published.precision != NDUP_TIME_UNKNOWN)
			fail_msg("\"%s\": text at %zu", texts[i],
			    document.text_begin);
	}
}

/* What the document knows already stays. */
static void
test_known_stays(void **state)
{
	static const char text[] =
	    " date 2022-06-27 MOSCOW, June 27. /TASS/. Issues";
	struct ndup_document document;
	char buf[32];

	(void)state;
	memset(&document, 0, sizeof document);
	document.text = (struct ndup_slice){text, strlen(text)};
	document.source = (struct ndup_slice){"daily", 5};
	document.place = (struct ndup_slice){"Omsk", 4};
	document.published = (struct ndup_time){86400, 0, NDUP_TIME_LOCAL};
	ndup_document_dateline(&document);
	assert_true(equals(document.source, "daily"));
	assert_true(equals(document.place, "Omsk"));
	assert_string_equal(
	    ndup_time_format(&document.published, buf), "1970-01-02T00:00:00");
	assert_int_equal(document.text_begin, 42);
}

/* What is found points into the text. */
static void
test_slices(void **state)
{
	static const char text[] = "PARIS (AP) - Oil rose.";
	struct ndup_document document = read_text(text);

	(void)state;
	assert_ptr_equal(document.place.ptr, text);
	assert_ptr_equal(document.source.ptr, text + 7);
	assert_int_equal(document.source.len, 2);
}

static void
check_inside(struct ndup_slice part, struct ndup_slice text)
{
	if (part.len > 0) {
		assert_true(part.ptr >= text.ptr);
		assert_true(part.ptr + part.len <= text.ptr + text.len);
	}
}

/* Random pieces of datelines in memory that ends with them. */
static void
test_random_pieces(void **state)
{
	static const char *const pieces[] = {"LONDON", "NEW YORK", " ", " ",
	    ", ", "/", "/", "(", ")", "Reuters", "AP", "TASS", "- ", "-", ".",
	    " (Reuters) - ", "/TASS/. ", "June 28", "date ", "2022-06-27",
	    "Alaska", "МОСКВА", "27 июня", "РИА Новости", "新华社", "北京",
	    "6月28日", "电", "（", "）", "：", "消息", "\n", "\"", "\xd0",
	    "By ", "Jane ", "(Adds details) ", ": ", "-- ", "NEWS", "Ohio",
	    "\xff", "x", "\xe2\x80\x94", "\xef\xbb\xbf", "a", "St."};
	struct ndup_document document;
	int i;

	(void)state;
	random_begin();
	for (i = 0; i < 200000; i++) {
		memset(&document, 0, sizeof document);
		document.text =
		    random_pieces(pieces, sizeof pieces / sizeof pieces[0], 14);
		ndup_document_dateline(&document);
		assert_true(document.text_begin <= document.text.len);
		check_inside(document.place, document.text);
		check_inside(document.source, document.text);
		if (document.text_begin == 0)
			assert_true(
			    document.place.len + document.source.len == 0);
		free((char *)document.text.ptr);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_sentences),
	    cmocka_unit_test(test_known_stays),
	    cmocka_unit_test(test_slices),
	    cmocka_unit_test(test_random_pieces),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("dateline", tests, NULL, NULL);
}
