/*
 * datetoken.c - a date's text as numbers, words and punctuation
 *
 * One pass over the bytes.  What says nothing (white space, weekdays, small
 * words, most commas) leaves only the mark that something stood there; words
 * that dates do not have end the tokens, unless they stand in parentheses, as
 * in "+0300 (Moscow Standard Time)".
 */
#include <string.h>

#include "base/printable.h"
#include "input/datetoken.h"
#include "input/dateword.h"

size_t
datetoken_skip_space(struct ndup_slice text)
{
	size_t at = 0, size;
	int32_t code;

	while (at < text.len) {
		unsigned char byte = (unsigned char)text.ptr[at];

		size = 1;
		if (byte >= 0xc2) {
			size = printable_decode(
			    text.ptr + at, text.len - at, &code);
			if (code != 0xa0 && code != 0x3000 && code != 0xfeff &&
			    (code < 0x2000 || code > 0x200b) && code != 0x202f)
				break;
		} else if (byte != ' ' && (byte < '\t' || byte > '\r')) {
			break;
		}
		at += size;
	}
	return at;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Punctuation of dates in its ASCII form; 0: it is none. */
static char
punctuation(int32_t code)
{
	switch (code) {
	case '-':
	case '/':
	case '.':
	case ':':
	case '+':
	case '(':
	case ')':
	case ',':
		return (char)code;
	case 0x2010: /* hyphens, dashes, minus */
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return '-';
	case 0xff08:
		return '(';
	case 0xff09:
		return ')';
	case 0xff0c:
		return ',';
	case 0xff1a:
		return ':';
	default:
		return 0;
	}
}

static void
read_number(struct ndup_slice text, size_t at, struct datetoken *token)
{
	token->kind = DATETOKEN_NUMBER;
	while (at < text.len && is_digit(text.ptr[at]) &&
	       token->num_digits < DATETOKEN_MAX_DIGITS) {
		token->value = token->value * 10 + (text.ptr[at++] - '0');
		token->num_digits++;
	}
	token->end = at;
	if (at < text.len && is_digit(text.ptr[at]))
		token->kind = DATETOKEN_OTHER;
}

static void
read_word(struct ndup_slice text, size_t at, struct datetoken *token)
{
	struct ndup_slice rest = {text.ptr + at, text.len - at};
	struct dateword word;
	size_t size = 0;

	word = dateword_read(rest, &size);
	token->kind =
	    word.kind == DATEWORD_NONE ? DATETOKEN_OTHER : (char)word.kind;
	token->value = word.value;
	token->end = at + size;
}

/* A comma counts only within numbers: "10:15:00,5", "June 28,2022". */
static bool
is_silent(struct ndup_slice text, size_t at, const struct datetoken *token)
{
	if (token->kind == DATEWORD_FILLER)
		return true;
	return token->kind == ',' &&
	       !(at > 0 && is_digit(text.ptr[at - 1]) &&
		   token->end < text.len && is_digit(text.ptr[token->end]));
}

/* Reads the token at text[at], which is no white space. */
static void
read_token(struct ndup_slice text, size_t at, struct datetoken *token)
{
	int32_t code;
	size_t size;

	if (is_digit(text.ptr[at])) {
		read_number(text, at, token);
		return;
	}
	size = printable_decode(text.ptr + at, text.len - at, &code);
	token->kind = punctuation(code);
	token->end = at + size;
	if (token->kind == 0)
		read_word(text, at, token);
}

/* Makes the last open parenthesis with all in it a comment, where the text
 * behind text[at] has its end soon; returns that end, or 0. */
static size_t
close_comment(struct ndup_slice text, size_t at, struct datetokens *tokens)
{
	enum { MAX_COMMENT = 64 };
	struct datetoken *open;
	const char *close;
	size_t i, end;

	for (i = tokens->num; i > 0 && tokens->item[i - 1].kind != '('; i--)
		if (tokens->item[i - 1].kind == ')')
			return 0;
	if (i == 0)
		return 0;
	open = &tokens->item[i - 1];
	end = open->end + MAX_COMMENT;
	if (end > text.len)
		end = text.len;
	if (at >= end || (close = memchr(text.ptr + at, ')', end - at)) == NULL)
		return 0;
	open->kind = DATETOKEN_COMMENT;
	open->end = (size_t)(close - text.ptr) + 1;
	tokens->num = i;
	return open->end;
}

void
datetoken_read(struct ndup_slice text, struct datetokens *tokens)
{
	struct ndup_slice rest;
	bool spaced = false;
	size_t at = 0, size;

	tokens->num = 0;
	while (tokens->num < DATETOKEN_MAX - 1) {
		struct datetoken token = {.kind = DATETOKEN_END};

		rest = (struct ndup_slice){text.ptr + at, text.len - at};
		size = datetoken_skip_space(rest);
		at += size;
		token.spaced = spaced || size > 0;
		spaced = false;
		token.end = at;
		if (at < text.len)
			read_token(text, at, &token);
		if (token.kind == DATETOKEN_OTHER &&
		    (size = close_comment(text, at, tokens)) > 0) {
			at = size;
			continue;
		}
		spaced = is_silent(text, at, &token);
		if (!spaced)
			tokens->item[tokens->num++] = token;
		if (token.kind == DATETOKEN_END ||
		    token.kind == DATETOKEN_OTHER)
			return;
		at = token.end;
	}
	tokens->item[tokens->num++] =
	    (struct datetoken){.kind = DATETOKEN_OTHER};
}
