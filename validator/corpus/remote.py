"""Reports at URLs that the user names: listed by who asks, fetched by who judges, and nothing fetched beside them.

What is named is what is fetched: a file, the files that fit a pattern, or a folder's. Of a folder the files of each
folder in it are fetched together, so that a report finds schemas that lie beside it; no reference of a report leads
anywhere but to what was fetched with it. All that is told of it names URLs, never where it lay meanwhile.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from validator.corpus.units import Remote, Unit, marked
from validator.gate import LARGEST
from validator.model.source import Location, Problem
from validator.readers.folders import among, find_reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.reporters.tables.arrow import Batch
    from validator.reporters.tables.parquet import Adding

URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(://|::)")
LOCAL = ("file", "local")
READ = (".xml", ".xsd", ".xbrl", ".json", ".csv", ".htm", ".html", ".xhtml", ".zip", ".xbri", ".xbr")
INNER = ("in", "in")
MOST = 64  # files of a folder that are fetched together; of more each stands alone
KNOWN_BY = (
    "ETag",
    "etag",
    "md5Hash",
    "content_md5",
    "LastModified",
    "last_modified",
    "mtime",
    "modified",
    "created",
    "CRC",
)


class RemoteError(Exception):
    """A URL cannot be listed; the message says why."""


def is_url(path: str) -> bool:
    """Whether a path is a URL; a drive of Windows is none."""
    return URL.match(path) is not None


def listed(url: str) -> Iterator[Sequence[Remote] | str]:
    """Yield the files at a URL, those that are fetched together in one; a path for what is on this machine.

    Raises RemoteError.
    """
    if re.match(r"[^/]*://[^/]*:[^/]*@", url):
        raise RemoteError("it holds a password; what gives access stands in the environment, as fsspec says")
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(url)
        if (system.protocol if isinstance(system.protocol, str) else system.protocol[0]) in LOCAL:
            yield path
            return
        files, together = _found(system, path)
    except ImportError as error:
        raise RemoteError(str(error)) from None
    except Exception as error:  # noqa: BLE001 - each system has errors of its own
        raise RemoteError(_said(error)) from None
    if not files:
        raise RemoteError("there is no such file, and no folder that holds a report")
    folders: dict[str, list[Remote]] = {}
    for name in sorted(files):
        one = Remote(_url(system, name, url), int(str(files[name].get("size") or 0)), _known_by(files[name]))
        folders.setdefault(one.url.partition("::")[0].rpartition("/")[0], []).append(one)
    for some in folders.values():
        if together and len(some) <= MOST:
            yield some
        else:
            yield from ([one] for one in some)


def _found(system: Any, path: str) -> tuple[dict[str, dict[str, object]], bool]:
    """Return the files at a path with what is known of each, and whether it is a folder."""
    if any(mark in path for mark in "*?["):
        found: dict[str, dict[str, object]] = system.glob(path, detail=True)
        return {name: one for name, one in found.items() if one["type"] == "file"}, False
    if system.isfile(path):
        return {path: system.info(path)}, False
    found = system.find(path, detail=True)
    return {name: one for name, one in found.items() if name.lower().endswith(READ)}, True


def _url(system: Any, name: str, asked: str) -> str:
    """Return the URL of a file that a system calls by a name."""
    first, chained, rest = asked.partition("::")
    if chained:
        return f"{first.partition('://')[0]}://{name.lstrip('/')}::{rest}"
    return str(system.unstrip_protocol(name.lstrip("/")))


def _last(url: str) -> str:
    return url.partition("::")[0].rstrip("/").rpartition("/")[2]


def _known_by(info: dict[str, object]) -> str:
    """Return what tells a file from what it is changed to; empty where its system does not say."""
    told = [f"{key}={info[key]}" for key in KNOWN_BY if info.get(key)]
    return marked(f"size={info.get('size')}", *told) if told else ""


def units(urls: Sequence[str], asked: int) -> Iterator[Unit | str]:
    """Yield the units at URLs; a path for what is on this machine. Raises RemoteError, with the URL."""
    for url in urls:
        try:
            for some in listed(url):
                if isinstance(some, str):
                    yield some
                else:
                    outright = not any(mark in url for mark in "*?[") and [_last(one.url) for one in some] == [
                        _last(url)
                    ]
                    yield Unit(tuple(one.url for one in some), asked, tuple(some), outright)
        except RemoteError as error:
            raise RemoteError(f"{url}: {error}") from None


class Fetched(NamedTuple):
    """What was fetched: what of it is to be judged, and the folders it lies in and came from."""

    found: list[str | Problem]
    folder: str
    origin: str

    def shown(self, path: str) -> str:
        """Return the URL of a path."""
        return path.replace(self.folder, self.origin)

    def holds(self, path: str) -> bool:
        """Whether a path leads to what was fetched, or to around it."""
        return path.startswith(self.folder.removesuffix(os.path.join(*INNER, "")))


@contextmanager
def fetched(unit: Unit) -> Iterator[Fetched]:
    """Have the files of a unit in a folder of their own for a while; what cannot be fetched is a problem."""
    with tempfile.TemporaryDirectory(prefix="tieout-", ignore_cleanup_errors=True) as made:
        folder = os.path.join(os.path.realpath(made), *INNER, "")  # what is looked for above it is not there either
        os.makedirs(folder)
        found: list[str | Problem] = []
        first, chained, rest = unit.remote[0].url.partition("::")
        origin = f"{rest}#" * bool(chained) + first.rpartition("/")[0] + "/"  # within an archive: that, and where in it
        for one in unit.remote:
            try:
                _fetch(one.url, folder)
            except Exception as error:  # noqa: BLE001 - as above
                found.append(Problem.of("unreadable-file/system", Location(one.url), reason=_said(error)))
        if not found:
            names = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
            found += names if unit.outright else among(names) if len(names) == 1 else find_reports([folder])
        kept = [one for one in found if not (isinstance(one, Problem) and one.check == "no-report-found")]
        yield Fetched(kept, folder, origin)


def _fetch(url: str, folder: str) -> None:
    from fsspec.core import url_to_fs

    name = os.path.basename(_last(url).partition("?")[0])
    if name in ("", ".", "..") or "\0" in name:
        raise ValueError(f"{name!r} is no name a file can have")
    system, path = url_to_fs(url)
    with system.open(path, "rb") as source, open(os.path.join(folder, name), "xb") as file:
        shutil.copyfileobj(_Bounded(source), file, 1 << 20)


class _Bounded:
    """A file that may not be larger than any that is read."""

    def __init__(self, source: Any) -> None:
        self.source = source
        self.left = LARGEST

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = bytes(self.source.read(size))
        self.left -= len(data)
        if self.left < 0:
            raise ValueError(f"it is larger than {LARGEST:,} bytes")
        return data


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class Renamed:
    """Takes rows and hands them on with the URLs of what lay in a folder for a while."""

    def __init__(self, to: Adding, at: Fetched) -> None:
        self.to = to
        self.at = at

    def add(self, table: str, batch: Batch) -> None:
        """Add rows to a table."""
        from json import dumps

        from pyarrow import compute, record_batch, types

        columns = []
        for field, column in zip(batch.schema, batch.columns, strict=True):
            if types.is_string(field.type):
                origin = dumps(self.at.origin)[1:-1] if field.name == "whole" else self.at.origin
                column = compute.replace_substring(column, self.at.folder, origin)  # noqa: PLW2901
            columns.append(column)
        self.to.add(table, record_batch(columns, schema=batch.schema))
