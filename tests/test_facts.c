/*
 * test_facts.c - two texts that are alike: which facts of them are others
 *
 * Sentences of several languages, each in a text that is else the same; and
 * random texts with edits of all kinds, of which it is known which are facts.
 */
#include "random.h"
#include "scanning.h"

#include "ndup.h"

enum { MOST = 8192 };

/* What is found: "number 5.4>5.0; name Erik>Eric". */
static char found[MOST];

static void
put_found(const struct ndup_fact *fact, const char *a, const char *b)
{
	size_t len = strlen(found);

	snprintf(found + len, sizeof found - len, "%s%s %.*s>%.*s",
	    len > 0 ? "; " : "", ndup_fact_kind_name(fact->kind),
	    (int)(fact->a.end - fact->a.begin), a + fact->a.begin,
	    (int)(fact->b.end - fact->b.begin), b + fact->b.begin);
}

static void
add_text(struct ndup_scan *scan, const char *id, const char *text)
{
	struct ndup_document document = {.id = slice(id),
	    .source = slice(""),
	    .place = slice(""),
	    .title = slice(""),
	    .url = slice(""),
	    .text = slice(text)};

	ndup_document_dateline(&document);
	assert_int_equal(ndup_scan_add(scan, &document, false, NULL), NDUP_OK);
}

/* Compares two texts as a and b; whether they are so alike that it matters. */
static bool
ask(struct ndup_scan *scan, uint32_t a, uint32_t b, const char *text_a,
    const char *text_b)
{
	const struct ndup_match *match;
	size_t i;

	assert_int_equal(ndup_scan_compare(scan, a, b, &match, NULL), NDUP_OK);
	found[0] = '\0';
	for (i = 0; i < match->num_facts; i++)
		put_found(&match->facts[i], text_a, text_b);
	return match->relation != NDUP_PARTIAL_REUSE;
}

/* Turns each x>y of what is found. */
static void
turn(const char *list, char *turned)
{
	const char *part = list, *space, *mark, *end;

	turned[0] = '\0';
	while (*part != '\0') {
		space = strchr(part, ' ');
		mark = strchr(space, '>');
		end = strstr(mark, "; ");
		end = end == NULL ? mark + strlen(mark) : end;
		sprintf(turned + strlen(turned), "%.*s %.*s>%.*s%s",
		    (int)(space - part), part, (int)(end - mark - 1), mark + 1,
		    (int)(mark - space - 1), space + 1, *end ? "; " : "");
		part = *end ? end + 2 : end;
	}
}

static void
check(const char *a, const char *b, const char *expected)
{
	char turned[MOST];
	struct ndup_params params;
	struct ndup_scan *scan;
	bool alike;

	ndup_params_init(&params, sizeof params);
	params.num_threads = 1;
	assert_int_equal(ndup_scan_new(&scan, &params, NULL), NDUP_OK);
	add_text(scan, "a", a);
	add_text(scan, "b", b);
	assert_int_equal(ndup_scan_run(scan, NULL), NDUP_OK);
	alike = ask(scan, 0, 1, a, b);
	if (strcmp(found, expected) != 0 || !alike)
		fail_msg("%s\n%s\ngave '%s' for '%s'%s", a, b, found, expected,
		    alike ? "" : ", not alike");
	turn(expected, turned);
	ask(scan, 1, 0, b, a);
	assert_string_equal(found, turned);
	ndup_scan_free(scan);
}

/* ---- sentences ------------------------------------------------------------ */

/* What stands around a sentence: words without a fact. */
struct frame {
	const char *before, *after;
};

static const struct frame english = {
    "the harbour office keeps a list of all boats that come in at night and "
    "of those that leave before the sun is up, as the law of the coast has "
    "asked it to do since the great storm. ",
    " the list is read out in the hall each week, and whoever finds a boat "
    "that is not on it may write to the office, which answers by letter and "
    "keeps a copy of what it wrote for the judges."};
static const struct frame russian = {
    "служба порта ведёт список всех лодок, которые приходят ночью, и тех, "
    "которые уходят до рассвета, как того требует закон побережья после "
    "большой бури. ",
    " список читают вслух в зале каждую неделю, и тот, кто найдёт лодку вне "
    "списка, может написать в службу, которая отвечает письмом и хранит копию "
    "ответа для суда."};
