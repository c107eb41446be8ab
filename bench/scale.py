#!/usr/bin/env python3
"""How time, memory and temporary space grow with the number of articles.

usage: scale.py [options]       (bench/README.md says what the columns mean)

Scans made corpora of growing size, and the largest once more within a limit
of memory, where ndup has that option: its report must be the same by byte.
"""
import argparse
import filecmp
import json
import math
import pathlib
import subprocess
import sys

import machine

COLUMNS = ["articles", "mb", "threads", "memory", "seconds", "cpu",
           "articles_per_s", "mb_per_s", "peak_mb", "temporary_mb", "matches",
           "growth", "exponent", "same_report", "load"]
ONCE = 500000  # from this size on, one run


def options():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", type=pathlib.Path,
                        help="folder with ndup and bench/corpus [build]")
    parser.add_argument("--sizes", default=[10000, 100000, 1000000], type=int,
                        nargs="+", metavar="N")
    parser.add_argument("--seed", default=1, type=int)
    parser.add_argument("--threads", default=2, type=int)
    parser.add_argument("--runs", default=3, type=int)
    parser.add_argument("--memory", default="1G", metavar="SIZE",
                        help="limit for the largest corpus's second scan [1G]")
    parser.add_argument("--csv", metavar="FILE")
    return parser.parse_args()


def corpus(args, folder, articles):
    path = folder / f"corpus-{articles}-{args.seed}.jsonl"
    if not path.exists():
        part = path.with_suffix(".part")
        subprocess.run([args.build / "bench" / "corpus",
                        "--articles", str(articles), "--seed", str(args.seed),
                        "--out", part], check=True)
        part.rename(path)
    return path


def scan(args, articles, path, report, extra):
    """The best of some scans: what it took, and ndup's own statistics."""
    stats, best = path.with_name("stats.json"), None
    for _ in range(1 if articles >= ONCE else args.runs):
        status, took = machine.run([
            args.build / "ndup", "scan", "-q", "--format", "jsonl",
            "--threads", str(args.threads), "--stats", stats,
            "-o", report, *extra, path])
        if status:
            sys.exit(f"ndup ended with {status}")
        if best is None or took["seconds"] < best["seconds"]:
            best = {**took, "stats": json.loads(stats.read_bytes())}
    return best


def row(args, articles, memory, found, before):
    """before: articles and seconds of the size below, or None."""
    seconds, stats = found["seconds"], found["stats"]
    megabytes = stats["input"]["file_bytes"] / 1e6
    growth = exponent = ""
    if before:
        growth = seconds / before[1]
        exponent = f"{math.log(growth) / math.log(articles / before[0]):.3f}"
        growth = f"{growth:.2f}"
    return [str(articles), f"{megabytes:.0f}", str(args.threads), memory,
            f"{seconds:.2f}", f"{found['cpu']:.2f}",
            f"{articles / seconds:.0f}", f"{megabytes / seconds:.1f}",
            f"{found['peak_mb']:.0f}",
            f"{stats.get('temporary_bytes', 0) / 1e6:.0f}",
            str(stats["num_matches"]), growth, exponent,
            found.get("same_report", ""), f"{found['load']:.2f}"]


def limited(args, folder):
    """The options of a scan within limited memory; none if ndup has none."""
    known = machine.output(args.build / "ndup", "scan", "--help")
    extra = ["--memory", args.memory] if "--memory" in known else []
    if extra and "--tmpdir" in known:
        extra += ["--tmpdir", folder]
    return extra


def measure(args, folder):
    """All rows of the table."""
    report, other = folder / "report.jsonl", folder / "report-limited.jsonl"
    before, rows = None, []
    for articles in sorted(args.sizes):
        path = corpus(args, folder, articles)
        print(f"{articles} articles ...", file=sys.stderr)
        found = scan(args, articles, path, report, [])
        rows.append(row(args, articles, "", found, before))
        before = articles, found["seconds"]
    extra = limited(args, folder)
    if extra:
        print(f"{articles} articles, {args.memory} ...", file=sys.stderr)
        found = scan(args, articles, path, other, extra)
        same = filecmp.cmp(report, other, shallow=False)
        found["same_report"] = "yes" if same else "NO"
        rows.append(row(args, articles, args.memory, found, None))
        other.unlink()
    report.unlink()
    return rows


def main():
    args = options()
    folder = args.build / "bench" / "scale"
    folder.mkdir(parents=True, exist_ok=True)
    rows = measure(args, folder)
    notes = machine.facts(args.build / "ndup")
    for name, value in notes:
        print(f"{name}: {value}")
    machine.show(COLUMNS, rows)
    if args.csv:
        machine.write_csv(args.csv, notes, COLUMNS, rows)
    return any("NO" in row for row in rows)


if __name__ == "__main__":
    sys.exit(main())
