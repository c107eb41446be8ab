#!/usr/bin/env python3
"""Floods: articles that are made so that each has much in common with very many.

usage: floods.py NAME SIZE > flood.jsonl    or without a name: lists them

A flood of twice the size is about twice as many bytes.  The same name and size
give the same bytes.  Used by tests/flooding.py, which counts what ndup does, and
by bench/floods.py, which measures it.
"""
import json
import random
import sys

WORDS = 120  # of an article, where it is of the usual length


class Writer:
    """What floods are made of, the same for each name."""

    def __init__(self, name):
        self.random = random.Random(name)
        self.vocabulary = [self.word() for _ in range(4000)]

    def word(self):
        return "".join(self.random.choice("bcdfghklmnprstvz")
                       + self.random.choice("aeiou")
                       for _ in range(self.random.randint(1, 4)))

    def words(self, num, vocabulary=None):
        return self.random.choices(vocabulary or self.vocabulary, k=num)

    def text(self, num, vocabulary=None):
        return " ".join(self.words(num, vocabulary))

    def texts(self, num, words, vocabulary=None):
        return [self.text(words, vocabulary) + "." for _ in range(num)]


def one_word(writer, size):
    """One word, repeated 1 to 600 times."""
    for i in range(size):
        yield "word " * (1 + i % (2 * WORDS))


def two_words(writer, size):
    """Two words in any order."""
    for _ in range(size):
        yield writer.text(WORDS, ["left", "right"])


