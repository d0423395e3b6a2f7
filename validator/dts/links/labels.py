"""Labels and references of concepts (XBRL 2.1 §5.2.2, §5.2.3; Generic labels 1.0, Generic references 1.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts.links.linkbases import ROLE, Linkbases, RawArc, Resource, effective, text_of
from validator.model.names import CONCEPT_LABEL, CONCEPT_REFERENCE, XML, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.xsd.documents import Element


LANGUAGE = f"{{{XML}}}lang"
LABELS = (CONCEPT_LABEL, "http://xbrl.org/arcrole/2008/element-label")
REFERENCES = (CONCEPT_REFERENCE, "http://xbrl.org/arcrole/2008/element-reference")


def language(element: Element) -> str:
    """Return the language in force at an element; "" when none is stated."""
    found: str | None = element.get(LANGUAGE)
    if found is not None:
        return found
    for above in element.iterancestors():
        found = above.get(LANGUAGE)
        if found is not None:
            return found
    return ""


def labels(linkbases: Linkbases) -> dict[Name, tuple[tuple[str, str, str], ...]]:
    """Return the effective labels of every concept, as (role, language, text)."""
    texts: dict[tuple[str, str], tuple[str, str, str]] = {}
    found: dict[Name, dict[tuple[str, str, str], None]] = {}
    for arc, resource in _resources(linkbases, LABELS):
        text = texts.get(resource.node)
        if text is None:
            element = resource.element
            text = texts[resource.node] = (element.get(ROLE, ""), language(element), text_of(element).strip())
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
            parts = tuple((part.tag, text_of(part).strip()) for part in element if isinstance(part.tag, str))
            one = made[resource.node] = (element.get(ROLE, ""), parts)
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
