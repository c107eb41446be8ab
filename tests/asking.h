/*
 * asking.h - all that an index answers, as numbers
 *
 * Articles are made of numbered words: three of a group share a passage.  An
 * index gets them in commits, some replaced by a new version and some removed;
 * it is then asked for articles that match, that are known, that were replaced
 * or removed, and that were never there, by their texts and by their ids.  Two
 * indexes that answer with the same numbers say the same.
 */
#ifndef TESTS_ASKING_H
#define TESTS_ASKING_H

#include "indexing.h"

/* Commits, and one more, of what is removed; few where it is asked often. */
#ifdef ASKED_FEW
enum { ASKED_ARTICLES = 36, ASKED_COMMITS = 3, ASKED_QUESTIONS = 12 };
#else
enum { ASKED_ARTICLES = 900, ASKED_COMMITS = 12, ASKED_QUESTIONS = 100 };
#endif

enum { ASKED_EACH = ASKED_ARTICLES / ASKED_COMMITS };

/* ---- what is asked about ------------------------------------------------ */

static inline void
asked_words(unsigned number, unsigned version, char words[100])
{
	unsigned group = number / 3, own = 50000 + number * 150;

	snprintf(words, 100, "%u-%u %u-%u", group * 50, group * 50 + 35,
	    own + 75 * version, own + 75 * version + 60);
}

static inline struct ndup_document
asked_document(unsigned number, unsigned version)
{
	static char id[32];
	char words[100];

	asked_words(number, version, words);
	snprintf(id, sizeof id, "%08x-%u", number * 2654435761u, number);
	return document(id, (int)(number / 10 + 1), compose(words));
}

static inline void
asked_add(struct ndup_index *index, unsigned number, unsigned version)
{
	index_add_document(index, asked_document(number, version));
}

/* The commit with this number, from 0 on. */
static inline void
asked_commit(struct ndup_index *index, unsigned commit)
{
	unsigned first = commit * ASKED_EACH, i;
	char note[16];

	for (i = 0; i < ASKED_EACH && commit < ASKED_COMMITS; i++)
		asked_add(index, first + i, 0);
	for (i = 5; i < first; i += 97) {
		if (commit < ASKED_COMMITS)
			asked_add(index, i + commit % 7, 1);
		else
			assert_int_equal(
			    ndup_index_remove(
				index, asked_document(i + 10, 0).id, NULL),
			    NDUP_OK);
	}
	snprintf(note, sizeof note, "%u", commit);
	assert_int_equal(
	    ndup_index_set_note(index, "job", slice(note), NULL), NDUP_OK);
	index_commit(index);
}

/* ---- what is answered --------------------------------------------------- */

enum { MOST_ANSWERS = 512 };

struct answers {
	uint64_t sum;                /* of all so far */
	uint64_t sums[MOST_ANSWERS]; /* after each question */
	size_t num;
	struct ndup_error error; /* of the call that failed */
};

static inline enum ndup_status
answers_end(struct answers *answers, enum ndup_status status)
{
	if (status != NDUP_OK && status != NDUP_END)
		return status;
	assert_true(answers->num < MOST_ANSWERS);
	answers->sums[answers->num++] = answers->sum;
	return NDUP_OK;
}

/* Whether all that was answered is what the other one answered too. */
static inline bool
answers_agree(const struct answers *answers, const struct answers *whole)
{
	size_t size = answers->num * sizeof answers->sums[0];

	return memcmp(answers->sums, whole->sums, size) == 0;
}

static inline void
answers_take(struct answers *answers, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;
	size_t i;

	for (i = 0; i < size; i++)
		answers->sum = (answers->sum ^ at[i]) * 1099511628211u;
	answers->sum = (answers->sum ^ size) * 1099511628211u;
}

static inline void
answers_slice(struct answers *answers, struct ndup_slice slice)
{
	answers_take(answers, slice.ptr, slice.len);
}

static inline void
answers_number(struct answers *answers, uint64_t number)
{
	answers_take(answers, &number, sizeof number);
}

