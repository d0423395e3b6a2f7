"""A URI → the file that answers for it, offline: report folder, packages, webcache, the schemas shipped with arelle.

A document of a DTS is known by its absolute URI without fragment: `http(s)://…` as published, `file://…` for a file of
the user's, `package://` + the package's file URI path + `!/` + the entry for one inside a package.
Whatever is looked at is written down (`Resolver.seen`), so that a compiled taxonomy knows when it is stale.

Files are opened by the gate. A report may name whatever lies in its own folder; elsewhere on the disk, or where a link
leads out of the folder that was to answer, only what is a schema or a linkbase: taxonomies are shared, nothing else is.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from validator import budget, buffers, memory, resources
from validator.dts.addresses import elsewhere, file_path
from validator.dts.packaged.containers import containers, kept_packages
from validator.dts.store import Identity, digest, identity
from validator.gate import RefusedError, opened, within
from validator.model.names import LINK, XSD
from validator.model.source import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from urllib.parse import SplitResult

    from validator.asked import Asked
    from validator.dts.packaged.packages import Package

LARGEST = 1 << 29  # bytes of one document: beyond every published taxonomy, and within memory
WEB = ("http", "https")
SEALS = "fetched"  # kept of each document fetched: the digest of its bytes
BUNDLE = "the schemas shipped with arelle"
SHARED = (f"{{{XSD}}}schema", f"{{{LINK}}}linkbase")  # roots of what may lie outside of the folder that was to answer


watching: ContextVar[Callable[[str, int], None] | None] = ContextVar("watching", default=None)
"""Who is told of each document that is fetched: its URI, and how many bytes it has."""


class UnresolvedError(Exception):
    """No document answers for a URI; `tried` names the places looked at, `reason` what went wrong."""

    def __init__(self, uri: str, tried: tuple[str, ...], reason: str = "") -> None:
        super().__init__(uri)
        self.uri = uri
        self.tried = tried
        self.reason = reason


class Found(NamedTuple):
    """A document's bytes, with its URI, the file they came from, and how that file is named to the user."""

    uri: str
    path: str
    shown: str
    data: bytes


