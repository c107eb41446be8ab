/*
 * fact_words.c - the words that say a number, deny, or are no names
 *
 * One table for all languages: words are few, and a language is not known.  A
 * word is folded to small letters without accents and looked up by its bytes.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "dateline/date_words.h"
#include "fact_words.h"

struct fact_entry {
	char text[FACT_WORD_MAX]; /* zeroes behind the word */
	enum fact_word_kind kind;
	double value;
};

#define U FACT_WORD_UNIT
#define F FACT_WORD_FACTOR
#define S FACT_WORD_SCALE
#define N FACT_WORD_NEGATION
#define A FACT_WORD_AUXILIARY
#define P FACT_WORD_PLAIN
#define D FACT_WORD_WEEKDAY

/* clang-format off */
static const struct fact_entry latin[] = {
	/* numbers: English */
	{"zero", U, 0}, {"one", U, 1}, {"two", U, 2}, {"three", U, 3},
	{"four", U, 4}, {"five", U, 5}, {"six", U, 6}, {"seven", U, 7},
	{"eight", U, 8}, {"nine", U, 9}, {"ten", U, 10}, {"eleven", U, 11},
	{"twelve", U, 12}, {"thirteen", U, 13}, {"fourteen", U, 14},
	{"fifteen", U, 15}, {"sixteen", U, 16}, {"seventeen", U, 17},
	{"eighteen", U, 18}, {"nineteen", U, 19}, {"twenty", U, 20},
	{"thirty", U, 30}, {"forty", U, 40}, {"fifty", U, 50},
	{"sixty", U, 60}, {"seventy", U, 70}, {"eighty", U, 80},
	{"ninety", U, 90}, {"first", U, 1}, {"second", U, 2}, {"third", U, 3},
	{"fourth", U, 4}, {"fifth", U, 5}, {"sixth", U, 6}, {"seventh", U, 7},
	{"eighth", U, 8}, {"ninth", U, 9}, {"tenth", U, 10},
	{"hundred", F, 1e2}, {"thousand", S, 1e3}, {"million", S, 1e6},
	{"mln", S, 1e6}, {"billion", S, 1e9}, {"bln", S, 1e9}, {"bn", S, 1e9},
	{"trillion", S, 1e12}, {"trln", S, 1e12},
	/* German */
	{"null", U, 0}, {"ein", U, 1}, {"eine", U, 1}, {"einen", U, 1},
	{"einem", U, 1}, {"einer", U, 1}, {"eins", U, 1}, {"zwei", U, 2},
	{"drei", U, 3}, {"vier", U, 4}, {"funf", U, 5}, {"sechs", U, 6},
	{"sieben", U, 7}, {"acht", U, 8}, {"neun", U, 9}, {"zehn", U, 10},
	{"elf", U, 11}, {"zwolf", U, 12}, {"zwanzig", U, 20},
	{"dreißig", U, 30}, {"vierzig", U, 40}, {"funfzig", U, 50},
	{"hundert", F, 1e2}, {"tausend", S, 1e3}, {"millionen", S, 1e6},
	{"mio", S, 1e6}, {"milliarde", S, 1e9}, {"milliarden", S, 1e9},
	{"mrd", S, 1e9},
	/* French */
	{"un", U, 1}, {"une", U, 1}, {"deux", U, 2}, {"trois", U, 3},
	{"quatre", U, 4}, {"cinq", U, 5}, {"huit", U, 8}, {"neuf", U, 9},
	{"dix", U, 10}, {"onze", U, 11}, {"douze", U, 12},
	{"quinze", U, 15}, {"vingt", U, 20}, {"trente", U, 30},
	{"quarante", U, 40}, {"cinquante", U, 50}, {"mille", S, 1e3},
	{"millions", S, 1e6},
	{"milliard", S, 1e9}, {"milliards", S, 1e9},
	/* Spanish */
	{"cero", U, 0}, {"uno", U, 1}, {"una", U, 1}, {"dos", U, 2},
	{"tres", U, 3}, {"cuatro", U, 4}, {"cinco", U, 5}, {"seis", U, 6},
	{"siete", U, 7}, {"ocho", U, 8}, {"nueve", U, 9}, {"diez", U, 10},
	{"doce", U, 12}, {"quince", U, 15},
	{"veinte", U, 20}, {"treinta", U, 30}, {"cuarenta", U, 40},
	{"cincuenta", U, 50}, {"cien", F, 1e2}, {"ciento", F, 1e2},
	{"mil", S, 1e3}, {"millon", S, 1e6}, {"millones", S, 1e6},
	/* negations: English */
	{"not", N, 0}, {"no", N, 0}, {"never", N, 0}, {"without", N, 0},
	{"cannot", N, 0}, {"neither", N, 0}, {"nor", N, 0}, {"none", N, 0},
	{"nobody", N, 0}, {"nothing", N, 0},
	/* German */
	{"nicht", N, 0}, {"kein", N, 0}, {"keine", N, 0}, {"keinen", N, 0},
	{"keinem", N, 0}, {"keiner", N, 0}, {"keines", N, 0}, {"nie", N, 0},
	{"niemals", N, 0}, {"niemand", N, 0}, {"ohne", N, 0},
	{"nichts", N, 0}, {"weder", N, 0},
	/* French */
	{"ne", N, 0}, {"pas", N, 0}, {"jamais", N, 0}, {"sans", N, 0},
	{"aucun", N, 0}, {"aucune", N, 0}, {"rien", N, 0},
	/* Spanish */
	{"nunca", N, 0}, {"jamas", N, 0}, {"sin", N, 0}, {"ni", N, 0},
	{"ningun", N, 0}, {"ninguno", N, 0}, {"ninguna", N, 0},
	{"tampoco", N, 0}, {"nadie", N, 0},
	/* what comes and goes with them */
	{"do", A, 0}, {"does", A, 0}, {"did", A, 0},
	/* titles and offices */
	{"mr", P, 0}, {"mrs", P, 0}, {"ms", P, 0}, {"miss", P, 0},
	{"dr", P, 0}, {"sir", P, 0}, {"lord", P, 0}, {"lady", P, 0},
	{"president", P, 0}, {"vice", P, 0}, {"prime", P, 0},
	{"minister", P, 0}, {"premier", P, 0}, {"chairman", P, 0},
	{"secretary", P, 0}, {"senator", P, 0},
	{"sen", P, 0}, {"rep", P, 0}, {"representative", P, 0},
	{"gov", P, 0}, {"governor", P, 0}, {"gen", P, 0}, {"col", P, 0},
	{"colonel", P, 0}, {"capt", P, 0}, {"captain", P, 0}, {"lt", P, 0},
	{"sgt", P, 0}, {"maj", P, 0}, {"judge", P, 0}, {"justice", P, 0},
	{"king", P, 0}, {"queen", P, 0}, {"prince", P, 0},
	{"princess", P, 0}, {"pope", P, 0}, {"prof", P, 0},
	{"professor", P, 0}, {"mayor", P, 0}, {"chancellor", P, 0},
	{"ambassador", P, 0}, {"director", P, 0}, {"m", P, 0},
	{"mme", P, 0}, {"herr", P, 0}, {"frau", P, 0}, {"senor", P, 0},
	{"senora", P, 0}, {"i", P, 0}, {"chief", P, 0}, {"executive", P, 0},
	{"officer", P, 0}, {"ceo", P, 0}, {"cfo", P, 0}, {"coo", P, 0},
	/* forms of companies */
	{"corp", P, 0}, {"corporation", P, 0}, {"co", P, 0},
	{"company", P, 0}, {"cos", P, 0}, {"companies", P, 0}, {"inc", P, 0},
	{"incorporated", P, 0}, {"ltd", P, 0}, {"limited", P, 0},
	{"plc", P, 0}, {"llc", P, 0}, {"ag", P, 0}, {"gmbh", P, 0},
	{"nv", P, 0}, {"spa", P, 0}, {"group", P, 0}, {"holdings", P, 0},
	/* days of the week, in the languages that write them with a capital
	 * where capitals tell something */
	{"monday", D, 0}, {"tuesday", D, 0}, {"wednesday", D, 0},
	{"thursday", D, 0}, {"friday", D, 0}, {"saturday", D, 0},
	{"sunday", D, 0}, {"mon", D, 0}, {"tue", D, 0}, {"tues", D, 0},
	{"wed", D, 0}, {"thu", D, 0}, {"thurs", D, 0}, {"fri", D, 0},
	{"sat", D, 0}, {"sun", D, 0},
};

