/*
 * test_notice.c - what says that it corrects, updates or withdraws a story, and
 * what only looks like it
 */
#include "pieces.h"
#include "dateline/cursor.h"
#include "dateline/notice_forms.h"

#define NONE NDUP_NOTICE_NONE
#define UPDATE NDUP_NOTICE_UPDATE
#define REFILE NDUP_NOTICE_REFILE
#define CORRECTION NDUP_NOTICE_CORRECTION
#define WITHDRAWAL NDUP_NOTICE_WITHDRAWAL

struct sample {
	const char *text;
	enum ndup_notice notice;
	uint32_t number;
};

static struct ndup_document
read_notice(const char *title, const char *text)
{
	struct ndup_document document;

	memset(&document, 0, sizeof document);
	document.title = (struct ndup_slice){title, strlen(title)};
	document.text = (struct ndup_slice){text, strlen(text)};
	ndup_document_dateline(&document);
	return document;
}

static void
check_sample(const struct sample *sample, const struct ndup_document *document)
{
	if (document->notice != sample->notice ||
	    document->update_number != sample->number)
		fail_msg("\"%s\" is %s %u, not %s %u", sample->text,
		    ndup_notice_name(document->notice), document->update_number,
		    ndup_notice_name(sample->notice), sample->number);
}

/* ---- titles -------------------------------------------------------------- */

