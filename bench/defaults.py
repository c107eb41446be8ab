#!/usr/bin/env python3
"""What the default thresholds admit: a table from one loose scan.

usage: defaults.py NDUP COLLECTION.jsonl[.zst|.gz]

Scans a dated collection with thresholds far below the defaults, and sorts the
matches by coverage of the shorter article and by longest common run.  For
each cell it prints how many matches there are and what share of them lie
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
RUN = [10, 15, 20, 25, 30, 40]
LOOSE = ["--coverage", "0.05", "--min-run", "10", "--threshold", "0.3"]
CLOSE = 14 * 86400


def cell(value, edges):
    """The last edge that is not above value."""
    return max((edge for edge in edges if value >= edge), default=None)


def seconds(published):
    time = datetime.datetime.fromisoformat(published.replace("Z", "+00:00"))
    return time.replace(tzinfo=time.tzinfo or datetime.timezone.utc).timestamp()


def scan(ndup, path):
    """Yields the lines of a report of all matches, as objects."""
    command = [ndup, "scan", "-q", "--format", "jsonl", "--matches", *LOOSE, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            yield json.loads(line)


def main():
    ndup, path = sys.argv[1:]
    times, matches = {}, []
    for item in scan(ndup, path):
        if item["type"] == "cluster":
            for member in item["members"] + item["related"]:
                if member.get("published"):
                    times[member["id"]] = seconds(member["published"])
        elif item["type"] == "match":
            matches.append(item)

    def is_close(a, b):
        return a in times and b in times and abs(times[a] - times[b]) <= CLOSE

    figures = [(match, max(match["coverage_a"], match["coverage_b"]),
                match["longest_run"]) for match in matches]
    table = collections.defaultdict(list)
    for match, coverage, run in figures:
        key = (cell(coverage, COVERAGE), cell(run, RUN))
        table[key].append(is_close(match["a_id"], match["b_id"]))
    ids = sorted(times)
    rng = random.Random(1)
    chance = sum(is_close(*rng.sample(ids, 2)) for _ in range(100000)) / 100000
    print(f"{len(matches)} matches; within 14 days: "
          f"{chance:.1%} of random pairs")
    below = [(match, c, r) for match, c, r in figures if c >= 0.25 and r < 20]
    lower = [(match, c, r) for match, c, r in figures
             if 0.10 <= c < 0.25 and r >= 20]
    inside = [(match, c, r) for match, c, r in figures if c >= 0.25 and r >= 20]
    for name, group in [("coverage 0.25 and more, runs of 20 and more", inside),
                        ("coverage 0.25 and more, runs of 10 to 19", below),
                        ("coverage 0.10 to 0.25, runs of 20 and more", lower)]:
        close = sum(is_close(match["a_id"], match["b_id"]) for match, _, _ in group)
        print(f"{name}: {len(group)} matches, "
              f"{close / max(1, len(group)):.0%} within 14 days")
    print("coverage of the one covered more, down; longest run in words, across")
    print("each cell: matches, share within 14 days")
    print("      " + "".join(f"{run:>14}+" for run in RUN))
    for low in COVERAGE:
        row = ""
        for run in RUN:
            close = table.get((low, run), [])
            share = f"{sum(close) / len(close):.0%}" if close else ""
            row += f"{len(close):>9} {share:>5}"
        print(f"{low:.2f}+ " + row)


if __name__ == "__main__":
    main()
