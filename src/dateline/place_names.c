/*
 * place_names.c - names of places, and of what only looks like one
 *
 * "CAIRO -- A court" begins with a place, "ANALYSIS -- A court" does not, and
 * nothing but the name tells.  In the tables are capitals of countries and
 * other towns that news is often from; countries and, as the Associated
 * Press writes them, states of America, which stand behind a town; and words
 * that editors put before a story.
 */
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "place_names.h"

/* In capitals.  The tables are gone through only where all else is there. */
static const char *const towns[] = {"ABIDJAN", "ABU DHABI", "ABUJA", "ACCRA",
    "ADDIS ABABA", "ADELAIDE", "ADEN", "AGRA", "AHMEDABAD", "ALBANY",
    "ALBUQUERQUE", "ALEPPO", "ALEXANDRIA", "ALGIERS", "ALLAHABAD", "ALMATY",
    "AMMAN", "AMRITSAR", "AMSTERDAM", "ANCHORAGE", "ANDORRA LA VELLA", "ANKARA",
    "ANNAPOLIS", "ANTANANARIVO", "ANTWERP", "APIA", "ASHGABAT", "ASMARA",
    "ASTANA", "ASUNCION", "ASUNCIÓN", "ATHENS", "ATLANTA", "AUCKLAND", "AUSTIN",
    "AYODHYA", "BAGHDAD", "BAKU", "BALTIMORE", "BAMAKO", "BANDAR SERI BEGAWAN",
    "BANGALORE", "BANGKOK", "BANGUI", "BANJUL", "BARCELONA", "BASEL", "BASRA",
    "BEIJING", "BEIRUT", "BELFAST", "BELGRADE", "BELMOPAN", "BENGALURU",
    "BENGHAZI", "BERLIN", "BERN", "BETHLEHEM", "BHOPAL", "BHUBANESWAR",
    "BIRMINGHAM", "BISHKEK", "BISSAU", "BOGOTA", "BOGOTÁ", "BOLOGNA", "BOMBAY",
    "BONN", "BORDEAUX", "BOSTON", "BRASILIA", "BRASÍLIA", "BRATISLAVA",
    "BRAZZAVILLE", "BREMEN", "BRIDGETOWN", "BRISBANE", "BRUSSELS", "BUCHAREST",
    "BUDAPEST", "BUENOS AIRES", "BUFFALO", "BUJUMBURA", "CAIRO", "CALCUTTA",
    "CALGARY", "CANBERRA", "CAPE TOWN", "CARACAS", "CARDIFF", "CASABLANCA",
    "CEBU", "CHANDIGARH", "CHARLOTTE", "CHENNAI", "CHICAGO", "CHISINAU",
    "CHITTAGONG", "CHRISTCHURCH", "CINCINNATI", "CLEVELAND", "COLOGNE",
    "COLOMBO", "CONAKRY", "COPENHAGEN", "COX'S BAZAR", "DAEGU", "DAKAR",
    "DALLAS", "DAMASCUS", "DAR ES SALAAM", "DARWIN", "DEHRADUN", "DELHI",
    "DENVER", "DES MOINES", "DETROIT", "DHAKA", "DHARAMSALA", "DILI",
    "DJIBOUTI", "DODOMA", "DOHA", "DONETSK", "DRESDEN", "DUBAI", "DUBLIN",
    "DURBAN", "DUSHANBE", "DUSSELDORF", "DÜSSELDORF", "EDINBURGH", "EDMONTON",
    "EL PASO", "ERBIL", "FAISALABAD", "FLORENCE", "FRANKFURT", "FREETOWN",
    "FUKUOKA", "GABORONE", "GANDHINAGAR", "GAZA", "GAZA CITY", "GDANSK",
    "GENEVA", "GENOA", "GEORGETOWN", "GLASGOW", "GOMA", "GOTHENBURG", "GROZNY",
    "GUADALAJARA", "GUANGZHOU", "GUATEMALA CITY", "GURGAON", "GURUGRAM",
    "GUWAHATI", "GWADAR", "HAMBURG", "HAMILTON", "HANOI", "HANOVER", "HARARE",
    "HARRISBURG", "HARTFORD", "HAVANA", "HEBRON", "HELSINKI", "HIROSHIMA",
    "HO CHI MINH CITY", "HO-CHI-MINH CITY", "HOBART", "HONG KONG", "HONIARA",
    "HONOLULU", "HOUSTON", "HYDERABAD", "IMPHAL", "INCHEON", "INDIANAPOLIS",
    "INDORE", "INNSBRUCK", "IQALUIT", "ISLAMABAD", "ISTANBUL", "IZMIR",
    "JAIPUR", "JAKARTA", "JAMMU", "JEDDAH", "JERUSALEM", "JOHANNESBURG", "JUBA",
    "KABUL", "KAMPALA", "KANDAHAR", "KANPUR", "KANSAS CITY", "KARACHI",
    "KATHMANDU", "KAZAN", "KHARKIV", "KHARTOUM", "KIEV", "KIGALI", "KINGSTON",
    "KINSHASA", "KOCHI", "KOLKATA", "KOTA KINABALU", "KRAKOW", "KUALA LUMPUR",
    "KUCHING", "KUWAIT CITY", "KYIV", "KYOTO", "LA PAZ", "LAGOS", "LAHORE",
    "LAS VEGAS", "LAUSANNE", "LEEDS", "LEICESTER", "LEIPZIG", "LIBREVILLE",
    "LILLE", "LILONGWE", "LIMA", "LISBON", "LITTLE ROCK", "LIVERPOOL",
    "LJUBLJANA", "LOME", "LONDON", "LOS ANGELES", "LOUISVILLE", "LUANDA",
    "LUCKNOW", "LUDHIANA", "LUSAKA", "LUXEMBOURG", "LUXEMBOURG CITY", "LVIV",
    "LYON", "MACAU", "MADRAS", "MADRID", "MALABO", "MALE", "MANAGUA", "MANAMA",
    "MANCHESTER", "MANDALAY", "MANILA", "MAPUTO", "MARIUPOL", "MARRAKECH",
    "MARSEILLE", "MASERU", "MBABANE", "MECCA", "MEDINA", "MELBOURNE", "MEMPHIS",
    "MEXICO CITY", "MIAMI", "MILAN", "MILWAUKEE", "MINNEAPOLIS", "MINSK",
    "MOGADISHU", "MOMBASA", "MONACO", "MONROVIA", "MONTERREY", "MONTEVIDEO",
    "MONTGOMERY", "MONTREAL", "MORONI", "MOSCOW", "MOSUL", "MUMBAI", "MUNICH",
    "MURMANSK", "MUSCAT", "MUZAFFARABAD", "MYSORE", "MÜNCHEN", "N'DJAMENA",
    "NAGOYA", "NAGPUR", "NAIROBI", "NAPLES", "NASHIK", "NASHVILLE", "NASSAU",
    "NAYPYIDAW", "NAYPYITAW", "NEW DELHI", "NEW ORLEANS", "NEW YORK", "NIAMEY",
    "NICE", "NICOSIA", "NOIDA", "NOUAKCHOTT", "NOUMEA", "NOVOSIBIRSK",
    "NUKU'ALOFA", "OAKLAND", "ODESA", "ODESSA", "OKLAHOMA CITY", "OMAHA",
    "ORLANDO", "OSAKA", "OSLO", "OTTAWA", "OUAGADOUGOU", "OXFORD", "PALERMO",
    "PANAJI", "PANAMA CITY", "PARAMARIBO", "PARIS", "PATNA", "PERTH",
    "PESHAWAR", "PHILADELPHIA", "PHNOM PENH", "PHOENIX", "PITTSBURGH",
    "PODGORICA", "PORT LOUIS", "PORT MORESBY", "PORT OF SPAIN", "PORT VILA",
    "PORT-AU-PRINCE", "PORTO", "PORTO-NOVO", "PRAGUE", "PRAIA", "PRETORIA",
    "PRISTINA", "PUNE", "PUTRAJAYA", "PYONGYANG", "QUEBEC CITY", "QUETTA",
    "QUITO", "RABAT", "RAIPUR", "RAMALLAH", "RANCHI", "RANGOON", "RAWALPINDI",
    "REYKJAVIK", "RICHMOND", "RIGA", "RIO DE JANEIRO", "RIYADH", "ROME",
    "ROSEAU", "ROSTOV-ON-DON", "ROTTERDAM", "SACRAMENTO", "SAINT PETERSBURG",
    "SALT LAKE CITY", "SALZBURG", "SAN ANTONIO", "SAN DIEGO", "SAN FRANCISCO",
    "SAN JOSE", "SAN JUAN", "SAN MARINO", "SAN SALVADOR", "SANAA", "SANTIAGO",
    "SANTO DOMINGO", "SAO PAULO", "SAO TOME", "SAPPORO", "SARAJEVO", "SEATTLE",
    "SEOUL", "SEVASTOPOL", "SHANGHAI", "SHARJAH", "SHEFFIELD", "SHENZHEN",
    "SHIMLA", "SIMFEROPOL", "SINGAPORE", "SKOPJE", "SOFIA", "SRINAGAR",
    "ST. JOHN'S", "ST. LOUIS", "ST. PAUL", "ST. PETERSBURG", "STOCKHOLM",
    "STRASBOURG", "STUTTGART", "SURABAYA", "SUVA", "SYDNEY", "SÃO PAULO",
    "TACOMA", "TAIPEI", "TALLAHASSEE", "TALLINN", "TAMPA", "TASHKENT",
    "TBILISI", "TEGUCIGALPA", "TEHRAN", "TEL AVIV", "THIMPHU",
    "THIRUVANANTHAPURAM", "TIJUANA", "TIRANA", "TOKYO", "TORONTO", "TOULOUSE",
    "TRENTON", "TRIESTE", "TRIPOLI", "TUCSON", "TULSA", "TUNIS", "TURIN",
    "ULAANBAATAR", "ULAN BATOR", "UNITED NATIONS", "UTRECHT", "VADUZ",
    "VALENCIA", "VALLETTA", "VANCOUVER", "VARANASI", "VATICAN CITY", "VENICE",
    "VICTORIA", "VIENNA", "VIENTIANE", "VIJAYAWADA", "VILNIUS", "VISAKHAPATNAM",
    "VLADIVOSTOK", "VOLGOGRAD", "WARSAW", "WASHINGTON", "WASHINGTON D.C.",
    "WELLINGTON", "WINDHOEK", "WINNIPEG", "WUHAN", "YANGON", "YAOUNDE",
    "YEKATERINBURG", "YEREVAN", "YOKOHAMA", "ZAGREB", "ZURICH", "ZÜRICH",
    "АЛМА-АТА", "АЛМАТЫ", "АСТАНА", "БАКУ", "БЕРЛИН", "БИШКЕК", "БРЮССЕЛЬ",
    "ВАРШАВА", "ВАШИНГТОН", "ВЕНА", "ВЛАДИВОСТОК", "ДОНЕЦК", "ДУШАНБЕ",
    "ЕКАТЕРИНБУРГ", "ЕРЕВАН", "ЖЕНЕВА", "КАЗАНЬ", "КИЕВ", "КИШИНЕВ", "ЛОНДОН",
    "МАДРИД", "МИНСК", "МОСКВА", "НОВОСИБИРСК", "НЬЮ-ЙОРК", "ПАРИЖ", "ПЕКИН",
    "РИГА", "РИМ", "РОСТОВ-НА-ДОНУ", "САНКТ-ПЕТЕРБУРГ", "СИМФЕРОПОЛЬ",
    "СТАМБУЛ", "ТАЛЛИН", "ТАШКЕНТ", "ТБИЛИСИ", "ТОКИО"};

