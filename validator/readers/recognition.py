"""What a file is, by its content and never by its name: the syntax of a report, or what it is instead.

Whoever has to know asks here, with the bytes or with a path: the readers, what searches folders, what reads documents.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from validator.buffers import opened
from validator.model.names import LINK, XBRLI, XHTML, XSD, namespace
from validator.model.source import Refused
from validator.xsd.documents import Root, root

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO
    from zipfile import ZipFile, ZipInfo

XBRL_XML, INLINE, XBRL_JSON, XBRL_CSV = "xbrl-xml", "inline", "xbrl-json", "xbrl-csv"
REPORT_PACKAGE = "report-package"
SCHEMA, LINKBASE = "schema", "linkbase"  # where a DTS without a report can start
BROKEN, ARCHIVE = "broken XML", "archive"  # their readers can say what is wrong with them
REPORTS = "archive of reports"  # no report package, and yet with reports in it
NONE = ""
SYNTAXES = frozenset((XBRL_XML, INLINE, XBRL_JSON, XBRL_CSV, REPORT_PACKAGE, REPORTS))
ARCHIVES = (REPORT_PACKAGE, REPORTS, ARCHIVE)
ROOTS = {f"{{{XBRLI}}}xbrl": XBRL_XML, f"{{{XSD}}}schema": SCHEMA, f"{{{LINK}}}linkbase": LINKBASE}

PAGE, TEXT, BINARY = "page", "text", "binary"
DOCUMENTS = (PAGE, TEXT)  # what people read, and may hold figures nobody tagged

HEAD = 65_536  # bytes: a prolog and a root element with every namespace it declares fit in it, but for a few
WRITTEN = (".htm", ".html", ".xhtml", ".xml", ".xbrl", ".json")  # how reports in archives are called
LOOKED_AT, LOOKED_AT_IN_ALL = 1 << 20, 1 << 28  # bytes of an entry, and of an archive, read to tell what it is
PACKAGED = (".xbri", ".xbr")  # names that are report packages' alone (Report Packages 1.0 §3.1)
ZIPS = (b"PK\x03\x04", b"PK\x05\x06")  # the second is that of an archive with nothing in it
WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16
BLANKS = b" \t\r\n\xef\xbb\xbf\xff\xfe"  # white space and byte order marks, which may stand first (xBRL-JSON 1.0 §2.1)
INLINE_NAMESPACES = (b"http://www.xbrl.org/2013/inlineXBRL", b"http://www.xbrl.org/2008/inlineXBRL")
PIECES = frozenset((  # what a page, or a piece of one, starts with (HTML, 4.2 to 4.5 and 16.2)
    "html", "head", "title", "base", "link", "meta", "style", "body", "article", "section", "header", "main", "h1",
    "h2", "h3", "h4", "h5", "h6", "p", "hr", "pre", "blockquote", "ol", "ul", "dl", "div", "table", "center", "b", "br",
    "em", "font", "i", "img", "small", "span", "strong", "tt", "u",
))  # fmt: skip
FILED = re.compile(rb"<(?:SEC-)?DOCUMENT>\s*<TYPE>", re.IGNORECASE)  # around a page, as regulators keep it
INSTANCE = re.compile(rb"<(?:[^\s<>/:]+:)?xbrl\b")
DOCUMENT_TYPE = re.compile(rb'"documentType"\s*:\s*"[^"]*(xbrl-json|xbrl-csv)')


class Kind(NamedTuple):
    """What a file is: the word of its syntax, else NONE and what it is, as the wordings of `not-a-report` are named.

    SYNTAXES are those of reports. A reader takes SCHEMA, LINKBASE, BROKEN and ARCHIVE too where they are named
    outright; a search for reports passes them over. `root` is the root element of XML, where it has one.
    """

    syntax: str
    what: str = ""
    root: Root | None = None


def syntax(path: str) -> str:
    """Return the syntax of the report in a file; "" where it is none. Raises OSError when it cannot be read."""
    with opened(path) as file:
        kind = told(path, file)
    return kind.syntax if kind.syntax in SYNTAXES else ""


def told(name: str, file: BinaryIO) -> Kind:
    """Tell what stands in a file, read no further than needed.

    Only .xbri and .xbr are told by their names, which are theirs alone: one that is damaged must not be passed over.
    """
    head = file.read(HEAD)
    if name.lower().endswith(PACKAGED):
        return Kind(REPORT_PACKAGE)
    if head.startswith(ZIPS):
        return _archive(file)
    if head and not head.strip(BLANKS):
        head += file.read()
    wide = head.startswith(WIDE)
    start = (head.replace(b"\0", b"") if wide or b"\0" in head[:2] else head).lstrip(BLANKS)[:1]
    if start == b"<":
        return _markup(head, file)
    if start in (b"{", b"["):
        return notation(head + file.read())
    if b"\0" in head[:4096] and not wide:
        return Kind(NONE, BINARY)
    return Kind(NONE, TEXT if start else "blank" if head else "empty")


def _markup(head: bytes, file: BinaryIO) -> Kind:
    """Tell XML by its root element, and a page by how it starts where it is no XML, as few pages are."""
    try:
        seen = _root(head, file)
    except Refused:
        start = head.replace(b"\0", b"")
        if b"<!doctype html" in start[:4096].lower() or b"<html" in start[:4096].lower():
            return _page(head, file)
        return Kind(XBRL_XML if INSTANCE.search(start) else BROKEN)
    filed = FILED.match(head.replace(b"\0", b"").lstrip(BLANKS)) is not None
    if namespace(seen.name) == XHTML or seen.name.lower() in PIECES or filed:
        return _page(head, file)
    kind = ROOTS.get(seen.name, NONE)
    return Kind(kind, "root", seen)


def _root(head: bytes, file: BinaryIO) -> Root:
    """Return the root element, from the first bytes where it stands in them. Raises Refused where there is none."""
    try:
        return root(head)
    except Refused:
        rest = file.read()
        file.seek(len(head))
        return root(head + rest)


def _page(head: bytes, file: BinaryIO) -> Kind:
    """Tell an inline XBRL page from another, reading a megabyte at a time."""
    window, overlap = head, 2 * max(map(len, INLINE_NAMESPACES))  # twice as long in UTF-16
    while window:
        letters = window.replace(b"\0", b"") if b"\0" in window else window
        if any(one in letters for one in INLINE_NAMESPACES):
            return Kind(INLINE)
        more = file.read(1 << 20)
        window = window[-overlap:] + more if more else b""
    return Kind(NONE, PAGE)


def notation(data: bytes) -> Kind:
    """Tell JSON by its documentType, which may stand anywhere in the object (xBRL-JSON 1.0 §2.1, xBRL-CSV 1.0 §3.1)."""
    letters = data.replace(b"\0", b"")  # in UTF-16, which is for the reader to refuse
    if b'"documentInfo"' in letters and b'"documentType"' in letters:
        declared = DOCUMENT_TYPE.search(letters)
        for kind in (declared[1].decode(),) if declared else (XBRL_JSON, XBRL_CSV):
            if kind.encode() in letters:
                return Kind(kind)
    return Kind(NONE, "json")


def _archive(file: BinaryIO) -> Kind:
    """Tell a report package from other archives by its folders (Report Packages 1.0 §3.1), and those with reports."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as archive:
            names = archive.namelist()
            for name in names:
                parts = name.split("/")
                if parts[-2:] == ["META-INF", "reportPackage.json"] or (len(parts) > 2 and parts[1] == "reports"):
                    return Kind(REPORT_PACKAGE)
            return Kind(REPORTS if _holds_report(archive) else ARCHIVE)
    except (BadZipFile, NotImplementedError, ValueError, RuntimeError, OSError, EOFError, zlib_error()):
        return Kind(ARCHIVE)


def zlib_error() -> type[Exception]:
    """Return the error of what cannot be inflated."""
    import zlib

    return zlib.error


def _holds_report(archive: ZipFile) -> bool:
    """Whether an archive holds a report, or another archive, which may."""
    read = 0
    for name in promising(archive.infolist()):
        with archive.open(name) as entry:
            head = entry.read(LOOKED_AT)
        read += len(head)
        kind = told(name, BytesIO(head)).syntax if not head.startswith(ZIPS) else REPORTS
        if kind in SYNTAXES:
            return True
        if read > LOOKED_AT_IN_ALL:
            break
    return False


def promising(entries: Sequence[ZipInfo], *, named: bool = False) -> list[str]:
    """Return the names of an archive's entries that may be reports: none in an office file.

    Reports in a taxonomy package are samples, passed over unless the package is `named` as what is to be read.
    """
    names = [entry.filename for entry in entries]
    samples = any(name.split("/")[1:] == ["META-INF", "taxonomyPackage.xml"] for name in names)
    if "[Content_Types].xml" in names or (samples and not named):
        return []
    wanted = (*WRITTEN, *PACKAGED, ".zip")
    return [name for name in names if name.lower().endswith(wanted) and not name.startswith("__MACOSX/")]
