#!/usr/bin/env python3
"""What the default thresholds admit: a table from two loose scans.

usage: defaults.py NDUP COLLECTION.jsonl[.zst|.gz]

Scans a dated collection with a coverage far below the default, and sorts the
matches by coverage and by the equal words of the longest passage; then with
shorter passages, and so shorter keys, for what these alone would add.  For each
cell it prints how many matches there are and what share of them lie
within 14 days of each other.  True reuse in news is close in time: where the
share falls towards that of random pairs (printed too), matches are templates,
boilerplate and chance.
"""
import collections
import datetime
import json
import random
import subprocess
import sys

COVERAGE = [0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.40, 0.50, 0.80]
PASSAGE = [20, 25, 30, 40, 50, 80]
LOOSE = ["--coverage", "0.05", "--threshold", "0.3", "--min-words", "0",
         "--long-passage", "off"]
SHORT = [*LOOSE, "--min-run", "12"]
CLOSE = 14 * 86400


def cell(value, edges):
    """The last edge that is not above value."""
    return max((edge for edge in edges if value >= edge), default=None)


def seconds(published):
    time = datetime.datetime.fromisoformat(published.replace("Z", "+00:00"))
    return time.replace(tzinfo=time.tzinfo or datetime.timezone.utc).timestamp()


def scan(ndup, path, options):
    """Yields the lines of a report of all matches, as objects."""
    command = [ndup, "scan", "-q", "--format", "jsonl", "--matches", *options,
               path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            yield json.loads(line)


def figures_of(match):
    """Coverage, equal words of the longest passage, longest run."""
    return (max(match["coverage_a"], match["coverage_b"]),
            max((item["num_words"] for item in match["passages"]), default=0),
            match["longest_run"])


# What the defaults take, and what lies just outside.
GROUPS = [
    ("coverage 0.25, passage of 20", lambda c, p, r: c >= 0.25 and p >= 20),
    ("  of them without a run of 20",
     lambda c, p, r: c >= 0.25 and p >= 20 > r),
    ("coverage below 0.25, passage of 50",
     lambda c, p, r: c < 0.25 and p >= 50),
    ("coverage below 0.25, passage of 40 to 49",
     lambda c, p, r: c < 0.25 and 40 <= p < 50),
    ("coverage below 0.25, passage of 20 to 39",
     lambda c, p, r: c < 0.25 and 20 <= p < 40),
]
SHORTER = [("coverage 0.25, passage of 12 to 19",
            lambda c, p, r: c >= 0.25 and 12 <= p < 20)]


def print_group(name, close):
    share = sum(close) / max(1, len(close))
    print(f"{name:<42} {len(close):>6} matches, {share:.0%} within 14 days")


def print_table(figures, close):
    cells = collections.defaultdict(list)
    for (coverage, passage, _), near in zip(figures, close):
        cells[cell(coverage, COVERAGE), cell(passage, PASSAGE)].append(near)
    print("coverage of the one covered more, down; equal words of the longest")
    print("passage, across; each cell: matches, share within 14 days")
    print("      " + "".join(f"{words:>11}+" for words in PASSAGE))
    for low in COVERAGE:
        row = [cells.get((low, words), []) for words in PASSAGE]
        print(f"{low:.2f}+ " + "".join(
            f"{len(close):>7}" + (f"{sum(close) / len(close):>5.0%}"
                                  if close else " " * 5) for close in row))


class Matches:
    """The figures of all matches of a scan, and whether they are close."""

    def __init__(self, lines):
        self.times, matches = {}, []
        for item in lines:
            if item["type"] == "cluster":
                self.add_times(item["members"] + item["related"])
            elif item["type"] == "match":
                matches.append(item)
        self.figures = [figures_of(match) for match in matches]
        self.close = [self.is_close(match["a_id"], match["b_id"])
                      for match in matches]

    def add_times(self, members):
        for member in members:
            if member.get("published"):
                self.times[member["id"]] = seconds(member["published"])

    def is_close(self, a, b):
        times = self.times
        return a in times and b in times and abs(times[a] - times[b]) <= CLOSE

    def chance(self):
        """The share of random pairs that are close."""
        ids, rng = sorted(self.times), random.Random(1)
        return sum(self.is_close(*rng.sample(ids, 2))
                   for _ in range(100000)) / 100000

    def print_groups(self, groups):
        for name, belongs in groups:
            print_group(name, [near for figure, near
                               in zip(self.figures, self.close)
                               if belongs(*figure)])


def main():
    ndup, path = sys.argv[1:]
    loose = Matches(scan(ndup, path, LOOSE))
    print(f"{len(loose.close)} matches; within 14 days: "
          f"{loose.chance():.1%} of random pairs")
    loose.print_groups(GROUPS)
    Matches(scan(ndup, path, SHORT)).print_groups(SHORTER)
    print_table(loose.figures, loose.close)


if __name__ == "__main__":
    main()
