"""xBRL-CSV → report (xBRL-CSV 1.0): tables are read row by row, and findings point to file, row and column."""

from __future__ import annotations

import csv
import io
import os
import re
import zlib
from itertools import islice
from typing import IO, TYPE_CHECKING, cast
from zipfile import BadZipFile

from validator import budget
from validator.garbage import resting
from validator.gate import RefusedError
from validator.model.report import Report
from validator.model.source import Document, Location, Refused, shown
from validator.readers.oim.builder import Builder
from validator.readers.oim.csv.beside import Folder
from validator.readers.oim.csv.cells import Cells, RowReader
from validator.readers.oim.csv.metadata import Metadata
from validator.readers.oim.csv.templates import Template
from validator.readers.oim.csv.together import Together
from validator.readers.oim.document_info import read_info
from validator.readers.oim.json_text import members_of, texts_of
from validator.readers.oim.values import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from validator.asked import Asked
    from validator.readers.oim.csv.templates import Table, TableTemplate
    from validator.readers.oim.csv.together import Batch
    from validator.readers.oim.json_text import Json

KEPT = 16 << 20  # bytes: a larger table is not kept for excerpts
LONGEST_CELL = 64 << 20  # characters: a text block, not a table that lost a quote
AGAIN = 32  # steps for each cell of a file that another table was read from: tables without end may be of one
FOREIGN = (b"\xff\xfe", b"\xfe\xff", b"+AHs-")
MOST, ROOM = 1 << 12, 1 << 20  # rows that are read at a time, and about how many bytes
BREAK = re.compile(r"\r\n?|\n")
UNREADABLE = (OSError, EOFError, BadZipFile, zlib.error)  # on opening, and of packed files on reading


def read(path: str, data: bytes, options: Asked) -> Report:
    """Read a report by its metadata file, and its DTS; whatever is wrong becomes problems."""
    return read_from(path, data, options, Folder(os.path.dirname(path)))


def breaks(row: Sequence[str]) -> int:
    """Return in how many places the cells of a row are broken into lines."""
    return sum(len(BREAK.findall(cell)) for cell in row if "\n" in cell or "\r" in cell)


def lines_of(rows: Sequence[Sequence[str]], first: int, last: int, *, whole: bool) -> Sequence[int]:
    """Return the lines of rows, the first of which is known; `whole` says that with the last line the last row ends."""
    if whole and last - first + 1 == len(rows):
        return range(first, last + 1)
    lines = [first]
    for row in rows[:-1]:
        lines.append(lines[-1] + 1 + breaks(row))
    return lines


@resting()
def read_from(path: str, data: bytes, options: Asked, folder: Folder) -> Report:
    """Read a report whose files stand in a folder or a package."""
    report = Report(path, "xbrl-csv")
    report.documents.append(Document(path, path, "csv"))
    report.data = {path: data}
    report.paths = []
    report.pointers = Cells()
    report.sought = folder.sought
    Reader(report, path, options, folder).read(data)
    return report