class Resolver:
    """Finds documents by URI.

    `folder` is the folder of the report as the user wrote it; messages name local files as seen from there.
    """

    def __init__(self, options: Asked, folder: str) -> None:
        self.webcache = options.webcache
        self.online = options.online
        self.folder = folder
        self.absolute = os.path.abspath(folder or ".")
        self.bundle = resources.arelle_cache()
        self.own = containers(folder)
        self.kept = kept_packages()
        self.package_paths = (*self.own, *options.packages, *self.kept, *resources.packages())
        self.seen: dict[str, Identity] = {}
        self._packages: list[Package] | None = None

    @property
    def packages(self) -> list[Package]:
        """What the report is packed in, the packages the user named, and those shipped; opened on first use."""
        if self._packages is None:
            from validator.dts.packaged.packages import CATALOG_FILE, METADATA_FILE, open_package

            for path in self.package_paths:
                for watched in (path, *(os.path.join(path, name) for name in (METADATA_FILE, CATALOG_FILE))):
                    self._watch(watched)
            self._packages = [open_package(path) for path in dict.fromkeys(self.package_paths)]
        return self._packages

    @property
    def judged(self) -> list[Package]:
        """The packages that are to keep the rules of packages: those of the report, and those that were named."""
        others = [one for one in self.packages if one.path not in self.kept]
        return [one for one in others if one.path not in self.own or one.documents or one.reports]

    def show(self, path: str) -> str:
        """Return a local file's path as the user would write it."""
        try:
            relative = os.path.relpath(path, self.absolute)
        except ValueError:  # another drive
            return path
        return os.path.normpath(os.path.join(self.folder, relative))

    def read(self, uri: str) -> Found:
        """Return the document of a URI.

        Raises UnresolvedError when no place answers for it.
        """
        tried: list[str] = []
        target = self.rewritten(uri)
        if uri.startswith("package://") or target is not None:
            return self._entry(uri, target or uri)
        for place in self._places(uri):
            found = self._file(uri, *place)
            if found is not None:
                return found
            tried.append(place[1])
        if self.online and urlsplit(uri).scheme in WEB:
            return self._fetch(uri, tried)
        raise UnresolvedError(uri, tuple(tried))

    def _places(self, uri: str) -> Iterator[tuple[str, str, str]]:
        """Yield the files that may answer, best first, as (path, how it is shown, the folder it belongs to)."""
        split = _split(uri)
        if split.scheme == "file":
            if elsewhere(uri, self.absolute):
                raise UnresolvedError(uri, (), "it lies on another machine")
            yield (path := file_path(uri)), self.show(path), self.absolute
        for package in self.packages:
            target = package.rewrite(uri)
            if target is not None and not target.startswith("package://"):
                path = os.path.normpath(file_path(target))
                if path.startswith(os.path.join(os.path.abspath(package.path), "")):
                    yield path, self.show(path), package.path
        if split.scheme in WEB and split.hostname:
            parts = f"{split.netloc}{unquote(split.path)}"
            if self.webcache is not None:
                cached = _inside(self.webcache, parts)
                if cached:
                    yield cached, cached, self.webcache
            if self.bundle is not None:
                for scheme in (split.scheme, *(s for s in WEB if s != split.scheme)):
                    bundled = _inside(os.path.join(self.bundle, scheme), parts)
                    if bundled:
                        yield bundled, BUNDLE, self.bundle
            if self.online:
                fetched = _inside(downloads(), parts)
                if fetched and (_sealed(fetched) or not os.path.exists(fetched)):
                    yield fetched, fetched, downloads()

    def _file(self, uri: str, path: str, shown: str, folder: str) -> Found | None:
        """Return the document a file holds; None where there is no file. Raises UnresolvedError for one refused."""
        now = identity(path)
        if now is None and (os.path.isdir(path) or not os.path.lexists(path)):
            self.seen[os.path.abspath(path)] = None
            return None
        try:
            with opened(path, most=LARGEST) as file:
                data = file.read()
            if not within(path, folder) and not _shared(data):
                raise RefusedError(f"lies outside the folder {self.show(folder)}, and is no schema or linkbase")  # noqa: TRY301 - one way out
        except RefusedError as refused:
            self.seen[os.path.abspath(path)] = now and (*now, b"")  # what may be read once it has changed
            raise UnresolvedError(uri, (shown,), f"it {refused}") from refused
        except OSError as error:
            raise UnresolvedError(uri, (shown,), error.strerror or "") from error
        budget.grant(len(data))
        self.seen[os.path.abspath(path)] = now and (*now, digest(data))
        return Found(uri, path, uri if shown is BUNDLE else shown, data)

    def _watch(self, path: str) -> None:
        """Remember a file that is not read here, or its absence."""
        now = identity(path)
        if now is None:
            self.seen[os.path.abspath(path)] = None
            return
        try:
            with buffers.opened(path) as file:
                self.seen[os.path.abspath(path)] = (*now, digest(file.read()))
        except OSError:
            self.seen[os.path.abspath(path)] = None

    def _entry(self, uri: str, target: str) -> Found:
        entry = unquote(target.partition("!/")[2])
        for package in self.packages:
            data = package.entry(target)
            if data is not None:
                budget.grant(len(data))
                return Found(uri, package.path, f"{package.path}/{entry}", data)
        raise UnresolvedError(uri, tuple(f"{path}/{entry}" for path in self.package_paths))

    def rewritten(self, uri: str) -> str | None:
        """Return where a package's catalog sends a URI, when that is inside an archive."""
        for package in self.packages:
            target = package.rewrite(uri)
            if target is not None and target.startswith("package://"):
                return target
        return None

    def _fetch(self, uri: str, tried: list[str]) -> Found:
        from urllib.request import Request, urlopen

        try:
            with urlopen(Request(uri, headers={"User-Agent": "tieout"}), timeout=30) as answer:  # noqa: S310 - http(s) only, and only when asked for
                data: bytes = answer.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            raise UnresolvedError(uri, (*tried, uri), str(error)) from error
        if len(data) > LARGEST:
            raise UnresolvedError(uri, (*tried, uri), f"it has more than {LARGEST} bytes")
        watcher = watching.get()
        if watcher is not None:
            watcher(uri, len(data))
        split = urlsplit(uri)
        path = _inside(downloads(), f"{split.netloc}{unquote(split.path)}")
        if path:
            if memory.usable(memory.folder()) and memory.replace(path, data):
                memory.remember(SEALS, os.fsencode(path), digest(data))
            self._watch(path)
        return Found(uri, path or uri, uri, data)


def _split(uri: str) -> SplitResult:
    """Return the parts of a URI; raises UnresolvedError for what is none."""
    try:
        return urlsplit(uri)
    except ValueError as error:  # an authority that is none, such as `http://[`
        raise UnresolvedError(uri, (), "it is no URI") from error


def _inside(folder: str, parts: str) -> str | None:
    """Return a path below a folder; None when the parts would leave it or cannot name a file."""
    path = os.path.normpath(os.path.join(folder, parts))
    root = os.path.normpath(folder)
    return path if path.startswith(os.path.join(root, "")) and "\0" not in path else None


def _shared(data: bytes) -> bool:
    """Whether bytes are a document of a taxonomy, by their root element."""
    from validator.xsd.documents import root

    try:
        return root(data).name in SHARED
    except Refused:
        return False


def downloads() -> str:
    """Return the folder that keeps what `--online` fetched."""
    return os.path.join(memory.folder(), "web")


def _sealed(path: str) -> bool:
    """Whether what lies there is what was fetched; what another put there is fetched again."""
    try:
        with open(path, "rb") as file:
            return memory.recall(SEALS, os.fsencode(path)) == digest(file.read())
    except OSError:
        return False
