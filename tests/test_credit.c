/*
 * test_credit.c - what stands behind a story, and what only looks like it
 */
#include "pieces.h"
#include "dateline/credit_match.h"

static struct ndup_document
read_text(const char *text, size_t len)
{
	struct ndup_document document;

	memset(&document, 0, sizeof document);
	document.text = (struct ndup_slice){text, len};
	document.text_end = 7; /* of no meaning */
	ndup_document_dateline(&document);
	return document;
}

/* In each text a bar marks where credits and rights notices begin; where there
 * is none, the whole text is the story. */
static unsigned
check_end(const char *marked)
{
	size_t end = strcspn(marked, "|"), got;
	char text[2048];

	if (marked[end] == '\0') {
		got = read_text(marked, end).text_end;
		end = 0;
	} else {
		snprintf(text, sizeof text, "%.*s%s", (int)end, marked,
		    marked + end + 1);
		got = read_text(text, strlen(text)).text_end;
	}
	if (got != end)
		print_error("%s: %zu, not %zu\n", marked, got, end);
	return got != end;
}

static void
check_ends(const char *const *texts, size_t num)
{
	unsigned num_wrong = 0;
	size_t i;

	for (i = 0; i < num; i++)
		num_wrong += check_end(texts[i]);
	assert_int_equal(num_wrong, 0);
}

#define CHECK_ENDS(texts) check_ends(texts, sizeof(texts) / sizeof *(texts))

static void
test_english(void **state)
{
	static const char *const texts[] = {
	    "LUNDEN (AP) - Oil rose. |(Reporting by Ann Reed; Editing by Bo "
	    "Lee)",
	    "Oil rose. |(Reporting by Ann Reed; Editing by Bo Lee).",
	    "Oil rose.\n\n|(Additional reporting by A.B. Reed in St. Paul, "
	    "Minn.)\n",
	    "Oil rose. |((Reporting by Ann Reed, editing by Bo Lee))",
	    "Oil rose. |(Reporting by Ann Reed, editing by Bo Lee",
	    "Oil rose. |(Ann Reed in Rome; editing by Bo Lee)",
	    "Oil rose. |(Writing by A. Reed) (Editing by Bo Lee)",
	    "Oil rose. |-- Additional reporting by Ann Reed and Bo Lee",
	    "Oil rose.\nReporting on it goes on.\n|Reporting by Ann Reed in "
	    "Rome",
	    "Oil rose. |Reporting by Ann Reed; editing by Bo Lee.",
	    "Oil rose. |(Reporting by Ann Reed) ((ann.reed@example.com; "
	    "+44 20 5550 1234; Reuters Messaging: ann.reed@example.net))",
	    "Oil rose. |(ann.reed@example.com; +44 20 5550 1234)",
	    "Oil rose. |(Reporting by Ann Reed) ($1=.7421 Euro)",
	    "Oil rose. |(Editing by Bo Lee) (This story has been corrected in "
	    "the "
	    "second paragraph)",
	    "Oil rose. |(Reporting by Ann Reed) Keywords: OIL/PRICES",
	    "Oil rose. |Copyright 2019 The Associated Press",
	    "Oil rose. |Copyright (c) 2019 Tarn Valley Post. All Rights "
	    "Reserved.",
	    "Oil rose.\n|\xc2\xa9 2020 Tarn Valley Post. All rights reserved. "
	    "This "
	    "material may not be published, broadcast, rewritten or "
	    "redistributed without permission.",
	    "Oil rose.\n\n|Our Standards: The Thomson Reuters Trust "
	    "Principles.",
	    "Oil rose.\n|(c) 2018 The Tarn Post\nVisit The Tarn Post at "
	    "www.example.com\nDistributed by Tarn Content Agency, LLC.",
	    "Oil rose. |\xe2\x80\x93 AFP",
	    "Oil rose. |-with AAP",
	    "Oil rose. |/TASS/",
	    "Oil rose.\n\n|Reuters",
	    "Oil rose. |The Associated Press",
	    "Oil rose. |Ann Reed and A. B. Lee in Rome contributed to this "
	    "report.",
	    "Oil rose.\n\n|(Reporting by Ann Reed)\n\nab/cd\n",
	    "\"Oil rose. |(Reporting by Ann Reed)\"",
	};
	(void)state;
	CHECK_ENDS(texts);
}

