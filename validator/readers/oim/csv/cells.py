"""Rows of a table → facts: cells that say the same share one look-up, and nothing is kept but columns of the report."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

from validator.model.names import local
from validator.model.source import Location, Refused, shown
from validator.readers.oim.csv.known import Known
from validator.readers.oim.csv.periods import canonical
from validator.readers.oim.csv.row_names import ROW_NAME, Names
from validator.readers.oim.csv.templates import NONE, NOWHERE, NUMBER, Absent, Origin, Resolved, special
from validator.readers.oim.pointers import Pointers
from validator.readers.oim.values import NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.model.report import Report
    from validator.readers.oim.builder import Builder
    from validator.readers.oim.csv.templates import FactColumn, Template, Value

SUFFIX = re.compile(r"(.*[0-9.])[ \t\r\n]*d[ \t\r\n]*(0|-?[1-9][0-9]{0,5}|INF)[ \t\r\n]*", re.DOTALL)
DECIMALS = re.compile(r"[+-]?[0-9]{1,6}|INF")
UNSEEN = object()


class Cells(Pointers):
    """Pointers to cells, `r12 c:revenue`."""

    def __init__(self) -> None:
        self.rows = array("Q")
        self.names: list[str] = []

    def __len__(self) -> int:
        return len(self.names)

    def at(self, index: int) -> str:
        """Return the pointer to the cell of a fact."""
        return f"r{self.rows[index]} c:{self.names[index]}"


class RowReader:
    """Reads the rows of one table."""

    def __init__(
        self, report: Report, builder: Builder, name: str, path: str, template: Template, facts: list[FactColumn]
    ) -> None:
        self.report = report
        self.builder = builder
        self.name = name
        self.path = path
        self.template = template
        self.facts = facts
        self.known = [Known(column) for column in facts]
        self.names = Names()  # of rows
        self.line = self.number = 0
        self.cells = report.pointers if isinstance(report.pointers, Cells) else Cells()

    def at(self, column: str = "") -> Location:
        """Where the row stands, or a cell of it."""
        return Location(self.path, self.line, 0, f"r{self.number} c:{column}" if column else f"r{self.number}")

    def trouble(self, name: str, column: str = "", /, *, spec: str = "", **values: object) -> None:
        """Add a problem at the row, or a cell of it."""
        self.report.trouble(name, self.at(column), spec=spec, **values)

    def refused(self, refused: Refused, column: FactColumn) -> None:
        """Add what is wrong with a cell."""
        self.report.problems.append(refused.placed(self.at(column.name)).problem)

    # --- rows ------------------------------------------------------------------------------------
    def row(self, number: int, line: int, row: list[str], name: str = "") -> None:
        """Read one row, whatever can be said of it; it may have been named already."""
        template = self.template
        self.line, self.number = line, number
        if len(row) != template.width:
            row = self._fitted(row)
        if template.unnamed and any(row[i] for i in template.unnamed):
            self.trouble("csv-cell-unmapped/unnamed")
        if template.group_columns and not self._groups(row):
            return
        if not name:
            name = self._row_name(row[template.row]) if template.row >= 0 else str(number)
        used = 1 << template.row if template.row >= 0 else 0
        for column, known in zip(self.facts, self.known, strict=True):
            text = row[column.index]
            if text:
                used |= self.add(column, known, text, row, name)
        idle = [i for i in template.plain if not used & (1 << i) and row[i] and row[i] != "#none"]
        if idle:
            self._unmapped(idle)

    def _fitted(self, row: list[str]) -> list[str]:
        width = self.template.width
        if any(row[width:]):
            self.trouble("csv-cell-unmapped/longer")
        return row[:width] + [""] * (width - len(row))

    def _unmapped(self, indexes: list[int]) -> None:
        columns = [name for name, index in self.template.index.items() if index in indexes]
        self.trouble("csv-cell-unmapped/unused", columns[0], columns=" and ".join(columns))

    def _groups(self, row: list[str]) -> bool:
        for index, groups in self.template.group_columns.items():
            text = row[index]
            if text and text not in groups:
                column = next(name for name, i in self.template.index.items() if i == index)
                kind = "csv-cell-invalid/group-none" if text == "#none" else "csv-cell-invalid/group"
                self.trouble(kind, column, text=shown(text), column=column)
                return False
        return True

    def _row_name(self, text: str) -> str:
        before = len(self.report.problems)
        if not text:
            self.trouble("csv-row-identifier-invalid/lacking")
        elif not ROW_NAME.fullmatch(text):
            self.trouble("csv-row-identifier-invalid/form", text=shown(text))
        elif text in self.names.all():
            self.trouble("csv-row-identifier-invalid/twice", text=shown(text))
        self.names.all().add(text)
        return text if len(self.report.problems) == before else str(self.number)

    # --- cells -----------------------------------------------------------------------------------
    def add(self, column: FactColumn, known: Known, text: str, row: list[str], name: str) -> int:
        """Add the fact of a cell; return the columns it takes its dimensions from, as bits."""
        resolved = self.resolved(column, known, row)
        if resolved is None:
            return ~0  # what is wrong has been said once
        subject, context, unit, language, decimals, used = resolved
        value: str | None = text
        if text[0] == "#":
            stated = self._special(text, column)
            if isinstance(stated, Absent):
                return used
            value = stated
        if unit >= 0 and value is not None and "d" in value:
            found = SUFFIX.fullmatch(value)
            if not found:
                self.trouble("csv-cell-invalid/suffix", column.name, text=shown(value))
                return used
            value, decimals = found.group(1).strip(), found.group(2)
        if value is None and not self._may_be_nil(resolved, column):
            return used
        fact = f"{self.name}.r_{name}.{column.name}"
        if subject.name == NOTE:
            at = self.at(column.name)
            self.builder.notes.take(fact, value or "", language, at, at)
            return used
        if subject.enumerated and value:
            try:
                value = self.builder.members(value, self.at(column.name))
            except Refused as refused:
                self.refused(refused, column)
                return used
        nil = value is None
        stated = "" if unit < 0 or nil else decimals or "INF"
        self.report.add(subject.name, context, unit, value or "", stated, fact, language, nil, self.line, 0)
        self.placed((self.number,), (column.name,))
        return used

    def placed(self, numbers: Sequence[int], columns: Sequence[str]) -> None:
        """Note the rows and columns of the facts added last."""
        self.report.paths += [self.path] * len(numbers)  # type: ignore[operator] # a list since the report was made
        self.cells.rows.extend(numbers)
        self.cells.names += columns

    def _special(self, text: str, column: FactColumn) -> Value:
        try:
            value = special(text)
        except Refused as refused:
            self.refused(refused, column)
            return NONE
        if value is NONE:
            self.trouble("csv-cell-invalid/none", column.name)
        return value

    def _may_be_nil(self, resolved: Resolved, column: FactColumn) -> bool:
        concept = resolved.subject.concept
        if concept is None or concept.nillable:
            return True
        self.trouble("oim-value-invalid/nil", column.name, spec="xbrlce:invalidFactValue", name=local(concept.name))
        return False

    def meet(self, column: int, number: int, line: int, row: list[str]) -> None:
        """Learn what facts of a column have beside their values from a row of them, the first of its kind."""
        self.line, self.number = line, number
        self.resolved(self.facts[column], self.known[column], row)

    # --- dimensions ------------------------------------------------------------------------------
    def resolved(self, column: FactColumn, known: Known, row: list[str]) -> Resolved | None:
        """Return what a fact has beside its value, found once for all facts with the same cells."""
        known_already = known.of(row)
        if known_already is not None:
            return known_already
        key = column.key(row)
        found = UNSEEN if column.by_row else column.cache.get(key, UNSEEN)
        if isinstance(found, Resolved) or found is None:
            return found
        before = len(self.report.problems)
        made = self.resolve(column, row)
        if made is None or len(self.report.problems) > before or not known.learn(row, made, self.report):
            column.cache[key] = made
        return made

    def resolve(self, column: FactColumn, row: list[str]) -> Resolved | None:
        """Return what a fact of this column has beside its value; None, and a problem, when it can have nothing."""
        layers, decimals = [*column.layers], [column.own_decimals] if column.own_decimals else []
        grouped = 0
        for index, groups in column.groups:
            if row[index]:
                dimensions, fine = groups[row[index]]
                layers.insert(1, dimensions)
                decimals += [fine] if fine else []
                grouped |= 1 << index
        if not grouped and not column.own_dimensions:
            self.trouble("csv-cell-unmapped/meaning", column.name)
            return None
        try:
            said, origins = self._dimensions(layers, row)
            accuracy, source = self._decimals([*decimals, *column.decimals], row)
        except Refused as refused:
            self.refused(refused, column)
            return None
        found = self.builder.resolve(said, accuracy, self.at(column.name))
        if found is None:
            return None
        subject, context, unit, language = found
        idle = ([] if unit >= 0 else ["unit"]) + ([] if subject.textual or subject.concept is None else ["language"])
        used = grouped
        for dimension, index in origins.items():
            if index >= 0 and dimension not in idle:
                used |= 1 << index
        if source >= 0 and unit >= 0:
            used |= 1 << source
        return Resolved(subject, context, unit, language, accuracy, used)

    def _dimensions(
        self, layers: list[list[tuple[str, Origin]]], row: list[str]
    ) -> tuple[dict[str, str | None], dict[str, int]]:
        said: dict[str, str | None] = {}
        origins: dict[str, int] = {}
        stopped: set[str] = set()
        for layer in layers:
            for dimension, origin in layer:
                if dimension in said or dimension in stopped:
                    continue
                value = self._value(origin, row)
                if dimension == "period" and isinstance(value, str):
                    value = canonical(value, origin.specifier)
                if value is NONE:
                    stopped.add(dimension)
                else:
                    said[dimension] = value  # type: ignore[assignment] # NONE has been told apart
                    origins[dimension] = origin.column
        return said, origins

    def _value(self, origin: Origin, row: list[str]) -> Value:
        if origin.column >= 0:
            return special(row[origin.column])
        if origin.column == NUMBER:
            return str(self.number)
        if origin.column == NOWHERE:
            raise Refused("csv-reference-invalid/target", name=origin.name)
        return origin.constant

    def _decimals(self, origins: list[Origin], row: list[str]) -> tuple[str, int]:
        for origin in origins:
            value = self._value(origin, row)
            if value is NONE:
                return "", -1
            if not isinstance(value, str) or not DECIMALS.fullmatch(value):
                raise Refused("csv-cell-invalid/decimals", text="#nil" if value is None else shown(str(value)))
            return value, origin.column
        return "", -1