static const struct frame german = {
    "Das Amt am Hafen führt eine Liste aller Boote, die in der Nacht kommen "
    "und vor dem Morgen wieder fahren, so will es das Gesetz der Küste seit "
    "dem großen Sturm. ",
    " Die Liste wird jede Woche im Saal verlesen, und wer ein Boot findet, "
    "das auf der Liste fehlt, schreibt dem Amt, das mit einem Brief antwortet "
    "und eine Kopie für das Gericht behält."};
static const struct frame french = {
    "le bureau du port garde la liste des bateaux qui arrivent la nuit et de "
    "ceux qui partent avant le jour, comme le veut la loi de la côte depuis "
    "la grande tempête. ",
    " la liste est lue dans la salle chaque semaine, et qui trouve un bateau "
    "hors de la liste peut écrire au bureau, qui répond par lettre et garde "
    "la copie pour les juges."};
static const struct frame spanish = {
    "la oficina del puerto guarda la lista de los barcos que llegan de noche "
    "y de los que salen antes del alba, como manda la ley de la costa desde "
    "la gran tormenta. ",
    " la lista se lee en la sala cada semana, y quien encuentra un barco "
    "fuera de la lista puede escribir a la oficina, que contesta por carta y "
    "guarda la copia para los jueces."};
static const struct frame chinese = {
    "港口办公室保存着夜里进港船只的名单，也保存着天亮以前出港船只的名单，"
    "这是大风暴以后海岸法规的要求。",
    "名单每周在大厅里宣读，谁发现名单以外的船只，可以写信给办公室，"
    "办公室用书信答复，并为法官保存答复的副本。"};

static void
check_in(const struct frame *frame, const char *x, const char *y,
    const char *expected)
{
	char a[MOST], b[MOST];

	snprintf(a, sizeof a, "%s%s%s", frame->before, x, frame->after);
	snprintf(b, sizeof b, "%s%s%s", frame->before, y, frame->after);
	check(a, b, expected);
}

struct row {
	const char *x, *y, *expected;
};

static void
check_rows(const struct frame *frame, const struct row *rows, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++)
		check_in(frame, rows[i].x, rows[i].y, rows[i].expected);
}

#define CHECK_ROWS(frame, rows) \
	check_rows(frame, rows, sizeof(rows) / sizeof *(rows))

static void
test_numbers(void **state)
{
	static const struct row rows[] = {
	    {"The wave was 5.4 metres high.", "The wave was 5.0 metres high.",
		"number 5.4>5.0"},
	    {"The wave was 5 metres high.", "The wave was 5.4 metres high.",
		"number 5>5.4"},
	    {"They saw 1,234,567 fish.", "They saw 1,235,567 fish.",
		"number 1,234,567>1,235,567"},
	    {"They saw 5 million fish.", "They saw 5 billion fish.",
		"number 5 million>5 billion"},
	    {"They saw four boats.", "They saw twenty-five boats.",
		"number four>twenty-five"},
	    {"The third boat sank.", "The fourth boat sank.",
		"number third>fourth"},
	    {"It sank on May 3 at noon.", "It sank on June 3 at noon.",
		"number May>June"},
	    {"It sank at 10:30 by the clock.", "It sank at 10:45 by the clock.",
		"number 10:30>10:45"},
	    {"In the 1980s it was new.", "In the 1990s it was new.",
		"number 1980s>1990s"},
	    {"It rose 3 per cent to 40 tons.", "It rose 4 per cent to 41 tons.",
		"number 3>4; number 40>41"},
	};

	(void)state;
	CHECK_ROWS(&english, rows);
}

static void
test_one_value(void **state)
{
	static const struct row rows[] = {
	    {"They saw 4 boats.", "They saw four boats.", ""},
	    {"They saw 25 boats.", "They saw twenty-five boats.", ""},
	    {"They saw 1,000 boats.", "They saw 1000 boats.", ""},
	    {"They saw 1,000 boats.", "They saw 1 000 boats.", ""},
	    {"They saw 1,000 boats.", "They saw a thousand boats.", ""},
	    {"They saw 1.000 boats.", "They saw 1,000 boats.", ""},
	    {"It was 5.0 metres.", "It was 5 metres.", ""},
	    {"It was 5.0 metres.", "It was 5.00 metres.", ""},
	    {"It was 5-1/2 metres.", "It was 5.5 metres.", ""},
	    {"They saw 2 million fish.", "They saw 2,000,000 fish.", ""},
	    {"They saw 2.5 bln fish.", "They saw 2.5 billion fish.", ""},
	    {"It is the 3rd boat.", "It is the third boat.", ""},
	    {"It rose 5 per cent a year.", "It rose 5% a year.", ""},
	    {"It rose 5 percent a year.", "It rose 5 pct a year.", ""},
	    {"It sank on Dec. 3 at noon.", "It sank on December 3 at noon.",
		""},
	    {"It meets on the 17 and 18 of it.", "It meets on the 17-18 of it.",
		""},
	    {"It begins at 1600 GMT as ever.",
		"It begins at 11 a.m. ET as ever.", ""},
	};

	(void)state;
	CHECK_ROWS(&english, rows);
}

