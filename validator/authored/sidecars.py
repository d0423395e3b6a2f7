"""The places of a report's figures in the document it was encoded from: JSON, as `tieout encode` writes it."""

from __future__ import annotations

from typing import TypedDict

from validator.authored.loading import kept, misshapen
from validator.gate import RefusedError, opened

SCHEMA = "places.schema.json"


class Printed(TypedDict, total=False):
    """Where a figure is printed: line, column (from 1), text; row and cell where it stands in a table."""

    line: int
    column: int
    text: str
    words: str
    header: str
    length: int
    row: int
    cell: int


class Sidecar(TypedDict):
    """What is read of one: the source, as seen from it, and where the fact of each id is printed there."""

    source: str
    facts: dict[str, Printed]


def printed(path: str) -> dict[str, Printed]:
    """Return where the fact of each id is printed. Raises OSError, and ValueError that says what is wrong."""
    return sidecar(path)["facts"]


def sidecar(path: str) -> Sidecar:
    """Return what a sidecar says. Raises OSError, and ValueError that says what is wrong."""
    try:
        with opened(path) as file:
            return kept("sidecar", SCHEMA, file.read(), _read)
    except RefusedError as refused:
        raise ValueError(f"it {refused}") from refused


def _read(source: bytes) -> Sidecar:
    import json

    from validator.authored.toml_places import Places

    try:
        data = json.loads(source)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    wrong = next(misshapen(data, SCHEMA, Places("")), None)
    if wrong is not None:
        raise ValueError(wrong.said)
    return {"source": data["source"], "facts": data["facts"]}
