"""Labels and references of concepts (XBRL 2.1 §5.2.2, §5.2.3; Generic labels 1.0, Generic references 1.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from validator.dts.links.linkbases import ROLE, Linkbases, Resource, effective
from validator.model.names import BLANK, CONCEPT_LABEL, CONCEPT_REFERENCE, LANGUAGE, Name

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.dts.links.linkbases import Node

T = TypeVar("T")
LABELS = (CONCEPT_LABEL, "http://xbrl.org/arcrole/2008/element-label")
REFERENCES = (CONCEPT_REFERENCE, "http://xbrl.org/arcrole/2008/element-reference")


def language(resource: Resource) -> str:
    """Return the language in force at a resource; "" when none is stated."""
    return resource.link.part.inherited(resource.element, LANGUAGE)


def labels(linkbases: Linkbases) -> dict[Name, tuple[tuple[str, str, str], ...]]:
    """Return the effective labels of every concept, as (role, language, text)."""

    def told(one: Resource) -> tuple[str, str, str]:
        return one.element.get(ROLE), language(one), one.element.string.strip(BLANK)

    return _related(linkbases, LABELS, told)


def references(linkbases: Linkbases) -> dict[Name, tuple[tuple[str, tuple[tuple[Name, str], ...]], ...]]:
    """Return the effective references of every concept, as (role, parts)."""

    def told(one: Resource) -> tuple[str, tuple[tuple[Name, str], ...]]:
        return one.element.get(ROLE), tuple((part.name, part.string.strip(BLANK)) for part in one.element.children)

    return _related(linkbases, REFERENCES, told)


def _related(
    linkbases: Linkbases, arcroles: tuple[str, ...], told: Callable[[Resource], T]
) -> dict[Name, tuple[T, ...]]:
    """Return what is told of the resources related to each concept; of each resource once."""
    made: dict[Node, T] = {}
    found: dict[Name, dict[T, None]] = {}
    for base_set, raw in linkbases.sets.items():
        for arc in effective(raw) if base_set[0] in arcroles else ():
            resource = None if isinstance(arc.target, str) else linkbases.resources.get(arc.target)
            if resource is not None and isinstance(arc.source, str):
                if arc.target not in made:
                    made[arc.target] = told(resource)
                found.setdefault(arc.source, {})[made[arc.target]] = None
    return {concept: tuple(ones) for concept, ones in found.items()}
