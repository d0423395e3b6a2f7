"""FA2: facts that are reported more than once (OIM 1.0 “duplicate facts”)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Breach, breach, check
from validator.dts import fact_validity
from validator.dts.oim_types import textual
from validator.finding import Severity
from validator.model.derived import Slot
from validator.model.intervals import rounded, scaled
from validator.model.names import local
from validator.model.report import Report
from validator.tieouts.copies import odd_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.taxonomy import Concept

COMPLETE, CONSISTENT, INCONSISTENT, UNTOLD = "complete", "consistent", "inconsistent", "untold"


def duplicates(report: Report) -> list[list[int]]:
    """Return the groups of two facts or more that agree in all but value and accuracy, in order of their first.

    They have the same concept, the same context by content, the same unit and, where the concept is a text, the same
    language. What stands in a tuple is left out: OIM knows no tuples, and a content model may ask for repetition.
    """
    frames, units = [*report.frames, -1], [*report.unit_keys, -1]
    framed = map(frames.__getitem__, report.contexts_of)
    if len(set(zip(report.concepts, framed, map(units.__getitem__, report.units_of), strict=True))) == len(report):
        return []  # nothing needs to be told any closer
    taxonomy = report.taxonomy
    concepts = taxonomy.concepts if taxonomy is not None else {}
    spoken = {
        name
        for name in set(report.concepts)
        if (found := concepts.get(name)) is None or taxonomy is None or textual(found, taxonomy)
    }
    first: dict[tuple[object, ...], int] = {}
    again: dict[int, list[int]] = {}
    keys = zip(
        report.concepts,
        map(frames.__getitem__, report.contexts_of),
        map(units.__getitem__, report.units_of),
        report.parents,
        report.languages,
        strict=True,
    )
    for row, (name, frame, unit, parent, language) in enumerate(keys):
        if frame >= 0 > parent:
            key = (name, frame, unit, language if name in spoken else "")
            before = first.setdefault(key, row)
            if before != row:
                again.setdefault(before, [before]).append(row)
    return [again[row] for row in sorted(again)]


def agreement(report: Report, rows: list[int], concept: Concept | None) -> str:
    """Return how the facts of one group agree: complete, consistent or inconsistent; untold where their type is lost.

    Numbers are consistent when those of equal decimals are equal, and one true value could have been rounded to all
    of them (the intersection of their intervals is not empty); anything else when the values are equal (OIM 1.0
    “consistent duplicates”).
    """
    nils = [report.nils[row] for row in rows]
    if any(nils):
        return COMPLETE if all(nils) else INCONSISTENT
    numbers = None if concept is not None and not concept.numeric else [report.number(row) for row in rows]
    if numbers is None or None in numbers or any(row in report.fractions for row in rows):
        if len({fact_value(report, row, concept) for row in rows}) == 1:
            return COMPLETE
        told = (concept is not None and concept.simple) or not _lacking(report) or _apart(report, rows)
        return INCONSISTENT if told else UNTOLD
    exact = [scaled(*number) for number in numbers if number is not None]
    try:
        accuracies = [report.accuracy(row) for row in rows]
    except ValueError:
        return COMPLETE if len(set(exact)) == 1 else INCONSISTENT
    if len(set(zip(exact, accuracies, strict=True))) == 1:
        return COMPLETE
    if len(set(zip(exact, accuracies, strict=True))) > len(set(accuracies)):
        return INCONSISTENT
    shared = rounded(exact[0], accuracies[0])
    for value, accuracy in zip(exact[1:], accuracies[1:], strict=True):
        shared = shared.meet(rounded(value, accuracy))
    return INCONSISTENT if shared.empty else CONSISTENT


def _lacking(report: Report) -> bool:
    """Whether the type of a concept may be declared where a schema could not be had."""
    return report.taxonomy is not None and bool(report.taxonomy.lost)


def _apart(report: Report, rows: list[int]) -> bool:
    """Whether two texts among those of some facts are no single value whatever their type.

    Of words without digits only case, prefix and order may count for nothing, and truth be written as true or 1. Of
    what has digits a sentence is a text, and so is no date, number or duration, which have several spellings.
    """
    said = [tuple(report.texts[row].split()) for row in rows]
    sentences = [any(mark in word for word in words[:-1] for mark in ",;.'") for words in said]
    kept = {tuple(sorted(word.rpartition(":")[2].casefold() for word in words)) for words in said}
    digits = any(one.isdigit() for row in rows for one in report.texts[row])
    spaced = len({"".join(words).casefold() for words in said}) == 1
    return len(kept) > 1 and not spaced and (all(sentences) or not digits)


JUDGED = Slot[list[tuple[list[int], str]]]()


def judged(report: Report) -> list[tuple[list[int], str]]:
    """Return every group of duplicates with how its facts agree; worked out once a report."""
    found = report.derived.get(JUDGED)
    if found is None:
        concepts = report.taxonomy.concepts if report.taxonomy is not None else {}
        found = [(rows, agreement(report, rows, concepts.get(report.concepts[rows[0]]))) for rows in duplicates(report)]
        report.derived.keep(JUDGED, found)
    return found


def fact_value(report: Report, row: int, concept: Concept | None) -> object:
    """Return what a fact says, in the value space of its type where that is known."""
    if row in report.fractions:
        return report.fractions[row]
    text = report.texts[row]
    if concept is None or report.taxonomy is None or not concept.simple:
        return text
    return fact_validity.of(report.taxonomy).types.value(concept.simple, text, report.prefixes)


def _shown(report: Report, row: int) -> str:
    text = "nil" if report.nils[row] else report.texts[row].strip()
    accuracy = report.decimals[row] and f" (decimals {report.decimals[row]})"
    return f"{text[:60]}{'…' if len(text) > 60 else ''}{accuracy}"


@check(
    Report,
    "FA201",
    "inconsistent-duplicates",
    says="{concept} is reported {times} times for {context} with values at odds: {values}",
    cites="OIM 1.0 “consistent duplicates”; Handling Duplicate Facts (XBRL note)",
    mends="find out which value is right, and report it in every place",
)
def inconsistent(report: Report, _: Report) -> Iterator[Breach]:
    """Facts that report the same thing must not contradict each other.

    Numbers may differ as far as their rounding explains: some true value must round to all of them.
    """
    for rows, found in judged(report):
        if found == INCONSISTENT:
            values = [_shown(report, row) for row in rows]
            wrong = odd_out(report, rows) if all(report.number(row) for row in rows) else []
            odd = rows.index(wrong[0]) if wrong else next((i for i, seen in enumerate(values) if seen != values[0]), 1)
            others = [i for i in range(len(rows)) if i != odd]
            yield breach(
                report.location(rows[odd]),
                tuple((f"{values[i]} is reported here", report.location(rows[i])) for i in others[:4]),
                concept=local(report.concepts[rows[0]]),
                times=len(rows),
                context=str(report.contexts[report.contexts_of[rows[0]]]),
                values=" and ".join(dict.fromkeys(values)),
            )


@check(
    Report,
    "FA202",
    "consistent-duplicates",
    says="{count} facts repeat others without contradiction ({complete} complete, {consistent} consistent groups)",
    cites="OIM 1.0 “consistent duplicates”; Handling Duplicate Facts (XBRL note)",
    mends="nothing has to be done; report each fact once to make the report smaller",
    severity=Severity.NOTE,
)
def consistent(report: Report, _: Report) -> Iterator[Breach]:
    """A fact may be reported again, with the same value or one that rounding explains.

    It is counted once a report, so that nobody wonders why there are more facts than figures.
    """
    counts = {COMPLETE: 0, CONSISTENT: 0}
    repeated, place = 0, -1
    for rows, found in judged(report):
        if found in counts:
            counts[found] += 1
            repeated += len(rows) - 1
            place = rows[1] if place < 0 else place
    if repeated:
        yield breach(report.location(place), count=repeated, complete=counts[COMPLETE], consistent=counts[CONSISTENT])
