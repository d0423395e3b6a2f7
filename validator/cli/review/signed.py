"""What a signature on a page is for: the files it rests on, the options and the version, and whether they still are."""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, TypedDict, cast

from validator._version import __version__
from validator.cli import UsageError
from validator.cli.review.basis import basis, options
from validator.gate import RefusedError, opened
from validator.resting import ABSENT, digest

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence

    from validator.model.report import Report
    from validator.model.source import Plain

BLANK = b'"seal":"' + b"0" * 64 + b'"'
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


class Signed(TypedDict):
    """What a page says of what it rests on; paths are as seen from the folder of the page."""

    version: str
    date: str
    options: list[list[str]]
    basis: list[list[str]]
    sum: str
    seal: str


def signed(report: Report, arguments: Namespace, others: Sequence[str], output: str) -> Mapping[str, Plain]:
    """Return what a page is signed for; its `sum` is one digest of all of it, its `seal` is set when it is written."""
    from datetime import datetime

    folder = os.path.dirname(os.path.abspath(output))
    told = [[one.kind, _seen(one.path, folder), one.digest] for one in basis(report, arguments, others)]
    given = [[key, value] for key, value in options(arguments).items()]
    whole = json.dumps([__version__, given, told], ensure_ascii=False)
    day = datetime.now().astimezone().date().isoformat()
    total = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return {"version": __version__, "date": day, "options": given, "basis": told, "sum": total, "seal": "0" * 64}


def _seen(path: str, folder: str) -> str:
    if os.path.isabs(path):
        return path
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return os.path.abspath(path)


def sealed(page: bytes) -> bytes:
    """Return a page with the digest of itself in it, so that a change by accident shows."""
    before, _, after = page.rpartition(BLANK)  # the last: what a document says stands before
    return before + b'"seal":"' + hashlib.sha256(page).hexdigest().encode() + b'"' + after


def read(path: str) -> tuple[bytes, Mapping[str, Plain]]:
    """Return a page and its data; raises UsageError where it is none that can be verified."""
    try:
        with opened(path) as file:
            page = file.read()
    except RefusedError as refused:
        raise UsageError(f"{path} {refused}") from refused
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    found = DATA.search(page.decode("utf-8", "replace"))
    try:
        data = json.loads(found[1]) if found else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("signed"), dict):
        raise UsageError(f"{path} is no page of `tieout review`")
    return page, data


def is_page(path: str) -> bool:
    """Whether a file is a page of ours, as far as its beginning and its data tell."""
    try:
        read(path)
    except UsageError:
        return False
    return True


def changes(path: str) -> Iterator[str]:
    """Yield what is not any more as a page says it was; raises UsageError where that cannot be told."""
    page, data = read(path)
    said = cast("Signed", data["signed"])
    before, _, after = page.rpartition(b'"seal":"')
    seal, _, after = after.partition(b'"')
    if hashlib.sha256(before + BLANK + after).hexdigest().encode() != seal:
        yield "the page itself was changed after it was written"
    folder = os.path.dirname(os.path.abspath(path))
    try:
        if said["version"] != __version__:
            yield f"tieout was {said['version']}, and is {__version__}"
        for kind, name, was in said["basis"]:
            now = _now(os.path.join(folder, name))
            if now != was:
                yield f"{kind} {name} {_told(was, now)}"
    except (KeyError, TypeError, ValueError):
        raise UsageError(f"{path} is no page of `tieout review`: what it was signed for cannot be read") from None


def _now(path: str) -> str:
    """Return the digest of a file that a page names; nothing of it is shown, and no pipe or device is opened."""
    try:
        return digest(path)
    except (OSError, RefusedError):
        return ABSENT


def _told(was: str, now: str) -> str:
    if now == ABSENT:
        return "is gone"
    return "was not there, and is now" if was == ABSENT else "has changed"
