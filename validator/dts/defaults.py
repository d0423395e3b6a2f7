"""What a schema supplies and a report leaves out: defaults, and one spelling for equal values.

Two contexts are the same when their content is structure-equal by its declared types: `1.0` and `1` in an
xs:decimal, an attribute left out and the same attribute with its default (XBRL 2.1 §4.10; XML Schema 1.0 Part 1
§3.3.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import ComplexType
from validator.model.names import XBRLDI
from validator.model.tree import canonical
from validator.xsd import validity
from validator.xsd.datatypes.canonical import spelling

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.model.contexts import Context, Member
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.tree import Element
    from validator.xsd.validity import Validity

EXPLICIT, TYPED = f"{{{XBRLDI}}}explicitMember", f"{{{XBRLDI}}}typedMember"


def supply(report: Report) -> None:
    """Fill in what the schemas of a report's taxonomy supply; before anything is compared or checked."""
    taxonomy = report.taxonomy
    if taxonomy is None:
        return
    judge = validity.of(taxonomy)
    given = {name: found for name in set(report.concepts) if any(found := _supplied(judge, name))}
    if given:
        _facts(report, given)
    for index, parts in report.fragments.items():
        context = report.contexts[index]
        if not (context.segment or context.scenario or any(member.typed is not None for member in context.members)):
            continue
        report.contexts[index] = _context(context, parts, judge)


def _supplied(judge: Validity, name: Name) -> tuple[str, str, str]:
    """Return the value, the decimals and the precision a concept's declaration supplies; "" where it supplies none."""
    concept = judge.taxonomy.concepts.get(name)
    if concept is None:
        return ("", "", "")
    uses = judge.uses(concept.type)
    accuracy = [uses[a].fixed or uses[a].default or "" if a in uses else "" for a in ("decimals", "precision")]
    return (concept.fixed or concept.default or "", *accuracy)  # type: ignore[return-value]


def _facts(report: Report, given: dict[Name, tuple[str, str, str]]) -> None:
    for row, name in enumerate(report.concepts):
        if name in given:
            text, decimals, precision = given[name]
            if text and not report.texts[row] and not report.nils[row] and row not in report.child_rows:
                report.texts[row] = text
            report.decimals[row] = report.decimals[row] or decimals
            report.precisions[row] = report.precisions[row] or precision


def _context(context: Context, parts: tuple[Element, ...], judge: Validity) -> Context:
    normal = normalizer(judge)
    rest = {"segment": "", "scenario": ""}
    members: list[Member] = []
    typed = iter(context.members)
    for part in parts:
        container = part.name.rpartition("}")[2]
        texts: list[str] = []
        for child in part.children:
            if child.name == EXPLICIT:
                members.append(next(typed))
            elif child.name == TYPED:
                value = "".join(canonical(inner, normal, judge.defaults) for inner in child.children)
                members.append(next(typed)._replace(typed=value))
            else:
                texts.append(canonical(child, normal, judge.defaults))
        if part.stray:
            texts.append(part.stray)
        rest[container] = "".join(texts)
    return context._replace(members=tuple(members), segment=rest["segment"], scenario=rest["scenario"])


def normalizer(judge: Validity) -> Callable[[Element, str, Name | None], str]:
    """Return what maps a text of an element, or of one of its attributes, to one spelling for all equal values."""
    types = judge.types
    attributes = judge.taxonomy.attributes

    def normal(element: Element, text: str, attribute: Name | None) -> str:
        type_name = judge.type_of(element)
        if attribute is not None:
            use = judge.uses(type_name).get(attribute) or attributes.get(attribute)
            type_name = use.type if use is not None else ""
        else:
            declared = judge.taxonomy.types.get(type_name)
            concept = judge.taxonomy.concepts.get(element.name)
            text = text or (concept is not None and (concept.fixed or concept.default)) or ""
            if isinstance(declared, ComplexType):
                type_name = declared.simple
        if not type_name:
            return text
        if text.strip() == "NaN":  # which equals nothing, not even itself
            return f"NaN at {element.line}:{element.column}"
        return spelling(types, type_name, text, element.prefixes)

    return normal
