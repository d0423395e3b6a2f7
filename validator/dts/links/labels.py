"""Labels and references of concepts (XBRL 2.1 §5.2.2, §5.2.3; Generic labels 1.0, Generic references 1.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts.links.linkbases import ROLE, Linkbases, RawArc, Resource, effective
from validator.model.names import BLANK, CONCEPT_LABEL, CONCEPT_REFERENCE, XML, Name

if TYPE_CHECKING:
    from collections.abc import Iterator


LANGUAGE = f"{{{XML}}}lang"
LABELS = (CONCEPT_LABEL, "http://xbrl.org/arcrole/2008/element-label")
REFERENCES = (CONCEPT_REFERENCE, "http://xbrl.org/arcrole/2008/element-reference")


def language(resource: Resource) -> str:
    """Return the language in force at a resource; "" when none is stated."""
    return resource.link.part.inherited(resource.element, LANGUAGE)


def labels(linkbases: Linkbases) -> dict[Name, tuple[tuple[str, str, str], ...]]:
    """Return the effective labels of every concept, as (role, language, text)."""
    texts: dict[tuple[str, str], tuple[str, str, str]] = {}
    found: dict[Name, dict[tuple[str, str, str], None]] = {}
    for arc, resource in _resources(linkbases, LABELS):
        text = texts.get(resource.node)
        if text is None:
            element = resource.element
            text = texts[resource.node] = (element.get(ROLE), language(resource), element.string.strip(BLANK))
        found.setdefault(str(arc.source), {})[text] = None
    return {concept: tuple(ones) for concept, ones in found.items()}


def references(linkbases: Linkbases) -> dict[Name, tuple[tuple[str, tuple[tuple[Name, str], ...]], ...]]:
    """Return the effective references of every concept, as (role, parts)."""
    made: dict[tuple[str, str], tuple[str, tuple[tuple[Name, str], ...]]] = {}
    found: dict[Name, dict[tuple[str, tuple[tuple[Name, str], ...]], None]] = {}
    for arc, resource in _resources(linkbases, REFERENCES):
        one = made.get(resource.node)
        if one is None:
            element = resource.element
            parts = tuple((part.name, part.string.strip(BLANK)) for part in element.children)
            one = made[resource.node] = (element.get(ROLE), parts)
        found.setdefault(str(arc.source), {})[one] = None
    return {concept: tuple(ones) for concept, ones in found.items()}


def _resources(linkbases: Linkbases, arcroles: tuple[str, ...]) -> Iterator[tuple[RawArc, Resource]]:
    for base_set, raw in linkbases.sets.items():
        if base_set[0] in arcroles:
            for arc in effective(raw):
                if isinstance(arc.source, str) and not isinstance(arc.target, str):
                    resource = linkbases.resources.get(arc.target)
                    if resource is not None:
                        yield arc, resource
