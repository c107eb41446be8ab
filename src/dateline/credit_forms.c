/*
 * credit_forms.c - how credits and rights notices are written, by language
 *
 * Of each language that dates are read in, and fewer of others whose newspapers
 * have fixed notices.  A form that an ordinary sentence could begin with has a
 * shape that no such sentence has.
 */
#include "credit_forms.h"

/* ---- small words --------------------------------------------------------- */

static const char sign_words[] =
    " all rights reserved by of and the und de del der du des la le los y e et "
    "alle rechte vorbehalten tous droits réservés para por von für "
    "все права защищены и или усі всі права захищені та ";

static const char english_words[] =
    " and in by of for from at the with to on or a an reporting editing "
    "writing "
    "additional compiled compiling edited reported written translated "
    "translation polling graphic graphics graphs newsroom newsrooms desk "
    "bureau bureaus bureaux staff staffers correspondent correspondents "
    "reporter reporters editor editors writer writers journalist journalists "
    "worldwide contributed contributions also agencies agency wire wires "
    "service services team analysis research photo photos video other "
    "messaging e-mail email mail tel telephone phone fax net com via "
    "markets monitoring coverage de van von der den del la le el al bin bint "
    "ibn da di dos du ";

static const char russian_words[] =
    " и в во из при участии для с со специально корреспондент редактор "
    "редакторы перевел перевела подготовил подготовила фото видео текст ";

static const char ukrainian_words[] =
    " і й та в у з із за для кореспондент редактор фото відео текст ";

static const char german_words[] =
    " von und in der die den dem für bei aus mit zu an am im bericht "
    "geschrieben bearbeitet redigiert übersetzt zusammengefasst unter "
    "mitarbeit redaktion büro rückfragen wenden sie sich bitte ";

static const char french_words[] =
    " et à a de du des la le les en pour par avec service français française "
    "édité edité rédigé traduit version reportage bureau rédaction ";

static const char spanish_words[] =
    " y e de del la las los el en por para con reporte reportes adicional "
    "información editado escrito traducido español redacción mesa edición ";

static const char chinese_words[] =
    " 记者 記者 编辑 編輯 责任编辑 通讯员 实习生 摄影 参与采写 视频 校对 "
    "审核 来源 新华社 央视网 人民网 央视新闻 中国新闻网 新华网 ";

static const char arabic_words[] = " ";
static const char italian_words[] = " di e ";
static const char portuguese_words[] = " e de da do em ";
static const char japanese_words[] = " ";
static const char korean_words[] = " ";

/* ---- forms, in the order of their bytes ---------------------------------- */