static void
test_english_stories(void **state)
{
	static const char *const texts[] = {
	    "",
	    " ",
	    "(",
	    ")",
	    "(Reporting by Ann Reed)",
	    "\xc2\xa9 2020 Tarn Valley Post. All rights reserved.",
	    "LUNDEN (AP) - (Reporting by Ann Reed)",
	    "\"...\" (Reporting by Ann Reed)",
	    "Oil rose.",
	    "The bill is out. Copyright law would change for everyone.",
	    "The bill is out. Copyright 2019 was the year of the change.",
	    "The bill is out. Copyright Act of the Senate.",
	    "Fans came. All rights reserved seats were sold.",
	    "Fans came. All rights reserved by the club were sold.",
	    "He held up a sign. It said \"All rights reserved.\"",
	    "The label reads: All rights reserved",
	    "It is over. Reporting by the newspaper showed that he lied.",
	    "It is over. Editing by hand takes two days.",
	    "It is over. Writing by Ann Reed was found in the house.",
	    "He learned the art of film\nediting by Steven Reed.",
	    "It is over. (Reporting by Ann Reed) The court meets on Monday.",
	    "It is over. (Reporting by Ann Reed) Oil Prices Today",
	    "She read out: \"It is ours. All rights reserved.\"",
	    "It is over. Users may download and print extracts. Shares fell.",
	    "It is over (reporting by state media is not allowed there).",
	    "Shares rose. (Reporting by law has to be in time and in full.)",
	    "It sells soap. Distributed by hand, the soap was popular.",
	    "The plant makes cars for General Motors (GM.N).",
	    "The agency told\nReuters.",
	    "A spokesman told Reuters.",
	    "He works for The Associated Press",
	    "the agency (AP)",
	    "A euro is dearer now. ($1=.7421 Euro)",
	    "The list is (a) Rome (b) Paris (c) Lunden",
	    "at 90 (km/h)",
	    "It is over. Keywords: OIL/PRICES",
	    "It is over.\n\nab/cd",
	    "He said Ann Reed contributed to this report.",
	    "Rain contributed to this report of floods.",
	    "The firms are many. Visit the shop at www.example.com",
	    "It is over. Source: a person close to the talks.",
	    "With the vote the war is over. With Reuters he had an interview.",
	};
	(void)state;
	CHECK_ENDS(texts);
}

static void
test_russian(void **state)
{
	static const char *const texts[] = {
	    "Нефть дорожает. |(с) ТАСС / Все права защищены",
	    "Нефть дорожает.\n|При использовании материалов ссылка на сайт "
	    "обязательна.",
	    "Нефть дорожает. |Источник: Вести.Ру",
	    "Нефть дорожает. |Источник \xe2\x80\x94 ТАСС",
	    "Нефть дорожает. |Материал подготовила Анна Белая",
	    "Нефть дорожает. |Перепечатка без разрешения редакции запрещена.",
	    "Нефть дорожает. |\xc2\xa9 РИА Новости, 2020",
	    "Нефть дорожает. |Фото: Анна Белая / ТАСС",
	    "Нефть дорожает. Все права защищены законом, сказал министр.",
	    "Нефть дорожает. Источник: неизвестный человек.",
	    "Нефть дорожает. При использовании материалов нужна осторожность.",
	    "Нефть дорожает. Подготовил отчёт министр финансов.",
	    /* Ukrainian */
	    "Нафта дорожчає. |Всі права захищені.",
	    "Нафта дорожчає. |При використанні матеріалів посилання "
	    "обов'язкове.",
	    "Нафта дорожчає. |Джерело: УНІАН",
	    "Нафта дорожчає. |Підготувала Ганна Біла",
	    "Нафта дорожчає. Всі права захищені законом, сказав міністр.",
	};
	(void)state;
	CHECK_ENDS(texts);
}

