"""Taxonomy packages 1.0: an archive or folder with META-INF/taxonomyPackage.xml and META-INF/catalog.xml.

Its catalog sends published URLs to the package's own files; its metadata names the package and its entry points.
"""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from validator.model.names import local
from validator.model.source import Location, Problem
from validator.xsd.documents import Element, MalformedError, parse

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from validator.dts.resolver import Resolver


TP = "http://xbrl.org/2016/taxonomy-package"
CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
SCHEMAS = (
    "http://www.xbrl.org/2016/taxonomy-package.xsd",
    "http://www.xbrl.org/2016/taxonomy-package-catalog.xsd",
)
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
        self.documents: list[tuple[str, str, bytes]] = []
        self.base = "file://" + quote(os.path.abspath(path))

    @property
    def reports(self) -> bool:
        """Whether it is a report package, which need not be a taxonomy package too (Report Packages 1.0 §3.1)."""
        names = self.archive.namelist() if self.archive is not None else []
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
        return f"package://{urlsplit(self.base).path}!/{quote(name)}"

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
            except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
                return None
        path = os.path.join(self.path, name)
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            return file.read(LARGEST)

    def shown(self, name: str) -> str:
        """Return how a file of the package is named to the user."""
        return f"{self.path}/{self.root}{name}"

    def trouble(self, check: str, name: str = "", line: int = 0, **values: object) -> None:
        """Write a problem down."""
        at = Location(self.shown(name) if name else self.path, line)
        self.problems.append(Problem(check, at, values))


def open_package(path: str) -> Package:
    """Open a package, archive or folder; what is wrong with it becomes problems of the package."""
    package = Package(path)
    if not os.path.isdir(path) and not open_archive(package):
        return package
    metadata = package.member(METADATA_FILE)
    if metadata is None and not package.reports:
        folder = METADATA_FILE.partition("/")[0]
        error = "File" if package.holds(folder) else "Directory"
        missing = METADATA_FILE if error == "File" else f"folder {folder}"
        package.trouble("package-without-metadata", missing=missing, spec=f"tpe:metadata{error}NotFound")
    elif metadata is not None:
        package.documents.append(("package-metadata-invalid", METADATA_FILE, metadata))
        _metadata(package, metadata)
    catalog = package.member(CATALOG_FILE)
    if catalog is not None:
        package.documents.append(("package-catalog-invalid", CATALOG_FILE, catalog))
        _catalog(package, catalog)
    return package


def open_archive(package: Package) -> bool:
    """Open a package's archive and find its top folder; False, and a problem, when nothing can be read from it."""
    import zipfile

    archived, structured = (f"{package.errors}:invalid{what}" for what in ("ArchiveFormat", "DirectoryStructure"))
    try:
        package.archive = archive = zipfile.ZipFile(package.path)
        infos = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        package.trouble("package-not-a-zip", reason=str(error), spec=archived)
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
    if sum(info.file_size for info in infos) > LARGEST_TOTAL:
        reason = f"it unpacks to more than {LARGEST_TOTAL} bytes"
        package.trouble("package-not-a-zip", reason=reason, spec=archived)
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
    files = sorted(name for name in names if not name.endswith("/"))
    folders = {name[:place] for name in names for place, letter in enumerate(name) if letter == "/"}
    same = (one for one, other in pairwise(sorted(names)) if one == other)
    return next(same, "") or next((file for file in files if file in folders), "")


def _metadata(package: Package, data: bytes) -> None:
    try:
        root = parse(data).getroot()
    except MalformedError:
        return
    if root.tag != ROOTS["package-metadata-invalid"]:
        return  # of which `judge` speaks
    package.identifier = (root.findtext(f"{{{TP}}}identifier") or "").strip()
    package.version = (root.findtext(f"{{{TP}}}version") or "").strip()
    package.name = (root.findtext(f"{{{TP}}}name") or "").strip()
    package.entry_points = tuple(_entry_points(root))
    _languages(package, root)


