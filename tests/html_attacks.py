"""Tests of articles, files and names that try to break out of the page."""

import os

import html_corpus as corpus
from html_harness import check_offsets, goes, quiet


def test_hostile(t):
    """What articles say stays text, in every view."""
    report = t.hostile()
    assert len(report.clusters) >= len(corpus.HOSTILE) - 1
    views = [""]
    for cluster in report.clusters:
        number = cluster["cluster"]
        views += [f"#c{number}", f"#c{number}/1/2", f"#c{number}/2/3/p1"]
    page = t.open(report)
    title = page.js("document.title")
    assert title == "Articles that repeat each other – ndup"
    for view in views:
        goes(page, view)
        page.js("list.rows.length && beginReading()")
        found = page.js("""(() => ({
            hacked: window.hacked,
            foreign: document.querySelectorAll('img, iframe, object, embed, ' +
                'link, base, form, svg svg, b b, style ~ style, u').length,
            scripts: document.querySelectorAll('script:not([type])').length,
            styles: document.querySelectorAll('style').length,
            links: [...document.querySelectorAll('a')].filter((a) =>
                !/^#/.test(a.getAttribute('href'))).length,
            handlers: [...document.querySelectorAll('*')].filter((e) =>
                [...e.attributes].some((a) => /^on/.test(a.name))).length,
        }))()""")
        assert found == {"foreign": 0, "scripts": 1, "styles": 1, "links": 0,
                         "handlers": 0}, (view, found)
    quiet(page)
    check_offsets(t, report)
    plain = t.open(report, scripts=False)
    root = plain.call("DOM.getDocument", depth=-1)["root"]["nodeId"]
    for selector in ("img", "svg svg", "style ~ style", "a:not([href^='#'])"):
        found = plain.call("DOM.querySelectorAll", nodeId=root,
                           selector=selector)["nodeIds"]
        assert not found, selector
    quiet(plain)


def test_hostile_files(t):
    """Names of files, and bytes that are no UTF-8, lone surrogates too."""
    folder = os.path.join(t.folder, "<img src=x onerror=hacked=1>")
    os.makedirs(folder)
    for i, name in enumerate(("\"><script>hacked=1<", "\u202etxt.exe",
                              "new\nline")):
        with open(os.path.join(folder, name + ".txt"), "wb") as file:
            file.write(b"\xed\xa0\x80 \xff\xfe <b>%d</b> \xf0\x9f\x9a\xa2\r\n"
                       % i + corpus.SHARED.encode() + b"\r\n\xc3\x28 \x80")
    report = t.report("files", path=folder)
    page = t.open(report, "#c1/1/2")
    texts = page.js("[...document.querySelectorAll('#pair mark')].map((m) => "
                    "m.lastChild.data).filter((text) => text.length > 20)")
    assert texts == [corpus.SHARED[:-1]] * 2, texts
    text = page.js("textOf(findCluster(1), 0)")
    assert text.startswith("\ufffd\ufffd\ufffd \ufffd\ufffd <b>0</b> 🚢\r\n"), \
        text
    assert page.js("window.hacked === undefined")
    quiet(page)


def test_policy(t):
    """The page's own policy keeps out what it does not name."""
    page = t.open(t.samples())
    page.js("""(() => {
        const script = document.createElement('script');
        script.textContent = 'window.hacked = 1';
        document.body.append(script);
        const image = document.createElement('img');
        image.src = 'http://127.0.0.1:9/x.png';
        document.body.append(image);
        document.body.setAttribute('style', 'color: red');
    })()""")
    page.wait(lambda: len(page.events("Log.entryAdded")) >= 3,
              "three violations on the console")
    assert page.js("window.hacked === undefined")
    assert page.js("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