static void
test_western(void **state)
{
	static const char *const texts[] = {
	    /* German */
	    "Der Preis stieg.\n|\xc2\xa9 dpa-infocom, dpa:200101-99-999/2",
	    "Der Preis stieg. |Alle Rechte vorbehalten.",
	    "Der Preis stieg. |(Bericht von Anna Bach, redigiert von Udo Lenz. "
	    "Bei Rückfragen wenden Sie sich an berlin@example.com)",
	    "Der Preis stieg. |Nachdruck nur mit Genehmigung des Verlags.",
	    "Der Preis stieg. |(mit Reuters)",
	    "Der Preis stieg. Alle Rechte vorbehalten hat sich der Verlag.",
	    "Der Preis stieg. Mit Reuters sprach er nicht.",
	    "Der Preis stieg. Redaktion: das war sein Leben.",
	    /* French */
	    "Le prix monte. |Tous droits réservés.",
	    "Le prix monte. |(Anne Roux, pour le service français, édité par "
	    "Luc Petit)",
	    "Le prix monte. |(avec AFP)",
	    "Le prix monte.\n|Reproduction interdite",
	    "Le prix monte. Tous droits réservés aux héritiers, a-t-il dit.",
	    "Le prix monte. Avec AFP il ne parle pas.",
	    "Le livre plaît (édité par une petite maison du nord de la ville).",
	    /* Spanish */
	    "El precio sube. |(Reporte de Ana Ruiz, editado por Luis Gil)",
	    "El precio sube. |Reservados todos los derechos.",
	    "El precio sube. |Todos los derechos reservados \xc2\xa9 2020",
	    "El precio sube. |\xc2\xa9 EFE 2020. Está expresamente prohibida "
	    "la "
	    "redistribución y la redifusión de todo o parte de los contenidos.",
	    "El precio sube. Todos los derechos reservados a la casa son "
	    "suyos.",
	    "El precio sube. Queda prohibida la entrada.",
	    /* Italian, Portuguese */
	    "Il prezzo sale. |© RIPRODUZIONE RISERVATA",
	    "Il prezzo sale. |Riproduzione riservata",
	    "O preço sobe. |Todos os direitos reservados.",
	};
	(void)state;
	CHECK_ENDS(texts);
}

static void
test_asian(void **state)
{
	static const char *const texts[] = {
	    "油价上涨。|（记者 王明）",
	    "油价上涨。|（记者王明、李小华）",
	    "油价上涨。|（完）",
	    "油价上涨。\n|责任编辑：王明",
	    "油价上涨。|【责任编辑:王明】",
	    "油价上涨。|（編輯：王明）",
	    "油价上涨。|（記者王明）（完）",
	    "油价上涨。|来源：新华社",
	    "油价上涨。\n|版权所有 未经授权不得转载",
	    "油价上涨。|未经授权，不得转载。",
	    "油价上涨。（记者说他不知道为什么）",
	    "记者王明说油价上涨",
	    "油价上涨。责任编辑是谁？",
	    "任务完",
	    "油价上涨。完成了任务",
	    "油价上涨。来源：他没有说明这个消息来自什么地方",
	    "（完）",
	    "（记者 王明）",
	    /* Japanese, Korean, Arabic */
	    "石油が上がった。|無断転載を禁じます",
	    "석유가 올랐다. |무단 전재 및 재배포 금지",
	    "ارتفع النفط. |جميع الحقوق محفوظة",
	    "ارتفع النفط. |(إعداد أحمد علي - تحرير سارة حسن)",
	    "ارتفع النفط. جميع الحقوق محفوظة للشركة كما قال الوزير في كلمة "
	    "طويلة ألقاها أمس أمام عدد كبير من الناس في قاعة المدينة القديمة",
	};
	(void)state;
	CHECK_ENDS(texts);
}

/* What stands far from the end, and is too long, is no credit. */
static void
test_bounds(void **state)
{
	enum { NUM = 200 };
	static const char notice[] = "(Reporting by Ann Reed) ";
	static char text[16 + NUM * sizeof notice];
	size_t begin, end, i;

	(void)state;
	begin = (size_t)snprintf(text, sizeof text, "Oil rose. ");
	for (i = 0, end = begin; i < NUM; i++, end += sizeof notice - 1)
		memcpy(text + end, notice, sizeof notice);
	begin += sizeof notice - 1;
	assert_int_equal(
	    read_text(text, begin).text_end, begin - (sizeof notice - 1));
	i = read_text(text, end).text_end;
	assert_true(i >= end - 1500 && i < end - 1400);
	assert_int_equal(text[i], '(');
	memset(text + 30, 'a', end - 31);
	text[end - 1] = ')';
	assert_int_equal(read_text(text, end).text_end, 0);
}

