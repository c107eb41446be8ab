"""Tests of the views: overview, cluster, pair."""

import difflib
import os
import subprocess

import html_corpus as corpus
from html_harness import (ACTIVE, HEIGHTS, SIZES, check_members, check_offsets,
                          cluster_of, goes, quiet, rows, turns)


# ---- the overview ------------------------------------------------------------

def test_overview(t):
    report = t.samples()
    page = t.open(report)
    summary = report.lines[-1]
    counts = page.js("Object.fromEntries([...document.querySelectorAll("
                     "'.counts div')].map((d) => [d.firstChild.textContent, "
                     "d.querySelector('b').textContent]))")
    assert counts["Articles"] == str(summary["num_articles"]), counts
    assert counts["Clusters"] == str(summary["num_clusters"])
    assert counts["Clustered"] == str(summary["num_clustered"])
    assert counts["Identical"] == str(summary["num_identical"])
    assert counts["Boilerplate"] == str(summary["boilerplate"]["num_passages"])
    method = page.js("document.querySelector('.method').textContent")
    run = report.lines[0]
    assert f"{run['num_bands']} of {run['num_rows']} rows" in method, method
    assert f"{run['expected_recall'] * 100:.2f}%" in method
    assert "ndup scan -q --format html -o" in method
    assert run["version"] in method
    assert len(rows(page)) == len(report.clusters)
    shown = page.js("[...document.querySelectorAll('.histograms svg')].map("
                    "(svg) => [...svg.querySelectorAll('rect title')].map("
                    "(title) => parseInt(title.textContent)).reduce("
                    "(x, y) => x + y))")
    assert shown == [summary["num_matches"]] * 2, shown
    quiet(page)


def test_sort(t):
    report = t.samples()
    page = t.open(report)
    sizes = {c["cluster"]: len(c["members"]) for c in report.clusters}
    for times, reverse in ((1, True), (2, False)):
        page.click(".list thead th:nth-child(2) button")
        got = page.js("[...document.querySelectorAll('.list tbody tr')].map("
                      "(row) => Number(row.cells[1].textContent))")
        assert got == sorted(sizes.values(), reverse=reverse), got
    assert page.js("document.querySelector('.list th:nth-child(2)')"
                   ".getAttribute('aria-sort')") == "ascending"
    assert page.js("location.hash") == "#clusters?sort=-size"
    page.click(".list thead th:nth-child(6) button")
    weakest = page.js("[...document.querySelectorAll('.list tbody tr')].map("
                      "(row) => parseInt(row.cells[5].textContent))")
    assert weakest == sorted(weakest) and len(set(weakest)) > 2, weakest
    page.click(".list thead th:nth-child(4) button")
    spans = page.js("[...document.querySelectorAll('.list tbody tr')].map("
                    "(row) => readSpan(row.cells[3].textContent))")
    assert spans == sorted(spans, reverse=True) and len(set(spans)) > 1, spans
    quiet(page)


def test_filter(t):
    report = t.samples()
    page = t.open(report)
    page.click("#controls summary")
    page.wait("list.indexed === list.rows.length")
    page.click("[name=least]")
    page.type("3")
    three = [c for c in report.clusters if len(c["members"]) >= 3]
    assert len(rows(page)) == len(three) < len(report.clusters)
    assert "least=3" in page.js("location.hash")
    page.click("#controls button")  # clear all
    assert len(rows(page)) == len(report.clusters)
    page.js("list.fields.source.value = 'Corvid';"
            "list.fields.source.dispatchEvent(new Event('change'))")
    from_corvid = [c for c in report.clusters
                   if any(m["source"] == "Corvid" for m in c["members"])]
    assert len(rows(page)) == len(from_corvid) > 0
    goes(page, "#clusters?relation=excerpt")
    excerpts = [c for c in report.clusters
                if any(m["relation"] == "excerpt" for m in c["members"])]
    assert len(rows(page)) == len(excerpts) > 0
    goes(page, "#clusters?weakest=50&from=2024-03-12")
    assert len(rows(page)) == 1
    goes(page, "#clusters?span=1&to=2024-03-31")
    assert len(rows(page)) == 2
    quiet(page)


def test_search(t):
    report = t.samples()
    page = t.open(report)
    page.click("[name=q]")
    page.type("fishing coop")  # stands in texts, in no title
    page.wait("document.querySelectorAll('.list tbody tr').length === 1")
    number, _ = cluster_of(report, "harbour-2-second-day.txt")
    assert page.js("document.querySelector('.list tbody a').hash") == \
        f"#c{number}"
    goes(page, "#clusters?q=" + "ПОСЁЛКОМ")
    page.wait("list.indexed === list.rows.length")
    assert len(rows(page)) == 1, rows(page)
    goes(page, "#clusters?q=nowhereatall")
    assert rows(page) == []
    assert page.js("list.output.textContent").startswith("0 of ")
    quiet(page)


