"""What a file is, by its content and never by its name: the syntax of a report, or the reason it is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

XBRL_XML = "xbrl-xml"
INLINE = "inline"
XBRL_JSON = "xbrl-json"
XBRL_CSV = "xbrl-csv"
REPORT_PACKAGE = "report-package"
SYNTAXES = (XBRL_XML, INLINE, XBRL_JSON, XBRL_CSV, REPORT_PACKAGE)

PACKAGED = (".xbri", ".xbr")
HEAD = 65_536  # bytes: a prolog and a root element with every namespace it declares fit in it
PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
DOCTYPE = re.compile(r"\s*<!DOCTYPE(?:[^\[>]*\[.*?\]\s*>|[^\[>]*>)", re.DOTALL | re.IGNORECASE)
ROOT = re.compile(r"\s*<(?:([^\s<>/:=\"'&]+):)?([^\s<>/:=\"'&]+)")
INLINE_NAMESPACES = (b"http://www.xbrl.org/2013/inlineXBRL", b"http://www.xbrl.org/2008/inlineXBRL")
KNOWN_ROOTS = {
    "schema": "an XML schema",
    "linkbase": "a linkbase",
    "html": "an HTML page without inline XBRL",
    "taxonomyPackage": "the metadata of a taxonomy package",
}


def syntax(path: str) -> tuple[str, str]:
    """Return a file's syntax (one of SYNTAXES) and "", or "" and what it is instead, in words that follow "it is".

    Only .xbri and .xbr are told by their names, which are theirs alone (Report Packages 1.0 §3.1): one that is damaged
    must not be passed over. Raises OSError when the file cannot be read.
    """
    with open(path, "rb") as file:
        head = file.read(HEAD)
        if path.lower().endswith(PACKAGED):
            return REPORT_PACKAGE, ""
        if not head:
            return "", "empty"
        if head.startswith(b"PK\x03\x04"):
            return _archive(path)
        text = _text(head)
        start = text.lstrip()[:1]
        if start == "<":
            return _markup(text, head, file)
        if start == "{":
            return _json(head, file)
        if "\x00" in text:
            return "", "binary"
        return "", "neither XML, JSON nor a report package" if start else "blank"


def _text(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace")
    if head[:4] == b"<\x00?\x00":
        return head.decode("utf-16-le", "replace")
    if head[:4] == b"\x00<\x00?":
        return head.decode("utf-16-be", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _markup(text: str, head: bytes, file: BinaryIO) -> tuple[str, str]:
    place = 0
    while found := PROLOG.match(text, place) or DOCTYPE.match(text, place):
        place = found.end()
    root = ROOT.match(text, place)
    if root is None:
        return "", "XML without an element in its first 64 kB"
    local = root[2]
    if local == "xbrl":
        return XBRL_XML, ""
    if local.lower() in ("html", "xhtml") and _holds(INLINE_NAMESPACES, head, file):
        return INLINE, ""
    return "", KNOWN_ROOTS.get(
        local, KNOWN_ROOTS.get(local.lower(), f"XML whose root element is {local[:60]}, not xbrl")
    )


def _json(head: bytes, file: BinaryIO) -> tuple[str, str]:
    """Tell by documentType, which may stand anywhere in the object (xBRL-JSON 1.0 §2, xBRL-CSV 1.0 §3)."""
    rest = head + file.read()
    if b'"documentInfo"' in rest and b'"documentType"' in rest:
        for kind in (XBRL_JSON, XBRL_CSV):
            if kind.encode() in rest:
                return kind, ""
    return "", "JSON that is no xBRL-JSON report and no xBRL-CSV metadata"


def _holds(needles: tuple[bytes, ...], head: bytes, file: BinaryIO) -> bool:
    """Whether any needle stands in a stream, read a megabyte at a time."""
    window, overlap = head, max(map(len, needles))
    while window:
        if any(needle in window for needle in needles):
            return True
        more = file.read(1 << 20)
        window = window[-overlap:] + more if more else b""
    return False


def _archive(path: str) -> tuple[str, str]:
    """Tell a report package from other archives by its folders (Report Packages 1.0 §3.1)."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
    except (BadZipFile, NotImplementedError, ValueError) as error:
        return "", f"a damaged archive ({error})"
    for name in names:
        parts = name.split("/")
        if parts[-2:] == ["META-INF", "reportPackage.json"] or (len(parts) > 2 and parts[1] == "reports"):
            return REPORT_PACKAGE, ""
    return "", "an archive without a reports folder"
