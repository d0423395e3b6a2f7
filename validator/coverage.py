"""Which figures the ties of a report protect, and which none touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.finding import Verdict
from validator.model.names import PARENT_CHILD
from validator.tieouts.equation import Equation
from validator.tieouts.figures import NIL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.finding import Tie
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.source import Location
    from validator.model.taxonomy import Taxonomy
    from validator.tieouts.figures import Figures, Key

ELSEWHERE = "in no statement"


class Covered(NamedTuple):
    """One figure: what it is, where it stands, the statement it is shown in, and the ties that touch it."""

    key: Key
    row: int
    label: str
    place: str
    at: Location
    statement: str
    ties: tuple[Equation, ...]

    def count(self, verdict: Verdict) -> int:
        """How many of its ties came out so."""
        return sum(tie.verdict is verdict for tie in self.ties)

    @property
    def protected(self) -> bool:
        """Whether a tie touches it that is not indeterminate."""
        return any(tie.verdict is not Verdict.INDETERMINATE for tie in self.ties)


class Coverage(NamedTuple):
    """Every figure of a report, in its order, with what protects it."""

    figures: tuple[Covered, ...]

    @property
    def protected(self) -> int:
        """How many figures some determinate tie touches."""
        return sum(one.protected for one in self.figures)

    def statements(self) -> dict[str, list[Covered]]:
        """Return the figures of each statement, in order of first appearance."""
        found: dict[str, list[Covered]] = {}
        for one in self.figures:
            found.setdefault(one.statement, []).append(one)
        return found


def measure(figures: Figures, ties: Iterable[Tie]) -> Coverage:
    """Return what the ties of a report touch; nil figures say nothing, and are left out."""
    touching: dict[Key, list[Equation]] = {}
    for tie in ties:
        if isinstance(tie, Equation):
            for key in tie.keys:
                touching.setdefault(key, []).append(tie)
    report = figures.report
    shown_in = statements(report.taxonomy)
    found = []
    for concept, spots in figures.by_concept.items():
        for spot in spots:
            key = (concept, spot)
            if figures.bounds_of(key).state == NIL:
                continue
            found.append(
                Covered(
                    key,
                    figures.rows(key)[0],
                    figures.label(concept),
                    figures.place(spot),
                    report.location(figures.rows(key)[0]),
                    shown_in.get(concept, ELSEWHERE),
                    tuple(touching.get(key, ())),
                )
            )
    found.sort(key=lambda one: figures.rows(one.key)[0])
    return Coverage(tuple(found))


def statements(taxonomy: Taxonomy | None) -> dict[Name, str]:
    """Return for each concept the first statement (presentation network) that shows it."""
    found: dict[Name, str] = {}
    if taxonomy is not None:
        for network in taxonomy.networks_of(PARENT_CHILD):
            title = taxonomy.role_name(network.role)
            for root in network.roots():
                for name in (root, *network.descendants(root)):
                    found.setdefault(name, title)
    return found


def text(coverage: Coverage, *, everything: bool = False) -> str:
    """Return the coverage for people: a line a statement, then every figure no tie protects."""
    whole = len(coverage.figures)
    lines = [f"{coverage.protected:,} of {whole:,} figures ({share(coverage.protected, whole)}) are in a tie", ""]
    rows = [("statement", "figures", "in a tie", "in two", "in none")]
    for title, figures in coverage.statements().items():
        protected = sum(one.protected for one in figures)
        twice = sum(len(one.ties) > 1 for one in figures)
        none = sum(not one.ties for one in figures)
        rows.append(
            (title, f"{len(figures):,}", share(protected, len(figures)), share(twice, len(figures)), f"{none:,}")
        )
    lines += columns(rows)
    if everything:
        lines += ["", "figures, each with the ties that touch it:"]
        for one in coverage.figures:
            lines.append(f"  {one.at}: {one.label} ({one.place})")
            lines += [f"      {tie.verdict.value}: {tie.code} {tie.title}, {tie.frame}" for tie in one.ties]
    bare = [one for one in coverage.figures if not one.protected]
    if bare:
        lines += ["", "figures no tie protects:"]
        lines += [f"  {one.at}: {one.label} ({one.place})" + _why(one) for one in bare]
    return "\n".join(lines) + "\n"


def _why(one: Covered) -> str:
    return f": {one.ties[0].code} is indeterminate, {one.ties[0].reason}" if one.ties else ""


def share(part: int, whole: int) -> str:
    """Return a part of a whole as a percentage with one decimal, rounded down: 100.0% means all of it."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a table: the first column to the left, numbers to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in rows
    ]


def printed(report: Report) -> Mapping[int, str]:
    """Return where facts are printed, `table` or `text`, by their rows: of a document, or by the places beside one."""
    kept = report.derived.get("printed")
    if kept is not None:
        return dict(enumerate(kept))
    from validator.authored.sidecars import printed as places_of

    try:
        places = places_of(f"{report.path}.places.json")
    except (OSError, ValueError):
        return {}
    told = {identity: "table" if place.get("row") else "text" for identity, place in places.items()}
    return {row: told[identity] for row, identity in enumerate(report.ids) if identity in told}


def plain(coverage: Coverage, where: Mapping[int, str] | None = None) -> dict[str, object]:
    """Return the coverage as values JSON can hold; `where` says by row whether a fact is printed in a table."""
    told = where or {}
    return {
        "figures": len(coverage.figures),
        "protected": coverage.protected,
        "statements": [
            {
                "statement": title,
                "figures": len(figures),
                "protected": sum(one.protected for one in figures),
                "untouched": sum(not one.ties for one in figures),
            }
            for title, figures in coverage.statements().items()
        ],
        "each": [
            {
                "label": one.label,
                "concept": one.key[0],
                "where": one.place,
                "at": {"path": one.at.path, "line": one.at.line, "column": one.at.column, "pointer": one.at.pointer},
                "statement": one.statement,
                **({"printed": told[one.row]} if one.row in told else {}),
                "ties": [
                    {"code": tie.code, "source": tie.source, "frame": tie.frame, "outcome": tie.verdict.value}
                    for tie in one.ties
                ],
            }
            for one in coverage.figures
        ],
    }
