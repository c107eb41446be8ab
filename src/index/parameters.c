/*
 * parameters.c - what an index states of itself
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/varint.h"
#include "sketch/sketcher.h"
#include "parameters.h"

static const struct ndup_slice rules_key = {"rules", 5};
static const struct ndup_slice state_key = {"state", 5};

/* ---- the fingerprint ---------------------------------------------------- */

/* Words of several scripts, and of all that is folded or joined; long enough for
 * bands and passage keys. */
static const char sampled[] =
    "The ferry to Tarn Valley doesn't sail on Sunday, the harbour master said; "
    "at 18:30 a second boat, the Maren Holt, will take 120 passengers across. "
    "Паром не выйдет в воскресенье, сообщили в порту: ёлка и ещё сто двадцать "
    "пассажиров подождут понедельника, когда ветер утихнет на заливе. "
    "渡轮星期日停航，港务局说，一百二十名乘客要等到星期一风停以后才能过海。"
    "أَعْلَنَ الـميناءُ إلغاءَ العبّارة يوم ٢٨ حتى الاثنين، والمسؤول يأمل أن "
    "تهدأ الريح. در بندر می\xe2\x80\x8cگویند که ۱۲۰ مسافر یک روز منتظر خواهند "
    "ماند. הַמַּעְבֹּרֶת לא תפליג ביום ראשון. १२० यात्री. "
    "Passen-\ngers wait for the wind to\nfall on the har-\n  bour.";

static enum ndup_status
fingerprint(
    const struct ndup_params *params, uint64_t *hash, struct ndup_error *error)
{
	const struct ndup_slice text = {sampled, sizeof sampled - 1};
	struct ndup_sketcher *sketcher;
	enum ndup_status status;

	if ((status = ndup_sketcher_new(&sketcher, params, error)) != NDUP_OK)
		return status;
	sketcher->by_article = true;
	status = sketcher_read(sketcher, text, 0, 0);
	if (status == NDUP_OK)
		status = sketcher_keys(sketcher);
	if (status == NDUP_OK)
		*hash = hash_numbers(
		    sketcher->keys, sketcher->num_keys, sketcher->tokens_hash);
	ndup_sketcher_free(sketcher);
	return status == NDUP_OK ? NDUP_OK : error_memory(error);
}

enum ndup_status
meta_make(struct meta *meta, const struct ndup_params *params,
    const struct ndup_index_options *options, struct ndup_error *error)
{
	enum ndup_status status;
	char *text;

	*meta = (struct meta){.token_rules = NDUP_TOKEN_RULES,
	    .params = *params,
	    .options = *options};
	snprintf(
	    meta->unicode, sizeof meta->unicode, "%s", ndup_unicode_version());
	meta->params.ignore_text = (struct ndup_slice){NULL, 0};
	if ((status = fingerprint(params, &meta->self_test, error)) != NDUP_OK)
		return status;
	if ((text = memory_new(params->ignore_text.len + 1, 1)) == NULL)
		return error_memory(error);
	if (params->ignore_text.len > 0)
		memcpy(text, params->ignore_text.ptr, params->ignore_text.len);
	meta->params.ignore_text =
	    (struct ndup_slice){text, params->ignore_text.len};
	return NDUP_OK;
}

void
meta_free(struct meta *meta)
{
	memory_free((char *)meta->params.ignore_text.ptr);
	meta->params.ignore_text = (struct ndup_slice){NULL, 0};
}

/* ---- as bytes ----------------------------------------------------------- */

static uint64_t
bits_of(double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof bits);
	return bits;
}