static const char *const regions[] = {"AFGHANISTAN", "ALA.", "ALASKA",
    "ALBANIA", "ALBERTA", "ALGERIA", "ANGOLA", "ARGENTINA", "ARIZ.", "ARK.",
    "ARMENIA", "AUSTRALIA", "AUSTRIA", "AZERBAIJAN", "BAHRAIN", "BANGLADESH",
    "BELARUS", "BELGIUM", "BENIN", "BOLIVIA", "BOSNIA", "BOTSWANA", "BRAZIL",
    "BRITAIN", "BRITISH COLUMBIA", "BULGARIA", "BURKINA FASO", "BURUNDI",
    "CALIF.", "CALIFORNIA", "CAMBODIA", "CAMEROON", "CANADA", "CHAD", "CHILE",
    "CHINA", "COLO.", "COLOMBIA", "CONGO", "CONN.", "COSTA RICA", "CROATIA",
    "CUBA", "CYPRUS", "CZECH REPUBLIC", "D.C.", "DEL.", "DENMARK", "ECUADOR",
    "EGYPT", "EL SALVADOR", "ENGLAND", "ERITREA", "ESTONIA", "ETHIOPIA", "FIJI",
    "FINLAND", "FLA.", "FLORIDA", "FRANCE", "GA.", "GABON", "GAMBIA", "GEORGIA",
    "GERMANY", "GHANA", "GREECE", "GUATEMALA", "GUINEA", "GUYANA", "HAITI",
    "HAWAII", "HONDURAS", "HUNGARY", "ICELAND", "IDAHO", "ILL.", "ILLINOIS",
    "IND.", "INDIA", "INDIANA", "INDONESIA", "IOWA", "IRAN", "IRAQ", "IRELAND",
    "ISRAEL", "ITALY", "IVORY COAST", "JAMAICA", "JAPAN", "JORDAN", "KAN.",
    "KASHMIR", "KAZAKHSTAN", "KENYA", "KOSOVO", "KUWAIT", "KY.", "KYRGYZSTAN",
    "LA.", "LAOS", "LATVIA", "LEBANON", "LIBERIA", "LIBYA", "LITHUANIA",
    "LUXEMBOURG", "MACEDONIA", "MADAGASCAR", "MAINE", "MALAWI", "MALAYSIA",
    "MALI", "MALTA", "MASS.", "MASSACHUSETTS", "MAURITANIA", "MAURITIUS", "MD.",
    "MEXICO", "MICH.", "MICHIGAN", "MINN.", "MISS.", "MO.", "MOLDOVA",
    "MONGOLIA", "MONT.", "MONTENEGRO", "MOROCCO", "MOZAMBIQUE", "MYANMAR",
    "N.C.", "N.D.", "N.H.", "N.J.", "N.M.", "N.Y.", "NAMIBIA", "NEB.", "NEPAL",
    "NETHERLANDS", "NEV.", "NEVADA", "NEW JERSEY", "NEW MEXICO", "NEW ZEALAND",
    "NICARAGUA", "NIGER", "NIGERIA", "NORTH CAROLINA", "NORTH KOREA",
    "NORTHERN IRELAND", "NORWAY", "OHIO", "OKLA.", "OMAN", "ONTARIO", "ORE.",
    "OREGON", "PA.", "PAKISTAN", "PANAMA", "PAPUA NEW GUINEA", "PARAGUAY",
    "PENNSYLVANIA", "PERU", "PHILIPPINES", "POLAND", "PORTUGAL", "PUERTO RICO",
    "QATAR", "QUEBEC", "R.I.", "ROMANIA", "RUSSIA", "RWANDA", "S.C.", "S.D.",
    "SAUDI ARABIA", "SCOTLAND", "SENEGAL", "SERBIA", "SIERRA LEONE",
    "SINGAPORE", "SLOVAKIA", "SLOVENIA", "SOMALIA", "SOUTH AFRICA",
    "SOUTH KOREA", "SOUTH SUDAN", "SPAIN", "SRI LANKA", "SUDAN", "SWEDEN",
    "SWITZERLAND", "SYRIA", "TAIWAN", "TAJIKISTAN", "TANZANIA", "TENN.",
    "TENNESSEE", "TEXAS", "THAILAND", "TOGO", "TUNISIA", "TURKEY",
    "TURKMENISTAN", "UGANDA", "UKRAINE", "UNITED ARAB EMIRATES",
    "UNITED KINGDOM", "URUGUAY", "UTAH", "UZBEKISTAN", "VA.", "VENEZUELA",
    "VIETNAM", "VIRGINIA", "VT.", "W.VA.", "WALES", "WASH.", "WEST BANK",
    "WIS.", "WISCONSIN", "WYO.", "YEMEN", "ZAMBIA", "ZIMBABWE"};

