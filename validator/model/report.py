"""A report: facts as columns, contexts and units interned (OIM 1.0 §3; DESIGN of columns in DECISIONS.md).

Parallel sequences, one entry a fact, keep a million facts in bounded memory and let a reader be replaced without
touching a check. `Fact` is a light view of one row.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from validator.model.derived import Derived
from validator.model.names import BLANK, XBRLI, local, namespace
from validator.model.numbers import LARGEST_EXPONENT, integer, number
from validator.model.source import Document, Location, Problem
from validator.model.tree import Trees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableSequence, Sequence

    from validator.model.contexts import Context
    from validator.model.names import Name
    from validator.model.taxonomy import Taxonomy
    from validator.model.tree import Element
    from validator.model.units import Unit


ENTITY, SEGMENT, SCENARIO = (f"{{{XBRLI}}}{name}" for name in ("entity", "segment", "scenario"))
UNUSABLE = "a numeric fact without usable decimals or precision"


class Reference(NamedTuple):
    """A reference from a report into its DTS: schemaRef, linkbaseRef, roleRef or arcroleRef (XBRL 2.1 §4.2-4.4).

    `href` is as written; it resolves against `base`, the xml:base in scope ("" when there is none), which in turn
    resolves against the file's own place.
    """

    kind: str
    href: str
    uri: str  # the role or arcrole URI of a roleRef or arcroleRef, the xlink:role of a linkbaseRef
    at: Location
    base: str = ""
    attributes: Mapping[Name, str] = {}


class Footnote(NamedTuple):
    """A footnote: its text, and the rows of the facts it belongs to (XBRL 2.1 §4.11).

    `group` is the link role of the extended link it stands in. A relationship between facts has no text: it leads
    from `rows` to `targets`. `markup` is the content as an XHTML fragment, where it is more than text.
    """

    role: str
    arcrole: str
    language: str
    text: str
    rows: tuple[int, ...]
    at: Location
    group: str = ""
    targets: tuple[int, ...] = ()
    markup: str = ""


class Report:
    """One report, whatever its syntax.

    Columns (equal length, one entry a fact, in document order): `concepts` Clark names; `contexts_of` and `units_of`
    indexes into `contexts` and `units` (-1: none, or not declared); `texts` the content as written (transformed and
    scaled for inline); `decimals` and `precisions` as written ("" when absent); `nils`; `ids`; `languages`;
    `parents` the row of the enclosing tuple (-1: none); `lines` and `columns` (from 1, 0 unknown); `pointers`.
    `context_refs` and `unit_refs` keep what was written, so a dangling reference can be named.

    What few facts have is kept apart, by row: `fractions` numerator and denominator as written; `attributes` those
    beyond the ones above; `types` an xsi:type, resolved; `inner` elements inside a fact that are no facts. `links`
    holds the extended links of the report; `declared` whatever stands beside facts, in document order; `filled`, by
    index into `contexts`, which of these is the element of a context with a segment or a scenario; `root` the root
    element without children.
    """

    def __init__(self, path: str, syntax: str) -> None:
        self.path = path
        self.syntax = syntax
        self.data: Mapping[str, bytes] = {}
        self.documents: list[Document] = []
        self.problems: list[Problem] = []
        self.sought: Sequence[str] = ()  # every file looked for beside it, found or not
        self.references: list[Reference] = []
        self.prefixes: dict[str, str] = {}
        self.contexts: list[Context] = []
        self.units: list[Unit] = []
        self.footnotes: list[Footnote] = []
        self.taxonomy: Taxonomy | None = None
        self.concepts: list[Name] = []
        self.contexts_of: list[int] = []
        self.units_of: list[int] = []
        self.context_refs: list[str] = []
        self.unit_refs: list[str] = []
        self.texts: list[str] = []
        self.decimals: list[str] = []
        self.precisions: list[str] = []
        self.nils: list[bool] = []
        self.ids: list[str] = []
        self.languages: list[str] = []
        self.parents: list[int] = []
        self.lines: MutableSequence[int] = array("q")  # numbers of which few are alike: eight bytes each
        self.columns: MutableSequence[int] = array("q")
        self.pointers: Sequence[str] | None = None
        self.paths: list[str] | None = None  # the file of each fact, when a report has several
        self.fractions: dict[int, tuple[str, str]] = {}
        self.attributes: dict[int, Mapping[Name, str]] = {}
        self.types: dict[int, Name] = {}
        self.inner: dict[int, list[Element]] = {}
        self.filled: dict[int, int] = {}
        self.links: list[Element] = []
        self.declared = Trees()
        self.root: Element | None = None
        self.features: Mapping[str, object] = {}  # what an OIM document promises, by feature
        self.borrowed = 0  # facts at its end that stand in other documents, to be compared with
        self.others: list[Report] = []  # further target documents of the same inline files
        self.derived = Derived()  # what several checks work out from it, once
        self._child_rows: dict[int, list[int]] | None = None
        self._special: set[int] | None = None
        self._frames: list[int] | None = None
        self._unit_keys: list[int] | None = None

    def trouble(self, name: str, at: Location, /, *, spec: str = "", **values: object) -> None:
        """Write down what is wrong with it (`Problem.of`)."""
        self.problems.append(Problem.of(name, at, related=(), spec=spec, **values))

    def add(
        self, concept: Name, context: int, unit: int, text: str, decimals: str, name: str, language: str,
        nil: bool, line: int, column: int,  # noqa: FBT001 - one column each
    ) -> int:  # fmt: skip
        """Add a fact whose context and unit (-1: none) are declared, and return its row."""
        self.concepts.append(concept)
        self.contexts_of.append(context)
        self.units_of.append(unit)
        self.context_refs.append(self.contexts[context].id)
        self.unit_refs.append(self.units[unit].id if unit >= 0 else "")
        self.texts.append(text)
        self.decimals.append(decimals)
        self.precisions.append("")
        self.nils.append(nil)
        self.ids.append(name)
        self.languages.append(language)
        self.parents.append(-1)
        self.lines.append(line)
        self.columns.append(column)
        return len(self.concepts) - 1

    def add_several(
        self, concepts: Sequence[Name], contexts: Iterable[int], units: Iterable[int], context_refs: Iterable[str],
        unit_refs: Iterable[str], texts: Iterable[str], decimals: Iterable[str], names: Iterable[str],
        languages: Iterable[str], lines: Iterable[int], columns: Iterable[int],
    ) -> None:  # fmt: skip
        """Add facts as `add` does, none of them nil; all have as many entries as there are facts."""
        count = len(concepts)
        self.concepts += concepts
        self.contexts_of += contexts
        self.units_of += units
        self.context_refs += context_refs
        self.unit_refs += unit_refs
        self.texts += texts
        self.decimals += decimals
        self.precisions += [""] * count
        self.nils += [False] * count
        self.ids += names
        self.languages += languages
        self.parents += [-1] * count
        self.lines.extend(lines)
        self.columns.extend(columns)

    def contents(self, index: int) -> tuple[Element, ...]:
        """Return segment and scenario of a context as trees, as far as it has them."""
        if index not in self.filled:
            return ()
        root = self.declared[self.filled[index]]
        entity = root.find(ENTITY)
        segment = entity.find(SEGMENT) if entity is not None else None
        return tuple(part for part in (segment, root.find(SCENARIO)) if part is not None)

    def trees_let_go(self) -> None:
        """Let go of the trees beside facts, where nothing asks for them any more."""
        self.declared.clear()
        self.filled.clear()

    def qname(self, name: Name) -> str:
        """Return a name with the prefix the report has for its namespace; without one, the local name."""
        space = namespace(name)
        prefix = next((one for one, uri in self.prefixes.items() if uri == space and one), "")
        return f"{prefix}:{local(name)}" if prefix else local(name)

    @property
    def own(self) -> int:
        """How many facts are its own: those before the borrowed ones."""
        return len(self.concepts) - self.borrowed

    def __len__(self) -> int:
        """How many facts it holds, tuples included."""
        return len(self.concepts)

    def fact(self, row: int) -> Fact:
        """Return a view of one row."""
        return Fact(self, row)

    def facts(self) -> Iterator[Fact]:
        """Yield a view of every row, in document order."""
        for row in range(len(self.concepts)):
            yield Fact(self, row)

    def location(self, row: int) -> Location:
        """Where a fact stands in the user's file."""
        pointer = self.pointers[row] if self.pointers is not None else ""
        return Location(
            self.paths[row] if self.paths is not None else self.path,
            self.lines[row],
            self.columns[row],
            pointer,
        )

    def number(self, row: int) -> tuple[int, int] | None:
        """Return a fact's value exactly, as (mantissa, exponent of ten); None when it is nil or not a number."""
        return None if self.nils[row] else number(self.texts[row])

    def accuracy(self, row: int) -> int | None:
        """Return a fact's decimals as a number; None for INF, which is exact.

        A precision is turned into decimals (XBRL 2.1 §4.6.6). Raises ValueError when neither is given or legible.
        """
        text = self.decimals[row].strip(BLANK) or self.precisions[row].strip(BLANK)
        stated = integer(text)
        if text == "INF":
            return None
        if stated is None:
            raise ValueError(UNUSABLE)
        found = stated if self.decimals[row] else self._decimals(row, stated)
        return None if found is None or found > LARGEST_EXPONENT else found

    def _decimals(self, row: int, precision: int) -> int | None:
        """Return the decimals that a precision comes to; None for zero, which is exact (XBRL 2.1 §4.6.6)."""
        value = self.number(row)
        if precision <= 0 or value is None:
            raise ValueError(UNUSABLE)
        mantissa, exponent = value
        return precision - exponent - len(str(abs(mantissa))) if mantissa else None

    @property
    def child_rows(self) -> Mapping[int, list[int]]:
        """The rows inside each tuple, in document order."""
        if self._child_rows is None:
            self._child_rows = {}
            for row, parent in enumerate(self.parents):
                if parent >= 0:
                    self._child_rows.setdefault(parent, []).append(row)
        return self._child_rows

    @property
    def special(self) -> set[int]:
        """The rows that have more than a value: elements inside, an xsi:type, or further attributes."""
        if self._special is None:
            self._special = {*self.types, *self.attributes, *self.inner, *self.child_rows}
        return self._special

    @property
    def frames(self) -> Sequence[int]:
        """For each context the index of the first that says the same (equal `Context.key`)."""
        if self._frames is None:
            first: dict[tuple[object, ...], int] = {}
            self._frames = [first.setdefault(c.key, i) for i, c in enumerate(self.contexts)]
        return self._frames

    @property
    def unit_keys(self) -> Sequence[int]:
        """For each unit the index of the first that says the same (equal `Unit.key`)."""
        if self._unit_keys is None:
            first: dict[object, int] = {}
            self._unit_keys = [first.setdefault(u.key, i) for i, u in enumerate(self.units)]
        return self._unit_keys