# ---- a cluster ---------------------------------------------------------------

def test_members(t):
    report = t.samples()
    page = t.open(report)
    for cluster in report.clusters:
        goes(page, f"#c{cluster['cluster']}")
        check_members(report, page, cluster)
        lead = next(i for i, m in enumerate(cluster["members"])
                    if m["relation"] == "lead")
        for i, member in enumerate(cluster["members"]):
            if i == lead:
                continue
            got = page.js(f"measuresOf(findCluster({cluster['cluster']}), "
                          f"{i}, {lead})")
            assert got["jaccard"] == round(member["jaccard"] * 10000)
            assert got["ofA"] == round(member["coverage"] * 10000)
            assert got["ofB"] == round(member["coverage_of_other"] * 10000)
    quiet(page)


def test_cluster(t):
    report = t.samples()
    number, member = cluster_of(report, "harbour-2-second-day.txt")
    page = t.open(report)
    turns(page, lambda: page.click(f".list tbody a[href='#c{number}']"))
    assert page.js(f"document.querySelector('#c{number}').classList"
                   ".contains('open')")
    assert page.js("document.querySelectorAll('.cluster.open').length") == 1
    assert page.js("document.querySelector('#overview').hidden")
    marks = page.js("[...document.querySelectorAll('.timeline a')].map("
                    "(a) => a.textContent)")
    assert marks == ["1", "2", "3"]
    weakest = page.js("document.querySelectorAll('.matrix .weakest').length")
    assert weakest == 2
    page.js("document.querySelector('.matrix td.weakest a').dispatchEvent("
            "new MouseEvent('mouseover', {bubbles: true}))")
    said = page.js("document.querySelector('.cluster.open output')"
                   ".textContent")
    assert "Jaccard" in said and "%" in said
    held = page.js("[...document.querySelectorAll('.open .text p > i')].map("
                   "(i) => i.textContent)")
    assert "2" in held and "1" in held, held
    # A mark in the lead leads to its entry in the list of passages.
    page.click(".open .text mark", 1)
    assert page.js("document.querySelectorAll('.passages li.active')"
                   ".length") == 1
    turns(page, lambda: page.click(".open .passages li.active a"))
    assert not page.js("document.querySelector('#pair').hidden")
    assert page.js("document.querySelectorAll('#pair mark.active').length")
    turns(page, lambda: page.js("history.back()"))
    assert page.js("document.querySelector('#pair').hidden")
    quiet(page)


def test_large_cluster(t):
    report = t.report("large", corpus.large_cluster(70))
    page = t.open(report, "#c1")
    assert page.js("document.querySelectorAll('.open .ranking li').length") \
        == 69
    assert page.js("document.querySelector('.matrix') === null")
    shares = page.js("[...document.querySelectorAll('.open .ranking li')].map("
                     "(li) => parseInt(li.textContent))")
    assert shares == sorted(shares, reverse=True) and len(set(shares)) > 5
    turns(page, lambda: page.click(".open .ranking a", 3))
    assert page.js("document.querySelectorAll('#pair mark').length") > 0
    goes(page, "#c1/5/9")
    assert "Not measured" in page.js(
        "document.querySelector('#pair').textContent")
    report = t.report("matrix", corpus.large_cluster(60))
    page = t.open(report, "#c1", width=390, height=844)
    assert page.js("document.querySelectorAll('.matrix td a').length") == \
        60 * 59
    quiet(page)


# ---- a pair ------------------------------------------------------------------

def test_offsets(t):
    """Passages in the page are the very texts that JSON Lines point to."""
    records = corpus.unicode_articles()
    report = t.report("unicode", records)
    assert len(report.clusters) == 4
    check_offsets(t, report)


def test_align(t):
    """A click on a passage brings the same words side by side."""
    report = t.samples()
    number, lead = cluster_of(report, "harbour-2-second-day.txt")
    _, other = cluster_of(report, "harbour-3-wrap-up.txt")
    for width, height in SIZES:
        page = t.open(report, f"#c{number}/{lead}/{other}", width=width,
                      height=height)
        for side in (0, 1):
            for i in range(page.js("pair.order.length")):
                page.click(f".pane:nth-child({side + 1}) mark", i)
                a, b = page.js(ACTIVE)
                assert a == b and len(a) > 100, (a, b)
                tops = page.js(HEIGHTS)
                assert abs(tops[0] - tops[1]) < 2, tops
                passage = page.js("pair.passage")
                assert page.js("location.hash").endswith("/p" + passage)
        quiet(page)