static const char *const labels[] = {"ADVISORY", "AGENDA", "ALERT", "ANALYSIS",
    "ANNOUNCEMENT", "BREAKING", "BRIEF", "BRIEFS", "BULLETIN", "CALENDAR",
    "CHRONOLOGY", "COLUMN", "COMMENTARY", "CORRECTED", "CORRECTION", "DIARY",
    "EDITORIAL", "EVENTS", "EXCLUSIVE", "FACTBOX", "FEATURE", "FLASH", "FOREX",
    "GRAPHIC", "HEADLINES", "HIGHLIGHTS", "INTERVIEW", "LATEST", "LIVE",
    "MARKETS", "MEMO", "NEWS", "NOTE", "NOTICE", "OPINION", "PHOTO", "PHOTOS",
    "POLL", "PRESS", "PREVIEW", "PROFILE", "QUOTES", "REFILE", "REPEAT",
    "REPORT", "RESULTS", "REVIEW", "RPT", "SCHEDULE", "SCOREBOARD", "SNAPSHOT",
    "SPORT", "SPORTS", "STATEMENT", "STOCKS", "SUMMARY", "TABLE", "TEXT",
    "TIMELINE", "TRANSCRIPT", "UPDATE", "URGENT", "VIDEO", "WATCH", "WEATHER",
    "WRAPUP", "МОЛНИЯ", "НОВОСТИ", "ОБЗОР", "СРОЧНО"};

