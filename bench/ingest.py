#!/usr/bin/env python3
"""What an index costs: to make it, to pass a feed through it, to ask it.

usage: ingest.py [options]       (bench/README.md says what the columns mean)

Makes an index of each size from a made corpus, measures queries of articles
that come later in it, then passes these through `ndup filter`, which adds
them.  A collection of real articles, if one is given, is indexed too.
"""
import argparse
import itertools
import json
import pathlib
import shutil
import subprocess
import sys

import machine
import scale

COLUMNS = ["articles", "texts", "create_s", "create_cpu", "peak_mb",
           "bytes_an_article", "words_an_article", "query_us", "query_p99_us",
           "query_growth", "filter_s", "filter_cpu",
           "filter_a_minute", "load"]


def options():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", type=pathlib.Path,
                        help="folder with ndup, bench/corpus and bench/queries")
    parser.add_argument("--sizes", default=[100000, 1000000], type=int,
                        nargs="+", metavar="N")
    parser.add_argument("--feed", default=20000, type=int,
                        help="articles that are asked for and added [20000]")
    parser.add_argument("--collection", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--seed", default=1, type=int)
    parser.add_argument("--threads", default=2, type=int)
    parser.add_argument("--csv", metavar="FILE")
    return parser.parse_args()


def split(path, articles):
    """The first articles of a corpus, and the others."""
    first, rest = path.with_suffix(".first"), path.with_suffix(".feed")
    first, rest = (name.with_name(name.name + ".jsonl")
                   for name in (first, rest))
    if not rest.exists():
        with open(path, "rb") as lines:
            for name, num in ((first, articles), (rest, None)):
                part = name.with_suffix(".part")
                with open(part, "wb") as file:
                    file.writelines(itertools.islice(lines, num))
                part.rename(name)
    return first, rest


def run(args, *command):
    status, took = machine.run([args.build / "ndup", *command],
                               stderr=subprocess.DEVNULL)
    if status not in (0, 3):
        sys.exit(f"ndup ended with {status}")
    return took


def info(args, index):
    return json.loads(machine.output(
        args.build / "ndup", "index", "info", "--index", index,
        "--format", "jsonl"))


def create(args, index, path, extra):
    """An index of a file; what that took, and bytes an article."""
    shutil.rmtree(index, ignore_errors=True)
    took = run(args, "index", "create", "-q", "--index", index, "--seed", "1",
               "--threads", str(args.threads), *extra, path)
    found = info(args, index)
    took["bytes"] = found["used_bytes"] / found["num_articles"]
    took["articles"] = found["num_articles"]
    return took


def mean_words(path):
    """Of the first thousand articles, by white space."""
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"]
                 for line in itertools.islice(lines, 1000)]
    return sum(len(text.split()) for text in texts) / len(texts)


def row(took, texts, words, query, growth, fed, feed):
    rate = f"{feed / fed['seconds'] * 60:.0f}" if fed else ""
    return [str(took["articles"]), texts, f"{took['seconds']:.2f}",
            f"{took['cpu']:.2f}", f"{took['peak_mb']:.0f}",
            f"{took['bytes']:.0f}", words,
            query[1] if query else "", query[3] if query else "", growth,
            f"{fed['seconds']:.2f}" if fed else "",
            f"{fed['cpu']:.2f}" if fed else "", rate,
            f"{(fed or took)['load']:.2f}"]


def ask_and_feed(args, index, feed, before):
    query = machine.output(
        args.build / "bench" / "queries", index, feed, "2000").split()
    if not query:
        sys.exit("no queries measured")
    growth = f"{float(query[1]) / before:.2f}" if before else ""
    fed = run(args, "filter", "-q", "--index", index, "--threads",
              str(args.threads), "--commit-every", "1000", "-o",
              feed.with_suffix(".out"), feed)
    feed.with_suffix(".out").unlink()
    return query, growth, fed


def measure(args, folder):
    index, rows, before = folder / "ndx", [], None
    for articles in sorted(args.sizes):
        first, feed = split(
            scale.corpus(args, folder, articles + args.feed), articles)
        print(f"{articles} articles ...", file=sys.stderr)
        words = f"{mean_words(first):.0f}"
        took = create(args, index, first, ["--no-text"])
        query, growth, fed = ask_and_feed(args, index, feed, before)
        rows.append(row(took, "no", words, query, growth, fed, args.feed))
        before = float(query[1])
    if args.collection:
        print(f"{args.collection.name} ...", file=sys.stderr)
        took = create(args, index, args.collection, [])
        rows.append(row(took, "yes", "", None, "", None, 0))
    shutil.rmtree(index)
    return rows


def main():
    args = options()
    folder = args.build / "bench" / "ingest"
    folder.mkdir(parents=True, exist_ok=True)
    rows = measure(args, folder)
    notes = machine.facts(args.build / "ndup")
    for name, value in notes:
        print(f"{name}: {value}")
    machine.show(COLUMNS, rows)
    if args.csv:
        machine.write_csv(args.csv, notes, COLUMNS, rows)


if __name__ == "__main__":
    main()
