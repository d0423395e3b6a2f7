"""What the facts of a concept must have, by its declaration (OIM 1.0 §3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.dts import oim_types
from validator.model.names import Name, local, namespace
from validator.model.source import Refused
from validator.model.taxonomy import UNTOLD
from validator.readers.oim.values import NOTE

if TYPE_CHECKING:
    from validator.model.taxonomy import Concept, Taxonomy


class Subject(NamedTuple):
    """What a concept's facts must have; `concept` is None where the taxonomy could not be read."""

    name: Name
    concept: Concept | None
    numeric: bool | None
    textual: bool
    enumerated: bool

    @property
    def plain(self) -> bool:
        """Whether none of its values is looked at for what it says: each is as good as another."""
        return self.name != NOTE and not self.enumerated

    @property
    def kind(self) -> tuple[object, ...]:
        """What concepts have in common that suit the same dimensions alike."""
        concept = self.concept
        return (concept is None, concept and concept.period_type, self.numeric, self.textual)


def subject_of(name: Name, taxonomy: Taxonomy | None) -> Subject:
    """Return what facts of a concept must have; raises Refused when there can be none."""
    if name == NOTE:
        return Subject(name, None, numeric=False, textual=True, enumerated=False)
    if taxonomy is None or not taxonomy.concepts:
        return Subject(name, None, numeric=None, textual=False, enumerated=False)
    concept = taxonomy.concepts.get(name)
    if concept is None:
        if taxonomy.lacks_schema(namespace(name)):  # its schema could not be had, which is said once
            return Subject(name, None, numeric=None, textual=False, enumerated=False)
        raise Refused("oim-concept-unusable/unknown", concept=local(name))
    what = oim_types.unreportable(concept, taxonomy)
    if what:
        raise Refused("oim-concept-unusable/kind", concept=local(name), what=what)
    if concept.abstract or concept.kind not in ("item", UNTOLD):
        raise Refused("oim-concept-unusable/abstract", concept=local(name))
    return Subject(name, concept, concept.numeric, oim_types.textual(concept, taxonomy), oim_types.enumerated(concept))
