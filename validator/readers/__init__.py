"""bytes → Report and Taxonomy, whatever the syntax; what cannot be read becomes problems, never a traceback."""

from __future__ import annotations

import io
import os
import stat
from importlib import import_module
from typing import TYPE_CHECKING

from validator import budget, buffers
from validator.dts.defaults import supply
from validator.model.names import local
from validator.model.report import Reference, Report
from validator.model.source import Document, Location, Problem
from validator.readers import recognition

if TYPE_CHECKING:
    from validator.asked import Asked

MODULES = {
    "inline": "validator.readers.inline.document_set",
    "xbrl-json": "validator.readers.oim.xbrl_json",
    "xbrl-csv": "validator.readers.oim.csv.report",
    "report-package": "validator.readers.report_packages",
    "archive": "validator.readers.report_packages",
    "archive of reports": "validator.readers.archives",
}  # each has read(path, data, options) -> Report
STDIN = "-"  # a report on standard input; what it refers to is looked for from the current folder


def read(path: str, options: Asked) -> Report:
    """Read one report, in any syntax, with its DTS.

    The syntax is told by content, never by name. Never raises for what a file contains or for a file that is not
    there: the report then holds the problem, and no facts. Raises ExceededError for more work than a report may ask.
    """
    path = os.fspath(path)
    budget.begin()
    try:
        if path != STDIN and stat.S_ISDIR(os.stat(path).st_mode):
            return together(path, options)
        with buffers.opened(path) if path != STDIN else open(0, "rb", closefd=False) as file:
            data = file.read()
        budget.grant(len(data))
    except FileNotFoundError:
        return refused(path, "missing-file")
    except (OSError, ValueError) as error:
        return refused(path, "unreadable-file/system", reason=getattr(error, "strerror", None) or str(error))
    return furnish(parse(path, data, options), options)


def together(folder: str, options: Asked) -> Report:
    """Read the inline files of a folder as the document sets they are. Raises OSError."""
    from validator.readers.inline import document_set
    from validator.readers.inline.folders import document_sets, parts

    folder = "" if folder == "." else folder
    pages = parts(folder)
    if not pages:
        return refused(folder or ".", "not-a-report/folder")
    found, problems = document_sets(folder, pages)
    budget.grant(sum(len(data) for some in found for _, data in some))
    first, *others = [document_set.read_set(some) for some in found]
    first.problems += problems
    for one in others:
        first.others += (one, *one.others)
        one.others = []
    return furnish(first, options)


def furnish(report: Report, options: Asked) -> Report:
    """Give a report and its further targets their taxonomies."""
    from validator.dts import taxonomy

    for one in (report, *report.others):
        if one.taxonomy is None and (one.references or len(one)):
            one.taxonomy = taxonomy.load(one, options)
        supply(one)
    return report


def parse(path: str, data: bytes, options: Asked) -> Report:
    """Read one report from its bytes; its DTS is left to `read`, where the syntax does not need it to be read."""
    kind = recognition.told(path, io.BytesIO(data))
    if kind.syntax in MODULES:
        report: Report = import_module(MODULES[kind.syntax]).read(path, data, options)
        return report
    if kind.syntax in (recognition.XBRL_XML, recognition.BROKEN):
        from validator.readers.xml import xbrl_xml

        return xbrl_xml.read(path, data)
    at = Location(path, kind.root.line, kind.root.column) if kind.root else Location(path)
    if kind.syntax in (recognition.SCHEMA, recognition.LINKBASE):
        report = Report(path, "dts")
        report.data = {path: data}
        href = os.path.basename(path).replace("%", "%25").replace("#", "%23").replace("?", "%3F")
        report.references.append(Reference(f"{kind.syntax}Ref", href, "", at))
        return report
    if kind.root:
        return refused(path, "not-a-report/root", at, root=local(kind.root.name)[:60])
    return refused(path, f"not-a-report/{kind.what}")


def refused(path: str, name: str, at: Location | None = None, /, **values: object) -> Report:
    """Return a report that holds one problem (`Problem.of`) and nothing else."""
    report = Report(path, "unknown")
    report.documents.append(Document(path, path, "unknown"))
    report.problems.append(Problem.of(name, at or Location(path), related=(), spec="", **values))
    return report