static inline void
answers_verdict(struct answers *answers, const struct ndup_verdict *verdict)
{
	const struct ndup_earlier *earlier;
	size_t i, k;

	answers_number(answers, verdict->novelty);
	answers_number(answers, verdict->new_words);
	answers_slice(answers, verdict->story);
	for (i = 0; i < verdict->num_matches; i++) {
		earlier = &verdict->matches[i];
		answers_slice(answers, earlier->id);
		answers_slice(answers, earlier->title);
		answers_number(answers, (uint64_t)earlier->published.seconds);
		answers_number(answers, earlier->match.relation);
		answers_number(answers, earlier->match.longest_run);
		for (k = 0; k < earlier->match.num_passages; k++)
			answers_take(answers, &earlier->match.passages[k],
			    sizeof earlier->match.passages[k]);
	}
	answers_number(answers, verdict->num_matches);
}

static inline enum ndup_status
answers_query(struct answers *answers, struct ndup_index *index, unsigned round)
{
	struct ndup_document asked =
	    asked_document(round * 7 % (ASKED_ARTICLES + 100), round % 5 == 4);
	struct ndup_verdict verdict;
	enum ndup_status status;

	if (round % 3 == 0)
		asked.id = slice("another");
	status = ndup_index_query(
	    index, &asked, 1, NDUP_OF_ALL, &verdict, &answers->error);
	if (status == NDUP_OK)
		answers_verdict(answers, &verdict);
	return answers_end(answers, status);
}

static inline void
answers_document(struct answers *answers, const struct ndup_document *document,
    struct ndup_slice story)
{
	answers_slice(answers, document->id);
	answers_slice(answers, document->text);
	answers_slice(answers, story);
	answers_number(answers, (uint64_t)document->published.seconds);
}

static inline enum ndup_status
answers_by_id(
    struct answers *answers, struct ndup_index *index, unsigned number)
{
	struct ndup_slice id = asked_document(number, 0).id, story;
	struct ndup_document found;
	enum ndup_status status;

	status =
	    ndup_index_document(index, id, &found, &story, &answers->error);
	if (status == NDUP_OK)
		answers_document(answers, &found, story);
	answers_number(answers, status);
	return answers_end(answers, status);
}

static inline enum ndup_status
answers_all(struct answers *answers, struct ndup_index *index)
{
	struct ndup_document found;
	struct ndup_slice story;
	enum ndup_status status;
	uint32_t next = 0;

	while ((status = ndup_index_next(
		    index, &next, &found, &story, &answers->error)) == NDUP_OK)
		answers_document(answers, &found, story);
	return answers_end(answers, status);
}

static inline enum ndup_status
answers_of_itself(struct answers *answers, struct ndup_index *index)
{
	const struct ndup_index_info *info;
	struct ndup_slice note;
	enum ndup_status status;

	status = ndup_index_describe(index, &info, &answers->error);
	if (status != NDUP_OK)
		return status;
	answers_number(answers, info->articles);
	answers_number(answers, info->removed);
	answers_number(answers, info->words);
	answers_number(answers, info->entries);
	answers_number(answers, info->runs);
	answers_number(answers, (uint64_t)info->last.seconds);
	status = ndup_index_note(index, "job", &note, &answers->error);
	if (status == NDUP_OK)
		answers_slice(answers, note);
	return answers_end(answers, status);
}

/* Asks an index everything; the first status that is not NDUP_OK. */
static inline enum ndup_status
answers_collect(struct answers *answers, struct ndup_index *index)
{
	enum ndup_status status = answers_of_itself(answers, index);
	unsigned i;

	for (i = 0; i < ASKED_QUESTIONS && status == NDUP_OK; i++)
		status = answers_query(answers, index, i);
	for (i = 0; i < ASKED_ARTICLES + 100 && status == NDUP_OK; i += 9)
		status = answers_by_id(answers, index, i);
	if (status == NDUP_OK)
		status = answers_all(answers, index);
	return status;
}

#endif
