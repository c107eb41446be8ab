/*
 * tokenise.c - document -> tokens
 *
 * A token is a run of letters, digits and marks, normalised, as the 64-bit hash
 * of its UTF-8.  A character of a script written without spaces, with the
 * marks that follow it, is a token too and counts as half a word.  A word
 * broken at a line's end is one, from its first part to its last.  Words of
 * ASCII take a path of their own (ascii.c), 64 bytes at a time; here is the
 * general one, which could do it all.
 */
#include <assert.h>

#include <utf8proc.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "ascii.h"
#include "hyphen.h"
#include "spans.h"
#include "tokenise.h"
#include "word.h"

enum { BETWEEN, IN_WORD, IN_UNSPACED };
enum { HAN_SIZE = 3 };    /* bytes */
enum { MANY_OTHERS = 8 }; /* of 64 bytes: Latin with accents has fewer */
enum { IO_BASE = 0x435, DIAERESIS = 0x308, CLASS_ABOVE = 230 };

/* Lower case of ASCII letters and digits, 0 for all other bytes. */
#define ROW_OF(first)                                                \
	(first), (first) + 1, (first) + 2, (first) + 3, (first) + 4, \
	    (first) + 5, (first) + 6, (first) + 7, (first) + 8, (first) + 9
#define ALPHABET ROW_OF('a'), ROW_OF('k'), 'u', 'v', 'w', 'x', 'y', 'z'
static const char lower[256] = {
    ['0'] = ROW_OF('0'),
    ['A'] = ALPHABET,
    ['a'] = ALPHABET,
};

enum ndup_status
tokeniser_reserve(struct tokeniser *t, size_t more)
{
	size_t num = t->num_tokens + more;

	if (num <= t->tokens_capacity && num <= t->spans_capacity)
		return NDUP_OK;
	if (memory_grow(t->tokens, num) != NDUP_OK)
		return NDUP_NOMEM;
	return memory_grow(t->spans, num);
}

static enum ndup_status
push_token(struct tokeniser *t)
{
	uint64_t hash;

	if (tokeniser_reserve(t, 1) != NDUP_OK)
		return NDUP_NOMEM;
	hash = word_hash(t->word.data, t->word.size, t->seed);
	t->tokens[t->num_tokens] = hash | (t->state == IN_UNSPACED);
	t->spans[t->num_tokens++] = t->span;
	return NDUP_OK;
}

/* Ends the token being read, if any. */
static enum ndup_status
close_token(struct tokeniser *t)
{
	enum ndup_status status;

	if (t->state == BETWEEN)
		return NDUP_OK;
	if (t->unordered)
		normalise_reorder(&t->word, &t->sorted);
	if (t->word.failed || t->sorted.failed)
		return NDUP_NOMEM;
	status = push_token(t);
	t->state = BETWEEN;
	t->apostrophe = false;
	return status;
}

static void
open_token(struct tokeniser *t, uint8_t state, size_t begin)
{
	t->state = state;
	t->span.begin = (uint32_t)begin;
	t->bearer = 0;
	t->last_mark = 0;
	t->unordered = false;
	t->apostrophe = false;
	buffer_clear(&t->word);
}

static void
append_code(struct tokeniser *t, int32_t code)
{
	utf8proc_uint8_t *out;

	if (t->word.capacity - t->word.size < 4 && !buffer_reserve(&t->word, 4))
		return;
	out = (utf8proc_uint8_t *)t->word.data + t->word.size;
	if (code >= 0x80 && code < 0x800) {
		out[0] = (utf8proc_uint8_t)(0xc0 | code >> 6);
		out[1] = (utf8proc_uint8_t)(0x80 | (code & 0x3f));
		t->word.size += 2;
	} else {
		t->word.size += (size_t)utf8proc_encode_char(code, out);
	}
}

static void
append_letter(struct tokeniser *t, int32_t code)
{
	t->last_mark = 0;
	t->bearer = code;
	append_code(t, code);
}

