"""Taxonomy packages 1.0: an archive or folder with META-INF/taxonomyPackage.xml and META-INF/catalog.xml.

Its catalog sends published URLs to the package's own files; its metadata names the package and its entry points.
"""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from validator.dts.addresses import file_uri, normal, package_uri, unescaped
from validator.gate import RefusedError, most_unpacked, opened, overlapping
from validator.model.names import BASE, LANGUAGE, local
from validator.model.source import Location, Problem, Refused
from validator.xsd.documents import parse

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from validator.model.tree import Element


TP = "http://xbrl.org/2016/taxonomy-package"
CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
METADATA_FILE = "META-INF/taxonomyPackage.xml"
CATALOG_FILE = "META-INF/catalog.xml"
ROOTS = {"package-metadata-invalid": f"{{{TP}}}taxonomyPackage", "package-catalog-invalid": f"{{{CATALOG}}}catalog"}
SPOKEN = tuple(f"{{{TP}}}{name}" for name in ("name", "description", "publisher"))  # texts for people (§3.2)
LARGEST = 1 << 29  # bytes of one entry, unpacked: an archive must not be a bomb
LARGEST_TOTAL = 1 << 32


class EntryPoint(NamedTuple):
    """A way into the taxonomy: its name and the documents to start from, as published."""

    name: str
    hrefs: tuple[str, ...]


class Package:
    """One package: where it is, what it is called, where its catalog sends URLs, what is wrong with it."""

    def __init__(self, path: str, errors: str = "tpe") -> None:
        self.path = path
        self.errors = errors  # the prefix of error codes: tpe, or rpe for a report package
        self.identifier = ""
        self.version = ""
        self.name = ""
        self.entry_points: tuple[EntryPoint, ...] = ()
        self.rewrites: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self.root = ""
        self.archive: zipfile.ZipFile | None = None
        self.documents: list[tuple[str, Element]] = []  # the check that speaks of each, and its root
        self.base = file_uri(path)

    @property
    def reports(self) -> bool:
        """Whether it is a report package, which need not be a taxonomy package too (Report Packages 1.0 §3.1)."""
        if self.archive is None:
            return os.path.isdir(os.path.join(self.path, "reports"))
        names = self.archive.namelist()
        return any(name in (f"{self.root}META-INF/reportPackage.json", f"{self.root}reports/") or
                   name.startswith(f"{self.root}reports/") for name in names)  # fmt: skip

    def rewrite(self, uri: str) -> str | None:
        """Return where the catalog sends a URI: the longest matching prefix counts (XML Catalogs 1.1 §7.2.2)."""
        uri = normal(uri)
        for prefix, target in self.rewrites:
            if uri.startswith(prefix):
                return target + uri[len(prefix) :]
        return None

    def entry(self, uri: str) -> bytes | None:
        """Return the bytes of an entry of the archive by its package URI; None when it has none of that name."""
        start = self.entry_uri("")
        if self.archive is None or not uri.startswith(start):
            return None
        return self._bytes(unquote(uri[len(start) :]), rooted=False)

    def entry_uri(self, name: str) -> str:
        """Return the URI of an entry of the archive."""
        return package_uri(self.path, name)

    def member(self, name: str) -> bytes | None:
        """Return the bytes of a file by its name below the package's top folder; None when there is none."""
        return self._bytes(name, rooted=True)

    def holds(self, folder: str) -> bool:
        """Whether a folder of that name is below the package's top folder."""
        if self.archive is None:
            return os.path.isdir(os.path.join(self.path, folder))
        return any(name.startswith(f"{self.root}{folder}/") for name in self.archive.namelist())

    def _bytes(self, name: str, *, rooted: bool) -> bytes | None:
        import zipfile
        import zlib

        if self.archive is not None:
            try:
                info = self.archive.getinfo(self.root + name if rooted else name)
                return None if info.file_size > LARGEST else self.archive.read(info)
            except (KeyError, ValueError, RuntimeError, NotImplementedError, OSError, EOFError):
                return None
            except (zipfile.BadZipFile, zlib.error):
                return None
        try:
            with opened(os.path.join(self.path, name), self.path, LARGEST) as file:
                return file.read()
        except (OSError, RefusedError):
            return None

    def shown(self, name: str) -> str:
        """Return how a file of the package is named to the user."""
        return f"{self.path}/{self.root}{name}"

    def trouble(self, name: str, at: Location | None = None, /, *, spec: str = "", **values: object) -> None:
        """Write a problem down (`Problem.of`), of the whole package where no place is given."""
        self.problems.append(Problem.of(name, at or Location(self.path), related=(), spec=spec, **values))


