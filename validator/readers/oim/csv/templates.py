"""A table's template, bound to the columns a table really has (xBRL-CSV 1.0 §3.2, §4)."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from validator.model.source import Refused, shown
from validator.readers.oim.values import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from validator.readers.oim.concepts import Subject
    from validator.readers.oim.json_text import Object


class Group(TypedDict, total=False):
    """What facts share, as the metadata says it once it is found valid: a property group (§3.2.6)."""

    decimals: int | str
    dimensions: dict[str, str]


class Column(Group, total=False):
    """A column of a template (§3.2.3)."""

    comment: bool
    propertyGroups: dict[str, Group]
    propertiesFrom: list[str]


class TableTemplate(Group, total=False):
    """A template of tables (§3.2.2)."""

    rowIdColumn: str
    columns: dict[str, Column]


class Table(TypedDict, total=False):
    """A table: where it is, and by which template it is read (§3.2.4)."""

    url: str
    template: str
    optional: bool
    parameters: dict[str, str]


class Stated(TypedDict, total=False):
    """The metadata of a report (§3.1)."""

    tableTemplates: dict[str, TableTemplate]
    tables: dict[str, Table]
    parameters: dict[str, str]
    parameterURL: str
    decimals: int | str
    dimensions: dict[str, str]
    links: Object


class Absent:
    """The value of a dimension that is not there (#none)."""


NONE = Absent()
Value = str | Absent | None
ROW = "rowNumber"


def special(text: str) -> Value:
    """Return what a cell or a metadata value states: None for #nil, NONE for #none or nothing; raises Refused."""
    if text[:1] != "#":
        return text or NONE
    if text[:2] == "##":
        return text[1:]
    if text == "#nil":
        return None
    if text == "#none":
        return NONE
    if text == "#empty":
        return ""
    raise Refused("csv-cell-invalid/special", text=shown(text))


class Origin(NamedTuple):
    """Where a dimension's value comes from: a constant, a column, the row's number, or nowhere."""

    constant: Value
    column: int
    specifier: str
    name: str


CONSTANT, NUMBER, NOWHERE = -3, -1, -2


class Resolved(NamedTuple):
    """What facts of a column with the same referenced cells share; `used` marks the columns that matter."""

    subject: Subject
    context: int
    unit: int
    language: str
    decimals: str
    used: int


class FactColumn:
    """A column of facts: where the value stands, what its dimensions come from, and what was found so far."""

    def __init__(self, name: str, index: int) -> None:
        self.name = name
        self.index = index
        self.layers: list[list[tuple[str, Origin]]] = []
        self.groups: list[tuple[int, dict[str, tuple[list[tuple[str, Origin]], Origin | None]]]] = []
        self.decimals: list[Origin] = []
        self.own_decimals: Origin | None = None
        self.own_dimensions = False
        self.referred: list[int] = []  # the columns whose cells decide what its facts share
        self.concept = -1  # that of them which says the concept, and nothing else; -1 where none does
        self.by_row = False
        self.key: Callable[[Sequence[str]], object] = lambda _: None
        self.cache: dict[object, Resolved | None] = {}

    def bind(self) -> None:
        """Note which cells of a row decide what its facts share."""
        origins = [origin for layer in self.layers for _, origin in layer] + self.decimals
        origins += [self.own_decimals] if self.own_decimals else []
        for _, groups in self.groups:
            for dimensions, decimals in groups.values():
                origins += [origin for _, origin in dimensions] + ([decimals] if decimals else [])
        columns = [origin.column for origin in origins if origin.column >= 0] + [index for index, _ in self.groups]
        self.by_row = any(origin.column == NUMBER for origin in origins)
        self.referred = sorted(set(columns))
        if columns:
            self.key = itemgetter(*self.referred)
        said = [origin.column for layer in self.layers for name, origin in layer if name == "concept"]
        if not self.groups and said and said[0] >= 0 and columns.count(said[0]) == 1:
            self.concept = said[0]


class Template:
    """A template bound to a header row."""

    def __init__(self, template: TableTemplate, header: Sequence[str], scopes: Sequence[Mapping[str, str]]) -> None:
        """Bind; `scopes` are the table's parameters and the report's, as written."""
        self.columns: Mapping[str, Column] = template.get("columns", {})
        self.index = {name: i for i, name in enumerate(header) if name and not self._comment(name)}
        self.scopes = scopes
        self.width = len(header)
        self.unnamed = [i for i, name in enumerate(header) if not name]
        self.row = self.index.get(template.get("rowIdColumn", ""), -1)
        self.group_columns = {
            self.index[name]: column["propertyGroups"]
            for name, column in self.columns.items()
            if "propertyGroups" in column and name in self.index
        }
        self.plain = [
            i for name, i in self.index.items()
            if not ({"dimensions", "propertiesFrom", "comment"} & set(self.columns[name]))
        ]  # fmt: skip

    def _comment(self, name: str) -> bool:
        return bool(self.columns.get(name, {}).get("comment"))

    def origin(self, written: int | str) -> Origin:
        """Return where the value of a dimension comes from, by what the metadata says; raises Refused."""
        if not isinstance(written, str):
            return Origin(str(written), CONSTANT, "", "")
        if not written.startswith("$"):
            return Origin(special(written), CONSTANT, "", "")
        if written.startswith("$$"):
            return Origin(written[1:], CONSTANT, "", "")
        name, _, specifier = written[1:].partition("@")
        if name == ROW:
            return Origin(None, NUMBER, specifier, name)
        if name in self.index:
            return Origin(None, self.index[name], specifier, name)
        for scope in self.scopes:
            if name in scope:
                return Origin(special(scope[name]), CONSTANT, specifier, name)
        if name in self.columns and IDENTIFIER.fullmatch(name):
            return Origin(NONE, CONSTANT, specifier, name)
        return Origin(None, NOWHERE, specifier, name)

    def facts(self, dimensions: Sequence[Mapping[str, str]], decimals: Sequence[int | str | None]) -> list[FactColumn]:
        """Return the fact columns of the header; what table and report state comes after what the column does."""
        made: list[FactColumn] = []
        for name, index in self.index.items():
            column = self.columns[name]
            if "dimensions" not in column and "propertiesFrom" not in column:
                continue
            one = FactColumn(name, index)
            one.own_dimensions = "dimensions" in column
            one.layers = [self._layer(layer) for layer in (column.get("dimensions", {}), *dimensions)]
            if "decimals" in column:
                one.own_decimals = self.origin(column["decimals"])
            one.decimals = [self.origin(each) for each in decimals if each is not None]
            for source in column.get("propertiesFrom", ()):
                if source in self.index:
                    groups = self.columns[source]["propertyGroups"]
                    one.groups.append((self.index[source], {key: self._group(group) for key, group in groups.items()}))
            one.bind()
            made.append(one)
        return made

    def _layer(self, dimensions: Mapping[str, str]) -> list[tuple[str, Origin]]:
        return [(name, self.origin(value)) for name, value in dimensions.items()]

    def _group(self, group: Group) -> tuple[list[tuple[str, Origin]], Origin | None]:
        decimals = self.origin(group["decimals"]) if "decimals" in group else None
        return self._layer(group.get("dimensions", {})), decimals