/* Words whose first letter is not in ASCII. */
static const struct fact_entry others[] = {
	/* Russian, accents of й taken off */
	{"ноль", U, 0}, {"один", U, 1}, {"одна", U, 1}, {"одно", U, 1},
	{"одного", U, 1}, {"однои", U, 1}, {"одному", U, 1}, {"два", U, 2},
	{"две", U, 2}, {"двух", U, 2}, {"двумя", U, 2}, {"двое", U, 2},
	{"три", U, 3}, {"трех", U, 3}, {"тремя", U, 3}, {"трое", U, 3},
	{"четыре", U, 4}, {"четырех", U, 4}, {"четверо", U, 4},
	{"пять", U, 5}, {"пяти", U, 5}, {"пятеро", U, 5}, {"шесть", U, 6},
	{"шести", U, 6}, {"семь", U, 7}, {"семи", U, 7}, {"восемь", U, 8},
	{"восьми", U, 8}, {"девять", U, 9}, {"девяти", U, 9},
	{"десять", U, 10}, {"десяти", U, 10}, {"одиннадцать", U, 11},
	{"двенадцать", U, 12}, {"пятнадцать", U, 15}, {"двадцать", U, 20},
	{"двадцати", U, 20}, {"тридцать", U, 30}, {"тридцати", U, 30},
	{"сорок", U, 40}, {"пятьдесят", U, 50}, {"первыи", U, 1},
	{"первая", U, 1}, {"первого", U, 1}, {"первои", U, 1},
	{"второи", U, 2}, {"вторая", U, 2}, {"второго", U, 2},
	{"третии", U, 3}, {"третья", U, 3}, {"третьего", U, 3},
	{"сто", F, 1e2}, {"ста", F, 1e2}, {"тыс", S, 1e3},
	{"тысяча", S, 1e3}, {"тысячи", S, 1e3}, {"тысяч", S, 1e3},
	{"млн", S, 1e6}, {"миллион", S, 1e6}, {"миллиона", S, 1e6},
	{"миллионов", S, 1e6}, {"млрд", S, 1e9}, {"миллиард", S, 1e9},
	{"миллиарда", S, 1e9}, {"миллиардов", S, 1e9}, {"трлн", S, 1e12},
	{"триллион", S, 1e12}, {"триллиона", S, 1e12},
	{"триллионов", S, 1e12},
	{"не", N, 0}, {"нет", N, 0}, {"ни", N, 0}, {"без", N, 0},
	{"никогда", N, 0}, {"нельзя", N, 0}, {"никто", N, 0},
	{"ничего", N, 0}, {"никаких", N, 0},
	{"президент", P, 0}, {"премьер", P, 0}, {"министр", P, 0},
	{"господин", P, 0}, {"госпожа", P, 0},
	/* Chinese, a character each */
	{"〇", U, 0}, {"零", U, 0}, {"一", U, 1}, {"二", U, 2}, {"两", U, 2},
	{"兩", U, 2}, {"三", U, 3}, {"四", U, 4}, {"五", U, 5}, {"六", U, 6},
	{"七", U, 7}, {"八", U, 8}, {"九", U, 9}, {"十", F, 1e1},
	{"百", F, 1e2}, {"千", F, 1e3}, {"万", S, 1e4}, {"萬", S, 1e4},
	{"亿", S, 1e8}, {"億", S, 1e8},
	{"不", N, 0}, {"没", N, 0}, {"沒", N, 0}, {"无", N, 0}, {"無", N, 0},
	{"未", N, 0}, {"非", N, 0}, {"别", N, 0}, {"別", N, 0}, {"否", N, 0},
	{"有", A, 0}, {"曾", A, 0},
};
/* clang-format on */

