"""Articles full of code points that become several words (half signs, Thai sara
am, Arabic ligatures of phrases), through the program and all its reports.

usage: several_words.py NDUP [SEED [ROUNDS]]

The oracle is Python's own Unicode: words are what NFKD makes of a text.  Each
place that a report tells is cut out of the text in UTF-8, whatever the files'
encoding, and must decode by itself; both sides of a passage have as many equal words as is said.
"""

import csv
import difflib
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

ENCODINGS = ("utf-8", "gb18030", "utf-16le")
USUAL = "½¼¾⅓ﷺﷻ㍿㏠㋿℀ำ"
PLAIN = ("the", "cup", "of", "milk", "5", "1", "2", "10", "株", "会", "ก", "า",
         "йод", "über", "don't", "Σ", "rate", "rose", "to", "per")
UNSPACED = "\u0e00-\u0eff\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff"
WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")


def words(text):
    """Near to the program's: marks are left out."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return WORD.findall("".join(c for c in plain
                                if not unicodedata.category(c)[0] == "M"))


def several():
    """Every code point with two words or more inside."""
    return [chr(code) for code in range(0x80, 0x20000)
            if not 0xd800 <= code < 0xe000 and len(words(chr(code))) > 1]


# ---- articles ---------------------------------------------------------------

class Writer:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.several = several()

    def piece(self):
        kind = self.rng.random()
        if kind < .3:
            return self.rng.choice(USUAL)
        return self.rng.choice(self.several if kind < .4 else PLAIN)

    def sentences(self, num):
        gaps = ("", " ", " ", " ", ". ", "\n")
        return "".join(self.piece() + self.rng.choice(gaps)
                       for _ in range(num))

    def changed(self, text):
        """The text with pieces put in, taken out and replaced."""
        out, at = "", 0
        while at < len(text):
            size = self.rng.randint(20, 90)
            out += text[at:at + size]
            at += size + self.rng.choice((0, 0, 1, 2))
            if self.rng.random() < .4:
                out += self.piece()
        return out

    def articles(self):
        """Texts that have stretches in common, by file name."""
        rng = self.rng
        common = [self.sentences(rng.randint(40, 120)) for _ in range(3)]
        texts = {}
        for i in range(rng.randint(3, 7)):
            parts = [self.changed(part)
                     for part in rng.sample(common, rng.randint(1, 3))]
            parts.insert(rng.randint(0, len(parts)),
                         self.sentences(rng.randint(5, 60)))
            texts[f"{i}.txt"] = rng.choice(("", " ", "\n\n")).join(parts)
        return texts


class Folder:
    """Articles as files, and what the program says of them."""

    def __init__(self, ndup, path, texts, encoding):
        self.ndup, self.path, self.encoding = ndup, path, encoding
        self.names = sorted(texts)
        self.bytes = {name: text.encode("utf-8")
                      for name, text in texts.items()}
        for name, text in texts.items():
            with open(os.path.join(path, name), "wb") as file:
                file.write(text.encode(encoding))

    def say(self, *args, paths=None):
        command = [self.ndup, *args, "--encoding", self.encoding,
                   *(self.names if paths is None else paths)]
        done = subprocess.run(command, cwd=self.path, capture_output=True,
                              check=False)
        assert done.returncode == 0, (command, done.returncode, done.stderr)
        return done.stdout.decode("utf-8")

    def lines(self, *args, paths=None):
        return [json.loads(line) for line in self.say(
            *args, "--format", "jsonl", paths=paths).splitlines()]

    def cut(self, name, begin, end):
        content = self.bytes[name]
        assert 0 <= begin < end <= len(content), (name, begin, end)
        return content[begin:end].decode("utf-8")


# ---- what is said of them ---------------------------------------------------

def assert_alike(a, b, num_words):
    """difflib finds words in order, but not always the most."""
    matcher = difflib.SequenceMatcher(None, words(a), words(b), autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks())
    assert found >= .8 * num_words, (found, num_words, a, b)


def check_lines(folder):
    num = 0
    for line in folder.lines("scan", "--matches"):
        if line["type"] not in ("match", "cluster"):
            continue
        for passage in line["passages"]:
            num += 1
            if line["type"] == "match":
                a, b = (folder.cut(line[side + "_id"], **passage[side])
                        for side in "ab")
                assert_alike(a, b, passage["num_words"])
            else:
                cut = [folder.cut(place["id"], place["begin"], place["end"])
                       for place in passage["occurrences"]]
                assert all(words(text) for text in cut), cut
    return num


def check_reports(folder):
    """For people: nothing that a terminal obeys.  For tables: rows alike."""
    for args in ((), ("--plain",), ("--context", "5"), ("--boilerplate", "3")):
        for char in folder.say("scan", *args):
            assert char == "\n" or unicodedata.category(char) != "Cc", args
    rows = list(csv.reader(io.StringIO(folder.say("scan", "--format", "csv"))))
    assert len({len(row) for row in rows}) == 1, rows


def cut_units(text, begin, end):
    units = text.encode("utf-16le")
    assert begin < end <= len(units) // 2, (begin, end)
    return units[2 * begin:2 * end].decode("utf-16le")


def check_page(folder):
    """Places count UTF-16 units.  Of the lead, null, the text is elsewhere."""
    page = folder.say("scan", "--format", "html")
    found = re.findall(r'<script type="application/json">({"lead".*?)</script>',
                       page, re.S)
    for data in map(json.loads, found):
        texts = data["texts"]
        for passage in data["passages"]:
            for member, begin, end in [passage[i:i + 3]
                                       for i in range(1, len(passage), 5)]:
                text = texts[member]
                text = texts[text] if isinstance(text, int) else text
                assert text is None or words(cut_units(text, begin, end))
    return len(found)


def check_pair(folder):
    for form in ("terminal", "jsonl", "html"):
        folder.say("compare", "--format", form, paths=folder.names[:2])


def check_index(folder):
    """An index keeps places, as bytes of the file."""
    first, *others = folder.names
    folder.say("index", "create", "--index", "i.ndx", paths=others)
    num = 0
    for line in folder.lines("index", "query", "--index", "i.ndx",
                             paths=[first]):
        for match in line.get("matches", ()):
            for passage in match["passages"]:
                assert_alike(folder.cut(first, **passage["a"]),
                             folder.cut(match["id"], **passage["b"]),
                             passage["num_words"])
                num += 1
    return num


def main():
    ndup = os.path.abspath(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20220627
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    writer = Writer(seed)
    lines = pages = index = 0
    print(f"seed {seed}, {len(writer.several)} code points", flush=True)
    for i in range(rounds):
        with tempfile.TemporaryDirectory(prefix="ndup-several-") as path:
            folder = Folder(ndup, path, writer.articles(),
                            ENCODINGS[i % len(ENCODINGS)])
            lines += check_lines(folder)
            check_reports(folder)
            pages += check_page(folder)
            check_pair(folder)
            index += check_index(folder)
    print(f"passages: {lines} of scans, {index} of indexes; {pages} pages")
    assert lines > rounds and pages > 0 and index > 0


if __name__ == "__main__":
    main()
