"""Plain facts → rows of a report: what the first of a kind was found to have, the others have too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from validator.readers.oim.shared import shared

if TYPE_CHECKING:
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.readers.oim.builder import Builder
    from validator.readers.oim.concepts import Subject
    from validator.readers.oim.plain_facts import Facts
    from validator.readers.oim.shared import Shared


class Kind:
    """Concepts that suit the same dimensions alike: what their facts share, by what these say beside the concept."""

    def __init__(self) -> None:
        self.bare: dict[str, Shared | None] = {}
        self.stated: dict[str, Shared | None] = {}  # with decimals: what they are must be a number


class Alone(Protocol):
    """Who reads facts one by one."""

    def fact_at(self, index: int) -> None:
        """Read a fact with everything that can be said of it."""

    def shared(self, index: int, decimals: str) -> tuple[int, int, str] | None:
        """Return context, unit and language of a plain fact; None where there is more to say of it."""


class Rows:
    """Adds the facts of a document; `alone` reads those that are not plain, and the first of every kind."""

    def __init__(self, facts: Facts, report: Report, builder: Builder, alone: Alone) -> None:
        self.facts = facts
        self.report = report
        self.builder = builder
        self.alone = alone
        self._kinds: dict[tuple[object, ...], Kind] = {}
        self._by_concept: dict[str, tuple[Name, Kind] | None] = {}

    def add(self) -> None:
        """Add every fact, in the order of the document."""
        facts, known = self.facts, self._by_concept
        met: list[Shared] = []
        names: list[Name] = []
        take, name = met.append, names.append
        for index, (concept, rest, accuracy) in enumerate(
            zip(facts.concepts, facts.rests, facts.decimals, strict=True)
        ):
            if rest is not None:
                told = known.get(concept)
                if told is not None:
                    kind = told[1].stated if accuracy else told[1].bare
                    found = kind[rest] if rest in kind else self._meet(index, kind, rest, accuracy)
                    if found is not None:
                        name(told[0])
                        take(found)
                        continue
            self._together(names, met, index)
            self._learn(index, concept, rest)
        self._together(names, met, len(facts.names))

    def _together(self, names: list[Name], told: list[Shared], end: int) -> None:
        """Add the facts before an index whose concepts and what they share was found."""
        if not names:
            return
        facts, part = self.facts, slice(end - len(names), end)
        contexts, units, languages, context_refs, unit_refs, stated, _ = zip(*told, strict=True)
        decimals = [own or other for own, other in zip(facts.decimals[part], stated, strict=True)]
        lines, columns = facts.source.places(facts.places[part])
        self.report.add_several(
            names, contexts, units, context_refs, unit_refs, facts.values[part], decimals, facts.names[part],
            languages, lines, columns,
        )  # fmt: skip
        names.clear()
        told.clear()

    def _meet(self, index: int, kind: dict[str, Shared | None], rest: str, accuracy: str) -> Shared | None:
        """Find what facts of a kind and a rest share by the first of them; None where something is wrong with each."""
        found = self.alone.shared(index, accuracy)
        kind[rest] = told = None if found is None else shared(self.report, *found)
        return told

    def _learn(self, index: int, concept: str, rest: str | None) -> None:
        """Read one fact with all that can be wrong with it, and know its concept from then on."""
        self.alone.fact_at(index)
        if rest is not None and concept not in self._by_concept:
            subject = self.builder.known(concept)
            self._by_concept[concept] = None if subject is None else self._of(subject)

    def _of(self, subject: Subject) -> tuple[Name, Kind] | None:
        """Return the kind of a concept; None where each value of it must be looked at."""
        if not subject.plain or self.builder.canonically:
            return None
        return subject.name, self._kinds.setdefault(subject.kind, Kind())
