"""A real browser, driven for tests: headless Chromium by its DevTools protocol.

Chromium reads commands from file descriptor 3 and answers on 4, JSON with a
NUL after it (--remote-debugging-pipe): nothing but the browser is needed, and
no port is opened.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPTIONS = (
    "--headless", "--remote-debugging-pipe", "--disable-gpu", "--no-sandbox",
    "--no-first-run", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--mute-audio",
    "--force-color-profile=srgb",
)
PATIENCE = 60  # seconds that an answer or a condition may take

KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38,
        "ArrowRight": 39, "ArrowDown": 40, " ": 32}


def find_browser():
    """The path of a browser, or None."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return None


class Browser:
    """One running browser; a context manager."""

    def __init__(self, path):
        commands, self.out = os.pipe()
        self.answers, answers = os.pipe()
        self.profile = tempfile.mkdtemp(prefix="ndup-browser-")

        def connect():
            # The numbers that Chromium wants may be those of pipes here.
            first, second = os.dup(commands), os.dup(answers)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [path, *OPTIONS, "--user-data-dir=" + self.profile, "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, preexec_fn=connect, close_fds=False)
        os.close(commands)
        os.close(answers)
        self.number = 0
        self.buffer = b""
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.out)
        os.close(self.answers)
        shutil.rmtree(self.profile, ignore_errors=True)

    def receive(self, timeout):
        """The next message, or None."""
        until = time.monotonic() + timeout
        while b"\0" not in self.buffer:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.answers], [], [], left)[0]:
                return None
            chunk = os.read(self.answers, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser ended")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **params):
        """Sends a command, returns its result; events on the way are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        number = self.number
        while True:
            answer = self.receive(PATIENCE)
            if answer is None:
                raise RuntimeError("no answer to " + method)
            if "id" not in answer:
                self.events.append(answer)
            elif answer["id"] == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def page(self, width=1280, height=900, dark=False, scripts=True):
        return Page(self, width, height, dark, scripts)


class Page:
    """One tab, with all that it asked of the network and said on the
    console."""

    def __init__(self, browser, width, height, dark, scripts):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")
        self.target = target["targetId"]
        self.session = browser.call("Target.attachToTarget", flatten=True,
                                    targetId=self.target)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM",
                       "Accessibility"):
            self.call(domain + ".enable")
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme",
             "value": "dark" if dark else "light"}])
        self.resize(width, height)
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=height, deviceScaleFactor=1, mobile=width < 600)

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)

    def events(self, *methods):
        """What came of these events so far."""
        self.call("Runtime.evaluate", expression="0")  # all before is here
        return [event["params"] for event in self.browser.events
                if event.get("sessionId") == self.session and
                event["method"] in methods]

    def open(self, url):
        """Goes there and waits until all is loaded."""
        before = len(self.events("Page.loadEventFired"))
        self.call("Page.navigate", url=url)
        self.wait(lambda: len(self.events("Page.loadEventFired")) > before)

    def wait(self, condition, what="what was waited for"):
        """Waits until the function or the expression is true."""
        until = time.monotonic() + PATIENCE
        while True:
            found = (self.js(condition) if isinstance(condition, str)
                     else condition())
            if found:
                return found
            if time.monotonic() > until:
                raise AssertionError("in vain: " + (
                    condition if isinstance(condition, str) else what))
            message = self.browser.receive(0.02)
            if message is not None:
                self.browser.events.append(message)

    def js(self, expression):
        """The value of an expression of JavaScript."""
        result = self.call("Runtime.evaluate", expression=expression,
                           returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise AssertionError(
                expression + ": " +
                str(result["exceptionDetails"].get("exception", {})
                    .get("description")))
        return result["result"].get("value")

    def key(self, key, shift=False):
        """Presses a key: a name of KEYS, or a letter."""
        text = {"Enter": "\r", " ": " "}.get(
            key, key if len(key) == 1 else "")
        common = {"key": key, "modifiers": 8 if shift else 0,
                  "windowsVirtualKeyCode": KEYS.get(key, 0) or
                  ord(key.upper()[0])}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text,
                  **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text):
        for letter in text:
            self.key(letter)

    def click(self, selector, number=0):
        """Clicks the middle of the first line of an element."""
        place = self.js(f"""(() => {{
            const e = document.querySelectorAll({json.dumps(selector)})
                [{number}];
            e.scrollIntoView({{block: 'center'}});
            const r = e.getClientRects()[0];
            return [r.left + r.width / 2, r.top + r.height / 2];
        }})()""")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=place[0],
                      y=place[1], button="left", clickCount=1)

    def tree(self):
        """The accessibility tree: a list of (role, name, node)."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [(node["role"]["value"], node.get("name", {}).get("value", ""),
                 node) for node in nodes
                if not node["ignored"] and "role" in node]

    def picture(self, path, whole=False):
        """A screenshot as PNG."""
        data = self.call("Page.captureScreenshot", format="png",
                         captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