/* Notes marks that do not stand in canonical order. */
static void
append_mark(struct tokeniser *t, int32_t code)
{
	uint8_t class;

	if (code == DIAERESIS && t->bearer == IO_BASE)
		return;
	class = (uint8_t)utf8proc_get_property(code)->combining_class;
	if (class != 0 && class < t->last_mark)
		t->unordered = true;
	t->last_mark = class;
	/* marks elsewhere than above do not come between letter and dots */
	if (class == 0 || class == CLASS_ABOVE)
		t->bearer = code;
	append_code(t, code);
}

/* Takes one normalised code point that stands at these bytes. */
static enum ndup_status
take_code(struct tokeniser *t, const struct normal *normal, struct ndup_span at)
{
	enum ndup_status status;

	switch (normal->class) {
	case CHAR_DROPPED:
		return NDUP_OK;
	case CHAR_POINT:
		if (t->state != BETWEEN && !t->apostrophe)
			t->span.end = at.end;
		return NDUP_OK;
	case CHAR_APOSTROPHE:
		if (t->state != IN_WORD || t->apostrophe)
			return close_token(t);
		t->apostrophe = true;
		return NDUP_OK;
	case CHAR_MARK:
		if (t->apostrophe && (status = close_token(t)) != NDUP_OK)
			return status;
		if (t->state == BETWEEN)
			open_token(t, IN_WORD, at.begin);
		append_mark(t, normal->code);
		break;
	case CHAR_LETTER:
		t->apostrophe = false;
		if (t->state != IN_WORD) {
			if ((status = close_token(t)) != NDUP_OK)
				return status;
			open_token(t, IN_WORD, at.begin);
		}
		append_letter(t, normal->code);
		break;
	case CHAR_UNSPACED:
		if ((status = close_token(t)) != NDUP_OK)
			return status;
		open_token(t, IN_UNSPACED, at.begin);
		append_letter(t, normal->code);
		break;
	default:
		return close_token(t);
	}
	if (normal->mark != 0)
		append_mark(t, normal->mark);
	t->span.end = at.end;
	return NDUP_OK;
}

static enum ndup_status
take_several(struct tokeniser *t, int32_t code, struct ndup_span at)
{
	struct normal parts[NORMALISE_MAX];
	enum ndup_status status;
	size_t num = normalise_expand(code, parts), i;

	for (i = 0; i < num; i++) {
		if ((status = take_code(t, &parts[i], at)) != NDUP_OK)
			return status;
	}
	return NDUP_OK;
}

/* Where the word goes on that the hyphen at these bytes breaks; 0: it breaks
 * none. */
static size_t
find_rest(struct tokeniser *t, struct ndup_slice text, struct ndup_span hyphen,
    bool soft)
{
	size_t next = hyphen_next(text, hyphen, soft);

	if (next == 0 || soft)
		return next;
	if (t->hyphens == HYPHENS_UNKNOWN)
		t->hyphens =
		    hyphen_is_usual(text) ? HYPHENS_BREAK : HYPHENS_PART;
	return t->hyphens == HYPHENS_BREAK ? next : 0;
}

/* Whether a character of the Arabic block, U+0600 to U+06FF, ends here. */
static bool
is_behind_arabic(struct ndup_slice text, size_t at)
{
	return at >= 2 && (text.ptr[at - 2] & 0xfc) == 0xd8 &&
	       (text.ptr[at - 1] & 0xc0) == 0x80;
}

/* Takes a code point of which its neighbours tell what it is, or which becomes
 * several; *at, behind it, moves on where it breaks a word. */
static enum ndup_status
take_special(struct tokeniser *t, const struct normal *normal,
    struct ndup_slice text, struct ndup_span span, size_t *at)
{
	bool soft = normal->class == CHAR_SOFT_HYPHEN;
	size_t next;

	switch (normal->class) {
	case CHAR_SEVERAL:
		return take_several(t, normal->code, span);
	case CHAR_NON_JOINER:
		return is_behind_arabic(text, span.begin) ? close_token(t)
							  : NDUP_OK;
	default:
		if ((next = find_rest(t, text, span, soft)) == 0)
			return soft ? NDUP_OK : close_token(t);
		*at = next;
		return NDUP_OK;
	}
}