static void
test_names(void **state)
{
	static const struct row rows[] = {
	    {"It was told by Erik Holm of the coast.",
		"It was told by Eric Holm of the coast.", "name Erik>Eric"},
	    {"It was told by Erik Holm of the coast.",
		"It was told by Anna Berg of the coast.",
		"name Erik Holm>Anna Berg"},
	    {"Holm came late, and then Holm left.",
		"Berg came late, and then Berg left.",
		"name Holm>Berg; name Holm>Berg"},
	    {"It sold to Tarn Corp. for more.",
		"It sold to Tarn Corporation for more.", ""},
	    {"It sold to Tarn Intl. for more.",
		"It sold to Tarn International for more.",
		"name Intl>International"},
	    {"It asked the U.N. for help.",
		"It asked the United Nations for help.", ""},
	    {"It asked Mr Holm for help.", "It asked President Holm for help.",
		""},
	    {"It asked Arland's judges for help.",
		"It asked Arlandian judges for help.", ""},
	    {"It asked the Labour men for help.",
		"It asked the Labor men for help.", ""},
	    {"It asked J. Holm for help.", "It asked John Holm for help.", ""},
	    {"It asked the Holm for help.", "It asked the wise for help.", ""},
	    /* a new sentence begins with another word */
	    {"They said so. Later it was seen.",
		"They said so. Soon it was seen.", ""},
	    {"They said so to Reuters at noon.", "They said so to AFP at noon.",
		""},
	};

	(void)state;
	CHECK_ROWS(&english, rows);
}

static void
test_negations(void **state)
{
	static const struct row rows[] = {
	    {"The head of the office will resign at once.",
		"The head of the office will not resign at once.",
		"negation >not"},
	    {"The head of the office did resign at once.",
		"The head of the office didn't resign at once.",
		"negation did>didn't"},
	    {"There was no reason for it.", "There was some reason for it.",
		"negation no>some"},
	    {"He could do it with help.", "He could do it without help.",
		"negation with>without"},
	    {"He never said why it was so.", "He has never said why it was so.",
		""},
	    {"He did not say why it was so.", "He didn't say why it was so.",
		""},
	    {"He spoke of it at noon.",
		"He spoke of it at noon, without a word on the reasons.", ""},
	    {"It was boat No. 5 of them.", "It was boat No. 7 of them.",
		"number 5>7"},
	};

	(void)state;
	CHECK_ROWS(&english, rows);
}

static void
test_what_is_no_fact(void **state)
{
	static const struct row rows[] = {
	    {"It is to sell boats.",
		"It is to sell 300 old boats at Tarn Lake.", ""},
	    {"It sold to Tarn (TARN.N) for more.",
		"It sold to Tarn (TARN.O) for more.", ""},
	    {"It sold a boat ($30) for more.",
		"It sold a boat (25 euros) for more.", ""},
	    {"It begins on Monday, May 3, they say.",
		"It begins on Tuesday, May 3, they say.", ""},
	    {"It begins on Monday, they say.",
		"It begins on Tuesday, they say.", "name Monday>Tuesday"},
	    /* written anew, with a few words in the same place */
	    {"On deck the 3 men sang of home until a late Berg was seen and 40 "
	     "songs had ended for that night.",
		"In town the 7 girls spoke of rain while old Holm set low and "
		"50 tales came on by fire.",
		""},
	};

	(void)state;
	CHECK_ROWS(&english, rows);
}

/* A text with this at its begin, and this at its end. */
static void
check_edges(const char *begin_a, const char *begin_b, const char *end_a,
    const char *end_b)
{
	char a[MOST], b[MOST];

	snprintf(a, sizeof a, "%s%s%s%s", begin_a, english.before,
	    english.after, end_a);
	snprintf(b, sizeof b, "%s%s%s%s", begin_b, english.before,
	    english.after, end_b);
	check(a, b, "");
}