static const struct sample titles[] = {
    /* English */
    {"CORRECTED: Ferry runs aground", CORRECTION, 0},
    {"Corrected: Ferry runs aground", CORRECTION, 0},
    {"CORRECTED-Ferry runs aground", CORRECTION, 0},
    {"CORRECTED - Ferry runs aground", CORRECTION, 0},
    {"CORRECTION:Ferry runs aground", CORRECTION, 0},
    {"Correction \xe2\x80\x94 Ferry runs aground", CORRECTION, 0},
    {"(CORRECTED) - FERRY RUNS AGROUND", CORRECTION, 0},
    {"<CORRECTED> - FERRY RUNS AGROUND", CORRECTION, 0},
    {"Ferry runs aground (corrected)", CORRECTION, 0},
    {"Ferry runs aground [Correction]", CORRECTION, 0},
    {"CORRECTED (OFFICIAL): Ferry runs aground", CORRECTION, 0},
    {"CORRECTED-(OFFICIAL)-UPDATE 1-Ferry runs aground", CORRECTION, 1},
    {"CORRECTED - UPDATE 2-Ferry runs aground", CORRECTION, 2},
    {"Clarification: Ferry story", CORRECTION, 0},
    {"Erratum: on the drift of ferries", CORRECTION, 0},
    {"REFILE-Ferry runs aground", REFILE, 0},
    {"REFILE-UPDATE 1-Ferry runs aground", REFILE, 1},
    {"RPT-UPDATE 2-Ferry runs aground", UPDATE, 2},
    {"UPDATE 2-eFerry runs aground", UPDATE, 2},
    {"UPDATE 12-Ferry runs aground", UPDATE, 12},
    {"Update: Ferry runs aground", UPDATE, 0},
    {"Ferry runs aground (Update2)", UPDATE, 2},
    {"Ferry runs aground (update 3)", UPDATE, 3},
    {"WRAPUP 4-Ferries run aground", UPDATE, 4},
    {"KILL: Ferry runs aground", WITHDRAWAL, 0},
    {"KILL-Ferry runs aground", WITHDRAWAL, 0},
    {"Mandatory Kill: Ferry runs aground", WITHDRAWAL, 0},
    {"STORY WITHDRAWN: Ferry runs aground", WITHDRAWAL, 0},
    {"WITHDRAWAL: Ferry story of July 13", WITHDRAWAL, 0},
    {"ADVISORY-Ferry story withdrawn", WITHDRAWAL, 0},
    {"Advisory: ferry report of Monday is withdrawn", WITHDRAWAL, 0},
    {"Ferry captain story withdrawn", WITHDRAWAL, 0},
    {"CORRECTED: Ferry story withdrawn.", WITHDRAWAL, 0},

    /* Russian, Ukrainian */
    {"ИСПРАВЛЕНИЕ: Паром сел на мель", CORRECTION, 0},
    {"Исправление - паром сел на мель", CORRECTION, 0},
    {"ПОПРАВКА: Паром сел на мель", CORRECTION, 0},
    {"Паром сел на мель (исправлено)", CORRECTION, 0},
    {"Уточнение: паром сел на мель", CORRECTION, 0},
    {"ОБНОВЛЕНИЕ 2 - Паром сел на мель", UPDATE, 2},
    {"Паром сел на мель (обновлено)", UPDATE, 0},
    {"Паром сел на мель (дополнено)", UPDATE, 0},
    {"АННУЛИРОВАНО: Паром сел на мель", WITHDRAWAL, 0},
    {"Сообщение аннулировано: паром сел на мель", WITHDRAWAL, 0},
    {"УТОЧНЕНО: Пором сів на мілину", CORRECTION, 0},
    {"Виправлення: пором сів на мілину", CORRECTION, 0},
    {"АНУЛЬОВАНО - Пором сів на мілину", WITHDRAWAL, 0},

    /* German */
    {"BERICHTIGUNG: Fähre läuft auf", CORRECTION, 0},
    {"KORREKTUR: Fähre läuft auf", CORRECTION, 0},
    {"KORREKTUR/Fähre läuft auf", CORRECTION, 0},
    {"WDH/KORREKTUR: Fähre läuft auf", CORRECTION, 0},
    {"Fähre läuft auf (Korrigierte Fassung)", CORRECTION, 0},
    {"ROUNDUP 2: Fähre läuft auf", UPDATE, 2},
    {"Zusammenfassung 3 - Fähre läuft auf", UPDATE, 3},
    {"ZURÜCKGEZOGEN: Fähre läuft auf", WITHDRAWAL, 0},
    {"Meldung zurückgezogen: Fähre läuft auf", WITHDRAWAL, 0},

    /* French */
    {"RECTIFICATIF: Un ferry s'échoue", CORRECTION, 0},
    {"RECTIFICATIF : Un ferry s'échoue", CORRECTION, 0},
    {"CORRIGÉ-Un ferry s'échoue", CORRECTION, 0},
    {"Un ferry s'échoue (corrigé)", CORRECTION, 0},
    {"Un ferry s'échoue (actualisation)", UPDATE, 0},
    {"ANNULATION - Un ferry s'échoue", WITHDRAWAL, 0},
    {"Dépêche annulée: un ferry s'échoue", WITHDRAWAL, 0},

    /* Spanish, Portuguese, Italian */
    {"CORRECCIÓN: Encalla un ferry", CORRECTION, 0},
    {"FE DE ERRATAS: Encalla un ferry", CORRECTION, 0},
    {"Encalla un ferry (corregida)", CORRECTION, 0},
    {"ACTUALIZACIÓN 2-Encalla un ferry", UPDATE, 2},
    {"AMPLIACIÓN: Encalla un ferry", UPDATE, 0},
    {"ANULADA: Encalla un ferry", WITHDRAWAL, 0},
    {"Nota anulada: encalla un ferry", WITHDRAWAL, 0},
    {"CORREÇÃO: Balsa encalha", CORRECTION, 0},
    {"ATUALIZAÇÃO 1-Balsa encalha", UPDATE, 1},
    {"ERRATA CORRIGE: Traghetto si incaglia", CORRECTION, 0},

    /* Chinese, Japanese, Korean, Arabic */
    {"更正：渡轮在港口搁浅", CORRECTION, 0},
    {"【更正】渡轮在港口搁浅", CORRECTION, 0},
    {"《更正》渡轮在港口搁浅", CORRECTION, 0},
    {"渡轮在港口搁浅（更正）", CORRECTION, 0},
    {"勘误：渡轮在港口搁浅", CORRECTION, 0},
    {"更新2：渡轮在港口搁浅", UPDATE, 2},
    {"（更新）渡轮在港口搁浅", UPDATE, 0},
    {"撤稿：渡轮在港口搁浅", WITHDRAWAL, 0},
    {"撤销：渡轮在港口搁浅", WITHDRAWAL, 0},
    {"撤稿声明", WITHDRAWAL, 0},
    {"訂正：フェリーが座礁", CORRECTION, 0},
    {"[정정] 여객선 좌초", CORRECTION, 0},
    {"تصحيح: جنوح عبارة", CORRECTION, 0},

    /* what only looks like it */
    {"", NONE, 0},
    {"Ferry runs aground", NONE, 0},
    {"Correction in stock markets deepens", NONE, 0},
    {"CORRECTION IN STOCK MARKETS DEEPENS", NONE, 0},
    {"Correction-weary investors wait", NONE, 0},
    {"Corrections: what we got wrong in May", NONE, 0},
    {"CORRECTIONAL OFFICERS STRIKE", NONE, 0},
    {"CORRECTIONS <CCAX.O> SEEKS 1,000 PRISON BEDS", NONE, 0},
    {"Correcting your money mistakes", NONE, 0},
    {"Corrected figures show growth", NONE, 0},
    {"Stocks' correction coming? Not that again", NONE, 0},
    {"Home price correction - a view", NONE, 0},
    {"TWA <TWA> TO REFILE WITH U.S. AGENCY", NONE, 0},
    {"Update on the floods in the north", NONE, 0},
    {"Update-driven outages hit banks", NONE, 0},
    {"Update 2.0 is here", NONE, 0},
    {"Updated rules for ferries", NONE, 0},
    {"Status update: ferries late", NONE, 0},
    {"Roundup: a night of basketball", NONE, 0},
    {"Wrapup of the week", NONE, 0},
    {"Kill Bill: the sword behind the film", NONE, 0},
    {"Kill: the story of a song", NONE, 0},
    {"KILL BILL RETURNS", NONE, 0},
    {"KILLEARN PROPERTIES INC <KPI> 3RD QTR NET", NONE, 0},
    {"Withdrawal: how patients cope", NONE, 0},
    {"Withdrawn bill returns", NONE, 0},
    {"Bid for ferry line withdrawn", NONE, 0},
    {"Advisory: strong winds at sea", NONE, 0},
    {"Advisory firm urges vote", NONE, 0},
    {"Toy story (1995)", NONE, 0},
    {"Поправка к закону о паромах принята", NONE, 0},
    {"Поправка: что изменится для паромов", NONE, 0},
    {"Уточнен список паромов", NONE, 0},
    {"Исправление ошибок займёт год", NONE, 0},
    {"Обновление парка паромов", NONE, 0},
    {"Korrektur an den Märkten hält an", NONE, 0},
    {"Korrekturen am Haushalt", NONE, 0},
    {"Rückzug: die Fähre fährt nicht", NONE, 0},
    {"Annulation : que faire de son billet ?", NONE, 0},
    {"Corrige tu postura en el trabajo", NONE, 0},
    {"Anulada la elección en el norte", NONE, 0},
    {"Corrección de rumbo en el puerto", NONE, 0},
    {"更新换代：渡轮的未来", NONE, 0},
    {"更正错误需要时间", NONE, 0},
    {"《更新世的动物》出版", NONE, 0},
    {"撤销处分决定公布", NONE, 0},
    {"修正案草案审议", NONE, 0},
};