def periodic(writer, size):
    """Two words that alternate, of one small vocabulary."""
    for i in range(size):
        yield f"word{i % 37} word{i * 7 % 41} " * (WORDS // 2)


def periods(writer, size):
    """A few words over and over, of all lengths of a period up to 30."""
    for i in range(size):
        period = writer.words(1 + i % 30, ["a", "b", "c"])
        yield " ".join((period * WORDS)[:WORDS])


def fifty_words(writer, size):
    """A vocabulary of 50 words."""
    vocabulary = writer.words(50)
    for _ in range(size):
        yield writer.text(WORDS, vocabulary)


def letters(writer, size):
    """Words of one letter."""
    for _ in range(size):
        yield writer.text(WORDS, "abcdefghijklmnopqrstuvwxyz")


def han(writer, size):
    """A script without spaces; sixty sentences in any order."""
    sentences = ["".join(chr(0x4e00 + writer.random.randrange(3000))
                         for _ in range(50)) + "。" for _ in range(60)]
    for _ in range(size):
        yield "".join(writer.random.sample(sentences, 12))


def han_periodic(writer, size):
    """A script without spaces; a few characters over and over."""
    for i in range(size):
        period = "".join(chr(0x4e00 + writer.random.randrange(5))
                         for _ in range(1 + i % 20))
        yield (period * 2 * WORDS)[:2 * WORDS]


def fractions(writer, size):
    """Code points that become several words."""
    for _ in range(size):
        yield "".join(writer.words(WORDS // 3, ["½", "¾", "⅓ ", "a½ "]))


def paragraphs(writer, size):
    """Ten of sixty paragraphs, shuffled."""
    pool = writer.texts(60, 25)
    for _ in range(size):
        yield "\n\n".join(writer.random.sample(pool, 10))


def short_paragraphs(writer, size):
    """Sixteen of four hundred paragraphs that are one passage each."""
    pool = writer.texts(400, 20)
    for _ in range(size):
        yield "\n\n".join(writer.random.sample(pool, 16))


def subsets(writer, size):
    """Eight to ten of twelve paragraphs: one holds all of very many others."""
    pool = writer.texts(12, 25)
    for _ in range(size):
        yield "\n\n".join(writer.random.sample(
            pool, writer.random.randint(8, 10)))


def one_paragraph(writer, size):
    """A paragraph of a pool each, and a word or two of its own."""
    pool = writer.texts(60, 60)
    for i in range(size):
        yield f"{writer.random.choice(pool)} {i % 1000}"


def grid(writer, size):
    """Fourteen paragraphs, each of which 60 articles have, always others."""
    columns = []
    for _ in range(14):
        column = [text for text in writer.texts(size // 60 + 1, 21)
                  for _ in range(60)]
        writer.random.shuffle(column)
        columns.append(column)
    for i in range(size):
        yield "\n\n".join(column[i] for column in columns)


def sentences(writer, size):
    """Half of the sentences of one article, in any order."""
    pool = writer.texts(40, 14)
    for _ in range(size):
        yield " ".join(writer.random.sample(pool, 20))


def one_change(writer, size):
    """The same article with one word changed."""
    words = writer.words(WORDS)
    for i in range(size):
        changed = list(words)
        changed[writer.random.randrange(WORDS)] = f"changed{i}"
        yield " ".join(changed)


def copies(writer, size):
    """Sixty-four copies each of an article with some words changed."""
    words = writer.words(WORDS)
    for i in range(size):
        changed = list(words)
        for j in range(5):
            changed[(i // 64 * 37 + j * 61) % WORDS] = f"changed{i // 64}"
        yield " ".join(changed)


def forms(writer, size):
    """A form of fixed phrases between numbers that change."""
    phrases = writer.texts(25, 10)
    for _ in range(size):
        yield " ".join(f"{phrase} {writer.random.randrange(1000)}"
                       for phrase in phrases)


def frames(writer, size):
    """Header and footer of one site around texts of their own."""
    header, footer = writer.texts(2, 60)
    for _ in range(size):
        yield f"{header}\n\n{writer.text(150)}\n\n{footer}"


def window(writer, size):
    """Stretches of one long text, each two words after the one before."""
    words = writer.words(2 * size + WORDS)
    for i in range(size):
        yield " ".join(words[2 * i:2 * i + WORDS])


def prefixes(writer, size):
    """Each article extends the one before."""
    words = []
    for _ in range(int((size * WORDS / 10) ** .5)):
        words += writer.words(20)
        yield " ".join(words)


def sums(writer, size):
    """Each article is put together from ten of those before."""
    articles = writer.texts(100, WORDS)
    for _ in range(size):
        parts = [writer.random.choice(articles) for _ in range(10)]
        articles.append(" ".join(
            part[i * len(part) // 10:(i + 1) * len(part) // 10]
            for i, part in enumerate(parts)))
        yield articles[-1]


def volumes(writer, size):
    """Many articles, and a few that hold a hundred of them each."""
    articles = writer.texts(size // 2, WORDS)
    yield from articles
    for i in range(0, size // 2, 100):
        yield "\n\n".join(writer.random.sample(articles, min(100, len(articles))))


def library(writer, size):
    """Many articles, and one that holds all of them, in another order."""
    articles = writer.texts(size, WORDS)
    yield from articles
    writer.random.shuffle(articles)
    yield "\n\n".join(articles)


def library_first(writer, size):
    """One that holds all, and then the many articles."""
    *articles, everything = library(writer, size)
    yield everything
    yield from articles


def versions(writer, size):
    """Thirty versions of one huge article, with some words changed."""
    words = writer.words(size * WORDS // 30)
    for i in range(30):
        changed = list(words)
        for _ in range(10):
            changed[writer.random.randrange(len(words))] = f"changed{i}"
        yield " ".join(changed)


def huge(writer, size):
    """One huge article of common words, and a hundred short ones from it."""
    words = writer.words(size * WORDS)
    yield " ".join(words)
    for i in range(100):
        begin = writer.random.randrange(len(words) - WORDS)
        yield " ".join(words[begin:begin + WORDS])


def huge_periodic(writer, size):
    """Two huge articles of two words, with and without a word between."""
    yield "left right " * (size * WORDS // 4)
    yield ("left right " * 50 + "between ") * (size * WORDS // 400)


def tiny(writer, size):
    """Very many articles of a few words."""
    vocabulary = writer.words(50)
    for _ in range(10 * size):
        yield writer.text(writer.random.randint(1, 9), vocabulary)


def revisions(writer, size):
    """Header and footer of one site; each article is replaced by the next."""
    for i, text in enumerate(frames(writer, size)):
        yield {"id": str(i // 2), "text": text}


def again(writer, size):
    """Header and footer of one site; all is given again as it was."""
    texts = list(frames(writer, size // 2))
    for i, text in enumerate(texts + texts):
        yield {"id": str(i % len(texts)), "text": text}


def same_id(writer, size):
    """One article's versions: other words at its end."""
    text = writer.text(WORDS - 20)
    for _ in range(size):
        yield {"id": "same", "text": f"{text} {writer.text(20)}"}


def same_id_other_text(writer, size):
    """One id for articles of a flood that have ten of sixty paragraphs."""
    for text in paragraphs(writer, size):
        yield {"id": "same", "text": text}


FLOODS = [
    one_word, two_words, periodic, periods, fifty_words, letters, han,
    han_periodic, fractions, paragraphs, short_paragraphs, subsets,
    one_paragraph, grid, sentences, one_change, copies, forms, frames, window,
    prefixes, sums, volumes, huge, huge_periodic, tiny, revisions, again,
    same_id, same_id_other_text, library, library_first, versions]


def records(name, size):
    """The flood's records, as JSON Lines."""
    flood = next(flood for flood in FLOODS if flood.__name__ == name)
    for i, item in enumerate(flood(Writer(name), size)):
        record = item if isinstance(item, dict) else {"id": str(i), "text": item}
        yield json.dumps(record, ensure_ascii=False) + "\n"


def write(name, size, path):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(records(name, size))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.writelines(records(sys.argv[1], int(sys.argv[2])))
    else:
        for listed in FLOODS:
            print(f"{listed.__name__:20} {listed.__doc__}")
