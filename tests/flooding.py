#!/usr/bin/env python3
"""What ndup does with floods: bounded work an article, and nothing lost.

usage: flooding.py NDUP [FLOOD ...]

Nothing is timed: ndup counts the pairs that it compares, and these are bounded
for each article, however many there are.  A pair of near-duplicates in the
middle of a flood is found.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import floods

SMALL, LARGE = 500, 1000
# As src/table/candidates.h has them: of an article at most so many earlier ones
# and so many later ones are compared.
EARLIER, LATER = 128, 32
OFTEN = 64  # each with each of two texts with copies, at most so many pairs

failed = 0


def check(holds, line):
    global failed
    if not holds:
        failed += 1
        print(f"FAILED: {line}")


def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}: {done.stderr}")
    return done


def lines_of(text):
    return [json.loads(line) for line in text.splitlines()]


def scan(ndup, path, *options):
    return lines_of(run(ndup, "scan", "-q", "--format", "jsonl", "--matches",
                        *options, path).stdout)


def marked(ndup, folder, path, commit_every=500):
    """Records with what an index says of each, and the lines for the user."""
    index, output = folder / "index", folder / "marked"
    run("rm", "-rf", index, output)
    run(ndup, "index", "create", "--seed", "1", "--index", index)
    done = run(ndup, "filter", "-v", "--commit-every", commit_every, "--index",
               index, "-o", output, path)
    return lines_of(output.read_text(encoding="utf-8")), done.stderr


def number(pattern, text):
    found = re.search(pattern, text)
    return int(found.group(1)) if found else 0


# ---- bounded work -----------------------------------------------------------

def check_scan(ndup, name, path):
    summary = scan(ndup, path, "--no-passages")[-1]
    texts = summary["num_articles"] - summary["num_identical"]
    check(summary["num_candidates"] <= (EARLIER + LATER) * texts,
          f"scan of {name}: {summary['num_candidates']} pairs of {texts} texts")
    pairs = summary["num_articles"] * (summary["num_articles"] - 1) // 2
    check(summary["num_matches"] + summary["num_unlisted"] <= pairs,
          f"scan of {name}: {summary['num_matches']} matches and "
          f"{summary['num_unlisted']} unlisted ones of {pairs} pairs")
    check(summary["num_matches"] <=
          (EARLIER + LATER + OFTEN) * OFTEN * summary["num_articles"],
          f"scan of {name}: {summary['num_matches']} matches")
    return summary


def check_filter(ndup, folder, name, path):
    records, said = marked(ndup, folder, path)
    compared = number(r"compared (\d+) times", said)
    check(compared <= EARLIER * len(records),
          f"filter of {name}: {compared} comparisons of {len(records)}")
    crowded = sum(record["ndup"]["crowded"] for record in records)
    check(crowded == number(r"(\d+) crowded", said),
          f"filter of {name}: {crowded} crowded, not as said")
    return compared, crowded


def check_flood(ndup, folder, name):
    """Each article's work is bounded, at one size and at twice of it."""
    pairs, compared, crowded = [], [], 0
    for size in (SMALL, LARGE):
        path = folder / "flood.jsonl"
        floods.write(name, size, path)
        summary = check_scan(ndup, name, path)
        pairs.append(summary["num_candidates"] + summary["num_matches"])
        counts = check_filter(ndup, folder, name, path)
        compared.append(counts[0])
        crowded += counts[1]
    return pairs, compared, crowded


# ---- nothing is lost --------------------------------------------------------

