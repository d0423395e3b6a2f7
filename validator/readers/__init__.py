"""bytes → Report and Taxonomy, whatever the syntax; what cannot be read becomes problems, never a traceback."""

from __future__ import annotations

import os
import stat
from importlib import import_module
from typing import TYPE_CHECKING

from validator.dts.defaults import supply
from validator.model.names import LINK, XHTML, XSD, local, namespace
from validator.model.report import Reference, Report
from validator.model.source import Document, Location, Problem

if TYPE_CHECKING:
    from validator.dts.options import ReadOptions
    from validator.readers.xml.xbrl_xml import NotAnInstance

MODULES = {
    "inline": "validator.readers.inline.document_set",
    "xbrl-json": "validator.readers.oim.xbrl_json",
    "xbrl-csv": "validator.readers.oim.csv.report",
    "report-package": "validator.readers.report_packages",
}  # each has read(path, data, options) -> Report
STDIN = "-"  # a report on standard input; what it refers to is looked for from the current folder
ZIP, EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
PACKAGED = (".xbri", ".xbr")  # names that are report packages' alone (Report Packages 1.0 §3.1)
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
WIDE = (b"<\0", b"\0<")  # UTF-16 without a byte order mark
SPACES = b" \t\r\n"
INLINE = (b"http://www.xbrl.org/2013/inlineXBRL", b"http://www.xbrl.org/2008/inlineXBRL")


def read(path: str, options: ReadOptions) -> Report:
    """Read one report, in any syntax, with its DTS.

    The syntax is told by content, never by name. Never raises for what a file contains or for a file that is not
    there: the report then holds the problem, and no facts.
    """
    path = os.fspath(path)
    try:
        if path != STDIN and stat.S_ISDIR(os.stat(path).st_mode):
            return together(path, options)
        with open(path if path != STDIN else 0, "rb", closefd=path != STDIN) as file:
            data = file.read()
    except FileNotFoundError:
        return refused(path, "missing-file")
    except (OSError, ValueError) as error:
        return refused(path, "unreadable-file", reason=getattr(error, "strerror", None) or str(error))
    return furnish(parse(path, data, options), options)


def together(folder: str, options: ReadOptions) -> Report:
    """Read the inline files of a folder as one document set. Raises OSError."""
    from validator.readers.inline import document_set
    from validator.readers.inline.folders import parts

    files = []
    for path in parts("" if folder == "." else folder):
        with open(path, "rb") as file:
            files.append((path, file.read()))
    if not files:
        return refused(folder, "not-a-report", what="a folder")
    return furnish(document_set.read_set(files), options)


def furnish(report: Report, options: ReadOptions) -> Report:
    """Give a report and its further targets their taxonomies."""
    from validator.dts import taxonomy

    for one in (report, *report.others):
        if one.taxonomy is None and (one.references or len(one)):
            one.taxonomy = taxonomy.load(one, options)
        supply(one)
    return report


def parse(path: str, data: bytes, options: ReadOptions) -> Report:
    """Read one report from its bytes; its DTS is left to `read`, where the syntax does not need it to be read."""
    if data.startswith((ZIP, EMPTY_ZIP)) or path.lower().endswith(PACKAGED):
        return elsewhere("report-package", path, data, options)
    start = data[: 1 << 16].lstrip(SPACES)
    if start.removeprefix(MARKS[0]).lstrip(SPACES)[:1] in (b"{", b"["):  # a UTF-8 mark may stand first (xBRL-JSON §2.1)
        return notation(path, data, options)
    if start.startswith((*MARKS, *WIDE, b"<")):
        return markup(path, data, options)
    return refused(path, "not-a-report", what=what(data))


def refused(path: str, name: str, /, **values: object) -> Report:
    """Return a report that holds one problem and nothing else."""
    report = Report(path, "unknown")
    report.documents.append(Document(path, path, "unknown"))
    report.problems.append(Problem.of(name, Location(path), related=(), spec="", **values))
    return report


def elsewhere(syntax: str, path: str, data: bytes, options: ReadOptions) -> Report:
    """Read by the module of a syntax."""
    try:
        module = import_module(MODULES[syntax])
    except ModuleNotFoundError as error:
        if error.name != MODULES[syntax]:
            raise
        return refused(path, "not-a-report", what=f"in a syntax this version does not read ({syntax})")
    report: Report = module.read(path, data, options)
    return report


def what(data: bytes) -> str:
    """Say what bytes are that are no report, in words that follow "it is"."""
    if not data:
        return "empty"
    if b"\0" in data[:4096]:
        return "binary"
    return "neither XML, JSON nor a report package" if data.strip(SPACES) else "blank"


# --- XML ----------------------------------------------------------------------------------------
def markup(path: str, data: bytes, options: ReadOptions) -> Report:
    """Read an XML document, by its root element."""
    from validator.readers.xml import xbrl_xml

    try:
        report = xbrl_xml.read(path, data)
    except xbrl_xml.NotAnInstance as other:
        return rooted(path, data, options, other)
    if report.problems and not len(report):
        if hypertext(data):
            return page(path, data, options)
        if not data.strip(b"".join(MARKS) + SPACES):
            return refused(path, "not-a-report", what="blank")
    return report


def rooted(path: str, data: bytes, options: ReadOptions, other: NotAnInstance) -> Report:
    """Read an XML document whose root element is not xbrli:xbrl: a page, or a DTS without a report."""
    space, name = namespace(other.name), local(other.name)
    if space == XHTML or name.lower() == "html":
        return page(path, data, options)
    kind = {f"{{{XSD}}}schema": "schema", f"{{{LINK}}}linkbase": "linkbase"}.get(other.name)
    if kind is None:
        report = refused(path, "not-a-report", what=f"XML whose root element is {name[:60]}, not xbrli:xbrl")
        report.problems[0] = report.problems[0]._replace(at=Location(path, other.line, other.column))
        return report
    report = Report(path, "dts")
    report.data = {path: data}
    href = os.path.basename(path).replace("%", "%25").replace("#", "%23").replace("?", "%3F")
    report.references.append(Reference(f"{kind}Ref", href, "", Location(path, other.line, other.column)))
    return report


def hypertext(data: bytes) -> bool:
    """Whether bytes that are not well-formed XML start like a page."""
    head = data[:4096].lower()
    return b"<!doctype html" in head or b"<html" in head


def page(path: str, data: bytes, options: ReadOptions) -> Report:
    """Read an inline XBRL page; refuse one without inline XBRL."""
    if any(space in data for space in INLINE) or any(space in data.replace(b"\0", b"") for space in INLINE):
        return elsewhere("inline", path, data, options)
    return refused(path, "not-a-report", what="an HTML page without inline XBRL")


# --- JSON ---------------------------------------------------------------------------------------
def notation(path: str, data: bytes, options: ReadOptions) -> Report:
    """Read a JSON document by its documentType (xBRL-JSON 1.0 §2.1, xBRL-CSV 1.0 §3.1)."""
    if b'"documentInfo"' in data and b'"documentType"' in data:
        for syntax in ("xbrl-json", "xbrl-csv"):
            if syntax.encode() in data:
                return elsewhere(syntax, path, data, options)
    return refused(path, "not-a-report", what="JSON that is no xBRL-JSON report and no xBRL-CSV metadata")
