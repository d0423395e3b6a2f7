"""A review page served to this machine alone, which writes what is accepted on it beside the report.

Whoever asks must know the token in its address, name this server as its host, and write from its own page. What is
written is the waiver file that was there, with what was accepted here after it.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from validator.accepting import block
from validator.cli import UsageError, say
from validator.gate import RefusedError, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from socket import socket

    from validator.model.source import Plain

    Make = Callable[[str, "Sequence[Decision]"], tuple[bytes, Sequence[str]]]  # the page, and the files it rests on

HERE = "127.0.0.1"
LARGEST = 4_000_000  # bytes of decisions
LONGEST = 10_000  # characters of one text in them
MARK = "# accepted on the page of `tieout review --serve`; what stands below is written by it\n"


class Decision(NamedTuple):
    """A failure accepted: its code, its figures with their values, why, by whom, until when."""

    code: str
    figures: tuple[tuple[str, str], ...]
    reason: str
    by: str
    until: str

    @property
    def told(self) -> dict[str, Plain]:
        """It as JSON has it."""
        figures = [list(one) for one in self.figures]
        return {"code": self.code, "figures": figures, "reason": self.reason, "by": self.by, "until": self.until}

    @property
    def written(self) -> str:
        """It as a waiver file has it."""
        return block(self.code, self.figures, self.reason, self.by, self.until)


def decisions(source: bytes) -> list[Decision]:
    """Return the decisions of a request; raises ValueError where they are none."""
    try:
        told = json.loads(source)["decisions"]
        made = [
            Decision(one["code"], tuple((name, value) for name, value in one["figures"]),
                     one["reason"], one["by"], one["until"])
            for one in told
        ]  # fmt: skip
    except (KeyError, TypeError, ValueError, RecursionError):
        raise ValueError("these are no decisions") from None
    for one in made:
        texts = (one.code, one.reason, one.by, one.until, *(text for pair in one.figures for text in pair))
        if not one.figures or not all(map(_fits, texts)):
            raise ValueError("these are no decisions")
    return made


def _fits(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text) <= LONGEST


class Waiving:
    """The waiver file beside a report: what was in it, and what is accepted here."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.text = self._read()
        self.kept, self.made = _parted(self.text)

    def _read(self) -> str:
        try:
            with opened(self.path, os.path.dirname(self.path) or ".") as file:
                return file.read().decode("utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, ValueError, RefusedError) as error:
            raise UsageError(f"{self.path} cannot be read: {error}") from error

    def look(self) -> None:
        """Take up what somebody else wrote."""
        now = self._read()
        if now != self.text:
            self.text = now
            self.kept, self.made = _parted(now)

    def write(self, made: Sequence[Decision]) -> None:
        """Write the file that was there with some decisions after it. Raises ValueError, and UsageError."""
        from validator.checks.waivers import load_text

        blocks = "\n".join(one.written for one in made)
        kept = self.kept.rstrip("\n")
        text = "".join((kept, "\n\n" if kept else "", MARK, "\n", blocks)) if made else self.kept
        problem = load_text(text.encode())
        if problem:
            raise ValueError(problem)
        from validator.cli.output import put

        put({self.path: text.encode()})
        self.text = text
        self.made = list(made)


def _parted(text: str) -> tuple[str, list[Decision]]:
    """Return what others wrote in a waiver file, and what was accepted here: all that stands below our mark."""
    import tomllib

    kept, mark, own = text.partition(MARK)
    if not mark:
        return text, []
    try:
        told = [{**one, "figures": list(one["figures"].items())} for one in tomllib.loads(own)["waiver"]]
        return kept.removesuffix("\n"), decisions(json.dumps({"decisions": told}).encode())
    except (ValueError, KeyError, TypeError, AttributeError):
        return text, []


class Served:
    """The page as it is now, made again when what it rests on has changed."""

    def __init__(
        self, make: Callable[[str, Sequence[Decision]], tuple[bytes, Sequence[str]]], waiving: Waiving
    ) -> None:
        self.make = make
        self.waiving = waiving
        self.lock = Lock()
        self.version = ""
        self.page = b""
        self.watched: Sequence[str] = ()
        self.states: Sequence[object] = ()
        self.renew()

    def renew(self) -> None:
        """Make the page; what cannot be made leaves the one that was. Raises UsageError."""
        version = secrets.token_hex(8)
        page, watched = self.make(version, self.waiving.made)
        self.version, self.page, self.watched = version, page, watched
        self.states = self._states()

    def _states(self) -> Sequence[object]:
        return [_state(path) for path in self.watched]

    def current(self) -> str:
        """Return the version of the page, made again if need be."""
        with self.lock:
            if self._states() != self.states:
                self._try(self.waiving.look, self.renew)
            return self.version

    def _try(self, *steps: Callable[[], None]) -> None:
        """Take some steps; what cannot be done is said, and leaves the page that was until something changes again."""
        try:
            for step in steps:
                step()
        except UsageError as error:
            say(f"tieout: {error}", file=sys.stderr)
            self.states = self._states()

    def settle(self, version: str, made: Sequence[Decision]) -> None:
        """Write decisions; raises ValueError where they cannot be, and where the page they were made on is not this."""
        with self.lock:
            if version != self.version or self._states() != self.states:
                raise ValueError("the report has changed since: look at it again")
            self.waiving.write(made)
            self._try(self.renew)


def _state(path: str) -> object:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Handler(BaseHTTPRequestHandler):
    """Answers for one page."""

    served: Served
    token: str
    server_version = "tieout"
    sys_version = ""

    def do_GET(self) -> None:
        """Show the page, or its version."""
        if self._asks("") and not self._forbidden():
            self.served.current()
            self._answer(200, self.served.page, "text/html; charset=utf-8")
        elif self._asks("version") and not self._forbidden():
            self._answer(200, self.served.current().encode())
        else:
            self._answer(404, b"there is nothing here")

    def do_POST(self) -> None:
        """Write what is accepted."""
        length = self.headers.get("Content-Length", "")
        if not self._asks("decisions") or self._forbidden():
            return self._answer(404, b"there is nothing here")
        if self.headers.get("Origin") != self._origin() or self.headers.get("Content-Type") != "application/json":
            return self._answer(403, b"this comes from another page")
        if not (length.isascii() and length.isdigit()) or int(length) > LARGEST:
            return self._answer(413, b"that is too much")
        source = self.rfile.read(int(length))
        try:
            made = decisions(source)
            self.served.settle(str(json.loads(source).get("version")), made)
        except (ValueError, UsageError) as error:
            return self._answer(409, str(error).encode("utf-8", "replace"))
        return self._answer(200, b"written")

    def _origin(self) -> str:
        return origin(self.connection)

    def _asks(self, name: str) -> bool:
        return secrets.compare_digest(self.path.encode("utf-8", "replace"), f"/{self.token}/{name}".encode())

    def _forbidden(self) -> bool:
        """Whether another host is meant (a name that leads here), or another site asks."""
        host, site = self.headers.get("Host", ""), self.headers.get("Sec-Fetch-Site", "none")
        return f"http://{host}" != self._origin() or site not in ("none", "same-origin")

    def _answer(self, status: int, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ):  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - as it is called there
        """Say nothing of what is asked."""


class Server(ThreadingHTTPServer):
    """A server that says in one line what went wrong, and nothing where a browser has gone away."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say what went wrong."""
        del request, client_address
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            say(f"tieout: internal error: {type(error).__name__}: {error}", file=sys.stderr)


def server(served: Served, port: int = 0) -> tuple[ThreadingHTTPServer, str]:
    """Return a server of a page on this machine, and the address to open."""
    token = secrets.token_urlsafe(24)
    handler = type("Bound", (Handler,), {"served": served, "token": token})
    made = Server((HERE, port), handler)
    return made, f"{origin(made.socket)}/{token}/"


def origin(listening: socket) -> str:
    """Return where a server answers."""
    return f"http://{HERE}:{listening.getsockname()[1]}"
