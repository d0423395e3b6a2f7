"""A draft: the figures of a document as an ordinary report against an ordinary taxonomy, both in memory.

While a document is checked, every place where a figure is printed is a figure of its own, and that two of them are one
is a relation like any other: so a slip in one of them can be told from the other. What is written out to be kept is
drafted with `shared`: mentions of one figure share its concept, period, unit and members.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from validator.model.contexts import Context, Member
from validator.model.intervals import scaled
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

    from validator.documents.text import Place
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
VARIANTS = {
    "monetaryItemType": "Amount",
    "sharesItemType": "Shares",
    "pureItemType": "Ratio",
    "decimalItemType": "Number",
}
BASES = {"shares": "sharesItemType", "pure": "pureItemType"}
NOWHERE = Location("")


class Known(NamedTuple):
    """What is known from an accepted draft: the concepts of rows and of figures in sentences, and the draft's own."""

    rows: Mapping[tuple[int, int], str]
    spoken: Mapping[Place, str]
    concepts: Mapping[str, Concept]
    taxonomy: Taxonomy | None = None

    def of(self, figure: Figure) -> Concept | None:
        """Return the concept of a figure."""
        local = self.rows.get((figure.statement, figure.row)) if in_a_table(figure) else self.spoken.get(figure.place)
        return None if local is None else self.concepts.get(name(NAMESPACE, local))

    def label(self, concept: str) -> str:
        """Return what a concept is called."""
        return concept if self.taxonomy is None else self.taxonomy.label(concept)


class Drafter:
    """Gives figures concepts, periods, units and members."""

    def __init__(self, reading: Reading, path: str, figures: Sequence[Figure], known: Known | None = None) -> None:
        self.reading = reading
        self.path = path
        self.figures = figures
        self.concepts: dict[str, Concept] = {}
        self.labels: dict[str, list[tuple[str, str, str]]] = {}
        self.shown: dict[int, list[str]] = {}  # concepts of each statement, in order
        self._rows: dict[tuple[object, ...], str] = {}
        self._used: dict[str, int] = {}
        self._members: dict[str, str] = {}
        self._taken: dict[tuple[object, ...], list[Figure]] = {}
        self._mains: dict[tuple[object, ...], Concept] = {}  # what a row is first of all
        self.known = known or Known({}, {}, {})
        self._used.update((one.id, 1) for one in self.known.concepts.values())

    def report(self, same: Mapping[int, int]) -> Report:
        """Return the report; `same` gives the figure that stands for another, where mentions are shared."""
        made = Report(self.path, "document")
        made.prefixes = {"draft": NAMESPACE}
        contexts: dict[tuple[object, ...], int] = {}
        units: dict[str, int] = {}
        given: dict[int, tuple[str, Period, tuple[str, ...], str]] = {}
        order = sorted(range(len(self.figures)), key=lambda number: not in_a_table(self.figures[number]))
        for number in order if self.known.rows else range(len(self.figures)):
            hub = same.get(number, number)
            if hub not in given:
                given[hub] = self.place(self.figures[hub])
        for number, figure in enumerate(self.figures):
            concept, period, members, unit = given[same.get(number, number)]
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
        taken = self._taken.get(spot, [])
        if taken and concept in self.known.concepts and all(_one(figure, one) for one in taken):
            taken.append(figure)
            return spot  # what an accepted draft takes for one figure is one, while the document does not gainsay it
        if spot in self._taken:
            spot = (concept, period, (*members, f"column {figure.column + 1}"), unit)
        again = 1
        while spot in self._taken:
            again += 1
            spot = (concept, period, (*members, f"number {again}"), unit)
        self._taken[spot] = [figure]
        return spot

    def _concept(self, figure: Figure, base: str, period: Period) -> str:
        words = figure.label[-1] if figure.label else ""
        if in_a_table(figure) and not words.strip():
            words = self._unnamed(figure)
        local = _camel(words if in_a_table(figure) else DATES.sub(" ", words)) or "Figure"
        if local in self._used and len(figure.label) > 1:
            local = _camel(" ".join(figure.label[-2:]))
        period_type = "instant" if period.instant else "duration"
        row = (figure.statement, figure.row) if in_a_table(figure) else (-1, figure.place)
        main = self._mains.get(row) or self.known.of(figure)
        if main is not None and (main.base, main.period_type) == (base, period_type):
            clark = self._again(main)
        else:
            local = local if main is None else main.id + _variant(main, base, period_type)
            other = self.known.concepts.get(name(NAMESPACE, local))
            if main is not None and other is not None and (other.base, other.period_type) == (base, period_type):
                clark = self._again(other)
            else:
                clark = self._declare(self._free(local), base, ITEM, period_type, words)
        self._mains.setdefault(row, main or self.concepts[clark])
        if in_a_table(figure):
            self.shown.setdefault(figure.statement, []).append(clark)
        return clark

    def _unnamed(self, figure: Figure) -> str:
        """Return what to call a row without a name: by what it stands under, and that it is a total where it is one."""
        statement = self.reading.statements[figure.statement]
        under = (*reversed(figure.label[:-1]), statement.title.rpartition(" · ")[2], statement.caption)
        heading = next((text for text in under if text.strip()), "").strip(" :")
        return f"Total, {heading}" if heading and statement.lines[figure.row].total else heading

    def _again(self, concept: Concept) -> str:
        """Declare a concept of an accepted draft."""
        if concept.name not in self.concepts:
            self.concepts[concept.name] = concept
            self.labels[concept.name] = [(LABEL, "en", self.known.label(concept.name))]
        return concept.name

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
            local = f"{_camel(text) or 'Column'}Member"
            local = local if name(NAMESPACE, local) not in self.concepts else self._free(local)
            self._used.setdefault(local, 1)
            clark = self._members[text] = self._declare(local, "stringItemType", ITEM, "duration", text, abstract=True)
        return clark

    def _free(self, local: str) -> str:
        """Return a name no concept has: the one given, or that with a number."""
        while True:
            self._used[local] = count = self._used.get(local, 0) + 1
            free = local if count == 1 else f"{local}_{count}"
            if count == 1 or free not in self._used:
                return free

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


