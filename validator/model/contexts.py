"""Contexts: who, when and along which dimensions a figure is reported (XBRL 2.1 §4.7, Dimensions 1.0 §3)."""

from __future__ import annotations

from typing import NamedTuple

from validator.model.names import Name, local
from validator.model.periods import Period  # noqa: TC001 - a NamedTuple field, resolved at run time
from validator.model.source import Location  # noqa: TC001 - as above


class Member(NamedTuple):
    """One dimension value: a member's name, or the canonical text of a typed member.

    `container` is "segment" or "scenario" in xBRL-XML, and "" elsewhere.
    """

    dimension: Name
    member: Name | None
    typed: str | None
    container: str
    at: Location


class Context(NamedTuple):
    """A context as declared.

    `segment` and `scenario` hold the canonical text of content that is no dimension value; empty when there is none.
    `period` is None when it could not be read; `start_text` and `end_text` keep what was written.
    """

    id: str
    scheme: str
    identifier: str
    period: Period | None
    start_text: str
    end_text: str
    members: tuple[Member, ...]
    segment: str
    scenario: str
    at: Location

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two contexts the same, whatever the order of their dimensions."""
        return (*self.entity_key, self.period, *self.dimension_key)

    @property
    def entity_key(self) -> tuple[str, str]:
        """Scheme and identifier of the entity."""
        return (self.scheme, self.identifier)

    @property
    def dimension_key(self) -> tuple[object, ...]:
        """Dimension values and other segment and scenario content, in one order."""
        members = self.members
        if not members:  # most contexts, of which a report may have a million
            return ((), self.segment, self.scenario)
        values = [(m.dimension, m.member or "", m.typed or "", m.container) for m in members]
        return (tuple(sorted(values)), self.segment, self.scenario)

    def __str__(self) -> str:
        """Return it as a reader says it: the period, then dimension values."""
        values = (f"{local(m.dimension)}={local(m.member) if m.member else shown(m.typed or '')}" for m in self.members)
        return ", ".join((str(self.period) if self.period else f"context {self.id}", *values))


def shown(typed: str) -> str:
    """Return the canonical text of a typed member as a reader sees it: its values, without the markup around them."""
    texts = (part.rpartition(">")[2] for part in typed.split("<"))
    return " ".join(filter(None, map(str.strip, texts))) or typed
