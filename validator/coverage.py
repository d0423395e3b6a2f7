"""Which figures the ties of a report protect, and which none touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.finding import Verdict
from validator.model.names import PARENT_CHILD
from validator.tieouts.equation import Equation
from validator.tieouts.figures import NIL
from validator.tieouts.rules.found import PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
            if figures.bounds_of(key).state == NIL or figures.rows(key)[0] >= report.own:
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


def counted(figures: Figures, ties: Iterable[Tie]) -> tuple[int, int]:
    """Return how many figures a report has of its own, and how many of them some determinate tie touches."""
    report = figures.report
    decided: dict[Name, set[int]] = {}  # spots by concept: a set of keys would keep them all alive once more
    for tie in ties:
        if isinstance(tie, Equation) and tie.verdict is not Verdict.INDETERMINATE:
            for concept, spot in tie.keys:
                decided.setdefault(concept, set()).add(spot)
    whole = under = 0
    for concept, spots in figures.by_concept.items():
        known = decided.get(concept, ())
        for spot, rows in spots.items():
            if isinstance(rows, int):
                own, nil = rows < report.own, report.nils[rows]
            else:
                own, nil = rows[0] < report.own, all(report.nils[row] for row in rows)
            if own and not nil:
                whole += 1
                under += spot in known
    return whole, under


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


def printed(report: Report) -> Mapping[int, str]:
    """Return where facts are printed, `table` or `text`, by their rows: of a document, or by the places beside one."""
    kept = report.derived.get(PRINTED)
    if kept is not None:
        return dict(enumerate(kept))
    from validator.authored import sidecars

    try:
        places = sidecars.printed(f"{report.path}.places.json")
    except (OSError, ValueError):
        return {}
    told = {identity: "table" if "row" in place else "text" for identity, place in places.items()}
    return {row: told[identity] for row, identity in enumerate(report.ids) if identity in told}
