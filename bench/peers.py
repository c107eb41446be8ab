#!/usr/bin/env python3
"""ndup next to other near-duplicate finders, on the same job.

usage: peers.py [options]       (bench/README.md says what the columns mean)

Sets up the peers in a virtual environment, makes a corpus, computes the exact
truth, and has each tool find all pairs of articles whose 5-word shingles have
at least a given Jaccard similarity: one process at a time, round by round.
"""
import argparse
import filecmp
import json
import os
import pathlib
import shutil
import subprocess
import sys
import venv

import machine

PARTS = pathlib.Path(__file__).resolve().parent / "peers"
sys.path.insert(0, str(PARTS))
from tools import TOOLS  # noqa: E402  (the tools themselves aren't imported)

JACCARD, FULL = "ndup, Jaccard alone", "ndup, full job"
NDUP = {JACCARD: ["--coverage", "off", "--boilerplate", "keep",
                  "--no-passages"],
        FULL: []}
SLOW = 20  # seconds; what takes longer runs but once
COLUMNS = ["tool", "version", "threshold", "threads", "seconds", "cpu",
           "articles_per_s", "mb_per_s", "peak_mb", "candidates",
           "candidate_recall", "candidate_precision", "pairs", "recall",
           "precision", "times_ndup", "cpu_times_ndup", "load", "prepare",
           "sign", "pair", "verify", "report"]
STAGES = COLUMNS[COLUMNS.index("prepare"):]
SHOWN = [column for column in COLUMNS if column not in (
    "threads", "candidates", "pairs", *STAGES)]  # the CSV file has all


def options():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", type=pathlib.Path,
                        help="folder with ndup and bench/corpus [build]")
    parser.add_argument("--articles", default=20000, type=int)
    parser.add_argument("--seed", default=1, type=int)
    parser.add_argument("--thresholds", default=[0.5, 0.7], type=float,
                        nargs="+", metavar="T")
    parser.add_argument("--threads", default=1, type=int)
    parser.add_argument("--runs", default=3, type=int)
    parser.add_argument("--tools", default=[*NDUP, *TOOLS], nargs="+",
                        metavar="TOOL", help=", ".join(map(repr, TOOLS)))
    parser.add_argument("--csv", metavar="FILE")
    return parser.parse_args()


def environment(folder):
    """Installs the peers, unless done already.  Returns their Python."""
    wanted, stamp = PARTS / "requirements.txt", folder / "requirements.txt"
    python = str(folder / "bin" / "python")
    if stamp.exists() and filecmp.cmp(wanted, stamp, shallow=False):
        return python
    print("Installing the peers ...", file=sys.stderr)
    venv.create(folder, clear=True, with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps",
               "--disable-pip-version-check"]
    if subprocess.run([*install, "-r", wanted], check=False).returncode:
        # One without a package for this machine must not stop the others.
        for line in wanted.read_text(encoding="ascii").splitlines():
            if line and not line.startswith("#"):
                subprocess.run([*install, line], check=False)
        if subprocess.run([python, "-c", "import numpy"],
                          check=False).returncode:
            sys.exit("The peers could not be installed.")
    shutil.copy(wanted, stamp)
    return python


def corpus(args, folder):
    path = folder / f"corpus-{args.articles}-{args.seed}.jsonl"
    if not path.exists():
        part = path.with_suffix(".part")
        subprocess.run([args.build / "bench" / "corpus",
                        "--articles", str(args.articles),
                        "--seed", str(args.seed), "--out", part], check=True)
        part.rename(path)
    return path


def truth(args, python, path):
    """Similarity of all pairs that reach the lowest threshold."""
    least = min(args.thresholds)
    result = path.with_name(f"{path.stem}-truth-{least}.json")
    if not result.exists():
        print("Computing the exact truth ...", file=sys.stderr)
        part = result.with_suffix(".part")
        subprocess.run([python, PARTS / "truth.py", path, str(least), part],
                       check=True)
        part.rename(result)
    with open(result, encoding="ascii") as file:
        return {(a, b): similarity for a, b, similarity in json.load(file)}


