#!/usr/bin/env python3
"""Recall and precision of ndup against the exact truth of a made corpus.

usage: quality.py [--csv FILE] [--recheck] NDUP CORPUS.jsonl TRUTH.tsv
                  [NDUP OPTION ...]

CORPUS and TRUTH come from bench/corpus.  Prints a table and writes it as CSV,
which has no times and is the same on every machine.  bench/README.md says
what the columns mean.
"""
import argparse
import collections
import csv
import functools
import json
import re
import subprocess
import sys
import tempfile

import reuse

WORD = re.compile(r"[a-z0-9]+")
GROUPS = ("story", "agency")  # each member is paired with the first alone
BINS = 10
COLUMNS = ["section", "name", "pairs", "due", "found", "found_share", "recall",
           "passage_recall", "passage_precision"]


class Texts:
    """The texts of a corpus by id; only places in the file are kept."""

    def __init__(self, path):
        self.file = open(path, "rb")
        self.places = {}
        place = 0
        for line in self.file:
            self.places[line[8:line.index(b'"', 8)].decode()] = place
            place += len(line)

    @functools.lru_cache(maxsize=20000)
    def words(self, name):
        self.file.seek(self.places[name])
        text = json.loads(self.file.readline())["text"]
        return [(match.group(), match.start(), match.end())
                for match in WORD.finditer(text.lower())]


class Truth:
    """What articles share by construction."""

    def __init__(self, path):
        self.pairs = {}        # (a, b), a < b: kind, ranges
        self.boilerplate = {}  # id: ranges in it
        self.topics = {}       # id: topic
        self.groups = {kind: set() for kind in GROUPS}  # ids
        with open(path, encoding="ascii") as lines:
            for line in lines:
                self.add(*line.rstrip("\n").split("\t"))

    def add(self, a, b, kind, ranges):
        ranges = [tuple(map(int, item.split(":")))
                  for item in ranges.split(",") if item]
        if kind == "topic":
            self.topics[a] = b
        elif kind == "boilerplate":
            self.boilerplate[a] = [(begin, begin + size)
                                   for begin, _, size in ranges]
        else:
            self.pairs[a, b] = kind, ranges
        if kind in GROUPS:
            self.groups[kind].update((a, b))

    def plans(self, a, b):
        return (a, b) in self.pairs or any(
            a in members and b in members for members in self.groups.values())


def only(words):
    return [word for word, _, _ in words]


def outside(words, ranges):
    """The words that stand in none of the ranges."""
    return [word for word, begin, end in words
            if not any(low < end and begin < high for low, high in ranges)]


def scan(ndup, corpus, options):
    """The limits that held, and all matches by (a, b), a < b."""
    matches, limits = {}, {}
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as report:
        subprocess.run([ndup, "scan", "-q", "--format", "jsonl", "--matches",
                        *options, "-o", report.name, corpus], check=True)
        with open(report.name, "rb") as lines:
            for line in lines:
                if line.startswith(b'{"type":"cluster"'):
                    continue
                item = json.loads(line)
                if item["type"] == "run":
                    limits = item
                elif item["type"] == "match":
                    a, b = sorted((item["a_id"], item["b_id"]))
                    sides = ("a", "b") if a == item["a_id"] else ("b", "a")
                    matches[a, b] = item["jaccard"], [
                        [(passage[side]["begin"], passage[side]["end"])
                         for passage in item["passages"]] for side in sides]
    return limits, matches


def overlap(left, right):
    """Bytes in both of two lists of ranges, which do not overlap within."""
    events = sorted([(at, step, side) for side, ranges in
                     enumerate((left, right)) for begin, end in ranges
                     for at, step in ((begin, 1), (end, -1))])
    depth, last, total = [0, 0], 0, 0
    for at, step, side in events:
        total += at - last if all(depth) else 0
        depth[side] += step
        last = at
    return total


def size_of(ranges):
    return sum(end - begin for begin, end in ranges)


class Row:
    """Sums for one line of the table."""

    def __init__(self):
        self.pairs = self.due = self.found = 0
        self.planned_bytes = self.found_bytes = self.common_bytes = 0

    def add_passages(self, ranges, passages):
        for side in (0, 1):
            planned = [(item[side], item[side] + item[2]) for item in ranges]
            self.planned_bytes += size_of(planned)
            self.found_bytes += size_of(passages[side])
            self.common_bytes += overlap(planned, passages[side])

    def cells(self):
        return [self.pairs, self.due, self.found,
                share(self.found, self.pairs), share(self.found, self.due),
                share(self.common_bytes, self.planned_bytes),
                share(self.common_bytes, self.found_bytes)]