/* Random pieces of credits in memory that ends with them. */
static void
test_random_pieces(void **state)
{
	static const char *const pieces[] = {"Reporting by ", "editing by ",
	    "Oil rose", ". ", ".", " ", " ", "\n", "(", ")", "((", "; ", ", ",
	    "Ann Reed", "Copyright ", "2019", "(c)", "\xc2\xa9 ", "AFP", "- ",
	    "All rights reserved", "\"", "a@b.c", "\xd0", "\xff", "（", "）",
	    "记者", "王明", "。", "：", "责任编辑", "完", "Источник", "ТАСС",
	    "contributed to this report", "ab/cd", "This material may not be ",
	    "published", "\xef\xbb\xbf", "$1=", "édité par ", "/"};
	struct ndup_document document;
	struct ndup_slice text;
	int i;

	(void)state;
	random_begin();
	for (i = 0; i < 100000; i++) {
		text =
		    random_pieces(pieces, sizeof pieces / sizeof pieces[0], 16);
		document = read_text(text.ptr, text.len);
		if (document.text_end != 0) {
			assert_true(document.text_begin < document.text_end);
			assert_true(document.text_end < text.len);
		}
		free((char *)text.ptr);
	}
}

/* Forms are searched for by their first two bytes. */
static void
test_order(void **state)
{
	const struct credit_form *form = credit_forms;
	size_t i;

	(void)state;
	for (i = 0; form->text != NULL; i++, form++) {
		if (i > 0 && strcmp(form[-1].text, form->text) > 0)
			fail_msg("\"%s\" stands too late", form->text);
		if (strcspn(form->text, " :-") < 2)
			fail_msg("\"%s\" begins with a mark", form->text);
	}
	assert_int_equal(i, credit_num_forms);
}

/* The shortest notice of a form, with capitals. */
static void
write_notice(char *text, size_t size, const struct credit_form *form)
{
	static const char *const behind[] = {
	    [CREDIT_NAMES] = " Ann Reed",
	    [CREDIT_IN_BRACKETS] = " Ann Reed",
	    [CREDIT_RIGHTS] = "",
	    [CREDIT_SIGN] = " 2019 Ann Reed",
	    [CREDIT_AGENCIES] = " Reuters",
	    [CREDIT_ALONE] = "",
	    [CREDIT_SENTENCE] = " ",
	    [CREDIT_TRAILER] = " ",
	};
	char *letter;

	snprintf(text, size, "%s%s%s", form->text, behind[form->shape],
	    form->also == NULL ? "" : form->also);
	for (letter = text; *letter != '\0'; letter++)
		if (*letter >= 'a' && *letter <= 'z')
			*letter = (char)(*letter - 'a' + 'A');
}

static void
test_each_form(void **state)
{
	struct credit_place place = {NULL, true, true, true, false, false};
	const struct credit_form *form;
	enum credit_kind kind;
	char text[256];

	(void)state;
	for (form = credit_forms; form->text != NULL; form++) {
		write_notice(text, sizeof text, form);
		place.bracket = form->shape == CREDIT_IN_BRACKETS;
		kind = credit_match(
		    (struct ndup_slice){text, strlen(text)}, &place);
		if (kind != (form->shape == CREDIT_TRAILER ? CREDIT_FOLLOWS
							   : CREDIT_NOTICE))
			fail_msg("\"%s\" is not found", text);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_english),
	    cmocka_unit_test(test_english_stories),
	    cmocka_unit_test(test_russian),
	    cmocka_unit_test(test_western),
	    cmocka_unit_test(test_asian),
	    cmocka_unit_test(test_bounds),
	    cmocka_unit_test(test_random_pieces),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_each_form),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("credit", tests, NULL, NULL);
}