class Fact:
    """A light view of one row of a report; two views of one row are equal."""

    __slots__ = ("report", "row")

    def __init__(self, report: Report, row: int) -> None:
        self.report = report
        self.row = row

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fact) and self.report is other.report and self.row == other.row

    def __hash__(self) -> int:
        return hash((id(self.report), self.row))

    def __repr__(self) -> str:
        return f"Fact({self.concept}, {self.text!r}, {self.at})"

    @property
    def concept(self) -> Name:
        """The concept's Clark name."""
        return self.report.concepts[self.row]

    @property
    def context(self) -> Context | None:
        """The context; None for a tuple or a dangling reference."""
        index = self.report.contexts_of[self.row]
        return None if index < 0 else self.report.contexts[index]

    @property
    def unit(self) -> Unit | None:
        """The unit; None for a non-numeric fact or a dangling reference."""
        index = self.report.units_of[self.row]
        return None if index < 0 else self.report.units[index]

    @property
    def context_ref(self) -> str:
        """The contextRef as written; "" when absent."""
        return self.report.context_refs[self.row]

    @property
    def unit_ref(self) -> str:
        """The unitRef as written; "" when absent."""
        return self.report.unit_refs[self.row]

    @property
    def text(self) -> str:
        """The content as written."""
        return self.report.texts[self.row]

    @property
    def decimals(self) -> str:
        """The decimals attribute as written; "" when absent."""
        return self.report.decimals[self.row]

    @property
    def precision(self) -> str:
        """The precision attribute as written; "" when absent."""
        return self.report.precisions[self.row]

    @property
    def nil(self) -> bool:
        """Whether it is reported as nil."""
        return self.report.nils[self.row]

    @property
    def id(self) -> str:
        """Its id; "" when absent."""
        return self.report.ids[self.row]

    @property
    def language(self) -> str:
        """Its language in lower case; "" when absent."""
        return self.report.languages[self.row]

    @property
    def parent(self) -> Fact | None:
        """The enclosing tuple; None at the top."""
        row = self.report.parents[self.row]
        return None if row < 0 else Fact(self.report, row)

    @property
    def at(self) -> Location:
        """Where it stands in the user's file."""
        return self.report.location(self.row)
