"""A headless Chromium that is driven over its own protocol: just enough to look at a page and to use it as a person would."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars", "--no-first-run",
    "--remote-debugging-port=0", "about:blank",
)  # fmt: skip
PATIENCE_S = 60


def program() -> str | None:
    """Return the path of an installed Chromium, None if there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One page of a running Chromium."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.events: list[dict[str, Any]] = []
        self.number = 0
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and return its result; what is reported meanwhile is kept in ``events``."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self.socket.recv(timeout=PATIENCE_S))
            if told.get("id") == self.number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']}")
                result: dict[str, Any] = told["result"]
                return result
            self.events.append(told)

    def open(self, page: Path, fragment: str = "", *, width: int = 1280, height: int = 900) -> None:
        """Open a file, with a fragment of its address if given, in a window of a size in pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Page.navigate", url="about:blank")
        self.events.clear()
        self.call("Page.navigate", url=page.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
        end = time.monotonic() + PATIENCE_S
        while self.run("document.readyState") != "complete" or self.run("location.protocol") == "about:":
            if time.monotonic() > end:
                raise TimeoutError(f"{page} did not open")
            time.sleep(0.05)

    def run(self, script: str) -> Any:
        """Return the value of an expression of JavaScript. Raises RuntimeError with the message of its exception."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise RuntimeError(told["exceptionDetails"]["exception"]["description"])
        return told["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key by its name, such as Escape, ArrowDown or Enter."""
        code = {"Enter": 13, "Escape": 27, "Tab": 9, "End": 35, "Home": 36}.get(key)
        code = code or {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def picture(self, path: Path) -> None:
        """Write what the window shows as a PNG of few colours, which keeps it small."""
        from PIL import Image

        taken = Image.open(io.BytesIO(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])))
        taken.convert("RGB").quantize(64).save(path, optimize=True)

    def requested(self) -> list[str]:
        """Return the addresses that were asked for since the page was opened."""
        return [event["params"]["request"]["url"] for event in self.events if event["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """Return what the page's console and its uncaught exceptions said since it was opened."""
        return [
            json.dumps(event["params"])
            for event in self.events
            if event["method"] in {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"}
        ]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a Chromium with a profile of its own and end it with the block. Raises FileNotFoundError if none is installed."""
    from websockets.sync.client import connect

    path = program()
    if path is None:
        raise FileNotFoundError("no chromium is installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [path, f"--user-data-dir={profile}", *OPTIONS], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with connect(_address(Path(profile)), max_size=None, proxy=None) as socket:
                yield Browser(socket)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_S)


def _address(profile: Path) -> str:
    """Return the address of the page's socket once the browser has told its port."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # whatever proxy the environment names
    told = profile / "DevToolsActivePort"
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if told.is_file() and (lines := told.read_text().split()):
            with direct.open(f"http://127.0.0.1:{lines[0]}/json") as answer:
                pages = [target for target in json.load(answer) if target["type"] == "page"]
            if pages:
                return str(pages[0]["webSocketDebuggerUrl"])
        time.sleep(0.1)
    raise TimeoutError("the browser did not start")
