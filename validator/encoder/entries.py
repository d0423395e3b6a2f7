"""What a mapping says, by `schemas/mapping.schema.json`."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ColumnEntry(TypedDict, total=False):
    """What a column's header means."""

    period: str
    currency: str


class RowEntry(TypedDict):
    """What a row's figures are."""

    concept: str
    negated: NotRequired[bool]
    at: NotRequired[str]
    dash: NotRequired[str]


class TableEntry(TypedDict):
    """What the table under a heading holds: rows by label, or the reason why it is left out."""

    heading: str
    left_out: NotRequired[str]
    currency: NotRequired[str]
    dash: NotRequired[str]
    columns: NotRequired[dict[str, ColumnEntry]]
    rows: NotRequired[dict[str, str | RowEntry]]
    leave: NotRequired[dict[str, str]]


class TermEntry(TypedDict):
    """What the words of a text name."""

    words: list[str]
    near: NotRequired[list[str]]
    concept: NotRequired[str]
    growth: NotRequired[str]
    share: NotRequired[str]
    members: NotRequired[dict[str, str]]
    period: NotRequired[str]
    decimals: NotRequired[str]


class BoundEntry(TypedDict):
    """How a bound is told from the figure itself."""

    dimension: str
    lower: str
    upper: str


class ProseEntry(TypedDict, total=False):
    """What is said of the text."""

    term: list[TermEntry]
    bound: BoundEntry
    periods: dict[str, str]
    leave: dict[str, str]


class EntityEntry(TypedDict):
    """Who reports."""

    scheme: str
    identifier: str


class Entries(TypedDict):
    """A whole mapping."""

    taxonomy: str
    prefix: str
    namespace: str
    period: str
    entity: EntityEntry
    table: list[TableEntry]
    currency: NotRequired[str]
    dash: NotRequired[str]
    prose: NotRequired[ProseEntry]
