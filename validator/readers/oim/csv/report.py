"""xBRL-CSV → report (xBRL-CSV 1.0): tables are read row by row, and findings point to file, row and column."""

from __future__ import annotations

import csv
import gc
import io
import os
import zlib
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile

from validator.gate import RefusedError
from validator.model.report import Report
from validator.model.source import Document, Location, Problem
from validator.readers.oim.builder import Builder
from validator.readers.oim.csv.beside import Folder
from validator.readers.oim.csv.cells import Cells, RowReader
from validator.readers.oim.csv.metadata import Metadata
from validator.readers.oim.csv.templates import Template
from validator.readers.oim.document_info import read_info
from validator.readers.oim.values import IDENTIFIER, Broken, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.dts.options import ReadOptions

KEPT = 16 << 20  # bytes: a larger table is not kept for excerpts
LONGEST_CELL = 64 << 20  # characters: a text block, not a table that lost a quote
BOM = b"\xef\xbb\xbf"
FOREIGN = (b"\xff\xfe", b"\xfe\xff", b"+AHs-")
INVALID_FILE = "xbrlce:invalidCSVFileFormat"
UNREADABLE = (RefusedError, OSError, EOFError, BadZipFile, zlib.error)  # on opening, and of packed files on reading


def read(path: str, data: bytes, options: ReadOptions) -> Report:
    """Read a report by its metadata file, and its DTS; whatever is wrong becomes problems."""
    return read_from(path, data, options, Folder(os.path.dirname(path)))


def read_from(path: str, data: bytes, options: ReadOptions, folder: Folder) -> Report:
    """Read a report whose files stand in a folder or a package."""
    report = Report(path, "xbrl-csv")
    report.documents.append(Document(path, path, "csv"))
    report.data = {path: data}
    report.paths = []
    report.pointers = Cells()
    report.sought = folder.sought
    collecting = gc.isenabled()
    gc.disable()
    try:
        Reader(report, path, options, folder).read(data)
    finally:
        if collecting:
            gc.enable()
    return report


def unreadable(what: str, error: Exception) -> str:
    """Say that something cannot be read, and why where that is known."""
    return f"{what} cannot be read" + (f": it {error}" if isinstance(error, RefusedError) else "")


