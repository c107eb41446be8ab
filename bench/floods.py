#!/usr/bin/env python3
"""How time and memory grow with floods: articles with much in common.

usage: floods.py [options]      (bench/README.md says what the columns mean)
"""
import argparse
import json
import math
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))
import floods  # noqa: E402
import machine  # noqa: E402

COMMANDS = ["scan", "dedup", "filter", "index add"]
DOUBLINGS = 4
# A row above is measured once more, as others on the machine make times longer
# and never shorter; of each size the least time counts.
POWER = 1.15
# How many articles a flood has at first: so many that by then, or soon, each has
# as many candidates as are compared at most.  Where but a few articles have
# something in common that takes many of them.
FIRST = 250
FIRST_OF = {
    "one_word": 1000, "two_words": 500, "periods": 1000, "han": 500,
    "fractions": 4000, "paragraphs": 4000, "short_paragraphs": 2000,
    "one_paragraph": 4000, "sentences": 2000, "forms": 4000, "prefixes": 4000,
    "sums": 4000, "same_id_other_text": 4000,
}


def options():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", type=pathlib.Path,
                        help="folder with ndup [build]")
    parser.add_argument("--first", type=int, metavar="N",
                        help="articles at first [as listed here, or 250]")
    parser.add_argument("--floods", nargs="+", metavar="NAME", default=[
        flood.__name__ for flood in floods.FLOODS])
    parser.add_argument("--commands", default=COMMANDS, nargs="+",
                        metavar="NAME")
    parser.add_argument("--threads", default=1, type=int)
    parser.add_argument("--limit", default=240, type=int, metavar="SECONDS",
                        help="of processor time: what takes more ends [240]")
    parser.add_argument("--csv", metavar="FILE")
    return parser.parse_args()


def command_line(args, command, folder, path):
    """The command; an index, where one is needed, is made anew."""
    index = folder / "index"
    usual = ["-v", "--threads", str(args.threads)]
    if command in ("filter", "index add"):
        shutil.rmtree(index, ignore_errors=True)
        (folder / "marked").unlink(missing_ok=True)
        subprocess.run([args.build / "ndup", "index", "create", "--seed", "1",
                        "--index", index], check=True,
                       stderr=subprocess.DEVNULL)
        usual += ["--index", index]
    output = {"scan": ["--format", "jsonl", "-o", folder / "report",
                       "--stats", folder / "stats"],
              "dedup": ["-o", folder / "kept"],
              "filter": ["-o", folder / "marked"]}.get(command, [])
    return [args.build / "ndup", *command.split(), *usual, *output, path]


def compared(command, folder, said):
    """How often two articles were compared, by what ndup counts; dedup does not
    say so."""
    if command == "scan":
        return json.loads((folder / "stats").read_text())["num_candidates"]
    found = re.search(r"compared (\d+) times", said)
    return int(found.group(1)) if found else 0


def measure(args, command, folder, path):
    """What a run took, or None if it ended with an error, or at the limit."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (args.limit, args.limit))

    with open(folder / "said", "w+", encoding="utf-8") as said:
        status, took = machine.run(
            command_line(args, command, folder, path), preexec_fn=limit,
            stderr=said)
        said.seek(0)
        if status == 0 and command != "dedup":
            took["compared"] = compared(command, folder, said.read())
    return took if status == 0 else None


def power(sizes, values):
    """By which a value grows with the bytes, from the first to the last."""
    if len(values) < 2 or min(values) <= 0:
        return ""
    return f"{math.log(values[-1] / values[0], sizes[-1] / sizes[0]):.2f}"


def measure_sizes(args, name, command, folder):
    """Bytes, articles, and what a run took, of each size within the limit."""
    first = args.first or FIRST_OF.get(name, FIRST)
    found = []
    for size in [first << i for i in range(DOUBLINGS + 1)]:
        path = folder / f"{name}-{size}.jsonl"
        if not path.exists():
            floods.write(name, size, path)
        took = measure(args, command, folder, path)
        if took is None:
            break
        with open(path, "rb") as file:
            took["articles"] = sum(1 for _ in file)
        took["bytes"] = os.path.getsize(path)
        found.append(took)
    return found


def measure_row(args, name, command, folder):
    found = measure_sizes(args, name, command, folder)
    growth = power([took["bytes"] for took in found],
                   [took["cpu"] for took in found])
    if growth == "" or float(growth) <= POWER:
        return found
    again = measure_sizes(args, name, command, folder)
    return [min(both, key=lambda took: took["cpu"])
            for both in zip(found, again)]


def row(args, name, command, folder):
    found = measure_row(args, name, command, folder)
    sizes, seconds, memory = (
        [took[key] for took in found] for key in ("bytes", "cpu", "peak_mb"))
    pairs = [took["compared"] for took in found if "compared" in took]
    first = args.first or FIRST_OF.get(name, FIRST)
    cells = [name, command, str(first), f"{sizes[-1] / 1e6:.1f}" if sizes else ""]
    for i in range(DOUBLINGS + 1):
        cells.append(f"{seconds[i]:.2f}" if i < len(found) else "")
    cells.append(power(sizes, seconds))
    cells.append(power(sizes[-2:], seconds[-2:]))
    for i in (0, DOUBLINGS):
        cells.append(f"{pairs[i] / found[i]['articles']:.1f}"
                     if i < len(pairs) else "")
    cells.append(power(sizes, pairs))
    for i in (0, DOUBLINGS):
        cells.append(f"{memory[i]:.0f}" if i < len(found) else "")
    return [*cells, power(sizes, memory)]


def main():
    args = options()
    columns = ["flood", "command", "articles", "mb",
               *[f"cpu_{1 << i}" for i in range(DOUBLINGS + 1)], "power",
               "last_power", "compared_1", f"compared_{1 << DOUBLINGS}",
               "compared_power", "peak_mb_1", f"peak_mb_{1 << DOUBLINGS}",
               "memory_power"]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in args.floods:
            for command in args.commands:
                rows.append(row(args, name, command, pathlib.Path(folder)))
                print(*rows[-1], sep="\t", flush=True)
            for path in pathlib.Path(folder).glob(f"{name}-*.jsonl"):
                path.unlink()
    machine.show(columns, rows)
    if args.csv:
        machine.write_csv(args.csv, machine.facts(args.build / "ndup"),
                          columns, rows)


if __name__ == "__main__":
    main()