static void
title_says(void **state)
{
	struct ndup_document document;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof titles / sizeof titles[0]; i++) {
		document = read_notice(titles[i].text,
		    "The ferry ran aground on Monday. Nobody was hurt.");
		check_sample(&titles[i], &document);
	}
}

/* ---- first lines --------------------------------------------------------- */

static const struct sample texts[] = {
    {"(Corrects spelling in para 3)\n\nLONDON (Reuters) - The ferry",
	CORRECTION, 0},
    {"(Corrects that the plan was rejected, not approved)\n\nThe ferry",
	CORRECTION, 0},
    {"LONDON (Reuters) - (Corrects name of captain) The ferry", CORRECTION, 0},
    {"Corrects name of captain in paragraph 8\n\nLONDON (Reuters) - A",
	CORRECTION, 0},
    {"Correcting number of boats in second paragraph\n\nThe ferry", CORRECTION,
	0},
    {"(In May 3 item, corrects age of captain)\nBy Ann Writer\nThe ferry",
	CORRECTION, 0},
    {"(Company corrects date of sale)\n\nLONDON (Reuters) - The ferry",
	CORRECTION, 0},
    {"(Deletes wrong name of captain in paragraph 2)\n\nThe ferry", CORRECTION,
	0},
    {"(This version of the July 2 story corrects the age)\n\nThe", CORRECTION,
	0},
    {"(Adds dropped word \"not\" in first paragraph)\n\nThe ferry", CORRECTION,
	0},
    {"(Adds captain's comment)\n(Corrects age of captain)\n\nThe ferry",
	CORRECTION, 0},
    {"By Ann Writer\n(Corrects age of captain)\nThe ferry", CORRECTION, 0},
    {"CORRECTED: Ferry runs aground\n\nLONDON (Reuters) - The ferry",
	CORRECTION, 0},
    {"Ferry runs aground\n\nCorrection: The age was wrong.\n\nThe ferry",
	CORRECTION, 0},
    {"date 2024-05-01\nCORRECTION\n\nThe ferry", CORRECTION, 0},
    {"This is a corrected version of the story of 1 May. The", CORRECTION, 0},
    {"(Corrects age of captain\n\nLONDON (Reuters) - The ferry", CORRECTION, 0},
    {"REFILE to fix typo in headline. The ferry", REFILE, 0},
    {"Refiles to correct transposed words in third paragraph. The", REFILE, 0},
    {"(Refiles to fix link)\n\nThe ferry", REFILE, 0},
    {"(Adds details, background)\n By Ann Writer\nLONDON, Feb 5", UPDATE, 0},
    {"(Updates throughout)\n\nLONDON (Reuters) - The ferry", UPDATE, 0},
    {"(Recasts, adds quote)\n\nLONDON (Reuters) - The ferry", UPDATE, 0},
    {"UPDATE 3-Ferry runs aground\nLONDON (Reuters) - The ferry", UPDATE, 3},
    {"STORY WITHDRAWN: the report of 1 May has been withdrawn.", WITHDRAWAL, 0},
    {"Please be advised that the story on the ferry has been withdrawn.",
	WITHDRAWAL, 0},
    {"The story headlined \"Ferry aground\" is wrong. The story has been "
     "withdrawn.",
	WITHDRAWAL, 0},
    {"KILL - Ferry runs aground\nDo not use.", WITHDRAWAL, 0},

    {"(Исправляет возраст капитана в 3 абзаце)\n\nМОСКВА, 5 июня. /ТАСС/. "
     "Паром",
	CORRECTION, 0},
    {"МОСКВА, 5 июня. /ТАСС/. (Исправляет возраст капитана) Паром сел",
	CORRECTION, 0},
    {"(Уточняется возраст капитана)\nПаром сел на мель", CORRECTION, 0},
    {"В сообщении о пароме в третьем абзаце следует читать: капитану 50 лет.",
	CORRECTION, 0},
    {"(Добавлены подробности)\nПаром сел на мель", UPDATE, 0},
    {"АННУЛИРОВАНО\nСообщение о пароме", WITHDRAWAL, 0},
    {"Просим аннулировать сообщение о пароме.", WITHDRAWAL, 0},
    {"(berichtigt: Alter des Kapitäns)\nDie Fähre lief auf", CORRECTION, 0},
    {"(Im 2. Absatz wurde der Name korrigiert)\nDie Fähre lief auf", CORRECTION,
	0},
    {"(neu: Details)\nDie Fähre lief auf", UPDATE, 0},
    {"(Corrige l'âge du capitaine)\nLe ferry s'est échoué", CORRECTION, 0},
    {"(Actualise avec des précisions)\nLe ferry s'est échoué", UPDATE, 0},
    {"(Corrige edad del capitán)\nEl ferry encalló", CORRECTION, 0},
    {"(Agrega detalles)\nEl ferry encalló", UPDATE, 0},
    {"（更正第二段船长年龄）\n渡轮在港口搁浅", CORRECTION, 0},
    {"撤稿声明：渡轮在港口搁浅一稿作废", WITHDRAWAL, 0},

    {"The ferry ran aground. It was a correction of course.", NONE, 0},
    {"A correction: so the captain called the turn.", NONE, 0},
    {"LONDON (Reuters) - Correction in stock markets went on.", NONE, 0},
    {"(Reuters) - The story of the ferry has been told.", NONE, 0},
    {"(Note language in paragraph 3)\n\nThe ferry", NONE, 0},
    {"(The following statement was released by the owner)\n\nThe", NONE, 0},
    {"Please be advised that strong winds are expected.", NONE, 0},
    {"Updates will follow. The ferry ran aground.", NONE, 0},
    {"Adds the captain: we were lucky.", NONE, 0},
    {"CORRECTION officers went on strike on Monday.", NONE, 0},
    {"Уточняется, что паром сел на мель утром.", NONE, 0},
    {"Corrige el rumbo, dijo el capitán.", NONE, 0},
    {"渡轮搁浅\n(更新时间戳: 1666100494323)", NONE, 0},
    {"One.\nTwo.\nThree.\nFour.\nCorrection: five.", NONE, 0},
};