#undef U
#undef F
#undef S
#undef N
#undef A
#undef P
#undef D

/* A code point without what stands on it, in its small form. */
static int32_t
fold_code(int32_t code)
{
	utf8proc_int32_t parts[8];

	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code | 0x20 : code;
	if (utf8proc_decompose_char(
		code, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, NULL) > 0)
		code = parts[0];
	return utf8proc_tolower(code);
}

static bool
is_left_out(int32_t code)
{
	return code == '\'' || code == 0x2019 || code == 0xad || code < 0 ||
	       utf8proc_category(code) == UTF8PROC_CATEGORY_MN;
}

struct fact_key
fact_word_fold(struct ndup_slice word)
{
	struct fact_key key = {{0}, 0};
	utf8proc_uint8_t bytes[4];
	int32_t code;
	size_t i, size;

	for (i = 0; i < word.len;) {
		i += printable_decode(word.ptr + i, word.len - i, &code);
		if (is_left_out(code))
			continue;
		size = (size_t)utf8proc_encode_char(fold_code(code), bytes);
		if (key.len + size >= FACT_WORD_MAX)
			return (struct fact_key){{0}, 0};
		memcpy(key.text + key.len, bytes, size);
		key.len += size;
	}
	return key;
}

/* "n't" at the end of a word, or "n'" at its begin as in French. */
static bool
has_negation(struct ndup_slice word, const struct fact_key *key)
{
	static const char wide[] = "\xe2\x80\x99"; /* apostrophe */
	bool marked = memchr(word.ptr, '\'', word.len) != NULL ||
		      memmem(word.ptr, word.len, wide, 3) != NULL;

	if (!marked || key->len < 2)
		return false;
	if (memcmp(key->text + key->len - 2, "nt", 2) == 0 &&
	    word.ptr[word.len - 2] != 'n' && word.ptr[word.len - 2] != 'N')
		return true;
	return key->text[0] == 'n' && word.len > 2 &&
	       (word.ptr[1] == '\'' || memcmp(word.ptr + 1, wide, 3) == 0);
}

