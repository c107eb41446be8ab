/*
 * credit_forms.c - how credits and rights notices are written, by language
 *
 * A table for each language that dates are read in, and shorter ones for
 * others whose newspapers have fixed notices.  A form that an ordinary
 * sentence could begin with has a shape that no such sentence has.
 */
#include "credit_forms.h"

/* ---- every language: signs and addresses --------------------------------- */

static const struct credit_form signs[] = {
    {"©", CREDIT_NAMES, NULL},
    {"℗", CREDIT_NAMES, NULL},
    {"(c)", CREDIT_SIGN, NULL},
    {"copyright", CREDIT_SIGN, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const char sign_words[] =
    " all rights reserved by of and the und de del der du des la le los y e et "
    "alle rechte vorbehalten tous droits réservés para por von für "
    "все права защищены и или усі всі права захищені та ";

/* ---- English ------------------------------------------------------------- */

static const struct credit_form english[] = {
    {"reporting by", CREDIT_NAMES, NULL},
    {"additional reporting", CREDIT_NAMES, NULL},
    {"additional writing", CREDIT_NAMES, NULL},
    {"additional editing", CREDIT_NAMES, NULL},
    {"extra reporting by", CREDIT_NAMES, NULL},
    {"reporting and writing by", CREDIT_NAMES, NULL},
    {"reporting and editing by", CREDIT_NAMES, NULL},
    {"writing and editing by", CREDIT_NAMES, NULL},
    {"writing and reporting by", CREDIT_NAMES, NULL},
    {"writing by", CREDIT_NAMES, NULL},
    {"editing by", CREDIT_NAMES, NULL},
    {"reported by", CREDIT_IN_BRACKETS, NULL},
    {"written by", CREDIT_IN_BRACKETS, NULL},
    {"edited by", CREDIT_IN_BRACKETS, NULL},
    {"created by", CREDIT_IN_BRACKETS, NULL},
    {"compiled by", CREDIT_IN_BRACKETS, NULL},
    {"compiling by", CREDIT_IN_BRACKETS, NULL},
    {"compilation by", CREDIT_IN_BRACKETS, NULL},
    {"translated by", CREDIT_IN_BRACKETS, NULL},
    {"translation by", CREDIT_IN_BRACKETS, NULL},
    {"polling by", CREDIT_IN_BRACKETS, NULL},
    {"polling and analysis by", CREDIT_IN_BRACKETS, NULL},
    {"editing", CREDIT_IN_BRACKETS, NULL},
    {"graphic by", CREDIT_IN_BRACKETS, NULL},
    {"graphics by", CREDIT_IN_BRACKETS, NULL},
    {"distributed by", CREDIT_NAMES, NULL},
    {"reuters messaging:", CREDIT_IN_BRACKETS, NULL},
    {"with", CREDIT_AGENCIES, NULL},
    {"with reporting by", CREDIT_NAMES, NULL},
    {"with files from", CREDIT_NAMES, NULL},
    {"with additional reporting by", CREDIT_NAMES, NULL},
    {"with contributions from", CREDIT_NAMES, NULL},
    {"source:", CREDIT_AGENCIES, NULL},
    {"the associated press", CREDIT_ALONE, NULL},
    {"contributed to this report", CREDIT_ENDING, NULL},
    {"contributed to this story", CREDIT_ENDING, NULL},
    {"contributed to this article", CREDIT_ENDING, NULL},
    {"contributed reporting", CREDIT_ENDING, NULL},
    {"all rights reserved", CREDIT_RIGHTS, NULL},
    {"all rights are reserved", CREDIT_RIGHTS, NULL},
    {"this material may not be", CREDIT_SENTENCE, "published"},
    {"this content may not be", CREDIT_SENTENCE, "published"},
    {"republication or redistribution of", CREDIT_SENTENCE, "consent"},
    {"reproduction", CREDIT_SENTENCE, "without permission"},
    {"reproduction", CREDIT_SENTENCE, "is prohibited"},
    {"users may download and print extracts", CREDIT_SENTENCE, NULL},
    {"reuters content is the intellectual property", CREDIT_SENTENCE, NULL},
    {"reuters and the reuters sphere logo", CREDIT_SENTENCE, NULL},
    {"our standards: the thomson reuters trust principles", CREDIT_RIGHTS,
	NULL},
    {"thomson reuters journalists are subject to", CREDIT_SENTENCE, NULL},
    {"keywords:", CREDIT_TRAILER, "/"},
    {"for more", CREDIT_TRAILER, "click on"},
    {"for more", CREDIT_TRAILER, "go to"},
    {"for a graphic", CREDIT_TRAILER, "click on"},
    {"visit", CREDIT_TRAILER, "at www."},
    {"this story corrects", CREDIT_TRAILER, NULL},
    {"this story is corrected", CREDIT_TRAILER, NULL},
    {"this story has been corrected", CREDIT_TRAILER, NULL},
    {"this story was corrected", CREDIT_TRAILER, NULL},
    {"this story was refiled", CREDIT_TRAILER, NULL},
    {"this story has been refiled", CREDIT_TRAILER, NULL},
    {"corrects", CREDIT_TRAILER, NULL},
    {"this article has been modified", CREDIT_TRAILER, NULL},
    {"$1", CREDIT_TRAILER, "="},
    {"us$1", CREDIT_TRAILER, "="},
    {NULL, CREDIT_NAMES, NULL},
};

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

/* ---- Russian, Ukrainian -------------------------------------------------- */

static const struct credit_form russian[] = {
    {"(с)", CREDIT_RIGHTS, NULL},
    {"все права защищены", CREDIT_RIGHTS, NULL},
    {"при использовании материалов", CREDIT_SENTENCE, "обязательн"},
    {"при использовании материала", CREDIT_SENTENCE, "обязательн"},
    {"при перепечатке", CREDIT_SENTENCE, "обязательн"},
    {"при цитировании", CREDIT_SENTENCE, "обязательн"},
    {"при копировании", CREDIT_SENTENCE, "обязательн"},
    {"ссылка на источник обязательна", CREDIT_ALONE, NULL},
    {"перепечатка", CREDIT_SENTENCE, "разрешени"},
    {"перепечатка", CREDIT_SENTENCE, "запрещен"},
    {"использование материалов", CREDIT_SENTENCE, "ссылк"},
    {"использование материалов", CREDIT_SENTENCE, "разрешени"},
    {"полное или частичное", CREDIT_SENTENCE, "ссылк"},
    {"полное или частичное", CREDIT_SENTENCE, "разрешени"},
    {"полное или частичное", CREDIT_SENTENCE, "запрещен"},
    {"материал подготовил", CREDIT_NAMES, NULL},
    {"материал подготовила", CREDIT_NAMES, NULL},
    {"материал подготовили", CREDIT_NAMES, NULL},
    {"подготовил", CREDIT_NAMES, NULL},
    {"подготовила", CREDIT_NAMES, NULL},
    {"подготовили", CREDIT_NAMES, NULL},
    {"автор:", CREDIT_NAMES, NULL},
    {"текст:", CREDIT_NAMES, NULL},
    {"редактор:", CREDIT_NAMES, NULL},
    {"редактор", CREDIT_IN_BRACKETS, NULL},
    {"корреспондент:", CREDIT_NAMES, NULL},
    {"перевод:", CREDIT_NAMES, NULL},
    {"перевел", CREDIT_IN_BRACKETS, NULL},
    {"перевела", CREDIT_IN_BRACKETS, NULL},
    {"источник:", CREDIT_NAMES, NULL},
    {"источник -", CREDIT_NAMES, NULL},
    {"по материалам", CREDIT_AGENCIES, NULL},
    {"по материалам:", CREDIT_NAMES, NULL},
    {"по информации", CREDIT_AGENCIES, NULL},
    {"фото:", CREDIT_NAMES, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const char russian_words[] =
    " и в во из при участии для с со специально корреспондент редактор "
    "редакторы перевел перевела подготовил подготовила фото видео текст ";

static const struct credit_form ukrainian[] = {
    {"усі права захищені", CREDIT_RIGHTS, NULL},
    {"усі права захищено", CREDIT_RIGHTS, NULL},
    {"всі права захищені", CREDIT_RIGHTS, NULL},
    {"всі права захищено", CREDIT_RIGHTS, NULL},
    {"при використанні матеріалів", CREDIT_SENTENCE, "обов"},
    {"у разі використання матеріалів", CREDIT_SENTENCE, "обов"},
    {"при передруку", CREDIT_SENTENCE, "обов"},
    {"при цитуванні", CREDIT_SENTENCE, "обов"},
    {"передрук", CREDIT_SENTENCE, "заборонен"},
    {"передрук", CREDIT_SENTENCE, "дозвол"},
    {"використання матеріалів", CREDIT_SENTENCE, "посилан"},
    {"використання матеріалів", CREDIT_SENTENCE, "дозвол"},
    {"матеріал підготував", CREDIT_NAMES, NULL},
    {"матеріал підготувала", CREDIT_NAMES, NULL},
    {"підготував", CREDIT_NAMES, NULL},
    {"підготувала", CREDIT_NAMES, NULL},
    {"підготували", CREDIT_NAMES, NULL},
    {"автор:", CREDIT_NAMES, NULL},
    {"джерело:", CREDIT_NAMES, NULL},
    {"джерело -", CREDIT_NAMES, NULL},
    {"за матеріалами", CREDIT_AGENCIES, NULL},
    {"за матеріалами:", CREDIT_NAMES, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const char ukrainian_words[] =
    " і й та в у з із за для кореспондент редактор фото відео текст ";

/* ---- German, French, Spanish --------------------------------------------- */

static const struct credit_form german[] = {
    {"alle rechte vorbehalten", CREDIT_RIGHTS, NULL},
    {"alle inhalte sind urheberrechtlich geschützt", CREDIT_SENTENCE, NULL},
    {"nachdruck", CREDIT_SENTENCE, "genehmigung"},
    {"nachdruck verboten", CREDIT_ALONE, NULL},
    {"vervielfältigung", CREDIT_SENTENCE, "genehmigung"},
    {"weiterverbreitung", CREDIT_SENTENCE, "genehmigung"},
    {"weiterverbreitung", CREDIT_SENTENCE, "nicht gestattet"},
    {"bericht von", CREDIT_IN_BRACKETS, NULL},
    {"geschrieben von", CREDIT_IN_BRACKETS, NULL},
    {"bearbeitet von", CREDIT_IN_BRACKETS, NULL},
    {"redigiert von", CREDIT_IN_BRACKETS, NULL},
    {"übersetzt von", CREDIT_IN_BRACKETS, NULL},
    {"zusammengefasst von", CREDIT_IN_BRACKETS, NULL},
    {"unter mitarbeit von", CREDIT_NAMES, NULL},
    {"mitarbeit:", CREDIT_NAMES, NULL},
    {"reporter:", CREDIT_NAMES, NULL},
    {"reporterin:", CREDIT_NAMES, NULL},
    {"redaktion:", CREDIT_NAMES, NULL},
    {"quelle:", CREDIT_AGENCIES, NULL},
    {"quellen:", CREDIT_AGENCIES, NULL},
    {"mit", CREDIT_AGENCIES, NULL},
    {"mit material von", CREDIT_AGENCIES, NULL},
    {"mit material der", CREDIT_AGENCIES, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const char german_words[] =
    " von und in der die den dem für bei aus mit zu an am im bericht "
    "geschrieben bearbeitet redigiert übersetzt zusammengefasst unter "
    "mitarbeit redaktion büro rückfragen wenden sie sich bitte ";

static const struct credit_form french[] = {
    {"tous droits réservés", CREDIT_RIGHTS, NULL},
    {"tous droits de reproduction", CREDIT_SENTENCE, "réservés"},
    {"reproduction interdite", CREDIT_RIGHTS, NULL},
    {"reproduction et diffusion interdites", CREDIT_RIGHTS, NULL},
    {"toute reproduction", CREDIT_SENTENCE, "interdite"},
    {"avec", CREDIT_AGENCIES, NULL},
    {"source:", CREDIT_AGENCIES, NULL},
    {"source :", CREDIT_AGENCIES, NULL},
    {"reportage de", CREDIT_IN_BRACKETS, NULL},
    {"rédigé par", CREDIT_IN_BRACKETS, NULL},
    {"édité par", CREDIT_IN_BRACKETS, NULL},
    {"edité par", CREDIT_IN_BRACKETS, NULL},
    {"traduit par", CREDIT_IN_BRACKETS, NULL},
    {"version française", CREDIT_IN_BRACKETS, NULL},
    {"pour le service français", CREDIT_IN_BRACKETS, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const char french_words[] =
    " et à a de du des la le les en pour par avec service français française "
    "édité edité rédigé traduit version reportage bureau rédaction ";

static const struct credit_form spanish[] = {
    {"reservados todos los derechos", CREDIT_RIGHTS, NULL},
    {"todos los derechos reservados", CREDIT_RIGHTS, NULL},
    {"está expresamente prohibida", CREDIT_SENTENCE, "redistribución"},
    {"queda prohibida", CREDIT_SENTENCE, "reproducción"},
    {"prohibida la reproducción", CREDIT_SENTENCE, NULL},
    {"prohibida su reproducción", CREDIT_SENTENCE, NULL},
    {"reporte de", CREDIT_IN_BRACKETS, NULL},
    {"reportes de", CREDIT_IN_BRACKETS, NULL},
    {"reporte adicional de", CREDIT_NAMES, NULL},
    {"información de", CREDIT_IN_BRACKETS, NULL},
    {"con información de", CREDIT_AGENCIES, NULL},
    {"con", CREDIT_AGENCIES, NULL},
    {"escrito por", CREDIT_IN_BRACKETS, NULL},
    {"editado por", CREDIT_IN_BRACKETS, NULL},
    {"editado en español por", CREDIT_NAMES, NULL},
    {"traducido por", CREDIT_IN_BRACKETS, NULL},
    {"fuente:", CREDIT_AGENCIES, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const char spanish_words[] =
    " y e de del la las los el en por para con reporte reportes adicional "
    "información editado escrito traducido español redacción mesa edición ";

/* ---- Chinese ------------------------------------------------------------- */

static const struct credit_form chinese[] = {
    {"责任编辑:", CREDIT_NAMES, NULL},
    {"责任编辑", CREDIT_IN_BRACKETS, NULL},
    {"責任編輯:", CREDIT_NAMES, NULL},
    {"责编:", CREDIT_NAMES, NULL},
    {"編輯:", CREDIT_NAMES, NULL},
    {"编辑:", CREDIT_NAMES, NULL},
    {"编辑", CREDIT_IN_BRACKETS, NULL},
    {"编译:", CREDIT_NAMES, NULL},
    {"编审:", CREDIT_NAMES, NULL},
    {"审核:", CREDIT_NAMES, NULL},
    {"校对:", CREDIT_NAMES, NULL},
    {"记者:", CREDIT_NAMES, NULL},
    {"記者:", CREDIT_NAMES, NULL},
    {"记者", CREDIT_IN_BRACKETS, NULL},
    {"記者", CREDIT_IN_BRACKETS, NULL},
    {"本报记者", CREDIT_IN_BRACKETS, NULL},
    {"本台记者", CREDIT_IN_BRACKETS, NULL},
    {"新华社记者", CREDIT_IN_BRACKETS, NULL},
    {"参与记者:", CREDIT_NAMES, NULL},
    {"参与采写:", CREDIT_NAMES, NULL},
    {"执笔记者:", CREDIT_NAMES, NULL},
    {"来源:", CREDIT_NAMES, NULL},
    {"來源:", CREDIT_NAMES, NULL},
    {"完", CREDIT_ALONE, NULL},
    {"版权所有", CREDIT_RIGHTS, NULL},
    {"版權所有", CREDIT_RIGHTS, NULL},
    {"版权所有 未经", CREDIT_SENTENCE, "转载"},
    {"版权所有，未经", CREDIT_SENTENCE, "转载"},
    {"版權所有 未經", CREDIT_SENTENCE, "轉載"},
    {"未经授权", CREDIT_SENTENCE, "转载"},
    {"未经许可", CREDIT_SENTENCE, "转载"},
    {"未經授權", CREDIT_SENTENCE, "轉載"},
    {"转载请注明", CREDIT_SENTENCE, NULL},
    {"轉載請註明", CREDIT_SENTENCE, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const char chinese_words[] =
    " 记者 記者 编辑 編輯 责任编辑 通讯员 实习生 摄影 参与采写 视频 校对 "
    "审核 来源 新华社 央视网 人民网 央视新闻 中国新闻网 新华网 ";

/* ---- others: rights and a few credits ------------------------------------ */

static const struct credit_form arabic[] = {
    {"جميع الحقوق محفوظة", CREDIT_RIGHTS, NULL},
    {"كل الحقوق محفوظة", CREDIT_RIGHTS, NULL},
    {"إعداد", CREDIT_IN_BRACKETS, NULL},
    {"تحرير", CREDIT_IN_BRACKETS, NULL},
    {"تغطية صحفية", CREDIT_IN_BRACKETS, NULL},
    {"المصدر:", CREDIT_NAMES, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const struct credit_form italian[] = {
    {"riproduzione riservata", CREDIT_RIGHTS, NULL},
    {"tutti i diritti riservati", CREDIT_RIGHTS, NULL},
    {"tutti i diritti sono riservati", CREDIT_RIGHTS, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const struct credit_form portuguese[] = {
    {"todos os direitos reservados", CREDIT_RIGHTS, NULL},
    {"reportagem de", CREDIT_IN_BRACKETS, NULL},
    {"por", CREDIT_AGENCIES, NULL},
    {NULL, CREDIT_NAMES, NULL},
};

static const struct credit_form japanese[] = {
    {"無断転載", CREDIT_SENTENCE, "禁"},
    {"無断複製", CREDIT_SENTENCE, "禁"},
    {"記事の無断転載", CREDIT_SENTENCE, "禁"},
    {NULL, CREDIT_NAMES, NULL},
};

static const struct credit_form korean[] = {
    {"무단 전재", CREDIT_SENTENCE, "금지"},
    {"무단전재", CREDIT_SENTENCE, "금지"},
    {"저작권자", CREDIT_SENTENCE, "금지"},
    {NULL, CREDIT_NAMES, NULL},
};

const struct credit_language credit_languages[CREDIT_NUM_LANGUAGES] = {
    {signs, sign_words},
    {english, english_words},
    {russian, russian_words},
    {ukrainian, ukrainian_words},
    {german, german_words},
    {french, french_words},
    {spanish, spanish_words},
    {chinese, chinese_words},
    {arabic, " "},
    {italian, " di e "},
    {portuguese, " e de da do em "},
    {japanese, " "},
    {korean, " "},
};
