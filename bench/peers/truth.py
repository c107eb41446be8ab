"""All pairs of articles with a Jaccard similarity of at least LEAST, exactly.

usage: truth.py CORPUS.jsonl LEAST RESULT.json

The plain way: for each article, count how many of its distinct 5-word shingles
each earlier article has too, over all shingles that stand in more than one.
Nothing is sampled and nothing left out.  Shingles are compared by 64-bit
hashes.  RESULT: a list of [line number, line number, similarity].
"""
import array
import collections
import itertools
import json
import re
import sys

import numpy

WORD = re.compile(r"\w+")
SHINGLE = 5


def shingle_sets(path):
    with open(path, "rb") as lines:
        for line in lines:
            words = WORD.findall(json.loads(line)["text"].lower())
            yield array.array("q", {
                hash(shingle) for shingle in
                zip(*(words[i:] for i in range(SHINGLE)))})


def similar_pairs(sets, least):
    hashes, counts = numpy.unique(
        numpy.concatenate([numpy.frombuffer(s, numpy.int64) for s in sets]),
        return_counts=True)
    postings = {h: [] for h in hashes[counts > 1].tolist()}
    for i, shingles in enumerate(sets):
        seen = [postings[h] for h in shingles if h in postings]
        common = collections.Counter(itertools.chain.from_iterable(seen))
        for j, n in common.items():
            similarity = n / (len(shingles) + len(sets[j]) - n)
            if similarity >= least:
                yield j, i, similarity
        for posting in seen:
            posting.append(i)


def main():
    corpus, least, result = sys.argv[1:]
    pairs = sorted(similar_pairs(list(shingle_sets(corpus)), float(least)))
    with open(result, "w", encoding="ascii") as file:
        json.dump(pairs, file)


if __name__ == "__main__":
    main()