class Reader:
    """One reading."""

    def __init__(self, report: Report, path: str, options: ReadOptions, folder: Folder) -> None:
        self.report = report
        self.path = path
        self.folder = folder
        self.builder = Builder(report, options, "xbrlce")
        self.metadata = Metadata(report, folder)
        self.kept: dict[str, bytes] = dict(report.data)

    def read(self, data: bytes) -> None:
        """Read the metadata, the taxonomy, then table after table."""
        if not self.metadata.load(self.path, data):
            return
        value = self.metadata.value
        info = read_info(value.get("documentInfo"), self.metadata.wrong, "xbrlce")
        if info is None:
            return
        self.builder.promise(info.features)
        for kind in ("namespaces", "linkTypes", "linkGroups"):
            self.builder.declare(kind, getattr(info, kind), self._placed(f"/documentInfo/{kind}"))
        at = self.metadata.at("/documentInfo/taxonomy")
        self.builder.discover(((url, at) for url in info.taxonomy), info.base)
        parameters = dict(value.get("parameters", {}))
        if "parameterURL" in value:
            parameters.update(self.parameters(value["parameterURL"]))
        for name, table in value.get("tables", {}).items():
            self.table(name, table, parameters)
        self.report.data = self.kept
        if value.get("links"):
            self.builder.notes.rows = {name: row for row, name in enumerate(self.report.ids)}
            self.links(value["links"])
        self.builder.notes.finish()

    def _placed(self, pointer: str) -> Callable[[str], Location]:
        return lambda alias: self.metadata.at(f"{pointer}/{alias}")

    def wrong(self, check: str, at: Location, reason: str, spec: str) -> None:
        """Add a problem."""
        self.report.problems.append(Problem(check, at, {"reason": reason, "spec": spec}))

    # --- files -----------------------------------------------------------------------------------
    def rows(self, path: str, stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
        """Yield (line, cells) of a CSV file; what is no CSV in UTF-8 becomes a problem, and ends it."""
        head = stream.read(16)
        stream.seek(0)
        if head.startswith(FOREIGN) or b"\0" in head:
            self.wrong("csv-file-illegible", Location(path, 1), "the table is not in UTF-8", INVALID_FILE)
            return
        csv.field_size_limit(LONGEST_CELL)
        line = 1
        try:
            with io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
                reader = csv.reader(text, strict=True)
                for row in reader:
                    yield line, row
                    line = reader.line_num + 1
        except UnicodeDecodeError:
            self.wrong(
                "csv-file-illegible", Location(path, line), "the table is not in UTF-8 from here on", INVALID_FILE
            )
        except csv.Error as error:
            self.wrong("csv-file-illegible", Location(path, line), f"not comma-separated text: {error}", INVALID_FILE)

    def parameters(self, url: str) -> dict[str, str]:
        """Return the report's parameters from the file of them (§3.2.8)."""
        path = self.folder.beside(self.path, url)
        try:
            with self.folder.open(path) as stream:
                return self._parameters(path, stream)
        except UNREADABLE as error:
            at, what = self.metadata.at("/parameterURL"), f"the file of parameters {shown(url)}"
            self.wrong("csv-file-illegible", at, unreadable(what, error), "xbrlce:missingParametersFile")
            return {}

    def _parameters(self, path: str, stream: IO[bytes]) -> dict[str, str]:
        found: dict[str, str] = {}
        for line, row in self.rows(path, stream):
            at = Location(path, line)
            reason = ""
            code = "xbrlce:invalidParameterCSVFile"
            if line == 1:
                if row != ["name", "value"]:
                    reason = "the first row is not name,value"
            elif not any(row):
                continue
            elif not row[0] or not IDENTIFIER.fullmatch(row[0]):
                reason, code = f"{shown(row[0])!r} is no identifier", "xbrlce:invalidIdentifier"
            elif len(row) < 2 or not row[1] or any(row[2:]):
                reason = "a parameter has one value"
            elif row[0] in found:
                reason = f"{shown(row[0])!r} is stated twice"
            else:
                found[row[0]] = row[1]
            if reason:
                self.wrong("csv-parameter-invalid", at, reason, code)
        return found

    # --- tables ----------------------------------------------------------------------------------
    def table(self, name: str, table: dict[str, Any], parameters: dict[str, str]) -> None:
        """Read one table."""
        url = table["url"]
        path = self.folder.beside(self.path, url)
        try:
            with self.folder.open(path) as stream:
                self.report.documents.append(Document(path, path, "csv"))
                data = stream.read(KEPT + 1)
                if len(data) <= KEPT:
                    self.kept[path] = data
                stream.seek(0)
                self.bind(name, table, path, self.rows(path, stream), parameters)
        except FileNotFoundError as error:
            if table.get("optional") is not True:
                self._no_table(name, url, error)
        except UNREADABLE as error:
            self._no_table(name, url, error)

    def _no_table(self, name: str, url: str, error: Exception) -> None:
        at = self.metadata.at(f"/tables/{name}/url")
        reason = unreadable(f"the table {shown(url)}", error)
        self.wrong("csv-file-illegible", at, reason, "xbrlce:missingRequiredCSVFile")

    def bind(
        self, name: str, table: dict[str, Any], path: str, rows: Iterator[tuple[int, list[str]]],
        parameters: dict[str, str],
    ) -> None:  # fmt: skip
        """Bind a table's template to its header, and read its rows."""
        value = self.metadata.value
        template = value["tableTemplates"][table.get("template", name)]
        before = len(self.report.problems)
        line, header = next(rows, (0, []))
        if not line and len(self.report.problems) == before:
            reason = "the table has no header row"
            self.wrong("csv-header-invalid", Location(path, 1), reason, "xbrlce:invalidHeaderValue")
        if not line or not self.header(path, header, template):
            return
        bound = Template(template, header, (table.get("parameters", {}), parameters))
        try:
            dimensions = (template.get("dimensions", {}), value.get("dimensions", {}))
            facts = bound.facts(dimensions, (template.get("decimals"), value.get("decimals")))
        except Broken as broken:
            self.wrong(broken.check, self.metadata.at(f"/tables/{name}"), broken.reason, broken.spec)
            return
        RowReader(self.report, self.builder, name, path, bound, facts).read(rows)

    def header(self, path: str, header: list[str], template: dict[str, Any]) -> bool:
        """Whether the first row names columns of the template, each once (§4.1)."""
        seen: set[str] = set()
        sound = True
        for index, name in enumerate(header):
            reason = code = ""
            if name and not IDENTIFIER.fullmatch(name):
                reason, code = f"{shown(name)!r} is no identifier", "invalidHeaderValue"
            elif name and name not in template.get("columns", {}):
                reason, code = f"the template has no column {shown(name)!r}", "unknownColumn"
            elif name and name in seen:
                reason, code = f"the column {shown(name)!r} stands twice", "repeatedColumnIdentifier"
            seen.add(name)
            if code:
                at = Location(path, 1, 0, f"r0 c:{shown(name) or index + 1}")
                self.wrong("csv-header-invalid", at, reason, f"xbrlce:{code}")
                sound = False
        return sound

    def links(self, links: Any) -> None:
        """Take the links between facts (§3.2.5)."""
        at = self.metadata.at("/links")
        for kind, groups in links.items():
            for group, sources in groups.items() if isinstance(groups, dict) else [("", None)]:
                for source, targets in sources.items() if isinstance(sources, dict) else [("", None)]:
                    if not isinstance(targets, list) or not all(isinstance(one, str) for one in targets):
                        reason = "links lead from a type, a group and a fact to a list of ids"
                        self.wrong("json-structure-invalid", at, reason, "xbrlce:invalidJSONStructure")
                    else:
                        self.builder.notes.link(source, kind, group, targets, at)
