"""One peer's run, in a process of its own: from JSON Lines to verified pairs.

usage: job.py TOOL CORPUS.jsonl THRESHOLD THREADS RESULT.json

Reads the articles in batches, makes of each what the tool wants, gives it to
the tool, asks for candidates and verifies them by the exact Jaccard similarity
of their sets of 5-word shingles.  RESULT gets the pairs before and after
verification, and the seconds.  Importing the tool is not timed.
"""
import array
import functools
import importlib.metadata
import itertools
import json
import sys
import time

import numpy

from tools import SHINGLE, TOOLS

BATCH = 1000


class Blanks(dict):
    """For str.translate: a blank for what can't be part of a word.  With
    str.split over three times as fast as finding r"\w+", the same words."""

    def __missing__(self, code):
        self[code] = code if chr(code).isalnum() or code == ord("_") else " "
        return self[code]


BLANKS = Blanks()


def words_of(text):
    return text.lower().translate(BLANKS).split()


def shingles(words):
    return zip(*(words[i:] for i in range(SHINGLE)))


def hashes(items):
    """A compact copy for verification: 8 bytes for each shingle."""
    return array.array("q", map(hash, items))


# What tools want of an article, and what is kept of it to verify: hashes of
# its shingles if there are any at hand, else its text.

def as_text(text):
    return text, text


def as_words(text):
    words = " ".join(words_of(text))
    return words, words


def as_strings(text):
    strings = set(map(" ".join, shingles(words_of(text))))
    return list(strings), hashes(strings)


def as_bytes(text):
    strings, kept = as_strings(text)
    return list(map(str.encode, strings)), kept


def as_hashes(text):
    kept = hashes(shingles(words_of(text)))
    return numpy.frombuffer(kept, numpy.int64), kept


FORMS = {"text": as_text, "words": as_words, "strings": as_strings,
         "bytes": as_bytes, "hashes": as_hashes}


def verify(pairs, kept, threshold):
    """The pairs whose shingle sets are similar enough.  Sorted, pairs find
    the sets they need among those made last."""
    @functools.lru_cache(maxsize=2000)
    def shingle_set(i):
        known = kept[i]
        return set(hashes(shingles(words_of(known)))
                   if isinstance(known, str) else known)

    for a, b in sorted(pairs):
        left, right = shingle_set(a), shingle_set(b)
        if min(len(left), len(right)) < threshold * max(len(left), len(right)):
            continue
        common = len(left & right)
        union = len(left) + len(right) - common
        if union and common / union >= threshold:
            yield a, b


class Clock:
    """Seconds of each stage, by name."""

    def __init__(self):
        self.stages = {}
        self.last = time.perf_counter()

    def count(self, stage):
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0) + now - self.last
        self.last = now


def run(tool, corpus, threshold):
    """Candidates, verified pairs and the seconds of all stages."""
    clock, kept, prepare = Clock(), [], FORMS[tool.form]
    with open(corpus, "rb") as lines:
        while batch := list(itertools.islice(lines, BATCH)):
            articles = []
            for line in batch:
                article, known = prepare(json.loads(line)["text"])
                articles.append(article)
                kept.append(known)
            clock.count("prepare")
            tool.add(articles)
            clock.count("sign")
    candidates = set(tool.candidates())
    clock.count("pair")
    pairs = list(verify(candidates, kept, threshold))
    clock.count("verify")
    return candidates, pairs, clock.stages


def main():
    name, corpus, threshold, threads, result = sys.argv[1:]
    tool = TOOLS[name](float(threshold), int(threads))
    cpu = time.process_time()
    candidates, pairs, stages = run(tool, corpus, float(threshold))
    cpu = time.process_time() - cpu
    with open(result, "w", encoding="ascii") as file:
        json.dump({"version": importlib.metadata.version(tool.package),
                   "cpu": cpu, "stages": stages, "pairs": pairs,
                   "candidates": sorted(candidates)}, file)


if __name__ == "__main__":
    main()