enum { MAX_NAME = 32 };

/* In capitals, as a string; empty if it is longer than any in the tables. */
static void
name_raise(struct ndup_slice name, char raised[MAX_NAME + 4])
{
	size_t at = 0, num = 0;
	int32_t code;

	while (at < name.len && num < MAX_NAME) {
		at += printable_decode(name.ptr + at, name.len - at, &code);
		if (code < 0)
			code = '?';
		num += (size_t)utf8proc_encode_char(
		    utf8proc_toupper(code), (utf8proc_uint8_t *)raised + num);
	}
	raised[at == name.len ? num : 0] = '\0';
}

static bool
name_is_in(struct ndup_slice name, const char *const *list, size_t num)
{
	char raised[MAX_NAME + 4];
	size_t i;

	name_raise(name, raised);
	for (i = 0; i < num; i++)
		if (strcmp(raised, list[i]) == 0)
			return true;
	return false;
}

/* Up to one of these marks, from the beginning. */
static struct ndup_slice
name_before(struct ndup_slice name, const char *marks)
{
	size_t i;

	for (i = 0; i < name.len; i++)
		if (strchr(marks, name.ptr[i]) != NULL)
			break;
	while (i > 0 && name.ptr[i - 1] == ' ')
		i--;
	return (struct ndup_slice){name.ptr, i};
}

bool
place_is_known(struct ndup_slice place)
{
	struct ndup_slice town = name_before(place, ",/"), region;
	const char *end = place.ptr + place.len, *comma;

	if (name_is_in(town, towns, sizeof towns / sizeof *towns))
		return true;
	comma = memchr(place.ptr, ',', place.len);
	if (comma == NULL)
		return false;
	for (comma++; comma < end && *comma == ' '; comma++)
		;
	region = name_before(
	    (struct ndup_slice){comma, (size_t)(end - comma)}, ",/");
	return name_is_in(region, regions, sizeof regions / sizeof *regions);
}

bool
place_is_label(struct ndup_slice place)
{
	struct ndup_slice word;

	for (; place.len > 0; place.ptr += word.len, place.len -= word.len) {
		word = name_before(place, " ,/");
		if (name_is_in(word, labels, sizeof labels / sizeof *labels))
			return true;
		word.len += word.len < place.len;
	}
	return false;
}