def changed(text, words):
    """A near-duplicate: some words of it are others."""
    parts = text.split(" ")
    for i in range(words):
        parts[(2 * i + 1) * len(parts) // (2 * words)] = f"changed{i}"
    return " ".join(parts)


def hide(name, size, path):
    """Two articles and near-duplicates of them in the middle of a flood: one of
    what the flood is made of, one of words of its own."""
    texts = [json.loads(line)["text"] for line in floods.records(name, size)]
    own = floods.Writer("own").text(200)
    hidden = {size // 7: ("own", own), size // 3: ("made", texts[-1] + " end"),
              size // 2: ("own2", changed(own, 4)),
              size * 6 // 7: ("made2", changed(texts[-1] + " end", 3))}
    with open(path, "w", encoding="utf-8") as file:
        for i, text in enumerate(texts[:-1]):
            if i in hidden:
                name, found = hidden[i]
                file.write(json.dumps({"id": name, "text": found}) + "\n")
            file.write(json.dumps({"id": str(i), "text": text}) + "\n")


def check_hidden(ndup, folder, name):
    path = folder / "hidden.jsonl"
    hide(name, 2000, path)
    pairs = {frozenset((line["a_id"], line["b_id"]))
             for line in scan(ndup, path, "--no-passages")
             if line["type"] == "match"}
    records, _ = marked(ndup, folder, path)
    best = {record["id"]: record["ndup"] for record in records}
    for x in ("own", "made"):
        check(frozenset((x, x + "2")) in pairs, f"scan of {name}: {x} is lost")
    for x in ("own", "made"):
        check(best[x + "2"]["of"] == x,
              f"filter of {name}: {x}2 is of {best[x + '2']['of']}")


def check_story(ndup, folder):
    """A story that thousands print, each with a word changed, is a cluster."""
    path = folder / "story.jsonl"
    floods.write("one_change", 2500, path)
    clusters = [line for line in scan(ndup, path, "--no-passages")
                if line["type"] == "cluster"]
    check(len(clusters) == 1 and len(clusters[0]["members"]) == 2500,
          "a story of 2,500 is no cluster of them all")


def check_volumes(ndup, folder):
    """What stands in one of very many parts is found, before and behind it."""
    size = 300
    for name in ("library", "library_first"):
        path = folder / "volume.jsonl"
        floods.write(name, size, path)
        summary = scan(ndup, path, "--no-passages")[-1]
        check(summary["num_matches"] == size,
              f"{name}: {summary['num_matches']} of {size} parts are found")


def check_same(ndup, folder):
    """The same report for any number of threads and any order."""
    path, other = folder / "flood.jsonl", folder / "other.jsonl"
    floods.write("sentences", SMALL, path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    other.write_text("".join(lines), encoding="utf-8")
    expected = scan(ndup, path, "--threads", "1")
    check(expected[-1]["num_crowded"] > 0, "sentences are not crowded")
    for options in (["--threads", "3", path], ["--threads", "2", other]):
        check(scan(ndup, options[-1], *options[:-1]) == expected,
              f"another report with {options}")


def check_commits(ndup, folder):
    """What an index says, and compares, whenever it commits."""
    path = folder / "flood.jsonl"
    for name, size in (("one_word", 400), ("copies", 600), ("subsets", 300)):
        floods.write(name, size, path)
        often, once = (marked(ndup, folder, path, every)
                       for every in (37, 10 * size))
        check(often[0] == once[0], f"{name}: other verdicts by commits")
        pattern = r"compared (\d+) times"
        check(number(pattern, often[1]) == number(pattern, once[1]) > 0,
              f"{name}: other comparisons by commits")


def main():
    ndup, names, crowded = sys.argv[1], sys.argv[2:], 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for name in names or [flood.__name__ for flood in floods.FLOODS]:
            pairs, compared, more = check_flood(ndup, folder, name)
            crowded += more
            print(f"{name}: {pairs} pairs and matches, {compared} comparisons, "
                  f"{more} crowded", flush=True)
        check(crowded > 0, "no article is crowded")
        for name in ("paragraphs", "sentences", "grid", "frames"):
            check_hidden(ndup, folder, name)
        check_story(ndup, folder)
        check_volumes(ndup, folder)
        check_same(ndup, folder)
        check_commits(ndup, folder)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