static double
value_of(uint64_t bits)
{
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

static enum ndup_status
parameters_put(struct txn *txn, struct ndup_slice key, struct buffer *bytes)
{
	enum ndup_status status = NDUP_NOMEM;

	if (!bytes->failed)
		status = txn_put(txn, STORE_META, key,
		    (struct ndup_slice){bytes->data, bytes->size});
	buffer_free(bytes);
	return status;
}

static void
put_parameters(struct buffer *bytes, const uint64_t *numbers, size_t num)
{
	size_t i;

	for (i = 0; i < num; i++)
		varint_add(bytes, numbers[i]);
}

enum ndup_status
meta_write(const struct meta *meta, struct txn *txn)
{
	const struct ndup_params *params = &meta->params;
	const uint64_t numbers[] = {meta->token_rules, meta->self_test,
	    params->shingle_size, params->num_bins,
	    bits_of(params->min_jaccard), bits_of(params->min_coverage),
	    params->min_run, params->long_passage, params->min_passage,
	    params->min_words, params->min_boilerplate, bits_of(params->recall),
	    varint_fold(params->within), params->cross_source, params->seed,
	    params->noisy, meta->options.no_text,
	    varint_fold(meta->options.window)};
	struct buffer bytes = {0};

	put_parameters(&bytes, numbers, sizeof numbers / sizeof numbers[0]);
	varint_add_bytes(&bytes, params->ignore_text);
	varint_add_bytes(
	    &bytes, (struct ndup_slice){meta->unicode, strlen(meta->unicode)});
	return parameters_put(txn, rules_key, &bytes);
}

/* In the order of meta_write(); what is read is checked by its user. */
static void
take_params(struct varint_reader *reader, struct ndup_params *params)
{
	ndup_params_init(params, sizeof *params);
	params->shingle_size = (unsigned)varint_get(reader);
	params->num_bins = (unsigned)varint_get(reader);
	params->min_jaccard = value_of(varint_get(reader));
	params->min_coverage = value_of(varint_get(reader));
	params->min_run = (unsigned)varint_get(reader);
	params->long_passage = (unsigned)varint_get(reader);
	params->min_passage = (unsigned)varint_get(reader);
	params->min_words = (unsigned)varint_get(reader);
	params->min_boilerplate = (unsigned)varint_get(reader);
	params->recall = value_of(varint_get(reader));
	params->within = varint_unfold(varint_get(reader));
	params->cross_source = varint_get(reader) != 0;
	params->seed = varint_get(reader);
	params->noisy = varint_get(reader) != 0;
}

/* What was written, its text borrowed, becomes what this ndup makes of it: the
 * same fingerprint, or it is refused. */
static enum ndup_status
remake(struct meta *meta, const struct meta *written, const char *folder,
    struct ndup_error *error)
{
	enum ndup_status status;

	if (written->token_rules == NDUP_TOKEN_RULES) {
		status =
		    meta_make(meta, &written->params, &written->options, error);
		memcpy(meta->unicode, written->unicode, sizeof meta->unicode);
		if (status != NDUP_OK || meta->self_test == written->self_test)
			return status;
		meta_free(meta);
	}
	error_set(error, NDUP_MISMATCH,
	    "%s was made by a version of ndup that reads texts in another way: "
	    "make a new index and add the articles again",
	    folder);
	error_remedy(error, "ndup_index_create");
	return NDUP_MISMATCH;
}

/* In the order of meta_write(), of other rules their number alone; false if the
 * bytes are none of these. */
static bool
parameters_decode(struct meta *meta, struct ndup_slice bytes)
{
	struct varint_reader reader = varint_reader(bytes);
	struct ndup_slice unicode;

	*meta = (struct meta){.token_rules = (uint32_t)varint_get(&reader)};
	if (meta->token_rules != NDUP_TOKEN_RULES)
		return !reader.failed;
	meta->self_test = varint_get(&reader);
	take_params(&reader, &meta->params);
	ndup_index_options_init(&meta->options, sizeof meta->options);
	meta->options.no_text = varint_get(&reader) != 0;
	meta->options.window = varint_unfold(varint_get(&reader));
	meta->params.ignore_text = varint_get_bytes(&reader);
	unicode = varint_get_bytes(&reader);
	if (reader.failed || unicode.len >= sizeof meta->unicode)
		return false;
	memcpy(meta->unicode, unicode.ptr, unicode.len);
	return true;
}

enum ndup_status
meta_read(struct meta *meta, struct txn *txn, const char *folder,
    struct ndup_error *error)
{
	struct meta written;
	struct ndup_slice value;
	enum ndup_status status;

	*meta = (struct meta){0};
	status = txn_get(txn, STORE_META, rules_key, &value);
	if (status != NDUP_OK && status != NDUP_END)
		return txn_error(txn, error);
	if (status == NDUP_END || !parameters_decode(&written, value))
		return error_set(error, NDUP_INPUT,
		    "%s is damaged: it does not state its parameters", folder);
	return remake(meta, &written, folder, error);
}

/* ---- where it stands ---------------------------------------------------- */

enum { NUM_STATE = 12 };

enum ndup_status
state_write(const struct state *state, struct txn *txn)
{
	const struct ndup_time *first = &state->first, *last = &state->last;
	const uint64_t numbers[NUM_STATE] = {state->next_number,
	    state->articles, state->commits, state->tokens_end,
	    state->texts_end, first->precision, varint_fold(first->seconds),
	    varint_fold(first->zone), last->precision,
	    varint_fold(last->seconds), varint_fold(last->zone), state->words};
	struct buffer bytes = {0};

	put_parameters(&bytes, numbers, NUM_STATE);
	return parameters_put(txn, state_key, &bytes);
}

enum ndup_status
state_read(struct state *state, struct txn *txn)
{
	struct varint_reader reader;
	struct ndup_slice value;
	enum ndup_status status;
	uint64_t numbers[NUM_STATE];
	size_t i;

	status = txn_get(txn, STORE_META, state_key, &value);
	if (status != NDUP_OK)
		return status == NDUP_END ? NDUP_INPUT : status;
	reader = varint_reader(value);
	for (i = 0; i < NUM_STATE; i++)
		numbers[i] = varint_get(&reader);
	*state = (struct state){(uint32_t)numbers[0], numbers[1], numbers[2],
	    numbers[3], numbers[4],
	    {varint_unfold(numbers[6]), (int16_t)varint_unfold(numbers[7]),
		(uint8_t)numbers[5]},
	    {varint_unfold(numbers[9]), (int16_t)varint_unfold(numbers[10]),
		(uint8_t)numbers[8]},
	    numbers[11]};
	return reader.failed ? NDUP_INPUT : NDUP_OK;
}

void
state_note_time(struct state *state, const struct ndup_time *time)
{
	if (time->precision == NDUP_TIME_UNKNOWN)
		return;
	if (state->first.precision == NDUP_TIME_UNKNOWN ||
	    time->seconds < state->first.seconds)
		state->first = *time;
	if (state->last.precision == NDUP_TIME_UNKNOWN ||
	    time->seconds > state->last.seconds)
		state->last = *time;
}
