"""Tests of the words that a page marks as different: they are those that
`ndup compare` prints in brackets, for every pair that a reader may open.
"""

import os
import re
import subprocess

import html_corpus as corpus
from html_harness import cluster_of, goes, quiet

# Name, what one article says, what the other says, and the words that differ:
# those of the one, those of the other.
CASES = [
    ("sharp_s", "die breite Straße hinab zum Fluss",
     "DIE BREITE STRASSE HINAB ZUM FLUß", [], []),
    ("apostrophe", "п\u02bcять сімей об\u02bcєдналися",
     "п\u2019ять сімей об'єдналися", [], []),
    ("soft_hyphen", "the har\u00adbour mas\u00adter spoke",
     "the harbour master spoke", [], []),
    ("soft_hyphen_edit", "the har\u00adbour mas\u00adter spoke",
     "the harbour mis\u00adtress spoke", ["mas\u00adter"], ["mis\u00adtress"]),
    ("chinese", "一百年茶厂十八日重新开工了", "一百年茶厂十九日重新开工了", ["八"], ["九"]),
    ("fraction", "a gap of 1½ metres", "a gap of 1¼ metres", ["1½"], ["1¼"]),
    ("fraction_spelt", "a gap of ½ a metre", "a gap of 1/2 a metre", [], []),
    ("point", "rose by 1.5 percent", "rose by 1.6 percent", ["5"], ["6"]),
    ("combining", "le cafe\u0301 ferme\u0301 ici", "le café fermé ici", [], []),
    ("combining_edit", "le cafe\u0301 ferme\u0301 ici", "le café fermer ici",
     ["ferme\u0301"], ["fermer"]),
    ("ligature", "the oﬃce ﬁled it", "the office filed it", [], []),
    ("yo", "он берёт ещё один", "он берет еще один", [], []),
    ("emoji", "the ship 🚢👩‍🚀 sailed in winter", "the ship 🚢 sailed in spring",
     ["winter"], ["spring"]),
    ("added", "the council voted", "the town council has voted", [],
     ["town", "has"]),
    ("left_out", "the old council voted by night", "the council voted",
     ["old", "by night"], []),
    ("marks", "he said: \u201cno, never\u201d (today)",
     "he said \u2013 no; never today", [], []),
]


def around(seed, middle, begin="", end=""):
    """The middle inside text that is the same for a seed."""
    before, behind = corpus.words(seed, 25), corpus.words(seed + 1, 25)
    return f"{begin}{before} {middle} {behind}.{end}"


def record(name, text, day):
    return {"id": name, "text": text, "date": f"2024-01-{day:02}"}


def articles():
    records = []
    for i, (name, one, other, _, _) in enumerate(CASES):
        seed = 1000 + 2 * i
        records += [record(name + ".1", around(seed, one), 1),
                    record(name + ".2", around(seed, other), 2)]
    # Where a passage begins and ends: other words beside it, and marks that
    # belong to it in one article alone.
    text = corpus.words(2000, 50)
    records += [record("ends.1", f"First \u201c{text}\u201d, last.", 1),
                record("ends.2", f"Another\n\n{text} one", 2)]
    text = corpus.words(2001, 60).split()
    records += [record("near.1", " ".join(text), 1),
                record("near.2", " ".join(
                    text[:4] + ["new"] + text[5:-4] + ["newer"] + text[-3:]),
                       2)]
    # Three wordings, and one that has the passage twice.
    for i, words in enumerate(("nine ships", "ten ships", "ten grey boats")):
        records.append(record(f"three.{i + 1}", "🚢" * i + around(
            3000, "saw " + words + " at dawn", begin=("", "\u201c", "(«")[i]),
            i + 1))
    return records


def flat(text):
    """As a reader sees it: on one line, without what cannot be seen."""
    return " ".join(re.sub("[\u00ad\u200d]", "", text).split())