static void
first_lines_say(void **state)
{
	struct ndup_document document;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		document = read_notice("Ferry runs aground", texts[i].text);
		check_sample(&texts[i], &document);
		document = read_notice("", texts[i].text);
		check_sample(&texts[i], &document);
	}
}

/* What one of both says counts, the stronger. */
static void
the_stronger_counts(void **state)
{
	struct ndup_document document;

	(void)state;
	document = read_notice("UPDATE 2-Ferry runs aground",
	    "(Corrects age of captain)\n\nLONDON (Reuters) - The ferry");
	assert_int_equal(document.notice, CORRECTION);
	assert_int_equal(document.update_number, 2);
	document = read_notice("Advisory: Ferry runs aground",
	    "The story Ferry runs aground has been withdrawn.");
	assert_int_equal(document.notice, WITHDRAWAL);
	document = read_notice("CORRECTED: Ferry runs aground", "");
	assert_int_equal(document.notice, CORRECTION);
	memset(&document, 0, sizeof document);
	document.notice = CORRECTION;
	ndup_document_dateline(&document);
	assert_int_equal(document.notice, NONE);
}

/* A note changes nothing of what is compared. */
static void
story_begins_where_it_did(void **state)
{
	static const char text[] =
	    "(Corrects age)\n\nLONDON (Reuters) - The ferry";
	static const char bare[] = "(Corrects age)\n\nThe ferry";
	struct ndup_document document;

	(void)state;
	document = read_notice("", text);
	assert_string_equal(text + document.text_begin, "The ferry");
	document = read_notice("", bare);
	assert_int_equal(document.text_begin, 0);
}

