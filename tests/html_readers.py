"""Tests for all readers: by keyboard, by ear, on a phone, on paper, without
scripts; and of reports that are large.
"""

import os
import time

import html_corpus as corpus
from html_harness import (ACTIVE, SIZES, check_members, cluster_of, goes,
                          quiet, rows, turns)


def test_keyboard(t):
    """From the first key to a passage and back, without a mouse."""
    report = t.samples()
    number, lead = cluster_of(report, "harbour-2-second-day.txt")
    page = t.open(report)
    focus = "document.activeElement"
    page.key("Tab")
    assert page.js(focus + ".className") == "skip"
    for _ in range(30):
        page.key("Tab")
        if page.js(f"{focus}.hash === '#c{number}'"):
            break
    assert page.js(f"getComputedStyle({focus}).outlineStyle") == "solid"
    turns(page, lambda: page.key("Enter"))
    assert page.js(f"{focus}.closest('.open h2') !== null")
    for _ in range(30):
        page.key("Tab")
        if page.js(f"{focus}.closest('.members') !== null"):
            break
    turns(page, lambda: page.key("Enter"))
    assert page.js(f"{focus}.closest('#pair h2') !== null")
    page.key("n")
    first = page.js("pair.passage")
    page.key("n")
    assert page.js("pair.passage") != first
    a, b = page.js(ACTIVE)
    assert a == b and a != ""
    page.key("p")
    assert page.js("pair.passage") == first
    for _ in range(12):  # keys that are typed into a field stay there
        page.key("Tab")
        if page.js(f"{focus}.type === 'number'"):
            break
    page.key("n")
    assert page.js("pair.passage") == first
    turns(page, lambda: page.key("Escape"))
    assert page.js("document.querySelector('#pair').hidden")
    for _ in range(40):
        page.key("Tab")
        if page.js(f"{focus}.closest('.matrix') !== null"):
            break
    before = page.js(f"{focus}.title")
    page.key("ArrowRight")
    assert page.js(f"{focus}.title") != before
    assert page.js("document.querySelector('.open output').textContent") == \
        page.js(f"{focus}.title")
    quiet(page)


VIEWS = ("", "#c1", "#c1/2/3/p2", "#clusters?least=2")
CONTROLS = {"button", "link", "textbox", "searchbox", "combobox", "checkbox",
            "spinbutton", "menulistpopup", "Date", "DateTime", "img", "image",
            "region", "navigation", "complementary", "listbox", "option",
            "DisclosureTriangle"}


def test_names(t):
    """Every control has a name for who does not see it."""
    for view in VIEWS:
        page = t.open(t.samples(), view)
        seen = set()
        for role, name, node in page.tree():
            if role in CONTROLS:
                seen.add(role)
                assert name.strip(), (view, role, node)
        assert "link" in seen, seen


CONTRAST = """(() => {
    const canvas = document.createElement('canvas').getContext('2d',
        {willReadFrequently: true});
    const paint = (colors) => {
        canvas.globalCompositeOperation = 'copy';
        colors.forEach((color) => {
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
            canvas.globalCompositeOperation = 'source-over';
        });
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (rgb) => rgb.map((v) => v / 255).map((v) =>
        v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const walker = document.createTreeWalker(document.body,
        NodeFilter.SHOW_TEXT);
    const poor = [];
    while (walker.nextNode()) {
        const e = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !e.checkVisibility() ||
            e.closest('script, :disabled, option'))
            continue;
        const layers = [];
        for (let up = e; up; up = up.parentElement)
            layers.unshift(getComputedStyle(up).backgroundColor);
        const style = getComputedStyle(e);
        const color = e instanceof SVGElement ? style.fill : style.color;
        const x = light(paint(layers)), y = light(paint([...layers, color]));
        const ratio = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
        if (ratio < 4.5)
            poor.push([walker.currentNode.data.slice(0, 40), ratio]);
    }
    return poor;
})()"""


def test_looks(t):
    """Enough contrast, and nothing beside the window, in light and dark, on
    desktop and phone."""
    report = t.report("matrix", corpus.large_cluster(60))
    views = [(t.samples(), view) for view in VIEWS]
    standing = t.report("standing", corpus.standing_articles())
    views += [(standing, view) for view in ("#b1", "#c1", "#c1/1/2?fold=no")]
    views += [(report, "#c1"), (t.hostile(), ""), (t.hostile(), "#c1"),
              (t.hostile(), "#c1/1/2")]
    for width, height in SIZES:
        for dark in (False, True):
            for shown_report, view in views:
                page = t.open(shown_report, view, width=width, height=height,
                              dark=dark)
                where = (view, width, dark)
                poor = page.js(CONTRAST)
                assert not poor, (where, poor[:5])
                wide = page.js("document.documentElement.scrollWidth")
                assert wide <= width, (where, wide)
                page.close()


