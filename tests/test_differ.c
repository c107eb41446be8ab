/*
 * test_differ.c - the words in which two texts differ
 */
#include "several.h"

#include "ndup.h"

/* Edits as "[-old-]{+new+}" in the text of a. */
static void
mark(char *out, const char *a, const char *b)
{
	struct ndup_slice x = {a, strlen(a)}, y = {b, strlen(b)};
	const struct ndup_edit *edits;
	struct ndup_differ *differ;
	size_t num, i, at = 0;

	assert_int_equal(ndup_differ_new(&differ, NULL), NDUP_OK);
	assert_int_equal(
	    ndup_differ_run(differ, x, y, &edits, &num, NULL), NDUP_OK);
	for (i = 0; i < num; i++) {
		assert_true(edits[i].a.begin >= at);
		out += sprintf(out, "%.*s[-%.*s-]{+%.*s+}",
		    (int)(edits[i].a.begin - at), a + at,
		    (int)(edits[i].a.end - edits[i].a.begin),
		    a + edits[i].a.begin,
		    (int)(edits[i].b.end - edits[i].b.begin),
		    b + edits[i].b.begin);
		at = edits[i].a.end;
	}
	strcpy(out, a + at);
	ndup_differ_free(differ);
}

static void
check(const char *a, const char *b, const char *wanted)
{
	char marked[1000];

	mark(marked, a, b);
	assert_string_equal(marked, wanted);
}

static void
test_words(void **state)
{
	(void)state;
	check("", "", "");
	check("one two", "one two", "one two");
	check("One, two.", "one TWO", "One, two.");
	check("one two three", "one 2 three", "one [-two-]{+2+} three");
	check("one two three.", "one three.", "one [-two-]{++} three.");
}

static void
test_ends(void **state)
{
	(void)state;
	check("one two", "one two three", "one two[--]{+three+}");
	check("one two", "nought one two", "[--]{+nought+}one two");
	check("one", "", "[-one-]{++}");
	check("", "one", "[--]{+one+}");
	check("one two", "\xd1\x91 \xe4\xb8\xad",
	    "[-one two-]{+\xd1\x91 \xe4\xb8\xad+}");
}

/* Added words stand on the right side of a full stop. */
static void
test_places(void **state)
{
	(void)state;
	check("One two. Three.", "One two more. Three.",
	    "One two[--]{+more+}. Three.");
	check("One two. Three.", "One two. More three.",
	    "One two. [--]{+More+}Three.");
	check("One two more. Three.", "One two. Three.",
	    "One two [-more-]{++}. Three.");
	check("\xe7\xb2\xae\xe4\xbb\x93\xe3\x80\x82\xe5\x89\x8d",
	    "\xe4\xbb\x93\xe5\xba\x93\xe3\x80\x82\xe5\x89\x8d",
	    "[-\xe7\xb2\xae-]{++}\xe4\xbb\x93[--]{+\xe5\xba\x93+}"
	    "\xe3\x80\x82\xe5\x89\x8d");
}

#define HALF "\xc2\xbd"
#define QUARTER "\xc2\xbc"
#define KO "\xe0\xb8\x81"
#define AM "\xe0\xb8\xb3"
#define AA "\xe0\xb8\xb2"

/* No edit divides a code point that is several words. */
static void
test_code_points(void **state)
{
	(void)state;
	check("of " HALF " cup", "of " QUARTER " cup",
	    "of [-" HALF "-]{+" QUARTER "+} cup");
	check("of 5" HALF " cups", "of 5" QUARTER " cups",
	    "of [-5" HALF "-]{+5" QUARTER "+} cups");
	check("of 1 2 cups", "of " QUARTER " cups",
	    "of [-1 2-]{+" QUARTER "+} cups");
	check("of 1 2 cups", "of " HALF " cups", "of 1 2 cups");
	check("of " HALF " cup", "of 1 " HALF " cup",
	    "of [-" HALF "-]{+1 " HALF "+} cup");
	check(KO AM " x", KO AA " x", "[-" KO AM "-]{+" KO AA "+} x");
}