def _entry_points(root: Element) -> Iterator[EntryPoint]:
    for point in root.iter(f"{{{TP}}}entryPoint"):
        documents = point.findall(f"{{{TP}}}entryPointDocument")
        name = (point.findtext(f"{{{TP}}}name") or "").strip()
        yield EntryPoint(name, tuple(urljoin(one.base or "", one.get("href", "")) for one in documents))


def judge(package: Package, resolver: Resolver) -> list[Problem]:
    """Return what is wrong with a package; its metadata and catalog are held to the schemas of packages."""
    from validator.dts.discovery import Discovery, Part
    from validator.xsd.compiler import Schemas
    from validator.xsd.conformity import Validity

    discovery = Discovery(resolver)
    for href in SCHEMAS:
        discovery.hint(href, "")
    schemas = Schemas(discovery)
    for part in discovery.parts.values():
        schemas.note(part)
    schemas.compile()
    validity = Validity(schemas.concepts, schemas.types, schemas.attributes)
    for check, name, data in package.documents:
        try:
            root = parse(data).getroot()
        except MalformedError as error:
            package.trouble(check, name, error.line, reason=error.reason)
            continue
        if root.tag != ROOTS[check]:
            reason = f"its root is {local(root.tag)}, not {local(ROOTS[check])}"
            package.trouble(check, name, root.sourceline or 0, reason=reason)
            continue
        part = Part(name, package.shown(name), package.path, root, data)
        for fault in validity.faults(root, part, lax=False):
            package.trouble(check, name, part.at(fault.element).line, reason=f"{local(fault.name)}: {fault.reason}")
    return package.problems


def _languages(package: Package, root: Element) -> None:
    """Every text for people has a language, its own or inherited, and no two of a kind share one (§3.2)."""
    for parent in root.iter():
        if not isinstance(parent.tag, str):
            continue
        spoken: set[tuple[str, str]] = set()
        for child in parent:
            if child.tag not in SPOKEN:
                continue
            language = str(next(iter(child.xpath("(ancestor-or-self::*/@xml:lang)[last()]")), ""))
            element = child.tag.rpartition("}")[2]
            if not language:
                package.trouble("package-text-without-language", METADATA_FILE, child.sourceline or 0, element=element)
            elif (child.tag, language.lower()) in spoken:
                package.trouble(
                    "package-language-twice",
                    METADATA_FILE,
                    child.sourceline or 0,
                    element=element,
                    language=language,
                )
            spoken.add((child.tag, language.lower()))


def _catalog(package: Package, data: bytes) -> None:
    try:
        root = parse(data).getroot()
    except MalformedError:
        return
    if root.tag != ROOTS["package-catalog-invalid"]:
        return  # as above
    starts: dict[str, str] = {}
    for element in root:
        if element.tag != f"{{{CATALOG}}}rewriteURI":
            continue
        start, target = normal(element.get("uriStartString", "")), element.get("rewritePrefix")
        if not start or target is None:
            continue
        if start in starts:
            package.trouble("package-rewrite-twice", CATALOG_FILE, element.sourceline or 0, start=start)
        else:
            moved = _target(package, element.base or "", target)
            if moved is None:
                package.trouble("package-rewrite-outside", CATALOG_FILE, element.sourceline or 0, target=target)
            else:
                starts[start] = moved
    package.rewrites = sorted(starts.items(), key=lambda pair: -len(pair[0]))


def normal(uri: str) -> str:
    """Return a URI with what may not stand in one written as %XX (XML Catalogs 1.1 §6.2)."""
    return quote(uri, safe="%!#$&'()*+,/:;=?@[]~")


def _target(package: Package, base: str, target: str) -> str | None:
    """Return the URI prefix a rewritePrefix means, relative to its xml:base; None when it leaves the package."""
    top = f"http://package/{quote(package.root)}" if package.archive is not None else f"{package.base}/"
    moved = urljoin(urljoin(f"{top}{CATALOG_FILE}", base), target)
    if urlsplit(target).scheme in ("http", "https"):
        return target
    if not moved.startswith(top):
        return None
    return package.entry_uri(unquote(moved.removeprefix("http://package/"))) if package.archive is not None else moved