/* Takes the code point at text; returns how many bytes it has. */
static enum ndup_status
take_other(struct tokeniser *t, struct ndup_slice text, size_t *at)
{
	struct normal normal = {0, 0, CHAR_SEPARATOR};
	struct ndup_span span;
	int32_t code;
	size_t size;

	size = printable_decode(text.ptr + *at, text.len - *at, &code);
	span = (struct ndup_span){(uint32_t)*at, (uint32_t)(*at + size)};
	*at += size;
	if (code >= 0)
		normal = normalise_code(&t->normaliser, code);
	if (normal.class >= CHAR_SEVERAL)
		return take_special(t, &normal, text, span, at);
	return take_code(t, &normal, span);
}

/* Whether a Han character stands here, of those that have always been in
 * Unicode (1.1) and normalise to themselves. */
static inline bool
is_han(struct ndup_slice text, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr + at;
	unsigned code;

	if (text.len - at < HAN_SIZE || (bytes[0] & 0xf0) != 0xe0 ||
	    (bytes[1] & 0xc0) != 0x80 || (bytes[2] & 0xc0) != 0x80)
		return false;
	code = (bytes[0] & 0xfu) << 12 | (bytes[1] & 0x3fu) << 6 |
	       (bytes[2] & 0x3fu);
	return code >= 0x4e00 && code <= 0x9fa5;
}

/* The token of the Han character that stands here. */
static inline uint64_t
hash_han(const char *bytes, uint64_t seed)
{
	const unsigned char *byte = (const unsigned char *)bytes;
	struct word word = {0, 0};

	word.low = (uint64_t)byte[0] | (uint64_t)byte[1] << 8 |
		   (uint64_t)byte[2] << 16;
	return word_hash_short(word, HAN_SIZE, seed) | 1;
}

/* Whether what stands here is no mark of the character before. */
static bool
is_apart(struct tokeniser *t, struct ndup_slice text, size_t at)
{
	int32_t code;

	if (at == text.len || (text.ptr[at] & 0x80) == 0)
		return true;
	printable_decode(text.ptr + at, text.len - at, &code);
	return code >= 0 &&
	       normalise_code(&t->normaliser, code).class == CHAR_SEPARATOR;
}

/* Takes a run of Han characters, each of them a token.  The last goes the
 * general way if there may be marks on it. */
static enum ndup_status
take_han(struct tokeniser *t, struct ndup_slice text, size_t *at)
{
	enum ndup_status status;
	size_t next;
	bool more = true;

	if ((status = close_token(t)) != NDUP_OK)
		return status;
	for (; more; *at = next) {
		next = *at + HAN_SIZE;
		more = is_han(text, next);
		if (!more && !is_apart(t, text, next))
			return take_other(t, text, at);
		if (tokeniser_reserve(t, 1) != NDUP_OK)
			return NDUP_NOMEM;
		t->tokens[t->num_tokens] = hash_han(text.ptr + *at, t->seed);
		t->spans[t->num_tokens++] =
		    (struct ndup_span){(uint32_t)*at, (uint32_t)next};
	}
	return NDUP_OK;
}

/* Takes a run of ASCII letters and digits; returns where it ends. */
static enum ndup_status
take_ascii(struct tokeniser *t, struct ndup_slice text, size_t *at)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	enum ndup_status status;
	size_t begin = *at, end = begin;
	char *out;

	if (t->state != IN_WORD) {
		if ((status = close_token(t)) != NDUP_OK)
			return status;
		open_token(t, IN_WORD, begin);
	}
	while (end < text.len && lower[bytes[end]] != 0)
		end++;
	if (!buffer_reserve(&t->word, end - begin))
		return NDUP_NOMEM;
	out = t->word.data + t->word.size;
	t->word.size += end - begin;
	for (; begin < end; begin++)
		*out++ = lower[bytes[begin]];
	t->last_mark = 0;
	t->bearer = 0;
	t->apostrophe = false;
	t->span.end = (uint32_t)end;
	*at = end;
	return NDUP_OK;
}