def test_deep_link(t):
    report = t.samples()
    number, lead = cluster_of(report, "harbour-2-second-day.txt")
    _, other = cluster_of(report, "harbour-3-wrap-up.txt")
    page = t.open(report, f"#c{number}/{other}/{lead}/p3?words=62&fold=no")
    # Passage 3 has 61 words, so that it is none at 62.
    assert page.js("pair.order") == ["2"], page.js("pair.order")
    assert page.js("document.querySelectorAll('.fold').length") == 0
    page = t.open(report, f"#c{number}/{other}/{lead}/p3")
    a, b = page.js(ACTIVE)
    assert a == b and a.startswith("the closure costs the town")
    assert page.js("document.title").startswith("Articles ")
    for wrong in ("#c99", "#c1/1/1", "#c1/0/9", "#nonsense", "#overview"):
        page = t.open(report, wrong)
        assert page.js("document.querySelector('#pair').hidden"), wrong
        quiet(page)


def test_shares(t):
    report = t.samples()
    number, lead = cluster_of(report, "bridge-1-full.txt")
    _, other = cluster_of(report, "bridge-2-abridged.txt")
    member = report.clusters[number - 1]["members"][other - 1]
    page = t.open(report, f"#c{number}/{lead}/{other}")
    shares = page.js("[...document.querySelectorAll('.share')].map((s) => "
                     "s.textContent)")
    assert shares == [f"{member['coverage_of_other'] * 100:.2f}%",
                      f"{member['coverage'] * 100:.2f}%"], shares
    turns(page, lambda: page.click("nav.steps .apart"))
    assert page.js("location.hash") == f"#c{number}/{other}/{lead}"
    assert page.js("[...document.querySelectorAll('.share')].map((s) => "
                   "s.textContent)") == shares[::-1]


def test_edits(t):
    """Exactly the words that were changed are marked."""
    text = corpus.words(5, 80).split()
    changed = list(text)
    changed[30] = "otherword"
    del changed[50]
    changed.insert(60, "insertedword")
    report = t.report("edits", [
        {"id": "a", "text": "One. " + " ".join(text), "date": "2024-01-01"},
        {"id": "b", "text": "Two. " + " ".join(changed),
         "date": "2024-01-02"}])
    page = t.open(report, "#c1/1/2")
    assert page.js("[...document.querySelectorAll('#pair del')].map((d) => "
                   "d.textContent)") == [text[30], text[50]]
    assert page.js("[...document.querySelectorAll('#pair ins')].map((d) => "
                   "d.textContent)") == ["otherword", "insertedword"]
    quiet(page)


def test_fold(t):
    report = t.samples()
    number, lead = cluster_of(report, "harbour-2-second-day.txt")
    _, other = cluster_of(report, "harbour-3-wrap-up.txt")
    page = t.open(report, f"#c{number}/{lead}/{other}")
    folds = page.js("document.querySelectorAll('.fold').length")
    hidden = page.js("pair.panes.a.innerText.length")
    assert folds > 1
    page.click(".pane .fold")
    assert page.js("document.querySelectorAll('.fold').length") == folds - 1
    assert page.js("pair.panes.a.innerText.length") > hidden + 300
    page.click(".options input[type=checkbox]")
    assert page.js("document.querySelectorAll('.fold').length") == 0
    # All of the text is there, in its order.
    whole = page.js("(() => { const copy = pair.panes.a.cloneNode(true); "
                    "copy.querySelectorAll('a.number, s sup').forEach((a) => "
                    "a.remove()); return copy.textContent; })()")
    assert whole == page.js("textOf(pair.cluster, pair.a)")
    assert "fold=no" in page.js("location.hash")
    quiet(page)


STANDING = """[...document.querySelectorAll('.standing tbody tr')].map((row) =>
    [...row.cells].map((cell) => cell.textContent.trim()))"""
NOTES = """(root) => [...document.querySelectorAll(root + ' s')].map((s) => [
    [...s.childNodes].filter((n) => n.nodeName !== 'SUP').map((n) =>
        n.textContent).join(''),
    s.querySelector('sup') && s.querySelector('sup').textContent,
    s.querySelector('sup a') && s.querySelector('sup a').hash])"""


def test_standing(t):
    """The list says what stands, in how many articles, of whom, since when; it
    is the one of the JSON Lines."""
    report = t.report("standing", corpus.standing_articles())
    page = t.open(report)
    lines = [line for line in report.lines if line["type"] == "boilerplate"]
    got = page.js(STANDING)
    assert len(got) == len(lines) >= 2, got
    for row, line in zip(got, lines):
        assert row[0] == str(line["boilerplate"]), row
        assert row[2:4] == [str(line["num_articles"]),
                            str(line["num_sources"])], (row, line)
        text = " ".join(line["text"].split())[:60]
        assert row[1].startswith(text), (row, text)
    assert got[0][4:] == ["3 January to 9 March 2024", "67"], got
    at = [line["kind"] for line in lines].index("page")
    assert got[at][1].endswith("A page: one text under 12 titles in one source")
    assert got[at][4:] == ["1 to 23 February 2024", "23"], got
    said = page.js("document.querySelector('.boilerplate summary').textContent")
    assert "in 25 articles and 1 text under many titles, in 12 articles" in said
    assert "credits and rights notices" in \
        page.js("document.querySelector('#overview').textContent")
    quiet(page)


