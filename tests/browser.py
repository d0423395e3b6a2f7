"""A real Chromium, driven over its own debugging pipe (Chrome DevTools Protocol): no driver, no package, no port."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from base64 import b64decode
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
KEYS = {"Enter": ("Enter", 13, "\r"), "Tab": ("Tab", 9, ""), "Escape": ("Escape", 27, ""), " ": ("Space", 32, " ")}


class Browser:
    """One page of one browser: what it is told, it has done when a method returns."""

    def __init__(self, out: int, back: int) -> None:
        self.out, self.back = out, back
        self.waiting = b""
        self.number = 0
        self.session = ""
        self.seen: list[dict[str, Any]] = []  # events not yet asked about
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result; raises RuntimeError where it is refused."""
        self.number += 1
        message: dict[str, object] = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            told = self._read()
            if told.get("id") == self.number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']['message']}")
                return dict(told["result"])
            self.seen.append(told)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self.waiting:
            more = os.read(self.back, 1 << 20)
            if not more:
                raise RuntimeError("Chromium is gone")
            self.waiting += more
        one, _, self.waiting = self.waiting.partition(b"\0")
        return dict(json.loads(one))

    def event(self, method: str) -> dict[str, Any]:
        """Return the next event of a kind, waiting for it."""
        while True:
            for index, one in enumerate(self.seen):
                if one.get("method") == method:
                    return dict(self.seen.pop(index)["params"])
            self.seen.append(self._read())

    def open(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self.seen.clear()
        self.ask("Page.navigate", url=address)
        self.event("Page.loadEventFired")

    def show(self, path: Path) -> None:
        """Open a file."""
        self.open(path.as_uri())

    def run(self, script: str) -> Any:
        """Return what an expression comes to, awaited; raises RuntimeError where it throws."""
        told = self.ask(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        if "exceptionDetails" in told:
            raise RuntimeError(json.dumps(told["exceptionDetails"].get("exception", told["exceptionDetails"])))
        return told["result"].get("value")

    def press(self, *keys: str, shift: bool = False) -> None:
        """Press keys, one after another, as a hand would."""
        for key in keys:
            code, number, text = KEYS.get(key, (key, ord(key[0].upper()), key if len(key) == 1 else ""))
            if key.startswith("Arrow"):
                number = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}[key]
            told = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": 8 * shift}
            self.ask("Input.dispatchKeyEvent", type="keyDown", **told, **({"text": text} if text else {}))
            self.ask("Input.dispatchKeyEvent", type="keyUp", **told)

    def size(self, width: int, height: int, *, dark: bool = False) -> None:
        """Give the window a size, and the light or the dark scheme."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.ask("Emulation.setEmulatedMedia", features=scheme)

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return b64decode(self.ask("Page.captureScreenshot", format="png")["data"])

    def printed(self, width: float = 8.27, height: float = 11.69) -> bytes:
        """Return the page as PDF, on paper of a size in inches; A4."""
        made = self.ask("Page.printToPDF", paperWidth=width, paperHeight=height, printBackground=True)
        return b64decode(made["data"])

    @property
    def complaints(self) -> list[str]:
        """What the browser's console says is wrong, policies that were broken among it."""
        told = [
            one["params"] for one in self.seen if one.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")
        ]
        return [json.dumps(one) for one in told]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser with a profile of its own, and end it; skips the test where none is installed."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    to_it, out = os.pipe()
    back, from_it = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:

        def given() -> None:  # it reads from 3 and writes to 4
            kept = os.dup(to_it), os.dup(from_it)
            os.dup2(kept[0], 3)
            os.dup2(kept[1], 4)

        options = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run")
        process = subprocess.Popen(
            [found, *options, f"--user-data-dir={profile}"],
            preexec_fn=given,  # noqa: PLW1509 - no thread is running, and nothing else puts a pipe at 3
            close_fds=False,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_it)
        os.close(from_it)
        try:
            yield Browser(out, back)
        finally:
            process.terminate()
            process.wait(20)
            os.close(out)
            os.close(back)