def _one(figure: Figure, other: Figure) -> bool:
    """Whether two figures of different tables may be one: their values agree as far as they are told."""
    if figure.statement == other.statement and in_a_table(figure):
        return False
    if not (figure.mantissa and other.mantissa):
        return False  # a dash may say nothing, or nothing at all
    ends = []
    for each in (figure, other):
        half = 0 if each.decimals is None else scaled(5, -each.decimals - 1)
        value = scaled(each.mantissa, each.exponent)
        ends.append((value - half, value + half))
    if figure.decimals == other.decimals:
        return ends[0] == ends[1]
    (low, high), (least, most) = ends
    return low < most and least < high


def _variant(main: Concept, base: str, period_type: str) -> str:
    """Return what sets a concept apart from that of its row: another kind of figure, or a balance among movements."""
    if main.base != base:
        return VARIANTS[base]
    return "Balance" if period_type == "instant" else "Movement"


def _base(unit: str) -> str:
    """Return the item type for a unit."""
    if unit in BASES:
        return BASES[unit]
    return "monetaryItemType" if len(unit) == 3 and unit.isupper() else "decimalItemType"


def _plain(text: str) -> str:
    """Return text with its Latin letters bare: `Vorräte` becomes `Vorrate`."""
    return "".join(one for one in normalize("NFKD", text.replace("ß", "ss")) if not combining(one))


def _camel(text: str) -> str:
    """Return words as a name: `total current assets` becomes `TotalCurrentAssets`."""
    made = ""
    shouted = text.upper() == text
    for word in WORD.findall(_plain(text)):
        piece = word.capitalize() if shouted or (word.isupper() and len(word) > 4) else word[:1].upper() + word[1:]
        if len(made) + len(piece) > LONGEST:
            break
        made += piece
    return made if not made[:1].isdigit() else f"N{made}"