def test_notes(t):
    """What does not count is marked where articles are read, and says why; a
    note leads to its row in the list."""
    report = t.report("standing", corpus.standing_articles())
    number, _ = cluster_of(report, "copy")
    page = t.open(report, f"#c{number}")
    members = report.clusters[number - 1]["members"]
    want = [[[report.texts[m["id"]].encode()[i["begin"]:i["end"]].decode(),
              "not counted: credits" if i["kind"] == "credit" else
              "not counted: in 25 articles since 3 January 2024",
              None if i["kind"] == "credit" else f"#b{i['boilerplate']}"]
             for i in m["ignored"]] for m in members]
    assert [len(w) for w in want] == [2, 2], want
    lead = [m["relation"] for m in members].index("lead")
    assert page.js(f"({NOTES})('.open .text')") == want[lead]
    whole = page.js(f"textOf(findCluster({number}), {lead})")
    assert whole == report.texts[members[lead]["id"]]
    goes(page, f"#c{number}/1/2?fold=no")
    assert page.js(f"({NOTES})('#pair')") == want[0] + want[1]
    page.click(".options input[type=checkbox]", 1)
    assert page.js("document.querySelectorAll('#pair s').length") == 0
    page.click(".options input[type=checkbox]", 1)
    assert not page.js("document.querySelector('.boilerplate').open")
    turns(page, lambda: page.click("#pair s a"))
    assert page.js("document.querySelector('.boilerplate').open")
    assert page.js("document.activeElement.id") == "b1"
    top = page.js("document.getElementById('b1').getBoundingClientRect().top")
    assert 0 <= top < 900, top
    quiet(page)


def test_credits_of_a_pair(t):
    """`ndup compare` knows two articles only: of what does not count it shows
    the credits."""
    for i, record in enumerate(corpus.standing_articles()[1:25:23]):
        with open(os.path.join(t.folder, f"credit{i}.txt"), "w",
                  encoding="utf-8") as file:
            file.write(record["text"])
    out = os.path.join(t.folder, "credits.html")
    subprocess.run([t.ndup, "compare", "--format", "html", "-o", out,
                    *(os.path.join(t.folder, f"credit{i}.txt")
                      for i in range(2))], check=True)
    page = t.browser.page()
    page.open("file://" + out)
    assert page.js(f"({NOTES})('#pair')") == [
        ["Reporting by A. Writer; editing by B. Writer",
         "not counted: credits", None]] * 2
    quiet(page)


def test_compare(t):
    """`ndup compare` makes a page that opens with its pair, left and right as
    they were named, also where they do not match."""
    names = ("harbour-3-wrap-up.txt", "harbour-1-first-report.txt")
    out = os.path.join(t.folder, "compare.html")
    subprocess.run([t.ndup, "compare", "--format", "html", "-o", out,
                    "--long-passage", "off",
                    *(os.path.join(t.source, "samples", name)
                      for name in names)], check=True)
    page = t.browser.page()
    page.open("file://" + out)
    ids = page.js("['a', 'b'].map((side) => membersOf(pair.cluster)"
                  "[pair[side]].id)")
    assert [os.path.basename(id) for id in ids] == list(names), ids
    page.click("#pair mark")
    a, b = page.js(ACTIVE)
    assert a == b and a.startswith("port ellery is the third largest"), a
    turns(page, lambda: page.key("Escape"))
    parts = page.js("[...document.querySelectorAll('.open .members td:nth-child"
                    "(7)')].map((td) => td.textContent).sort()")
    assert parts == ["lead", "no match"], parts
    turns(page, lambda: page.click(".open nav.steps a"))
    assert len(rows(page)) == 1
    quiet(page)


def test_tass(t):
    folder = os.path.join(t.data, "tass")
    if not os.path.isdir(folder):
        return "skipped: no " + folder
    report = t.report("tass", path=folder)
    page = t.open(report)
    assert len(rows(page)) == len(report.clusters) == 1
    turns(page, lambda: page.click(".list tbody a"))
    check_members(report, page, report.clusters[0])
    turns(page, lambda: page.click(".open .members a"))
    for i in range(page.js("pair.order.length")):
        page.click(".pane:nth-child(1) mark a", i)
        tops = page.js(HEIGHTS)
        assert abs(tops[0] - tops[1]) < 2, tops
        a, b = (side.split() for side in page.js(ACTIVE))
        same = difflib.SequenceMatcher(None, a, b, False).ratio()
        assert same > 0.8, (same, a, b)
    quiet(page)
    return None
