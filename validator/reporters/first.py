"""The first lines of a run that has more to tell than one thing: the verdict, and what was proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import FOUND, Severity, Verdict
from validator.reporters.coverage import share
from validator.reporters.excerpts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.finding import Finding, Outcome, Result

FIGURES = ("CA", "TO", "ST", "FD", "FA2")  # how the codes of findings begin that say that figures disagree


def verdict(outcome: Outcome, told: Sequence[Finding]) -> str:
    """Return in one line whether the figures agree, and how much is told, what several syntaxes say once."""
    counts = {level: sum(one.severity is level for one in told) for level in reversed(Severity)}
    found = ", ".join(many(count, level.name.lower()) for level, count in counts.items() if count)
    grave = [one for one in told if one.severity > Severity.NOTE]
    accepted = sum(one.accepted() + one.accepted(found=True) for one in outcome.results if not one.twin)
    untold = outcome.count(Verdict.FAILS) - outcome.accepted()
    compared = any(outcome.count(kind) + outcome.count_found(kind) for kind in Verdict)
    if any(one.code.startswith(FIGURES) for one in grave) or untold > 0:
        said = "the figures do not agree"
    elif not compared:
        said = "no figures were compared"
    elif accepted:
        said = (
            f"the figures agree, but for {many(accepted, 'failure')} that {'is' if accepted == 1 else 'are'} accepted"
        )
    else:
        said = "the figures that were compared agree"
    return f"verdict: {said}{f'; {found}' if found else ''}"


def proven(results: Sequence[Result]) -> Iterator[str]:
    """Yield what was proven of reports, once of one in several syntaxes: how many figures stand in ties that decide."""
    own = [one for one in results if one.syntax not in (None, "document", "unknown") and not one.twin]
    figures, protected = (sum(one.figures[at] for one in own) for at in (0, 1))
    if figures:
        ties = {kind: sum(one.count(kind) for one in own) for kind in Verdict}
        waived = sum(one.accepted() for one in own)
        words = WORDS | {Verdict.FAILS: f"fail{_accepted(waived, ties[Verdict.FAILS])}"}
        told = ", ".join(f"{count:,} {words[kind]}" for kind, count in ties.items() if count)
        covered = f"{protected:,} of {many(figures, 'figure')} ({share(protected, figures)}) are in a tie"
        yield f"proven: {covered}; {many(sum(ties.values()), 'tie')}{f': {told}' if told else ''}"


def _accepted(waived: int, failing: int) -> str:
    return "" if not waived else " (all accepted)" if waived == failing else f" ({waived:,} accepted)"


def one_report(result: Result, twins: Sequence[Result]) -> str:
    """Return how one report in several syntaxes that agree is called: its file, and how many others say the same."""
    names = ", ".join(clean(one.path.rpartition("/")[2]) for one in twins)
    return f"{clean(result.path)} (the same in {names})" if twins else clean(result.path)


WORDS = {
    Verdict.HOLDS: "hold",
    Verdict.ROUNDING: "within rounding",
    Verdict.FAILS: "fail",
    Verdict.INDETERMINATE: "indeterminate",
}


def compared(reports: int, facts: int, ties: Mapping[Verdict, int], words: Mapping[Verdict, str] = WORDS) -> list[str]:
    """Return how much was read, and how many ties there are and how they came out, each in words."""
    by_outcome = ", ".join(f"{count:,} {words[kind]}" for kind, count in ties.items())
    return [f"{many(reports, 'report')}, {many(facts, 'fact')}", f"{many(sum(ties.values()), 'tie')}: {by_outcome}"]


def many(count: int, noun: str) -> str:
    """Return how many there are of a thing, in words."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def hidden(outcome: Outcome) -> int:
    """Return how many relations of documents are at odds that a selection leaves out."""
    return sum(one.times for one in outcome.withheld if one.how == "left out" and one.code.startswith(FOUND))