def test_print(t):
    """On paper a pair is all there, without bars to scroll."""
    report = t.samples()
    page = t.open(report, "#c1/2/3")
    page.call("Emulation.setEmulatedMedia", media="print")
    cut = page.js("[...document.querySelectorAll('.pane')].some((p) => "
                  "p.scrollHeight > p.clientHeight + 1)")
    assert not cut
    assert page.js("getComputedStyle(document.querySelector('.tools'))"
                   ".display") == "none"
    pdf = page.call("Page.printToPDF")["data"]
    assert len(pdf) > 1000


def test_print_standing(t):
    """On paper the list is open, and what does not count is told by more than
    a colour."""
    page = t.open(t.report("standing", corpus.standing_articles()))
    page.call("Emulation.setEmulatedMedia", media="print")
    page.js("dispatchEvent(new Event('beforeprint')); 0")
    assert page.js("[...document.querySelectorAll('#overview > details')]"
                   ".every((details) => details.open)")
    assert page.js("document.querySelector('.standing tbody tr')"
                   ".getBoundingClientRect().height") > 0
    page.js("dispatchEvent(new Event('afterprint')); 0")
    assert not page.js("document.querySelector('.boilerplate').open")
    goes(page, "#c1")
    style = page.js("(() => { const s = document.querySelector('.open s'); "
                    "return [getComputedStyle(s).textDecorationLine, "
                    "s.querySelector('sup').checkVisibility()]; })()")
    assert style == ["underline", True], style


def test_without_scripts(t):
    """Overview, tables and lead texts are there without any script."""
    report = t.samples()
    page = t.open(report, scripts=False)
    root = page.call("DOM.getDocument", depth=-1)["root"]["nodeId"]

    def count(selector):
        return len(page.call("DOM.querySelectorAll", nodeId=root,
                             selector=selector)["nodeIds"])

    members = sum(len(c["members"]) for c in report.clusters)
    assert count(".list tbody tr") == len(report.clusters)
    assert count(".members tbody tr") == members
    assert count(".text") == len(report.clusters)
    assert count(".text mark") >= len(report.clusters)
    names = [name for role, name, _ in page.tree() if role == "StaticText"]
    everything = " ".join(names)
    assert "Port Ellery is the third largest harbour" in everything
    assert count("script[type]") == len(report.clusters)


# ---- size --------------------------------------------------------------------

def test_limit(t):
    records = corpus.large_cluster(8) + corpus.unicode_articles()
    size = sum(len(r["text"].encode()) for r in records[:8])
    report = t.report("limit", records,
                      page_options=("--report-limit", str(size)))
    page = t.open(report)
    assert len(report.clusters) == 5
    assert len(rows(page)) == 5
    said = page.js("document.querySelector('main').innerText")
    assert "4 clusters of 5, the smallest, are here without" in said
    for cluster in report.clusters:
        number = cluster["cluster"]
        goes(page, f"#c{number}")
        large = len(cluster["members"]) == 8
        assert page.js("document.querySelectorAll('.open .text').length") == \
            large
        assert page.js("document.querySelectorAll('.open .left-out')"
                       ".length") == (not large)
        check_members(report, page, cluster)
    goes(page, "#clusters?q=" + corpus.words(7, 3).split()[2])
    page.wait("list.indexed === list.rows.length")
    assert len(rows(page)) == 1
    quiet(page)


def test_ten_thousand(t):
    records = corpus.many_articles(10000)
    report = t.report("many", records)
    clustered = {member["id"] for cluster in report.clusters
                 for member in cluster["members"]}
    text = sum(len(record["text"].encode()) for record in records
               if record["id"] in clustered)
    size = os.path.getsize(report.page_file)
    print(f"        {len(clustered)} articles in {len(report.clusters)} "
          f"clusters, {size} bytes, {size / text:.3f} times their text")
    assert len(clustered) > 9000
    assert size <= 1.3 * text
    seconds = []
    for _ in range(3):
        begin = time.monotonic()
        page = t.open(report)
        page.js("new Promise((done) => requestAnimationFrame(done))")
        seconds.append(time.monotonic() - begin)
        page.close()
    print(f"        opened in {min(seconds):.2f} s, the best of three")
    assert min(seconds) < 10  # meant is 2; a busy machine is no fault
    page = t.open(report, "#clusters?q=" + records[-1]["title"]
                  .replace(" ", "+"))
    page.wait("list.indexed === list.rows.length")
    assert len(rows(page)) >= 1
    quiet(page)