static void
test_edges(void **state)
{
	(void)state;
	check_edges(
	    "TARN, May 3 (Reuters) - ", "BERGEN, May 4 (AFP) - ", "", "");
	check_edges("By Anna Berg\n\n", "By Erik Holm\n\n", "", "");
	check_edges(
	    "Published 10:30 GMT\n\n", "Published 11:45 GMT\n\n", "", "");
	check_edges("", "", "\n\n(Reporting by Anna Berg; Editing by Jo Day)",
	    "\n\n(Reporting by Erik Holm; Editing by Al Fox)");
	check_edges(
	    "", "", "\n\nReporting by Anna Berg", "\n\nReporting by Erik Holm");
}

static void
test_capitals_that_tell_nothing(void **state)
{
	static const struct frame headlines = {
	    "The Harbour Office Keeps A List Of All Boats That Come In At "
	    "Night And Of Those That Leave Before The Sun Is Up, As The Law Of "
	    "The Coast Has Asked It To Do. ",
	    " The List Is Read Out In The Hall Each Week, And Whoever Finds A "
	    "Boat That Is Not On It May Write To The Office, Which Answers."};
	static const struct frame with_heading = {
	    "the harbour office keeps a list of all boats that come in at "
	    "night and of those that leave before the sun is up. ",
	    " the list is read out in the hall each week, and whoever finds a "
	    "boat that is not on it may write to the office, which answers by "
	    "letter and keeps a copy."};

	(void)state;
	check_in(&headlines, "It Was A Large Boat Then.",
	    "It Was A Small Boat Then.", "");
	check_in(&with_heading, "LARGE BOATS COME They said so.",
	    "SMALL SHIPS COME They said so.", "");
	check_in(&german, "Das Boot der Frau Bauer lag im Hafen.",
	    "Das Boot der Frau Meier lag im Hafen.", "");
}

/* A paragraph that stands elsewhere in the other text is not what another one
 * was replaced by, though both begin alike. */
static void
test_moved(void **state)
{
	static const char moved[] =
	    "They asked Erik Holm of the coast office, who has counted boats "
	    "all his life. ";
	char a[MOST], b[MOST], long_part[MOST];
	unsigned i;

	(void)state;
	strcpy(long_part, moved);
	for (i = 0; i < 140; i++)
		sprintf(long_part + strlen(long_part), "p%c%c%c ", 'a' + i % 26,
		    'a' + i / 26, 'a' + i % 5);
	snprintf(a, sizeof a,
	    "%sThey asked Anna Berg of the coast office, too. %s %s",
	    english.before, english.after, long_part);
	snprintf(b, sizeof b, "%s%sThey asked nobody else. %s", english.before,
	    long_part, english.after);
	check(a, b, "");
}

static void
test_russian(void **state)
{
	static const struct row rows[] = {
	    {"Пришли три лодки из города.", "Пришли четыре лодки из города.",
		"number три>четыре"},
	    {"Пришли 3 лодки из города.", "Пришли три лодки из города.", ""},
	    {"Это стоит 5 млн рублей в год.",
		"Это стоит 5 миллионов рублей в год.", ""},
	    {"Это стоит 5 млн рублей в год.", "Это стоит 5 млрд рублей в год.",
		"number 5 млн>5 млрд"},
	    {"Это было 5 марта в порту.", "Это было 5 апреля в порту.",
		"number марта>апреля"},
	    {"Начальник порта уйдёт сразу.", "Начальник порта не уйдёт сразу.",
		"negation >не"},
	    {"Об этом сказал Смирнов из порта.",
		"Об этом сказал Кузнецов из порта.", "name Смирнов>Кузнецов"},
	    {"Письмо было для Смирнова из порта.",
		"Письмо было к Смирнову из порта.", ""},
	};

	(void)state;
	CHECK_ROWS(&russian, rows);
}

static void
test_german_french_spanish(void **state)
{
	static const struct row rows_de[] = {
	    {"Es kamen drei Boote aus der Stadt.",
		"Es kamen fünf Boote aus der Stadt.", "number drei>fünf"},
	    {"Es kostet 1.000 Mark im Jahr.", "Es kostet 1000 Mark im Jahr.",
		""},
	    {"Er will heute gehen, sagt er.",
		"Er will heute nicht gehen, sagt er.", "negation >nicht"},
	};
	static const struct row rows_fr[] = {
	    {"il en a vu trois dans le port.", "il en a vu cinq dans le port.",
		"number trois>cinq"},
	    {"c'était le 12 mars au port.", "c'était le 12 mai au port.",
		"number mars>mai"},
	    {"il a dit pourquoi au port.", "il n'a pas dit pourquoi au port.",
		"negation a>n'a pas"},
	};
	static const struct row rows_es[] = {
	    {"llegaron tres de la ciudad.", "llegaron cinco de la ciudad.",
		"number tres>cinco"},
	    {"el jefe se va del puerto hoy.",
		"el jefe no se va del puerto hoy.", "negation >no"},
	};

	(void)state;
	CHECK_ROWS(&german, rows_de);
	CHECK_ROWS(&french, rows_fr);
	CHECK_ROWS(&spanish, rows_es);
}

