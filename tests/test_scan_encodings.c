/*
 * test_scan_encodings.c - places in files of several encodings
 */
#include <iconv.h>

#include "composing.h"
#include "reading.h"

static const char story[] =
    "Паром «Лисьегорск» вышел на линию во вторник: билет стоит "
    "девяносто крон, в выходные — сто десять, и за первую неделю он перевёз "
    "восемь тысяч пассажиров, сказала начальница пристани Ирина Соболь.";

/* Converts bytes by iconv; returns how many came out. */
static size_t
convert(
    const char *to, const char *from, const char *bytes, size_t size, char *out)
{
	char *in = (char *)(uintptr_t)bytes, *end = out;
	size_t room = TEXT_MOST;
	iconv_t cd = iconv_open(to, from);

	assert_true(cd != (iconv_t)-1);
	assert_int_equal(iconv(cd, &in, &size, &end, &room), 0);
	assert_int_equal(iconv_close(cd), 0);
	return (size_t)(end - out);
}

/* Writes before and the story in an encoding, after these bytes. */
static void
write_encoded(const char *name, const char *encoding, const char *mark,
    const char *before)
{
	static char text[TEXT_MOST], bytes[TEXT_MOST];
	size_t size = strlen(mark);
	int len = snprintf(text, sizeof text, "%s\n\n%s\n", before, story);

	memcpy(bytes, mark, size);
	size += convert(encoding, "UTF-8", text, (size_t)len, bytes + size);
	write_bytes(name, bytes, size);
}

static const struct {
	const char *name, *encoding, *mark, *before;
} encoded[] = {
    {"1.txt", "UTF-8", "", "Первая заметка, Лисьегорск, в среду:"},
    {"2.txt", "UTF-16LE", "\xff\xfe", "Вторая 𝄞 заметка:"},
    {"3.txt", "UTF-16BE", "\xfe\xff", "Третья:"},
    {"4.txt", "WINDOWS-1251", "", "Четвёртая заметка о том же самом:"},
    {"5.txt", "UTF-8", "\xef\xbb\xbf", "Пятая и последняя:"},
};
enum { NUM_ENCODED = sizeof encoded / sizeof encoded[0] };

/* The bytes that a span names are the story; its full stop is no word.  They are
 * those of the file if it is in UTF-8, else of what iconv makes of it. */
static void
assert_story(size_t number, struct ndup_span span)
{
	static char text[TEXT_MOST];
	size_t size, mark = strlen(encoded[number].mark);
	char *bytes = read_file(encoded[number].name, &size);

	if (strcmp(encoded[number].encoding, "UTF-8") == 0)
		memcpy(text, bytes, size);
	else
		size = convert("UTF-8", encoded[number].encoding, bytes + mark,
		    size - mark, text);
	assert_true(span.begin < span.end && span.end <= size);
	assert_int_equal(span.end - span.begin, strlen(story) - 1);
	assert_memory_equal(text + span.begin, story, strlen(story) - 1);
	free(bytes);
}

static void
test_encodings(void **state)
{
	struct ndup_scan *scan = scan_new();
	const struct ndup_cluster *cluster;
	const struct ndup_occurrence *found;
	const struct ndup_match *match;
	size_t i;

	(void)state;
	for (i = 0; i < NUM_ENCODED; i++) {
		write_encoded(encoded[i].name, encoded[i].encoding,
		    encoded[i].mark, encoded[i].before);
		scan_path(
		    scan, encoded[i].name, i == 3 ? "windows-1251" : NULL);
	}
	run(scan);
	assert_clusters(scan, "*1.txt 2.txt 3.txt 4.txt 5.txt");
	cluster = cluster_numbered(scan, 1);
	assert_int_equal(cluster->num_passages, 1);
	assert_int_equal(cluster->passages[0].num_occurrences, NUM_ENCODED);
	for (i = 0; i < NUM_ENCODED; i++) {
		found = &cluster->passages[0].occurrences[i];
		assert_int_equal(found->article, i);
		assert_story(i, found->span);
	}
	while (ndup_scan_next_match(scan, &match, NULL) == NDUP_OK) {
		assert_int_equal(match->num_passages, 1);
		assert_story(match->a, match->passages[0].a);
		assert_story(match->b, match->passages[0].b);
	}
	ndup_scan_free(scan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_encodings),
	};

	return cmocka_run_group_tests_name(
	    "scan encodings", tests, reading_enter, reading_leave);
}