/* Takes a separator of ASCII. */
static enum ndup_status
take_separator(struct tokeniser *t, struct ndup_slice text, size_t *at)
{
	struct ndup_span span = {(uint32_t)*at, (uint32_t)*at + 1};
	size_t next = 0;

	if (text.ptr[*at] == '-')
		next = find_rest(t, text, span, false);
	if (next > 0) {
		*at = next;
		return NDUP_OK;
	}
	++*at;
	return close_token(t);
}

/* One step of the general path: a run, a separator, or a code point. */
static enum ndup_status
take_any(struct tokeniser *t, struct ndup_slice text, size_t *at)
{
	unsigned char byte = (unsigned char)text.ptr[*at];

	if (lower[byte] != 0)
		return take_ascii(t, text, at);
	if (is_han(text, *at))
		return take_han(t, text, at);
	if (byte >= 0x80 || byte == '\'')
		return take_other(t, text, at);
	return take_separator(t, text, at);
}

/* Asks once what becomes of the letters that blocks may have. */
static void
prepare_letters(struct tokeniser *t)
{
	utf8proc_uint8_t bytes[8];
	struct letter *letter;
	struct normal normal;
	int32_t i;

	for (i = 0; i < NUM_LETTERS; i++) {
		normal = normalise_code(&t->normaliser, FIRST_LETTER + i);
		letter = &t->letters[i];
		letter->size =
		    (uint32_t)utf8proc_encode_char(normal.code, bytes);
		if (normal.mark != 0)
			letter->size += (uint32_t)utf8proc_encode_char(
			    normal.mark, bytes + letter->size);
		memcpy(letter->bytes, bytes, sizeof letter->bytes);
	}
	t->letters_ready = true;
}

/*
 * One step of the fast path, if it can go on here.  Returns where it is worth
 * while to try again: behind what stopped it, or where much was not for it,
 * behind all of that.
 */
static size_t
take_block(
    struct tokeniser *t, block_taker *take, struct ndup_slice text, size_t *at)
{
	const char *bytes = text.ptr + *at;
	size_t begin = *at, left = text.len - begin, taken;
	char padded[BLOCK_REACH];
	uint64_t others;

	if (left < BLOCK_REACH) {
		memset(padded, 0, sizeof padded);
		memcpy(padded, bytes, left);
		bytes = padded;
	}
	taken = take(t, bytes, begin, &others);
	*at += taken < left ? taken : left;
	if (others == 0 && taken > 0)
		return *at;
	if (__builtin_popcountll(others) > MANY_OTHERS)
		return begin + BLOCK_SIZE;
	return *at + 1;
}

bool
kernel_works(enum kernel kernel)
{
	return block_choose(kernel) != NULL;
}

enum ndup_status
tokeniser_run(struct tokeniser *t, struct ndup_slice text, size_t begin)
{
	block_taker *take = block_choose(t->kernel);
	enum ndup_status status = NDUP_OK;
	size_t at = begin, try_at = begin;

	t->num_tokens = 0;
	t->state = BETWEEN;
	t->hyphens = HYPHENS_UNKNOWN;
	buffer_clear(&t->word);
	if (text.len >= UINT32_MAX)
		return NDUP_INPUT;
	if (!t->letters_ready)
		prepare_letters(t);
	while (at < text.len && status == NDUP_OK) {
		if (t->state == BETWEEN && at >= try_at)
			try_at = take_block(t, take, text, &at);
		else
			status = take_any(t, text, &at);
	}
	if (status == NDUP_OK)
		status = close_token(t);
	assert(
	    status != NDUP_OK || spans_validate(t->spans, t->num_tokens, text));
	return status;
}

void
tokeniser_free(struct tokeniser *t)
{
	normaliser_free(&t->normaliser);
	memory_free(t->tokens);
	memory_free(t->spans);
	buffer_free(&t->word);
	buffer_free(&t->sorted);
}