def share(part, whole):
    return f"{part / whole:.4f}" if whole else ""


def bin_name(jaccard):
    low = min(int(jaccard * BINS), BINS - 1)
    return f"{low / BINS:.1f}-{(low + 1) / BINS:.1f}"


def natural(item):
    """Kinds by name; of the same name by number."""
    name, _, amount = item[0].partition("-")
    number = re.match(r"\d+", amount)
    return name, int(number[0]) if number else 0, amount


def measure_recall(truth, texts, limits, matches):
    """Rows by kind and by Jaccard of all planned pairs but groups'."""
    kinds, bins = (collections.defaultdict(Row) for _ in range(2))
    for (a, b), (kind, ranges) in truth.pairs.items():
        if kind in GROUPS:
            continue
        match = matches.get((a, b))
        if match:
            jaccard, due = match[0], True
        else:
            jaccard, due = reuse.compare(*(
                outside(texts.words(name), truth.boilerplate.get(name, []))
                for name in (a, b)), limits)
        for row in (kinds[kind], bins[bin_name(jaccard)]):
            row.pairs += 1
            row.due += due
            row.found += match is not None
            if match:
                row.add_passages(ranges, match[1])
    return kinds, bins


def measure_groups(truth, matches):
    """Members that match some other one; passages of those planned."""
    rows = {}
    for kind, members in truth.groups.items():
        if not members:
            continue
        row = rows.setdefault(kind, Row())
        linked = {name for pair in matches for name in pair
                  if members.issuperset(pair)}
        row.pairs = row.due = len(members)
        row.found = len(linked)
        for pair, (pair_kind, ranges) in truth.pairs.items():
            if pair_kind == kind and pair in matches:
                row.add_passages(ranges, matches[pair][1])
    return rows


def judge(truth, texts, limits, pair, recheck):
    """What kind of find a pair is."""
    a, b = pair
    is_planned = truth.plans(a, b)
    if is_planned and not recheck:
        return "planned"
    left, right = map(texts.words, pair)
    own = (outside(words, truth.boilerplate.get(name, []))
           for words, name in ((left, a), (right, b)))
    if not reuse.compare(*own, limits)[1]:
        full = reuse.compare(only(left), only(right), limits)[1]
        return "boilerplate" if full else "false"
    if is_planned:
        return "planned"
    if a in truth.topics and truth.topics[a] == truth.topics.get(b):
        return "topic"
    return "unplanned"


def measure_precision(truth, texts, limits, matches, recheck):
    counts = dict.fromkeys(
        ("planned", "unplanned", "topic", "boilerplate", "false"), 0)
    for pair in matches:
        counts[judge(truth, texts, limits, pair, recheck)] += 1
    return counts


def table(truth, texts, limits, matches, recheck):
    """All rows of the result."""
    kinds, bins = measure_recall(truth, texts, limits, matches)
    rows = [["kind", name, *row.cells()] for name, row in sorted(kinds.items(), key=natural)]
    rows += [["group", name, *row.cells()]
             for name, row in measure_groups(truth, matches).items()]
    rows += [["jaccard", name, *row.cells()]
             for name, row in sorted(bins.items())]
    for name, count in measure_precision(
            truth, texts, limits, matches, recheck).items():
        rows.append(["found", name, "", "", count, "", "", "", ""])
    return rows


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--csv", metavar="FILE")
    parser.add_argument("--recheck", action="store_true",
                        help="compare planned pairs that were found, too")
    parser.add_argument("ndup")
    parser.add_argument("corpus")
    parser.add_argument("truth")
    args, options = parser.parse_known_args()
    limits, matches = scan(args.ndup, args.corpus, options)
    rows = table(Truth(args.truth), Texts(args.corpus), limits, matches,
                 args.recheck)
    for row in [COLUMNS, *rows]:
        print("{:<8} {:<11} {:>7} {:>7} {:>7} {:>11} {:>7} {:>14} "
              "{:>17}".format(*row))
    if args.csv:
        with open(args.csv, "w", encoding="ascii", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    return 0


if __name__ == "__main__":
    sys.exit(main())
