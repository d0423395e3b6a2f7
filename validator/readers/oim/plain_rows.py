"""Plain facts → rows of a report: what the first of a kind was found to have, the others have too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.readers.oim.values import NOTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.model.names import Name
    from validator.model.report import Report
    from validator.readers.oim.builder import Builder
    from validator.readers.oim.concepts import Subject
    from validator.readers.oim.plain_facts import Facts


class Shared(NamedTuple):
    """What facts have in common; `stated` are their decimals where they give none."""

    context: int
    unit: int
    language: str
    stated: str
    context_ref: str
    unit_ref: str


class Kind:
    """Concepts that suit the same dimensions alike: what their facts share, by what these say beside the concept."""

    def __init__(self) -> None:
        self.bare: dict[str, Shared | None] = {}
        self.stated: dict[str, Shared | None] = {}  # with decimals: what they are must be a number


class Rows:
    """Adds the facts of a document; `one` reads the fact of an index with everything that can be said of it."""

    def __init__(self, facts: Facts, report: Report, builder: Builder, one: Callable[[int], None]) -> None:
        self.facts = facts
        self.report = report
        self.builder = builder
        self.one = one
        self._kinds: dict[tuple[object, ...], Kind] = {}
        self._by_concept: dict[str, tuple[Name, Kind] | None] = {}

    def add(self) -> None:
        """Add every fact, in the order of the document."""
        facts, known = self.facts, self._by_concept
        shared: list[Shared] = []
        names: list[Name] = []
        take, name = shared.append, names.append
        for index, (concept, rest, accuracy) in enumerate(
            zip(facts.concepts, facts.rests, facts.decimals, strict=True)
        ):
            if rest is not None:
                told = known.get(concept)
                if told is not None:
                    found = (told[1].stated if accuracy else told[1].bare).get(rest)
                    if found is not None:
                        name(told[0])
                        take(found)
                        continue
            self._together(names, shared, index)
            self._learn(index, concept, rest, accuracy)
        self._together(names, shared, len(facts.names))

    def _together(self, names: list[Name], shared: list[Shared], end: int) -> None:
        """Add the facts before an index whose concepts and what they share was found."""
        if not names:
            return
        facts, part = self.facts, slice(end - len(names), end)
        contexts, units, languages, stated, context_refs, unit_refs = zip(*shared, strict=True)
        decimals = [own or other for own, other in zip(facts.decimals[part], stated, strict=True)]
        lines, columns = facts.source.places(facts.places[part])
        self.report.add_several(
            names, contexts, units, context_refs, unit_refs, facts.values[part], decimals, facts.names[part],
            languages, lines, columns,
        )  # fmt: skip
        names.clear()
        shared.clear()

    def _learn(self, index: int, concept: str, rest: str | None, accuracy: str) -> None:
        """Read one fact with all that can be wrong with it; keep what others share with it, where nothing is."""
        report = self.report
        row, problems = len(report), len(report.problems)
        self.one(index)
        if rest is None:
            return
        if concept not in self._by_concept:
            subject = self.builder.known(concept)
            self._by_concept[concept] = None if subject is None else self._of(subject)
        told = self._by_concept[concept]
        if told is None or len(report) != row + 1 or len(report.problems) != problems:
            return
        unit = report.units_of[row]
        (told[1].stated if accuracy else told[1].bare)[rest] = Shared(
            report.contexts_of[row], unit, report.languages[row], "" if unit < 0 else "INF",
            report.context_refs[row], report.unit_refs[row],
        )  # fmt: skip

    def _of(self, subject: Subject) -> tuple[Name, Kind] | None:
        """Return the kind of a concept; None where each value of it must be looked at."""
        if subject.name == NOTE or subject.enumerated or self.builder.canonically:
            return None
        concept = subject.concept
        key = (concept is None, concept and concept.period_type, subject.numeric, subject.textual)
        return subject.name, self._kinds.setdefault(key, Kind())