class Reader:
    """One reading."""

    def __init__(self, report: Report, path: str, options: Asked, folder: Folder) -> None:
        self.report = report
        self.path = path
        self.folder = folder
        self.builder = Builder(report, options, "xbrlce")
        self.metadata = Metadata(report, folder)
        self.kept: dict[str, bytes] = dict(report.data)
        self.tabled: set[str] = set()  # the files of tables read so far

    def read(self, data: bytes) -> None:
        """Read the metadata, the taxonomy, then table after table."""
        if not self.metadata.load(self.path, data):
            return
        value = self.metadata.valid
        info = read_info(self.metadata.value.get("documentInfo"), self.metadata.trouble, "xbrlce")
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
            self.links(self.metadata.value["links"])
        self.builder.notes.finish()

    def _placed(self, pointer: str) -> Callable[[str], Location]:
        return lambda alias: self.metadata.at(f"{pointer}/{alias}")

    # --- files -----------------------------------------------------------------------------------
    def batches(self, path: str, stream: IO[bytes], *, again: bool = False) -> Iterator[Batch]:
        """Yield rows of a CSV file with their lines, first one, then many at a time.

        What is no CSV in UTF-8 becomes a problem, and ends it.
        """
        head = stream.read(16)
        stream.seek(0)
        if head.startswith(FOREIGN) or b"\0" in head:
            self.report.trouble("csv-file-illegible/encoding", Location(path, 1))
            return
        csv.field_size_limit(LONGEST_CELL)
        with io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, strict=True)
            line = size = 1
            fault: Exception | None = None
            while fault is None:
                start, rows = stream.tell(), cast("list[list[str]]", [])
                try:
                    rows.extend(islice(reader, size))
                except (UnicodeDecodeError, csv.Error) as error:
                    fault = error  # told after the rows before it, which were taken
                if again:
                    budget.spend(AGAIN * sum(map(len, rows)))
                if not rows:
                    break
                lines = lines_of(rows, line, reader.line_num, whole=fault is None)
                yield lines, rows
                line = lines[-1] + breaks(rows[-1]) + 1
                longest = max(1, stream.tell() - start) // len(rows) + 1
                size = max(1, min(16 * size, MOST, ROOM // longest))
        if isinstance(fault, UnicodeDecodeError):
            self.report.trouble("csv-file-illegible/encoding-from", Location(path, line))
        elif fault is not None:
            self.report.trouble("csv-file-illegible/quoting", Location(path, line), reason=fault)

    def parameters(self, url: str) -> dict[str, str]:
        """Return the report's parameters from the file of them (§3.2.8)."""
        path = self.folder.beside(self.path, url)
        try:
            with self.folder.open(path) as stream:
                return self._parameters(path, stream)
        except RefusedError as error:
            self.metadata.trouble(
                "csv-file-illegible/parameters-refused", "/parameterURL", url=shown(url), reason=error
            )
        except UNREADABLE:
            self.metadata.trouble("csv-file-illegible/parameters", "/parameterURL", url=shown(url))
        return {}

    def _parameters(self, path: str, stream: IO[bytes]) -> dict[str, str]:
        found: dict[str, str] = {}
        for line, row in (each for batch in self.batches(path, stream) for each in zip(*batch, strict=True)):
            at = Location(path, line)
            if line == 1:
                if row != ["name", "value"]:
                    self.report.trouble("csv-parameter-invalid/header", at)
            elif not any(row):
                continue
            elif not row[0] or not IDENTIFIER.fullmatch(row[0]):
                self.report.trouble("csv-parameter-invalid/identifier", at, name=shown(row[0]))
            elif len(row) < 2 or not row[1] or any(row[2:]):
                self.report.trouble("csv-parameter-invalid/value", at)
            elif row[0] in found:
                self.report.trouble("csv-parameter-invalid/twice", at, name=shown(row[0]))
            else:
                found[row[0]] = row[1]
        return found

    # --- tables ----------------------------------------------------------------------------------
    def table(self, name: str, table: Table, parameters: dict[str, str]) -> None:
        """Read one table."""
        url = table["url"]
        path = self.folder.beside(self.path, url)
        try:
            with self.folder.open(path) as stream:
                self.report.documents.append(Document(path, path, "csv"))
                data = stream.read(KEPT + 1)
                if len(data) <= KEPT:
                    self.kept[path] = data
                again = path in self.tabled
                if not again:
                    self.tabled.add(path)
                    budget.grant(len(data) if len(data) <= KEPT else stream.seek(0, os.SEEK_END))
                stream.seek(0)
                self.bind(name, table, path, self.batches(path, stream, again=again), parameters)
        except RefusedError as error:
            self.metadata.trouble(
                "csv-file-illegible/table-refused", f"/tables/{name}/url", url=shown(url), reason=error
            )
        except UNREADABLE as error:
            if not isinstance(error, FileNotFoundError) or table.get("optional") is not True:
                self.metadata.trouble("csv-file-illegible/table", f"/tables/{name}/url", url=shown(url))

    def bind(
        self, name: str, table: Table, path: str, batches: Iterator[Batch],
        parameters: dict[str, str],
    ) -> None:  # fmt: skip
        """Bind a table's template to its header, and read its rows."""
        value = self.metadata.valid
        template = value["tableTemplates"][table.get("template", name)]
        before = len(self.report.problems)
        first = next(batches, None)
        if first is None and len(self.report.problems) == before:
            self.report.trouble("csv-header-invalid/lacking", Location(path, 1))
        if first is None:
            return
        _, (header,) = first  # a batch of one row
        if not self.header(path, header, template):
            return
        bound = Template(template, header, (table.get("parameters", {}), parameters))
        try:
            dimensions = (template.get("dimensions", {}), value.get("dimensions", {}))
            facts = bound.facts(dimensions, (template.get("decimals"), value.get("decimals")))
        except Refused as refused:
            self.report.problems.append(refused.placed(self.metadata.at(f"/tables/{name}")).problem)
            return
        Together(RowReader(self.report, self.builder, name, path, bound, facts)).read(batches)

    def header(self, path: str, header: list[str], template: TableTemplate) -> bool:
        """Whether the first row names columns of the template, each once (§4.1)."""
        seen: set[str] = set()
        before = len(self.report.problems)
        for name in filter(None, header):
            at = Location(path, 1, 0, f"r0 c:{shown(name)}")
            if not IDENTIFIER.fullmatch(name):
                self.report.trouble("csv-header-invalid/identifier", at, name=shown(name))
            elif name not in template.get("columns", {}):
                self.report.trouble("csv-header-invalid/unknown", at, name=shown(name))
            elif name in seen:
                self.report.trouble("csv-header-invalid/twice", at, name=shown(name))
            seen.add(name)
        return len(self.report.problems) == before

    def links(self, links: Json) -> None:
        """Take the links between facts (§3.2.5)."""
        at = self.metadata.at("/links")
        for kind, groups in members_of(links).items():
            for group, sources in groups.items() if isinstance(groups, dict) else [("", None)]:
                for source, written in sources.items() if isinstance(sources, dict) else [("", None)]:
                    targets = texts_of(written)
                    if targets is None:
                        self.metadata.trouble("json-structure-invalid/links", "/links")
                    else:
                        self.builder.notes.link(source, kind, group, targets, at)
