"""Pictures of the HTML report of samples/, to look at or for the documents.

usage: pictures.py NDUP SOURCE_DIR OUT_DIR [--docs]

Each view at the width of a desktop and of a phone, light and dark; or, with
--docs, the two of docs/.  Needs Chromium.
"""

import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "tests"))

import browser as driver  # noqa: E402

VIEWS = {
    "overview": "",
    "filters": "#clusters?least=2&sort=size",
    "cluster": "#c1",
    "pair": "#c1/2/3/p2",
    "edits": "#c3/1/3",
}
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


def picture(browser, url, path, width, height, dark=False, whole=False):
    page = browser.page(width, height, dark)
    page.open(url)
    page.wait("performance.getEntriesByName('ready').length > 0")
    page.picture(path, whole)
    page.close()


def all_views(browser, url, out):
    for name, hash in VIEWS.items():
        for size, (width, height) in SIZES.items():
            for dark in (False, True):
                shade = "dark" if dark else "light"
                picture(browser, url + hash,
                        os.path.join(out, f"{name}-{size}-{shade}.png"),
                        width, height, dark, whole=True)


def documents(browser, url, out):
    picture(browser, url + "#c1", os.path.join(out, "report-cluster.png"),
            1040, 830)
    picture(browser, url + "#c3/1/3", os.path.join(out, "report-pair.png"),
            1040, 700)


def main():
    ndup, source, out, *docs = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, \
            driver.Browser(driver.find_browser()) as browser:
        page = os.path.join(folder, "report.html")
        subprocess.run([os.path.abspath(ndup), "scan", "-q", "--format",
                        "html", "-o", page, "samples"], check=True, cwd=source)
        (documents if docs else all_views)(browser, "file://" + page, out)


if __name__ == "__main__":
    main()
