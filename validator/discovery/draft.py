"""A draft: the figures of a document as an ordinary report against an ordinary taxonomy, both in memory.

While a document is checked, every place where a figure is printed is a figure of its own, and that two of them are one
is a relation like any other: so a slip in one of them can be told from the other. What is written out to be kept is
drafted with `shared`: mentions of one figure share its concept, period, unit and members.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from validator.model.contexts import Context, Member
from validator.model.names import LABEL, PARENT_CHILD, XBRLDT, XBRLI, name
from validator.model.networks import Arc, Network
from validator.model.periods import FOREVER, Period
from validator.model.report import Report
from validator.model.source import Location
from validator.model.taxonomy import Concept, Role, Taxonomy
from validator.model.units import Unit
from validator.understanding.words.numbers import lexical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.understanding.figures import Figure, Reading

NAMESPACE = "http://tieout.example/draft"
SCHEME = "http://tieout.example/document"
AXIS = "ColumnAxis"
LONGEST = 60  # characters of a concept's name
WORD = re.compile(r"[A-Za-z0-9]+")
DATES = re.compile(
    r"""\b(?:for|in|of|the|a|to|from|was|were|compared|fiscal|prior|year|quarter|period|ended|\d+(?:-weeks?)?
    |january|february|march|april|may|june|july|august|september|october|november|december)\b""",
    re.IGNORECASE | re.VERBOSE,
)  # what a sentence says of when, and how it leads on: not what a figure is
ITEM = name(XBRLI, "item")
DIMENSION = name(XBRLDT, "dimensionItem")
BASES = {"shares": "shares", "pure": "pure"}
NOWHERE = Location("")


class Drafter:
    """Gives figures concepts, periods, units and members."""

    def __init__(self, reading: Reading, path: str, figures: Sequence[Figure]) -> None:
        self.reading = reading
        self.path = path
        self.figures = figures
        self.concepts: dict[str, Concept] = {}
        self.labels: dict[str, list[tuple[str, str, str]]] = {}
        self.shown: dict[int, list[str]] = {}  # concepts of each statement, in order
        self._rows: dict[tuple[object, ...], str] = {}
        self._used: dict[str, int] = {}
        self._members: dict[str, str] = {}
        self._taken: set[tuple[object, ...]] = set()

    def report(self, same: Mapping[int, int]) -> Report:
        """Return the report; `same` gives the figure that stands for another, where mentions are shared."""
        made = Report(self.path, "document")
        made.prefixes = {"draft": NAMESPACE}
        contexts: dict[tuple[object, ...], int] = {}
        units: dict[str, int] = {}
        given: dict[int, tuple[str, Period, tuple[str, ...], str]] = {}
        for number, figure in enumerate(self.figures):
            hub = same.get(number, number)
            if hub not in given:
                given[hub] = self.place(self.figures[hub])
            concept, period, members, unit = given[hub]
            key = (period, members)
            if key not in contexts:
                contexts[key] = len(made.contexts)
                made.contexts.append(self._context(period, members, len(made.contexts)))
            if unit not in units:
                units[unit] = len(made.units)
                identity = re.sub(r"\W", "_", unit).replace("__", "_") or "pure"
                made.units.append(Unit.of(unit, identity, NAMESPACE))
            made.add(
                concept, contexts[key], units[unit], lexical(figure.mantissa, figure.exponent),
                "INF" if figure.decimals is None else str(figure.decimals), f"f{number + 1}", "",
                False, *figure.place,  # noqa: FBT003 - one column each
            )  # fmt: skip
        made.taxonomy = self.taxonomy()
        return made

    def place(self, figure: Figure) -> tuple[str, Period, tuple[str, ...], str]:
        """Return a concept, period, members and unit that no other figure has."""
        period = figure.period or FOREVER
        unit = figure.unit or "pure"
        base = _base(unit)
        row = (figure.statement, figure.row) if in_a_table(figure) else (-1, figure.place)
        key = (*row, base, period.instant)
        concept = self._rows.get(key)
        if concept is None:
            concept = self._rows[key] = self._concept(figure, base, period)
        members = tuple(text for text in figure.header if text)[:1]
        spot = (concept, period, members, unit)
        if spot in self._taken:
            spot = (concept, period, (*members, f"column {figure.column + 1}"), unit)
        again = 1
        while spot in self._taken:
            again += 1
            spot = (concept, period, (*members, f"number {again}"), unit)
        self._taken.add(spot)
        return spot

    def _concept(self, figure: Figure, base: str, period: Period) -> str:
        words = figure.label[-1] if figure.label else ""
        local = _camel(words if in_a_table(figure) else DATES.sub(" ", words)) or "Figure"
        if local in self._used and len(figure.label) > 1:
            local = _camel(" ".join(figure.label[-2:]))
        period_type = "instant" if period.instant else "duration"
        clark = self._declare(self._free(local), f"{base}ItemType", ITEM, period_type, words)
        if in_a_table(figure):
            self.shown.setdefault(figure.statement, []).append(clark)
        return clark

    def _context(self, period: Period, members: tuple[str, ...], number: int) -> Context:
        held = tuple(
            Member(self._axis(AXIS if i == 0 else f"{AXIS}{i + 1}"), self._member(text), None, "segment", NOWHERE)
            for i, text in enumerate(members)
        )
        entity = os.path.basename(self.path) or "document"
        return Context(f"c{number + 1}", SCHEME, entity, period, "", "", held, "", "", NOWHERE)

    def _axis(self, local: str) -> str:
        clark = name(NAMESPACE, local)
        if clark not in self.concepts:
            self._declare(local, "stringItemType", DIMENSION, "duration", "column", abstract=True)
        return clark

    def _member(self, text: str) -> str:
        clark = self._members.get(text)
        if clark is None:
            local = self._free(f"{_camel(text) or 'Column'}Member")
            clark = self._members[text] = self._declare(local, "stringItemType", ITEM, "duration", text, abstract=True)
        return clark

    def _free(self, local: str) -> str:
        """Return a name no concept has: the one given, or that with a number."""
        self._used[local] = count = self._used.get(local, 0) + 1
        return local if count == 1 else f"{local}_{count}"

    def _declare(self, local: str, base: str, group: str, period: str, label: str, *, abstract: bool = False) -> str:
        clark = name(NAMESPACE, local)
        kind = "dimension" if group == DIMENSION else "item"
        self.concepts[clark] = Concept(
            clark, local, kind, base, name(XBRLI, base), group, period, "",
            abstract=abstract, nillable=True, at=NOWHERE,
        )  # fmt: skip
        self.labels[clark] = [(LABEL, "en", " ".join(label.split())[:300] or local)]
        return clark

    def taxonomy(self) -> Taxonomy:
        """Return the taxonomy of what has been placed: concepts, labels, and a presentation a statement."""
        networks, roles = {}, {}
        for number, concepts in self.shown.items():
            statement = self.reading.statements[number]
            uri = f"{NAMESPACE}/role/table{number + 1}"
            title = statement.title or statement.caption or f"table {number + 1}"
            roles[uri] = Role(uri, f"{number + 1:03} - {' '.join(title.split())[:120]}", (), "", NOWHERE)
            root = name(NAMESPACE, f"Table{number + 1}")
            arcs = tuple(Arc(root, one, str(i + 1), "1", "", (), NOWHERE) for i, one in enumerate(concepts))
            networks[PARENT_CHILD, uri] = Network(PARENT_CHILD, uri, arcs)
        return Taxonomy(concepts=dict(self.concepts), networks=networks, roles=roles, labels=dict(self.labels))


def in_a_table(figure: Figure) -> bool:
    """Whether a figure stands in a cell of its own; one within a row's words is a figure of the text."""
    return figure.statement >= 0 and figure.column >= 0


def _base(unit: str) -> str:
    """Return the base of the item type for a unit."""
    if unit in BASES:
        return BASES[unit]
    return "monetary" if len(unit) == 3 and unit.isupper() else "decimal"


def _camel(text: str) -> str:
    """Return words as a name: `total current assets` becomes `TotalCurrentAssets`."""
    made = ""
    shouted = text.upper() == text
    for word in WORD.findall(text):
        piece = word.capitalize() if shouted or (word.isupper() and len(word) > 4) else word[:1].upper() + word[1:]
        if len(made) + len(piece) > LONGEST:
            break
        made += piece
    return made if not made[:1].isdigit() else f"N{made}"