def open_package(path: str) -> Package:
    """Open a package, archive or folder; what is wrong with it becomes problems of the package."""
    package = Package(path)
    if not os.path.isdir(path) and not open_archive(package):
        return package
    metadata = package.member(METADATA_FILE)
    if metadata is None and not package.reports:
        folder = METADATA_FILE.partition("/")[0]
        if package.holds(folder):
            package.trouble("package-without-metadata/file", file=METADATA_FILE)
        else:
            package.trouble("package-without-metadata/folder", folder=folder)
    for check, name, take in (
        ("package-metadata-invalid", METADATA_FILE, _metadata),
        ("package-catalog-invalid", CATALOG_FILE, _catalog),
    ):
        data = package.member(name)
        root = document(package, check, name, data) if data is not None else None
        if root is not None:
            package.documents.append((check, root))
            take(package, root)
    return package


def open_archive(package: Package) -> bool:
    """Open a package's archive and find its top folder; False, and a problem, when nothing can be read from it."""
    import zipfile

    archived, structured = (f"{package.errors}:invalid{what}" for what in ("ArchiveFormat", "DirectoryStructure"))
    try:
        opened(package.path, most=LARGEST_TOTAL).close()  # a pipe would be waited for
        package.archive = archive = zipfile.ZipFile(package.path)
        infos = archive.infolist()
    except (OSError, RefusedError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        package.trouble("package-not-a-zip/damaged", reason=reason, spec=archived)
        return False
    names = [info.orig_filename for info in infos]
    encrypted = next((info.filename for info in infos if info.flag_bits & 1), "")
    if encrypted:
        package.trouble("package-encrypted", entry=encrypted, spec=archived)
        return False
    for name in names:
        misnamed = _misnamed(name)
        if misnamed:
            package.trouble("package-entry-outside", entry=name, spec=f"{package.errors}:{misnamed}")
            return False
    most = most_unpacked(os.path.getsize(package.path), LARGEST_TOTAL)
    if sum(info.file_size for info in infos) > most:
        package.trouble("package-not-a-zip/large", most=most, spec=archived)
        return False
    if over := overlapping(infos):
        package.trouble("package-not-a-zip/damaged", reason=f"{over} overlaps another entry", spec=archived)
        return False
    twice = _twice(names)
    if twice:
        package.trouble("package-entry-twice", entry=twice, spec=structured)
    tops = {name.partition("/")[0] for name in names if "/" in name}
    loose = [name for name in names if "/" not in name]
    if len(tops) != 1 or loose:
        seen = ", ".join(sorted(tops) + loose) or "nothing"
        package.trouble("package-without-one-top-folder", seen=seen, spec=structured)
    for top in sorted(tops):
        if f"{top}/{METADATA_FILE}" in names:
            package.root = f"{top}/"
            return True
    package.root = f"{min(tops)}/" if tops and METADATA_FILE not in names else ""
    return True


def _misnamed(name: str) -> str:
    """Return the error of an entry's name that does not lie below the archive's root; "" for any other."""
    if name.startswith("/") or "\\" in name or "\0" in name or ":" in name.partition("/")[0]:
        return "invalidArchiveFormat"  # ZIP §4.4.17.1
    steps = name.removesuffix("/").split("/")
    return "invalidDirectoryStructure" if any(step in ("", ".", "..") for step in steps) else ""


def _twice(names: list[str]) -> str:
    """Return an entry that an archive holds twice, or as a file and as a folder; "" without any."""
    ordered = sorted(name.replace("/", "\0") for name in names)  # so that a folder's entries follow its own name
    for one, other in pairwise(ordered):
        if other == one or (other.startswith(f"{one}\0") and one):
            return one.replace("\0", "/")
    return ""


def document(package: Package, check: str, name: str, data: bytes) -> Element | None:
    """Return the root of a document of the package; None, and a problem, where it is none of its kind."""
    try:
        root = parse(data, package.shown(name)).root
    except Refused as refused:
        package.problems.append(refused.problem._replace(check=check))
        return None
    if root.name == ROOTS[check]:
        return root
    if check == "package-metadata-invalid":
        package.trouble("package-metadata-invalid/root", root.at, root=local(root.name))
    else:
        package.trouble("package-catalog-invalid/root", root.at, root=local(root.name))
    return None


def _metadata(package: Package, root: Element) -> None:
    package.identifier, package.version, package.name = (
        root.told(f"{{{TP}}}{name}") for name in ("identifier", "version", "name")
    )
    package.entry_points = tuple(_entry_points(root))
    _languages(package, root)


def _entry_points(root: Element) -> Iterator[EntryPoint]:
    bases = [root.get(BASE)]
    for kind, node in root.events():
        if kind == "end":
            bases.pop()
            continue
        bases.append(urljoin(bases[-1], node.get(BASE)))
        if node.name == f"{{{TP}}}entryPoint":
            documents = node.each(f"{{{TP}}}entryPointDocument")
            hrefs = (urljoin(urljoin(bases[-1], one.get(BASE)), one.get("href")) for one in documents)
            yield EntryPoint(node.told(f"{{{TP}}}name"), tuple(hrefs))


def _languages(package: Package, root: Element) -> None:
    """Every text for people has a language, its own or inherited, and no two of a kind share one (§3.2)."""
    parents = [(root, root.get(LANGUAGE))]
    while parents:
        parent, inherited = parents.pop()
        spoken: set[tuple[str, str]] = set()
        for child in parent.children:
            language, element = child.get(LANGUAGE, inherited), local(child.name)
            if child.name not in SPOKEN:
                parents.append((child, language))
                continue
            if not language:
                package.trouble("package-text-without-language", child.at, element=element)
            elif (element, language.lower()) in spoken:
                package.trouble("package-language-twice", child.at, element=element, language=language)
            spoken.add((element, language.lower()))


def _catalog(package: Package, root: Element) -> None:
    starts: dict[str, str] = {}
    for element in root.each(f"{{{CATALOG}}}rewriteURI"):
        start, target = normal(element.get("uriStartString")), element.get("rewritePrefix")
        if not start or "rewritePrefix" not in element.attributes:
            continue
        if start in starts:
            package.trouble("package-rewrite-twice", element.at, start=start)
        else:
            moved = _target(package, urljoin(root.get(BASE), element.get(BASE)), target)
            if moved is None:
                package.trouble("package-rewrite-outside", element.at, target=target)
            else:
                starts[start] = moved
    package.rewrites = sorted(starts.items(), key=lambda pair: -len(pair[0]))


def _target(package: Package, base: str, target: str) -> str | None:
    """Return the URI prefix a rewritePrefix means, relative to its xml:base; None when it leaves the package."""
    top = f"http://package/{quote(package.root)}" if package.archive is not None else f"{package.base}/"
    moved = urljoin(urljoin(f"{top}{CATALOG_FILE}", base), unescaped(target))  # %2e%2e leads upward, too
    if urlsplit(target).scheme in ("http", "https"):
        return target
    if not moved.startswith(top) or ".." in unquote(moved).split("/"):  # %2f parts steps, too
        return None
    return package.entry_uri(unquote(moved.removeprefix("http://package/"))) if package.archive is not None else moved
