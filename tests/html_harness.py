"""What the tests of the HTML report stand on: reports and their oracles, the
pages that show them, and checks that several tests make.
"""

import json
import os
import subprocess

import html_corpus as corpus


SIZES = ((1280, 900), (390, 844))


class Report:
    """A report as page and, as its oracle, as JSON Lines."""

    def __init__(self, tests, name, records=None, path=None, options=(),
                 page_options=()):
        self.page_file = os.path.join(tests.folder, name + ".html")
        self.url = "file://" + self.page_file
        if records is not None:
            path = os.path.join(tests.folder, name + ".jsonl")
            corpus.save(path, records)
        lines = os.path.join(tests.folder, name + ".lines")
        for form, out, own in (("html", self.page_file, page_options),
                               ("jsonl", lines, ())):
            subprocess.run([tests.ndup, "scan", "-q", "--format", form, "-o",
                            out, *options, *own, path], check=True)
        with open(lines, encoding="utf-8") as file:
            self.lines = [json.loads(line) for line in file]
        self.clusters = [line for line in self.lines
                         if line["type"] == "cluster"]
        self.texts = {record["id"]: record["text"]
                      for record in records or []}


class Tests:
    def __init__(self, ndup, source, data, browser, folder):
        self.ndup, self.source, self.data = ndup, source, data
        self.browser, self.folder = browser, folder
        self.kept = {}

    def report(self, name, *args, **kwargs):
        if name not in self.kept:
            self.kept[name] = Report(self, name, *args, **kwargs)
        return self.kept[name]

    def samples(self):
        return self.report("samples",
                           path=os.path.join(self.source, "samples"),
                           options=("--boilerplate", "3"))

    def hostile(self):
        return self.report("hostile", corpus.hostile_articles())

    def open(self, report, hash="", **kwargs):
        page = self.browser.page(**kwargs)
        page.open(report.url + hash)
        if kwargs.get("scripts", True):
            page.wait("performance.getEntriesByName('ready').length > 0")
        return page


def quiet(page):
    """Nothing was said on the console and nothing asked of the network."""
    said = page.events("Runtime.consoleAPICalled", "Runtime.exceptionThrown",
                       "Log.entryAdded")
    assert not said, said
    asked = [event["request"]["url"]
             for event in page.events("Network.requestWillBeSent")
             if event["type"] != "Document" and
             not event["request"]["url"].startswith("data:")]
    assert not asked, asked


def rows(page):
    return page.js("[...document.querySelectorAll('.list tbody tr')]"
                   ".map((row) => row.cells[0].textContent)")


def cluster_of(report, id):
    """Number of the cluster, and of the member in it, from 1."""
    for cluster in report.clusters:
        for i, member in enumerate(cluster["members"]):
            if member["id"].endswith(id):
                return cluster["cluster"], i + 1
    raise AssertionError(id)


TURN = """window.turned = new Promise((done) =>
    addEventListener('hashchange', done, {once: true})).then(() => 1);
    0 /* not to be waited for yet */"""


def turns(page, act):
    """Does what changes the address, and waits until its view is there."""
    page.js(TURN)
    act()
    page.js("window.turned")


def goes(page, hash):
    """Follows an address."""
    if page.js("decodeURI(location.hash)") != hash:
        turns(page, lambda: page.js(f"location.hash = {json.dumps(hash)}"))


# ---- checks ------------------------------------------------------------------

def check_members(report, page, cluster):
    """The table says what the JSON Lines say."""
    got = page.js("membersOf(findCluster(%d)).map((m) => [m.id, m.words, "
                  "m.relation, m.inLead, m.ofLead])" % cluster["cluster"])
    want = []
    for member in cluster["members"]:
        lead = member["relation"] == "lead"
        want.append([member["id"], member["num_words"], member["relation"],
                     "" if lead else percent(member["coverage"]),
                     "" if lead else percent(member["coverage_of_other"])])
    assert got == want, (got, want)


def percent(share):
    rounded = int(share * 100 + 0.5)
    if share < 1 and rounded >= 100:
        return "99%"
    return "1%" if share > 0 and rounded == 0 else f"{rounded}%"


def check_offsets(t, report):
    page = t.open(report)
    for cluster in report.clusters:
        number = cluster["cluster"]
        ids = [member["id"] for member in cluster["members"]]
        for i, id in enumerate(ids):
            got = page.js(f"textOf(findCluster({number}), {i})")
            assert got == shown(report.texts[id]), (got, report.texts[id])
        for passage in cluster["passages"]:
            got = page.js(
                f"passagesOf(findCluster({number}))[{passage['passage'] - 1}]"
                ".places.map((p) => [p.member, textOf(findCluster("
                f"{number}), p.member).slice(p.begin, p.end)])")
            want = [[ids.index(place["id"]),
                     shown(report.texts[place["id"]].encode()
                           [place["begin"]:place["end"]].decode())]
                    for place in passage["occurrences"]]
            assert got == want and len(want) > 1, (got, want)
            check_lead(page, number, passage["passage"],
                       [text for member, text in want
                        if ids[member] == cluster["lead"]])
    quiet(page)


def check_lead(page, number, passage, texts):
    """The marks of the lead's text have the passage's text."""
    goes(page, f"#c{number}")
    marks = page.js("[...document.querySelectorAll('.open .text mark')].map("
                    "(m) => [m.querySelector('sup') ? Number(m.querySelector("
                    "'sup').textContent) : 0, [...m.childNodes].filter((n) => "
                    "n.nodeType === 3).map((n) => n.data).join('')])")
    joined, current = {}, 0
    for own, text in marks:
        current = own or current
        joined[current] = joined.get(current, "") + text
    if texts:
        assert joined[passage] == texts[0], (joined, texts)


def shown(text):
    """What the page shows instead of controls."""
    result = []
    for c in text:
        code = ord(c)
        if code < 0x20 and c not in "\t\n\r":
            c = chr(0x2400 + code)
        elif code == 0x7f:
            c = "\u2421"
        elif c in "\x85\u2028\u2029":
            c = "\n"
        elif (0x80 <= code < 0xa0 or 0x202a <= code <= 0x202e or
              0x2066 <= code <= 0x2069 or code in (0xfffe, 0xffff)):
            c = "\ufffd"
        result.append(c)
    return "".join(result)


HEIGHTS = """['a', 'b'].map((side) => {
    const pane = pair.panes[side];
    return pane.querySelector('mark.active').getBoundingClientRect().top -
        pane.getBoundingClientRect().top;
})"""
ACTIVE = """['a', 'b'].map((side) => [...pair.panes[side].querySelectorAll(
    'mark.active')].map((mark) => mark.textContent.slice(
        mark.querySelector('a') ? mark.querySelector('a').textContent.length
            : 0).toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) || []).flat()
    .join(' '))"""
