/*
 * agency.c - names of news agencies
 *
 * "(Reuters) -" begins a story, "(VOWG.DE) -" does not.  Many agencies are in
 * a table; of other names it is asked how they look.  Names that are also
 * shares, parties or words of every day (AA, CP, SPA) are left out of the
 * table on purpose.
 */
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "agency.h"

/* Also stand bare: "MOSCOW, June 27 - RIA Novosti." */
static const char *const plain_names[] = {"INTERFAX.RU", "ITAR-TASS",
    "Interfax", "RIA Novosti", "TASS", "ИТАР-ТАСС", "Интерфакс", "РИА Новости",
    "РИАМО", "ФедералПресс", "ТАСС"};

/* The first is by far the most frequent. */
static const char *const names[] = {"Reuters", "AP", "AFP", "AFX", "AAP", "AGI",
    "ANSA", "Agencies", "Agerpres", "Anadolu", "Antara", "Associated Press",
    "AzerTAc", "BNS", "BTA", "BelTA", "Belga", "Bernama", "Bloomberg",
    "Breakingviews", "Business Wire", "CNN", "CNS", "CTK", "Canadian Press",
    "DPA", "Dow Jones", "EFE", "Europa Press", "GlobeNewswire", "HINA", "IANS",
    "IFR", "IPS", "IRNA", "KCNA", "KUNA", "Kazinform", "Kyodo", "Lusa", "MTI",
    "Marketwire", "NTB", "PRNewswire", "PTI", "RFE/RL", "Ritzau", "Sputnik",
    "Tanjug", "Thomson Financial", "Thomson Reuters", "UNIAN", "UPI",
    "Ukrinform", "VOA", "Xinhua", "Yonhap", "БЕЛТА", "Казинформ", "УНИАН",
    "УНН", "Рейтер", "Укринформ"};

static bool
agency_is_word(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_NO;
}

/* Whether text begins with the name, in any case, and its word ends there. */
static bool
begins_with(struct ndup_slice text, const char *name, size_t len)
{
	size_t at = 0, size = 0;
	int32_t ours, theirs;

	if (len > text.len)
		return false;
	for (; at < len; at += size) {
		if (name[at] == text.ptr[at] && (name[at] & 0x80) == 0) {
			size = 1;
			continue;
		}
		size = printable_decode(name + at, len - at, &ours);
		if (printable_decode(text.ptr + at, text.len - at, &theirs) !=
			size ||
		    utf8proc_tolower(ours) != utf8proc_tolower(theirs))
			return false;
	}
	if (at == text.len)
		return true;
	printable_decode(text.ptr + at, text.len - at, &theirs);
	return theirs < 0 || !agency_is_word(theirs);
}

static size_t
find_agency(struct ndup_slice text, const char *const *list, size_t num)
{
	/* bits of the first two bytes that case may change */
	enum { CASE = 0x21, SECOND_CASE = 0x30 };
	char second = text.len > 1 ? text.ptr[1] : '\0';
	size_t i, len;

	for (i = 0; i < num; i++) {
		if (((list[i][0] ^ text.ptr[0]) & ~CASE) != 0 ||
		    ((list[i][1] ^ second) & ~SECOND_CASE) != 0)
			continue;
		len = strlen(list[i]);
		if (begins_with(text, list[i], len))
			return len;
	}
	return 0;
}

size_t
agency_read(struct ndup_slice text)
{
	size_t len;

	if (text.len == 0)
		return 0;
	len = find_agency(text, names, sizeof names / sizeof names[0]);
	return len > 0 ? len : agency_read_plain(text);
}

size_t
agency_read_plain(struct ndup_slice text)
{
	if (text.len == 0)
		return 0;
	return find_agency(
	    text, plain_names, sizeof plain_names / sizeof plain_names[0]);
}

static utf8proc_category_t
category_at(struct ndup_slice text, size_t at, size_t *size)
{
	int32_t code;

	*size = printable_decode(text.ptr + at, text.len - at, &code);
	return utf8proc_category(code < 0 ? 0 : code);
}

bool
agency_may_be(struct ndup_slice name)
{
	enum { MAX_UNKNOWN = 20 };
	size_t i, size;

	if (name.len == 0 || name.len > MAX_UNKNOWN ||
	    category_at(name, 0, &size) != UTF8PROC_CATEGORY_LU)
		return false;
	for (i = 0; i < name.len; i++)
		if (memchr(" \t\n\r,;:\"", name.ptr[i], 8) != NULL)
			return false;
	return true;
}

/* The end of the word at text[at], which has to begin with a capital and go
 * on with letters, most of them small; 0: it is none. */
static size_t
end_of_name(struct ndup_slice text, size_t at)
{
	utf8proc_category_t category;
	size_t size, num_lower = 0, num_upper = 0;

	for (; at < text.len && text.ptr[at] != ' '; at += size) {
		category = category_at(text, at, &size);
		if (category == UTF8PROC_CATEGORY_LU)
			num_upper++;
		else if (category == UTF8PROC_CATEGORY_LL && num_upper > 0)
			num_lower++;
		else
			return 0;
	}
	return num_lower > num_upper ? at : 0;
}

bool
agency_is_likely(struct ndup_slice name, struct ndup_slice place)
{
	enum { MAX_WORDS = 3 };
	bool initials = true;
	size_t at = 0, of_place = 0;
	int num;

	for (num = 0; num < MAX_WORDS && at < name.len; num++) {
		size_t letter = at, size;

		at = end_of_name(name, at);
		if (at == 0)
			return false;
		while (at < name.len && name.ptr[at] == ' ')
			at++;
		category_at(name, letter, &size);
		initials =
		    initials && of_place + size <= place.len &&
		    memcmp(name.ptr + letter, place.ptr + of_place, size) == 0;
		of_place += size;
	}
	return num > 0 && at == name.len &&
	       !(initials && of_place == place.len);
}