/* ---- random texts ------------------------------------------------------- */

enum { MOST_TEXT = 400 };

struct texts {
	struct several several;
	struct twin wanted, made;
	char a[MOST_TEXT], b[MOST_TEXT], out[8 * MOST_TEXT];
	struct ndup_slice x, y;
};

static bool
is_at_border(struct ndup_slice text, size_t at)
{
	return at == text.len ||
	       (at < text.len && ((unsigned char)text.ptr[at] & 0xc0) != 0x80);
}

/* b is a with pieces put in, taken out and changed. */
static void
make_texts(struct texts *t)
{
	size_t at, begin, len = 0, size;

	t->x = (struct ndup_slice){
	    t->a, several_text(&t->several, t->a, MOST_TEXT / 2)};
	for (at = 0; at < t->x.len && len < MOST_TEXT - 60; at += size) {
		begin = at;
		size = 1 + random_below(20);
		size = size < t->x.len - at ? size : t->x.len - at;
		while (!is_at_border(t->x, at + size))
			size++;
		if (random_percent(30))
			len += several_piece(&t->several, t->b + len);
		if (random_percent(15))
			continue;
		memcpy(t->b + len, t->a + begin, size);
		len += size;
	}
	t->y = (struct ndup_slice){t->b, len};
}

/* Whether a span is one, on borders, not before the one before it. */
static bool
is_next(struct ndup_slice text, struct ndup_span span, size_t before)
{
	return span.begin >= before && span.begin <= span.end &&
	       is_at_border(text, span.begin) && is_at_border(text, span.end);
}

static size_t
copy_bytes(char *out, struct ndup_slice text, size_t begin, size_t end)
{
	memcpy(out, text.ptr + begin, end - begin);
	return end - begin;
}

/* The text that the edits make of a: b's words are put in as words. */
static size_t
apply(struct texts *t, const struct ndup_edit *edits, size_t num)
{
	size_t i, len = 0, at_a = 0, at_b = 0;

	for (i = 0; i < num; i++) {
		assert_true(is_next(t->x, edits[i].a, at_a));
		assert_true(is_next(t->y, edits[i].b, at_b));
		len += copy_bytes(t->out + len, t->x, at_a, edits[i].a.begin);
		t->out[len++] = ' ';
		len += copy_bytes(
		    t->out + len, t->y, edits[i].b.begin, edits[i].b.end);
		t->out[len++] = ' ';
		at_a = edits[i].a.end;
		at_b = edits[i].b.end;
	}
	return len + copy_bytes(t->out + len, t->x, at_a, t->x.len);
}

static void
test_applied(void **state)
{
	struct texts *t = test_new(1, sizeof *t);
	const struct ndup_edit *edits;
	struct ndup_differ *differ;
	size_t round, num, len;

	(void)state;
	random_begin();
	several_find(&t->several);
	assert_int_equal(ndup_differ_new(&differ, NULL), NDUP_OK);
	for (round = 0; round < 20000; round++) {
		make_texts(t);
		assert_int_equal(
		    ndup_differ_run(differ, t->x, t->y, &edits, &num, NULL),
		    NDUP_OK);
		len = apply(t, edits, num);
		twin_run(&t->wanted, t->y.ptr, t->y.len);
		twin_run(&t->made, t->out, len);
		if (t->made.num_tokens == t->wanted.num_tokens &&
		    memcmp(t->made.tokens, t->wanted.tokens,
			t->made.num_tokens * sizeof *t->made.tokens) == 0)
			continue;
		fail_msg("%.*s\n%.*s\n%.*s", (int)t->x.len, t->x.ptr,
		    (int)t->y.len, t->y.ptr, (int)len, t->out);
	}
	ndup_differ_free(differ);
	free(t);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_ends),
	    cmocka_unit_test(test_places),
	    cmocka_unit_test(test_code_points),
	    cmocka_unit_test(test_applied),
	};

	random_take_seed(argc, argv);
	return cmocka_run_group_tests_name("differ", tests, NULL, NULL);
}
