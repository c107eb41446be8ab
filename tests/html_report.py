"""The HTML report as its readers meet it: opened, used and attacked in a real
browser.

usage: html_report.py NDUP SOURCE_DIR DATA_DIR [TEST...]

Prints one line a test; exits with 1 if one failed, with 77 and "skipped: no
browser" where there is none.
"""

import os
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import browser as driver  # noqa: E402
import html_attacks  # noqa: E402
import html_edits  # noqa: E402
import html_readers  # noqa: E402
import html_views  # noqa: E402
from html_harness import Tests  # noqa: E402


def all_tests():
    """Names and functions, in order of their names."""
    return sorted((name, function)
                  for module in (html_attacks, html_edits, html_readers,
                                html_views)
                  for name, function in vars(module).items()
                  if name.startswith("test_"))


def run(tests, chosen):
    failed = 0
    for name, test in all_tests():
        if chosen and name not in chosen:
            continue
        try:
            note = test(tests)
            print(f"{'ok' if not note else '--':7} {name}"
                  f"{': ' + note if note else ''}", flush=True)
        except Exception:  # whatever it is, the others go on
            failed += 1
            print(f"FAILED  {name}\n{traceback.format_exc()}", flush=True)
    return failed


def main():
    ndup, source, data, *chosen = sys.argv[1:]
    path = driver.find_browser()
    if path is None:
        print("skipped: no browser")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="ndup-html-") as folder, \
            driver.Browser(path) as browser:
        failed = run(Tests(os.path.abspath(ndup), source, data, browser,
                           folder), chosen)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