def run_ndup(args, name, threshold, path):
    report, stats = path.with_name("report.jsonl"), path.with_name("stats.json")
    status, took = machine.run([
        args.build / "ndup", "scan", "-q", "--format", "jsonl", "--matches",
        "--threshold", str(threshold), "--threads", str(args.threads),
        "--stats", stats, "-o", report, *NDUP[name], path])
    if status:
        raise RuntimeError(f"ndup ended with {status}")
    known = json.loads(stats.read_bytes())
    lines = {}
    with open(path, "rb") as file:
        for line in file:
            lines[json.loads(line)["id"]] = len(lines)
    pairs = []
    with open(report, "rb") as file:
        for line in file:
            if line.startswith(b'{"type":"match"'):
                match = json.loads(line)
                pairs.append(sorted((lines[match["a_id"]], lines[match["b_id"]])))
    stages = known["seconds"]
    return {**took, "version": known["version"], "pairs": pairs,
            "candidates": None, "stages": {
                "prepare": stages["read"], "pair": stages["pair"],
                "verify": stages["verify"], "report": stages["report"]}}


def run_peer(args, name, threshold, path, python):
    """A peer's time is that of the job alone, without loading the peer."""
    result, errors = path.with_name("result.json"), path.with_name("errors")
    threads = str(args.threads)
    with open(errors, "wb") as file:
        status, took = machine.run(
            [python, PARTS / "job.py", name, path, str(threshold), threads,
             result], stdout=file, stderr=file,
            env={**os.environ, "OMP_NUM_THREADS": threads,
                 "RAYON_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads})
    if status:
        lines = errors.read_text(errors="replace").strip().splitlines()
        raise RuntimeError(lines[-1] if lines else f"ended with {status}")
    with open(result, encoding="ascii") as file:
        known = json.load(file)
    return {**took, **known, "seconds": sum(known["stages"].values())}


def best_runs(args, threshold, path, python):
    """The fastest run of each tool, and how those failed that did."""
    best, failed = {}, {}
    for turn in range(args.runs):
        for name in args.tools:
            if name in failed or (turn and best[name]["seconds"] > SLOW):
                continue
            print(f"{threshold}: {name} ...", file=sys.stderr)
            try:
                found = (run_ndup(args, name, threshold, path) if name in NDUP
                         else run_peer(args, name, threshold, path, python))
            except RuntimeError as error:
                failed[name] = str(error)
                continue
            if not turn or found["seconds"] < best[name]["seconds"]:
                best[name] = found
    return best, failed


def judge(pairs, true):
    """How many there are, recall and precision."""
    if pairs is None:
        return ["", "", ""]
    pairs = set(map(tuple, pairs))
    right = len(pairs & true)
    return [str(len(pairs)), f"{right / max(1, len(true)):.4f}",
            f"{right / max(1, len(pairs)):.4f}"]


def row(args, name, threshold, found, context):
    path, true, baseline = context
    seconds = found["seconds"]
    after = judge(found["pairs"], true)
    if name == FULL:  # finds more than this truth, by coverage
        after[2] = ""
    return [name, found["version"], str(threshold), str(args.threads),
            f"{seconds:.2f}", f"{found['cpu']:.2f}",
            f"{args.articles / seconds:.0f}",
            f"{path.stat().st_size / 1e6 / seconds:.1f}",
            f"{found['peak_mb']:.0f}", *judge(found["candidates"], true),
            *after, *(f"{found[key] / baseline[key]:.1f}" if baseline else ""
                      for key in ("seconds", "cpu")), f"{found['load']:.2f}",
            *(f"{found['stages'][stage]:.2f}" if stage in found["stages"]
              else "" for stage in STAGES)]


def main():
    args = options()
    folder = args.build / "bench" / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    python, path = environment(folder / "venv"), corpus(args, folder)
    similar = truth(args, python, path)
    notes = [*machine.facts(args.build / "ndup"),
             ("corpus", f"{args.articles} articles, seed {args.seed}, "
              f"{path.stat().st_size / 1e6:.0f} MB")]
    rows = []
    for threshold in args.thresholds:
        true = {pair for pair, value in similar.items() if value >= threshold}
        notes.append((f"true pairs at {threshold}", len(true)))
        best, failed = best_runs(args, threshold, path, python)
        notes += [(f"not run: {name}", text) for name, text in failed.items()]
        rows += [row(args, name, threshold, best[name],
                     (path, true, best.get(JACCARD)))
                 for name in sorted(best, key=lambda n: best[n]["seconds"])]
    for name, value in notes:
        print(f"{name}: {value}")
    machine.show(SHOWN, [[cells[COLUMNS.index(column)] for column in SHOWN]
                         for cells in rows])
    if args.csv:
        machine.write_csv(args.csv, notes, COLUMNS, rows)


if __name__ == "__main__":
    main()
