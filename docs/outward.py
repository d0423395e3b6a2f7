"""Look whether a built site loads anything from elsewhere: in its files, and in a browser where there is one.

`python docs/outward.py FOLDER` ends with 1 and says what is loaded, from where. Links that a reader follows are none.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADED = {
    "audio": "src", "embed": "src", "iframe": "src", "img": "src", "object": "data", "script": "src", "source": "src",
    "track": "src", "video": "src",
}  # fmt: skip
RELATIONS = ("stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest")
STYLED = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""")
OUTWARD = re.compile(r"(?:https?:)?//", re.IGNORECASE)
PAGES = ("index.html", "tutorial.html", "checks.html", "api.html")
ALONE = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         "--disable-component-update", "--disable-sync", "--disable-extensions", "--virtual-time-budget=4000",
         "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1")  # fmt: skip


class Loads(HTMLParser):
    """What a page has loaded with it from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what an element loads."""
        told = {name: value or "" for name, value in attrs}
        relation = told.get("rel", "").split()
        places = [
            told.get(LOADED.get(tag, ""), ""),
            *(one.split()[0] for one in told.get("srcset", "").split(",") if one),
        ]
        if tag == "link" and any(one in RELATIONS for one in relation):
            places.append(told.get("href", ""))
        self.found += [place for place in places if OUTWARD.match(place)]
        self.found += STYLED.findall(told.get("style", ""))
        self._style = tag == "style"

    def handle_data(self, data: str) -> None:
        """Take what a style loads."""
        if self._style:
            self.found += STYLED.findall(data)

    def handle_endtag(self, _: str) -> None:
        """Leave a style."""
        self._style = False


def loads(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file with what it loads from elsewhere."""
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".html":
            page = Loads()
            page.feed(file.read_text(encoding="utf-8"))
            yield from ((file.name, place) for place in page.found)
        elif file.suffix == ".css":
            yield from ((file.name, place) for place in STYLED.findall(file.read_text(encoding="utf-8")))


def asked(folder: Path, browser: str) -> Iterator[tuple[str, str]]:
    """Yield each page with what a browser asks others for when it shows it."""
    serving = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=serving.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{serving.server_port}/"
    try:
        for name in PAGES:
            with tempfile.TemporaryDirectory() as scratch:
                log = Path(scratch) / "net.json"
                words = (
                    *ALONE,
                    f"--user-data-dir={scratch}/profile",
                    f"--log-net-log={log}",
                    "--dump-dom",
                    here + name,
                )
                subprocess.run((browser, *words), capture_output=True, check=True, timeout=120)
                events = json.loads(log.read_text(encoding="utf-8"))["events"]
            started = [one.get("params", {}) for one in events]
            # what the browser asks for itself names no page that asks for it
            urls = {str(one["url"]) for one in started if str(one.get("initiator", "")).rstrip("/") == here.rstrip("/")}
            if not any(url.startswith(here) for url in urls):
                yield name, "nothing of its own, styles neither: the browser did not show it"
            yield from ((name, url) for url in sorted(urls) if not url.startswith((here, "data:", "blob:")))
    finally:
        serving.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main(folder: str) -> int:
    """Say what is loaded from elsewhere; return the exit code."""
    built = Path(folder)
    found = list(loads(built))
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is not None:
        try:
            found += asked(built, browser)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"the browser at hand could not be used: {error}")
            browser = None
    for name, place in found:
        print(f"{name}: loads {place}")
    looked = "its files and a browser" if browser else "its files; no browser was at hand"
    print(f"{len(list(built.rglob('*.html')))} pages, {len(found)} loads from elsewhere, by {looked}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
