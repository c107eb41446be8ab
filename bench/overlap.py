#!/usr/bin/env python3
"""How much text of a collection recurs by chance: to judge the generator by.

usage: overlap.py COLLECTION.jsonl [ARTICLES]

Takes ARTICLES (20,000) articles, evenly spread over the file, and prints for
phrases of 2 to 12 words the share of an article's phrases that stand in some
other article of the sample: the median article, the quartiles and the mean.
Copies raise the mean; the median hardly sees them.  Then the lengths of the
articles in words, and the number of different words.
"""
import array
import json
import re
import sys

SIZES = [2, 3, 4, 5, 6, 8, 12]
WORD = re.compile(r"[^\W_]+")
PARTS = 8  # of the phrases, one after another, to spare memory
LENGTHS = [1, 5, 10, 25, 50, 75, 90, 95, 99]


def sample(path, num):
    """Yields the texts of num lines, evenly spread."""
    with open(path, encoding="utf-8") as lines:
        total = sum(1 for _ in lines)
        lines.seek(0)
        for i, line in enumerate(lines):
            if (i + 1) * num // total > i * num // total or total <= num:
                yield json.loads(line)["text"]


def words_of(texts):
    """Each text as an array of word numbers; and how many there are."""
    numbers = {}
    articles = [array.array("I", (numbers.setdefault(word, len(numbers))
                                  for word in WORD.findall(text.lower())))
                for text in texts]
    return articles, len(numbers)


def phrases(words, size):
    """Hashes of the distinct phrases; numbers hash alike in every run."""
    return set(map(hash, zip(*(words[i:] for i in range(size)))))


def shares(articles, size):
    """For each article with a phrase, the share that others have too."""
    hits, totals = [0] * len(articles), [0] * len(articles)
    hashes = [array.array("q", phrases(words, size)) for words in articles]
    for part in range(PARTS):
        owner = {}
        for i, own in enumerate(hashes):
            for value in own:
                if value % PARTS == part:
                    owner[value] = -1 if value in owner else i
        for i, own in enumerate(hashes):
            for value in own:
                if value % PARTS == part:
                    totals[i] += 1
                    hits[i] += owner[value] < 0
    return sorted(hit / total for hit, total in zip(hits, totals) if total)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    num = int(sys.argv[2]) if len(sys.argv) == 3 else 20000
    articles, num_words = words_of(sample(sys.argv[1], num))
    print(f"{len(articles)} articles, {num_words} different words")
    print("phrase  quarter   median  three q.     mean")
    for size in SIZES:
        values = shares(articles, size)
        low, median, high = (values[len(values) * i // 4] for i in (1, 2, 3))
        print(f"{size:>6} {low:>8.3f} {median:>8.3f} {high:>9.3f} "
              f"{sum(values) / len(values):>8.3f}")
    lengths = sorted(map(len, articles))
    print("percentile of length: " + ", ".join(
        f"{p}%: {lengths[len(lengths) * p // 100]}" for p in LENGTHS))


if __name__ == "__main__":
    main()
