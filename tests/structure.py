#!/usr/bin/env python3
"""What holds the house together, read off sources and objects.

usage: structure.py SOURCE_DIR NM OBJECT...

- A folder of src/ includes ndup.h, its own files and folders that stand above it
  in ORDER; cli/ ndup.h, base/ and its own.  pipeline.c alone stands in src/.
- The objects call in no other direction.
- No two functions and no two struct tags of src/ share a name.
- Comments and documents name no file that is not there.
- ndup.h includes no file of the project; all others are included with quotes.
- Each of its calls that can fail ends with a struct ndup_error.
- What the program writes goes through cli/output.c, which sees each failure;
  what is composed in memory through base/buffer.c, as open_memstream(3) hides
  them.
"""
import collections
import pathlib
import re
import subprocess
import sys

# The order of reading: the arrows of the flow, and what they rest on.
ORDER = ["base", "dateline", "input", "text", "sketch", "compare", "table",
         "cluster", "corpus", "boilerplate", "evidence", "verify", "keep",
         "scan", "store", "index", "report", "cli"]
SEES = {"cli": ["base", "cli"]}
CODE = (".c", ".cpp", ".h")

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
FUNCTION = re.compile(r"^(?!__)(\w+)\((?:[^;{}]|\n)*?\)\n\{", re.M)
STRUCT = re.compile(r"^(?:typedef )?(?:struct|union) (\w+)\s*\{", re.M)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
FILE_NAME = re.compile(r"(?<![\w.*<>/-])[\w./-]*\w\.(?:c|cpp|h|py|sh|js|css|md)\b"
                       r"(?![\w*(-])")
# Names that are no files of the project: of other projects, or made up.
FOREIGN = {"fuzz_NAME.c", "news/B.md"}


def may_see(folder, other):
    seen = SEES.get(folder)
    if seen is None:
        seen = ORDER[:ORDER.index(folder) + 1]
    return other in seen


def check_includes(src, files):
    for path in files:
        folder = path.parent.relative_to(src).as_posix()
        if folder == ".":
            if path.name != "pipeline.c":
                yield f"src/{path.name} stands in no folder"
            continue
        for header in INCLUDE.findall(path.read_text()):
            other = header.rpartition("/")[0]
            there = (src / header if other else path.parent / header).exists()
            if header == "ndup.h":
                continue
            if not there:
                yield f"{path} includes {header}, which is not there"
            elif not may_see(folder, other or folder):
                yield f"{path} must not include {header}"


def check_lines(root, src):
    """What no line may have, but in files that are for it."""
    rules = [
        ([root / "include/ndup.h"], r'#\s*include\s*"', ()),
        ([*src.rglob("*"), root / "include/ndup.h"],
         r"#\s*include\s*<(?:ndup|base)", ()),
        (src.glob("cli/*.c"),
         r"(?<!\w)(?:stdout\b|(?:printf|vprintf|puts|putchar|rename|fsync|"
         r"fdatasync|dprintf|open_memstream)\()", ("output.c",)),
    ]
    for paths, pattern, excused in rules:
        for path in sorted(paths):
            if path.suffix not in CODE or path.name in excused:
                continue
            text = COMMENT.sub("", path.read_text())
            for found in re.findall(".*" + pattern + ".*", text):
                yield f"{path.relative_to(root)} has: {found.strip()}"


def check_errors(header):
    """A public call that can fail says why."""
    text = COMMENT.sub("", header.read_text())
    calls = re.findall(r"NDUP_API enum ndup_status\s+(\w+)\((.*?)\);", text,
                       re.S)
    for name, arguments in calls:
        if not re.search(r"struct ndup_error \*$", arguments):
            yield f"{name}() has no struct ndup_error as its last argument"
    if len(calls) < 30:
        yield f"only {len(calls)} calls that can fail in {header.name}"


def check_objects(nm, objects):
    """Calls between objects, by folder."""
    defined, wanted = {}, collections.defaultdict(set)
    for name in objects:
        folder = re.search(r"/src/(\w+)/[^/]*$", name)
        if not folder:
            continue
        out = subprocess.run([nm, name], check=True, text=True,
                             stdout=subprocess.PIPE).stdout
        for line in out.splitlines():
            kind, symbol = line.split()[-2:]
            if kind == "U":
                wanted[symbol].add((folder[1], name))
            elif kind in "TDBRC":
                defined[symbol] = folder[1]
    for symbol, users in sorted(wanted.items()):
        for folder, name in sorted(users):
            other = defined.get(symbol, folder)
            if folder == "cli" and symbol.startswith("ndup_"):
                continue
            if not may_see(folder, other):
                yield f"{name} calls {symbol}() of {other}/"


def check_names(src, files):
    for what, pattern in (("function", FUNCTION), ("struct", STRUCT)):
        places = collections.defaultdict(set)
        for path in files:
            for name in pattern.findall(COMMENT.sub("", path.read_text())):
                places[name].add(path.relative_to(src).as_posix())
        for name, where in sorted(places.items()):
            if len(where) > 1:
                yield f"{what} {name} is in {', '.join(sorted(where))}"


def project_files(root):
    """All but what is built, and what git keeps."""
    for path in sorted(root.iterdir()):
        if path.name in (".git", "build") or path.name.startswith("build."):
            continue
        yield from [path] if path.is_file() else (
            inner for inner in sorted(path.rglob("*")) if inner.is_file())


def text_of(root, path):
    """What people read: documents as they are, sources' comments."""
    parts = path.relative_to(root).parts
    if (parts[0].startswith(".") or parts[0] == "samples"
            or "corpus" in parts):
        return ""
    if path.suffix == ".md" or parts[0] == "man":
        return path.read_text()
    if path.suffix in CODE:
        return "\n".join(COMMENT.findall(path.read_text()))
    if path.suffix in (".py", ".sh") or path.name in (
            "Makefile", "CMakeLists.txt"):
        return "\n".join(line for line in path.read_text().splitlines()
                         if line.lstrip().startswith("#"))
    return ""


def check_file_names(root):
    paths = list(project_files(root))
    there = {path.name for path in paths}
    for path in paths:
        for name in sorted(set(FILE_NAME.findall(text_of(root, path)))):
            if name.startswith("/"):
                continue
            if "/" in name:
                known = any((base / name).exists() for base in (
                    root, root / "src", path.parent))
            else:
                known = name in there
            if not known and name not in FOREIGN:
                yield f"{path.relative_to(root)} names {name}"


def main():
    root, nm, objects = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    src = root / "src"
    files = sorted(p for p in src.rglob("*") if p.suffix in CODE)
    faults = [*check_includes(src, files), *check_lines(root, src),
              *check_errors(root / "include/ndup.h"),
              *check_objects(nm, objects),
              *check_names(src, files), *check_file_names(root)]
    if len(files) < 100 or len(objects) < 50:
        faults.append(f"only {len(files)} files and {len(objects)} objects")
    print(*faults, sep="\n")
    print(f"{len(files)} files, {len(objects)} objects: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