static void
test_chinese(void **state)
{
	static const struct row rows[] = {
	    {"昨天有三人从城里来。", "昨天有五人从城里来。", "number 三>五"},
	    {"昨天有30人从城里来。", "昨天有三十人从城里来。", ""},
	    {"昨天有12人从城里来。", "昨天有15人从城里来。", "number 12>15"},
	    {"船价是1.5万元左右。", "船价是15000元左右。", ""},
	    {"船价是5万元左右。", "船价是5亿元左右。", "number 5万>5亿"},
	    {"主任会马上辞职。", "主任不会马上辞职。", "negation >不"},
	    {"会议在星期一开始。", "会议在星期二开始。", ""},
	};

	(void)state;
	CHECK_ROWS(&chinese, rows);
}

/* ---- random texts ----------------------------------------------------------- */

/* Two texts, and the facts that are planted. */
static char text_a[MOST], text_b[MOST], planted[MOST];

static void
put_both(const char *x, const char *y)
{
	strcat(text_a, x);
	strcat(text_a, " ");
	strcat(text_b, y);
	strcat(text_b, " ");
}

static void
plant(const char *kind, const char *x, const char *y)
{
	put_both(x, y);
	sprintf(planted + strlen(planted), "%s%s %s>%s",
	    planted[0] != '\0' ? "; " : "", kind, x, y);
}

/* Words of lower-case letters, none of which says anything. */
static void
random_word(char *word, char first)
{
	static const char *const parts[] = {
	    "ba", "du", "gi", "ko", "lu", "mi", "po", "ru", "ta", "ve"};
	unsigned i;

	sprintf(word, "%c", first);
	for (i = 0; i < 3; i++)
		strcat(word, parts[random_below(10)]);
}

static void
put_words_between(void)
{
	size_t i, num = 10 + random_below(10);
	char word[16];

	for (i = 0; i < num; i++) {
		random_word(word, 'w');
		put_both(word, word);
	}
}

static void
put_edit(void)
{
	char x[16], y[16];
	unsigned number = 100 + (unsigned)random_below(800);

	switch (random_below(6)) {
	case 0: /* another number */
		sprintf(x, "%u", number);
		sprintf(y, "%u", number + 1 + (unsigned)random_below(90));
		plant("number", x, y);
		break;
	case 1: /* another name */
		random_word(x, 'K');
		random_word(y, 'L');
		plant("name", x, y);
		break;
	case 2: /* a negation is added: it stands before a word */
		random_word(x, 'w');
		put_both(x, x);
		plant("negation", "", "not");
		text_a[strlen(text_a) - 1] = '\0'; /* the space of nothing */
		break;
	case 3: /* one value, or one word for another */
		sprintf(x, "%u", number);
		sprintf(y, "%u.0", number);
		put_both(x, y);
		break;
	case 4:
		random_word(x, 'x');
		random_word(y, 'y');
		put_both(x, y);
		break;
	default: /* added */
		sprintf(y, "%u K%s", number, "aru");
		strcat(text_b, y);
		strcat(text_b, " ");
		break;
	}
}

static void
test_random(void **state)
{
	enum { NUM_CASES = 300 };
	unsigned i;
	size_t j, num;

	(void)state;
	random_begin();
	for (i = 0; i < NUM_CASES; i++) {
		text_a[0] = text_b[0] = planted[0] = '\0';
		num = random_below(6);
		put_words_between();
		for (j = 0; j < num; j++) {
			put_edit();
			put_words_between();
		}
		check(text_a, text_b, planted);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_one_value),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_negations),
	    cmocka_unit_test(test_what_is_no_fact),
	    cmocka_unit_test(test_edges),
	    cmocka_unit_test(test_capitals_that_tell_nothing),
	    cmocka_unit_test(test_moved),
	    cmocka_unit_test(test_russian),
	    cmocka_unit_test(test_german_french_spanish),
	    cmocka_unit_test(test_chinese),
	    cmocka_unit_test(test_random),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