def printed(t, path, one, other):
    """The words in brackets on a terminal: those of either article."""
    out = subprocess.run(
        [t.ndup, "compare", "--color", "never", "--no-pager", "--width", "40",
         f"{path}#{one}", f"{path}#{other}"], check=True,
        stdout=subprocess.PIPE).stdout.decode()
    lines = flat(out)
    return [[flat(words) for words in re.findall(pattern, lines)]
            for pattern in (r"\[-(.*?)-\]", r"\{\+(.*?)\+\}")]


MARKED = """['a', 'b'].map((side) => [...pair.panes[side].querySelectorAll(
    'mark del, mark ins')].map((edit) => edit.textContent))"""


def marked(page):
    return [[flat(words) for words in side] for side in page.js(MARKED)]


def pairs_of(cluster):
    """Each two members, the lead first, as numbers from 1."""
    order = sorted(range(len(cluster["members"])), key=lambda i: (
        cluster["members"][i]["relation"] != "lead", i))
    return [(a + 1, b + 1) for i, a in enumerate(order) for b in order[i + 1:]]


def test_words_of_pairs(t):
    """In each pair of a scan the page marks what `ndup compare` prints."""
    report = t.report("wordings", articles())
    path = os.path.join(t.folder, "wordings.jsonl")
    page = t.open(report)
    num = 0
    assert len(report.clusters) == len(CASES) + 3, len(report.clusters)
    for cluster in report.clusters:
        for a, b in pairs_of(cluster):
            ids = [cluster["members"][i - 1]["id"] for i in (a, b)]
            want = printed(t, path, *ids)
            goes(page, f"#c{cluster['cluster']}/{a}/{b}")
            assert page.js("pair.order.length") > 0, ids
            assert marked(page) == want, (ids, marked(page), want)
            num += len(want[0]) + len(want[1])
            goes(page, f"#c{cluster['cluster']}/{b}/{a}")
            assert marked(page) == want[::-1], (ids, marked(page), want)
    assert num > 20, num
    quiet(page)


def test_words_by_hand(t):
    """The same words, told beforehand."""
    report = t.report("wordings", articles())
    page = t.open(report)
    for name, _, _, one, other in CASES:
        number, a = cluster_of(report, name + ".1")
        _, b = cluster_of(report, name + ".2")
        goes(page, f"#c{number}/{a}/{b}")
        want = [[flat(words) for words in side] for side in (one, other)]
        assert marked(page) == want, (name, marked(page), want)
    quiet(page)


def test_words_of_compare(t):
    """`ndup compare` marks in its page what it prints."""
    path = os.path.join(t.folder, "compare.jsonl")
    out = os.path.join(t.folder, "words.html")
    corpus.save(path, articles())
    page = t.browser.page()
    for name in [case[0] for case in CASES] + ["ends", "near", "three"]:
        for one, other in ((1, 2), (2, 1)):
            ids = f"{name}.{one}", f"{name}.{other}"
            subprocess.run([t.ndup, "compare", "--format", "html", "-o", out,
                            *(f"{path}#{id}" for id in ids)], check=True)
            page.open("file://" + out)
            page.wait("performance.getEntriesByName('ready').length > 0")
            want = printed(t, path, *ids)
            assert marked(page) == want, (ids, marked(page), want)
    quiet(page)


def test_many_wordings(t):
    """Of very many wordings each is compared with the lead's; of others the
    page says that it has not compared them."""
    records = [record(f"m{i:02}", around(4000, f"call {i + 500} of today"), 1)
               for i in range(20)]
    report = t.report("manywordings", records)
    cluster, = report.clusters
    lead = [m["relation"] for m in cluster["members"]].index("lead") + 1
    others = [i for i in range(1, 21) if i != lead]
    path = os.path.join(t.folder, "manywordings.jsonl")
    page = t.open(report)
    for other in others:
        goes(page, f"#c1/{lead}/{other}")
        ids = [cluster["members"][i - 1]["id"] for i in (lead, other)]
        assert marked(page) == printed(t, path, *ids)
        assert marked(page)[0] != []
        assert page.js("pair.missing.textContent") == ""
    goes(page, f"#c1/{others[0]}/{others[1]}")
    assert marked(page) == [[], []]
    assert "Not compared word by word" in page.js("pair.missing.textContent")
    quiet(page)