/* Months that are other words, too, if they have no capital. */
static bool
may_be_month(struct ndup_slice word)
{
	static const char *const doubtful[] = {"may", "march", "mar", "sept"};
	size_t i;

	for (i = 0; i < sizeof doubtful / sizeof *doubtful; i++)
		if (word.len == strlen(doubtful[i]) &&
		    memcmp(word.ptr, doubtful[i], word.len) == 0)
			return false;
	return true;
}

static struct fact_word
read_month(struct ndup_slice word)
{
	struct datetokens tokens;

	datetoken_read(word, &tokens);
	if (tokens.item[0].kind != DATEWORD_MONTH || !may_be_month(word))
		return (struct fact_word){FACT_WORD_NONE, 0};
	return (struct fact_word){
	    FACT_WORD_MONTH, (double)tokens.item[0].value};
}

struct fact_word
fact_word_read(struct ndup_slice word)
{
	struct fact_key key = fact_word_fold(word);
	bool ascii = (key.text[0] & 0x80) == 0;
	const struct fact_entry *entry = ascii ? latin : others;
	size_t i, num = ascii ? sizeof latin / sizeof *latin
			      : sizeof others / sizeof *others;

	if (key.len == 0)
		return (struct fact_word){FACT_WORD_NONE, 0};
	for (i = 0; i < num; i++, entry++)
		if (entry->text[0] == key.text[0] &&
		    entry->text[1] == key.text[1] &&
		    memcmp(entry->text, key.text, key.len + 1) == 0)
			return (struct fact_word){entry->kind, entry->value};
	if (has_negation(word, &key))
		return (struct fact_word){FACT_WORD_NEGATION, 0};
	return read_month(word);
}
