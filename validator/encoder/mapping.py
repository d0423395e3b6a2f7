"""The mapping of a release: TOML, held against `schemas/mapping.schema.json`, with the place of every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from validator.authored.loading import parsed
from validator.model.source import Location
from validator.understanding.words import calendar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.authored.toml_places import Places
    from validator.encoder.entries import Entries


class Trouble(NamedTuple):
    """What stands in the way of an encoding: where, what was seen, what would mend it."""

    at: Location
    message: str
    help: str = ""

    def __str__(self) -> str:
        """Return it as one line, with its help below."""
        return f"{self.at}: {self.message}" + (f"\n  help: {self.help}" if self.help else "")


class FigureMap(NamedTuple):
    """A mapping as loaded: the data, and where each key stands."""

    path: str
    data: Entries
    places: Places

    def at(self, *keys: str | int) -> Location:
        """Return where a key stands, or the nearest enclosing one."""
        return Location(self.path, *self.places.of(keys))


def load(path: str, source: bytes) -> tuple[FigureMap | None, list[Trouble]]:
    """Read and validate a mapping; None with the reasons when it cannot be used."""
    found, places, faults = parsed(source, "mapping.schema.json")
    data = cast("Entries", found)  # the schema has seen to it, unless there are faults
    mapping = FigureMap(path, data, places)
    troubles = [
        Trouble(
            Location(path, fault.line, fault.column),
            fault.reason if fault.misshapen else f"the mapping is not TOML: {fault.reason}",
            fault.help,
        )
        for fault in faults
    ] or [
        Trouble(mapping.at(*keys), f"{period!r} is no period") for keys, period in periods(data) if not legible(period)
    ]
    return (None if troubles else mapping), troubles


def periods(data: Entries) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """Yield every period a mapping names, with the keys that lead to it."""
    yield ("period",), data["period"]
    for at, table in enumerate(data["table"]):
        for header, column in table.get("columns", {}).items():
            if "period" in column:
                yield ("table", at, "columns", header, "period"), column["period"]
    prose = data.get("prose", {})
    for words, period in prose.get("periods", {}).items():
        yield ("prose", "periods", words), period
    for at, term in enumerate(prose.get("term", ())):
        if "period" in term:
            yield ("prose", "term", at, "period"), term["period"]


def legible(period: str) -> bool:
    """Whether a period is one: dates that exist, the first not after the last."""
    try:
        parsed = calendar.parse(period)
    except ValueError:
        return False
    return parsed.start is None or parsed.end is None or parsed.start < parsed.end