/* Every part of a text is read without reaching behind it, whatever it is. */
static void
any_beginning_is_read(void **state)
{
	char bytes[400];
	struct ndup_document document;
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		for (len = 0; len < strlen(texts[i].text); len++) {
			char *end = bytes + sizeof bytes - len;

			memcpy(end, texts[i].text, len);
			memset(&document, 0, sizeof document);
			document.title = (struct ndup_slice){end, len};
			document.text = document.title;
			ndup_document_dateline(&document);
			assert_true((unsigned)document.notice <=
				    NDUP_NOTICE_WITHDRAWAL);
		}
}

/* The quick look passes over no form. */
static void
all_forms_may_begin(void **state)
{
	const struct notice_form *form;
	const char *const *text;
	struct text_cursor cursor;
	int32_t first, second;
	size_t size;

	(void)state;
	for (form = notice_forms; form->texts != NULL; form++) {
		if (form->shape == NOTICE_BRACKET ||
		    form->shape == NOTICE_ENDING)
			continue;
		for (text = form->texts; *text != NULL; text++) {
			cursor =
			    (struct text_cursor){*text, *text + strlen(*text)};
			first = cursor_peek(&cursor, &size);
			cursor.at += size;
			second = cursor_peek(&cursor, &size);
			if (!notice_forms_begin(first, second))
				fail_msg("passed over: %s", *text);
		}
	}
	assert_false(notice_forms_begin('o', 'i'));
	assert_false(notice_forms_begin('1', '2'));
	assert_false(notice_forms_begin(-1, -1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(title_says),
	    cmocka_unit_test(first_lines_say),
	    cmocka_unit_test(the_stronger_counts),
	    cmocka_unit_test(story_begins_where_it_did),
	    cmocka_unit_test(any_beginning_is_read),
	    cmocka_unit_test(all_forms_may_begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
