#!/usr/bin/env python3
"""Names of what ndup writes for programs, held against the manual's table.

usage: fields.py NDUP MANUAL

Every command that writes JSON or CSV runs on small inputs that have all there
is to tell: no field is missing in the table, and none of the table is missing
in what was written, object by object, in the order that the manual gives.

Ids and titles are hostile: each has the same bytes in all that is written, and
none of them a character that a terminal would obey.  What `index query` writes
for people fits the screen.
"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

# Objects by where they stand: the type of a line, then names of fields.
NESTED = {
    "cluster.members": "member", "cluster.passages": "shared",
    "cluster.related": "related", "member.ignored": "ignored",
    "pair.a_ignored": "ignored", "pair.b_ignored": "ignored",
    "shared.occurrences": "occurrence", "match.passages": "passage",
    "pair.passages": "passage", "earlier.passages": "passage",
    "verdict.passages": "passage", "passage.a": "span", "passage.b": "span",
    "member.facts": "fact", "match.facts": "fact", "pair.facts": "fact",
    "earlier.facts": "fact", "verdict.facts": "fact", "fact.a": "span",
    "fact.b": "span",
    "summary.skipped": "skipped", "summary.boilerplate": "marked",
    "query.verdict": "verdict", "query.matches": "earlier",
    "stats.cpu_seconds": "cpu", "stats.host": "host", "stats.input": "input",
    "stats.skipped": "skipped",
}
FREE = ("skipped.other_kinds", "stats.seconds")  # suffixes and stages

# What no text of a report has as it is.
UNSAFE = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e"
                    "\u2066-\u2069\ufeff]")
HOSTILE = ["".join(map(chr, codes)) for codes in (
    range(0, 0x24), (0x5c, 0x5c, 0x22, 0x2f, 0x3c), range(0x7f, 0xa1),
    (0x61c, 0x200b, 0x200e, 0x200f), range(0x2028, 0x2030),
    range(0x2066, 0x206a), (0xfeff, 0xfffe, 0xffff, 0x10ffff, 0x1f6a2),
    (0x2028,), (0x202e,), (0x85,))] + ["9" * 400, "x" * 5000]
BROKEN = [b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"a\xe2\x80"]

failed = 0


def check(holds, line):
    global failed
    if not holds:
        failed += 1
        print(f"FAILED: {line}")


def expected(text):
    """A JSON string as the manual has it, by Python."""
    short = {"\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "\"" + "".join(
        short[char] if char in short else
        f"\\u{ord(char):04x}" if UNSAFE.match(char) else char
        for char in text) + "\""


# ---- the manual -------------------------------------------------------------


def read_table(manual):
    """{object: names in order} by the lists, {(object, name)} by the table."""
    table, lists = set(), {}
    section = manual.split(".Sh FIELDS\n")[1].split("\n.Sh ")[0]
    for row in section.split("\n.It ")[1:]:
        head, *_, places = row.split("\n.El")[0].strip().split("\n")
        names = re.match(r"Cm ([\w ,]+) Pq (\w[\w ]*)$", head)
        check(names and places.startswith(".Pq Sy "), f"a row reads {row!r}")
        new = {(place, name) for place in re.findall(r"\w+", places[7:])
               for name in re.findall(r"\w+", names[1])}
        check(not table & new, f"more than one row has {sorted(table & new)}")
        table |= new
    for part in re.findall(r"\n\.Ss (\w+)\n(.*?)(?=\n\.S[sh] )", manual, re.S):
        names = re.findall(r"^\.Cm ([\w ,]+[.,])$", part[1].split(".Pp\n")[-1],
                           re.M)
        if names:
            lists[part[0]] = re.findall(r"\w+", " ".join(names))
    return lists, table


# ---- what is written --------------------------------------------------------


class Written:
    """The objects that were seen: {name: the orders of their fields}."""

    def __init__(self):
        self.seen, self.bytes = {}, []

    def take(self, name, value):
        if isinstance(value, list):
            for item in value:
                self.take(name, item)
            return
        if not isinstance(value, dict):
            return
        self.seen.setdefault(name, set()).add(tuple(value))
        for key, item in value.items():
            path = f"{name}.{key}"
            if path in FREE:
                continue
            has_objects = isinstance(item, dict) or (
                isinstance(item, list) and
                not all(isinstance(part, str) for part in item))
            check(not has_objects or path in NESTED, f"{path} is {item!r}")
            self.take(NESTED.get(path, path), item)

    def lines(self, data, name=None, wrapped=None):
        """JSON Lines; wrapped: only this field of each record."""
        for line in data.splitlines():
            if wrapped:
                key = f'"{wrapped}":'.encode()
                line = line[line.rindex(key) + len(key):-1]
            text = line.decode("utf-8")
            value = json.loads(text)
            check(not UNSAFE.search(text), f"unsafe: {text[:300]!r}")
            self.bytes.append(text)
            self.take(name or value["type"], value)

    def table(self, data, name):
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        check(len(rows) > 1, f"{name} has no rows")
        for row in rows:
            check(len(row) == len(rows[0]), f"{name} has a row {row}")
        self.seen.setdefault(name, set()).add(tuple(rows[0]))


# ---- inputs -----------------------------------------------------------------


def words(name, begin, end):
    return " ".join(f"{name}{i}" for i in range(begin, end))


def footer():
    return "\n\n" + words("footer", 0, 40)


def records():
    """News with copies, excerpts, what is related, a footer, odd names."""
    day = 0

    def record(id, text, **more):
        nonlocal day
        day += 3
        return {"id": id, "text": text, "source": "Wire", "url": "http://x/" + id,
                "date": f"2024-{1 + day // 28 % 12:02}-{1 + day % 28:02}", **more}

    a, b, c = (words(x, 0, 200) for x in "abc")
    yield record("lead", a + " " + b)
    yield record("one", a, title="=1+1")
    yield record("two", b, title="UPDATE 2-The ferry runs aground")
    yield record("kill", "Not true.", title="KILL: The ferry runs aground")
    yield record("three", words("b", 0, 100) + " " + words("d", 0, 100))
    yield record("away", words("d", 0, 80) + " " + c)
    yield record("no time", a, date=None, source=None, url=None)
    yield record("short", "few words")
    yield record("", a)
    for name in ("茶厂", "茶厂 again"):
        yield record(name, "青禾县栖茗镇的一座百年茶厂日前重新开工。" * 12,
                     title="百年茶厂" * 30, source="北岭通讯社" * 20)
    for i in range(30):
        yield record(f"site {i}", words(f"site{i}x", 0, 80) + footer())
    yield record("again", "Repeated: " + words("site7x", 0, 80) + footer())
    for rate in ("40", "45"):
        yield record(f"rate {rate}", words("f", 0, 100) + f" the rate is {rate} " +
                     words("g", 0, 100))
    for i, text in enumerate(HOSTILE):
        body = words(f"h{i}x", 0, 120)
        yield record(text, body, title=text)
        yield record(f"copy of {i}", body + " more", title="copy")


def make_input(folder):
    lines = [json.dumps(record).encode() for record in records()]
    for i, text in enumerate(BROKEN):
        lines.append(b'{"id":"%s","title":"%s","text":"%s"}' % (
            text + b"%d" % i, text, words(f"broken{i}x", 0, 50).encode()))
    lines += [b'{"id":1e400,"text":"%s"}' % words("a", 0, 200).encode(),
              b'{"id":"bad \xff","text":7}', b'{"text":']
    (folder / "in.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    (folder / "known.txt").write_text(words("c", 100, 150))
    (folder / "old.jsonl").write_text(json.dumps(
        {"id": "old", "date": "2020-01-01", "text": words("a", 0, 200)}) + "\n")


# ---- the commands -----------------------------------------------------------


class Program:
    def __init__(self, ndup, folder):
        self.ndup, self.folder = ndup, folder

    def run(self, *args, status=(0, 3)):
        done = subprocess.run([self.ndup, *args], capture_output=True,
                              cwd=self.folder, check=False)
        check(done.returncode in status,
              f"{args} ended with {done.returncode}: {done.stderr!r}")
        return done.stdout

    def file(self, name):
        return (self.folder / name).read_bytes()


def run_all(program, written):
    run = program.run
    scan = ["scan", "-q", "--boilerplate", "10", "--ignore-text", "known.txt",
            "--against", "old.jsonl", "in.jsonl"]
    written.lines(run(*scan, "--format", "jsonl", "--matches", "--stats",
                      "stats"))
    written.lines(program.file("stats"), "stats")
    written.lines(run(*scan, "--format", "jsonl", "--no-passages", "--within",
                      "90d", "--coverage", "off", "--boilerplate", "keep"))
    written.table(run(*scan, "--format", "csv"), "csv")
    written.table(run(*scan, "--format", "csv", "--matches"), "csv_matches")
    written.table(run(*scan, "--format", "csv", "--no-passages"), "csv")
    for other in ("one", "away", "short"):
        written.lines(run("compare", "--format", "jsonl",
                          "in.jsonl#" + other, "in.jsonl#lead"))
    written.lines(run("compare", "--format", "jsonl", "in.jsonl#rate 40",
                      "in.jsonl#rate 45"))
    run("dedup", "-q", "--contained", "0.5", "--dropped", "dropped", "in.jsonl")
    written.lines(program.file("dropped"), "dropped")
    written.lines(run("dedup", "-q", "--field", "ndup", "in.jsonl"), "kept",
                  "ndup")
    run("dedup", "-q", "--withdrawn", "withdrawn", "in.jsonl")
    written.lines(program.file("withdrawn"), "withdrawn")
    run_index(program, written)


def columns(line):
    """The columns of a terminal that a line takes."""
    return sum(0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(char) in "WF" else 1
               for char in line)


def check_screens(program, index):
    """What a query writes for people fits, and cannot move the cursor."""
    for width in (40, 41, 60, 80, 200):
        for more in ((), ("--plain",)):
            out = program.run("index", "query", "--index", index, "--width",
                              str(width), *more, "in.jsonl").decode("utf-8")
            lines = out.split("\n")
            wide = [line for line in lines if columns(line) > width]
            check(not wide, f"wider than {width}: {wide[:1]}")
            unsafe = [line for line in lines if UNSAFE.search(line)]
            check(not unsafe, f"unsafe for people: {unsafe[:1]!r}")
            check("words: 青禾县" in out or more,
                  f"{index} at {width}: no passage of Chinese text")
    out = program.run("index", "query", "--index", "empty.ndx", "in.jsonl")
    check(out.count(b": new, ") > 60 and b"[1]" not in out, "an empty index")


def run_index(program, written):
    run, query = program.run, ["index", "query", "-q", "--format", "jsonl"]
    for name, *more in (("a.ndx", "in.jsonl", "--window", "900d"),
                        ("no-text.ndx", "in.jsonl", "--no-text"),
                        ("empty.ndx", "--coverage", "off"), ("b.ndx",)):
        run("index", "create", "-q", "--index", name, "--seed", "1", *more)
        written.lines(run(*query, "--index", name, "in.jsonl"))
        written.lines(run("index", "info", "--index", name, "--format",
                          "jsonl"))
        run("index", "verify", "--index", name)
    check_screens(program, "no-text.ndx")
    out = run("filter", "-q", "--index", "b.ndx", "--passages", "--rejects",
              "rejects", "in.jsonl")
    written.lines(out, "verdict", "ndup")
    written.lines(program.file("rejects"), "rejected")


def check_names(written, lists, table):
    for name, orders in sorted(written.seen.items()):
        known = lists.get(name)
        if known is None:
            check(False, f"the manual has no object {name}: {orders}")
            continue
        check({(name, field) for field in known} ==
              {pair for pair in table if pair[0] == name},
              f"the table and the list of {name} differ: " + " ".join(sorted(
                  {field for place, field in table if place == name} ^
                  set(known))))
        for order in orders:
            check([field for field in known if field in order] == list(order),
                  f"{name} is {order}, the manual says {known}")
        check({field for order in orders for field in order} == set(known),
              f"not written of {name}: " + " ".join(
                  sorted(set(known) - {f for o in orders for f in o})))
    for name in sorted({place for place, _ in table} - set(written.seen)):
        check(False, f"nothing writes the object {name}")


def check_bytes(written):
    every = "\n".join(written.bytes)
    for text in HOSTILE:
        wanted = expected(text)
        check(every.count(f'"id":{wanted}') >= 8,
              f"{wanted[:200]} stands {every.count(wanted)} times")
    titles = set(re.findall(r'"title":("(?:[^"\\]|\\.)*"|null)', every))
    known = {expected(text) for text in HOSTILE}
    known |= {expected(text.decode("utf-8", "replace")) for text in BROKEN}
    known |= {"null", '"copy"', '"=1+1"', expected("百年茶厂" * 30),
              '"UPDATE 2-The ferry runs aground"'}
    check(len(titles) > len(HOSTILE), f"only {len(titles)} titles")
    # Bytes that are no UTF-8 may be one U+FFFD each or together.
    odd = {t for t in titles - known if "\ufffd" not in t}
    check(not odd, f"titles {sorted(odd)}")


def main():
    ndup, manual = map(pathlib.Path, sys.argv[1:])
    lists, table = read_table(manual.read_text())
    written = Written()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(ndup.resolve(), pathlib.Path(folder))
        make_input(program.folder)
        run_all(program, written)
    check_names(written, lists, table)
    check_bytes(written)
    print(f"{len(table)} fields of {len(written.seen)} objects, "
          f"{failed} failures")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