const struct credit_form credit_forms[] = {
    {"$1", english_words, CREDIT_TRAILER, "="},
    {"(c)", sign_words, CREDIT_SIGN, NULL},
    {"(с)", russian_words, CREDIT_RIGHTS, NULL},
    {"additional editing", english_words, CREDIT_NAMES, NULL},
    {"additional reporting", english_words, CREDIT_NAMES, NULL},
    {"additional writing", english_words, CREDIT_NAMES, NULL},
    {"all rights are reserved", english_words, CREDIT_RIGHTS, NULL},
    {"all rights reserved", english_words, CREDIT_RIGHTS, NULL},
    {"alle inhalte sind urheberrechtlich geschützt", german_words,
	CREDIT_SENTENCE, NULL},
    {"alle rechte vorbehalten", german_words, CREDIT_RIGHTS, NULL},
    {"avec", french_words, CREDIT_AGENCIES, NULL},
    {"bearbeitet von", german_words, CREDIT_IN_BRACKETS, NULL},
    {"bericht von", german_words, CREDIT_IN_BRACKETS, NULL},
    {"compilation by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"compiled by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"compiling by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"con", spanish_words, CREDIT_AGENCIES, NULL},
    {"con información de", spanish_words, CREDIT_AGENCIES, NULL},
    {"copyright", sign_words, CREDIT_SIGN, NULL},
    {"corrects", english_words, CREDIT_TRAILER, NULL},
    {"created by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"distributed by", english_words, CREDIT_NAMES, NULL},
    {"editado en español por", spanish_words, CREDIT_NAMES, NULL},
    {"editado por", spanish_words, CREDIT_IN_BRACKETS, NULL},
    {"edited by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"editing", english_words, CREDIT_IN_BRACKETS, NULL},
    {"editing by", english_words, CREDIT_NAMES, NULL},
    {"edité par", french_words, CREDIT_IN_BRACKETS, NULL},
    {"escrito por", spanish_words, CREDIT_IN_BRACKETS, NULL},
    {"está expresamente prohibida", spanish_words, CREDIT_SENTENCE,
	"redistribución"},
    {"extra reporting by", english_words, CREDIT_NAMES, NULL},
    {"for a graphic", english_words, CREDIT_TRAILER, "click on"},
    {"for more", english_words, CREDIT_TRAILER, "click on"},
    {"for more", english_words, CREDIT_TRAILER, "go to"},
    {"fuente:", spanish_words, CREDIT_AGENCIES, NULL},
    {"geschrieben von", german_words, CREDIT_IN_BRACKETS, NULL},
    {"graphic by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"graphics by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"información de", spanish_words, CREDIT_IN_BRACKETS, NULL},
    {"keywords:", english_words, CREDIT_TRAILER, "/"},
    {"mit", german_words, CREDIT_AGENCIES, NULL},
    {"mit material der", german_words, CREDIT_AGENCIES, NULL},
    {"mit material von", german_words, CREDIT_AGENCIES, NULL},
    {"mitarbeit:", german_words, CREDIT_NAMES, NULL},
    {"nachdruck", german_words, CREDIT_SENTENCE, "genehmigung"},
    {"nachdruck verboten", german_words, CREDIT_ALONE, NULL},
    {"our standards: the thomson reuters trust principles", english_words,
	CREDIT_RIGHTS, NULL},
    {"polling and analysis by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"polling by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"por", portuguese_words, CREDIT_AGENCIES, NULL},
    {"pour le service français", french_words, CREDIT_IN_BRACKETS, NULL},
    {"prohibida la reproducción", spanish_words, CREDIT_SENTENCE, NULL},
    {"prohibida su reproducción", spanish_words, CREDIT_SENTENCE, NULL},
    {"queda prohibida", spanish_words, CREDIT_SENTENCE, "reproducción"},
    {"quelle:", german_words, CREDIT_AGENCIES, NULL},
    {"quellen:", german_words, CREDIT_AGENCIES, NULL},
    {"redaktion:", german_words, CREDIT_NAMES, NULL},
    {"redigiert von", german_words, CREDIT_IN_BRACKETS, NULL},
    {"reportage de", french_words, CREDIT_IN_BRACKETS, NULL},
    {"reportagem de", portuguese_words, CREDIT_IN_BRACKETS, NULL},
    {"reporte adicional de", spanish_words, CREDIT_NAMES, NULL},
    {"reporte de", spanish_words, CREDIT_IN_BRACKETS, NULL},
    {"reported by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"reporter:", german_words, CREDIT_NAMES, NULL},
    {"reporterin:", german_words, CREDIT_NAMES, NULL},
    {"reportes de", spanish_words, CREDIT_IN_BRACKETS, NULL},
    {"reporting and editing by", english_words, CREDIT_NAMES, NULL},
    {"reporting and writing by", english_words, CREDIT_NAMES, NULL},
    {"reporting by", english_words, CREDIT_NAMES, NULL},
    {"reproduction", english_words, CREDIT_SENTENCE, "without permission"},
    {"reproduction", english_words, CREDIT_SENTENCE, "is prohibited"},
    {"reproduction et diffusion interdites", french_words, CREDIT_RIGHTS, NULL},
    {"reproduction interdite", french_words, CREDIT_RIGHTS, NULL},
    {"republication or redistribution of", english_words, CREDIT_SENTENCE,
	"consent"},
    {"reservados todos los derechos", spanish_words, CREDIT_RIGHTS, NULL},
    {"reuters and the reuters sphere logo", english_words, CREDIT_SENTENCE,
	NULL},
    {"reuters content is the intellectual property", english_words,
	CREDIT_SENTENCE, NULL},
    {"reuters messaging:", english_words, CREDIT_IN_BRACKETS, NULL},
    {"riproduzione riservata", italian_words, CREDIT_RIGHTS, NULL},
    {"rédigé par", french_words, CREDIT_IN_BRACKETS, NULL},
    {"source :", french_words, CREDIT_AGENCIES, NULL},
    {"source:", english_words, CREDIT_AGENCIES, NULL},
    {"source:", french_words, CREDIT_AGENCIES, NULL},
    {"the associated press", english_words, CREDIT_ALONE, NULL},
    {"this article has been modified", english_words, CREDIT_TRAILER, NULL},
    {"this content may not be", english_words, CREDIT_SENTENCE, "published"},
    {"this material may not be", english_words, CREDIT_SENTENCE, "published"},
    {"this story corrects", english_words, CREDIT_TRAILER, NULL},
    {"this story has been corrected", english_words, CREDIT_TRAILER, NULL},
    {"this story has been refiled", english_words, CREDIT_TRAILER, NULL},
    {"this story is corrected", english_words, CREDIT_TRAILER, NULL},
    {"this story was corrected", english_words, CREDIT_TRAILER, NULL},
    {"this story was refiled", english_words, CREDIT_TRAILER, NULL},
    {"thomson reuters journalists are subject to", english_words,
	CREDIT_SENTENCE, NULL},
    {"todos los derechos reservados", spanish_words, CREDIT_RIGHTS, NULL},
    {"todos os direitos reservados", portuguese_words, CREDIT_RIGHTS, NULL},
    {"tous droits de reproduction", french_words, CREDIT_SENTENCE, "réservés"},
    {"tous droits réservés", french_words, CREDIT_RIGHTS, NULL},
    {"toute reproduction", french_words, CREDIT_SENTENCE, "interdite"},
    {"traducido por", spanish_words, CREDIT_IN_BRACKETS, NULL},
    {"traduit par", french_words, CREDIT_IN_BRACKETS, NULL},
    {"translated by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"translation by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"tutti i diritti riservati", italian_words, CREDIT_RIGHTS, NULL},
    {"tutti i diritti sono riservati", italian_words, CREDIT_RIGHTS, NULL},
    {"unter mitarbeit von", german_words, CREDIT_NAMES, NULL},
    {"us$1", english_words, CREDIT_TRAILER, "="},
    {"users may download and print extracts", english_words, CREDIT_SENTENCE,
	NULL},
    {"version française", french_words, CREDIT_IN_BRACKETS, NULL},
    {"vervielfältigung", german_words, CREDIT_SENTENCE, "genehmigung"},
    {"visit", english_words, CREDIT_TRAILER, "at www."},
    {"weiterverbreitung", german_words, CREDIT_SENTENCE, "genehmigung"},
    {"weiterverbreitung", german_words, CREDIT_SENTENCE, "nicht gestattet"},
    {"with", english_words, CREDIT_AGENCIES, NULL},
    {"with additional reporting by", english_words, CREDIT_NAMES, NULL},
    {"with contributions from", english_words, CREDIT_NAMES, NULL},
    {"with files from", english_words, CREDIT_NAMES, NULL},
    {"with reporting by", english_words, CREDIT_NAMES, NULL},
    {"writing and editing by", english_words, CREDIT_NAMES, NULL},
    {"writing and reporting by", english_words, CREDIT_NAMES, NULL},
    {"writing by", english_words, CREDIT_NAMES, NULL},
    {"written by", english_words, CREDIT_IN_BRACKETS, NULL},
    {"zusammengefasst von", german_words, CREDIT_IN_BRACKETS, NULL},
    {"©", sign_words, CREDIT_NAMES, NULL},
    {"édité par", french_words, CREDIT_IN_BRACKETS, NULL},
    {"übersetzt von", german_words, CREDIT_IN_BRACKETS, NULL},
    {"автор:", russian_words, CREDIT_NAMES, NULL},
    {"автор:", ukrainian_words, CREDIT_NAMES, NULL},
    {"використання матеріалів", ukrainian_words, CREDIT_SENTENCE, "посилан"},
    {"використання матеріалів", ukrainian_words, CREDIT_SENTENCE, "дозвол"},
    {"все права защищены", russian_words, CREDIT_RIGHTS, NULL},
    {"всі права захищено", ukrainian_words, CREDIT_RIGHTS, NULL},
    {"всі права захищені", ukrainian_words, CREDIT_RIGHTS, NULL},
    {"джерело -", ukrainian_words, CREDIT_NAMES, NULL},
    {"джерело:", ukrainian_words, CREDIT_NAMES, NULL},
    {"за матеріалами", ukrainian_words, CREDIT_AGENCIES, NULL},
    {"за матеріалами:", ukrainian_words, CREDIT_NAMES, NULL},
    {"использование материалов", russian_words, CREDIT_SENTENCE, "ссылк"},
    {"использование материалов", russian_words, CREDIT_SENTENCE, "разрешени"},
    {"источник -", russian_words, CREDIT_NAMES, NULL},
    {"источник:", russian_words, CREDIT_NAMES, NULL},
    {"корреспондент:", russian_words, CREDIT_NAMES, NULL},
    {"материал подготовил", russian_words, CREDIT_NAMES, NULL},
    {"материал подготовила", russian_words, CREDIT_NAMES, NULL},
    {"материал подготовили", russian_words, CREDIT_NAMES, NULL},
    {"матеріал підготував", ukrainian_words, CREDIT_NAMES, NULL},
    {"матеріал підготувала", ukrainian_words, CREDIT_NAMES, NULL},
    {"перевел", russian_words, CREDIT_IN_BRACKETS, NULL},
    {"перевела", russian_words, CREDIT_IN_BRACKETS, NULL},
    {"перевод:", russian_words, CREDIT_NAMES, NULL},
    {"передрук", ukrainian_words, CREDIT_SENTENCE, "заборонен"},
    {"передрук", ukrainian_words, CREDIT_SENTENCE, "дозвол"},
    {"перепечатка", russian_words, CREDIT_SENTENCE, "разрешени"},
    {"перепечатка", russian_words, CREDIT_SENTENCE, "запрещен"},
    {"по информации", russian_words, CREDIT_AGENCIES, NULL},
    {"по материалам", russian_words, CREDIT_AGENCIES, NULL},
    {"по материалам:", russian_words, CREDIT_NAMES, NULL},
    {"подготовил", russian_words, CREDIT_NAMES, NULL},
    {"подготовила", russian_words, CREDIT_NAMES, NULL},
    {"подготовили", russian_words, CREDIT_NAMES, NULL},
    {"полное или частичное", russian_words, CREDIT_SENTENCE, "ссылк"},
    {"полное или частичное", russian_words, CREDIT_SENTENCE, "разрешени"},
    {"полное или частичное", russian_words, CREDIT_SENTENCE, "запрещен"},
    {"при використанні матеріалів", ukrainian_words, CREDIT_SENTENCE, "обов"},
    {"при использовании материала", russian_words, CREDIT_SENTENCE,
	"обязательн"},
    {"при использовании материалов", russian_words, CREDIT_SENTENCE,
	"обязательн"},
    {"при копировании", russian_words, CREDIT_SENTENCE, "обязательн"},
    {"при передруку", ukrainian_words, CREDIT_SENTENCE, "обов"},
    {"при перепечатке", russian_words, CREDIT_SENTENCE, "обязательн"},
    {"при цитировании", russian_words, CREDIT_SENTENCE, "обязательн"},
    {"при цитуванні", ukrainian_words, CREDIT_SENTENCE, "обов"},
    {"підготував", ukrainian_words, CREDIT_NAMES, NULL},
    {"підготувала", ukrainian_words, CREDIT_NAMES, NULL},
    {"підготували", ukrainian_words, CREDIT_NAMES, NULL},
    {"редактор", russian_words, CREDIT_IN_BRACKETS, NULL},
    {"редактор:", russian_words, CREDIT_NAMES, NULL},
    {"ссылка на источник обязательна", russian_words, CREDIT_ALONE, NULL},
    {"текст:", russian_words, CREDIT_NAMES, NULL},
    {"у разі використання матеріалів", ukrainian_words, CREDIT_SENTENCE,
	"обов"},
    {"усі права захищено", ukrainian_words, CREDIT_RIGHTS, NULL},
    {"усі права захищені", ukrainian_words, CREDIT_RIGHTS, NULL},
    {"фото:", russian_words, CREDIT_NAMES, NULL},
    {"إعداد", arabic_words, CREDIT_IN_BRACKETS, NULL},
    {"المصدر:", arabic_words, CREDIT_NAMES, NULL},
    {"تحرير", arabic_words, CREDIT_IN_BRACKETS, NULL},
    {"تغطية صحفية", arabic_words, CREDIT_IN_BRACKETS, NULL},
    {"جميع الحقوق محفوظة", arabic_words, CREDIT_RIGHTS, NULL},
    {"كل الحقوق محفوظة", arabic_words, CREDIT_RIGHTS, NULL},
    {"℗", sign_words, CREDIT_NAMES, NULL},
    {"來源:", chinese_words, CREDIT_NAMES, NULL},
    {"参与记者:", chinese_words, CREDIT_NAMES, NULL},
    {"参与采写:", chinese_words, CREDIT_NAMES, NULL},
    {"完", chinese_words, CREDIT_ALONE, NULL},
    {"审核:", chinese_words, CREDIT_NAMES, NULL},
    {"执笔记者:", chinese_words, CREDIT_NAMES, NULL},
    {"新华社记者", chinese_words, CREDIT_IN_BRACKETS, NULL},
    {"未經授權", chinese_words, CREDIT_SENTENCE, "轉載"},
    {"未经授权", chinese_words, CREDIT_SENTENCE, "转载"},
    {"未经许可", chinese_words, CREDIT_SENTENCE, "转载"},
    {"本台记者", chinese_words, CREDIT_IN_BRACKETS, NULL},
    {"本报记者", chinese_words, CREDIT_IN_BRACKETS, NULL},
    {"来源:", chinese_words, CREDIT_NAMES, NULL},
    {"校对:", chinese_words, CREDIT_NAMES, NULL},
    {"無断複製", japanese_words, CREDIT_SENTENCE, "禁"},
    {"無断転載", japanese_words, CREDIT_SENTENCE, "禁"},
    {"版权所有", chinese_words, CREDIT_RIGHTS, NULL},
    {"版权所有 未经", chinese_words, CREDIT_SENTENCE, "转载"},
    {"版权所有，未经", chinese_words, CREDIT_SENTENCE, "转载"},
    {"版權所有", chinese_words, CREDIT_RIGHTS, NULL},
    {"版權所有 未經", chinese_words, CREDIT_SENTENCE, "轉載"},
    {"編輯:", chinese_words, CREDIT_NAMES, NULL},
    {"编审:", chinese_words, CREDIT_NAMES, NULL},
    {"编译:", chinese_words, CREDIT_NAMES, NULL},
    {"编辑", chinese_words, CREDIT_IN_BRACKETS, NULL},
    {"编辑:", chinese_words, CREDIT_NAMES, NULL},
    {"記事の無断転載", japanese_words, CREDIT_SENTENCE, "禁"},
    {"記者", chinese_words, CREDIT_IN_BRACKETS, NULL},
    {"記者:", chinese_words, CREDIT_NAMES, NULL},
    {"记者", chinese_words, CREDIT_IN_BRACKETS, NULL},
    {"记者:", chinese_words, CREDIT_NAMES, NULL},
    {"責任編輯:", chinese_words, CREDIT_NAMES, NULL},
    {"责任编辑", chinese_words, CREDIT_IN_BRACKETS, NULL},
    {"责任编辑:", chinese_words, CREDIT_NAMES, NULL},
    {"责编:", chinese_words, CREDIT_NAMES, NULL},
    {"轉載請註明", chinese_words, CREDIT_SENTENCE, NULL},
    {"转载请注明", chinese_words, CREDIT_SENTENCE, NULL},
    {"무단 전재", korean_words, CREDIT_SENTENCE, "금지"},
    {"무단전재", korean_words, CREDIT_SENTENCE, "금지"},
    {"저작권자", korean_words, CREDIT_SENTENCE, "금지"},
    {NULL, NULL, CREDIT_NAMES, NULL},
};

const size_t credit_num_forms = sizeof credit_forms / sizeof *credit_forms - 1;

const struct credit_form credit_endings[] = {
    {"contributed to this report", english_words, CREDIT_NAMES, NULL},
    {"contributed to this story", english_words, CREDIT_NAMES, NULL},
    {"contributed to this article", english_words, CREDIT_NAMES, NULL},
    {"contributed reporting", english_words, CREDIT_NAMES, NULL},
    {NULL, NULL, CREDIT_NAMES, NULL},
};
