"""What became of each figure: wrong, one that may be, innocent part of a failure, waived, proven, or held by nothing.

A failing tie has as many figures as it has terms, and mostly one of them is wrong. The one that a finding names is the
culprit; where it cannot be decided, those that may be are suspects; the others only stand in a tie that fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.finding import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.finding import Diagnosis, Finding, Tie
    from validator.model.report import Report
    from validator.model.source import Location


class Standing(NamedTuple):
    """One outcome of a figure: its key, its tick-mark, what it is called."""

    key: str
    tick: str
    name: str


STANDINGS = (
    Standing("culprit", "✗", "to correct"),
    Standing("suspect", "!", "may be wrong"),
    Standing("involved", "◇", "innocent part of a failure"),
    Standing("waived", "⚑", "waived"),
    Standing("unprotected", "○", "unprotected"),
    Standing("indeterminate", "?", "indeterminate"),
    Standing("rounding", "≈", "within rounding"),
    Standing("proven", "✓", "proven"),
    Standing("silent", "·", "states no number"),
)  # in the order in which a reviewer asks for them
GRAVEST = ("waived", "proven", "rounding", "indeterminate")  # of what a figure's ties say, which one counts
OUTCOMES = {
    Verdict.HOLDS: "proven",
    Verdict.ROUNDING: "rounding",
    Verdict.FAILS: "failed",
    Verdict.INDETERMINATE: "indeterminate",
}
MOST_NAMED = 4  # suspects that a diagnosis names; where there are as many there may be more


def outcome(tie: Tie) -> str:
    """Return what became of a tie, in a word."""
    return "waived" if tie.waived else OUTCOMES[tie.verdict]


def rows(tie: Tie) -> set[int]:
    """Return the rows of every figure in a tie."""
    return {row for term in tie.terms for row in term.rows}


def standings(
    report: Report,
    findings: Iterable[Finding],
    ties: Sequence[tuple[str, set[int]]],
    places: Mapping[Location, int],
    others: Mapping[int, Sequence[int]],
) -> list[str]:
    """Return the outcome of every figure.

    `ties` are outcomes with the rows they touch, `places` the row at each place, `others` every row of a figure that is
    told more than once.
    """
    said: list[set[str]] = [set() for _ in range(len(report))]
    for kind, touched in ties:
        for row in touched:
            said[row].add(kind)
    accused, vague = _accused(report, findings, places, others)
    for touched in (touched for kind, touched in ties if kind == "failed"):
        named = any(row in accused for row in touched)
        otherwise = "involved" if named and touched.isdisjoint(vague) else "suspect"
        for row in touched:
            said[row].add(otherwise)
    return [_gravest(accused.get(row), said[row], silent=_silent(report, row)) for row in range(len(report))]


def _gravest(accused: str | None, said: set[str], *, silent: bool) -> str:
    if accused is not None:
        return accused
    found = next((kind for kind in ("suspect", "involved", *GRAVEST) if kind in said), None)
    return found or ("silent" if silent else "unprotected")


def _silent(report: Report, row: int) -> bool:
    return report.units_of[row] < 0 or report.nils[row]


def _accused(
    report: Report, findings: Iterable[Finding], places: Mapping[Location, int], others: Mapping[int, Sequence[int]]
) -> tuple[dict[int, str], set[int]]:
    """Return the rows that findings call wrong or suspect, and those of suspects beside which there may be more."""
    accused: dict[int, str] = {}
    vague: set[int] = set()
    for one in findings:
        made = one.diagnosis
        if made is not None and made.suspects:
            for row in _suspects(made, places):
                accused[row] = "culprit" if made.decided else accused.get(row, "suspect")
                if made.decided:  # what is wrong with it is with all that say the same
                    value = report.number(row)
                    alike = (each for each in others.get(row, ()) if report.number(each) == value)
                    accused.update(dict.fromkeys(alike, "culprit"))
            if not made.decided and len(made.suspects) >= MOST_NAMED:
                vague.update(_suspects(made, places))
        elif made is None and one.severity is Severity.ERROR and one.at in places:
            involved = [places[at] for _, at in one.related if at in places]
            for row in (places[one.at], *involved):
                accused[row] = accused.get(row, "suspect") if involved else "culprit"
    return accused, vague


def _suspects(made: Diagnosis, places: Mapping[Location, int]) -> list[int]:
    groups = made.suspects[:1] if made.decided else made.suspects
    return [places[one.at] for group in groups for one in group if one.at in places]
